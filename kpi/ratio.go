package kpi

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Ratio is the two integers of an indicator for one tally. It is never stored
// as a float: printed digits and verdicts are computed from the integers.
type Ratio struct {
	Num, Den int64
	Plain    bool  // a count: Num alone
	Scale    int64 // the value of one thing in Num and Den (2: half days)
}

// Defined reports whether the ratio is a number: a count, or a fraction with
// something to divide by.
func (r Ratio) Defined() bool { return r.Plain || r.Den != 0 }

// Compare orders two defined ratios by their exact values.
func (r Ratio) Compare(o Ratio) int { return r.Exact().Cmp(o.Exact()) }

// Exact returns the exact value: a fraction (1 = 100 percent), or a count. The ratio
// must be defined.
func (r Ratio) Exact() *big.Rat {
	if r.Plain {
		return big.NewRat(r.Num, max(r.Scale, 1))
	}
	return big.NewRat(r.Num, r.Den)
}

// Number returns the value as a number for pictures and the cells of workbooks: a rate
// of 100 percent is 1. No printed digit and no verdict is computed from it.
func (r Ratio) Number() float64 {
	num, den := r.Num, r.Den
	if r.Plain {
		den = max(r.Scale, 1)
	}
	const exact = 1 << 53 // integers up to it are exact, and so the quotient is the nearest number
	if max(num, -num) <= exact && 0 < den && den <= exact {
		return float64(num) / float64(den)
	}
	value, _ := r.Exact().Float64()
	return value
}

// Percent returns the ratio in percent with a fixed number of decimals,
// rounded half away from zero. It must be defined and not plain.
func (r Ratio) Percent(decimals int) string {
	if _, rounded, ok := r.digits(decimals); ok {
		return placed(strconv.FormatUint(rounded, 10), decimals)
	}
	return fixed(roundHalfAway(r.scaled(decimals)), decimals)
}

// Shown returns the percent as people read it: like [Ratio.Percent], but 0
// and 100 only where exact. A ratio that would round to them is shown as
// <0.1 or >99.9 (at one decimal); just above 100 it is <100.1 and just below
// 0 it is >-0.1.
func (r Ratio) Shown(decimals int) string {
	if _, rounded, ok := r.digits(decimals); ok && rounded != 0 && !isHundred(rounded, decimals) {
		return placed(strconv.FormatUint(rounded, 10), decimals)
	}
	value := r.scaled(decimals)
	rounded := roundHalfAway(value)
	text := fixed(rounded, decimals)
	if value.IsInt() {
		return text
	}
	hundred := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	hundred.Mul(hundred, big.NewInt(100))
	for _, edge := range []*big.Int{new(big.Int), hundred} {
		if rounded.Cmp(edge) != 0 {
			continue
		}
		step, sign := big.NewInt(1), "<"
		if value.Cmp(new(big.Rat).SetInt(edge)) < 0 {
			step, sign = big.NewInt(-1), ">"
		}
		return sign + fixed(step.Add(step, edge), decimals)
	}
	return text
}

// IsWritten reports whether a written percentage is the ratio, rounded half up or cut
// off, as published figures are: 99.4 has the digits 994 and one decimal. The ratio must
// be defined and not plain.
func (r Ratio) IsWritten(digits int64, decimals int) bool {
	if cut, rounded, ok := r.digits(decimals); ok {
		return digits >= 0 && (uint64(digits) == cut || uint64(digits) == rounded)
	}
	value, written := r.scaled(decimals), big.NewInt(digits)
	cut := new(big.Int).Quo(value.Num(), value.Denom())
	return written.Cmp(roundHalfAway(value)) == 0 || written.Cmp(cut) == 0
}

// IsShown reports whether a written figure is the ratio: as a percentage, or as the fraction
// of 1 that a workbook holds where it shows one.
func (r Ratio) IsShown(written int64, decimals int) bool {
	switch {
	case r.IsWritten(written, decimals):
		return true
	case decimals >= 2:
		return r.IsWritten(written, decimals-2)
	case decimals == 1 && written <= 10: // 0.5 is a half, 1.0 the whole
		return r.IsWritten(10*written, 0)
	}
	return written == 1 && decimals == 0 && r.Num == r.Den
}

// digits returns the percent times ten to the power of decimals, cut off and rounded half up.
// ok is false where it is negative or does not fit.
func (r Ratio) digits(decimals int) (cut, rounded uint64, ok bool) {
	if r.Num < 0 || r.Den <= 0 || decimals > 16 {
		return 0, 0, false
	}
	power := uint64(100)
	for range decimals {
		power *= 10
	}
	den := uint64(r.Den)
	high, low := bits.Mul64(uint64(r.Num), power)
	if high >= den {
		return 0, 0, false
	}
	cut, rest := bits.Div64(high, low, den)
	if rest >= den-rest && cut < 1<<63 {
		return cut, cut + 1, true
	}
	return cut, cut, cut < 1<<63
}

