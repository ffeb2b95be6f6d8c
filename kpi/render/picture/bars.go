package picture

import (
	"slices"

	"cchc/kpi"
)

// barPlot is a picture of bars or dots, one below the other: names at the left, marks, and
// values in columns at the right, where nothing is in their way.
type barPlot struct {
	c         *chart
	size      float64 // of texts
	pitch     int
	names     []string
	values    int // widths of the columns
	fractions int
	words     int
	target    string // which is a line; "" where rows have others
}

// drawBars draws a bar or dot for each row and, of rates, for the total.
func drawBars(c *chart, rows []point, common string) {
	target, shared := sharedTarget(rows)
	points, p := rows, barPlot{c: c, size: textSize, pitch: 54, target: target.target}
	switch n := len(rows); {
	case n > 50: // so that 65 are on one page
		p.size, p.pitch = leastSize, 28
	case n > 30:
		p.size, p.pitch = leastSize, 33
	case n > 15:
		p.size, p.pitch = 8.5, 44
	}
	var below []string
	switch total := c.total(); {
	case len(rows) == 1 && total.text == rows[0].text && total.fraction == rows[0].fraction:
		// It would be the same again.
	case c.rate:
		points = append(slices.Clone(rows), total)
	default: // its bar would make all others small
		below = append(below, c.totalInLine())
	}
	s, dots := barScale(points, c.rate)
	if dots {
		below = append(below, c.cutAt(s))
	}
	h := c.heading(common, inLine(below...))
	left, right := p.columns(points)
	top := h.height()
	if shared {
		top += 34
	}
	bottom := top + len(points)*p.pitch
	c.canvas.open(bottom + 40 + margin)
	c.canvas.write(h)
	s = s.between(left, right)
	p.axis(s, top, bottom, dots)
	for i, point := range points {
		y := top + i*p.pitch + p.pitch/2
		total := i == len(rows)
		if total && len(rows) > 0 {
			c.canvas.rule(margin, y-p.pitch/2, pageWidth-margin, y-p.pitch/2, inkAxis, 1)
		}
		p.labels(p.names[i], point, y, left, right)
		if dots {
			c.canvas.rule(left, y, right, y, inkGrid, 1)
		} else if point.known {
			i := p.ink(points, point, total)
			half := p.pitch * 32 / 100
			c.canvas.box(s.at(0), y-half, s.at(point.at), y+half, i, point.odd)
		}
		if point.target != "" && point.target != p.target {
			x, half := s.at(point.threshold), p.pitch*42/100
			c.canvas.rule(x, y-half, x, y+half, inkWhite, 8)
			c.canvas.rule(x, y-half, x, y+half, inkTarget, 3)
		}
	}
	if shared {
		x := s.at(target.threshold)
		c.canvas.dashes(x, top-6, x, bottom)
		c.canvas.textAround(c.target(target), x, top-14, smallSize, inkText, left-60, pageWidth-margin)
	}
	if dots { // above the line of a target
		p.dots(points, s, top, len(rows))
	}
}

// dots draws the dots of figures: missed ones are diamonds, that of the total is a square.
func (p *barPlot) dots(points []point, s scale, top, rows int) {
	for i, point := range points {
		if !point.known {
			continue
		}
		form, total := round, i == rows
		switch {
		case total:
			form = square
		case point.verdict == kpi.Missed:
			form = diamond
		}
		p.c.canvas.dot(form, s.at(point.at), top+i*p.pitch+p.pitch/2, p.pitch/6+2, p.ink(points, point, total), point.odd)
	}
}

// ink returns the colour of a bar or dot.
func (p *barPlot) ink(points []point, of point, total bool) ink {
	if total {
		return [...]ink{kpi.Unjudged: inkNeutral, kpi.Met: inkTotal, kpi.Missed: inkFailed}[of.verdict]
	}
	unjudged := inkMet
	if slices.ContainsFunc(points, func(p point) bool { return p.target != "" }) {
		unjudged = inkOther
	}
	return [...]ink{kpi.Unjudged: unjudged, kpi.Met: inkMet, kpi.Missed: inkMissed}[of.verdict]
}

// between columns, in pixels.
const columnGap = 16

// columns measures the names and the values, and returns where the plot between them is.
// There are no fractions where they leave no room for it.
func (p *barPlot) columns(points []point) (left, right int) {
	const leastPlot, slack = 300, 14 // office programs write texts a little wider than they are measured
	cv, names, unknown := p.c.canvas, 0, 0
	for _, point := range points {
		p.names = append(p.names, point.name)
		names = max(names, cv.measure(point.name, p.size))
		if point.known {
			p.values = max(p.values, cv.measure(point.text, p.size))
			p.fractions = max(p.fractions, cv.measure(point.fraction, leastSize))
		} else {
			unknown = max(unknown, cv.measure(point.text, p.size))
		}
		p.words = max(p.words, cv.measure(p.judgment(point), leastSize))
	}
	names = min(names, pageWidth*2/5)
	p.names = cv.distinct(p.names, p.size, names)
	left = margin + names + slack
	for range 2 {
		width := p.values
		if p.fractions > 0 {
			width += columnGap + p.fractions
		}
		p.values += max(unknown-width, 0)
		width = max(width, unknown)
		if p.words > 0 {
			width += columnGap + p.words
		}
		if right = pageWidth - margin - width - 2*slack; right-left >= leastPlot {
			break
		}
		p.fractions = 0
	}
	return left, right
}

// judgment returns the verdict on a figure and a target of its own in words.
func (p *barPlot) judgment(of point) string {
	switch {
	case of.target == "" || of.target == p.target:
		return of.judgment
	case of.judgment == "":
		return p.c.target(of)
	default:
		return of.judgment + " " + p.c.target(of) // met target 98 %
	}
}

// labels writes the name and the value of a row.
func (p *barPlot) labels(name string, of point, y, left, right int) {
	cv := p.c.canvas
	line := baseline(y, p.size)
	cv.textTo(name, left-14, line, p.size, inkText)
	x := right + 28
	if of.known {
		cv.textTo(of.text, x+p.values, line, p.size, inkText)
	} else {
		cv.text(of.text, x, line, p.size, inkGrey)
	}
	x += p.values
	if p.fractions > 0 {
		x += columnGap + p.fractions
		if of.fraction != "" {
			cv.textTo(of.fraction, x, line, leastSize, inkGrey)
		}
	}
	if words := p.judgment(of); words != "" {
		cv.text(words, x+columnGap, line, leastSize, inkText)
	}
}

// axis draws the lines and numbers of the axis, or every second or n-th number with 0 among
// them. That of dots has a line at its foot, with a sign where it begins.
func (p *barPlot) axis(s scale, top, bottom int, dots bool) {
	const apart = 16
	cv, ticks := p.c.canvas, s.ticks()
	widest := 0
	for _, v := range ticks {
		widest = max(widest, cv.measure(p.c.number(written(v)), leastSize)+apart)
	}
	every, zero := 1, max(slices.Index(ticks, 0), 0)
	for every < len(ticks) && every*(s.to-s.from) < widest*(len(ticks)-1) {
		every++
	}
	for i, v := range ticks {
		x, colour := s.at(v), inkGrid
		if v == 0 {
			colour = inkAxis
		}
		cv.rule(x, top, x, bottom, colour, 1)
		if (i-zero)%every == 0 {
			cv.textAround(p.c.number(written(v)), x, bottom+30, leastSize, inkGrey, 0, pageWidth)
		}
	}
	if dots {
		cv.rule(s.from, bottom, s.to, bottom, inkAxis, 2)
		cv.cut(s.from, bottom, false)
	}
}
