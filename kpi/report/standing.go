package report

import (
	"slices"

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

// judgedReading explains the marks of verdicts and of doubtful figures that some tables have.
func (w wording) judgedReading(tables []*Table) (reading []string) {
	isJudged := func(c Cell) bool { return c.Figure != nil && c.Figure.Verdict != kpi.Unjudged }
	if slices.ContainsFunc(tables, func(t *Table) bool {
		return slices.ContainsFunc(t.All(), func(row Row) bool { return slices.ContainsFunc(row.Cells, isJudged) })
	}) {
		reading = append(reading, w.text("verdicts"))
	}
	return append(reading, Texts{w.words, w.lang}.Marks(tables...)...)
}
