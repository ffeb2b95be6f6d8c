package input

import (
	"strings"
	"testing"

	"cchc/kpi"

	"golang.org/x/text/unicode/norm"
)

// totalsOf returns what a reading reports of rows of sums: the place, the measure, the
// figure of the row, the sum, the difference, how many rows it has, and their lines.
func totalsOf(t *testing.T, text string) string {
	t.Helper()
	got := read(t, files{"a.csv": text}, Options{})
	return argsOf(got.Findings, kpi.TotalDisagrees, "measure", "total", "sum", "difference", "rows", "first", "last")
}

// Total rows are left out with a note, wherever the word is.
func TestTotalRows(t *testing.T) {
	const counted = "Tràng Định/Xã Chi Lăng 2024-06: received 3; Tràng Định/Xã Tri Phương 2024-06: received 4"
	rows := exportHead + "2024-06,Tràng Định,Xã Chi Lăng,3\n2024-06,Tràng Định,Xã Tri Phương,4\n"
	total := func(name, row string) readCase { return one(name, rows+row+"\n", "row-total 4 rows=1", counted) }
	byField := "period,district,commune,Lĩnh vực,received\n2024-06,Tràng Định,Xã Chi Lăng,Đất đai,3\n2024-06,Tràng Định,Xã Tri Phương,Hộ tịch,4\n"
	numbered := "STT,period,district,commune,received\n1,2024-06,Tràng Định,Xã Chi Lăng,3\n2,2024-06,Tràng Định,Xã Tri Phương,4\n"
	described := "period,district,commune,Nội dung,received\n2024-06,Tràng Định,Xã Chi Lăng,Đất đai,3\n2024-06,Tràng Định,Xã Tri Phương,Hộ tịch,4\n"
	try(t, []readCase{
		total("in the commune", "2024-06,Tràng Định,Tổng cộng,7"),
		total("in the district", "2024-06,Tổng số,,7"),
		total("in the period", "Tổng,,,7"),
		total("in upper case", "2024-06,TỔNG CỘNG,,7"),
		total("decomposed", norm.NFD.String("2024-06,Tổng cộng,,7")),
		total("with a colon", "2024-06,Cộng :,,7"),
		total("the whole district", "2024-06,Tràng Định,Toàn huyện,7"),
		total("in English", "2024-06,Grand total,,7"),
		total("of a named district", "2024-06,Tràng Định,Tổng cộng huyện Tràng Định,7"),
		total("of the whole district", "2024-06,Tràng Định,Tổng số toàn huyện,7"),
		total("the whole district by name", "2024-06,Tràng Định,Toàn huyện Tràng Định,7"),
		one("several", exportHead+"2024-06,Tổng cộng,,x\n2024-06,Tràng Định,Xã Chi Lăng,3\n2024-06,Tràng Định,Cộng,9\n",
			"row-total 2 rows=2; total-disagrees 2:4 rows=1; total-disagrees 4:4 rows=1", "Tràng Định/Xã Chi Lăng 2024-06: received 3"),
		one("in the field", byField+"2024-06,Tràng Định,Xã Tri Phương,Tổng số,4\n", "row-total 4 rows=1", counted),
		one("in the field of a district", byField+"2024-06,Tràng Định,,Tổng cộng,7\n", "row-total 4 rows=1", counted),
		one("in the procedure", strings.Replace(byField, "Lĩnh vực", "Tên TTHC", 1)+"2024-06,Tràng Định,Xã Tri Phương,TỔNG CỘNG,4\n", "row-total 4 rows=1", counted),
		one("in the number", numbered+"Tổng cộng,2024-06,Tràng Định,,7\n", "row-total 4 rows=1", counted),
		one("in a column that is not known", described+"2024-06,Tràng Định,Xã Tri Phương,Tổng số,4\n", "column-unknown 1:4; row-total 4 rows=1", counted),
		one("no total: a name like one", exportHead+"2024-06,Văn Lãng,Xã Cộng Hòa,3\n2024-06,Văn Lãng,Xã Tổng Cọt,4\n", "",
			"Văn Lãng/Xã Cộng Hòa 2024-06: received 3; Văn Lãng/Xã Tổng Cọt 2024-06: received 4"),
	})
}

