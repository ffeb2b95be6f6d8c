package header

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// A table with a column for each unit:
//
//	Nội dung          | Xã Chi Lăng | Phường Tam Thanh | Tổng
//	Tiếp nhận         |          12 |               31 |   43
//	Đúng và trước hạn |          11 |               30 |   41
//
// Each of its columns becomes a row: Xã Chi Lăng, 12, 11.

// A table of units has some tens of rows. These sizes bound the memory and the time that
// one may take: 4,096 rows of short cells.
const (
	turnedSize = 1 << 24
	rowSize    = 1 << 12
	cellSize   = 1 << 5
)

// units is where the columns of such a table are, and what was read of it.
type units struct {
	finder   finder
	label    int        // the column that names the measures
	first    int        // the first of a unit or a total
	groups   []int      // columns before the label, but those of numbers
	header   []rows.Row // and rows that name groups of measures
	measures []rows.Row // rows of counts
	paths    [][]string // what they are of
	others   []rows.Row // blank rows, and what is below the table
	section  []string   // over the measures that follow
	group    []string   // of them within it
}

// unitColumns finds the header of a table with a column for each unit: behind a column
// of measures are the names of two units or more, each with its type word, and nothing
// but these and totals.
func unitColumns(f finder) (Head, bool) {
	for i := range f.rows {
		if !f.isText(i) {
			continue
		}
		u, ok := f.unitsIn(f.rows[i])
		if !ok {
			continue
		}
		h := Head{Titles: i, Rows: 1, Above: f.hidden(i), turn: u.turn}
		for _, row := range f.rows[i+1:] {
			if len(row) > u.first && isMeasure(f.cat, withoutBullet(row[u.label])) && slices.ContainsFunc(row[u.first:], func(t string) bool { return isCount([]byte(t)) }) {
				h.known++
			}
		}
		if h.known > 0 {
			if numbered(f.rows[i+1], func(c int) bool { return c == u.label }) {
				h.Number = 1
			}
			return h, true
		}
	}
	return Head{}, false
}

// unitsIn finds the columns of units in a row.
func (f finder) unitsIn(row []string) (u *units, ok bool) {
	isUnit := func(text string) bool { return f.cat.Words.Name(text, kpi.District, kpi.Commune).Type != "" }
	u = &units{finder: f, first: slices.IndexFunc(row, func(text string) bool { return isUnit(text) || f.cat.Words.IsTotal(text) })}
	if u.first < 1 {
		return nil, false
	}
	named := 0
	for _, text := range row[u.first:] {
		switch {
		case isUnit(text):
			named++
		case text != "" && !f.cat.Words.IsTotal(text):
			return nil, false
		}
	}
	u.label = u.first - 1
	for c, text := range row[:u.label] {
		if m, ok := meaningOf(f.cat, text); !ok || m.Key != catalog.KeyOrdinal {
			u.groups = append(u.groups, c)
		}
	}
	return u, named >= 2
}

// withoutBullet takes what counts or marks it off the name of a measure: "1. Tiếp nhận".
func withoutBullet(label string) string {
	text := strings.TrimLeft(vietnamese.Clean(label), "-+•* ")
	if mark, after, ok := strings.Cut(text, ". "); ok && len(mark) <= 3 {
		text = after
	}
	return text
}

// turn reads the table to its end, and gives a row for each of its columns.
func (u *units) turn(h *Head, next Next, findings *kpi.FileFindings) Next {
	list, err := take(next, h.Size())
	if err == nil {
		list, u.header = list[:h.Titles:h.Titles], list[h.Titles:]
		err = u.read(next, findings)
	}
	if err == nil {
		h.texts = append([][]string{{catalog.KeyUnit}}, u.paths...)
		list, err = append(list, u.rows()...), io.EOF
	}
	return queued(func() ([]rows.Row, error) {
		given := list
		if list = nil; given == nil {
			return nil, err
		}
		return given, nil
	})
}

// read reads a table to its end. Rows without counts are notes and signatures, unless
// counts follow: then they name a group of measures, or a section that all measures below
// are of.
func (u *units) read(next Next, findings *kpi.FileFindings) error {
	top, names, blank := u.header, u.header[0].Clean(), rows.Row{}
	var waiting []rows.Row // without counts
	for size := 0; size < turnedSize; {
		row, err := next()
		if errors.Is(err, io.EOF) {
			u.others = append(waiting, blank)
			return u.check(names, findings)
		}
		if err != nil {
			return err
		}
		if row.IsBlank() {
			blank.Lines += row.Lines
			continue
		}
		row = row.Clone()
		size += rowSize
		for _, cell := range row.Cells {
			size += cellSize + len(cell)
		}
		if slices.ContainsFunc(top, func(h rows.Row) bool { return slices.Equal(h.Texts(), row.Texts()) }) {
			u.header = append(u.header, row)
			continue
		}
		if !u.hasCounts(row) {
			if _, ok := u.finder.unitsIn(row.Clean()); ok || IsOtherHeader(u.finder.cat, row) {
				findings.Add(kpi.HeaderSecond, kpi.Place{Line: row.Line}, "text", kpi.Excerpts(row.Texts()))
			}
			waiting = append(waiting, row)
			continue
		}
		if !Fits(u.finder.isSheet, row, names, findings) {
			blank.Lines += row.Lines
			continue
		}
		u.header, u.measures, u.paths = append(u.header, waiting...), append(u.measures, row), append(u.paths, u.pathOf(row, waiting, findings))
		waiting = nil
	}
	findings.Add(kpi.HeaderNotFound, kpi.Place{Line: u.header[0].Line}, "rows", strconv.Itoa(rows.HeadRows), "text", Shown(u.finder.cat, names))
	return rows.ErrStop
}

