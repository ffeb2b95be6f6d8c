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

	columns   []plainColumn
	texts     [][]byte // the cells that are no counts, without quotes
	relations []plainRule
	lead      int    // columns of names at the left
	head      []byte // what stands there in the row above, or nil
	cellwise  bool   // no row can be read in one pass
	values    []int64
	mark      rune // the group mark of the row at hand, or 0
	keys      cellTexts
	grains    cellTexts
	words     rowWords
	names     map[string]bool // whether a name or the like may be that of a plain row
	sequence  sequence
	full      *atomic.Bool // no hashes of rows are wanted any more
	rowwise   *atomic.Bool // nor stretches

	to         *stretch
	turn       int        // its number
	slots      []slotTurn // by key
	grainTurns []int      // by grain: the last stretch that has it
	slot       *plainSlot // of the row above
	key        int        // likewise
	grain      int
	unknown    uint64 // the hash of its cells that are not known
	hashes     bool   // hashes are wanted
}

// plainColumn is a column as plain rows have it.
type plainColumn struct {
	role   role
	end    byte   // what ends a cell: the delimiter, or for the last LF, or the CR of a CRLF
	figure int    // of a count: its place among the figures
	run    int    // of a count: how many columns of counts stand together, from it on
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
func newPlainReader(r *rowReader, delimiter byte) *plainReader {
	l := r.layout
	p := &plainReader{counter: newCounter(nil, r.run, l), scan: scanner{delimiter: delimiter}, seed: r.seed, full: &r.before.full,
		columns: slices.Repeat([]plainColumn{{role: roleRemark}}, len(l.headers)), texts: make([][]byte, len(l.headers)),
		keys: newCellTexts(l.keyCells()), grains: newCellTexts(l.grainCells()),
		words: newRowWords(r.run.cat), names: map[string]bool{}, cellwise: len(l.percents) > 0}
	p.rules = r.rules
	for role, cells := range map[role][]int{roleKey: p.keys.cells, roleGrain: p.grains.cells, roleUnknown: l.unknown, roleOrdinal: l.ordinal, roleNothing: l.nameless} {
		for _, i := range cells {
			p.columns[i].role = role
		}
	}
	for _, c := range l.measures {
		p.columns[c.cell] = plainColumn{role: roleCount, figure: slices.Index(r.measured, c.measure)}
	}
	for i, c := range slices.Backward(p.columns) {
		p.columns[i].end = delimiter
		if c.role == roleCount {
			p.columns[i].run = 1
			if i+1 < len(p.columns) {
				p.columns[i].run += p.columns[i+1].run
			}
		}
	}
	for p.columns[p.lead].role == roleKey {
		p.lead++
	}
	p.sequence.cells = slices.Concat(p.grains.cells, l.unknown)
	p.values = make([]int64, len(r.measured))
	for _, rule := range r.rules {
		p.relations = append(p.relations, plainRule{placesIn(r.measured, rule.Left), placesIn(r.measured, rule.Right), rule.Exact})
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
	if p.rowwise.Load() { // for good: what is known of texts is of no use any more
		p.keys, p.grains, p.slots = cellTexts{}, cellTexts{}, nil
		return
	}
	p.to, p.sheet, p.marks, p.slot = st, &st.noted, marks{}, nil
	p.turn++
	p.hashes = len(p.layout.unknown) > 0 && !p.full.Load()
	last := &p.columns[len(p.columns)-1]
	last.end = '\n'
	if end := bytes.IndexByte(data, '\n'); end > 0 && data[end-1] == '\r' {
		last.end = '\r'
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
	p.head = nil
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
	changed, at, ok := p.pass(data)
	p.grain = p.sequence.next
	if !ok || at > recordLimit || changed != 0 && !p.look(changed, p.unquoted(changed)) || p.breaksRule() || !p.enter(1) {
		return 0
	}
	p.foresee(changed)
	if changed&roleKey != 0 {
		p.head = p.leading(data)
	}
	sums := p.slot.sums
	for i, v := range p.values {
		sums[i] += v
	}
	p.slot.plain = true
	p.to.noted.numbered = p.to.noted.numbered || len(p.layout.ordinal) > 0
	return at
}

// pass goes through the cells of a row. It returns which texts are not those that were
// wanted, and the length of the row.
func (p *plainReader) pass(data []byte) (changed role, at int, ok bool) {
	i := 0
	if len(p.head) > 0 && bytes.HasPrefix(data, p.head) {
		i, at = p.lead, len(p.head)
	}
	for i < len(p.columns) {
		c := &p.columns[i]
		switch c.role {
		case roleCount:
			at, ok = p.counts(p.columns[i:i+c.run], data, at)
			i += c.run - 1
		case roleOrdinal:
			at, ok = c.ordinal(data, at)
		case roleNothing:
			ok = at < len(data) && data[at] == c.end
			at++
		default:
			next := at + len(c.want)
			if ok = c.want != nil && next < len(data) && data[next] == c.end && string(data[at:next]) == string(c.want); ok {
				at = next + 1
				break
			}
			changed |= c.role
			at, ok = c.read(data, at, p.scan.delimiter)
		}
		if !ok {
			return changed, at, false
		}
		i++
	}
	if p.columns[len(p.columns)-1].end == '\r' {
		at++ // the LF: behind a CR there is nothing else
	}
	return changed, at, true
}

// leading returns the names at the start of a row, as they are written.
func (p *plainReader) leading(data []byte) []byte {
	size := 0
	for i := range p.columns[:p.lead] {
		size += len(p.columns[i].want) + 1
	}
	return data[:size]
}

// breaksRule reports whether the figures of the row contradict each other.
func (p *plainReader) breaksRule() bool {
	for i := range p.relations {
		if p.relations[i].isBroken(p.values) {
			return true
		}
	}
	return false
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
