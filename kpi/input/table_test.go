package input

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
)

// linesText writes the lines of a file as a sum of their kinds; those of which there
// are none are left out.
func linesText(n kpi.Lines) string {
	var parts []string
	for _, kind := range []struct {
		lines int
		name  string
	}{{n.Title, "title"}, {n.Header, "header"}, {n.Data, "data"}, {n.Section, "section"}, {n.Sum, "sum"}, {n.Blank, "blank"}, {n.Footer, "footer"}} {
		if kind.lines > 0 {
			parts = append(parts, fmt.Sprint(kind.lines, " ", kind.name))
		}
	}
	return fmt.Sprint(n.Total, " = ", strings.Join(parts, " + "))
}

// rowCase is an export with its findings, its ledger and the account of its lines.
type rowCase struct{ name, text, findings, ledger, lines string }

// tryRows reads each case.
func tryRows(t *testing.T, cases []rowCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, files{"a.csv": c.text}, Options{})
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings\n got %s\nwant %s", text, c.findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger\n got %s\nwant %s", text, c.ledger)
			}
			if text := linesText(got.Ledger.Files[0].Lines); text != c.lines {
				t.Errorf("lines %s, want %s", text, c.lines)
			}
		})
	}
}

const (
	formHead   = "STT,Kỳ,Huyện,Tiếp nhận,Đã giải quyết\n"
	formRows   = "1,2024-06,A,5,4\n2,2024-06,B,7,6\n"
	formLedger = "A 2024-06: received 5, resolved 4; B 2024-06: received 7, resolved 6"
)

// A header may be repeated, as on every page, with the numbers of its columns.
func TestHeaderAgain(t *testing.T) {
	more := "3,2024-06,C,1,1\n"
	ledger := formLedger + "; C 2024-06: received 1, resolved 1"
	two := "Kỳ,Huyện,Tiếp nhận,,Đã giải quyết\n,,Trực tuyến,Trực tiếp,\n"
	tryRows(t, []rowCase{
		{"again", formHead + formRows + formHead + more, "", ledger, "5 = 2 header + 3 data"},
		{"in other case", formHead + formRows + strings.ToUpper(formHead) + more, "", ledger, "5 = 2 header + 3 data"},
		{"with numbers", formHead + "(1),(2),(3),(4),(5)\n" + formRows + formHead + "(1),(2),(3),(4),(5)\n" + more, "", ledger, "7 = 4 header + 3 data"},
		{"with plain numbers", formHead + "1,2,3,4,5\n" + formRows + formHead + "1,2,3,4,5\n" + more, "", ledger, "7 = 4 header + 3 data"},
		{"numbers only where it is repeated", formHead + formRows + formHead + "(1),(2),(3),(4),(5)\n" + more, "", ledger, "6 = 3 header + 3 data"},
		{"numbers without the header", formHead + formRows + "(1),(2),(3),(4),(5)\n" + more,
			"row-heading 4", ledger, "5 = 1 header + 3 data + 1 section"},
		{"two rows again", two + "2024-06,A,1,2,3\n" + two + "2024-06,B,1,1,1\n", "", "A 2024-06: received_online 1, received_direct 2, resolved 3; " +
			"B 2024-06: received_online 1, received_direct 1, resolved 1", "6 = 4 header + 2 data"},
		{"with blank cells", formHead + formRows + ",Kỳ,Huyện,,\n" + more, "", ledger, "5 = 2 header + 3 data"},
		{"a row that is no number below it", formHead + formRows + formHead + "1,2024-07,A,2,3\n", "",
			"A 2024-06: received 5, resolved 4; A 2024-07: received 2, resolved 3; B 2024-06: received 7, resolved 6", "5 = 2 header + 3 data"},
		{"of another table", formHead + formRows + "STT,Kỳ,Huyện,Đã giải quyết,Tiếp nhận\n" + more, "", formLedger + "; C 2024-06: received 1, resolved 1", "5 = 2 header + 3 data"},
		{"of a narrower table", formHead + formRows + "Huyện,Tiếp nhận,Đang giải quyết\nC,1,2\n", "period-missing 4", "-", "4 = 2 header + 2 data"},
		{"of one measure is none", formHead + formRows + ",,C,Đang giải quyết,\n", "row-heading 4", formLedger, "4 = 1 header + 2 data + 1 section"},
	})
}

