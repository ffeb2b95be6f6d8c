package input

import (
	"bytes"
	"hash/maphash"
	"slices"
	"sync/atomic"
)

// plainReader reads stretches of plain rows: such as need nothing but being added
// up. A row is read in one pass over its bytes: counts while their digits are
// looked at, texts by comparing them with those of the row above. A row with an
// unusual figure is read cell by cell. Where a row may be anything else, the
// stretch ends above it, and the rowReader takes it: what it means may depend on
// all rows before, of which a plainReader knows none.
type plainReader struct {
	counter // of the stretch at hand
	scan    scanner
	seed    maphash.Seed
	decoded bool // the text was not UTF-8

	columns  []plainColumn
	texts    [][]byte // the cells that are no counts, without quotes
	rules    []plainRule
	lineEnd  byte // what ends the last cell: LF, or the CR of a CRLF
	cellwise bool // no row can be read in one pass
	values   []int64
	mark     rune // the group mark of the row at hand, or 0
	keys     cellTexts
	grains   cellTexts
	words    rowWords
	names    map[string]bool // whether a name or the like may be that of a plain row
	sequence sequence
	full     *atomic.Bool // no hashes of rows are wanted any more

	to      *stretch
	turn    int        // its number
	slots   []slotTurn // by key
	slot    *plainSlot // of the row above
	key     int        // likewise
	grain   int
	unknown uint64 // the hash of its cells that are not known
	hashes  bool   // hashes are wanted
}

// plainColumn is a column as plain rows have it.
type plainColumn struct {
	role   role
	figure int    // of a count: its place among the figures
	want   []byte // of any other: how the text is written that is likely, that of the row above; nil: unknown
	buffer []byte // of a text with doubled quotes
}

// role is what the cells of a column are for. Roles can be joined to a set.
type role uint8

const (
	roleCount   role = 0
	roleKey     role = 1 << iota // names the unit or the period
	roleGrain                    // a procedure or a field
	roleUnknown                  // not known, but it may say that the row is a total
	roleOrdinal                  // the number of the row
	roleRemark                   // any text
	roleNothing                  // a column without a header: blank
)

// plainRule is a relation between figures of a row.
type plainRule struct {
	left, right []int
	exact       bool
}

// isBroken reports whether figures do not keep the relation.
func (r *plainRule) isBroken(values []int64) bool {
	sum := int64(0)
	for _, i := range r.right {
		sum += values[i]
	}
	for _, i := range r.left {
		sum -= values[i]
	}
	return sum < 0 || sum != 0 && r.exact
}

// plainLimit is above every count of a plain row. Sums of a block and of relations
// of a row stay far within an integer.
const (
	plainDigits = 11
	plainLimit  = 100_000_000_000
)

// isPlain reports whether exports of a layout can have plain rows. Days, deadlines
// and what rows say of themselves are looked at in their order.
func (l *layout) isPlain() bool {
	for _, c := range l.measures {
		if c.days {
			return false
		}
	}
	return !l.deadline && l.things < 0 && l.dayKind < 0
}

// newPlainReader returns a reader of stretches for a rowReader.
func newPlainReader(r *rowReader, delimiter byte, decoded bool) *plainReader {
	l := r.layout
	p := &plainReader{counter: newCounter(nil, r.run, l), scan: scanner{delimiter: delimiter}, seed: r.seed, full: &r.before.full, decoded: decoded,
		columns: slices.Repeat([]plainColumn{{role: roleRemark}}, len(l.headers)), texts: make([][]byte, len(l.headers)),
		keys: newCellTexts(l.keyCells()), grains: newCellTexts(l.grainCells()),
		words: newRowWords(r.run.cat), names: map[string]bool{}, cellwise: len(l.percents) > 0}
	p.counter.rules = r.rules
	for role, cells := range map[role][]int{roleKey: p.keys.cells, roleGrain: p.grains.cells, roleUnknown: l.unknown, roleOrdinal: l.ordinal, roleNothing: l.nameless} {
		for _, i := range cells {
			p.columns[i].role = role
		}
	}
	for _, c := range l.measures {
		p.columns[c.cell] = plainColumn{role: roleCount, figure: slices.Index(r.measured, c.measure)}
	}
	p.values = make([]int64, len(r.measured))
	for _, rule := range r.rules {
		p.rules = append(p.rules, plainRule{placesIn(r.measured, rule.Left), placesIn(r.measured, rule.Right), rule.Exact})
	}
	return p
}

// placesIn returns the places of measures in a list.
func placesIn(list, measures []int) []int {
	places := make([]int, len(measures))
	for i, m := range measures {
		places[i] = slices.Index(list, m)
	}
	return places
}

// read reads the plain rows at the start of whole records.
func (p *plainReader) read(data []byte, st *stretch) {
	st.reset(p)
	p.to, p.sheet, p.marks, p.slot = st, &st.noted, marks{}, nil
	p.turn++
	p.hashes = len(p.layout.unknown) > 0 && !p.full.Load()
	p.lineEnd = '\n'
	if end := bytes.IndexByte(data, '\n'); end > 0 && data[end-1] == '\r' {
		p.lineEnd = '\r'
	}
	if bytes.IndexByte(data, 0) >= 0 || p.decoded && bytes.Contains(data, []byte("\ufffd")) {
		return
	}
	p.forget()
	for st.size < len(data) {
		n := p.onePass(data[st.size:])
		if n == 0 {
			p.forget()
			n = p.odd(data[st.size:])
		}
		if n == 0 {
			break
		}
		st.size += n
	}
	st.marks, st.keys, st.grains = p.marks, p.keys.known(), p.grains.known()
}

