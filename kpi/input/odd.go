package input

import (
	"bytes"
	"unicode/utf8"
)

// odd reads the row at the start of some records cell by cell: a count may be blank,
// a dash or none. It returns the length of the row, or 0 where it is not certain
// that it is one of counts that are added.
func (p *plainReader) odd(data []byte) int {
	p.scan.reset(block{data, p.to.lines + 1})
	rec, ok, err := p.scan.next()
	size := len(data) - len(p.scan.data)
	if !ok || err != nil || !isText(data[:size]) || !p.isRow(rec) || !p.areCounts(rec) {
		return 0
	}
	if !p.look(roleKey|roleGrain|roleUnknown, rec.cells) || !p.enter(rec.lines) {
		return 0
	}
	p.sequence.above = p.grain
	for _, i := range p.layout.ordinal {
		p.noteNumber(rec.cells[i], rec.line)
	}
	p.cells(rec)
	p.checkRules(rec)
	p.checkPercents(rec, p.row)
	p.slot.giveOdd(p.row)
	return size
}

// isRow reports whether a record fits below the header and is no total, no section
// and nothing but a row, by all that can be told without its names.
func (p *plainReader) isRow(rec record) bool {
	if code, _ := p.misfit(rec); code != "" || !p.hasFigures(rec) {
		return false
	}
	for _, i := range p.layout.nameless {
		if i < len(rec.cells) && len(trim(rec.cells[i])) > 0 {
			return false
		}
	}
	for _, i := range p.layout.ordinal {
		if cell := bytes.TrimSpace(rec.cells[i]); len(cell) > 0 && !isNumber(cell) {
			return false
		}
	}
	return true
}

// areCounts reports whether the figures of a record are within limits and have the
// group mark of those before.
func (p *plainReader) areCounts(rec record) bool {
	p.mark = p.marks.group
	for _, c := range p.layout.measures {
		if v, f, mark := count(rec.cells[c.cell]); v >= plainLimit || f == grouped && !p.isMark(mark) {
			return false
		}
	}
	return true
}

// isMark reports whether a group mark is that of the figures before, if there is one.
func (p *plainReader) isMark(mark rune) bool {
	if p.mark == 0 {
		p.mark = mark
	}
	return p.mark == mark
}

// look finds out what the texts of a row are that differ from those of the row
// above. It reports whether they may be those of a plain row.
func (p *plainReader) look(changed role, cells [][]byte) bool {
	if changed&roleKey != 0 {
		p.slot = nil
		if p.key = p.keys.number(cells, p.isName); p.key < 0 {
			return false
		}
	}
	if changed&roleGrain != 0 {
		if p.grain = p.grains.number(cells, p.isName); p.grain < 0 {
			return false
		}
	}
	if changed&roleRemark != 0 && !p.areTexts(cells) {
		return false
	}
	if changed&roleUnknown == 0 {
		return true
	}
	for _, i := range p.layout.unknown {
		if w := p.words.look(cells[i]); w.total || w.part || !w.text {
			return false
		}
	}
	if p.hashes {
		p.unknown = hashOf(p.seed, p.layout.unknown, cells)
	}
	return true
}

// areTexts reports whether remarks, and what else is not looked at, are text.
func (p *plainReader) areTexts(cells [][]byte) bool {
	for i := range p.columns {
		if p.columns[i].role == roleRemark && !isText(cells[i]) {
			return false
		}
	}
	return true
}

// isName reports whether the text of a key, a procedure or a field may be that of a
// plain row: no total, and no section.
func (p *plainReader) isName(cell []byte) bool {
	ok, known := p.names[string(cell)]
	if !known {
		if len(p.names) >= namesLimit {
			clear(p.names)
		}
		ok = isText(cell) && !p.run.cat.Words.IsTotal(string(cell)) && sectionRank(cell) == 0
		p.names[string(cell)] = ok
	}
	return ok
}

// isText reports whether a cell, or several, is UTF-8 without NUL.
func isText(text []byte) bool { return utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 }

// namesLimit bounds the memory that names take.
const namesLimit = 1 << 14

// cellTexts numbers what stands in some cells of rows.
type cellTexts struct {
	cells   []int
	ids     map[string]int // by the cells, each with cellEnd behind it
	list    []string
	scratch []byte
}

// cellEnd is behind every cell of a text.
const cellEnd = 0x1f

func newCellTexts(cells []int) cellTexts {
	t := cellTexts{cells: cells, ids: map[string]int{}}
	if len(cells) == 0 {
		t.number(nil, nil) // all rows have it
	}
	return t
}

// number returns the number of what stands in the cells, or -1 where it cannot be
// that of a plain row.
func (t *cellTexts) number(cells [][]byte, isName func(cell []byte) bool) int {
	key := t.scratch[:0]
	for _, i := range t.cells {
		key = append(append(key, cells[i]...), cellEnd)
	}
	t.scratch = key
	id, ok := t.ids[string(key)]
	if ok {
		return id
	}
	for _, i := range t.cells {
		if !isName(cells[i]) || bytes.IndexByte(cells[i], cellEnd) >= 0 {
			return -1
		}
	}
	id = len(t.list)
	t.list = append(t.list, string(key))
	t.ids[t.list[id]] = id
	return id
}

// known returns the texts so far by their numbers; it does not change any more.
func (t *cellTexts) known() []string { return t.list[:len(t.list):len(t.list)] }
