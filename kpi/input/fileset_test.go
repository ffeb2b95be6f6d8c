package input

import (
	"slices"
	"testing"

	"cchc/kpi"
)

// Lists without a period are of the whole run, whatever it spans.
func TestListsOfTheWholeRun(t *testing.T) {
	const (
		tasks  = "Huyện,tasks_assigned,tasks_on_time\nVăn Lãng,17,15\n"
		counts = "period,district,received\n2024-01,Văn Lãng,1\n2024-03,Văn Lãng,2\n2024-06,Tràng Định,3\n"
	)
	try(t, []readCase{
		one("by itself", tasks, "", "Văn Lãng: tasks_assigned 17, tasks_on_time 15"),
		{name: "by itself, as asked", in: files{"a.csv": tasks}, opts: Options{Period: period(t, "2024")}, ledger: "Văn Lãng 2024: tasks_assigned 17, tasks_on_time 15"},
		{name: "beside counts", in: files{"a.csv": tasks, "b.csv": counts},
			ledger: "Tràng Định 2024-06: received 3; Văn Lãng 2024-01: received 1; Văn Lãng 2024-H1: tasks_assigned 17, tasks_on_time 15; Văn Lãng 2024-03: received 2"},
		{name: "before and after counts", in: files{"a.csv": counts, "b.csv": tasks},
			ledger: "Tràng Định 2024-06: received 3; Văn Lãng 2024-01: received 1; Văn Lãng 2024-H1: tasks_assigned 17, tasks_on_time 15; Văn Lãng 2024-03: received 2"},
		{name: "beside counts, as asked", in: files{"a.csv": tasks, "b.csv": counts}, opts: Options{Period: period(t, "2024-01")}, findings: "period-outside b.csv rows=2",
			ledger: "Văn Lãng 2024-01: received 1, tasks_assigned 17, tasks_on_time 15"},
		one("a list with periods", "period,district,tasks_assigned\n2024-01,A,1\n2024-02,A,2\n", "", "A 2024-01: tasks_assigned 1; A 2024-02: tasks_assigned 2"),
		one("a list with blank periods", "period,district,tasks_assigned\n2024-01,A,1\n2024-02,A,2\n,B,3\n", "",
			"A 2024-01: tasks_assigned 1; A 2024-02: tasks_assigned 2; B 2024-01..2024-02: tasks_assigned 3"),
		one("a list with a blank period of a unit that has some", "period,district,tasks_assigned\n2024-01,A,1\n,A,3\n", "row-duplicate 3:3 line=2", "-"),
		one("a list of the province", "tasks_assigned,tasks_on_time\n17,15\n", "", ": tasks_assigned 17, tasks_on_time 15"),
		one("counts of dossiers with a list are none", "district,received,tasks_assigned\nA,15,17\n", "period-missing 1", "-"),
		one("a list with counts of dossiers is none", "district,tasks_assigned,received\nA,17,15\n", "period-missing 1", "-"),
		one("a blank unit of a list", "district,tasks_assigned\nA,17\nB,5\n,22\n", "row-or-total 4; row-total 4 rows=1", "A: tasks_assigned 17; B: tasks_assigned 5"),
		one("a list of communes", "commune,officials\nXã A,3\n", "unit-missing 2:1", "-"),
		{name: "a list of communes beside counts of before", in: files{"a.csv": "commune,officials\nXã A,3\n", "b.csv": counts}, findings: "unit-missing 2:1", ledger: "-"},
		{name: "a list of communes beside counts of after", in: files{"a.csv": "commune,officials\nXã A,3\n", "b.csv": "period,commune,received\n2025-07,Xã A,5\n"},
			ledger: "Xã A 2025-07: received 5, officials 3"},
	})
}

// Of each unit that has dossiers outside the period asked for alone, the first rows of them
// are kept: units of lists, and those with rows in it, are not.
func TestOutside(t *testing.T) {
	got := read(t, files{"a.csv": "period,district,received\n2024-03,C,2\n2024-04,B,3\n2024-05,B,4\n2024-04,A,1\n2024-06,A,1\n", "b.csv": "period,district,tasks_assigned\n2024-05,D,1\n"},
		Options{Period: period(t, "2024-06")})
	var outside []string
	for _, e := range got.Ledger.Outside {
		outside = append(outside, e.Unit.Name()+" "+e.Period.String()+" "+got.Ledger.Place(e).String())
	}
	if want := []string{"C 2024-03 a.csv:2", "B 2024-04 a.csv:3"}; !slices.Equal(outside, want) {
		t.Errorf("got %q, want %q", outside, want)
	}
}

// A sum over files that does not fit is an error, and nothing else breaks.
func TestOverflowOfFiles(t *testing.T) {
	row := func(procedure string) string {
		return "period;district;procedure;received\n2024-06;Tràng Định;" + procedure + ";9.223.372.036.854.775.000\n"
	}
	write(t, files{"a.csv": row("1"), "b.csv": row("2")})
	got := Read(definitions(t), []string{"a.csv", "b.csv"}, nil, Options{})
	if len(got.Findings) != 1 || got.Findings[0].Code != kpi.SumOverflow {
		t.Errorf("findings %s", found(got.Findings))
	}
	wantMessage(t, got.Findings[0])
}

// The entries of a ledger name the files, the first lines and the numbers of
// the rows that they come from.
func TestOrigins(t *testing.T) {
	got := read(t, files{
		"a.csv": "\nperiod,district,procedure,received\n2024-06,B,1,1\n\n2024-06,A,1,2\n2024-06,A,2,3\n2024-06,Tổng,,6\n2024-06,A,3,4\n",
		"b.csv": "period,district,digitised\n2024-06,A,1\n",
	}, Options{})
	if len(got.Ledger.Entries) != 2 {
		t.Fatalf("%d entries", len(got.Ledger.Entries))
	}
	want := [][]kpi.Origin{{{File: 0, Line: 5, Rows: 3, Number: 1}, {File: 1, Line: 2, Rows: 1}}, {{File: 0, Line: 3, Rows: 1}}}
	for i, e := range got.Ledger.Entries {
		if len(e.Origins) != len(want[i]) {
			t.Errorf("%s: %+v, want %+v", e.Unit.Name(), e.Origins, want[i])
			continue
		}
		for n, o := range e.Origins {
			if o != want[i][n] {
				t.Errorf("%s: %+v, want %+v", e.Unit.Name(), o, want[i][n])
			}
		}
	}
	if lines := got.Ledger.Files[0].Lines; lines != (kpi.Lines{Total: 8, Header: 1, Data: 4, Sum: 1, Blank: 2}) {
		t.Errorf("lines %+v", lines)
	}
}