// forget drops what is known of the row above.
func (p *plainReader) forget() {
	for i := range p.columns {
		p.columns[i].want = nil
	}
}

// onePass reads the row at the start of some records and returns its length. It is 0
// where the row cannot be read in one pass: then nothing of it was added.
func (p *plainReader) onePass(data []byte) int {
	if p.cellwise {
		return 0
	}
	clear(p.values)
	p.mark = p.marks.group
	changed, at, ok := role(0), 0, false
	for i := range p.columns {
		c, end := &p.columns[i], p.scan.delimiter
		if i == len(p.columns)-1 {
			end = p.lineEnd
		}
		switch c.role {
		case roleCount:
			at, ok = p.digits(c, data, at, end)
		case roleOrdinal:
			at, ok = p.ordinal(data, at, end)
		case roleNothing:
			ok = at < len(data) && data[at] == end
			at++
		default:
			if next := at + len(c.want); c.want != nil && next < len(data) && data[next] == end && string(data[at:next]) == string(c.want) {
				at = next + 1
				continue
			}
			changed |= c.role
			at, ok = c.read(data, at, p.scan.delimiter, end)
		}
		if !ok {
			return 0
		}
	}
	if p.lineEnd == '\r' {
		at++ // the LF: behind a CR there is nothing else
	}
	p.grain = p.sequence.next
	if at > recordLimit || changed != 0 && !p.look(changed, p.unquoted(changed)) || p.breaksRule() || !p.enter(1) {
		return 0
	}
	p.foresee()
	sums := p.slot.sums
	for i, v := range p.values {
		sums[i] += v
	}
	p.slot.plain = true
	p.to.noted.numbered = p.to.noted.numbered || len(p.layout.ordinal) > 0
	return at
}

// breaksRule reports whether the figures of the row contradict each other.
func (p *plainReader) breaksRule() bool {
	for i := range p.rules {
		if p.rules[i].isBroken(p.values) {
			return true
		}
	}
	return false
}

// digits reads a count, from a place to behind what ends its cell.
func (p *plainReader) digits(c *plainColumn, data []byte, at int, end byte) (next int, ok bool) {
	v := int64(0)
	for next = at; next < len(data); next++ {
		d := data[next] - '0'
		if d > 9 {
			break
		}
		v = v*10 + int64(d)
	}
	if n := next - at; n > 0 && n <= plainDigits && next < len(data) && data[next] == end {
		p.values[c.figure] += v
		return next + 1, true
	}
	return p.grouped(c, data, at, end)
}

// grouped reads a count in groups of digits, or within quotes or blanks.
func (p *plainReader) grouped(c *plainColumn, data []byte, at int, end byte) (next int, ok bool) {
	if next, ok = c.read(data, at, p.scan.delimiter, end); !ok {
		return next, false
	}
	v, f, mark := count(c.text())
	p.values[c.figure] += v
	return next, v < plainLimit && (f == plain || f == grouped && p.isMark(mark))
}

// ordinal reads the number of a row.
func (p *plainReader) ordinal(data []byte, at int, end byte) (next int, ok bool) {
	next = at
	for next < len(data) && data[next]-'0' <= 9 {
		next++
	}
	if next == at || next-at > plainDigits || next == len(data) || data[next] != end {
		return next, false
	}
	return next + 1, true
}

// read finds the end of a cell that is no count, from a place to behind what ends it.
// One that does not lie within a line is left to others.
func (c *plainColumn) read(data []byte, at int, delimiter, end byte) (next int, ok bool) {
	if at < len(data) && data[at] == '"' {
		next, ok = quotedEnd(data, at)
	} else {
		next, ok = unquotedEnd(data, at, delimiter, end)
	}
	if !ok || next >= len(data) || data[next] != end {
		return next, false
	}
	c.want = data[at:next]
	return next + 1, true
}

// unquotedEnd returns where a cell without quotes ends.
func unquotedEnd(data []byte, at int, delimiter, end byte) (next int, ok bool) {
	for next = at; next < len(data) && data[next] != end; next++ {
		if c := data[next]; c == delimiter || c == '"' || c == '\n' || c == '\r' {
			return next, false
		}
	}
	return next, true
}

// quotedEnd returns where a cell in quotes ends.
func quotedEnd(data []byte, at int) (next int, ok bool) {
	for from := at + 1; ; from = next + 1 {
		n := bytes.IndexByte(data[from:], '"')
		if n < 0 || bytes.IndexByte(data[from:from+n], '\n') >= 0 {
			return from, false
		}
		next = from + n + 1
		if next == len(data) || data[next] != '"' {
			return next, true
		}
	}
}

// text returns the cell without quotes.
func (c *plainColumn) text() []byte {
	if len(c.want) == 0 || c.want[0] != '"' {
		return c.want
	}
	text := c.want[1 : len(c.want)-1]
	if bytes.IndexByte(text, '"') < 0 {
		return text
	}
	c.buffer = c.buffer[:0]
	for {
		n := bytes.IndexByte(text, '"')
		if n < 0 {
			c.buffer = append(c.buffer, text...)
			return c.buffer
		}
		c.buffer = append(c.buffer, text[:n+1]...)
		text = text[n+2:]
	}
}

// unquoted returns the cells of the row, those of some roles without quotes.
func (p *plainReader) unquoted(roles role) [][]byte {
	for i := range p.columns {
		if c := &p.columns[i]; c.role&roles != 0 {
			p.texts[i] = c.text()
		}
	}
	return p.texts
}
