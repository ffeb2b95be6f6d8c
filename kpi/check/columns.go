package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// missingColumns finds files without a column that an indicator needs, if no other file
// has it for the same units and periods. An indicator without any given measure is not
// missed here: the report leaves it out with a note.
func missingColumns(l *kpi.Ledger, indicators []kpi.Indicator) []kpi.Finding {
	begun := slices.DeleteFunc(needs(indicators), func(n need) bool { return !n.isBegun(l) })
	var findings []kpi.Finding
	for g, m := range gapsOf(l, begun) {
		id := l.Measures.At(g.measure).ID
		findings = append(findings, kpi.Finding{
			Code:  kpi.ColumnMissing,
			Place: kpi.Place{File: l.Files[g.file].Name, Line: g.header, Header: id},
			Args:  kpi.Args{"measure", kpi.MeasureKey(id), "indicators", m.users(begun), "units", strconv.Itoa(len(m.units))},
		})
	}
	slices.SortFunc(findings, func(a, b kpi.Finding) int {
		return cmp.Or(strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), strings.Compare(a.Place.Header, b.Place.Header))
	})
	return findings
}

// need is the measures that an indicator needs.
type need struct {
	id       string
	measures []int
}

func needs(indicators []kpi.Indicator) []need {
	list := make([]need, len(indicators))
	for i, d := range indicators {
		list[i] = need{d.ID, d.Needs()}
	}
	return list
}

// isBegun reports whether any measure of an indicator is given at all.
func (n need) isBegun(l *kpi.Ledger) bool {
	var all []int
	for _, i := range n.measures {
		all = append(append(all, l.Measures.Bases(i)...), i)
	}
	return slices.ContainsFunc(l.Entries, func(e *kpi.Entry) bool { return slices.ContainsFunc(all, e.Tally.Touched) })
}

// gap is a table without a column for a measure: its file, and the line of its header.
type gap struct{ file, header, measure int }

// missed are the units and indicators that a gap concerns.
type missed struct {
	units      map[kpi.Unit]bool
	indicators map[string]bool
}

// users lists the indicators that a gap concerns, in their order.
func (m *missed) users(needed []need) string {
	var ids []string
	for _, n := range needed {
		if m.indicators[n.id] {
			ids = append(ids, kpi.IndicatorKey(n.id))
		}
	}
	return strings.Join(ids, ", ")
}

// gapsOf returns the gaps of a ledger: each leaves a measure unknown that is needed.
func gapsOf(l *kpi.Ledger, needed []need) map[gap]*missed {
	gaps := map[gap]*missed{}
	filled, t := kpi.NewTally(l.Measures.Len()), kpi.NewTally(l.Measures.Len())
	for _, e := range l.Entries {
		filled.Clear()
		for i := range l.Measures.Len() {
			if e.Tally.Touched(i) { // a blank has a finding of its own
				filled.Set(i, 0)
			}
		}
		_ = l.Measures.DeriveInto(&t, filled) // zeros fit
		for _, n := range needed {
			for _, i := range n.measures {
				noteGaps(gaps, l, e, lackingBases(l, t, i), n.id)
			}
		}
	}
	return gaps
}

// noteGaps adds the unit of an entry and an indicator to those that the gaps of the entry
// concern: its files without a column for what it lacks, which is all of one thing.
func noteGaps(gaps map[gap]*missed, l *kpi.Ledger, e *kpi.Entry, bases []int, indicator string) {
	if len(bases) == 0 {
		return
	}
	counted := func(c kpi.Column) bool { return l.Measures.At(c.Measure).Of == l.Measures.At(bases[0]).Of }
	for _, o := range e.Origins {
		if !slices.ContainsFunc(l.Files[o.File].ColumnsOf(o.Line), counted) {
			continue // a list of tasks lacks no column of dossiers
		}
		for _, b := range bases {
			g := gap{o.File, l.Files[o.File].HeaderAbove(o.Line), b}
			if gaps[g] == nil {
				gaps[g] = &missed{map[kpi.Unit]bool{}, map[string]bool{}}
			}
			gaps[g].units[e.Unit], gaps[g].indicators[indicator] = true, true
		}
	}
}

// Computable returns those of some indicators for which any entry of a ledger has all
// measures. A run for all indicators is about these: nobody counts what others need.
func Computable(l *kpi.Ledger, indicators []kpi.Indicator) []kpi.Indicator {
	return slices.DeleteFunc(slices.Clone(indicators), func(d kpi.Indicator) bool { return len(Lacking(l, d)) > 0 })
}

// Lacking returns the measures of an indicator that no entry of a ledger has; all where
// each is in some entry, but never are all in one.
func Lacking(l *kpi.Ledger, d kpi.Indicator) []int {
	lacking, needs := d.Needs(), d.Needs()
	t := kpi.NewTally(l.Measures.Len())
	for _, e := range l.Entries {
		if l.Measures.DeriveInto(&t, e.Tally) != nil {
			continue // scoring reports it
		}
		lacks := func(i int) bool { _, complete := t.Value(i); return !complete }
		if !slices.ContainsFunc(needs, lacks) {
			return nil
		}
		lacking = slices.DeleteFunc(lacking, func(i int) bool { return !lacks(i) })
	}
	if len(lacking) == 0 {
		return needs
	}
	return lacking
}

// Unused returns the files of a ledger whose columns of numbers that are not known may be
// the ones that are missing: all where a headline indicator that some counts are of cannot
// be computed, else those that lack a column by the findings.
func Unused(l *kpi.Ledger, indicators []kpi.Indicator, findings []kpi.Finding) func(file string) bool {
	begun := slices.DeleteFunc(slices.Clone(indicators), func(d kpi.Indicator) bool {
		return !d.Headline || !need{d.ID, d.Needs()}.isBegun(l)
	})
	isIncomplete := len(Computable(l, begun)) < len(begun)
	return func(file string) bool {
		return isIncomplete || slices.ContainsFunc(findings, func(f kpi.Finding) bool { return f.Code == kpi.ColumnMissing && f.Place.File == file })
	}
}

// lackingBases returns the parts of i, down to those without parts, of which a tally has
// neither counts nor blanks, and that follow from none that it has. The tally is derived.
func lackingBases(l *kpi.Ledger, t kpi.Tally, i int) []int {
	if t.Touched(i) {
		return nil
	}
	if !slices.ContainsFunc(l.Measures.Bases(i), t.Touched) {
		return []int{i}
	}
	var bases []int
	for _, p := range l.Measures.Parts(i) {
		bases = append(bases, lackingBases(l, t, p)...)
	}
	return bases
}
