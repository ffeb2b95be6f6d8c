package header

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// Layout is what each column of a table holds. A column is known by its cell: the first
// is 0.
type Layout struct {
	Width    int        // columns up to the last with a header
	Headers  []string   // by cell, clean: "Đã giải quyết / Quá hạn"
	Paths    [][]string // by cell: the texts over it from the top, to know them where the header is repeated
	Measures []Measure
	Percents []Percent
	Keys     Keys
	Cells    Cells
	Things   int       // the cell of what the row counts, or -1
	DayKind  int       // the cell of what days are counted in, or -1
	Deadline *Deadline // of a list with one row per procedure and its days; nil of any other table
}

// Deadline is the measures of a list of time limits: each row counts one procedure, and
// gives its days.
type Deadline struct{ Procedures, Cut, Statutory, Assigned int }

// CellText is a cell that is not blank, clean.
type CellText struct {
	Cell int
	Text string
}

// Measure is a column that holds a measure.
type Measure struct {
	Cell    int
	Column  int // in the file: 1 is the first
	Measure int
	Days    bool
	Kind    string // of day, where the header names it
	alone   bool   // its header may mean the whole of the measure
}

// Percent is a column of percentages that the exporting system computed: they are
// compared with those of the counts, never used.
type Percent struct {
	Cell  int
	Among []kpi.Indicator // what is published under the words of its header
}

// Cells are the cells that name no unit and hold no count.
type Cells struct {
	Procedure []int // name a procedure
	Field     []int // name a field
	Unknown   []int // nothing is known of them
	Ordinal   []int // number the rows
	Nameless  []int // have no header
	Ignored   []int // hold remarks
}

// Keys are the cells of the key columns that name unit, level and period, by [Key]; -1
// for one that there is not.
type Keys [keys]int

// Key is one of the key columns that a row is found by.
type Key int

// The key columns.
const (
	Province Key = iota
	District
	Commune
	Unit
	Level
	Period
	Code
	keys
)

// keyNames returns the names of the key columns, by [Key].
func keyNames() []string {
	return []string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit, catalog.KeyLevel, catalog.KeyPeriod, catalog.KeyCode}
}

// Text returns the cell of a row in a key column, or "" without one.
func (k *Keys) Text(row rows.Row, key Key) string {
	if i := k[key]; i >= 0 && i < len(row.Cells) {
		return string(row.Cells[i])
	}
	return ""
}

// Cells returns the cells of the key columns that there are.
func (k *Keys) Cells() []int {
	return slices.DeleteFunc(slices.Clone(k[:]), func(i int) bool { return i < 0 })
}

// OfNames returns the key columns that hold names of units.
func OfNames() []Key { return []Key{Province, District, Commune, Unit} }

// Items returns the cells that distinguish rows of one unit and period.
func (c *Cells) Items() []int { return slices.Concat(c.Procedure, c.Field) }

// Room returns how many of all measures a tally holds up to the last that has a column.
func (l *Layout) Room() int {
	n := 0
	for _, c := range l.Measures {
		n = max(n, c.Measure+1)
	}
	return n
}

// Given returns the measures that have columns, each once.
func (l *Layout) Given() []int {
	var given []int
	for _, c := range l.Measures {
		if !slices.Contains(given, c.Measure) {
			given = append(given, c.Measure)
		}
	}
	return given
}

// IsList reports whether the table counts no dossiers: its rows may belong to the whole
// run.
func (l *Layout) IsList(ms *kpi.Measures) bool { return !l.Counts(ms, kpi.Dossiers) }

// Counts reports whether the table counts a thing.
func (l *Layout) Counts(ms *kpi.Measures, thing string) bool {
	return slices.ContainsFunc(l.Measures, func(c Measure) bool { return ms.At(c.Measure).Of == thing })
}

// Place returns the place of a cell of a row, with its header; cell -1 is the whole row.
func (l *Layout) Place(row rows.Row, cell int) kpi.Place {
	place := row.Place(cell)
	if cell >= 0 && row.Spots == nil {
		place.Header = l.Headers[cell]
	}
	return place
}

// Pad returns a row with blank cells for those that it lacks.
func (l *Layout) Pad(row rows.Row) rows.Row {
	for len(row.Cells) < len(l.Headers) {
		row.Cells = append(row.Cells, nil)
	}
	return row
}

// IsRepeated reports whether every cell of a row is in the header above it.
func (l *Layout) IsRepeated(texts []CellText) bool {
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(c CellText) bool {
		return c.Cell >= len(l.Paths) || !slices.ContainsFunc(l.Paths[c.Cell], func(t string) bool {
			return vietnamese.Fold(t) == vietnamese.Fold(c.Text)
		})
	})
}

// IsNumbers reports whether a row numbers the columns.
func (l *Layout) IsNumbers(cat *catalog.Catalog, row rows.Row) bool {
	return numbered(row.Clean(), namesOf(cat, l.Paths))
}

// HeadsOthers reports whether a row of words heads columns of another table, of which no
// measure may be known: a cell is again the header of its column, or that of a key, and
// another is over counts and is not.
func (l *Layout) HeadsOthers(cat *catalog.Catalog, texts []CellText) bool {
	others, again := false, false
	for _, c := range texts {
		m, isKnown := cat.Headers.Meaning(c.Text)
		isOwn := l.IsRepeated([]CellText{c})
		again = again || isOwn || isKnown && m.Key != ""
		others = others || !isOwn && slices.ContainsFunc(l.Measures, func(o Measure) bool { return o.Cell == c.Cell })
	}
	return again && others
}

// IsOtherHeader reports whether a row is the header of another table: cells of it are
// headers of measures.
func IsOtherHeader(cat *catalog.Catalog, row rows.Row) bool {
	measures := 0
	for _, text := range row.Texts() {
		if m, ok := cat.Headers.Meaning(withoutNumber(text)); ok && m.Key == "" {
			measures++
		}
	}
	return measures >= 2
}

// HeadsTable reports whether a row may be a header, or the first of its rows: a cell is the
// header of a measure, and another that of a key.
func HeadsTable(cat *catalog.Catalog, row rows.Row) bool {
	key, measure := false, false
	for _, text := range row.Texts() {
		if m, ok := cat.Headers.Meaning(withoutNumber(text)); ok {
			key, measure = key || m.Key != "", measure || m.Key == ""
		}
	}
	return key && measure
}

// Alike reports whether two tables have the same texts over the same columns.
func Alike(a, b Head) bool {
	texts := func(h Head) (texts []string) {
		for i, path := range h.texts {
			if len(path) > 0 {
				texts = append(texts, strconv.Itoa(i)+vietnamese.Fold(strings.Join(path, "\x1f")))
			}
		}
		return texts
	}
	return a.IsFound() && b.IsFound() && a.IsTurned() == b.IsTurned() && slices.Equal(texts(a), texts(b))
}

// joined returns the texts over a column as messages show them.
func joined(path []string) string { return strings.Join(path, " / ") }
