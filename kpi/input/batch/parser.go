package batch

import (
	"bytes"
	"hash/maphash"
	"slices"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// parser parses the rows of blocks into batches. Each worker has its own.
type parser struct {
	columns   []parsedColumn
	delimiter byte
	lead      int        // columns of names at the left
	rules     []kpi.Rule // with the places of figures for their measures
	values    []int64    // the figures of the row
	sequence  sequence
	texts     *Texts
	row       parsedRow
	looks     *looks
}

// parsedRow is the row that is parsed, and what the next one may share with it.
type parsedRow struct {
	head    []byte // what the columns of names at the left hold, as it is written; nil: unknown
	key     int    // the number of its key
	item    int    // the number of its item
	unknown uint64 // the hash of its cells that are not known
	mark    rune   // the group mark of its counts, or 0
	round   bool   // some count with one mark ends in 000
	uneven  bool   // some count with marks is no such
	hashes  bool   // hashes are wanted
	counts  bool   // the hashes of counts are wanted
}

// parsedColumn is a column as a parser sees it.
type parsedColumn struct {
	role   role
	end    byte   // what ends a cell: the delimiter, or for the last LF, or the CR of a CRLF
	figure int    // of a count: its place among the figures
	run    int    // of a count: how many columns of counts are next to each other, from it on
	want   []byte // of any other: how the text is written that is likely; nil: unknown
	buffer []byte // of a text with doubled quotes
}

// role is what the cells of a column are for. Roles can be joined to a set.
type role uint8

const (
	roleCount   role = 0
	roleKey     role = 1 << iota // names the unit or the period
	roleItem                     // a procedure or a field
	roleUnknown                  // not known, but it may mark the row as a total
	roleOrdinal                  // the number of the row
	roleRemark                   // any text
	roleNothing                  // a column without a header: blank
)

// plainLimit is above every count that is parsed. Sums of a block and of relations of a
// row are far within an integer.
const (
	plainDigits = 11
	plainLimit  = 100_000_000_000
)

// CanParse reports whether exports of a layout can have rows that are parsed. Days,
// percentages, deadlines and what rows name as their subject are looked at in order.
func CanParse(l *header.Layout) bool {
	days := slices.ContainsFunc(l.Measures, func(c header.Measure) bool { return c.Days })
	return !days && len(l.Percents) == 0 && l.Deadline == nil && l.Cells.Things < 0 && l.Cells.DayKind < 0
}

// newParser returns a parser of the rows of a table.
func newParser(o *Options) *parser {
	l, given := o.Layout, o.Layout.Given()
	p := &parser{columns: slices.Repeat([]parsedColumn{{role: roleRemark}}, len(l.Headers)), delimiter: o.Text.Delimiter(), values: make([]int64, len(given)),
		texts: newTexts(l), looks: &looks{opts: o, cells: make([][]byte, len(l.Headers)), names: map[string]bool{}, others: map[string]bool{}}}
	for role, cells := range map[role][]int{roleKey: l.Keys.Cells(), roleItem: l.Cells.Items(), roleUnknown: l.Cells.Unknown, roleOrdinal: l.Cells.Ordinal, roleNothing: l.Cells.Nameless} {
		for _, i := range cells {
			p.columns[i].role = role
		}
	}
	for _, c := range l.Measures {
		p.columns[c.Cell] = parsedColumn{role: roleCount, figure: slices.Index(given, c.Measure)}
	}
	for i, c := range slices.Backward(p.columns) {
		p.columns[i].end = p.delimiter
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
	p.sequence.cells = slices.Concat(l.Cells.Items(), l.Cells.Unknown)
	for _, rule := range o.Rules {
		rule.Left, rule.Right = slices.Clone(rule.Left), slices.Clone(rule.Right)
		for _, measures := range [][]int{rule.Left, rule.Right} {
			for i, measure := range measures {
				measures[i] = slices.Index(given, measure)
			}
		}
		p.rules = append(p.rules, rule)
	}
	return p
}

// parse parses the rows of a block into a batch.
func (p *parser) parse(b *Batch) {
	b.Stale = nil
	if t := p.texts; len(t.keys.list) > textsLimit || len(t.items.list) > itemsLimit {
		b.Stale = t
		p.texts, p.sequence = newTexts(p.looks.opts.Layout), sequence{cells: p.sequence.cells}
	}
	b.Texts, b.Runs, b.Rows, b.Sums = p.texts, b.Runs[:0], b.Rows[:0], b.Sums[:0]
	p.row.hashes = len(p.looks.opts.Layout.Cells.Unknown) > 0 && !p.looks.opts.Full.Load()
	last := &p.columns[len(p.columns)-1]
	last.end = '\n'
	if end := bytes.IndexByte(b.Data, '\n'); end > 0 && b.Data[end-1] == '\r' {
		last.end = '\r'
	}
	p.forget()
	for at := 0; at < len(b.Data); {
		n := p.onePass(b, at)
		if n == 0 {
			n = rows.RowEnd(b.Data[at:])
			b.leave(at, at+n)
			p.forget()
		}
		at += n
	}
	b.Keys, b.Items = p.texts.keys.list, p.texts.items.list
}

// forget drops what is known of the row above.
func (p *parser) forget() {
	p.row.head = nil
	for i := range p.columns {
		p.columns[i].want = nil
	}
}

// onePass reads a row of a batch and returns its length. It is 0 where the row cannot be
// read in one pass: then nothing of it was added.
func (p *parser) onePass(b *Batch, at int) int {
	clear(p.values)
	data := b.Data[at:]
	p.row.mark, p.row.round, p.row.uneven = 0, false, false
	if n := len(b.Runs); n > 0 {
		p.row.mark = b.Runs[n-1].Mark
	}
	changed, n, ok := p.pass(data)
	p.row.item = p.sequence.next
	if !ok || changed != 0 && !p.look(changed) || p.breaksRule() {
		return 0
	}
	b.add(&p.row, p.values, at, at+n)
	p.foresee(changed)
	if changed&roleKey != 0 {
		size := 0
		for i := range p.columns[:p.lead] {
			size += len(p.columns[i].want) + 1
		}
		p.row.head = data[:size]
	}
	return n
}

// pass goes through the cells of a row. It returns which texts are not those that were
// wanted, and the length of the row.
func (p *parser) pass(data []byte) (changed role, at int, ok bool) {
	i := 0
	if len(p.row.head) > 0 && bytes.HasPrefix(data, p.row.head) {
		i, at = p.lead, len(p.row.head)
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
			at, ok = c.read(data, at, p.delimiter)
		}
		if !ok {
			return changed, at, false
		}
		i++
	}
	if p.columns[len(p.columns)-1].end == '\r' {
		at++ // the LF: behind a CR there is nothing else
	}
	return changed, at, at <= rows.Limit
}

// breaksRule reports whether the figures of the row contradict each other.
func (p *parser) breaksRule() bool {
	for i := range p.rules {
		sum := int64(0)
		for _, place := range p.rules[i].Right {
			sum += p.values[place]
		}
		for _, place := range p.rules[i].Left {
			sum -= p.values[place]
		}
		if sum < 0 || sum != 0 && p.rules[i].Exact {
			return true
		}
	}
	return false
}

// look finds out what the texts of the row are that are not those that were wanted. It
// reports false where they may not be those of a plain row.
func (p *parser) look(changed role) bool {
	for i := range p.columns {
		if c := &p.columns[i]; c.role&changed != 0 {
			p.looks.cells[i] = c.text()
			if c.role == roleRemark && !isText(p.looks.cells[i]) || c.role == roleUnknown && !p.looks.isOther(p.looks.cells[i]) {
				return false
			}
		}
	}
	if changed&roleKey != 0 {
		if p.row.key = p.texts.keys.number(p.looks); p.row.key < 0 {
			return false
		}
	}
	if changed&roleItem != 0 {
		if p.row.item = p.texts.items.number(p.looks); p.row.item < 0 {
			return false
		}
	}
	if changed&roleUnknown != 0 && p.row.hashes {
		p.row.unknown = Hash(p.looks.opts.Seed, p.looks.opts.Layout.Cells.Unknown, p.looks.cells)
	}
	return true
}

// looks are the texts of a row, and what was found out about texts.
type looks struct {
	opts   *Options
	cells  [][]byte        // of the row, without quotes
	names  map[string]bool // whether a name or the like may be that of a plain row
	others map[string]bool // whether a text of a column that is not known may be
}

// isName reports whether the text of a key, a procedure or a field may be that of a
// plain row.
func (l *looks) isName(cell []byte) bool { return recall(l.names, cell, l.opts.IsName) }

// isOther reports whether the text of a column that is not known may be that of a plain
// row.
func (l *looks) isOther(cell []byte) bool {
	if len(cell) == 0 || cell[0] >= '0' && cell[0] <= '9' {
		return isText(cell)
	}
	return recall(l.others, cell, l.opts.IsOther)
}

// recall returns what is remembered of a text, or finds it out.
func recall(known map[string]bool, cell []byte, find func(cell []byte) bool) bool {
	ok, seen := known[string(cell)]
	if !seen {
		if len(known) >= textsLimit {
			clear(known)
		}
		ok = isText(cell) && find(cell)
		known[string(cell)] = ok
	}
	return ok
}

// isText reports whether a cell is UTF-8 without NUL.
func isText(text []byte) bool { return utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 }

// Hash returns the hash of some cells of a row.
func Hash(seed maphash.Seed, cells []int, of [][]byte) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, i := range cells {
		h.WriteByte(rows.CellEnd)
		h.Write(bytes.TrimSpace(of[i]))
	}
	return h.Sum64()
}
