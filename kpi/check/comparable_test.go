package check_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

func TestComparable(t *testing.T) {
	c := load(t)
	alike := func(old, now *kpi.Ledger, ids ...string) []string {
		return texts(t, c, check.Comparable(old, now, definitions(t, c, ids...)))
	}
	const columns = "received, resolved_late"
	may := book(t, c, []string{columns, "2024-05 Bắc_Sơn 1 0"})
	june := book(t, c, []string{columns, "2024-06 Bắc_Sơn 1 0"})
	wantFindings(t, alike(may, june, "late"))
	wantFindings(t, alike(book(t, c, []string{columns, "2024-Q1 Bắc_Sơn 1 0"}),
		book(t, c, []string{columns, "2024-04 Bắc_Sơn 1 0", "2024-05 Bắc_Sơn 1 0", "2024-06 Bắc_Sơn 1 0"}), "late"))
	wantFindings(t, alike(may, book(t, c, []string{columns, "2024-Q2 Bắc_Sơn 1 0"}), "late", "online"),
		"a.csv:2: error period-unlike: \"Resolved late\", \"Submitted online\": 2024-05 and 2024-Q2 are not periods of one length: the figures cannot be compared")
	wantFindings(t, alike(book(t, c, []string{columns, "2024-Q1 Bắc_Sơn 1 0"}), book(t, c, []string{columns, "2024-04 Bắc_Sơn 1 0", "2024-06 Bắc_Sơn 1 0"}), "late"),
		"a.csv:2: error period-unlike: \"Resolved late\": 2024-Q1 and 2024-Q2 (2/3) are not periods of one length: the figures cannot be compared")
	undated := book(t, c, []string{"tasks_assigned, tasks_on_time", "- Bắc_Sơn 3 2"})
	wantFindings(t, alike(undated, june, "late"))
	wantFindings(t, alike(undated, book(t, c, []string{"tasks_assigned, tasks_on_time", "2024-06 Bắc_Sơn 3 2"}), "tasks_on_time"),
		"a.csv:2: error period-missing: no column or cell says which period the counts are of, nor does another file")
	wantFindings(t, alike(may, june, "tasks_on_time"),
		"a.csv:1: error indicator-unfed: the files say nothing of \"Tasks on time\": it needs \"Tasks done on time\", \"Tasks assigned\"")
	// Tasks of one side only are shown there; they are of no dossiers.
	wantFindings(t, alike(may, book(t, c, []string{columns, "2024-06 Bắc_Sơn 1 0"}, []string{"tasks_assigned, tasks_on_time", "2024-Q2 Bắc_Sơn 3 2"}), "late", "tasks_on_time"))
}

// Days of one kind are not compared with those of another.
func TestComparableDays(t *testing.T) {
	c := load(t)
	d, _ := c.Indicator("deadline_cut")
	days := func(kind string) *kpi.Ledger {
		l := book(t, c, []string{"statutory_days, assigned_days", "2024-05 Bắc_Sơn 10 5"})
		l.Files[0].DayKind = kind
		return l
	}
	for _, tt := range []struct {
		old, now string
		mixed    bool
	}{{"working", "working", false}, {"working", "calendar", true}, {"", "calendar", false}} {
		fs := check.Comparable(days(tt.old), days(tt.now), []kpi.Indicator{d})
		if mixed := len(fs) == 1 && fs[0].Code == kpi.DaysMixed; mixed != tt.mixed || len(fs) > 1 {
			t.Errorf("%q beside %q: %+v", tt.old, tt.now, fs)
		}
	}
}
