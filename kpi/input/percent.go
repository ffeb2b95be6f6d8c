package input

import (
	"cmp"
	"slices"

	"cchc/kpi"
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
	derived := &f.row.derived
	if err := ms.DeriveInto(derived, counts); err != nil {
		return // adding the counts up reports it
	}
	for _, c := range f.layout.Percents {
		written, decimals, ok := rows.Percentage(row.Cells[c.Cell])
		if !ok {
			if _, form, _ := rows.Count(row.Cells[c.Cell]); form != rows.Blank && form != rows.Dash && form != rows.NotGiven {
				f.export.findings.Add(kpi.PercentUnread, f.layout.Place(row, c.Cell))
			}
			continue
		}
		id, ratios := "", []kpi.Ratio(nil)
		for _, d := range c.Among {
			if r, missing, err := d.Ratio(ms, *derived); err == nil && len(missing) == 0 && r.Defined() {
				id, ratios = cmp.Or(id, d.ID), append(ratios, r)
			}
		}
		agrees := func(r kpi.Ratio) bool { return r.IsShown(written, decimals) }
		if len(ratios) > 0 && !slices.ContainsFunc(ratios, agrees) && !f.export.findings.Skip(kpi.PercentDisagrees) {
			r := ratios[0]
			f.export.findings.Add(kpi.PercentDisagrees, f.layout.Place(row, c.Cell),
				"indicator", kpi.IndicatorKey(id), "percent", kpi.NumberKey(r.Percent(min(max(decimals, 1), 6))),
				"fraction", kpi.FormatCount(r.Num, r.Scale)+"/"+kpi.FormatCount(r.Den, r.Scale))
		}
	}
}
