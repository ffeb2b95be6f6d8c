package input

import (
	"testing"

	"cchc/kpi"
)

// A section that is not the sum of its rows is reported with the lines of these.
func TestRowsOfASection(t *testing.T) {
	for _, below := range []string{"", "II,Huyện Chi Lăng,2024-06,5\n1,Xã Chi Lăng,2024-06,5\n"} {
		got := read(t, files{"a.csv": "STT,Đơn vị,period,received\nI,Huyện Tràng Định,2024-06,4\n" +
			"1,Xã Chi Lăng,2024-06,1\n2,Xã Hùng Sơn,2024-06,2\n" + below}, Options{})
		var reported []string
		for _, f := range got.Findings {
			if f.Code == kpi.TotalDisagrees {
				reported = append(reported, f.Args.Value("sum")+" in "+f.Args.Value("first")+" to "+f.Args.Value("last"))
			}
		}
		if len(reported) != 1 || reported[0] != "3 in 3 to 4" {
			t.Errorf("with %q below: %q", below, reported)
		}
	}
}

// sectioned is an export of one month with the rows of a form with sections.
func sectioned(rows string) string { return "Tháng 6/2024\nSTT,Đơn vị,Tiếp nhận\n" + rows }

const fromTitle = "key-from-title 1:1"

// Rows numbered by letters and Roman numbers head those below them.
func TestSections(t *testing.T) {
	const communes = "A/Xã X 2024-06: received 1; A/Xã Y 2024-06: received 2"
	lines := func(data, section int) string {
		return linesText(kpi.Lines{Total: data + section + 2, Title: 1, Header: 1, Data: data, Section: section})
	}
	note := fromTitle + "; row-total 3 rows="
	tryRows(t, []rowCase{
		{"a district and its communes", sectioned("I,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\n"), note + "1", communes, lines(2, 1)},
		{"two districts", sectioned("I,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,5\n1,Xã X,5\n"), note + "2", communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"without figures", sectioned("I,Huyện A,\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,\n1,Xã X,5\n"), fromTitle, communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"one with figures, one without", sectioned("I,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,\n1,Xã X,5\n"), note + "1", communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"points and brackets", sectioned("I.,Huyện A,3\n1.,Xã X,1\n2.,Xã Y,2\nII),Huyện B,5\n1),Xã X,5\n"), note + "2", communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"letters", sectioned("A,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nB,Huyện B,5\n1,Xã X,5\n"), note + "2", communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"letters above Roman numbers", sectioned("A,Toàn vùng,8\nI,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,5\n1,Xã X,5\n"), fromTitle + "; row-total 4 rows=3", communes + "; B/Xã X 2024-06: received 5", lines(3, 3)},
		{"letters above Roman numbers, in words", sectioned("A,Các huyện biên giới,8\nI,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,5\n1,Xã X,5\nB,Các huyện khác,4\nI,Huyện C,4\n1,Xã X,4\n"),
			fromTitle + "; row-total 4 rows=5", communes + "; B/Xã X 2024-06: received 5; C/Xã X 2024-06: received 4", lines(4, 5)},
		{"the ninth letter", sectioned("H,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nI,Huyện B,5\n1,Xã X,5\n"), note + "2", communes + "; B/Xã X 2024-06: received 5", lines(3, 2)},
		{"a small letter is none", sectioned("a,Huyện A,3\nb,Huyện B,2\n"), fromTitle + "; row-section 3:1; row-section 4:1", "-", lines(2, 0)},
		{"a later letter is none", sectioned("K,Huyện A,3\n"), fromTitle + "; row-section 3:1", "-", lines(1, 0)},
		{"two letters are none", sectioned("AB,Huyện A,3\n"), fromTitle + "; row-section 3:1", "-", lines(1, 0)},
		{"a total below", sectioned("I,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,5\n1,Xã X,5\n,Tổng cộng,8\n"), note + "3", communes + "; B/Xã X 2024-06: received 5",
			"8 = 1 title + 1 header + 3 data + 2 section + 1 sum"},
		{"a total above", sectioned(",Tổng cộng,8\nI,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\nII,Huyện B,5\n1,Xã X,5\n"), note + "3", communes + "; B/Xã X 2024-06: received 5",
			"8 = 1 title + 1 header + 3 data + 2 section + 1 sum"},
	})
}

