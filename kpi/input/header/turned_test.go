package header

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// turned reads a text whose cells semicolons divide, and writes the rows that it is turned
// into, one a line: "Bắc Sơn 3:1 | Tháng 1/2024 2:2 | 12 3:2 = 1" is three cells with their
// places in a row that has one line; a cell with the place of its column is its text alone.
// A text without such a layout is "as it is".
func turned(t *testing.T, cat *catalog.Catalog, text string) (list, findings string) {
	t.Helper()
	sources, _ := rows.Expand([]string{rows.Stdin}, strings.NewReader(text))
	found := kpi.NewFileFindings(rows.Stdin)
	var head Head
	f := rows.Open(sources[0], rows.Options{Choose: func(_ []byte, first func(byte) [][]string) byte {
		head, _ = Choose(cat, []byte{';'}, first)
		return ';'
	}}, found)
	if !head.IsTurned() {
		return "as it is", ""
	}
	next, head := head.Turn(f.Next, found)
	var texts []string
	for n := 0; ; n++ {
		row, err := next()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				texts = append(texts, err.Error())
			}
			break
		}
		var cells []string
		for i, cell := range row.Cells {
			text := string(cell)
			if p := row.Place(i); row.Spots != nil && !(text == "" && p.Column == 0) {
				text = strings.TrimLeft(fmt.Sprintf("%s %d:%d", cell, p.Line, p.Column), " ")
			}
			cells = append(cells, text)
		}
		if n == head.Titles {
			for i, path := range head.texts {
				cells[i] = joined(path) + " " + cells[i]
			}
		}
		texts = append(texts, fmt.Sprintf("%s = %d", strings.Join(cells, " | "), row.Lines))
	}
	var codes []string
	for _, f := range found.All() {
		codes = append(codes, f.Code+" "+strings.TrimPrefix(f.Place.String(), rows.Stdin+":"))
	}
	return strings.Join(texts, "\n"), strings.Join(codes, "; ")
}

// turnedCase is a text, and what it is turned into.
type turnedCase struct{ name, text, rows, findings string }

// wantTurned wants texts to be turned into rows.
func wantTurned(t *testing.T, cases []turnedCase) {
	t.Helper()
	cat := definitions(t)
	for _, tt := range cases {
		list, findings := turned(t, cat, tt.text)
		if list != tt.rows || findings != tt.findings {
			t.Errorf("%s:\n%s\nwant\n%s\nfindings %s, want %s", tt.name, list, tt.rows, findings, tt.findings)
		}
	}
}

// wantAsItIs wants texts not to be turned.
func wantAsItIs(t *testing.T, texts map[string]string) {
	t.Helper()
	cat := definitions(t)
	for name, text := range texts {
		if list, _ := turned(t, cat, text); list != "as it is" {
			t.Errorf("%s is turned into\n%s", name, list)
		}
	}
}

