package render

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/report"
)

// PictureError says why a report is not one picture, and what to choose instead.
type PictureError struct{ Reason string }

// Error returns the reason.
func (e *PictureError) Error() string { return e.Reason }

// What one picture holds and still is read.
const (
	maxBars    = 100
	maxLines   = 8
	maxPeriods = 100
)

// SVG writes a report of one indicator as a picture for documents: a bar for
// each row, or lines over the periods. The error is a [*PictureError] where the
// report holds more than that.
func SVG(w io.Writer, r *report.Report) error {
	c, err := drawn(r, charts.ChartOutputSVG)
	if err != nil {
		return err
	}
	return c.writeSVG(w)
}

// PNG writes the picture of [SVG] in pixels, 200 to the inch.
func PNG(w io.Writer, r *report.Report) error {
	c, err := drawn(r, charts.ChartOutputPNG)
	if err != nil {
		return err
	}
	b, err := c.paper.Bytes()
	if err != nil {
		return fmt.Errorf("encoding the picture: %w", err)
	}
	_, err = w.Write(withDensity(b))
	return err
}

// Sizes in pixels: the page is as wide as the text of an A4 page, 160 mm.
const (
	perInch   = 200
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

// Inks are told apart in grey print and by the colour-blind.
var (
	inkText    = charts.ColorFromHex("#222222")
	inkGrey    = charts.ColorFromHex("#666666")
	inkGrid    = charts.ColorFromHex("#dddddd")
	inkAxis    = charts.ColorFromHex("#aaaaaa")
	inkTarget  = charts.ColorFromHex("#444444")
	inkMet     = charts.ColorFromHex("#205493")
	inkMissed  = charts.ColorFromHex("#e08a3c")
	inkOther   = charts.ColorFromHex("#5b7083")
	inkTotal   = charts.ColorFromHex("#17375c")
	inkFailed  = charts.ColorFromHex("#a04a00")
	inkNeutral = charts.ColorFromHex("#3f4a54")
)

// chart is a picture of a report that is being drawn.
type chart struct {
	r             *report.Report
	rate          bool
	font          *truetype.Font
	paper         *charts.Painter // before it is drawn on, texts are measured on it
	output        string
	width, height int
}

// drawn draws a report for an output of the library.
func drawn(r *report.Report, output string) (*chart, error) {
	if len(r.Columns) != 1 {
		return nil, &PictureError{"a picture shows one indicator: choose it with --indicator"}
	}
	font, err := truetype.Parse(liberationsansregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	c := &chart{r: r, rate: isRate(r), font: font, output: output}
	c.open(1)
	if len(r.By) > 0 && r.By[len(r.By)-1] == kpi.ByPeriod {
		return c, c.drawLines()
	}
	if len(r.Rows) > maxBars {
		return nil, &PictureError{fmt.Sprintf("a picture holds at most %d bars, not %d: choose rows with --unit or --by", maxBars, len(r.Rows))}
	}
	return c, c.drawBars()
}

// open takes a sheet of paper of some height.
func (c *chart) open(height int) {
	c.width, c.height = pageWidth, height
	c.paper = charts.NewPainter(charts.PainterOptions{OutputFormat: c.output, Width: c.width, Height: c.height, Font: c.font})
}

// isRate reports whether the indicator is a rate: figures that are not known do
// not say.
func isRate(r *report.Report) bool {
	count := func(row report.Row) bool { return row.Figures[0].Defined && row.Figures[0].Ratio.Plain }
	return !count(r.Total) && !slices.ContainsFunc(r.Rows, count)
}

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

// theme has the colours of bars or lines.
func theme(inks []charts.Color) charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: inkAxis, AxisSplitLineColor: inkGrid, BackgroundColor: charts.ColorWhite,
		TextColor: inkText, SeriesColors: inks,
	})
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

// figures are those of the rows and the total.
func (c *chart) figures() []report.Figure {
	var figures []report.Figure
	for _, row := range c.r.Rows {
		figures = append(figures, row.Figures[0])
	}
	return append(figures, c.r.Total.Figures[0])
}

// sharedTarget returns a figure with the target that all rows have, if they have
// one.
func (c *chart) sharedTarget() (f report.Figure, ok bool) {
	figures := c.figures()
	rows := figures[:max(len(figures)-1, 1)]
	shared := !slices.ContainsFunc(rows, func(f report.Figure) bool { return f.Target != rows[0].Target })
	return rows[0], shared && rows[0].Target != ""
}

