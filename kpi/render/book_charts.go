package render

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// The grid of charts: two beside each other, two such lines on a page of A4.
const (
	chartColumns  = 8  // of the sheet, for one chart
	chartLines    = 16 // likewise
	columnWidth   = 9.0
	columnPixels  = 72 // as the library counts them, which is a little more than programs do
	linePixels    = 18 // likewise, a little less
	chartGap      = 12 // pixels between two
	chartsTop     = 4  // the line of the first
	chartScale    = 92 // percent, when printed
	linesPerPage  = 2
	mostInCharts  = 70 // rows, of which a column still can be told from the next
	mostInHalf    = 16 // rows of a chart that has half the width
	mostLines     = 8  // of units over months
	mostWithMarks = 12 // columns with their figures in them and names that stand upright
)

// chartPage is the sheet of charts while it is written.
type chartPage struct {
	*sheetPage
	table  *sheetTable
	months *monthTable
	names  string // the reference of what units are called
	sheet  string // where it is, and its column and first line
	column int
	top    int
	place  int // halves of lines that are taken
}

// charts writes the sheet of charts: each indicator by unit with its target, and
// by month. They show the cells of the other sheets.
func (b *book) charts() error {
	if len(b.r.Columns) == 0 {
		return nil
	}
	crowded := len(b.r.Rows) > mostInCharts
	c := &chartPage{table: b.newTable(b.r), months: b.series()}
	widths := slices.Repeat([]float64{columnWidth}, 2*chartColumns)
	if _, ok := tellingKey(b.r); !ok && !crowded {
		widths = append(widths, columnWidth, 30)
	}
	c.sheetPage = b.open(layout{name: b.reserved[2], widths: widths, lines: chartsTop + len(b.r.Rows) + 1, scale: chartScale})
	c.heading(b.r.Say("title")+" – "+b.r.Say("sheet.charts"), b.r.Title)
	if crowded {
		c.skip(1)
		text := strings.NewReplacer("{n}", strconv.Itoa(len(b.r.Rows)), "{most}", strconv.Itoa(mostInCharts)).Replace(b.r.Say("sheet.crowded"))
		c.paragraph(text, look{}, 2*chartColumns, sum(widths))
		return c.close()
	}
	if c.months != nil && len(b.r.Rows) > mostLines {
		c.row(0, cell{strings.Replace(b.r.Say("sheet.first"), "{n}", strconv.Itoa(mostLines), 1), look{grey: true}})
	}
	c.nameUnits()
	for _, g := range c.table.groups {
		c.byUnit(g)
	}
	if c.months != nil {
		for _, column := range c.months.columns {
			c.byMonth(column)
		}
	}
	c.printed()
	return c.close()
}

// nameUnits finds what units are called in charts: the last key column of the table
// where that tells them apart, else a column of this sheet that joins all keys,
// beside what is printed.
func (c *chartPage) nameUnits() {
	if key, ok := tellingKey(c.r); ok {
		c.names, c.top = absolute(c.reserved[0], key, tableTop, key, tableTop+len(c.r.Rows)-1), tableTop
		c.sheet, c.column = c.reserved[0], key
		return
	}
	c.sheet, c.column, c.top = c.sheetPage.name, helperColumn, chartsTop+1
	c.names = absolute(c.sheet, c.column, c.top, c.column, c.top+len(c.r.Rows)-1)
	blank := make([]cell, helperColumn-1)
	c.line = chartsTop - 1
	c.row(0, append(blank, cell{c.r.Say("sheet.names"), look{grey: true, bold: true}})...)
	for _, row := range c.r.Rows {
		c.row(0, append(blank, cell{strings.Join(row.Labels(), " / "), look{grey: true}})...)
	}
}

// helperColumn is where names stand that are in no one column of the table.
const helperColumn = 2*chartColumns + 2

// tellingKey is the last key column, and whether no two rows are alike in it.
func tellingKey(r *report.Report) (column int, ok bool) {
	seen := map[string]bool{}
	for _, row := range r.Rows {
		label := ""
		if n := len(row.Keys); n > 0 {
			label = row.Keys[n-1].Label
		}
		if seen[label] {
			return 0, false
		}
		seen[label] = true
	}
	return max(len(r.Keys), 1), true
}

// unit is the reference of the name of a row; that of the total stands in the table.
func (c *chartPage) unit(row int) string {
	if row == len(c.r.Rows) {
		return absolute(c.reserved[0], 1, tableTop+row, 1, tableTop+row)
	}
	return absolute(c.sheet, c.column, c.top+row, c.column, c.top+row)
}

