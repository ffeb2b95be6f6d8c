package check

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// Comparable checks two ledgers that are to be compared, for each of some indicators: both
// must have a period, of one length and with counts for as many months, and days of one
// kind. An indicator that neither has counts for is a finding too.
func Comparable(old, now *kpi.Ledger, indicators []kpi.Indicator) []kpi.Finding {
	var findings []kpi.Finding
	unlike := map[string]int{} // the finding of each pair of periods
	undated := map[kpi.Place]bool{}
	for _, d := range indicators {
		a, b := old.About(d), now.About(d)
		switch {
		case len(a.Entries)+len(b.Entries) == 0:
			findings = append(findings, unfed(now, d))
			continue
		case len(a.Entries) == 0 || len(b.Entries) == 0:
			continue // it is on one side only, and shown so
		}
		findings = append(findings, oneKindOfDay(a, b, d)...)
		before, after := spanOf(a), spanOf(b)
		if before.months == 0 || after.months == 0 {
			for _, side := range []*kpi.Ledger{a, b} {
				if place := side.Place(side.Entries[0]); side.Span().IsZero() && !undated[place] {
					undated[place] = true
					findings = append(findings, kpi.NewFinding(kpi.PeriodMissing, place, "named", kpi.TextKey("name.list")))
				}
			}
			continue
		}
		if before.months == after.months && before.isFull && after.isFull {
			continue
		}
		if i, found := unlike[before.name+after.name]; found {
			findings[i].Args.Set("indicator", findings[i].Args.Value("indicator")+", "+kpi.IndicatorKey(d.ID))
			continue
		}
		unlike[before.name+after.name] = len(findings)
		findings = append(findings, kpi.NewFinding(kpi.PeriodUnlike, b.Place(b.Entries[0]),
			"indicator", kpi.IndicatorKey(d.ID), "other", before.name, "period", after.name))
	}
	return findings
}

// span is the period of a ledger: 2024-Q2, or 2024-Q2 (2/3) if only two months have counts.
type span struct {
	months int // 0: no period is known
	name   string
	isFull bool // all months have counts
}

func spanOf(l *kpi.Ledger) span {
	p := l.Span()
	if p.IsZero() {
		return span{}
	}
	s := span{p.Months(), kpi.PeriodKey(p), true}
	months := map[kpi.Month]bool{}
	for _, e := range slices.Concat(l.Entries, l.Others) {
		for m := e.Period.From; m <= e.Period.To && !e.Period.IsZero(); m++ {
			months[m] = true
		}
	}
	if len(months) < s.months {
		s.name, s.isFull = s.name+" ("+strconv.Itoa(len(months))+"/"+strconv.Itoa(s.months)+")", false
	}
	return s
}

// oneKindOfDay checks that both sides of an indicator of days have days of one kind.
func oneKindOfDay(old, now *kpi.Ledger, d kpi.Indicator) []kpi.Finding {
	before, there := dayKinds(old)
	after, here := dayKinds(now)
	if !isOfDays(d, old.Measures) || len(before) == 0 || len(after) == 0 || before[0] == after[0] {
		return nil
	}
	return []kpi.Finding{kpi.NewFinding(kpi.DaysMixed, here, "kind", kpi.TextKey("days."+after[0]), "other", kpi.TextKey("days."+before[0]),
		"where", there.String())}
}

// OneKindOfDay reports whether all days that an indicator counts in some ledgers are of one
// kind, as far as it is known.
func OneKindOfDay(d kpi.Indicator, ledgers ...*kpi.Ledger) bool {
	var kinds []string
	for _, l := range ledgers {
		if isOfDays(d, l.Measures) {
			of, _ := dayKinds(l)
			kinds = append(kinds, of...)
		}
	}
	return len(slices.Compact(slices.Sorted(slices.Values(kinds)))) < 2
}

// isOfDays reports whether an indicator needs counts of days.
func isOfDays(d kpi.Indicator, ms *kpi.Measures) bool {
	return slices.ContainsFunc(d.Needs(), func(i int) bool { return ms.At(i).Of == kpi.Days })
}

// dayKinds returns the kinds of days of the files that entries are from, each once, and the
// header of the first.
func dayKinds(l *kpi.Ledger) (kinds []string, at kpi.Place) {
	for _, e := range l.Entries {
		for _, o := range e.Origins {
			f := l.Files[o.File]
			if f.DayKind == "" || slices.Contains(kinds, f.DayKind) {
				continue
			}
			if kinds = append(kinds, f.DayKind); len(kinds) == 1 {
				at = kpi.Place{File: f.Name, Line: f.Header}
			}
		}
	}
	return kinds, at
}

// Open returns the day that a list of single dossiers is of, where the last month of its
// ledger was not over on it; the zero Day where it was, or where there is no list.
func Open(l *kpi.Ledger, calendar kpi.Calendar) (day kpi.Day) {
	span := l.Span()
	for _, e := range l.Entries {
		for _, o := range e.Origins {
			list := l.Files[o.File].List
			isOpen := list != nil && e.Period.To == span.To && list.AsOf.Compare(calendar.Last(span.To)) < 0
			if isOpen && (day.IsZero() || list.AsOf.Compare(day) < 0) {
				day = list.AsOf
			}
		}
	}
	return day
}
