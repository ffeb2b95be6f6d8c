package render_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// cell is a cell of a commune, with a count of half days or, where it is -1, none.
func cell(commune string, line, column int, text string, value int64) report.SourceCell {
	unit := kpi.Unit{District: "Tràng Định", Commune: commune, Level: kpi.Commune}
	return report.SourceCell{Unit: unit, Who: kpi.Printable(unit.Name()), When: report.Key{Value: "2024-06", Label: "06/2024"},
		Place: kpi.Place{File: "x.csv", Line: line, Column: column, Header: "Thời hạn, ngày", Text: text}, Count: report.Count{Known: value >= 0, Value: max(value, 0), Scale: 2}}
}

// halves is a known count of half days.
func halves(value int64) report.Count { return report.Count{Known: true, Value: value, Scale: 2} }

// fixedExplanation is one in which nothing is computed: a difference, cells that are
// shown and others, a measure of given counts and of a whole without a part, a measure that is there twice, and
// names that a terminal or a spreadsheet would run.
func fixedExplanation(lang kpi.Lang) *report.Explanation {
	limit := &report.Sum{ID: "statutory_days", Label: "Statutory time limit", Kind: "flow", How: "all periods add up", Count: halves(2469), Given: halves(2469),
		Cells:  []report.SourceCell{cell("Chi Lăng", 2, 5, "4,5", 9), cell("=cmd|' /C calc'!A0", 3, 5, "-", 0), cell("Bắc\x1b[31m", 1004, 5, "@10", 20)},
		Others: report.Others{Cells: 1230, Count: halves(2440)}}
	again := *limit
	again.Again = true
	parts := &report.Sum{ID: "assigned_days", Label: "Time limit after the cut", Kind: "mixed", How: "from its parts", Count: halves(12), Given: halves(2),
		Cells: []report.SourceCell{cell("Chi Lăng", 2, 0, "", 2)},
		Parts: []report.Term{
			{Sum: &report.Sum{ID: "x", Label: "X", Kind: "opening", How: "only the first month counts: 06/2024", Count: halves(13), Given: halves(13), Cells: []report.SourceCell{cell("", 4, 6, "6,5", 13)}}},
			{Minus: true, Sum: &report.Sum{ID: "y", Label: "Y", Kind: "opening", How: "only the first month counts: 06/2024", Count: halves(3), Given: halves(3), Cells: []report.SourceCell{cell("", 4, 7, "1,5", 3)}}},
		}}
	return &report.Explanation{
		Texts: textsIn(lang), Unit: kpi.Unit{District: "Tràng Định"}, Level: kpi.Commune, Period: fixed(lang).Period, Most: 2,
		Title: "Tràng Định · 2024-06 · files: 2", Inputs: fixed(lang).Inputs, Findings: fixed(lang).Findings,
		Definition: report.Definition{ID: "deadline_cut", Label: "Deadline cut", Formula: "(statutory_days - assigned_days) / statutory_days", Words: "(A - B) / (A)",
			Numerator: "statutory_days - assigned_days", Denominator: "statutory_days", Source: "Decision 881 <\"A & B\">"},
		Figure: halfDays(2457, 2469, "99.513973", "99.5"),
		Sides: []report.Side{
			{ID: "numerator", Label: textsIn(lang).Say("numerator"), Count: halves(2457), Terms: []report.Term{{Sum: limit}, {Minus: true, Sum: parts}}},
			{ID: "denominator", Label: textsIn(lang).Say("denominator"), Count: halves(2469), Terms: []report.Term{{Sum: &again}}},
		},
		Siblings: []report.Sibling{
			{Definition: report.Definition{ID: "cut_2", Label: "Cut", Formula: "a / b", Numerator: "a", Denominator: "b"}, Figure: rate(1, 3, "33.333333", "33.3")},
			{Definition: report.Definition{ID: "cut_3", Label: "Cut", Formula: "a / c", Numerator: "a", Denominator: "c"}, Figure: report.Figure{NA: textsIn(lang).Say("na")}},
		},
	}
}

