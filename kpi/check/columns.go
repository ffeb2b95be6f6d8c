package check

import (
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
	users := map[int][]string{}
	for _, d := range indicators {
		for _, i := range d.Needs() {
			if begun(l, d) {
				users[i] = append(users[i], d.ID)
			}
		}
	}
	for _, e := range l.Entries {
		t, err := l.Measures.Derive(e.Tally)
		if err != nil {
			continue // scoring says so
		}
		for i := range users {
			if _, complete := t.Value(i); !complete {
				lacking(l, e, i, gaps)
			}
		}
	}
	var findings []kpi.Finding
	for g, units := range gaps {
		findings = append(findings, kpi.Finding{
			Code:  kpi.ColumnMissing,
			Place: kpi.Place{File: l.Files[g.file].Name, Line: l.Files[g.file].Header, Header: l.Measures.At(g.measure).ID},
			Args: map[string]string{"measure": l.Measures.At(g.measure).ID,
				"indicators": strings.Join(users[g.user], ", "), "units": strconv.Itoa(len(units))},
		})
	}
	slices.SortFunc(findings, func(a, b kpi.Finding) int {
		return strings.Compare(a.Args["measure"]+a.Args["indicators"], b.Args["measure"]+b.Args["indicators"])
	})
	return findings
}

// gap is a file without a column for a base measure that user, a measure of an
// indicator, is made of.
type gap struct{ file, measure, user int }

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

// lacking notes the files of an entry that have no column for measure i.
func lacking(l *kpi.Ledger, e *kpi.Entry, i int, gaps map[gap]map[kpi.Unit]bool) {
	for _, o := range e.Origins {
		if !hasKind(l, o.File, i) {
			continue
		}
		for _, b := range lackingBases(l, e.Tally, i) {
			g := gap{o.File, b, i}
			if gaps[g] == nil {
				gaps[g] = map[kpi.Unit]bool{}
			}
			gaps[g][e.Unit] = true
		}
	}
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
