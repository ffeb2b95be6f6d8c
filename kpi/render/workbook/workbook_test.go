package workbook

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Whole workbooks are tested in package render, which writes one report in all formats.

// A name has what programs take, and differs from others in more than capitals.
func TestSheetName(t *testing.T) {
	long := strings.Repeat("Huyện ", 6)
	for _, tt := range []struct {
		text   string
		others []string
		want   string
	}{
		{"Bắc Sơn", nil, "Bắc Sơn"}, {"[a]:b*c?/d\\", nil, "a b c d"}, {"a'b", nil, "a’b"}, {"", nil, "_"}, {"history", nil, "history_"},
		{"DATA", []string{"Data"}, "DATA (2)"}, {"Data", []string{"data", "Data (2)"}, "Data (3)"},
		{long, nil, "Huyện Huyện Huyện Huyện Huyện H"}, {long, []string{"Huyện Huyện Huyện Huyện Huyện H"}, "Huyện Huyện Huyện Huyện Huy (2)"},
		{strings.Repeat("😀", 20), nil, strings.Repeat("😀", 15)}, // two units of UTF-16 each
	} {
		if got := sheetName(tt.text, tt.others); got != tt.want {
			t.Errorf("%q beside %q is %q, want %q", tt.text, tt.others, got, tt.want)
		}
	}
}

// Numbers are shown with as many decimals as people read, and edges in words.
func TestFormats(t *testing.T) {
	for shown, want := range map[string]string{"99.4": "0.0%", "99": "0%", "98.": "0%", "99.40": "0.00%", ">99.9": `">99,9%";">99,9%"`} {
		if got := percentFormat(shown, kpi.Vietnamese); got != want {
			t.Errorf("%s has the format %s, want %s", shown, got, want)
		}
	}
	if got := changeFormat("0.00"); got != "0.00;0.00" {
		t.Errorf("a change that is rounded to 0 has the format %q", got)
	}
	if got := changeFormat("-0.50"); got != "+0.00;-0.00;0.00" {
		t.Errorf("a change has the format %s", got)
	}
}

// A count is a number as long as a sheet keeps all its digits.
func TestSheetNumber(t *testing.T) {
	for _, tt := range []struct {
		count report.Count
		value any
		look  string
	}{
		{report.Count{Known: true, Value: 7, Scale: 1}, int64(7), "whole"}, {report.Count{Known: true, Value: 7, Scale: 2}, 3.5, "half"},
		{report.Count{Known: true, Value: exact - 1, Scale: 1}, int64(exact - 1), "whole"}, {report.Count{Known: true, Value: exact, Scale: 1}, "1000000000000000", ""},
		{report.Count{Known: true, Value: -exact, Scale: 1}, "-1000000000000000", ""},
	} {
		if value, look := sheetNumber(tt.count, "whole", "half"); value != tt.value || look != tt.look {
			t.Errorf("%v is %v, %q; want %v, %q", tt.count, value, look, tt.value, tt.look)
		}
	}
}

// A text is as high as its lines; marks take no room.
func TestHeightOf(t *testing.T) {
	for text, lines := range map[string]float64{"": 1, "Bắc Sơn": 1, "mười chữ cái": 2, "a\u0300a\u0301a\u0303 a\u0300a\u0301a\u0303": 1, strings.Repeat("x", 25): 3} {
		if got := heightOf(text, 9); got != lines*lineHeight {
			t.Errorf("%q is %v high, want %v lines", text, got, lines)
		}
	}
}
