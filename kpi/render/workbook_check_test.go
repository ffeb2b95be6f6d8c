package render_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// repliedCheck is the fixed check with the form of a reply, whose texts a spreadsheet would
// act on.
func repliedCheck(lang kpi.Lang) *report.Check {
	c := fixedCheck(lang)
	line := func(texts ...string) report.Lines {
		return report.Lines{Title: texts[0], Lines: report.PlainLines(0, texts[1:]...)}
	}
	c.Reply = &report.Reply{
		Period: "Period 2024-01 – 2024-02",
		Sent: report.Sent{
			Name: "Who sent what", Above: []string{"Who sent which month", strings.Repeat("how to read it ", 30)}, Months: 2,
			Headers: []string{"Unit", "2024-01", "2024-02", "Errors", "Warnings", "File"},
			Rows: []report.SentRow{
				{Unit: "=Bắc Sơn", Marks: []report.SentMark{{Text: "✓"}, {Text: "1/2", IsMissing: true}}, Errors: 2, Files: "+x.csv"},
				{Unit: "Lacking", Marks: []report.SentMark{{Text: "1"}, {Text: "1"}}, IsTotal: true},
			},
			Lists: []report.Lines{line("Not read:", "-y.csv", "z.csv")},
		},
		Letters: []report.Letter{
			{Name: "Bắc Sơn: A/B", Above: []string{"To be corrected", "To: Bắc Sơn"}, Headers: []string{"File", "Place", "Column", "Cell", "Wrong", "Remedy", "Severity", "Answer"},
				Findings: []report.LetterRow{
					{File: "x.csv", Cell: "G3", Header: "+h", Text: "=1,5", Wrong: "@wrong", Remedy: strings.Repeat("do it ", 30), Severity: "error"},
					{File: "x.csv", Cell: "3:7", Severity: "note", IsNote: true},
				}},
			{Name: "bắc sơn  A B", Above: []string{"To be corrected"}, Headers: []string{"File", "Place", "Column", "Cell", "Wrong", "Remedy", "Severity", "Answer"}},
		},
	}
	return c
}

// The workbook of a check is who sent which month, and a sheet a letter: what is missing has a
// colour, long texts are wrapped, the column of the answer is blank, and nothing is a formula.
func TestCheckBook(t *testing.T) {
	f := opened(t, renderedAs(t, "xlsx", repliedCheck(kpi.English)))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Who sent what", "Bắc Sơn A B", "bắc sơn A B (2)"}) {
		t.Errorf("sheets %q", got)
	}
	for at, want := range map[string]string{
		"A1": "Who sent which month", "A4": "Unit", "B4": "2024-01", "F4": "File", "A5": "=Bắc Sơn", "B5": "✓", "C5": "1/2", "D5": "2", "E5": "0", "F5": "+x.csv",
		"A6": "Lacking", "B6": "1", "D6": "", "A8": "Not read:", "A9": "• -y.csv", "A10": "• z.csv",
	} {
		if got := heldAt(t, f, "Who sent what", at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	if got := heldAt(t, f, "Who sent what", "C5"); !slices.Equal(got.style.Fill.Color, []string{"FCE4D6"}) || !got.style.Font.Bold {
		t.Errorf("what is missing looks as %+v", got.style.Fill)
	}
	if height, err := f.GetRowHeight("Who sent what", 2); err != nil || height < 60 {
		t.Errorf("%v: a long line is %v high", err, height)
	}
	const letter = "Bắc Sơn A B"
	for at, want := range map[string]string{
		"A1": "To be corrected", "A2": "To: Bắc Sơn", "H4": "Answer", "A5": "x.csv", "B5": "G3", "C5": "+h", "D5": "=1,5", "E5": "@wrong", "G5": "error", "H5": "", "B6": "3:7", "G6": "note",
	} {
		if got := heldAt(t, f, letter, at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
	if got := heldAt(t, f, letter, "F5"); !got.style.Alignment.WrapText {
		t.Error("a long remedy is in one line")
	}
	if got := heldAt(t, f, letter, "H5"); len(got.style.Border) == 0 {
		t.Error("there is no room for an answer")
	}
	paper, err := f.GetPageLayout(letter)
	foot, footErr := f.GetHeaderFooter(letter)
	if err != nil || footErr != nil || *paper.Size != 9 || *paper.Orientation != "landscape" || *paper.FitToWidth != 1 || !strings.Contains(foot.OddFooter, "Period 2024-01 – 2024-02") {
		t.Errorf("%v, %v: paper %+v, %+v", err, footErr, paper, foot)
	}
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Scope == letter && n.Name == "_xlnm.Print_Titles" {
			titles = n.RefersTo
		}
	}
	if titles != "'Bắc Sơn A B'!$4:$4" {
		t.Errorf("titles %q", titles)
	}
}

// The codes are a list in a workbook.
func TestCodesBook(t *testing.T) {
	f := opened(t, renderedAs(t, "xlsx", fixedCodes()))
	c := fixedCodes()
	for at, want := range map[string]string{"A1": c.Headers[0], "A2": c.Legend, "A4": c.Headers[0], "E4": c.Headers[4], "A5": c.Rows[0].Code, "D6": c.Rows[1].Meaning} {
		if got := heldAt(t, f, c.Headers[0], at); got.raw != want {
			t.Errorf("%s holds %q, want %q", at, got.raw, want)
		}
	}
}

// renderedAs renders a result in a format.
func renderedAs(t *testing.T, format string, result report.Result) string {
	t.Helper()
	var b strings.Builder
	if err := render.Formats(render.Screen{}, format)[0].Render(&b, result); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
