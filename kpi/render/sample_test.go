package render_test

import (
	"encoding/json"
	"io"
	"iter"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// sample is a report as tests write it: one table with its counts and points beside the
// figures, and parts. Its document has the same in tables and records.
type sample struct {
	Lang       kpi.Lang
	By         []kpi.Dimension
	Period     kpi.Period
	PeriodKey  report.Key
	Title      string
	Keys       []string
	Columns    []sampleColumn
	Measures   []sampleColumn
	RankLabel  string
	Points     *samplePoints
	Months     []report.Key
	Rows       []sampleRow
	Total      sampleRow
	TotalLabel string
	Legend     string
	Targets    string
	Sections   []report.Section
	Inputs     []kpi.File
	Findings   iter.Seq[report.Message]
	Definition []report.Definition
	Parts      []samplePart
	Data       *report.Tidy
	Version    string
}

// sampleColumn is an indicator, a measure or points, with its name in a flat table.
type sampleColumn struct {
	ID, Field, Label string
	Plain, Points    bool
}

// samplePoints are the columns of points.
type samplePoints struct {
	Columns       []sampleColumn
	Profile       kpi.Profile
	Title, Legend string
}

// sampleRow is a row by the columns of its sample.
type sampleRow struct {
	Rank            int
	Keys            []report.Key
	Counts          []report.Count
	Figures, Points []report.Figure
	Series          [][]report.Figure
}

// samplePart is a part of a sample with its name.
type samplePart struct {
	Name   string
	Report *sample
}

// textsIn returns the texts of the catalogue.
func textsIn(lang kpi.Lang) report.Texts {
	c, err := catalog.Load()
	if err != nil {
		panic(err) // its own tests show why
	}
	return report.Texts{Words: c.Messages, Lang: lang}
}

// Say returns a fixed text.
func (r *sample) Say(name string) string { return textsIn(r.Lang).Say(name) }

// document makes the document that report.Build would make of the same figures.
func (r *sample) document() *report.Document {
	d := &report.Document{Machine: report.Machine{Schema: "kpi.report/1"}, Title: r.Title, Sections: r.Sections, Texts: textsIn(r.Lang)}
	d.Evidence = report.Evidence{Definitions: r.Definition, Inputs: r.Inputs, Findings: r.Findings, Version: r.Version, Read: r.Data}
	by := []string{}
	for _, dimension := range r.By {
		by = append(by, dimension.String())
	}
	var period any
	if !r.Period.IsZero() {
		period = report.Object{{Name: "from", Value: r.Period.From.String()}, {Name: "to", Value: r.Period.To.String()}}
	}
	d.Machine.Facts = []report.Fact{{ID: "by", Value: by}, {ID: "period", Value: period}}
	d.Tables = r.tables("", 0)
	for n, part := range r.Parts {
		d.Tables = append(d.Tables, part.Report.tables(part.Name, n+1)...)
	}
	if len(r.Columns) > 0 {
		d.Reading.Marks = append(d.Reading.Marks, r.Legend)
	}
	d.Reading.Targets = r.Targets
	if r.Points != nil {
		d.Evidence.Profile = &r.Points.Profile
	}
	d.Machine.Records = r.records()
	return d
}

// tables returns the table and that of its points.
func (r *sample) tables(name string, part int) []*report.Table {
	t := &report.Table{IsWhole: len(r.Rows) == 1, Name: name, Part: part, By: r.By, Keys: r.Keys, RankLabel: r.RankLabel, Months: r.Months, TotalLabel: r.TotalLabel}
	for _, c := range r.Columns {
		t.Columns = append(t.Columns, report.Column{ID: c.ID, Label: c.Label, Plain: c.Plain})
	}
	row := func(r sampleRow) report.Row {
		return report.Row{Rank: r.Rank, Keys: r.Keys, Cells: cells(r.Figures...), Series: r.Series}
	}
	for _, s := range r.Rows {
		t.Rows = append(t.Rows, row(s))
	}
	t.Total = row(r.Total)
	if r.Points == nil {
		return []*report.Table{t}
	}
	points := *t
	points.Columns, points.Rows, points.Months, points.Legend, points.Name = nil, slices.Clone(t.Rows), nil, r.Points.Legend, r.Points.Title
	if name != "" {
		points.Name = name + " – " + points.Name
	}
	for _, c := range r.Points.Columns {
		points.Columns = append(points.Columns, report.Column{ID: c.ID, Label: c.Label, Plain: true, Points: true})
	}
	for i, s := range r.Rows {
		points.Rows[i].Cells, points.Rows[i].Series = cells(s.Points...), nil
	}
	points.Total.Cells, points.Total.Series = cells(r.Total.Points...), nil
	return []*report.Table{t, &points}
}

// cells returns cells of figures.
func cells(figures ...report.Figure) (cells []report.Cell) {
	for i := range figures {
		cells = append(cells, report.Cell{Figure: &figures[i]})
	}
	return cells
}

// records returns the flat table.
func (r *sample) records() report.Records {
	var out report.Records
	add := func(name, in, column, label string, kind report.FieldKind, key bool, prefix string) {
		f := report.Field{Name: name, In: in, Columns: []string{column}, Labels: []string{label}, Kind: kind, IsKey: key, Prefix: prefix}
		if column == "" {
			f.Columns, f.Labels = nil, nil
		}
		out.Fields = append(out.Fields, f)
	}
	for _, d := range r.By {
		if d == kpi.ByPeriod {
			add("period", "", "period", r.Say("period"), report.PeriodField, true, r.Say("in-period"))
			continue
		}
		add(d.String(), "", d.String(), r.Say(d.String()), report.TextField, true, r.Say(d.String()))
	}
	ofPeriod := slices.Contains(r.By, kpi.ByPeriod)
	if !ofPeriod {
		add("", "", "period", r.Say("period"), report.PeriodField, true, r.Say("in-period"))
	}
	if r.RankLabel != "" {
		add("rank", "", "rank", r.RankLabel, report.NumberField, true, "")
	}
	for _, c := range r.Measures {
		add(c.ID, "measures", c.Field, c.Label, report.CountField, false, "")
	}
	for _, c := range r.Columns {
		label := c.Label + " (%)"
		if c.Plain {
			label = c.Label
		}
		add(c.ID, "indicators", c.Field, label, report.RateField, false, "")
	}
	if r.Points != nil {
		for _, c := range r.Points.Columns {
			label := c.Label
			if c.ID != "" {
				label += " (" + r.Say("in-line.points") + ")"
			}
			add("", "", c.Field, label, report.RateField, false, "")
		}
		add("score", "", "", "", report.DataField, false, "")
	}
	var rows [][]report.Cell
	for _, row := range r.Rows {
		var record []report.Cell
		for i := range row.Keys {
			record = append(record, report.Cell{Key: &row.Keys[i]})
		}
		if !ofPeriod {
			record = append(record, report.Cell{Key: &r.PeriodKey})
		}
		if r.RankLabel != "" {
			rank := report.Cell{}
			if row.Rank > 0 {
				rank.Number = &row.Rank
			}
			record = append(record, rank)
		}
		rows = append(rows, append(record, r.counted(row)...))
	}
	out.Rows, out.Totals = slices.Values(rows), [][]report.Cell{r.counted(r.Total)}
	return out
}

// counted returns the part of a record behind its keys.
func (r *sample) counted(row sampleRow) (record []report.Cell) {
	for i := range row.Counts {
		record = append(record, report.Cell{Count: &row.Counts[i]})
	}
	record = append(record, cells(row.Figures...)...)
	if r.Points != nil {
		points := cells(row.Points...)
		record = append(append(record, points...), report.Cell{Data: scoreOf(r.Points.Profile, row.Points)})
	}
	return record
}

// reportFormats, checkFormats and explainFormats return the formats of a command, the
// default first.
func reportFormats(s render.Screen) []render.Format {
	return render.Formats(s, "table", "csv", "csv-vi", "json", "markdown", "html", "xlsx", "svg", "png")
}
func checkFormats(s render.Screen) []render.Format {
	return render.Formats(s, "text", "csv", "json", "markdown", "xlsx")
}
func explainFormats(s render.Screen) []render.Format {
	return render.Formats(s, "text", "csv", "json")
}

// scoreOf returns the points of a row for programs.
func scoreOf(p kpi.Profile, points []report.Figure) report.Object {
	number := func(text string) any {
		if text == "" {
			return nil
		}
		return json.Number(text)
	}
	of := func(f report.Figure) report.Object {
		return report.Object{{Name: "points", Value: number(f.Earned.Value)}, {Name: "max", Value: number(f.Earned.Most)}}
	}
	n := len(p.Components)
	var indicators report.Object
	for i, c := range p.Components {
		indicators = append(indicators, report.Member{Name: c.Indicator, Value: of(points[i])})
	}
	var groups []report.Object
	for i, name := range p.Groups() {
		groups = append(groups, append(report.Object{{Name: "group", Value: name}}, of(points[n+i])...))
	}
	return append(of(points[len(points)-1]), report.Member{Name: "groups", Value: report.Objects(slices.Values(groups))}, report.Member{Name: "indicators", Value: indicators})
}

// listed writes a plain table of texts on a screen.
func listed(s render.Screen, w io.Writer, header []string, rows [][]string) error {
	grid := report.Grid{Header: header, Rows: slices.Values(rows)}
	return render.Formats(s, "text")[0].Render(w, &report.Outline{Shown: []report.Block{grid}})
}
