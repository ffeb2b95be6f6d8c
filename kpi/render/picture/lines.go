package picture

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-analyze/charts"

	"cchc/kpi"
)

// linePlot is a picture of lines over periods. The newest period is at the right edge, and
// the names of the lines beside it.
type linePlot struct {
	c           *chart
	t           timeline
	scale       scale
	left, right int
	top, bottom int
	inset       int // of the first point, from the axis
	tags        []tag
}

// tag is a text beside the end of a line: its name and newest figure. Where others are too
// near, it is higher or lower than that, with a leader between them.
type tag struct {
	text  string
	y, at int // where the line ends, and where the text is
	ink   ink
	sign  sign
	ends  bool // the line has a figure of the newest period
	mark  bool // of a target
}

// Sizes of a plot of lines.
const (
	plotHeight = 500
	tagPitch   = 32
	tagIndent  = 56 // from the edge of the plot to texts
)

// lineInks are the colours of lines; their signs or widths differ too.
func lineInks() [maxLines]ink {
	return [...]ink{inkMet, "#b3541e", "#2a8c6e", "#7b3f8c", "#8c6d1f", "#3d8fc0", "#b33a6b", "#808080"}
}

// drawLines draws a line for each group over the periods.
func drawLines(c *chart, t timeline) {
	points := t.points()
	p := linePlot{c: c, t: t, scale: lineScale(points, c.rate, 6), inset: 24}
	h := p.heading()
	p.top = h.height() + 44
	p.bottom = p.top + plotHeight
	c.canvas.open(p.bottom + 40 + margin)
	c.canvas.write(h)
	p.scale = p.scale.between(p.bottom, p.top)
	p.place(points)
	p.axes()
	if target, ok := sharedTarget(points); ok {
		y := p.scale.at(target.threshold)
		c.canvas.dashes(p.left, y, p.right, y)
	}
	marked := len(t.lines) == 1 && len(t.times) <= 16
	for i, l := range t.lines {
		width := 4.0
		if i >= 4 {
			width = 2 // their signs are those of others
		}
		p.line(l.points, lineInks()[i], width)
		for n, point := range l.points {
			if point.known {
				x, y := p.x(n), p.scale.at(point.at)
				c.canvas.dot(sign(i%4), x, y, 6, lineInks()[i], point.odd)
				if point.odd && !marked {
					c.canvas.textTo("!", x-12, baseline(y, smallSize), smallSize, inkText)
				}
			}
		}
	}
	if marked {
		p.values(t.lines[0].points)
	}
	p.writeTags()
}

// heading returns the lines above the plot: the total, and what is no point of a line.
func (p *linePlot) heading() heading {
	lines := append([]string{p.c.totalInLine()}, p.t.aside...)
	if p.scale.cut() {
		lines = append(lines, p.c.cutAt(p.scale))
	}
	return p.c.heading(p.t.common, inLine(lines...))
}

// place measures the texts at both sides of the plot, which has the rest of the width.
func (p *linePlot) place(points []point) {
	cv, axis, month := p.c.canvas, 0, 0
	for _, v := range p.scale.ticks() {
		axis = max(axis, cv.measure(p.c.number(written(v)), leastSize))
	}
	for _, label := range p.t.labels {
		month = max(month, cv.measure(label, leastSize))
	}
	p.left = margin + axis + 14
	target, shared := sharedTarget(points)
	var names, texts []string
	room := pageWidth * 2 / 5
	for _, l := range p.t.lines {
		text := p.newest(l, shared)
		names, texts = append(names, l.name), append(texts, text)
		room = min(room, pageWidth*2/5-cv.measure(" "+text, smallSize))
	}
	for i, name := range cv.distinct(names, smallSize, max(room, 120)) {
		l := p.t.lines[i]
		if text := strings.TrimSpace(name + " " + texts[i]); text != "" {
			p.tags = append(p.tags, tag{text: text, y: p.end(l), ink: lineInks()[i], sign: sign(i % 4), ends: l.newest().known})
		}
	}
	if shared {
		p.tags = append(p.tags, tag{text: p.c.target(target), y: p.scale.at(target.threshold), ink: inkTarget, ends: true, mark: true})
	}
	widest := 0
	for _, t := range p.tags {
		widest = max(widest, tagIndent+cv.measure(t.text, smallSize))
	}
	p.right = pageWidth - margin - max(widest, month/2+10)
	spread(p.tags, p.top+10, p.bottom-6)
}

// newest returns what is beside the name of a line: its newest figure, unless that is at its
// point, and its own target.
func (p *linePlot) newest(l line, shared bool) string {
	last := l.newest()
	var texts []string
	if len(p.t.lines) > 1 || len(p.t.times) > 16 || !last.known {
		texts = append(texts, last.text)
	}
	if last.verdict == kpi.Missed {
		texts = append(texts, last.judgment)
	}
	if !shared && last.target != "" {
		texts = append(texts, "("+p.c.target(last)+")")
	}
	return strings.Join(texts, " ")
}

// end returns the height of the newest figure of a line that is known.
func (p *linePlot) end(l line) int {
	for _, point := range slices.Backward(l.points) {
		if point.known {
			return p.scale.at(point.at)
		}
	}
	return p.bottom
}

