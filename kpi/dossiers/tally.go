package dossiers

import (
	"slices"

	"cchc/kpi"
)

// Tally is the counts of one unit in one month.
type Tally [Parts]int64

// Add adds another tally of the unit and month.
func (t *Tally) Add(o *Tally) {
	for i, n := range o {
		t[i] += n
	}
}

// Scope is which dossiers a list holds.
type Scope uint8

// The scopes.
const (
	AnyScope     Scope = iota // it is not known
	Caseload                  // all that were open in its months, or received in them
	ReceivedOnly              // those that were received in its months
	EndedOnly                 // those that ended in its months
	OpenOnly                  // those that are open on its day
	LateOnly                  // those that ended late in its months, or are overdue on its day
)

// Scopes returns the words for the scopes, in their order; "" for [AnyScope].
func Scopes() []string { return []string{"", "caseload", "received", "ended", "open", "late"} }

// Holds is what a list gives, by its scope and its columns.
type Holds struct {
	Scope                                             Scope
	Channel, Fee, Paid, Digitised, Reused, Electronic bool
}

// Given is a measure that a list gives of a unit in a month.
type Given struct {
	Measure string // its id
	Of      []Part // whose sum it is
	Unknown []Part // if any is counted, the measure is not known
	IsWhole bool   // given only where its first part, which is not known, is counted
}

// Gives returns the measures that a list gives; isLast is whether of the month of the day of
// the list. What the list does not hold is not among them.
func (h Holds) Gives(isLast bool) (list []Given) {
	for i, m := range Meanings() {
		p := Part(i)
		g := Given{Measure: m.ID, Of: []Part{p}, Unknown: unknown(set(p) | m.MayBe).list()}
		if m.MayBe != 0 {
			g.Measure, g.Of, g.IsWhole = m.Whole, append(g.Of, m.MayBe.list()...), p != ReceivedUnknown || h.Channel
		}
		if g.Measure != "" && h.gives(p, isLast) {
			list = append(list, g)
		}
	}
	return list
}

// gives reports whether a list gives the measure of a part: of one that is not known, the
// whole.
func (h Holds) gives(p Part, isLast bool) bool {
	received := h.Scope == Caseload || h.Scope == ReceivedOnly
	ended := h.Scope == Caseload || h.Scope == EndedOnly
	open := h.Scope == Caseload || h.Scope == OpenOnly && isLast
	switch p {
	case ReceivedOnline, ReceivedDirect, ReceivedPostal:
		return received && h.Channel
	case ReceivedUnknown:
		return received
	case CarriedOver:
		return h.Scope == Caseload
	case ResolvedEarly, ResolvedOnTime, ResolvedUnknown, Returned:
		return ended
	case ResolvedLate:
		return ended || h.Scope == LateOnly
	case PendingInTime, PendingUnknown, Paused:
		return open
	case PendingOverdue:
		return open || h.Scope == LateOnly && isLast
	case FeeBearing:
		return received && h.Fee
	case PaidOnline:
		return received && h.Paid
	case ToDigitise, Digitised:
		return received && h.Digitised
	case Reused:
		return received && h.Reused
	case Electronic:
		return ended && h.Electronic
	}
	return false
}

// Give adds what a tally counts to the measures of a unit in a month, those of [Holds.Gives]:
// 0 is given, too.
func (ms *Measures) Give(gives []Given, t *Tally, to *kpi.Tally) {
	for _, g := range gives {
		i, ok := ms.all.Index(g.Measure)
		isUnknown := slices.ContainsFunc(g.Unknown, func(p Part) bool { return t[p] != 0 })
		if !ok || g.IsWhole && (isUnknown || t[g.Of[0]] == 0) {
			continue
		}
		sum := int64(0)
		for _, p := range g.Of {
			sum += t[p]
		}
		_ = to.Give(i, sum) // counts of dossiers fit
		if isUnknown {
			to.Lack(i)
		}
	}
}

// Measures is the measures of a catalogue that lists give.
type Measures struct {
	all *kpi.Measures
	of  [Parts]int // -1 of a part that is not known, or that the catalogue lacks
}

// NewMeasures finds the measures of a catalogue that lists give.
func NewMeasures(ms *kpi.Measures) *Measures {
	found := &Measures{all: ms}
	for p, m := range Meanings() {
		i, ok := ms.Index(m.ID)
		if found.of[p] = i; !ok || m.MayBe != 0 {
			found.of[p] = -1
		}
	}
	return found
}

// Sum returns the parts whose sum a measure is, none of one that lists do not give. A whole
// of all channels, classes or states has those that are not known, too.
func (ms *Measures) Sum(measure int) (of PartSet) {
	for _, base := range ms.all.Bases(measure) {
		p := slices.Index(ms.of[:], base)
		if p < 0 {
			return 0
		}
		of |= set(Part(p))
	}
	for p, m := range Meanings() {
		if m.Whole != "" && of&m.MayBe == m.MayBe {
			of |= set(Part(p))
		}
	}
	return of
}

// Of returns the measure that a part is a count of, or -1.
func (ms *Measures) Of(p Part) int { return ms.of[p] }
