package page

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/report"
)

// The most lines that one picture shows clearly, and the most small pictures of a page.
const (
	mostLines  = 8
	mostPanels = 200
)

// trendChart is the picture of an indicator over time: lines by unit, or for more units a
// small picture each, with the line of the total behind. The latest period is at the right.
type trendChart struct {
	Label   string
	Grid    []gridLine
	Ticks   []tick
	Lines   []trendLine // the total is the last
	Panels  []trendLine
	Behind  *run   // the total, in every small picture
	Aim     string // where the target of all figures is, if they have one
	Note    string
	Crowded string // why there is the total only, or ""
	From    string // the first period
	To      string // the last period
}

// gridLine is a line across a picture, with its figure.
type gridLine struct{ Y, LabelY, Label string }

// tick is a period below a picture. Minor ones are left out where there is little room.
type tick struct {
	X, Label string
	Minor    bool
}

// trendLine is the line of a row, with its latest figure.
type trendLine struct {
	Name, Value, Class string
	run
}

// run is a line in a picture that is 100 wide. Dots are periods whose neighbours
// have no figures; Last is the latest figure.
type run struct{ Path, Dots, Last string }

// newTrendChart draws the table of an indicator over time.
func newTrendChart(r *report.Document, t *report.Table, label string) *trendChart {
	lang, plain := r.Texts.Lang, t.Columns[1].Plain
	c := &trendChart{Label: label, From: named(t.Months[0].Label), To: named(t.Months[len(t.Months)-1].Label)}
	rows := t.Rows
	if n := len(rows); n > mostPanels {
		c.Crowded = report.Fill(r.Texts.Say("page.crowded"), "n", report.Integer(n, lang), "most", strconv.Itoa(mostPanels))
		rows = nil
	}
	compared := append(slices.Clone(rows), t.Total)
	isTotalDrawn := !plain || len(rows) < 2 // a sum would make its terms small
	if !isTotalDrawn {
		compared = rows
	}
	var shared []report.Figure
	for _, row := range compared {
		shared = append(shared, row.Series[0]...)
	}
	axis := lineAxis(shared, plain)
	from, to := axis.ends(lang)
	c.Note = report.Fill(r.Texts.Say("page.trend"), "from", from, "to", to)
	if known := slices.DeleteFunc(shared, func(f report.Figure) bool { return !f.Defined }); len(known) > 0 {
		if value, ok := known[0].Threshold(); ok && oneTarget(known) != "" && axis.lo <= value && value <= axis.hi {
			c.Aim = coordinate(100 - axis.at(value))
			c.Note += " " + report.Fill(r.Texts.Say("page.aim"), "target", report.Percent(known[0].Target, plain, lang))
		}
	}
	draw := func(row report.Row, name, class string) trendLine {
		l := trendLine{Name: name, Class: class, run: axis.run(row.Series[0]), Value: "–"}
		if f := row.Series[0][len(t.Months)-1]; f.Defined {
			l.Value = report.Percent(f.Shown, plain, lang)
		}
		return l
	}
	var lines []trendLine
	for i, row := range rows {
		lines = append(lines, draw(row, named(row.Name()), "h"+strconv.Itoa(i%mostLines+1)))
	}
	total := draw(t.Total, named(t.TotalLabel), "total")
	switch {
	case !isTotalDrawn:
		c.Note += " " + r.Texts.Say("page.trend-alone")
	case len(rows) > mostLines:
		c.Behind = &total.run
		c.Note += " " + report.Fill(r.Texts.Say("page.trend-total"), "total", named(t.TotalLabel))
	case len(rows) != 1:
		lines = append(lines, total)
	}
	if len(rows) > mostLines {
		c.Panels = lines
		return c
	}
	c.Lines, c.Grid, c.Ticks = lines, axis.grid(lang), ticksOf(t.Months)
	return c
}

// The part of the height of a picture that its lines take, from the top, in percent.
const plotTop, plotHeight = 7.0, 81.0

// grid returns lines at round figures, six at most.
func (a axis) grid(lang kpi.Lang) (lines []gridLine) {
	step := 0.01
	if a.plain {
		step = 1
	}
	for factors := []float64{2, 2.5, 2}; (a.hi-a.lo)/step > 5; factors = append(factors[1:], factors[0]) {
		step *= factors[0]
	}
	for v := math.Ceil(a.lo/step-1e-9) * step; v <= a.hi+step*1e-6; v += step {
		y := plotTop + (100-a.at(v))*plotHeight/100
		label, _ := axis{lo: v, hi: v, plain: a.plain}.ends(lang)
		lines = append(lines, gridLine{coordinate(y), coordinate(y + 1.5), label})
	}
	return lines
}

