package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// cutter finds where the next table of a file begins among the rows below a header: at its
// header with the titles above it, or at a row that is nothing but the title of the rows
// below. What only looks so is left to the table, which reports it.
type cutter struct {
	table      *table
	delimiters []byte
	hasRows    bool // a row with figures was there
	hasWords   bool // a row of words since the last of these, that may be a title
}

// The limits bound the time that a file takes: how many tables it may have, and how many
// of its rows are looked at that may begin one.
const (
	tablesLimit = 1000
	triesLimit  = 2 * tablesLimit
	windowRows  = 24 // that are looked at below a header
)

func newCutter(t *table, f *rows.File) *cutter {
	c := &cutter{table: t}
	if f.Text != nil {
		c.delimiters = []byte{f.Text.Delimiter()}
	}
	return c
}

// pass passes rows with figures.
func (c *cutter) pass() { c.hasRows, c.hasWords = true, false }

// mayBegin passes a row, and reports whether it may begin the next table.
func (c *cutter) mayBegin(row rows.Row) bool {
	t := c.table
	if row.IsBlank() {
		return false
	}
	if t.figures.has(row) {
		c.pass()
		return false
	}
	padded := t.layout.Pad(row)
	texts := t.nonBlank(padded)
	had := c.hasWords
	if t.layout.IsRepeated(texts) {
		return c.hasRows && had
	}
	c.hasWords = true
	cat := t.run.cat
	return c.hasRows && (header.IsOtherHeader(cat, padded) || header.HeadsTable(cat, padded) || t.layout.HeadsOthers(cat, texts) || c.isPeriod(texts))
}

// find returns the next table of a part, and takes it off the part; nil where there is
// none.
func (c *cutter) find(p *part) (below *part) {
	behind := 0 // the last row with figures
	for i := 0; i < len(p.list) && !p.isLast && p.tries < triesLimit && p.nth < tablesLimit; i++ {
		if c.table.figures.has(p.list[i]) {
			behind = i + 1
		} else if isList, _ := header.IsOfList(c.table.run.cat, p.list[i].Texts()); isList {
			return nil // the table reports it
		}
		if !c.mayBegin(p.list[i]) {
			continue
		}
		p.tries++
		if at, head, ok := c.headAt(p.list, behind, i); ok {
			below = p.cut(at)
			below.head = head
		} else if c.isTitle(p.list, i) {
			below = p.cut(i)
			below.isRow = true
		}
		if below != nil {
			below.above = c.table
			return below
		}
	}
	return nil
}

// headAt returns the header that a row is of, and where the titles above it begin, behind
// the last row with figures. It is one only with figures below it, and names for its rows;
// one that is that of the table only with titles of another period or unit.
func (c *cutter) headAt(list []rows.Row, behind, row int) (at int, head header.Head, ok bool) {
	t := c.table
	if head = c.choose(list, behind, row); !head.IsFound() {
		return 0, head, false
	}
	first := behind + head.Titles
	if first > row || row >= first+head.Rows {
		return 0, head, false
	}
	isBelowTotal := behind > 0 && slices.ContainsFunc(list[behind-1].Texts(), t.run.cat.Words.IsTotal)
	if at, ok = c.titlesAt(list[behind:first], isBelowTotal); !ok {
		return 0, head, false
	}
	at += behind
	if head = c.choose(list, at, row); !head.IsFound() || at+head.Titles != first {
		return 0, head, false
	}
	for _, own := range list[at+head.Size():] {
		if c.table.figures.has(own) || slices.ContainsFunc(own.Cells, header.IsFigure) {
			again := t.layout.IsRepeated(t.nonBlank(t.layout.Pad(list[first])))
			return at, head, !again && head.IsNamed(t.run.cat) || again && c.areOther(list[at:first])
		}
		if header.HeadsTable(t.run.cat, own) {
			break
		}
	}
	return 0, head, false
}

// choose finds the header among rows from one on.
func (c *cutter) choose(list []rows.Row, from, row int) header.Head {
	var window [][]string
	for _, own := range list[from:min(row+windowRows, len(list))] {
		window = append(window, own.Clean())
	}
	head, _ := header.Choose(c.table.run.cat, c.delimiters, func(byte) [][]string { return window })
	return head
}

// titlesAt returns where the titles begin among rows between a table and a header: below
// notes and signatures. ok is false where these are mixed with titles.
func (c *cutter) titlesAt(list []rows.Row, isApart bool) (at int, ok bool) {
	at = len(list)
	isSigned, isNamed := false, false // a row that is no title names a unit
	for k, row := range list {
		texts := c.table.nonBlank(c.table.layout.Pad(row))
		isFoot := all(texts, c.table.run.isFooter)
		switch {
		case len(texts) == 0:
			isApart = true
		case at < len(list) && isFoot && all(texts, func(t header.CellText) bool { return dates.IsSigning(t.Text) }):
			// The date of a letter is among its titles.
		case c.table.run.cat.Words.IsTotal(texts[0].Text), isFoot && (at < len(list) || isNamed):
			return 0, false
		case isFoot:
			isApart, isSigned = true, true
		case at == len(list) && c.begins(texts, isApart, isSigned):
			at = k
		case at == len(list):
			isNamed = isNamed || slices.ContainsFunc(texts, func(t header.CellText) bool { return len(c.table.run.unitsIn(t.Text)) > 0 })
		}
	}
	return at, true
}

