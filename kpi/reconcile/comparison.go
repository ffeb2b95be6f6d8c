package reconcile

import (
	"cmp"
	"maps"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// comparison is the counts beside what the lists give.
type comparison struct {
	lists *countedLists
	all   *kpi.Measures
	ms    *dossiers.Measures
	kinds [dossiers.Parts]kpi.Kind
	cells []cell
	gives [2][]dossiers.Given // the measures that the lists give in a month before their day, and in that of it
	held  [2]kpi.Tally        // likewise, with what follows from them
	last  map[kpi.Month]bool
	shown []int // measures that both have in some cell
	left  NotCompared
}

// cell is a unit of the counts in a period.
type cell struct {
	unit     int32
	period   kpi.Period
	given    kpi.Tally // as the counts have it
	counts   kpi.Tally // with what follows from it
	compared []int     // measures
}

func newComparison(t Task, p *countedLists) (*comparison, error) {
	c := &comparison{lists: p, all: t.Counts.Measures, ms: dossiers.NewMeasures(t.Counts.Measures), last: map[kpi.Month]bool{}}
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
		c.gives[i] = p.holds.Gives(i == 1)
		if c.held[i], err = c.derived(&dossiers.Tally{}, i); err != nil {
			return nil, err
		}
	}
	return c, c.take(t)
}