// absolute is a reference that is the same in every cell.
func absolute(sheet string, left, top, right, bottom int) string {
	first, _ := excelize.CoordinatesToCellName(left, top, true)
	last, _ := excelize.CoordinatesToCellName(right, bottom, true)
	if first == last {
		return quoted(sheet) + first
	}
	return quoted(sheet) + first + ":" + last
}

// knownIn reports whether a figure is known in any row, and in all.
func knownIn(r *report.Report, column int) (some, all bool) {
	all = true
	for _, row := range r.Rows {
		some, all = some || row.Figures[column].Defined, all && row.Figures[column].Defined
	}
	return some, all
}

// byUnit adds the chart of an indicator by unit, with the target as a line.
func (c *chartPage) byUnit(g group) {
	some, all := knownIn(c.r, g.column)
	if !some {
		return
	}
	sheet, bottom := c.reserved[0], tableTop+len(c.r.Rows)-1
	chart := c.chart(g.Label, g.Plain, strings.Join(c.keyNames(), " / "))
	c.bound(chart, g.Plain, report.Figures(c.r.Rows, g.column))
	chart.Type = excelize.Col
	chart.GapWidth = new(uint(60))
	chart.Series = []excelize.ChartSeries{{
		Name: absolute(sheet, g.first, tableHeader, g.first, tableHeader), Categories: c.names,
		Values: absolute(sheet, g.first, tableTop, g.first, bottom), Fill: ground(unitColour),
	}}
	// A cell with a text has the label 0, which it is not.
	if all && len(c.r.Rows) <= mostWithMarks {
		chart.PlotArea.ShowVal = true
		chart.Series[0].DataLabelPosition = excelize.ChartDataLabelsPositionInsideBase
		chart.Series[0].DataLabel.Font = excelize.Font{Family: fontName, Size: 10, Bold: true, Color: darkText}
	}
	if len(c.r.Rows) > mostWithMarks {
		chart.XAxis.Alignment.TextRotation = -60
	}
	chart.Legend.Position = "none"
	var line []*excelize.Chart
	if g.judged {
		chart.Legend.Position = "bottom"
		// The axes of what is added last are those of all.
		line = append(line, &excelize.Chart{Type: excelize.Line, YAxis: chart.YAxis, Series: []excelize.ChartSeries{{
			Name: absolute(sheet, g.target(), tableHeader, g.target(), tableHeader), Categories: c.names,
			Values: absolute(sheet, g.target(), tableTop, g.target(), bottom),
			Line:   excelize.LineOptions{Width: 2, Dash: excelize.LineDashDash}, Fill: ground(targetColour),
			Marker: excelize.ChartMarker{Symbol: "none"},
		}}})
	}
	c.add(chart, len(c.r.Rows) > mostInHalf, line...)
}

// byMonth adds the chart of an indicator over the months: the total and the first
// units.
func (c *chartPage) byMonth(column int) {
	col := c.r.Columns[column]
	chart := c.chart(col.Label+" – "+c.r.Say("sheet.by-month"), col.Plain, c.r.Say("sheet.month"))
	var figures []report.Figure
	for _, row := range c.r.All() {
		figures = append(figures, row.Series[column]...)
	}
	c.bound(chart, col.Plain, figures)
	chart.Type = excelize.Line
	chart.Legend.Position = "right"
	if len(c.r.Months) > mostWithMarks/2 {
		chart.XAxis.Alignment.TextRotation = -60
	}
	m := c.months
	first, last := m.monthColumn(), m.monthColumn()+len(c.r.Months)-1
	add := func(row int, colour string, width float64, dash excelize.LineDashType, symbol string) {
		line := m.first[column] + row
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: c.unit(row), Categories: absolute(m.name, first, monthsHeader, last, monthsHeader),
			Values: absolute(m.name, first, line, last, line), Fill: ground(colour),
			Line:   excelize.LineOptions{Width: width, Dash: dash},
			Marker: excelize.ChartMarker{Symbol: symbol, Size: 6, Fill: ground(colour)},
		})
	}
	add(len(c.r.Rows), darkText, 3, excelize.LineDashUnset, "none")
	for i := range c.r.Rows[:min(len(c.r.Rows), mostLines)] {
		hue := hues()[i]
		add(i, hue.colour, 1.75, hue.dash, hue.symbol)
	}
	c.add(chart, false)
}

// keyNames are the headers of what units are called by.
func (c *chartPage) keyNames() []string {
	if _, ok := tellingKey(c.r); ok && len(c.r.Keys) > 0 {
		return c.r.Keys[len(c.r.Keys)-1:]
	}
	return c.r.Keys
}

