package kpi

// Coverage is the months and units that the entries of a group cover.
type Coverage struct {
	Months int
	Units  []Unit // each once, in order
}

// Covered returns the coverage of every group, and that of all entries at the zero Group.
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
