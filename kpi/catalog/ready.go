package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"cchc/kpi/table"
)

// SourceBuiltIn is the source of a header text of the built-in table.
const SourceBuiltIn = "builtin"

// readyFolder has the ready tables of headers.
const readyFolder = "headers"

// ReadyNames returns the names of the ready tables of headers: those of systems whose
// header texts are known.
func ReadyNames() (names []string) {
	entries, err := tables.ReadDir(readyFolder)
	if err != nil {
		return nil // no table is built in, which the tests would show
	}
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".csv"))
	}
	return names
}

// IsReady reports whether there is a ready table of a name.
func IsReady(name string) bool { return slices.Contains(ReadyNames(), name) }

// Ready returns a ready table of headers.
func Ready(name string) (Table, error) {
	data, err := tables.ReadFile(readyFile(name))
	if err != nil {
		return Table{}, fmt.Errorf("reading ready table: %w", err)
	}
	return Table{HeaderTable, name, data, true}, nil
}

func readyFile(name string) string { return path.Join(readyFolder, name+".csv") }

// readyFirst returns tables with the ready ones before those of the user, whose rows
// replace theirs.
func readyFirst(user []Table) []Table {
	isReady := func(t Table) bool { return t.isReady }
	own := slices.DeleteFunc(slices.Clone(user), isReady)
	return append(slices.DeleteFunc(slices.Clone(user), func(t Table) bool { return !isReady(t) }), own...)
}

// printedTables finds out which rows of the user's tables were printed from a table that is
// built in and are as they were: their source names it, and it has them. Each of these
// is read once.
type printedTables map[string]*table.Table[HeaderRow]

// has reports whether the table that a row names as its source has it.
func (p printedTables) has(r HeaderRow) (bool, error) {
	file := readyFile(r.Source)
	switch {
	case r.Source == SourceBuiltIn:
		file = string(HeaderTable) + ".csv"
	case !IsReady(r.Source):
		return false, nil
	}
	if p[file] == nil {
		data, err := tables.ReadFile(file)
		if err != nil {
			return false, fmt.Errorf("reading built-in table: %w", err)
		}
		if p[file], err = table.Read[HeaderRow](file, data, "source"); err != nil {
			return false, err
		}
	}
	return slices.ContainsFunc(p[file].Rows, func(o HeaderRow) bool { return o.Header == r.Header && o.Column == r.Column }), nil
}
