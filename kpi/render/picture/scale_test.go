package picture

import (
	"fmt"
	"slices"
	"testing"
)

// An axis has whole steps of 1, 2 or 5 that hold all figures.
func TestScale(t *testing.T) {
	for _, tt := range []struct {
		lo, hi float64
		most   int
		whole  bool
		want   []string
	}{
		{0, 100, 6, false, []string{"0", "20", "40", "60", "80", "100"}},
		{87.4, 100, 6, false, []string{"85", "90", "95", "100"}},
		{88, 100, 6, false, []string{"88", "90", "92", "94", "96", "98", "100"}},
		{95.8, 99.8, 6, false, []string{"95", "96", "97", "98", "99", "100"}},
		{0, 0.3, 6, false, []string{"0", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3"}},
		{0, 0, 6, false, []string{"0", "0.2", "0.4", "0.6", "0.8", "1"}},
		{0, 3, 6, true, []string{"0", "1", "2", "3"}},
		{0, 0, 6, true, []string{"0", "1"}},
		{-40, 100, 6, true, []string{"-50", "0", "50", "100"}},
		{-3, 0, 6, true, []string{"-3", "-2", "-1", "0"}},
		{-0.3, 0.1, 6, false, []string{"-0.3", "-0.2", "-0.1", "0", "0.1"}},
		{90.2, 99, 3, false, []string{"90", "95", "100"}},
		{1e12, 9e12, 6, true, []string{"0", "2000000000000", "4000000000000", "6000000000000", "8000000000000", "10000000000000"}},
	} {
		s := newScale(tt.lo, tt.hi, tt.most, tt.whole).between(200, 100)
		var got []string
		for _, v := range s.ticks() {
			got = append(got, written(v))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v to %v: %q", tt.lo, tt.hi, got)
		}
		if s.at(s.lo) != 200 || s.at(s.hi) != 100 || s.at(s.lo-1) != 200 || s.at((s.lo+s.hi)/2) != 150 {
			t.Errorf("%v to %v: places %d %d %d %d", tt.lo, tt.hi, s.at(s.lo), s.at(s.hi), s.at(s.lo-1), s.at((s.lo+s.hi)/2))
		}
	}
}

// Lines of counts begin at 0, and of rates where they are, or at 0 where that is near.
func TestLineScale(t *testing.T) {
	known := func(values ...float64) (points []point) {
		for _, v := range values {
			points = append(points, point{known: true, at: v})
		}
		return points
	}
	for _, tt := range []struct {
		points []point
		rate   bool
		want   string
	}{
		{known(97, 98), true, "94 98"},
		{known(60, 100), true, "60 100"},
		{known(45, 100), true, "0 100"},
		{known(1, 2), true, "0 2"},
		{known(-5, 99), true, "-20 100"},
		{known(97, 98), false, "0 120"},
		{known(-7, 8), false, "-10 10"},
		{nil, true, "0 100"},
		{[]point{{known: true, at: 99}, {target: "90 %", threshold: 90}}, true, "90 100"},
	} {
		if s := lineScale(tt.points, tt.rate, 6); fmt.Sprintf("%g %g", s.lo, s.hi) != tt.want {
			t.Errorf("%v: %g to %g, want %s", tt.points, s.lo, s.hi, tt.want)
		}
	}
}

// Texts beside lines are where these end, or around there where they would be over each other,
// and never outside the plot.
func TestSpread(t *testing.T) {
	for _, tt := range []struct{ ys, want []int }{
		{nil, nil},
		{[]int{300}, []int{300}},
		{[]int{100, 200, 300}, []int{100, 200, 300}},
		{[]int{300, 200, 200}, []int{184, 216, 300}},
		{[]int{200, 200, 200, 240}, []int{162, 194, 226, 258}},
		{[]int{100, 100}, []int{100, 132}},
		{[]int{500, 500, 490}, []int{436, 468, 500}},
		{[]int{200, 210, 250, 260}, []int{182, 214, 246, 278}},
	} {
		var tags []tag
		for _, y := range tt.ys {
			tags = append(tags, tag{y: y})
		}
		spread(tags, 100, 500)
		var got []int
		for _, tag := range tags {
			got = append(got, tag.at)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v: %v, want %v", tt.ys, got, tt.want)
		}
	}
}
