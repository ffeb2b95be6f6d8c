// Package catalog holds the definitions as tables: measures, header texts,
// indicators, the words of unit names, and the codes of findings. The built-in
// tables are embedded CSV files; a user's own tables have the same columns and
// add to them or replace rows by id. Everything is checked when it is loaded,
// and an error names table, line and column.
package catalog

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/table"
)

//go:embed *.csv
var tables embed.FS

// Catalog is the definitions of one run. It does not change after Load.
type Catalog struct {
	Measures   *kpi.Measures
	Indicators []kpi.Indicator
	Headers    *Headers
	Words      *Words
	Messages   *Messages

	measureRows   []MeasureRow
	indicatorRows []IndicatorRow
}

// Kind names one of the tables that a user can add to.
type Kind string

// The tables that a user can add to.
const (
	MeasureTable   Kind = "measures"
	HeaderTable    Kind = "headers"
	IndicatorTable Kind = "indicators"
)

// Kinds returns the names of the tables that a user can add to.
func Kinds() []string {
	return []string{string(IndicatorTable), string(MeasureTable), string(HeaderTable)}
}

// Table is a user's own table: what it holds, its name for messages, and its
// bytes as CSV.
type Table struct {
	Kind Kind
	Name string
	Data []byte
}

// MeasureRow is a line of the measures table.
type MeasureRow struct {
	ID      string `csv:"id" json:"id"`
	Kind    string `csv:"kind" json:"kind"`
	Of      string `csv:"unit" json:"unit"`
	Parts   string `csv:"parts" json:"parts"`
	Within  string `csv:"within" json:"within"`
	LabelVI string `csv:"label_vi" json:"label_vi"`
	LabelEN string `csv:"label_en" json:"label_en"`
}

// IndicatorRow is a line of the indicators table.
type IndicatorRow struct {
	ID          string `csv:"id" json:"id"`
	Numerator   string `csv:"numerator" json:"numerator"`
	Denominator string `csv:"denominator" json:"denominator"`
	Better      string `csv:"better" json:"better"`
	Headline    string `csv:"headline" json:"headline"`
	Family      string `csv:"family" json:"family"`
	LabelVI     string `csv:"label_vi" json:"label_vi"`
	LabelEN     string `csv:"label_en" json:"label_en"`
	Source      string `csv:"source" json:"source"`
	SourceVI    string `csv:"source_vi" json:"source_vi"`
}

// HeaderRow is a line of the headers table.
type HeaderRow struct {
	Header string `csv:"header" json:"header"`
	Column string `csv:"column" json:"column"`
}

