package render

import (
	"cchc/kpi/report"
)

// withRank adds the cell of the rank to those of the keys, where rows have ranks.
func withRank(r *report.Report, keys []string, rank string) []string {
	if r.RankLabel == "" {
		return keys
	}
	return append(keys, rank)
}