// Each row below a header becomes a row a month, the last of which has its lines. The
// total of months comes first.
func TestMonths(t *testing.T) {
	const head = "Huyện;Tiếp nhận;\n;Tháng 1/2024;Tháng 2/2024\n"
	const header = "Huyện 1:1 | period 1:2 | Tiếp nhận 1:2 = 2\n"
	const sections = "STT;Huyện;Tiếp nhận;\n;;Tháng 1/2024;Tháng 2/2024\n"
	const sectionsHeader = "STT 1:1 | Huyện 1:2 | period 1:3 | Tiếp nhận 1:3 = 2\n"
	wantTurned(t, []turnedCase{
		{"months below a measure", head + "Bắc;12;8\nTây;5;6\n", header +
			"Bắc 3:1 | Tháng 1/2024 1:2 | 12 3:2 = 0\nBắc 3:1 | Tháng 2/2024 1:3 | 8 3:3 = 1\nTây 4:1 | Tháng 1/2024 1:2 | 5 4:2 = 0\nTây 4:1 | Tháng 2/2024 1:3 | 6 4:3 = 1", ""},
		{"measures below months", "Huyện;Tháng 1/2024;;Tháng 2/2024;\n;Tiếp nhận;Đã giải quyết;Tiếp nhận;Đã giải quyết\nBắc;1;2;3;4\n",
			"Huyện 1:1 | period 1:2 | Tiếp nhận 1:2 | Đã giải quyết 1:3 = 2\nBắc 3:1 | Tháng 1/2024 1:2 | 1 3:2 | 2 3:3 = 0\nBắc 3:1 | Tháng 2/2024 1:4 | 3 3:4 | 4 3:5 = 1", ""},
		{"months of two measures", "Huyện;Tiếp nhận;;Đã giải quyết;\n;Tháng 1/2024;Tháng 2/2024;Tháng 1/2024;Tháng 2/2024\nBắc;1;3;2;4\n",
			"Huyện 1:1 | period 1:2 | Tiếp nhận 1:2 | Đã giải quyết 1:4 = 2\nBắc 3:1 | Tháng 1/2024 1:2 | 1 3:2 | 2 3:4 = 0\nBắc 3:1 | Tháng 2/2024 1:3 | 3 3:3 | 4 3:5 = 1", ""},
		{"months in another order, a total between", "Huyện;Tiếp nhận;;\n;Tháng 2/2024;Cộng;Tháng 1/2024\nBắc;2;3;1\n",
			"Huyện 1:1 | period 1:3 | Tiếp nhận 1:3 = 2\nBắc 3:1 | Cộng 1:3 | 3 3:3 = 0\nBắc 3:1 | Tháng 1/2024 1:4 | 1 3:4 = 0\nBắc 3:1 | Tháng 2/2024 1:2 | 2 3:2 = 1", ""},
		{"percentages of each month", "Huyện;Tháng 1/2024;;Tháng 2/2024;\n;Tiếp nhận;Tỷ lệ đúng hạn;Tiếp nhận;Tỷ lệ đúng hạn\nBắc;1;50%;3;\n",
			"Huyện 1:1 | period 1:2 | Tiếp nhận 1:2 | Tỷ lệ đúng hạn 1:3 = 2\nBắc 3:1 | Tháng 1/2024 1:2 | 1 3:2 | 50% 3:3 = 0\nBắc 3:1 | Tháng 2/2024 1:4 | 3 3:4 | 3:5 = 1", ""},
		{"quarters below titles, one of which names the year", "Biểu số 1;;\nNăm 2024;;\nHuyện;Tiếp nhận;\n;Quý I;Quý II\nBắc;1;2\n",
			"Biểu số 1 |  |  = 1\nNăm 2024 |  |  = 1\nHuyện 3:1 | period 3:2 | Tiếp nhận 3:2 = 2\nBắc 5:1 | Quý I năm 2024 3:2 | 1 5:2 = 0\nBắc 5:1 | Quý II năm 2024 3:3 | 2 5:3 = 1", "key-from-title 2:1"},
		{"keys on both sides, a row of numbers", "STT;Huyện;Tiếp nhận;;Ghi chú\n;;T1/2024;T2/2024;\nA;B;1;2;3\n1;Bắc;1;2;x\n",
			"STT 1:1 | Huyện 1:2 | Ghi chú 1:5 | period 1:3 | Tiếp nhận 1:3 = 3\n1 4:1 | Bắc 4:2 | x 4:5 | T1/2024 1:3 | 1 4:3 = 0\n1 4:1 | Bắc 4:2 | x 4:5 | T2/2024 1:4 | 2 4:4 = 1", ""},
		{"numbers behind months", "Huyện;Tiếp nhận;;\n;Tháng 1/2024 (1);Tháng 2/2024 (2);Cộng (3)\nBắc;1;2;3\n",
			"Huyện 1:1 | period 1:4 | Tiếp nhận 1:4 = 2\nBắc 3:1 | Cộng (3) 1:4 | 3 3:4 = 0\nBắc 3:1 | Tháng 1/2024 1:2 | 1 3:2 = 0\nBắc 3:1 | Tháng 2/2024 1:3 | 2 3:3 = 1", ""},
		{"the header again", head + "(1);(2);(3)\nHuyện;Tiếp nhận;\n;Tháng 1/2024;Tháng 2/2024\n(1);(2);(3)\n",
			strings.Replace(header, "= 2", "= 3", 1) + "Huyện 4:1 = 1\nHuyện 5:1 = 1\nHuyện 6:1 = 1", ""},
		{"another header", head + "Nam;;3\nHuyện;Đã giải quyết;\n;Tháng 3/2024;Tháng 4/2024\n", header + "Nam 3:1 | Tháng 1/2024 1:2 | 3:2 = 0\nNam 3:1 | Tháng 2/2024 1:3 | 3 3:3 = 1\n = 1\n = 1", "header-second 4; header-second 5"},
		{"blank rows, words and a signature", head + ";;\nCấp huyện;;\nNgười lập biểu;;Lãnh đạo\n",
			header + " |  |  = 1\nCấp huyện 4:1 |  |  = 1\nNgười lập biểu 5:1 |  |  | Lãnh đạo 5:3 = 1", ""},
		{"in the place of counts dashes, dots, words and blanks", head + "Bắc;-;…\nTây;x;2\nNam;;3\nĐông;x;\n", header +
			"Bắc 3:1 | Tháng 1/2024 1:2 | - 3:2 = 0\nBắc 3:1 | Tháng 2/2024 1:3 | … 3:3 = 1\nTây 4:1 | Tháng 1/2024 1:2 | x 4:2 = 0\nTây 4:1 | Tháng 2/2024 1:3 | 2 4:3 = 1\n" +
			"Nam 5:1 | Tháng 1/2024 1:2 | 5:2 = 0\nNam 5:1 | Tháng 2/2024 1:3 | 3 5:3 = 1\nĐông 6:1 |  |  | x 6:2 = 1", ""},
		{"words in the place of all counts", "Huyện;Tiếp nhận;;\n;Tháng 1/2024;Tháng 2/2024;Tháng 3/2024\nBắc;x;y;z\nNgười lập biểu;Trưởng phòng;Phó;Chủ tịch\n",
			header + "Bắc 3:1 | Tháng 1/2024 1:2 | x 3:2 = 0\nBắc 3:1 | Tháng 2/2024 1:3 | y 3:3 = 0\nBắc 3:1 | Tháng 3/2024 1:4 | z 3:4 = 1\nNgười lập biểu 4:1 |  |  | Trưởng phòng 4:2 | Phó 4:3 | Chủ tịch 4:4 = 1", ""},
		{"a cell too much, one too few, a blank behind the end", head + "Bắc;1;2;3\nTây;1\nNam;1;2;\n",
			header + " = 1\n = 1\nNam 5:1 | Tháng 1/2024 1:2 | 1 5:2 = 0\nNam 5:1 | Tháng 2/2024 1:3 | 2 5:3 = 1", "row-too-long 3:4; row-too-short 4:2"},
		{"a row of two lines", head + "\"Bắc\n\";1;2\n", header + "Bắc\n 3:1 | Tháng 1/2024 1:2 | 1 3:2 = 0\nBắc\n 3:1 | Tháng 2/2024 1:3 | 2 3:3 = 2", ""},
		{"two columns of one month", "Huyện;Tiếp nhận;;\n;Tháng 1/2024;Tháng 2/2024;01/2024\nBắc;1;2;3\n", "stop", "column-duplicate 1:4"},
		{"a section with sums", sections + "I;Bắc;3;3\n1;Tây;3;3\n", sectionsHeader +
			"I 3:1 | Bắc 3:2 | Tháng 1/2024 1:3 | 3 3:3 = 0\nI 3:1 | Bắc 3:2 | Tháng 2/2024 1:4 | 3 3:4 = 1\n1 4:1 | Tây 4:2 | Tháng 1/2024 1:3 | 3 4:3 = 0\n1 4:1 | Tây 4:2 | Tháng 2/2024 1:4 | 3 4:4 = 1", "row-section 3:1"},
		{"a section without sums", sections + "I;Bắc;;\n", sectionsHeader + "I 3:1 | Bắc 3:2 |  |  = 1", ""},
		{"rows with the numbers of sections, and a total", sections + "I;Bắc;1;2\n;Tổng;1;2\n", sectionsHeader +
			"I 3:1 | Bắc 3:2 | Tháng 1/2024 1:3 | 1 3:3 = 0\nI 3:1 | Bắc 3:2 | Tháng 2/2024 1:4 | 2 3:4 = 1\n4:1 | Tổng 4:2 | Tháng 1/2024 1:3 | 1 4:3 = 0\n4:1 | Tổng 4:2 | Tháng 2/2024 1:4 | 2 4:4 = 1", ""},
		{"a numbered row without counts", sections + "1.;Bắc;;\n", sectionsHeader + "1. 3:1 | Bắc 3:2 | Tháng 1/2024 1:3 | 3:3 = 0\n1. 3:1 | Bắc 3:2 | Tháng 2/2024 1:4 | 3:4 = 1", ""},
	})
}