// isHundred reports whether a number times ten to the power of decimals is 100.
func isHundred(n uint64, decimals int) bool {
	for ; decimals > 0 && n%10 == 0; decimals-- {
		n /= 10
	}
	return decimals == 0 && n == 100
}

// scaled returns the exact percent times ten to the power of decimals.
func (r Ratio) scaled(decimals int) *big.Rat { return shifted(r.Exact(), decimals+2) }

// shifted returns a value times ten to the power of places.
func shifted(v *big.Rat, places int) *big.Rat {
	factor := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	return new(big.Rat).Mul(v, new(big.Rat).SetInt(factor))
}

// roundHalfAway returns the nearest integer, and of two the one further from zero.
func roundHalfAway(v *big.Rat) *big.Int {
	num := new(big.Int).Abs(v.Num())
	twice := new(big.Int).Lsh(v.Denom(), 1)
	num.Lsh(num, 1).Add(num, v.Denom())
	num.Quo(num, twice)
	if v.Sign() < 0 {
		num.Neg(num)
	}
	return num
}

// fixed writes an integer with its last digits behind a decimal point.
func fixed(v *big.Int, decimals int) string {
	digits := placed(new(big.Int).Abs(v).String(), decimals)
	if v.Sign() < 0 {
		digits = "-" + digits
	}
	return digits
}

// placed puts the decimal point before the last digits of a number.
func placed(digits string, decimals int) string {
	if missing := decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if decimals > 0 {
		cut := len(digits) - decimals
		digits = digits[:cut] + "." + digits[cut:]
	}
	return digits
}

// FormatCount writes a stored count of a measure with the scale of
// [Measure.Scale]: 9 half days are 4.5. There are no group marks.
func FormatCount(v, scale int64) string {
	if scale <= 1 {
		return strconv.FormatInt(v, 10)
	}
	r := big.NewRat(v, scale)
	if r.IsInt() {
		return r.Num().String()
	}
	return r.FloatString(1)
}

// Outside reports whether a rate is below 0 or above 100 percent.
func (r Ratio) Outside() bool {
	switch {
	case r.Plain:
		return false
	case r.Den < 0:
		return r.Num > 0 || r.Num < r.Den
	}
	return r.Num < 0 || r.Num > r.Den
}

// Exceeds reports whether r is larger than o by more than some thousandths.
// Both must be defined rates.
func (r Ratio) Exceeds(o Ratio, thousandths int64) bool {
	difference := new(big.Rat).Sub(r.Exact(), o.Exact())
	return difference.Cmp(big.NewRat(thousandths, 1000)) > 0
}

// Change is the exact difference between two figures of an indicator: percentage points
// of a rate, or a number of what a plain count counts.
type Change struct {
	value *big.Rat
	plain bool
}

// Since returns the change from an older figure of the same indicator to r. Both must be
// defined.
func (r Ratio) Since(old Ratio) Change {
	value := new(big.Rat).Sub(r.Exact(), old.Exact())
	if !r.Plain {
		value.Mul(value, big.NewRat(100, 1))
	}
	return Change{value, r.Plain}
}

// Sign returns -1, 0 or 1: below the older figure, equal to it, or above.
func (c Change) Sign() int { return c.value.Sign() }

// Text returns the change for programs: points with a fixed number of decimals, rounded
// half away from zero, or a count.
func (c Change) Text(decimals int) string {
	switch {
	case !c.plain:
		return fixed(roundHalfAway(shifted(c.value, decimals)), decimals)
	case c.value.IsInt():
		return c.value.Num().String()
	}
	return c.value.FloatString(1) // half days
}

// Shown returns the change as people read it: with its sign, unless it is rounded to 0.0.
func (c Change) Shown(decimals int) string {
	text := c.Text(decimals)
	if c.Sign() > 0 && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}

// Within returns the step of r in a number of equal steps from low to high, counted from
// 0. High itself is in the last step; if low and high are equal, all are in the first.
// All must be defined figures of one indicator.
func (r Ratio) Within(low, high Ratio, steps int) int {
	span := new(big.Rat).Sub(high.Exact(), low.Exact())
	if span.Sign() <= 0 {
		return 0
	}
	share := new(big.Rat).Sub(r.Exact(), low.Exact())
	share.Quo(share, span).Mul(share, big.NewRat(int64(steps), 1))
	step := new(big.Int).Div(share.Num(), share.Denom())
	return int(min(max(step.Int64(), 0), int64(steps)-1))
}

// Number returns the change as a number for the cells of workbooks.
func (c Change) Number() float64 {
	value, _ := c.value.Float64()
	return value
}
