package header

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// A table with a column for each month:
//
//	Huyện    | Tiếp nhận |         |
//	         | Tháng 1   | Tháng 2 | Cộng
//	Bắc Sơn  |        12 |       8 |   20
//
// Each of its rows becomes one row a month: Bắc Sơn, Tháng 1, 12. The groups may as well
// be the months, over columns of measures.

// months is the columns of such a table.
type months struct {
	finder   finder
	texts    [][]string // by column: the texts over it
	over     []string   // by column: the same as messages show them
	keys     []int      // columns that are no counts
	ordinals []int      // those of them that number the rows
	paths    [][]string // the texts over each count
	list     []month    // in order, the total first
	again    [2]int     // two columns of one count and month, if there are
	year     string     // of months without one
	title    string     // that names it; "" where no month needs it
}

// month is the columns of one month, or of the total of all.
type month struct {
	text    string     // the month with its year, or the word for a total
	period  kpi.Period // zero of a total
	columns []int      // by count
}

// monthColumns finds the header of a table with a column for each month or quarter: over
// two columns or more is a period, and a count, and nothing else. All periods have the
// same counts.
func monthColumns(f finder) (Head, bool) {
	for i := range f.rows {
		if !f.isText(i) || len(f.rows[i]) < 3 {
			continue
		}
		h := Head{Titles: i, Rows: f.depth(i)}
		h.texts, _ = f.columns(h)
		m, ok := f.months(h)
		if !ok || f.isTitle(i) {
			continue
		}
		h.Number, h.Above, h.texts = f.numbers(h), f.hidden(i), nil
		for _, c := range m.keys {
			h.texts = append(h.texts, m.texts[c])
		}
		h.texts = append(append(h.texts, []string{catalog.KeyPeriod}), m.paths...)
		h.known, h.turn = len(h.texts), m.turn
		return h, true
	}
	return Head{}, false
}

// months reads the texts over the columns of a header. Months without a year must follow
// each other: "Tháng 12" beside "Tháng 1" may be of the year before.
func (f finder) months(h Head) (m *months, ok bool) {
	m = &months{finder: f, texts: h.texts}
	title, year, last := f.yearAbove(h)
	isKeyed, isMeasured := false, false
	var before kpi.Period
	at := map[[2]int]int{} // the column by month and count
	for c, path := range h.texts {
		m.over = append(m.over, joined(path))
		mo, rest, ok := f.monthOver(path, year)
		meaning, known := f.cat.Headers.Meaning(headerText(rest))
		isCounted := known && (meaning.Key == "" || meaning.Key == catalog.KeyPercent)
		key, measure := f.known(rest)
		if !ok || isCounted != (mo.text != "") || measure && mo.text == "" {
			return nil, false // of which month, or what in that month?
		}
		if mo.text == "" {
			m.keys, isKeyed = append(m.keys, c), isKeyed || key
			if meaning.Key == catalog.KeyOrdinal {
				m.ordinals = append(m.ordinals, c)
			}
			continue
		}
		isMeasured = isMeasured || measure
		month := slices.IndexFunc(m.list, func(o month) bool { return o.period == mo.period })
		if month < 0 {
			if p := mo.period; !p.IsZero() && !slices.Contains(path, mo.text) {
				if p.From <= before.To || p.To > last && p.From != before.To+1 {
					return nil, false
				}
				before, m.year, m.title = p, year, title
			}
			month, m.list = len(m.list), append(m.list, mo)
		}
		count := slices.IndexFunc(m.paths, func(p []string) bool { return slices.Equal(p, rest) })
		if count < 0 {
			count, m.paths = len(m.paths), append(m.paths, rest)
		}
		if was, ok := at[[2]int{month, count}]; ok {
			m.again = [2]int{was, c}
		}
		at[[2]int{month, count}] = c
	}
	for i := range m.list {
		for count := range m.paths {
			m.list[i].columns = append(m.list[i].columns, at[[2]int{i, count}])
		}
	}
	slices.SortFunc(m.list, func(a, b month) int { return a.period.Compare(b.period) })
	months := len(m.list)
	if months > 0 && m.list[0].period.IsZero() {
		months--
	}
	return m, isKeyed && isMeasured && months >= 2 && len(at) == len(m.list)*len(m.paths)
}

