package picture

import (
	"fmt"
	"slices"

	"github.com/go-analyze/charts"

	"cchc/kpi"
	"cchc/kpi/report"
)

// bar is a row of a picture of bars.
type bar struct {
	name, label string
	value       float64
	ink         ink
}

// drawBars draws a bar for each row, and one for the total. The library has the
// first bar at the bottom.
func (c *chart) drawBars() error {
	size, pitch := float64(textSize), 54
	switch n := len(c.t.Rows); {
	case n > 30:
		size, pitch = leastSize, 33
	case n > 15:
		size, pitch = 8.5, 44
	}
	bars := c.bars(true)
	names, labels := c.columns(bars, size)
	if pageWidth-2*margin-names-labels < 250 { // no room for fractions
		bars = c.bars(false)
		names, labels = c.columns(bars, size)
	}
	const slack = 10 // office programs write names a little wider than they are measured
	var below []string
	if !c.rate { // the bar of the total would make all others small
		below = []string{lettered(c.t.TotalLabel) + ": " + c.value(c.t.Total.Figure(0))}
	}
	h := c.heading(below...)
	c.canvas.open(h.height() + len(bars)*pitch + 36 + margin)

	opt := charts.BarChartOption{
		Horizontal: true, StackSeries: charts.Ptr(true), BarSize: 0.64,
		Padding:   charts.Box{Left: margin + slack, Top: h.height(), Right: labels + margin, Bottom: margin - 8, IsSet: true},
		Legend:    charts.LegendOption{Show: charts.Ptr(false)},
		ValueAxis: []charts.ValueAxisOption{c.barAxis()},
	}
	opt.CategoryAxis.LabelFontStyle = c.canvas.style(size, inkText)
	opt.CategoryAxis.LabelCount = len(bars)
	opt.CategoryAxis.LabelOffset.Left = -slack
	var inks []ink
	for _, b := range bars {
		opt.CategoryAxis.Labels = append(opt.CategoryAxis.Labels, b.name)
	}
	opt.CategoryAxis.Labels = c.canvas.distinct(opt.CategoryAxis.Labels, size, names)
	// Each bar is a series of its own, stacked on nothing: it has its own colour and label.
	for i, b := range bars {
		values := slices.Repeat([]float64{charts.GetNullValue()}, len(bars))
		values[i] = b.value
		opt.SeriesList = append(opt.SeriesList, charts.BarSeries{Values: values, Label: charts.SeriesLabel{
			Show: charts.Ptr(true), Distance: 10,
			LabelFormatter: func(int, string, float64) (string, *charts.LabelStyle) {
				return b.label, &charts.LabelStyle{FontStyle: c.canvas.style(size, inkText), BackgroundColor: charts.ColorWhite}
			},
		}})
		inks = append(inks, b.ink)
	}
	if _, ok := c.sharedTarget(); ok {
		// The line of a mark is drawn for the first series only.
		slices.Reverse(opt.SeriesList)
		slices.Reverse(inks)
		opt.SeriesList[0].MarkLine = charts.NewMarkLine(charts.SeriesMarkTypeMax)
		opt.SeriesList[0].MarkLine.ValueFormatter = func(float64) string { return "" }
	}
	opt.Theme = theme(inks)
	if err := c.canvas.painter.BarChart(opt); err != nil {
		return fmt.Errorf("drawing bars: %w", err)
	}
	c.canvas.write(h)
	return nil
}

// bars returns the bars of the total, the rows and the target, from the bottom.
func (c *chart) bars(fractions bool) []bar {
	var bars []bar
	_, shared := c.sharedTarget()
	add := func(name string, f report.Figure, inks [3]ink) {
		b := bar{name: name, label: c.value(f), ink: inks[f.Verdict]}
		if f.Defined {
			b.value = c.scaled(f.Number())
			if text := f.Fraction(c.r.Texts.Lang); fractions && text != "" {
				b.label += " (" + text + ")"
			}
		}
		if f.Verdict != kpi.Unjudged {
			b.label += " · " + c.judgment(f)
		}
		switch {
		case f.Target == "" || shared:
		case f.Verdict == kpi.Unjudged:
			b.label += " · " + c.target(f)
		default:
			b.label += " " + c.target(f) // met target 98 %
		}
		bars = append(bars, b)
	}
	if c.rate {
		add(lettered(c.t.TotalLabel), c.t.Total.Figure(0), [...]ink{kpi.Unjudged: inkNeutral, kpi.Met: inkTotal, kpi.Missed: inkFailed})
	}
	unjudged := inkMet
	if slices.ContainsFunc(c.figures(), func(f report.Figure) bool { return f.Target != "" }) {
		unjudged = inkOther
	}
	for _, row := range slices.Backward(c.t.Rows) {
		add(rowLabel(row.Keys), row.Figure(0), [...]ink{kpi.Unjudged: unjudged, kpi.Met: inkMet, kpi.Missed: inkMissed})
	}
	if f, ok := c.sharedTarget(); ok {
		v, _ := f.Threshold()
		bars = append(bars, bar{report.Capital(lettered(c.r.Texts.Say("in-line.target"))), c.number(f.Target), c.scaled(v), inkTarget})
	}
	return bars
}

// judgment returns a verdict in words.
func (c *chart) judgment(f report.Figure) string {
	if f.Judgment == "" {
		return lettered(c.r.Texts.Say(f.Verdict.String()))
	}
	return lettered(f.Judgment)
}

// columns returns the widths of the names and of the labels.
func (c *chart) columns(bars []bar, size float64) (names, labels int) {
	for _, b := range bars {
		names = max(names, c.canvas.measure(b.name, size))
		labels = max(labels, c.canvas.measure(b.label, size))
	}
	return min(names, pageWidth*2/5), labels
}

// barAxis returns the axis of bars: from 0 to 100 percent, or from 0 to the largest
// count, and wider where a figure or a target is outside.
func (c *chart) barAxis() charts.ValueAxisOption {
	figures := c.figures()
	lo, hi := 0.0, 100.0
	if !c.rate {
		figures, hi = figures[:len(figures)-1], 0
	}
	for _, v := range c.positions(figures) {
		lo, hi = min(lo, v), max(hi, v)
	}
	if lo < 0 {
		lo -= (hi - lo) / 4 // labels are at the left of bars below 0
	}
	axis := c.axis(lo, hi)
	// The library puts numbers beside their ticks, but for the first and the last.
	axis.LabelSkipCount = axis.LabelCount
	return axis
}
