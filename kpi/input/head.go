package input

import (
	"bytes"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
)

// Of a file so many records, and bytes, are looked at to find its header.
const (
	headRecords = 64
	headBytes   = 1 << 16
)

// headRows is the most rows that a header of merged cells has.
const headRows = 4

// head is what stands above the data of an export: titles, the header, and the
// row that numbers the columns. It is found before anything is read, from the
// cells of the first records, cleaned.
type head struct {
	titles int        // records above the header, blank ones among them
	rows   int        // records of the header
	number int        // 1 where a record with the numbers of the columns follows
	texts  [][]string // by column: the texts over it, from the top
	known  int        // columns that mean something
	above  []string   // the record on top of the header where it may be a part of it
}

// size is the number of records above the data.
func (h head) size() int { return h.titles + h.rows + h.number }

// headFinder looks for the header among records.
type headFinder struct {
	cat  *catalog.Catalog
	rows [][]string
}

// find returns the first rows that hold the header of a measure.
func (f headFinder) find() (h head, ok bool) {
	for i := range f.rows {
		if !f.isText(i) {
			continue
		}
		h := head{titles: i, rows: f.depth(i)}
		if h.texts, h.known = f.columns(h); h.known > 0 && !f.isTitle(i) {
			h.number = f.numbers(h)
			h.above = f.hidden(i)
			return h, true
		}
	}
	return head{}, false
}

// isTitle reports whether all cells of a row are what stands above a form.
func (f headFinder) isTitle(row int) bool {
	if slices.ContainsFunc(f.rows[row], f.cat.Words.IsMotto) {
		return true // beside it stands the name of an agency
	}
	title := false
	for c, text := range f.rows[row] {
		if text == "" {
			continue
		}
		if strings.HasSuffix(text, ":") && slices.ContainsFunc(f.rows[row][c+1:], isSaid) {
			continue // a label, with what it labels in another cell
		}
		if _, known := f.cat.Headers.Meaning(withoutNumber(text)); known || !f.isTitleText(text) {
			return false
		}
		title = true
	}
	return title
}

// isTitleText reports whether a text begins as titles do, names a unit or a period,
// or is a label with what it labels.
func (f headFinder) isTitleText(text string) bool {
	_, value, labelled := strings.Cut(text, ":")
	periods, err := dates.Find(text, kpi.Calendar{})
	return f.cat.Words.IsTitle(text) || len(periods) > 0 || err != nil || len(f.cat.Words.UnitsOf(text)) > 0 || labelled && strings.TrimSpace(value) != ""
}

// hidden returns the row above a header where it may hold groups of its columns
// that are not known: "Hồ sơ chờ tiếp nhận" over "Đúng hạn". A single cell over
// all columns tells none apart. Blank rows between make no difference.
func (f headFinder) hidden(first int) []string {
	above := first - 1
	for above >= 0 && !slices.ContainsFunc(f.rows[above], isSaid) {
		above--
	}
	if above < 0 || !f.isText(above) || f.isTitle(above) {
		return nil
	}
	cells := 0
	for _, text := range f.rows[above] {
		if text != "" {
			cells++
		}
	}
	if cells == 1 && slices.IndexFunc(f.rows[above], isSaid) <= slices.IndexFunc(f.rows[first], isSaid) {
		return nil
	}
	return f.rows[above]
}

// isSaid reports whether a cell is not blank.
func isSaid(text string) bool { return text != "" }

// cell returns a cell, "" beyond the end of its row.
func (f headFinder) cell(row, column int) string {
	if row < len(f.rows) && column < len(f.rows[row]) {
		return f.rows[row][column]
	}
	return ""
}

// isText reports whether a row has cells, but no figures among them.
func (f headFinder) isText(row int) bool {
	if row >= len(f.rows) {
		return false
	}
	some := false
	for _, text := range f.rows[row] {
		if isFigure([]byte(text)) {
			return false
		}
		some = some || text != ""
	}
	return some
}

// isFigure reports whether a cell is written with digits as a count, a day or a
// percentage is, right or wrong.
func isFigure(cell []byte) bool {
	switch _, f, _ := count(cell); f {
	case blank, dash, unknown, notANumber:
		return false
	case percent:
		return bytes.ContainsAny(cell, "0123456789") // "Tỷ lệ %" is a header
	}
	return true
}

// depth returns how many rows the header takes that begins with one: those below
// it whose cells are parts of merged cells.
func (f headFinder) depth(first int) int {
	n := 1
	for n < headRows && f.isText(first+n) && f.isBelow(first, n) {
		n++
	}
	return n
}

// isBelow reports whether the row n below the first of a header divides merged
// cells of the rows between, or repeats them.
func (f headFinder) isBelow(first, n int) bool {
	merged := false
	for c, text := range f.rows[first+n] {
		if text == "" {
			continue
		}
		above, row := f.above(first, n, c)
		switch {
		case above == "":
			merged = merged || f.carried(first, c)
		case above == text || above == f.cell(row, c+1) || c > 0 && above == f.cell(row, c-1):
			merged = true // or what was merged stands in each
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
func (f headFinder) above(first, n, column int) (text string, row int) {
	for row := first + n - 1; row >= first; row-- {
		if text := f.cell(row, column); text != "" {
			return text, row
		}
	}
	return "", 0
}

// carried reports whether a group to the left reaches over a column of the
// first row.
func (f headFinder) carried(first, column int) bool {
	for c := column - 1; c >= 0; c-- {
		if f.cell(first, c) != "" {
			return true
		}
	}
	return false
}

func (f headFinder) isKey(text string) bool {
	m, ok := f.cat.Headers.Meaning(withoutNumber(text))
	return ok && m.Key != "" && m.Key != catalog.KeyPercent
}

// columns joins the texts over every column from the top, and counts the columns
// that are known; 0 where no measure is.
func (f headFinder) columns(h head) (texts [][]string, known int) {
	width := 0
	for _, row := range f.rows[h.titles : h.titles+h.rows] {
		width = max(width, len(row))
	}
	measures := 0
	for c := range width {
		path := f.path(h, c)
		texts = append(texts, path)
		key, measure := f.known(path)
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
func (f headFinder) known(path []string) (key, measure bool) {
	if len(path) == 0 {
		return false, false
	}
	text := headerText(path)
	if m, ok := f.cat.Headers.Meaning(text); ok {
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
func (f headFinder) path(h head, column int) []string {
	own := -1
	for row := h.titles; row < h.titles+h.rows; row++ {
		if f.cell(row, column) != "" {
			own = row
		}
	}
	if own < 0 {
		return nil
	}
	var path []string
	from := 0 // the first column of the group that the rows so far agree on
	for row := h.titles; row <= own; row++ {
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

// headerText joins the texts over a column as the headers table does, without the
// numbers of columns and the words that only say that parts follow.
func headerText(path []string) string {
	texts := make([]string, len(path))
	for i, text := range path {
		texts[i] = withoutNumber(text)
	}
	return strings.Join(texts, " / ")
}
