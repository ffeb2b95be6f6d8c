package check

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// agencyOrTotal finds districts without a commune whose counts are the sums of the
// communes of the district, or several of which are at least these sums; and provinces
// with the sums of their units. Such a row may be a total, which would be counted twice.
func agencyOrTotal(l *kpi.Ledger) []kpi.Finding {
	below := map[place][]*kpi.Entry{}
	for _, e := range l.Entries {
		u := e.Unit
		if u.Commune != "" {
			below[place{u.Province, u.District, e.Period}] = append(below[place{u.Province, u.District, e.Period}], e)
		}
		if u.District != "" {
			below[place{u.Province, "", e.Period}] = append(below[place{u.Province, "", e.Period}], e)
		}
	}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		parts := below[place{e.Unit.Province, e.Unit.District, e.Period}]
		if e.Unit.Commune == "" && len(parts) > 1 && !l.IsListed(e) && reachesSum(l, e, parts) {
			findings = append(findings, finding(l, kpi.AgencyOrTotal, e, "communes", strconv.Itoa(len(parts))))
		}
	}
	return findings
}

// place is a district, or a province, in a period.
type place struct {
	province, district string
	period             kpi.Period
}

// reachesSum reports whether every count of an entry is at least the sum of those
// below, and at most twice that, as far as both are complete; a single count must be
// equal to it. An agency that has a name may be larger by far, a row without one is asked
// about.
func reachesSum(l *kpi.Ledger, e *kpi.Entry, below []*kpi.Entry) bool {
	counts, equal := 0, true
	isNamed := !slices.ContainsFunc(e.Origins, func(o kpi.Origin) bool { return o.Blank })
	for i := range l.Measures.Len() {
		v, complete := e.Tally.Value(i)
		sum, all := sumOf(below, i)
		if !complete || !all {
			continue
		}
		if v < sum || isNamed && v/2 > sum {
			return false
		}
		if sum != 0 {
			counts++
		}
		equal = equal && v == sum
	}
	return counts > 1 || counts == 1 && equal
}

// sumOf adds a count of some entries, one at least, and reports whether all have it.
func sumOf(entries []*kpi.Entry, measure int) (sum int64, all bool) {
	for _, e := range entries {
		v, complete := e.Tally.Value(measure)
		fits := false
		if sum, fits = kpi.Add(sum, v); !complete || !fits {
			return 0, false
		}
	}
	return sum, true
}
