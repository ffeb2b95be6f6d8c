package input

import "bytes"

// sequence foresees what stands in the cells that tell rows apart: what followed
// those of the row above the last time. Exports list the same procedures or fields
// below each unit.
type sequence struct {
	raws    [][][]byte // the cells as they are written, by number
	follows []int      // by number: what followed it last
	above   int        // the number of the row above
	next    int        // what is likely to follow it
}

// foresee notes the row at hand, and makes the likely next one what is wanted.
func (p *plainReader) foresee() {
	s := &p.sequence
	if len(p.grains.cells) == 0 {
		return
	}
	if p.grain != s.next || len(s.raws) <= p.grain || s.raws[p.grain] == nil {
		s.learn(p)
	}
	s.above, s.next = p.grain, s.follows[p.grain]
	for n, i := range p.grains.cells {
		p.columns[i].want = s.raws[s.next][n]
	}
}

// learn notes what followed the row above, and how it is written.
func (s *sequence) learn(p *plainReader) {
	for len(s.raws) <= max(p.grain, s.above) {
		s.raws, s.follows = append(s.raws, nil), append(s.follows, len(s.follows))
	}
	if s.raws[p.grain] == nil {
		for _, i := range p.grains.cells {
			s.raws[p.grain] = append(s.raws[p.grain], bytes.Clone(p.columns[i].want))
		}
	}
	if s.raws[s.above] != nil {
		s.follows[s.above] = p.grain
	}
}
