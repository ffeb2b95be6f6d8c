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
	settled                  // of several units, of which one lacks it: nothing else gives it
)

// NewTally returns a tally with nothing given and room for the first n measures.
func NewTally(n int) Tally { return Tally{make([]int64, n), make([]mark, n)} }

// trimmed returns a tally whose sums end with the last that was given.
func (t Tally) trimmed() Tally {
	n := len(t.sums)
	for n > 0 && !t.Given(n-1) {
		n--
	}
	return Tally{append(make([]int64, 0, n), t.sums[:n]...), t.marks}
}

// reach makes room for measure i.
func (t *Tally) reach(i int) {
	if more := i + 1 - len(t.sums); more > 0 {
		t.sums = append(t.sums, make([]int64, more)...)
	}
	if more := i + 1 - len(t.marks); more > 0 {
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
	t.reach(len(o.marks) - 1)
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
	if i < len(t.marks) {
		t.reach(i)
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