// spread puts tags as near to their lines as they fit below each other: those that are too
// near to others are a group around the middle of their lines.
func spread(tags []tag, top, bottom int) {
	slices.SortStableFunc(tags, func(a, b tag) int { return a.y - b.y })
	type group struct{ first, n, sum int } // of tags, and the sum of their heights
	start := func(g group) int {
		height := (g.n - 1) * tagPitch
		return max(min(g.sum/g.n-height/2, bottom-height), top)
	}
	var groups []group
	for i, t := range tags {
		g := group{i, 1, t.y}
		for len(groups) > 0 {
			last := groups[len(groups)-1]
			if start(last)+last.n*tagPitch <= start(g) {
				break
			}
			g = group{last.first, last.n + g.n, last.sum + g.sum}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	for _, g := range groups {
		for k := range g.n {
			tags[g.first+k].at = start(g) + k*tagPitch
		}
	}
}

// writeTags writes the names of lines.
func (p *linePlot) writeTags() {
	cv, x := p.c.canvas, p.right+tagIndent
	for _, t := range p.tags {
		if t.mark {
			cv.dashes(x-20, t.at, x-6, t.at)
		} else {
			cv.dot(t.sign, x-16, t.at, 6, t.ink, false)
		}
		if t.ends {
			cv.rule(p.right+12, t.y, x-28, t.at, t.ink, 1)
		}
		cv.text(t.text, x, baseline(t.at, smallSize), smallSize, inkText)
	}
}

// x returns the place of a period.
func (p *linePlot) x(n int) int {
	if last := len(p.t.times) - 1; last > 0 {
		return p.left + p.inset + n*(p.right-p.left-p.inset)/last
	}
	return p.right
}

// axes draws the lines and the numbers of the axes.
func (p *linePlot) axes() {
	cv := p.c.canvas
	for _, v := range p.scale.ticks() {
		y, i := p.scale.at(v), inkGrid
		if v == 0 {
			i = inkAxis
		}
		cv.rule(p.left, y, p.right, y, i, 1)
		cv.textTo(p.c.number(written(v)), p.left-14, baseline(y, leastSize), leastSize, inkGrey)
	}
	cv.rule(p.left, p.top, p.left, p.bottom, inkAxis, 2)
	if p.scale.cut() {
		cv.cut(p.left, p.bottom, true)
	}
	var labels []string
	for n, time := range p.t.times {
		labels = append(labels, p.t.labels[time])
		cv.rule(p.x(n), p.bottom, p.x(n), p.bottom+6, inkAxis, 1)
	}
	p.regular(labels, leastSize, func(n int) {
		cv.textAround(labels[n], p.x(n), p.bottom+32, leastSize, inkGrey, 0, pageWidth)
	})
}

// regular visits every period, or every second or n-th, so that their texts fit beside each
// other. The newest is always among them.
func (p *linePlot) regular(texts []string, size float64, visit func(n int)) {
	widest, last := 0, len(texts)-1
	for _, text := range texts {
		widest = max(widest, p.c.canvas.measure(text, size)+24)
	}
	step := 1
	for last > 0 && step < last && step*(p.right-p.left-p.inset)/last < widest {
		step++
	}
	for n := max(last, 0) % step; n <= last; n += step {
		visit(n)
	}
}

// line draws a line, which is broken where there is no figure.
func (p *linePlot) line(points []point, i ink, width float64) {
	var path []charts.Point
	for n, point := range points {
		y := gap
		if point.known {
			y = p.scale.at(point.at)
		}
		path = append(path, charts.Point{X: p.x(n), Y: y})
	}
	p.c.canvas.painter.LineStroke(path, i.rgb(), width)
}

// values writes the figures at the points of a line: below where it turns up, else above, at
// the side where the line is not.
func (p *linePlot) values(points []point) {
	cv := p.c.canvas
	var texts []string
	for _, point := range points {
		text := ""
		if point.known {
			text = point.text
		}
		texts = append(texts, text)
	}
	p.regular(texts, smallSize, func(n int) {
		if texts[n] == "" {
			return
		}
		x, y, width := p.x(n), p.scale.at(points[n].at), cv.measure(texts[n], smallSize)
		before, after := slope(points, n, -1), slope(points, n, 1)
		line, left := y-16, x-width/2
		switch {
		case before >= 0 && after >= 0 && (before > 0 || after > 0) && y+40 < p.bottom:
			line = y + 36
		case before > 0:
			left = x - 8 // the line falls
		case after > 0:
			left = x + 8 - width
		}
		if n == len(points)-1 { // not in the names of lines
			left = min(left, x+tagIndent/2-width)
		}
		left = max(left, p.left+8) // not over the numbers of the axis
		cv.box(left-2, line-20, left+width+2, line+5, inkWhite, false)
		cv.text(texts[n], left, line, smallSize, inkText)
	})
}

// slope returns whether the point beside another is higher, 1, or lower, -1; 0 if it is neither
// or not known.
func slope(points []point, n, step int) int {
	m := n + step
	if m < 0 || m >= len(points) || !points[m].known {
		return 0
	}
	return cmp.Compare(points[m].at, points[n].at)
}
