package report

import (
	"slices"

	"cchc/kpi"
)

// periodData returns the object of a period, or nil for none.
func periodData(p kpi.Period) any {
	if p.IsZero() {
		return nil
	}
	if first, last := p.Days(); p.IsDated() {
		return Object{{"from", first.String()}, {"to", last.String()}}
	}
	return Object{{"from", p.From.String()}, {"to", p.To.String()}}
}

// definitionsData returns the objects of definitions; where some files are lists of single
// dossiers, with the rules that these were counted by.
func definitionsData(all []Definition, files []kpi.File) Objects {
	return each(all, func(d Definition) Object {
		o := Object{{"id", d.ID}, {"numerator", d.Numerator}, {"denominator", d.Denominator}, {"source", d.Source}}
		for _, f := range files {
			if f.List != nil { // one run has one set of rules
				return append(o, Member{"rules", f.List.Rules})
			}
		}
		return o
	})
}

// inputsData returns the objects of files with their lines by kind.
func inputsData(files []kpi.File) Objects {
	return each(files, func(f kpi.File) Object {
		o := Object{{"file", f.Name}, {"lines", f.Lines.Total}}
		for _, kind := range f.Lines.Kinds() {
			o.add(kind.Kind, kind.Lines)
		}
		if f.List != nil {
			o.add("list", Object{{"as_of", f.List.AsOf.String()}, {"scope", f.List.Scope}, {"rules", f.List.Rules}})
		}
		return append(o, Member{"sha256", f.SHA256})
	})
}

// findingData returns the object of a finding.
func findingData(f Message) Object {
	p := f.Place
	return Object{{"severity", f.Severity.String()}, {"code", f.Code}, {"file", p.File}, {"line", p.Line}, {"column", p.Column},
		{"header", p.Header}, {"text", p.Text}, {"message", f.Text}}
}

// profileData returns the Object of a profile, with the rows that hold.
func profileData(p kpi.Profile) Object {
	return Object{{"file", p.Name}, {"sha256", p.SHA256}, {"rows", each(p.Components, func(c kpi.Component) Object {
		var zero any
		if c.Zero.Known() {
			zero = number(c.Zero.String())
		}
		return Object{{"line", c.Place.Line}, {"group", orNull(c.Group)}, {"indicator", c.Indicator}, {"points", number(c.Most.String())},
			{"rule", c.Rule}, {"zero", zero}, {"valid_from", orNull(c.From.String())}}
	})}}
}

// scoreData returns the object of the points of a row, in the order of their columns: the
// sum, the groups and the indicators.
func scoreData(p kpi.Profile, points []Cell) Object {
	of := func(c Cell) Object {
		return Object{{"points", number(c.Figure.Earned.Value)}, {"max", number(c.Figure.Earned.Most)}}
	}
	var indicators Object
	for i, c := range p.Components {
		indicators.add(c.Indicator, of(points[i]))
	}
	var groups []Object
	for i, name := range p.Groups() {
		groups = append(groups, append(Object{{"group", name}}, of(points[len(p.Components)+i])...))
	}
	return append(of(points[len(points)-1]), Member{"groups", Objects(slices.Values(groups))}, Member{"indicators", indicators})
}
