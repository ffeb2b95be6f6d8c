package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// totalCount is a figure of a row of sums.
type totalCount struct {
	measure    int
	cell       int // the first of the measure
	count, sum int64
	known, bad bool
}

// counts reads the figures of a row of sums by measure. They are no data: nothing wrong
// with them is reported.
func (t *totals) counts(row rows.Row) []totalCount {
	var counts []totalCount
	for _, c := range t.layout.Measures {
		v, f := int64(0), rows.Blank
		if c.Cell < len(row.Cells) {
			v, f = countOf(row.Cells[c.Cell], c.Days)
		}
		i := slices.IndexFunc(counts, func(o totalCount) bool { return o.measure == c.Measure })
		if i < 0 {
			i = len(counts)
			counts = append(counts, totalCount{measure: c.Measure, cell: c.Cell, known: true})
		}
		sum, fits := kpi.Add(counts[i].count, v)
		counts[i].count, counts[i].known = sum, counts[i].known && fits && f < rows.Blank
		counts[i].bad = counts[i].bad || f.IsFault()
	}
	return counts
}
