package check_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

func TestCarryOver(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"carried_over, pending_in_time, pending_overdue",
		"2024-04 Tràng_Định 7 15 5",
		"2024-05 Tràng_Định 20 9 1", // as it should be
		"2024-06 Tràng_Định 12 0 0",
		"2024-04 Tràng_Định/Chi_Lăng 0 1057 0",
		"2024-05 Tràng_Định/Chi_Lăng 1000 0 0",
		"2024-06 Tràng_Định/Chi_Lăng 3 0 0"})
	wantFindings(t, findings(t, c, l),
		"a.csv:4:3: warning carry-over-breaks: \"Carried over\" of Tràng Định in 2024-06 is 12, but 10 were pending at the end of 2024-05: a difference of 2",
		"a.csv:6:3: warning carry-over-breaks: \"Carried over\" of Tràng Định / Chi Lăng in 2024-05 is 1000, but 1057 were pending at the end of 2024-04: a difference of -57",
		"a.csv:7:3: warning carry-over-breaks: \"Carried over\" of Tràng Định / Chi Lăng in 2024-06 is 3, but 0 were pending at the end of 2024-05: a difference of 3")
}

// The period that follows may be of another length and in another file; pending
// may be given whole.
func TestCarryOverOfPeriods(t *testing.T) {
	c := load(t)
	l := book(t, c,
		[]string{"pending", "2023-Q4 Bắc_Sơn 8", "2024-Q1 Bắc_Sơn 5", "2024-04..2024-05 Bắc_Sơn 6", "2024-06 Bắc_Sơn 1"},
		[]string{"received, carried_over", "2023-Q4 Bắc_Sơn 1 1", "2024-Q1 Bắc_Sơn 1 9", "2024-04..2024-05 Bắc_Sơn 1 5", "2024-06 Bắc_Sơn 1 5"})
	wantFindings(t, findings(t, c, l),
		"b.csv:3:4: warning carry-over-breaks: \"Carried over\" of Bắc Sơn in 2024-Q1 is 9, but 8 were pending at the end of 2023-Q4: a difference of 1",
		"b.csv:5:4: warning carry-over-breaks: \"Carried over\" of Bắc Sơn in 2024-06 is 5, but 6 were pending at the end of 2024-04..2024-05: a difference of -1")
}

// What is not known, and periods that do not touch, have no findings.
func TestCarryOverOfUnknownCounts(t *testing.T) {
	c := load(t)
	const columns = "carried_over, pending_in_time, pending_overdue"
	for name, l := range map[string]*kpi.Ledger{
		"blank pending":      book(t, c, []string{columns, "2024-05 Bắc_Sơn 1 5 ?", "2024-06 Bắc_Sơn 1 1 1"}),
		"blank carried over": book(t, c, []string{columns, "2024-05 Bắc_Sơn 1 5 1", "2024-06 Bắc_Sơn ? 1 1"}),
		"no part":            book(t, c, []string{"carried_over, pending_in_time", "2024-05 Bắc_Sơn 1 5", "2024-06 Bắc_Sơn 1 1"}),
		"other units":        book(t, c, []string{columns, "2024-05 Bắc_Sơn/Vũ_Lễ 1 5 1", "2024-05 Bắc_Sơn/Tân_Tri 1 1 0", "2024-06 Bắc_Sơn/Tân_Tri 1 1 0", "2024-06 Bắc_Sơn/Vũ_Lễ 6 5 1"}),
		"one period":         book(t, c, []string{columns, "2024-05 Bắc_Sơn 1 5 1"}),
		"overlap":            book(t, c, []string{columns, "2024-04..2024-05 Bắc_Sơn 1 5 1", "2024-05 Bắc_Sơn 1 1 1"}),
		"no period":          book(t, c, []string{columns, "- Bắc_Sơn 1 5 1"}),
	} {
		got := findings(t, c, l)
		t.Run(name, func(t *testing.T) { wantFindings(t, got) })
	}
	// A month between breaks the chain; that it is missing is another finding.
	gap := book(t, c, []string{columns, "2024-04 Bắc_Sơn 1 5 1", "2024-06 Bắc_Sơn 1 1 1"})
	wantFindings(t, findings(t, c, gap), ": warning period-empty: no unit has rows for 2024-05")
}

// The rules find their measures wherever they are in the table, at its beginning too.
func TestRulesOfFirstMeasures(t *testing.T) {
	for _, tt := range []struct {
		first string
		file  []string
		want  string
	}{
		{"pending | closing | dossiers", []string{"pending, received, carried_over", "2024-05 Bắc_Sơn 8 1 1", "2024-06 Bắc_Sơn 8 1 9"},
			"a.csv:3:5: warning carry-over-breaks: \"Carried over\" of Bắc Sơn in 2024-06 is 9, but 8 were pending at the end of 2024-05: a difference of 1"},
		{"paused | closing | dossiers", []string{"pending, paused, carried_over", "2024-05 Bắc_Sơn 8 1 1", "2024-06 Bắc_Sơn 8 1 9"}, ""},
		{"paused | closing | dossiers", []string{"caseload, resolved, pending, paused", "2024-06 Bắc_Sơn 100 80 8 0"},
			"a.csv:2:3: warning balance: \"Caseload\" of Bắc Sơn, 2024-06 is 100, but \"Resolved\", \"Pending\", \"Returned or withdrawn\", \"Paused\" make 88: a difference of 12"},
		{"returned | flow | dossiers", []string{"caseload, resolved, pending, returned", "2024-06 Bắc_Sơn 100 80 8 ?"}, ""},
	} {
		c := load(t, tt.first)
		var want []string
		if tt.want != "" {
			want = []string{tt.want}
		}
		wantFindings(t, findings(t, c, book(t, c, tt.file)), want...)
	}
}

// Dossiers that are paused wait too; some systems count them among those that
// are carried over.
func TestCarryOverOfPaused(t *testing.T) {
	c := load(t)
	const head = "carried_over, pending, paused"
	next := func(carried string) string { return "2024-06 Bắc_Sơn " + carried + " 0 0" }
	for _, tt := range []struct {
		before, carried string
		breaks          bool
	}{
		{"2024-05 Bắc_Sơn 1 20 5", "20", false},
		{"2024-05 Bắc_Sơn 1 20 5", "25", false},
		{"2024-05 Bắc_Sơn 1 20 5", "23", true},
		{"2024-05 Bắc_Sơn 1 20 5", "15", true},
		{"2024-05 Bắc_Sơn 1 20 0", "21", true},
		{"2024-05 Bắc_Sơn 1 20 ?", "23", false}, // the blank may hold 3
		{"2024-05 Bắc_Sơn 1 20 ?", "19", true},  // but not -1
	} {
		got := check.Ledger(book(t, c, []string{head, tt.before, next(tt.carried)}), nil, kpi.Period{}, nil)
		if breaks := len(got) == 1 && got[0].Code == kpi.CarryOverBreaks; breaks != tt.breaks || len(got) > 1 {
			t.Errorf("%s, then %s: %+v, want broken %t", tt.before, tt.carried, got, tt.breaks)
		}
	}
}

// A sum that does not fit is found when figures are computed.
func TestCarryOverOfHugeCounts(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"carried_over, pending_in_time, pending_overdue", "2024-05 Bắc_Sơn 0 9223372036854775807 1", "2024-06 Bắc_Sơn 1 0 0"})
	wantFindings(t, findings(t, c, l))
}
