package kpi_test

import (
	"math/big"
	"slices"
	"testing"

	"cchc/kpi"
)

func TestRanks(t *testing.T) {
	values := []*big.Rat{big.NewRat(1, 2), big.NewRat(333333, 1000000), nil, big.NewRat(2, 4), big.NewRat(1, 3), nil, big.NewRat(9, 10), big.NewRat(2, 6)}
	for better, want := range map[kpi.Better][]int{
		kpi.Higher: {2, 6, 0, 2, 4, 0, 1, 4},
		kpi.Lower:  {4, 1, 0, 4, 2, 0, 6, 2},
	} {
		if got := kpi.Ranks(values, better); !slices.Equal(got, want) {
			t.Errorf("%s is better: %v, want %v", better, got, want)
		}
	}
}
