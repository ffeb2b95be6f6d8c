package header

import (
	"bytes"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
)

// headRows is the most rows that a header of merged cells has.
const headRows = 4

// Choose finds the header of a table by the delimiter with which most of its columns
// are known, and returns both; the delimiter is 0 where none shows a header. Without
// delimiters the rows are those of a workbook.
func Choose(cat *catalog.Catalog, delimiters []byte, first func(delimiter byte) [][]string) (h Head, delimiter byte) {
	isSheet := len(delimiters) == 0
	if isSheet {
		delimiters = []byte{0}
	}
	for _, d := range delimiters {
		f := finder{cat, first(d), isSheet}
		if h.known > 0 && !slices.ContainsFunc(f.rows, func(row []string) bool { return len(row) > 1 }) {
			continue // in one column there is one that is known at most
		}
		for _, find := range []func(finder) (Head, bool){dossierList, monthColumns, unitColumns, longTable, finder.find} {
			found, ok := find(f)
			if plain, isAbove := f.tableAbove(found); ok && isAbove {
				found = plain
			}
			if ok && found.known > h.known {
				h, delimiter = found, d
			}
			if ok {
				break
			}
		}
	}
	return h, delimiter
}

// tableAbove returns the header of a table that is above a header with figures between the
// two: it is the first of the file.
func (f finder) tableAbove(h Head) (plain Head, ok bool) {
	if !h.IsTurned() && h.kind != listTable || h.Titles == 0 {
		return h, false
	}
	plain, ok = f.find()
	ok = ok && plain.Size() < h.Titles && slices.ContainsFunc(f.rows[plain.Size():h.Titles], func(row []string) bool {
		return slices.ContainsFunc(row, func(text string) bool { return IsFigure([]byte(text)) })
	})
	return plain, ok
}

// finder looks for the header among rows.
type finder struct {
	cat     *catalog.Catalog
	rows    [][]string
	isSheet bool // of a workbook
}

// find returns the first rows that hold the header of a measure.
func (f finder) find() (h Head, ok bool) {
	for i := range f.rows {
		if !f.isText(i) {
			continue
		}
		h := Head{Titles: i, Rows: f.depth(i)}
		if h.texts, h.known = f.columns(h); h.known > 0 && !f.isTitle(i) {
			h.Number = numbersBelow(f, h)
			h.Above = f.hidden(i)
			h.titles = slices.DeleteFunc(slices.Concat(f.rows[:i]...), func(text string) bool { return text == "" })
			h.first.rows = ownRows(f, h)
			h.first.below = rowsBelow(f.cat, h.texts, h.first.rows)
			return h, true
		}
	}
	return Head{}, false
}

// isTitle reports whether all cells of a row are such as are above a form.
func (f finder) isTitle(row int) bool {
	if slices.ContainsFunc(f.rows[row], f.cat.Words.IsMotto) {
		return true // beside it is the name of an agency
	}
	title := false
	for c, text := range f.rows[row] {
		if text == "" {
			continue
		}
		if strings.HasSuffix(text, ":") && slices.ContainsFunc(f.rows[row][c+1:], isNonBlank) {
			continue // a label, with its value in another cell
		}
		if _, known := meaningOf(f.cat, text); known || !f.isTitleText(text) {
			return false
		}
		title = true
	}
	return title
}

// isTitleText reports whether a text begins as titles do, names a unit or a period,
// or is a label with its value.
func (f finder) isTitleText(text string) bool {
	_, value, labelled := strings.Cut(text, ":")
	periods, err := dates.Find(text, kpi.Calendar{})
	return f.cat.Words.IsTitle(text) || len(periods) > 0 || err != nil || len(f.cat.Words.UnitsOf(text)) > 0 || labelled && strings.TrimSpace(value) != ""
}

// hidden returns the row above a header where it may hold groups of its columns
// that are not known: "Hồ sơ chờ tiếp nhận" over "Đúng hạn". A single cell over
// all columns is no group. Blank rows between make no difference.
func (f finder) hidden(first int) []string {
	above := first - 1
	for above >= 0 && !slices.ContainsFunc(f.rows[above], isNonBlank) {
		above--
	}
	if above < 0 || !f.isText(above) || f.isTitle(above) && !f.isGroups(above, first) {
		return nil
	}
	cells := 0
	for _, text := range f.rows[above] {
		if text != "" {
			cells++
		}
	}
	if cells == 1 && slices.IndexFunc(f.rows[above], isNonBlank) <= slices.IndexFunc(f.rows[first], isNonBlank) {
		return nil
	}
	return f.rows[above]
}

// isGroups reports whether a row above a header names groups of its columns, though its
// cells might be titles: two of them name periods or units of their own, or are texts over
// its columns that leave the first free.
func (f finder) isGroups(above, first int) bool {
	cells, own := 0, 0
	isInside := slices.IndexFunc(f.rows[above], isNonBlank) > slices.IndexFunc(f.rows[first], isNonBlank)
	for _, text := range f.rows[above] {
		if text == "" || strings.HasSuffix(text, ":") {
			continue
		}
		if f.cat.Words.IsMotto(text) {
			return false
		}
		cells++
		periods, err := dates.Find(text, kpi.Calendar{})
		if len(periods) > 0 || err != nil || f.cat.Words.IsReport(text) || isInside && len(f.cat.Words.UnitsOf(text)) > 0 {
			own++
		}
	}
	return own >= 2 || cells >= 2 && own > 0 && isInside
}

