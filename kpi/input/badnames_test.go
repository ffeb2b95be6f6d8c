package input

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// What is in the place of a name and is none is refused: it would be added.
func TestNamesThatAreNone(t *testing.T) {
	const refused, other, taken = "unit-missing 3:2", "row-not-counted 3", ""
	for text, want := range map[string]string{
		"2024-05": refused, "Tháng 5/2024": refused, "Quý II/2024": refused, "12": refused, "*": refused, "./.": refused,
		"Tổng 2 huyện": refused, "Cả tỉnh": refused, "Lũy kế": other, "Trong đó: X": refused, "- X": refused, "Bình quân": other, "Tong cong": refused,
		"Người lập biểu": refused, "Ghi chú": refused, "\"A, ngày 30 tháng 6 năm 2024\"": refused, "Từ 15/05/2024 đến 20/06/2024": refused,
		"Văn Lãng": taken, "Huyện Cộng Hòa": taken, "Quận 1": taken, "B": taken, "Tống Sơn": taken, "Chung Chải": refused, "TX. Toàn Thắng": taken, "Đ": taken,
	} {
		got := read(t, files{"a.csv": "Kỳ,Huyện,Tiếp nhận\n2024-06,A,5\n2024-06," + text + ",3\n"}, Options{})
		if reported := found(got.Findings); reported != want {
			t.Errorf("%q: %q, want %q", text, reported, want)
		}
		if n := len(got.Ledger.Entries); want == taken && n != 2 {
			t.Errorf("%q: %d entries", text, n)
		}
	}
}

// A name that is none for its length is refused where it is: in a column, in a
// section or in a title.
func TestNamesThatAreTooLong(t *testing.T) {
	long := "A" + strings.Repeat("a", nameLimit)
	try(t, []readCase{
		one("at the limit", "period,district,received\n2024-06,"+long[:nameLimit]+",1\n", "", long[:nameLimit]+" 2024-06: received 1"),
		one("a district", "period,district,received\n2024-06,"+long+",1\n", "unit-too-long 2:2", ""),
		one("a commune", "period,district,commune,received\n2024-06,Bắc Sơn,"+long+",1\n", "unit-too-long 2:3", ""),
		one("a unit", "period,unit,received\n2024-06,Huyện "+long+",1\n", "unit-too-long 2:2", ""),
		one("a title", "Huyện "+long+",,\nperiod,commune,received\n2024-06,Xã Tân Tri,1\n", "key-from-title 1:1; unit-too-long 3", ""),
	})
}

// Names whose letters were mistaken for others are refused, and what they were is
// reported.
func TestGarbledNames(t *testing.T) {
	for text, want := range map[string]string{
		"Tr&#224;ng &#272;&#7883;nh": "2:2 html", "A &amp; B": "2:2 html", "Tr?ng ??nh": "2:2 lost", "TrÃ ng Äá»‹nh": "2:2 utf-8-twice", "Lá»™c BÃ¬nh": "2:2 utf-8-twice", "Tr\u00c3\u00a0ng \u00c4\u0090á»‹nh": "2:2 utf-8-twice", "Tràng Định": "", "A & B": "",
	} {
		got := read(t, files{"a.csv": "Kỳ,Huyện,Tiếp nhận\n2024-06,\"" + text + "\",3\n"}, Options{})
		reported := argsOf(got.Findings, kpi.TextGarbled, "was")
		for _, was := range []string{"html", vietnamese.GarbledLost, vietnamese.GarbledTwice} {
			reported = strings.ReplaceAll(reported, "garbled."+was, was)
		}
		if reported != want {
			t.Errorf("%q: %q, want %q; %s", text, reported, want, found(got.Findings))
		}
	}
}

// Where many words of a text that was decoded are none in Vietnamese, it was in
// another encoding. A few are names of other peoples.
func TestLettersOfNames(t *testing.T) {
	inUTF8 := strings.NewReplacer()
	letters := map[string]*strings.Replacer{
		"windows-1258": strings.NewReplacer("à", "a\xcc", "ị", "i\xf2", "ã", "a\xde", "ộ", "\xf4\xf2", "ì", "i\xcc", "ắ", "\xe3\xec", "ơ", "\xf5", "ă", "\xe3", "Đ", "\xd0", "ö", "\xf6"),
		"tcvn3":        strings.NewReplacer("à", "\xb5", "ị", "\xde", "ã", "\xb7", "ộ", "\xe9", "ì", "\xd7", "ắ", "\xbe", "ơ", "\xac", "ă", "\xa8", "Đ", "\xa7"),
		"vni":          strings.NewReplacer("à", "a\xf8", "ị", "\xf2", "ã", "a\xf5", "ộ", "o\xe4", "ì", "\xec", "ắ", "a\xe9", "ơ", "\xf4", "ă", "a\xea", "Đ", "\xd1"),
	}
	text := func(letters *strings.Replacer, names ...string) string {
		text := "period,district,received\n"
		for _, name := range names {
			text += "2024-06," + letters.Replace(name) + ",1\n"
		}
		return text
	}
	real := []string{"Tràng Định", "Văn Lãng", "Lộc Bình", "Bắc Sơn"} // seven words beyond ASCII that begin with a consonant
	odd := "Kröng"
	for _, tt := range []struct {
		name, encoding string
		names          []string
		want           string
	}{
		{"right, tcvn3", "tcvn3", real, ""},
		{"right, vni", "vni", real, ""},
		{"right, windows-1258", "windows-1258", real, ""},
		{"one odd word of two", "windows-1258", append([]string{odd}, "Văn Quan"), "encoding-wrong 2:2"},
		{"one odd word of four", "windows-1258", append([]string{odd}, "Văn Lãng", "Sơn"), ""},
		{"one odd word of three", "windows-1258", append([]string{odd}, "Văn Lãng"), "encoding-wrong 2:2"},
		{"the second row is odd", "windows-1258", []string{"Văn Quan", odd}, "encoding-wrong 3:2"},
		{"ASCII only", "windows-1258", []string{"Chi Mai", "Lang"}, ""},
	} {
		raw := text(letters[tt.encoding], tt.names...)
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(raw), Options{Rows: rows.Options{Encoding: tt.encoding}})
		if reported := strings.ReplaceAll(found(got.Findings), "-:", ""); reported != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, reported, tt.want)
		}
	}
	if reported := found(read(t, files{"a.csv": text(inUTF8, odd)}, Options{}).Findings); reported != "" {
		t.Errorf("in UTF-8 a name may be any: %q", reported)
	}
}
