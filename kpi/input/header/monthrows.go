package header

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// turn gives a row for each month of a row.
func (m *months) turn(h *Head, next Next, findings *kpi.FileFindings) Next {
	above, size := h.Titles, h.Size()
	var head []rows.Row
	return queued(func() ([]rows.Row, error) {
		if head != nil {
			row, err := next()
			if err != nil {
				return nil, err
			}
			return m.rows(row, head, findings), nil
		}
		list, err := take(next, size)
		if err != nil {
			return nil, err
		}
		head = list[above:]
		for _, row := range list[:above] {
			if c := slices.Index(row.Clean(), m.title.text); c >= 0 && m.title.text != "" {
				findings.Add(kpi.KeyFromTitle, row.Place(c), "key", kpi.TextKey("period"), "value", m.title.year)
				break
			}
		}
		if c := m.again[1]; c > 0 {
			findings.Add(kpi.ColumnDuplicate, kpi.Place{Line: head[0].Line, Column: c + 1, Header: m.over[c], Text: m.over[c]},
				"measure", kpi.Excerpt(m.over[m.again[0]]), "other", strconv.Itoa(m.again[0]+1), "lines", kpi.TextKey("lines.none"))
			return nil, rows.ErrStop
		}
		return append(list[:above:above], m.header(head)), nil
	})
}

// header returns the row of the header: keys, the period, counts.
func (m *months) header(head []rows.Row) rows.Row {
	row := m.keyed(rows.Row{Line: head[0].Line})
	for _, c := range append([]int{m.list[0].columns[0]}, m.list[0].columns...) {
		put(&row, rows.Row{Line: row.Line}, c, m.over[c])
	}
	row.Lines = linesOf(head)
	return row
}

// keyed returns a row of the cells of a row that are no counts.
func (m *months) keyed(row rows.Row) rows.Row {
	one := rows.Row{Line: row.Line}
	for _, c := range m.keys {
		put(&one, row, c, m.over[c])
	}
	return one
}

// rows returns a row for each month of a row below the header.
func (m *months) rows(row rows.Row, head []rows.Row, findings *kpi.FileFindings) []rows.Row {
	if row.IsBlank() {
		return []rows.Row{row}
	}
	texts := row.Texts()
	if slices.ContainsFunc(head, func(h rows.Row) bool { return slices.Equal(h.Texts(), texts) }) {
		again := rows.Row{Line: row.Line}
		for _, path := range m.texts {
			again.Cells = append(again.Cells, []byte(strings.Join(path[max(len(path)-1, 0):], "")))
		}
		one := m.keyed(again)
		one.Lines = row.Lines
		return []rows.Row{one}
	}
	if !m.hasCounts(row) {
		return []rows.Row{m.words(row, findings)}
	}
	if !Fits(m.finder.isSheet, row, m.over, findings) {
		return []rows.Row{{Line: row.Line, Lines: row.Lines}}
	}
	m.checkSections(row, findings)
	var list []rows.Row
	for _, mo := range m.list {
		if mo.period.IsZero() && !slices.ContainsFunc(mo.columns, func(c int) bool { return !isBlank(cellAt(row, c)) }) {
			continue
		}
		one := m.keyed(row)
		one.Cells = append(one.Cells, []byte(mo.text))
		one.Spots = append(one.Spots, rows.Spot{Line: head[0].Line, Column: mo.columns[0] + 1, Header: mo.text})
		for _, c := range mo.columns {
			put(&one, row, c, m.over[c])
		}
		list = append(list, one)
	}
	list[len(list)-1].Lines = row.Lines // the total of a row of counts comes first
	return list
}

// hasCounts reports whether a row has counts, right or wrong, or lacks them: it has a
// number, or words in the place of every count, and more than the names that sign a form.
func (m *months) hasCounts(row rows.Row) bool {
	const names = 2
	var blank, counts int
	for _, mo := range m.list {
		for _, c := range mo.columns {
			switch cell := cellAt(row, c); {
			case isCount(cell):
				return true
			case isBlank(cell):
				blank++
			}
			counts++
		}
	}
	isNumbered := slices.ContainsFunc(m.keys, func(c int) bool {
		_, ok := rows.Number(bytes.TrimRight(rows.Trim(cellAt(row, c)), ".)"))
		return ok && m.isOf(c, catalog.KeyOrdinal)
	})
	return isNumbered || blank == 0 && counts > names && !slices.ContainsFunc(row.Texts(), m.finder.cat.Words.IsFooter)
}

// isOf reports whether a column is one of some keys.
func (m *months) isOf(column int, keys ...string) bool {
	meaning, _ := meaningOf(m.finder.cat, m.texts[column]...)
	return slices.Contains(keys, meaning.Key)
}

// checkSections refuses a row of counts that may hold the sums of others: of one in several
// months it cannot be found out.
func (m *months) checkSections(row rows.Row, findings *kpi.FileFindings) {
	words := m.finder.cat.Words
	if slices.ContainsFunc(m.keys, func(c int) bool { return words.IsTotal(string(cellAt(row, c))) }) {
		return
	}
	i := slices.IndexFunc(m.keys, func(c int) bool {
		return isSectionNumber(string(cellAt(row, c))) && m.isOf(c, catalog.KeyOrdinal, catalog.KeyField)
	})
	switch {
	case i < 0:
		m.isOthers = true
	case m.section.Line == 0:
		m.section = row.Place(m.keys[i])
		m.section.Header = m.over[m.keys[i]]
	}
	if m.isOthers && m.section.Line > 0 && findings.Number(kpi.RowSection) == 0 {
		findings.Add(kpi.RowSection, m.section)
	}
}

// isSectionNumber reports whether a text is the number of a section or begins with it:
// "II", "A. Đất đai".
func isSectionNumber(text string) bool {
	mark, _, _ := strings.Cut(vietnamese.Clean(text), ". ")
	mark = strings.TrimRight(mark, ".)")
	return mark != "" && strings.Trim(mark, "IVX") == "" || len(mark) == 1 && mark[0] >= 'A' && mark[0] <= 'H'
}

// words returns the row of the keys of a row without counts. Its other cells are behind
// the columns.
func (m *months) words(row rows.Row, findings *kpi.FileFindings) rows.Row {
	one := m.keyed(row)
	one.Lines = row.Lines
	widen(&one, len(m.keys)+1+len(m.paths))
	for c, cell := range row.Cells {
		if slices.Contains(m.keys, c) || isBlank(cell) {
			continue
		}
		text := vietnamese.Clean(string(cell))
		if p, _ := periodOf(text, m.title.year); !p.IsZero() || isMeasure(m.finder.cat, text) {
			findings.Add(kpi.HeaderSecond, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
			return rows.Row{Line: row.Line, Lines: row.Lines}
		}
		put(&one, row, c, "")
	}
	return one
}
