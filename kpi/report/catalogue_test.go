package report_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// measures are those of these tests: id, kind, what is counted, parts, and the label in
// Vietnamese and English. What the shipped tables have beside the texts for people does
// not matter here.
func measures() []string {
	return []string{
		"received_online | flow | dossiers", "received_offline | flow | dossiers",
		"received | flow | dossiers | received_online received_offline | Tiếp nhận trong kỳ | Received in the period",
		"carried_over | opening | dossiers", "caseload | mixed | dossiers | received carried_over | Tổng số phải giải quyết | Caseload",
		"resolved_early | flow | dossiers", "resolved_on_time | flow | dossiers",
		"resolved_in_time | flow | dossiers | resolved_early resolved_on_time | Đã giải quyết trước hạn, đúng hạn | Resolved early or on time",
		"resolved_late | flow | dossiers | | Đã giải quyết quá hạn | Resolved late", "resolved | flow | dossiers | resolved_in_time resolved_late",
		"pending_in_time | closing | dossiers | | Đang giải quyết trong hạn | Pending in time", "pending_overdue | closing | dossiers",
		"fee_bearing | flow | dossiers", "paid_online | flow | dossiers",
		"digitised_eligible | flow | dossiers", "digitised | flow | dossiers",
		"statutory_days | flow | days | | Thời hạn theo quy định | Statutory time limit",
		"assigned_days | flow | days | | Thời hạn sau cắt giảm | Time limit after the cut", "procedures | flow | procedures",
		"tasks_assigned | flow | tasks", "tasks_on_time | flow | tasks", "tasks_late | flow | tasks",
		"officials | closing | people", "officials_qualified | closing | people",
	}
}

// indicators are those of these tests: id, numerator, denominator, better, headline,
// family, the label in Vietnamese and English, and the source.
func indicators() []string {
	return []string{
		"on_time | resolved_in_time | resolved | higher | yes | on_time | Đúng hạn, trước hạn / đã giải quyết | On time of resolved",
		"on_time_received | resolved_in_time | received | higher | yes | on_time | Đúng hạn, trước hạn / tiếp nhận | On time of received",
		"on_time_766 | resolved_in_time + pending_in_time | caseload | higher | no | on_time | Đúng hạn theo Quyết định 766 | On time by Decision 766 | Decision 766",
		"late | resolved_late | | lower | no | | Hồ sơ giải quyết quá hạn | Resolved late | Form II.06, column (10)",
		"digitised | digitised | digitised_eligible | higher | yes | digitised | Số hóa hồ sơ | Digitised",
		"digitised_received | digitised | received | higher | no | digitised | Số hóa / tiếp nhận | Digitised of received",
		"online | received_online | received | higher | yes | | Nộp trực tuyến | Submitted online",
		"online_payment | paid_online | fee_bearing | higher | yes | | Thanh toán trực tuyến | Paid online",
		"deadline_cut | statutory_days - assigned_days | statutory_days | higher | yes | | Cắt giảm thời hạn | Deadline cut | Decision 881",
		"tasks_on_time | tasks_on_time | tasks_assigned | higher | no | | Nhiệm vụ hoàn thành đúng hạn | Tasks on time",
		"officials_qualified | officials_qualified | officials | higher | no | | Cán bộ, công chức đạt chuẩn | Officials qualified",
	}
}

// load returns the shipped texts with the measures and indicators of these tests, and
// some indicators more.
func load(t *testing.T, more ...string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	var list []kpi.Measure
	for _, line := range measures() {
		cells := cellsOf(line)
		kind, err := kpi.ParseKind(cells[1])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, kpi.Measure{ID: cells[0], Kind: kind, Of: cells[2], Parts: strings.Fields(cells[3]), Labels: kpi.Labels{VI: cells[4], EN: cells[5]}})
	}
	if c.Measures, err = kpi.NewMeasures(list); err != nil {
		t.Fatal(err)
	}
	c.Indicators = nil
	for _, line := range append(indicators(), more...) {
		c.Indicators = append(c.Indicators, indicator(t, c.Measures, line))
	}
	return c
}

func indicator(t *testing.T, measures *kpi.Measures, line string) kpi.Indicator {
	t.Helper()
	cells := cellsOf(line)
	better, err := kpi.ParseBetter(cells[3])
	if err != nil {
		t.Fatal(err)
	}
	d := kpi.Indicator{ID: cells[0], Better: better, Headline: cells[4] == "yes", Family: cells[5], Labels: kpi.Labels{VI: cells[6], EN: cells[7]}, Source: kpi.Labels{EN: cells[8]}}
	if d.Numerator, err = kpi.ParseFormula(cells[1], measures); err != nil {
		t.Fatal(err)
	}
	if cells[2] != "" {
		if d.Denominator, err = kpi.ParseFormula(cells[2], measures); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// cellsOf divides a line at its bars; cells that are left out are blank.
func cellsOf(line string) []string {
	const most = 9
	cells := make([]string, most)
	for i, text := range strings.Split(line, "|") {
		cells[i] = strings.TrimSpace(text)
	}
	return cells
}
