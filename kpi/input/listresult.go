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
	own        kpi.Period // the months that titles name, or that were asked for; zero: none are
	days       listSpan
	units      []*listUnit // by number in the registry of the file
	ids        []int       // by these numbers: those in the registry of the file set
	rows       extent
	unreceived extent // the rows of dossiers that were never received
	early      extent // the rows of dossiers from before their unit
	common     commonRows
}

// commonRows is what a list has in common with others, or with itself.
type commonRows struct {
	twice  extent                 // the rows that are equal to one above
	later  extent                 // the rows of dossiers that a later list has, too
	gone   extent                 // the rows of open dossiers that a later list lacks
	left   []int                  // the lines of the first two, in order: they are not counted
	shares map[*exportResult]bool // lists that have dossiers of this one, which are counted in both
}

// listSpan is the first and the last days of the rows of a list.
type listSpan struct {
	received, lastReceived, ended, lastEnded kpi.Moment
}

// add adds the days of a dossier, as they are on the day of the list.
func (s *listSpan) add(d *dossiers.Dossier, end kpi.Moment) {
	if s.received == 0 || d.Received < s.received {
		s.received = d.Received
	}
	s.lastReceived = max(s.lastReceived, d.Received)
	if end != 0 && (s.ended == 0 || end < s.ended) {
		s.ended = end
	}
	s.lastEnded = max(s.lastEnded, end)
}

// listUnit is a unit of a list, and what its dossiers count for.
type listUnit struct {
	id     int           // in the registry of the file
	steady kpi.Period    // the months in which the list means it
	first  kpi.Month     // of the months
	months []monthCounts // without a hole
}

// monthCounts is what the dossiers of a unit count for in a month, and the lines of the first
// and the last. It is small, for rows of a long list are of any unit.
type monthCounts struct {
	rows, first, last int
	parts             [dossiers.Parts]uint32
}

// tally returns the counts.
func (c *monthCounts) tally() (t dossiers.Tally) {
	for p, n := range c.parts {
		t[p] = int64(n)
	}
	return t
}

// count adds a number to each part of a set: 1, or -1 to take a row out.
func (c *monthCounts) count(parts dossiers.PartSet, by int) {
	c.rows += by
	for ; parts != 0; parts &= parts - 1 {
		c.parts[parts.First()] += uint32(by)
	}
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

// at returns the counts of a month.
func (u *listUnit) at(m kpi.Month) *monthCounts {
	const more = 12 // months at once, where those before are wanted
	switch {
	case len(u.months) == 0:
		u.first, u.months = m, make([]monthCounts, 1, more)
	case m < u.first:
		n := max(u.first-m, more)
		u.months = slices.Concat(make([]monthCounts, n), u.months)
		u.first -= n
	}
	for int(m-u.first) >= len(u.months) {
		u.months = append(u.months, monthCounts{})
	}
	return &u.months[m-u.first]
}

// in returns the counts of a month, or nil where there are none.
func (u *listUnit) in(m kpi.Month) *monthCounts {
	if i := int(m - u.first); i >= 0 && i < len(u.months) && u.months[i].rows > 0 {
		return &u.months[i]
	}
	return nil
}

// add counts a dossier. What it counts for before its unit was there is left out.
func (l *listResult) add(row listRow) {
	u, line, isEarly := row.unit, row.line, false
	l.counter.Each(&row.Dossier, func(m kpi.Month, parts dossiers.PartSet) {
		if m < u.steady.From {
			isEarly = true
			return
		}
		c := u.at(m)
		if c.count(parts, 1); c.rows == 1 {
			c.first = line
		}
		c.last = line
	})
	l.rows.add(1, line, line)
	l.days.add(&row.Dossier, row.end)
	if isEarly {
		l.early.add(1, line, line)
	}
}

// remove takes out what a dossier counts for.
func (l *listResult) remove(d *dossiers.Dossier, u *listUnit) {
	l.rows.count--
	l.counter.Each(d, func(m kpi.Month, parts dossiers.PartSet) {
		if c := u.in(m); c != nil {
			c.count(parts, -1)
		}
	})
}
