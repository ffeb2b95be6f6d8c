package reconcile

import "cchc/kpi"

// units numbers units: first those of the counts, then those that only lists have.
type units struct {
	list     []kpi.Unit
	ofCounts int
	numbers  map[kpi.Unit]int32
	named    map[kpi.Unit][]int32 // the units of the counts, by their names alone
	inLists  map[int32]bool
}

func newUnits(counts *kpi.Ledger) *units {
	u := &units{list: counts.Units(), numbers: map[kpi.Unit]int32{}, named: map[kpi.Unit][]int32{}, inLists: map[int32]bool{}}
	u.ofCounts = len(u.list)
	for n, unit := range u.list {
		u.numbers[unit] = int32(n)
		unit.Level = 0
		u.named[unit] = append(u.named[unit], int32(n))
	}
	return u
}

// number returns the number of a unit of a list. Where the counts and the list name the
// level of one in two ways, or only one of both does, it is the one of that name.
func (u *units) number(unit kpi.Unit) int32 {
	n, ok := u.numbers[unit]
	if !ok {
		name := unit
		name.Level = 0
		same := u.named[name]
		if n = int32(len(u.list)); len(same) == 1 {
			n = same[0]
		} else {
			u.list = append(u.list, unit)
		}
		u.numbers[unit] = n
	}
	u.inLists[n] = true
	return n
}
