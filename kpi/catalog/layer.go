package catalog

import (
	"fmt"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

// builtIn reads a built-in table.
func builtIn[T any](name string) (*table.Table[T], error) {
	data, err := tables.ReadFile(name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("reading built-in table: %w", err)
	}
	return table.Read[T](name+".csv", data)
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
}

// fault returns an error at a column of row i.
func (l *layer[T]) fault(i int, column string, fault error) error {
	return l.at[i].table.Fault(l.at[i].row, column, fault)
}

// layered reads a built-in table and the user's tables of the same kind. A column of a
// row gives its key.
func layered[T any](kind Kind, user []Table, column string, key func(T) string, optional ...string) (*layer[T], error) {
	data, err := tables.ReadFile(string(kind) + ".csv")
	if err != nil {
		return nil, fmt.Errorf("reading built-in table: %w", err)
	}
	l := &layer[T]{}
	index := map[string]int{} // by key
	for _, own := range append([]Table{{kind, string(kind) + ".csv", data}}, user...) {
		if own.Kind != kind {
			continue
		}
		t, err := table.Read[T](own.Name, own.Data, optional...)
		if err != nil {
			return nil, err
		}
		for i, r := range t.Rows {
			k := key(r)
			at, ok := index[k]
			switch {
			case k == "":
				return nil, t.Fault(i, column, kpi.NewFault("the cell is blank"))
			case !ok:
				index[k] = len(l.rows)
				l.rows, l.keys, l.at = append(l.rows, r), append(l.keys, k), append(l.at, place[T]{t, i})
			case l.at[at].table == t:
				return nil, t.Fault(i, column, kpi.NewFault("stands on line {line} too", "line", strconv.Itoa(t.Lines[l.at[at].row])))
			default:
				l.rows[at], l.at[at] = r, place[T]{t, i}
			}
		}
	}
	return l, nil
}
