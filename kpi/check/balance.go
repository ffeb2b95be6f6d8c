package check

import (
	"cchc/kpi"
)

// balance compares the caseload with what became of it: resolved, pending,
// returned and paused (form II.06, columns 3 = 7 + 11). Real data often differ
// by dossiers returned or paused, so it is a warning with the difference.
func balance(l *kpi.Ledger) []kpi.Finding {
	caseload, resolved, pending := find(l, "caseload"), find(l, "resolved"), find(l, "pending")
	rest := []int{find(l, "returned"), find(l, "paused")}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		t, err := l.Measures.Derive(e.Tally)
		if err != nil {
			continue // scoring says so
		}
		whole, ok1 := value(t, caseload)
		sum, ok2 := value(t, resolved)
		open, ok3 := value(t, pending)
		if !ok1 || !ok2 || !ok3 {
			continue
		}
		sum += open
		for _, i := range rest {
			if v, ok := value(t, i); ok {
				sum += v
			}
		}
		if sum != whole {
			findings = append(findings, finding(l, kpi.Balance, e, "caseload", kpi.FormatCount(whole, 1),
				"sum", kpi.FormatCount(sum, 1), "difference", kpi.FormatCount(whole-sum, 1)))
		}
	}
	return findings
}
