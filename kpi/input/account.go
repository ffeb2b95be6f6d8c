package input

import (
	"maps"
	"math/bits"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// account is the sums of a file: a slot for each unit and period.
type account struct {
	before int             // the slots of the tables above in the file
	units  *names.Registry // of the table
	items  *itemList
	slots  []*slot         // by number: in the order of their first rows
	byUnit map[int][]*slot // those of a unit
	found  foundIn
	places *filePlaces // nil where they are not noted
}

// slot is the rows of one unit in one period in one file, and their sums: Xã Tân Lập, June
// 2024, 2 rows, 12 received.
type slot struct {
	number int // in its file
	unit   int // in the registry of the file, then of the file set
	period kpi.Period
	tally  kpi.Tally
	rows   extent
	seen   bitset          // the items of the rows
	grain  grain           // what distinguishes these rows
	blank  bool            // a cell of communes is blank in them
	days   map[int]kpi.Day // of rows of days: the day that a state is of, by measure
	export *exportResult
	wanted cellsByMeasure        // nil where no cell is wanted
	fields map[string]*kpi.Tally // the sums of the rows of each field, where they are kept; "": of rows without one
}

// slotOf returns where the rows of a key add up, or nil where there is none yet.
func (a *account) slotOf(key *rowKey) *slot {
	if key.slot != nil {
		return key.slot
	}
	id, ok := a.units.Find(&key.spelling.Unit)
	if i := slices.IndexFunc(a.byUnit[id], func(s *slot) bool { return s.period == key.period }); ok && i >= 0 {
		return a.byUnit[id][i]
	}
	return nil
}

// each does something with the sums of a slot and with those of its fields.
func (s *slot) each(do func(*kpi.Tally)) {
	do(&s.tally)
	for _, t := range s.fields {
		do(t)
	}
}

// lack notes that a measure is not complete, in any field.
func (s *slot) lack(measure int) { s.each(func(t *kpi.Tally) { t.Lack(measure) }) }

// field returns the sums of a field.
func (s *slot) field(name string) *kpi.Tally {
	t, ok := s.fields[name]
	if !ok {
		if s.fields == nil {
			s.fields = map[string]*kpi.Tally{}
		}
		t = &kpi.Tally{}
		s.fields[name] = t
	}
	return t
}

// byField returns the sums of a slot by field, in the order of their names; those of an export
// that has no fields are one.
func (s *slot) byField() []kpi.FieldTally {
	if s.fields == nil {
		return []kpi.FieldTally{{Field: kpi.Field{None: true}, Tally: s.tally}}
	}
	var all []kpi.FieldTally
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		all = append(all, kpi.FieldTally{Field: kpi.Field{Name: name}, Tally: *s.fields[name]})
	}
	return all
}

// extent is how many rows there are, and the lines of the first and the last: 2, 8 and 12.
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

// name names the slot in a message while reading: its unit, and its period if it has one.
func (s *slot) name() string {
	u := s.export.account.units.First(s.unit).Unit
	return unitPeriod(kpi.Unit{Province: u.Province.String(), District: u.District.String(), Commune: u.Commune.String()}.Name(), s.period)
}

// unitPeriod names a unit and its period, if it has one, in the argument of a finding:
// "Bắc Sơn, 2024-06".
func unitPeriod(unit string, p kpi.Period) string {
	return strings.TrimSuffix(unit+", "+kpi.PeriodKey(p), ", ")
}

// keepDay keeps one day of a measure that is a state, when a row of a day gives it: the
// first day of carried-over dossiers, the last of pending ones. Once there are several
// days it keeps none of a whole of flows and states, which is known from its parts alone,
// nor of rows by field or procedure: nothing proves that those of one day are all.
func (s *slot) keepDay(measure int, kind kpi.Kind, day kpi.Day) {
	if s.days == nil {
		s.days = map[int]kpi.Day{}
	}
	kept, seen := s.days[measure]
	order := day.Compare(kept)
	if kind == kpi.Opening {
		order = -order
	}
	none := kind == kpi.Mixed || s.grain != byUnit|byDay
	if seen && (order == 0 || order < 0 && !none) {
		return
	}
	if seen {
		s.each(func(t *kpi.Tally) { t.Forget(measure) })
		if c := s.wanted[measure]; c != nil {
			*c = cellList{most: c.most, rows: c.rows}
		}
	}
	if seen && none {
		day = kpi.Day{} // that of no row
		if kind != kpi.Mixed {
			s.lack(measure)
		}
	}
	s.days[measure] = day
}

// bitset is a set of small numbers, such as the items of a slot.
type bitset []uint64

// insert adds a number, and returns whether it was there before.
func (b *bitset) insert(n int) (again bool) {
	word, bit := n/64, uint64(1)<<(n%64)
	for len(*b) <= word {
		*b = append(*b, 0)
	}
	again = (*b)[word]&bit != 0
	(*b)[word] |= bit
	return again
}

// has reports whether a number is there.
func (b bitset) has(n int) bool { return n/64 < len(b) && b[n/64]&(1<<(n%64)) != 0 }

// remove takes a number out.
func (b bitset) remove(n int) { b[n/64] &^= 1 << (n % 64) }

// common returns the first number that two sets have in common, or -1.
func (b bitset) common(o bitset) int {
	for i := range min(len(b), len(o)) {
		if both := b[i] & o[i]; both != 0 {
			return i*64 + bits.TrailingZeros64(both)
		}
	}
	return -1
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
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			to.insert(ids[i*64+bits.TrailingZeros64(word)])
		}
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
