package main

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// filter keeps the units asked for.
func (r *reporter) filter(ledger *kpi.Ledger) (*kpi.Ledger, error) {
	if len(r.only) == 0 {
		return ledger, nil
	}
	var wanted []kpi.Unit
	for _, name := range r.only {
		found := r.cat.FindUnits(ledger.Units(), name)
		switch len(found) {
		case 0:
			near := nearest(name, unitNames(r.cat, ledger.Units()), unitSlips)
			return nil, usage("--unit %s: no district or commune of that name in these files%s", name, kpi.Printable(suggestion(near)))
		case 1:
			wanted = append(wanted, found[0])
		default:
			var names []string
			for _, u := range found {
				names = append(names, kpi.Printable(u.Name()))
			}
			return nil, usage("--unit %s: may be %s: write district/commune, or the type of unit before the name", name, strings.Join(names, "; "))
		}
	}
	r.selected = wanted
	return ledger.Select(func(e *kpi.Entry) bool {
		return slices.ContainsFunc(wanted, func(u kpi.Unit) bool {
			return u.Contains(e.Unit)
		})
	}), nil
}

// meant returns the targets that the run can be expected to judge: all, unless
// indicators were chosen.
func (r *reporter) meant(targets []kpi.Target) []kpi.Target {
	if len(r.indicators) == 0 || slices.Contains(r.indicators, allIndicators) {
		return targets
	}
	return slices.DeleteFunc(slices.Clone(targets), func(t kpi.Target) bool { return !slices.Contains(r.indicators, t.Indicator) })
}

// isOfMore reports whether a target is of a unit that --unit keeps only a part of.
func (r *reporter) isOfMore(t kpi.Target) bool {
	return t.Unit != nil && slices.ContainsFunc(r.selected, func(u kpi.Unit) bool { return u != *t.Unit && t.Unit.Contains(u) })
}

// grouping is what was asked for, else districts, else communes: where --unit
// names one, or where there are no districts.
func (r *reporter) grouping(ledger *kpi.Ledger) []kpi.Dimension {
	if len(r.by) > 0 {
		return r.by
	}
	if slices.ContainsFunc(r.selected, func(u kpi.Unit) bool { return u.Commune != "" }) {
		return []kpi.Dimension{kpi.ByCommune}
	}
	if slices.ContainsFunc(ledger.Entries, func(e *kpi.Entry) bool { return e.Unit.District != "" }) {
		return []kpi.Dimension{kpi.ByDistrict}
	}
	return []kpi.Dimension{kpi.ByCommune}
}

// fellShort reports whether any figure of the report misses its target, or has
// one but is not known: what is missing must not pass for met. 0/0 is nothing to
// judge.
func fellShort(card *kpi.Scorecard, chosen []int) bool {
	for _, s := range card.All() {
		for _, i := range chosen {
			r := s.Results[i]
			if r.Verdict == kpi.Missed || r.Target != nil && !r.Known {
				return true
			}
		}
	}
	return false
}
