package kpi_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
)

// tenths computes k/n in tenths of a percent, half up, in plain integers.
func tenths(k, n int64) string {
	v := (k*2000 + n) / (2 * n)
	return strconv.FormatInt(v/10, 10) + "." + strconv.FormatInt(v%10, 10)
}

// shownTenths returns what must be shown for k/n, 0 <= k <= n.
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

// Every fraction up to n = 2000 is printed as integer arithmetic has it. Without
// KPI_EXHAUSTIVE it stops at 400.
func TestRatioOfSmallIntegers(t *testing.T) {
	most, shards := int64(400), int64(4)
	if os.Getenv("KPI_EXHAUSTIVE") != "" {
		most = 2000
	}
	for shard := range shards {
		t.Run(strconv.FormatInt(shard, 10), func(t *testing.T) {
			t.Parallel()
			for n := 1 + shard; n <= most; n += shards {
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

// The arithmetic of the test itself, on figures checked by hand.
func TestTenths(t *testing.T) {
	for _, tt := range []struct {
		k, n        int64
		want, shown string
	}{
		{0, 7, "0.0", "0.0"}, {7, 7, "100.0", "100.0"}, {1, 2000, "0.1", "0.1"}, {1, 2001, "0.0", "<0.1"},
		{1999, 2000, "100.0", ">99.9"}, {1998, 2000, "99.9", "99.9"}, {1, 8, "12.5", "12.5"}, {1, 16, "6.3", "6.3"},
	} {
		if got, shown := tenths(tt.k, tt.n), shownTenths(tt.k, tt.n); got != tt.want || shown != tt.shown {
			t.Errorf("%d/%d = %s, shown %s; want %s, %s", tt.k, tt.n, got, shown, tt.want, tt.shown)
		}
	}
}

func TestRatioPercent(t *testing.T) {
	const most = math.MaxInt64
	tests := []struct {
		num, den int64
		decimals int
		percent  string
		shown    string
	}{
		{6081, 6118, 1, "99.4", "99.4"}, // the province's press figure
		{6081, 6118, 6, "99.395227", "99.395227"},
		{292, 595, 1, "49.1", "49.1"},
		{292, 595, 2, "49.08", "49.08"},
		{139, 300, 1, "46.3", "46.3"},
		{15, 17, 4, "88.2353", "88.2353"},
		{1, 3, 6, "33.333333", "33.333333"},
		{2, 3, 6, "66.666667", "66.666667"},
		{1, 3, 0, "33", "33"},
		{2, 3, 0, "67", "67"},
		{1, 8, 0, "13", "13"}, // 12.5: half away from zero
		{1, 8, 1, "12.5", "12.5"},
		{1, 8, 2, "12.50", "12.50"},
		{1, 16, 1, "6.3", "6.3"}, // 6.25
		{3, 16, 1, "18.8", "18.8"},
		{1, 1, 0, "100", "100"},
		{1, 1, 2, "100.00", "100.00"},
		{0, 5, 0, "0", "0"},
		{0, 5, 2, "0.00", "0.00"},
		{0, -5, 1, "0.0", "0.0"},
		{1, 100, 2, "1.00", "1.00"},
		{1, 1000, 0, "0", "<1"},
		{1, 200, 0, "1", "1"}, // 0.5
		{999, 1000, 0, "100", ">99"},
		{199, 200, 0, "100", ">99"}, // 99.5
		{1, 100000, 2, "0.00", "<0.01"},
		{5, 100000, 2, "0.01", "0.01"}, // 0.005
		{49, 1000000, 2, "0.00", "<0.01"},
		{99999, 100000, 2, "100.00", ">99.99"},
		{99994, 100000, 2, "99.99", "99.99"},
		{99995, 100000, 2, "100.00", ">99.99"}, // 99.995
		{1, 2000, 1, "0.1", "0.1"},             // 0.05
		{1, 2001, 1, "0.0", "<0.1"},
		{1999, 2000, 1, "100.0", ">99.9"}, // 99.95
		{1998, 1999, 1, "99.9", "99.9"},
		{2001, 2000, 1, "100.1", "100.1"}, // 100.05
		{2002, 2001, 1, "100.0", "<100.1"},
		{100001, 100000, 1, "100.0", "<100.1"},
		{2001, 2000, 0, "100", "<101"},
		{3, 2, 1, "150.0", "150.0"},
		{-1, 8, 1, "-12.5", "-12.5"},
		{-1, 8, 0, "-13", "-13"}, // -12.5
		{1, -8, 1, "-12.5", "-12.5"},
		{-1, -8, 1, "12.5", "12.5"},
		{-1, 16, 1, "-6.3", "-6.3"},
		{-1, 100000, 1, "0.0", ">-0.1"},
		{-1, 100000, 0, "0", ">-1"},
		{-1, 2000, 1, "-0.1", "-0.1"},
		{-1, 1, 1, "-100.0", "-100.0"},
		{most, most, 1, "100.0", "100.0"},
		{most - 1, most, 1, "100.0", ">99.9"},
		{most, most - 1, 1, "100.0", "<100.1"},
		{1, most, 1, "0.0", "<0.1"},
		{-1, most, 1, "0.0", ">-0.1"},
		{most, 1, 1, "922337203685477580700.0", "922337203685477580700.0"},
		{math.MinInt64, 1, 0, "-922337203685477580800", "-922337203685477580800"},
		{math.MinInt64, math.MinInt64, 2, "100.00", "100.00"},
		{most/2 + 1, most, 20, "50.00000000000000000542", "50.00000000000000000542"},
	}
	for _, tt := range tests {
		r := kpi.Ratio{Num: tt.num, Den: tt.den, Scale: 1}
		if got := r.Percent(tt.decimals); got != tt.percent {
			t.Errorf("Percent(%d) of %d/%d = %s, want %s", tt.decimals, tt.num, tt.den, got, tt.percent)
		}
		if got := r.Shown(tt.decimals); got != tt.shown {
			t.Errorf("Shown(%d) of %d/%d = %s, want %s", tt.decimals, tt.num, tt.den, got, tt.shown)
		}
	}
}

// The scale of days does not change a rate: both sides have it.
func TestRatioPercentOfHalfDays(t *testing.T) {
	r := kpi.Ratio{Num: 584, Den: 1190, Scale: 2}
	if got := r.Percent(1); got != "49.1" {
		t.Errorf("292 of 595 days = %s, want 49.1", got)
	}
}

func TestRatioDefined(t *testing.T) {
	tests := []struct {
		ratio kpi.Ratio
		want  bool
	}{
		{kpi.Ratio{}, false},
		{kpi.Ratio{Num: 3}, false},
		{kpi.Ratio{Den: 3}, true},
		{kpi.Ratio{Num: 3, Den: 4}, true},
		{kpi.Ratio{Plain: true}, true},
		{kpi.Ratio{Num: 93, Plain: true}, true},
	}
	for _, tt := range tests {
		if got := tt.ratio.Defined(); got != tt.want {
			t.Errorf("%+v is defined: %t, want %t", tt.ratio, got, tt.want)
		}
	}
}

func TestRatioCompare(t *testing.T) {
	const half = int64(1) << 62
	tests := []struct {
		name string
		a, b kpi.Ratio
		want int
	}{
		{"same value", kpi.Ratio{Num: 1, Den: 2}, kpi.Ratio{Num: 500, Den: 1000}, 0},
		{"smaller", kpi.Ratio{Num: 1, Den: 3}, kpi.Ratio{Num: 1, Den: 2}, -1},
		{"below zero", kpi.Ratio{Num: -1, Den: 2}, kpi.Ratio{Num: -1, Den: 3}, -1},
		{"close to 1", kpi.Ratio{Num: half, Den: half + 1}, kpi.Ratio{Num: half - 1, Den: half}, 1},
		{"close to a third", kpi.Ratio{Num: half / 3, Den: half}, kpi.Ratio{Num: 1, Den: 3}, -1},
		{"counts", kpi.Ratio{Num: math.MaxInt64, Plain: true, Scale: 1}, kpi.Ratio{Num: math.MaxInt64 - 1, Plain: true, Scale: 1}, 1},
		{"half days", kpi.Ratio{Num: 9, Plain: true, Scale: 2}, kpi.Ratio{Num: 4, Plain: true, Scale: 1}, 1},
		{"count without a scale", kpi.Ratio{Num: 4, Plain: true}, kpi.Ratio{Num: 8, Plain: true, Scale: 2}, 0},
	}
	for _, tt := range tests {
		if got := tt.a.Compare(tt.b); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
		if got := tt.b.Compare(tt.a); got != -tt.want {
			t.Errorf("%s, turned: %d, want %d", tt.name, got, -tt.want)
		}
	}
	for _, tt := range tests[3:5] {
		if float64(tt.a.Num)/float64(tt.a.Den) != float64(tt.b.Num)/float64(tt.b.Den) {
			t.Errorf("%s: float64 tells them apart, so the case proves nothing", tt.name)
		}
	}
}

func TestFormatCount(t *testing.T) {
	tests := []struct {
		v, scale int64
		want     string
	}{
		{9, 2, "4.5"}, {8, 2, "4"}, {1, 2, "0.5"}, {0, 2, "0"}, {-1, 2, "-0.5"}, {-8, 2, "-4"}, {-9, 2, "-4.5"},
		{0, 1, "0"}, {6118, 1, "6118"}, {-3, 1, "-3"}, {12, 0, "12"},
		{math.MaxInt64, 1, "9223372036854775807"},
		{math.MinInt64, 1, "-9223372036854775808"},
		{math.MaxInt64, 2, "4611686018427387903.5"},
		{math.MinInt64, 2, "-4611686018427387904"},
	}
	for _, tt := range tests {
		if got := kpi.FormatCount(tt.v, tt.scale); got != tt.want {
			t.Errorf("FormatCount(%d, %d) = %s, want %s", tt.v, tt.scale, got, tt.want)
		}
	}
}

// Exceeds compares exactly: half a point is not more than half a point.
func TestRatioExceeds(t *testing.T) {
	const most = math.MaxInt64
	tests := []struct {
		a, b        kpi.Ratio
		thousandths int64
		want        bool
	}{
		{kpi.Ratio{Num: 995, Den: 1000}, kpi.Ratio{Num: 99, Den: 100}, 5, false},
		{kpi.Ratio{Num: 9951, Den: 10000}, kpi.Ratio{Num: 99, Den: 100}, 5, true},
		{kpi.Ratio{Num: 99, Den: 100}, kpi.Ratio{Num: 9951, Den: 10000}, 5, false},
		{kpi.Ratio{Num: 1, Den: 2}, kpi.Ratio{Num: 2, Den: 4}, 0, false},
		{kpi.Ratio{Num: most, Den: most - 1}, kpi.Ratio{Num: 1, Den: 1}, 0, true},
	}
	for _, tt := range tests {
		if got := tt.a.Exceeds(tt.b, tt.thousandths); got != tt.want {
			t.Errorf("%d/%d exceeds %d/%d by %d thousandths: %t", tt.a.Num, tt.a.Den, tt.b.Num, tt.b.Den, tt.thousandths, got)
		}
	}
}

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
		{rate(6081, 6118), rate(6082, 6118), "0.016345", "0.0"},
		{rate(6082, 6118), rate(6081, 6118), "-0.016345", "0.0"},
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

// Written digits are compared and percentages printed without fractions where they fit: exact
// values have the same.
func TestRatioDigits(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for n := range 20_000 {
		r := kpi.Ratio{Num: draw.Int64() >> draw.IntN(63), Den: 1 + draw.Int64()>>(1+draw.IntN(62))}
		if n%3 == 0 {
			r.Den %= 1 << 32
			r.Den++
			r.Num = r.Den / 2 * int64(draw.IntN(5)) // halves
		}
		if n%5 == 0 {
			r.Num = -r.Num
		}
		decimals := draw.IntN(8)
		hundred := big.NewRat(100, 1)
		if got, want := r.Percent(decimals), new(big.Rat).Mul(big.NewRat(r.Num, r.Den), hundred).FloatString(decimals); got != want && strings.Trim(want, "-0.") != "" {
			t.Fatalf("%d/%d is %s, want %s", r.Num, r.Den, got, want)
		}
		digits, err := strconv.ParseInt(strings.ReplaceAll(r.Percent(decimals), ".", ""), 10, 64)
		if err != nil {
			continue // too large to be written
		}
		step := int64(2)
		if digits < 0 {
			step = -2
		}
		if !r.IsWritten(digits, decimals) || r.IsWritten(digits+step, decimals) || r.IsWritten(digits-step, decimals) {
			t.Fatalf("%d/%d is not as written, %d with %d decimals", r.Num, r.Den, digits, decimals)
		}
	}
}

// A written figure is a percentage, or the fraction that a workbook holds where it shows one.
func TestIsShown(t *testing.T) {
	for _, tt := range []struct {
		num, den, written int64
		decimals          int
		want              bool
	}{
		{1, 2, 500, 1, true}, {1, 2, 50, 2, true}, {1, 2, 51, 2, false}, {1, 2, 501, 3, false}, {1, 2, 500, 3, true}, {1, 2, 5000, 4, true},
		{1, 2, 5, 1, true}, {1, 2, 4, 1, false}, {1, 1, 10, 1, true}, {11, 10, 11, 1, false}, {1, 1, 1, 0, true}, {1, 2, 1, 0, false}, {1, 1, 2, 0, false},
		{2, 1, 1, 0, false}, {1, 100, 1, 0, true}, {3, 3, 100, 0, true}, {5, 1000, 5, 1, true}, {0, 7, 1, 0, false}, {1, 1, 1, 1, false}, {1, 1, 100, 2, true},
	} {
		r := kpi.Ratio{Num: tt.num, Den: tt.den, Scale: 1}
		if got := r.IsShown(tt.written, tt.decimals); got != tt.want {
			t.Errorf("%d with %d decimals is %d/%d: %t, want %t", tt.written, tt.decimals, tt.num, tt.den, got, tt.want)
		}
	}
}

// A rate is outside below 0 and above 100 percent, of negative integers too; a count never.
func TestOutside(t *testing.T) {
	for _, tt := range []struct {
		num, den int64
		want     bool
	}{
		{0, 5, false}, {5, 5, false}, {6, 5, true}, {-1, 5, true}, {0, -5, false}, {-5, -5, false}, {-6, -5, true}, {1, -5, true}, {-4, -5, false}, {4, 5, false},
	} {
		r := kpi.Ratio{Num: tt.num, Den: tt.den, Scale: 1}
		if got := r.Outside(); got != tt.want {
			t.Errorf("%d/%d is outside: %t", tt.num, tt.den, got)
		}
		if r.Plain = true; r.Outside() {
			t.Errorf("the count %d is outside", tt.num)
		}
	}
}
