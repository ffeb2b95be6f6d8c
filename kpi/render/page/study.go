package page

import (
	_ "embed"
	"html/template"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// studyStyle is what only trends and comparisons need, behind the style of all pages.
//
//go:embed study.css
var studyStyle string

// studied returns the tables of a trend or a comparison, each with its chart.
func studied(r *report.Document) (tables []studyTable) {
	for i, t := range r.Tables {
		title := named(t.Name)
		if definitions := r.Evidence.Definitions; t.Name == "" && len(definitions) == 1 {
			title = named(definitions[0].Label)
		}
		table := newStudyTable(r, t, "t"+strconv.Itoa(i+1), title)
		if len(t.Months) > 0 {
			table.Trend = newTrendChart(r, t, table.Title)
		} else {
			table.Versus = newVersusChart(r, t)
		}
		tables = append(tables, table)
	}
	return tables
}

// besideOf returns the tables of the figures of other periods of a report.
func besideOf(r *report.Document) (tables []studyTable) {
	for i, t := range r.Beside {
		tables = append(tables, newStudyTable(r, t, "beside-"+strconv.Itoa(i+1), named(t.Name)))
	}
	return tables
}

// newStudyTable returns a table without a chart.
func newStudyTable(r *report.Document, t *report.Table, id, title string) studyTable {
	table := studyTable{ID: id, Title: title}
	for n, label := range t.Headers() {
		table.Header = append(table.Header, studyHeader{named(label), keyClass(n)})
	}
	if t.RankLabel != "" {
		table.Header = append(table.Header, studyHeader{named(t.RankLabel), "rank"})
	}
	for _, c := range t.Columns {
		table.Header = append(table.Header, studyHeader{named(c.Label), columnClass(c)})
	}
	folded := newFolder(r, len(t.Rows), "page.folded-study", `="study"`)
	for n, row := range t.Rows {
		cells := studyCells(row, row.Labels(), t, r.Texts.Lang)
		if !folded.takes(n) {
			table.Rows = append(table.Rows, cells)
			continue
		}
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = c.folded()
		}
		folded.add(values)
	}
	table.Folded = folded.element()
	table.Total = studyCells(t.Total, t.LabelsOf(t.Total), t, r.Texts.Lang)
	return table
}

// studyTable is a table of a trend or a comparison.
type studyTable struct {
	ID, Title string
	Trend     *trendChart
	Versus    *versusChart
	Header    []studyHeader
	Rows      [][]studyCell
	Folded    template.HTML // the rows behind these, as data for the script
	Total     []studyCell
}

// studyHeader is the header of a column.
type studyHeader struct{ Label, Class string }

// studyCell is a cell: a key, or a figure with its fraction and its change.
type studyCell struct {
	IsKey           bool
	Class           string
	Value, Fraction string
	Verdict         string // the class
	Change          *studyChange
}

// studyChange is a change, and the class of which way it goes.
type studyChange struct{ Text, Class string }

// keyClass returns the class of a key column; the first stays in sight.
func keyClass(n int) string {
	if n == 0 {
		return "k1"
	}
	return "key"
}

// columnClass returns the class of a column: notes are at the left.
func columnClass(c report.Column) string {
	switch c.Kind {
	case report.NoteColumn:
		return "note"
	case report.BarsColumn:
		return "n spark"
	case report.ChangeColumn:
		return "n over"
	}
	return "n"
}

// studyCells returns the cells of a row with its labels.
func studyCells(row report.Row, labels []string, t *report.Table, lang kpi.Lang) (cells []studyCell) {
	for i, label := range labels {
		cells = append(cells, studyCell{IsKey: true, Class: keyClass(i), Value: named(label)})
	}
	if t.RankLabel != "" {
		cells = append(cells, studyCell{Class: "rank", Value: row.RankText()})
	}
	for i, c := range row.Cells {
		cell := studyCell{Class: columnClass(t.Columns[i])}
		switch f := c.Figure; {
		case c.Key != nil:
			cell.Value = named(kpi.Printable(c.Key.Label))
		case c.Number != nil:
			cell.Value = report.Integer(*c.Number, lang)
		case f != nil && !f.Defined:
			cell.Value, cell.Verdict = named(f.NA+c.Mark), "na"
		case f != nil:
			cell.Value, cell.Fraction = report.Percent(f.Shown, f.Ratio.Plain, lang)+c.Mark, f.Fraction(lang)
			if f.Verdict != kpi.Unjudged {
				cell.Value, cell.Verdict = f.Mark()+" "+cell.Value, f.Verdict.String()
			}
		}
		if c.Change != nil {
			class := map[int]string{0: "change", 1: "change met", -1: "change missed"}[c.Change.Better]
			cell.Change = &studyChange{report.Localise(c.Change.Shown, lang) + c.ChangeMark, class}
		}
		cells = append(cells, cell)
	}
	return cells
}
