package rows

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// view is what a sheet shows of its cells: merged cells show only the first of them, and
// hidden columns nothing.
type view struct {
	rowHidden bool
	hidden    []span   // columns
	isMerged  bool     // some cells are merged: known from a first reading
	width     int      // the last column that holds anything
	merged    []merged // all, when the sheet was read to its end
	below     []merged // those that have not begun yet, by row: known from a first reading
	open      []merged // those that reach into the row
	covered   covered
}

// span is columns next to each other.
type span struct{ first, last int }

// merged is cells that are merged, such as B2:C5.
type merged struct {
	cells       string
	top, bottom int
	span
}

// covered is the first cell that holds something and does not show it; the zero value is
// none.
type covered struct {
	line, column int
	by           merged
}

// openLimit is how many merged cells that reach into one row are looked at. It bounds the
// time that a sheet takes in which they overlap.
const openLimit = 1000

// hide notes columns that are hidden.
func (v *view) hide(first, last, hidden string) {
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if is, _ := strconv.ParseBool(hidden); is && err1 == nil && err2 == nil {
		v.hidden = append(v.hidden, span{from, to})
	}
}

// merge notes merged cells.
func (v *view) merge(cells string) {
	from, to, _ := strings.Cut(cells, ":")
	first, top, err1 := excelize.CellNameToCoordinates(from)
	last, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err1 == nil && err2 == nil {
		v.merged = append(v.merged, merged{from + ":" + to, top, bottom, span{first, last}})
	}
}

// expect takes the merged cells of a sheet that was read before.
func (v *view) expect(all []merged) {
	v.isMerged = len(all) > 0
	v.below = slices.SortedStableFunc(slices.Values(all), func(a, b merged) int { return cmp.Compare(a.top, b.top) })
}

// begin begins a row.
func (v *view) begin(row int) {
	if len(v.open) > 0 {
		v.open = slices.DeleteFunc(v.open, func(m merged) bool { return m.bottom < row })
	}
	for len(v.below) > 0 && v.below[0].top <= row {
		if v.below[0].bottom >= row && len(v.open) < openLimit {
			v.open = append(v.open, v.below[0])
		}
		v.below = v.below[1:]
	}
}

// under returns the cells of a row that are merged with one above, in the same column.
func (v *view) under(row int) (list []Under) {
	for _, m := range v.open {
		if m.top < row {
			list = append(list, Under{m.first - 1, m.top})
		}
	}
	return list
}

// see notes a cell that holds something.
func (v *view) see(row, column int) {
	v.width = max(v.width, column)
	for _, m := range v.open {
		isFirst := row == m.top && column == m.first
		if m.first <= column && column <= m.last && !isFirst && v.covered.line == 0 {
			v.covered = covered{row, column, m}
		}
	}
}

// Top is the titles and the header of a table: their first line, and the line below them.
// Taken are the merged cells of its rows whose text was taken for all of them.
type Top struct {
	First, Below int
	Taken        map[Under]bool
}

// report adds the findings about what a sheet does not show, when it was read to its end.
// Merged cells of titles and headers are as they should be, and such whose text was taken
// for all of them.
func (v *view) report(findings *kpi.FileFindings, tops []Top) {
	if c := v.covered; c.line > 0 {
		findings.Add(kpi.CellCovered, kpi.Place{Line: c.line, Column: c.column}, "cells", c.by.cells)
	}
	isKnown := func(m merged) bool {
		return slices.ContainsFunc(tops, func(t Top) bool {
			return t.First <= m.top && m.top < t.Below || t.Taken[Under{m.first - 1, m.top}]
		})
	}
	down := func(m merged) bool { return m.bottom > m.top && !isKnown(m) }
	if i := slices.IndexFunc(v.merged, down); i >= 0 { // below the first of them cells are blank
		findings.Add(kpi.CellsMerged, kpi.Place{Line: v.merged[i].top, Column: v.merged[i].first}, "cells", v.merged[i].cells)
	}
	columns, first := 0, 0
	for _, s := range v.hidden {
		if n := min(s.last, v.width) - s.first + 1; n > 0 {
			columns, first = columns+n, cmp.Or(first, s.first)
		}
	}
	if columns > 0 {
		findings.Add(kpi.ColumnsHidden, kpi.Place{Line: tops[0].Below - 1, Column: first}, "columns", strconv.Itoa(columns))
	}
}
