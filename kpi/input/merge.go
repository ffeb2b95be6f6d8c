package input

import (
	"bytes"

	"cchc/kpi"
)

// meanings are what the numbers of a plainReader mean, within one section.
type meanings struct {
	section int
	targets []*target
	grains  []*grain
}

// merge adds a stretch of plain rows below the line reached, as if they were read one
// by one. Where that is not certain no count is added, and it reports false; names are
// numbered in the order of the rows either way.
func (r *rowReader) merge(st *stretch) bool {
	if st.marks.group != 0 && r.marks.group != 0 && st.marks.group != r.marks.group {
		return false
	}
	r.turn++
	m := r.meanings(st)
	for _, ps := range st.slots {
		if !r.admits(st, ps, m) {
			return false
		}
	}
	r.meanGrains(st, m)
	for _, ps := range st.slots {
		if !r.admitsGrains(ps, m) || !r.admitsSums(ps) {
			return false
		}
	}
	if r.sums.kept && !r.admitsRunning(st) {
		return false
	}
	above := r.lines.Total
	for _, ps := range st.slots {
		r.join(ps, above)
	}
	for _, h := range st.hashes {
		r.before.add(r.hashIn(h.slot.target.slot, m.grains[h.grain].id, h.unknown))
	}
	if r.marks.group == 0 && st.marks.group != 0 {
		r.marks.group, r.marks.groupLine = st.marks.group, st.marks.groupLine+above
	}
	r.absorb(&st.noted, above)
	r.lines.Total += st.lines
	r.lines.Data += st.lines
	r.summed = r.summed && st.lines == 0
	return true
}

// isAmidRows reports whether the next row is a row as any other: it need not settle
// what those before were.
func (r *rowReader) isAmidRows() bool { return !r.closed && !r.again && r.waiting == nil }

// meanings returns what the numbers of the reader of a stretch mean.
func (r *rowReader) meanings(st *stretch) *meanings {
	m := r.readers[st.from]
	if m == nil || m.section != r.section {
		m = &meanings{section: r.section}
		r.readers[st.from] = m
	}
	for len(m.targets) < len(st.keys) {
		m.targets = append(m.targets, nil)
	}
	for len(m.grains) < len(st.grains) {
		m.grains = append(m.grains, nil)
	}
	return m
}

// admits finds out what the rows of a key mean, and reports whether they can be added
// at once: they are rows of one unit and period, each for the first time.
func (r *rowReader) admits(st *stretch, ps *plainSlot, m *meanings) bool {
	t := m.targets[ps.key]
	if t == nil {
		t = r.resolve(r.recordOf(r.layout.keyCells(), st.keys[ps.key], r.lines.Total+ps.line))
		m.targets[ps.key] = t
	}
	switch {
	case t.total, t.skip, t.code != "", t.office != "", !t.day.IsZero(), r.leaves(t), r.layout.mayMergeNames() && t.names.commune.Key == "":
		return false
	case t.slot == nil:
		t.slot = r.slotOf(t)
	}
	ps.target = t
	if t.slot.turn == r.turn || t.slot.unit >= unitsLimit {
		return false // another key means the same: their rows may be the same, too; or it is one unit too many
	}
	t.slot.turn = r.turn
	return true
}

// meanGrains finds out what the grains of a stretch mean, in the order of its rows: that
// is how they are numbered.
func (r *rowReader) meanGrains(st *stretch, m *meanings) {
	for _, id := range st.order {
		if m.grains[id] == nil {
			g := r.grainOf(r.recordOf(r.layout.grainCells(), st.grains[id], 0))
			m.grains[id] = &g
		}
	}
}

// admitsGrains reports whether the rows of a key are told apart from each other, and
// from those before, by the same columns.
func (r *rowReader) admitsGrains(ps *plainSlot, m *meanings) bool {
	s, first := ps.target.slot, true
	fine := s.fine
	for id := range ps.seen.all() {
		g := m.grains[id]
		if first && s.rows == 0 {
			fine = g.fine
		}
		first = false
		if g.total || g.part || g.nth > grainsLimit || g.fine != fine || ps.grains.insert(g.id) {
			return false
		}
	}
	ps.fine = fine
	return !ps.grains.meets(s.seen)
}

// admitsSums reports whether the sums of the rows fit with those before.
func (r *rowReader) admitsSums(ps *plainSlot) bool {
	for i, measure := range r.measured {
		if !ps.target.slot.tally.Fits(measure, ps.sum(i, measure)) {
			return false
		}
	}
	return true
}

// admitsRunning reports whether all sums of a stretch fit with those of all rows.
func (r *rowReader) admitsRunning(st *stretch) bool {
	for i, measure := range r.measured {
		total, fits := int64(0), true
		for _, ps := range st.slots {
			if total, fits = kpi.Add(total, ps.sum(i, measure)); !fits {
				return false
			}
		}
		if !r.sums.running.Fits(measure, total) {
			return false
		}
	}
	return true
}

// sum returns the sum of a figure, which is that of a measure.
func (s *plainSlot) sum(figure, measure int) int64 {
	if !s.isOdd {
		return s.sums[figure]
	}
	odd, _ := s.odd.Value(measure)
	return s.sums[figure] + odd
}

// recordOf returns a record that has nothing but some cells, until it is called again.
func (r *rowReader) recordOf(cells []int, text string, line int) record {
	if r.lone.cells == nil {
		r.lone.cells = make([][]byte, len(r.layout.headers))
	}
	clear(r.lone.cells)
	r.loneText = append(r.loneText[:0], text...)
	left := r.loneText
	for _, i := range cells {
		r.lone.cells[i], left, _ = bytes.Cut(left, []byte{cellEnd})
	}
	r.lone.line, r.lone.lines = line, 1
	return r.lone
}

// join adds the rows of a key.
func (r *rowReader) join(ps *plainSlot, above int) {
	s := ps.target.slot
	if s.rows == 0 {
		s.line, s.fine = ps.line+above, ps.fine
	}
	r.named = r.named || ps.target.names.commune.Key != ""
	s.rows += ps.rows
	s.last = ps.last + above
	s.seen.merge(ps.grains)
	if r.sums.rows == 0 {
		r.sums.first = ps.line + above
	}
	r.sums.rows += ps.rows
	r.sums.last = max(r.sums.last, s.last)
	r.joinSums(ps, &s.tally)
	if r.sums.kept {
		r.joinSums(ps, &r.sums.running)
	}
}

// joinSums adds the sums of a key, which fit, to a tally.
func (r *rowReader) joinSums(ps *plainSlot, to *kpi.Tally) {
	if ps.plain {
		for i, measure := range r.measured {
			_ = to.Give(measure, ps.sums[i])
		}
	}
	if ps.isOdd {
		_ = to.Join(ps.odd)
	}
}
