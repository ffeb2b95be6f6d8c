package header

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// A table with a row for each count:
//
//	Kỳ      | Đơn vị      | Chỉ tiêu  | Số lượng
//	2024-06 | Xã Chi Lăng | Tiếp nhận |       12
//	2024-06 | Xã Chi Lăng | Đúng hạn  |       11
//
// Rows that are alike in all other columns become one row: 2024-06, Xã Chi Lăng, 12, 11. They
// may be anywhere in the table.

// Such a table is turned as a whole. These sizes bound the memory that it may take.
const (
	longLimit   = 1 << 17 // rows
	turnedCells = 1 << 21 // counts, with those that no row has
)

// long is where the columns of such a table are.
type long struct {
	finder finder
	header []string // clean
	count  int      // the column of counts
	label  int      // the column that names the measures
	group  int      // the column that names groups of them, or -1
}

// longTable finds the header of a table with a row for each count: one of its columns is
// known to hold counts of any measure, and most texts of another are measures.
func longTable(f finder) (Head, bool) {
	for i := range f.rows {
		if !f.isText(i) {
			continue
		}
		l, ok := f.longIn(i)
		if !ok || f.isTitle(i) {
			continue
		}
		h := Head{Titles: i, Rows: 1, Above: f.hidden(i), turn: l.turn, kind: longCounts}
		for _, text := range l.header {
			h.texts = append(h.texts, nil)
			if text != "" {
				h.texts[len(h.texts)-1] = []string{text}
				h.known++
			}
		}
		if i+1 < len(f.rows) && numbered(f.rows[i+1], func(c int) bool { return c == l.label }) {
			h.Number = 1
		}
		return h, true
	}
	return Head{}, false
}

// longIn finds the columns of measures and counts by a row that may be the header: one of
// groups, too, where most measures are known within it. With a column of one measure it is
// none.
func (f finder) longIn(row int) (l *long, ok bool) {
	l = &long{finder: f, header: f.rows[row], count: -1, label: -1, group: -1}
	var texts []int // columns whose headers are not known
	for c, text := range l.header {
		m, known := f.cat.Headers.Meaning(withoutNumber(text))
		switch isCount := f.cat.Headers.IsCount(withoutNumber(text)); {
		case isCount && l.count >= 0, known && m.Key == "":
			return nil, false
		case isCount:
			l.count = c
		case !known:
			texts = append(texts, c)
		}
	}
	if l.count < 0 {
		return nil, false
	}
	all, most := l.named(row, -1, l.count), [2]int{} // of a measure by itself, and within a group
	for _, label := range texts {
		if known := l.named(row, -1, label); known > most[0] {
			most[0], l.label = known, label
		}
	}
	for _, label := range texts {
		for _, group := range texts[:slices.Index(texts, label)] {
			if known := l.named(row, group, label); known > most[1] && 2*known > all {
				most[1], l.label, l.group = known, label, group
			}
		}
	}
	return l, 2*max(most[0], most[1]) > all
}

// named returns in how many rows below a header a column has a measure, within the groups of
// another. In the column of counts it is how many rows have one.
func (l *long) named(header, group, label int) (n int) {
	for _, cells := range l.finder.rows[header+1:] {
		path := pathIn(cells, group, label)
		isNamed := label == l.count || isCounted(l.finder.cat, path) && len(path) == 1+min(group+1, 1)
		if l.count < len(cells) && isCount([]byte(cells[l.count])) && isNamed {
			n++
		}
	}
	return n
}

// pathIn returns the group and the name of a measure among the cells of a row.
func pathIn(cells []string, group, label int) (path []string) {
	for _, c := range []int{group, label} {
		if c >= 0 && c < len(cells) {
			if text := withoutBullet(cells[c]); text != "" {
				path = append(path, text)
			}
		}
	}
	return path
}

// longRow is a row with one count.
type longRow struct {
	rows.Row
	cells []string // clean
	path  []string // of its measure
}

// turn reads the table to its end, and gives a row for all rows that are alike.
func (l *long) turn(h *Head, next Next, findings *kpi.FileFindings) Next {
	list, err := take(next, h.Size())
	if err == nil {
		head, numbers := list[h.Titles], list[h.Titles+1:]
		list = list[:h.Titles:h.Titles]
		for _, row := range numbers {
			head.Lines += row.Lines
		}
		var data []longRow
		var below []rows.Row
		if data, below, err = l.read(&head, next, findings); err == nil {
			var turned []rows.Row
			turned, err = l.rows(h, head, data, findings)
			list = append(list, turned...)
			for _, words := range below {
				other := rows.Row{Line: words.Line, Lines: words.Lines}
				widen(&other, len(h.texts))
				for c := range words.Cells {
					put(&other, words, c, "")
				}
				list = append(list, other)
			}
		}
	}
	return queued(func() ([]rows.Row, error) {
		given := list
		if list = nil; given == nil {
			return nil, err
		}
		return given, nil
	})
}

// read reads a table to its end: rows with counts, and the words below them. Lines of a
// header that is repeated are added to its own.
func (l *long) read(head *rows.Row, next Next, findings *kpi.FileFindings) (data []longRow, below []rows.Row, _ error) {
	blank := rows.Row{}
	for {
		row, err := next()
		if errors.Is(err, io.EOF) {
			return data, append(below, blank), nil
		}
		if err != nil {
			return nil, nil, err
		}
		cells := row.Clean()
		path := pathIn(cells, l.group, l.label)
		isRow := isCount(cellAt(row, l.count)) || len(path) > 0 && isCounted(l.finder.cat, path)
		switch {
		case row.IsBlank():
			blank.Lines += row.Lines
			continue
		case slices.Equal(row.Texts(), head.Texts()):
			head.Lines += row.Lines
			continue
		case !isRow:
			below = append(below, row.Clone())
			continue
		case !Fits(l.finder.isSheet, row, l.header, findings):
			blank.Lines += row.Lines
			continue
		case len(path) == 0:
			findings.Add(kpi.RowOutside, kpi.Place{Line: row.Line})
			blank.Lines += row.Lines
			continue
		case len(data) == longLimit:
			return nil, nil, l.tooLong(row.Line, findings)
		}
		for _, words := range below {
			findings.Add(kpi.HeaderSecond, kpi.Place{Line: words.Line}, "text", kpi.Excerpts(words.Texts()))
			blank.Lines += words.Lines
		}
		below = nil
		for len(cells) < len(l.header) {
			cells = append(cells, "")
		}
		data = append(data, longRow{row.Clone(), cells, path})
	}
}

// tooLong reports that a table is too long to be turned, at the line where that shows.
func (l *long) tooLong(line int, findings *kpi.FileFindings) error {
	findings.Add(kpi.TableTooLong, kpi.Place{Line: line}, "limit", strconv.Itoa(longLimit))
	return rows.ErrStop
}
