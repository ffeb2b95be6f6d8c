package check

import (
	"cchc/kpi"
)

// carryOver compares what a unit has pending at the end of a period with what
// it carries over into the period that follows directly. Dossiers that are
// paused are still there too: where they are counted separately, a unit may carry
// over both.
func carryOver(l *kpi.Ledger) []kpi.Finding {
	pending, paused, carried := find(l, "pending"), find(l, "paused"), find(l, "carried_over")
	var findings []kpi.Finding
	t, after := kpi.NewTally(l.Measures.Len()), kpi.NewTally(l.Measures.Len())
	for n, e := range l.Entries {
		if l.Measures.DeriveInto(&t, e.Tally) != nil {
			continue // scoring reports it
		}
		left, known := value(t, pending)
		if !known {
			continue
		}
		for _, next := range l.Entries[n+1:] {
			if next.Unit != e.Unit || next.Period.From > e.Period.To+1 {
				break
			}
			if l.Measures.DeriveInto(&after, next.Tally) != nil {
				continue
			}
			came, known := value(after, carried)
			if next.Period.From <= e.Period.To || !known || came == left || pausedToo(t, paused, came-left) {
				continue
			}
			findings = append(findings, kpi.NewFinding(kpi.CarryOverBreaks, l.PlaceOf(next, carried),
				"unit", next.Unit.Name(), "period", kpi.PeriodKey(next.Period), "before", kpi.PeriodKey(e.Period),
				"measure", kpi.MeasureKey("carried_over"),
				"pending", kpi.FormatCount(left, 1), "carried", kpi.FormatCount(came, 1), "difference", kpi.FormatCount(came-left, 1)))
		}
	}
	return findings
}

// pausedToo reports whether a difference can be what was paused: all of it, or
// a count that is not complete.
func pausedToo(t kpi.Tally, paused int, difference int64) bool {
	if !isTouched(t, paused) {
		return false
	}
	count, complete := t.Value(paused)
	return count == difference || !complete && difference > count
}
