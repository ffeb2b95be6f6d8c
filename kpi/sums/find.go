package sums

import (
	"math"
	"slices"
	"sort"
)

// How many bits the counts of a sum must have.
const (
	agreeBits  = 1  // to be looked at
	sureBits   = 14 // below one row in 100,000 is a sum by chance
	likelyBits = 2  // more than the number of rows has
	nameBits   = 20 // of the name of a total
	kindBits   = 8  // of a row that is of another kind than its rows
)

// finder finds the sums of a table.
type finder struct {
	*Table
	sums    []Sum    // by row; of none the proof is None
	rows    int      // with counts
	blank   []bool   // rows without counts
	prefix  []int64  // the counts of the rows that were visited, added up
	missing []int32  // likewise of those that are missing; nil: none are
	filled  []int32  // likewise of rows that are not all 0
	whole   []int    // the columns without missing counts
	groups  []uint32 // the texts, those that are blank as the one above
	agreed  bool     // in the last pass that found nothing, or that before it, counts agreed
	owner   []int32  // by row: the smallest sum without doubt that has it as its own, its row and 1; 0: none
}

// Find returns the sums of the table in the order of their rows.
func (t *Table) Find() []Sum {
	f := newFinder(t)
	f.stage(Sure)
	f.keepProved()
	if f.agreed {
		f.stage(Agrees)
	}
	for f.confirm() {
		f.stage(Agrees)
	}
	var found []Sum
	for i, s := range f.sums {
		if s.Proof != None {
			s.Row = i
			found = append(found, s)
		}
	}
	return found
}

func newFinder(t *Table) *finder {
	n := t.Len()
	f := &finder{Table: t, sums: make([]Sum, n), blank: make([]bool, n), owner: make([]int32, n),
		groups: t.carried(), prefix: make([]int64, (n+1)*t.columns), filled: make([]int32, n+1)}
	lacks := make([]bool, t.columns)
	for i := range n {
		known := false
		for j, v := range t.row(i) {
			known = known || v != Missing
			lacks[j] = lacks[j] || v == Missing
		}
		f.blank[i] = !known
		if known {
			f.rows++
		}
	}
	for j := range lacks {
		lacks[j] = false
		for i := 0; i < n && !lacks[j]; i++ {
			lacks[j] = !f.blank[i] && t.counts[i*t.columns+j] == Missing
		}
		if !lacks[j] {
			f.whole = append(f.whole, j)
		}
	}
	if len(f.whole) < t.columns {
		f.missing = make([]int32, (n+1)*t.columns)
	}
	return f
}

// carried returns the texts of the rows, those that are blank as the ones above.
func (t *Table) carried() []uint32 {
	if !slices.Contains(t.texts, 0) {
		return t.texts
	}
	texts := slices.Clone(t.texts)
	for i := t.names; i < len(texts); i++ {
		if texts[i] == 0 {
			texts[i] = texts[i-t.names]
		}
	}
	return texts
}

// stage finds all sums of a proof, with those found before left out: it visits the rows from
// the top and from the bottom in turn, until two passes find nothing.
func (f *finder) stage(want Proof) {
	quiet := 0
	for up := false; quiet < 2; up = !up {
		if quiet == 0 {
			f.agreed = false
		}
		if quiet++; f.pass(want, up) {
			quiet = 0
		}
	}
}

// pass visits the rows from the top, or from the bottom, and reports whether it found a
// sum of the rows that it visited before.
func (f *finder) pass(want Proof, up bool) (found bool) {
	n, c := f.Len(), f.columns
	bounds, starts, last := []int{0}, make([]int, f.names), make([]uint32, f.names)
	for k := range n {
		i := k
		if up {
			i = n - 1 - k
		}
		next := f.prefix[(k+1)*c : (k+2)*c]
		copy(next, f.prefix[k*c:(k+1)*c])
		if f.missing != nil {
			copy(f.missing[(k+1)*c:(k+2)*c], f.missing[k*c:(k+1)*c])
		}
		f.filled[k+1] = f.filled[k]
		if f.blank[i] || f.sums[i].Proof != None {
			bounds = append(bounds, k+1)
			continue
		}
		if s, from := f.match(visit{i, k, up}, want, bounds, starts); s.Proof != None {
			f.sums[i], found = s, true
			for bounds[len(bounds)-1] > from {
				bounds = bounds[:len(bounds)-1]
			}
			bounds = append(bounds, k+1)
			continue
		}
		f.count(i, k, next)
		if k == 0 || f.named[i] {
			bounds = append(bounds, k+1) // this may be a sum that is found when others are left out
		}
		for j, text := range f.groups[i*f.names : (i+1)*f.names] {
			if text != last[j] {
				last[j], starts[j] = text, k
			}
		}
	}
	return found
}

// count adds the counts of a row to those of the rows before.
func (f *finder) count(i, k int, sums []int64) {
	some := false
	for j, v := range f.row(i) {
		switch {
		case v == Missing:
			f.missing[(k+1)*f.columns+j]++
		case v > 0:
			sums[j] += int64(v)
			some = true
		}
	}
	if some {
		f.filled[k+1]++
	}
}

