package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
)

func TestLength(t *testing.T) {
	for _, tt := range []struct{ length, span, want string }{
		{"month", "2023-12..2024-02", "2023-12 2024-01 2024-02"},
		{"month", "2024-06", "2024-06"},
		{"quarter", "2023-12..2024-05", "2023-Q4 2024-Q1 2024-Q2"},
		{"half", "2024-03..2024-07", "2024-H1 2024-H2"},
		{"year", "2023-12..2024-01", "2023 2024"},
	} {
		n, err := kpi.ParseLength(tt.length)
		if err != nil {
			t.Fatal(err)
		}
		if n.String() != tt.length {
			t.Errorf("%s is written %s", tt.length, n)
		}
		got := strings.Trim(fmt.Sprint(n.Divide(period(t, tt.span))), "[]")
		if got != tt.want {
			t.Errorf("%s by %s: %s, want %s", tt.span, tt.length, got, tt.want)
		}
	}
	if _, err := kpi.ParseLength("week"); err == nil || err.Error() != `"week" is not a length of periods: want month, quarter, half, year` {
		t.Errorf("a week: %v", err)
	}
	for _, tt := range []struct {
		length kpi.Length
		period string
		want   bool
	}{
		{kpi.Monthly, "2024-06", true}, {kpi.Monthly, "2024-06..2024-07", false},
		{kpi.Quarterly, "2024-06", true}, {kpi.Quarterly, "2024-04..2024-05", true}, {kpi.Quarterly, "2024-06..2024-07", false},
		{kpi.HalfYearly, "2024-Q2", true}, {kpi.HalfYearly, "2024-06..2024-07", false},
		{kpi.Yearly, "2024", true}, {kpi.Yearly, "2023-12..2024-01", false},
	} {
		if got := tt.length.Holds(period(t, tt.period)); got != tt.want {
			t.Errorf("%s within a %s: %t", tt.period, tt.length, got)
		}
	}
	if got := period(t, "2024-Q3").ToDate(); got != period(t, "2024-01..2024-09") || !got.BeginsYear() || got.Months() != 9 {
		t.Errorf("the year to the third quarter is %s", got)
	}
}
