package reconcile

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// recounts finds the dossiers that other rules count otherwise, in a further reading: to keep
// where each is would take more memory than to count it.
type recounts struct {
	lists    *countedLists
	rules    dossiers.Rules
	most     int
	isOf     map[countKey]bool // the units and months that are compared
	counters map[*dossiers.Counter]*dossiers.Counter
	found    map[recount]*Change
}

// recount is from what to what dossiers of a unit and month are moved.
type recount struct {
	unit     int32
	month    kpi.Month
	from, to dossiers.Part
}

// changes returns what other rules change.
func (t Task) changes(c *comparison, rules dossiers.Rules) (all []Change) {
	m := &recounts{lists: c.lists, rules: rules, most: t.Most, isOf: map[countKey]bool{},
		counters: map[*dossiers.Counter]*dossiers.Counter{}, found: map[recount]*Change{}}
	for _, x := range c.cells {
		for month := x.period.From; month <= x.period.To; month++ {
			m.isOf[countKey{unit: x.unit, month: month}] = true
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
func (m *recounts) add(r *dossiers.Row) {
	other := m.counters[r.Counter]
	if other == nil {
		other = r.Counter.With(m.rules)
		m.counters[r.Counter] = other
	}
	before, after := m.countKeys(r, r.Counter), m.countKeys(r, other)
	if slices.Equal(before, after) {
		return
	}
	isIn := func(list []countKey) func(countKey) bool {
		return func(p countKey) bool { return slices.Contains(list, p) }
	}
	left, entered := slices.DeleteFunc(slices.Clone(before), isIn(after)), slices.DeleteFunc(slices.Clone(after), isIn(before))
	for _, from := range left {
		to := None
		same := func(p countKey) bool {
			return p.unit == from.unit && p.month == from.month && question(p.part) == question(from.part)
		}
		if i := slices.IndexFunc(entered, same); i >= 0 {
			to = entered[i].part
			entered = slices.Delete(entered, i, i+1)
		}
		m.note(r, recount{from.unit, from.month, from.part, to})
	}
	for _, to := range entered {
		m.note(r, recount{to.unit, to.month, None, to.part})
	}
}

// countKeys returns the counts of a row that are compared.
func (m *recounts) countKeys(r *dossiers.Row, c *dossiers.Counter) []countKey {
	unit := m.lists.units.number(r.Counted(c.Rules()))
	all := slices.DeleteFunc(countKeys(nil, c, &r.Dossier), func(p countKey) bool { return !m.isOf[countKey{unit: unit, month: p.month}] })
	for i := range all {
		all[i].unit = unit
	}
	return all
}

// note notes a row.
func (m *recounts) note(r *dossiers.Row, what recount) {
	c := m.found[what]
	if c == nil {
		c = &Change{Unit: m.lists.units.list[what.unit], Month: what.month, From: what.from, To: what.to}
		m.found[what] = c
	}
	r.Note(&c.Count, &c.First, m.most)
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
