package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
)

// rowFlags choose the rows of a result: how units are grouped, and which of them.
type rowFlags struct {
	words []string // --by
	names []string // --unit

	by      []kpi.Dimension
	units   []kpi.Unit // of the names, set by filter
	reading *reading   // of the same command
}

// bind adds the flags to a command that reads exports.
func (f *rowFlags) bind(cmd *cobra.Command, r *reading) {
	bindBy(cmd, &f.words, nil, " (default district, or commune where there are no districts, --unit names communes or --successors follows them)")
	cmd.Flags().StringArrayVar(&f.names, "unit", nil, "only this district or commune (`NAME`, or district/commune); repeatable")
	r.completeFrom(cmd, "unit", r.unitsOf)
	f.reading = r
}

// prepare reads the words of --by.
func (f *rowFlags) prepare() (err error) {
	f.by, err = dimensions(f.words)
	return err
}

// carryAndFilter carries the counts of ledgers over to the units of the last month, and
// keeps the units asked for. It returns the units to which counts cannot be carried over.
func (f *rowFlags) carryAndFilter(ledgers ...*kpi.Ledger) (kept []*kpi.Ledger, apart []units.Uncarried, err error) {
	carried, apart := f.reading.carry(ledgers...)
	if err := f.reading.judge(); err != nil {
		return nil, nil, err
	}
	kept, err = f.filter(carried)
	return kept, apart, err
}

// filter keeps the units asked for, which may be those of any of the ledgers.
func (f *rowFlags) filter(ledgers []*kpi.Ledger) ([]*kpi.Ledger, error) {
	if len(f.names) == 0 {
		return ledgers, nil
	}
	cat := f.reading.cat
	var known []kpi.Unit
	for _, l := range ledgers {
		known = append(known, l.Units()...)
	}
	for _, name := range f.names {
		unit, err := findUnit(cat, known, name)
		if err != nil && len(cat.Words.FindUnits(known, name)) == 0 && len(cat.Words.FindUnits(f.reading.units.before, name)) > 0 {
			return nil, usage("--unit %s: is part of another unit by --successors: name that", name)
		}
		if err != nil {
			return nil, err
		}
		f.units = append(f.units, unit)
	}
	kept := make([]*kpi.Ledger, len(ledgers))
	for i, l := range ledgers {
		kept[i] = l.Select(func(e *kpi.Entry) bool {
			return slices.ContainsFunc(f.units, func(u kpi.Unit) bool { return u.Contains(e.Unit) })
		})
	}
	return kept, nil
}

// findUnit returns the unit of a name of --unit.
func findUnit(cat *catalog.Catalog, units []kpi.Unit, name string) (kpi.Unit, error) {
	found := cat.Words.FindUnits(units, name)
	switch len(found) {
	case 0:
		near := nearest(name, unitNames(cat, units), unitSlips)
		return kpi.Unit{}, usage("--unit %s: no district or commune of that name in these files%s", name, kpi.Printable(suggestion(near)))
	case 1:
		return found[0], nil
	}
	var names []string
	for _, u := range found {
		names = append(names, kpi.Printable(u.Name()))
	}
	return kpi.Unit{}, usage("--unit %s: may be %s: write district/commune (/commune for one without a district), or the type of unit before the name", name, strings.Join(names, "; "))
}

// grouping returns the dimensions of --by, else districts. Without --by it is communes if
// --unit names one, if --successors follows them, or if a ledger has no districts.
func (f *rowFlags) grouping(ledgers ...*kpi.Ledger) []kpi.Dimension {
	if len(f.by) > 0 {
		return f.by
	}
	if f.reading.units.successors != nil || slices.ContainsFunc(f.units, func(u kpi.Unit) bool { return u.Commune != "" }) {
		return []kpi.Dimension{kpi.ByCommune}
	}
	return tier(ledgers...)
}

// tier returns districts, or communes if one of the ledgers has no districts.
func tier(ledgers ...*kpi.Ledger) []kpi.Dimension {
	for _, l := range ledgers {
		if !slices.ContainsFunc(l.Entries, func(e *kpi.Entry) bool { return e.Unit.District != "" }) {
			return []kpi.Dimension{kpi.ByCommune}
		}
	}
	return []kpi.Dimension{kpi.ByDistrict}
}

// expectedTargets returns the targets that must find a figure to judge: all of them, or
// with --indicator those of the indicators chosen.
func (r *reporter) expectedTargets(targets []kpi.Target) []kpi.Target {
	if len(r.flags.indicators) == 0 || slices.Contains(r.flags.indicators, allIndicators) {
		return targets
	}
	return slices.DeleteFunc(slices.Clone(targets), func(t kpi.Target) bool { return !slices.Contains(r.flags.indicators, t.Indicator) })
}

// isWiderThanSelection reports whether a target is of a unit that --unit keeps only a
// part of.
func (r *reporter) isWiderThanSelection(t kpi.Target) bool {
	return t.Unit != nil && slices.ContainsFunc(r.flags.rows.units, func(u kpi.Unit) bool { return u != *t.Unit && t.Unit.Contains(u) })
}

// fellShort reports whether a figure misses its target, or is not known though it has a
// target: a missing figure must not pass for met. 0/0 has no verdict.
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
