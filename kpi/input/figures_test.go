package input

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// A cell of a count column is a count or a finding at its place.
func TestCountCells(t *testing.T) {
	cell := func(name, cell, finding string) readCase {
		return one(name, exportHead+"2024-06,Tràng Định,Xã Chi Lăng,5\n\n2024-06,Văn Lãng,,\""+cell+"\"\n", finding+" 4:4",
			"Tràng Định/Xã Chi Lăng 2024-06: received 5; Văn Lãng 2024-06: received ?")
	}
	try(t, []readCase{
		cell("negative", "-5", kpi.CountNegative),
		cell("fraction", "4,5", kpi.CountFraction),
		cell("two marks", "1.234,5", kpi.CountFraction),
		cell("percent", "99,4%", kpi.CountPercent),
		cell("text", "5 hồ sơ", kpi.CountNotANumber),
		cell("text of one letter", "O", kpi.CountNotANumber),
		cell("other digits", "१२", kpi.CountNotANumber),
		cell("a date", "2024-06-30", kpi.CountDate),
		cell("exponent", "1e3", kpi.CountNotANumber),
		cell("too large", "9223372036854775808", kpi.CountTooLarge),
		cell("too large, grouped", "9.223.372.036.854.775.808", kpi.CountTooLarge),
	})
}

