package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// The grid of charts: two beside each other, two such lines on a page of A4.
const (
	chartColumns  = 8  // of the sheet, for one chart
	chartLines    = 16 // of the sheet, for one chart
	columnWidth   = 9.0
	columnPixels  = 72 // as the library counts them, which is a little more than programs do
	linePixels    = 18 // as the library counts them, which is a little less than programs do
	chartGap      = 12 // pixels between two
	chartsTop     = 4  // the line of the first
	chartScale    = 92 // percent, when printed
	linesPerPage  = 2
	mostInCharts  = 70 // rows whose columns can be distinguished
	mostInHalf    = 16 // rows of a chart that has half the width
	mostLines     = 8  // of units over months
	mostWithMarks = 12 // columns with their figures in them, and with upright names
)

// chartSheet is the sheet of charts while it is written.
type chartSheet struct {
	s     *sheet
	r     *report.Document
	t     *report.Table
	units nameColumn
	place int // halves of lines that are taken
}

// nameColumn is the column with the names of the rows. It is the last key column of the
// table if no two rows are alike in it; else a column of the sheet of charts, beside what
// is printed, joins all keys.
type nameColumn struct {
	sheet       string
	column, top int
}

// charts writes the sheet of charts: each indicator by unit with its target, and
// by month. They show the cells of the other sheets.
func charts(b *book) error {
	r, t := b.r, b.r.Tables[0]
	if len(t.Columns) == 0 {
		return nil
	}
	months, n := seriesOf(b), len(t.Rows)
	key, telling := tellingKey(t)
	name, widths := b.names[chartsSheet], slices.Repeat([]float64{columnWidth}, 2*chartColumns)
	if !telling && n <= mostInCharts {
		widths = append(widths, columnWidth, 30)
	}
	s, err := b.open(layout{name: name, widths: widths, lines: chartsTop + n + 1, scale: chartScale})
	if err != nil {
		return err
	}
	s.heading(r.Texts.Say("title")+" – "+r.Texts.Say("sheet.charts"), r.Title)
	if n > mostInCharts {
		s.skip()
		text := report.Fill(r.Texts.Say("sheet.crowded"), "n", strconv.Itoa(n), "most", strconv.Itoa(mostInCharts))
		s.paragraph(cell{value: text}, 2*chartColumns, sum(widths))
		return s.close()
	}
	if months != nil && n > mostLines {
		s.row(0, cell{report.Fill(r.Texts.Say("sheet.first"), "n", strconv.Itoa(mostLines)), look{grey: true}})
	}
	c := &chartSheet{s: s, r: r, t: t, units: nameColumn{b.names[summarySheet], key, tableTop}}
	if !telling {
		blank := make([]cell, 2*chartColumns+1)
		c.units = nameColumn{name, len(blank) + 1, chartsTop + 1}
		s.line = chartsTop - 1
		s.row(0, append(blank, cell{r.Texts.Say("sheet.names"), look{grey: true, bold: true}})...)
		for _, row := range t.Rows {
			s.row(0, append(blank, cell{strings.Join(row.Labels(), " / "), look{grey: true}})...)
		}
	}
	for _, g := range newTable(r, t).groups {
		c.byUnit(g)
	}
	if months != nil {
		for _, column := range months.columns {
			c.byMonth(months, column)
		}
	}
	lines := (c.place + 1) / 2
	for n := linesPerPage; n < lines; n += linesPerPage {
		s.keep(s.stream.InsertPageBreak(at(1, chartsTop+n*(chartLines+1))))
	}
	last := max(chartsTop+lines*(chartLines+1)-1, chartsTop)
	s.keep(b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: name, RefersTo: absolute(name, 1, 1, 2*chartColumns, last),
	}))
	return s.close()
}

// tellingKey returns the last key column, and reports whether no two rows are alike in it.
func tellingKey(t *report.Table) (column int, ok bool) {
	seen := map[string]bool{}
	for _, row := range t.Rows {
		label := ""
		if n := len(row.Keys); n > 0 {
			label = row.Keys[n-1].Label
		}
		if seen[label] {
			return 0, false
		}
		seen[label] = true
	}
	return max(len(t.Keys), 1), true
}

// absolute returns a reference that is the same in every cell.
func absolute(sheet string, left, top, right, bottom int) string {
	first, _ := excelize.CoordinatesToCellName(left, top, true)
	last, _ := excelize.CoordinatesToCellName(right, bottom, true)
	if first == last {
		return quoted(sheet) + first
	}
	return quoted(sheet) + first + ":" + last
}

