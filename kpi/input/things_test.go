package input

import "testing"

// A table of several kinds of count says in each row which it has.
func TestThings(t *testing.T) {
	const head = "period,district,things,day_kind,received,resolved,tasks_assigned,statutory_days,assigned_days\n"
	one := func(name, rows, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": head + rows}, findings: findings, ledger: ledger}
	}
	try(t, []readCase{
		one("rows of one thing each", "2024-06,A,dossiers,,5,4,,,\n2024,A,tasks,,,,3,,\n", "",
			"A 2024: tasks_assigned 3; A 2024-06: received 5, resolved 4"),
		one("several things", "2024-06,A,dossiers; TASKS ;days,working,5,4,3,4.5,2\n", "",
			"A 2024-06: received 5, resolved 4, statutory_days 4.5, assigned_days 2, tasks_assigned 3"),
		one("days are no procedures where rows say what they count", "2024-06,A,days,calendar,,,,4.5,2\n", "",
			"A 2024-06: statutory_days 4.5, assigned_days 2"),
		one("a blank is missing in what the row counts", "2024-06,A,dossiers,,5,,,,\n", "count-missing 2:6",
			"A 2024-06: received 5, resolved ?"),
		one("a count that the row does not count", "2024-06,A,dossiers,,5,4,3,,\n2024-06,B,tasks,,0,,3,-,\n",
			"count-not-listed 2:7; count-not-listed 3:5; count-not-listed 3:8", "-"),
		one("nothing said, and nothing known", "2024-06,A,,,5,4,,,\n2024-06,B,cases,,5,4,,,\n2024-06,C,dossiers;,,5,4,,,\n",
			"things-unknown 2:3; things-unknown 3:3; things-unknown 4:3", "-"),
	})
}

// What the days of a file are counted in is known where one thing is said.
func TestDayKindOfFile(t *testing.T) {
	for text, want := range map[string]string{
		"period,district,day_kind,statutory_days\n2024-06,A,working,5\n2024-07,A,,5\n":           "working",
		"period,district,day_kind,statutory_days\n2024-06,A,Ngày,5\n2024-07,A,calendar days,5\n": "calendar",
		"period,district,day_kind,statutory_days\n2024-06,A,Tuần,5\n":                            "Tuần",
		"period,district,day_kind,statutory_days\n2024-06,A,working,5\n2024-07,A,calendar,5\n":   "",
		"period,district,statutory_days\n2024-06,A,5\n":                                          "",
		"period,district,received\n2024-06,A,5\n":                                                "",
	} {
		got := read(t, files{"a.csv": text}, Options{})
		if kind := got.Ledger.Files[0].DayKind; kind != want {
			t.Errorf("%q: days are counted in %q, want %q", text, kind, want)
		}
	}
}

// The columns that say where a row of a clean table comes from are no data.
func TestSourceColumnsAreIgnored(t *testing.T) {
	got := read(t, files{"a.csv": "period,district,received,source_file,source_line\n2024-06,A,5,a.csv; b.csv,2; 14\n"}, Options{})
	if text := dump(got.Ledger); text != "A 2024-06: received 5" || len(got.Findings) > 0 {
		t.Errorf("ledger %s, findings %s", text, found(got.Findings))
	}
}
