package main

import (
	"slices"
	"strconv"
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
	units   []kpi.Unit // of the names, set by carryAndFilter
	session *session   // of the same command
}

// bind adds the flags to a command that reads exports.
func (f *rowFlags) bind(cmd *cobra.Command, s *session) {
	bindBy(cmd, &f.words, nil, " (default district, or commune where there are no districts, --unit names communes or --successors carries counts over)")
	cmd.Flags().StringArrayVar(&f.names, "unit", nil, "only this district or commune (`NAME`, or district/commune); repeatable")
	s.completeFrom(cmd, "unit", s.unitsOf)
	f.session = s
}

// prepare reads the words of --by.
func (f *rowFlags) prepare() (err error) {
	f.by, err = dimensions(f.words)
	return err
}

// carryAndFilter carries the counts of ledgers over to the units of the last month, and
// keeps the units asked for, which may be those of any of the ledgers. It returns the
// units to which counts cannot be carried over.
func (f *rowFlags) carryAndFilter(ledgers ...*kpi.Ledger) (kept []*kpi.Ledger, apart []units.Uncarried, err error) {
	s := f.session
	carried, apart := s.carry(f.by, f.names, ledgers...)
	if err := s.judge(); err != nil || len(f.names) == 0 {
		return carried, apart, err
	}
	var known []kpi.Unit
	for _, l := range carried {
		known = append(known, l.Units()...)
	}
	for _, name := range f.names {
		unit, err := findUnit(s.cat, known, name)
		if err != nil {
			err = usage("--unit %s: %w", name, err)
		}
		if err != nil && len(s.cat.Words.FindUnits(known, name)) == 0 && len(s.cat.Words.FindUnits(s.units.before, name)) > 0 {
			err = usage("--unit %s: %w", name, kpi.NewFault("is part of another unit by --successors: name that"))
		}
		if err != nil {
			return nil, nil, err
		}
		f.units = append(f.units, unit)
	}
	for _, l := range carried {
		kept = append(kept, l.OfUnits(func(unit kpi.Unit) bool {
			return slices.ContainsFunc(f.units, func(u kpi.Unit) bool { return u.Contains(unit) })
		}))
	}
	return kept, apart, nil
}

// findUnit returns the unit of a name. The error is that it means none, or several.
func findUnit(cat *catalog.Catalog, units []kpi.Unit, name string) (kpi.Unit, error) {
	found := cat.Words.FindUnits(units, name)
	if head, tail, ok := strings.Cut(name, "/"); ok && len(found) == 0 { // Hà Nội/Châu Thành
		found = cat.Words.FindUnits(within(cat, units, head), tail)
	}
	switch len(found) {
	case 0:
		near := nearest(name, unitNames(cat, units), unitSlips)
		return kpi.Unit{}, suggest(kpi.NewFault("no district or commune of that name in these files"), near)
	case 1:
		return found[0], nil
	}
	var names []string
	for _, u := range found {
		name := kpi.Printable(u.Name())
		if slices.ContainsFunc(found, func(o kpi.Unit) bool { return o.Province != u.Province }) {
			name = kpi.Printable(u.Province) + "/" + name
		}
		names = append(names, name)
	}
	return kpi.Unit{}, kpi.NewFault("may be {units}: write district/commune (/commune for one without a district), or the type of unit before the name",
		"units", strings.Join(names, "; "))
}

// within returns the units of a province.
func within(cat *catalog.Catalog, units []kpi.Unit, province string) (found []kpi.Unit) {
	for _, u := range units {
		if u.Province != "" && len(cat.Words.FindUnits([]kpi.Unit{{Province: u.Province}}, province)) > 0 {
			found = append(found, u)
		}
	}
	return found
}

// grouping returns the dimensions of --by, else districts. Without --by it is communes if
// --unit names one, if --successors follows them, or if a ledger has no districts.
func (f *rowFlags) grouping(ledgers ...*kpi.Ledger) []kpi.Dimension {
	if len(f.by) > 0 {
		return f.by
	}
	if f.session.units.carried || slices.ContainsFunc(f.units, func(u kpi.Unit) bool { return u.Commune != "" }) {
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

// dimensions parses the words of --by, each once.
func dimensions(words []string) (by []kpi.Dimension, err error) {
	for _, word := range words {
		d, err := kpi.ParseDimension(word)
		if err != nil {
			return nil, usage("--by: %w", didYouMean(err, word, dimensionWords()))
		}
		if !slices.Contains(by, d) {
			by = append(by, d)
		}
	}
	return by, nil
}

// checkIndicators wants the indicators asked for to exist, each once.
func checkIndicators(cat *catalog.Catalog, ids []string) error {
	if len(ids) > 1 && slices.Contains(ids, allIndicators) {
		return usage("--indicator: %w", kpi.NewFault("{text} means every indicator: give no other", "text", allIndicators))
	}
	for i, id := range ids {
		if _, ok := cat.Indicator(id); !ok && (id != allIndicators || len(ids) > 1) {
			return of("indicator", unknownIndicator(cat, id, allIndicators))
		}
		if slices.Index(ids, id) < i {
			return usage("--indicator: %w", kpi.NewFault("{text} is given twice", "text", id))
		}
	}
	return nil
}

// unknownIndicator returns the error of an unknown id; words are valid beside ids.
func unknownIndicator(cat *catalog.Catalog, id string, words ...string) error {
	for _, d := range cat.Indicators {
		words = append(words, d.ID)
	}
	if near := nearest(id, words, slips); len(near) > 0 {
		return usage("%w", suggest(kpi.NewFault("no indicator {text}", "text", strconv.Quote(id)), near))
	}
	return usage("%w", kpi.NewFault("no indicator {text}: 'kpi indicators' lists them", "text", strconv.Quote(id)))
}

// allIndicators is the word for every indicator that can be computed.
const allIndicators = "all"

// about returns the indicators of a run: those asked for, else the headline ones, and
// others.
func about(cat *catalog.Catalog, ids []string, others ...string) []kpi.Indicator {
	var wanted []kpi.Indicator
	for _, d := range cat.Indicators {
		asked := slices.Contains(ids, d.ID) || len(ids) == 0 && (d.Headline || d.Instead) || slices.Contains(ids, allIndicators)
		if asked || slices.Contains(others, d.ID) {
			wanted = append(wanted, d)
		}
	}
	return wanted
}
