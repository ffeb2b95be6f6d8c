// Package catalog holds the definitions: measures, header texts, indicators, the words of
// exports, finding codes and their messages. Each is a CSV table that is built in; tables
// of a user have the same columns and add rows, or replace those with the same id.
// Everything is checked when it is loaded, and an error names table, line and column.
package catalog

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

//go:embed *.csv headers/*.csv
var tables embed.FS

// Catalog is the definitions of one run. It does not change after Load.
type Catalog struct {
	Measures   *kpi.Measures
	Indicators []kpi.Indicator
	Headers    *Headers
	Lists      *Lists
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
	StateTable     Kind = "states" // words of lists of single dossiers
)

// Kinds returns the names of the tables that a user can add to and that are printed.
func Kinds() []string {
	return []string{string(IndicatorTable), string(MeasureTable), string(HeaderTable)}
}

// Table is a user's own table as CSV, and its name for messages. A [StateTable] without data
// is the name of one of [Systems].
type Table struct {
	Kind Kind
	Name string
	Data []byte

	isReady bool // one that is built in, and that the user chose
}

// Load reads the built-in tables and the user's tables over them. A fault in a table is
// a *table.Error.
func Load(user ...Table) (*Catalog, error) {
	c := &Catalog{}
	var err error
	if c.Messages, err = loadMessages(); err != nil {
		return nil, err
	}
	if c.Words, err = loadWords(); err != nil {
		return nil, err
	}
	if c.Measures, c.measureRows, err = loadMeasures(user); err != nil {
		return nil, err
	}
	if c.Indicators, c.indicatorRows, err = loadIndicators(user, c.Measures); err != nil {
		return nil, err
	}
	c.Messages.measures, c.Messages.indicators = c.Measures, c.Indicators
	if c.Lists, err = loadLists(user); err != nil {
		return nil, err
	}
	if c.Headers, err = loadHeaders(user, c); err != nil {
		return nil, err
	}
	return c, nil
}

// Indicator returns the definition of an id.
func (c *Catalog) Indicator(id string) (kpi.Indicator, bool) {
	i := slices.IndexFunc(c.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
	if i < 0 {
		return kpi.Indicator{}, false
	}
	return c.Indicators[i], true
}

// Family returns an indicator and the others of its family, which are published under
// the same words.
func (c *Catalog) Family(id string) []kpi.Indicator {
	own, _ := c.Indicator(id)
	return slices.DeleteFunc(slices.Clone(c.Indicators), func(d kpi.Indicator) bool {
		return d.ID != id && (own.Family == "" || d.Family != own.Family)
	})
}

// Rows returns the rows of a table as they can be edited and passed again:
// []IndicatorRow, []MeasureRow or []HeaderRow. With ids it returns the indicators of
// these only.
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
	return slices.DeleteFunc(slices.Clone(c.indicatorRows), func(r IndicatorRow) bool { return !slices.Contains(ids, r.ID) })
}

// Hash returns the SHA-256, in hex, of the built-in tables that decide figures: measures,
// indicators, forms, header texts, the ready ones among them, and words of exports and lists, but not the texts of reports.
func Hash() string {
	sum := sha256.New()
	names := []string{"measures.csv", "indicators.csv", "forms.csv", "headers.csv", "words.csv", listHeaders + ".csv", listWords + ".csv"}
	for _, name := range ReadyNames() {
		names = append(names, readyFile(name))
	}
	for _, name := range names {
		data, err := tables.ReadFile(name)
		if err != nil {
			return "" // no such table is built in, which the tests would show
		}
		sum.Write([]byte(name + "\x00"))
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// builtIn reads a built-in table.
func builtIn[T any](name string, optional ...string) (*table.Table[T], error) {
	data, err := tables.ReadFile(name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("reading built-in table: %w", err)
	}
	return table.BuiltIn[T](name+".csv", data, optional...)
}

// layer is the rows of a built-in table, with the user's rows in place of those with the
// same key, and the places of all.
type layer[T any] struct {
	rows []T
	keys []string
	at   []place[T]
}

// place is a row of a table.
type place[T any] struct {
	table *table.Table[T]
	row   int

	isBuiltIn, isReady bool
}

// fault returns an error at a column of row i.
func (l *layer[T]) fault(i int, column string, fault error) error {
	return l.at[i].table.Fault(l.at[i].row, column, fault)
}

// layering is how the rows of tables of one kind replace each other.
type layering[T any] struct {
	kind     Kind
	column   string // that gives a row its key
	key      func(T) string
	optional []string              // columns
	keeps    func(T) (bool, error) // reports whether a row is the built-in one, and replaces none; nil: none is
}

// read reads a built-in table and the user's tables of the same kind.
func (o layering[T]) read(user []Table) (*layer[T], error) {
	t, err := builtIn[T](string(o.kind), o.optional...)
	if err != nil {
		return nil, err
	}
	size := len(t.Rows)
	l := &layer[T]{rows: make([]T, 0, size), keys: make([]string, 0, size), at: make([]place[T], 0, size)}
	index := make(map[string]int, size) // by key
	for nth, own := range append([]Table{{Kind: o.kind}}, user...) {
		if own.Kind != o.kind {
			continue
		}
		if nth > 0 {
			if t, err = table.Read[T](own.Name, own.Data, o.optional...); err != nil {
				return nil, err
			}
		}
		lines := map[string]int{} // of this table, by key
		for i, r := range t.Rows {
			k, from := o.key(r), place[T]{t, i, nth == 0, own.isReady}
			if line, again := lines[k]; k == "" {
				return nil, t.Fault(i, o.column, kpi.NewFault("the cell is blank"))
			} else if again {
				return nil, t.Fault(i, o.column, kpi.NewFault("is on line {line} too", "line", strconv.Itoa(line)))
			}
			lines[k] = t.Lines[i]
			at, ok := index[k]
			if !ok {
				index[k] = len(l.rows)
				l.rows, l.keys, l.at = append(l.rows, r), append(l.keys, k), append(l.at, from)
				continue
			}
			if o.keeps != nil && nth > 0 {
				if keeps, err := o.keeps(r); err != nil || keeps {
					if err != nil {
						return nil, err
					}
					continue
				}
			}
			l.rows[at], l.at[at] = r, from
		}
	}
	return l, nil
}