// The figures of a section are those of its rows, or nothing can be trusted.
func TestFiguresOfSections(t *testing.T) {
	const measures = "Tháng 6/2024\nSTT,Đơn vị,Tiếp nhận,Đã giải quyết,Đang giải quyết\n"
	for _, tt := range []struct{ name, text, sections, sums string }{
		{"right", sectioned("I,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\n"), "", ""},
		{"a blank", measures + "I,Huyện A,3,,0\n1,Xã X,1,1,0\n2,Xã Y,2,2,0\n", "", ""},
		{"wrong", sectioned("I,Huyện A,4\n1,Xã X,1\n2,Xã Y,2\n"), "3:1", "3:3 received 4 3 1 2 4 5"},
		{"wrong by one of three", measures + "I,Huyện A,3,3,1\n1,Xã X,1,1,0\n2,Xã Y,2,2,0\n", "3:1", "3:5 pending 1 0 1 2 4 5"},
		{"no figure", sectioned("I,Huyện A,x\n1,Xã X,1\n2,Xã Y,2\n"), "", ""}, // it is no figure
		{"no figure for rows that lack it", sectioned("I,Huyện A,x\n1,Xã X,1\n2,Xã Y,\n"), "", ""},
		{"a figure for rows that lack it", sectioned("I,Huyện A,4\n1,Xã X,1\n2,Xã Y,\n"), "", ""},
		{"an inner one", sectioned("A,Các huyện,3\nI,Huyện A,4\n1,Xã X,1\n2,Xã Y,2\n"), "4:1", "4:3 received 4 3 1 2 5 6"},
		{"an outer one", sectioned("A,Các huyện,4\nI,Huyện A,3\n1,Xã X,1\n2,Xã Y,2\n"), "3:1", "3:3 received 4 3 1 2 4 6"},
		{"the first of two", sectioned("I,Huyện A,4\n1,Xã X,3\nII,Huyện B,5\n1,Xã X,5\n"), "3:1", "3:3 received 4 3 1 1 4 4"},
		{"the second of two", sectioned("I,Huyện A,3\n1,Xã X,3\nII,Huyện B,4\n1,Xã X,5\n"), "5:1", "5:3 received 4 5 -1 1 6 6"},
	} {
		got := read(t, files{"a.csv": tt.text}, Options{}).Findings
		sums := argsOf(got, kpi.TotalDisagrees, "measure", "total", "sum", "difference", "rows", "first", "last")
		if sections := argsOf(got, kpi.RowSection); sections != tt.sections || sums != tt.sums {
			t.Errorf("%s: sections %q, want %q; sums %q, want %q", tt.name, sections, tt.sections, sums, tt.sums)
		}
	}
}

