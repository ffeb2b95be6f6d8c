package kpi_test

import (
	"strconv"
	"testing"

	"cchc/kpi"
)

// tenths computes k/n in tenths of a percent, half up, in plain integers.
func tenths(k, n int64) string {
	v := (k*2000 + n) / (2 * n)
	return strconv.FormatInt(v/10, 10) + "." + strconv.FormatInt(v%10, 10)
}

// shownTenths says what must be shown for k/n, 0 <= k <= n.
func shownTenths(k, n int64) string {
	text := tenths(k, n)
	switch {
	case k > 0 && text == "0.0":
		return "<0.1"
	case k < n && text == "100.0":
		return ">99.9"
	}
	return text
}

// Every fraction up to n = 2000 is printed as integer arithmetic says.
func TestRatioOfSmallIntegers(t *testing.T) {
	shards := int64(4)
	for shard := range shards {
		t.Run(strconv.FormatInt(shard, 10), func(t *testing.T) {
			t.Parallel()
			for n := 1 + shard; n <= 2000; n += shards {
				for k := int64(0); k <= n; k++ {
					r := kpi.Ratio{Num: k, Den: n, Scale: 1}
					if got, want := r.Percent(1), tenths(k, n); got != want {
						t.Fatalf("Percent of %d/%d = %s, want %s", k, n, got, want)
					}
					if got, want := r.Shown(1), shownTenths(k, n); got != want {
						t.Fatalf("Shown of %d/%d = %s, want %s", k, n, got, want)
					}
				}
			}
		})
	}
}
