package catalog

import (
	"fmt"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

// builtIn reads a built-in table.
func builtIn[T any](name string, optional ...string) (*table.Table[T], error) {
	data, err := tables.ReadFile(name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("reading built-in table: %w", err)
	}
	return table.Read[T](name+".csv", data, optional...)
}

// layer is the rows of a built-in table, with the user's rows in place of those with the
// same key, and the places of all.
type layer[T any] struct {
	rows  []T
	keys  []string
	at    []place[T]
	index map[string]int // by key
}

// place is a row of a table.
type place[T any] struct {
	table *table.Table[T]
	row   int
}

// fault returns an error at a column of row i.
func (l *layer[T]) fault(i int, column string, fault error) error {
	return l.at[i].table.Fault(l.at[i].row, column, fault)
}

// layered reads a built-in table and the user's tables of the same kind. A column of a
// row gives its key.
func layered[T any](kind Kind, user []Table, column string, key func(T) string, optional ...string) (*layer[T], error) {
	l := &layer[T]{index: map[string]int{}}
	t, err := builtIn[T](string(kind), optional...)
	if err != nil {
		return nil, err
	}
	if err := l.add(t, column, key); err != nil {
		return nil, err
	}
	for _, u := range user {
		if u.Kind != kind {
			continue
		}
		if t, err = table.Read[T](u.Name, u.Data, optional...); err != nil {
			return nil, err
		}
		if err := l.add(t, column, key); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add puts the rows of one table over those before it.
func (l *layer[T]) add(t *table.Table[T], column string, key func(T) string) error {
	for i, r := range t.Rows {
		k := key(r)
		if k == "" {
			return t.Fault(i, column, kpi.NewFault("the cell is blank"))
		}
		at, ok := l.index[k]
		switch {
		case !ok:
			l.index[k] = len(l.rows)
			l.rows, l.keys, l.at = append(l.rows, r), append(l.keys, k), append(l.at, place[T]{t, i})
		case l.at[at].table == t:
			return t.Fault(i, column, kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(t.Lines[l.at[at].row])))
		default:
			l.rows[at], l.at[at] = r, place[T]{t, i}
		}
	}
	return nil
}
