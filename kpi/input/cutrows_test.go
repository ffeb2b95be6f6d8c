package input

import "testing"

// Rows may lack what no program needs that cuts blank cells at their end: remarks. A total
// may lack counts, too, and is compared as far as it goes.
func TestRowsThatAreCut(t *testing.T) {
	const head = "Tháng 6/2024;;;;;\nHuyện;Tiếp nhận;resolved;resolved_late;Ghi chú;Người lập\n"
	const whole = "B;12;9;3;;\n"
	const title = "key-from-title 1:1; column-unknown 2:6; "
	const both = "A 2024-06: received 10, resolved_late 1, resolved 9; B 2024-06: received 12, resolved_late 3, resolved 9"
	const note = "key-from-title 1:1; column-unknown 2:6"
	try(t, []readCase{
		one("before remarks", head+"A;10;9;1\n"+whole, note, both),
		one("behind a remark", head+"A;10;9;1;thiếu\n"+whole, note, both),
		one("all rows", head+"A;10;9;1\nB;12;9;3\n", note, both),
		one("a count less", head+"A;10;9\n"+whole, title+"row-too-short 3:3 cells=3", "-"),
		one("the last cell is blank: it was not cut", head+"A;109;1;\n"+whole, title+"row-too-short 3:4 cells=4", "-"),
		one("only a name", head+"A\n"+whole, title+"row-too-short 3:1 cells=1", "-"),
		one("behind a column with figures", "period;district;received;Số khác;Ghi chú\n2024-06;A;1\n2024-06;B;1;5;x\n", "column-unused 1:4; row-too-short 2:3 cells=3", "-"),
		one("a total", head+"A;10;9;1;;\n"+whole+"Tổng cộng;22\n", title+"row-total 5 rows=1", both),
		one("a total that is another", head+"A;10;9;1;;\n"+whole+"Tổng cộng;23;18\n", title+"row-total 5 rows=1; total-disagrees 5:2 rows=2", both),
		one("a total of nothing", head+"A;10;9;1;;\n"+whole+"Tổng cộng\n", title+"row-total 5 rows=1", both),
		one("a total with figures in the place of names", "STT;"+head[len("Tháng 6/2024;;;;;\n"):]+"1;A;10;9;1;;\n2;B;12;9;3;;\nTổng cộng;22;18;4\n", "period-missing 1; column-unknown 1:7", "-"),
		one("the same, with a period", "period;district;Lĩnh vực;received;resolved\n2024-06;A;x;10;9\nTổng cộng;10;9\n", "row-too-short 3:3 cells=3", "-"),
		one("a section", "Tháng 6/2024;;;\nSTT;Huyện;received;resolved\nI;Các huyện;12\n1;A;12;9\n", "key-from-title 1:1; row-too-short 3:3 cells=3", "-"),
	})
}
