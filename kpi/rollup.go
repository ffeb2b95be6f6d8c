package kpi

// Gap is why a sum is not known: the first entry that lacks a measure. A nil
// Entry means that no entry of the group says anything of it.
type Gap struct {
	Measure int
	Entry   *Entry
}

// rollup is the sum of a group of entries over time and units.
type rollup struct {
	tally Tally
	gaps  map[int]Gap
}

// item is an entry with its wholes derived.
type item struct {
	*Entry
	derived Tally
	things  uint64 // what the entry has counts of
}

// derive prepares the entries of a ledger for rolling up.
func (l *Ledger) derive() ([]item, error) {
	items := make([]item, len(l.Entries))
	for n, e := range l.Entries {
		d, err := l.Measures.Derive(e.Tally)
		if err != nil {
			return nil, err
		}
		items[n] = item{e, d, l.Measures.touched(e.Tally)}
	}
	return items, nil
}

// spans returns, for each thing counted, the period that the items say
// something of. An opening measure is known only where a unit has the first
// period of it, a closing one only where it has the last.
func (ms *Measures) spans(items []item) []Period {
	spans := make([]Period, len(ms.things))
	for _, it := range items {
		for class := range spans {
			if it.things&(1<<class) != 0 {
				spans[class] = spans[class].Span(it.Period)
			}
		}
	}
	return spans
}

// rollUp adds items, which are ordered by unit, over time and then over units.
func (ms *Measures) rollUp(items []item, spans []Period) (rollup, error) {
	r := rollup{NewTally(ms.Len()), map[int]Gap{}}
	for len(items) > 0 {
		n := 1
		for n < len(items) && items[n].Unit == items[0].Unit {
			n++
		}
		if err := ms.addUnit(&r, items[:n], spans); err != nil {
			return r, err
		}
		items = items[n:]
	}
	return r, nil
}

// addUnit adds all periods of one unit.
func (ms *Measures) addUnit(r *rollup, items []item, spans []Period) error {
	unit := NewTally(ms.Len())
	for _, i := range ms.order {
		bit := uint64(1) << ms.class[i]
		gap, touched, err := ms.overTime(&unit, i, items, bit, spans[ms.class[i]])
		if err != nil {
			return err
		}
		switch _, complete := unit.Value(i); {
		case complete:
			if err := r.tally.Give(i, unit.sums[i]); err != nil {
				return err
			}
		case touched:
			r.tally.Lack(i)
			if r.gaps[i].Entry == nil {
				r.gaps[i] = Gap{i, gap}
			}
		}
	}
	return nil
}

// overTime sets measure i of a unit from its periods, where it is known.
// Otherwise it returns the entry that lacks it. touched is false where the unit
// says nothing of what the measure counts.
func (ms *Measures) overTime(unit *Tally, i int, items []item, bit uint64, span Period) (gap *Entry, touched bool, err error) {
	var periods, known []item
	for _, it := range items {
		if it.things&bit == 0 {
			continue
		}
		periods = append(periods, it)
		if _, complete := it.derived.Value(i); complete {
			known = append(known, it)
		} else if gap == nil {
			gap = it.Entry
		}
	}
	if len(periods) == 0 {
		return nil, false, nil
	}
	if gap == nil {
		gap = periods[0].Entry
	}
	switch ms.list[i].Kind {
	case Flow:
		if covers(known, periods) {
			for _, it := range known {
				if err := unit.Give(i, it.derived.sums[i]); err != nil {
					return gap, true, err
				}
			}
		}
	case Opening:
		takeEdge(unit, i, known, span.From, func(p Period) Month { return p.From })
	case Closing:
		takeEdge(unit, i, known, span.To, func(p Period) Month { return p.To })
	case Mixed:
		if len(periods) == 1 && len(known) == 1 && known[0].Period == span {
			unit.Set(i, known[0].derived.sums[i])
		}
	}
	if _, complete := unit.Value(i); complete {
		return nil, true, nil
	}
	return gap, true, ms.fromParts(unit, i)
}

// fromParts sets a whole of a unit from its parts over time.
func (ms *Measures) fromParts(unit *Tally, i int) error {
	sum, ok, err := ms.sumOf(*unit, i)
	if ok {
		unit.Set(i, sum)
	}
	return err
}

// takeEdge sets a measure from the item whose period has the edge month.
func takeEdge(unit *Tally, i int, known []item, edge Month, month func(Period) Month) {
	for _, it := range known {
		if month(it.Period) == edge {
			unit.Set(i, it.derived.sums[i])
		}
	}
}

// covers reports whether every period of all lies within the periods of known.
func covers(known, all []item) bool {
	if len(known) == len(all) {
		return true
	}
	for _, it := range all {
		for m := it.Period.From; m <= it.Period.To; m++ {
			if !hasMonth(known, m) {
				return false
			}
		}
	}
	return true
}

func hasMonth(items []item, m Month) bool {
	for _, it := range items {
		if it.Period.From <= m && m <= it.Period.To {
			return true
		}
	}
	return false
}
