package input

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// item is what distinguishes a row from others of its unit and period: its procedure or
// field, section, office and day. An example is "Đất đai" on 15 June.
type item struct {
	id    int // in the list of the file; 0 where nothing distinguishes the row
	nth   int // how many procedures and fields the file has up to it
	grain grain
	total bool   // the row is a total
	part  bool   // the row may be a part of another, or their sum
	other bool   // the row is of another period, or a plan
	blank bool   // signs or words for nothing are where its name should be
	field string // that the row names, where fields are kept
}

// grain is by what the rows of one unit and period are distinguished, such as by field.
type grain uint8

// The grains.
const (
	byUnit grain = iota
	byField
	byProcedure

	// Added to one of the others:
	byOffice grain = 1 << 6
	byDay    grain = 1 << 7

	noGrain grain = 1<<8 - 1 // of no rows yet
)

// String names the grain for a message.
func (g grain) String() string {
	switch {
	case g&byDay != 0:
		return "day"
	case g&byOffice != 0:
		return "office"
	}
	return [...]string{"unit", "field", "procedure"}[g]
}

// items finds the items of rows. Each distinct text is looked at once, as long as it is
// remembered.
type items struct {
	cat      *catalog.Catalog
	fields   bool // they are kept
	layout   *header.Layout
	calendar kpi.Calendar
	periods  *kpi.Memo[bool] // whether texts name one
	list     *itemList
	known    map[string]item // by the raw bytes of the cells; of the open sections
	narrowed map[narrowing]int
	marking  []int              // the cells outside the keys that may mark a row as a total
	marks    map[string]marksOf // of these cells
	scratch  []byte
}

// narrowing is an item, and the day or the office that its rows are narrowed to.
type narrowing struct {
	item int
	by   string
}

func newItems(r *run, e *exportResult) *items {
	cells := &e.layout.Cells
	return &items{cat: r.cat, fields: r.opts.Fields, layout: e.layout, calendar: r.opts.Calendar, periods: r.periods, list: e.account.items,
		known: map[string]item{}, narrowed: map[narrowing]int{},
		marking: slices.Concat(cells.Ordinal, cells.Nameless), marks: map[string]marksOf{}}
}

// of returns the item of a row in some sections.
func (t *items) of(row rows.Row, in *sections) item {
	cells := &t.layout.Cells
	if len(cells.Procedure)+len(cells.Field) == 0 && len(in.open) == 0 {
		return item{} // the first number is that of nothing
	}
	t.scratch = appendCells(appendCells(t.scratch[:0], row, cells.Procedure), row, cells.Field)
	it, ok := t.known[string(t.scratch)]
	if !ok {
		it = t.read(row, in)
		remember(t.known, string(t.scratch), it)
	}
	return it
}

// read makes the item of a row of its section, procedure and field, without the words and
// numbers that only some write. A row without a procedure among rows with one may be
// their total.
func (t *items) read(row rows.Row, in *sections) item {
	var it item
	texts := in.items()
	cells, isNamed, isWritten := &t.layout.Cells, false, false
	for n, i := range cells.Items() {
		text, g, isField := string(row.Cells[i]), byProcedure, n >= len(cells.Procedure)
		isName := strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) && !t.cat.Words.IsNoName(text)
		isNamed, isWritten = isNamed || isName, isWritten || strings.TrimSpace(text) != ""
		it.total = it.total || t.cat.Words.IsTotal(text)
		it.part = it.part || t.isPart(text, isField)
		it.other = it.other || t.cat.Words.IsOther(text)
		if isField {
			g, text = byField, t.cat.Words.Field(text)
			if t.fields && isName {
				it.field = strings.TrimPrefix(it.field+", "+text, ", ")
			}
		}
		if len(bytes.TrimSpace(row.Cells[i])) > 0 {
			it.grain = max(it.grain, g)
		}
		texts = append(texts, text)
	}
	it.blank = isWritten && !isNamed
	it.part = it.part || it.blank
	it.id = t.list.id(strings.TrimRight(strings.Join(texts, "\x1f"), "\x1f"), false)
	it.nth = t.list.list[it.id].nth
	return it
}

// isPart reports whether the text of a procedure or a field may be that of a part or
// a sum of others: "Trong đó", "Cấp huyện", "1.1. Cấp mới", an indented name, and in
// a column of fields a period too.
func (t *items) isPart(text string, field bool) bool {
	words := t.cat.Words
	level, _ := words.Level(text)
	indent := len(text) - len(strings.TrimLeft(text, " \t\u00a0"))
	if level != 0 || words.IsPart(text) || indent >= 2 || isPartNumber(text) {
		return true
	}
	return field && !words.IsTotal(text) && t.periods.Of(text, t.namesPeriod)
}

// namesPeriod reports whether a text names a period, with its year or without.
func (t *items) namesPeriod(text string) bool {
	periods, err := dates.Find(text, t.calendar)
	_, _, whole := dates.Parse(vietnamese.Clean(text)+" năm 2024", t.calendar)
	return len(periods) > 0 || err != nil || whole == nil
}

