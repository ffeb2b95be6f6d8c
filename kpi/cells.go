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
	if most == EveryCell {
		most = math.MaxInt
	}
	wants := map[Want]int{}
	for _, s := range t.sums() {
		for n, share := range s.InFiles() {
			w, keep := Want{share.Entry, s.Measure}, most
			if n >= most {
				keep = 0
			}
			wants[w] = max(wants[w], keep)
		}
	}
	for _, l := range t.Lacks {
		if l.Reason == LackBlank {
			w := Want{l.Entry, l.Measure}
			wants[w] = max(wants[w], most)
		}
	}
	return wants
}

// InFiles returns the counts that a sum was added up from in the order in which the files
// give them: the first cells of the sum are those of the first counts.
func (s *Sum) InFiles() []Share {
	return slices.SortedStableFunc(slices.Values(s.Given), func(a, b Share) int { return a.Entry.compareOrigins(b.Entry) })
}

// compareOrigins orders entries by the files and lines where they begin.
func (e *Entry) compareOrigins(o *Entry) int {
	if len(e.Origins) == 0 || len(o.Origins) == 0 {
		return cmp.Compare(len(e.Origins), len(o.Origins))
	}
	return e.Origins[0].Compare(o.Origins[0])
}
