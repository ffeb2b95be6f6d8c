package kpi

// Coverage is what the entries of a group are of.
type Coverage struct {
	Months int
	Units  []Unit // each once, in order
}

// Covered returns what the entries of every group are of, and at the zero Group those of
// all.
func (l *Ledger) Covered(by []Dimension) map[Group]Coverage {
	months, units := map[Group]map[Month]bool{{}: {}}, map[Group][]Unit{}
	for _, e := range l.Entries {
		for _, g := range []Group{groupOf(e, by), {}} {
			if months[g] == nil {
				months[g] = map[Month]bool{}
			}
			for m := e.Period.From; m <= e.Period.To; m++ {
				months[g][m] = true
			}
			if n := len(units[g]); n == 0 || units[g][n-1] != e.Unit {
				units[g] = append(units[g], e.Unit)
			}
		}
	}
	covered := make(map[Group]Coverage, len(months))
	for g, set := range months {
		covered[g] = Coverage{len(set), units[g]}
	}
	return covered
}
