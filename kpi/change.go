package kpi

import "math/big"

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

// Shown returns the change as people read it: with its sign, even if it is rounded to
// 0.0; 0.0 without a sign is no change at all.
func (c Change) Shown(decimals int) string {
	text := c.Text(decimals)
	switch {
	case c.Sign() > 0:
		return "+" + text
	case c.Sign() < 0 && text[0] != '-':
		return "-" + text
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
