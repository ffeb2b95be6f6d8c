package render_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render/page"
	"cchc/kpi/report"
)

// behindData is what the figures of a page open on, as its script reads it.
type behindData struct {
	Words    map[string]string
	Columns  []map[string]string
	Months   []string
	Files    []string
	Findings []map[string]string
	Rows     map[string]struct {
		N  string
		M  []*struct{ V, Q []string }
		F  []int
		Fm int
		C  [][]struct {
			N string
			T []int
		}
		S []json.RawMessage
	}
}

// dataOf reads the data of a page.
func dataOf(t *testing.T, text string) (d behindData) {
	t.Helper()
	_, rest, _ := strings.Cut(text, `<script type="application/json" id="opened">`)
	rest, _, _ = strings.Cut(rest, "</script>")
	if strings.ContainsAny(rest, "<>&\u2028") {
		t.Error("the data could end their element")
	}
	if err := json.Unmarshal([]byte(rest), &d); err != nil {
		t.Fatalf("%v in %.200s", err, rest)
	}
	return d
}

// written writes a document as a page.
func written(t *testing.T, d *report.Document) string {
	t.Helper()
	var b strings.Builder
	if err := page.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every row with figures opens on its months; a column with fewer than two has none.
func TestPageOpens(t *testing.T) {
	text := rendered(t, "html", paged(kpi.Vietnamese))
	d := dataOf(t, text)
	for _, row := range regexp.MustCompile(` data-row="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if d.Rows[row[1]].N == "" {
			t.Errorf("row %s opens on nothing", row[1])
		}
	}
	if got := fmt.Sprint(d.Months, len(d.Columns), d.Columns[0]["num"], d.Columns[0]["den"], len(d.Rows)); got != "[04/2024 05/2024 06/2024] 4A < BC & D5" {
		t.Error(got)
	}
	of := d.Rows["0-0"].M
	if got := fmt.Sprint(of[0].V, of[0].Q, of[1].V, of[1].Q, of[2]); got != "[95,0% 97,0% 100,0%] [95/100 97/100 1/1] [30 0 63] [] <nil>" {
		t.Error(got)
	}
}

// opening is the fixed report with districts, cells and findings, whose texts are hostile.
func opening(hostile string) *report.Document {
	d := paged(kpi.English).document()
	t := d.Tables[0]
	count := func(n int64) report.Count { return report.Count{Known: true, Value: n, Scale: 1} }
	cell := report.SourceCell{Who: hostile, When: report.Key{Label: "2024-06"}, Place: kpi.Place{File: hostile + ".csv", Line: 2, Column: 3, Text: hostile}, Count: count(7)}
	part := &report.Sum{ID: "a", Label: hostile, How: "h", Count: count(7), Cells: []report.SourceCell{cell}}
	whole := &report.Sum{ID: "b", Label: "B", Count: count(1207), Parts: []report.Term{{Sum: part}, {Minus: true, Sum: part}}, Others: report.Others{Cells: 12, Count: count(1200)}}
	side := func(id string, terms ...report.Term) report.Side {
		return report.Side{ID: id, Count: count(1207), Terms: terms}
	}
	t.Rows[0].Sides = [][]report.Side{{side("numerator", report.Term{Sum: whole}), side("denominator", report.Term{Sum: whole}, report.Term{Minus: true, Sum: part})}}
	for range 10 {
		t.Rows[0].About = append(t.Rows[0].About, len(t.Rows[0].About))
	}
	t.Rows[1].About = []int{9, 11}
	var findings []report.Message
	for n := range 12 {
		findings = append(findings, report.Message{Finding: kpi.Finding{Severity: kpi.Warning, Code: kpi.CountDash}, Text: fmt.Sprint(n, hostile), Remedy: hostile})
	}
	d.Evidence.Findings = slices.Values(findings)
	for n, rows := range [][]int{{0, 2}, {1}} {
		d.Evidence.Districts = append(d.Evidence.Districts, report.District{Rows: rows,
			Row: report.Row{Keys: []report.Key{{Label: fmt.Sprint(n, hostile)}}, Cells: t.Rows[n].Cells, Series: t.Rows[n].Series}})
	}
	return d
}

// A figure opens on its cells, sums that rows have in common are there once, and findings
// beyond a few are counted.
func TestPageOpensOnCells(t *testing.T) {
	text := written(t, opening("x"))
	d := dataOf(t, text)
	row := d.Rows["0-0"]
	if got := fmt.Sprint(row.C, len(row.S), row.F, row.Fm, d.Rows["0-1"].F, d.Rows["0-2"].F, len(d.Findings), d.Files); got !=
		"[[{1,207 [0]} {1,207 [0 -2]}]] 2 [0 1 2 3 4 5 6 7] 2 [8 9] [] 10 [x.csv]" {
		t.Error(got)
	}
	const want = `{"l":"x","h":"h","n":"7","c":[[0,"2:3","x","7","2024-06","x"]]}`
	if string(row.S[1]) != want || !strings.Contains(string(row.S[0]), `"o":"and 12 more cells: 1,200"`) || !strings.Contains(string(row.S[0]), `"g":"−"`) {
		t.Errorf("%s", row.S)
	}
	if d.Findings[9]["t"] != "11x" || d.Findings[8]["t"] != "9x" {
		t.Errorf("%v", d.Findings)
	}
	// Districts have the rows of the table, by their numbers, and a total of their own.
	for _, want := range []string{`<tr data-row="d-0">`, `<tr data-row="d-1">`, `<summary class="district"><b>0x</b>`} {
		if strings.Count(text, want) != 1 {
			t.Errorf("not one %s", want)
		}
	}
	if strings.Count(text, `<tr data-row="0-2">`) != 2 || strings.Count(text, "<details><summary") != 2 || d.Rows["d-1"].N != "1x" {
		t.Error("the rows of the districts are not there")
	}
}

// Texts of files end neither the data nor the style, whatever they hold.
func TestPageOfHostileData(t *testing.T) {
	const hostile = "</script><script>alert(1)</script><!--\u2028 \x1b\"}*/</style>\\"
	d := opening(hostile)
	d.Title = hostile
	text := written(t, d)
	data := dataOf(t, text)
	if strings.Count(text, "<script") != 2 || strings.Count(text, "</script>") != 2 || strings.Count(text, "</style>") != 1 || strings.Count(text, "<!--") != 0 {
		t.Error("a text has become a part of the page")
	}
	if got := data.Rows["d-0"].N; !strings.HasPrefix(got, "0</script>") || strings.ContainsAny(got, "\x1b\u2028") {
		t.Errorf("%q", got)
	}
	foot := regexp.MustCompile(`@page \{ @bottom-left \{ content: "[A-Za-z0-9\\]*"; \} \}\n</style>`)
	if !foot.MatchString(text) {
		t.Error("the foot of the printed page is not one string")
	}
}

// A table of more columns than paper has room for is there in several, which are for paper.
func TestPageOfManyColumns(t *testing.T) {
	r := paged(kpi.English)
	double := func(row *sampleRow) {
		row.Figures, row.Series = slices.Repeat(row.Figures, 3), slices.Repeat(row.Series, 3)
	}
	r.Columns = slices.Repeat(r.Columns, 3)
	for i := range r.Rows {
		double(&r.Rows[i])
	}
	double(&r.Total)
	text := rendered(t, "html", r)
	if strings.Count(text, "<h3>1/2</h3>") != 1 || strings.Count(text, "<h3>2/2</h3>") != 1 || strings.Count(text, `<table class="figures c6`) != 2 || strings.Count(text, "data-sortable>") != 1 {
		t.Error("not two tables for paper")
	}
	if strings.Contains(rendered(t, "html", paged(kpi.English)), `class="paper"`) {
		t.Error("a table for paper that needs none")
	}
}
