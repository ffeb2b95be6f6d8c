package units

import (
	"iter"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
)

// full returns the name of a unit with its type word.
func (b *book) full(u unit) catalog.Name {
	n := catalog.Name{Text: b.text(b.name(u)), Type: b.typeWord(u)}
	if n.Key = vietnamese.FoldName(n.Text); n.Type != "" {
		n.Level = b.level(u)
	}
	return n
}

// aboves returns the states of the unit above a unit, while it existed.
func (b *book) aboves(u unit) iter.Seq[unit] {
	return func(yield func(unit) bool) {
		parent, valid := b.parent(u), b.valid(u)
		if parent == "" {
			return
		}
		for first, last := b.coded(parent); first < last; first++ {
			if b.valid(first).Overlaps(valid) && b.level(first) < b.level(u) && !yield(first) {
				return
			}
		}
	}
}

// above returns the unit above another in a period; without one, or if the period is not
// of both, the last.
func (b *book) above(u unit, p kpi.Period) (above unit, ok bool) {
	for a := range b.aboves(u) {
		if !ok || p.IsZero() || b.valid(a).Overlaps(p) {
			above, ok = a, true
		}
	}
	return above, ok
}

// top returns the unit at the top above a unit: its province, or what the list has
// instead.
func (b *book) top(u unit) unit {
	for above, ok := b.above(u, kpi.Period{}); ok; above, ok = b.above(u, kpi.Period{}) {
		u = above
	}
	return u
}

// became returns the units that one went to by the built-in table.
func (b *book) became(u unit) []unit {
	var units []unit
	for _, m := range b.changes.into(u) {
		units = append(units, m.now)
	}
	return units
}
