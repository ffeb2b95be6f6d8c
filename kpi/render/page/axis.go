package page

import (
	"math"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// axis is a scale from lo to hi, in the terms of [report.Figure.Number]. Its ends
// are marks to measure by, none of a report.
type axis struct {
	lo, hi float64
	plain  bool
}

// barAxis returns the axis of bars, from 0 to 100 percent or from 0 to the largest count, and
// wider where a figure or a target is outside.
func barAxis(figures []report.Figure, plain bool) axis {
	a, step := axis{hi: 1, plain: plain}, 0.1
	if plain {
		step = 1
	}
	for _, f := range figures {
		if !f.Defined {
			continue
		}
		a.lo, a.hi = min(a.lo, f.Number()), max(a.hi, f.Number())
		if target, ok := f.Threshold(); ok {
			a.lo, a.hi = min(a.lo, target), max(a.hi, target)
		}
	}
	a.lo, a.hi = -roundUp(-a.lo, step), roundUp(a.hi, step)
	return a
}

// lineAxis returns the axis of lines over months. Counts begin at 0; rates have the range of
// their figures, for their change is what a line shows.
func lineAxis(figures []report.Figure, plain bool) axis {
	if plain {
		figures = slices.Clone(figures)
		for i := range figures {
			figures[i].Target = "" // lines do not show them
		}
		return barAxis(figures, true)
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, f := range figures {
		if f.Defined {
			lo, hi = min(lo, f.Number()), max(hi, f.Number())
		}
	}
	if lo > hi {
		return axis{hi: 1}
	}
	const least = 0.04 // a change of less is none to look at
	step := 0.01
	switch {
	case hi-lo > 0.5:
		step = 0.1
	case hi-lo > 0.1:
		step = 0.05
	}
	a := axis{lo: math.Floor(lo/step) * step, hi: math.Ceil(hi/step) * step}
	if a.hi-a.lo < least {
		a.lo = a.hi - least
		if lo >= 0 && a.lo < 0 {
			a.lo, a.hi = 0, least
		}
	}
	return a
}

// roundUp returns the next multiple of a step, which is made larger until the number
// has two digits of them at most.
func roundUp(v, step float64) float64 {
	for v/step > 100 {
		step *= 10
	}
	return math.Ceil(v/step-1e-9)*step + 0 // +0: there is no -0
}

// at returns the position of a value on a line that is 100 long.
func (a axis) at(v float64) float64 { return (v - a.lo) / (a.hi - a.lo) * 100 }

// ends writes the values at both ends.
func (a axis) ends(lang kpi.Lang) (from, to string) {
	write := func(v float64) string {
		if !a.plain {
			v *= 100
		}
		return report.Percent(coordinate(v), a.plain, lang)
	}
	return write(a.lo), write(a.hi)
}

// bar draws a defined figure from 0 to its position, with its target.
func (a axis) bar(f report.Figure) *bar {
	from, to := a.at(0), a.at(f.Number())
	b := &bar{X: coordinate(min(from, to)), Width: coordinate(max(from, to) - min(from, to))}
	if target, ok := f.Threshold(); ok {
		b.Target = coordinate(a.at(target))
	}
	return b
}

// coordinate writes a number of a picture.
func coordinate(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64) }
