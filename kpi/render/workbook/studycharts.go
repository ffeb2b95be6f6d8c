package workbook

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// The sheet of the charts of a study: charts as wide as a page, two below each other.
const (
	studyColumns = 12
	studyLines   = 16 // of one chart
	studyOnPage  = 2
	studyScale   = 92  // percent, when printed
	studyWidth   = 852 // pixels, as the library counts them: of the columns of the sheet
	studyHeight  = 282
)

// mostLines is how many units over time one chart shows beside the total.
const mostLines = 8

// The colours of two periods.
const (
	oldColour = "A3AFBB"
	newColour = "0072B2"
)

// studyCharts writes a chart for every table: of a trend the lines of the total and of the
// first units, of a comparison columns of the old and the new figures.
func studyCharts(b *book, tables []studyTable) error {
	widths := make([]float64, studyColumns)
	for i := range widths {
		widths[i] = 9
	}
	say := b.r.Texts.Say
	above := b.above(b.r.Name() + " – " + say("sheet.charts"))
	top := len(above) + 2 // the line of the first chart
	s, err := b.open(layout{name: b.names[chartsSheet], widths: widths, lines: top + len(tables)*(studyLines+1), scale: studyScale})
	if err != nil {
		return err
	}
	s.heading(above...)
	for s.line < top+len(tables)*(studyLines+1) { // programs differ in the height of lines that have none
		s.row(lineHeight)
	}
	place := 0
	for _, t := range tables {
		draw := t.lines
		if len(t.of.Months) == 0 {
			draw = t.columns
		}
		shown := cells{}
		chart := draw(b.r, shown)
		if chart == nil {
			continue
		}
		line := top + place*(studyLines+1)
		if place > 0 && place%studyOnPage == 0 {
			s.keep(s.stream.InsertPageBreak(at(1, line)))
		}
		place++
		chart.Dimension = excelize.ChartDimension{Width: studyWidth, Height: studyHeight}
		s.keep(b.addChart(s.name, figureChart{at(1, line), shown, []*excelize.Chart{chart}}))
	}
	return s.close()
}

// drawn makes a chart of figures, with the axis of these; nil where there are none.
func (t studyTable) drawn(r *report.Document, plain bool, figures []report.Figure) *excelize.Chart {
	if !slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Defined }) {
		return nil
	}
	chart := newChart(r.Texts, t.label, "", axisOf(figures, plain))
	chart.Legend.Position = "right"
	return chart
}

// lines makes the chart of an indicator over time: the total, unless it is a sum that makes
// its terms small, and the first units. The latest period is at the right: the columns of the
// sheet, which begin with it, are drawn from the right.
func (t studyTable) lines(r *report.Document, shown cells) *excelize.Chart {
	n, plain := len(t.of.Rows), t.of.Columns[1].Plain
	var lines []int // rows, of which the last is the total
	if !plain || n < 2 {
		lines = append(lines, n)
	}
	for i := range min(n, mostLines) {
		lines = append(lines, i)
	}
	var figures []report.Figure
	for _, i := range lines {
		figures = append(figures, t.of.All()[i].Series[0]...)
	}
	chart := t.drawn(r, plain, figures)
	if chart == nil {
		return nil
	}
	chart.Type = excelize.Line
	chart.XAxis.ReverseOrder, chart.YAxis.TickLabelPosition = true, excelize.ChartTickLabelHigh
	first, last, format := t.keys+1, t.keys+len(t.of.Months), chart.YAxis.NumFmt.CustomNumFmt
	var months []string
	for _, m := range slices.Backward(t.of.Months) {
		months = append(months, m.Label)
	}
	for _, i := range lines {
		h := hue{darkText, "none", excelize.LineDashUnset}
		width := 3.0
		if i < n {
			h, width = hues()[i], 1.75
		}
		line := t.top + i
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name:       shown.texts(t.sheet, t.nameColumn(i == n), line, t.nameColumn(i == n), line, t.name(i)),
			Categories: shown.texts(t.sheet, first, t.top-1, last, t.top-1, months...),
			Values:     shown.figures(t.sheet, first, line, last, line, format, latestFirst(t.of.All()[i].Series[0])),
			Fill:       ground(h.colour), Line: excelize.LineOptions{Width: width, Dash: h.dash},
			Marker: excelize.ChartMarker{Symbol: h.symbol, Size: 6, Fill: ground(h.colour)},
		})
	}
	return chart
}

