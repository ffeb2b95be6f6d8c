package reconcile

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// moves finds the dossiers that other rules count otherwise, in a further reading: to keep
// where each is would take more memory than to count it.
type moves struct {
	pile     *pile
	rules    dossiers.Rules
	most     int
	isOf     map[place]bool // the units and months that are compared
	counters map[*dossiers.Counter]*dossiers.Counter
	found    map[move]*Change
}

// move is from what to what dossiers of a unit and month are moved.
type move struct {
	unit     int32
	month    kpi.Month
	from, to dossiers.Part
}

// changes returns what other rules change.
func (t Task) changes(c *comparison, rules dossiers.Rules) (all []Change) {
	m := &moves{pile: c.pile, rules: rules, most: t.Most, isOf: map[place]bool{}, counters: map[*dossiers.Counter]*dossiers.Counter{}, found: map[move]*Change{}}
	for _, x := range c.cells {
		for month := x.period.From; month <= x.period.To; month++ {
			m.isOf[place{unit: x.unit, month: month}] = true
		}
	}
	t.Rows(m.add)
	for _, c := range m.found {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Change) int {
		return cmp.Or(a.Unit.Compare(b.Unit), cmp.Compare(a.Month, b.Month), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return all
}

// add takes a row.
func (m *moves) add(r *dossiers.Row) {
	other := m.counters[r.Counter]
	if other == nil {
		other = r.Counter.With(m.rules)
		m.counters[r.Counter] = other
	}
	before, after := m.places(r, r.Counter), m.places(r, other)
	if slices.Equal(before, after) {
		return
	}
	isIn := func(list []place) func(place) bool { return func(p place) bool { return slices.Contains(list, p) } }
	left, entered := slices.DeleteFunc(slices.Clone(before), isIn(after)), slices.DeleteFunc(slices.Clone(after), isIn(before))
	for _, from := range left {
		to := None
		same := func(p place) bool {
			return p.unit == from.unit && p.month == from.month && question(p.part) == question(from.part)
		}
		if i := slices.IndexFunc(entered, same); i >= 0 {
			to = entered[i].part
			entered = slices.Delete(entered, i, i+1)
		}
		m.note(r, move{from.unit, from.month, from.part, to})
	}
	for _, to := range entered {
		m.note(r, move{to.unit, to.month, None, to.part})
	}
}

// places returns the counts of a row that are compared.
func (m *moves) places(r *dossiers.Row, c *dossiers.Counter) []place {
	unit := m.pile.units.number(r.Unit)
	if c.Rules()[dossiers.UnitBy] == 1 {
		unit = m.pile.units.number(r.Other)
	}
	all := slices.DeleteFunc(places(nil, c, &r.Dossier), func(p place) bool { return !m.isOf[place{unit: unit, month: p.month}] })
	for i := range all {
		all[i].unit = unit
	}
	return all
}

// note notes a row.
func (m *moves) note(r *dossiers.Row, what move) {
	c := m.found[what]
	if c == nil {
		c = &Change{Unit: m.pile.units.list[what.unit], Month: what.month, From: what.from, To: what.to}
		m.found[what] = c
	}
	if c.Count++; m.most == kpi.EveryCell || c.Count <= m.most {
		c.First = append(c.First, dossiers.Place{File: r.File, Line: r.Line, Code: r.Code})
	}
}

// question returns the first of the parts of which a dossier has one in a month at most.
func question(p dossiers.Part) dossiers.Part {
	switch {
	case p <= dossiers.ReceivedUnknown:
		return dossiers.ReceivedOnline
	case p == dossiers.CarriedOver || p >= dossiers.FeeBearing:
		return p
	}
	return dossiers.ResolvedEarly
}
