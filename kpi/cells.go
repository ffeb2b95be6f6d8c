package kpi

import (
	"cmp"
	"math"
	"slices"
)

// Want is the count of a measure in an entry whose cells are wanted.
type Want struct {
	Entry   *Entry
	Measure int
}

// Cell is a cell that a count was read from. In a list whose rows are counted it is a
// whole row: it has no column.
type Cell struct {
	Place Place
	Value int64
	Known bool // it has a count
}

// Cells are the cells of a count in the order of files and rows: the first that add up
// to it, and the first that lack a count.
type Cells struct {
	Given   []Cell
	Count   int   // of all that add up
	Sum     int64 // of these
	Missing []Cell
	Lacking int // how many lack a count
}

// EveryCell is the number of cells to keep that keeps all of them.
const EveryCell = 0

// Wants returns the counts that a figure was added up from and those that it lacks,
// each with the number of its cells to keep so that the first cells of every sum are
// there. The number may be 0.
func (t *Trace) Wants(most int) map[Want]int {
	wants := map[Want]int{}
	for _, s := range t.sums() {
		for n, share := range inOrder(s.Given) {
			w := Want{share.Entry, s.Measure}
			if most != EveryCell && n >= most {
				wants[w] = max(wants[w], 0)
			} else {
				wants[w] = max(wants[w], keepAll(most))
			}
		}
	}
	for _, l := range t.Lacks {
		if l.Reason == LackBlank {
			w := Want{l.Entry, l.Measure}
			wants[w] = max(wants[w], keepAll(most))
		}
	}
	return wants
}

// keepAll returns a number of cells to keep, which no count reaches if all are wanted.
func keepAll(most int) int {
	if most == EveryCell {
		return math.MaxInt
	}
	return most
}

// inOrder sorts shares by the files and lines where their entries begin.
func inOrder(shares []Share) []Share {
	return slices.SortedStableFunc(slices.Values(shares), func(a, b Share) int { return compareOrigins(a.Entry.Origins, b.Entry.Origins) })
}

// compareOrigins orders entries by where they begin.
func compareOrigins(a, b []Origin) int {
	if len(a) == 0 || len(b) == 0 {
		return cmp.Compare(len(a), len(b))
	}
	return a[0].Compare(b[0])
}
