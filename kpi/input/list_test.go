package input

import (
	"slices"
	"testing"

	"cchc/kpi"
)

func TestDeadlineLists(t *testing.T) {
	const (
		head     = "Huyện;Mã TTHC;Thời hạn quy định;Thời hạn sau cắt giảm\n"
		working  = "Huyện;Mã TTHC;Thời hạn quy định (ngày làm việc);Thời hạn sau cắt giảm (ngày làm việc)\n"
		hours    = "Huyện;Mã TTHC;Thời hạn quy định (giờ);Thời hạn sau cắt giảm (giờ)\n"
		withKind = "Huyện;Mã TTHC;day_kind;statutory_days;assigned_days\n"
	)
	two := func(name, a, b, findings, ledger string) readCase {
		return readCase{name: name, in: files{"a.csv": a, "b.csv": b}, findings: findings, ledger: ledger}
	}
	try(t, []readCase{
		one("half days", working+"A;1;4,5;4\nA;2;10.5;10.5\nA;3;30;20,5\nB;1;05 ngày làm việc;3 ngày làm việc\n", "",
			"A: statutory_days 45, assigned_days 35, procedures 3, procedures_cut 2; B: statutory_days 5, assigned_days 3, procedures 1, procedures_cut 1"),
		one("half of an odd sum", head+"A;1;4,5;4\n", "", "A: statutory_days 4.5, assigned_days 4, procedures 1, procedures_cut 1"),
		one("no days", head+"A;1;0,25;1/2\nA;2;5%;-5\nA;3;x;10-15 ngày\nA;4;5 tuần;5\n", "count-fraction 2:3; count-not-a-number 2:4; count-percent 3:3; "+
			"count-negative 3:4; count-not-a-number 4:3; count-not-a-number 4:4; count-not-a-number 5:3", "-"),
		one("a blank is not cut, nor uncut", head+"A;1;10;\nA;2;10;5\n", "count-missing 2:4",
			"A: statutory_days 20, assigned_days 5 ?, procedures 2, procedures_cut 1 ?"),
		one("a dash is nothing", head+"A;1;10;-\n", "count-dash 2:4 cells=1", "A: statutory_days 10, assigned_days 0, procedures 1, procedures_cut 1"),
		one("longer than before", head+"A;1;10;12\n", "", "A: statutory_days 10, assigned_days 12, procedures 1, procedures_cut 0"),
		one("the same procedure twice", head+"A;1;10;5\nA;1;10;5\n", "row-duplicate 3 line=2", "-"),
		one("without a column of procedures", "Huyện;statutory_days;assigned_days\nA;10;5\nA;10;5\nA;10;10\n", "",
			"A: statutory_days 30, assigned_days 20, procedures 3, procedures_cut 2"),
		one("procedures counted already", "Huyện;statutory_days;assigned_days;procedures;procedures_cut\nA;300;200;14;9\n", "",
			"A: statutory_days 300, assigned_days 200, procedures 14, procedures_cut 9"),
		one("cut procedures counted already", "Huyện;statutory_days;assigned_days;procedures_cut\nA;300;200;9\n", "",
			"A: statutory_days 300, assigned_days 200, procedures_cut 9"),

		one("kinds in the header", working+"A;1;10;5\n", "", "A: statutory_days 10, assigned_days 5, procedures 1, procedures_cut 1"),
		one("two kinds in the header", "Huyện;statutory_days (ngày làm việc);assigned_days (ngày)\nA;10;5\n", "days-mixed 1:3 where=a.csv:1 other=days.working", "-"),
		one("two kinds in a header further down", "\n\nHuyện;statutory_days (ngày làm việc);assigned_days (ngày)\nA;10;5\n", "days-mixed 3:3 where=a.csv:3 other=days.working", "-"),
		one("the kind of the header and another of a cell, further down", "\n"+working+"A;1;10;8 giờ\n", "days-mixed 3:4 where=a.csv:2 other=days.working", "-"),
		one("two kinds in cells", head+"A;1;10 ngày;5 ngày\nA;2;10 ngày làm việc;5 ngày\n", "days-mixed 3:3 where=a.csv:2 other=days.calendar", "-"),
		one("the kind of the header and another of a cell", working+"A;1;10;8 giờ\n", "days-mixed 2:4 where=a.csv:1 other=days.working", "-"),
		one("a column of kinds", withKind+"A;1;ngày làm việc;10;5\nA;2;Ngày  làm việc;10;5\n", "", "A: statutory_days 20, assigned_days 10, procedures 2, procedures_cut 2"),
		one("two kinds in a column", withKind+"A;1;ngày làm việc;10;5\nA;2;giờ;10;5\n", "days-mixed 3:3 where=a.csv:2 other=days.working", "-"),
		one("a kind that is not known beside one that is", withKind+"A;1;ngày làm việc;10;5\nA;2;tuần;10;5\n", "days-mixed 3:3 where=a.csv:2 other=days.working", "-"),
		two("one kind in two lists", working+"A;1;10;5\n", working+"B;1;10;6\n", "",
			"A: statutory_days 10, assigned_days 5, procedures 1, procedures_cut 1; B: statutory_days 10, assigned_days 6, procedures 1, procedures_cut 1"),
		two("two kinds in two lists", working+"A;1;10;5\n", "\n"+hours+"B;1;10;6\n", "days-mixed b.csv:2:3 where=a.csv:1 other=days.working", "-"),
		two("procedures of one unit in two lists", working+"A;1;10;5\n", working+"A;2;10;10\n", "", "A: statutory_days 20, assigned_days 15, procedures 2, procedures_cut 1"),
		two("the same list twice", working+"A;1;10;5\n", working+"A;1;10;5\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),

		one("two group marks in days", head+"A;1;1.000;1,000\n", "count-too-large 2:3; count-ambiguous 2:4 line=2 other=\".\"", "-"),
		one("two group marks in two rows of days", head+"A;1;1.000;1.000\nA;2;1,000;5\n", "count-too-large 2:3; count-ambiguous 3:3 line=2 other=\".\"", "-"),
		one("thousands of days alone", head+"A;1;4.500;15\n", "count-too-large 2:3", "-"),
		one("halves and groups by two marks", head+"A;1;4,5;4\nA;2;1.500;1\n", "", "A: statutory_days 1504.5, assigned_days 5, procedures 2, procedures_cut 2"),
	})
}

// Days that may be of two kinds, or of two sizes, are not added in silence.
func TestDaysThatAreDoubtful(t *testing.T) {
	const head = "Huyện;Mã TTHC;Thời hạn quy định;Thời hạn sau cắt giảm\n"
	for _, tt := range []struct {
		name, rows, code string
		line             int
	}{
		{"hours beside a bare number", "A;1;30;8 giờ\n", kpi.DaysMixed, 2},
		{"hours beside bare numbers of other rows", "A;1;30;20\nA;2;16 giờ;8 giờ\n", kpi.DaysMixed, 3},
		{"months beside bare numbers of other rows", "A;1;1 tháng;1 tháng\nA;2;30;20\n", kpi.DaysMixed, 3},
		{"a point for halves and for groups", "A;1;4.5;4\nA;2;1.500;1\n", kpi.CountAmbiguous, 3},
		{"a comma for halves and for groups", "A;1;1,500;1\nA;2;4,5;4\n", kpi.CountAmbiguous, 3},
	} {
		got := read(t, files{"a.csv": head + tt.rows}, Options{})
		if !slices.ContainsFunc(got.Findings, func(f kpi.Finding) bool { return f.Code == tt.code && f.Place.Line == tt.line }) {
			t.Errorf("%s: findings %q, want %s on line %d; ledger %s", tt.name, found(got.Findings), tt.code, tt.line, dump(got.Ledger))
		}
	}
}

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
		one("a blank unit of a list", "district,tasks_assigned\nA,17\nB,5\n,22\n", "unit-missing 4:1", "-"),
		one("a list of communes", "commune,officials\nXã A,3\n", "unit-missing 2:1", "-"),
		{name: "a list of communes beside counts of before", in: files{"a.csv": "commune,officials\nXã A,3\n", "b.csv": counts}, findings: "unit-missing 2:1", ledger: "-"},
		{name: "a list of communes beside counts of after", in: files{"a.csv": "commune,officials\nXã A,3\n", "b.csv": "period,commune,received\n2025-07,Xã A,5\n"},
			ledger: "Xã A 2025-07: received 5, officials 3"},
	})
}