// A section without rows is a row, unless rows are numbered otherwise.
func TestSectionsWithoutRows(t *testing.T) {
	const both = "A 2024-06: received 3; B 2024-06: received 5"
	tryRows(t, []rowCase{
		{"Roman numbers only", sectioned("I,Huyện A,3\nII,Huyện B,5\n"), fromTitle, both, "4 = 1 title + 1 header + 2 data"},
		{"letters only", sectioned("A,Huyện A,3\nB,Huyện B,5\n"), fromTitle, both, "4 = 1 title + 1 header + 2 data"},
		{"with a total", sectioned("I,Huyện A,3\nII,Huyện B,5\n,Cộng,8\n"), fromTitle + "; row-total 5 rows=1", both, "5 = 1 title + 1 header + 2 data + 1 sum"},
		{"with a wrong total", sectioned("I,Huyện A,3\nII,Huyện B,5\n,Cộng,9\n"), fromTitle + "; row-total 5 rows=1; total-disagrees 5:3 rows=2", both, "5 = 1 title + 1 header + 2 data + 1 sum"},
		{"with a total above", sectioned(",Cộng,8\nI,Huyện A,3\nII,Huyện B,5\n"), fromTitle + "; row-total 3 rows=1", both, "5 = 1 title + 1 header + 2 data + 1 sum"},
		{"below letters", sectioned("A,Cấp huyện,8\nI,Huyện A,3\nII,Huyện B,5\n"), fromTitle + "; row-total 3 rows=1", both, "5 = 1 title + 1 header + 2 data + 1 section"},
		{"the first, beside rows with numbers", sectioned("I,Huyện A,3\nII,Huyện B,5\n1,Xã X,5\n"), fromTitle + "; row-section 3:1; row-total 4 rows=1", "-", "5 = 1 title + 1 header + 2 data + 1 section"},
		{"the last, beside rows with numbers", sectioned("I,Huyện A,3\n1,Xã X,3\nII,Huyện B,5\n"), fromTitle + "; row-total 3 rows=1; row-section 5:1", "-", "5 = 1 title + 1 header + 2 data + 1 section"},
		{"a heading alone", sectioned("1,Huyện A,3\nII,Các huyện khác,\n"), fromTitle + "; row-heading 4", "A 2024-06: received 3", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"a known heading alone", sectioned("1,Huyện A,3\n,Cấp xã,\n"), fromTitle, "A 2024-06: received 3", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"a unit whose figure is blank", sectioned("I,Huyện A,3\nII,Huyện B,\n"), fromTitle + "; count-missing 4:3", "A 2024-06: received 3; B 2024-06: received ?", "4 = 1 title + 1 header + 2 data"},
		{"a unit whose figure is blank, between", sectioned("I,Huyện A,\nII,Huyện B,5\n"), fromTitle + "; count-missing 3:3", "A 2024-06: received ?; B 2024-06: received 5", "4 = 1 title + 1 header + 2 data"},
		{"a unit whose figure is a word", sectioned("I,Huyện A,3\nII,Huyện B,x\n"), fromTitle + "; count-not-a-number 4:3", "-", "4 = 1 title + 1 header + 2 data"},
		{"a field whose figure is blank", "UBND huyện A\nTháng 6/2024\nSTT,Lĩnh vực,Tiếp nhận\nI,Đất đai,3\nII,Hộ tịch,\n", "key-from-title 1:1; key-from-title 2:1; row-heading 5",
			"A 2024-06: received 3", "5 = 2 title + 1 header + 1 data + 1 section"},
		{"a name that is none", sectioned("I,Trong đó,3\n"), fromTitle + "; unit-ambiguous 3:2", "-", "3 = 1 title + 1 header + 1 data"},
	})
}

