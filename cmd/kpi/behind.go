package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input"
	"cchc/kpi/report"
)

// dossierReader reads lists again and gives each row that is counted.
type dossierReader = func(give func(*input.DossierRow)) []kpi.Finding

// bindCodes adds the flag --codes of commands that name dossiers.
func bindCodes(cmd *cobra.Command, codes *bool) {
	cmd.Flags().BoolVar(codes, "codes", false, "show the codes of dossiers of lists, too: they open dossiers on public portals")
}

// rowOf returns a row as it is counted, without its code unless that is wanted.
func rowOf(d *input.DossierRow, codes bool) *dossiers.Row {
	row := &dossiers.Row{File: d.File, Line: d.Line, Unit: d.Unit, Other: d.Other, Dossier: d.Dossier, Counter: d.Counter, Holds: d.Holds}
	if codes {
		row.Code = d.Code
	}
	return row
}

// dossiersBehind takes the counts of lists out of wants and returns the dossiers behind them,
// as many as a subject shows. Where they are not as many as the count, the file has changed,
// and that is a finding.
func dossiersBehind(l *kpi.Ledger, subject *report.Subject, wants map[kpi.Want]int, read dossierReader, codes bool) (map[kpi.Want][]dossiers.Group, []kpi.Finding) {
	behind := dossiers.NewBehind(dossiers.NewMeasures(l.Measures), subject.Most)
	found := map[kpi.Want]func() []dossiers.Group{}
	isMissing := func(w kpi.Want) bool {
		return slices.ContainsFunc(subject.Trace.Lacks, func(lack kpi.Lack) bool { return lack.Entry == w.Entry && lack.Measure == w.Measure })
	}
	for w := range wants {
		if isOfList := func(o kpi.Origin) bool { return l.Files[o.File].List != nil }; slices.ContainsFunc(w.Entry.Origins, isOfList) {
			found[w] = behind.Want(w.Entry.Unit, w.Entry.Period.From, w.Measure, isMissing(w))
			delete(wants, w)
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	findings := read(func(d *input.DossierRow) { behind.Add(rowOf(d, codes)) })
	groups, changed := map[kpi.Want][]dossiers.Group{}, map[string]bool{}
	for w, of := range found {
		groups[w] = of()
		n := int64(0)
		for _, g := range groups[w] {
			n += int64(g.Count)
		}
		if v, complete := w.Entry.Tally.Value(w.Measure); complete && n != v {
			changed[l.Place(w.Entry).File] = true
		}
	}
	for _, f := range l.Files {
		if changed[f.Name] && len(findings) == 0 {
			findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: f.Name}))
		}
	}
	return groups, findings
}
