package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/report"
)

// dossierReader reads lists again and gives each row that is counted.
type dossierReader = func(give func(*dossiers.Row)) []kpi.Finding

// bindCodes adds the flag --codes of commands that name dossiers.
func bindCodes(cmd *cobra.Command, codes *bool) {
	cmd.Flags().BoolVar(codes, "codes", false, "show the codes of dossiers of lists, too: they open dossiers on public portals")
}

// withoutCodes returns a reader of the same rows without their codes.
func withoutCodes(read dossierReader) dossierReader {
	return func(give func(*dossiers.Row)) []kpi.Finding {
		return read(func(r *dossiers.Row) {
			r.Code = ""
			give(r)
		})
	}
}

// dossiersBehind takes the counts that lists give out of wants and returns the dossiers behind
// them, as many as a subject shows. Where they are not as many as the count, the file has
// changed, and that is a finding.
func dossiersBehind(l *kpi.Ledger, subject *report.Subject, wants map[kpi.Want]int, read dossierReader) (map[kpi.Want][]dossiers.Group, []kpi.Finding) {
	finder := dossiers.NewFinder(dossiers.NewMeasures(l.Measures), subject.Most)
	isMissing, found := map[kpi.Want]bool{}, map[kpi.Want]func() []dossiers.Group{}
	for _, lack := range subject.Trace.Lacks {
		isMissing[kpi.Want{Entry: lack.Entry, Measure: lack.Measure}] = true
	}
	isOfList := func(o kpi.Origin) bool { return l.Files[o.File].List != nil }
	for w := range wants {
		if slices.ContainsFunc(w.Entry.Origins, isOfList) {
			found[w] = finder.Want(w.Entry.Unit, w.Entry.Period.From, w.Measure, isMissing[w])
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	lists := map[string]listGives{}
	findings := read(func(r *dossiers.Row) {
		lists[r.File] = listGives{r.Holds, r.Counter.Last()}
		finder.Add(r)
	})
	groups, changed := map[kpi.Want][]dossiers.Group{}, map[string]bool{}
	for w, of := range found {
		isGiven := func(o kpi.Origin) bool {
			list, ok := lists[l.Files[o.File].Name]
			return ok && list.has(l.Measures.At(w.Measure).ID, w.Entry.Period.From)
		}
		at := slices.IndexFunc(w.Entry.Origins, isGiven)
		if at < 0 {
			continue // another file of the unit and month gives it
		}
		delete(wants, w)
		groups[w] = of()
		n := int64(0)
		for _, g := range groups[w] {
			n += int64(g.Count)
		}
		if v, complete := w.Entry.Tally.Value(w.Measure); complete && n != v {
			changed[l.Files[w.Entry.Origins[at].File].Name] = true
		}
	}
	for _, f := range l.Files {
		if changed[f.Name] && len(findings) == 0 {
			findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: f.Name}))
		}
	}
	return groups, findings
}

// listGives is what a list gives, and the month of its day.
type listGives struct {
	holds dossiers.Holds
	last  kpi.Month
}

// has reports whether the list gives a measure of a month.
func (g listGives) has(measure string, m kpi.Month) bool {
	return slices.ContainsFunc(g.holds.Gives(m == g.last), func(given dossiers.Given) bool { return given.Measure == measure })
}
