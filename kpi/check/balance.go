package check

import (
	"slices"

	"cchc/kpi"
)

// balance compares the caseload with what became of it: resolved, pending,
// returned and paused (form II.06, columns 3 = 7 + 11). Real data often differ
// by dossiers returned or paused, so it is a warning with the difference. Where
// nothing counts these, as in form II.06, a caseload that is larger is a note.
func balance(l *kpi.Ledger) []kpi.Finding {
	caseload, resolved, pending := find(l, "caseload"), find(l, "resolved"), find(l, "pending")
	rest := []int{find(l, "returned"), find(l, "paused")}
	var findings []kpi.Finding
	t := kpi.NewTally(l.Measures.Len())
	for _, e := range l.Entries {
		if l.Measures.DeriveInto(&t, e.Tally) != nil {
			continue // scoring reports it
		}
		whole, known := value(t, caseload)
		sum, ok := accounted(t, []int{resolved, pending}, rest)
		if known && ok && sum != whole {
			code := kpi.Balance
			if whole > sum && !slices.ContainsFunc(rest, func(i int) bool { return isTouched(t, i) }) {
				code = kpi.BalanceOpen
			}
			f := finding(l, code, e, "whole", kpi.MeasureKey("caseload"), "count", kpi.FormatCount(whole, 1),
				"measures", kpi.Keys(kpi.MeasureKey, []string{"resolved", "pending", "returned", "paused"}),
				"sum", kpi.FormatCount(sum, 1), "difference", kpi.FormatCount(whole-sum, 1))
			f.Place = l.PlaceOf(e, caseload)
			findings = append(findings, f)
		}
	}
	return findings
}

// accounted adds what became of dossiers. What nobody counts (a column that is
// not there) adds nothing; what is not complete makes the sum unknown.
func accounted(t kpi.Tally, required, optional []int) (sum int64, known bool) {
	for n, i := range append(required, optional...) {
		v, complete := value(t, i)
		if !complete && (n < len(required) || isTouched(t, i)) {
			return 0, false
		}
		var fits bool
		if sum, fits = kpi.Add(sum, v); !fits {
			return 0, false
		}
	}
	return sum, true
}
