package picture

import (
	"math"
	"strconv"
)

// closeTogether is the most by which rates that are drawn as dots differ, in points; 0 is
// also more than twice as far from the lowest of them, so that the shortest bar would have
// two thirds of the length of the longest.
const closeTogether = 12

// leastRange is what an axis of rates spans at least, in points: figures that differ by
// less look alike.
const leastRange = 4

// scale is an axis from lo to hi, both whole steps, between two pixels.
type scale struct {
	lo, hi, step float64
	from, to     int
}

// newScale returns an axis that holds two numbers, in at most some steps of 1, 2 or 5.
func newScale(lo, hi float64, most int, whole bool) scale {
	if hi <= lo {
		hi = lo + 1
	}
	step := math.Pow(10, math.Floor(math.Log10((hi-lo)/float64(most))))
	if whole {
		step = max(step, 1)
	}
	for _, factor := range []float64{1, 2, 5, 10, 20} {
		if s := step * factor; math.Ceil(hi/s)-math.Floor(lo/s) <= float64(most) {
			step = s
			break
		}
	}
	return scale{lo: math.Floor(lo/step) * step, hi: math.Ceil(hi/step) * step, step: step}
}

// between returns the scale between two pixels.
func (s scale) between(from, to int) scale {
	s.from, s.to = from, to
	return s
}

// at returns the pixel of a number; what is outside is at the edge.
func (s scale) at(v float64) int {
	v = min(max(v, s.lo), s.hi)
	return s.from + int(math.Round((v-s.lo)/(s.hi-s.lo)*float64(s.to-s.from)))
}

// ticks returns the numbers of an axis.
func (s scale) ticks() []float64 {
	var ticks []float64
	for i := range int(math.Round((s.hi-s.lo)/s.step)) + 1 {
		ticks = append(ticks, math.Round(s.lo/s.step+float64(i))*s.step)
	}
	return ticks
}

// cut reports whether an axis begins above 0.
func (s scale) cut() bool { return s.lo > 0 }

// written writes a number of an axis; +0: there is no -0.
func written(v float64) string { return strconv.FormatFloat(math.Round(v*1e6)/1e6+0, 'f', -1, 64) }

// extent returns the least and the greatest of some figures and their targets, and how
// many different figures there are: 0, 1 or 2 for more.
func extent(points []point) (lo, hi float64, different int) {
	lo, hi = math.Inf(1), math.Inf(-1)
	first := math.NaN()
	for _, p := range points {
		if p.known {
			switch {
			case different == 0:
				first, different = p.at, 1
			case p.at != first:
				different = 2
			}
			lo, hi = min(lo, p.at), max(hi, p.at)
		}
		if p.target != "" {
			lo, hi = min(lo, p.threshold), max(hi, p.threshold)
		}
	}
	return lo, hi, different
}

// barScale returns the axis of bars, or of dots. Bars begin at 0 and, if they are rates, end
// at 100 percent, or before where all are small. Rates that are close together are dots
// whose axis begins near the lowest.
func barScale(points []point, rate bool) (s scale, dots bool) {
	lo, hi, different := extent(points)
	switch {
	case math.IsInf(lo, 1):
		lo, hi = 0, 100
	case rate && different > 1 && hi-lo <= closeTogether && lo > 2*(hi-lo):
		if hi-lo < leastRange {
			lo = max(hi-leastRange, 0)
		}
		lo = max(lo-(hi-lo)*0.05, 0) // no dot is on the sign of the axis
		return newScale(lo, hi, 6, false), true
	case rate && hi > 20:
		lo, hi = min(lo, 0), max(hi, 100)
	default:
		lo, hi = min(lo, 0), max(hi, 0)
	}
	return newScale(lo, hi, 6, !rate), false
}

// lineScale returns the axis of lines: counts from 0, rates as near as they and their
// targets are to each other, or from 0 where that is near. Above counts there is room for labels.
func lineScale(points []point, rate bool, steps int) scale {
	lo, hi, _ := extent(points)
	switch {
	case math.IsInf(lo, 1):
		lo, hi = 0, 100
	case !rate || lo >= 0 && lo <= hi-lo:
		lo = min(lo, 0)
	case hi-lo < leastRange && lo >= 0:
		lo = max(hi-leastRange, 0)
	}
	if !rate || hi > 100 {
		hi += (hi - lo) * 0.08
	}
	return newScale(lo, hi, steps, !rate)
}