// begins reports whether a row of words begins the titles of a table: it names a period, a
// report or a unit, where that cannot be the name of a row; or is any other text below a
// total or a blank row. Names below a signature are those of who signs.
func (c *cutter) begins(texts []header.CellText, isApart, isSigned bool) bool {
	t, words := c.table, c.table.run.cat.Words
	keys := &t.layout.Keys
	isPlace := false
	for _, text := range texts {
		isKey := slices.Contains(keys.Cells(), text.Cell)
		units := t.run.unitsIn(text.Text)
		names := len(units) > 0
		if names && text.Cell == keys[header.Commune] {
			isKey = slices.ContainsFunc(units, func(n catalog.Name) bool { return n.Level == kpi.Commune }) // no row of communes has another
		}
		isPeriod := slices.ContainsFunc(header.OfPeriod(), func(key header.Key) bool { return keys[key] == text.Cell })
		if namesTime(t.run, text.Text) && !isPeriod || words.IsMotto(text.Text) || words.IsReport(text.Text) ||
			(words.IsTitle(text.Text) || names) && (isApart || !isKey) || len(t.layout.Cells.Items()) == 0 && c.isSubject(text.Text) {
			return true
		}
		list := t.run.opts.Units
		isPlace = isPlace || isKey && (list == nil || names || len(list.Named(words.Name(text.Text), kpi.Period{})) > 0)
	}
	return isApart && !isSigned && !isPlace
}

// isSubject reports whether a text names what a table counts, and nothing else: "II. Kết quả
// số hóa hồ sơ".
func (c *cutter) isSubject(text string) bool {
	if mark, after, ok := strings.Cut(text, ". "); ok && numeral([]byte(mark)) > 0 {
		text = after
	}
	title := c.table.run.cat.Words.Title(text, func(string) bool { return true })
	return title.Fits && title.Other == "" && title.Unknown == ""
}

// areOther reports whether titles name a period or a unit that those of the table do not.
func (c *cutter) areOther(list []rows.Row) bool {
	t := c.table
	for _, row := range list {
		for _, text := range row.Texts() {
			isKnown := slices.ContainsFunc(slices.Concat(t.ctx.titles.cells, t.ctx.titles.lines), func(o titleCell) bool { return vietnamese.Fold(o.text) == vietnamese.Fold(text) })
			if !isKnown && (namesTime(t.run, text) || len(t.run.unitsIn(text)) > 0) {
				return true
			}
		}
	}
	return false
}

// isPeriod reports whether a row is nothing but the title of the period of the rows below,
// and the table has a title of the same kind.
func (c *cutter) isPeriod(texts []header.CellText) bool {
	titles := c.table.ctx.titles
	if len(texts) != 1 || titles.period.IsZero() {
		return false
	}
	p, ok := periodOf(c.table.run, texts[0].Text)
	isSame := func(line titleCell) bool {
		own, ok := periodOf(c.table.run, line.text)
		return ok && own == titles.period
	}
	return ok && p != titles.period && p.To-p.From == titles.period.To-titles.period.From && slices.ContainsFunc(titles.lines, isSame)
}

// periodOf returns the period that a text names and nothing beside it.
func periodOf(r *run, text string) (p kpi.Period, ok bool) {
	p, day, err := dates.Parse(vietnamese.Clean(text), r.opts.Calendar)
	return p, err == nil && day.IsZero()
}

// isTitle reports whether a row is the title of the rows of figures below it, without a
// header between: the first of them has the names of one above, and would repeat it if it
// were of the same period.
func (c *cutter) isTitle(list []rows.Row, at int) bool {
	t := c.table
	if !c.isPeriod(t.nonBlank(t.layout.Pad(list[at]))) {
		return false
	}
	for _, row := range list[at+1:] {
		if t.figures.has(row) {
			return slices.ContainsFunc(list[:at], func(above rows.Row) bool { return t.figures.has(above) && c.hasNamesOf(above, row) })
		}
		padded := t.layout.Pad(row)
		if texts := t.nonBlank(padded); t.layout.IsRepeated(texts) || header.HeadsTable(t.run.cat, padded) || t.layout.HeadsOthers(t.run.cat, texts) || c.isPeriod(texts) {
			break
		}
	}
	return false
}

// hasNamesOf reports whether two rows have the same names, of units, fields and procedures.
func (c *cutter) hasNamesOf(a, b rows.Row) bool {
	l := c.table.layout
	some := false
	for _, i := range slices.Concat(l.Keys.Cells(), l.Cells.Items()) {
		text := vietnamese.Clean(cellOf(a, i))
		if vietnamese.Fold(text) != vietnamese.Fold(vietnamese.Clean(cellOf(b, i))) {
			return false
		}
		some = some || text != ""
	}
	return some
}

// cellOf returns a cell of a row, "" behind its end.
func cellOf(row rows.Row, i int) string {
	if i < len(row.Cells) {
		return string(row.Cells[i])
	}
	return ""
}
