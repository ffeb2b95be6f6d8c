package input

import "cchc/kpi"

// stretch is what a run of plain rows comes to. Lines are counted from its first.
type stretch struct {
	from   *plainReader
	size   int      // bytes
	lines  int      // all of rows
	keys   []string // the texts of keys by number
	grains []string // likewise
	slots  []*plainSlot
	order  []int     // the numbers of grains as they first come
	hashes []rowHash // of rows with columns that are not known
	marks  marks
	noted  sheet // what was found in the rows, and whether they are numbered
}

// plainSlot is the rows of one key in a stretch.
type plainSlot struct {
	key    int
	line   int // the first row
	last   int // the last
	rows   int
	fine   fineness // what they are told apart by
	seen   bitset   // the grains of the rows
	plain  bool     // it has rows that were read in one pass
	sums   []int64
	isOdd  bool      // it has others
	odd    kpi.Tally // their sums
	target *target   // what the key means
	grains bitset    // what the grains mean
}

// slotTurn is where the rows of a key are added in a stretch.
type slotTurn struct {
	turn int
	slot *plainSlot
}

// rowHash is what a row is known by among those of its unit and period.
type rowHash struct {
	slot    *plainSlot
	grain   int
	unknown uint64
}

// reset makes the stretch empty; what it holds is used again.
func (st *stretch) reset(p *plainReader) {
	*st = stretch{from: p, slots: st.slots[:0], order: st.order[:0], hashes: st.hashes[:0], noted: sheet{counts: st.noted.counts}}
	if st.noted.counts == nil {
		st.noted.counts = map[string]int{}
	}
	clear(st.noted.counts)
}

// slotOf returns where the rows of a key are added.
func (p *plainReader) slotOf(key int) *plainSlot {
	for len(p.slots) <= key {
		p.slots = append(p.slots, slotTurn{})
	}
	if at := &p.slots[key]; at.turn != p.turn {
		*at = slotTurn{p.turn, p.to.next()}
		at.slot.reset(key, len(p.values))
	}
	return p.slots[key].slot
}

// next returns a slot more, one of an earlier use where there is one.
func (st *stretch) next() *plainSlot {
	n := len(st.slots)
	if n < cap(st.slots) {
		st.slots = st.slots[:n+1]
	} else {
		st.slots = append(st.slots, nil)
	}
	if st.slots[n] == nil {
		st.slots[n] = &plainSlot{}
	}
	return st.slots[n]
}

func (s *plainSlot) reset(key, figures int) {
	clear(s.seen)
	clear(s.grains)
	if len(s.sums) != figures {
		s.sums = make([]int64, figures)
	}
	clear(s.sums)
	*s = plainSlot{key: key, seen: s.seen, sums: s.sums, grains: s.grains}
}

// enter notes a row of some lines at its unit and period. It reports false for a row
// that is told apart by nothing from one before it.
func (p *plainReader) enter(lines int) bool {
	if p.slot == nil {
		p.slot = p.slotOf(p.key)
	}
	s, line := p.slot, p.to.lines+1
	if s.seen.insert(p.grain) {
		return false
	}
	p.order()
	if s.rows == 0 {
		s.line = line
	}
	s.rows++
	s.last = line
	if p.marks.group == 0 && p.mark != 0 {
		p.marks.group, p.marks.groupLine = p.mark, line
	}
	if p.hashes {
		p.to.hashes = append(p.to.hashes, rowHash{s, p.grain, p.unknown})
	}
	p.to.lines += lines
	return true
}

// order notes the grain of the row at hand where it is the first of the stretch.
func (p *plainReader) order() {
	for len(p.grainTurns) <= p.grain {
		p.grainTurns = append(p.grainTurns, 0)
	}
	if p.grainTurns[p.grain] != p.turn {
		p.grainTurns[p.grain] = p.turn
		p.to.order = append(p.to.order, p.grain)
	}
}

// giveOdd adds the figures of a row that was read cell by cell.
func (s *plainSlot) giveOdd(row kpi.Tally) {
	s.isOdd = true
	_ = s.odd.Join(row) // plainLimit makes it fit
}
