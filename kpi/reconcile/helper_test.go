package reconcile

import (
	"math/rand/v2"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
)

// september is the day of the lists of these tests.
func september() kpi.Day { return kpi.Day{Month: kpi.NewMonth(2025, 9), Date: 30} }

// at returns a moment of 2025; a day of 0 is none, a minute of -1 not known.
func at(month, day, minute int) kpi.Moment {
	if day == 0 {
		return 0
	}
	m, _ := kpi.NewMoment(2025, month, day, minute)
	return m
}

// on returns a day of September, of August if it is not above 0.
func on(day int) kpi.Moment {
	if day <= 0 {
		return at(8, 31+day, -1)
	}
	return at(9, day, -1)
}

// rules reads rules that are right.
func rules(t testing.TB, texts ...string) dossiers.Rules {
	t.Helper()
	r, err := dossiers.ParseRules(texts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// measures returns the shipped measures.
func measures(t testing.TB) *kpi.Measures {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c.Measures
}

// caseload is a list with all columns.
func caseload() dossiers.Holds {
	return dossiers.Holds{Scope: dossiers.Caseload, Channel: true, Fee: true, Paid: true, Digitised: true, Reused: true, Electronic: true}
}

// commune makes a unit.
func commune(name string) kpi.Unit { return kpi.Unit{Commune: name, Level: kpi.Commune} }

// given makes a function that gives rows.
func given(rows []dossiers.Row) func(func(*dossiers.Row)) {
	return func(give func(*dossiers.Row)) {
		for i := range rows {
			give(&rows[i])
		}
	}
}

// ledger makes counts from lines of a unit, a month of 2025 and the counts of measures.
func ledger(t testing.TB, ms *kpi.Measures, entries ...*kpi.Entry) *kpi.Ledger {
	t.Helper()
	l, err := kpi.NewLedger(ms, []kpi.File{{Name: "counts.csv"}}, entries)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// counts makes the entry of a unit in a month of 2025.
func counts(t testing.TB, ms *kpi.Measures, unit kpi.Unit, month int, values map[string]int64) *kpi.Entry {
	t.Helper()
	m := kpi.NewMonth(2025, month)
	e := &kpi.Entry{Unit: unit, Period: kpi.Period{From: m, To: m}, Tally: kpi.NewTally(ms.Len())}
	for id, v := range values {
		i, ok := ms.Index(id)
		if !ok {
			t.Fatalf("no measure %s", id)
		}
		e.Tally.Set(i, v)
	}
	return e
}

// ledgerOf counts rows by some rules, as a system does that exports what it knows: what a
// list gives, in months of 2025.
func ledgerOf(t testing.TB, ms *kpi.Measures, rows []dossiers.Row, r dossiers.Rules, months ...int) *kpi.Ledger {
	t.Helper()
	tallies := map[kpi.Unit]map[kpi.Month]*dossiers.Tally{}
	for _, row := range rows {
		unit := row.Unit
		if r[dossiers.UnitBy] == 1 {
			unit = row.Other
		}
		if tallies[unit] == nil {
			tallies[unit] = map[kpi.Month]*dossiers.Tally{}
			for _, m := range months {
				tallies[unit][kpi.NewMonth(2025, m)] = &dossiers.Tally{}
			}
		}
		row.Counter.With(r).Count(&row.Dossier, func(m kpi.Month, p dossiers.Part) {
			if tally := tallies[unit][m]; tally != nil {
				tally[p]++
			}
		})
	}
	var entries []*kpi.Entry
	of := dossiers.NewMeasures(ms)
	for unit, list := range tallies {
		for m, tally := range list {
			e := &kpi.Entry{Unit: unit, Period: kpi.Period{From: m, To: m}, Tally: kpi.NewTally(ms.Len())}
			of.Give(caseload().Gives(m == kpi.NewMonth(2025, 9)), tally, &e.Tally)
			entries = append(entries, e)
		}
	}
	return ledger(t, ms, entries...)
}

// anyDossier makes a dossier of August and September whose days and minutes often coincide.
func anyDossier(r *rand.Rand) dossiers.Dossier {
	day := func() kpi.Moment {
		if r.IntN(3) == 0 {
			return 0
		}
		return at(8+r.IntN(2), []int{1, 2, 29, 30}[r.IntN(4)], []int{-1, 600, 601}[r.IntN(3)])
	}
	return dossiers.Dossier{
		Received: at(8, 1+r.IntN(3), -1), Due: day(), Result: day(), Handed: day(), Returned: day(), Asked: day(), Supplied: day(),
		State: dossiers.State(r.IntN(8)), Channel: dossiers.Channel(r.IntN(4)),
		Fee: dossiers.Flag(r.IntN(4)), Paid: dossiers.Flag(r.IntN(4)), Electronic: dossiers.Flag(r.IntN(4)),
	}
}
