package kpi

import (
	"slices"
	"strings"
)

// Rule is an arithmetic relation between the counts of every row and of every
// tally: the parts add up to the whole, or a measure does not exceed another.
type Rule struct {
	Whole int   // the measure on the right
	Part  int   // the measure on the left; -1: all parts of the whole together
	Left  []int // measures given whose sum is the left side
	Right []int // measures given whose sum is the right side
	Exact bool  // left = right; otherwise left <= right
}

// Has reports whether a measure is on either side.
func (r Rule) Has(measure int) bool {
	return slices.Contains(r.Left, measure) || slices.Contains(r.Right, measure)
}

// Rules returns the rules that can be checked if only some measures are given.
func (ms *Measures) Rules(given func(measure int) bool) []Rule {
	var rules []Rule
	for i := range ms.list {
		if given(i) {
			left, all := ms.expandParts(i, given)
			if len(left) > 0 {
				rules = append(rules, Rule{Whole: i, Part: -1, Left: left, Right: []int{i}, Exact: all})
			}
		}
		if w := ms.within[i]; w >= 0 {
			left, ok1 := ms.expand(i, given)
			right, ok2 := ms.expand(w, given)
			if ok1 && ok2 {
				rules = append(rules, Rule{Whole: w, Part: i, Left: left, Right: right})
			}
		}
	}
	return rules
}

// expand returns the given measures that add up to measure i, and whether none of
// it is missing.
func (ms *Measures) expand(i int, given func(int) bool) ([]int, bool) {
	if given(i) {
		return []int{i}, true
	}
	return ms.expandParts(i, given)
}

func (ms *Measures) expandParts(i int, given func(int) bool) ([]int, bool) {
	var found []int
	all := len(ms.parts[i]) > 0
	for _, p := range ms.parts[i] {
		part, complete := ms.expand(p, given)
		found = append(found, part...)
		all = all && complete
	}
	return found, all
}

// Broken returns the sums of both sides, and the finding code of the broken rule
// or "". A rule with an incomplete side cannot be broken, except that the given
// parts of a whole must not exceed it even if others are missing.
func (r Rule) Broken(t Tally) (left, right int64, code string) {
	left, all, fits := sum(t, r.Left)
	right, whole, fits2 := sum(t, r.Right)
	switch {
	case !fits || !fits2 || !whole || !all && r.Part >= 0:
		return left, right, ""
	case r.Exact && all && left != right:
		return left, right, PartsDisagree
	case left > right:
		return left, right, PartExceedsWhole
	}
	return left, right, ""
}

// sum adds the complete ones of some measures, and reports whether all are
// complete and whether the sum fits. If it does not, adding up the tallies is an
// error later.
func sum(t Tally, measures []int) (total int64, all, fits bool) {
	all = true
	for _, i := range measures {
		v, complete := t.Value(i)
		if !complete {
			all = false
			continue
		}
		if total, fits = Add(total, v); !fits {
			return total, all, false
		}
	}
	return total, all, true
}

// RuleArgs returns the names and values, in turn, that complete the message for a
// rule that a tally breaks.
func (ms *Measures) RuleArgs(r Rule, t Tally, left, right int64) []string {
	var parts []string
	for _, i := range r.Left {
		if _, complete := t.Value(i); complete {
			parts = append(parts, MeasureKey(ms.list[i].ID))
		}
	}
	scale := ms.list[r.Whole].Scale()
	return []string{"whole", MeasureKey(ms.list[r.Whole].ID), "part", strings.Join(parts, " + "),
		"count", FormatCount(right, scale), "sum", FormatCount(left, scale)}
}
