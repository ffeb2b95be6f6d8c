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

// Points are the columns of the points of the rows: one for every component of the
// profile, then for every group, and last their sum.
type Points struct {
	Columns []Column
	Profile kpi.Profile // the rows that hold
	Title   string
	Legend  string
}

// Components returns the columns of the components.
func (p *Points) Components() []Column { return p.Columns[:len(p.Profile.Components)] }

// Groups returns the columns of the groups.
func (p *Points) Groups() []Column {
	return p.Columns[len(p.Profile.Components) : len(p.Columns)-1]
}

// Earned is the points of a figure, which has no ratio. Value has six decimals; Most is
// what could be earned.
type Earned struct {
	Points      kpi.Points
	Value, Most string
}

// PointsTable returns the table of the points of a report: its rows and total with their
// points for figures.
func (r *Report) PointsTable() *Report {
	t := *r
	t.Columns, t.Legend = r.Points.Columns, r.Points.Legend
	t.Points, t.Parts, t.Sections, t.Months = nil, nil, nil, nil
	t.Rows = slices.Clone(r.Rows)
	for i := range t.Rows {
		t.Rows[i].Figures = r.Rows[i].Points
	}
	t.Total.Figures = r.Total.Points
	return &t
}

// Tables returns the tables of a report and of its parts, each followed by that of its
// points. The first has no name; that of a report without indicators has no columns.
func (r *Report) Tables() (tables []Part) {
	add := func(r *Report, name, prefix string) {
		tables = append(tables, Part{name, r})
		if r.Points != nil {
			tables = append(tables, Part{prefix + r.Points.Title, r.PointsTable()})
		}
	}
	add(r, "", "")
	for _, p := range r.Parts {
		add(p.Report, p.Name, p.Name+" – ")
	}
	return tables
}

// points adds the columns of points to a report. Each has a name of its own in a flat
// table.
func (b *builder) points(r *Report) {
	p := b.opts.Profile
	if p == nil {
		return
	}
	r.Points = &Points{Profile: *p, Title: b.w.text("points"), Legend: b.w.fill("points.legend", "file", kpi.Printable(p.Name))}
	taken := map[string]bool{}
	for _, c := range slices.Concat(r.Measures, r.Columns) {
		taken[c.Field] = true
	}
	add := func(id, field, label string) {
		name := field
		for n := 2; taken[name]; n++ {
			name = field + "_" + strconv.Itoa(n)
		}
		taken[name] = true
		r.Points.Columns = append(r.Points.Columns, Column{ID: id, Field: name, Label: kpi.Printable(label), Plain: true, Points: true})
	}
	for _, c := range p.Components {
		add(c.Indicator, "points_"+c.Indicator, b.card.Indicators[indicatorIndex(b.card, c.Indicator)].Labels.In(b.opts.Lang))
	}
	isOther := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }
	for _, group := range p.Groups() {
		machineName := strings.Join(strings.FieldsFunc(vietnamese.Bare(group), isOther), "_") // as ids are written
		add(group, "points_"+machineName, b.w.fill("points.group", "group", group))
	}
	add("", "points", b.w.text("points.sum"))
}

// earned returns the points of a row, in the order of the columns.
func (b *builder) earned(s kpi.Score) []Figure {
	p := b.opts.Profile
	if p == nil {
		return nil
	}
	most, points := p.Most().All(), p.Earned(b.card, s).All()
	figures := make([]Figure, len(points))
	for i, v := range points {
		f := Figure{Defined: v.Known(), Ratio: kpi.Ratio{Plain: true, Scale: 1}, NA: b.w.text("na")}
		f.Earned = Earned{Points: v, Most: most[i].String()}
		if f.Defined {
			f.Shown, f.Earned.Value = v.Decimal(pointDecimals), v.Decimal(percentDecimals)
		}
		figures[i] = f
	}
	return figures
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
