package render_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/report"
)

// explainedList explains an indicator of a list of seven dossiers of September in a unit, of which
// the last two have no appointment, or as many as are given.
func explainedList(t *testing.T, lang kpi.Lang, id string, number int) *report.Explanation {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	day := func(date int) kpi.Moment {
		m, _ := kpi.NewMoment(2025, 9, date, -1)
		return m
	}
	september, unit := kpi.NewMonth(2025, 9), kpi.Unit{Commune: "Chi Lăng", Level: kpi.Commune}
	counter := dossiers.NewCounter(dossiers.Rules{}, kpi.Calendar{}, kpi.Day{Month: september, Date: 30})
	ms := dossiers.NewMeasures(c.Measures)
	var rows []dossiers.Row
	var tally dossiers.Tally
	for i, d := range []dossiers.Dossier{
		{Due: day(10), Result: day(9)}, {Due: day(10), Result: day(7)}, {Due: day(11), Result: day(8)}, {Due: day(12), Result: day(9)},
		{Due: day(10), Result: day(10)}, {Due: day(10), Result: day(14)}, {Due: day(10)}, {Result: day(20)}, {},
	}[:number] {
		d.Received = day(1)
		rows = append(rows, dossiers.Row{File: "list.csv", Line: i + 2, Code: []string{"=H1", "H\x1b2", "", "", "", "", "", "", ""}[i], Unit: unit, Other: unit, Dossier: d, Counter: counter})
		counter.Count(&d, func(_ kpi.Month, p dossiers.Part) { tally[p]++ })
	}
	e := &kpi.Entry{Unit: unit, Period: kpi.Period{From: september, To: september}, Tally: kpi.NewTally(c.Measures.Len()), Origins: []kpi.Origin{{Line: 2, Rows: len(rows)}}}
	ms.Give(dossiers.Holds{Scope: dossiers.Caseload}.Gives(true), &tally, &e.Tally)
	l, err := kpi.NewLedger(c.Measures, []kpi.File{{Name: "list.csv", List: &kpi.List{}}}, []*kpi.Entry{e})
	if err != nil {
		t.Fatal(err)
	}
	d, _ := c.Indicator(id)
	trace, err := l.Explain(d, nil, func(*kpi.Entry) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	finder, found, most := dossiers.NewFinder(ms, 2), map[kpi.Want]func() []dossiers.Group{}, 2
	for w := range trace.Wants(most) {
		_, isKnown := w.Entry.Tally.Value(w.Measure)
		found[w] = finder.Want(w.Entry.Unit, september, w.Measure, !isKnown)
	}
	for i := range rows {
		finder.Add(&rows[i])
	}
	groups := map[kpi.Want][]dossiers.Group{}
	for w, of := range found {
		groups[w] = of()
	}
	return report.Explain(report.Subject{Trace: trace, Dossiers: groups, Most: most, Ledger: l}, nil, c.Messages, report.Options{Lang: lang, Decimals: 1})
}

// The dossiers behind the figures of a list are grouped by measure and by why they count, the
// first of each with its line; of a figure that is not known, those of which that is not.
func TestExplainedList(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		wantGolden(t, "explain-list-"+string(lang)+".txt", renderedAs(t, "text", explainedList(t, lang, "on_time", 7)))
		wantGolden(t, "explain-list-unknown-"+string(lang)+".txt", renderedAs(t, "text", explainedList(t, lang, "on_time", 8)))
	}
	wantGolden(t, "explain-list.csv", renderedAs(t, "csv", explainedList(t, kpi.English, "on_time", 7)))
	wantGolden(t, "explain-list.json", renderedAs(t, "json", explainedList(t, kpi.English, "on_time", 7)))
	wantGolden(t, "explain-list-unknown.csv", renderedAs(t, "csv", explainedList(t, kpi.English, "on_time", 8)))
	wantGolden(t, "explain-list-open.csv", renderedAs(t, "csv", explainedList(t, kpi.English, "on_time_766", 9)))
}
