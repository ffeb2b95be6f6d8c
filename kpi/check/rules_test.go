package check_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

const dossiers = "received, carried_over, resolved_in_time, resolved_late, pending, returned, paused"

func TestBalance(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{dossiers,
		"2024-05 Tràng_Định/Chi_Lăng 90 10 60 10 20 5 5",
		"2024-05 Tràng_Định/Đề_Thám  90 10 60 10 20 5 6",
		"2024-06 Tràng_Định/Chi_Lăng 1037 20 1000 7 20 0 0",
		"2024-06 Tràng_Định/Đề_Thám  0 20 0 0 20 0 0",
		"2024-05 Tràng_Định/Thất_Khê 0 0 0 0 0 0 0",
		"2024-06 Tràng_Định/Thất_Khê 0 0 0 0 0 0 0"})
	wantFindings(t, findings(t, c, l),
		"a.csv:3: warning balance: \"Caseload\" of Tràng Định / Đề Thám, 2024-05 is 100, but \"Resolved\", \"Pending\", \"Returned or withdrawn\", \"Paused\" make 101: a difference of -1",
		"a.csv:4: warning balance: \"Caseload\" of Tràng Định / Chi Lăng, 2024-06 is 1057, but \"Resolved\", \"Pending\", \"Returned or withdrawn\", \"Paused\" make 1027: a difference of 30")
}

// Wholes are compared as they are given, and otherwise as their parts make them.
func TestBalanceOfWholes(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"caseload, resolved, pending_in_time, pending_overdue", "2020 Đắk_G'long 59010 57689 1246 75", "2020 Bắc_Sơn 59010 57689 1246 76"})
	wantFindings(t, findings(t, c, l),
		"a.csv:3:3: warning balance: \"Caseload\" of Bắc Sơn, 2020 is 59010, but \"Resolved\", \"Pending\", \"Returned or withdrawn\", \"Paused\" make 59011: a difference of -1")
}

// What no column counts may be returned or paused: form II.06 has neither. One of the two
// columns, though it is 0, shows that they are counted.
func TestBalanceWithoutColumns(t *testing.T) {
	c := load(t)
	const more = "\"Caseload\" of Bắc Sơn, 2024-06 is 100, but \"Resolved\", \"Pending\", \"Returned or withdrawn\", \"Paused\" make 88: "
	wantFindings(t, findings(t, c, book(t, c, []string{"caseload, resolved, pending", "2024-06 Bắc_Sơn 100 80 8"})),
		"a.csv:2:3: note balance-open: "+more+"nothing counts the 12 others, which may be returned or paused")
	wantFindings(t, findings(t, c, book(t, c, []string{"caseload, resolved, pending, paused", "2024-06 Bắc_Sơn 100 80 8 0"})),
		"a.csv:2:3: warning balance: "+more+"a difference of 12")
}

// A column that is not there leaves nothing out; a blank cell may hold just the
// difference, and so may what is pending.
func TestBalanceOfUnknownCounts(t *testing.T) {
	c := load(t)
	for _, file := range [][]string{
		{"received, carried_over, resolved", "2024-06 Bắc_Sơn 90 10 60"},
		{"received, resolved, pending", "2024-06 Bắc_Sơn 90 60 10"},
		{"caseload, pending", "2024-06 Bắc_Sơn 90 60"},
		{dossiers, "2024-06 Bắc_Sơn 90 10 60 10 ? 5 5"},
		{dossiers, "2024-06 Bắc_Sơn 90 ? 60 10 20 5 5"},
		{dossiers, "2024-06 Bắc_Sơn 90 10 60 ? 20 5 5"},
		{dossiers, "2024-06 Bắc_Sơn 90 10 60 10 20 ? 5"},
		{dossiers, "2024-06 Bắc_Sơn 90 10 60 10 20 5 ?"},
	} {
		wantFindings(t, findings(t, c, book(t, c, file)))
	}
}

