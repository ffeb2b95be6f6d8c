package kpi_test

import (
	"testing"

	"cchc/kpi"
)

func TestChange(t *testing.T) {
	rate := func(num, den int64) kpi.Ratio { return kpi.Ratio{Num: num, Den: den, Scale: 1} }
	count := func(num, scale int64) kpi.Ratio { return kpi.Ratio{Num: num, Plain: true, Scale: scale} }
	for _, tt := range []struct {
		old, now    kpi.Ratio
		text, shown string
	}{
		{rate(1, 2), rate(3, 4), "25.000000", "+25.0"},
		{rate(3, 4), rate(1, 2), "-25.000000", "-25.0"},
		{rate(1, 3), rate(2, 6), "0.000000", "0.0"},
		{rate(6081, 6118), rate(6082, 6118), "0.016345", "+0.0"},
		{rate(6082, 6118), rate(6081, 6118), "-0.016345", "-0.0"},
		{rate(1, 2), rate(2003, 4000), "0.075000", "+0.1"}, // 0.075 is rounded up
		{rate(0, 9), rate(9, 9), "100.000000", "+100.0"},
		{count(93, 1), count(24, 1), "-69", "-69"},
		{count(93, 1), count(93, 1), "0", "0"},
		{count(9, 2), count(12, 2), "1.5", "+1.5"},
	} {
		c := tt.now.Since(tt.old)
		if got := c.Text(6); got != tt.text {
			t.Errorf("from %v to %v: %s, want %s", tt.old, tt.now, got, tt.text)
		}
		if got := c.Shown(1); got != tt.shown {
			t.Errorf("from %v to %v: shown as %s, want %s", tt.old, tt.now, got, tt.shown)
		}
	}
}

// A figure on the border of two steps lies in the upper one, exactly.
func TestWithin(t *testing.T) {
	rate := func(num, den int64) kpi.Ratio { return kpi.Ratio{Num: num, Den: den, Scale: 1} }
	for _, tt := range []struct {
		r    kpi.Ratio
		want int
	}{
		{rate(9, 10), 0}, {rate(19, 20), 4}, {rate(94999, 100000), 3}, {rate(1, 1), 7}, {rate(99, 100), 7}, {rate(1, 2), 0}, {rate(2, 1), 7},
	} {
		if got := tt.r.Within(rate(9, 10), rate(10, 10), 8); got != tt.want {
			t.Errorf("%d/%d lies in step %d, want %d", tt.r.Num, tt.r.Den, got, tt.want)
		}
	}
	if got := rate(1, 2).Within(rate(1, 2), rate(2, 4), 8); got != 0 {
		t.Errorf("of no span: step %d", got)
	}
}
