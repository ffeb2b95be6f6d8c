package kpi_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

// parted are measures of three levels of which one is a part of two wholes.
func parted(t *testing.T) *kpi.Measures {
	t.Helper()
	ms, err := kpi.NewMeasures([]kpi.Measure{
		flow("top", "left right"), flow("left", "a b c"), flow("right", "d e"), flow("a", ""), flow("b", ""), flow("c", ""),
		flow("d", "f g"), flow("e", ""), flow("f", ""), flow("g", ""), flow("other", "c h"), flow("h", ""), flow("single", "h"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ms
}

// truth returns a tally of all measures in which parts make wholes.
func truth(ms *kpi.Measures, r *rand.Rand) kpi.Tally {
	all := kpi.NewTally(ms.Len())
	var set func(i int) int64
	set = func(i int) (sum int64) {
		if v, known := all.Value(i); known {
			return v
		}
		for _, p := range ms.Parts(i) {
			sum += set(p)
		}
		if len(ms.Parts(i)) == 0 {
			sum = r.Int64N(4)
		}
		all.Set(i, sum)
		return sum
	}
	for i := range ms.Len() {
		set(i)
	}
	return all
}

// Of every choice of measures, what is derived is the truth; what is not cannot follow from
// a single whole and its parts, in any order; and nothing given is replaced.
func TestDeriveIsTheTruth(t *testing.T) {
	ms := parted(t)
	ways, rounds := ms.Derivations()
	if rounds != 3 { // c and h
		t.Fatalf("%d rounds", rounds)
	}
	r, found := rand.New(rand.NewPCG(3, 1)), 0
	for chosen := range 1 << ms.Len() {
		all, some := truth(ms, r), kpi.NewTally(ms.Len())
		for i := range ms.Len() {
			v, _ := all.Value(i)
			switch {
			case chosen&(1<<i) != 0:
				some.Set(i, v)
			case r.IntN(8) == 0: // some rows give it
				some.Set(i, r.Int64N(v+1))
				some.Lack(i)
			}
		}
		derived, err := ms.Derive(some)
		if err != nil {
			t.Fatal(err)
		}
		known := func(i int) bool { _, complete := derived.Value(i); return complete }
		for i := range ms.Len() {
			v, _ := derived.Value(i)
			if want, _ := all.Value(i); known(i) && v != want || chosen&(1<<i) != 0 && !known(i) {
				t.Fatalf("given %b: %s is %d, want %d", chosen, ms.At(i).ID, v, want)
			}
			if known(i) && chosen&(1<<i) == 0 {
				found++
			}
		}
		for _, way := range ways {
			follows := true
			for _, i := range append(append([]int{}, way.Plus...), way.Minus...) {
				follows = follows && known(i)
			}
			if follows && !known(way.Measure) {
				t.Fatalf("given %b: %s follows from %q without %q", chosen, ms.At(way.Measure).ID, ms.IDs(way.Plus), ms.IDs(way.Minus))
			}
		}
	}
	if found < 10000 {
		t.Errorf("%d counts were derived: too few to prove something", found)
	}
}

// A total is complete only if the count of every unit is known, given or derived.
func TestDerivedPartsAddUpOverUnits(t *testing.T) {
	ms := sampleMeasures(t)
	for _, tt := range []struct{ name, a, b, want string }{
		{"derived and given", "resolved 10, resolved_late 1", "resolved_in_time 7, resolved_late 2", "resolved 19, resolved_in_time 16, resolved_late 3"},
		{"a blank", "resolved 10, resolved_late 1", "resolved 9, resolved_late ?", "resolved 19, resolved_in_time ?, resolved_late ?"},
		{"no column", "resolved 10, resolved_late 1", "resolved 9", "resolved 19, resolved_in_time ?, resolved_late ?"},
		{"less than its part", "resolved 10, resolved_late 1", "resolved 9, resolved_late 10", "resolved 19, resolved_in_time ?, resolved_late 11"},
		{"a whole of several kinds", "caseload 10, received 7", "received 5, carried_over 6", "caseload 21, received 12, carried_over 9"},
	} {
		l := ledger(t, ms, entry(t, ms, "An", "2024-06", tt.a), entry(t, ms, "Bình", "2024-06", tt.b))
		t.Run(tt.name, func(t *testing.T) { wantFigures(t, ms, score(t, l, nil).Total.Tally, tt.want) })
	}
}

// What is derived is of its month: what was carried over is that of the first one.
func TestDerivedPartsOverTime(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms,
		entry(t, ms, "An", "2024-05", "caseload 20, received 15, resolved 9, resolved_late 2"),
		entry(t, ms, "An", "2024-06", "caseload 11, received 4, resolved_in_time 3, resolved_late 2"))
	wantFigures(t, ms, score(t, l, nil).Total.Tally, "received 19, carried_over 5, caseload 24, resolved 14, resolved_in_time 10")
	l = ledger(t, ms, entry(t, ms, "An", "2024-Q2", "resolved 9"), entry(t, ms, "An", "2024-04", "resolved_late 2"))
	wantFigures(t, ms, score(t, l, nil).Total.Tally, "resolved 9, resolved_late ?, resolved_in_time ?")
}

// A cumulative whole that grows by less than its other part has lost some of the rest.
func TestDifferencesOfDerivedParts(t *testing.T) {
	ms := sampleMeasures(t)
	l := ledger(t, ms, entry(t, ms, "An", "2024-01", "resolved 10, resolved_late 2"),
		entry(t, ms, "An", "2024-01..2024-02", "resolved 13, resolved_late 4"), entry(t, ms, "An", "2024-Q1", "resolved 14, resolved_late 6"))
	months, findings, err := kpi.Differences(l)
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1 || findings[0].Code != kpi.CumulativeFalls ||
		argsText(findings[0].Args) != "measure resolved_in_time unit An period 2024-Q1 count 8 before 2024-01..2024-02 other 9" {
		t.Errorf("got %+v", findings)
	}
	if got, want := entriesText(t, months, "resolved", "resolved_late", "resolved_in_time"), `An 2024-01: resolved 10 resolved_late 2
An 2024-02: resolved 3 resolved_late 2
An 2024-03: resolved 1 resolved_late 2
`; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The memory that counts are derived into keeps nothing of what it held.
func TestDeriveIntoUsedMemory(t *testing.T) {
	ms := sampleMeasures(t)
	d := kpi.NewTally(ms.Len())
	var few kpi.Tally
	if err := few.Give(index(t, ms, "received"), 5); err != nil {
		t.Fatal(err)
	}
	for _, given := range []kpi.Tally{tally(t, ms, "received 9, carried_over 1, tasks_assigned ?, officials 7"), few} {
		if err := ms.DeriveInto(&d, given); err != nil {
			t.Fatal(err)
		}
	}
	wantFigures(t, ms, d, "received 5, carried_over ?, caseload ?, officials ?")
	if d.Touched(index(t, ms, "tasks_assigned")) {
		t.Error("a blank was kept")
	}
}

// What one of several units lacks is not known of their sum, and nothing else gives it; what all
// lack is not even begun.
func TestUniteSettles(t *testing.T) {
	ms := sampleMeasures(t)
	sum, lacks, err := ms.Unite([]kpi.Tally{tally(t, ms, "resolved 10, resolved_late 1, received 4"), tally(t, ms, "resolved 7, pending ?"), tally(t, ms, "resolved 1, received 6")})
	if err != nil {
		t.Fatal(err)
	}
	wantFigures(t, ms, sum, "resolved 18, resolved_late ?, resolved_in_time ?, received ?, pending ?")
	var got []string
	for _, l := range lacks {
		got = append(got, strings.Join(ms.IDs(l), " "))
	}
	if want := []string{"", "received resolved_in_time resolved_late", "resolved_in_time resolved_late"}; !slices.Equal(got, want) {
		t.Errorf("lacks %q, want %q", got, want)
	}
	if sum.Touched(index(t, ms, "officials")) || !sum.Touched(index(t, ms, "pending")) {
		t.Error("officials are begun, or pending is not")
	}
	if err := sum.Give(index(t, ms, "carried_over"), 2); err != nil {
		t.Fatal(err)
	}
	sum.Set(index(t, ms, "caseload"), 20)
	derived, err := ms.Derive(sum)
	if err != nil {
		t.Fatal(err)
	}
	wantFigures(t, ms, derived, "received ?, caseload 20") // though the others would give 18
}

// A tally is divided into the counts of some things and the rest, blanks too.
func TestPart(t *testing.T) {
	ms := sampleMeasures(t)
	part, rest := ms.Part(tally(t, ms, "received 4, pending ?, tasks_assigned 5, officials 6, tasks_on_time ?"), []string{"tasks", "people"})
	wantFigures(t, ms, part, "received ?, pending ?, tasks_assigned 5, officials 6, tasks_on_time ?")
	wantFigures(t, ms, rest, "received 4, pending ?, tasks_assigned ?, officials ?")
	for id, want := range map[string]bool{"tasks_on_time": true, "pending": false, "received": false} {
		if i := index(t, ms, id); part.Touched(i) != want || rest.Touched(i) == want {
			t.Errorf("%s is in the wrong part", id)
		}
	}
	for numerator, want := range map[string]bool{"tasks_on_time": true, "received": false, "officials_qualified": true, "statutory_days": false} {
		if got := ms.IsAbout(part, indicator(t, ms, "x", numerator, "")); got != want {
			t.Errorf("the part is about %s: %t", numerator, got)
		}
	}
}
