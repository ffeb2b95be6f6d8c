package report

import (
	"fmt"
	"strings"

	"cchc/kpi"
)

// Blocks returns the definition, the figure, its sums with the cells below them, the other
// definitions, and what is missing.
func (e *Explanation) Blocks(Medium) []Block {
	x, d, say := &explained{e: e}, e.Definition, e.Texts.Say
	x.begin(d.ID + ": " + d.Label)
	x.line(0, "%s", e.Title)
	x.line(1, "%s: %s", say("formula"), d.Formula)
	x.line(1, "%s: %s", say("in-words"), d.Words)
	x.line(1, "%s: %s", say("source"), d.Source)
	x.last(Line{Depth: 1, Spans: []Span{{Text: say("figure") + ": "}, {Text: x.whole(e.Figure, len(e.Missing) == 0), Look: Strong}}})
	for _, side := range e.Sides {
		x.side(side)
	}
	if len(e.Siblings) > 0 {
		x.begin(say("siblings"))
	}
	for _, other := range e.Siblings {
		x.line(1, "%s: %s (%s: %s)", other.Definition.ID, x.whole(other.Figure, other.Known), other.Definition.Label, other.Definition.Formula)
	}
	if len(e.Missing) > 0 {
		x.begin(say("explain.missing"))
		x.missing()
	}
	blocks := make([]Block, len(x.blocks))
	for i, b := range x.blocks {
		blocks[i] = b
	}
	return blocks
}

// explained is an explanation while its lines are made.
type explained struct {
	e      *Explanation
	blocks []Lines
}

// begin begins a block with a title.
func (x *explained) begin(title string) { x.blocks = append(x.blocks, Lines{Title: title}) }

// last adds a line to the last block.
func (x *explained) last(l Line) {
	b := &x.blocks[len(x.blocks)-1]
	b.Lines = append(b.Lines, l)
}

// line adds a line at a depth to the last block.
func (x *explained) line(depth int, format string, args ...any) {
	x.last(Line{Depth: depth, Spans: []Span{{Text: fmt.Sprintf(format, args...)}}})
}

// whole returns a figure with its fraction, its exact percentage and what a report shows.
// complete reports that no count is missing.
func (x *explained) whole(f Figure, complete bool) string {
	switch {
	case !f.Defined && complete:
		return fmt.Sprintf("%s (%s / 0: %s)", f.NA, Count{Known: true, Value: f.Ratio.Num, Scale: f.Ratio.Scale}.In(x.e.Texts.Lang), x.e.Texts.Say("explain.undefined"))
	case !f.Defined:
		return f.NA
	case f.Ratio.Plain:
		return Localise(f.Shown, x.e.Texts.Lang)
	}
	shown := Fill(x.e.Texts.Say("explain.shown"), "figure", Localise(f.Shown, x.e.Texts.Lang))
	return fmt.Sprintf("%s = %s%%, %s", f.Fraction(x.e.Texts.Lang), Localise(f.Percent(), x.e.Texts.Lang), shown)
}

// count returns a count for people.
func (x *explained) count(c Count) string {
	if !c.Known {
		return x.e.Texts.Say("na")
	}
	return c.In(x.e.Texts.Lang)
}

// side writes the numerator or the denominator.
func (x *explained) side(side Side) {
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
	x.begin(side.Label + ": " + sum)
	for _, t := range side.Terms {
		x.sum(1, t.Sum)
	}
}

// sum writes a measure with the addition of its parts, its cells, and its parts.
func (x *explained) sum(depth int, s *Sum) {
	addition := ""
	if len(s.Parts) > 0 && (s.Every != nil || len(s.Cells)+s.Others.Cells+len(s.Dossiers) > 0) {
		addition = " + " + x.e.Texts.Say("explain.given") + " " + x.count(s.Given)
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
		x.line(depth+1, "%s", x.e.Texts.Say("explain.again"))
		return
	}
	for _, c := range s.Cells {
		x.last(x.cell(depth+1, c))
	}
	if s.Every != nil {
		x.last(Line{Lines: func(yield func(Line) bool) {
			for c := range s.Every {
				if !yield(x.cell(depth+1, c)) {
					return
				}
			}
		}})
	}
	if s.Others.Cells > 0 {
		x.line(depth+1, "%s", Fill(x.e.Texts.Say("explain.more"), "n", Integer(s.Others.Cells, x.e.Texts.Lang), "sum", x.count(s.Others.Count)))
	}
	x.groups(depth+1, s.Dossiers)
	for _, p := range s.Parts {
		x.sum(depth+1, p.Sum)
	}
}

// cell returns the line of a cell: its place, its text, and the unit and period of its count.
func (x *explained) cell(depth int, c SourceCell) Line {
	text := kpi.Excerpt(c.Place.Text)
	if c.Place.Column == 0 {
		text = x.e.Texts.Say("explain.row")
	}
	if c.Count.Known && text != `"`+c.Count.String()+`"` {
		text += " = " + x.count(c.Count)
	}
	return Line{Depth: depth, Spans: []Span{{Text: fmt.Sprintf("%s: %s%s%s", c.Place, text, InColumn(c.Place), x.of(c.Who, c.When))}}}
}

// of returns the names of a unit and a period in brackets, if they have any.
func (x *explained) of(unit string, when Key) string {
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
func (x *explained) missing() {
	more := func(n int) string { return Fill(x.e.Texts.Say("more"), "n", Integer(n, x.e.Texts.Lang)) }
	count, order := map[string]int{}, []string{}
	for _, m := range x.e.Missing {
		if count[m.ID]++; count[m.ID] == 1 {
			order = append(order, m.ID)
		}
		if x.e.Most != kpi.EveryCell && count[m.ID] > x.e.Most {
			continue
		}
		place := ""
		if len(m.Cells)+len(m.Dossiers) == 0 && m.Place.File != "" {
			place = m.Place.String() + ": "
		}
		x.line(1, "%s%s%s: %s (%s)", place, m.ID, x.of(m.Who, m.When), m.Text, m.Label)
		for _, c := range m.Cells {
			x.last(x.cell(2, c))
		}
		if m.Others > 0 {
			x.line(2, "%s", more(m.Others))
		}
		x.groups(2, m.Dossiers)
	}
	for _, id := range order {
		if n := count[id] - x.e.Most; x.e.Most != kpi.EveryCell && n > 0 {
			x.line(1, "%s: %s", id, more(n))
		}
	}
}
