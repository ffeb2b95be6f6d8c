package picture

import (
	"strings"

	"cchc/kpi"
)

// panels is a picture of many small plots with the same axes, one for each line: its name
// above, its newest figure at its end, and the line of the total in grey behind it.
type panels struct {
	c             *chart
	t             timeline
	scale         scale
	names         []string
	totals        []point
	columns       int
	width, height int // of a plot
	indent        int // for the numbers of the axis
	ends          int // for the newest figures
}

// Sizes between panels.
const (
	panelGap  = 26
	nameRoom  = 40
	belowRoom = 22
)

// drawPanels draws a small plot for each line.
func drawPanels(c *chart, t timeline) {
	points := t.points()
	p := panels{c: c, t: t, totals: c.totals(t.times)}
	p.scale = lineScale(append(points, p.totals...), c.rate, 3)
	target, shared := sharedTarget(points)
	lines := append([]string{c.totalInLine()}, t.aside...)
	var signs []string
	if shared {
		signs = append(signs, c.say("picture.dashed")+": "+c.target(target))
	} else if _, ok := anyTarget(points); ok {
		signs = append(signs, c.say("picture.dashed")+": "+c.say("in-line.target"))
	}
	if len(p.totals) > 0 {
		signs = append(signs, c.say("picture.grey")+": "+c.total().name)
	}
	if p.scale.cut() {
		signs = append(signs, c.cutAt(p.scale))
	}
	h := c.heading(t.common, inLine(lines...), inLine(signs...))
	p.measure()
	rows := (len(t.lines) + p.columns - 1) / p.columns
	pitch := nameRoom + p.height + belowRoom
	start := h.height() + 8
	c.canvas.open(start + rows*pitch + 20 + margin)
	c.canvas.write(h)
	for i := range t.lines {
		left := margin + p.indent + i%p.columns*(p.width+p.ends+panelGap)
		top := start + i/p.columns*pitch + nameRoom
		p.panel(i, left, top)
	}
}

// measure chooses how many panels are beside each other: fewer where names are long.
func (p *panels) measure() {
	cv, longest := p.c.canvas, 0
	var names []string
	for _, l := range p.t.lines {
		names = append(names, l.name)
		longest = max(longest, cv.measure(l.name, leastSize))
		if last := l.newest(); last.known {
			p.ends = max(p.ends, cv.measure(last.text, leastSize)+14)
		} else {
			for word := range strings.FieldsSeq(last.text) {
				p.ends = max(p.ends, cv.measure(word, leastSize)+14)
			}
		}
	}
	for _, v := range p.scale.ticks() {
		p.indent = max(p.indent, cv.measure(p.c.digits(v), leastSize)+12)
	}
	least := 4
	switch n := len(names); {
	case n <= 12:
		p.columns, p.height, least = 3, 150, 3
	case n <= 24:
		p.columns, p.height, least = 4, 120, 3
	case n <= 50:
		p.columns, p.height = 5, 96
	default: // on one page
		p.columns, p.height = 5, 80
	}
	room := func() int { return (pageWidth-2*margin-p.indent+panelGap)/p.columns - panelGap }
	const between = 8 // names, which are as wide as a panel and most of what is beside it
	for p.columns > least && longest > room()+panelGap-between {
		p.columns--
	}
	p.names = cv.distinct(names, leastSize, room()+panelGap-between)
	p.width = room() - p.ends
}

// panel draws a small plot.
func (p *panels) panel(i, left, top int) {
	cv, l := p.c.canvas, p.t.lines[i]
	bottom := top + p.height
	plot := linePlot{c: p.c, t: p.t, scale: p.scale.between(bottom, top), left: left, right: left + p.width, top: top, bottom: bottom, inset: 8}
	cv.text(p.names[i], left, top-15, leastSize, inkText)
	for _, v := range plot.scale.ticks() {
		y, colour := plot.scale.at(v), inkGrid
		if v == 0 {
			colour = inkAxis
		}
		cv.rule(left, y, plot.right, y, colour, 1)
		if i%p.columns == 0 {
			cv.textTo(p.c.digits(v), left-12, baseline(y, leastSize), leastSize, inkGrey)
		}
	}
	cv.rule(left, top, left, bottom, inkAxis, 1)
	if plot.scale.cut() && i%p.columns == 0 {
		cv.cut(left, bottom, true)
	}
	if len(p.totals) > 0 {
		plot.line(p.totals, inkAxis, 3)
	}
	if target, ok := anyTarget(l.points); ok {
		y := plot.scale.at(target.threshold)
		cv.dashes(left, y, plot.right, y)
	}
	plot.line(l.points, inkMet, 3)
	for n, point := range l.points {
		alone := (n == 0 || !l.points[n-1].known) && (n+1 == len(l.points) || !l.points[n+1].known)
		if point.known && (point.odd || alone || n+1 == len(l.points)) {
			p.dot(point, plot.x(n), plot.scale.at(point.at))
			if point.odd {
				cv.textTo("!", plot.x(n)-12, baseline(plot.scale.at(point.at), leastSize), leastSize, inkText)
			}
		}
	}
	p.newest(l.newest(), plot)
	if i+p.columns >= len(p.t.lines) {
		p.months(plot)
	}
}

// dot draws a figure: a missed one is a diamond.
func (p *panels) dot(of point, x, y int) {
	if of.verdict == kpi.Missed {
		p.c.canvas.dot(diamond, x, y, 5, inkMissed, of.odd)
		return
	}
	p.c.canvas.dot(round, x, y, 5, inkMet, of.odd)
}

// newest writes the newest figure beside the end of the line.
func (p *panels) newest(of point, plot linePlot) {
	const pitch = 24
	cv, x := p.c.canvas, plot.right+12
	if of.known {
		cv.text(of.text, x, baseline(plot.scale.at(of.at), leastSize), leastSize, inkText)
		return
	}
	lines := cv.wrapped(of.text, leastSize, p.ends-12, 4)
	y := (plot.top+plot.bottom)/2 - (len(lines)-1)*pitch/2
	for _, line := range lines {
		cv.text(line, x, baseline(y, leastSize), leastSize, inkGrey)
		y += pitch
	}
}

// months writes the first and the newest period below a plot, or the newest if both do not fit.
func (p *panels) months(plot linePlot) {
	cv, times := p.c.canvas, p.t.times
	newest := p.t.labels[times[len(times)-1]]
	half := cv.measure(newest, leastSize) / 2
	line := plot.bottom + 28
	if first := p.t.labels[times[0]]; len(times) > 1 && plot.left+cv.measure(first, leastSize)+20 < plot.right-half {
		cv.textAround(first, plot.x(0), line, leastSize, inkGrey, plot.left, pageWidth)
	}
	cv.textAround(newest, plot.right, line, leastSize, inkGrey, 0, pageWidth)
}
