package reconcile

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// What shows whether a dossier is counted otherwise by any rules is right for all of them,
// whatever the rules of the run are.
func TestMovedAgainstAllRules(t *testing.T) {
	random, moved := rand.New(rand.NewPCG(1, 2)), 0
	all := vary(dossiers.Rules{}, 0, 1, 2, 3, 4, 5, 6, 7, 8)
	if len(all) != 768 {
		t.Fatalf("%d sets of rules", len(all))
	}
	for range 6_000 {
		d, run := anyDossier(random), all[random.IntN(len(all))]
		l := newListCounters(dossiers.NewCounter(run, kpi.Calendar{}, september()))
		usual := countKeys(nil, l.counter, &d)
		want := slices.ContainsFunc(all, func(r dossiers.Rules) bool {
			return r[dossiers.BlankChannel] == 0 && r[dossiers.UnitBy] == 0 && !slices.Equal(countKeys(nil, l.counter.With(r), &d), usual)
		})
		if got := l.isRecounted(&d); got != want {
			t.Fatalf("%v by %v: moved %t, want %t", d, run.All(), got, want)
		}
		if want {
			moved++
		}
	}
	if moved < 2_000 || moved > 5_900 {
		t.Errorf("%d of 6000 are moved: the dossiers show nothing", moved)
	}
}

// The dossiers that are counted once, and the others again by every set of rules, come to
// what counting all of them by it does.
func TestTalliesAgainstCountingAll(t *testing.T) {
	random, ms := rand.New(rand.NewPCG(3, 4)), measures(t)
	units := []kpi.Unit{commune("Chi Lăng"), commune("Đề Thám"), commune("Hùng Sơn")}
	counter := dossiers.NewCounter(rules(t, "due=time", "channel=direct"), kpi.Calendar{}, september())
	var rows []dossiers.Row
	for range 400 {
		unit := units[random.IntN(2)]
		other := unit
		if random.IntN(4) == 0 {
			other = units[2]
		}
		rows = append(rows, dossiers.Row{Unit: unit, Other: other, Dossier: anyDossier(random), Counter: counter, Holds: caseload()})
	}
	months := []int{8, 9}
	counts := ledgerOf(t, ms, rows, counter.Rules(), months...)
	task := Task{Counts: counts, List: counts, Rows: given(rows)}
	p := newCountedLists(task)
	task.Rows(p.add)
	if len(p.records) < 100 || len(p.records) > 390 {
		t.Errorf("%d of 400 dossiers are counted again", len(p.records))
	}
	for _, r := range vary(dossiers.Rules{}, 0, 1, 2, 3, 4, 5, 6, 7, 8) {
		want := make(tally, len(p.fixed))
		for _, row := range rows {
			unit := row.Unit
			if r[dossiers.UnitBy] == 1 {
				unit = row.Other
			}
			p.count(want, counter.With(r), &row.Dossier, p.units.numbers[unit])
		}
		if got := p.tally(r); !slices.Equal(got, want) {
			t.Fatalf("by %v: the tallies differ", r.All())
		}
	}
}
