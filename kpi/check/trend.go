package check

import (
	"cchc/kpi"
)

// Trend checks a ledger for the trend of an indicator that all its counts are about. There
// must be counts, each with a period that is not longer than those of the trend: the
// counts of a longer one are in none of them.
func Trend(l *kpi.Ledger, d kpi.Indicator, every kpi.Length) []kpi.Finding {
	if len(l.Entries) == 0 {
		return []kpi.Finding{unfed(l, d)}
	}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		switch {
		case e.Period.IsZero():
			findings = append(findings, kpi.NewFinding(kpi.PeriodMissing, l.Place(e), "named", kpi.TextKey("name.list")))
		case !every.Holds(e.Period):
			findings = append(findings, finding(l, kpi.PeriodLong, e, "length", kpi.TextKey("every."+every.String())))
		}
	}
	return findings
}

// unfed returns the finding that no file has the measures of an indicator.
func unfed(l *kpi.Ledger, d kpi.Indicator) kpi.Finding {
	place := kpi.Place{}
	if len(l.Files) == 1 {
		place = kpi.Place{File: l.Files[0].Name, Line: l.Files[0].Header}
	}
	return kpi.NewFinding(kpi.IndicatorUnfed, place, "indicator", kpi.IndicatorKey(d.ID), "id", d.ID, "measures", kpi.Keys(kpi.MeasureKey, l.Measures.IDs(d.Needs())))
}
