package kpi

import (
	"errors"
	"math/bits"
	"slices"
)

// ErrOverflow is the error for a sum that does not fit: more than 9.2 * 10^18.
var ErrOverflow = errors.New("sum is larger than 9223372036854775807")

// Tally is the sums of the measures of one unit in one period, and which of
// them are complete. Tallies join in any order to the same tally; one with nothing
// given is the identity of Join. A tally has room up to some measure and grows if
// more are given: tens of thousands are kept of files that give few.
type Tally struct {
	sums  []int64
	marks []mark
}

// mark is a set of what was seen of a measure.
type mark uint8

const (
	given   mark = 1 << iota // a count
	lacking                  // a blank where a count should be
)

// NewTally returns a tally with nothing given and room for the first n measures.
func NewTally(n int) Tally { return Tally{make([]int64, n), make([]mark, n)} }

// reach makes room for measure i.
func (t *Tally) reach(i int) {
	if more := i + 1 - len(t.sums); more > 0 {
		t.sums = append(t.sums, make([]int64, more)...)
		t.marks = append(t.marks, make([]mark, more)...)
	}
}

// Give adds a count of measure i. A sum that does not fit is [ErrOverflow].
func (t *Tally) Give(i int, count int64) error {
	t.reach(i)
	sum, ok := Add(t.sums[i], count)
	if !ok {
		return ErrOverflow
	}
	t.sums[i] = sum
	t.marks[i] |= given
	return nil
}

// Fits reports whether [Tally.Give] can add a count of measure i.
func (t Tally) Fits(i int, count int64) bool {
	sum, _ := t.Value(i)
	_, ok := Add(sum, count)
	return ok
}

// Lack notes that a count of measure i is missing: the sum is not complete.
func (t *Tally) Lack(i int) {
	t.reach(i)
	t.marks[i] |= lacking
}

// Join adds what another tally of the same unit and period was given.
func (t *Tally) Join(o Tally) error {
	t.reach(len(o.sums) - 1)
	for i, m := range o.marks {
		if m&given != 0 {
			if err := t.Give(i, o.sums[i]); err != nil {
				return err
			}
		}
		t.marks[i] |= m
	}
	return nil
}

// Value returns the sum of measure i, and whether it is complete: something
// was given and nothing was missing.
func (t Tally) Value(i int) (int64, bool) {
	if i >= len(t.sums) {
		return 0, false
	}
	return t.sums[i], t.marks[i] == given
}

// Touched reports whether measure i was given or found missing.
func (t Tally) Touched(i int) bool { return i < len(t.marks) && t.marks[i] != 0 }

// Given reports whether a count of measure i was given, complete or not.
func (t Tally) Given(i int) bool { return i < len(t.marks) && t.marks[i]&given != 0 }

// Empty reports whether a tally has neither a count nor a blank of any measure.
func (t Tally) Empty() bool {
	return !slices.ContainsFunc(t.marks, func(m mark) bool { return m != 0 })
}

// Set makes the sum of measure i known and complete, whatever it was.
func (t *Tally) Set(i int, sum int64) {
	t.reach(i)
	t.sums[i], t.marks[i] = sum, given
}

// Forget makes measure i neither given nor missing.
func (t *Tally) Forget(i int) {
	if i < len(t.sums) {
		t.sums[i], t.marks[i] = 0, 0
	}
}

// Clear empties the tally.
func (t *Tally) Clear() {
	clear(t.sums)
	clear(t.marks)
}

// Add returns a+b and whether it fits.
func Add(a, b int64) (int64, bool) {
	sum, _ := bits.Add64(uint64(a), uint64(b), 0)
	s := int64(sum)
	return s, (a < 0) != (b < 0) || (s < 0) == (a < 0)
}

