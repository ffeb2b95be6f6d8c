package check

import (
	"slices"

	"cchc/kpi"
)

// What a slipped digit looks like: a count that is so many times the others, or
// such a part of them, where they agree among themselves and are not so small
// that chance moves them.
const (
	jumpTimes   = 8
	agreeTimes  = 3
	jumpPeriods = 4
	jumpLeast   = 10
)

// jumps looks for counts of a unit that are far from all others of the same
// measure in periods of equal length. Only what files give is looked at, so
// that one cell is one finding.
func jumps(l *kpi.Ledger) []kpi.Finding {
	var findings []kpi.Finding
	var counts []int64
	var given []*kpi.Entry
	for _, alike := range byLength(l) {
		if len(alike) < jumpPeriods {
			continue
		}
		for measure := range l.Measures.Len() {
			if l.Measures.At(measure).Of == kpi.Days {
				continue // a sum of days follows the number of procedures
			}
			counts, given = counts[:0], given[:0]
			for _, e := range alike {
				if v, complete := value(e.Tally, measure); complete {
					counts, given = append(counts, v), append(given, e)
				}
			}
			if i, low, high := jump(counts); i >= 0 {
				findings = append(findings, kpi.NewFinding(kpi.CountJump, l.PlaceOf(given[i], measure),
					"measure", kpi.MeasureKey(l.Measures.At(measure).ID), "unit", given[i].Unit.Name(), "period", kpi.PeriodKey(given[i].Period),
					"count", kpi.FormatCount(counts[i], 1), "low", kpi.FormatCount(low, 1), "high", kpi.FormatCount(high, 1)))
			}
		}
	}
	return findings
}

// byLength cuts a ledger into the entries of one unit in periods of one
// length, in order.
func byLength(l *kpi.Ledger) [][]*kpi.Entry {
	var groups [][]*kpi.Entry
	first := 0 // of the groups of this unit
	for n, e := range l.Entries {
		if n > 0 && l.Entries[n-1].Unit != e.Unit {
			first = len(groups)
		}
		months := e.Period.To - e.Period.From
		i := slices.IndexFunc(groups[first:], func(g []*kpi.Entry) bool { return g[0].Period.To-g[0].Period.From == months })
		if i < 0 {
			groups = append(groups, []*kpi.Entry{e})
			continue
		}
		groups[first+i] = append(groups[first+i], e)
	}
	return groups
}

// jump returns the index of the one count that is far from the others, and the
// smallest and the largest of these; or -1.
func jump(counts []int64) (i int, low, high int64) {
	if len(counts) < jumpPeriods || slices.Max(counts)/jumpTimes < slices.Min(counts) {
		return -1, 0, 0
	}
	sorted := slices.Clone(counts)
	slices.Sort(sorted)
	last := len(sorted) - 1
	low, high = sorted[0], sorted[last-1]
	if agree(low, high) && sorted[last]/jumpTimes >= high {
		return slices.Index(counts, sorted[last]), low, high
	}
	low, high = sorted[1], sorted[last]
	if agree(low, high) && low/jumpTimes >= sorted[0] {
		return slices.Index(counts, sorted[0]), low, high
	}
	return -1, 0, 0
}

// agree reports whether counts between two are of one size.
func agree(low, high int64) bool {
	return low >= jumpLeast && (high-1)/agreeTimes < low
}
