package picture

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"sort"
	"strings"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"
)

// Sizes in pixels: the page is as wide as the text of an A4 page, 160 mm.
const (
	PerInch   = 200 // pixels
	pageWidth = 1260
	margin    = 28
)

// Sizes of texts in points.
const (
	titleSize = 13
	textSize  = 9
	smallSize = 8.0
	leastSize = 7.5
)

// ink is a colour. Different ones can be distinguished in grey print, and by the
// colour-blind.
type ink string

const (
	inkText    ink = "#222222"
	inkGrey    ink = "#666666"
	inkWhite   ink = "#ffffff"
	inkGrid    ink = "#dddddd"
	inkAxis    ink = "#aaaaaa"
	inkTarget  ink = "#222222"
	inkMet     ink = "#205493"
	inkMissed  ink = "#e08a3c"
	inkOther   ink = "#5b7083"
	inkTotal   ink = "#17375c"
	inkFailed  ink = "#a04a00"
	inkNeutral ink = "#3f4a54"
)

// rgb returns an ink in the terms of the library.
func (i ink) rgb() charts.Color { return charts.ColorFromHex(string(i)) }

// canvas is what a picture is drawn on. Texts are measured on it before its height is
// known.
type canvas struct {
	font    *truetype.Font
	output  string // of the library
	painter *charts.Painter
	height  int
	widths  []int // of the texts that are written
}

func newCanvas(output string) (*canvas, error) {
	font, err := truetype.Parse(liberationsansregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	c := &canvas{font: font, output: output}
	c.open(1)
	return c, nil
}

// open begins a picture of some height.
func (c *canvas) open(height int) {
	c.height, c.widths = height, nil
	c.painter = charts.NewPainter(charts.PainterOptions{OutputFormat: c.output, Width: pageWidth, Height: height, Font: c.font})
	c.painter.FilledRect(0, 0, pageWidth, height, inkWhite.rgb(), inkWhite.rgb(), 0)
}

// style returns the look of a text of a size in points.
func (c *canvas) style(points float64, colour ink) charts.FontStyle {
	const libraryDPI = 92
	return charts.FontStyle{FontSize: points * PerInch / libraryDPI, FontColor: colour.rgb(), Font: c.font}
}

// measure returns the width of a text.
func (c *canvas) measure(text string, points float64) int {
	return c.painter.MeasureText(text, 0, c.style(points, inkText)).Width()
}

// fitted returns as much of a text as fits a width.
func (c *canvas) fitted(text string, points float64, room int) string {
	runes := []rune(text)
	runes = runes[:min(len(runes), room)] // no letter is narrower than a pixel
	if len(runes) == len([]rune(text)) && c.measure(text, points) <= room {
		return text
	}
	n := sort.Search(len(runes), func(n int) bool { return c.measure(string(runes[:n+1])+"…", points) > room })
	return strings.TrimSpace(string(runes[:n])) + "…"
}

// heading is the name of the indicator over the period and other lines, broken
// into lines that fit.
type heading struct{ title, below []string }

// height returns the height of the heading with its margins.
func (h heading) height() int { return margin + 46*len(h.title) + 30*len(h.below) + 14 }

// write draws a heading at the top.
func (c *canvas) write(h heading) {
	y := margin - 6
	for _, line := range h.title {
		y += 46
		c.text(line, margin, y, titleSize, inkText)
	}
	y += 6
	for _, line := range h.below {
		y += 30
		c.text(line, margin, y, smallSize, inkGrey)
	}
}

// wrapped returns the lines of a text, as wide as there is room; the last one is cut.
func (c *canvas) wrapped(text string, points float64, room, most int) []string {
	var lines []string
	for _, word := range strings.Split(text, " ") { // numbers and their units stay together
		if n := len(lines); n > 0 && (n == most || c.measure(lines[n-1]+" "+word, points) <= room) {
			if len(lines[n-1]) < pageWidth { // the rest of a last line is cut anyway
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

// withDensity puts the number of pixels in a metre behind the header of a PNG, so
// that documents show it in its size.
func withDensity(file []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature; length, name, data and checksum of the header
	const perMetre = 7874             // 200 to the inch
	chunk := []byte("pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	out := binary.BigEndian.AppendUint32(slices.Clone(file[:header]), uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, file[header:]...)
}
