package check

import (
	"strconv"

	"cchc/kpi"
)

// agencyOrTotal asks about a district row without a commune whose counts are
// the sums of the district's communes: it may be a total, which would be
// counted twice.
func agencyOrTotal(l *kpi.Ledger) []kpi.Finding {
	type key struct {
		province, district string
		period             kpi.Period
	}
	communes := map[key][]*kpi.Entry{}
	for _, e := range l.Entries {
		if e.Unit.Commune != "" {
			k := key{e.Unit.Province, e.Unit.District, e.Period}
			communes[k] = append(communes[k], e)
		}
	}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		below := communes[key{e.Unit.Province, e.Unit.District, e.Period}]
		if e.Unit.Commune == "" && len(below) > 1 && equalsSum(l, e, below) {
			findings = append(findings, finding(l, kpi.AgencyOrTotal, e, "communes", strconv.Itoa(len(below))))
		}
	}
	return findings
}

// equalsSum reports whether every count of an entry is the sum of those below.
func equalsSum(l *kpi.Ledger, e *kpi.Entry, below []*kpi.Entry) bool {
	something := false
	for i := range l.Measures.Len() {
		v, complete := e.Tally.Value(i)
		if !complete {
			continue
		}
		var sum int64
		for _, b := range below {
			w, ok := b.Tally.Value(i)
			fits := false
			if sum, fits = kpi.Add(sum, w); !ok || !fits {
				return false
			}
		}
		if sum != v {
			return false
		}
		something = something || v != 0
	}
	return something
}