// Load reads the built-in tables and the user's tables over them. A fault in a
// table is a [*table.Error].
func Load(user ...Table) (*Catalog, error) {
	c := &Catalog{}
	var err error
	if c.Words, err = loadWords(); err != nil {
		return nil, err
	}
	if c.Messages, err = loadMessages(); err != nil {
		return nil, err
	}
	for _, load := range []func(user []Table) error{c.loadMeasures, c.loadIndicators, c.loadHeaders} {
		if err := load(user); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// builtIn reads a built-in table.
func builtIn[T any](name string, optional ...string) (*table.Table[T], error) {
	data, err := tables.ReadFile(name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("reading built-in table: %w", err)
	}
	return table.Read[T](name+".csv", data, optional...)
}

// layer is the rows of a table with the user's rows in place of those with the
// same id, and where each row stands.
type layer[T any] struct {
	rows  []T
	keys  []string       // what each row is known by
	index map[string]int // by key
	at    []rowPlace[T]
}

// rowPlace is a row of a table.
type rowPlace[T any] struct {
	table *table.Table[T]
	row   int
}

// fault returns an error at a column of row i.
func (l *layer[T]) fault(i int, column string, fault error) error {
	return l.at[i].table.Fault(l.at[i].row, column, fault)
}

// layered reads a built-in table and the user's tables of the same kind. Rows are
// known by their id, which comes from the column key.
func layered[T any](kind Kind, user []Table, key string, id func(T) string, optional ...string) (*layer[T], error) {
	l := &layer[T]{index: map[string]int{}}
	t, err := builtIn[T](string(kind), optional...)
	if err != nil {
		return nil, err
	}
	if err := l.add(t, key, id); err != nil {
		return nil, err
	}
	for _, u := range user {
		if u.Kind != kind {
			continue
		}
		if t, err = table.Read[T](u.Name, u.Data, optional...); err != nil {
			return nil, err
		}
		if err := l.add(t, key, id); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add puts the rows of one table over those before it.
func (l *layer[T]) add(t *table.Table[T], column string, id func(T) string) error {
	l.rows, l.keys, l.at = slices.Grow(l.rows, len(t.Rows)), slices.Grow(l.keys, len(t.Rows)), slices.Grow(l.at, len(t.Rows))
	for i, r := range t.Rows {
		key := id(r)
		if key == "" {
			return t.Fault(i, column, kpi.NewFault("the cell is blank"))
		}
		at, ok := l.index[key]
		switch {
		case !ok:
			l.index[key] = len(l.rows)
			l.rows, l.keys, l.at = append(l.rows, r), append(l.keys, key), append(l.at, rowPlace[T]{t, i})
		case l.at[at].table == t:
			return t.Fault(i, column, kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(t.Lines[l.at[at].row])))
		default:
			l.rows[at], l.at[at] = r, rowPlace[T]{t, i}
		}
	}
	return nil
}

// isID reports whether a text can be an id: letters a-z, digits, underscores.
func isID(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && (text[0] < '0' || text[0] > '9')
}

// badID is the fault of a text that can be no id.
func badID(text string) error {
	return kpi.NewFault("{text} is not an id: want letters a-z, digits and _", "text", strconv.Quote(text))
}

// keyID is the fault of an id that a key column has.
func keyID(text string) error {
	return kpi.NewFault("{text} is the name of a key column", "text", strconv.Quote(text))
}

// things are what a measure may count.
func things() []string {
	return []string{kpi.Dossiers, kpi.Days, "procedures", "services", "fee-procedures", "tasks", "people"}
}

func (c *Catalog) loadMeasures(user []Table) error {
	l, err := layered(MeasureTable, user, "id", func(r MeasureRow) string { return r.ID }, "within")
	if err != nil {
		return err
	}
	list := make([]kpi.Measure, len(l.rows))
	for i, r := range l.rows {
		kind, err := kpi.ParseKind(r.Kind)
		switch {
		case err != nil:
			return l.fault(i, "kind", err)
		case !isID(r.ID):
			return l.fault(i, "id", badID(r.ID))
		case isKey(r.ID):
			return l.fault(i, "id", keyID(r.ID))
		case !slices.Contains(things(), r.Of):
			return l.fault(i, "unit", kpi.NewFault("{text} is not something to count: want {words}", "text", strconv.Quote(r.Of), "words", strings.Join(things(), ", ")))
		case r.LabelVI == "":
			return l.fault(i, "label_vi", kpi.NewFault("the label is blank"))
		case r.LabelEN == "":
			return l.fault(i, "label_en", kpi.NewFault("the label is blank"))
		}
		list[i] = kpi.Measure{ID: r.ID, Kind: kind, Of: r.Of, Parts: split(r.Parts), Within: r.Within,
			Labels: kpi.Labels{VI: r.LabelVI, EN: r.LabelEN}}
	}
	c.Measures, err = kpi.NewMeasures(list)
	if d := new(kpi.DefinitionError); errors.As(err, &d) {
		i := slices.IndexFunc(l.rows, func(r MeasureRow) bool { return r.ID == d.ID })
		return l.fault(i, d.Column, d.Fault)
	}
	c.measureRows = l.rows
	return err
}

// split takes "a + b" apart.
func split(parts string) []string {
	if parts == "" {
		return nil
	}
	ids := strings.Split(parts, "+")
	for i := range ids {
		ids[i] = strings.TrimSpace(ids[i])
	}
	return ids
}

func (c *Catalog) loadIndicators(user []Table) error {
	l, err := layered(IndicatorTable, user, "id", func(r IndicatorRow) string { return r.ID }, "family", "source_vi")
	if err != nil {
		return err
	}
	for i, r := range l.rows {
		d, column, err := c.indicator(r)
		if err != nil {
			return l.fault(i, column, err)
		}
		c.Indicators = append(c.Indicators, d)
	}
	c.indicatorRows = l.rows
	return nil
}

// indicator reads one row; with an error it names the column at fault.
func (c *Catalog) indicator(r IndicatorRow) (d kpi.Indicator, column string, err error) {
	d = kpi.Indicator{ID: r.ID, Family: r.Family, Source: kpi.Labels{VI: cmp.Or(r.SourceVI, r.Source), EN: r.Source}, Labels: kpi.Labels{VI: r.LabelVI, EN: r.LabelEN}}
	if !isID(r.ID) {
		return d, "id", badID(r.ID)
	}
	if r.ID == "all" {
		return d, "id", kpi.NewFault("\"all\" means every indicator")
	}
	if isKey(r.ID) {
		return d, "id", keyID(r.ID)
	}
	if d.Numerator, err = kpi.ParseFormula(r.Numerator, c.Measures); err != nil {
		return d, "numerator", err
	}
	if r.Denominator != "" {
		if d.Denominator, err = kpi.ParseFormula(r.Denominator, c.Measures); err != nil {
			return d, "denominator", err
		}
		num, den := c.Measures.At(d.Numerator[0].Measure).Of, c.Measures.At(d.Denominator[0].Measure).Of
		if num != den {
			return d, "denominator", kpi.NewFault("counts {things}, the numerator {other}: not a percentage", "things", den, "other", num)
		}
	}
	if d.Better, err = kpi.ParseBetter(r.Better); err != nil {
		return d, "better", err
	}
	if r.Headline != "yes" && r.Headline != "no" {
		return d, "headline", kpi.NewFault("{text} is neither yes nor no", "text", strconv.Quote(r.Headline))
	}
	d.Headline = r.Headline == "yes"
	for _, cell := range [][2]string{{"label_vi", r.LabelVI}, {"label_en", r.LabelEN}, {"source", r.Source}} {
		if cell[1] == "" {
			return d, cell[0], kpi.NewFault("the cell is blank")
		}
	}
	return d, "", nil
}

// Indicator returns the definition of an id.
func (c *Catalog) Indicator(id string) (kpi.Indicator, bool) {
	i := slices.IndexFunc(c.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
	if i < 0 {
		return kpi.Indicator{}, false
	}
	return c.Indicators[i], true
}

// Family returns the indicators of the family of one: those that are published
// under the same words.
func (c *Catalog) Family(id string) []kpi.Indicator {
	var family []kpi.Indicator
	own, _ := c.Indicator(id)
	for _, d := range c.Indicators {
		if d.ID == id || own.Family != "" && d.Family == own.Family {
			family = append(family, d)
		}
	}
	return family
}

// Rows returns the rows of a table as they can be edited and passed again:
// []IndicatorRow, []MeasureRow or []HeaderRow; of indicators only those of some
// ids, where there are any.
func (c *Catalog) Rows(kind Kind, ids ...string) any {
	switch kind {
	case MeasureTable:
		return c.measureRows
	case HeaderTable:
		return c.Headers.rows
	}
	if len(ids) == 0 {
		return c.indicatorRows
	}
	rows := []IndicatorRow{}
	for _, r := range c.indicatorRows {
		if slices.Contains(ids, r.ID) {
			rows = append(rows, r)
		}
	}
	return rows
}
