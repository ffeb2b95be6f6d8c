package workbook

import (
	"math"
	"slices"
	"strconv"

	"cchc/kpi/report"
)

// axis is the axis of the figures of a chart, of rates in percent: 90 to 100 in steps of 2.
type axis struct {
	from, to, step float64
	plain          bool
}

// axisOf returns the axis of figures and their targets, rounded outward to steps that can be
// read. That of counts begins at 0, and so does that of rates of which some are less than half
// of others. No axis ends beyond 0 or 100 percent where no figure does.
func axisOf(figures []report.Figure, plain bool) axis {
	const most, least = 5.0, 1.0 // steps, and points between the ends
	var values []float64
	for _, f := range figures {
		if f.Defined {
			values = append(values, f.Number())
		}
		if target, ok := f.Threshold(); ok {
			values = append(values, target)
		}
	}
	if len(values) == 0 {
		values = []float64{0, 1}
	}
	low, high := slices.Min(values), slices.Max(values)
	if !plain {
		low, high = rounded(low*100), rounded(high*100)
	}
	within := low >= 0 && (plain || high <= 100)
	if low >= 0 && (plain || low < high/2) {
		low = 0
	}
	if high-low < least {
		if low = high - least; within {
			low = max(low, 0)
		}
		high = max(high, low+least)
	}
	a := axis{step: stepOf((high - low) / most), plain: plain}
	a.from, a.to = rounded(math.Floor(rounded(low/a.step))*a.step), rounded(math.Ceil(rounded(high/a.step))*a.step)
	if within && !plain {
		a.to = min(a.to, 100)
	}
	return a
}

// stepOf returns the least of 1, 2 and 5, ten times or a tenth of them and so on, that is not
// less than a number.
func stepOf(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, n := range []float64{1, 2, 5} {
		if step := rounded(n * power); step >= rounded(least) {
			return step
		}
	}
	return rounded(10 * power)
}

// rounded leaves out of a number what binary fractions add to it.
func rounded(n float64) float64 {
	const digits = 1e6
	return math.Round(n*digits) / digits
}

// share returns a number of the axis as cells have it: 100 percent is 1.
func (a axis) share(n float64) *float64 {
	if !a.plain {
		n = rounded(n / 100)
	}
	return &n
}

// format returns the format of the numbers beside the axis.
func (a axis) format() string {
	switch {
	case a.plain && a.step < 1:
		return halfFormat
	case a.plain:
		return wholeFormat
	case a.step < 1:
		return "0.0%"
	}
	return "0%"
}

// note returns in words from where to where the axis is; "" where it begins at 0.
func (a axis) note(texts report.Texts) string {
	if a.from == 0 {
		return ""
	}
	number := func(n float64) string {
		text := report.Localise(strconv.FormatFloat(n, 'f', -1, 64), texts.Lang)
		if a.plain {
			return text
		}
		return text + "%"
	}
	return report.Fill(texts.Say("sheet.axis"), "from", number(a.from), "to", number(a.to))
}
