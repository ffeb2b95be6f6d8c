package check_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// measures are those of these tests: id, kind, what is counted, parts, and the measure
// that bounds it. What the shipped tables have beside the texts for people does not
// matter here.
func measures() []string {
	return []string{
		"received_online | flow | dossiers", "received_direct | flow | dossiers", "received_postal | flow | dossiers",
		"received_offline | flow | dossiers | received_direct received_postal", "received | flow | dossiers | received_online received_offline",
		"carried_over | opening | dossiers", "caseload | mixed | dossiers | received carried_over",
		"resolved_early | flow | dossiers", "resolved_on_time | flow | dossiers", "resolved_in_time | flow | dossiers | resolved_early resolved_on_time",
		"resolved_late | flow | dossiers", "resolved | flow | dossiers | resolved_in_time resolved_late",
		"pending_in_time | closing | dossiers", "pending_overdue | closing | dossiers", "pending | closing | dossiers | pending_in_time pending_overdue",
		"returned | flow | dossiers", "paused | closing | dossiers",
		"fee_bearing | flow | dossiers", "paid_online | flow | dossiers | | fee_bearing",
		"digitised_eligible | flow | dossiers", "digitised | flow | dossiers | | digitised_eligible", "results_electronic | flow | dossiers | | resolved",
		"statutory_days | flow | days", "assigned_days | flow | days", "procedures | flow | procedures",
		"tasks_assigned | flow | tasks", "tasks_on_time | flow | tasks | | tasks_assigned", "tasks_late | flow | tasks | | tasks_assigned",
		"tasks_in_progress | closing | tasks | | tasks_assigned",
	}
}

// indicators are those of these tests: id, numerator, denominator, and whether it is one
// of the headline.
func indicators() []string {
	return []string{
		"on_time | resolved_in_time | resolved | yes", "on_time_received | resolved_in_time | received | yes",
		"on_time_766 | resolved_in_time + pending_in_time | caseload", "late | resolved_late",
		"digitised | digitised | digitised_eligible | yes", "online | received_online | received | yes", "online_payment | paid_online | fee_bearing | yes",
		"postal | received_postal | received", "deadline_cut | statutory_days - assigned_days | statutory_days | yes",
		"tasks_on_time | tasks_on_time | tasks_assigned", "tasks_done | tasks_on_time + tasks_late | tasks_assigned",
	}
}

// load returns the shipped texts with the measures and indicators of these tests. More
// measures are behind them; one of these tests, given again, is before them.
func load(t testing.TB, more ...string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	lines := measures()
	for _, line := range more {
		id := cellsOf(line)[0]
		if i := slices.IndexFunc(lines, func(l string) bool { return cellsOf(l)[0] == id }); i >= 0 {
			lines = slices.Insert(slices.Delete(lines, i, i+1), 0, line)
			continue
		}
		lines = append(lines, line)
	}
	var list []kpi.Measure
	for _, line := range lines {
		cells := cellsOf(line)
		kind, err := kpi.ParseKind(cells[1])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, kpi.Measure{ID: cells[0], Kind: kind, Of: cells[2], Parts: strings.Fields(cells[3]), Within: cells[4]})
	}
	if c.Measures, err = kpi.NewMeasures(list); err != nil {
		t.Fatal(err)
	}
	c.Indicators = nil
	for _, line := range indicators() {
		cells := cellsOf(line)
		d := kpi.Indicator{ID: cells[0], Headline: cells[3] == "yes"}
		if d.Numerator, err = kpi.ParseFormula(cells[1], c.Measures); err != nil {
			t.Fatal(err)
		}
		if cells[2] != "" {
			if d.Denominator, err = kpi.ParseFormula(cells[2], c.Measures); err != nil {
				t.Fatal(err)
			}
		}
		c.Indicators = append(c.Indicators, d)
	}
	return c
}

// cellsOf divides a line at its bars; cells that are left out are blank.
func cellsOf(line string) []string {
	const most = 5
	cells := make([]string, most)
	for i, text := range strings.Split(line, "|") {
		cells[i] = strings.TrimSpace(text)
	}
	return cells
}
