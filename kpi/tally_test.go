package kpi_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"cchc/kpi"
)

// Add agrees with arbitrary precision at and around the edges.
func TestAdd(t *testing.T) {
	edges := []int64{math.MinInt64, math.MinInt64 + 1, math.MinInt64 / 2, math.MinInt64/2 - 1, -2, -1, 0, 1, 2,
		math.MaxInt64 / 2, math.MaxInt64/2 + 1, math.MaxInt64 - 1, math.MaxInt64}
	for _, a := range edges {
		for _, b := range edges {
			want := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
			got, fits := kpi.Add(a, b)
			if fits != want.IsInt64() || fits && got != want.Int64() {
				t.Errorf("Add(%d, %d) = %d, %t; want %s", a, b, got, fits, want)
			}
		}
	}
}

func TestTallyGive(t *testing.T) {
	sums := kpi.NewTally(2)
	if v, complete := sums.Value(0); v != 0 || complete || sums.Touched(0) || sums.Given(0) {
		t.Errorf("a new tally knows %d, %t", v, complete)
	}
	for _, count := range []int64{0, 40, 2} {
		if err := sums.Give(0, count); err != nil {
			t.Fatal(err)
		}
	}
	if v, complete := sums.Value(0); v != 42 || !complete || !sums.Touched(0) || !sums.Given(0) {
		t.Errorf("0 + 40 + 2 = %d, complete %t", v, complete)
	}
	if sums.Touched(1) {
		t.Error("the other measure is touched")
	}
}

// A zero that was given is a figure; a blank is none, whatever else was given.
func TestTallyZeroIsNotMissing(t *testing.T) {
	ms := sampleMeasures(t)
	received := index(t, ms, "received")
	for counts, want := range map[string]bool{
		"received 0": true, "received ?": false, "received 5, received ?": false, "received ?, received 5": false,
	} {
		sums := tally(t, ms, counts)
		if _, complete := sums.Value(received); complete != want || !sums.Touched(received) {
			t.Errorf("%s: complete %t, want %t", counts, complete, want)
		}
		if given := sums.Given(received); given != (counts != "received ?") {
			t.Errorf("%s: given %t", counts, given)
		}
	}
}

func TestTallyGiveOverflow(t *testing.T) {
	sums := kpi.NewTally(2)
	if err := sums.Give(0, math.MaxInt64); err != nil {
		t.Fatalf("the largest count: %v", err)
	}
	if err := sums.Give(0, 0); err != nil {
		t.Errorf("and nothing: %v", err)
	}
	if err := sums.Give(0, 1); !errors.Is(err, kpi.ErrOverflow) {
		t.Errorf("and one: error %v, want ErrOverflow", err)
	}
	if v, complete := sums.Value(0); v != math.MaxInt64 || !complete {
		t.Errorf("the sum is now %d, complete %t", v, complete)
	}
	if err := sums.Give(1, 1); err != nil {
		t.Errorf("the other measure: %v", err)
	}
}

func TestTallyJoinOverflow(t *testing.T) {
	a, b := kpi.NewTally(1), kpi.NewTally(1)
	for _, err := range []error{a.Give(0, math.MaxInt64-1), b.Give(0, 2)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Join(b); !errors.Is(err, kpi.ErrOverflow) {
		t.Errorf("error %v, want ErrOverflow", err)
	}
}

func TestTallySetForgetClear(t *testing.T) {
	ms := sampleMeasures(t)
	sums := tally(t, ms, "received ?, resolved 7, pending 3")
	sums.Set(index(t, ms, "received"), 12)
	sums.Forget(index(t, ms, "resolved"))
	wantFigures(t, ms, sums, "received 12, resolved ?, pending 3")
	if sums.Touched(index(t, ms, "resolved")) {
		t.Error("resolved is still touched")
	}
	if err := sums.Give(index(t, ms, "resolved"), 1); err != nil {
		t.Fatal(err)
	}
	wantFigures(t, ms, sums, "resolved 1")
	sums.Clear()
	if !sameTally(sums, kpi.NewTally(ms.Len()), ms.Len()) {
		t.Error("a cleared tally is not a new one")
	}
}

// sameTally compares all that a tally holds of n measures.
func sameTally(a, b kpi.Tally, n int) bool {
	for i := range n {
		v, complete := a.Value(i)
		w, complete2 := b.Value(i)
		if v != w || complete != complete2 || a.Touched(i) != b.Touched(i) || a.Given(i) != b.Given(i) {
			return false
		}
	}
	return true
}

// randomTally has counts, blanks, both and neither.
func randomTally(t *testing.T, r *rand.Rand, n int) kpi.Tally {
	t.Helper()
	sums := kpi.NewTally(n)
	for i := range n {
		if r.IntN(3) > 0 {
			if err := sums.Give(i, r.Int64N(1000)); err != nil {
				t.Fatal(err)
			}
		}
		if r.IntN(4) == 0 {
			sums.Lack(i)
		}
	}
	return sums
}

// joined joins tallies from left to right, into a new one.
func joined(t *testing.T, n int, tallies ...kpi.Tally) kpi.Tally {
	t.Helper()
	sum := kpi.NewTally(n)
	for _, o := range tallies {
		if err := sum.Join(o); err != nil {
			t.Fatal(err)
		}
	}
	return sum
}

func TestTallyJoinIsACommutativeSum(t *testing.T) {
	const n = 8
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b, c := randomTally(t, r, n), randomTally(t, r, n), randomTally(t, r, n)
		if !sameTally(joined(t, n, a, b), joined(t, n, b, a), n) {
			t.Fatalf("a+b is not b+a: %v, %v", a, b)
		}
		if !sameTally(joined(t, n, joined(t, n, a, b), c), joined(t, n, a, joined(t, n, b, c)), n) {
			t.Fatalf("(a+b)+c is not a+(b+c): %v, %v, %v", a, b, c)
		}
		if none := kpi.NewTally(n); !sameTally(joined(t, n, a, none), a, n) || !sameTally(joined(t, n, none, a), a, n) {
			t.Fatalf("a+0 is not a: %v", a)
		}
		for i := range n {
			v, _ := a.Value(i)
			w, _ := b.Value(i)
			if sum, _ := joined(t, n, a, b).Value(i); sum != v+w {
				t.Fatalf("%d + %d = %d", v, w, sum)
			}
		}
	}
}

