package check_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

// The trend of an indicator needs counts, each in one of its periods.
func TestTrend(t *testing.T) {
	c := load(t)
	late := definitions(t, c, "late")[0]
	const fed = "error indicator-unfed: the files say nothing of \"Resolved late\": it needs \"Resolved late\""
	for _, tt := range []struct {
		files [][]string
		every kpi.Length
		want  []string
	}{
		{[][]string{{"resolved_late", "2023-12 Bắc_Sơn 1", "2024-01 Bắc_Sơn 2"}}, kpi.Monthly, nil},
		{[][]string{{"resolved_late", "2023-Q4 Bắc_Sơn 1", "2024-01 Bắc_Sơn 2"}}, kpi.Quarterly, nil},
		{[][]string{{"resolved_late", "2023-12 Bắc_Sơn 1", "2023-12..2024-01 Bắc_Sơn 2", "- Bắc_Sơn 3"}}, kpi.Quarterly, []string{
			"a.csv:3: error period-long: the counts of Bắc Sơn are of 2023-12..2024-01, which is longer than a quarter",
			"a.csv:4: error period-missing: no column or cell says which period the counts are of, nor does another file"}},
		{[][]string{{"resolved_late", "2024-Q1 Bắc_Sơn 1"}}, kpi.Monthly, []string{"a.csv:2: error period-long: the counts of Bắc Sơn are of 2024-Q1, which is longer than a month"}},
		{[][]string{{"resolved_late"}}, kpi.Monthly, []string{"a.csv:1: " + fed}},
		{[][]string{{"resolved_late"}, {"resolved_late"}}, kpi.Monthly, []string{": " + fed}},
	} {
		wantFindings(t, texts(t, c, check.Trend(book(t, c, tt.files...), late, tt.every)), tt.want...)
	}
}
