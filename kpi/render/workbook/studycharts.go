package workbook

import (
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// The sheet of the charts of a study: charts as wide as a page, two below each other.
const (
	studyColumns = 12
	studyLines   = 16 // of one chart
	studyTop     = 4  // the line of the first
	studyOnPage  = 2
	studyScale   = 92  // percent, when printed
	studyWidth   = 852 // pixels, as the library counts them: of the columns of the sheet
	studyHeight  = 282
)

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
	s, err := b.open(layout{name: b.names[chartsSheet], widths: widths, lines: studyTop + len(tables)*(studyLines+1), scale: studyScale})
	if err != nil {
		return err
	}
	s.heading(say("title")+" – "+say("sheet.charts"), b.r.Title)
	for s.line < studyTop+len(tables)*(studyLines+1) { // programs differ in the height of lines that have none
		s.row(lineHeight)
	}
	place := 0
	for _, t := range tables {
		draw := t.lines
		if len(t.of.Months) == 0 {
			draw = t.columns
		}
		chart := draw(b.r)
		if chart == nil {
			continue
		}
		line := studyTop + place*(studyLines+1)
		if place > 0 && place%studyOnPage == 0 {
			s.keep(s.stream.InsertPageBreak(at(1, line)))
		}
		place++
		chart.Dimension = excelize.ChartDimension{Width: studyWidth, Height: studyHeight}
		s.keep(b.f.AddChart(s.name, at(1, line), chart))
	}
	return s.close()
}

// drawn makes a chart of figures. The axis of rates has their range, which is named below.
func (t studyTable) drawn(r *report.Document, plain bool, figures []report.Figure) *excelize.Chart {
	low, high := math.Inf(1), math.Inf(-1)
	for _, f := range figures {
		if f.Defined {
			low, high = min(low, f.Number()), max(high, f.Number())
		}
	}
	if low > high {
		return nil
	}
	if plain {
		chart := newChart(r.Texts.Say, t.label, plain, "", figures)
		chart.Legend.Position = "right"
		return chart
	}
	step := 0.1
	switch {
	case high-low <= 0.06:
		step = 0.01
	case high-low <= 0.3:
		step = 0.05
	}
	low, high = math.Floor(low/step+1e-9)*step, math.Ceil(high/step-1e-9)*step
	if high-low < step {
		low = high - step
	}
	low, high = math.Round(low*100)/100, math.Round(high*100)/100 // without what binary fractions add
	percent := func(v float64) string {
		return report.Localise(strconv.FormatFloat(math.Round(v*100), 'f', -1, 64), r.Texts.Lang) + "%"
	}
	across := report.Fill(r.Texts.Say("page.axis"), "from", percent(low), "to", percent(high))
	chart := newChart(r.Texts.Say, t.label, plain, across, figures)
	chart.YAxis.Minimum, chart.YAxis.Maximum, chart.YAxis.MajorUnit, chart.Legend.Position = &low, &high, step, "right"
	return chart
}

// lines makes the chart of an indicator over time: the total, unless it is a sum that makes
// its terms small, and the first units. The latest period is at the right: the columns of the
// sheet, which begin with it, are drawn from the right.
func (t studyTable) lines(r *report.Document) *excelize.Chart {
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
	first, last := t.keys+1, t.keys+len(t.of.Months)
	for _, i := range lines {
		h := hue{darkText, "none", excelize.LineDashUnset}
		width := 3.0
		if i < n {
			h, width = hues()[i], 1.75
		}
		line := t.top + i
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: absolute(t.sheet, t.nameColumn(i == n), line, t.nameColumn(i == n), line), Categories: absolute(t.sheet, first, t.top-1, last, t.top-1),
			Values: absolute(t.sheet, first, line, last, line), Fill: ground(h.colour), Line: excelize.LineOptions{Width: width, Dash: h.dash},
			Marker: excelize.ChartMarker{Symbol: h.symbol, Size: 6, Fill: ground(h.colour)},
		})
	}
	return chart
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
func (t studyTable) columns(r *report.Document) *excelize.Chart {
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
	for _, side := range []struct {
		column int
		colour string
	}{{t.keys + 2, oldColour}, {t.keys + 1, newColour}} {
		series := excelize.ChartSeries{
			Name: absolute(t.sheet, side.column, t.top-1, side.column, t.top-1), Categories: absolute(t.sheet, name, t.top, name, t.top+n-1),
			Values: absolute(t.sheet, side.column, t.top, side.column, t.top+n-1), Fill: ground(side.colour),
		}
		if !plain {
			series.Line.Type = excelize.LineNone
			series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 9, Fill: ground(side.colour)}
		}
		chart.Series = append(chart.Series, series)
	}
	return chart
}
