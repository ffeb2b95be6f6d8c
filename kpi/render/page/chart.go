package page

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// chartRows is the most rows that a chart shows clearly.
const chartRows = 70

// chart is the picture of an indicator: a bar for each row and the total and, where
// there are months, a line.
type chart struct {
	ID, Label string
	Words     string // its definition
	Target    string // where all rows have one
	From, To  string // the ends of the axis of bars
	Bars      []barRow
	Note      string   // on the axis of the lines
	Months    []string // of the lines; none where there are no lines
}

// tallRows is the most rows of a chart that is kept on one printed page.
const tallRows = 22

// Tall reports whether a chart has more rows than a printed page keeps together.
func (c chart) Tall() bool { return len(c.Bars) > tallRows }

// First returns the first month of the lines.
func (c chart) First() string { return c.Months[0] }

// Newest returns the last month of the lines.
func (c chart) Newest() string { return c.Months[len(c.Months)-1] }

// barRow is a row of a chart.
type barRow struct {
	Name  string
	Total bool
	cell
	Line *line
}

// line is a line over the months. Text lists the values.
type line struct {
	run
	Text string
}

// chartsOf draws every indicator. Where the rows are too many, charts have the total
// only, and crowded gives the reason.
func chartsOf(r *report.Document) (charts []chart, crowded string) {
	t := r.Tables[0]
	rows := t.All()
	if n := len(t.Rows); n > chartRows {
		crowded = report.Fill(r.Texts.Say("page.crowded"), "n", report.Integer(n, r.Texts.Lang), "most", strconv.Itoa(chartRows))
		rows = rows[n:]
	}
	for i := range t.Columns {
		charts = append(charts, newChart(r, rows, i))
	}
	return charts, crowded
}

// newChart draws an indicator for some rows, of which the last is the total.
func newChart(r *report.Document, rows []report.Row, column int) chart {
	t := r.Tables[0]
	indicator, last := t.Columns[column], len(rows)-1
	figures := report.Figures(rows, column)
	c := chart{ID: "chart-" + strconv.Itoa(column+1), Label: named(indicator.Label), Target: report.Percent(oneTarget(figures), indicator.Plain, r.Texts.Lang)}
	if i := slices.IndexFunc(r.Evidence.Definitions, func(d report.Definition) bool { return d.ID == indicator.ID }); i >= 0 {
		c.Words = sentence(r.Evidence.Definitions[i].Words)
	}
	compared := rows
	if indicator.Plain && last > 0 {
		compared = rows[:last] // the total of counts would make all others small
	}
	axis := barAxis(figures[:len(compared)], indicator.Plain)
	c.From, c.To = axis.ends(r.Texts.Lang)
	for i, f := range figures {
		b := barRow{Name: named(rows[i].Name()), Total: i == last, cell: markedCell(r, rows[i].Cells[column])}
		if b.Total {
			b.Name = named(t.TotalLabel)
		}
		if f.Defined && i < len(compared) {
			b.Bar = axis.bar(f)
		}
		if c.Target == "" {
			b.Target = ownTarget(r, f)
		}
		c.Bars = append(c.Bars, b)
	}
	if t.HasSeries(column) {
		c.addLines(r, compared, column)
	}
	return c
}

// addLines adds the months. The rows have one axis; the total has its own where it is
// not among them.
func (c *chart) addLines(r *report.Document, rows []report.Row, column int) {
	t := r.Tables[0]
	for _, m := range t.Months {
		c.Months = append(c.Months, named(m.Label))
	}
	plain := t.Columns[column].Plain
	var shared []report.Figure
	for _, row := range rows {
		shared = append(shared, row.Series[column]...)
	}
	axis := lineAxis(shared, plain)
	from, to := axis.ends(r.Texts.Lang)
	c.Note = report.Fill(r.Texts.Say("page.lines"), "from", from, "to", to)
	for i, row := range rows {
		c.Bars[i].addLine(r, row.Series[column], axis)
	}
	if len(rows) == len(c.Bars) {
		return
	}
	total := t.Total.Series[column]
	axis = lineAxis(total, plain)
	_, to = axis.ends(r.Texts.Lang)
	c.Note += " " + report.Fill(r.Texts.Say("page.lines-total"), "to", to)
	c.Bars[len(rows)].addLine(r, total, axis)
}

// The height of the picture of a line, and of the room above and below it.
const lineHeight, lineRoom = 24.0, 3.0

// addLine draws the figures of a row over the months.
func (b *barRow) addLine(r *report.Document, series []report.Figure, axis axis) {
	l := newLine(series, axis)
	if l == nil {
		return
	}
	var values []string
	for i, f := range series {
		values = append(values, named(r.Tables[0].Months[i].Label)+": "+newCell(r, f).Value)
	}
	l.Text = b.Name + " – " + strings.Join(values, "; ")
	b.Line = l
}

// newLine draws figures over the months, or returns nil where there are none. A month
// without a figure is a gap.
func newLine(series []report.Figure, axis axis) *line {
	r := drawn(series, 0, func(f report.Figure) float64 {
		return lineHeight - lineRoom - axis.at(f.Number())/100*(lineHeight-2*lineRoom)
	})
	if r.Last == "" {
		return nil
	}
	return &line{run: r}
}
