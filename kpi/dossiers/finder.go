package dossiers

import (
	"cmp"
	"slices"

	"cchc/kpi"
)

// Row is a dossier of a list that is counted. It is valid until the next one is given.
type Row struct {
	File    string
	Line    int
	Code    string   // as written; "" without a column of codes, or where it is not wanted
	Unit    kpi.Unit // that resolves it, or the only one that the list names
	Other   kpi.Unit // that received it, where the list names both; else Unit
	Dossier Dossier
	Counter *Counter // of its list, by the rules of the run
	Holds   Holds    // what its list gives
}

// Counted returns the unit that counts a row by some rules.
func (r *Row) Counted(by Rules) kpi.Unit {
	if by[UnitBy] == 1 {
		return r.Other
	}
	return r.Unit
}

// Note counts a row, and notes where it is if it is one of the first; most are as many, or
// [kpi.EveryCell].
func (r *Row) Note(count *int, first *[]Place, most int) {
	if *count++; most == kpi.EveryCell || *count <= most {
		*first = append(*first, Place{r.File, r.Line, r.Code})
	}
}

// Place is where a dossier is in a list, and its code.
type Place struct {
	File string
	Line int
	Code string
}

// Reason is the kind of a [Why].
type Reason uint8

// The reasons. A dossier that is neither resolved nor open has none.
const (
	NoReason      Reason = iota
	Early                // it ended before its appointment
	OnTheDay             // it ended on the day of it
	Late                 // it ended after it
	NotDue               // it is open, and its appointment is to come
	DueThen              // it is open on the day of it
	Overdue              // it is open after it
	NoAppointment        // it has none
)

// String returns the word of machine formats.
func (r Reason) String() string {
	return [...]string{"", "early", "on-the-day", "late", "not-due", "due-then", "overdue", "no-appointment"}[r]
}

// Why is why a dossier is counted as what it is: how far its end, or the end of the month, is
// from its appointment.
type Why struct {
	Reason Reason
	Days   int // not below 0
}

// Why returns why a dossier counts for a part in a month.
func (c *Counter) Why(d *Dossier, m kpi.Month, p Part) Why {
	first, days, ok := Early, 0, false
	switch p {
	case ResolvedEarly, ResolvedOnTime, ResolvedLate, ResolvedUnknown:
		days, ok = c.DaysLate(d)
	case PendingInTime, PendingOverdue, PendingUnknown, OpenUnknown:
		first = NotDue
		days, ok = c.DaysOverdue(d, m)
	default:
		return Why{}
	}
	if !ok {
		return Why{Reason: NoAppointment}
	}
	return Why{first + Reason(1+cmp.Compare(days, 0)), max(days, -days)}
}

// Group is the dossiers behind a count for one reason.
type Group struct {
	Why   Why
	Count int
	First []Place // in the order of reading
}

// Finder finds the dossiers behind some counts.
type Finder struct {
	ms     *Measures
	most   int // places that are kept of a group; kpi.EveryCell: all
	counts map[unitMonth][]*wanted
}

// unitMonth is a unit in a month.
type unitMonth struct {
	unit  kpi.Unit
	month kpi.Month
}

// wanted is a count, and the dossiers of it that are found.
type wanted struct {
	parts  PartSet
	groups map[Why]*Group
}

// NewFinder returns a Finder that keeps the first places of every group, or all with
// [kpi.EveryCell].
func NewFinder(ms *Measures, most int) *Finder {
	return &Finder{ms: ms, most: most, counts: map[unitMonth][]*wanted{}}
}

// Want returns a function that returns the dossiers that are counted in a measure of a unit
// and month, once all rows were added; those of which that is not known, where they are what
// is missing.
func (f *Finder) Want(unit kpi.Unit, month kpi.Month, measure int, isMissing bool) func() []Group {
	w := &wanted{parts: f.ms.Sum(measure), groups: map[Why]*Group{}}
	if isMissing {
		w.parts = unknown(w.parts)
	}
	at := unitMonth{unit, month}
	f.counts[at] = append(f.counts[at], w)
	return func() (all []Group) {
		for _, g := range w.groups {
			all = append(all, *g)
		}
		SortGroups(all)
		return all
	}
}

// SortGroups orders groups by reason and days.
func SortGroups(groups []Group) {
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Why.Reason, b.Why.Reason), cmp.Compare(a.Why.Days, b.Why.Days))
	})
}

// Add takes a row.
func (f *Finder) Add(r *Row) {
	unit := r.Counted(r.Counter.Rules())
	r.Counter.Count(&r.Dossier, func(m kpi.Month, p Part) {
		for _, w := range f.counts[unitMonth{unit, m}] {
			if !w.parts.Has(p) {
				continue
			}
			why := r.Counter.Why(&r.Dossier, m, p)
			g := w.groups[why]
			if g == nil {
				g = &Group{Why: why}
				w.groups[why] = g
			}
			r.Note(&g.Count, &g.First, f.most)
		}
	})
}
