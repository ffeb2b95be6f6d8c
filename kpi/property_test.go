package kpi_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/kpi"
)

// groupings are the ways to group that the properties are tried with.
func groupings() [][]kpi.Dimension {
	return [][]kpi.Dimension{
		nil, {kpi.ByProvince}, {kpi.ByDistrict}, {kpi.ByCommune}, {kpi.ByLevel}, {kpi.ByPeriod},
		{kpi.ByDistrict, kpi.ByPeriod}, {kpi.ByCommune, kpi.ByPeriod}, {kpi.ByLevel, kpi.ByDistrict},
	}
}

// eachLedger calls a test with seeded random cells: complete ones, ones with a
// few gaps and ones with many.
func eachLedger(t *testing.T, try func(ms *kpi.Measures, r *rand.Rand, counts []count)) {
	t.Helper()
	ms := sampleMeasures(t)
	for n, c := range []chances{{0, 0, 0}, {0, 0, 0.3}, {0.01, 0.01, 0.1}, {0.03, 0.1, 0.3}} {
		for seed := range uint64(15) {
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			try(ms, r, randomCounts(ms, r, c))
			if t.Failed() {
				t.Fatalf("with seed %d of %+v", seed, c)
			}
		}
	}
}

// wantSame compares the scorecards of two ledgers in every grouping.
func wantSame(t *testing.T, a, b *kpi.Ledger) {
	t.Helper()
	for _, by := range groupings() {
		if x, y := dump(score(t, a, by)), dump(score(t, b, by)); x != y {
			t.Errorf("by %v:\n%s\nand\n%s", by, x, y)
			return
		}
	}
}

func TestOrderOfEntriesDoesNotMatter(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, r *rand.Rand, counts []count) {
		want := ledger(t, ms, gathered(t, ms, counts)...)
		entries := gathered(t, ms, counts)
		r.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		wantSame(t, ledger(t, ms, entries...), want)
	})
}

// Cells of one unit and period may come in one entry, or each in its own, or
// in several rows of which each has a share of the count.
func TestSplittingOfEntriesDoesNotMatter(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, r *rand.Rand, counts []count) {
		want := ledger(t, ms, gathered(t, ms, counts)...)
		var parts []count
		for _, c := range counts {
			for c.n > 0 && !c.blank && r.IntN(3) > 0 {
				share := c
				share.n = r.Int64N(c.n + 1)
				c.n -= share.n
				parts = append(parts, share)
			}
			parts = append(parts, c)
		}
		if len(parts) <= len(counts) {
			t.Fatal("nothing was split")
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		wantSame(t, ledger(t, ms, entriesOf(t, ms, parts)...), want)
		wantSame(t, ledger(t, ms, gathered(t, ms, parts)...), want)
	})
}

// Scoring changes nothing in the ledger, and no map order gets into a row.
func TestScoreTwiceIsTheSame(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l := ledger(t, ms, gathered(t, ms, counts)...)
		wantSame(t, l, l)
		wantSame(t, l, ledger(t, ms, slices.Clone(l.Entries)...))
	})
}

// Every measure of every row follows from the cells by the definitions.
func TestScoreAgreesWithModel(t *testing.T) {
	var known, unknown int
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l, m := ledger(t, ms, gathered(t, ms, counts)...), model{ms, counts}
		for _, by := range groupings() {
			s := score(t, l, by)
			whole := func(i int) kpi.Period { return m.thing(i).span() }
			if err := m.compare(s.Total.Tally, whole); err != nil {
				t.Errorf("by %v, total: %v", by, err)
			}
			for _, r := range s.Rows {
				spans := whole
				if slices.Contains(by, kpi.ByPeriod) {
					spans = func(int) kpi.Period { return r.Group.Period }
				}
				if err := m.row(by, r.Group).compare(r.Tally, spans); err != nil {
					t.Errorf("by %v, %+v: %v", by, r.Group, err)
				}
				for i := range ms.Len() {
					if _, complete := r.Tally.Value(i); complete {
						known++
					} else {
						unknown++
					}
				}
			}
		}
	})
	if known < 1000 || unknown < 1000 {
		t.Errorf("%d figures are known and %d unknown: too few to prove something", known, unknown)
	}
}

// An indicator is known where its measures are, and is their ratio.
func TestResultsFollowTheTally(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		s := score(t, ledger(t, ms, gathered(t, ms, counts)...), []kpi.Dimension{kpi.ByCommune})
		for _, r := range append(s.Rows, s.Total) {
			for n, d := range s.Indicators {
				num, ok1 := value(d.Numerator, r.Tally)
				den, ok2 := value(d.Denominator, r.Tally)
				res := r.Results[n]
				if res.Known != (ok1 && ok2) || res.Known != (len(res.Gaps) == 0) {
					t.Errorf("%s of %+v: known %t with %d gaps, want %t", d.ID, r.Group, res.Known, len(res.Gaps), ok1 && ok2)
				}
				if res.Known && (res.Ratio.Num != num || res.Ratio.Den != den) {
					t.Errorf("%s of %+v is %+v, want %d/%d", d.ID, r.Group, res.Ratio, num, den)
				}
				if !res.Known && (res.Ratio.Num != 0 || res.Ratio.Den != 0 || res.Defined()) {
					t.Errorf("%s of %+v is unknown, but %+v", d.ID, r.Group, res.Ratio)
				}
			}
		}
	})
}

// value adds the terms of a formula.
func value(f kpi.Formula, sums kpi.Tally) (v int64, known bool) {
	known = true
	for _, term := range f {
		n, complete := sums.Value(term.Measure)
		known = known && complete
		if term.Minus {
			n = -n
		}
		v += n
	}
	return v, known
}

// sumOf adds a measure over rows. It is known where every row that speaks of
// it knows it, and one does.
func sumOf(rows []kpi.Score, i int) (sum int64, known bool) {
	var speak int
	for _, r := range rows {
		v, complete := r.Tally.Value(i)
		if complete {
			sum += v
		}
		if r.Tally.Touched(i) {
			speak++
			if !complete {
				return 0, false
			}
		}
	}
	return sum, speak > 0
}

// Communes sum to districts, and districts to the total; a district is known
// if and only if its communes that speak of the thing are.
func TestCommunesSumToDistrictsAndTotal(t *testing.T) {
	eachLedger(t, func(ms *kpi.Measures, _ *rand.Rand, counts []count) {
		l := ledger(t, ms, gathered(t, ms, counts)...)
		communes := score(t, l, []kpi.Dimension{kpi.ByCommune}).Rows
		s := score(t, l, []kpi.Dimension{kpi.ByDistrict})
		for i := range ms.Len() {
			for _, d := range s.Rows {
				within := slices.DeleteFunc(slices.Clone(communes), func(c kpi.Score) bool { return c.Group.District != d.Group.District })
				wantSum(t, ms, i, d, within)
			}
			wantSum(t, ms, i, s.Total, communes)
			wantSum(t, ms, i, s.Total, s.Rows)
		}
	})
}

// wantSum compares measure i of a row with the sum over other rows.
func wantSum(t *testing.T, ms *kpi.Measures, i int, whole kpi.Score, rows []kpi.Score) {
	t.Helper()
	want, known := sumOf(rows, i)
	if got, complete := whole.Tally.Value(i); complete != known || known && got != want {
		t.Errorf("%s of %q is %d, known %t; the rows within sum to %d, known %t", ms.At(i).ID, whole.Group.District, got, complete, want, known)
	}
}
