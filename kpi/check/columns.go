package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// missingColumns names the files that lack a column which an indicator needs,
// where no other file has it for the same units and periods. An indicator of
// which nothing at all is given is not missed here: the report leaves it out
// with a note.
func missingColumns(l *kpi.Ledger, indicators []kpi.Indicator) []kpi.Finding {
	gaps := map[gap]map[kpi.Unit]bool{}
	users := map[gap][]string{}
	for _, d := range indicators {
		if !begun(l, d) {
			continue
		}
		for _, g := range lacking(l, d, gaps) {
			users[g] = append(users[g], d.ID)
		}
	}
	var findings []kpi.Finding
	for g, units := range gaps {
		id := l.Measures.At(g.measure).ID
		findings = append(findings, kpi.Finding{
			Code:  kpi.ColumnMissing,
			Place: kpi.Place{File: l.Files[g.file].Name, Line: l.Files[g.file].Header, Header: id},
			Args: map[string]string{"measure": id, "indicators": strings.Join(users[g], ", "),
				"units": strconv.Itoa(len(units))},
		})
	}
	slices.SortFunc(findings, func(a, b kpi.Finding) int {
		return cmp.Or(strings.Compare(a.Place.File, b.Place.File), strings.Compare(a.Place.Header, b.Place.Header))
	})
	return findings
}

// Computable returns those of some indicators that any entry of a ledger has
// all measures for. A run that is about all indicators is about these: of the
// others nobody keeps count.
func Computable(l *kpi.Ledger, indicators []kpi.Indicator) []kpi.Indicator {
	able := make([]bool, len(indicators))
	for _, e := range l.Entries {
		t, err := l.Measures.Derive(e.Tally)
		if err != nil {
			continue // scoring says so
		}
		lacks := func(i int) bool { _, complete := t.Value(i); return !complete }
		for n, d := range indicators {
			able[n] = able[n] || !slices.ContainsFunc(d.Needs(), lacks)
		}
	}
	var found []kpi.Indicator
	for n, d := range indicators {
		if able[n] {
			found = append(found, d)
		}
	}
	return found
}

// gap is a file without a column for a measure.
type gap struct{ file, measure int }

// begun reports whether any measure of an indicator is given at all.
func begun(l *kpi.Ledger, d kpi.Indicator) bool {
	for _, e := range l.Entries {
		for _, i := range d.Needs() {
			for _, b := range append(l.Measures.Bases(i), i) {
				if e.Tally.Touched(b) {
					return true
				}
			}
		}
	}
	return false
}

// lacking returns the files that have no column for a measure which an indicator
// comes from, each once, and adds the units concerned to gaps.
func lacking(l *kpi.Ledger, d kpi.Indicator, gaps map[gap]map[kpi.Unit]bool) []gap {
	var found []gap
	for _, e := range l.Entries {
		t, err := l.Measures.Derive(e.Tally)
		if err != nil {
			continue // scoring says so
		}
		for _, i := range d.Needs() {
			if _, complete := t.Value(i); complete {
				continue
			}
			for _, g := range gapsOf(l, e, i) {
				if gaps[g] == nil {
					gaps[g] = map[kpi.Unit]bool{}
				}
				gaps[g][e.Unit] = true
				if !slices.Contains(found, g) {
					found = append(found, g)
				}
			}
		}
	}
	return found
}

// gapsOf returns the files of an entry that have no column for what measure i is
// made of.
func gapsOf(l *kpi.Ledger, e *kpi.Entry, i int) []gap {
	var found []gap
	for _, o := range e.Origins {
		if !hasKind(l, o.File, i) {
			continue
		}
		for _, b := range lackingBases(l, e.Tally, i) {
			found = append(found, gap{o.File, b})
		}
	}
	return found
}

// lackingBases returns the measures at the bottom of i that a tally has nothing
// of, neither by themselves nor in a whole between.
func lackingBases(l *kpi.Ledger, t kpi.Tally, i int) []int {
	if t.Touched(i) {
		return nil
	}
	parts := l.Measures.Parts(i)
	begun := slices.ContainsFunc(l.Measures.Bases(i), t.Touched)
	if len(parts) == 0 || !begun {
		return []int{i}
	}
	var bases []int
	for _, p := range parts {
		bases = append(bases, lackingBases(l, t, p)...)
	}
	return bases
}

// hasKind reports whether a file counts what a measure counts: a list of tasks
// lacks no column of dossiers.
func hasKind(l *kpi.Ledger, file, measure int) bool {
	return slices.ContainsFunc(l.Files[file].Columns, func(c kpi.Column) bool {
		return l.Measures.At(c.Measure).Of == l.Measures.At(measure).Of
	})
}