// latestFirst returns the figures of a row in the order of the columns of the sheet.
func latestFirst(series []report.Figure) []report.Figure {
	series = slices.Clone(series)
	slices.Reverse(series)
	return series
}

// name returns the name of a row in its column; the row behind the last is the total.
func (t studyTable) name(row int) string {
	if row == len(t.of.Rows) {
		return t.of.TotalLabel
	}
	return t.of.Rows[row].Labels()[t.nameColumn(false)-1]
}

// nameColumn returns the column of the name of a row: the smallest unit; the total is in the
// first.
func (t studyTable) nameColumn(isTotal bool) int {
	if column, _ := tellingKey(t.of); !isTotal {
		return max(column, 1)
	}
	return 1
}

// columns makes the chart of an indicator in two periods, of as many units as can be
// distinguished. Rates are dots: their axis does not begin at 0, and the length of a column
// would mislead. The new figures are the first columns of the sheet, the old ones the next.
func (t studyTable) columns(r *report.Document, shown cells) *excelize.Chart {
	n := min(len(t.of.Rows), mostInCharts)
	if n == 0 {
		return nil
	}
	var figures []report.Figure
	for _, row := range t.of.Rows[:n] {
		for _, c := range row.Cells[:2] {
			if c.Figure != nil {
				figures = append(figures, *c.Figure)
			}
		}
	}
	plain := t.of.Columns[0].Plain
	chart := t.drawn(r, plain, figures)
	if chart == nil {
		return nil
	}
	chart.Type, chart.GapWidth = excelize.Col, new(uint(60))
	if !plain {
		chart.Type = excelize.Line
	}
	if n > mostWithMarks {
		chart.XAxis.Alignment.TextRotation = -60
	}
	name := t.nameColumn(false)
	var names []string
	for i := range n {
		names = append(names, t.name(i))
	}
	for _, side := range []struct {
		column int
		colour string
	}{{t.keys + 2, oldColour}, {t.keys + 1, newColour}} {
		var figures []report.Figure
		for _, row := range t.of.Rows[:n] {
			f := report.Figure{} // a blank cell
			if c := row.Cells[side.column-t.keys-1]; c.Figure != nil {
				f = *c.Figure
			}
			figures = append(figures, f)
		}
		series := excelize.ChartSeries{
			Name:       shown.texts(t.sheet, side.column, t.top-1, side.column, t.top-1, t.of.Columns[side.column-t.keys-1].Label),
			Categories: shown.texts(t.sheet, name, t.top, name, t.top+n-1, names...),
			Values:     shown.figures(t.sheet, side.column, t.top, side.column, t.top+n-1, chart.YAxis.NumFmt.CustomNumFmt, figures),
			Fill:       ground(side.colour),
		}
		if !plain {
			series.Line.Type = excelize.LineNone
			series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 9, Fill: ground(side.colour)}
		}
		chart.Series = append(chart.Series, series)
	}
	return chart
}

// hue is the look of a line, which differs from that of others also in print without colours.
type hue struct {
	colour, symbol string
	dash           excelize.LineDashType
}

// hues returns the looks of lines in the colours of Okabe and Ito, which nobody confuses.
func hues() []hue {
	return []hue{
		{"0072B2", "circle", excelize.LineDashUnset}, {"D55E00", "square", excelize.LineDashUnset},
		{"009E73", "triangle", excelize.LineDashUnset}, {"CC79A7", "diamond", excelize.LineDashUnset},
		{"56B4E9", "circle", excelize.LineDashDash}, {"E69F00", "square", excelize.LineDashDash},
		{"7F7F7F", "triangle", excelize.LineDashDash}, {"8C564B", "diamond", excelize.LineDashDash},
	}
}
