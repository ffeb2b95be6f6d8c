package picture

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/go-analyze/charts"

	"cchc/kpi"
	"cchc/kpi/report"
)

// line is the figures of a group by periods.
type line struct {
	name    string
	figures map[kpi.Period]report.Figure
}

// drawLines draws a line for each group over the periods.
func (c *chart) drawLines() error {
	// The colours of lines; their signs differ too.
	inks := [maxLines]ink{inkMet, "#b3541e", "#2a8c6e", "#7b3f8c", "#8c6d1f", "#3d8fc0", "#b33a6b", "#9a9a9a"}
	signs := [...]charts.SymbolShape{charts.SymbolDot, charts.SymbolSquare, charts.SymbolDiamond, charts.SymbolCircle}
	lines, labels, aside := c.lines()
	if len(lines) > maxLines {
		return &Error{fmt.Sprintf("a picture holds at most %d lines, not %d: choose units with --unit, or other rows with --by", maxLines, len(lines))}
	}
	times := between(labels)
	if len(times) > maxPeriods {
		return &Error{fmt.Sprintf("a picture holds at most %d periods, not %d: choose some with --period", maxPeriods, len(times))}
	}
	axis := c.lineAxis()
	if *axis.Min > 0 {
		aside = append(aside, lettered(c.r.Texts.Say("axis-cut")))
	}
	total := lettered(c.t.TotalLabel) + ": " + c.value(c.t.Total.Figure(0))
	h := c.heading(strings.Join(append([]string{total}, aside...), " · "))
	c.canvas.open(h.height() + 580)

	opt := charts.LineChartOption{
		Padding: charts.Box{Left: margin, Top: h.height() + 20, Right: 2 * margin, Bottom: margin, IsSet: true},
		YAxis:   []charts.ValueAxisOption{axis}, LineStrokeWidth: 4, Symbol: charts.Symbol{Shape: charts.SymbolNone},
		Legend: charts.LegendOption{FontStyle: c.canvas.style(smallSize, inkText), Offset: charts.OffsetLeft, Align: charts.AlignLeft, Symbol: charts.SymbolDot},
	}
	opt.XAxis.LabelFontStyle = c.canvas.style(leastSize, inkGrey)
	for _, p := range times {
		opt.XAxis.Labels = append(opt.XAxis.Labels, labels[p])
	}
	var used []ink
	add := func(name string, i ink, s charts.LineSeries) {
		if name != "" {
			opt.Legend.SeriesNames = append(opt.Legend.SeriesNames, name)
		}
		opt.SeriesList, used = append(opt.SeriesList, s), append(used, i)
	}
	if f, ok := c.sharedTarget(); ok {
		v, _ := f.Threshold()
		add(report.Capital(c.target(f)), inkTarget, charts.LineSeries{Values: slices.Repeat([]float64{c.scaled(v)}, len(times))})
	}
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = l.name
	}
	names = c.canvas.distinct(names, smallSize, pageWidth/3)
	for i, l := range lines {
		values := slices.Repeat([]float64{charts.GetNullValue()}, len(times)) // the line is broken where there is no figure
		var last report.Figure
		for n, p := range times {
			if f := l.figures[p]; f.Defined {
				values[n], last = c.scaled(f.Number()), f
			}
		}
		name := names[i]
		if name != "" {
			name += " " + c.value(last)
		}
		add(name, inks[i], charts.LineSeries{Values: values, Symbol: charts.Symbol{Shape: signs[i%len(signs)], Size: 7}})
	}
	if len(lines) == 1 && len(times) <= 16 {
		for _, s := range c.marks(lines[0], times, axis) {
			add("", noInk, s)
		}
	}
	opt.Theme = theme(used)
	if err := c.canvas.painter.LineChart(opt); err != nil {
		return fmt.Errorf("drawing lines: %w", err)
	}
	c.canvas.write(h)
	return nil
}

// marks returns series of one invisible point each, above a line, whose labels are the
// figures of the line: the library has labels of points at the right, on the line.
func (c *chart) marks(l line, times []kpi.Period, axis charts.ValueAxisOption) []charts.LineSeries {
	var marks []charts.LineSeries
	for i, p := range times {
		f := l.figures[p]
		if !f.Defined {
			continue
		}
		values := slices.Repeat([]float64{charts.GetNullValue()}, len(times))
		values[i] = min(c.scaled(f.Number())+(*axis.Max-*axis.Min)*0.05, *axis.Max)
		text := c.value(f)
		if f.Verdict == kpi.Missed {
			text += " " + c.judgment(f)
		}
		marks = append(marks, charts.LineSeries{Values: values, Label: charts.SeriesLabel{
			Show: charts.Ptr(true), Distance: -c.canvas.measure(text, smallSize) / 2, FontStyle: c.canvas.style(smallSize, inkText),
			ValueFormatter: func(float64) string { return text },
		}})
	}
	return marks
}

// lines returns the groups with what people read of their periods. Periods that hold
// others, or none, are no points of a line: aside are texts with their figures.
func (c *chart) lines() (lines []line, labels map[kpi.Period]string, aside []string) {
	labels = map[kpi.Period]string{}
	periods, at := map[kpi.Period]bool{}, map[string]int{}
	for _, row := range c.t.Rows {
		periods[row.Group.Period] = true
	}
	wide := map[kpi.Period]bool{{}: true}
	for p := range periods {
		for q := range periods {
			wide[p] = wide[p] || !q.IsZero() && q != p && p.Contains(q)
		}
	}
	for _, row := range c.t.Rows {
		last := len(row.Keys) - 1
		p, name, label, f := row.Group.Period, rowLabel(row.Keys[:last]), lettered(row.Keys[last].Label), row.Figure(0)
		if wide[p] {
			if f.Defined {
				aside = append(aside, strings.TrimPrefix(name+" · "+label, " · ")+": "+c.value(f))
			}
			continue
		}
		i, ok := at[name]
		if !ok {
			i, at[name] = len(lines), len(lines)
			lines = append(lines, line{name, map[kpi.Period]report.Figure{}})
		}
		lines[i].figures[p], labels[p] = f, label
	}
	return lines, labels, aside
}

// between returns periods in the order of time, with those that are missing
// between them: lines are broken there.
func between(labels map[kpi.Period]string) []kpi.Period {
	var known, times []kpi.Period
	for p := range labels {
		known = append(known, p)
	}
	slices.SortFunc(known, kpi.Period.Compare)
	for i, p := range known {
		if i > 0 {
			last := known[i-1]
			for length := last.To - last.From; len(times) <= maxPeriods && last.To+1+length < p.From; {
				last = kpi.Period{From: last.To + 1, To: last.To + 1 + length}
				times = append(times, last)
			}
		}
		times = append(times, p)
	}
	return times
}

// lineAxis returns the axis of lines: counts from 0, rates as near as their figures
// and the target are to each other.
func (c *chart) lineAxis() charts.ValueAxisOption {
	figures := c.figures()
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range c.positions(figures[:len(figures)-1]) {
		lo, hi = min(lo, v), max(hi, v)
	}
	switch {
	case math.IsInf(lo, 1):
		lo, hi = 0, 100
	case !c.rate || lo >= 0 && lo <= 40:
		lo = min(lo, 0)
	case hi-lo < 4:
		lo = max(hi-4, 0)
	}
	if top := hi + (hi-lo)*0.08; !c.rate || hi > 100 || top <= 100 {
		hi = top
	}
	return c.axis(lo, hi)
}