// run draws figures in a picture that is 100 high; a single one is at the right.
func (a axis) run(figures []report.Figure) run {
	return drawn(figures, 100, func(f report.Figure) float64 { return 100 - a.at(f.Number()) })
}

// drawn draws figures from the left edge to the right, at the heights from above that height
// returns; alone is the place of a single one. A period without a figure is a gap.
func drawn(figures []report.Figure, alone float64, height func(report.Figure) float64) (r run) {
	known := func(i int) bool { return i >= 0 && i < len(figures) && figures[i].Defined }
	var path, dots strings.Builder
	for i, f := range figures {
		if !f.Defined {
			continue
		}
		x := alone
		if n := len(figures) - 1; n > 0 {
			x = float64(i) / float64(n) * 100
		}
		at := coordinate(x) + " " + coordinate(height(f))
		switch {
		case known(i - 1):
			path.WriteString("L" + at)
		case known(i + 1):
			path.WriteString("M" + at)
		default:
			dots.WriteString("M" + at + "h0")
		}
		r.Last = "M" + at + "h0"
	}
	r.Path, r.Dots = path.String(), dots.String()
	return r
}

// ticksOf returns the periods below a picture: every n-th, counted from the latest, as many
// as there is room for on a wide screen; those for which a narrow one has no room are minor.
func ticksOf(months []report.Key) (ticks []tick) {
	const wide, narrow, letter = 1000, 280, 7 // pixels
	widest := 0
	for _, m := range months {
		widest = max(widest, utf8.RuneCountInString(m.Label))
	}
	each := func(room int) int {
		fit := max(room/((widest+3)*letter), 1)
		return (len(months) + fit - 1) / fit
	}
	all, few := each(wide), each(narrow)
	for i, m := range months {
		back := len(months) - 1 - i
		if back%all != 0 {
			continue
		}
		x := 100.0
		if back > 0 {
			x = float64(i) / float64(len(months)-1) * 100
		}
		ticks = append(ticks, tick{coordinate(x), named(m.Label), back%(all*((few+all-1)/all)) != 0})
	}
	return ticks
}

// versusChart is the picture of an indicator in two periods: for each unit a dot each, and a
// line from the old to the new.
type versusChart struct {
	Label    string
	From, To string // the ends of the axis
	New, Old string // what both are called
	Rows     []versusRow
	Note     string
	Crowded  string
}

// versusRow is a row of it. Move is the line; blank positions are figures that are not known.
type versusRow struct {
	Name, Class    string
	Total          bool
	New, Old, Move string
	Value, Before  string
}

// newVersusChart draws the table of a comparison, whose first columns are the new and the old
// figures.
func newVersusChart(r *report.Document, t *report.Table) *versusChart {
	lang, plain := r.Texts.Lang, t.Columns[0].Plain
	c := &versusChart{Label: named(t.Name), New: named(t.Columns[0].Label), Old: named(t.Columns[1].Label)}
	rows := t.All()
	if n := len(t.Rows); n > chartRows {
		c.Crowded = report.Fill(r.Texts.Say("page.crowded"), "n", report.Integer(n, lang), "most", strconv.Itoa(chartRows))
		rows = rows[n:]
	}
	side := func(row report.Row, i int) report.Figure {
		if f := row.Cells[i].Figure; f != nil {
			return *f
		}
		return report.Figure{}
	}
	var shared []report.Figure
	for i, row := range rows {
		if !plain || i < len(rows)-1 || len(rows) == 1 { // the total of counts would make all others small
			shared = append(shared, side(row, 0), side(row, 1))
		}
	}
	axis := lineAxis(shared, plain)
	c.From, c.To = axis.ends(lang)
	c.Note = report.Fill(r.Texts.Say("page.versus"), "new", c.New, "old", c.Old, "from", c.From, "to", c.To)
	for i, row := range rows {
		v := versusRow{Name: named(row.Name()), Total: i == len(rows)-1}
		if v.Total {
			v.Name = named(t.TotalLabel)
		}
		now, old := side(row, 0), side(row, 1)
		v.Value, v.Before = report.Percent(now.Shown, plain, lang), report.Percent(old.Shown, plain, lang)
		if 2*i < len(shared) {
			v.New, v.Old = axis.dot(now), axis.dot(old)
		}
		if v.New != "" && v.Old != "" {
			v.Move = "M" + v.Old + " 5H" + v.New
		}
		if change := row.Cells[2].Change; change != nil {
			v.Class = map[int]string{1: "met", -1: "missed"}[change.Better]
		}
		c.Rows = append(c.Rows, v)
	}
	return c
}

// dot returns the position of a figure, or "" for none.
func (a axis) dot(f report.Figure) string {
	if !f.Defined {
		return ""
	}
	return coordinate(a.at(f.Number()))
}
