package report

import (
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
	Rows    [][]TidyCell // by Columns
	Inputs  []kpi.File
}

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
	for i, c := range t.Columns {
		names, ok := map[string]string{"level": "level.", "things": "thing.", "day_kind": "days."}[c.ID]
		if !ok {
			continue
		}
		for _, row := range t.Rows {
			var texts []string
			for word := range strings.SplitSeq(row[i].Text, several) {
				texts = append(texts, words.Text(names+word, lang))
			}
			row[i].Text = strings.Join(texts, several)
		}
	}
	return t
}

// textColumn is a column of texts and how its cells are found.
type textColumn struct {
	id, kind string
	needed   bool
	cell     func(*kpi.Entry) string
}

// tidier makes a tidy table of a ledger.
type tidier struct{ l *kpi.Ledger }

// NewTidy makes the tidy table of a ledger, in the order of the ledger, with
// labels in a language. With source every row has the places where its counts begin.
func NewTidy(l *kpi.Ledger, words Words, lang kpi.Lang, source bool) *Tidy {
	t := tidier{l}
	table := &Tidy{Inputs: l.Files}
	keys := needed(t.keys())
	sources := needed(t.sources(source))
	measures := t.measures()
	addTexts := func(columns []textColumn) {
		for _, c := range columns {
			table.Columns = append(table.Columns, TidyColumn{ID: c.id, Label: words.Text(c.id, lang), Kind: c.kind})
		}
	}
	addTexts(keys)
	for _, i := range measures {
		m := l.Measures.At(i)
		table.Columns = append(table.Columns, TidyColumn{m.ID, kpi.Printable(m.Labels.In(lang)), m.Kind.String(), m.Of})
	}
	addTexts(sources)
	for _, e := range l.Entries {
		var row []TidyCell
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
		table.Rows = append(table.Rows, row)
	}
	return table
}

func needed(columns []textColumn) []textColumn {
	return slices.DeleteFunc(columns, func(c textColumn) bool { return !c.needed })
}

// any reports whether something holds for any entry.
func (t tidier) any(holds func(*kpi.Entry) bool) bool { return slices.ContainsFunc(t.l.Entries, holds) }

// keys returns the columns with what is counted: the period, the unit and the things.
func (t tidier) keys() []textColumn {
	return []textColumn{
		{"period", keyColumn, true, func(e *kpi.Entry) string { return e.Period.String() }},
		{"province", keyColumn, t.any(func(e *kpi.Entry) bool { return e.Unit.Province != "" }), func(e *kpi.Entry) string { return e.Unit.Province }},
		{"district", keyColumn, true, func(e *kpi.Entry) string { return e.Unit.District }},
		{"commune", keyColumn, true, func(e *kpi.Entry) string { return e.Unit.Commune }},
		{"level", keyColumn, t.any(needsLevel), func(e *kpi.Entry) string { return e.Unit.Level.String() }},
		{"things", keyColumn, t.any(t.needsThings), t.things},
		{"day_kind", keyColumn, t.any(func(e *kpi.Entry) bool { return t.dayKind(e) != "" }), t.dayKind},
	}
}

// sources returns the columns with the files and lines of a row.
func (t tidier) sources(asked bool) []textColumn {
	return []textColumn{
		{"source_file", sourceColumn, asked, func(e *kpi.Entry) string {
			return join(e.Origins, func(o kpi.Origin) string { return t.l.Files[o.File].Name })
		}},
		{SourceLine, sourceColumn, asked, func(e *kpi.Entry) string {
			return join(e.Origins, func(o kpi.Origin) string { return strconv.Itoa(o.Line) })
		}},
	}
}

// several divides the texts of one cell.
const several = "; "

func join(origins []kpi.Origin, text func(kpi.Origin) string) string {
	var texts []string
	for _, o := range origins {
		texts = append(texts, text(o))
	}
	return strings.Join(texts, several)
}

// needsLevel reports whether the names of a unit do not imply its level. A whole province
// has no name below it, and needs its level in a table with districts.
func needsLevel(e *kpi.Entry) bool {
	return e.Unit.Level != e.Unit.NamedLevel() || e.Unit.NamedLevel() == kpi.Province
}

// needsThings reports whether a row needs the things that it counts: because another counts
// something else, and blanks would be taken for counts that are missing; or because it
// counts days without procedures, and would be taken for a procedure.
func (t tidier) needsThings(e *kpi.Entry) bool {
	things := t.l.Measures.Things(e.Tally)
	return !slices.Equal(things, t.l.Measures.Things(t.l.Entries[0].Tally)) ||
		slices.Contains(things, kpi.Days) && !slices.Contains(things, kpi.Procedures)
}

func (t tidier) things(e *kpi.Entry) string {
	return strings.Join(t.l.Measures.Things(e.Tally), several)
}

// dayKind returns the kind of the days of an entry, if its files agree on one.
func (t tidier) dayKind(e *kpi.Entry) string {
	var kinds []string
	for _, o := range e.Origins {
		if kind := t.l.Files[o.File].DayKind; kind != "" && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) != 1 || !slices.Contains(t.l.Measures.Things(e.Tally), kpi.Days) {
		return ""
	}
	return kinds[0]
}

// measures returns the measures with counts or blanks in any file. Those that are only
// derived are left to be derived again.
func (t tidier) measures() []int {
	var measures []int
	for i := range t.l.Measures.Len() {
		if t.any(func(e *kpi.Entry) bool { return e.Tally.Touched(i) }) {
			measures = append(measures, i)
		}
	}
	return measures
}
