package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// PointsOrder is the word that sorts rows by the sum of their points.
const PointsOrder = "points"

// Earned is the points of a figure, which has no ratio. Value has six decimals; Most is
// what could be earned.
type Earned struct {
	Points      kpi.Points
	Value, Most string
}

// pointColumns returns the columns of points: one for every component of the profile, then
// for every group, and last their sum.
func (b *builder) pointColumns() (columns []Column) {
	add := func(id, label string) {
		columns = append(columns, Column{ID: id, Label: kpi.Printable(label), Plain: true, Points: true})
	}
	for _, c := range b.opts.Profile.Components {
		add(c.Indicator, b.card.Indicators[indicatorIndex(b.card, c.Indicator)].Labels.In(b.opts.Lang))
	}
	for _, group := range b.opts.Profile.Groups() {
		add(group, b.w.fill("points.group", "group", group))
	}
	add("", b.w.text("points.sum"))
	return columns
}

// pointFields returns the fields of points, each with a name of its own in a flat table
// that has others; for programs they are one object.
func (b *builder) pointFields(others []Field) (fields []Field) {
	taken := map[string]bool{}
	for _, f := range others {
		taken[f.Columns[0]] = true
	}
	components := len(b.opts.Profile.Components)
	isOther := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }
	for i, c := range b.pointColumns() {
		column := "points"
		switch {
		case i < components:
			column += "_" + c.ID
		case c.ID != "":
			column += "_" + strings.Join(strings.FieldsFunc(vietnamese.Bare(c.ID), isOther), "_") // as ids are written
		}
		name := column
		for n := 2; taken[name]; n++ {
			name = column + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		label := c.Label
		if c.ID != "" {
			label += " (" + b.w.text("in-line.points") + ")"
		}
		fields = append(fields, Field{Columns: []string{name}, Labels: []string{label}, Kind: RateField})
	}
	return append(fields, Field{Name: "score", Kind: DataField})
}

// earned returns the points of a row, in the order of their columns.
func (b *builder) earned(s kpi.Score) []Cell {
	p := b.opts.Profile
	most, points := p.Most().All(), p.Earned(b.card, s).All()
	cells := make([]Cell, len(points))
	for i, v := range points {
		f := Figure{Defined: v.Known(), Ratio: kpi.Ratio{Plain: true, Scale: 1}, NA: b.w.text("na")}
		f.Earned = &Earned{Points: v, Most: most[i].String()}
		if f.Defined {
			f.Shown, f.Earned.Value = v.Decimal(pointDecimals), v.Decimal(percentDecimals)
		}
		cells[i] = figure(f)
	}
	return cells
}

// pointDecimals are the decimals of points as people read them.
const pointDecimals = 2

// ScoreNotes returns notes on the points of a scorecard, of the whole report or of a part:
// which indicators no row of the whole knows, which rows have no points, and where the
// total is not of all rows. It leaves out what is known already, and what notes on the
// chosen indicators have.
func ScoreNotes(whole, card *kpi.Scorecard, p *kpi.Profile, chosen []int, earlier []kpi.Finding) []kpi.Finding {
	var notes []kpi.Finding
	for _, c := range p.Components {
		at := indicatorIndex(card, c.Indicator)
		if !known(whole, at) {
			notes = append(notes, kpi.NewFinding(kpi.ScoreAbsent, c.Place, "indicator", kpi.IndicatorKey(c.Indicator), "id", c.Indicator, "lacking", lacking(whole, card.Indicators[at])))
			continue
		}
		lacks := func(s kpi.Score) bool { return !c.Earned(s.Results[at]).Known() }
		notes = append(notes, groupNote(card, kpi.PointsUnknown, c.Indicator, lacks)...)
		if card == whole && !slices.Contains(chosen, at) {
			notes = append(notes, partial(card, at)...)
		}
	}
	return newNotes(notes, earlier)
}
