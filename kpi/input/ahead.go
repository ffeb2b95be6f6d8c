package input

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
)

// ahead looks at all rows of a table before they are taken, to find the sums among them.
type ahead struct {
	layout  *header.Layout
	cells   aheadCells
	posted  *posting
	table   *sums.Table
	lines   []int       // of its rows
	numbers []rowNumber // likewise
	named   namedRows
	texts   cellTexts
	items   *items
}

// aheadCells are the cells of a table that are looked at.
type aheadCells struct {
	keys   []int
	unit   int   // which of the keys holds units of all levels, or -1
	items  []int // that name a procedure or a field
	totals []int // that may name a total
	given  []int // by column of counts: the number of its measure among those of rows
}

// cellTexts are the texts of cells as numbers: a text has the same number in all cells, and a
// blank one has 0.
type cellTexts struct {
	numbers map[string]uint32
	kinds   map[uint32]uint32 // of units, by the numbers of their texts
	parsed  [2][][]uint32     // of the keys and of the items that a parser numbers, by its numbers
}

// number returns the number of a text.
func (t *cellTexts) number(cell []byte) uint32 {
	cell = bytes.TrimSpace(cell)
	id, ok := t.numbers[string(cell)]
	if !ok {
		id = uint32(len(t.numbers))
		t.numbers[string(cell)] = id
	}
	return id
}

// The kinds of a row are texts as well: by its key, its item and its number.
const kindsOfRow = 3

func newAhead(t *table) *ahead {
	l := t.layout
	a := &ahead{layout: l, posted: t.posting, items: t.items,
		texts: cellTexts{numbers: map[string]uint32{"": 0}, kinds: map[uint32]uint32{}}}
	a.named.numbers = map[string]int{}
	for _, key := range header.OfNames() {
		if i := l.Keys[key]; i >= 0 {
			a.named.cells = append(a.named.cells, i)
		}
	}
	given := l.Given()
	a.cells = aheadCells{keys: l.Keys.Cells(), items: l.Cells.Items(), totals: l.OfNames()}
	a.cells.unit = slices.Index(a.cells.keys, l.Keys[header.Unit])
	for _, c := range l.Measures {
		a.cells.given = append(a.cells.given, slices.Index(given, c.Measure))
	}
	a.table = sums.NewTable(len(given), len(a.cells.keys)+len(a.cells.items)+1+kindsOfRow)
	return a
}

// batches looks at the rows of all batches of a text: at each by itself only where rows
// are not plain, or may be sums.
func (a *ahead) batches(text *rows.Text, line int, list []*batch.Batch) {
	if q, ok := a.quick(list); ok && !sums.MayHave(q, a.texts.parsed) && !a.hasNear(len(q)) {
		return
	}
	size := 0
	for _, b := range list {
		size += bytes.Count(b.Data, []byte{'\n'}) + 1
	}
	a.grow(size)
	for _, b := range list {
		text.Look(rows.Block{Data: b.Data, Line: line}, a.row)
		line += bytes.Count(b.Data, []byte{'\n'})
	}
}

// grow makes room for some rows.
func (a *ahead) grow(size int) {
	a.table.Grow(size)
	a.lines, a.numbers = slices.Grow(a.lines, size), slices.Grow(a.numbers, size)
}

// nearRows is in how many rows of fields or procedures those are looked for that are nearly
// sums: in longer tables that takes too long.
const nearRows = 1000

// hasNear reports whether rows of a table may be nearly sums.
func (a *ahead) hasNear(rows int) bool {
	return len(a.cells.items) > 0 && rows <= nearRows
}

// found returns the sums among the rows, and notes what else they show of each other.
func (a *ahead) found(ctx *context) *sums.Found {
	found := a.table.FindOn(a.lines)
	if a.hasNear(len(a.lines)) {
		found.FindNear(a.table, len(a.cells.keys))
	}
	ctx.blanks.groups = a.groups(found)
	a.numbered(&ctx.numbers, found)
	return found
}

