package kpi

import (
	"cmp"
	"slices"
)

// Gap is the reason why a sum is not known: the first entry that lacks a measure. A
// nil Entry means that no entry of the group mentions its thing. Before is an earlier entry
// of the same unit with another count of a distinct measure, if that is the reason.
type Gap struct {
	Measure int
	Entry   *Entry
	Before  *Entry
}

// rollup is the sum of a group of entries over time and units.
type rollup struct {
	tally Tally
	gaps  map[int]Gap
}

// item is an entry, and the things that it mentions.
type item struct {
	*Entry
	things uint64
}

// itemsOf prepares the entries of a ledger for rolling up, and returns the measures that
// any of them has, given or derived.
func itemsOf(l *Ledger) (items []item, given []bool, err error) {
	items, given = make([]item, len(l.Entries)), make([]bool, l.Measures.Len())
	derived := NewTally(l.Measures.Len())
	for n, e := range l.Entries {
		if err := l.Measures.DeriveInto(&derived, e.Tally); err != nil {
			return nil, nil, err
		}
		for i := range given {
			given[i] = given[i] || derived.Touched(i)
		}
		items[n] = item{e, l.Measures.touched(e.Tally)}
	}
	return items, given, nil
}

// spansOf returns, for each thing, the shortest period of all items, and of other entries,
// that mention it. An opening measure is known only where a unit has the first period of
// it, a closing or distinct one only where it has the last.
func spansOf(ms *Measures, items []item, others []*Entry) []Period {
	spans := make([]Period, len(ms.things))
	mention := func(things uint64, p Period) {
		for class := range spans {
			if things&(1<<class) != 0 {
				spans[class] = spans[class].Span(p)
			}
		}
	}
	for _, it := range items {
		mention(it.things, it.Period)
	}
	for _, e := range others {
		mention(ms.touched(e.Tally), e.Period)
	}
	return spans
}

// adder adds items up over time and then over units. Its memory for one unit is used
// again for the next.
type adder struct {
	*Measures
	unit  []dated // all periods of the current unit
	store []dated // and of the one that had the most
	sum   Tally   // of the current unit

	periods, known []*dated // that mention the thing of the current measure, and that have it complete
	tracer         *tracer  // notes what the sums of every unit are made of; nil: nobody asks
}

// dated is a unit in a period, with its wholes derived.
type dated struct {
	item
	derived Tally
}

// rollUp adds items, which are ordered by unit.
func (a *adder) rollUp(items []item, spans []Period) (rollup, error) {
	r := rollup{NewTally(a.Len()), map[int]Gap{}}
	for len(items) > 0 {
		n := 1
		for n < len(items) && items[n].Unit == items[0].Unit {
			n++
		}
		for len(a.store) < n {
			a.store = append(a.store, dated{derived: NewTally(a.Len())})
		}
		a.unit = a.store[:n]
		for k, it := range items[:n] {
			a.unit[k].item = it
			if err := a.DeriveInto(&a.unit[k].derived, it.Tally); err != nil {
				return r, err
			}
		}
		if err := a.addUnit(&r, spans); err != nil {
			return r, err
		}
		items = items[n:]
	}
	return r, nil
}

// addUnit adds all periods of the current unit.
func (a *adder) addUnit(r *rollup, spans []Period) error {
	a.sum.Clear()
	for _, i := range a.order {
		gap, touched, err := a.overTime(i, spans[a.class[i]])
		if err != nil {
			return err
		}
		switch _, complete := a.sum.Value(i); {
		case complete:
			if err := r.tally.Give(i, a.sum.sums[i]); err != nil {
				return err
			}
		case touched:
			r.tally.Lack(i)
			if r.gaps[i].Entry == nil {
				before, last := a.differing(i)
				r.gaps[i] = Gap{i, cmp.Or(last, gap), before}
			}
		}
	}
	a.tracer.end(spans)
	return nil
}

// look finds the periods of the unit that mention the thing of measure i, and among
// them those that have it complete. It returns the first that has not.
func (a *adder) look(i int) (gap *Entry) {
	a.periods, a.known = a.periods[:0], a.known[:0]
	for n := range a.unit {
		d := &a.unit[n]
		if d.things&(1<<a.class[i]) == 0 {
			continue
		}
		a.periods = append(a.periods, d)
		if _, complete := d.derived.Value(i); complete {
			a.known = append(a.known, d)
		} else if gap == nil {
			gap = d.Entry
		}
	}
	return gap
}

// overTime sets measure i of the unit from its periods, if it is known. Otherwise it
// returns the entry that lacks it. touched is false if the unit does not mention the
// thing of the measure.
func (a *adder) overTime(i int, span Period) (gap *Entry, touched bool, err error) {
	gap = a.look(i)
	if len(a.periods) == 0 {
		return nil, false, nil
	}
	gap = cmp.Or(gap, a.periods[0].Entry)
	switch kind := a.list[i].Kind; kind {
	case Flow:
		if !a.covers() {
			break
		}
		for _, d := range a.known {
			if err := a.sum.Give(i, d.derived.sums[i]); err != nil {
				return gap, true, err
			}
		}
		a.tracer.use(i, a.known...)
	case Opening, Closing, Distinct:
		if before, _ := a.differing(i); kind == Distinct && (before != nil || !a.covers()) {
			break
		}
		for _, d := range a.known {
			if kind.atEdge(d.Period, span) {
				a.setFrom(i, d)
			}
		}
	case Mixed:
		if len(a.periods) == 1 && len(a.known) == 1 && a.known[0].Period == span {
			a.setFrom(i, a.known[0])
		}
	}
	if _, complete := a.sum.Value(i); complete {
		return nil, true, nil
	}
	if len(a.parts[i]) == 0 {
		return gap, true, nil
	}
	sum, ok, err := Derivation{Plus: a.parts[i]}.of(a.sum)
	if ok {
		a.sum.Set(i, sum)
	}
	return gap, true, err
}

// covers reports whether the periods that have the current measure complete have every
// month that mentions its thing.
func (a *adder) covers() bool {
	isOpen := func(d *dated) bool { return !lieWithin(a.known, d.Period) }
	return len(a.known) == len(a.periods) || !slices.ContainsFunc(a.periods, isOpen)
}

// differing returns the entries of the last period and of the last before it with another
// count of measure i, the current one; nil if it is not distinct or there is none.
func (a *adder) differing(i int) (before, last *Entry) {
	if a.list[i].Kind != Distinct || !a.covers() {
		return nil, nil
	}
	for n := len(a.known) - 1; n >= 0; n-- {
		d, l := a.known[n], a.known[len(a.known)-1]
		if d.derived.sums[i] != l.derived.sums[i] {
			return d.Entry, l.Entry
		}
	}
	return nil, nil
}

// atEdge reports whether a period has the month of a span that counts: the first for
// an opening measure, the last for a closing or distinct one.
func (k Kind) atEdge(p, span Period) bool {
	if k == Opening {
		return p.From == span.From
	}
	return p.To == span.To
}

// setFrom sets measure i of the unit from one period.
func (a *adder) setFrom(i int, d *dated) {
	a.sum.Set(i, d.derived.sums[i])
	a.tracer.use(i, d)
}

// lieWithin reports whether every month of a period lies within the periods of a list.
func lieWithin(list []*dated, p Period) bool {
	for m := p.From; m <= p.To; m++ {
		if !slices.ContainsFunc(list, func(d *dated) bool { return d.Period.From <= m && m <= d.Period.To }) {
			return false
		}
	}
	return true
}