// What is below a table is no row of it, unless it could be.
func TestFooters(t *testing.T) {
	head := formHead + formRows
	foot := func(name, text, lines string) rowCase { return rowCase{name, head + text, "", formLedger, lines} }
	tryRows(t, []rowCase{
		foot("a signature", ",,,Người lập biểu,\n", "4 = 1 header + 2 data + 1 footer"),
		foot("two signatures", ",Người lập biểu,,Chủ tịch,\n", "4 = 1 header + 2 data + 1 footer"),
		foot("a place and a day", ",,,\"A, ngày 30 tháng 6 năm 2024\",\n", "4 = 1 header + 2 data + 1 footer"),
		foot("a place and no day", ",,,\"A, ngày … tháng … năm 2024\",\n", "4 = 1 header + 2 data + 1 footer"),
		foot("a note", "Ghi chú: số liệu tạm tính\n", "4 = 1 header + 2 data + 1 footer"),
		foot("a source", "Nguồn: Cổng dịch vụ công\n", "4 = 1 header + 2 data + 1 footer"),
		foot("names below a signature", "\n,,,TM. UBND\n,,,CHỦ TỊCH\n\n,,,Nguyễn Văn An\n", "8 = 1 header + 2 data + 2 blank + 3 footer"),
		foot("many short rows", "Nơi nhận:\n- Như trên;\n- Lưu VT.\n", "6 = 1 header + 2 data + 3 footer"),
		{"figures below a signature", head + "Người lập biểu\n3,2024-06,C,1,1\n", "row-outside 5", "-", "5 = 1 header + 2 data + 2 footer"},
		{"a total below a signature", head + "Người lập biểu\nTổng,,,12,10\n", "row-outside 5", "-", "5 = 1 header + 2 data + 2 footer"},
		{"a numbered row without figures below a signature", head + "Người lập biểu\n3,2024-06,C,,\n", "row-outside 5", "-", "5 = 1 header + 2 data + 2 footer"},
		{"a unit with its type word below a signature", head + "Người lập biểu\n,2024-06,Huyện C,,\n", "row-outside 5", "-", "5 = 1 header + 2 data + 2 footer"},
		{"a unit that has rows below a signature", head + "Người lập biểu\n,2024-06,A,,\n", "row-outside 5", "-", "5 = 1 header + 2 data + 2 footer"},
		{"a unit of a form below a signature", "Tháng 6/2024\nĐơn vị,Tiếp nhận\nHuyện A,5\nNgười lập biểu,\nHuyện C,\n", "key-from-title 1:1; row-outside 5", "-",
			"5 = 1 title + 1 header + 1 data + 2 footer"},
		{"signatures below all measures", "Kỳ,Huyện,received,resolved,pending\n2024-06,A,1,2,3\n,,Người lập,Kế toán,Chủ tịch\n", "", "A 2024-06: received 1, resolved 2, pending 3",
			"3 = 1 header + 1 data + 1 footer"},
		{"a header below a signature", head + "Người lập biểu\n" + formHead + "3,2024-06,C,1,1\n", "row-outside 6", "-", "6 = 2 header + 2 data + 2 footer"},
		{"a signature beside a period is a row", head + ",2024-06,C,Người lập biểu,\n", "row-unnumbered 4; count-not-a-number 4:4; count-missing 4:5", "-", "4 = 1 header + 3 data"},
		{"a signature in a numbered row", head + "3,2024-06,C,Người lập biểu,\n", "count-not-a-number 4:4; count-missing 4:5", "-", "4 = 1 header + 3 data"},
		{"words that are known for nothing", head + ",,,Hết,\n", "row-heading 4", formLedger, "4 = 1 header + 2 data + 1 section"},
		{"words below a total", head + "Tổng,,,12,10\n,,,Hết,\n", "row-total 4 rows=1", formLedger, "5 = 1 header + 2 data + 1 sum + 1 footer"},
		{"words below a total, and rows below these", head + "Tổng,,,12,10\n,,,Hết,\n3,2024-06,C,1,1\n", "row-total 4 rows=1; row-outside 6", "-",
			"6 = 1 header + 2 data + 1 sum + 2 footer"},
		{"words over all measures, three of them", "Kỳ,Huyện,received,resolved,pending\n2024-06,A,1,2,3\n,,không,không,không\n",
			"period-missing 3:1", "-", "3 = 1 header + 2 data"},
	})
}

