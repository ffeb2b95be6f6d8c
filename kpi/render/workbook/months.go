package workbook

import (
	"slices"

	"cchc/kpi/report"
)

// monthTable is where the figures by month are on their sheet.
type monthTable struct {
	name    string
	rows    []report.Row
	header  int         // the line of its header
	keys    int         // columns behind the one of the indicator
	columns []int       // of the report, of which there are series
	first   map[int]int // the line of the first row by column
}

// seriesOf finds the place of the figures by month; nil where there are none.
func seriesOf(b *book) *monthTable {
	t := b.r.Tables[0]
	m := &monthTable{name: b.names[monthsSheet], rows: t.OverTime(), keys: max(len(t.Keys), 1), first: map[int]int{}}
	m.header = len(aboveMonths(b)) + 2
	line := m.header + 1
	for i := range t.Columns {
		if t.HasSeries(i) {
			m.columns, m.first[i] = append(m.columns, i), line
			line += len(m.rows)
		}
	}
	if len(m.columns) == 0 {
		return nil
	}
	return m
}

// aboveMonths returns the lines above the figures by month.
func aboveMonths(b *book) []string {
	say := b.r.Texts.Say
	above := b.above(b.r.Name()+" – "+say("sheet.by-month"), say("sheet.months.legend"))
	if note := b.r.TotalAlone(report.MostOverTime); note != "" {
		above = append(above, note)
	}
	return above
}

// months writes the figures by month, every indicator with all rows and the total.
func months(b *book) error {
	m, r, t := seriesOf(b), b.r, b.r.Tables[0]
	if m == nil {
		return nil
	}
	const label, month, most = 12, 8.5, 28
	widest := label
	for _, i := range m.columns {
		widest = max(widest, textWidth(t.Columns[i].Label)+3)
	}
	widths := append([]float64{float64(min(widest, most))}, keyWidths(t)...)
	widths = append(widths, slices.Repeat([]float64{month}, len(t.Months))...)
	last := m.header + len(m.columns)*len(m.rows)
	s, err := b.open(layout{
		name: m.name, widths: widths, lines: last, keys: m.keys + 1,
		header: m.header, headers: 1, filtered: last, filterColumns: len(widths),
	})
	if err != nil {
		return err
	}
	s.heading(aboveMonths(b)...)
	s.skip()
	headers := headerCells(slices.Insert(slices.Clone(t.Keys), 0, r.Texts.Say("indicator")), m.keys+1, look{kind: header})
	for _, month := range t.Months {
		headers = append(headers, cell{month.Label, look{kind: header, align: "right"}})
	}
	s.row(2*lineHeight, headers...)
	for _, column := range m.columns {
		for i, row := range m.rows {
			keys, l := row.Keys, look{kind: body, first: i == 0}
			if i == len(m.rows)-1 {
				keys, l.kind = []report.Key{{Label: t.TotalLabel}}, total
			}
			cells := labelCells(slices.Insert(slices.Clone(keys), 0, report.Key{Label: t.Columns[column].Label}), m.keys+1, l)
			cells[0].look.wrap, cells[0].look.middle = true, true
			for _, f := range row.Series[column] {
				figure := cell{nil, l} // a month without a figure is blank: it is not 0
				if f.Defined {
					figure = figureCell(f, r.Texts.Lang, l)
				}
				cells = append(cells, figure)
			}
			s.row(max(heightOf(t.Columns[column].Label, widths[0]-2)+rowHeight-lineHeight, rowHeight), cells...)
		}
	}
	return s.close()
}
