package check

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// unitOrTotal finds units whose every count is the sum of all other units of the province
// in the same period: such a unit may be a total with a name like that of a unit. One
// above all others is found by [agencyOrTotal].
func unitOrTotal(l *kpi.Ledger) []kpi.Finding {
	provinces := map[place]*province{}
	for _, e := range l.Entries {
		at := place{e.Unit.Province, "", e.Period}
		if provinces[at] == nil {
			provinces[at] = &province{}
		}
		provinces[at].units = append(provinces[at].units, e)
	}
	for _, p := range provinces {
		for i := range l.Measures.Len() {
			sum, all := sumOf(p.units, i)
			p.sums, p.known = append(p.sums, sum), append(p.known, all)
		}
	}
	var findings []kpi.Finding
	for _, e := range l.Entries {
		p := provinces[place{e.Unit.Province, "", e.Period}]
		isBeside := func(o *kpi.Entry) bool { return !e.Unit.Contains(o.Unit) }
		if len(p.units) > 2 && !l.IsListed(e) && p.isHalf(e) && slices.ContainsFunc(p.units, isBeside) {
			findings = append(findings, finding(l, kpi.UnitOrTotal, e, "units", strconv.Itoa(len(p.units)-1)))
		}
	}
	return findings
}

// province is the units of a province in a period.
type province struct {
	units []*kpi.Entry
	sums  []int64 // by measure
	known []bool  // of all units
}

// isHalf reports whether every count of an entry that all have is half of their
// sum, and two are not 0.
func (p *province) isHalf(e *kpi.Entry) bool {
	counts := 0
	for i, sum := range p.sums {
		if !p.known[i] {
			continue
		}
		v, _ := e.Tally.Value(i) // it is known of all units
		if sum != 2*v {
			return false
		}
		if v != 0 {
			counts++
		}
	}
	return counts > 1
}