// A row of words within a table is a heading, a total without figures, or a row
// whose counts are missing. None is passed over in silence.
func TestWordsWithinATable(t *testing.T) {
	in := func(rows string) string {
		return "UBND huyện T\nTháng 6/2024\nSTT,Đơn vị,Tiếp nhận,Đã giải quyết\n" + rows
	}
	const titled = "key-from-title 1:1; key-from-title 2:1"
	tryRows(t, []rowCase{
		{"a total without figures", in("1,Xã A,5,4\n,Tổng cộng,,\n"), titled + "; row-total 5 rows=1", "T/Xã A 2024-06: received 5, resolved 4",
			"5 = 2 title + 1 header + 1 data + 1 sum"},
		{"a known heading", in(",Cấp xã,,\n1,Xã A,5,4\n"), titled, "T/Xã A 2024-06: received 5, resolved 4", "5 = 2 title + 1 header + 1 data + 1 section"},
		{"a numbered heading", in("I,Các xã vùng cao,,\n1,Xã A,5,4\n"), titled, "T/Xã A 2024-06: received 5, resolved 4", "5 = 2 title + 1 header + 1 data + 1 section"},
		{"a heading that is not known", in(",Các xã vùng cao,,\n1,Xã A,5,4\n"), titled + "; row-heading 4", "T/Xã A 2024-06: received 5, resolved 4",
			"5 = 2 title + 1 header + 1 data + 1 section"},
		{"a heading that names another period", in(",Tháng 5/2024,,\n1,Xã A,5,4\n"), titled + "; row-section 4", "-", "5 = 2 title + 1 header + 1 data + 1 section"},
		{"a heading that names the period of the titles", in(",Tháng 6/2024,,\n1,Xã A,5,4\n"), titled + "; row-heading 4", "T/Xã A 2024-06: received 5, resolved 4",
			"5 = 2 title + 1 header + 1 data + 1 section"},
		{"a unit without figures", in("1,Xã A,5,4\n2,Xã B,,\n"), titled + "; count-missing 5:3; count-missing 5:4",
			"T/Xã A 2024-06: received 5, resolved 4; T/Xã B 2024-06: received ?, resolved ?", "5 = 2 title + 1 header + 2 data"},
		{"a unit without figures or number", in("1,Xã A,5,4\n,Xã B,,\n"), titled + "; row-unnumbered 5; count-missing 5:3; count-missing 5:4",
			"T/Xã A 2024-06: received 5, resolved 4; T/Xã B 2024-06: received ?, resolved ?", "5 = 2 title + 1 header + 2 data"},
		{"a short row of words", in("1,Xã A,5,4\n2,Xã B\n"), titled + "; row-too-short 5:2 cells=2", "-", "5 = 2 title + 1 header + 2 data"},
		{"a short heading", in("I,Các xã\n1,Xã A,5,4\n"), titled, "T/Xã A 2024-06: received 5, resolved 4", "5 = 2 title + 1 header + 1 data + 1 section"},
		{"a short heading of one cell", in("Cấp xã\n1,Xã A,5,4\n"), titled, "T/Xã A 2024-06: received 5, resolved 4", "5 = 2 title + 1 header + 1 data + 1 section"},
	})
}

