package input

import (
	"bytes"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// percentColumn is a column of percentages that the exporting system computed:
// they are compared with those of the counts, never used.
type percentColumn struct {
	cell  int
	among []kpi.Indicator // what is published under the words of its header
}

// percent notes a column of percentages. One that shows no known indicator can
// only be left out.
func (r *layoutReader) percent(i int, m catalog.Meaning, place kpi.Place) {
	if m.Percent == "" {
		r.add(kpi.ColumnPercent, place)
		return
	}
	r.layout.percents = append(r.layout.percents, percentColumn{i, r.cat.Family(m.Percent)})
}

// checkPercents compares the percentages of a row with those of its counts. A cell
// agrees where it is any of the indicators that its header may mean. Where none
// can be computed there is nothing to compare it with.
func (r *counter) checkPercents(rec record, counts kpi.Tally) {
	if len(r.layout.percents) == 0 {
		return
	}
	ms := r.run.cat.Measures
	derived, err := ms.Derive(counts)
	if err != nil {
		return // adding the counts up says so
	}
	for _, c := range r.layout.percents {
		written, decimals, ok := percentage(rec.cells[c.cell])
		if !ok {
			r.oddPercent(rec, c)
			continue
		}
		var nearest kpi.Ratio
		var id string
		agreed := false
		for _, d := range c.among {
			ratio, missing, err := ms.Ratio(d, derived)
			if err != nil || len(missing) > 0 || !ratio.Defined() {
				continue
			}
			agreed = agreed || isWritten(ratio, written, decimals)
			if id == "" {
				nearest, id = ratio, d.ID
			}
		}
		if !agreed && id != "" {
			r.add(kpi.PercentDisagrees, r.place(rec, c.cell), "indicator", id, "percent", kpi.NumberKey(nearest.Percent(shownDecimals(decimals))),
				"fraction", kpi.FormatCount(nearest.Num, nearest.Scale)+"/"+kpi.FormatCount(nearest.Den, nearest.Scale))
		}
	}
}

// isWritten reports whether a cell shows a ratio: as a percentage, or as the
// fraction of 1 that a workbook holds where it shows one.
func isWritten(r kpi.Ratio, written int64, decimals int) bool {
	switch {
	case r.IsWritten(written, decimals):
		return true
	case decimals >= 2:
		return r.IsWritten(written, decimals-2)
	case decimals == 1 && written <= 10: // 0.5 is a half, 1.0 the whole
		return r.IsWritten(10*written, 0)
	}
	return written == 1 && decimals == 0 && r.Num == r.Den
}

// shownDecimals is how many decimals a percentage is told with beside one that
// was written with some.
func shownDecimals(written int) int { return min(max(written, 1), 6) }

// oddPercent tells a cell of percentages that is neither one nor blank.
func (r *counter) oddPercent(rec record, c percentColumn) {
	switch _, f, _ := count(rec.cells[c.cell]); f {
	case blank, dash, unknown:
		return
	}
	r.add(kpi.PercentUnread, r.place(rec, c.cell))
}

// percentage reads a percentage: 99,4 or 99.40% or 100. Digits are those written,
// without the decimal mark.
func percentage(cell []byte) (written int64, decimals int, ok bool) {
	cell = trim(bytes.TrimSuffix(trim(cell), []byte("%")))
	if i := bytes.IndexAny(cell, ",."); i > 0 {
		decimals = len(cell) - i - 1
		cell = append(bytes.Clone(cell[:i]), cell[i+1:]...)
	}
	written, ok = digits(cell)
	return written, decimals, ok
}