// isNonBlank reports whether a clean cell holds anything.
func isNonBlank(text string) bool { return text != "" }

// cell returns a cell, "" beyond the end of its row.
func (f finder) cell(row, column int) string {
	if row < len(f.rows) && column < len(f.rows[row]) {
		return f.rows[row][column]
	}
	return ""
}

// isText reports whether a row has cells, but no figures among them.
func (f finder) isText(row int) bool {
	if row >= len(f.rows) {
		return false
	}
	some := false
	for _, text := range f.rows[row] {
		if IsFigure([]byte(text)) {
			return false
		}
		some = some || text != ""
	}
	return some
}

// IsFigure reports whether a cell is written with digits as a count, a day or a
// percentage is, right or wrong.
func IsFigure(cell []byte) bool {
	switch _, f, _ := rows.Count(cell); f {
	case rows.Blank, rows.Dash, rows.NotGiven, rows.NotANumber:
		return false
	case rows.Percent:
		return bytes.ContainsAny(cell, "0123456789") // "Tỷ lệ %" is a header
	}
	return true
}

// depth returns how many rows the header takes that begins with one: those below
// it whose cells are parts of merged cells. The first of them again begins the header once more.
func (f finder) depth(first int) int {
	n, again := 1, func(n int) bool { return slices.Equal(f.rows[first+n], f.rows[first]) }
	for n < headRows && f.isText(first+n) && f.isBelow(first, n) && !(again(n) && !again(n-1)) {
		n++
	}
	return n
}

// isBelow reports whether the row n below the first of a header divides merged
// cells of the rows between, or repeats them.
func (f finder) isBelow(first, n int) bool {
	merged := false
	for c, text := range f.rows[first+n] {
		if text == "" {
			continue
		}
		above, row := f.above(first, n, c)
		switch {
		case above != "" && f.cat.Words.IsUnit(text):
			merged = true // what the column counts
		case above == "":
			merged = merged || f.carried(first, c)
		case above == text || above == f.cell(row, c+1) || c > 0 && above == f.cell(row, c-1):
			merged = true // or each has the text of the merged cells
		case f.cell(row, c+1) == "" && f.cell(first+n, c+1) != "":
			merged = true
		case f.isKey(above) && f.isKey(text): // a part, or a section called like a header
		case f.isKey(above):
			return false // the name of a section, not a part of the header
		}
	}
	return merged
}

// above returns the nearest cell above row n of a header that is not blank.
func (f finder) above(first, n, column int) (text string, row int) {
	for row := first + n - 1; row >= first; row-- {
		if text := f.cell(row, column); text != "" {
			return text, row
		}
	}
	return "", 0
}

// carried reports whether a group to the left reaches over a column of the
// first row.
func (f finder) carried(first, column int) bool {
	for c := column - 1; c >= 0; c-- {
		if f.cell(first, c) != "" {
			return true
		}
	}
	return false
}

func (f finder) isKey(text string) bool {
	m, ok := meaningOf(f.cat, text)
	return ok && m.Key != "" && m.Key != catalog.KeyPercent
}

// columns joins the texts over every column from the top, and counts the columns
// that are known; 0 where no measure is among them.
func (f finder) columns(h Head) (texts [][]string, known int) {
	width := 0
	for _, row := range f.rows[h.Titles : h.Titles+h.Rows] {
		width = max(width, len(row))
	}
	measures := 0
	for c := range width {
		texts = append(texts, f.path(h, c))
	}
	own := owned(f.cat, texts)
	for c, path := range texts {
		key, measure := f.known(path)
		if own[c] >= 0 {
			key = f.cat.Headers.Own()[own[c]].Meaning.Key != ""
			measure = !key
		}
		if key || measure {
			known++
		}
		if measure {
			measures++
		}
	}
	if measures == 0 {
		return texts, 0
	}
	return texts, known
}

// known reports whether the texts over a column mean a key or a measure, or may
// mean one of several measures.
func (f finder) known(path []string) (key, measure bool) {
	if len(path) == 0 {
		return false, false
	}
	text := headerText(path)
	if m, ok := meaningOf(f.cat, path...); ok {
		return m.Key != "", m.Key == ""
	}
	if short, kind := cutDays(f.cat, path); kind != "" {
		m, ok := f.cat.Headers.Meaning(short)
		return false, ok && m.Key == ""
	}
	readings, _ := f.cat.Headers.Readings(text)
	return false, len(path) == 1 && len(readings) > 1
}

// path returns the texts over one column: its own, and those of the merged cells
// to the left that reach over it. A column without a text of its own has none.
func (f finder) path(h Head, column int) []string {
	own := -1
	for row := h.Titles; row < h.Titles+h.Rows; row++ {
		if f.cell(row, column) != "" {
			own = row
		}
	}
	if own < 0 {
		return nil
	}
	var path []string
	from := 0 // the first column of the group that the rows so far agree on
	for row := h.Titles; row <= own; row++ {
		c := column
		for row < own && c > from && f.cell(row, c) == "" {
			c--
		}
		text := f.cell(row, c)
		if text == "" || len(path) > 0 && path[len(path)-1] == text {
			continue
		}
		from = c
		path = append(path, text)
	}
	return path
}