// A district without figures waits for the next row: above a commune it heads those
// below it, elsewhere its counts are missing.
func TestWaitingUnits(t *testing.T) {
	const head = "Tháng 6/2024\nĐơn vị,Tiếp nhận\n"
	const titled = "key-from-title 1:1"
	tryRows(t, []rowCase{
		{"above communes", head + "Huyện A,\nXã X,5\nXã Y,6\nHuyện B,\nXã X,7\n", titled,
			"A/Xã X 2024-06: received 5; A/Xã Y 2024-06: received 6; B/Xã X 2024-06: received 7", "7 = 1 title + 1 header + 3 data + 2 section"},
		{"above a commune and a blank row", head + "Huyện A,\n\nXã X,5\n", titled, "A/Xã X 2024-06: received 5", "5 = 1 title + 1 header + 1 data + 1 section + 1 blank"},
		{"above a district", head + "Huyện A,\nHuyện B,7\n", titled + "; count-missing 3:2", "A 2024-06: received ?; B 2024-06: received 7", "4 = 1 title + 1 header + 2 data"},
		{"two of them", head + "Huyện A,\nHuyện B,\nXã X,7\n", titled + "; count-missing 3:2", "A 2024-06: received ?; B/Xã X 2024-06: received 7",
			"5 = 1 title + 1 header + 2 data + 1 section"},
		{"on the last line", head + "Huyện B,7\nHuyện A,\n", titled + "; count-missing 4:2", "A 2024-06: received ?; B 2024-06: received 7", "4 = 1 title + 1 header + 2 data"},
		{"above a footer", head + "Huyện B,7\nHuyện A,\nNgười lập biểu,\n", titled + "; count-missing 4:2", "A 2024-06: received ?; B 2024-06: received 7",
			"5 = 1 title + 1 header + 2 data + 1 footer"},
		{"above a total", head + "Huyện B,7\nHuyện A,\nTổng cộng,7\n", titled + "; count-missing 4:2; row-total 5 rows=1", "A 2024-06: received ?; B 2024-06: received 7",
			"5 = 1 title + 1 header + 2 data + 1 sum"},
		{"the agency of a district has a row", head + "Huyện B,7\nUBND huyện A,\nXã X,5\n", titled + "; count-missing 4:2; unit-missing 5", "-", "5 = 1 title + 1 header + 3 data"},
		{"a district with figures heads nothing", head + "Huyện A,9\nXã X,5\n", titled + "; unit-missing 4", "-", "4 = 1 title + 1 header + 2 data"},
		{"that of the titles has a row", "UBND huyện A\n" + head + "Huyện A,\nXã X,5\n", "key-from-title 1:1; key-from-title 2:1; count-missing 4:2",
			"A 2024-06: received ?; A/Xã X 2024-06: received 5", "5 = 2 title + 1 header + 2 data"},
	})
}

// The line of a form is counted once, whatever it is.
func TestLinesOfForms(t *testing.T) {
	sheet := func(rows ...string) string { return strings.Join(rows, "\n") + "\n" }
	for _, tt := range []struct{ name, text, want string }{
		{"a form with everything", sheet("UBND HUYỆN A,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,", ",,Độc lập - Tự do - Hạnh phúc,", "", "TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
			"Tháng 6/2024", "", "STT,Đơn vị,Tiếp nhận,Đã giải quyết", "(1),(2),(3),(4)", "I,Cấp huyện,3,2", "1,Huyện A,3,2", "II,Cấp xã,12,11", "1,Xã X,5,5", "2,Xã Y,7,6",
			"", ",Tổng cộng,15,13", ",,,", ",,,\"A, ngày 30 tháng 6 năm 2024\"", ",Người lập biểu,,CHỦ TỊCH", "", ",Nguyễn Văn An,,Trần Thị Bình"),
			"20 = 4 title + 2 header + 3 data + 2 section + 1 sum + 5 blank + 3 footer"},
		{"a table", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "2024-06,B,7"), "3 = 1 header + 2 data"},
		{"quotes with line breaks", sheet("Kỳ,Huyện,\"Tiếp", "nhận\"", "2024-06,\"A", "\",5"), "4 = 2 header + 2 data"},
		{"a title with line breaks", sheet("\"UBND", "huyện A\"", "Kỳ,Xã,Tiếp nhận", "2024-06,Xã X,5"), "4 = 2 title + 1 header + 1 data"},
		{"a footer with line breaks", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "\"Ghi chú:", "", "tạm tính\""), "5 = 1 header + 1 data + 3 footer"},
		{"a section with line breaks", sheet("STT,Kỳ,Huyện,Tiếp nhận", "I,\"\",\"Các", "huyện\",5", "1,2024-06,A,5"), "4 = 1 header + 1 data + 2 section"},
		{"a total with line breaks", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "\"Tổng", "cộng\",,5"), "4 = 1 header + 1 data + 2 sum"},
		{"no rows", sheet("UBND huyện A", "", "Kỳ,Xã,Tiếp nhận"), "3 = 1 title + 1 header + 1 blank"},
		{"no header", sheet("UBND huyện A", "", "Không rõ"), "3 = 2 title + 1 blank"},
		{"rows that are refused", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "2024-06,A", "2024-06,B,x", "2024-13,C,5"), "5 = 1 header + 4 data"},
		{"rows outside", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "Người lập biểu", "2024-06,B,5"), "4 = 1 header + 1 data + 2 footer"},
		{"a section without rows is one", sheet("STT,Kỳ,Huyện,Tiếp nhận", "I,2024-06,A,5", "II,2024-06,B,7"), "3 = 1 header + 2 data"},
		{"a waiting unit", sheet("Tháng 6/2024", "Đơn vị,Tiếp nhận", "Huyện A,", "", "Xã X,5"), "5 = 1 title + 1 header + 1 data + 1 section + 1 blank"},
		{"without a last line break", strings.TrimSpace(sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "Tổng,,5")), "3 = 1 header + 1 data + 1 sum"},
		{"blank lines at the end", sheet("Kỳ,Huyện,Tiếp nhận", "2024-06,A,5", "", ",,", ""), "5 = 1 header + 1 data + 3 blank"},
	} {
		got := read(t, files{"a.csv": tt.text}, Options{})
		if text := linesText(got.Ledger.Files[0].Lines); text != tt.want {
			t.Errorf("%s: %s, want %s; findings %s", tt.name, text, tt.want, found(got.Findings))
		}
	}
}