// value is what people read of a figure, with its unit.
func (c *chart) value(f report.Figure) string {
	if !f.Defined {
		return lettered(f.NA)
	}
	return c.number(f.Shown)
}

// number writes a number as people read it, with the unit of the indicator.
func (c *chart) number(number string) string {
	if c.rate {
		return localised(number, c.r.Lang) + "\u00a0%"
	}
	return localised(number, c.r.Lang)
}

// target is a target in words.
func (c *chart) target(f report.Figure) string {
	return lettered(c.r.Say("in-line.target")) + " " + c.number(f.Target)
}

// capital is a text with a capital at its beginning.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// scaled is a figure as it stands on an axis.
func (c *chart) scaled(number float64) float64 {
	if c.rate {
		return 100 * number
	}
	return number
}

// positions returns where figures and their targets stand on an axis.
func (c *chart) positions(figures []report.Figure) []float64 {
	var values []float64
	for _, f := range figures {
		if f.Defined {
			values = append(values, c.scaled(f.Number()))
		}
		if v, ok := f.Threshold(); ok {
			values = append(values, c.scaled(v))
		}
	}
	return values
}

// axis is a scale from lo to hi in about five steps of 1, 2 or 5.
func (c *chart) axis(lo, hi float64) charts.ValueAxisOption {
	if hi <= lo {
		hi = lo + 1
	}
	step := math.Pow(10, math.Floor(math.Log10((hi-lo)/5)))
	for _, factor := range []float64{1, 2, 5, 10} {
		if (hi-lo)/(step*factor) <= 5 {
			step *= factor
			break
		}
	}
	if !c.rate {
		step = max(step, 1)
	}
	first, last := math.Floor(lo/step), math.Ceil(hi/step)
	return charts.ValueAxisOption{
		Min: charts.Ptr(first * step), Max: charts.Ptr(last * step), LabelCount: int(last-first) + 1,
		LabelFontStyle: c.style(leastSize, inkGrey), PreferNiceIntervals: charts.Ptr(false),
		ValueFormatter: func(v float64) string {
			// +0: there is no -0.
			return c.number(strconv.FormatFloat(math.Round(v*1e6)/1e6+0, 'f', -1, 64))
		},
	}
}

// rowLabel is the name of a row.
func rowLabel(keys []report.Key) string {
	var names []string
	for _, k := range keys {
		names = append(names, lettered(k.Label))
	}
	return strings.Join(names, " / ")
}

// lettered makes a text harmless, and its letters the single ones that fonts
// have: letters with marks beside them are drawn badly.
func lettered(text string) string { return kpi.Printable(norm.NFC.String(text)) }

// description puts into words what the picture shows.
func (c *chart) description() string {
	var parts []string
	for i, f := range c.figures() {
		name := lettered(c.r.TotalLabel)
		if i < len(c.r.Rows) {
			name = rowLabel(c.r.Rows[i].Keys)
		}
		part := name + ": " + c.value(f)
		if f.Judgment != "" {
			part += " (" + lettered(f.Judgment) + ")"
		}
		parts = append(parts, part)
	}
	return lettered(c.r.Title) + ". " + strings.Join(parts, "; ")
}

// writeSVG gives the picture of the library its size on paper, fonts that programs
// have (Liberation Sans is as wide as Arial), and says in words what it shows.
func (c *chart) writeSVG(w io.Writer) error {
	b, err := c.paper.Bytes()
	if err != nil {
		return fmt.Errorf("encoding the picture: %w", err)
	}
	var words bytes.Buffer
	words.WriteString(`" role="img" aria-labelledby="title desc" xml:lang="` + string(c.r.Lang) + "\">\n<title id=\"title\">")
	// A buffer takes everything.
	_ = xml.EscapeText(&words, []byte(lettered(c.r.Columns[0].Label)))
	words.WriteString("</title>\n<desc id=\"desc\">")
	_ = xml.EscapeText(&words, []byte(c.description()))
	words.WriteString("</desc>\n")
	size := fmt.Sprintf(`<svg width="%.1fmm" height="%.1fmm" `, float64(c.width)/perInch*25.4, float64(c.height)/perInch*25.4)
	text := strings.Replace(string(b), "<svg ", size, 1)
	text = strings.Replace(text, `">`, words.String(), 1)
	text = strings.ReplaceAll(text, "'Liberation Sans',sans-serif", "Arial,'Liberation Sans',Helvetica,sans-serif")
	text = strings.ReplaceAll(text, "/><", "/>\n<")
	text = strings.ReplaceAll(text, "</text><", "</text>\n<")
	_, err = io.WriteString(w, text+"\n")
	return err
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
