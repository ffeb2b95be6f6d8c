package parquet

import (
	"math"
	"testing"
)

func TestFits(t *testing.T) {
	for size, want := range map[int]bool{0: true, math.MaxInt32: true, math.MaxInt32 + 1: false} {
		if err := fits("commune", size); (err == nil) != want {
			t.Errorf("%d bytes: error %v", size, err)
		}
	}
}
