package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Tidy is the result of `kpi clean`: what was read, one row per unit and
// period. Reading it as an export gives the same figures. A blank is a count that is
// missing if the row counts things of its kind, also where no file has the measure: an
// indicator that needs it is not known either way.
type Tidy struct {
	Columns []TidyColumn
	Rows    iter.Seq[[]TidyCell] // by Columns; each is made when it is asked for: a year of the nation has many
	Inputs  []kpi.File
	Basis   Basis
}

// Basis is what a tidy table was made by: the version of the program, the hash of its
// definitions, and the tables of the user over them, with their hashes.
type Basis struct {
	Version     string
	Definitions string
	Tables      []kpi.File
}

// TidySchema names what the columns of a tidy table are, for programs.
const TidySchema = "kpi.clean/1"

// TidyColumn is a column of a tidy table. Kind is key, source, or that of a
// measure: flow, opening, closing, mixed. Unit is what a measure counts; a
// column without it holds texts.
type TidyColumn struct{ ID, Label, Kind, Unit string }

// The kinds of columns that hold texts.
const (
	keyColumn    = "key"
	sourceColumn = "source"
)

// SourceLine is the id of the column with the lines in which rows begin.
const SourceLine = "source_line"

// TidyCell is a text, or a count in the column of a measure.
type TidyCell struct {
	Text  string
	Count Count
}

// InWords replaces the words of programs (levels, things, kinds of days) by those of
// people.
func (t *Tidy) InWords(words Words, lang kpi.Lang) *Tidy {
	rows, names := t.Rows, make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = map[string]string{"level": "level.", "things": "thing.", "day_kind": "days."}[c.ID]
	}
	t.Rows = func(yield func([]TidyCell) bool) {
		for row := range rows {
			for i, prefix := range names {
				if prefix == "" {
					continue
				}
				var texts []string
				for word := range strings.SplitSeq(row[i].Text, several) {
					texts = append(texts, words.Text(prefix+word, lang))
				}
				row[i].Text = strings.Join(texts, several)
			}
			if !yield(row) {
				return
			}
		}
	}
	return t
}

// Language returns English: a tidy table is for programs.
func (t *Tidy) Language() kpi.Lang { return kpi.English }

// Blocks returns nothing: a tidy table is for programs.
func (t *Tidy) Blocks(Medium) []Block { return nil }

// Records returns the rows with ids as headers. A cell is empty where nothing is known.
func (t *Tidy) Records() Records {
	r := Records{Rows: func(yield func([]Cell) bool) {
		for row := range t.Rows {
			record := make([]Cell, len(row))
			for i := range row {
				if record[i] = (Cell{Key: &Key{row[i].Text, row[i].Text}}); t.Columns[i].Unit != "" {
					record[i] = Cell{Count: &row[i].Count}
				}
			}
			if !yield(record) {
				return
			}
		}
	}}
	for _, c := range t.Columns {
		kind := TextField
		if c.Unit != "" {
			kind = CountField
		}
		r.Fields = append(r.Fields, simple(c.ID, c.Label, kind))
	}
	return r
}

// Data returns the columns, and the rows as objects with every column, null where a count
// or a name is not known.
func (t *Tidy) Data() any {
	return Object{
		{"schema", TidySchema},
		{"columns", each(t.Columns, func(c TidyColumn) Object {
			return Object{{"id", c.ID}, {"label", c.Label}, {"kind", c.Kind}, {"unit", orNull(c.Unit)}}
		})},
		{"rows", eachOf(t.Rows, func(row []TidyCell) Object {
			out := make(Object, len(row))
			for i, cell := range row {
				if out[i] = (Member{t.Columns[i].ID, orNull(cell.Text)}); t.Columns[i].Unit != "" {
					out[i].Value = number(cell.Count.String())
				}
			}
			return out
		})},
		{"inputs", inputsData(t.Inputs)},
	}
}

// textColumn is a column of texts and how its cells are found.
type textColumn struct {
	id, kind string
	needed   bool
	cell     func(*kpi.Entry) string
}

// several divides the texts of one cell.
const several = "; "

