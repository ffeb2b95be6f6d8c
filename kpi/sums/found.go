package sums

import "slices"

// Found is the sums of a table, by the lines of their rows. A nil one has none.
type Found struct {
	list    []Sum
	lines   []int  // of all rows
	covered []bool // rows of sums that are not added
	added   []bool // rows that are
	kept    int    // none of the first so many is added and not covered
	near    []Sum  // that are not quite sums
}

// FindOn finds the sums of a table whose rows are on some lines.
func (t *Table) FindOn(lines []int) *Found {
	f := &Found{list: t.Find(), lines: lines, covered: make([]bool, len(lines)), added: make([]bool, len(lines))}
	for _, s := range f.list {
		if s.Proof == Sure {
			f.Cover(s)
		}
	}
	return f
}

// FindNear finds the rows that are nearly sums within groups of some keys, too.
func (f *Found) FindNear(t *Table, keys int) { f.near = nearSums(t, keys, f.list) }

// NearOn returns the sum that the row on a line nearly is. ok is false of any other.
func (f *Found) NearOn(line int) (s Sum, ok bool) {
	if f == nil {
		return s, false
	}
	i := slices.IndexFunc(f.near, func(s Sum) bool { return f.lines[s.Row] == line })
	if i < 0 {
		return s, false
	}
	return f.near[i], true
}

// Cover notes the rows of a sum that is not added.
func (f *Found) Cover(s Sum) {
	for i := s.From; i < s.To; i++ {
		f.covered[i] = true
	}
}

// Add notes rows on lines that are added.
func (f *Found) Add(line, count int) {
	if f == nil {
		return
	}
	i, _ := slices.BinarySearch(f.lines, line)
	f.kept = min(f.kept, i)
	for ; i < len(f.lines) && f.lines[i] < line+count; i++ {
		f.added[i] = true
	}
}

// LeavesOut reports whether a sum of the rows above it leaves a row out that is added, and
// is part of no other sum.
func (f *Found) LeavesOut(s Sum) bool {
	if f == nil || s.Proof == None || s.IsBelow() {
		return false
	}
	for f.kept < s.From && !(f.added[f.kept] && !f.covered[f.kept]) {
		f.kept++
	}
	return f.kept < s.From
}

// On returns the sum on a line.
func (f *Found) On(line int) (s Sum) {
	if f == nil {
		return s
	}
	if i, ok := f.search(line); ok {
		s = f.list[i]
	}
	return s
}

func (f *Found) search(line int) (int, bool) {
	return slices.BinarySearchFunc(f.list, line, func(s Sum, line int) int { return f.lines[s.Row] - line })
}

// Within reports whether a sum is on some lines, or a row that nearly is one.
func (f *Found) Within(line, count int) bool {
	if f == nil || len(f.list)+len(f.near) == 0 {
		return false
	}
	if slices.ContainsFunc(f.near, func(s Sum) bool { return f.lines[s.Row] >= line && f.lines[s.Row] < line+count }) {
		return true
	}
	i, _ := f.search(line)
	return i < len(f.list) && f.lines[f.list[i].Row] < line+count
}

// Covers reports whether the row on a line is part of a sum that is not added.
func (f *Found) Covers(line int) bool {
	if f == nil {
		return false
	}
	i, ok := slices.BinarySearch(f.lines, line)
	return ok && f.covered[i]
}

// Lines returns the lines of the first and the last row of a sum.
func (f *Found) Lines(s Sum) (first, last int) { return f.lines[s.From], f.lines[s.To-1] }
