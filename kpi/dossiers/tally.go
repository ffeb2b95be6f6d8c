package dossiers

import (
	"math/bits"
	"slices"

	"cchc/kpi"
)

// Part is one of the counts that a dossier adds one to in a month.
type Part uint8

// The parts. Those that are not known keep the measures that they may be of from being
// known.
const (
	ReceivedOnline Part = iota
	ReceivedDirect
	ReceivedPostal
	ReceivedUnknown // by which channel is not known
	CarriedOver
	ResolvedEarly
	ResolvedOnTime
	ResolvedLate
	ResolvedUnknown // whether in time is not known
	Returned
	PendingInTime
	PendingOverdue
	PendingUnknown // whether in time is not known
	Paused
	OpenUnknown // whether pending or paused is not known
	FeeBearing
	FeeUnknown
	PaidOnline
	PaidUnknown
	ToDigitise
	Digitised
	Reused
	ReusedUnknown
	Electronic
	ElectronicUnknown
	Parts // how many there are
)

// PartSet is a set of parts.
type PartSet uint32

// set returns the set of one part; that of [Parts] is empty.
func set(p Part) PartSet { return 1 << p &^ (1 << Parts) }

// First returns the first part of a set that is not empty.
func (s PartSet) First() Part { return Part(bits.TrailingZeros32(uint32(s))) }

// Has reports whether a part is in the set.
func (s PartSet) Has(p Part) bool { return s&set(p) != 0 }

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
	received := h.Scope == Caseload || h.Scope == ReceivedOnly
	ended := h.Scope == Caseload || h.Scope == EndedOnly
	open := h.Scope == Caseload || h.Scope == OpenOnly && isLast
	give := func(known bool, measure Part, unknown ...Part) {
		if known {
			list = append(list, Given{IDs()[measure], []Part{measure}, unknown, false})
		}
	}
	whole := func(known bool, measure string, unknown []Part, parts ...Part) {
		if known {
			list = append(list, Given{measure, parts, unknown, true})
		}
	}
	for _, p := range []Part{ReceivedOnline, ReceivedDirect, ReceivedPostal} {
		give(received && h.Channel, p, ReceivedUnknown)
	}
	if received {
		list = append(list, Given{"received", []Part{ReceivedUnknown, ReceivedOnline, ReceivedDirect, ReceivedPostal}, nil, h.Channel})
	}
	give(h.Scope == Caseload, CarriedOver)
	give(ended, ResolvedEarly, ResolvedUnknown)
	give(ended, ResolvedOnTime, ResolvedUnknown)
	give(ended || h.Scope == LateOnly, ResolvedLate, ResolvedUnknown)
	whole(ended, "resolved", nil, ResolvedUnknown, ResolvedEarly, ResolvedOnTime, ResolvedLate)
	give(ended, Returned)
	give(open, PendingInTime, PendingUnknown, OpenUnknown)
	give(open || h.Scope == LateOnly && isLast, PendingOverdue, PendingUnknown, OpenUnknown)
	whole(open, "pending", []Part{OpenUnknown}, PendingUnknown, PendingInTime, PendingOverdue)
	give(open, Paused, OpenUnknown)
	give(received && h.Fee, FeeBearing, FeeUnknown)
	give(received && h.Paid, PaidOnline, PaidUnknown, FeeUnknown)
	give(received && h.Digitised, ToDigitise)
	give(received && h.Digitised, Digitised)
	give(received && h.Reused, Reused, ReusedUnknown)
	give(ended && h.Electronic, Electronic, ElectronicUnknown)
	return list
}

// Give adds what a tally counts to the measures of a unit in a month, as [Holds.Gives] has
// them: 0 is given, too. The measures are those of [Measures].
func (h Holds) Give(t *Tally, isLast bool, to *kpi.Tally, ms *Measures) {
	for _, g := range h.Gives(isLast) {
		i := ms.index(g)
		isUnknown := slices.ContainsFunc(g.Unknown, func(p Part) bool { return t[p] != 0 })
		if i < 0 || g.IsWhole && (isUnknown || t[g.Of[0]] == 0) {
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
	all                         *kpi.Measures
	of                          [Parts]int // -1 of a part that is none, or that the catalogue lacks
	received, resolved, pending int        // the wholes, for where a part is not known
}

// IDs returns the ids of the measures that parts are counts of; "" of a part that is not
// known.
func IDs() [Parts]string {
	return [Parts]string{
		ReceivedOnline: "received_online", ReceivedDirect: "received_direct", ReceivedPostal: "received_postal", CarriedOver: "carried_over",
		ResolvedEarly: "resolved_early", ResolvedOnTime: "resolved_on_time", ResolvedLate: "resolved_late", Returned: "returned",
		PendingInTime: "pending_in_time", PendingOverdue: "pending_overdue", Paused: "paused",
		FeeBearing: "fee_bearing", PaidOnline: "paid_online", ToDigitise: "digitised_eligible", Digitised: "digitised", Reused: "reused", Electronic: "results_electronic",
	}
}

// NewMeasures finds the measures of a catalogue that lists give.
func NewMeasures(ms *kpi.Measures) *Measures {
	index := func(id string) int {
		if i, ok := ms.Index(id); ok {
			return i
		}
		return -1
	}
	found := &Measures{all: ms, received: index("received"), resolved: index("resolved"), pending: index("pending")}
	for part, id := range IDs() {
		found.of[part] = index(id)
	}
	return found
}

// Sum returns the parts whose sum a measure is, none of one that lists do not give. A whole
// of all channels, classes or states has those that are not known, too.
func (ms *Measures) Sum(measure int) (set PartSet) {
	for _, base := range ms.all.Bases(measure) {
		p := slices.Index(ms.of[:], base)
		if p < 0 {
			return 0
		}
		set |= 1 << p
	}
	for unknown, known := range map[Part]PartSet{
		ReceivedUnknown: 1<<ReceivedOnline | 1<<ReceivedDirect | 1<<ReceivedPostal,
		ResolvedUnknown: 1<<ResolvedEarly | 1<<ResolvedOnTime | 1<<ResolvedLate,
		PendingUnknown:  1<<PendingInTime | 1<<PendingOverdue,
	} {
		if set&known == known {
			set |= 1 << unknown
		}
	}
	return set
}

// unknown returns the parts that keep a measure from being known.
func (ms *Measures) unknown(measure int) (set PartSet) {
	known := ms.Sum(measure)
	for unknown, parts := range map[Part][]Part{
		ReceivedUnknown:   {ReceivedOnline, ReceivedDirect, ReceivedPostal},
		ResolvedUnknown:   {ResolvedEarly, ResolvedOnTime, ResolvedLate},
		PendingUnknown:    {PendingInTime, PendingOverdue},
		OpenUnknown:       {PendingInTime, PendingOverdue, Paused},
		FeeUnknown:        {FeeBearing, PaidOnline},
		PaidUnknown:       {PaidOnline},
		ReusedUnknown:     {Reused},
		ElectronicUnknown: {Electronic},
	} {
		if slices.ContainsFunc(parts, known.Has) && !known.Has(unknown) {
			set |= 1 << unknown
		}
	}
	return set
}

// Of returns the measure that a part is a count of, or -1.
func (ms *Measures) Of(p Part) int { return ms.of[p] }

// index returns the index of a measure that is given, or -1.
func (ms *Measures) index(g Given) int {
	switch g.Of[0] {
	case ReceivedUnknown:
		return ms.received
	case ResolvedUnknown:
		return ms.resolved
	case PendingUnknown:
		return ms.pending
	}
	return ms.of[g.Of[0]]
}
