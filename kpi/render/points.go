package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// partTables writes the tables of a part of a report.
func (s Screen) partTables(b *bytes.Buffer, p report.Part) error {
	if len(p.Columns) > 0 {
		fmt.Fprintf(b, "\n%s\n", s.title(kpi.Printable(p.Name)))
		if err := s.grid(b, s.textsOf(p.Report)); err != nil {
			return err
		}
	}
	if p.Points == nil {
		return nil
	}
	return s.titled(b, kpi.Printable(p.Name)+" – "+p.Points.Title, p.PointsTable())
}

// points writes the table of points of a report, where it has them.
func (s Screen) points(b *bytes.Buffer, r *report.Report) error {
	if r.Points == nil {
		return nil
	}
	return s.titled(b, r.Points.Title, r.PointsTable())
}

// titled writes a table below its title.
func (s Screen) titled(b *bytes.Buffer, title string, r *report.Report) error {
	fmt.Fprintf(b, "\n%s\n", s.title(title))
	return s.grid(b, s.textsOf(r))
}

// legends writes how to read the tables.
func (s Screen) legends(b *bytes.Buffer, r *report.Report) {
	if len(r.Columns) > 0 {
		b.WriteString(s.Wrap(r.Legend + "\n"))
	}
	if r.Points != nil {
		b.WriteString(s.Wrap(r.Points.Legend + "\n"))
	}
}

// pipePoints writes the table of points in Markdown, below its title.
func pipePoints(r *report.Report, title string) string {
	if r.Points == nil {
		return ""
	}
	return "## " + escaped(title+r.Points.Title) + "\n\n" + pipeReport(r.PointsTable()) + "\n"
}

// pipeLegends writes how to read the tables in Markdown.
func pipeLegends(r *report.Report) string {
	text := ""
	if len(r.Columns) > 0 {
		text += escaped(r.Legend) + "\n\n"
	}
	if r.Points != nil {
		text += escaped(r.Points.Legend) + "\n\n"
	}
	return text
}

// flatColumns are the columns of a flat table, points behind the indicators.
func flatColumns(r *report.Report) []report.Column {
	all := append(append([]report.Column(nil), r.Measures...), r.Columns...)
	if r.Points != nil {
		all = append(all, r.Points.Columns...)
	}
	return all
}

// jsonProfile is the profile of a report, with the rows that hold.
type jsonProfile struct {
	File   string          `json:"file"`
	SHA256 string          `json:"sha256"`
	Rows   []jsonComponent `json:"rows"`
}

type jsonComponent struct {
	Line      int          `json:"line"`
	Group     *string      `json:"group"`
	Indicator string       `json:"indicator"`
	Points    *json.Number `json:"points"`
	Rule      string       `json:"rule"`
	Zero      *json.Number `json:"zero"`
	ValidFrom *string      `json:"valid_from"`
}

// profileJSON is the object of a profile, or nil.
func profileJSON(p *report.Points) *jsonProfile {
	if p == nil {
		return nil
	}
	profile := &jsonProfile{p.Profile.Name, p.Profile.SHA256, []jsonComponent{}}
	for _, c := range p.Profile.Components {
		row := jsonComponent{c.Place.Line, given(c.Group), c.Indicator, number(c.Most.String()), c.Rule, nil, given(c.From.String())}
		if c.Zero.Known() {
			row.Zero = number(c.Zero.String())
		}
		profile.Rows = append(profile.Rows, row)
	}
	return profile
}

// given is a text, or null for a blank one.
func given(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// jsonScore writes the points of a row: the sum, the groups and the indicators.
func jsonScore(r *report.Report, row report.Row) fields {
	var score, indicators fields
	points := func(f *fields, figure report.Figure) {
		var value any
		if figure.Defined {
			value = number(figure.Earned.Value)
		}
		f.add("points", value)
		f.add("max", number(figure.Earned.Most))
	}
	points(&score, row.Points[len(row.Points)-1])
	var groups []string
	for i, c := range r.Points.Groups() {
		var group fields
		group.add("group", c.ID)
		points(&group, row.Points[len(r.Points.Components())+i])
		groups = append(groups, string(group.object()))
		score.err = score.fault(group)
	}
	score.raw("groups", []byte("["+strings.Join(groups, ",")+"]"))
	for i, c := range r.Points.Components() {
		var one fields
		points(&one, row.Points[i])
		indicators.raw(c.ID, one.object())
		score.err = score.fault(one)
	}
	score.raw("indicators", indicators.object())
	score.err = score.fault(indicators)
	return score
}