// A row of sums agrees with the rows that it names, or with those that it
// may be of: all, those above, or those between it and another.
func TestTotalsAndTheirRows(t *testing.T) {
	const (
		head  = "Kỳ,Huyện,Xã,Tiếp nhận\n"
		a     = "2024-06,A,X,3\n2024-06,A,Y,4\n"
		b     = "2024-06,B,X,5\n2024-06,B,Z,6\n"
		sum   = "2024-06,Tổng,,"
		group = ",Cộng,,"

		byItem = "Kỳ,Huyện,Xã,Mã TTHC,Tiếp nhận\n"
		one    = "2024-06,A,X,1.001000,3\n2024-06,A,Y,1.001000,4\n"
		two    = "2024-06,A,X,1.002000,5\n2024-06,A,Y,1.002000,8\n"
	)
	for _, tt := range []struct{ name, text, want string }{
		{"below all", head + a + b + ",Tổng,,18\n", ""},
		{"above all", head + ",Tổng,,18\n" + a + b, ""},
		{"in the middle", head + a + ",Tổng,,18\n" + b, ""},
		{"below all, wrong", head + a + b + ",Tổng,,17\n", "6:4 received 17 18 -1 4 2 5"},
		{"above all, wrong", head + ",Tổng,,19\n" + a + b, "2:4 received 19 18 1 4 3 6"},
		{"of those above", head + a + ",Tổng,,7\n" + b, ""},
		{"of those below", head + a + ",Tổng,,11\n" + b, ""},
		{"of neither", head + a + ",Tổng,,8\n" + b, "4:4 received 8 18 -10 4 2 6"},
		{"of groups above them", head + group + "7\n" + a + group + "11\n" + b, ""},
		{"of groups below them", head + a + group + "7\n" + b + group + "11\n", ""},
		{"of groups below them, and of all", head + a + group + "7\n" + b + group + "11\n,Tổng cộng,,18\n", ""},
		{"of groups below them, the second wrong", head + a + group + "7\n" + b + group + "12\n", "7:4 received 12 18 -6 4 2 6"},
		{"of no rows", head + ",Tổng,,0\n", ""},
		{"of no rows, wrong", head + ",Tổng,,1\n", "2:4 received 1 0 1 0 2 2"},
		{"of a district", head + a + b + "2024-06,A,Cộng,7\n2024-06,B,Cộng,11\n", ""},
		{"of a district, wrong", head + a + b + "2024-06,A,Cộng,8\n2024-06,B,Cộng,18\n", "6:4 received 8 7 1 2 2 3; 7:4 received 18 11 7 2 4 5"},
		{"of a district by its type word", head + strings.ReplaceAll(a, "A", "Huyện A") + b + "2024-06,A,Cộng,7\n", ""},
		{"of another type of district", head + strings.ReplaceAll(a, "A", "Huyện A") + "2024-06,Thị xã A,Cộng,7\n", "4:4 received 7 0 7 0 4 4"},
		{"of a name that no row has", head + a + "2024-06,C,Cộng,7\n", ""},
		{"of a commune that no row has", head + a + "2024-06,Tổng,Z,7\n", ""},
		{"of a commune that no row has, by its type word", head + a + "2024-06,Tổng,Xã Z,7\n", "4:4 received 7 0 7 0 4 4"},
		{"of a month", head + a + strings.ReplaceAll(b, "-06", "-07") + sum + "7\n", ""},
		{"of a month, wrong", head + a + strings.ReplaceAll(b, "-06", "-07") + sum + "18\n", "6:4 received 18 7 11 2 2 3"},
		{"of a quarter", head + strings.ReplaceAll(a, "-06", "-05") + b + "2024-Q2,Tổng,,18\n", ""},
		{"of a quarter, wrong", head + strings.ReplaceAll(a, "-06", "-03") + b + "2024-Q2,Tổng,,18\n", "6:4 received 18 11 7 2 4 5"},
		{"of communes of one name", head + a + b + "2024-06,Tổng,X,8\n", ""},
		{"of communes of one name, wrong", head + a + b + "2024-06,Tổng,X,7\n", "6:4 received 7 8 -1 2 2 4"},
		{"of a procedure in a district", byItem + one + "2024-06,A,Cộng,1.001000,7\n" + two + "2024-06,A,Cộng,1.002000,13\n", ""},
		{"of a procedure above it", byItem + "2024-06,A,Cộng,1.001000,7\n" + one + "2024-06,A,Cộng,1.002000,13\n" + two, ""},
		{"of a procedure, wrong", byItem + one + "2024-06,A,Cộng,1.001000,7\n" + two + "2024-06,A,Cộng,1.002000,14\n", "7:5 received 14 13 1 2 5 6"},
		{"of a procedure above it, wrong", byItem + "2024-06,A,Cộng,1.001000,8\n" + one + "2024-06,A,Cộng,1.002000,13\n" + two, "2:5 received 8 7 1 2 3 4"},
		{"of a procedure in another district", byItem + one + "2024-06,B,Cộng,1.001000,7\n" + strings.ReplaceAll(two, "A", "B"), "4:5 received 7 13 -6 2 5 6"},
		{"of a procedure in a district without rows", byItem + one + "2024-06,Huyện B,Cộng,1.001000,7\n" + two, "4:5 received 7 0 7 0 4 4"},
		{"of a district, by procedure", byItem + one + two + "2024-06,A,Cộng,,20\n", ""},
		{"of a district, by procedure, wrong", byItem + one + two + "2024-06,A,Cộng,,13\n", "6:5 received 13 20 -7 4 2 5"},
		{"of a period that is none", head + a + b + "tháng,Tổng,,18\n", ""},
	} {
		if got := totalsOf(t, tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Of the figures of a row of sums those are compared of which all rows are known.
func TestFiguresOfTotals(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận,Đã giải quyết\n"
	for _, tt := range []struct{ name, text, want string }{
		{"one of two wrong", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,5\n", "4:4 resolved 5 6 -1 2 2 3"},
		{"both wrong", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,8,5\n", "4:3 received 8 7 1 2 2 3; 4:4 resolved 5 6 -1 2 2 3"},
		{"each right of other rows", head + "2024-06,A,3,2\n,Tổng,3,4\n2024-06,B,4,2\n", "3:3 received 3 7 -4 2 2 4"},
		{"one right of the rows above", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,5\n2024-06,C,1,1\n2024-06,D,2,2\n", "4:4 resolved 5 6 -1 2 2 3"},
		{"a blank", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,\n", ""},
		{"all blank", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,,\n", ""},
		{"a dash", head + "2024-06,A,3,0\n2024-06,B,4,0\n,Tổng,7,-\n", ""},
		{"a dash for some", head + "2024-06,A,3,0\n2024-06,B,4,1\n,Tổng,7,-\n", "4:4 resolved 0 1 -1 2 2 3"},
		{"dots", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,...\n", ""},
		{"a word", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,x\n", "4:4 resolved x 6 – 2 2 3"},
		{"a fraction", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,\"7,5\",6\n", "4:3 received 7,5 7 – 2 2 3"},
		{"a percentage", head + "2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,86%\n", "4:4 resolved 86% 6 – 2 2 3"},
		{"a group mark", head + "2024-06,A,600,2\n2024-06,B,457,4\n,Tổng,1.057,6\n", ""},
		{"of rows that lack it", head + "2024-06,A,3,\n2024-06,B,4,4\n,Tổng,7,5\n", ""},
		{"of rows that lack it, the other wrong", head + "2024-06,A,3,\n2024-06,B,4,4\n,Tổng,8,5\n", "4:3 received 8 7 1 2 2 3"},
		{"beside a row that is refused", head + "2024-06,A,3,2\n2024-13,B,4,4\n,Tổng,7,6\n", ""},
		{"of two columns of one measure", "Kỳ,Huyện,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,6\n", ""},
		{"of two columns of one measure, wrong", "Kỳ,Huyện,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,7\n", "4:3 received_online 14 13 1 2 2 3"},
		{"one of two columns blank", "Kỳ,Huyện,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,7,\n", ""},
		{"the first of two columns blank", "Kỳ,Huyện,Trực tuyến toàn trình,Trực tuyến một phần\n2024-06,A,3,2\n2024-06,B,4,4\n,Tổng,,7\n", ""},
		{"of days", "Huyện,Mã TTHC,Thời hạn quy định,Thời hạn sau cắt giảm\nA,1,10,\"4,5\"\nA,2,5,3\nTổng,,15,\"7,5\"\n", ""},
		{"of days, wrong", "Huyện,Mã TTHC,Thời hạn quy định,Thời hạn sau cắt giảm\nA,1,10,\"4,5\"\nA,2,5,3\nTổng,,15,8\n", "4:4 assigned_days 8 7.5 0.5 2 2 3"},
		{"of a list of tasks", "Huyện,Nhiệm vụ được giao\nA,3\nB,4\nTổng,8\n", "4:2 tasks_assigned 8 7 1 2 2 3"},
		{"a short one", head + "2024-06,A,3,2\n,Tổng,3\n", ""},
	} {
		if got := totalsOf(t, tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What is pending does not add up over months: a total of several may give that of
// the last.
func TestTotalsOverMonths(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận,Đang giải quyết\n"
	const months = head + "2024-05,A,3,2\n2024-06,A,4,1\n"
	for _, tt := range []struct{ name, text, want string }{
		{"the last", months + ",Tổng,7,1\n", ""},
		{"the sum", months + ",Tổng,7,3\n", ""},
		{"the flow wrong", months + ",Tổng,8,1\n", "4:3 received 8 7 1 2 2 3"},
		{"of one month", head + "2024-06,A,3,2\n2024-06,B,4,1\n,Tổng,7,1\n", "4:4 pending 1 3 -2 2 2 3"},
		{"of a month among two", months + "2024-06,Tổng,4,2\n", "4:4 pending 2 1 1 1 3 3"},
		{"a whole of flow and state", "Kỳ,Huyện,caseload\n2024-05,A,3\n2024-06,A,4\n,Tổng,5\n", ""},
	} {
		if got := totalsOf(t, tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Totals of any number are noted once, and none is added.
func TestTotalsAreNotAdded(t *testing.T) {
	const head = "Kỳ,Huyện,Tiếp nhận\n2024-06,A,3\n"
	tryRows(t, []rowCase{
		{"one", head + ",Tổng,3\n", "row-total 3 rows=1", "A 2024-06: received 3", "3 = 1 header + 1 data + 1 sum"},
		{"three", head + ",Tổng,3\n,Tổng,3\n2024-06,Tổng,3\n", "row-total 3 rows=3", "A 2024-06: received 3", "5 = 1 header + 1 data + 3 sum"},
		{"only totals", "Kỳ,Huyện,Tiếp nhận\n,Tổng,0\n", "no-data 1; row-total 2 rows=1", "", "2 = 1 header + 1 sum"},
		{"a word like one", head + "2024-06,Huyện Cộng Hòa,4\n", "", "A 2024-06: received 3; Cộng Hòa 2024-06: received 4", "3 = 1 header + 2 data"},
		{"a sum that no word is known for", head + "2024-06,Cả tỉnh,3\n", "unit-missing 3:2", "-", "3 = 1 header + 2 data"},
	})
}

// A total below several tables may be that of all of them, as far as they have the same columns;
// counts that do not add up over time are not compared then.
func TestTotalOfSeveralTables(t *testing.T) {
	const head, turned, other = "period,district,received,pending\n", "district,period,received,pending\n", "district,period,received,returned\n"
	const first, second = "2024-06,A,3,1\n2024-06,B,4,1\n", "C,2024-06,5,2\nD,2024-06,6,2\n"
	for _, tt := range []struct{ name, text, want string }{
		{"of all", head + first + "\n" + turned + second + "Tổng cộng,,18,6\n", ""},
		{"of the last", head + first + "\n" + turned + second + "Tổng cộng,,11,4\n", ""},
		{"of neither", head + first + "\n" + turned + second + "Tổng cộng,,19,6\n", "8:3 received 19 11 8 2 6 7; 8:4 pending 6 4 2 2 6 7"},
		{"of all but for what is pending", head + first + "\n" + turned + second + "Tổng cộng,,18,7\n", ""},
		{"of all, with other columns", head + first + "\n" + other + second + "Tổng cộng,,18,6\n", "8:3 received 18 11 7 2 6 7; 8:4 returned 6 4 2 2 6 7"},
		{"of three", head + first + "\n" + turned + second + "\n" + head + "2024-06,E,7,0\n2024-06,F,1,0\n,Tổng cộng,26,6\n", ""},
		{"no number", head + first + "\n" + turned + second + "Tổng cộng,,x,6\n", "8:3 received x 11 – 2 6 7; 8:4 pending 6 4 2 2 6 7"},
		{"a blank", head + first + "\n" + turned + second + "Tổng cộng,,18,\n", ""},
		{"a blank flow", head + first + "\n" + turned + second + "Tổng cộng,,,6\n", ""},
		{"of all but for a row that is refused", head + first + "2024-13,E,1,1\n\n" + turned + second + "Tổng cộng,,18,6\n", "9:3 received 18 11 7 2 7 8; 9:4 pending 6 4 2 2 7 8"},
		{"one table", head + first + ",Tổng cộng,7,2\n", ""},
	} {
		if got := totalsOf(t, tt.text); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
