package sums

import "testing"

// Running sums grow, but for what is corrected; counts of days fall now and then.
func TestRunning(t *testing.T) {
	for name, tt := range map[string]struct {
		step   int // days
		counts []int64
		want   int
	}{
		"growing from day to day":          {1, []int64{100, 110, 121, 130, 140}, 1},
		"too few days":                     {1, []int64{100, 110, 121, 130}, 0},
		"few days far from each other":     {10, []int64{100, 110}, 1},
		"one day":                          {1, []int64{100}, 0},
		"falling":                          {1, []int64{100, 110, 90, 130, 140, 150}, 0},
		"the same":                         {1, []int64{100, 100, 110, 120, 130, 140}, 0},
		"small counts that grow by chance": {1, []int64{1, 2, 3, 4, 5, 6}, 0},
	} {
		var r Running
		for n, count := range tt.counts {
			r.Add(7, 2024, n*tt.step, []int64{count, count / 9})
		}
		if got := r.Units(); got != tt.want {
			t.Errorf("%s: %d units, want %d", name, got, tt.want)
		}
	}
	var r Running
	for year := range 5 {
		r.Add(7, year, 366*year, []int64{int64(100 + year)})
	}
	if r.Units() != 0 || r.IsOver() {
		t.Error("counts of several years are compared")
	}
}