// Where it is not sure which month a column is of, or which measure, there is no such
// header.
func TestNotMonths(t *testing.T) {
	const row = "Bắc;1;2\n"
	wantAsItIs(t, map[string]string{
		"one month":                          "Huyện;Tiếp nhận;\n;Tháng 1/2024;Ghi chú\n" + row,
		"no measure":                         "Huyện;Số lượng;\n;Tháng 1/2024;Tháng 2/2024\n" + row,
		"percentages alone":                  "Huyện;Tỷ lệ đúng hạn;\n;Tháng 1/2024;Tháng 2/2024\n" + row,
		"no key":                             "Nơi;Tiếp nhận;\n;Tháng 1/2024;Tháng 2/2024\n" + row,
		"months in one row":                  "Huyện;Tháng 1/2024;Tháng 2/2024\n" + row,
		"no year":                            "Huyện;Tiếp nhận;\n;Tháng 1;Tháng 2\n" + row,
		"two years above":                    "Năm 2023;Năm 2024;\nHuyện;Tiếp nhận;\n;Tháng 1;Tháng 2\n" + row,
		"months over two years above":        "Từ tháng 12/2023 đến tháng 1/2024;;\nHuyện;Tiếp nhận;\n;Tháng 12;Tháng 1\n" + row,
		"the year of a signature":            "Lạng Sơn, ngày 5 tháng 1 năm 2025;;\nHuyện;Tiếp nhận;\n;Tháng 11;Tháng 12\n" + row,
		"the month before, of another year":  "Tháng 1 năm 2024;;\nHuyện;Tiếp nhận;\n;Tháng 12;Tháng 1\n" + row,
		"the same behind":                    "Tháng 1 năm 2024;;\nHuyện;Tiếp nhận;\n;Tháng 1;Tháng 12\n" + row,
		"months that go back":                "Năm 2024;;\nHuyện;Tiếp nhận;\n;Tháng 2;Tháng 1\n" + row,
		"texts like months":                  "Năm 2024;;\nHuyện;Tiếp nhận;\n;Tháng này;Tháng trước\n" + row,
		"the year so far":                    "Năm 2024;;\nHuyện;Tiếp nhận;\n;Tháng 5;Lũy kế\n" + row,
		"days":                               "Huyện;Tiếp nhận;\n;01/06/2024;02/06/2024\n" + row,
		"months of a year":                   "Huyện;Tiếp nhận;\n;Năm 2024;\n;Tháng 1/2024;Tháng 2/2024\n" + row,
		"a count of no month":                "Huyện;Tiếp nhận;;Đã giải quyết\n;Tháng 1/2024;Tháng 2/2024;\nBắc;1;2;3\n",
		"percentages of no month":            "Huyện;Tiếp nhận;;Tỷ lệ đúng hạn\n;Tháng 1/2024;Tháng 2/2024;\nBắc;1;2;3\n",
		"something unknown in a month":       "Huyện;Tháng 1/2024;;Tháng 2/2024;\n;Tiếp nhận;Số lượng;Tiếp nhận;Số lượng\nBắc;1;2;3;4\n",
		"a measure that a month lacks":       "Huyện;Tháng 1/2024;;Tháng 2/2024;\n;Tiếp nhận;Đã giải quyết;Tiếp nhận;\nBắc;1;2;3;\n",
		"measures in another order":          "Huyện;Tháng 1/2024;;Tháng 2/2024;\n;Tiếp nhận;Đã giải quyết;Đã giải quyết;Tiếp nhận\nBắc;1;2;3;4\n",
		"a header of measures":               "Kỳ;Huyện;Tiếp nhận\nTháng 1/2024;Bắc;1\nTháng 2/2024;Bắc;1\n",
		"a group that is the total of parts": "Huyện;Tiếp nhận;\n;Tổng số;Trực tuyến\n" + row,
	})
}

