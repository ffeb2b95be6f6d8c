package render

import (
	"math"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/report"
)

// pageAxis is a scale from lo to hi, in the terms of [report.Figure.Number]. Its ends
// are marks to measure by, none of a report.
type pageAxis struct {
	lo, hi float64
	plain  bool
}

// barAxis is the axis of bars, from 0 to 100 percent or from 0 to the largest count, and
// wider where a figure or a target is outside.
func barAxis(figures []report.Figure, plain bool) pageAxis {
	a := pageAxis{plain: plain}
	if !plain {
		a.hi = 1
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
	if !plain {
		a.lo, a.hi = -roundUp(-a.lo, 0.1), roundUp(a.hi, 0.1)
		return a
	}
	a.lo, a.hi = -roundUp(-a.lo, 1), roundUp(max(a.hi, 1), 1)
	return a
}

// lineAxis is the axis of lines over months: counts from 0, rates as near as they are to
// each other, for their change is what a line shows.
func lineAxis(figures []report.Figure, plain bool) pageAxis {
	if plain {
		return barAxis(untargeted(figures), true)
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, f := range figures {
		if f.Defined {
			lo, hi = min(lo, f.Number()), max(hi, f.Number())
		}
	}
	if lo > hi {
		return pageAxis{hi: 1}
	}
	const least = 0.04 // a change of less is none to look at
	step := 0.01
	switch {
	case hi-lo > 0.5:
		step = 0.1
	case hi-lo > 0.1:
		step = 0.05
	}
	a := pageAxis{lo: math.Floor(lo/step) * step, hi: math.Ceil(hi/step) * step}
	if a.hi-a.lo < least {
		a.lo = a.hi - least
		if lo >= 0 && a.lo < 0 {
			a.lo, a.hi = 0, least
		}
	}
	return a
}

// untargeted are figures without their targets, which lines do not show.
func untargeted(figures []report.Figure) []report.Figure {
	all := make([]report.Figure, len(figures))
	for i, f := range figures {
		f.Target = ""
		all[i] = f
	}
	return all
}

// roundUp returns the next multiple of a step, which is made larger until the number
// has two digits of them at most.
func roundUp(v, step float64) float64 {
	for v/step > 100 {
		step *= 10
	}
	return math.Ceil(v/step-1e-9)*step + 0 // +0: there is no -0
}

// at returns where a value stands on a line that is 100 long.
func (a pageAxis) at(v float64) float64 { return (v - a.lo) / (a.hi - a.lo) * 100 }

// ends writes the values at both ends.
func (a pageAxis) ends(lang kpi.Lang) (from, to string) {
	write := func(v float64) string {
		if !a.plain {
			v *= 100
		}
		return percent(coordinate(v), a.plain, lang)
	}
	return write(a.lo), write(a.hi)
}

// bar draws a defined figure from 0 to where it stands, with its target.
func (a pageAxis) bar(f report.Figure) *pageBar {
	from, to := a.at(0), a.at(f.Number())
	b := &pageBar{X: coordinate(min(from, to)), Width: coordinate(max(from, to) - min(from, to))}
	if target, ok := f.Threshold(); ok {
		b.Target = coordinate(a.at(target))
	}
	return b
}

// coordinate writes a number of a picture.
func coordinate(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64) }
