package reconcile

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// comparison is the counts beside what the lists give.
type comparison struct {
	pile  *pile
	all   *kpi.Measures
	ms    *dossiers.Measures
	kinds [dossiers.Parts]kpi.Kind
	cells []cell
	held  [2]kpi.Tally // what the lists give in a month before their day, and in that of it
	last  map[kpi.Month]bool
	shown []int // measures that are compared in some cell
	apart Apart
}

// cell is a unit of the counts in a period.
type cell struct {
	unit     int32
	period   kpi.Period
	given    kpi.Tally // as the counts have it
	counts   kpi.Tally // with what follows from it
	compared []int     // measures
}

func newComparison(t Task, p *pile) (*comparison, error) {
	c := &comparison{pile: p, all: t.Counts.Measures, ms: dossiers.NewMeasures(t.Counts.Measures), last: map[kpi.Month]bool{}}
	for part := range c.kinds {
		c.kinds[part] = kpi.Flow
		if i := c.ms.Of(dossiers.Part(part)); i >= 0 {
			c.kinds[part] = c.all.At(i).Kind
		}
	}
	c.kinds[dossiers.PendingUnknown], c.kinds[dossiers.OpenUnknown] = kpi.Closing, kpi.Closing
	for _, l := range p.lists {
		c.last[l.counter.Last()] = true
	}
	for i := range c.held {
		var err error
		if c.held[i], err = c.derived(&dossiers.Tally{}, i == 1); err != nil {
			return nil, err
		}
	}
	return c, c.take(t)
}

// take takes the counts of units and periods that the lists have, too, and notes what only
// the counts have.
func (c *comparison) take(t Task) error {
	isGiven, counted := c.given(t.List), make([]bool, c.all.Len())
	for _, e := range t.Counts.Entries {
		unit := c.pile.units.numbers[e.Unit]
		isInLists, isCovered := c.pile.units.inLists[unit], isGiven(unit, e.Period)
		if !isInLists && !slices.Contains(c.apart.CountsUnits, e.Unit) {
			c.apart.CountsUnits = append(c.apart.CountsUnits, e.Unit)
		}
		if !isCovered && !slices.Contains(c.apart.Periods, e.Period) {
			c.apart.Periods = append(c.apart.Periods, e.Period)
		}
		if !isCovered || !isInLists {
			continue
		}
		derived, err := c.all.Derive(e.Tally)
		if err != nil {
			return err
		}
		x := cell{unit: unit, period: e.Period, given: e.Tally, counts: derived}
		x.compared = c.comparedIn(x)
		for i := range counted {
			counted[i] = counted[i] || e.Tally.Given(i)
		}
		c.shown = append(c.shown, x.compared...)
		c.cells = append(c.cells, x)
	}
	slices.Sort(c.shown)
	c.shown = slices.Compact(c.shown)
	for i, is := range counted {
		if is && !slices.Contains(c.shown, i) {
			c.apart.Measures = append(c.apart.Measures, i)
		}
	}
	slices.SortFunc(c.apart.Periods, kpi.Period.Compare)
	return nil
}

// given returns the months that the lists give, by unit. A unit that they name only as the
// other one, by the rules of the run, has those of all.
func (c *comparison) given(list *kpi.Ledger) func(unit int32, p kpi.Period) bool {
	all, own := map[kpi.Month]bool{}, map[int32]map[kpi.Month]bool{}
	for _, e := range list.Entries {
		n := c.pile.units.number(e.Unit)
		if own[n] == nil {
			own[n] = map[kpi.Month]bool{}
		}
		own[n][e.Period.From], all[e.Period.From] = true, true
	}
	c.pile.grow()
	return func(unit int32, p kpi.Period) bool {
		months := own[unit]
		if months == nil {
			months = all
		}
		for m := p.From; m <= p.To; m++ {
			if !months[m] {
				return false
			}
		}
		return true
	}
}

// derived returns what lists give of a tally, and what follows from it.
func (c *comparison) derived(t *dossiers.Tally, isLast bool) (kpi.Tally, error) {
	given := kpi.NewTally(c.all.Len())
	c.pile.holds.Give(t, isLast, &given, c.ms)
	return c.all.Derive(given)
}