// NewTidy makes the tidy table of a ledger, in the order of the ledger, with
// labels in a language. With source every row has the places where its counts begin.
// Measures that are only derived are left to be derived again.
func NewTidy(l *kpi.Ledger, words Words, lang kpi.Lang, source bool) *Tidy {
	table := &Tidy{Inputs: l.Files}
	origins := func(text func(kpi.Origin) string) func(*kpi.Entry) string {
		return func(e *kpi.Entry) string {
			var texts []string
			for _, o := range e.Origins {
				texts = append(texts, text(o))
			}
			return strings.Join(texts, several)
		}
	}
	needed := func(columns []textColumn) []textColumn {
		columns = slices.DeleteFunc(columns, func(c textColumn) bool { return !c.needed })
		for _, c := range columns {
			table.Columns = append(table.Columns, TidyColumn{ID: c.id, Label: words.Text(c.id, lang), Kind: c.kind})
		}
		return columns
	}
	keys := needed(keyColumns(l))
	var measures []int
	for i := range l.Measures.Len() {
		if slices.ContainsFunc(l.Entries, func(e *kpi.Entry) bool { return e.Tally.Touched(i) }) {
			m := l.Measures.At(i)
			measures = append(measures, i)
			table.Columns = append(table.Columns, TidyColumn{m.ID, kpi.Printable(m.Labels.In(lang)), m.Kind.String(), m.Of})
		}
	}
	sources := needed([]textColumn{
		{"source_file", sourceColumn, source, origins(func(o kpi.Origin) string { return l.Files[o.File].Name })},
		{SourceLine, sourceColumn, source, origins(func(o kpi.Origin) string { return strconv.Itoa(o.Line) })},
	})
	table.Rows = func(yield func([]TidyCell) bool) {
		for _, e := range l.Entries {
			row := make([]TidyCell, 0, len(table.Columns))
			for _, c := range keys {
				row = append(row, TidyCell{Text: c.cell(e)})
			}
			for _, i := range measures {
				v, known := e.Tally.Value(i)
				row = append(row, TidyCell{Count: Count{known, v, l.Measures.At(i).Scale()}})
			}
			for _, c := range sources {
				row = append(row, TidyCell{Text: c.cell(e)})
			}
			if !yield(row) {
				return
			}
		}
	}
	return table
}

// keyColumns returns the columns with what is counted: the period, the unit and the things.
func keyColumns(l *kpi.Ledger) []textColumn {
	some := func(holds func(*kpi.Entry) bool) bool { return slices.ContainsFunc(l.Entries, holds) }
	// The names of a unit may not imply its level. A whole province has no name below it, and
	// needs its level in a table with districts.
	needsLevel := func(e *kpi.Entry) bool {
		return e.Unit.Level != e.Unit.NamedLevel() || e.Unit.NamedLevel() == kpi.Province
	}
	// A row needs the things that it counts because another counts something else, and blanks
	// would be taken for counts that are missing; or because it counts days without procedures,
	// and would be taken for a procedure.
	needsThings := func(e *kpi.Entry) bool {
		things := l.Measures.Things(e.Tally)
		return !slices.Equal(things, l.Measures.Things(l.Entries[0].Tally)) ||
			slices.Contains(things, kpi.Days) && !slices.Contains(things, kpi.Procedures)
	}
	province := func(e *kpi.Entry) string { return e.Unit.Province }
	kindOf := func(e *kpi.Entry) string { return dayKind(l, e) }
	return []textColumn{
		{"period", keyColumn, true, func(e *kpi.Entry) string { return e.Period.String() }},
		{"province", keyColumn, some(func(e *kpi.Entry) bool { return province(e) != "" }), province},
		{"district", keyColumn, true, func(e *kpi.Entry) string { return e.Unit.District }},
		{"commune", keyColumn, true, func(e *kpi.Entry) string { return e.Unit.Commune }},
		{"level", keyColumn, some(needsLevel), func(e *kpi.Entry) string { return e.Unit.Level.String() }},
		{"things", keyColumn, some(needsThings), func(e *kpi.Entry) string { return strings.Join(l.Measures.Things(e.Tally), several) }},
		{"day_kind", keyColumn, some(func(e *kpi.Entry) bool { return kindOf(e) != "" }), kindOf},
	}
}

// dayKind returns the kind of the days of an entry, if its files agree on one.
func dayKind(l *kpi.Ledger, e *kpi.Entry) string {
	var kinds []string
	for _, o := range e.Origins {
		if kind := l.Files[o.File].DayKind; kind != "" && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) != 1 || !slices.Contains(l.Measures.Things(e.Tally), kpi.Days) {
		return ""
	}
	return kinds[0]
}
