package kpi

import "slices"

// Ranks returns the rank of each of some results of one indicator, as official rankings
// have them: 1 is the best, equal figures have equal ranks, and the next rank is skipped
// (1, 2, 2, 4). The exact fractions decide. A result without a figure has rank 0.
func Ranks(results []Result, better Better) []int {
	var order []int
	for i, r := range results {
		if r.Defined() {
			order = append(order, i)
		}
	}
	compare := func(i, j int) int {
		c := results[j].Ratio.Compare(results[i].Ratio)
		if better == Lower {
			return -c
		}
		return c
	}
	slices.SortStableFunc(order, compare)
	ranks := make([]int, len(results))
	for place, i := range order {
		ranks[i] = place + 1
		if place > 0 && compare(order[place-1], i) == 0 {
			ranks[i] = ranks[order[place-1]]
		}
	}
	return ranks
}