// isPartNumber reports whether a text begins with the number of a part: 1.1 or 1.1.2.
func isPartNumber(text string) bool {
	number, _, ok := strings.Cut(strings.TrimSpace(text), " ")
	number = strings.TrimRight(number, ".)")
	head, tail, divided := strings.Cut(number, ".")
	return ok && divided && len(head) < 3 && len(tail) < 4 && strings.Trim(head+tail, "0123456789.") == ""
}

// narrow returns the item of a row of one office or one day.
func (t *items) narrow(it item, key *rowKey) item {
	for _, by := range []string{key.office, key.day.String()} {
		if by == "" {
			continue
		}
		key := narrowing{it.id, by}
		id, ok := t.narrowed[key]
		if !ok {
			id = t.list.id(t.list.list[it.id].text+"\x1f"+by, true)
			t.narrowed[key] = id
		}
		it.id = id
	}
	if key.office != "" {
		it.grain |= byOffice
	}
	if !key.day.IsZero() {
		it.grain |= byDay
	}
	return it
}

// marksOf is what a cell outside the keys marks its row as: "Tổng số" as a total, "Trong
// đó" as a part.
type marksOf struct{ total, part bool }

// marksAt returns what a cell marks its row as: nothing, where it begins with a digit.
func (t *items) marksAt(cell []byte) marksOf {
	if len(cell) == 0 || cell[0] >= '0' && cell[0] <= '9' {
		return marksOf{}
	}
	m, ok := t.marks[string(cell)]
	if !ok {
		m = marksOf{t.cat.Words.IsTotal(string(cell)), t.cat.Words.IsPart(string(cell))}
		remember(t.marks, string(cell), m)
	}
	return m
}

// isTotal reports whether a row shows outside its key cells that it is a total.
func (t *items) isTotal(row rows.Row, it item) bool {
	return it.total || slices.ContainsFunc(t.marking, func(i int) bool { return i < len(row.Cells) && t.marksAt(row.Cells[i]).total })
}

// totalCell returns the cell of a column that is not known in which a row has a word for
// totals, or -1: that alone does not make it one.
func (t *items) totalCell(row rows.Row) int {
	for _, i := range t.layout.Cells.Unknown {
		if t.marksAt(row.Cells[i]).total {
			return i
		}
	}
	return -1
}

// partCell returns the cell by which a row may hold the sum of others, or be a part of the
// one above: it has a number of another kind than digits, or is marked so.
// ok is false where there is none.
func (t *items) partCell(row rows.Row, it item) (cell int, ok bool) {
	cells := &t.layout.Cells
	if it.part {
		return cells.Items()[0], true
	}
	for _, i := range cells.Ordinal {
		cell := bytes.TrimSpace(row.Cells[i])
		if len(cell) > 0 && !isNumber(cell) && numeral(cell) == 0 { // else a section without rows
			return i, true
		}
	}
	for _, i := range cells.Unknown {
		if t.marksAt(row.Cells[i]).part {
			return i, true
		}
	}
	return 0, false
}

// isNumber reports whether a row number is a plain one: 12, 12. or 12). Below 1
// there may be 1.1, which is a part of it.
func isNumber(cell []byte) bool {
	_, ok := rows.Number(bytes.TrimRight(cell, ".)"))
	return ok
}

// describeItem names the procedure or field of a row for a message: " (Đất đai)".
func describeItem(l *header.Layout, row rows.Row) string {
	var cells rows.Row
	for _, i := range l.Cells.Items() {
		cells.Cells = append(cells.Cells, row.Cells[i])
	}
	if texts := cells.Texts(); len(texts) > 0 {
		return " (" + strings.Join(texts, ", ") + ")"
	}
	return ""
}

// itemList numbers the texts of the items of a file, or of all.
type itemList struct {
	ids  map[string]int // by the folded text
	list []itemText
	wide int // how many of them are not narrowed to a day or an office
}

// itemText is the text of an item as it was first written, and folded.
type itemText struct {
	text, folded string
	narrow       bool // to a day or an office
	nth          int  // how many texts there are up to it that are not narrowed
}

// itemsLimit is far above the number of procedures of the whole country, as all its
// systems write them, and bounds the memory that they take.
const itemsLimit = 200_000

// isFull reports whether there are more procedures and fields than there can be.
func (l *itemList) isFull() bool { return l.wide > itemsLimit }

func newItemList() *itemList {
	l := &itemList{ids: map[string]int{}}
	l.id("", false)
	return l
}

// id returns the number of a text, which is that of a procedure or a field, or narrowed
// to a day or an office.
func (l *itemList) id(key string, narrow bool) int {
	text := strings.Join(strings.FieldsFunc(key, func(c rune) bool { return c == rows.CellEnd }), ", ")
	return l.add(itemText{text: text, folded: vietnamese.Fold(strings.ReplaceAll(key, "\x1f", "|")), narrow: narrow})
}

func (l *itemList) add(t itemText) int {
	id, ok := l.ids[t.folded]
	if !ok {
		id = len(l.list)
		l.ids[t.folded] = id
		if !t.narrow {
			l.wide++
		}
		t.nth = l.wide
		l.list = append(l.list, t)
	}
	return id
}
