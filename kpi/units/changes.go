package units

import (
	"cmp"
	"slices"
	"sort"

	"cchc/kpi"
)

// change is a unit of a book that went to another, or a part of it.
type change struct {
	old, now unit
	part     bool
}

// changes is what became of units.
type changes struct {
	byOld rows // old unit, new unit, 1 if only a part went: in the order of the old units
	byNew rows // a row of byOld: in the order of the new units
}

// changeSize is the size of a row of byOld; one of byNew is a number.
const changeSize = 2*number + 1

// at returns a row of changes.
func (c *changes) at(row int) change {
	return change{unit(c.byOld.number(row, 0, number)), unit(c.byOld.number(row, number, number)), c.byOld.number(row, 2*number, 1) == 1}
}

// into returns what became of a unit.
func (c *changes) into(old unit) []change {
	var found []change
	first := sort.Search(c.byOld.len(), func(i int) bool { return c.at(i).old >= old })
	for i := first; i < c.byOld.len() && c.at(i).old == old; i++ {
		found = append(found, c.at(i))
	}
	return found
}

// from returns what a unit came from.
func (c *changes) from(now unit) []change {
	var found []change
	at := func(i int) change { return c.at(c.byNew.number(i, 0, number)) }
	first := sort.Search(c.byNew.len(), func(i int) bool { return at(i).now >= now })
	for i := first; i < c.byNew.len() && at(i).now == now; i++ {
		found = append(found, at(i))
	}
	return found
}

// bindChanges makes the tables of changes.
func bindChanges(all []change) (byOld, byNew []byte) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b change) int { return cmp.Or(cmp.Compare(a.old, b.old), cmp.Compare(a.now, b.now)) })
	rows := make([]int, len(all))
	for i, c := range all {
		part := byte(0)
		if c.part {
			part = 1
		}
		byOld = append(put(put(byOld, int(c.old), number), int(c.now), number), part)
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(i, k int) int { return cmp.Compare(all[i].now, all[k].now) })
	for _, i := range rows {
		byNew = put(byNew, i, number)
	}
	return byOld, byNew
}

// openChanges returns the changes of some tables.
func openChanges(byOld, byNew string) changes {
	return changes{rows{byOld, changeSize}, rows{byNew, number}}
}

// Step is a unit that another became or came from, and whether only a part of the old one
// went to the new.
type Step struct {
	Unit Listed
	Part bool
}

// Became returns the units that one went to. A district went to those that its communes
// went to.
func (s *Successors) Became(u Listed) []Step {
	into := s.changes.into(u.unit)
	if len(into) == 0 && u.Level == kpi.District {
		b := &s.list.book
		for c := range unit(b.units.len()) {
			if b.parent(c) == u.Code && b.valid(c).To == u.Valid.To {
				into = append(into, s.changes.into(c)...)
			}
		}
	}
	slices.SortStableFunc(into, func(a, b change) int { return cmp.Compare(a.now, b.now) })
	var steps []Step
	for i, c := range into {
		if i == 0 || into[i-1].now != c.now {
			steps = append(steps, Step{s.list.describe(c.now, kpi.Period{}), c.part && u.Level == kpi.Commune})
		}
	}
	return steps
}

// CameFrom returns the units that one took in.
func (s *Successors) CameFrom(u Listed) []Step {
	var steps []Step
	for _, c := range s.changes.from(u.unit) {
		steps = append(steps, Step{s.list.describe(c.old, kpi.Period{}), c.part})
	}
	return steps
}
