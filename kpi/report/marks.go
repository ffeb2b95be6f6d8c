package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// smallest is the least denominator of a rate that is not marked: with a smaller one a
// single dossier moves the rate by more than three points.
const smallest = 30

// The marks behind figures: of a rate with a smaller denominator, and of one that is below 0
// or above 100 percent.
const (
	smallMark   = "°"
	outsideMark = "!"
)

// othersMark returns the mark of a change between two periods that have rows of different
// units.
func othersMark(others bool) string {
	if others {
		return "†"
	}
	return ""
}

// isSmall reports whether the denominator of a rate is small.
func isSmall(r kpi.Result) bool {
	return r.Defined() && !r.Ratio.Plain && r.Ratio.Den < smallest*max(r.Ratio.Scale, 1)
}

// marks returns the marks of a result.
func marks(r kpi.Result) (text string) {
	if isOutside(r) {
		text += outsideMark
	}
	if isSmall(r) {
		text += smallMark
	}
	return text
}

// cell makes the cell of a result with its marks.
func (w wording) cell(r kpi.Result) Cell {
	c := figure(w.figure(r))
	c.Mark = marks(r)
	return c
}

// Marks explains the marks of doubt that cells of some tables have.
func (t Texts) Marks(tables ...*Table) (lines []string) {
	for _, m := range []struct{ mark, text string }{
		{outsideMark, t.Say("mark.outside")}, {smallMark, Fill(t.Say("mark.small"), "n", strconv.Itoa(smallest))},
	} {
		has := func(row Row) bool {
			return slices.ContainsFunc(row.Cells, func(c Cell) bool { return strings.Contains(c.Mark, m.mark) })
		}
		if slices.ContainsFunc(tables, func(t *Table) bool { return slices.ContainsFunc(t.All(), has) }) {
			lines = append(lines, m.text)
		}
	}
	return lines
}
