package input

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// An export without a header is refused with its first row, or with the letters
// that keep its header from being known.
func TestExportsWithoutHeader(t *testing.T) {
	const exportKeys = "period,district,commune,"
	for _, tt := range []struct{ name, text, want, lines string }{
		{"words", "a,b\n1,2\n", "header-not-found 1 " + kpi.CountKey("header.others", "2"), "2 = 2 title"},
		{"below blank rows", "\n,\na,b\n\n1,2\n", "header-not-found 3 " + kpi.CountKey("header.others", "2"), "5 = 2 title + 3 blank"},
		{"figures only", "1,2\n3,4\n", "header-not-found 1 " + kpi.CountKey("header.others", "2"), "2 = 2 title"},
		{"a header too far below", strings.Repeat("x\n", rows.HeadRows) + "Kỳ,Huyện,Tiếp nhận\n", "header-not-found 1 " + kpi.CountKey("header.others", "1"), "64 = 64 title"},
		{"headers of nothing known", exportKeys + "Màu sắc,Người lập\n2024-06,A,X,0,0\n", `header-not-found 1 "period", "district", "commune", ` + kpi.CountKey("header.others", "2"), "2 = 2 title"},
		{"headers of keys only", exportKeys + "Ghi chú,Mã TTHC\n2024-06,A,X,0,0\n", `header-not-found 1 "period", "district", "commune", "Ghi chú", "Mã TTHC"`, "2 = 2 title"},
		{"garbled letters", "a,b\nHuyá»‡n,TiÃªÌp nháº\u00adn\n1,2\n", "text-garbled 2:1 utf-8-twice", "2 = 2 title"},
		{"dossiers without the day of receipt", "Danh sách\n\nMã hồ sơ,Xã,Ngày nộp hồ sơ,Ngày hẹn trả\n1,Xã A,03/06/2024,05/06/2024\n",
			`list-receipt 3 "Mã hồ sơ", "Xã", "Ngày nộp hồ sơ", "Ngày hẹn trả"`, "4 = 3 title + 1 blank"},
		{"lost letters", "Huy\ufffdn,Ti\ufffdp nh\ufffdn\n1,2\n", "text-garbled 1:1 lost", "1 = 1 title"},
	} {
		got := read(t, files{"a.csv": tt.text}, Options{})
		reported := ""
		for _, f := range got.Findings {
			reported += f.Code + " " + strings.TrimPrefix(f.Place.String(), "a.csv:") + " " + f.Args.Value("text")
			for _, was := range []string{vietnamese.GarbledLost, vietnamese.GarbledTwice} {
				if f.Args.Value("was") == kpi.TextKey("garbled."+was) {
					reported += was
				}
			}
		}
		if reported != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, reported, tt.want)
		}
		if lines := linesText(got.Ledger.Files[0].Lines); lines != tt.lines {
			t.Errorf("%s: lines %s, want %s", tt.name, lines, tt.lines)
		}
	}
}

// Figures above a header are a date at most: more are counts that no header names.
func TestFiguresAboveAHeader(t *testing.T) {
	tryRows(t, []rowCase{
		{"one", "Tháng,6\n" + oneRow, "", oneEntry, "3 = 1 title + 1 header + 1 data"},
		{"two", "Tháng,6,năm,2024\n" + oneRow, "", oneEntry, "3 = 1 title + 1 header + 1 data"},
		{"three", "Xã A,5,6,7\n" + oneRow, "row-outside 1", "-", "3 = 1 title + 1 header + 1 data"},
		{"a row of a table", "2024-05,3,4,5\n\n" + oneRow, "row-outside 1", "-", "4 = 1 title + 1 header + 1 data + 1 blank"},
	})
}

// An export without rows of counts has no data.
func TestExportsWithoutRows(t *testing.T) {
	tryRows(t, []rowCase{
		{"a header", exportHead, "no-data 1", "", "1 = 1 header"},
		{"a header below titles", "UBND huyện A\n\n" + exportHead, "no-data 3", "", "3 = 1 title + 1 header + 1 blank"},
		{"a header and a footer", exportHead + "\nNgười lập biểu\n", "no-data 1", "", "3 = 1 header + 1 blank + 1 footer"},
		{"a header and a heading", exportHead + "Khác\n", "no-data 1; row-heading 2", "", "2 = 1 header + 1 section"},
		{"a row that is refused", exportHead + "2024-13,A,X,5\n", "period-unknown 2:1", "", "2 = 1 header + 1 data"},
		{"titles that end within the header", "UBND huyện A\nTháng 6/2024", "header-not-found 1", "", "2 = 2 title"},
	})
}

// Nothing is read below a header that cannot be understood.
func TestBadHeaderEndsTheFile(t *testing.T) {
	try(t, []readCase{
		one("ambiguous", "period,district,Quá hạn,received\n2024-06,A,x,y\n", "header-ambiguous 1:3", ""),
		one("duplicate", "period,Huyện,Quận/Huyện,received\n2024-13,A,x,y\n", "column-duplicate 1:3 other=2", ""),
	})
}