// monthOver returns the month among the texts over a column, or the word for their total,
// and the other texts. Its text is "" where there is none. It is not ok where there are
// several.
func (f finder) monthOver(path []string, year string) (mo month, rest []string, ok bool) {
	for _, text := range path {
		p, dated := periodOf(text, year)
		switch {
		case p.IsZero():
			rest = append(rest, text)
		case mo.text != "":
			return month{}, path, false
		default:
			mo = month{text: dated, period: p}
		}
	}
	if i := slices.IndexFunc(path, f.cat.Words.IsTotal); i >= 0 && len(path) > 1 && mo.text == "" {
		return month{text: path[i]}, slices.Delete(slices.Clone(path), i, i+1), true
	}
	return mo, rest, true
}

// periodOf returns the months that a text names and nothing beside them, and the text
// with their year. Zero is none. "Lũy kế" is none without a year of its own.
func periodOf(text, year string) (p kpi.Period, dated string) {
	p, day, err := dates.Parse(text, kpi.Calendar{})
	if err != nil && year != "" {
		text += " năm " + year
		if p, day, err = dates.Parse(text, kpi.Calendar{}); p.To-p.From == 11 {
			return kpi.Period{}, ""
		}
	}
	if err != nil || !day.IsZero() {
		return kpi.Period{}, ""
	}
	return p, text
}

// yearAbove returns the only year that the rows above a header name, the first text that
// does, and the last month that they name.
func (f finder) yearAbove(h Head) (title, year string, last kpi.Month) {
	for _, row := range f.rows[:h.Titles] {
		for _, text := range row {
			found, _ := dates.Find(text, kpi.Calendar{})
			for _, p := range found {
				y := p.From.String()[:4]
				if p.To.String()[:4] != y || year != "" && year != y {
					return "", "", 0
				}
				if year == "" {
					title, year = text, y
				}
				last = max(last, p.To)
			}
		}
	}
	return title, year, last
}

// turn gives a row for each month of a row.
func (m *months) turn(h *Head, next Next, findings *kpi.FileFindings) Next {
	above, size := h.Titles, h.Rows+h.Number
	var head []rows.Row
	return queued(func() ([]rows.Row, error) {
		if above == 0 && head == nil {
			var err error
			if head, err = take(next, size); err != nil {
				return nil, err
			}
			if c := m.again[1]; c > 0 {
				findings.Add(kpi.ColumnDuplicate, kpi.Place{Line: head[0].Line, Column: c + 1, Header: m.over[c], Text: m.over[c]},
					"measure", m.over[m.again[0]], "other", strconv.Itoa(m.again[0]+1))
				return nil, rows.ErrStop
			}
			return []rows.Row{m.header(head)}, nil
		}
		row, err := next()
		if err != nil {
			return nil, err
		}
		if above > 0 {
			above--
			if c := slices.Index(row.Clean(), m.title); c >= 0 && m.title != "" {
				findings.Add(kpi.KeyFromTitle, row.Place(c), "key", kpi.TextKey("period"), "value", m.year)
				m.title = ""
			}
			return []rows.Row{row}, nil
		}
		return m.rows(row, head, findings), nil
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
	if blank, ok := m.finder.fit(row, m.over, findings); !ok {
		return []rows.Row{blank}
	}
	var list []rows.Row
	for _, mo := range m.list {
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
	all, filled := 0, 0
	for _, mo := range m.list {
		for _, c := range mo.columns {
			all++
			if c < len(row.Cells) && isCount(row.Cells[c]) {
				return true
			}
			if c < len(row.Cells) && !isBlank(row.Cells[c]) {
				filled++
			}
		}
	}
	for _, c := range m.ordinals {
		if c < len(row.Cells) {
			if _, ok := rows.Number(bytes.TrimRight(rows.Trim(row.Cells[c]), ".)")); ok {
				return true
			}
		}
	}
	return filled == all && all > names && !slices.ContainsFunc(row.Texts(), m.finder.cat.Words.IsFooter)
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
		if p, _ := periodOf(text, m.year); !p.IsZero() || isMeasure(m.finder.cat, text) {
			findings.Add(kpi.HeaderSecond, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
			return rows.Row{Line: row.Line, Lines: row.Lines}
		}
		put(&one, row, c, "")
	}
	return one
}