// What a heading names is that of the rows below it: their level, their district, or
// what distinguishes them.
func TestHeadings(t *testing.T) {
	byField := func(rows string) string {
		return "UBND huyện A\nTháng 6/2024\nSTT,Lĩnh vực,Tiếp nhận\n" + rows
	}
	titled := "key-from-title 1:1; key-from-title 2:1"
	tryRows(t, []rowCase{
		{"the level of bare names", sectioned("I,Cấp huyện,\n1,Tràng Định,3\n"), fromTitle, "Tràng Định 2024-06: received 3", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"no level of bare names", sectioned("I,Đơn vị khác,\n1,Tràng Định,3\n"), fromTitle + "; unit-ambiguous 4:2", "-", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"a level by other words", sectioned(",\"Huyện, thị xã, thành phố\",\n1,Tràng Định,3\n"), fromTitle, "Tràng Định 2024-06: received 3", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"a level within words", sectioned("I,Kết quả tại cấp huyện,\n1,Tràng Định,3\n"), fromTitle, "Tràng Định 2024-06: received 3", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"two levels", sectioned("I,Kết quả tại cấp huyện và cấp xã,\n1,Tràng Định,3\n"), fromTitle + "; unit-ambiguous 4:2", "-", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"the innermost level", sectioned("A,Cấp huyện,\nI,Cấp xã,\n1,Xã X,3\n"), fromTitle + "; unit-missing 5", "-", "5 = 1 title + 1 header + 1 data + 2 section"},
		{"a level ends with its section", sectioned("I,Cấp huyện,\n1,Tràng Định,3\nII,Khác,\n1,Văn Lãng,3\n"), fromTitle + "; unit-ambiguous 6:2", "-", "6 = 1 title + 1 header + 2 data + 2 section"},
		{"a district within another section", sectioned("A,Huyện A,\nI,Đợt một,\n1,Xã X,3\n"), fromTitle, "A/Xã X 2024-06: received 3", "5 = 1 title + 1 header + 1 data + 2 section"},
		{"a district ends with its section", sectioned("A,Huyện A,\n1,Xã X,3\nB,Khác,\n1,Xã Y,3\n"), fromTitle + "; unit-missing 6", "-", "6 = 1 title + 1 header + 2 data + 2 section"},
		{"a district above a total and numbered names", sectioned(",Huyện A,\n,Tổng cộng,8\n1,1. Xã X,1\n2,2. Xã Y,2\n,Huyện B,\n3,3. Xã X,5\n"), fromTitle + "; row-total 4 rows=1",
			"A/Xã X 2024-06: received 1; A/Xã Y 2024-06: received 2; B/Xã X 2024-06: received 5", "8 = 1 title + 1 header + 3 data + 2 section + 1 sum"},
		{"another period", sectioned("I,Tháng 5/2024,\n1,Huyện A,3\n"), fromTitle + "; row-section 3:2", "-", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"days of a period", sectioned("I,Từ ngày 15/05/2024 đến ngày 20/06/2024,\n1,Huyện A,3\n"), fromTitle + "; row-section 3:2", "-", "4 = 1 title + 1 header + 1 data + 1 section"},
		{"a part of others", sectioned("1,Huyện A,3\nII,Trong đó: trực tuyến,\n1,Huyện A,2\n"), fromTitle + "; row-section 4:2; row-duplicate 5 line=3", "-", "5 = 1 title + 1 header + 2 data + 1 section"},
		{"a sum of others", sectioned("1,Huyện A,3\nII,Lũy kế,\n1,Huyện B,2\n"), fromTitle + "; row-section 4:2", "-", "5 = 1 title + 1 header + 2 data + 1 section"},

		{"levels of fields", byField("I,Cấp huyện,3\n1,Đất đai,1\n2,Hộ tịch,2\nII,Cấp xã,5\n1,Đất đai,5\n"), titled + "; row-total 4 rows=2",
			"A 2024-06: received 3; A [commune] 2024-06: received 5", "8 = 2 title + 1 header + 3 data + 2 section"},
		{"a number before the name", byField(",I. Cấp huyện,3\n1,Đất đai,1\n2,Hộ tịch,2\n"), titled + "; row-total 4 rows=1", "A 2024-06: received 3", "6 = 2 title + 1 header + 2 data + 1 section"},
		{"fields twice in one section", byField("I,Trên hệ thống tỉnh,\n1,Đất đai,1\n2,Đất đai,2\n"), titled + "; row-duplicate 6 line=5", "-", "6 = 2 title + 1 header + 2 data + 1 section"},
		{"fields on two systems", byField("I,Trên hệ thống các bộ,\n1,Đất đai,1\nII,Trên hệ thống tỉnh,\n1,Đất đai,2\n"), titled, "A 2024-06: received 3", "7 = 2 title + 1 header + 2 data + 2 section"},
		{"fields in two sections that name nothing", byField("I,Đợt một,\n1,Đất đai,1\nII,Đợt hai,\n1,Đất đai,2\n"), titled + "; row-duplicate 7 line=5", "-", "7 = 2 title + 1 header + 2 data + 2 section"},
	})
}

// A number is of a section where it is Roman up to 39 or a capital letter up to H.
func TestNumerals(t *testing.T) {
	for text, want := range map[string]int{"I": rankRoman, "IV": rankRoman, "XXXIX": rankRoman, "II.": rankRoman, "III)": rankRoman, "V.)": rankRoman, "A": rankLetter,
		"H": rankLetter, "B.": rankLetter, "": 0, ".": 0, "1": 0, "a": 0, "i": 0, "J": 0, "L": 0, "C": rankLetter, "CC": 0, "IA": 0, "Đ": 0, "I.1": 0} {
		if got := numeral([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// The number of a part has two or three numbers before its name.
func TestNumbersOfParts(t *testing.T) {
	for text, want := range map[string]bool{"1.1 Cấp mới": true, "1.1. Cấp mới": true, "1.1) Cấp mới": true, "1.1.2 Cấp mới": true, " 1.1 Cấp mới": true, "12.1 Cấp mới": true,
		"1.123 Cấp mới": true, "123.1 Cấp mới": false, "1.1234 Cấp mới": false, "1 Cấp mới": false, "1. Cấp mới": false, "1.1": false, "1.a Cấp mới": false, "a.1 Cấp mới": false, "": false} {
		if got := isPartNumber(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// A name is of a section where a number of one is before it, among its first characters.
func TestRanksOfNames(t *testing.T) {
	for text, want := range map[string]int{"I. Cấp huyện": rankRoman, "  II. Cấp xã": rankRoman, "A. Cấp huyện": rankLetter, "IIIIIIIII. x": rankRoman, "IIIIIIIIII. x": 0,
		"1. Cấp huyện": 0, ". Cấp huyện": 0, "I.Cấp huyện": 0, "I Cấp huyện": 0, "": 0, "I.": 0} {
		if got := sectionRank([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
