package report

import (
	"iter"
	"slices"
	"strings"

	"cchc/kpi"
)

// Study is the result of `kpi trend` and `kpi compare`: tables for people, and the
// same as records for programs.
type Study struct {
	Lang       kpi.Lang
	Schema     string // of the records, kpi.trend/1
	Facts      []Fact // what the records are about
	Title      string
	Tables     []Table
	Legend     []string
	Bars       string // how the lines of bars in the tables are read, or ""
	Sections   []Section
	Keys       int // the first fields, which name the row
	Fields     []Field
	Records    [][]Cell // by Fields
	Totals     [][]Cell // those of all units together, by TotalFields
	Inputs     []kpi.File
	Definition []Definition
	Findings   iter.Seq[Message]
	Version    string
	// Say gives a fixed text of the catalogue in the language of the study.
	Say func(name string) string
}

// Reading returns how to read the tables: the legend, and what the bars mean.
func (s *Study) Reading() []string {
	if s.Bars == "" {
		return s.Legend
	}
	return append(slices.Clone(s.Legend), s.Bars)
}

// Lists returns what a study has in common with a report: all but the table.
func (s *Study) Lists() *Report {
	return &Report{Lang: s.Lang, Title: s.Title, Sections: s.Sections, Inputs: s.Inputs, Findings: s.Findings,
		Definition: s.Definition, Version: s.Version, Say: s.Say}
}

// TotalFields returns the fields of the records of all units together, which have no keys.
func (s *Study) TotalFields() []Field { return s.Fields[s.Keys:] }

// Fact is something that a study is about, for programs: a word, a list of words, or yes
// or no.
type Fact struct {
	ID    string
	Value any
}

// Table is a table for people. Its first columns are keys, its last ones may be notes; the
// last row may be that of all units.
type Table struct {
	Title  string
	Header []string
	Keys   int
	Notes  int // the last columns, which are words and not figures
	Rows   [][]Cell
	Total  []Cell
}

// Field is a column of records. Label is its header for people.
type Field struct {
	ID, Label string
	Kind      FieldKind
}

// IDs returns the names of the columns of a field; a figure has three.
func (f Field) IDs() []string {
	if f.Kind != FigureField {
		return []string{f.ID}
	}
	prefix := f.ID
	if prefix != "" {
		prefix += "_"
	}
	return []string{prefix + "numerator", prefix + "denominator", prefix + "percent"}
}

// Headers returns the headers of the columns of a field for people.
func (f Field) Headers(say func(string) string) []string {
	if f.Kind != FigureField {
		return []string{Neutral(f.Label)}
	}
	percent := Neutral(f.Label + " (%)")
	if f.ID == "" { // the only figure
		return []string{say("numerator"), say("denominator"), percent}
	}
	return []string{Neutral(f.Label + ": " + say("numerator")), Neutral(f.Label + ": " + say("denominator")), percent}
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

// FieldKind is what the cells of a field hold.
type FieldKind uint8

// The kinds of fields.
const (
	TextField FieldKind = iota
	NumberField
	FigureField
	ChangeField
)

// Cell is a cell of a record, with the value of its kind of field, or a cell for people,
// with several values below each other. One without a value is blank.
type Cell struct {
	Key    *Key
	Number *int
	Figure *Figure
	Change *Change
	Mark   string // behind the figure; the legend explains it

	ChangeMark string // behind the change; the legend explains it
}

// Change is the difference between two figures: in points with six decimals or a count,
// and as people read it.
type Change struct {
	Text, Shown string
	Number      float64
	Better      int // 1 where the later figure is the better one, -1 the worse
}

// word returns a cell of a text.
func word(value, label string) Cell { return Cell{Key: &Key{value, label}} }

// integer returns a cell of a number.
func integer(n int) Cell { return Cell{Number: &n} }

// keyFields returns the fields of the keys of rows.
func (w wording) keyFields(by []kpi.Dimension) (fields []Field) {
	for _, d := range by {
		fields = append(fields, Field{ID: d.String(), Label: w.text(d.String())})
	}
	return fields
}

// keyHeaders returns the headers of the keys of rows, or a blank one.
func (w wording) keyHeaders(by []kpi.Dimension) (labels []string) {
	for _, f := range w.keyFields(by) {
		labels = append(labels, f.Label)
	}
	if len(labels) == 0 {
		return []string{""}
	}
	return labels
}

// keyCells returns the keys of a group.
func (w wording) keyCells(g kpi.Group, by []kpi.Dimension) (cells []Cell) {
	for _, k := range w.keys(g, by) {
		cells = append(cells, Cell{Key: &k})
	}
	return cells
}

// totalCells returns the keys of the row of all units.
func (w wording) totalCells(by []kpi.Dimension) []Cell {
	cells := make([]Cell, max(len(by), 1))
	for i := range cells {
		cells[i] = word("", "")
	}
	cells[0].Key.Label = w.text("total")
	return cells
}

// study makes a study without its tables and records.
func (w wording) study(schema string, card *kpi.Scorecard, chosen []int, files []kpi.File, findings []kpi.Finding) *Study {
	s := &Study{Lang: w.lang, Schema: schema, Inputs: files, Definition: w.definitions(card, chosen),
		Findings: Messages(findings, w.words, w.lang), Say: w.text}
	s.Sections = append(s.Sections, w.definitionSection(s.Definition))
	if notes := w.notes(findings); len(notes) > 0 {
		s.Sections = append(s.Sections, Section{NoteSection, w.text(NoteSection), notes})
	}
	return s
}

// dimensionIDs returns the words for dimensions.
func dimensionIDs(by []kpi.Dimension) (ids []string) {
	for _, d := range by {
		ids = append(ids, d.String())
	}
	return ids
}