// byUnit adds the chart of an indicator by unit, with the target as a line.
func (c *chartSheet) byUnit(g group) {
	figures, n := report.Figures(c.t.Rows, g.column), len(c.t.Rows)
	known := slices.DeleteFunc(slices.Clone(figures), func(f report.Figure) bool { return !f.Defined })
	if len(known) == 0 {
		return
	}
	keys := c.t.Keys
	if c.units.sheet != c.s.name && len(keys) > 0 {
		keys = keys[len(keys)-1:]
	}
	table := c.s.book.names[summarySheet]
	values := func(column int) string { return absolute(table, column, tableTop, column, tableTop+n-1) }
	label := func(column int) string { return absolute(table, column, tableHeader, column, tableHeader) }
	names := absolute(c.units.sheet, c.units.column, c.units.top, c.units.column, c.units.top+n-1)
	chart := newChart(c.r.Texts.Say, g.Label, g.Plain, strings.Join(keys, " / "), figures)
	chart.Type = excelize.Col
	chart.GapWidth = new(uint(60))
	chart.Series = []excelize.ChartSeries{{Name: label(g.first), Categories: names, Values: values(g.first), Fill: ground(unitColour)}}
	// A cell with a text has the label 0, which it is not.
	if len(known) == n && n <= mostWithMarks {
		chart.PlotArea.ShowVal = true
		chart.Series[0].DataLabelPosition = excelize.ChartDataLabelsPositionInsideBase
		chart.Series[0].DataLabel.Font = excelize.Font{Family: fontName, Size: 10, Bold: true, Color: darkText}
	}
	if n > mostWithMarks {
		chart.XAxis.Alignment.TextRotation = -60
	}
	chart.Legend.Position = "none"
	var line []*excelize.Chart
	if g.judged {
		chart.Legend.Position = "bottom"
		// The axes of what is added last are those of all.
		line = append(line, &excelize.Chart{Type: excelize.Line, XAxis: chart.XAxis, YAxis: chart.YAxis, Series: []excelize.ChartSeries{{
			Name: label(g.last - 1), Categories: names, Values: values(g.last - 1),
			Line: excelize.LineOptions{Width: 2, Dash: excelize.LineDashDash}, Fill: ground(targetColour),
			Marker: excelize.ChartMarker{Symbol: "none"},
		}}})
	}
	c.add(chart, n > mostInHalf, line...)
}

// byMonth adds the chart of an indicator over the months: the total and the first
// units.
func (c *chartSheet) byMonth(m *monthTable, column int) {
	indicator := c.t.Columns[column]
	var figures []report.Figure
	for _, row := range c.t.All() {
		figures = append(figures, row.Series[column]...)
	}
	chart := newChart(c.r.Texts.Say, indicator.Label+" – "+c.r.Texts.Say("sheet.by-month"), indicator.Plain, c.r.Texts.Say("sheet.month"), figures)
	chart.Type = excelize.Line
	chart.Legend.Position = "right"
	if len(c.t.Months) > mostWithMarks/2 {
		chart.XAxis.Alignment.TextRotation = -60
	}
	first, last := m.keys+2, m.keys+1+len(c.t.Months)
	add := func(row int, name, colour string, width float64, dash excelize.LineDashType, symbol string) {
		line := m.first[column] + row
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: name, Categories: absolute(m.name, first, monthsHeader, last, monthsHeader),
			Values: absolute(m.name, first, line, last, line), Fill: ground(colour),
			Line:   excelize.LineOptions{Width: width, Dash: dash},
			Marker: excelize.ChartMarker{Symbol: symbol, Size: 6, Fill: ground(colour)},
		})
	}
	n := len(c.t.Rows)
	add(n, absolute(c.s.book.names[summarySheet], 1, tableTop+n, 1, tableTop+n), darkText, 3, excelize.LineDashUnset, "none")
	for i, h := range hues()[:min(n, mostLines)] {
		line := c.units.top + i
		add(i, absolute(c.units.sheet, c.units.column, line, c.units.column, line), h.colour, 1.75, h.dash, h.symbol)
	}
	c.add(chart, false)
}

// add puts a chart into the next place; a large one has a page of its own.
func (c *chartSheet) add(chart *excelize.Chart, large bool, combined ...*excelize.Chart) {
	const page = 2 * linesPerPage
	width, height, places := chartColumns, chartLines, 1
	if large {
		c.place = (c.place + page - 1) / page * page
		width, height, places = 2*chartColumns, linesPerPage*(chartLines+1)-1, page
	}
	column, line := c.place%2*chartColumns+1, chartsTop+c.place/2*(chartLines+1)
	c.place += places
	chart.Dimension = excelize.ChartDimension{Width: uint(width*columnPixels - chartGap), Height: uint(height*linePixels - chartGap/2)}
	c.s.keep(c.s.book.f.AddChart(c.s.name, at(column, line), chart, combined...))
}
