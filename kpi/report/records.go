package report

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"cchc/kpi"
)

// Records are a result as a flat table, for spreadsheets, and as the rows of its data for
// programs.
type Records struct {
	Fields []Field
	Rows   iter.Seq[[]Cell] // by Fields
	Totals [][]Cell         // those of all units together, by the fields that are no keys
}

// Field is a column of records. Name is its member in the object of a row, which is in
// another if In has a name. A field of figures may have three columns in a flat table; a
// field without columns is for programs only, one without a name for flat tables only.
type Field struct {
	Name, In string
	Columns  []string // their names for programs
	Labels   []string // and for people
	Kind     FieldKind
	IsKey    bool   // names the row, and is not in the record of a total
	Prefix   string // goes before a text that a spreadsheet would take for a number or a date
}

// FieldKind is what the cells of a field hold.
type FieldKind uint8

// The kinds of fields. A rate is a figure with one column, the percentage; the figure of
// another field has columns for its two sums too. Data are objects for programs.
const (
	TextField FieldKind = iota
	PeriodField
	NumberField
	CountField
	RateField
	FigureField
	ChangeField
	DataField
)

// Cell is a cell of a record, with the value of its kind of field, or a cell of a table,
// which may have several values below each other. One without a value is blank.
type Cell struct {
	Key    *Key
	Number *int
	Count  *Count
	Figure *Figure
	Change *Change
	Data   Object

	Mark       string // behind the figure; how to read the table explains it
	ChangeMark string // behind the change, likewise
}

// made gives the records that functions make, each when it is reached: those of thousands of
// rows over a year take more memory than the rows.
func made(makers []func() [][]Cell) iter.Seq[[]Cell] {
	return func(yield func([]Cell) bool) {
		for _, make := range makers {
			for _, record := range make() {
				if !yield(record) {
					return
				}
			}
		}
	}
}

// Change is the difference between two figures: in points with six decimals or a count,
// and as people read it.
type Change struct {
	Text, Shown string
	Number      float64
	Better      int // 1 where the later figure is the better one, -1 the worse, 0 where the change is shown as 0
}

// word returns a cell of a text.
func word(value, label string) Cell { return Cell{Key: &Key{value, label}} }

// textCell returns a cell of a text that people and programs read alike.
func textCell(value string) Cell { return word(value, value) }

// integer returns a cell of a number.
func integer(n int) Cell { return Cell{Number: &n} }

// positive returns a cell of a number, or a blank one for 0, which is none.
func positive(n int) Cell {
	if n == 0 {
		return Cell{}
	}
	return integer(n)
}

// count returns a cell of a count.
func count(c Count) Cell { return Cell{Count: &c} }

// figure returns a cell of a figure.
func figure(f Figure) Cell { return Cell{Figure: &f} }

// simple makes a field with one column.
func simple(id, label string, kind FieldKind) Field {
	return Field{Name: id, Columns: []string{id}, Labels: []string{label}, Kind: kind}
}

// figureField makes a field of figures with their sums. The only figure of a record has no
// id.
func (w wording) figureField(id, label string) Field {
	prefix, of := "", ""
	if id != "" {
		prefix, of = id+"_", label+": "
	}
	capital := func(name string) string { return of + w.text(name) }
	return Field{Name: cmp.Or(id, "figure"), Kind: FigureField, Columns: []string{prefix + "numerator", prefix + "denominator", prefix + "percent"},
		Labels: []string{capital("numerator"), capital("denominator"), label + " (%)"}}
}

// keyFields returns the fields of the keys of rows.
func (w wording) keyFields(by []kpi.Dimension) (fields []Field) {
	for _, d := range by {
		f := simple(d.String(), w.text(d.String()), TextField)
		f.IsKey, f.Prefix = true, f.Labels[0]
		if d == kpi.ByPeriod {
			f = w.periodField()
		}
		fields = append(fields, f)
	}
	return fields
}

// periodField returns the field of the period of a row. A spreadsheet takes a month alone
// for a date.
func (w wording) periodField() Field {
	f := simple(kpi.ByPeriod.String(), w.text(kpi.ByPeriod.String()), PeriodField)
	f.IsKey, f.Prefix = true, w.text("in-period")
	return f
}

// data returns the object of a record. Objects within it are there although they may be
// empty.
func (r Records) data(record []Cell, fields []Field, within ...string) Object {
	inner := make([]Object, len(within))
	var out, behind Object
	for i, f := range fields {
		if f.Name == "" {
			continue
		}
		member := Member{f.Name, recordValue(f.Kind, record[i])}
		if n := slices.Index(within, f.In); n >= 0 {
			inner[n] = append(inner[n], member)
		} else if f.Kind == DataField {
			behind = append(behind, member)
		} else {
			out = append(out, member)
		}
	}
	for i, name := range within {
		out.add(name, inner[i])
	}
	return append(out, behind...)
}

// totalFields returns the fields of the records of all units together.
func (r Records) totalFields() []Field {
	return slices.DeleteFunc(slices.Clone(r.Fields), func(f Field) bool { return f.IsKey })
}

// recordValue returns the value of a cell for programs, or nil for none. Numbers are made
// of integers, never of floats.
func recordValue(kind FieldKind, c Cell) any {
	switch {
	case kind == DataField && c.Data != nil:
		return c.Data
	case c.Key != nil:
		return c.Key.Value
	case c.Count != nil:
		return number(c.Count.String())
	case c.Figure != nil:
		return figureData(*c.Figure)
	case c.Number != nil:
		return *c.Number
	case c.Change != nil:
		return number(c.Change.Text)
	}
	return nil
}

// figureData returns the object of a figure, or nil.
func figureData(f Figure) any {
	if !f.Defined {
		return nil
	}
	num, den := f.Sums()
	return Object{
		{"numerator", number(num.String())}, {"denominator", number(den.String())}, {"percent", number(f.Percent())}, {"shown", f.Shown},
		{"target", number(strings.TrimSuffix(f.Target, "."))}, {"verdict", orNull(f.Verdict.String())},
	}
}

// number returns the number that a text holds, or nil for none.
func number(text string) any { return orNull(json.Number(text)) }

// orNull returns a value, or nil for a blank one.
func orNull[T comparable](value T) any {
	var none T
	if value == none {
		return nil
	}
	return value
}

// Neutral puts an apostrophe before a text that a spreadsheet would run, and keeps from
// a terminal what it would obey.
func Neutral(text string) string {
	text = kpi.Inert(text)
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}
