package dossiers

import "math/bits"

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

// list returns the parts of a set in their order.
func (s PartSet) list() (parts []Part) {
	for ; s != 0; s &= s - 1 {
		parts = append(parts, s.First())
	}
	return parts
}

// Has reports whether a part is in the set.
func (s PartSet) Has(p Part) bool { return s&set(p) != 0 }

// Meaning is what a part is.
type Meaning struct {
	ID    string  // of the measure that it is a count of, or of what is not known
	MayBe PartSet // of one that is not known: the parts that it may be
	Whole string  // of one that is not known: the measure that has it and those, if there is one
}

// Meanings returns what the parts are.
func Meanings() [Parts]Meaning {
	return [Parts]Meaning{
		ReceivedOnline:    {ID: "received_online"},
		ReceivedDirect:    {ID: "received_direct"},
		ReceivedPostal:    {ID: "received_postal"},
		ReceivedUnknown:   {"received_unknown", 1<<ReceivedOnline | 1<<ReceivedDirect | 1<<ReceivedPostal, "received"},
		CarriedOver:       {ID: "carried_over"},
		ResolvedEarly:     {ID: "resolved_early"},
		ResolvedOnTime:    {ID: "resolved_on_time"},
		ResolvedLate:      {ID: "resolved_late"},
		ResolvedUnknown:   {"resolved_unknown", 1<<ResolvedEarly | 1<<ResolvedOnTime | 1<<ResolvedLate, "resolved"},
		Returned:          {ID: "returned"},
		PendingInTime:     {ID: "pending_in_time"},
		PendingOverdue:    {ID: "pending_overdue"},
		PendingUnknown:    {"pending_unknown", 1<<PendingInTime | 1<<PendingOverdue, "pending"},
		Paused:            {ID: "paused"},
		OpenUnknown:       {"open_unknown", 1<<PendingInTime | 1<<PendingOverdue | 1<<Paused, ""},
		FeeBearing:        {ID: "fee_bearing"},
		FeeUnknown:        {"fee_unknown", 1<<FeeBearing | 1<<PaidOnline, ""},
		PaidOnline:        {ID: "paid_online"},
		PaidUnknown:       {"paid_unknown", 1 << PaidOnline, ""},
		ToDigitise:        {ID: "digitised_eligible"},
		Digitised:         {ID: "digitised"},
		Reused:            {ID: "reused"},
		ReusedUnknown:     {"reused_unknown", 1 << Reused, ""},
		Electronic:        {ID: "results_electronic"},
		ElectronicUnknown: {"results_electronic_unknown", 1 << Electronic, ""},
	}
}

// IsUnknown reports whether a part is of dossiers of which it is not known what they count as.
func (p Part) IsUnknown() bool { return Meanings()[p].MayBe != 0 }

// ID returns the id of the measure that a part is a count of, or of what is not known.
func (p Part) ID() string { return Meanings()[p].ID }

// unknown returns the parts that keep a sum of others from being known: those that may be of
// it, but are not added to it.
func unknown(sum PartSet) (of PartSet) {
	for p, m := range Meanings() {
		if m.MayBe&sum != 0 && !sum.Has(Part(p)) {
			of |= set(Part(p))
		}
	}
	return of
}
