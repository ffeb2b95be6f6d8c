package picture

import (
	"math"

	"github.com/go-analyze/charts"
)

// gap is a place of a line where there is no figure.
const gap = math.MaxInt32

// text writes a text from a place on its line.
func (c *canvas) text(text string, x, y int, points float64, i ink) {
	if text == "" {
		return // the library writes none
	}
	c.painter.Text(text, x, y, 0, c.style(points, i))
	c.widths = append(c.widths, c.measure(text, points))
}

// textTo writes a text that ends at a place on its line.
func (c *canvas) textTo(text string, x, y int, points float64, i ink) {
	c.text(text, x-c.measure(text, points), y, points, i)
}

// textAround writes a text around a place on its line, between two others.
func (c *canvas) textAround(text string, x, y int, points float64, i ink, from, to int) {
	width := c.measure(text, points)
	c.text(text, max(min(x-width/2, to-width), from), y, points, i)
}

// baseline returns the line of a text whose letters are around a height.
func baseline(y int, points float64) int { return y + int(points*PerInch/72*0.36) }

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2 int, i ink, width float64) {
	c.painter.LineStroke([]charts.Point{{X: x1, Y: y1}, {X: x2, Y: y2}}, i.rgb(), width)
}

// dashes draws the line of a target. It is visible above bars of any colour.
func (c *canvas) dashes(x1, y1, x2, y2 int) {
	c.rule(x1, y1, x2, y2, inkWhite, 6)
	c.painter.DashedLineStroke([]charts.Point{{X: x1, Y: y1}, {X: x2, Y: y2}}, inkTarget.rgb(), 2, []float64{10, 6})
}

// box draws a bar; a hollow one has an outline only.
func (c *canvas) box(x1, y1, x2, y2 int, i ink, hollow bool) {
	if hollow {
		c.painter.FilledRect(x1, y1, x2, y2, inkWhite.rgb(), i.rgb(), 3)
		return
	}
	c.painter.FilledRect(x1, y1, x2, y2, i.rgb(), i.rgb(), 0)
}

// sign is the shape of a dot.
type sign int

const (
	round sign = iota
	square
	diamond
	triangle
)

// dot draws a dot of a radius; a hollow one has an outline only.
func (c *canvas) dot(s sign, x, y, radius int, i ink, hollow bool) {
	fill := i.rgb()
	if hollow {
		fill = charts.ColorWhite
	}
	switch s {
	case square:
		c.painter.FilledRect(x-radius, y-radius, x+radius, y+radius, fill, i.rgb(), 3)
	case diamond:
		c.painter.FilledDiamond(x, y, 2*radius+6, 2*radius+6, fill, i.rgb(), 3)
	case triangle:
		r := radius + 2
		corners := []charts.Point{{X: x - r, Y: y + r - 2}, {X: x, Y: y - r}, {X: x + r, Y: y + r - 2}, {X: x - r, Y: y + r - 2}}
		c.painter.FillArea(corners, fill)
		c.painter.LineStroke(corners, i.rgb(), 3)
	default:
		c.painter.Circle(float64(radius), x, y, fill, i.rgb(), 3)
	}
}

// cut draws the sign of an axis that does not begin at 0, on an axis to the right or upwards.
func (c *canvas) cut(x, y int, upwards bool) {
	const size, apart = 9, 5
	if upwards {
		y -= 14
		c.rule(x, y-apart, x, y+apart, inkWhite, 5)
		c.rule(x-size, y+apart+3, x+size, y+apart-5, inkGrey, 2)
		c.rule(x-size, y-apart+5, x+size, y-apart-3, inkGrey, 2)
		return
	}
	x += 14
	c.rule(x-apart, y, x+apart, y, inkWhite, 5)
	c.rule(x-apart-4, y+size, x-apart+4, y-size, inkGrey, 2)
	c.rule(x+apart-4, y+size, x+apart+4, y-size, inkGrey, 2)
}