func TestRowLengths(t *testing.T) {
	try(t, []readCase{
		one("short", oneRow+"2024-06,Văn Lãng,\n2024-06\n", "row-too-short 3:3 cells=3; row-too-short 4:1 cells=1", "-"),
		one("long", oneRow+"2024-06,Văn Lãng,,7,,8\n", "row-too-long 3:6 cells=6", "-"),
		one("long by spaces", oneRow+"2024-06,Văn Lãng,,7, ,\u00a0\n", "", oneEntry+"; Văn Lãng 2024-06: received 7"),
		one("a footer", oneRow+"\nNgười lập biểu\n", "", oneEntry),
		one("a header again", oneRow+exportHead, "", oneEntry),
	})
}

// A column without a header is not left out in silence where it holds something.
func TestColumnsWithoutHeader(t *testing.T) {
	const both = "Tràng Định 2024-06: received 5; Văn Lãng 2024-06: received 7"
	try(t, []readCase{
		one("empty", "period,district,,received,,\n2024-06,Tràng Định,,5,,\n2024-06,Văn Lãng, ,7,\n", "", both),
		one("filled", "period,district,received,,\n2024-06,Tràng Định,5,,\n2024-06,Văn Lãng,7,99,\n2024-07,Văn Lãng,7,98,\n", "column-unknown 3:4",
			both+"; Văn Lãng 2024-07: received 7"),
		one("filled in the middle", "period,,district,received\n2024-06,Đất đai,Tràng Định,5\n2024-06,,Văn Lãng,7\n", "column-unknown 2:2", both),
		one("rows without the empty columns", "period,district,received,,\n2024-06,Tràng Định,5\n2024-06,Văn Lãng,7,\n", "", both),
		one("a row without a named column too", "period,district,received,,\n2024-06,Tràng Định,5\n2024-06,Văn Lãng\n", "row-too-short 3:2 cells=2", "-"),
	})
}

// The columns that name the source of a row of a clean table are no data.
func TestSourceColumnsAreIgnored(t *testing.T) {
	got := read(t, files{"a.csv": "period,district,received,source_file,source_line\n2024-06,A,5,a.csv; b.csv,2; 14\n"}, Options{})
	if text := dump(got.Ledger); text != "A 2024-06: received 5" || len(got.Findings) > 0 {
		t.Errorf("ledger %s, findings %s", text, found(got.Findings))
	}
}
