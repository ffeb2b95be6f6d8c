package render_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/render/page"
	"cchc/kpi/report"
)

// hostile is a name that every format must make harmless.
const hostile = "=cmd|' /C calc'!A1 <b>*x*</b> \x1b[31m\u202e`|"

// fixedStudy is a study with a hostile name, a rate, a count, what is not known, and a change of each
// direction.
func fixedStudy(lang kpi.Lang) *report.Document {
	rate := report.Figure{Defined: true, Ratio: kpi.Ratio{Num: 6081, Den: 6118, Scale: 1}, Shown: "99.4", NA: "n/a"}
	days := report.Figure{Defined: true, Ratio: kpi.Ratio{Num: 9, Plain: true, Scale: 2}, Shown: "4.5", NA: "n/a"}
	unknown := report.Figure{NA: "n/a"}
	up := &report.Change{Text: "0.016345", Shown: "+0.0", Number: 0.016345, Better: 1}
	down := &report.Change{Text: "-12.500000", Shown: "-12.5", Number: -12.5, Better: -1}
	word := func(text string) report.Cell { return report.Cell{Key: &report.Key{Value: text, Label: text}} }
	two := 2
	name := report.Key{Value: hostile, Label: hostile}
	field := func(id, label string, kind report.FieldKind) report.Field {
		return report.Field{Name: id, Columns: []string{id}, Labels: []string{label}, Kind: kind}
	}
	district := field("district", "District", report.TextField)
	district.IsKey, district.Prefix = true, "district"
	figure := report.Field{Name: "figure", Kind: report.FigureField, Columns: []string{"numerator", "denominator", "percent"},
		Labels: []string{"numerator", "denominator", "On time (%)"}}
	return &report.Document{
		Title: "Title", Reading: report.Reading{Marks: []string{"Legend"}},
		Tables: []*report.Table{{Name: "Table", Legend: "Bars", Keys: []string{"District"}, TotalLabel: "Total",
			Columns: []report.Column{{Label: "2024-05"}, {Label: "2024-06"}, {Label: "Change", Kind: report.ChangeColumn}},
			Rows: []report.Row{
				{Keys: []report.Key{name}, Cells: []report.Cell{{Figure: &rate, Mark: "*"}, {Figure: &rate, Change: up}, {Change: up}}},
				{Keys: []report.Key{key("Bắc Sơn")}, Cells: []report.Cell{{Figure: &days}, {Figure: &unknown}, {Change: down}}},
			},
			Total: report.Row{Cells: []report.Cell{{Figure: &rate}, word(""), {}}}}},
		Machine: report.Machine{
			Schema: "kpi.trend/1", Facts: []report.Fact{{ID: "indicator", Value: "on_time"}, {ID: "by", Value: []string{"district"}}},
			Records: report.Records{
				Fields: []report.Field{district, field("months", "Months", report.NumberField), figure, field("change", "Change", report.ChangeField)},
				Rows: slices.Values([][]report.Cell{
					{word(hostile), {Number: &two}, {Figure: &rate}, {Change: up}},
					{word("Bắc Sơn"), {}, {Figure: &days}, {Change: down}},
					{word("3"), {}, {Figure: &unknown}, {}},
				}),
				Totals: [][]report.Cell{{{Number: &two}, {Figure: &rate}, {}}},
			},
		},
		Evidence: report.Evidence{Version: "v1", Findings: func(func(report.Message) bool) {}},
		Texts:    textsIn(lang),
	}
}

