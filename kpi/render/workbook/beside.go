package workbook

import (
	"slices"

	"cchc/kpi/report"
)

// beside writes the sheet of the figures of other periods: the tables of all indicators below
// each other, each rate with its two sums.
func beside(b *book) error {
	if len(b.r.Beside) == 0 {
		return nil
	}
	name, above := b.named(b.r.Texts.Say("beside.title")), b.above(b.r.Name()+" – "+b.r.Texts.Say("beside.title"))
	var tables []studyTable
	widths, below, lines := []float64(nil), b.r.Legend(), len(above)
	for _, of := range b.r.Beside {
		t := studyTable{of: withSums(b.r, of), sheet: name, label: of.Name, keys: max(len(of.Keys), 1)}
		if of.RankLabel != "" {
			t.keys++
		}
		tables, lines = append(tables, t), lines+len(of.Rows)+4
		for i, width := range t.widths() {
			if i >= t.keys {
				switch t.of.Columns[i-t.keys].Kind {
				case report.FigureColumn:
					width = periodWidth
				case report.NumberColumn, report.ChangeColumn:
					width = leastFigureWidth
				}
			}
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width)
		}
	}
	s, err := b.open(layout{name: name, widths: widths, lines: lines + 1 + len(below), keys: tables[0].keys})
	if err != nil {
		return err
	}
	s.heading(above...)
	for _, t := range tables {
		s.skip()
		s.row(titleHeight, cell{t.label, look{bold: true}})
		t.writeRows(b, s, widths)
	}
	s.skip()
	for _, text := range below {
		s.paragraph(cell{text, look{grey: true}}, len(widths), sum(widths))
	}
	return s.close()
}

// periodWidth is the width of a column whose header names a period in two or three lines.
const periodWidth = 14

// withSums returns a table with the two sums behind every figure. A count has none: its
// columns are blank, for the tables of a sheet have the same columns.
func withSums(r *report.Document, of *report.Table) *report.Table {
	t := *of
	t.Columns, t.Rows = nil, slices.Clone(of.Rows)
	for _, c := range of.Columns {
		if t.Columns = append(t.Columns, c); c.Kind == report.FigureColumn {
			for _, name := range []string{"numerator", "denominator"} {
				t.Columns = append(t.Columns, report.Column{Label: r.Texts.Say(name), Kind: report.NumberColumn})
			}
		}
	}
	expand := func(cells []report.Cell) (all []report.Cell) {
		for i, c := range cells {
			if all = append(all, c); of.Columns[i].Kind == report.FigureColumn {
				num, den := c.Figure.Sums()
				if !den.Known {
					num = den
				}
				all = append(all, report.Cell{Count: &num}, report.Cell{Count: &den})
			}
		}
		return all
	}
	for i := range t.Rows {
		t.Rows[i].Cells = expand(of.Rows[i].Cells)
	}
	t.Total.Cells = expand(of.Total.Cells)
	return &t
}
