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
	Headers  []string   // by cell, clean: "Đã giải quyết / Quá hạn"
	Paths    [][]string // by cell: the texts over it from the top, to know them where the header is repeated
	Uses     []kpi.Use  // by cell
	Measures []Measure
	Percents []Percent
	Keys     Keys
	Cells    Cells
	Deadline *Deadline // of a list with one row per procedure and its days; nil of any other table
	List     *List     // of a list of single dossiers; nil of any other table
	Own      []int     // by cell: the number of the user's row of header texts that names it, or -1
	Line     int       // of the header, the first
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
	Needed    int   // how many a row must have: those behind are without a header, hold remarks or words of which nothing is known
	Things    int   // what the row counts, or -1
	DayKind   int   // what days are counted in, or -1
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
	Month   // or a part of the year, a plain number of which is a month
	Quarter // likewise
	Year    // of these
	keys
)

// keyNames returns the names of the key columns, by [Key].
func keyNames() []string {
	return []string{catalog.KeyProvince, catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit, catalog.KeyLevel, catalog.KeyPeriod, catalog.KeyCode,
		catalog.KeyMonth, catalog.KeyQuarter, catalog.KeyYear}
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

// OfPeriod returns the key columns that name the period, those that contain the others
// first.
func OfPeriod() []Key { return []Key{Year, Quarter, Period, Month} }

// HasPeriod reports whether a column names periods, with their year or without: not only
// years or quarters, which may be those of the months that titles name.
func (k *Keys) HasPeriod() bool { return k[Period] >= 0 || k[Month] >= 0 }

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

// IsCut reports whether a row lacks only cells at its end which it does not need. Programs
// that leave the blank cells at the end of rows out leave none there.
func (l *Layout) IsCut(row rows.Row) bool {
	n := len(row.Cells)
	return n >= l.Cells.Needed && n > 0 && n < len(l.Headers) && !isBlank(row.Cells[n-1])
}

// OfNames returns the cells that may name what a row is of, or that it is a total.
func (l *Layout) OfNames() []int {
	return slices.Concat(l.Keys.Cells(), l.Cells.Items(), l.Cells.Ordinal, l.Cells.Nameless)
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
		m, isKnown := meaningOf(cat, c.Text)
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
		if m, ok := meaningOf(cat, text); ok && m.Key == "" {
			measures++
		}
	}
	return measures >= 2
}

// HeadsTable reports whether a row may be a header, or the first of its rows: a cell is the
// header of a measure, or of counts of any measure, and another that of a key.
func HeadsTable(cat *catalog.Catalog, row rows.Row) bool {
	key, measure := false, false
	for _, text := range row.Texts() {
		m, ok := meaningOf(cat, text)
		key = key || ok && m.Key != ""
		measure = measure || ok && m.Key == "" || cat.Headers.IsCount(withoutNumber(text))
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