func TestDerive(t *testing.T) {
	ms := sampleMeasures(t)
	tests := []struct{ name, counts, want string }{
		{"from parts", "received_online 4, received_offline 6", "received 10, caseload ?"},
		{"from parts of parts", "received_online 4, received_offline 6, carried_over 5", "received 10, caseload 15"},
		{"from a given whole", "received 9, carried_over 5", "received 9, caseload 14, received_online ?"},
		{"given stays as given", "received 12, received_online 4, received_offline 6", "received 12"},
		{"blank whole, complete parts", "received ?, received_online 4, received_offline 6", "received 10"},
		{"part missing", "received_online 4, received_offline ?", "received ?, received_online 4"},
		{"part absent", "received_online 4, carried_over 5", "received ?, caseload ?"},
		{"part incomplete", "received_online 4, received_offline 6, received_offline ?", "received ?"},
		{"zero parts", "received_online 0, received_offline 0, carried_over 0", "received 0, caseload 0"},
		{"a whole without a part", "resolved 10, resolved_late 1", "resolved 10, resolved_in_time 9"},
		{"a whole without all", "resolved 10, resolved_late 10", "resolved_in_time 0"},
		{"two parts missing", "resolved 10", "resolved_in_time ?, resolved_late ?"},
		{"a part of a part", "caseload 20, carried_over 5, received_online 6", "received 15, received_offline 9"},
		{"a part of another kind", "caseload 20, received_online 6, received_offline 9", "received 15, carried_over 5"},
		{"blank part", "resolved 10, resolved_late 1, resolved_in_time ?", "resolved_in_time 9"},
		{"a part given in part", "resolved 10, resolved_late 1, resolved_in_time 4, resolved_in_time ?", "resolved_in_time 9"},
		{"the other part blank", "resolved 10, resolved_late ?", "resolved_in_time ?"},
		{"the whole incomplete", "resolved 10, resolved ?, resolved_late 1", "resolved_in_time ?"},
		{"less than a part", "resolved 10, resolved_late 11", "resolved 10, resolved_in_time ?"},
		{"less than a part of a part", "caseload 20, carried_over 15, received_online 6", "received 5, received_offline ?"},
		{"parts before the whole", "received 12, received_online 4, received_offline 6, caseload 30", "carried_over 18"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sums := tally(t, ms, tt.counts)
			derived, err := ms.Derive(sums)
			if err != nil {
				t.Fatal(err)
			}
			wantFigures(t, ms, derived, tt.want)
			if !sameTally(sums, tally(t, ms, tt.counts), ms.Len()) {
				t.Error("the tally it was derived from has changed")
			}
		})
	}
}

func TestDeriveOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	sums := tally(t, ms, "received_online 1, received_offline 9223372036854775807")
	if _, err := ms.Derive(sums); !errors.Is(err, kpi.ErrOverflow) {
		t.Errorf("error %v, want ErrOverflow", err)
	}
	sums = tally(t, ms, "received 3, received_online 1, received_offline 9223372036854775807")
	if _, err := ms.Derive(sums); err != nil {
		t.Errorf("the whole was given, and yet: %v", err)
	}
}

