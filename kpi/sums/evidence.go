package sums

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// How much of a sum is looked at for its bits: more would add little.
const (
	rowsSeen  = 12
	partsSeen = 40
)

// bits returns the evidence of a sum: of each count that agrees, how many values it might
// have had. A count is taken for what it adds to the counts before it and to their
// differences in all rows of the sum, so that parts beside their whole add nothing, and
// counts that hardly differ add little.
func (f *finder) bits(s *Sum) float64 {
	seen := []int{s.Row}
	lacks := make([]bool, f.columns)
	for i := s.From; i < s.To; i++ {
		if f.blank[i] || f.sums[i].Proof != None {
			continue
		}
		for j, v := range f.row(i) {
			lacks[j] = lacks[j] || v == Missing
		}
		if len(seen) < rowsSeen {
			seen = append(seen, i)
		}
	}
	columns := make([]figures, 0, f.columns)
	for j, v := range f.row(s.Row) {
		if v == Missing || lacks[j] {
			continue
		}
		var column figures
		for n, i := range seen {
			column[n] = int64(f.row(i)[j])
		}
		columns = append(columns, column)
	}
	slices.SortStableFunc(columns, func(a, b figures) int { return cmp.Compare(b[0], a[0]) })
	bits := 0.0
	parts := make([]figures, 0, partsSeen)
	for _, column := range columns {
		least := column.spread()
		for _, rest := range parts {
			for n := range rest {
				rest[n] -= column[n]
			}
			least = min(least, rest.spread())
			if len(parts) < partsSeen {
				parts = append(parts, rest)
			}
		}
		if len(parts) < partsSeen {
			parts = append(parts, column)
		}
		bits += math.Log2(float64(1 + least))
	}
	return bits
}

// figures are those of the rows of a sum that are looked at, the first that of the sum; others
// are 0.
type figures [rowsSeen]int64

// spread returns how many values the largest of some figures might have had: all up to it,
// or of round figures those that are as round.
func (f *figures) spread() int64 {
	most, step := int64(0), int64(1)
	for _, v := range f {
		most = max(most, v, -v)
	}
	isRound := func(v int64) bool { return v%(10*step) == 0 }
	for most >= 10*step && !slices.ContainsFunc(f[:], func(v int64) bool { return !isRound(v) }) {
		step *= 10
	}
	return most / step
}

// group is the rows that have one text in a column.
type group struct{ column, text int }

// confirm looks for groups of rows that are all sums in one direction, and prove each
// other. A sum of a single row can be among them. It reports whether there are new sums.
func (f *finder) confirm() (found bool) {
	groups := map[group]*[]int{}
	for i, s := range f.sums {
		if s.Proof == None {
			continue
		}
		for j := range f.names {
			groups[group{j, int(f.text(i, j))}] = &[]int{}
		}
	}
	if len(groups) == 0 {
		return false
	}
	for j := range f.names {
		own, text := (*[]int)(nil), -1
		for i := range f.Len() {
			if is := int(f.text(i, j)); is != text {
				own, text = groups[group{j, is}], is
			}
			if own != nil && !f.blank[i] {
				*own = append(*own, i)
			}
		}
	}
	byColumn := func(a, b group) int { return cmp.Or(cmp.Compare(a.column, b.column), cmp.Compare(a.text, b.text)) }
	for _, g := range slices.SortedFunc(maps.Keys(groups), byColumn) {
		found = f.confirmGroup(g, *groups[g]) || found
	}
	f.confirmParts()
	return found
}

// confirmGroup makes the sums of a group sure, where all of its rows are sums that cannot
// be chance.
func (f *finder) confirmGroup(g group, list []int) (found bool) {
	bits, isBelow, sums := 0.0, false, 0
	for _, i := range list {
		if s := f.sums[i]; s.Proof != None {
			bits, isBelow, sums = bits+s.Bits, s.IsBelow(), sums+1
		}
	}
	var single []Sum
	for _, i := range list {
		s := f.sums[i]
		switch {
		case s.Proof != None && s.IsBelow() == isBelow, f.isZero(i):
			continue
		case s.Proof != None:
			return false
		}
		s, ok := f.single(i, g, isBelow)
		if !ok {
			return false
		}
		bits += s.Bits
		single = append(single, s)
	}
	if sums+len(single) < 2 || bits < f.sureBits() {
		return false
	}
	for _, i := range list {
		if s := &f.sums[i]; s.Proof != None {
			s.Proof = Sure
		}
	}
	for _, s := range single {
		s.Proof = Sure
		f.sums[s.Row] = s
	}
	return len(single) > 0
}

// single returns the sum of one row, which is no other of its group, that a row is.
func (f *finder) single(i int, g group, below bool) (s Sum, ok bool) {
	next := i - 1
	if below {
		next = i + 1
	}
	if next < 0 || next >= f.Len() || f.blank[next] || f.sums[next].Proof != None || int(f.text(next, g.column)) == g.text {
		return s, false
	}
	for j, v := range f.row(i) {
		if o := f.row(next)[j]; v != Missing && o != Missing && v != o {
			return s, false
		}
	}
	s = Sum{Row: i, From: next, To: next + 1}
	s.Bits = f.bits(&s)
	return s, s.Bits > 0
}

// isZero reports whether a row has no counts but 0.
func (f *finder) isZero(i int) bool {
	return !slices.ContainsFunc(f.row(i), func(v uint32) bool { return v > 0 && v != Missing })
}

// confirmParts makes the sums sure that a sure sum leaves out.
func (f *finder) confirmParts() {
	for _, s := range slices.Backward(f.sums) {
		if s.Proof != Sure {
			continue
		}
		for i := s.From; i < s.To; i++ {
			if f.sums[i].Proof != None {
				f.sums[i].Proof = Sure
			}
		}
	}
}
