package check

import (
	"cchc/kpi"
)

// Differing finds the counts that some indicators of scorecards lack because they do not
// add up over months and are not the same in all: the services, procedures or officials of
// a unit. The scorecards are of the ledger.
func Differing(l *kpi.Ledger, chosen []int, cards ...*kpi.Scorecard) []kpi.Finding {
	var findings []kpi.Finding
	type found struct {
		unit    kpi.Unit
		measure int
	}
	seen := map[found]bool{}
	for _, card := range cards {
		for _, s := range card.All() {
			for _, i := range chosen {
				for _, g := range s.Results[i].Gaps {
					if g.Before == nil || seen[found{g.Entry.Unit, g.Measure}] {
						continue
					}
					seen[found{g.Entry.Unit, g.Measure}] = true
					findings = append(findings, differing(l, g))
				}
			}
		}
	}
	return findings
}

// differing makes the finding of a count that differs, at the last month.
func differing(l *kpi.Ledger, g kpi.Gap) kpi.Finding {
	m := l.Measures.At(g.Measure)
	count := func(e *kpi.Entry) string {
		t, _ := l.Measures.Derive(e.Tally) // it fits: the figures have been computed
		v, _ := t.Value(g.Measure)
		return kpi.NumberKey(kpi.FormatCount(v, m.Scale()))
	}
	return kpi.NewFinding(kpi.MonthsDiffer, l.PlaceOf(g.Entry, g.Measure), "measure", kpi.MeasureKey(m.ID), "unit", g.Entry.Unit.Name(),
		"period", kpi.PeriodKey(g.Entry.Period), "count", count(g.Entry), "before", kpi.PeriodKey(g.Before.Period), "other", count(g.Before))
}
