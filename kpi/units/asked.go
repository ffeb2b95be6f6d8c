package units

import (
	"slices"

	"cchc/kpi"
)

// asked is a query, what its names above mean, and the months around its period in which
// the units that were looked at exist as much as in the period.
type asked struct {
	Query
	district, province []meaning
	steady             kpi.Period
}

// answer is what a query finds, and the months around its period in which it does.
type answer struct {
	found  []Listed
	steady kpi.Period
}

// existence is how much of a period a unit exists in.
type existence int

// The existences, the best first.
const (
	throughout existence = iota
	sometime
	nearby // not then, but the dates may be late
	never
)

// late is how many months a date of the built-in list may be late.
const late = 12

// narrow cuts a span around a period at months in which something begins or ends. Where one
// is within the period, the span is the period.
func narrow(span, p kpi.Period, turns ...kpi.Month) kpi.Period {
	for _, turn := range turns {
		switch {
		case turn <= p.From:
			span.From = max(span.From, turn)
		case turn > p.To:
			span.To = min(span.To, turn-1)
		default:
			span = p
		}
	}
	return span
}

// narrowAbove cuts the steady months of a query where another unit may be above a unit.
func (a *asked) narrowAbove(b *book, u unit) {
	for above := range b.aboves(u) {
		valid := b.valid(above)
		a.steady = narrow(a.steady, a.Period, valid.From, valid.To+1)
		a.narrowAbove(b, above)
	}
}

// mayBeBelow reports whether a unit is below the district of a query, and below its province
// or one that became part of that.
func (b *book) mayBeBelow(u unit, a *asked) bool {
	if a.District.Key != "" && !b.isBelow(u, a.district) {
		return false
	}
	if a.Province.Key == "" {
		return true
	}
	top := b.top(u)
	isProvince := func(u unit) bool { return b.isCalled(u, a.province) }
	return b.level(top) != kpi.Province || isProvince(top) || slices.ContainsFunc(b.became(top), isProvince)
}
