package batch

// sequence foresees the texts of the next row: those that followed the item of the row
// above the last time. Exports list the same procedures or fields below each unit, and
// what they write of a procedure is mostly the same; without it reading takes a third
// more time (BenchmarkParse).
type sequence struct {
	cells []int     // of the item, and those that are not known
	rows  []seenRow // by item
	above int       // the item of the row above
	next  int       // the item that is likely to follow it
}

// seenRow is the last row of an item.
type seenRow struct {
	raw     [][]byte // the cells as they were written; nil: not yet
	unknown uint64   // the hash of those that are not known
	follows int      // the item that followed it
}

// foresee notes the row, what it followed and how it is written, and makes the likely next
// one what is wanted. Some texts may have changed.
func (p *parser) foresee(changed role) {
	s, item := &p.sequence, p.row.item
	if len(s.cells) == 0 {
		return
	}
	if changed&(roleItem|roleUnknown) != 0 || item != s.next {
		for len(s.rows) <= max(item, s.above) {
			s.rows = append(s.rows, seenRow{follows: len(s.rows)})
		}
		row := &s.rows[item]
		if row.raw == nil {
			row.raw = make([][]byte, len(s.cells))
		}
		for n, i := range s.cells {
			row.raw[n] = append(row.raw[n][:0], p.columns[i].want...)
		}
		row.unknown = p.row.unknown
		if s.rows[s.above].raw != nil {
			s.rows[s.above].follows = item
		}
	}
	s.above, s.next = item, s.rows[item].follows
	likely := &s.rows[s.next]
	p.row.unknown = likely.unknown
	for n, i := range s.cells {
		p.columns[i].want = likely.raw[n]
	}
}