// Each column of a table of units becomes a row. The first unit has the lines of all.
func TestUnits(t *testing.T) {
	const head = "Nội dung;Xã A;Xã B\n"
	wantTurned(t, []turnedCase{
		{"below a title, a total, a blank row and a signature", "Tháng 8/2025;;;\nNội dung;Xã A;Phường B;Tổng\nTiếp nhận;1;2;3\n;;;\nTrễ hạn;4;5;9\nNgười lập;;X;\n",
			"Tháng 8/2025 |  |  |  = 1\nunit 2:1 | Tiếp nhận 3:1 | Trễ hạn 5:1 = 1\nXã A 2:2 | 1 3:2 | 4 5:2 = 2\nPhường B 2:3 | 2 3:3 | 5 5:3 = 0\nTổng 2:4 | 3 3:4 | 9 5:4 = 0\n" +
				" |  |  | Người lập 6:1 | 6:2 | X 6:3 | 6:4 = 1\n |  |  = 1", ""},
		{"numbers of rows and columns, the total first, groups", "STT;Nội dung;Tổng;Huyện A;Huyện B\n(1);(2);(3);(4);(5)\n1;1. Tiếp nhận;3;1;2\n2;Đã giải quyết;;;\n;- Đúng hạn;9;4;5\n;Trong đó:;;;\n;Trực tuyến;;;\n",
			"unit 1:2 | Tiếp nhận 3:2 | Đã giải quyết / Đúng hạn 5:2 | Trong đó: / Trực tuyến 7:2 = 4\nTổng 1:3 | 3 3:3 | 9 5:3 | 7:3 = 0\nHuyện A 1:4 | 1 3:4 | 4 5:4 | 7:4 = 3\nHuyện B 1:5 | 2 3:5 | 5 5:5 | 7:5 = 0\n |  |  |  = 0", ""},
		{"a column of groups", "Nhóm;Nội dung;Xã A;Xã B\nTiếp nhận;Trực tuyến;1;2\n;Trực tiếp;3;4\n;Tiếp nhận;4;6\n",
			"unit 1:2 | Tiếp nhận / Trực tuyến 2:2 | Tiếp nhận / Trực tiếp 3:2 | Tiếp nhận / Tiếp nhận 4:2 = 1\nXã A 1:3 | 1 2:3 | 3 3:3 | 4 4:3 = 3\nXã B 1:4 | 2 2:4 | 4 3:4 | 6 4:4 = 0\n |  |  |  = 0", ""},
		{"sections, and a group within one", head + "Tiếp nhận;1;2\nĐất đai;;\nĐã giải quyết;1;2\nĐang giải quyết;;\nTrong hạn;1;2\n",
			"unit 1:1 | Tiếp nhận 2:1 | Đất đai / Đã giải quyết 4:1 | Đất đai / Đang giải quyết / Trong hạn 6:1 = 3\nXã A 1:2 | 1 2:2 | 1 4:2 | 1 6:2 = 3\nXã B 1:3 | 2 2:3 | 2 4:3 | 2 6:3 = 0\n |  |  |  = 0", "row-heading 3"},
		{"a measure without counts, and words", head + "Tiếp nhận;1;-\nTrễ hạn;;\nSớm hạn;x;\nChưa biết;;\n",
			"unit 1:1 | Tiếp nhận 2:1 | Trễ hạn 3:1 | Sớm hạn 4:1 = 1\nXã A 1:2 | 1 2:2 | 3:2 | x 4:2 = 3\nXã B 1:3 | - 2:3 | 3:3 | 4:3 = 0\n |  |  |  | Chưa biết 5:1 | 5:2 | 5:3 = 1\n |  |  |  = 0", ""},
		{"a column without a name", ";Nội dung;Xã A;;Xã B\n;Tiếp nhận;1;7;2\n", "unit 1:2 | Tiếp nhận 2:2 = 1\nXã A 1:3 | 1 2:3 = 1\n1:4 | 7 2:4 = 0\nXã B 1:5 | 2 2:5 = 0\n |  = 0", ""},
		{"the header again, and another one", head + "Tiếp nhận;1;2\n" + head + "Trễ hạn;1;2\nNội dung;Xã C;Xã D\nĐã giải quyết;1;2\n",
			"unit 1:1 | Tiếp nhận 2:1 | Trễ hạn 4:1 | Nội dung / Đã giải quyết 6:1 = 3\nXã A 1:2 | 1 2:2 | 1 4:2 | 1 6:2 = 3\nXã B 1:3 | 2 2:3 | 2 4:3 | 2 6:3 = 0\n |  |  |  = 0", "header-second 5; row-heading 5"},
		{"a cell too much, one too few, a blank behind the end", head + "Tiếp nhận;1;2;3\nTrễ hạn;1\nĐã giải quyết;1;2;\n",
			"unit 1:1 | Đã giải quyết 4:1 = 1\nXã A 1:2 | 1 4:2 = 1\nXã B 1:3 | 2 4:3 = 0\n |  = 2", "row-too-long 2:4; row-too-short 3:2"},
		{"two columns of one unit", "Nội dung;Xã A;xã  A\nTiếp nhận;1;2\n", "stop", "column-duplicate 1:3"},
		{"no measure outside sections", head + "Đất đai;;\nTiếp nhận;1;2\n", "stop", "header-not-found 1; row-heading 2"},
		{"too many rows", head + "Tiếp nhận;1;2\n" + strings.Repeat("x;1;2\n", 1<<12), "stop", "header-not-found 1"},
	})
}

