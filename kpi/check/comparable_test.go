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
	wantFindings(t, alike(book(t, c, []string{"tasks_assigned, tasks_on_time, tasks_late", "2024-06 Bắc_Sơn 3 2 1"}),
		book(t, c, []string{"received", "2024-06 Bắc_Sơn 9"}, []string{"tasks_assigned, tasks_on_time, tasks_late", "- Bắc_Sơn 3 2 1"}), "tasks_on_time", "tasks_done"),
		"b.csv:2: error period-missing: no column or cell says which period the counts are of, nor does another file")
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
		var want []string
		if tt.mixed {
			want = []string{"a.csv:1: error days-mixed: days are counted in calendar days here, in working days in a.csv:1"}
		}
		wantFindings(t, texts(t, c, fs), want...)
		if one := check.OneKindOfDay(d, days(tt.old), days(tt.now)); one == tt.mixed {
			t.Errorf("%q beside %q: one kind is %t", tt.old, tt.now, one)
		}
	}
	tasks := definitions(t, c, "tasks_on_time")[0]
	if !check.OneKindOfDay(tasks, days("working"), days("calendar")) {
		t.Error("an indicator of tasks has kinds of days")
	}
}

// A list is open until the last day of the last month of its ledger: the earliest day of
// several lists counts.
func TestOpen(t *testing.T) {
	c := load(t)
	day := func(month, date int) kpi.Day {
		d, _ := kpi.NewDay(2024, month, date)
		return d
	}
	for _, tt := range []struct {
		name     string
		a, b     kpi.Day // of the lists that have the rows of May and June, and that of June
		calendar kpi.Calendar
		want     kpi.Day
	}{
		{"both are over", day(6, 30), day(7, 1), kpi.Calendar{}, kpi.Day{}},
		{"the day before", day(6, 29), day(7, 1), kpi.Calendar{}, day(6, 29)},
		{"the second", day(6, 30), day(6, 12), kpi.Calendar{}, day(6, 12)},
		{"the earliest, first", day(6, 11), day(6, 12), kpi.Calendar{}, day(6, 11)},
		{"the earliest, second", day(6, 12), day(6, 11), kpi.Calendar{}, day(6, 11)},
		{"a month that ends on the 14th", day(6, 14), day(6, 13), kpi.Calendar{MonthEnds: 14}, day(6, 13)},
		{"a list of May alone", day(5, 3), day(6, 30), kpi.Calendar{}, kpi.Day{}},
	} {
		rows := []string{"received", "2024-05 Bắc_Sơn 41", "2024-06 Bắc_Sơn 18"}
		if tt.a.Month < tt.want.Month || tt.a.Month < day(6, 1).Month {
			rows = rows[:2]
		}
		l := book(t, c, rows, []string{"received", "2024-06 Văn_Lãng 7"}, []string{"received", "2024-06 Tràng_Định 2"})
		l.Files[0].List, l.Files[1].List = &kpi.List{AsOf: tt.a}, &kpi.List{AsOf: tt.b} // the third has counts
		if got := check.Open(l, tt.calendar); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
