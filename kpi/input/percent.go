package input

import (
	"bytes"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// checkPercents compares the percentages of a row with those of its counts. A cell
// agrees where it is any of the indicators that its header may mean. Where none
// can be computed there is nothing to compare it with.
func (f *figures) checkPercents(row rows.Row, counts kpi.Tally) {
	if len(f.layout.Percents) == 0 {
		return
	}
	ms := f.run.cat.Measures
	derived, err := ms.Derive(counts)
	if err != nil {
		return // adding the counts up reports it
	}
	for _, c := range f.layout.Percents {
		written, decimals, ok := percentage(row.Cells[c.Cell])
		if !ok {
			f.reportPercent(row, c)
			continue
		}
		var nearest kpi.Ratio
		var id string
		agreed := false
		for _, d := range c.Among {
			ratio, missing, err := d.Ratio(ms, derived)
			if err != nil || len(missing) > 0 || !ratio.Defined() {
				continue
			}
			agreed = agreed || isWritten(ratio, written, decimals)
			if id == "" {
				nearest, id = ratio, d.ID
			}
		}
		if !agreed && id != "" {
			f.export.findings.Add(kpi.PercentDisagrees, f.layout.Place(row, c.Cell),
				"indicator", id, "percent", kpi.NumberKey(nearest.Percent(min(max(decimals, 1), 6))),
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

// reportPercent reports a cell of percentages that is neither one nor blank.
func (f *figures) reportPercent(row rows.Row, c header.Percent) {
	switch _, form, _ := rows.Count(row.Cells[c.Cell]); form {
	case rows.Blank, rows.Dash, rows.NotGiven:
		return
	}
	f.export.findings.Add(kpi.PercentUnread, f.layout.Place(row, c.Cell))
}

// percentage reads a percentage: 99,4 or 99.40% or 100. Digits are those written,
// without the decimal mark.
func percentage(cell []byte) (written int64, decimals int, ok bool) {
	cell = rows.Trim(bytes.TrimSuffix(rows.Trim(cell), []byte("%")))
	if i := bytes.IndexAny(cell, ",."); i > 0 {
		decimals = len(cell) - i - 1
		cell = append(bytes.Clone(cell[:i]), cell[i+1:]...)
	}
	written, ok = rows.Number(cell)
	return written, decimals, ok
}
