package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// standing returns a scorecard whose rows have the figure of one indicator by which they are
// sorted: that of the latest period. A rate outside 0 to 100 percent is no figure to rank.
func standing(card *kpi.Scorecard, d kpi.Indicator, at func(kpi.Group) kpi.Result) *kpi.Scorecard {
	sortable := *card
	sortable.Indicators, sortable.Rows = []kpi.Indicator{d}, slices.Clone(card.Rows)
	for i := range sortable.Rows {
		r := at(sortable.Rows[i].Group)
		r.Known = r.Known && !isOutside(r)
		sortable.Rows[i].Results = []kpi.Result{r}
	}
	return &sortable
}

// isOutside reports whether a rate is below 0 or above 100 percent: what it counts is not a
// part of what it is divided by.
func isOutside(r kpi.Result) bool { return r.Defined() && r.Ratio.Outside() }

// outsideMark marks a rate outside 0 to 100 percent.
const outsideMark = "!"

// doubt returns the marks of what makes a figure doubtful.
func doubt(r kpi.Result) (marks string) {
	if isSmall(r) {
		marks += smallMark
	}
	if isOutside(r) {
		marks += outsideMark
	}
	return marks
}

// marks returns what the marks of verdicts and of doubtful figures mean, for those that
// some tables have.
func (w wording) marks(tables []*Table) (reading []string) {
	has := func(is func(Cell) bool) bool {
		return slices.ContainsFunc(tables, func(t *Table) bool {
			return slices.ContainsFunc(t.All(), func(row Row) bool { return slices.ContainsFunc(row.Cells, is) })
		})
	}
	if has(func(c Cell) bool { return c.Figure != nil && c.Figure.Verdict != kpi.Unjudged }) {
		reading = append(reading, w.text("verdicts"))
	}
	if has(func(c Cell) bool { return strings.Contains(c.Mark, smallMark) }) {
		reading = append(reading, w.fill("compare.small", "n", strconv.Itoa(smallest)))
	}
	if has(func(c Cell) bool { return strings.Contains(c.Mark, outsideMark) }) {
		reading = append(reading, w.text("mark.outside"))
	}
	return reading
}
