package reconcile

import "cchc/kpi"

// units numbers units: first those of the counts, then those that only lists have.
type units struct {
	list     []kpi.Unit
	ofCounts int
	numbers  map[kpi.Unit]int32
	named    map[kpi.Unit][]int32 // the units of the counts, by their names alone
	hasBelow map[kpi.Unit]bool    // by names: the counts have a unit below, or the lists have the unit itself
	inLists  map[int32]bool
	isSum    map[int32]bool // of the counts: the lists have units below in its place
}

func newUnits(counts, list *kpi.Ledger) *units {
	u := &units{list: counts.Units(), numbers: map[kpi.Unit]int32{}, named: map[kpi.Unit][]int32{}, hasBelow: map[kpi.Unit]bool{},
		inLists: map[int32]bool{}, isSum: map[int32]bool{}}
	u.ofCounts = len(u.list)
	for n, unit := range u.list {
		u.numbers[unit] = int32(n)
		u.named[nameOf(unit)] = append(u.named[nameOf(unit)], int32(n))
		for _, above := range aboveOf(unit) {
			u.hasBelow[above] = true
		}
	}
	for _, unit := range list.Units() {
		u.hasBelow[nameOf(unit)] = true
	}
	return u
}

// nameOf returns a unit without its level.
func nameOf(u kpi.Unit) kpi.Unit {
	u.Level = 0
	return u
}

// aboveOf returns the names of the district and the province that a unit is in, as far as it
// is not one itself.
func aboveOf(u kpi.Unit) (above []kpi.Unit) {
	if u.Commune != "" && u.District != "" {
		above = append(above, kpi.Unit{Province: u.Province, District: u.District})
	}
	if u.Commune != "" || u.District != "" {
		above = append(above, kpi.Unit{Province: u.Province})
	}
	return above
}

// number returns the number of a unit of a list. Where the counts and the list name the
// level of one in two ways, or only one of both does, it is the one of that name. Where the
// counts have only the district or the province, and the lists only units in it, it is the one
// of that: the list gives the sum.
func (u *units) number(unit kpi.Unit) int32 {
	n, ok := u.numbers[unit]
	if !ok {
		n = u.find(unit)
		u.numbers[unit] = n
	}
	u.inLists[n] = true
	return n
}

// find returns the number of a unit of a list that is not numbered yet.
func (u *units) find(unit kpi.Unit) int32 {
	if same := u.named[nameOf(unit)]; len(same) == 1 {
		return same[0]
	}
	for _, above := range aboveOf(unit) {
		if same := u.named[above]; len(same) == 1 && !u.hasBelow[above] {
			u.isSum[same[0]] = true
			return same[0]
		}
	}
	u.list = append(u.list, unit)
	return int32(len(u.list) - 1)
}

// sums returns the units of the counts that are sums of units of the lists.
func (u *units) sums() (list []kpi.Unit) {
	for n, unit := range u.list {
		if u.isSum[int32(n)] {
			list = append(list, unit)
		}
	}
	return list
}