// Where the columns may be something else than units, or the rows no measures, there is no
// such header.
func TestNotUnits(t *testing.T) {
	wantAsItIs(t, map[string]string{
		"one unit":                "Nội dung;Xã A;Tổng\nTiếp nhận;1;1\n",
		"names without a type":    "Nội dung;Chi Lăng;Tân Lập\nTiếp nhận;1;2\n",
		"another column":          "Nội dung;Xã A;Xã B;Ghi chú\nTiếp nhận;1;2;\n",
		"a department":            "Nội dung;Xã A;Xã B;Sở Nội vụ\nTiếp nhận;1;2;3\n",
		"no names of measures":    "Xã A;Xã B\n1;2\n",
		"rows of fields":          "Lĩnh vực;Xã A;Xã B\nĐất đai;1;2\n",
		"measures without counts": "Nội dung;Xã A;Xã B\nTiếp nhận;;\n",
		"a column between":        "Nội dung;ĐVT;Xã A;Xã B\nTiếp nhận;Hồ sơ;1;2\n",
		"titles with units":       "UBND huyện A;Xã B;Xã C\nHuyện;Tiếp nhận;Đã giải quyết\nBắc;1;2\n",
	})
}

// A row above such a header may be of groups of its columns.
func TestAboveTurned(t *testing.T) {
	cat := definitions(t)
	for text, want := range map[string]int{
		";Trực tuyến;\nNội dung;Xã A;Xã B\nTiếp nhận;1;2\n":                                      1,
		"Biểu số 1;;\nNội dung;Xã A;Xã B\nTiếp nhận;1;2\n":                                       0,
		";Không rõ;;Khác\nHuyện;Tiếp nhận;;\n;Tháng 1/2024;Tháng 2/2024;Tháng 3/2024\nB;1;2;3\n": 2,
		"UBND tỉnh;;\nHuyện;Tiếp nhận;\n;Tháng 1/2024;Tháng 2/2024\nBắc;1;2\n":                   0,
	} {
		o, _ := open(t, cat, text, ';')
		above := 0
		for _, cell := range o.head.Above {
			if cell != "" {
				above++
			}
		}
		if !o.head.IsTurned() || above != want {
			t.Errorf("%q: turned %v, %d groups above, want %d", text, o.head.IsTurned(), above, want)
		}
	}
}
