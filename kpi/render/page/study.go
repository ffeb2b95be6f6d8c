package page

import (
	"io"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Study writes a trend or a comparison with its tables and lists, without a script.
func Study(w io.Writer, s *report.Study) error {
	d := newDocument(s.Lists())
	d.Reading = s.Reading()
	for i, t := range s.Tables {
		table := studyTable{ID: "t" + strconv.Itoa(i+1), Title: named(t.Title)}
		if t.Title == "" {
			table.Title = named(s.Title)
		}
		for n, label := range t.Header {
			table.Header = append(table.Header, studyHeader{named(label), columnClass(n, t)})
		}
		for _, row := range t.Rows {
			table.Rows = append(table.Rows, studyCells(row, t, s.Lang))
		}
		if t.Total != nil {
			table.Total = studyCells(t.Total, t, s.Lang)
		}
		d.Studied = append(d.Studied, table)
	}
	return d.write(w, "study")
}

// studyTable is a table of a trend or a comparison.
type studyTable struct {
	ID, Title string
	Header    []studyHeader
	Rows      [][]studyCell
	Total     []studyCell
}

// studyHeader is the header of a column.
type studyHeader struct{ Label, Class string }

// studyCell is a cell: a key, or a figure with its fraction and its change.
type studyCell struct {
	IsKey           bool
	Class           string
	Value, Fraction string
	Change          *studyChange
}

// studyChange is a change, and the class of which way it goes.
type studyChange struct{ Text, Class string }

// columnClass returns the class of a column: keys and notes are at the left, and the first
// column stays in sight.
func columnClass(n int, t report.Table) string {
	switch {
	case n == 0 && t.Keys > 0:
		return "k1"
	case n < t.Keys:
		return "key"
	case n >= len(t.Header)-t.Notes:
		return "note"
	}
	return "n"
}

// studyCells returns the cells of a row.
func studyCells(row []report.Cell, t report.Table, lang kpi.Lang) []studyCell {
	cells := make([]studyCell, len(row))
	for i, c := range row {
		cell := studyCell{IsKey: i < t.Keys, Class: columnClass(i, t)}
		switch f := c.Figure; {
		case c.Key != nil:
			cell.Value = named(kpi.Printable(c.Key.Label))
		case c.Number != nil:
			cell.Value = report.Integer(*c.Number, lang)
		case f != nil && !f.Defined:
			cell.Value = named(f.NA + c.Mark)
		case f != nil:
			cell.Value, cell.Fraction = percent(f.Shown, f.Ratio.Plain, lang)+c.Mark, f.Fraction(lang)
		}
		if c.Change != nil {
			class := map[int]string{0: "change", 1: "change met", -1: "change missed"}[c.Change.Better]
			cell.Change = &studyChange{report.Localise(c.Change.Shown, lang) + c.ChangeMark, class}
		}
		cells[i] = cell
	}
	return cells
}