// check wants a measure to be known, and each unit to have one column.
func (u *units) check(names []string, findings *kpi.FileFindings) error {
	place := kpi.Place{Line: u.header[0].Line}
	if !slices.ContainsFunc(u.paths, func(path []string) bool { return isMeasure(u.finder.cat, path...) }) {
		findings.Add(kpi.HeaderNotFound, place, "rows", strconv.Itoa(rows.HeadRows), "text", Shown(u.finder.cat, names))
		return rows.ErrStop
	}
	columns := map[string]int{} // by the folded name
	for c, name := range names[u.first:] {
		folded := vietnamese.Fold(name)
		if was, ok := columns[folded]; ok && name != "" && !u.finder.cat.Words.IsTotal(name) {
			place.Column, place.Header, place.Text = u.first+c+1, name, name
			findings.Add(kpi.ColumnDuplicate, place, "measure", kpi.Excerpt(name), "other", strconv.Itoa(u.first+was+1), "lines", kpi.TextKey("lines.none"))
			return rows.ErrStop
		}
		columns[folded] = c
	}
	return nil
}

// hasCounts reports whether a row has counts, right or wrong, or lacks them. Words are
// none, unless a measure is named before them. Without words that is the name of a group
// where the measure has parts.
func (u *units) hasCounts(row rows.Row) bool {
	m, ok := meaningOf(u.finder.cat, u.labelOf(row))
	isMeasured := ok && m.Key == ""
	counts := row.Cells[min(u.first, len(row.Cells)):]
	return isMeasured && len(u.finder.cat.Measures.Parts(m.Measure)) == 0 ||
		slices.ContainsFunc(counts, func(cell []byte) bool { return isCount(cell) || isMeasured && !isBlank(cell) })
}

// labelOf returns the name of the measure of a row.
func (u *units) labelOf(row rows.Row) string {
	return withoutBullet(string(cellAt(row, u.label)))
}

// pathOf returns the texts over the measure of a row: the section, the groups and its own
// name. Rows without counts are above it; one that has no part in the meaning of the
// measure is reported.
func (u *units) pathOf(row rows.Row, above []rows.Row, findings *kpi.FileFindings) []string {
	headers, label := u.finder.cat.Headers, u.labelOf(row)
	if len(above) > 0 {
		u.group = nil
	}
	for _, a := range above {
		text := cmp.Or(u.labelOf(a), strings.Join(a.Texts(), " "))
		_, leads := meaningOf(u.finder.cat, text+" / "+label)
		leads = leads || headers.IsFiller(text)
		if !leads {
			findings.Add(kpi.RowHeading, kpi.Place{Line: a.Line}, "text", kpi.Excerpts(a.Texts()))
		}
		if leads || isMeasure(u.finder.cat, text) {
			u.group = append(u.group, text)
		} else {
			u.section, u.group = []string{text}, nil
		}
	}
	var own []string
	for _, c := range u.groups {
		text := withoutBullet(string(cellAt(row, c)))
		if _, isNumber := rows.Number([]byte(strings.TrimRight(text, ".)"))); text != "" && !isNumber {
			own = append(own, text)
		}
	}
	if len(own) > 0 {
		u.group = own
	}
	return slices.DeleteFunc(slices.Concat(u.section, u.group, []string{label}), func(text string) bool { return text == "" })
}

// rows returns the row of the header, a row for each unit, and what is below. The words
// of that are behind the columns.
func (u *units) rows() []rows.Row {
	head := u.header[0]
	corner := vietnamese.Clean(string(head.Cells[u.label]))
	var header rows.Row
	for _, row := range append([]rows.Row{head}, u.measures...) {
		put(&header, rows.Row{Line: row.Line}, u.label, corner)
	}
	header.Line, header.Lines = head.Line, linesOf(u.header)
	list, isAdded := []rows.Row{header}, false
	for c := u.first; c < len(head.Cells); c++ {
		one, name := rows.Row{Line: u.measures[0].Line}, vietnamese.Clean(string(head.Cells[c]))
		put(&one, head, c, corner)
		for _, row := range u.measures {
			put(&one, row, c, name)
		}
		if name != "" && !isAdded && !u.finder.cat.Words.IsTotal(name) {
			one.Lines, isAdded = linesOf(u.measures), true // they are no lines of totals
		}
		list = append(list, one)
	}
	for _, row := range u.others {
		other := rows.Row{Line: row.Line, Lines: row.Lines}
		widen(&other, len(header.Cells))
		for c := range row.Cells {
			put(&other, row, c, "")
		}
		list = append(list, other)
	}
	return list
}
