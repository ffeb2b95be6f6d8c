package kpi

import (
	"math/big"
	"slices"
)

// Ranks returns the rank of each of some exact values, as official rankings have them: 1
// is the best, equal values have equal ranks, and the next rank is skipped (1, 2, 2, 4).
// A value that is not known is nil, and has rank 0.
func Ranks(values []*big.Rat, better Better) []int {
	var order []int
	for i, v := range values {
		if v != nil {
			order = append(order, i)
		}
	}
	compare := func(i, j int) int {
		if better == Lower {
			i, j = j, i
		}
		return values[j].Cmp(values[i])
	}
	slices.SortStableFunc(order, compare)
	ranks := make([]int, len(values))
	for place, i := range order {
		ranks[i] = place + 1
		if place > 0 && compare(order[place-1], i) == 0 {
			ranks[i] = ranks[order[place-1]]
		}
	}
	return ranks
}