// bound ends the axis of figures: at 0, and that of rates at 100 percent, unless a
// figure or a target is outside.
func (c *chartPage) bound(chart *excelize.Chart, plain bool, figures []report.Figure) {
	below := slices.ContainsFunc(figures, func(f report.Figure) bool { return f.Defined && f.Number() < 0 })
	above := slices.ContainsFunc(figures, func(f report.Figure) bool {
		target, ok := f.Threshold()
		return f.Defined && f.Number() > 1 || ok && target > 1
	})
	if below {
		chart.XAxis.TickLabelPosition = excelize.ChartTickLabelLow // else names stand in the columns
	} else {
		chart.YAxis.Minimum = new(0.0)
	}
	if !above && !plain {
		chart.YAxis.Maximum = new(1.0)
	}
	if !below && !above && !plain {
		chart.YAxis.MajorUnit = 0.2
	}
}

// chart is what all charts have in common.
func (c *chartPage) chart(title string, plain bool, across string) *excelize.Chart {
	small := excelize.Font{Family: fontName, Size: 9, Color: darkText}
	heading := func(text string, size float64) excelize.ChartTitle {
		if text == "" {
			return excelize.ChartTitle{}
		}
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: kpi.Printable(text), Font: &excelize.Font{Family: fontName, Size: size, Bold: size > 10, Color: darkText}}}}
	}
	name, format := "sheet.rate", "0%"
	if plain {
		name, format = "sheet.count", wholeFormat
	}
	chart := &excelize.Chart{
		Title:        heading(title, 12),
		Format:       excelize.GraphicOptions{AltText: kpi.Printable(title), Positioning: "absolute", OffsetX: chartGap / 2, OffsetY: chartGap / 2},
		Legend:       excelize.ChartLegend{Font: &small},
		XAxis:        excelize.ChartAxis{Font: small, Title: heading(across, 9)},
		YAxis:        excelize.ChartAxis{Font: small, Title: heading(c.r.Say(name), 9), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}},
		VaryColors:   new(false),
		ShowBlanksAs: "gap",
		Border:       excelize.LineOptions{Type: excelize.LineSolid, Fill: ground(lineColour), Width: 0.75},
	}
	return chart
}

// add puts a chart into the next place; a large one has a page of its own.
func (c *chartPage) add(chart *excelize.Chart, large bool, combined ...*excelize.Chart) {
	const page = 2 * linesPerPage
	width, height, places := chartColumns, chartLines, 1
	if large {
		c.place = (c.place + page - 1) / page * page
		width, height, places = 2*chartColumns, linesPerPage*(chartLines+1)-1, page
	}
	column, line := c.place%2*chartColumns+1, chartsTop+c.place/2*(chartLines+1)
	c.place += places
	chart.Dimension = excelize.ChartDimension{Width: uint(width*columnPixels - chartGap), Height: uint(height*linePixels - chartGap/2)}
	for _, other := range combined {
		other.XAxis = chart.XAxis
	}
	c.try(func() error { return c.f.AddChart(c.sheetPage.name, at(column, line), chart, combined...) })
}

// printed sets what of the sheet is printed, and where its pages end.
func (c *chartPage) printed() {
	lines := (c.place + 1) / 2
	for n := linesPerPage; n < lines; n += linesPerPage {
		c.try(func() error { return c.s.InsertPageBreak(at(1, chartsTop+n*(chartLines+1))) })
	}
	last := max(chartsTop+lines*(chartLines+1)-1, chartsTop)
	c.try(func() error {
		return c.f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Area", Scope: c.sheetPage.name, RefersTo: absolute(c.sheetPage.name, 1, 1, 2*chartColumns, last),
		})
	})
}

// The colours of charts by unit.
const (
	unitColour   = "8DB8E0" // light, so that figures stand on it
	targetColour = "C55A11"
)

// hue is how a line is told from the others, also in print without colours.
type hue struct {
	colour, symbol string
	dash           excelize.LineDashType
}

// hues are the colours of Okabe and Ito, which nobody confuses.
func hues() [mostLines]hue {
	return [mostLines]hue{
		{"0072B2", "circle", excelize.LineDashUnset}, {"D55E00", "square", excelize.LineDashUnset},
		{"009E73", "triangle", excelize.LineDashUnset}, {"CC79A7", "diamond", excelize.LineDashUnset},
		{"56B4E9", "circle", excelize.LineDashDash}, {"E69F00", "square", excelize.LineDashDash},
		{"7F7F7F", "triangle", excelize.LineDashDash}, {"8C564B", "diamond", excelize.LineDashDash},
	}
}
