package render

import (
	"bytes"
	"fmt"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// explainText writes an explanation for a terminal: the definition, the figure, its
// sums with the cells below them, the other definitions, and what is missing.
func explainText(s Screen, b *bytes.Buffer, e *report.Explanation) error {
	var text bytes.Buffer
	x := explained{e, &text, s}
	d := e.Definition
	x.line(0, "%s", s.title(d.ID+": "+d.Label))
	x.line(0, "%s", e.Title)
	x.line(1, "%s: %s", e.Say("formula"), d.Formula)
	x.line(1, "%s: %s", e.Say("in-words"), d.Words)
	x.line(1, "%s: %s", e.Say("source"), d.Source)
	x.line(1, "%s: %s", e.Say("figure"), s.title(x.whole(e.Figure, len(e.Missing) == 0)))
	for _, side := range e.Sides {
		x.side(side)
	}
	if len(e.Siblings) > 0 {
		x.line(0, "\n%s", s.title(e.Say("siblings")))
	}
	for _, other := range e.Siblings {
		x.line(1, "%s: %s (%s: %s)", other.Definition.ID, x.whole(other.Figure, other.Known), other.Definition.Label, other.Definition.Formula)
	}
	if len(e.Missing) > 0 {
		x.line(0, "\n%s", s.title(e.Say("explain.missing")))
		x.missing()
	}
	b.WriteString(s.Wrap(text.String()))
	return nil
}

// explained is an explanation while it is written.
type explained struct {
	e *report.Explanation
	b *bytes.Buffer
	s Screen
}

// line writes a line at a depth.
func (x explained) line(depth int, format string, args ...any) {
	fmt.Fprintf(x.b, strings.Repeat("  ", depth)+format+"\n", args...)
}

// whole returns a figure with its fraction, its exact percentage and what a report shows.
// complete reports that no count is missing.
func (x explained) whole(f report.Figure, complete bool) string {
	switch {
	case !f.Defined && complete:
		return fmt.Sprintf("%s (%s / 0: %s)", f.NA, report.Count{Known: true, Value: f.Ratio.Num, Scale: f.Ratio.Scale}.In(x.e.Lang), x.e.Say("explain.undefined"))
	case !f.Defined:
		return f.NA
	case f.Ratio.Plain:
		return report.Localise(f.Shown, x.e.Lang)
	}
	shown := report.Fill(x.e.Say("explain.shown"), "figure", report.Localise(f.Shown, x.e.Lang))
	return fmt.Sprintf("%s = %s%%, %s", f.Fraction(x.e.Lang), report.Localise(f.Percent, x.e.Lang), shown)
}

// count returns a count for people.
func (x explained) count(c report.Count) string {
	if !c.Known {
		return x.e.Say("na")
	}
	return c.In(x.e.Lang)
}

// side writes the numerator or the denominator.
func (x explained) side(side report.Side) {
	sum := x.count(side.Count)
	if len(side.Terms) > 1 {
		sum += " ="
	}
	for n, t := range side.Terms {
		switch {
		case len(side.Terms) == 1:
			continue
		case t.Minus:
			sum += " -"
		case n > 0: // the first needs no plus
			sum += " +"
		}
		sum += " " + t.ID + " " + x.count(t.Count)
	}
	x.line(0, "\n%s", x.s.title(side.Label+": "+sum))
	for _, t := range side.Terms {
		x.sum(1, t.Sum)
	}
}

// sum writes a measure with the addition of its parts, its cells, and its parts.
func (x explained) sum(depth int, s *report.Sum) {
	addition := ""
	if len(s.Parts) > 0 && len(s.Cells)+s.Others.Cells > 0 {
		addition = " + " + x.e.Say("explain.given") + " " + x.count(s.Given)
	}
	for _, p := range s.Parts {
		sign := " + "
		if p.Minus {
			sign = " - "
		}
		addition += sign + p.ID + " " + x.count(p.Count)
	}
	if addition != "" { // the first has no sign: it is never taken away
		addition = " = " + strings.TrimPrefix(addition, " + ")
	}
	x.line(depth, "%s: %s%s (%s; %s)", s.ID, x.count(s.Count), addition, s.Label, s.How)
	switch {
	case !s.Count.Known:
		return
	case s.Again:
		x.line(depth+1, "%s", x.e.Say("explain.again"))
		return
	}
	for _, c := range s.Cells {
		x.cell(depth+1, c)
	}
	if s.Others.Cells > 0 {
		x.line(depth+1, "%s", report.Fill(x.e.Say("explain.more"), "n", report.Integer(s.Others.Cells, x.e.Lang), "sum", x.count(s.Others.Count)))
	}
	for _, p := range s.Parts {
		x.sum(depth+1, p.Sum)
	}
}

// cell writes the place of a cell, its text, and the unit and period of its count.
func (x explained) cell(depth int, c report.SourceCell) {
	text := kpi.Excerpt(c.Place.Text)
	if c.Place.Column == 0 {
		text = x.e.Say("explain.row")
	}
	if c.Count.Known && text != `"`+c.Count.String()+`"` {
		text += " = " + x.count(c.Count)
	}
	x.line(depth, "%s: %s%s%s", c.Place, text, report.InColumn(c.Place), x.of(c.Who, c.When))
}

// of returns the names of a unit and a period in brackets, if they have any.
func (x explained) of(unit string, when report.Key) string {
	switch {
	case unit == "" && when.Label == "":
		return ""
	case unit == "":
		return " (" + when.Label + ")"
	}
	return " (" + unit + ", " + when.Label + ")"
}

// missing writes what the figure lacks: the first counts of every measure, each with the
// first of its cells.
func (x explained) missing() {
	more := func(n int) string { return report.Fill(x.e.Say("more"), "n", report.Integer(n, x.e.Lang)) }
	count, order := map[string]int{}, []string{}
	for _, m := range x.e.Missing {
		if count[m.ID]++; count[m.ID] == 1 {
			order = append(order, m.ID)
		}
		if x.e.Most != kpi.EveryCell && count[m.ID] > x.e.Most {
			continue
		}
		place := ""
		if len(m.Cells) == 0 && m.Place.File != "" {
			place = m.Place.String() + ": "
		}
		x.line(1, "%s%s%s: %s (%s)", place, m.ID, x.of(m.Who, m.When), m.Text, m.Label)
		for _, c := range m.Cells {
			x.cell(2, c)
		}
		if m.Others > 0 {
			x.line(2, "%s", more(m.Others))
		}
	}
	for _, id := range order {
		if n := count[id] - x.e.Most; x.e.Most != kpi.EveryCell && n > 0 {
			x.line(1, "%s: %s", id, more(n))
		}
	}
}
