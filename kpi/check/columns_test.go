package check_test

import (
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

// A file without a column is found where an indicator of the run needs it.
func TestMissingColumns(t *testing.T) {
	c := load(t)
	file := []string{"received_online, received_direct, resolved_early, resolved_late",
		"2024-05 Bắc_Sơn/Vũ_Lễ 1 1 1 0", "2024-06 Bắc_Sơn/Vũ_Lễ 1 1 1 0", "2024-05 Bắc_Sơn/Tân_Tri 1 1 1 0", "2024-06 Bắc_Sơn/Tân_Tri 1 1 1 0"}
	for _, tt := range []struct {
		ids  []string
		want []string
	}{
		{nil, nil},
		{[]string{"late"}, nil},
		{[]string{"online"}, []string{"a.csv:1: warning column-missing: no column \"Received by post\": the figures of \"Submitted online\" cannot be known (units: 2)"}},
		{[]string{"on_time"}, []string{"a.csv:1: warning column-missing: no column \"Resolved on time\": the figures of \"On time of resolved\" cannot be known (units: 2)"}},
		{[]string{"postal", "online"}, []string{"a.csv:1: warning column-missing: no column \"Received by post\": the figures of \"Submitted by post\", \"Submitted online\" cannot be known (units: 2)"}},
		{[]string{"deadline_cut", "tasks_on_time"}, nil}, // nothing of them is given at all
		{[]string{"online_payment"}, nil},
		{[]string{"on_time_766"}, []string{"a.csv:1: warning column-missing: no column \"Carried over\": the figures of \"On time by Decision 766\" cannot be known (units: 2)",
			"a.csv:1: warning column-missing: no column \"Pending in time\": the figures of \"On time by Decision 766\" cannot be known (units: 2)",
			"a.csv:1: warning column-missing: no column \"Received by post\": the figures of \"On time by Decision 766\" cannot be known (units: 2)",
			"a.csv:1: warning column-missing: no column \"Resolved on time\": the figures of \"On time by Decision 766\" cannot be known (units: 2)"}},
	} {
		wantFindings(t, findings(t, c, book(t, c, file), tt.ids...), tt.want...)
	}
}

// What a unit or a month of one file has in another is not missing; what none
// has is found for each file that counts the same thing.
func TestMissingColumnsOfSeveralFiles(t *testing.T) {
	c := load(t)
	l := book(t, c,
		[]string{"resolved_early, resolved_on_time", "2024-06 Bắc_Sơn 5 0", "2024-06 Văn_Lãng 5 0", "2024-06 Tràng_Định 5 0"},
		[]string{"resolved_late", "2024-06 Bắc_Sơn 1"},
		[]string{"received", "2024-06 Văn_Lãng 6"},
		[]string{"tasks_assigned", "2024-06 Văn_Lãng 17"},
	)
	wantFindings(t, findings(t, c, l, "on_time"),
		"a.csv:1: warning column-missing: no column \"Resolved late\": the figures of \"On time of resolved\" cannot be known (units: 2)",
		"c.csv:1: warning column-missing: no column \"Resolved late\": the figures of \"On time of resolved\" cannot be known (units: 1)")
}

// A blank cell is not a missing column: it has a finding of its own.
func TestBlankIsNoMissingColumn(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"resolved_in_time, resolved_late", "2024-06 Bắc_Sơn 5 ?", "2024-06 Văn_Lãng ? ?"})
	wantFindings(t, findings(t, c, l, "on_time"))
}

// A whole that is given needs no parts.
func TestWholeNeedsNoParts(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"resolved_in_time, resolved", "2024-06 Bắc_Sơn 5 6", "2024-06 Văn_Lãng 5 5"})
	wantFindings(t, findings(t, c, l, "on_time"))
}

// The measure is named by its id, the file by its header line.
func TestMissingColumnPlace(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"tasks_on_time", "2024-06 Bắc_Sơn 5"})
	l.Files[0].Header = 7
	got := check.Ledger(l, definitions(t, c, "tasks_on_time"), kpi.Period{}, nil)
	if len(got) != 1 || got[0].Code != kpi.ColumnMissing || got[0].Place != (kpi.Place{File: "a.csv", Line: 7, Header: "tasks_assigned"}) {
		t.Errorf("got %+v", got)
	}
}

// One column that is missing is one finding, whatever measures it is a part of.
func TestMissingColumnIsToldOnce(t *testing.T) {
	c := load(t)
	l := book(t, c, []string{"received_online, received_direct, carried_over, resolved_in_time, pending_in_time", "2024-06 Bắc_Sơn 1 1 1 1 1"})
	wantFindings(t, findings(t, c, l, "online", "on_time_766"),
		"a.csv:1: warning column-missing: no column \"Received by post\": the figures of \"Submitted online\", \"On time by Decision 766\" cannot be known (units: 1)")
}