func TestCountNotes(t *testing.T) {
	blanks := "period,district,received,carried_over\n2024-06,A,,1\n2024-06,B,…,2\n2024-06,C,3,\n2024-06,D,4,...\n2024-06,E,5,6\n"
	try(t, []readCase{
		one("dashes and 1057.0", "period,district,received,carried_over\n2024-06,A,-,1057.0\n2024-06,B,–,5\n2024-06,C,7,-\n2024-06,D,1.057,3.0\n",
			"count-dash 2:3 cells=3; count-decimal 2:4 cells=2", "A 2024-06: received 0, carried_over 1057; "+
				"B 2024-06: received 0, carried_over 5; C 2024-06: received 7, carried_over 0; D 2024-06: received 1057, carried_over 3"),
		one("blanks are missing", blanks, "count-missing 2:3; count-unknown 3:3 cells=2; count-missing 4:4",
			"A 2024-06: received ?, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over ?; "+
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"),
		{name: "blanks are zero", in: files{"a.csv": blanks}, opts: Options{BlankZero: true},
			findings: "count-blank-zero 2:3 cells=2; count-unknown 3:3 cells=2",
			ledger: "A 2024-06: received 0, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over 0; " +
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"},
		{name: "blanks that nothing needs", in: files{"a.csv": blanks}, opts: Options{Needs: func(i int) bool { return i == indexOf(t, "received") }},
			findings: "count-missing 2:3; count-unknown 3:3 cells=1",
			ledger: "A 2024-06: received ?, carried_over 1; B 2024-06: received ?, carried_over 2; C 2024-06: received 3, carried_over ?; " +
				"D 2024-06: received 4, carried_over ?; E 2024-06: received 5, carried_over 6"},
		one("a blank in one of two rows", "period,district,procedure,received\n2024-06,A,1,5\n2024-06,A,2,\n", "count-missing 3:4", "A 2024-06: received 5 ?"),
		one("group marks", "period;district;received\n2024-06;A;1.057\n2024-06;B;1.234.567\n2024-06;C;1057\n",
			"", "A 2024-06: received 1057; B 2024-06: received 1234567; C 2024-06: received 1057"),
		one("two group marks", "period;district;received\n2024-06;A;1.057\n2024-06;B;1,234\n2024-06;C;1 234\n",
			"count-ambiguous 3:3 line=2 other=\".\"; count-ambiguous 4:3 line=2 other=\".\"",
			"A 2024-06: received 1057; B 2024-06: received ?; C 2024-06: received ?"),
		one("two group marks, the first in the second row of a unit", "period,district,procedure,received\n2024-06,A,1,5\n2024-06,A,2,1.057\n2024-06,A,3,7\n2024-06,B,1,\"1,057\"\n",
			"count-ambiguous 5:4 line=3 other=\".\"", "A 2024-06: received 1069; B 2024-06: received ?"),
		one("two group marks in two columns", "period;district;received;carried_over\n2024-06;A;1.057;1,234\n", "count-ambiguous 2:4 line=2 other=\".\"", "A 2024-06: received 1057, carried_over ?"),
		one("no-break spaces and spaces are one mark", "period;district;received\n2024-06;A;1 057\n2024-06;B;1\u00a0057\n2024-06;C;1\u202f057\n",
			"", "A 2024-06: received 1057; B 2024-06: received 1057; C 2024-06: received 1057"),
		{name: "two files may have two marks", in: files{"a.csv": "period;district;received\n2024-06;A;1.057\n", "b.csv": "period;district;received\n2024-06;B;1,057\n"},
			ledger: "A 2024-06: received 1057; B 2024-06: received 1057"},
	})
}

func indexOf(t *testing.T, id string) int {
	t.Helper()
	i, ok := definitions(t).Measures.Index(id)
	if !ok {
		t.Fatalf("no measure %q", id)
	}
	return i
}

func TestOverflow(t *testing.T) {
	rows := func(from, to int) string {
		var b strings.Builder
		b.WriteString("period,district,procedure,received\n")
		for n := from; n <= to; n++ {
			b.WriteString("2024-06,Tràng Định,P" + string(rune('a'+n)) + ",999999999999999999\n")
		}
		return b.String()
	}
	try(t, []readCase{
		one("nine fit", rows(1, 9), "", "Tràng Định 2024-06: received 8999999999999999991"),
		one("ten do not", rows(1, 10), "sum-overflow 11", "-"),
		one("of columns of one measure", "period,district,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,Tràng Định,"+
			"\"9.223.372.036.854.775.000\",\"1.000\"\n", "count-too-large 2:4", "-"),
	})
}

// Parts and wholes of a row are compared in the row.
func TestRules(t *testing.T) {
	try(t, []readCase{
		one("parts make the whole", "period,district,received,received_online,received_offline\n2024-06,A,5,3,2\n2024-06,B,5,3,3\n2024-06,C,5,3,1\n",
			"parts-disagree 3:3; parts-disagree 4:3", "-"),
		one("parts of parts", "period,district,resolved,resolved_early,resolved_on_time,resolved_late\n2024-06,A,10,5,3,2\n2024-06,B,10,5,3,1\n",
			"parts-disagree 3:3", "-"),
		one("one part of two", "period,district,received_online,received\n2024-06,A,5,5\n2024-06,B,6,5\n", "part-exceeds-whole 3:4", "-"),
		one("a part of a blank", "period,district,resolved,resolved_in_time,resolved_early,resolved_late\n2024-06,A,10,,6,4\n2024-06,B,10,,8,4\n", "count-missing 2:4; part-exceeds-whole 3:3; count-missing 3:4", "-"),
		one("the whole of a blank", "period,district,resolved,resolved_in_time,resolved_early,resolved_on_time,resolved_late\n2024-06,A,10,,5,1,4\n2024-06,B,10,,5,2,4\n", "count-missing 2:4; parts-disagree 3:3; count-missing 3:4", "-"),
		one("within", "period,district,digitised,digitised_eligible\n2024-06,A,5,5\n2024-06,B,6,5\n", "part-exceeds-whole 3:4", "-"),
		one("within a whole that its parts make", "period,district,on_system,received_online,received_offline\n2024-06,A,5,3,2\n2024-06,B,6,3,2\n",
			"part-exceeds-whole 3:4", "-"),
		one("a part is missing", "period,district,received,received_online,received_offline\n2024-06,A,5,3,\n2024-06,B,5,6,\n",
			"count-missing 2:5; part-exceeds-whole 3:3; count-missing 3:5", "-"),
		one("the whole is missing", "period,district,received,received_online,received_offline\n2024-06,A,,3,2\n", "count-missing 2:3",
			"A 2024-06: received_online 3, received_offline 2, received ?"),
		one("rows are compared, not sums", "period,district,procedure,received,received_online,received_offline\n2024-06,A,1,5,3,1\n2024-06,A,2,5,3,3\n",
			"parts-disagree 2:4; parts-disagree 3:4", "-"),
	})
}

func TestDeadlineLists(t *testing.T) {
	const (
		head     = "Huyện;Mã TTHC;Thời hạn quy định;Thời hạn sau cắt giảm\n"
		working  = "Huyện;Mã TTHC;Thời hạn quy định (ngày làm việc);Thời hạn sau cắt giảm (ngày làm việc)\n"
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
		two("two kinds in two lists", working+"A;1;10;5\n", "\nHuyện;Mã TTHC;Thời hạn quy định (giờ);Thời hạn sau cắt giảm (giờ)\nB;1;10;6\n",
			"days-mixed b.csv:2:3 where=a.csv:1 other=days.working", "-"),
		two("procedures of one unit in two lists", working+"A;1;10;5\n", working+"A;2;10;10\n", "", "A: statutory_days 20, assigned_days 15, procedures 2, procedures_cut 1"),
		two("the same list twice", working+"A;1;10;5\n", working+"A;1;10;5\n", "file-twice b.csv other=a.csv", "-"),
		two("a list with other days", working+"A;1;10;5\n", working+"A;1;10;6\n", "key-conflict b.csv:2:3 where=a.csv:2", "-"),

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

// A table of several kinds of count names in each row which it has.
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
		one("days are no procedures where rows name what they count", "2024-06,A,days,calendar,,,,4.5,2\n", "",
			"A 2024-06: statutory_days 4.5, assigned_days 2"),
		one("a blank is missing in what the row counts", "2024-06,A,dossiers,,5,,,,\n", "count-missing 2:6",
			"A 2024-06: received 5, resolved ?"),
		one("a count that the row does not count", "2024-06,A,dossiers,,5,4,3,,\n2024-06,B,tasks,,0,,3,-,\n",
			"count-not-listed 2:7; count-not-listed 3:5; count-not-listed 3:8", "-"),
		{name: "the first column names it", in: files{"a.csv": "things,period,district,received,tasks_assigned\ntasks,2024-06,A,1,3\n"}, findings: "count-not-listed 2:4", ledger: "A 2024-06: tasks_assigned 3"},
		one("nothing named, and nothing known", "2024-06,A,,,5,4,,,\n2024-06,B,cases,,5,4,,,\n2024-06,C,dossiers;,,5,4,,,\n",
			"things-unknown 2:3; things-unknown 3:3; things-unknown 4:3", "-"),
	})
}

// What the days of a file are counted in is known where one thing is named.
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
