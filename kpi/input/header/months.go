package header

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
)

// A table with a column for each month:
//
//	Huyện    | Tiếp nhận |         |
//	         | Tháng 1   | Tháng 2 | Tháng 3
//	Bắc Sơn  |        12 |       8 |       7
//
// Each of its rows becomes one row a month: Bắc Sơn, Tháng 1, 12. The groups may as well
// be the months, over columns of measures.

// months is the columns of such a table.
type months struct {
	keys    []int      // columns that are no counts
	periods []string   // the months in order, each with its year
	paths   [][]string // the texts over each measure
	counts  [][]int    // by month and measure: the column, or -1
	over    []string   // by column: its header as messages show it
}

// monthColumns finds the header of a table with a column for each month or quarter: over
// two columns or more is a period, and a measure, and nothing else.
func monthColumns(cat *catalog.Catalog, first [][]string) (Head, bool) {
	f := finder{cat, first}
	for i := range first {
		if !f.isText(i) || len(first[i]) < 3 {
			continue
		}
		h := Head{Titles: i, Rows: f.depth(i)}
		if h.Rows < 2 {
			continue
		}
		m, ok := f.months(h)
		if !ok || f.isTitle(i) {
			continue
		}
		for _, c := range m.keys {
			h.texts = append(h.texts, f.path(h, c))
		}
		h.texts = append(append(h.texts, []string{catalog.KeyPeriod}), m.paths...)
		h.known = len(h.texts)
		h.turn = m.turn
		return h, true
	}
	return Head{}, false
}

// months reads the texts over the columns of a header.
func (f finder) months(h Head) (m *months, ok bool) {
	m = &months{}
	year := f.yearAbove(h)
	width := 0
	for _, row := range f.rows[h.Titles : h.Titles+h.Rows] {
		width = max(width, len(row))
	}
	isKeyed := false
	for c := range width {
		path := f.path(h, c)
		m.over = append(m.over, joined(path))
		period, rest := periodOver(path, year)
		if period == "" {
			m.keys = append(m.keys, c)
			key, measure := f.known(path)
			isKeyed = isKeyed || key
			if measure {
				return nil, false // of which month?
			}
			continue
		}
		if !isMeasure(f.cat, headerText(rest)) || !m.add(period, rest, c) {
			return nil, false
		}
	}
	return m, isKeyed && len(m.periods) >= 2
}

// add notes the column of a measure in a month. It reports false for one that has a
// column already.
func (m *months) add(period string, path []string, column int) bool {
	month := slices.Index(m.periods, period)
	if month < 0 {
		month = len(m.periods)
		m.periods, m.counts = append(m.periods, period), append(m.counts, nil)
	}
	measure := slices.IndexFunc(m.paths, func(p []string) bool { return slices.Equal(p, path) })
	if measure < 0 {
		measure = len(m.paths)
		m.paths = append(m.paths, path)
	}
	for len(m.counts[month]) <= measure {
		m.counts[month] = append(m.counts[month], -1)
	}
	was := m.counts[month][measure]
	m.counts[month][measure] = column
	return was < 0
}

// periodOver returns the one period among the texts over a column, with its year, and
// the other texts; "" where there is none, or more than one.
func periodOver(path []string, year string) (period string, rest []string) {
	for _, text := range path {
		dated := text
		if !isPeriod(dated) && year != "" {
			dated = text + " năm " + year
		}
		if !isPeriod(dated) {
			rest = append(rest, text)
			continue
		}
		if period != "" {
			return "", path
		}
		period = dated
	}
	return period, rest
}

// isPeriod reports whether a text is a month, or some, and nothing else.
func isPeriod(text string) bool {
	p, day, err := dates.Parse(text, kpi.Calendar{})
	return err == nil && !p.IsZero() && day.IsZero()
}

// yearAbove returns the only year that the rows above a header name, or "".
func (f finder) yearAbove(h Head) string {
	year := ""
	for _, row := range f.rows[:h.Titles] {
		for _, text := range row {
			found, _ := dates.Find(text, kpi.Calendar{})
			for _, p := range found {
				y := p.From.String()[:4]
				if p.To.String()[:4] != y || year != "" && year != y {
					return ""
				}
				year = y
			}
		}
	}
	return year
}

// turn gives a row for each month of a row.
func (m *months) turn(h *Head, next Next, _ *kpi.FileFindings) Next {
	above, headerRows := h.Titles, h.Rows+h.Number
	var dated []kpi.Place // of the months
	return queued(nil, func() ([]rows.Row, error) {
		switch {
		case above > 0:
			above--
			row, err := next()
			return []rows.Row{row}, err
		case headerRows > 0:
			list, err := take(next, headerRows)
			if err != nil {
				return nil, err
			}
			headerRows = 0
			header := m.header(list, len(h.texts))
			for _, columns := range m.counts {
				place := kpi.Place{Line: list[0].Line, Column: slices.Max(columns) + 1}
				dated = append(dated, place)
			}
			return []rows.Row{header}, nil
		}
		row, err := next()
		if err != nil || row.IsBlank() {
			return []rows.Row{row}, err
		}
		return m.rows(row, dated), nil
	})
}

// header returns the row of the header: keys, the period, measures.
func (m *months) header(list []rows.Row, width int) rows.Row {
	row := rows.Row{Cells: make([][]byte, width), Line: list[0].Line, Lines: linesOf(list)}
	for _, c := range append(slices.Clone(m.keys), m.counts[0][0]) {
		row.Spots = append(row.Spots, m.spot(row.Line, c))
	}
	for measure := range m.paths {
		for _, columns := range m.counts {
			if measure < len(columns) && columns[measure] >= 0 {
				row.Spots = append(row.Spots, m.spot(row.Line, columns[measure]))
				break
			}
		}
	}
	return row
}

// spot returns the place of a column in a line.
func (m *months) spot(line, column int) rows.Spot {
	return rows.Spot{Line: line, Column: column + 1, Header: m.over[column]}
}

// rows returns a row for each month of a row of the table; one without figures stays a
// single row, of its keys.
func (m *months) rows(row rows.Row, dated []kpi.Place) []rows.Row {
	cell := func(c int) []byte {
		if c >= 0 && c < len(row.Cells) {
			return row.Cells[c]
		}
		return nil
	}
	var list []rows.Row
	for month, columns := range m.counts {
		one := rows.Row{Line: row.Line}
		for _, c := range m.keys {
			one.Cells, one.Spots = append(one.Cells, cell(c)), append(one.Spots, m.spot(row.Line, c))
		}
		one.Cells = append(one.Cells, []byte(m.periods[month]))
		one.Spots = append(one.Spots, rows.Spot{Line: dated[month].Line, Column: dated[month].Column, Header: m.periods[month]})
		for measure := range m.paths {
			c := -1
			if measure < len(columns) {
				c = columns[measure]
			}
			one.Cells, one.Spots = append(one.Cells, cell(c)), append(one.Spots, m.spot(row.Line, max(c, 0)))
		}
		list = append(list, one)
	}
	if !slices.ContainsFunc(list, func(one rows.Row) bool { return hasFigure(one.Cells[len(m.keys)+1:]) }) {
		list = list[:1]
		for i := range list[0].Cells[len(m.keys):] {
			list[0].Cells[len(m.keys)+i] = nil
		}
	}
	list[0].Lines = row.Lines
	return list
}
