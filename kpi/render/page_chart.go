package render

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// chartRows is how many rows a chart holds and still is looked at.
const chartRows = 70

// pageChart is the picture of an indicator: a bar for each row and the total and, where
// there are months, a line.
type pageChart struct {
	ID, Label   string
	Words       string // its definition
	Target      string // where all rows have one
	From, To    string // the ends of the axis of bars
	Bars        []pageBarRow
	Lines       bool
	First, Last string // months
	Note        string // on the axis of the lines
	Months      []string

	UnitWord, MonthsWord string
}

// pageBarRow is a row of a chart.
type pageBarRow struct {
	Name  string
	Total bool
	pageCell
	Line  *pageLine
	Cells []pageCell // by month
}

// pageLine is a line over the months. Dots are months whose neighbours have no figures;
// Last is the last figure. Text lists the values.
type pageLine struct{ Path, Dots, Last, Text string }

// pageCharts draws every indicator. Where the rows are too many, crowded says why the
// total stands alone.
func pageCharts(r *report.Report) (charts []pageChart, crowded string) {
	rows := r.Rows
	if len(rows) > chartRows {
		crowded = strings.Replace(counted(r.Say("page.crowded"), len(rows), r.Lang), "{most}", strconv.Itoa(chartRows), 1)
		rows = nil
	}
	for i := range r.Columns {
		charts = append(charts, newPageChart(r, rows, i))
	}
	return charts, crowded
}

func newPageChart(r *report.Report, rows []report.Row, column int) pageChart {
	plain := r.Columns[column].Plain
	figures := report.Figures(append(slices.Clone(rows), r.Total), column)
	c := pageChart{ID: "chart-" + strconv.Itoa(column+1), Label: named(r.Columns[column].Label), Target: percent(oneTarget(figures), plain, r.Lang)}
	if plain && len(rows) > 0 {
		figures = figures[:len(figures)-1] // the total of counts would make all others small
	}
	if i := slices.IndexFunc(r.Definition, func(d report.Definition) bool { return d.ID == r.Columns[column].ID }); i >= 0 {
		c.Words = whole(r.Definition[i].Words)
	}
	axis := barAxis(figures, plain)
	bar := func(row report.Row) pageBarRow {
		b := newPageBarRow(r, row, column, axis)
		if c.Target == "" {
			b.Target = ownTarget(r, row.Figures[column])
		}
		return b
	}
	c.From, c.To = axis.ends(r.Lang)
	for _, row := range rows {
		c.Bars = append(c.Bars, bar(row))
	}
	total := bar(r.Total)
	total.Name, total.Total = named(r.TotalLabel), true
	if plain && len(rows) > 0 {
		total.Bar = nil
	}
	if c.Bars = append(c.Bars, total); r.HasSeries(column) {
		c.addLines(r, rows, column)
	}
	return c
}

func newPageBarRow(r *report.Report, row report.Row, column int, axis pageAxis) pageBarRow {
	var names []string
	for _, k := range row.Keys {
		names = append(names, named(k.Label))
	}
	f := row.Figures[column]
	bar := pageBarRow{Name: strings.Join(names, " / "), pageCell: newPageCell(r, f)}
	if f.Defined {
		bar.Bar = axis.bar(f)
	}
	return bar
}

// addLines adds the months. The total of counts has an axis of its own.
func (c *pageChart) addLines(r *report.Report, rows []report.Row, column int) {
	plain := r.Columns[column].Plain
	c.Lines, c.First, c.Last = true, named(r.Months[0].Label), named(r.Months[len(r.Months)-1].Label)
	for _, m := range r.Months {
		c.Months = append(c.Months, named(m.Label))
	}
	c.UnitWord, c.MonthsWord = r.Say("unit"), r.Say("page.months")
	var shared []report.Figure
	for _, row := range rows {
		shared = append(shared, row.Series[column]...)
	}
	total := r.Total.Series[column]
	if !plain || len(rows) == 0 {
		shared = append(shared, total...)
	}
	axis := lineAxis(shared, plain)
	from, to := axis.ends(r.Lang)
	c.Note = strings.NewReplacer("{from}", from, "{to}", to).Replace(r.Say("page.lines"))
	for i, row := range rows {
		c.Bars[i].addLine(r, row.Series[column], axis)
	}
	if plain && len(rows) > 0 {
		axis = lineAxis(total, plain)
		_, to = axis.ends(r.Lang)
		c.Note += " " + strings.Replace(r.Say("page.lines-total"), "{to}", to, 1)
	}
	c.Bars[len(rows)].addLine(r, total, axis)
}

// The height of the picture of a line, and of the room above and below it.
const sparkHeight, sparkRoom = 24.0, 3.0

// addLine draws the figures of a row over the months. A month without a figure is a gap.
func (b *pageBarRow) addLine(r *report.Report, series []report.Figure, axis pageAxis) {
	line := &pageLine{}
	var path, dots strings.Builder
	var values []string
	known := func(i int) bool { return i >= 0 && i < len(series) && series[i].Defined }
	for i, f := range series {
		cell := newPageCell(r, f)
		b.Cells = append(b.Cells, cell)
		values = append(values, named(r.Months[i].Label)+": "+cell.Value)
		if !f.Defined {
			continue
		}
		x := coordinate(float64(i) / float64(max(len(series)-1, 1)) * 100)
		y := coordinate(sparkHeight - sparkRoom - axis.at(f.Number())/100*(sparkHeight-2*sparkRoom))
		switch {
		case known(i - 1):
			path.WriteString("L" + x + " " + y)
		case known(i + 1):
			path.WriteString("M" + x + " " + y)
		default:
			dots.WriteString("M" + x + " " + y + "h0")
		}
		line.Last = "M" + x + " " + y + "h0"
	}
	if line.Last == "" {
		return
	}
	line.Path, line.Dots, line.Text = path.String(), dots.String(), b.Name+" – "+strings.Join(values, "; ")
	b.Line = line
}