// fixedUnknown is the explanation of a figure that is not known.
func fixedUnknown(lang kpi.Lang) *report.Explanation {
	e := fixedExplanation(lang)
	unknown := &report.Sum{ID: "late", Label: "Late", Kind: "flow", How: "all periods add up", Count: report.Count{Scale: 1}}
	e.Unit, e.Level, e.Siblings, e.Figure = kpi.Unit{}, 0, nil, report.Figure{NA: textsIn(lang).Say("na")}
	e.Sides = []report.Side{{ID: "numerator", Label: textsIn(lang).Say("numerator"), Count: report.Count{Scale: 1}, Terms: []report.Term{{Sum: unknown}}}}
	lack := func(commune, reason string, cells ...report.SourceCell) report.Missing {
		c := cell(commune, 2, 0, "", -1)
		return report.Missing{ID: "late", Label: "Late", Unit: c.Unit, Who: c.Who, When: c.When, Place: c.Place, Reason: reason, Text: "why: " + reason, Cells: cells}
	}
	blank := lack("Chi Lăng", "blank", cell("Chi Lăng", 3, 4, "", -1), cell("Chi Lăng", 5, 4, "…", -1))
	blank.Others = 1
	e.Missing = []report.Missing{blank, lack("Tri Phương", "column"), lack("Thanh Long", "edge"), {ID: "x", Label: "X", Reason: "column", Text: "nothing"}}
	return e
}

// explained writes an explanation in a format.
func explained(t *testing.T, name string, e *report.Explanation) string {
	t.Helper()
	f, ok := render.Find(explainFormats(render.Screen{}), name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	var b bytes.Buffer
	if err := f.Render(&b, e); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestExplainGoldens(t *testing.T) {
	for name, write := range map[string]func() string{
		"explain-en.txt":         func() string { return explained(t, "text", fixedExplanation(kpi.English)) },
		"explain-vi.txt":         func() string { return explained(t, "text", fixedExplanation(kpi.Vietnamese)) },
		"explain.csv":            func() string { return explained(t, "csv", fixedExplanation(kpi.English)) },
		"explain.json":           func() string { return explained(t, "json", fixedExplanation(kpi.English)) },
		"explain-unknown-en.txt": func() string { return explained(t, "text", fixedUnknown(kpi.English)) },
		"explain-unknown-vi.txt": func() string { return explained(t, "text", fixedUnknown(kpi.Vietnamese)) },
		"explain-unknown.csv":    func() string { return explained(t, "csv", fixedUnknown(kpi.English)) },
		"explain-unknown.json":   func() string { return explained(t, "json", fixedUnknown(kpi.English)) },
	} {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, write()) })
	}
}

// Nothing that a terminal would act on leaves the text, and lines are broken where the
// screen ends.
func TestExplainTextIsPrintable(t *testing.T) {
	for _, width := range []int{0, 60} {
		var b bytes.Buffer
		if err := explainFormats(render.Screen{Width: width})[0].Render(&b, fixedExplanation(kpi.English)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			line = strings.TrimSuffix(line, "\n")
			if kpi.Printable(line) != line || width > 0 && columns(line) > width {
				t.Errorf("width %d: %+q", width, line)
			}
		}
	}
}

// The cells of CSV and JSON, those not listed among them, add up to the sides.
func TestExplainDataAddsUp(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(explained(t, "csv", fixedExplanation(kpi.English)))).ReadAll()
	if err != nil || len(rows) != 1+4+3+4 {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	var doc struct {
		Schema    string
		Numerator struct{ Sum json.Number }
	}
	if err := json.Unmarshal([]byte(explained(t, "json", fixedExplanation(kpi.English))), &doc); err != nil || doc.Schema != "kpi.explain/1" || doc.Numerator.Sum != "1228.5" {
		t.Errorf("%v: %+v", err, doc)
	}
}

// Where there is nothing to divide by the numerator is shown, which need not be 0. What
// lacks a count has nothing of it.
func TestExplainNothingToDivideBy(t *testing.T) {
	e := fixedExplanation(kpi.Vietnamese)
	e.Figure = report.Figure{NA: "n/a", Ratio: kpi.Ratio{Num: -7, Scale: 2}}
	e.Siblings[0].Figure, e.Siblings[0].Known = report.Figure{NA: "n/a", Ratio: kpi.Ratio{Scale: 1}}, true
	e.Siblings[1].Figure = report.Figure{NA: "n/a", Ratio: kpi.Ratio{Scale: 1}}
	got := explained(t, "text", e)
	for _, want := range []string{"n/a (-3,5 / 0: mẫu số bằng 0)\n", "cut_2: n/a (0 / 0: mẫu số bằng 0) (", "cut_3: n/a (Cut"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