// comparedIn returns the measures of a cell that are compared: those that both give, and of
// others the parts that are not cut further on both sides.
func (c *comparison) comparedIn(x cell) (list []int) {
	held := c.heldIn(x.period)
	both := func(i int) bool {
		_, inCounts := x.counts.Value(i)
		_, inList := held.Value(i)
		return inCounts && inList && c.ms.Sum(i) != 0
	}
	for i := range c.all.Len() {
		_, isGiven := x.given.Value(i)
		if both(i) && (isGiven || !c.isCut(i, both)) {
			list = append(list, i)
		}
	}
	return list
}

// isCut reports whether a measure is the sum of others, all of a kind.
func (c *comparison) isCut(i int, isOf func(int) bool) bool {
	parts := c.all.Parts(i)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p int) bool { return !isOf(p) && !c.isCut(p, isOf) })
}

// heldIn returns a tally of what the lists give in a period.
func (c *comparison) heldIn(p kpi.Period) kpi.Tally {
	if c.last[p.To] {
		return c.held[1]
	}
	return c.held[0]
}

// cellsOfLists returns the cells of units that only the lists have dossiers of, and notes
// these.
func (c *comparison) cellsOfLists(t tally) (cells []cell) {
	var periods []kpi.Period
	for _, x := range c.cells {
		if !slices.Contains(periods, x.period) {
			periods = append(periods, x.period)
		}
	}
	for n := c.pile.units.ofCounts; n < len(c.pile.units.list); n++ {
		isEmpty := func(p kpi.Period) bool { return *c.sum(t, int32(n), p) == dossiers.Tally{} }
		own := slices.DeleteFunc(slices.Clone(periods), isEmpty)
		for _, p := range own {
			cells = append(cells, cell{unit: int32(n), period: p})
		}
		if len(own) > 0 {
			c.apart.ListUnits = append(c.apart.ListUnits, c.pile.units.list[n])
		}
	}
	slices.SortFunc(c.apart.ListUnits, kpi.Unit.Compare)
	return cells
}

// lines compares all cells by the rules of the run and by the nearest.
func (c *comparison) lines(usual, best tally) (all []Line, err error) {
	for _, x := range slices.Concat(c.cells, c.cellsOfLists(usual)) {
		var list [2]kpi.Tally
		for i, t := range []tally{usual, best} {
			if list[i], err = c.derived(c.sum(t, x.unit, x.period), c.last[x.period.To]); err != nil {
				return nil, err
			}
		}
		held := c.heldIn(x.period)
		for _, i := range c.shown {
			if _, ok := held.Value(i); ok {
				all = append(all, Line{c.pile.units.list[x.unit], x.period, i, figure(x.counts, i), figure(list[0], i), figure(list[1], i)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Line) int { return cmp.Or(a.Unit.Compare(b.Unit), a.Period.Compare(b.Period)) })
	return all, nil
}

// figure returns a count of a tally.
func figure(t kpi.Tally, i int) Figure {
	v, known := t.Value(i)
	if !known {
		return Figure{}
	}
	return Figure{v, true}
}

// sum adds up the months of a period for a unit, as each part adds up.
func (c *comparison) sum(t tally, unit int32, p kpi.Period) *dossiers.Tally {
	var sum dossiers.Tally
	for m := p.From; m <= p.To; m++ {
		place, ok := c.pile.at(unit, m)
		for part := range sum {
			if ok && c.adds(part, m, p) {
				sum[part] += int64(t[place+part])
			}
		}
	}
	return &sum
}

// adds reports whether a month of a period counts for a part.
func (c *comparison) adds(part int, m kpi.Month, p kpi.Period) bool {
	switch c.kinds[part] {
	case kpi.Opening:
		return m == p.From
	case kpi.Closing:
		return m == p.To
	}
	return true
}

// targets returns the counts that rules are to explain. Of wholes whose parts are among them
// a dossier is not to count again.
func (c *comparison) targets() (all []target) {
	for _, x := range c.cells {
		isCompared := func(i int) bool { return slices.Contains(x.compared, i) }
		for _, i := range x.compared {
			v, _ := x.counts.Value(i)
			t := target{count: v, isWhole: c.isCut(i, isCompared)}
			for m := x.period.From; m <= x.period.To; m++ {
				place, _ := c.pile.at(x.unit, m)
				for part := range c.kinds {
					if c.ms.Sum(i).Has(dossiers.Part(part)) && c.adds(part, m, x.period) {
						t.parts = append(t.parts, int32(place+part))
					}
				}
			}
			all = append(all, t)
		}
	}
	return all
}
