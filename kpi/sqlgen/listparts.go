package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi/dossiers"
)

// listCounts adds up the months of each unit.
func (w *writer) listCounts() step {
	keys := append(w.q.List.keys(), periodColumn)
	s := step{name: listCounts, from: listParts, columns: w.same(listParts, keys...), keys: len(keys), why: []string{"What the dossiers of each unit are in each month."}}
	for _, p := range w.partsNeeded() {
		s.columns = append(s.columns, column{"count(CASE WHEN " + w.isPart(p) + " THEN 1 END)", p.ID()})
	}
	return s
}

// partsNeeded returns the parts of the measures that the table gives, each once.
func (w *writer) partsNeeded() (parts []dossiers.Part) {
	for _, g := range w.q.List.holds().Gives(true) {
		for _, p := range slices.Concat(g.Of, g.Unknown) {
			if !slices.Contains(parts, p) {
				parts = append(parts, p)
			}
		}
	}
	slices.Sort(parts)
	return parts
}

// isPart is the condition that a dossier is counted in a part of a month.
func (w *writer) isPart(p dossiers.Part) string {
	of := func(name string) string { return w.of(listParts, name) }
	received := of(isReceipt) + " AND "
	isNot := func(name string) string { return of(name) + " IS NULL" }
	feeOf := "" // whether it may have a fee
	if w.q.List.has("fee") {
		feeOf = of("fee") + " AND "
	}
	resolved := of(partColumn) + " IN ('resolved_early', 'resolved_on_time', 'resolved_late', '" + dossiers.ResolvedUnknown.ID() + "') AND "
	switch p {
	case dossiers.ReceivedOnline, dossiers.ReceivedPostal:
		return received + of("channel") + " = '" + strings.TrimPrefix(p.ID(), "received_") + "'"
	case dossiers.ReceivedDirect:
		if w.ruled(dossiers.BlankChannel) {
			return received + of("channel") + " IN ('direct', '')"
		}
		return received + of("channel") + " = 'direct'"
	case dossiers.ReceivedUnknown:
		if w.ruled(dossiers.BlankChannel) {
			return "FALSE"
		}
		return received + of("channel") + " = ''"
	case dossiers.CarriedOver:
		return "NOT " + of(isReceipt)
	case dossiers.FeeBearing:
		return received + of("fee")
	case dossiers.FeeUnknown:
		if !w.q.List.has("fee") {
			return "FALSE"
		}
		return received + isNot("fee")
	case dossiers.PaidOnline:
		return received + feeOf + of("paid")
	case dossiers.PaidUnknown:
		return received + feeOf + isNot("paid")
	case dossiers.ToDigitise:
		return received + of("digitised") + " IS NOT NULL"
	case dossiers.Digitised, dossiers.Reused:
		return received + of(p.ID())
	case dossiers.ReusedUnknown:
		return received + isNot("reused")
	case dossiers.Electronic:
		return resolved + of("electronic")
	case dossiers.ElectronicUnknown:
		return resolved + isNot("electronic")
	}
	return of(partColumn) + " = '" + p.ID() + "'"
}
