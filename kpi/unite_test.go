package kpi_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"cchc/kpi"
)

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
