// Package picture draws a report of one indicator for documents: bars, or lines over
// periods, as SVG or PNG. It takes a report and computes no figure.
package picture

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Error says why a report is not one picture, and what to choose instead.
type Error struct{ Reason string }

// Error returns the reason.
func (e *Error) Error() string { return e.Reason }

// What one picture holds and still is read.
const (
	maxBars    = 100
	maxLines   = 8
	maxPeriods = 100
)

// SVG writes a report of one indicator as a picture for documents: a bar for
// each row, or lines over the periods. The error is a [*Error] where the
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
	inkTarget  = charts.ColorFromHex("#8d98a3")
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
		return nil, &Error{"a picture shows one indicator: choose it with --indicator"}
	}
	font, err := truetype.Parse(liberationsansregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the font: %w", err)
	}
	c := &chart{r: r, rate: !r.Columns[0].Plain, font: font, output: output}
	c.open(1)
	if len(r.By) > 0 && r.By[len(r.By)-1] == kpi.ByPeriod {
		return c, c.drawLines()
	}
	if len(r.Rows) > maxBars {
		return nil, &Error{fmt.Sprintf("a picture holds at most %d bars, not %d: choose rows with --unit or --by", maxBars, len(r.Rows))}
	}
	return c, c.drawBars()
}

// open takes a sheet of paper of some height.
func (c *chart) open(height int) {
	c.width, c.height = pageWidth, height
	c.paper = charts.NewPainter(charts.PainterOptions{OutputFormat: c.output, Width: c.width, Height: c.height, Font: c.font})
}

// theme has the colours of bars or lines.
func theme(inks []charts.Color) charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: inkAxis, AxisSplitLineColor: inkGrid, BackgroundColor: charts.ColorWhite,
		TextColor: inkText, SeriesColors: inks,
	})
}

// figures are those of the rows and the total.
func (c *chart) figures() []report.Figure { return report.Figures(c.r.All(), 0) }

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
		return report.Localise(number, c.r.Lang) + "\u00a0%"
	}
	return report.Localise(number, c.r.Lang)
}

// target is a target in words.
func (c *chart) target(f report.Figure) string {
	return lettered(c.r.Say("in-line.target")) + " " + c.number(f.Target)
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
