package input

// sequence foresees the cells of the next row: what followed those of the row above the
// last time. Exports list the same procedures or fields below each unit, and what they
// say of a procedure is mostly the same.
type sequence struct {
	cells []int // that tell rows apart, and those that are not known
	rows  []seenRow
	above int // the number of the row above
	next  int // what is likely to follow it
}

// seenRow is what is known of the rows of a number, that of the cells that tell rows
// apart.
type seenRow struct {
	raw     [][]byte // the cells as they were written last; nil: not yet
	unknown uint64   // the hash of those that are not known
	follows int      // what followed it last
}

// foresee notes the row at hand, and makes the likely next one what is wanted. Some
// texts may have changed.
func (p *plainReader) foresee(changed role) {
	s := &p.sequence
	if len(s.cells) == 0 {
		return
	}
	if changed&(roleGrain|roleUnknown) != 0 || p.grain != s.next {
		s.learn(p)
	}
	s.above, s.next = p.grain, s.rows[p.grain].follows
	likely := &s.rows[s.next]
	p.unknown = likely.unknown
	for n, i := range s.cells {
		p.columns[i].want = likely.raw[n]
	}
}

// learn notes what followed the row above, and how it is written.
func (s *sequence) learn(p *plainReader) {
	for len(s.rows) <= max(p.grain, s.above) {
		s.rows = append(s.rows, seenRow{follows: len(s.rows)})
	}
	row := &s.rows[p.grain]
	if row.raw == nil {
		row.raw = make([][]byte, len(s.cells))
	}
	for n, i := range s.cells {
		row.raw[n] = append(row.raw[n][:0], p.columns[i].want...)
	}
	row.unknown = p.unknown
	if s.rows[s.above].raw != nil {
		s.rows[s.above].follows = p.grain
	}
}
