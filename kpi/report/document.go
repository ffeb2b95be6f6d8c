package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Document is the result of `kpi report`, `kpi trend` and `kpi compare`: tables of typed
// cells, the same as records and data, and what they rest on.
type Document struct {
	Heading  Heading
	Title    string // the places, the period and the files of the figures
	Tables   []*Table
	Beside   []*Table // of a report: a table for every indicator with its figures of other periods
	Reading  Reading
	Sections []Section
	Answers  *Answers // to the fields of a template, where the format has them
	Machine  Machine
	Evidence Evidence
	Texts    Texts
}

// Machine is what formats for programs have of a document, beside its evidence.
type Machine struct {
	Schema  string // of the data: kpi.report/1
	Facts   []Fact // what the figures are about
	Records Records
}

// Reading is how to read the tables of a document.
type Reading struct {
	Cells   []CellReading
	Marks   []string // what signs and marks mean
	Targets string   // of a report in words, or ""
}

// CellReading is how to read the cells of tables: what they hold, among it fractions or not,
// and more that is in the same line.
type CellReading struct {
	Holds       string
	OfFractions bool
	More        string
}

// String returns the line.
func (c CellReading) String() string { return c.Holds + " " + c.More }

// Texts gives the fixed texts of the catalogue in the language of a result.
type Texts struct {
	Words Words
	Lang  kpi.Lang
}

// Say returns a fixed text.
func (t Texts) Say(name string) string { return t.Words.Text(name, t.Lang) }

// Evidence is what figures rest on.
type Evidence struct {
	Definitions []Definition
	Profile     *kpi.Profile // by which rows earn points, with the rows that hold; nil: none
	Inputs      []kpi.File
	Findings    iter.Seq[Message]
	Version     string // of the program
	Districts   []District
	Read        *Tidy // what was read, where the format shows it
}

// Fact is something that figures are about, for programs: a word, a list of words, yes or
// no, or an object.
type Fact struct {
	ID    string
	Value any
}

// Table is a table for people: keys, then cells by columns, and a total. The first table of
// a document is that of all units; a part has the number of its part, from 1, and a table of
// points follows that of their indicators.
type Table struct {
	Name       string // of a part, of points or of an indicator; "" for a table that the document's title names
	Part       int
	Legend     string // how to read its points or its bars
	By         []kpi.Dimension
	Keys       []string // headers of the key columns; a table without keys has one row at most
	RankLabel  string   // header of the ranks; "" where rows have none
	Columns    []Column
	Months     []Key // of the series of every row: each month, or period of a trend, from the first to the last
	Rows       []Row
	Total      Row // without keys
	TotalLabel string
	IsWhole    bool // its only row is of all units, as the total is
}

// ColumnKind is what the cells of a column hold.
type ColumnKind uint8

// The kinds of columns. Bars are a line of signs.
const (
	FigureColumn ColumnKind = iota
	ChangeColumn
	NumberColumn
	BarsColumn
	NoteColumn
)

// Column is a column of a table.
type Column struct {
	ID, Label string // the id is that of an indicator
	Kind      ColumnKind
	Plain     bool // counts, not rates
	Lower     bool // lower is better
	Points    bool // points, not an indicator
}

// figureColumn returns a column of the figures of an indicator.
func figureColumn(d kpi.Indicator, label string) Column {
	return Column{ID: d.ID, Label: label, Plain: d.Plain(), Lower: d.Better == kpi.Lower}
}

// Row is one group.
type Row struct {
	Rank   int // from the best, which is 1, by what rows are sorted by; 0: none
	Keys   []Key
	Cells  []Cell     // by Table.Columns
	Series [][]Figure // by Table.Columns, then by Table.Months; a row of a trend has one
	Group  kpi.Group  // named by Keys
	Sides  [][]Side   // by Table.Columns: what the figures are made of, where a format shows cells
	About  []int      // the findings about it, by their number in Evidence.Findings
}

// Labels returns the texts of the keys of a row, of which there is one at least.
func (r Row) Labels() []string {
	labels := make([]string, max(len(r.Keys), 1))
	for i, k := range r.Keys {
		labels[i] = kpi.Printable(k.Label)
	}
	return labels
}

// Name returns the texts of the keys of a row as one name.
func (r Row) Name() string { return strings.Join(r.Labels(), " / ") }

// RankText returns the rank of a row, or "" where it has none.
func (r Row) RankText() string {
	if r.Rank == 0 {
		return ""
	}
	return strconv.Itoa(r.Rank)
}

// Figure returns the figure of a column of figures.
func (r Row) Figure(column int) Figure { return *r.Cells[column].Figure }

// IsPoints reports whether the cells of a table are points.
func (t *Table) IsPoints() bool { return len(t.Columns) > 0 && t.Columns[0].Points }

// All returns the rows and, last, the total.
func (t *Table) All() []Row { return append(slices.Clone(t.Rows), t.Total) }

// Headers returns the headers of the key columns, of which there is one at least: that of the
// label of the total.
func (t *Table) Headers() []string {
	if len(t.Keys) == 0 {
		return []string{""}
	}
	return slices.Clone(t.Keys)
}

// LabelsOf returns the texts of the key columns of a row; of one without keys, such as the
// total, the label of the total.
func (t *Table) LabelsOf(r Row) []string {
	if len(r.Keys) > 0 {
		return r.Labels()
	}
	labels := make([]string, max(len(t.Keys), 1))
	labels[0] = t.TotalLabel
	return labels
}