// visit is a row, how many were visited before, and whether these are below.
type visit struct {
	row, n int
	up     bool
}

// rowAt returns the row that was visited after n others.
func (f *finder) rowAt(v visit, n int) int {
	if v.up {
		return f.Len() - 1 - n
	}
	return n
}

// match returns the sum that a row is of rows visited directly before it, and where these
// begin.
func (f *finder) match(v visit, want Proof, bounds, starts []int) (best Sum, from int) {
	counts := f.row(v.row)
	if f.owner[v.row] > 0 || !slices.ContainsFunc(counts, func(c uint32) bool { return c > 0 && c != Missing }) {
		return best, 0
	}
	try := func(start int) {
		if best.Proof == None && f.agrees(v, start, counts) {
			f.agreed = true
			if s := f.judge(v, start); s.Proof >= want {
				best, from = s, start
			}
		}
	}
	try(0)
	for _, start := range starts {
		try(start)
	}
	f.search(v, bounds, counts, try)
	return best, from
}

// search tries the bounds at which the counts of a column that has all of them agree. Of
// a table that has no such column, it tries the nearest.
func (f *finder) search(v visit, bounds []int, counts []uint32, try func(start int)) {
	const nearest = 64
	at := slices.IndexFunc(f.whole, func(j int) bool { return counts[j] > 0 })
	if at < 0 {
		for _, start := range bounds[max(len(bounds)-nearest, 0):] {
			try(start)
		}
		return
	}
	j := f.whole[at]
	want := f.prefix[v.n*f.columns+j] - int64(counts[j])
	first := sort.Search(len(bounds), func(b int) bool { return f.prefix[bounds[b]*f.columns+j] >= want })
	for b := first; b < min(len(bounds), first+nearest) && f.prefix[bounds[b]*f.columns+j] == want; b++ {
		try(bounds[b])
	}
}

// agrees reports whether all counts of a row that are known are the sums of those of at
// least two rows that were visited before it.
func (f *finder) agrees(v visit, start int, counts []uint32) bool {
	if f.filled[v.n]-f.filled[start] < 2 {
		return false
	}
	to, from := f.prefix[v.n*f.columns:], f.prefix[start*f.columns:]
	known := false
	for j, c := range counts {
		if c == Missing || f.missing != nil && f.missing[v.n*f.columns+j] > f.missing[start*f.columns+j] {
			continue
		}
		if to[j]-from[j] != int64(c) {
			return false
		}
		known = known || c > 0
	}
	return known
}

// judge returns what it proves that a row is the sum of those visited since a start.
func (f *finder) judge(v visit, start int) Sum {
	s := Sum{Row: v.row, From: f.rowAt(v, start), To: f.rowAt(v, v.n-1)}
	s.From, s.To = min(s.From, s.To), max(s.From, s.To)+1
	s.Bits = f.bits(&s)
	if f.named[v.row] {
		s.Bits += nameBits
	}
	if f.heads(&s) {
		s.Bits += kindBits
	}
	size := math.Log2(float64(f.rows))
	switch {
	case s.Bits >= f.sureBits():
		s.Proof = Sure
	case f.divides(&s):
	case s.Bits >= size+likelyBits:
		s.Proof = Likely
	case s.Bits >= agreeBits:
		s.Proof = Agrees
	}
	return s
}

// heads reports whether a row is of another kind than the rows of its sum, which are of one.
func (f *finder) heads(s *Sum) bool {
	kind, own := uint32(0), f.text(s.Row, f.names-1)
	for i := s.From; i < s.To; i++ {
		if f.blank[i] || f.sums[i].Proof != None {
			continue
		}
		of := f.text(i, f.names-1)
		if of == own || kind != 0 && of != kind {
			return false
		}
		kind = of
	}
	return own != 0 && kind != 0
}

// sureBits returns how many bits a sum without doubt has in a table of this size.
func (f *finder) sureBits() float64 { return max(sureBits, math.Log2(float64(f.rows))+8) }

// divides reports whether a row seems to be the sum of some of the rows that a sum without
// doubt has, and is none of these itself: that is chance.
func (f *finder) divides(s *Sum) bool {
	return slices.ContainsFunc([]int{s.From, s.To - 1}, func(end int) bool {
		if f.owner[end] == 0 {
			return false
		}
		o := f.sums[f.owner[end]-1]
		isInside := o.From <= s.Row && s.Row < o.To
		return !isInside && (o.From < s.From || s.To < o.To)
	})
}

// keepProved notes the rows that sums without doubt have as rows of their own: what they
// seem to be the sums of is chance.
func (f *finder) keepProved() {
	for row, s := range f.sums {
		if s.Proof != Sure {
			continue
		}
		for i := s.From; i < s.To; i++ {
			if o := f.owner[i]; f.sums[i].Proof == None && (o == 0 || s.To-s.From < f.sums[o-1].To-f.sums[o-1].From) {
				f.owner[i] = int32(row + 1)
			}
		}
	}
}
