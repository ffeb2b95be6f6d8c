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