// Figures returns the figures of some rows for a column of figures.
func Figures(rows []Row, column int) []Figure {
	figures := make([]Figure, len(rows))
	for i, row := range rows {
		figures[i] = row.Figure(column)
	}
	return figures
}

// HasSeries reports whether any row has known figures of a column for two months: a
// picture of one is none.
func (t *Table) HasSeries(column int) bool {
	return slices.ContainsFunc(t.All(), func(row Row) bool {
		if len(row.Series) == 0 {
			return false
		}
		known := 0
		for _, f := range row.Series[column] {
			if f.Defined {
				known++
			}
		}
		return known > 1
	})
}

// Definition is how an indicator of a table is computed. Formula, Numerator and
// Denominator name measures by their ids, the texts beside them by their labels.
type Definition struct {
	ID, Label, Formula, Words     string
	Numerator, NumeratorWords     string
	Denominator, DenominatorWords string
	Better, Source                string
}

// Section is a list below the tables. ID is the name of its title among the fixed texts; a
// few lines have no title.
type Section struct {
	ID, Title string
	Lines     []string
}

// The objects in which the rows of a report have their counts and figures.
const (
	measuresObject   = "measures"
	indicatorsObject = "indicators"
)

// reportSchema is the schema of the data of reports.
const reportSchema = "kpi.report/1"

// The names of the sections.
const (
	definitionsSection = "definitions"
	NoteSection        = "notes"
)

// Name returns the title of a document: its own, or the usual one.
func (d *Document) Name() string {
	if d.Heading.Title != "" {
		return kpi.Printable(d.Heading.Title)
	}
	return d.Texts.Say("title")
}

// IsReport reports whether a document is that of `kpi report`.
func (d *Document) IsReport() bool { return d.Machine.Schema == reportSchema }

// Legend returns how to read the figures, and their targets.
func (d *Document) Legend() (lines []string) {
	for _, c := range d.Reading.Cells {
		lines = append(lines, c.String())
	}
	lines = append(lines, d.Reading.Marks...)
	if d.Reading.Targets != "" {
		lines = append(lines, d.Reading.Targets)
	}
	return lines
}

// HowToRead returns the legend of the figures, and how to read the points or bars of all
// tables: once where it is the same for all, else for each by its name.
func (d *Document) HowToRead() []string {
	var legends, named []string
	for _, t := range d.Tables {
		if t.Legend != "" {
			legends, named = append(legends, t.Legend), append(named, kpi.Printable(t.Name)+" – "+t.Legend)
		}
	}
	if all := slices.Compact(legends); len(all) == 1 {
		named = all
	}
	return slices.Concat(d.Legend(), named)
}

// Blocks returns the tables, how to read them, and the sections.
func (d *Document) Blocks(Medium) []Block {
	blocks := []Block{Lines{Title: strings.Join(slices.DeleteFunc([]string{d.Heading.Office, d.Heading.Title, d.Title}, isBlank), "\n")}}
	for _, t := range slices.Concat(d.Tables, d.Beside) {
		if len(t.Columns) > 0 {
			blocks = append(blocks, t)
		}
	}
	var reading []Line
	for _, c := range d.Reading.Cells {
		reading = append(reading, Line{Spans: []Span{{Text: c.Holds + " ", OfFractions: c.OfFractions}, {Text: c.More}}})
	}
	reading = append(reading, PlainLines(0, d.HowToRead()[len(reading):]...)...)
	blocks = append(blocks, Lines{Lines: reading, Close: true})
	for _, s := range d.Sections {
		switch {
		case len(s.Lines) == 0:
		case s.Title == "":
			blocks = append(blocks, Lines{Lines: PlainLines(0, s.Lines...), Bullets: true, Close: true})
		default:
			blocks = append(blocks, Lines{Title: s.Title, Lines: PlainLines(1, s.Lines...), Bullets: true})
		}
	}
	return blocks
}

// Records returns the rows with their keys, their period, every measure and every figure.
// There is no total row: it would be taken for a unit.
func (d *Document) Records() Records { return d.Machine.Records }

// Data returns all of a document, with every finding. The schema changes with its form.
func (d *Document) Data() any {
	out := Object{{"schema", d.Machine.Schema}}
	for _, f := range d.Machine.Facts {
		out.add(f.ID, f.Value)
	}
	r, within := d.Machine.Records, []string(nil)
	if d.IsReport() {
		within = []string{measuresObject, indicatorsObject}
	}
	out.add("rows", eachOf(r.Rows, func(record []Cell) Object { return r.data(record, r.Fields, within...) }))
	fields := r.totalFields()
	totals := each(r.Totals, func(record []Cell) Object { return r.data(record, fields, within...) })
	if d.IsReport() { // one row
		out.add("total", r.data(r.Totals[0], fields, within...))
	} else {
		out.add("total", totals)
	}
	out.add("definitions", definitionsData(d.Evidence.Definitions, d.Evidence.Inputs))
	if d.Evidence.Profile != nil {
		out.add("profile", profileData(*d.Evidence.Profile))
	}
	return append(out, Member{"inputs", inputsData(d.Evidence.Inputs)}, Member{"findings", eachOf(d.Evidence.Findings, findingData)})
}

// Language returns the language of what people read.
func (d *Document) Language() kpi.Lang { return d.Texts.Lang }