// rowNumber is the number of a row, and whether it has no counts of its own: 1, or 1.1.
type rowNumber struct {
	text   string
	isBare bool
}

// numbered finds the rows that are numbered as parts of a row above, 1.1 below 1: those of one
// that has counts and is not their sum, and the heads of the others.
func (a *ahead) numbered(n *rowNumbers, found *sums.Found) {
	n.parts, n.heads = map[int]int{}, map[int]bool{}
	whole := -1
	for i, row := range a.numbers {
		head, _, isPart := strings.Cut(row.text, ".")
		switch {
		case !isPart && row.text != "":
			whole = i
		case !isPart || whole < 0 || a.numbers[whole].text != head:
		case a.numbers[whole].isBare:
			n.heads[a.lines[whole]] = true
		case found.On(a.lines[whole]).Proof == sums.None:
			n.parts[a.lines[i]] = a.lines[whole]
		}
	}
}

// quick returns what the rows of all batches show by themselves. ok is false where some
// were not parsed.
func (a *ahead) quick(list []*batch.Batch) (q []sums.Quick, ok bool) {
	size := 0
	for _, b := range list {
		size += len(b.Rows)
	}
	q = make([]sums.Quick, 0, size)
	ids := map[*batch.Texts]*[2][]int32{}
	for _, b := range list {
		own := ids[b.Texts]
		if own == nil {
			own = &[2][]int32{}
			ids[b.Texts] = own
		}
		own[0] = a.number(0, own[0], b.Keys, a.keyTexts)
		own[1] = a.number(1, own[1], b.Items, a.itemTexts)
		for _, run := range b.Runs {
			if run.Key < 0 {
				return nil, false
			}
			for _, row := range b.Rows[run.First : run.First+run.Count] {
				q = append(q, sums.Quick{Hash: row.Hash, Cells: [2]int32{own[0][run.Key], own[1][row.Item]}, Other: uint32(row.Unknown)})
			}
		}
	}
	return q, true
}

// number returns the numbers of the texts of a parser, and adds their cells.
func (a *ahead) number(of int, ids []int32, list []string, read func(to []uint32, cells [][]byte) []uint32) []int32 {
	var cells [][]byte
	for _, text := range list[len(ids):] {
		cells = cells[:0]
		for left := []byte(text); len(left) > 0; {
			cell, rest, _ := bytes.Cut(left, []byte{rows.CellEnd})
			cells, left = append(cells, cell), rest
		}
		ids = append(ids, int32(len(a.texts.parsed[of])))
		a.texts.parsed[of] = append(a.texts.parsed[of], read(nil, cells))
	}
	return ids
}

// row looks at a row.
func (a *ahead) row(row rows.Row) {
	if row.IsBlank() {
		return
	}
	l := a.layout
	row = l.Pad(row)
	var room [8][]byte // for nearly all
	cells := func(list []int) [][]byte {
		of := room[:0]
		for _, i := range list {
			of = append(of, row.Cells[i])
		}
		return of
	}
	isTotal := slices.ContainsFunc(a.cells.totals, func(i int) bool { return a.items.marksAt(row.Cells[i]).total })
	counts, texts := a.table.Add(isTotal)
	a.lines = append(a.lines, row.Line)
	a.nameRow(row, isTotal)
	for n, c := range l.Measures {
		if v, form := countOf(row.Cells[c.Cell], c.Days); form < rows.Blank {
			to := &counts[a.cells.given[n]]
			if *to != sums.Missing {
				v += int64(*to)
			}
			*to = uint32(min(v, sums.Missing))
		}
	}
	n := len(a.itemTexts(a.keyTexts(texts[:0], cells(a.cells.keys)), cells(a.cells.items)))
	if len(l.Cells.Unknown) > 0 {
		texts[n] = uint32(batch.Hash(a.posted.before.seed, []int{0}, [][]byte{bytes.Join(cells(l.Cells.Unknown), []byte{rows.CellEnd})}))
	}
	texts[n+1] = 1
	number := ""
	for _, i := range l.Cells.Ordinal {
		cell := bytes.TrimRight(rows.Trim(row.Cells[i]), ".)")
		if number += string(cell); !isNumber(cell) {
			texts[n+1] = uint32(2 + 8*numeral(cell) + min(bytes.Count(cell, []byte{'.'}), 7))
		}
	}
	isBlank := !slices.ContainsFunc(counts, func(v uint32) bool { return v != sums.Missing })
	a.numbers = append(a.numbers, rowNumber{number, isBlank || isTotal})
}

