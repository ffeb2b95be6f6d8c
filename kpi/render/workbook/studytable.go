package workbook

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// studyTable is where the table of an indicator of a trend or a comparison is: a sheet of its
// own, with the names of the rows and one column for each of its figures.
type studyTable struct {
	of    *report.Table
	sheet string
	label string // of the indicator
	keys  int    // columns of names and ranks
	top   int    // the line of the first row
}

// studyTables finds the places of all tables. The only one is the summary.
func studyTables(b *book) (tables []studyTable) {
	for i, t := range b.r.Tables {
		label, sheet := t.Name, b.names[summarySheet]
		if definitions := b.r.Evidence.Definitions; label == "" && i < len(definitions) {
			label = definitions[i].Label
		}
		if len(b.r.Tables) > 1 {
			sheet = b.named(label)
		}
		keys := max(len(t.Keys), 1)
		if t.RankLabel != "" {
			keys++
		}
		tables = append(tables, studyTable{t, sheet, label, keys, len(b.above(label)) + 3})
	}
	return tables
}

// leastFigureWidth is the width of a column of rates: twelve months are on one page.
const leastFigureWidth = 9

// shown returns the columns of a table that the sheet has: a line of bars is a chart here.
func (t studyTable) shown() (columns []int) {
	for i, c := range t.of.Columns {
		if c.Kind != report.BarsColumn {
			columns = append(columns, i)
		}
	}
	return columns
}

// write writes the table, with how to read it below.
func (t studyTable) write(b *book) error {
	widths, rows, below := t.widths(), t.of.All(), t.below(b)
	last := t.top + len(rows) - 1
	s, err := b.open(layout{name: t.sheet, widths: widths, lines: last + 1 + len(below), keys: t.keys,
		header: t.top - 1, headers: 1, filtered: last - 1, filterColumns: len(widths)})
	if err != nil {
		return err
	}
	s.heading(b.above(t.label)...)
	s.skip()
	t.writeRows(b, s, widths)
	s.skip()
	for _, text := range below {
		s.paragraph(cell{text, look{grey: true}}, len(widths), sum(widths))
	}
	return s.close()
}

// widths returns the widths of the columns of the sheet.
func (t studyTable) widths() []float64 {
	widths := keyWidths(t.of)
	if t.of.RankLabel != "" {
		widths = append(widths, float64(textWidth(t.of.RankLabel)+filterButton+1))
	}
	for _, i := range t.shown() {
		width := 11.0
		switch c := t.of.Columns[i]; {
		case c.Kind == report.NoteColumn:
			width = 44
		case c.Kind == report.FigureColumn && !c.Plain:
			width = leastFigureWidth
		}
		widths = append(widths, width)
	}
	return widths
}

// writeRows writes the header, the rows and the total.
func (t studyTable) writeRows(b *book, s *sheet, widths []float64) {
	columns, rows := t.shown(), t.of.All()
	headers := headerCells(t.of.Keys, max(len(t.of.Keys), 1), look{kind: header})
	if t.of.RankLabel != "" {
		headers = append(headers, cell{t.of.RankLabel, look{kind: header, align: "right"}})
	}
	high := 2.0 * lineHeight
	for n, i := range columns {
		c := t.of.Columns[i]
		align := "right"
		if c.Kind == report.NoteColumn {
			align = "left"
		}
		headers = append(headers, cell{c.Label, look{kind: header, align: align}})
		high = max(high, heightOf(c.Label, widths[t.keys+n]-filterButton))
	}
	s.row(high, headers...)
	for n, row := range rows {
		height, cells := t.rowOf(b, row, n == len(rows)-1, columns)
		s.row(height, cells...)
	}
}

// below returns how to read the table. A cell of a trend has only a figure here.
func (t studyTable) below(b *book) []string {
	if len(t.of.Months) > 0 {
		return append([]string{b.r.Texts.Say("page.blank")}, b.r.Reading.Marks...)
	}
	return b.r.Legend()
}

// rowOf returns the height and the cells of a row.
func (t studyTable) rowOf(b *book, row report.Row, isTotal bool, columns []int) (height float64, cells []cell) {
	l, keys := look{kind: body}, row.Keys
	if isTotal {
		l.kind, keys = total, []report.Key{{Label: t.of.TotalLabel}}
	}
	cells = labelCells(keys, max(len(t.of.Keys), 1), l)
	if t.of.RankLabel != "" {
		rank := cell{nil, l}
		if row.Rank > 0 {
			rank.value = row.Rank
		}
		cells = append(cells, rank)
	}
	height = rowHeight
	for _, i := range columns {
		c, made := row.Cells[i], cell{nil, l}
		switch {
		case c.Figure != nil:
			made = marked(figureCell(*c.Figure, b.r.Texts.Lang, l), *c.Figure, c.Mark)
			if !c.Figure.Defined {
				height = max(height, heightOf(c.Figure.NA, leastFigureWidth)+rowHeight-lineHeight)
			}
		case c.Change != nil:
			made.value, made.look.format = c.Change.Number, withMark(changeFormat(c.Change.Shown), "", c.ChangeMark)
		case c.Number != nil:
			made.value, made.look.format = *c.Number, wholeFormat
		case c.Count != nil:
			made = countCell(*c.Count, l)
		case c.Key != nil:
			made.value, made.look.align = kpi.Printable(c.Key.Label), "right"
			if t.of.Columns[i].Kind == report.NoteColumn {
				made.look.align, made.look.wrap = "left", true
				height = max(height, heightOf(c.Key.Label, 42)+rowHeight-lineHeight)
			}
		}
		cells = append(cells, made)
	}
	return height, cells
}

// marked adds the marks of a figure to its number, which stays one.
func marked(c cell, f report.Figure, mark string) cell {
	verdict := f.Mark()
	if verdict != "" {
		verdict += " "
	}
	if f.Defined {
		c.look.format = withMark(c.look.format, verdict, mark)
	}
	return c
}

// withMark puts signs before and behind a number into its format.
func withMark(format, before, behind string) string {
	if before+behind == "" {
		return format
	}
	quote := func(text string) string {
		if text == "" {
			return ""
		}
		return `"` + text + `"`
	}
	parts := strings.Split(format, ";")
	for i := range parts {
		parts[i] = quote(before) + parts[i] + quote(behind)
	}
	return strings.Join(parts, ";")
}
