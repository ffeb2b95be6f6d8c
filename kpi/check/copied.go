package check

import (
	"maps"
	"slices"
	"strconv"

	"cchc/kpi"
)

// What a copy of the month before looks like: so many counts above what chance repeats.
const (
	copiedCounts = 2
	copiedLeast  = 10
)

// copies looks for periods in which every count of dossiers of every unit is that of the
// period before, of the same length: a file of the month before under a new name. States
// such as pending dossiers may stay as they are.
func copies(l *kpi.Ledger) []kpi.Finding {
	found := map[kpi.Period]*copied{}
	for _, alike := range byLength(l) {
		for n, e := range alike[min(1, len(alike)):] {
			if found[e.Period] == nil {
				found[e.Period] = &copied{entry: e}
			}
			if before := alike[n]; before.Period.To+1 == e.Period.From {
				found[e.Period].compare(l, before, e)
			}
		}
	}
	var findings []kpi.Finding
	for _, p := range slices.SortedFunc(maps.Keys(found), kpi.Period.Compare) {
		if c := found[p]; !c.differs && c.counts >= copiedCounts {
			findings = append(findings, kpi.NewFinding(kpi.MonthCopied, l.Place(c.entry), "period", kpi.PeriodKey(p), "before", kpi.PeriodKey(c.before),
				"counts", strconv.Itoa(c.counts), "units", strconv.Itoa(c.units)))
		}
	}
	return findings
}

// copied is how a period compares with the one before.
type copied struct {
	entry   *kpi.Entry // the first of the period
	before  kpi.Period
	counts  int // that are the same, and large enough
	units   int
	differs bool
}

// compare compares the counts of a unit in two periods.
func (c *copied) compare(l *kpi.Ledger, before, e *kpi.Entry) {
	c.before = before.Period
	if l.Place(e).File == l.Place(c.entry).File && e.Origins[0].Line < c.entry.Origins[0].Line {
		c.entry = e
	}
	c.units++
	for i := range l.Measures.Len() {
		if m := l.Measures.At(i); m.Of != kpi.Dossiers || m.Kind != kpi.Flow {
			continue
		}
		x, known := value(before.Tally, i)
		y, too := value(e.Tally, i)
		if known != too || x != y {
			c.differs = true
		}
		if x >= copiedLeast {
			c.counts++
		}
	}
}
