package kpi

import "slices"

// Coverage is the months and units that the entries of a group cover.
type Coverage struct {
	Months int    // that any unit has
	Units  []Unit // each once, in order
	Short  []Unit // those of them without some of the months: a sum over time is not of the same units
}

// Equal reports whether two groups cover the same.
func (c *Coverage) Equal(o Coverage) bool {
	return c.Months == o.Months && slices.Equal(c.Units, o.Units) && slices.Equal(c.Short, o.Short)
}

// Covered returns the coverage of every group, and that of all entries at the zero Group.
// exists reports whether there was a unit in a month, without which it cannot lack it; nil:
// always.
func (l *Ledger) Covered(by []Dimension, exists func(Unit, Month) bool) map[Group]Coverage {
	covers := map[Group]*cover{{}: {}}
	for _, e := range l.Entries {
		for _, g := range []Group{groupOf(e, by), {}} {
			c := covers[g]
			if c == nil {
				c = &cover{}
				covers[g] = c
			}
			c.add(e)
		}
	}
	covered := make(map[Group]Coverage, len(covers))
	for g, c := range covers {
		covered[g] = Coverage{len(c.months), c.units, c.short(exists)}
	}
	return covered
}

// cover is the coverage of a group while its entries are added, ordered by unit.
type cover struct {
	months  []Month // each once
	units   []Unit
	periods [][]Period // by unit
}

// add adds an entry.
func (c *cover) add(e *Entry) {
	for m := e.Period.From; m <= e.Period.To; m++ {
		if !slices.Contains(c.months, m) {
			c.months = append(c.months, m)
		}
	}
	if n := len(c.units); n == 0 || c.units[n-1] != e.Unit {
		c.units, c.periods = append(c.units, e.Unit), append(c.periods, nil)
	}
	last := len(c.periods) - 1
	c.periods[last] = append(c.periods[last], e.Period)
}

// short returns the units without some of the months. One that took over the counts of others
// has months before its own beginning, and may lack any.
func (c *cover) short(exists func(Unit, Month) bool) (short []Unit) {
	for i, u := range c.units {
		isBefore := func(p Period) bool { return exists != nil && !p.IsZero() && !exists(u, p.From) }
		tookOver := isBefore(c.periods[i][0])
		for _, m := range c.months {
			isThere := exists == nil || tookOver || exists(u, m)
			if isThere && !slices.ContainsFunc(c.periods[i], m.Period().Overlaps) {
				short = append(short, u)
				break
			}
		}
	}
	return short
}
