package picture

import (
	"strings"

	"github.com/go-analyze/charts"
)

// style is a text of a size in points.
func (c *chart) style(points float64, ink charts.Color) charts.FontStyle {
	const libraryDPI = 92
	return charts.FontStyle{FontSize: points * perInch / libraryDPI, FontColor: ink, Font: c.font}
}

// measure returns the width of a text.
func (c *chart) measure(text string, points float64) int {
	return c.paper.MeasureText(text, 0, c.style(points, inkText)).Width()
}

// fitted is as much of a text as there is room for.
func (c *chart) fitted(text string, points float64, room int) string {
	runes := []rune(text)
	runes = runes[:min(len(runes), room)] // no letter is narrower than a pixel
	if len(runes) == len([]rune(text)) && c.measure(text, points) <= room {
		return text
	}
	for len(runes) > 0 && c.measure(string(runes)+"…", points) > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}

// heading is the name of the indicator over the period and other lines, broken
// into lines that fit.
type heading struct{ title, below []string }

func (c *chart) heading(below ...string) heading {
	h := heading{title: c.wrapped(lettered(c.r.Columns[0].Label), titleSize, 3)}
	for _, line := range append([]string{lettered(c.r.Title)}, below...) {
		h.below = append(h.below, c.wrapped(line, smallSize, 2)...)
	}
	return h
}

// height is how far down the heading reaches.
func (h heading) height() int { return margin + 46*len(h.title) + 30*len(h.below) + 14 }

// write writes a heading at the top: the titles of the library are as wide as the
// plot, and their lines touch each other where letters have marks.
func (c *chart) write(h heading) {
	y := margin - 6
	for _, line := range h.title {
		y += 46
		c.paper.Text(line, margin, y, 0, c.style(titleSize, inkText))
	}
	y += 6
	for _, line := range h.below {
		y += 30
		c.paper.Text(line, margin, y, 0, c.style(smallSize, inkGrey))
	}
}

// wrapped breaks a text into lines as wide as the page, the last one cut.
func (c *chart) wrapped(text string, points float64, most int) []string {
	const room = pageWidth - 2*margin
	var lines []string
	for _, word := range strings.Split(text, " ") { // numbers and their units stay together
		if n := len(lines); n > 0 && (n == most || c.measure(lines[n-1]+" "+word, points) <= room) {
			if len(lines[n-1]) < room { // the rest of a last line is cut anyway
				lines[n-1] += " " + word
			}
			continue
		}
		lines = append(lines, word)
	}
	for i, line := range lines {
		lines[i] = c.fitted(line, points, room)
	}
	return lines
}
