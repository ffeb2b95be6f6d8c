package check

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// sumOfOthers asks about a unit whose every count is the sum of all other units of
// its province in the same period: it may be a total under a name that no word
// tells from a unit's. One above all others is asked about elsewhere.
func sumOfOthers(l *kpi.Ledger) []kpi.Finding {
	units := map[place][]*kpi.Entry{}
	for _, e := range l.Entries {
		units[place{e.Unit.Province, "", e.Period}] = append(units[place{e.Unit.Province, "", e.Period}], e)
	}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		all := units[place{e.Unit.Province, "", e.Period}]
		above := !slices.ContainsFunc(all, func(o *kpi.Entry) bool { return !e.Unit.Contains(o.Unit) })
		if len(all) > 2 && !above && isHalf(l, e, all) {
			findings = append(findings, finding(l, kpi.UnitOrTotal, e, "units", strconv.Itoa(len(all)-1)))
		}
	}
	return findings
}

// isHalf reports whether every count of an entry that all have is half of their
// sum, and two are not 0.
func isHalf(l *kpi.Ledger, e *kpi.Entry, all []*kpi.Entry) bool {
	counts := 0
	for i := range l.Measures.Len() {
		v, complete := e.Tally.Value(i)
		sum, known := sumOf(all, i)
		if !complete || !known {
			continue
		}
		if sum != 2*v {
			return false
		}
		if v != 0 {
			counts++
		}
	}
	return counts > 1
}
