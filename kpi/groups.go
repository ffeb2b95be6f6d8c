package kpi

import "slices"

// Groups returns the entries of every group by some dimensions, in the order of the ledger.
func (l *Ledger) Groups(by []Dimension) map[Group][]*Entry {
	groups := map[Group][]*Entry{}
	for _, e := range l.Entries {
		g := groupOf(e, by)
		groups[g] = append(groups[g], e)
	}
	return groups
}

// Parts returns the groups by some dimensions as ledgers of their own. The first and the
// last months of each are still those of all entries, unless it is of one period.
func (l *Ledger) Parts(by []Dimension) map[Group]*Ledger {
	edges := l.edges()
	if slices.Contains(by, ByPeriod) {
		edges = nil
	}
	parts := map[Group]*Ledger{}
	for g, entries := range l.Groups(by) {
		part := *l
		part.Entries, part.Others = entries, edges
		parts[g] = &part
	}
	return parts
}

// edges returns entries that have the periods and the things of all: one of each.
func (l *Ledger) edges() (edges []*Entry) {
	type edge struct {
		period Period
		things uint64
	}
	seen := map[edge]bool{}
	for _, list := range [][]*Entry{l.Entries, l.Others} {
		for _, e := range list {
			k := edge{e.Period, l.Measures.touched(e.Tally)}
			if !seen[k] {
				seen[k] = true
				edges = append(edges, e)
			}
		}
	}
	return edges
}
