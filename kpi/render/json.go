package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// object is a JSON object with its fields in order.
type object []field

// field is a field of an object. Its value is an object, objects, or what the library
// encodes.
type field struct {
	name  string
	value any
}

// objects are the elements of a JSON array, made while it is written.
type objects iter.Seq[object]

func (o *object) add(name string, value any) { *o = append(*o, field{name, value}) }

// each makes an object of every element of a list.
func each[T any](list []T, make func(T) object) objects { return eachOf(slices.Values(list), make) }

// eachOf makes an object of every element of a sequence.
func eachOf[T any](list iter.Seq[T], make func(T) object) objects {
	return func(yield func(object) bool) {
		for element := range list {
			if !yield(make(element)) {
				return
			}
		}
	}
}

// Encode writes a value as indented JSON. What a terminal would obey is escaped, which
// changes nothing for a program.
func Encode(w io.Writer, value any) error {
	e := &encoder{}
	e.library = json.NewEncoder(&e.leaf)
	e.library.SetEscapeHTML(false)
	if err := e.encode(value, ""); err != nil {
		return err
	}
	e.out.WriteByte('\n')
	_, err := w.Write(e.out.Bytes())
	return err
}

// encoder writes values as indented JSON. The library encodes what is neither an object
// nor objects.
type encoder struct {
	out, leaf bytes.Buffer
	library   *json.Encoder // writes to leaf
}

// encode writes a value. All its lines but the first have an indent at least.
func (e *encoder) encode(value any, indent string) error {
	const step = "  "
	switch v := value.(type) {
	case object:
		for i, f := range v {
			e.begin("{", i, indent+step)
			if err := e.encode(f.name, ""); err != nil {
				return err
			}
			e.out.WriteString(": ")
			if err := e.encode(f.value, indent+step); err != nil {
				return err
			}
		}
		e.end("{", len(v), indent, "}")
		return nil
	case objects:
		n := 0
		for o := range v {
			e.begin("[", n, indent+step)
			if err := e.encode(o, indent+step); err != nil {
				return err
			}
			n++
		}
		e.end("[", n, indent, "]")
		return nil
	}
	e.leaf.Reset()
	if err := e.library.Encode(value); err != nil {
		return err
	}
	text := kpi.Inert(strings.TrimSuffix(e.leaf.String(), "\n")) // only strings can hold any
	return json.Indent(&e.out, []byte(text), indent, step)
}

// begin begins an element on a line of its own: the first one behind the opening bracket,
// others behind a comma.
func (e *encoder) begin(bracket string, n int, indent string) {
	if n > 0 {
		bracket = ","
	}
	e.out.WriteString(bracket + "\n" + indent)
}

// end closes a bracket behind some elements.
func (e *encoder) end(opening string, n int, indent, closing string) {
	if n == 0 {
		e.out.WriteString(opening + closing)
		return
	}
	e.out.WriteString("\n" + indent + closing)
}

// reportJSON writes a report whole for programs, with every finding. Numbers are
// written from integers, never from floats. The schema changes with the form.
func reportJSON(w io.Writer, r *report.Report) error {
	by := []string{}
	for _, d := range r.By {
		by = append(by, d.String())
	}
	out := object{
		{"schema", "kpi.report/1"}, {"by", by}, {"period", periodJSON(r.Period)},
		{"rows", each(r.Rows, func(row report.Row) object { return rowJSON(r, row) })},
		{"total", rowJSON(r, r.Total)}, {"definitions", definitionsJSON(r.Definition)},
	}
	if r.Points != nil {
		out.add("profile", profileJSON(r.Points.Profile))
	}
	return Encode(w, append(out, field{"inputs", inputsJSON(r.Inputs)}, field{"findings", eachOf(r.Findings, findingJSON)}))
}

func periodJSON(p kpi.Period) any {
	if p.IsZero() {
		return nil
	}
	if first, last := p.Days(); p.IsDated() {
		return object{{"from", first.String()}, {"to", last.String()}}
	}
	return object{{"from", p.From.String()}, {"to", p.To.String()}}
}

func definitionsJSON(all []report.Definition) objects {
	return each(all, func(d report.Definition) object {
		return object{{"id", d.ID}, {"numerator", d.Numerator}, {"denominator", d.Denominator}, {"source", d.Source}}
	})
}

func inputsJSON(files []kpi.File) objects {
	return each(files, func(f kpi.File) object {
		o := object{{"file", f.Name}, {"lines", f.Lines.Total}}
		for _, kind := range f.Lines.Kinds() {
			o.add(kind.Kind, kind.Lines)
		}
		return append(o, field{"sha256", f.SHA256})
	})
}

