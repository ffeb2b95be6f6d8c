package render_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// spreadsheet reads a csv-vi as a spreadsheet does that is set to Vietnamese.
func spreadsheet(t *testing.T, r *sample) [][]string {
	t.Helper()
	text, ok := strings.CutPrefix(rendered(t, "csv-vi", r), "\ufeff")
	if !ok {
		t.Fatal("no byte-order mark")
	}
	if strings.Count(text, "\r\n") != strings.Count(text, "\n") {
		t.Error("lines end otherwise than in CRLF")
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = ';'
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A label that two columns have is followed by the id of the second.
func TestCSVViHeaders(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	r.Measures[1].Label, r.Measures[2].Label = r.Columns[1].Label, "=Số hóa"
	want := []string{"Huyện", "Xã", "Kỳ báo cáo", "received", "Hồ sơ giải quyết quá hạn", "'=Số hóa", "statutory_days",
		"Đúng hạn, trước hạn / tiếp nhận (%)", "Hồ sơ giải quyết quá hạn [late]", "Cắt giảm thời hạn (%)", "Số hóa hồ sơ (%)"}
	if got := spreadsheet(t, r)[0]; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A month by itself would be taken for a date.
func TestCSVViPeriods(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	if got := spreadsheet(t, r)[1][2]; got != "Kỳ 01/2024 – 06/2024" {
		t.Errorf("the period is written %q", got)
	}
	r.By = []kpi.Dimension{kpi.ByDistrict, kpi.ByPeriod}
	r.Rows[0].Keys[1], r.Rows[1].Keys[1] = report.Key{Value: "2024-06", Label: "06/2024"}, report.Key{Label: "(cả kỳ)"}
	rows := spreadsheet(t, r)
	if len(rows[0]) != 10 || rows[1][1] != "Kỳ 06/2024" || rows[2][1] != "(cả kỳ)" {
		t.Errorf("got %q", rows[:3])
	}
}

// A name that is a number stays a name.
func TestCSVViNumberedNames(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	r.Rows[0].Keys, r.Rows[1].Keys = []report.Key{key("3"), key("1/5")}, []report.Key{key("Quận 3"), key("")}
	rows := spreadsheet(t, r)
	if rows[1][0] != "Huyện 3" || rows[1][1] != "Xã 1/5" || rows[2][0] != "Quận 3" || rows[2][1] != "" {
		t.Errorf("got %q", rows[1:3])
	}
}

// Numbers have a decimal comma and no other mark; what is not known is empty.
func TestCSVViNumbers(t *testing.T) {
	rows := spreadsheet(t, fixed(kpi.Vietnamese))
	for i, want := range []string{
		"6118 93 6000 9,5 99,395227 93 47,368421 98,071265",
		"17599 0   99,994318 0  ",
		"1234567  1 10 0,000081  -5,000000 100,000000",
		"0 1234567 0 0  1234567  0,000000",
	} {
		if got := strings.Join(rows[i+1][3:], " "); got != want {
			t.Errorf("row %d is %q, want %q", i+1, got, want)
		}
	}
	if got := rows[4][:2]; got[0] != `Bắc\u001b[31m Sơn` || got[1] != `\u202eứV "Lễ"\u202c` {
		t.Errorf("names %q", got)
	}
}

// What is a mark in Markdown is shown as it is written.
func TestMarkdownEscapes(t *testing.T) {
	for text, want := range map[string]string{
		"a|b": `a\|b`, "*a*": `\*a\*`, "<b>": "&lt;b>", "&lt;": "&amp;lt;", "[a](b)": `\[a](b)`, "`a`": "\\`a\\`", `a\b`: `a\\b`, "~~a~~": `\~\~a\~\~`,
		"on_time": "on_time", "_a_": `\_a\_`, "# a": "# a", "1. a": "1. a", "-5,0": "-5,0", "a\nb": "a b",
	} {
		r := fixed(kpi.English)
		r.Rows[0].Keys[0] = report.Key{Value: text, Label: text}
		r.Sections = []report.Section{{Title: "Notes", Lines: []string{text}}}
		if text == "a\nb" {
			want = `a\\u000ab` // a name is printable before it is written
		}
		if got := rendered(t, "markdown", r); !strings.Contains(got, "\n| "+want+" |") {
			t.Errorf("%q: want %q in a cell of\n%s", text, want, got)
		}
	}
	for line, want := range map[string]string{
		"# a": `\# a`, "> a": `\> a`, "+ a": `\+ a`, "- a": `\- a`, "1. a": `1\. a`, "12) a": `12\) a`, "1 a": "1 a", "": "", "a": "a", "a_b": "a_b",
	} {
		r := fixed(kpi.English)
		r.Sections = []report.Section{{Title: "Notes", Lines: []string{line}}}
		if got := rendered(t, "markdown", r); !strings.HasSuffix(strings.TrimRight(got, " \n"), strings.TrimRight("\n- "+want, " ")) {
			t.Errorf("%q: want %q at the end of\n%s", line, want, got)
		}
	}
}

// A part has a table of its own below that of all.
func TestPartsInTexts(t *testing.T) {
	r := fixed(kpi.Vietnamese)
	part := fixed(kpi.Vietnamese)
	part.Rows = part.Rows[:1]
	r.Parts = []samplePart{{Name: "Văn *Lãng*", Report: part}}
	for format, want := range map[string]string{
		"markdown": "\n\n## Văn \\*Lãng\\*\n\n| Huyện | Xã | ", "table": "┘\n\nVăn *Lãng*\n┌",
	} {
		got := rendered(t, format, r)
		if !strings.Contains(got, want) || strings.Count(got, "Tràng Định") != 2 {
			t.Errorf("%s:\n%s", format, got)
		}
	}
}