// The order of the findings is that of the files, on every run.
func TestMissingColumnsInOrder(t *testing.T) {
	c := load(t)
	file := []string{"tasks_in_progress, tasks_on_time", "2024-06 Bắc_Sơn 1 1"}
	l := book(t, c, file, file, file)
	for range 20 {
		wantFindings(t, findings(t, c, l, "tasks_done"),
			"a.csv:1: warning column-missing: no column \"Tasks assigned\": the figures of tasks_done cannot be known (units: 1)",
			"a.csv:1: warning column-missing: no column \"Tasks done late\": the figures of tasks_done cannot be known (units: 1)",
			"b.csv:1: warning column-missing: no column \"Tasks assigned\": the figures of tasks_done cannot be known (units: 1)",
			"b.csv:1: warning column-missing: no column \"Tasks done late\": the figures of tasks_done cannot be known (units: 1)",
			"c.csv:1: warning column-missing: no column \"Tasks assigned\": the figures of tasks_done cannot be known (units: 1)",
			"c.csv:1: warning column-missing: no column \"Tasks done late\": the figures of tasks_done cannot be known (units: 1)")
	}
}

// What any unit can compute in any period can be computed.
func TestComputable(t *testing.T) {
	c := load(t)
	l := book(t, c,
		[]string{"received_online, received_offline, resolved_in_time, resolved_late", "2024-05 Bắc_Sơn 1 1 ? 1", "2024-06 Bắc_Sơn ? 1 1 ?"},
		[]string{"tasks_assigned, tasks_on_time", "2024-06 Văn_Lãng ? ?"})
	var got []string
	for _, d := range check.Computable(l, definitions(t, c, "late", "tasks_on_time", "online", "on_time", "digitised")) {
		got = append(got, d.ID)
	}
	wantFindings(t, got, "late", "online")
}

// What an indicator lacks is what no entry has; all of it where no entry has it together.
func TestLacking(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		file []string
		want []string
	}{
		{[]string{"resolved_in_time, resolved", "2024-05 Bắc_Sơn 5 6", "2024-06 Bắc_Sơn ? ?"}, nil},
		{[]string{"resolved_in_time, resolved", "2024-05 Bắc_Sơn 5 ?", "2024-06 Bắc_Sơn ? ?"}, []string{"resolved"}},
		{[]string{"resolved_in_time, resolved", "2024-05 Bắc_Sơn ? 6", "2024-06 Bắc_Sơn ? ?"}, []string{"resolved_in_time"}},
		{[]string{"resolved_in_time, resolved", "2024-05 Bắc_Sơn ? 6", "2024-06 Bắc_Sơn 5 ?"}, []string{"resolved_in_time", "resolved"}},
		{[]string{"received", "2024-05 Bắc_Sơn 6"}, []string{"resolved_in_time", "resolved"}},
	} {
		got := check.Lacking(book(t, c, tt.file), definitions(t, c, "on_time")[0])
		if !slices.Equal(c.Measures.IDs(got), tt.want) {
			t.Errorf("%q: %q, want %q", tt.file, c.Measures.IDs(got), tt.want)
		}
	}
}

// A column that nothing uses may be what a headline indicator lacks that is begun, in any file;
// or what a finding names, in that file.
func TestUnused(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		name    string
		columns string
		row     string
		ids     []string
		code    string
		a, b    bool
	}{
		{"all is there", "resolved_in_time, resolved", "5 6", []string{"on_time"}, "", false, false},
		{"a headline indicator is not", "resolved_in_time, resolved", "5 ?", []string{"on_time"}, "", true, true},
		{"one of two is not", "resolved_in_time, resolved, received_online", "5 6 2", []string{"on_time", "online"}, "", true, true},
		{"it is not begun", "resolved_in_time, resolved", "5 6", []string{"on_time", "online"}, "", false, false},
		{"it is no headline", "resolved_in_time, pending_in_time", "5 6", []string{"on_time_766"}, "", false, false},
		{"a finding of the other file", "resolved_in_time, resolved", "5 6", []string{"on_time"}, kpi.ColumnMissing, false, true},
		{"another finding of it", "resolved_in_time, resolved", "5 6", []string{"on_time"}, kpi.PeriodGap, false, false},
	} {
		l := book(t, c, []string{tt.columns, "2024-06 Bắc_Sơn " + tt.row})
		found := []kpi.Finding{{Code: tt.code, Place: kpi.Place{File: "b.csv", Line: 1}}}
		isUnused := check.Unused(l, definitions(t, c, tt.ids...), found)
		if a, b := isUnused("a.csv"), isUnused("b.csv"); a != tt.a || b != tt.b {
			t.Errorf("%s: %t, %t, want %t, %t", tt.name, a, b, tt.a, tt.b)
		}
	}
}
