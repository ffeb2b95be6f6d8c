// Package picture draws a report of one indicator for documents: bars or dots, or lines
// over periods, as SVG or PNG. It takes a report and computes no figure.
//
// The drawing follows from the report:
//
//   - Counts are bars from 0. So are rates, unless all of them and their targets are close
//     together and far from 0: bars would be as good as equal, so that they are dots on
//     an axis that does not begin at 0 and has a sign of that. [closeTogether] is how close.
//   - Rows over periods are lines, one picture for up to 8 of them and a small one for each
//     beyond; rows of a single period are bars or dots.
//   - A target that all rows have is a dashed line with its name; targets of their own are
//     ticks.
package picture

import (
	"fmt"
	"io"
	"strconv"

	"github.com/go-analyze/charts"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Error is the reason why a report is not one picture, and what to choose instead.
type Error struct{ Reason *kpi.Fault }

// Error returns the reason in English.
func (e *Error) Error() string { return e.Reason.Error() }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Reason }

// The most that a picture shows clearly.
const (
	maxBars    = 100
	maxLines   = 8
	maxPanels  = 70
	maxPeriods = 100
)

// SVG writes a report of one indicator as a picture for documents: a bar or dot for
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

// draw draws a report for an output of the library.
func draw(result report.Result, output string) (*chart, []byte, error) {
	r, ok := result.(*report.Document)
	if !ok || !r.IsReport() {
		return nil, nil, fmt.Errorf("%T has no picture", result)
	}
	t := r.Tables[0]
	if len(t.Columns) != 1 {
		return nil, nil, &Error{kpi.NewFault("a picture shows one indicator: choose it with --indicator")}
	}
	canvas, err := newCanvas(output)
	if err != nil {
		return nil, nil, err
	}
	c := &chart{r, t, !t.Columns[0].Plain, canvas}
	if err := drawChart(c); err != nil {
		return nil, nil, err
	}
	b, err := canvas.painter.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("encoding the picture: %w", err)
	}
	return c, b, nil
}

// drawChart chooses the drawing of a report.
func drawChart(c *chart) error {
	if c.overTime() {
		t := c.timeline()
		switch n := len(t.lines); {
		case len(t.times) == 1 && len(t.aside) == 0:
			// Lines of one point would be none.
		case n > maxPanels:
			return &Error{kpi.NewFault("a picture shows at most {most} units over time, not {n}: choose units with --unit, or other rows with --by", "most", strconv.Itoa(maxPanels), "n", strconv.Itoa(n))}
		case len(t.times) > maxPeriods:
			return &Error{kpi.NewFault("a picture holds at most {most} periods, not {n}: choose some with --period", "most", strconv.Itoa(maxPeriods), "n", strconv.Itoa(len(t.times)))}
		case n > maxLines:
			drawPanels(c, t)
			return nil
		default:
			drawLines(c, t)
			return nil
		}
	}
	rows, common := c.rows()
	if n := len(rows); n > maxBars {
		return &Error{kpi.NewFault("a picture holds at most {most} bars, not {n}: choose rows with --unit or --by", "most", strconv.Itoa(maxBars), "n", strconv.Itoa(n))}
	}
	drawBars(c, rows, common)
	return nil
}
