package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// listResult is what was read from a list of single dossiers: the counts of its units by
// month.
type listResult struct {
	counter    *dossiers.Counter
	holds      dossiers.Holds
	own        kpi.Period  // the months that titles name, or that were asked for; zero: none are
	first      kpi.Moment  // the first receipt
	units      []*listUnit // by number in the registry of the file
	ids        []int       // by these numbers: those in the registry of the file set
	rows       extent
	unreceived extent // the rows of dossiers that were never received
	early      extent // the rows of dossiers from before their unit
	twice      extent // the rows that are equal to one above
	later      extent // the rows of dossiers that a later list has, too
}

// listUnit is a unit of a list, and what its dossiers count for.
type listUnit struct {
	id     int            // in the registry of the file
	steady kpi.Period     // the months in which the list means it
	first  kpi.Month      // of the months
	months []*monthCounts // nil for one to which nothing was added
}

// monthCounts is what dossiers count for in a month, and their rows.
type monthCounts struct {
	tally dossiers.Tally
	rows  extent
}

// unitOf returns the unit of a number, which the list means in some months.
func (l *listResult) unitOf(id int, steady kpi.Period) *listUnit {
	for id >= len(l.units) {
		l.units = append(l.units, nil)
	}
	if l.units[id] == nil {
		l.units[id] = &listUnit{id: id, steady: steady}
	}
	u := l.units[id]
	u.steady = u.steady.Span(steady)
	return u
}

// at returns the counts of a month, new ones for the first row.
func (u *listUnit) at(m kpi.Month) *monthCounts {
	switch {
	case len(u.months) == 0:
		u.first = m
	case m < u.first:
		u.months = slices.Concat(make([]*monthCounts, u.first-m), u.months)
		u.first = m
	}
	for int(m-u.first) >= len(u.months) {
		u.months = append(u.months, nil)
	}
	c := &u.months[m-u.first]
	if *c == nil {
		*c = &monthCounts{}
	}
	return *c
}

// in returns the counts of a month, or nil where there are none.
func (u *listUnit) in(m kpi.Month) *monthCounts {
	if i := int(m - u.first); i >= 0 && i < len(u.months) {
		return u.months[i]
	}
	return nil
}

// add counts a dossier. What it counts for before its unit was there is left out.
func (l *listResult) add(row listRow) {
	isEarly := false
	l.counter.Count(&row.Dossier, func(m kpi.Month, p dossiers.Part) {
		if m < row.unit.steady.From {
			isEarly = true
			return
		}
		c := row.unit.at(m)
		c.tally[p]++
		if c.rows.last != row.Line {
			c.rows.add(1, row.Line, row.Line)
		}
	})
	l.rows.add(1, row.Line, row.Line)
	if l.first == 0 || row.Dossier.Received < l.first {
		l.first = row.Dossier.Received
	}
	if isEarly {
		l.early.add(1, row.Line, row.Line)
	}
}

// remove takes out what a dossier counts for.
func (l *listResult) remove(d *dossiers.Dossier, u *listUnit) {
	l.rows.count--
	first, last := l.counter.Last(), kpi.Month(0)
	l.counter.Count(d, func(m kpi.Month, p dossiers.Part) {
		if c := u.in(m); c != nil {
			c.tally[p]--
		}
		first, last = min(first, m), max(last, m)
	})
	for m := first; m <= last; m++ { // it counts in all of them
		if c := u.in(m); c != nil {
			c.rows.count--
		}
	}
}