// sumOf adds the parts of measure i, and reports whether all are complete.
func (ms *Measures) sumOf(t Tally, i int) (sum int64, ok bool, err error) {
	for _, p := range ms.parts[i] {
		v, complete := t.Value(p)
		if !complete {
			return 0, false, nil
		}
		if sum, ok = Add(sum, v); !ok {
			return 0, false, ErrOverflow
		}
	}
	return sum, len(ms.parts[i]) > 0, nil
}

// Derive returns the tally with every whole that was not given completely, but
// whose parts were, set to their sum. A whole that was given stays as given.
func (ms *Measures) Derive(t Tally) (Tally, error) {
	d := NewTally(ms.Len())
	return d, ms.DeriveInto(&d, t)
}

// DeriveInto is [Measures.Derive] into the memory of d, which has room for all
// measures: what d holds is replaced.
func (ms *Measures) DeriveInto(d *Tally, t Tally) error {
	d.Clear()
	copy(d.sums, t.sums)
	copy(d.marks, t.marks)
	for _, i := range ms.wholes {
		if _, complete := d.Value(i); complete {
			continue
		}
		sum, ok, err := ms.sumOf(*d, i)
		if err != nil {
			return err
		}
		if ok {
			d.Set(i, sum)
		}
	}
	return nil
}

// Unite returns the tally of a unit that others became, in one period: the sum of
// theirs. A measure is known if all have it complete, given or derived: a tally with a
// whole and one with its parts have the whole in common, not the parts. The tally of a
// unit without rows is empty, and lacks everything. lacks has, by tally, the measures
// that it lacks and another has complete. A sum that does not fit is [ErrOverflow].
func (ms *Measures) Unite(tallies []Tally) (sum Tally, lacks [][]int, err error) {
	derived := make([]Tally, len(tallies))
	for n, t := range tallies {
		if derived[n], err = ms.Derive(t); err != nil {
			return Tally{}, nil, err
		}
	}
	sum, lacks = NewTally(ms.Len()), make([][]int, len(tallies))
	for i := range ms.list {
		var without []int
		touched := false
		for n, d := range derived {
			touched = touched || d.Touched(i)
			if v, complete := d.Value(i); !complete {
				without = append(without, n)
			} else if err := sum.Give(i, v); err != nil {
				return Tally{}, nil, err
			}
		}
		if !touched || len(without) == 0 {
			continue
		}
		if sum.Given(i) {
			for _, n := range without {
				lacks[n] = append(lacks[n], i)
			}
		}
		sum.Lack(i)
	}
	return sum, lacks, nil
}

// Part divides a tally into the counts of some things, as [Measures.Things] names them,
// and the rest.
func (ms *Measures) Part(t Tally, things []string) (part, rest Tally) {
	for i, m := range t.marks {
		to := &rest
		if slices.Contains(things, ms.list[i].Of) {
			to = &part
		}
		if m != 0 {
			to.reach(i)
			to.sums[i], to.marks[i] = t.sums[i], m
		}
	}
	return part, rest
}

// touched returns the things that a tally mentions, as a bit set of classes:
// dossiers, days, tasks ... A tally mentions a thing if it has a count or a blank
// of one of its measures. That of a task list does not mention dossiers, and so
// lacks none.
func (ms *Measures) touched(t Tally) uint64 {
	var set uint64
	for i, class := range ms.class {
		if t.Touched(i) {
			set |= 1 << class
		}
	}
	return set
}

// IsAbout reports whether a tally mentions a thing that an indicator counts.
func (ms *Measures) IsAbout(t Tally, d Indicator) bool {
	set := ms.touched(t)
	return slices.ContainsFunc(d.Needs(), func(i int) bool { return set&(1<<ms.class[i]) != 0 })
}

// Things returns the things that a tally mentions: the words of [Measure.Of], in the
// order of the measures.
func (ms *Measures) Things(t Tally) []string {
	var things []string
	set := ms.touched(t)
	for class, thing := range ms.things {
		if set&(1<<class) != 0 {
			things = append(things, thing)
		}
	}
	return things
}
