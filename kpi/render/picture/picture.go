// Package picture draws a report of one indicator for documents: bars, or lines over
// periods, as SVG or PNG. It takes a report and computes no figure.
package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-analyze/charts"
	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Error is the reason why a report is not one picture, and what to choose instead.
type Error struct{ Reason string }

// Error returns the reason.
func (e *Error) Error() string { return e.Reason }

// The most that a picture shows clearly.
const (
	maxBars    = 100
	maxLines   = 8
	maxPeriods = 100
)

// SVG writes a report of one indicator as a picture for documents: a bar for
// each row, or lines over the periods. The error is an [*Error] where the
// report holds more than that.
func SVG(w io.Writer, r report.Result) error {
	c, b, err := draw(r, charts.ChartOutputSVG)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, c.forDocuments(string(b)))
	return err
}

// PNG writes the picture of [SVG] in pixels, 200 to the inch.
func PNG(w io.Writer, r report.Result) error {
	_, b, err := draw(r, charts.ChartOutputPNG)
	if err != nil {
		return err
	}
	_, err = w.Write(withDensity(b))
	return err
}

// chart is a report of one indicator that is being drawn.
type chart struct {
	r      *report.Document
	t      *report.Table // of all units
	rate   bool          // the indicator is one, not a count
	canvas *canvas
}

// draw draws a report for an output of the library.
func draw(result report.Result, output string) (*chart, []byte, error) {
	r, ok := result.(*report.Document)
	if !ok || !r.IsReport() {
		return nil, nil, fmt.Errorf("%T has no picture", result)
	}
	t := r.Tables[0]
	if len(t.Columns) != 1 {
		return nil, nil, &Error{"a picture shows one indicator: choose it with --indicator"}
	}
	canvas, err := newCanvas(output)
	if err != nil {
		return nil, nil, err
	}
	c := &chart{r, t, !t.Columns[0].Plain, canvas}
	switch n := len(t.Rows); {
	case len(t.By) > 0 && t.By[len(t.By)-1] == kpi.ByPeriod:
		err = c.drawLines()
	case n > maxBars:
		err = &Error{fmt.Sprintf("a picture holds at most %d bars, not %d: choose rows with --unit or --by", maxBars, n)}
	default:
		err = c.drawBars()
	}
	if err != nil {
		return nil, nil, err
	}
	b, err := canvas.painter.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("encoding the picture: %w", err)
	}
	return c, b, nil
}

// figures returns the figures of the rows and, last, of the total.
func (c *chart) figures() []report.Figure { return report.Figures(c.t.All(), 0) }

// sharedTarget returns a figure with the target that all rows have, if they have
// one.
func (c *chart) sharedTarget() (f report.Figure, ok bool) {
	figures := c.figures()
	rows := figures[:max(len(figures)-1, 1)]
	shared := !slices.ContainsFunc(rows, func(f report.Figure) bool { return f.Target != rows[0].Target })
	return rows[0], shared && rows[0].Target != ""
}

// value returns what people read of a figure, with its unit.
func (c *chart) value(f report.Figure) string {
	if !f.Defined {
		return lettered(f.NA)
	}
	return c.number(f.Shown)
}

// number writes a number as people read it, with the unit of the indicator.
func (c *chart) number(number string) string {
	if c.rate {
		return report.Localise(number, c.r.Texts.Lang) + "\u00a0%"
	}
	return report.Localise(number, c.r.Texts.Lang)
}

// target returns a target in words.
func (c *chart) target(f report.Figure) string {
	return lettered(c.r.Texts.Say("in-line.target")) + " " + c.number(f.Target)
}

// scaled returns the position of a number on an axis.
func (c *chart) scaled(number float64) float64 {
	if c.rate {
		return 100 * number
	}
	return number
}

// positions returns the positions of figures and their targets on an axis.
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

// axis returns a scale from lo to hi in about five steps of 1, 2 or 5.
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
		LabelFontStyle: c.canvas.style(leastSize, inkGrey), PreferNiceIntervals: charts.Ptr(false),
		ValueFormatter: func(v float64) string {
			// +0: there is no -0.
			return c.number(strconv.FormatFloat(math.Round(v*1e6)/1e6+0, 'f', -1, 64))
		},
	}
}

// rowLabel returns the name of a row.
func rowLabel(keys []report.Key) string {
	var names []string
	for _, k := range keys {
		names = append(names, lettered(k.Label))
	}
	return strings.Join(names, " / ")
}

// lettered returns a harmless text whose letters are single characters, as fonts have
// them: letters with marks beside them are drawn badly.
func lettered(text string) string { return kpi.Printable(norm.NFC.String(text)) }

// description returns what the picture shows in words.
func (c *chart) description() string {
	var parts []string
	for i, f := range c.figures() {
		name := lettered(c.t.TotalLabel)
		if i < len(c.t.Rows) {
			name = rowLabel(c.t.Rows[i].Keys)
		}
		part := name + ": " + c.value(f)
		if f.Judgment != "" {
			part += " (" + lettered(f.Judgment) + ")"
		}
		parts = append(parts, part)
	}
	return lettered(c.r.Title) + ". " + strings.Join(parts, "; ")
}

// forDocuments returns the picture of the library with its size on paper, with fonts that
// programs have (Liberation Sans is as wide as Arial), and with a description in words.
func (c *chart) forDocuments(svg string) string {
	var words bytes.Buffer
	words.WriteString(`" role="img" aria-labelledby="title desc" xml:lang="` + string(c.r.Texts.Lang) + "\">\n<title id=\"title\">")
	// A buffer takes everything.
	_ = xml.EscapeText(&words, []byte(lettered(c.t.Columns[0].Label)))
	words.WriteString("</title>\n<desc id=\"desc\">")
	_ = xml.EscapeText(&words, []byte(c.description()))
	words.WriteString("</desc>\n")
	size := fmt.Sprintf(`<svg width="%.1fmm" height="%.1fmm" `, float64(pageWidth)/perInch*25.4, float64(c.canvas.height)/perInch*25.4)
	svg = strings.Replace(svg, "<svg ", size, 1)
	svg = strings.Replace(svg, `">`, words.String(), 1)
	return strings.NewReplacer("'Liberation Sans',sans-serif", "Arial,'Liberation Sans',Helvetica,sans-serif",
		"/><", "/>\n<", "</text><", "</text>\n<").Replace(svg) + "\n"
}

// heading returns the lines above the picture: the indicator, the period and others.
func (c *chart) heading(below ...string) heading {
	h := heading{title: c.canvas.wrapped(lettered(c.t.Columns[0].Label), titleSize, 3)}
	for _, line := range append([]string{lettered(c.r.Title)}, below...) {
		h.below = append(h.below, c.canvas.wrapped(line, smallSize, 2)...)
	}
	return h
}
