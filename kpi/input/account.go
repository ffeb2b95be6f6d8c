package input

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"

	"cchc/kpi"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// account is the sums of a file by unit and period: a slot for each.
type account struct {
	units  *names.Registry // of the file
	items  *itemList
	slots  []*slot         // by number: in the order of their first rows
	byUnit map[int][]*slot // those of a unit
}

func newAccount() *account {
	return &account{units: names.NewRegistry(1), items: newItemList(), byUnit: map[int][]*slot{}}
}

// slot is the rows of one unit in one period in one file.
type slot struct {
	number int // in its file
	unit   int // in the registry of the file, then of the file set
	period kpi.Period
	tally  kpi.Tally
	rows   extent
	seen   bitset      // the items of the rows
	grain  grain       // what tells these rows from each other
	days   map[int]int // of rows of days: the day that a state is of, by measure
	export *exportResult
	wanted cellsByMeasure // nil where no cell is wanted
}

// extent is how many rows there are, and the lines of the first and the last.
type extent struct {
	count, first, last int
	spots              []rows.Spot // of the first, in a turned table
}

// add adds rows, the first of them on a line, the last on another.
func (e *extent) add(count, first, last int) {
	if e.count == 0 {
		e.first = first
	}
	e.count += count
	e.last = last
}

// slot returns where the counts of a unit in a period add up in a file. A tally has room
// for some measures.
func (a *account) slot(unit int, p kpi.Period, room int, e *exportResult) *slot {
	if s := a.find(unit, p); s != nil {
		return s
	}
	s := &slot{number: len(a.slots), unit: unit, period: p, tally: kpi.NewTally(room), export: e}
	a.byUnit[unit] = append(a.byUnit[unit], s)
	a.slots = append(a.slots, s)
	return s
}

// find returns the slot of a unit in a period, or nil.
func (a *account) find(unit int, p kpi.Period) *slot {
	i := slices.IndexFunc(a.byUnit[unit], func(s *slot) bool { return s.period == p })
	if i < 0 {
		return nil
	}
	return a.byUnit[unit][i]
}

// unitPeriod names the counts of a unit in a period, if it has one.
func unitPeriod(unit string, p kpi.Period) string {
	if p.IsZero() {
		return unit
	}
	return unit + ", " + p.String()
}

// Rows of single days add up to their month: flows of all days, carried-over dossiers of
// the first day, pending ones of the last. A whole of both is known from its parts alone.

// admitDay reports whether a measure of a row of a day counts for its month, and drops
// what other days gave where it does not. Of rows by field or procedure nothing proves
// that those of one day are all there are.
func (s *slot) admitDay(measure int, kind kpi.Kind, day int) bool {
	if kind == kpi.Flow {
		return true
	}
	if s.days == nil {
		s.days = map[int]int{}
	}
	before, seen := s.days[measure]
	order := cmp.Compare(day, before)
	if kind == kpi.Opening {
		order = -order
	}
	switch {
	case !seen:
		s.days[measure] = day
	case order == 0:
	case kind == kpi.Mixed || s.grain != byUnit|byDay:
		s.days[measure] = -1 // of several days: no day is equal to it
		s.forget(measure)
		if kind != kpi.Mixed {
			s.tally.Lack(measure)
		}
		return false
	case order < 0:
		return false
	default:
		s.days[measure] = day
		s.forget(measure)
	}
	return true
}

// forget drops the counts of earlier rows of a measure of a state.
func (s *slot) forget(measure int) {
	s.tally.Forget(measure)
	if c := s.wanted[measure]; c != nil {
		*c = cellList{most: c.most}
	}
}

// bitset is a set of small numbers.
type bitset []uint64

// insert adds a number and reports whether it was there already.
func (b *bitset) insert(n int) bool {
	word, bit := n/64, uint64(1)<<(n%64)
	for len(*b) <= word {
		*b = append(*b, 0)
	}
	was := (*b)[word]&bit != 0
	(*b)[word] |= bit
	return was
}

// remove takes a number out.
func (b bitset) remove(n int) { b[n/64] &^= 1 << (n % 64) }

// all yields the numbers in order.
func (b bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// meets reports whether two sets have a number in common.
func (b bitset) meets(o bitset) bool {
	for i := range min(len(b), len(o)) {
		if b[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// common returns the first number that two sets which meet have in common.
func (b bitset) common(o bitset) int {
	for i := range min(len(b), len(o)) {
		if both := b[i] & o[i]; both != 0 {
			return i*64 + bits.TrailingZeros64(both)
		}
	}
	return 0
}

// holds reports whether every number of o is in b.
func (b bitset) holds(o bitset) bool {
	for i, word := range o {
		if i >= len(b) && word != 0 || i < len(b) && word&^b[i] != 0 {
			return false
		}
	}
	return true
}

// renumbered returns the set with other numbers for its own.
func (b bitset) renumbered(ids []int) bitset {
	var to bitset
	for n := range b.all() {
		to.insert(ids[n])
	}
	return to
}

// merge adds every number of o.
func (b *bitset) merge(o bitset) {
	for len(*b) < len(o) {
		*b = append(*b, 0)
	}
	for i, word := range o {
		(*b)[i] |= word
	}
}
