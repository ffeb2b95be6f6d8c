package workbook

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// byUnit adds the chart of an indicator by unit, with the target as a line. Where the axis
// does not begin at 0 it has dots: the length of a column would mislead.
func (c *chartSheet) byUnit(g group) {
	figures, n := report.Figures(c.t.Rows, g.column), len(c.t.Rows)
	known := slices.DeleteFunc(slices.Clone(figures), func(f report.Figure) bool { return !f.Defined })
	if len(known) == 0 {
		return
	}
	keys := c.t.Keys
	if c.units.sheet != c.name && len(keys) > 0 {
		keys = keys[len(keys)-1:]
	}
	sheet, top, shown := c.b.summary[g.page], c.b.tableTop(), cells{}
	names := shown.texts(c.units.sheet, c.units.column, c.units.top, c.units.column, c.units.top+n-1, c.units.names...)
	label := func(column int) string {
		return shown.texts(sheet, column, top-1, column, top-1, c.b.r.Texts.Say(g.names[column-g.first]))
	}
	a := axisOf(figures, g.Plain)
	chart := newChart(c.b.r.Texts, g.Label, strings.Join(keys, " / "), a)
	series := excelize.ChartSeries{Name: label(g.first), Categories: names, Fill: ground(unitColour),
		Values: shown.figures(sheet, g.first, top, g.first, top+n-1, a.format(), figures)}
	chart.Type, series.DataLabelPosition = excelize.Col, excelize.ChartDataLabelsPositionInsideBase
	chart.GapWidth = new(uint(60))
	if a.from > 0 {
		chart.Type, series.DataLabelPosition = excelize.Line, excelize.ChartDataLabelsPositionAbove
		series.Line.Type = excelize.LineNone
		series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 9, Fill: ground(lineOfUnit)}
	}
	// A cell with a text has the label 0, which it is not.
	if len(known) == n && n <= mostWithMarks {
		chart.PlotArea.ShowVal = true
		series.DataLabel.Font = excelize.Font{Family: fontName, Size: chartLetters, Bold: true, Color: darkText}
	}
	if n > mostWithMarks/2 {
		chart.XAxis.Alignment.TextRotation = -60
	}
	if n > 2*mostInHalf {
		chart.XAxis.Alignment.TextRotation = -90
	}
	chart.Series = []excelize.ChartSeries{series}
	all := []*excelize.Chart{chart}
	if g.judged {
		chart.Legend.Position = "bottom"
		target := c.target(g, shown, names, label(g.last-1), a.format(), figures)
		// The axes of what is added last are those of all; it has no figures in it.
		all = append(all, &excelize.Chart{Type: excelize.Line, XAxis: chart.XAxis, YAxis: chart.YAxis, Series: []excelize.ChartSeries{target}})
	}
	page := grid{2, 2}
	if n > mostInHalf {
		page = grid{1, 1}
	}
	c.add(page, "", figureChart{"", shown, all})
}

// target makes the line of the targets of an indicator, or a mark for each unit where they
// differ.
func (c *chartSheet) target(g group, shown cells, names, label, format string, figures []report.Figure) excelize.ChartSeries {
	sheet, top, column := c.b.summary[g.page], c.b.tableTop(), g.last-1
	ref := absolute(sheet, column, top, column, top+len(figures)-1)
	values := make([]any, len(figures))
	for i, f := range figures {
		f.Ratio.Plain = g.Plain
		if value, ok := f.Threshold(); ok {
			values[i] = value
		}
	}
	shown[ref] = cached{values, format}
	if slices.ContainsFunc(values, func(v any) bool { return v != values[0] }) {
		return excelize.ChartSeries{
			Name: label, Categories: names, Values: ref, Line: excelize.LineOptions{Type: excelize.LineNone},
			Marker: excelize.ChartMarker{Symbol: "dash", Size: 14, Fill: ground(targetColour)},
		}
	}
	return excelize.ChartSeries{
		Name: label, Categories: names, Values: ref, Line: excelize.LineOptions{Width: 2, Dash: excelize.LineDashDash},
		Fill: ground(targetColour), Marker: excelize.ChartMarker{Symbol: "none"},
	}
}

