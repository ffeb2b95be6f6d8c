package kpi_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
)

// A count that turns into a blank makes figures unknown, and changes none.
func TestBlankNeverChangesAFigure(t *testing.T) {
	ms := sampleMeasures(t)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		counts := randomCounts(ms, r, chances{})
		blank := slices.Clone(counts)
		at := r.IntN(len(counts))
		blank[at].blank = true
		for _, by := range groupings() {
			full := score(t, ledger(t, ms, gathered(t, ms, counts)...), by)
			less := score(t, ledger(t, ms, gathered(t, ms, blank)...), by)
			wantOnlyLost(t, full, less)
			if i := blank[at].measure; ms.At(i).Kind == kpi.Flow {
				if v, complete := less.Total.Tally.Value(i); complete {
					t.Errorf("seed %d: %s is blank once, and its total is %d", seed, ms.At(i).ID, v)
				}
			}
		}
	}
}

// wantOnlyLost checks that all figures of less are those of full.
func wantOnlyLost(t *testing.T, full, less *kpi.Scorecard) {
	t.Helper()
	if len(full.Rows) != len(less.Rows) {
		t.Fatalf("by %v: %d rows become %d", full.By, len(full.Rows), len(less.Rows))
	}
	for n, r := range append(slices.Clone(less.Rows), less.Total) {
		before := append(slices.Clone(full.Rows), full.Total)[n]
		for i := range less.Measures.Len() {
			v, complete := r.Tally.Value(i)
			was, ok := before.Tally.Value(i)
			if complete && (!ok || v != was) {
				t.Errorf("by %v: %s of %+v was %d (known %t) and is %d", less.By, less.Measures.At(i).ID, r.Group, was, ok, v)
			}
		}
	}
}

// Entries of tasks, in any unit and month, leave the figures of dossiers as they are.
func TestTasksNeverChangeDossiers(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, r *rand.Rand, counts []count) {
		tasks := index(t, ms, "tasks_assigned")
		counts = slices.DeleteFunc(counts, func(c count) bool { return ms.At(c.measure).Of == "tasks" })
		with := slices.Clone(counts)
		for range 1 + r.IntN(8) {
			month := kpi.NewMonth(2023, 10+r.IntN(3)) + kpi.Month(r.IntN(9))
			u := counts[r.IntN(len(counts))].unit
			with = append(with, count{unit: u, period: kpi.Period{From: month, To: month}, measure: tasks, n: 1, blank: r.IntN(3) == 0})
		}
		for _, by := range [][]kpi.Dimension{nil, {kpi.ByDistrict}, {kpi.ByCommune}} {
			before := score(t, ledger(t, ms, gathered(t, ms, counts)...), by)
			after := score(t, ledger(t, ms, gathered(t, ms, with)...), by)
			for n, r := range append(slices.Clone(after.Rows), after.Total) {
				was := append(slices.Clone(before.Rows), before.Total)[n]
				for i := range tasks {
					v, complete := r.Tally.Value(i)
					w, ok := was.Tally.Value(i)
					if v != w || complete != ok || r.Tally.Touched(i) != was.Tally.Touched(i) {
						t.Errorf("%s of %+v was %d (known %t) and is %d (known %t)", ms.At(i).ID, r.Group, w, ok, v, complete)
					}
				}
			}
		}
	})
}
