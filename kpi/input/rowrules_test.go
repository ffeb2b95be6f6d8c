package input

import (
	"reflect"
	"testing"

	"cchc/kpi"
)

// The rules of a row with blanks are those of its other counts, also where rows of another
// kind were between.
func TestRowRules(t *testing.T) {
	ms := definitions(t).Measures
	given := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	isGiven := func(i int) bool { return i < len(given) }
	r := rowRules{measures: ms, given: given, all: ms.Rules(isGiven), known: map[string][]kpi.Rule{}}
	for n := range 3 << len(given) { // more kinds than are remembered
		row := kpi.NewTally(ms.Len())
		isComplete := func(i int) bool { return isGiven(i) && n*7>>i&1 == 0 }
		for _, i := range given {
			if isComplete(i) {
				row.Set(i, 1)
			} else {
				row.Lack(i)
			}
		}
		if got, want := r.of(row), ms.Rules(isComplete); !reflect.DeepEqual(got, want) {
			t.Fatalf("row %d: %v, want %v", n, got, want)
		}
	}
	if len(r.known) > rulesLimit {
		t.Errorf("%d kinds of rows are remembered, want %d at most", len(r.known), rulesLimit)
	}
}
