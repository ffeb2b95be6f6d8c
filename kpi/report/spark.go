package report

import (
	"iter"

	"cchc/kpi"
)

// bars are the signs of a line of bars, the lowest first.
const bars = "▁▂▃▄▅▆▇█"

// noBar is the sign of a period without a figure.
const noBar = "·"

// axis is the lowest and the highest figure of the lines that are drawn alike.
type axis struct{ low, high *kpi.Result }

// axisOf returns the axis of results; there is none where they have no figure.
func axisOf(results iter.Seq[*kpi.Result]) (a axis) {
	for r := range results {
		if !r.Defined() {
			continue
		}
		if a.low == nil || r.Ratio.Compare(a.low.Ratio) < 0 {
			a.low = r
		}
		if a.high == nil || r.Ratio.Compare(a.high.Ratio) > 0 {
			a.high = r
		}
	}
	return a
}

// spark returns the figures of a line as bars.
func (l line) spark(a axis) string {
	signs, drawn := []rune(bars), ""
	for _, p := range l.points {
		if !p.Defined() {
			drawn += noBar
			continue
		}
		drawn += string(signs[p.Ratio.Within(a.low.Ratio, a.high.Ratio, len(signs))])
	}
	return drawn
}