// byMonth adds a small chart of every indicator over the months for the total, and for each
// unit with the total behind it, all on one axis. Of too many units, and of indicators that
// would make too many charts, there is only that of the total.
func (c *chartSheet) byMonth(m *monthTable) {
	say, t, left := c.b.r.Texts.Say, c.t, mostSmall
	for _, column := range m.columns {
		units := len(t.Rows)
		if units > mostInCharts || units > left {
			units = 0
		}
		left -= units
		rows := append(slices.Clone(t.Rows[:units]), t.Total)
		var figures []report.Figure
		for _, row := range rows {
			figures = append(figures, row.Series[column]...)
		}
		a, label := axisOf(withoutTargets(figures), t.Columns[column].Plain), t.Columns[column].Label+" – "+say("sheet.by-month")
		if units == 0 {
			c.add(grid{2, 2}, "", c.month(m, column, len(m.rows)-1, label, a))
			continue
		}
		page, caption := grid{4, 3}, label+" ("+say("sheet.grey")+")"
		c.add(page, caption, c.month(m, column, len(m.rows)-1, t.TotalLabel, a))
		for i := range units {
			if slices.ContainsFunc(t.Rows[i].Series[column], func(f report.Figure) bool { return f.Defined }) {
				c.add(page, caption, c.month(m, column, i, c.units.names[i], a))
			}
		}
	}
}

// withoutTargets returns figures that are not judged.
func withoutTargets(figures []report.Figure) []report.Figure {
	plain := slices.Clone(figures)
	for i := range plain {
		plain[i].Target = ""
	}
	return plain
}

// month makes the chart of an indicator over the months for a row of their sheet, of which
// the last is the total, with a title.
func (c *chartSheet) month(m *monthTable, column, row int, title string, a axis) figureChart {
	t, total, shown := c.t, len(m.rows)-1, cells{}
	first, last := m.keys+2, m.keys+1+len(t.Months)
	months := make([]string, len(t.Months))
	for i, month := range t.Months {
		months[i] = month.Label
	}
	across := shown.texts(m.name, first, m.header, last, m.header, months...)
	line := func(row int, name, colour string, width float64) excelize.ChartSeries {
		at := m.first[column] + row
		return excelize.ChartSeries{
			Name: name, Categories: across, Values: shown.figures(m.name, first, at, last, at, a.format(), m.rows[row].Series[column]),
			Fill: ground(colour), Line: excelize.LineOptions{Width: width},
			Marker: excelize.ChartMarker{Symbol: "circle", Size: 4, Fill: ground(colour)},
		}
	}
	totalLine := c.b.tableTop() + len(t.Rows)
	name := shown.texts(c.b.summary[0], 1, totalLine, 1, totalLine, t.TotalLabel)
	series := []excelize.ChartSeries{line(total, name, darkText, 2.25)}
	if row < total {
		series[0] = line(total, name, lineOfTotal, 1.25)
		series[0].Marker = excelize.ChartMarker{Symbol: "none"}
		at := c.units.top + row
		series = append(series, line(row, shown.texts(c.units.sheet, c.units.column, at, c.units.column, at, c.units.names[row]), lineOfUnit, 2.25))
	}
	chart := newChart(c.b.r.Texts, title, "", a)
	chart.Type, chart.Series = excelize.Line, series
	const labels = 12 // that have room
	chart.XAxis.Alignment.TextRotation = -90
	if n := (len(months) + labels - 1) / labels; n > 1 {
		chart.XAxis.TickLabelSkip = n
	}
	return figureChart{"", shown, []*excelize.Chart{chart}}
}
