package kpi_test

import (
	"slices"
	"testing"

	"cchc/kpi"
)

func TestRanks(t *testing.T) {
	rate := func(num, den int64) kpi.Result {
		return kpi.Result{Known: true, Ratio: kpi.Ratio{Num: num, Den: den, Scale: 1}}
	}
	results := []kpi.Result{rate(1, 2), rate(333333, 1000000), {}, rate(2, 4), rate(1, 3), rate(0, 0), rate(9, 10), rate(2, 6)}
	for better, want := range map[kpi.Better][]int{
		kpi.Higher: {2, 6, 0, 2, 4, 0, 1, 4},
		kpi.Lower:  {4, 1, 0, 4, 2, 0, 6, 2},
	} {
		if got := kpi.Ranks(results, better); !slices.Equal(got, want) {
			t.Errorf("%s is better: %v, want %v", better, got, want)
		}
	}
}
