package page

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// hundredths are figures of some percentages; -1 is none.
func hundredths(percents ...int64) (figures []report.Figure) {
	for _, p := range percents {
		f := report.Figure{Defined: p >= 0}
		if f.Defined {
			f.Ratio, f.Shown = kpi.Ratio{Num: p, Den: 100, Scale: 1}, fmt.Sprintf("%d.0", p)
		}
		figures = append(figures, f)
	}
	return figures
}

// overTime is a document of a trend of some units over twelve months, of which the last is
// 12/2024.
func overTime(units int, plain bool) *report.Document {
	t := &report.Table{Keys: []string{"District"}, TotalLabel: "Total", Columns: []report.Column{{Kind: report.BarsColumn}, {Plain: plain}}}
	series := func(n int64) [][]report.Figure {
		figures := hundredths(90, 91, 92, -1, 94, -1, 92, 91, 90, 91, 92, 90+n%9)
		for i := range figures {
			figures[i].Ratio.Plain = plain && figures[i].Defined
		}
		return [][]report.Figure{figures}
	}
	for m := 1; m <= 12; m++ {
		t.Months = append(t.Months, report.Key{Label: fmt.Sprintf("%02d/2024", m)})
	}
	for n := range units {
		t.Rows = append(t.Rows, report.Row{Keys: []report.Key{{Label: fmt.Sprintf("Unit %d", n+1)}}, Series: series(int64(n))})
	}
	t.Total.Series = series(0)
	return &report.Document{Tables: []*report.Table{t}, Texts: report.Texts{Words: words{}, Lang: kpi.Vietnamese}}
}

// words are texts that are their names.
type words struct{ report.Words }

func (words) Text(name string, _ kpi.Lang) string { return name + " {from} {to} {target} {n} {most}" }

// Up to eight units are lines, with the total; more are small pictures with the total behind;
// of too many there is the total only. The total of counts is not drawn.
func TestTrendChartByUnits(t *testing.T) {
	for _, tt := range []struct {
		units         int
		plain         bool
		lines, panels int
		behind        bool
	}{
		{1, false, 1, 0, false}, {3, false, 4, 0, false}, {8, false, 9, 0, false}, {9, false, 0, 9, true}, {200, false, 0, 200, true},
		{201, false, 1, 0, false}, {3, true, 3, 0, false}, {9, true, 0, 9, false}, {0, false, 1, 0, false},
	} {
		r := overTime(tt.units, tt.plain)
		c := newTrendChart(r, r.Tables[0], "On time")
		if len(c.Lines) != tt.lines || len(c.Panels) != tt.panels || (c.Behind != nil) != tt.behind || (c.Crowded != "") != (tt.units > 200) {
			t.Errorf("%d units: %d lines, %d panels, behind %v, %q", tt.units, len(c.Lines), len(c.Panels), c.Behind, c.Crowded)
		}
	}
}

// The latest month is at the right edge, a month without a figure is a gap, and one between
// two gaps a dot.
func TestTrendLine(t *testing.T) {
	r := overTime(2, false)
	c := newTrendChart(r, r.Tables[0], "On time")
	l := c.Lines[1]
	if want := "M0 100L9.09 75L18.18 50M54.55 50L63.64 75L72.73 100L81.82 75L90.91 50L100 75"; l.Path != want || l.Dots != "M36.36 0h0" || l.Last != "M100 75h0" {
		t.Errorf("%+v", l)
	}
	if l.Name != "Unit 2" || l.Value != "91,0%" || l.Class != "h2" || c.Lines[2].Class != "total" {
		t.Errorf("%+v", l)
	}
	var grid, ticks []string
	for _, g := range c.Grid {
		grid = append(grid, g.Label+" "+g.Y)
	}
	if got := strings.Join(grid, ", "); got != "90% 88, 91% 67.75, 92% 47.5, 93% 27.25, 94% 7" {
		t.Error(got)
	}
	for _, tick := range c.Ticks {
		ticks = append(ticks, fmt.Sprintf("%s %s %v", tick.Label, tick.X, tick.Minor))
	}
	if got, want := strings.Join(ticks[8:], ", "), "09/2024 72.73 false, 10/2024 81.82 true, 11/2024 90.91 true, 12/2024 100 false"; got != want || len(ticks) != 12 {
		t.Errorf("%d: %s", len(ticks), got)
	}
	many := make([]report.Key, 40)
	if last := ticksOf(many)[len(ticksOf(many))-1]; last.X != "100" || last.Minor {
		t.Errorf("the last of 40 is %+v", last)
	}
	if got := ticksOf(many[:1]); len(got) != 1 || got[0].X != "100" {
		t.Errorf("one month: %+v", got)
	}
}

// A target that all figures have is a line where the axis has it.
func TestTrendTarget(t *testing.T) {
	for target, want := range map[string]string{"92": "50", "70": "", "": ""} {
		r := overTime(2, false)
		for _, row := range r.Tables[0].All() {
			for i := range row.Series[0] {
				if row.Series[0][i].Defined {
					row.Series[0][i].Target = target
				}
			}
		}
		if c := newTrendChart(r, r.Tables[0], ""); c.Aim != want || strings.Contains(c.Note, "page.aim") != (want != "") {
			t.Errorf("target %q at %q: %s", target, c.Aim, c.Note)
		}
	}
}

// A comparison has a dot for each side; a side without a figure has none, and no line.
func TestVersusChart(t *testing.T) {
	row := func(name string, better int, now, old int64) report.Row {
		figures := hundredths(now, old)
		return report.Row{Keys: []report.Key{{Label: name}}, Cells: []report.Cell{{Figure: &figures[0]}, {Figure: &figures[1]}, {Change: &report.Change{Better: better}}}}
	}
	table := &report.Table{Columns: []report.Column{{Label: "12/2024"}, {Label: "11/2024"}, {Kind: report.ChangeColumn}}, TotalLabel: "Total",
		Rows: []report.Row{row("A", 1, 95, 90), row("B", -1, 90, -1)}, Total: row("", 0, 94, 94)}
	c := newVersusChart(&report.Document{Texts: report.Texts{Words: words{}, Lang: kpi.English}}, table)
	var got []string
	for _, v := range c.Rows {
		got = append(got, fmt.Sprintf("%s %s %s→%s %q", v.Name, v.Class, v.Old, v.New, v.Move))
	}
	if want := `A met 0→100 "M0 5H100"; B missed →0 ""; Total  80→80 "M80 5H80"`; strings.Join(got, "; ") != want || c.From != "90%" || c.To != "95%" {
		t.Errorf("from %s to %s\ngot  %s\nwant %s", c.From, c.To, strings.Join(got, "; "), want)
	}
}
