package render

import (
	"cchc/kpi/report"
)

// monthTable is where the figures by month stand on their sheet.
type monthTable struct {
	name    string
	keys    int         // columns behind the one of the indicator
	columns []int       // of the report, of which there are series
	first   map[int]int // the line of the first row by column
}

// monthColumn is the column of the first month.
func (m *monthTable) monthColumn() int { return m.keys + 2 }

// monthsHeader is the line of the header of that sheet.
const monthsHeader = 5

// series finds the place of the figures by month; nil where there are none.
func (b *book) series() *monthTable {
	m := &monthTable{name: b.reserved[1], keys: max(len(b.r.Keys), 1), first: map[int]int{}}
	line := monthsHeader + 1
	for i := range b.r.Columns {
		if b.r.HasSeries(i) {
			m.columns, m.first[i] = append(m.columns, i), line
			line += len(b.r.Rows) + 1
		}
	}
	if len(m.columns) == 0 {
		return nil
	}
	return m
}

// months writes the figures by month, every indicator with all rows and the total.
// A month without a figure is blank: it is not 0.
func (b *book) months() error {
	m := b.series()
	if m == nil {
		return nil
	}
	widths := m.widths(b.r)
	last := monthsHeader + len(m.columns)*(len(b.r.Rows)+1)
	p := b.open(layout{
		name: m.name, widths: widths, lines: last, keys: m.keys + 1,
		header: monthsHeader, headers: 1, filtered: last, filterColumns: len(widths),
	})
	p.heading(b.r.Say("title")+" – "+b.r.Say("sheet.by-month"), b.r.Title, b.r.Say("sheet.months.legend"))
	p.skip(1)
	p.row(2*lineHeight, m.header(b.r)...)
	for _, column := range m.columns {
		for i, row := range b.r.Rows {
			p.row(rowHeight, m.row(b.r, column, row, row.Keys, look{body: true, first: i == 0})...)
		}
		p.row(rowHeight, m.row(b.r, column, b.r.Total, []report.Key{{Label: b.r.TotalLabel}}, look{total: true, first: len(b.r.Rows) == 0})...)
	}
	return p.close()
}

// widths are the widths of the columns.
func (m *monthTable) widths(r *report.Report) []float64 {
	const label, month, most = 12, 11, 36
	widest := label
	for _, i := range m.columns {
		widest = max(widest, textWidth(r.Columns[i].Label)+3)
	}
	widths := append([]float64{float64(min(widest, most))}, keyWidths(r)...)
	for range r.Months {
		widths = append(widths, month)
	}
	return widths
}

// header makes the header: the indicator, the keys, the months.
func (m *monthTable) header(r *report.Report) []cell {
	cells := []cell{{r.Say("indicator"), headerLook("left")}}
	for i := range m.keys {
		text := ""
		if i < len(r.Keys) {
			text = r.Keys[i]
		}
		cells = append(cells, cell{text, headerLook("left")})
	}
	for _, month := range r.Months {
		cells = append(cells, cell{month.Label, headerLook("right")})
	}
	return cells
}

// row makes the cells of a row.
func (m *monthTable) row(r *report.Report, column int, row report.Row, keys []report.Key, l look) []cell {
	text := l
	text.align = "left"
	cells := []cell{{r.Columns[column].Label, text}}
	for i := range m.keys {
		label := ""
		if i < len(keys) {
			label = keys[i].Label
		}
		cells = append(cells, cell{label, text})
	}
	for month := range r.Months {
		figure := cell{nil, l}
		if f := row.Series[column][month]; f.Defined {
			figure = figureCell(f, r.Lang, l)
		}
		cells = append(cells, figure)
	}
	return cells
}