// studied writes a study in a format.
func studied(t *testing.T, name string, screen render.Screen) string {
	t.Helper()
	format, ok := render.Find(render.Formats(screen, "table", "csv", "csv-vi", "json", "markdown", "html", "xlsx"), name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	var b bytes.Buffer
	if err := format.Render(&b, fixedStudy(kpi.Vietnamese)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestStudyAsRecords(t *testing.T) {
	name := `"'=cmd|' /C calc'!A1 <b>*x*</b> \u001b[31m\u202e` + "`|\""
	want := "district,months,numerator,denominator,percent,change\n" +
		strings.Trim(name, `"`) + ",2,6081,6118,99.395227,0.016345\nBắc Sơn,,4.5,,,-12.500000\n3,,,,,\n"
	if got := studied(t, "csv", render.Screen{}); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	lines := strings.Split(studied(t, "csv-vi", render.Screen{}), "\r\n")
	if lines[0] != "\ufeffDistrict;Months;numerator;denominator;On time (%);Change" || lines[2] != "Bắc Sơn;;4,5;;;-12,500000" || lines[3] != "district 3;;;;;" {
		t.Errorf("%q", lines)
	}
	var out struct {
		Schema, Indicator string
		By                []string
		Rows              []struct {
			District string
			Months   *int
			Figure   *struct {
				Numerator, Denominator, Percent *json.Number
				Shown                           string
			}
			Change *json.Number
		}
		Total []map[string]any
	}
	if err := json.Unmarshal([]byte(studied(t, "json", render.Screen{})), &out); err != nil {
		t.Fatal(err)
	}
	first, last := out.Rows[0], out.Rows[2]
	if out.Schema != "kpi.trend/1" || out.Indicator != "on_time" || !slices.Equal(out.By, []string{"district"}) || first.District != hostile || *first.Months != 2 ||
		first.Figure.Percent.String() != "99.395227" || first.Change.String() != "0.016345" || last.Figure != nil || last.Change != nil || last.Months != nil || len(out.Total) != 1 {
		t.Errorf("%+v", out)
	}
}

// What people read holds no control of a terminal, no tag and no broken row.
func TestStudyIsHarmless(t *testing.T) {
	for _, format := range []string{"table", "markdown", "html"} {
		text := studied(t, format, render.Screen{})
		if strings.ContainsAny(text, "\x1b\u202e") || format != "table" && strings.Contains(text, "<b>*x*") {
			t.Errorf("%s:\n%s", format, text)
		}
	}
	for line := range strings.Lines(studied(t, "markdown", render.Screen{})) {
		if pipes := regexp.MustCompile(`[^\\]\|`).FindAllString(" "+line, -1); strings.HasPrefix(line, "|") && len(pipes) != 5 {
			t.Errorf("%d cells: %s", len(pipes), line)
		}
	}
}

// A table that is wider than the terminal becomes several.
func TestStudyFitsTheScreen(t *testing.T) {
	text := studied(t, "table", render.Screen{Width: 50, Color: true})
	if got := strings.Count(text, "┌"); got < 2 {
		t.Errorf("%d tables:\n%s", got, text)
	}
	for line := range strings.Lines(text) {
		if width := columns(ansi.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")); width > 50 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
	for _, want := range []string{"99,4%*", "+0,0", "-12,5", "4,5", "n/a", "Legend\nBars\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// In a workbook the figures are numbers, shown as people read them.
func TestStudyAsWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(strings.NewReader(studied(t, "xlsx", render.Screen{})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), ", "); got != "Tổng hợp, Biểu đồ, Số liệu, Tổng cộng, Kiểm tra, Định nghĩa, Nguồn" {
		t.Errorf("sheets %s", got)
	}
	for cell, want := range map[string][2]string{
		"B6": {"2", "2"}, "C6": {"6081", "6,081"}, "D6": {"6118", "6,118"}, "E6": {"0.993952271984308", "99.4%"}, "F6": {"0.016345", "+0.0"},
		"C7": {"4.5", "4.5"}, "E7": {"", ""}, "F7": {"-12.5", "-12.5"}, "E8": {"n/a", "n/a"}, "F8": {"", ""},
	} {
		raw, err := f.GetCellValue("Số liệu", cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, _ := f.GetCellValue("Số liệu", cell)
		if raw != want[0] || shown != want[1] {
			t.Errorf("%s is %q, shown as %q, want %q", cell, raw, shown, want)
		}
	}
	for cell, want := range map[string][2]string{
		"A4": {"District", "District"}, "B4": {"2024-05", "2024-05"}, "D4": {"Change", "Change"},
		"B5": {"0.993952271984308", "99.4%"}, "C5": {"0.993952271984308", "99.4%"}, "D5": {"0.016345", "+0.0"}, "B6": {"4.5", "4.5"}, "C6": {"n/a", "n/a"},
		"D6": {"-12.5", "-12.5"}, "A7": {"Total", "Total"}, "B7": {"0.993952271984308", "99.4%"}, "C7": {"", ""}, "A9": {"Legend", "Legend"},
	} {
		raw, err := f.GetCellValue("Tổng hợp", cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if shown, _ := f.GetCellValue("Tổng hợp", cell); raw != want[0] || shown != want[1] {
			t.Errorf("%s of the table is %q, shown as %q, want %q", cell, raw, shown, want)
		}
	}
	first, second := studied(t, "xlsx", render.Screen{}), studied(t, "xlsx", render.Screen{})
	if first != second {
		t.Error("the same study has other bytes")
	}
}

// What a cell holds is not told where fractions are left out; the rest of the line stays.
func TestReadingWithoutFractions(t *testing.T) {
	d := fixedStudy(kpi.English)
	d.Reading.Cells = []report.CellReading{{Holds: "Each cell: a fraction.", OfFractions: true, More: "Blank: no rows."}, {Holds: "Each cell: a count.", More: "Latest first."}}
	for fractions, want := range map[string]string{
		"":     "Each cell: a fraction. Blank: no rows.\nEach cell: a count. Latest first.\nLegend\n",
		"none": "┘\nBlank: no rows.\nEach cell: a count. Latest first.\nLegend\n",
	} {
		var b bytes.Buffer
		if err := render.Formats(render.Screen{Fractions: fractions}, "table")[0].Render(&b, d); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%q: no %q in\n%s%v", fractions, want, b.String(), err)
		}
	}
}

// A study of very many rows has the first as elements of the page and the others as data, with a
// script that makes them: each a key, its figures with their changes, and what has no figure.
func TestPageOfStudyOfVeryManyRows(t *testing.T) {
	r := fixedStudy(kpi.English)
	written := func() string {
		var b bytes.Buffer
		if err := page.Write(&b, r); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if strings.Contains(written(), "<script") {
		t.Error("a script that nothing needs")
	}
	for len(r.Tables[0].Rows) < 2002 {
		r.Tables[0].Rows = append(r.Tables[0].Rows, r.Tables[0].Rows[:2]...)
	}
	_, made, _ := strings.Cut(written(), `<table class="study">`)
	if n := strings.Count(element(t, made, "tbody"), "<tr>"); n != 500 || !strings.Contains(made, "first 500 of the 2,002 rows") || !strings.Contains(made, "const unfold") {
		t.Errorf("%d rows that are elements, or no note, or no script", n)
	}
	_, after, _ := strings.Cut(made, `<script type="application/json" data-rows="study">`)
	data, _, _ := strings.Cut(after, "</script>")
	var folded [][]any
	if err := json.Unmarshal([]byte(data), &folded); err != nil || len(folded) != 1502 {
		t.Fatalf("%d rows of data, %v", len(folded), err)
	}
	want := `["Bắc Sơn","4.5",["n/a","","na"],["","","","-12.5","missed"]]`
	if got, _ := json.Marshal(folded[1501]); string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, _ := json.Marshal(folded[0][1:]); string(got) != `[["99.4%*","6,081/6,118"],["99.4%","6,081/6,118","","+0.0","met"],["","","","+0.0","met"]]` {
		t.Errorf("got %s", got)
	}
}