// A single unit that lacks a month is named; its month may be anywhere.
func TestPeriodGapOfUnits(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received",
		"2024-01 Bắc_Sơn/Vũ_Lễ 1", "2024-02 Bắc_Sơn/Vũ_Lễ 1", "2024-03 Bắc_Sơn/Vũ_Lễ 1", "2024-04 Bắc_Sơn/Vũ_Lễ 1", "2024-05 Bắc_Sơn/Vũ_Lễ 1",
		"2024-02 Bắc_Sơn/Tân_Tri 1", "2024-03 Bắc_Sơn/Tân_Tri 1",
		"2024-01 Bắc_Sơn 1", "2024-02..2024-05 Bắc_Sơn 1"})
	wantFindings(t, findings(t, c, l),
		"a.csv:7: warning period-gap: Bắc Sơn / Tân Tri has no rows for 2024-01, 2024-04..2024-05, which other units have")
}

// A district of which no unit has a month is found once, by its own name.
func TestPeriodGapOfDistricts(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received",
		"2024-03 Bắc_Sơn 1", "2024-04 Bắc_Sơn 1", "2024-05 Bắc_Sơn 1", "2024-06 Bắc_Sơn 1",
		"2024-03 Tràng_Định/Chi_Lăng 1", "2024-03 Tràng_Định/Đề_Thám 1", "2024-03 Tràng_Định 1",
		"2024-03 Văn_Lãng 1", "2024-04 Văn_Lãng/Tân_Mỹ 1", "2024-05 Văn_Lãng/Tân_Mỹ ?", "2024-06 Văn_Lãng/Tân_Mỹ 1", "2024-03 Văn_Lãng/Tân_Mỹ 1"})
	wantFindings(t, findings(t, c, l),
		"a.csv:8: warning period-gap: Tràng Định has no rows for 2024-Q2, which other units have",
		"a.csv:9: warning period-gap: Văn Lãng has no rows for 2024-Q2, which other units have")
}

// A district of which each commune lacks a month has it once, under the district's name; not
// so two provinces that have a district of one name, nor a month before there was a unit.
func TestPeriodGapOfCommunes(t *testing.T) {
	c := load(t)
	rows := []string{"received", "2024-05 Lạng_Sơn:Bắc_Sơn/Vũ_Lễ 1", "2024-05 Lạng_Sơn:Bắc_Sơn/Tân_Tri 2", "2024-05 Hà_Giang:Bắc_Sơn/Yên_Bình 3",
		"2024-06 Hà_Giang:Bắc_Sơn/Yên_Bình 4"}
	l := book(t, c, rows)
	wantFindings(t, findings(t, c, l), "a.csv:3: warning period-gap: Bắc Sơn has no rows for 2024-06, which other units have")
	for _, tt := range []struct {
		exists bool
		want   []string
	}{{true, findings(t, c, l)}, {false, nil}} {
		got := check.Ledger(l, nil, kpi.Period{}, func(u kpi.Unit, m kpi.Month) bool {
			return tt.exists || u.Province == "Hà Giang" || m == kpi.NewMonth(2024, 5)
		})
		wantFindings(t, texts(t, c, got), tt.want...)
	}
}

// A unit of which all rows are outside the period asked for lacks its months, if others of
// its kind have them. What is outside fills no gap.
func TestPeriodGapOutside(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received", "2024-06 Bắc_Sơn 1", "2024-05 Văn_Lãng 1", "2024-05 Bắc_Sơn 1", "2024-05 /Kỳ_Lừa 1"}, []string{"tasks_assigned", "2024-05 Chi_Lăng 1"})
	asked := kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}
	part := l.Select(func(e *kpi.Entry) bool { return asked.Contains(e.Period) })
	part.Outside = l.Select(func(e *kpi.Entry) bool { return !asked.Contains(e.Period) }).Entries
	wantFindings(t, texts(t, c, check.Ledger(part, nil, asked, nil)),
		"a.csv:3: warning period-gap: Văn Lãng has no rows for 2024-06, which other units have")
}

// Months that no unit has are found for the whole, be they between others or of the
// period asked for.
func TestPeriodEmpty(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received", "2024-01 Bắc_Sơn 1", "2024-06 Bắc_Sơn 1"})
	wantFindings(t, findings(t, c, l), ": warning period-empty: no unit has rows for 2024-02..2024-05")
	asked := kpi.Period{From: kpi.NewMonth(2023, 12), To: kpi.NewMonth(2024, 7)}
	got := check.Ledger(l, nil, asked, nil)
	if len(got) != 1 || got[0].Code != kpi.PeriodEmpty || kpi.Resolve(got[0].Args.Value("periods"), kpi.English, c.Messages) != "2023-12, 2024-02..2024-05, 2024-07" {
		t.Errorf("got %+v", got)
	}
}

