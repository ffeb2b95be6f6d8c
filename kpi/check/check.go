// Package check holds rules over a ledger: what no single row shows. Each rule
// is one file. What a row shows by itself is found while reading.
package check

import (
	"slices"
	"sync"

	"cchc/kpi"
)

// Ledger applies every rule. The indicators are those of the run: only measures that they
// need can be missing. asked is the period that the counts should fill; the zero Period is
// from the first to the last. exists reports whether there was a unit in a month, without
// which it cannot lack rows; nil: always.
func Ledger(l *kpi.Ledger, indicators []kpi.Indicator, asked kpi.Period, exists func(kpi.Unit, kpi.Month) bool) []kpi.Finding {
	rules := []func(*kpi.Ledger) []kpi.Finding{relations, balance, carryOver, jumps, copies, agencyOrTotal, unitOrTotal,
		func(l *kpi.Ledger) []kpi.Finding { return periodGaps(l, asked, exists) },
		func(l *kpi.Ledger) []kpi.Finding { return missingColumns(l, indicators) },
	}
	found := make([][]kpi.Finding, len(rules))
	var group sync.WaitGroup
	for i, rule := range rules {
		group.Go(func() { found[i] = rule(l) }) // a rule changes nothing
	}
	group.Wait()
	return slices.Concat(found...)
}

// find returns the index of a measure that the rules know by its id, or -1 if there is
// none.
func find(l *kpi.Ledger, id string) int {
	if i, ok := l.Measures.Index(id); ok {
		return i
	}
	return -1
}

// value returns a count of an entry where it is complete.
func value(t kpi.Tally, measure int) (int64, bool) {
	if measure >= 0 {
		if v, complete := t.Value(measure); complete {
			return v, true
		}
	}
	return 0, false
}

// isTouched reports whether a measure that the rules know was given or found missing.
func isTouched(t kpi.Tally, measure int) bool { return measure >= 0 && t.Touched(measure) }

// finding makes a finding at the first row of an entry; args are names and
// values in turn.
func finding(l *kpi.Ledger, code string, e *kpi.Entry, args ...string) kpi.Finding {
	return kpi.NewFinding(code, l.Place(e), append([]string{"unit", e.Unit.Name(), "period", kpi.PeriodKey(e.Period)}, args...)...)
}
