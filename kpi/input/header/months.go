package header

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
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
	paths    [][]string // the texts over each count
	list     []month    // in order, the total first
	again    [2]int     // two columns of one count and month, if there are
	title    yearTitle  // of months without a year
	section  kpi.Place  // of the number of the first row of counts that has that of a section
	isOthers bool       // a row of counts has another number, or none
}

// yearTitle is a text above the header that names a year.
type yearTitle struct {
	text, year string    // "" where there is none
	last       kpi.Month // that the texts above the header name
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
		if !f.isText(i) {
			continue
		}
		h := Head{Titles: i, Rows: f.depth(i)}
		if h.Rows < 2 {
			continue
		}
		h.texts, _ = f.columns(h)
		m, ok := f.months(h)
		if !ok || f.isTitle(i) {
			continue
		}
		h.Number, h.Above, h.texts = numbersBelow(f, h), f.hidden(i), nil
		for _, c := range m.keys {
			h.texts = append(h.texts, m.texts[c])
		}
		h.texts = append(append(h.texts, []string{catalog.KeyPeriod}), m.paths...)
		h.known, h.turn = len(h.texts), m.turn
		return h, true
	}
	return Head{}, false
}

// months reads the texts over the columns of a header. A count that is of no month is no
// key.
func (f finder) months(h Head) (m *months, ok bool) {
	m = &months{finder: f, texts: h.texts}
	title, isKeyed := f.yearAbove(h), false
	var undated []kpi.Period // months without a year
	for c, path := range h.texts {
		m.over = append(m.over, joined(path))
		mo, rest, ok := f.monthOver(path, title.year)
		if !ok || isCounted(f.cat, rest) != (mo.text != "") || mo.text != "" && !m.add(mo, rest, c) {
			return nil, false
		}
		switch key, measure := f.known(path); {
		case mo.text != "":
			isDated := mo.period.IsZero() || slices.ContainsFunc(path, func(text string) bool { return withoutNumber(text) == mo.text })
			if !isDated && !slices.Contains(undated, mo.period) {
				undated, m.title = append(undated, mo.period), title
			}
		case measure:
			return nil, false
		default:
			m.keys, isKeyed = append(m.keys, c), isKeyed || key
		}
	}
	slices.SortFunc(m.list, func(a, b month) int { return a.period.Compare(b.period) })
	periods := len(m.list)
	if periods > 0 && m.list[0].period.IsZero() {
		periods--
	}
	isUneven := slices.ContainsFunc(m.list, func(mo month) bool { return len(mo.columns) < len(m.paths) })
	isMeasured := slices.ContainsFunc(m.paths, func(path []string) bool { return isMeasure(f.cat, path...) })
	return m, isKeyed && isMeasured && periods >= 2 && !isUneven && follow(undated, title.last)
}

// add notes the column of a count in a month. It reports false where the months have not
// the same counts in one order.
func (m *months) add(mo month, path []string, column int) bool {
	month := slices.IndexFunc(m.list, func(o month) bool { return o.period == mo.period })
	if month < 0 {
		month, m.list = len(m.list), append(m.list, mo)
	}
	count := slices.IndexFunc(m.paths, func(p []string) bool { return slices.Equal(p, path) })
	if count < 0 {
		count, m.paths = len(m.paths), append(m.paths, path)
	}
	columns := &m.list[month].columns
	if count < len(*columns) {
		m.again = [2]int{(*columns)[count], column}
		return true
	}
	*columns = append(*columns, column)
	return count == len(*columns)-1
}

// follow reports whether months that have the year of a title can have no other: they
// follow each other, or rise up to the last month that the titles name. "Tháng 12" beside
// "Tháng 1" may be of the year before.
func follow(months []kpi.Period, last kpi.Month) bool {
	var before kpi.Period
	for _, p := range months {
		if p.From <= before.To || p.To > last && p.From != before.To+1 {
			return false
		}
		before = p
	}
	return true
}

// monthOver returns the month among the texts over a column, or the word for their total,
// and the other texts. Its text is "" where there is none. It is not ok where there are
// several.
func (f finder) monthOver(path []string, year string) (mo month, rest []string, ok bool) {
	for _, text := range path {
		p, dated := periodOf(withoutNumber(text), year)
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

// yearAbove returns the first of the texts above a header that name the same year, if all
// do that name any.
func (f finder) yearAbove(h Head) (title yearTitle) {
	for _, row := range f.rows[:h.Titles] {
		for _, text := range row {
			found, _ := dates.Find(text, kpi.Calendar{})
			for _, p := range found {
				year := p.From.String()[:4]
				if p.To.String()[:4] != year || title.year != "" && title.year != year {
					return yearTitle{}
				}
				if title.year == "" {
					title.text, title.year = text, year
				}
				title.last = max(title.last, p.To)
			}
		}
	}
	return title
}