// A tally without room for a measure is one that was given nothing of it, and grows.
func TestTallyGrows(t *testing.T) {
	ms := sampleMeasures(t)
	for _, counts := range []string{"received_online ?", "received_online 3, received_offline 4, pending ?", "resolved 5"} {
		full, small := tally(t, ms, counts), kpi.NewTally(0)
		if err := small.Join(full); err != nil {
			t.Fatal(err)
		}
		short := kpi.NewTally(0)
		for i := range ms.Len() {
			short.Forget(i)
			if v, complete := short.Value(i); v != 0 || complete || short.Touched(i) || short.Given(i) || !short.Fits(i, math.MaxInt64) {
				t.Errorf("nothing was given, but measure %d is %d, %t", i, v, complete)
			}
			v, complete := full.Value(i)
			switch {
			case full.Given(i) && complete:
				short.Set(i, v)
			case full.Touched(i):
				short.Lack(i)
			}
		}
		for _, grown := range []kpi.Tally{small, short} {
			want, err1 := ms.Derive(full)
			got, err2 := ms.Derive(grown)
			if err1 != nil || err2 != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q: %+v, %v; want %+v, %v", counts, got, err2, want, err1)
			}
		}
	}
}

// TestUnite: a measure is known where all have it, given or derived.
func TestUnite(t *testing.T) {
	ms := sampleMeasures(t)
	for _, tt := range []struct {
		name    string
		tallies []string // "" is a unit without rows
		want    string
		lacks   string
	}{
		{"counts of both add up", []string{"received_online 3, pending 0", "received_online 4, pending 2"}, "received_online 7, pending 2", "[] []"},
		{"one gives the whole, one the parts", []string{"received 10", "received_online 3, received_offline 3"},
			"received 16, received_online ?, received_offline ?", "[received_online received_offline] []"},
		{"one gives both", []string{"received 10, received_online 4, received_offline 6", "received 5"},
			"received 15, received_online ?, received_offline ?", "[] [received_online received_offline]"},
		{"a whole of wholes", []string{"caseload 9", "received_online 1, received_offline 2, carried_over 3"},
			"caseload 15, received ?, carried_over ?", "[received received_online received_offline carried_over] []"},
		{"a blank", []string{"received_online 3, received_offline ?", "received_online 4, received_offline 5"},
			"received_online 7, received_offline ?, received ?", "[received received_offline] []"},
		{"blanks of both lack nothing that is known", []string{"pending ?", "pending ?"}, "pending ?", "[] []"},
		{"tasks say nothing of dossiers", []string{"tasks_assigned 17", "received 5"}, "tasks_assigned ?, received ?", "[received] [tasks_assigned]"},
		{"zero is a count", []string{"received 0", "received 5"}, "received 5", "[] []"},
		{"one without rows", []string{"received 5, pending ?", ""}, "received ?, pending ?", "[] [received]"},
		{"alone", []string{"received_online 1, received_offline 2"}, "received 3, received_online 1, received_offline 2", "[]"},
	} {
		var tallies []kpi.Tally
		for _, text := range tt.tallies {
			if text == "" {
				tallies = append(tallies, kpi.Tally{})
				continue
			}
			tallies = append(tallies, tally(t, ms, text))
		}
		sum, lacks, err := ms.Unite(tallies)
		if err != nil {
			t.Fatal(err)
		}
		wantFigures(t, ms, sum, tt.want)
		var got []string
		for _, measures := range lacks {
			got = append(got, fmt.Sprint(ms.IDs(measures)))
		}
		if want := fmt.Sprint(got); want != "["+tt.lacks+"]" {
			t.Errorf("%s: lacks %s, want %s", tt.name, want, tt.lacks)
		}
	}
}

// TestUniteTouches: what no one has anything of stays so.
func TestUniteTouches(t *testing.T) {
	ms := sampleMeasures(t)
	sum, _, err := ms.Unite([]kpi.Tally{tally(t, ms, "received 1"), tally(t, ms, "pending ?")})
	if err != nil {
		t.Fatal(err)
	}
	if things := ms.Things(sum); !slices.Equal(things, []string{kpi.Dossiers}) || sum.Touched(index(t, ms, "resolved")) {
		t.Errorf("things %q, resolved touched %t", things, sum.Touched(index(t, ms, "resolved")))
	}
}

// TestUniteOverflow: a sum that does not fit is an error, of the units or of parts.
func TestUniteOverflow(t *testing.T) {
	ms := sampleMeasures(t)
	most := fmt.Sprint(math.MaxInt64)
	for _, tallies := range [][]kpi.Tally{
		{tally(t, ms, "received "+most), tally(t, ms, "received 1")},
		{tally(t, ms, "received_online "+most+", received_offline 1"), tally(t, ms, "received 1")},
	} {
		if _, _, err := ms.Unite(tallies); !errors.Is(err, kpi.ErrOverflow) {
			t.Errorf("got %v", err)
		}
	}
}

// A count is forgotten also where the sums end before it.
func TestForgetBlank(t *testing.T) {
	ms := sampleMeasures(t)
	sums := score(t, ledger(t, ms, entry(t, ms, "An", "2024-06", "received 1, officials ?")), nil).Total.Tally
	i := index(t, ms, "officials")
	if sums.Forget(i); sums.Touched(i) || sums.Given(i) {
		t.Error("the blank is not forgotten")
	}
	sums.Forget(100) // beyond all
	wantFigures(t, ms, sums, "received 1, officials ?")
}