// countOf reads a cell of counts or days.
func countOf(cell []byte, days bool) (v int64, form rows.Form) {
	if days {
		d := rows.Days(cell)
		return d.Half, d.Form
	}
	v, form, _ = rows.Count(cell)
	return v, form
}

// keyTexts adds the texts of the key cells of a row, and the kind that they show: of the
// unit's level, in capitals or not.
func (a *ahead) keyTexts(to []uint32, cells [][]byte) []uint32 {
	texts := slices.Grow(to, len(cells)+1)
	for _, cell := range cells {
		texts = append(texts, a.texts.number(cell))
	}
	n := a.cells.unit
	if n < 0 {
		return append(texts, 1)
	}
	unit := texts[len(to)+n]
	kind, ok := a.texts.kinds[unit]
	if !ok {
		kind = 4*uint32(a.items.cat.Words.Name(string(cells[n]), kpi.Levels()...).Level) + upperBit(cells[n])
		a.texts.kinds[unit] = kind
	}
	return append(texts, kind)
}

// itemTexts adds the texts of the procedure and the field of a row, and the kind that they
// show: numbered, indented, or in capitals.
func (a *ahead) itemTexts(to []uint32, cells [][]byte) []uint32 {
	texts := slices.Grow(to, len(cells)+1)
	var name []byte
	for _, cell := range cells {
		texts = append(texts, a.texts.number(cell))
		if len(name) == 0 {
			name = cell
		}
	}
	trimmed := bytes.TrimLeft(name, " \t\u00a0")
	number, _, _ := bytes.Cut(trimmed, []byte(" "))
	kind := sectionRank(name)<<8 | min(len(name)-len(trimmed), 7)<<4
	switch {
	case len(number) > 0 && (number[0] == '-' || number[0] == '+'):
		kind |= 1 << 12
	case len(bytes.Trim(number, "0123456789.")) == 0:
		kind |= min(bytes.Count(bytes.TrimRight(number, "."), []byte{'.'})+len(number[:min(len(number), 1)]), 7) << 13
	}
	return append(texts, uint32(kind)+upperBit(name))
}

// upperBit is 2 of a name all in capitals, and 1 of any other: a kind is no blank.
func upperBit(name []byte) uint32 {
	if !bytes.ContainsFunc(name, unicode.IsUpper) || bytes.ContainsFunc(name, unicode.IsLower) {
		return 1
	}
	return 2
}

// takeAhead looks at the rows of a table before it takes them, unless there are too many.
// It returns the table below it, if there is one.
func takeAhead(t *table, f *rows.File, p *part) (below *part, err error) {
	p.gather()
	if p.end != nil {
		below = newCutter(t, f).find(p)
	}
	p.each(padder(t, f))
	if p.end != nil {
		a := newAhead(t)
		a.grow(len(p.list))
		for _, row := range p.list {
			a.row(row)
		}
		t.sums = a.found(&t.ctx)
	}
	return below, t.takeRows(p.next)
}

// padder returns what gives a row the blank cells that it lacks, where rows do not show where
// these end, and the text that its merged cells show; nil where rows are as they are.
func padder(t *table, f *rows.File) func(rows.Row) rows.Row {
	switch {
	case !f.IsSheet():
		return nil
	case !f.IsMerged():
		return t.layout.Pad
	}
	return func(row rows.Row) rows.Row { return t.ctx.blanks.merged(t.layout, t.layout.Pad(row)) }
}