func findingJSON(f report.Message) object {
	p := f.Place
	return object{{"severity", f.Severity.String()}, {"code", f.Code}, {"file", p.File}, {"line", p.Line}, {"column", p.Column},
		{"header", p.Header}, {"text", p.Text}, {"message", f.Text}}
}

// rowJSON returns the object of a row: its keys, its measures and its indicators.
func rowJSON(r *report.Report, row report.Row) object {
	var out, measures, indicators object
	for i, k := range row.Keys {
		out.add(r.By[i].String(), k.Value)
	}
	if r.RankLabel != "" && len(row.Keys) > 0 { // the total has no rank
		out.add("rank", orNull(row.Rank))
	}
	for i, c := range row.Counts {
		measures.add(r.Measures[i].ID, number(c.String()))
	}
	for i, f := range row.Figures {
		indicators.add(r.Columns[i].ID, figureJSON(f))
	}
	out = append(out, field{"measures", measures}, field{"indicators", indicators})
	if r.Points != nil {
		out.add("score", scoreJSON(r.Points, row))
	}
	return out
}

// figureJSON returns the object of a figure, or null.
func figureJSON(f report.Figure) any {
	if !f.Defined {
		return nil
	}
	num, den := f.Sums()
	return object{
		{"numerator", number(num.String())}, {"denominator", number(den.String())}, {"percent", number(f.Percent)}, {"shown", f.Shown},
		{"target", number(strings.TrimSuffix(f.Target, "."))}, {"verdict", orNull(f.Verdict.String())},
	}
}

// number returns the number that a text holds, or null for none.
func number(text string) any { return orNull(json.Number(text)) }

// orNull returns a value, or null for a blank one.
func orNull[T comparable](value T) any {
	var none T
	if value == none {
		return nil
	}
	return value
}

// profileJSON returns the object of a profile, with the rows that hold.
func profileJSON(p kpi.Profile) object {
	return object{{"file", p.Name}, {"sha256", p.SHA256}, {"rows", each(p.Components, func(c kpi.Component) object {
		var zero any
		if c.Zero.Known() {
			zero = number(c.Zero.String())
		}
		return object{{"line", c.Place.Line}, {"group", orNull(c.Group)}, {"indicator", c.Indicator}, {"points", number(c.Most.String())},
			{"rule", c.Rule}, {"zero", zero}, {"valid_from", orNull(c.From.String())}}
	})}}
}

// scoreJSON returns the object of the points of a row: the sum, the groups and the indicators.
func scoreJSON(p *report.Points, row report.Row) object {
	points := func(f report.Figure) object {
		return object{{"points", number(f.Earned.Value)}, {"max", number(f.Earned.Most)}}
	}
	components, groups := p.Components(), p.Groups()
	var indicators object
	for i, c := range components {
		indicators.add(c.ID, points(row.Points[i]))
	}
	var all []object
	for i, c := range groups {
		all = append(all, append(object{{"group", c.ID}}, points(row.Points[len(components)+i])...))
	}
	return append(points(row.Points[len(row.Points)-1]), field{"groups", objects(slices.Values(all))}, field{"indicators", indicators})
}

// studyJSON writes a study whole for programs: what it is about, its records, those of
// all units together, definitions, inputs and findings.
func studyJSON(w io.Writer, s *report.Study) error {
	out := object{{"schema", s.Schema}}
	for _, f := range s.Facts {
		out.add(f.ID, f.Value)
	}
	return Encode(w, append(out, object{
		{"rows", recordsJSON(s.Fields, s.Records)}, {"total", recordsJSON(s.TotalFields(), s.Totals)},
		{"definitions", definitionsJSON(s.Definition)}, {"inputs", inputsJSON(s.Inputs)}, {"findings", eachOf(s.Findings, findingJSON)},
	}...))
}

func recordsJSON(fields []report.Field, records [][]report.Cell) objects {
	return each(records, func(cells []report.Cell) (out object) {
		for i, c := range cells {
			out.add(cmp.Or(fields[i].ID, "figure"), recordJSON(fields[i].Kind, c))
		}
		return out
	})
}

// recordJSON returns the value of a cell, or null for none.
func recordJSON(kind report.FieldKind, c report.Cell) any {
	switch {
	case kind == report.TextField:
		return c.Key.Value
	case kind == report.FigureField:
		return figureJSON(*c.Figure)
	case c.Number != nil:
		return *c.Number
	case c.Change != nil:
		return number(c.Change.Text)
	}
	return nil
}