// Lists of other things than dossiers, and lists without a period, have no gaps;
// units before and after districts were abolished are not compared.
func TestNoPeriodGap(t *testing.T) {
	c := load(t)
	for name, l := range map[string]*kpi.Ledger{
		"tasks": book(t, c, []string{"received", "2024-05 Bắc_Sơn 1", "2024-06 Bắc_Sơn 1"},
			[]string{"tasks_assigned", "2024-06 Văn_Lãng 17", "- Tràng_Định 38"}),
		"one quarter": book(t, c, []string{"received", "2024-Q2 Bắc_Sơn 1", "2024-04 Văn_Lãng 1", "2024-05 Văn_Lãng 1", "2024-06 Văn_Lãng 1"}),
		"reform":      book(t, c, []string{"received", "2025-06 Tràng_Định/Chi_Lăng 1", "2025-07 /Thất_Khê 1"}),
		"one month":   book(t, c, []string{"received", "2024-06 Bắc_Sơn 1"}),
	} {
		if got := findings(t, c, l); got != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Parts in one file and their whole in another must agree; so must what lies
// within something else.
func TestRelations(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name  string
		files [][]string
		want  []string
	}{
		{"whole and parts", [][]string{
			{"received", "2024-06 Bắc_Sơn 100", "2024-06 Văn_Lãng 100"},
			{"received_online, received_direct, received_postal", "2024-06 Bắc_Sơn 90 9 2", "2024-06 Văn_Lãng 90 9 1"},
		}, []string{"a.csv:2:3: error parts-disagree: \"Received in the period\" is 100, but its parts make 101"}},
		{"a part more than its whole", [][]string{
			{"resolved", "2024-06 Bắc_Sơn 100", "2024-06 Văn_Lãng 100"},
			{"resolved_late", "2024-06 Bắc_Sơn 101", "2024-06 Văn_Lãng 100"},
		}, []string{"a.csv:2:3: error part-exceeds-whole: \"Resolved late\" is 101, more than \"Resolved\", which is 100"}},
		{"a bound", [][]string{
			{"fee_bearing", "2024-06 Bắc_Sơn 5", "2024-06 Văn_Lãng 5"},
			{"paid_online", "2024-06 Văn_Lãng 6", "2024-06 Bắc_Sơn 5"},
		}, []string{"a.csv:3:3: error part-exceeds-whole: \"Paid online\" is 6, more than \"Fee-bearing\", which is 5"}},
		{"a bound by its parts", [][]string{
			{"resolved_in_time, resolved_late", "2024-06 Bắc_Sơn 5 1"},
			{"results_electronic", "2024-06 Bắc_Sơn 7"},
		}, []string{"a.csv:2:3: error part-exceeds-whole: \"Electronic results\" is 7, more than \"Resolved\", which is 6"}},
		{"three files", [][]string{
			{"resolved_early", "2024-06 Bắc_Sơn 5"}, {"resolved_on_time", "2024-06 Bắc_Sơn 5"}, {"resolved_in_time", "2024-06 Bắc_Sơn 9"},
		}, []string{"c.csv:2:3: error parts-disagree: \"Resolved early or on time\" is 9, but its parts make 10"}},
		{"other units and months", [][]string{
			{"received", "2024-06 Bắc_Sơn 5", "2024-07 Văn_Lãng 5"},
			{"received_online, received_offline", "2024-07 Bắc_Sơn 9 9", "2024-06 Văn_Lãng 9 9"},
		}, nil},
		{"a blank", [][]string{{"received", "2024-06 Bắc_Sơn ?"}, {"received_online, received_offline", "2024-06 Bắc_Sơn 9 9"}}, nil},
		{"a blank behind one that is known", [][]string{
			{"resolved", "2024-06 Bắc_Sơn 9", "2024-06 Văn_Lãng ?"}, {"resolved_in_time, resolved_late", "2024-06 Bắc_Sơn 8 1", "2024-06 Văn_Lãng 5 1"},
			{"results_electronic", "2024-06 Bắc_Sơn 7", "2024-06 Văn_Lãng 7"},
		}, []string{"b.csv:3:3: error part-exceeds-whole: \"Electronic results\" is 7, more than \"Resolved\", which is 6"}},
		{"a blank part", [][]string{{"received", "2024-06 Bắc_Sơn 9"}, {"received_online, received_offline", "2024-06 Bắc_Sơn 5 ?"}}, nil},
		{"a part more than its whole without the others", [][]string{
			{"caseload, carried_over", "2024-06 Bắc_Sơn 20 15", "2024-06 Văn_Lãng 20 14"},
			{"received_online", "2024-06 Bắc_Sơn 6", "2024-06 Văn_Lãng 6"},
		}, []string{"a.csv:2:3: error part-exceeds-whole: \"Received online\" + \"Carried over\" is 21, more than \"Caseload\", which is 20"}},
		{"a bound without a part", [][]string{
			{"received, carried_over, caseload, resolved, resolved_late", "2024-06 Bắc_Sơn 9 1 10 9 1"}, {"results_electronic", "2024-06 Bắc_Sơn 10"},
		}, []string{"a.csv:2:6: error part-exceeds-whole: \"Electronic results\" is 10, more than \"Resolved\", which is 9"}},
		{"one file", [][]string{ // found where the rows are read
			{"received, received_online, received_offline", "2024-06 Bắc_Sơn 9 9 9"}, {"resolved", "2024-06 Bắc_Sơn 5"},
		}, nil},
		{"parts of one file", [][]string{
			{"resolved_in_time, resolved_late, results_electronic", "2024-06 Bắc_Sơn 5 1 7"}, {"received", "2024-06 Bắc_Sơn 9"},
		}, nil},
	} {
		got := findings(t, c, book(t, c, tt.files...))
		t.Run(tt.name, func(t *testing.T) { wantFindings(t, got, tt.want...) })
	}
}

// The rules know measures of a user's table too.
func TestRelationsOfOwnMeasures(t *testing.T) {
	c := load(t, "cut_days | flow | days | | statutory_days")
	l := book(t, c, []string{"statutory_days", "2024-06 Bắc_Sơn 19"}, []string{"cut_days", "2024-06 Bắc_Sơn 20"})
	wantFindings(t, findings(t, c, l), "a.csv:2:3: error part-exceeds-whole: cut_days is 10, more than \"Statutory time limit\", which is 9.5")
}

// Two wholes with one part in common must leave the same of it, and not less than nothing.
func TestRelationsOfSharedParts(t *testing.T) {
	c := load(t, "overdue | mixed | dossiers | resolved_late pending_overdue")
	l := book(t, c, []string{"overdue, pending_overdue, resolved, resolved_in_time", "2024-06 Bắc_Sơn 9 4 20 15", "2024-06 Văn_Lãng 9 4 20 14"},
		[]string{"overdue, pending_overdue", "2024-06 Tràng_Định 9 4"}, []string{"resolved", "2024-06 Tràng_Định 4"})
	wantFindings(t, findings(t, c, l),
		"a.csv:3:5: error parts-disagree: \"Resolved\" is 20, but its parts make 19",
		"c.csv:2:3: error part-exceeds-whole: \"Resolved late\" is 5, more than \"Resolved\", which is 4")
	c = load(t, "in_time_or_overdue | mixed | dossiers | resolved_in_time pending_overdue")
	l = book(t, c, []string{"in_time_or_overdue, pending_overdue", "2024-06 Bắc_Sơn 9 4"}, []string{"resolved", "2024-06 Bắc_Sơn 4"})
	wantFindings(t, findings(t, c, l), "b.csv:2:3: error part-exceeds-whole: \"Resolved early or on time\" is 5, more than \"Resolved\", which is 4")
}

// Counts that do not fit together are no reason for a figure that is not there.
func TestBalanceOfHugeCounts(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"caseload, resolved, pending, paused", "2024-06 Bắc_Sơn 9223372036854775807 9223372036854775807 5 0",
		"2024-06 Văn_Lãng 9223372036854775807 9223372036854775806 0 9"})
	for _, text := range findings(t, c, l) {
		if strings.Contains(text, "make -") {
			t.Error(text)
		}
	}
}