// take takes the counts of units and periods that the lists have, too, and notes what only
// the counts have.
func (c *comparison) take(t Task) error {
	isGiven, onlyCounts, periods := c.given(t.List), map[kpi.Unit]bool{}, map[kpi.Period]bool{}
	notHeld := map[kpi.Period]map[int]bool{}
	for _, e := range t.Counts.Entries {
		unit := c.lists.units.numbers[e.Unit]
		isInLists, isCovered := c.lists.units.inLists[unit], isGiven(unit, e.Period)
		onlyCounts[e.Unit] = onlyCounts[e.Unit] || !isInLists
		periods[e.Period] = periods[e.Period] || !isCovered
		if !isCovered || !isInLists {
			continue
		}
		derived, err := c.all.Derive(e.Tally)
		if err != nil {
			return err
		}
		x := cell{unit: unit, period: e.Period, given: e.Tally, counts: derived}
		x.compared = c.comparedIn(x)
		c.shown = append(c.shown, x.compared...)
		if notHeld[e.Period] == nil {
			notHeld[e.Period] = map[int]bool{}
		}
		for i := range c.all.Len() {
			switch {
			case !e.Tally.Touched(i):
			case c.isHeld(i, e.Period):
				c.shown = append(c.shown, i) // where its cell is blank, too
			default:
				notHeld[e.Period][i] = true
			}
		}
		c.cells = append(c.cells, x)
	}
	slices.Sort(c.shown)
	c.shown = slices.Compact(c.shown)
	for _, unit := range t.Counts.Units() {
		if onlyCounts[unit] {
			c.left.CountsUnits = append(c.left.CountsUnits, unit)
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(periods), kpi.Period.Compare) {
		if periods[p] {
			c.left.Periods = append(c.left.Periods, p)
		}
		if measures := slices.Sorted(maps.Keys(notHeld[p])); len(measures) > 0 {
			c.left.Measures = append(c.left.Measures, NotGiven{p, measures})
		}
	}
	return nil
}

// given returns the months that the lists give, by unit; of a sum of units, those that they
// give of all of them. A unit that they name only as the other one, by the rules of the run,
// has those of all.
func (c *comparison) given(list *kpi.Ledger) func(unit int32, p kpi.Period) bool {
	all, own, parts := map[kpi.Month]bool{}, map[int32]map[kpi.Month]int{}, map[int32]map[kpi.Unit]bool{}
	for _, e := range list.Entries {
		n := c.lists.units.number(e.Unit)
		if own[n] == nil {
			own[n], parts[n] = map[kpi.Month]int{}, map[kpi.Unit]bool{}
		}
		all[e.Period.From], parts[n][e.Unit] = true, true
		own[n][e.Period.From]++
	}
	c.lists.grow()
	return func(unit int32, p kpi.Period) bool {
		for m := p.From; m <= p.To; m++ {
			isSum, months := c.lists.units.isSum[unit], own[unit]
			if months == nil && !all[m] || months != nil && (months[m] == 0 || isSum && months[m] < len(parts[unit])) {
				return false
			}
		}
		return true
	}
}

// derived returns what lists give of a tally, by one of c.gives, and what follows from it.
func (c *comparison) derived(t *dossiers.Tally, of int) (kpi.Tally, error) {
	given := kpi.NewTally(c.all.Len())
	c.ms.Give(c.gives[of], t, &given)
	return c.all.Derive(given)
}

// isHeld reports whether the lists give a measure in a period.
func (c *comparison) isHeld(i int, p kpi.Period) bool {
	_, is := c.heldIn(p).Value(i)
	return is && c.ms.Sum(i) != 0
}

// comparedIn returns the measures of a cell that are compared: those that both give, and of
// others the parts that are not cut further on both sides.
func (c *comparison) comparedIn(x cell) (list []int) {
	both := func(i int) bool {
		_, inCounts := x.counts.Value(i)
		return inCounts && c.isHeld(i, x.period)
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
func (c *comparison) heldIn(p kpi.Period) kpi.Tally { return c.held[c.ofEnd(p)] }

// ofEnd returns which of c.gives and of c.held are those of a period, by its last month.
func (c *comparison) ofEnd(p kpi.Period) int {
	if c.last[p.To] {
		return 1
	}
	return 0
}

// cellsOfLists returns the cells of units that only the lists have dossiers of, and notes
// these.
func (c *comparison) cellsOfLists(t tally) (cells []cell) {
	var periods []kpi.Period
	for _, x := range c.cells {
		periods = append(periods, x.period)
	}
	slices.SortFunc(periods, kpi.Period.Compare)
	periods = slices.Compact(periods)
	for n := c.lists.units.ofCounts; n < len(c.lists.units.list); n++ {
		isEmpty := func(p kpi.Period) bool { return *c.sum(t, int32(n), p) == dossiers.Tally{} }
		own := slices.DeleteFunc(slices.Clone(periods), isEmpty)
		for _, p := range own {
			cells = append(cells, cell{unit: int32(n), period: p})
		}
		if len(own) > 0 {
			c.left.ListUnits = append(c.left.ListUnits, c.lists.units.list[n])
		}
	}
	slices.SortFunc(c.left.ListUnits, kpi.Unit.Compare)
	return cells
}

// lines compares all cells by the rules of the run and by the nearest.
func (c *comparison) lines(usual, best tally) (all []Line, err error) {
	for _, x := range slices.Concat(c.cells, c.cellsOfLists(usual)) {
		var list [2]kpi.Tally
		for i, t := range []tally{usual, best} {
			if list[i], err = c.derived(c.sum(t, x.unit, x.period), c.ofEnd(x.period)); err != nil {
				return nil, err
			}
		}
		held := c.heldIn(x.period)
		for _, i := range c.shown {
			if _, ok := held.Value(i); ok {
				all = append(all, Line{c.lists.units.list[x.unit], x.period, i, figure(x.counts, i), figure(list[0], i), figure(list[1], i), int(x.unit) >= c.lists.units.ofCounts})
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
		first, ok := c.lists.at(unit, m)
		for part := range sum {
			if ok && c.adds(part, m, p) {
				sum[part] += int64(t[first+part])
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
				first, _ := c.lists.at(x.unit, m)
				for part := range c.kinds {
					if c.ms.Sum(i).Has(dossiers.Part(part)) && c.adds(part, m, x.period) {
						t.parts = append(t.parts, int32(first+part))
					}
				}
			}
			all = append(all, t)
		}
	}
	return all
}
