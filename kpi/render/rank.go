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

// rankCell is the rank of a row as a number of a sheet, or a blank one.
func rankCell(row report.Row, l look) cell {
	l.align = "right"
	if row.Rank == 0 {
		return cell{nil, l}
	}
	return cell{row.Rank, l}
}
