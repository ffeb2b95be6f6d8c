package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// typeForms are the types of the columns of tables.
type typeForms struct{ key, text, count, days, moment, flag string }

// tableColumns returns the columns of the table: those of [Query.Columns], else all, in the
// order in which package report writes them.
func (q *Query) tableColumns() []string {
	switch {
	case q.List != nil && len(q.List.Columns) > 0:
		return q.List.Columns
	case q.List != nil:
		var names []string
		for _, c := range ListColumns() {
			names = append(names, c.Name)
		}
		return names
	case len(q.Columns) > 0:
		return q.Columns
	}
	names := Keys()
	for i := range q.Measures.Len() {
		names = append(names, q.Measures.At(i).ID)
	}
	return names
}

// tableKey returns the columns of which no two rows have the same.
func (q *Query) tableKey() []string {
	key := append([]string{periodColumn}, unitKeys()...)
	if q.List != nil {
		key = []string{"code"}
	}
	columns := q.tableColumns()
	return slices.DeleteFunc(key, func(name string) bool { return !slices.Contains(columns, name) })
}

// typeOf returns the type of a column of the table.
func (q *Query) typeOf(name string) string {
	types := q.Dialect.types
	if slices.Contains(q.tableKey(), name) {
		return types.key
	}
	if q.List != nil {
		i := slices.IndexFunc(ListColumns(), func(c ListColumn) bool { return c.Name == name })
		return map[string]string{"text": types.text, "timestamp": types.moment, "boolean": types.flag}[ListColumns()[i].Type]
	}
	switch i, ok := q.Measures.Index(name); {
	case !ok:
		return types.text
	case q.Measures.At(i).Scale() == 2:
		return types.days
	}
	return types.count
}

// columns quotes the names of columns.
func (d Dialect) columns(names []string) string { return strings.Join(forEach(names, d.ident), ", ") }

// target returns the quoted name of the table, and of others beside it. The error gives the
// reason why there is no such table.
func (q *Query) target() (table string, beside func(suffix string) string, err error) {
	parts, err := q.Dialect.parts(q.Table)
	if err == nil && q.List == nil && !q.has(periodColumn) {
		err = kpi.NewFault("the table has no column {text}", "text", periodColumn)
	}
	if err != nil {
		return "", nil, err
	}
	last := len(parts) - 1
	return q.Dialect.dotted(parts), func(suffix string) string {
		return q.Dialect.dotted(append(slices.Clone(parts[:last]), parts[last]+suffix))
	}, nil
}

// Create returns the statements that make the table, empty. DuckDB and PostgreSQL then refuse
// a second row of one unit and period, where units have no district, too, or of one code. A tidy
// table has the column of provinces, whatever the columns are, for [Query.Reload] looks at it.
func (q *Query) Create() (string, error) {
	if q.List == nil && !q.has(provinceColumn) {
		own := *q
		own.Columns = append([]string{provinceColumn}, q.Columns...)
		q = &own
	}
	table, _, err := q.target()
	if err != nil {
		return "", err
	}
	d, about, key := q.Dialect, "A tidy table: a row for each unit and period, NULL for what is not known", q.tableKey()
	if q.List != nil {
		about = "A table of dossiers: a row for each, NULL for what is not known"
	}
	var columns []string
	for _, name := range q.tableColumns() {
		columns = append(columns, d.ident(name)+" "+q.typeOf(name))
	}
	unique, index, order := "UNIQUE ", d.columns(key), "tuple()"
	if q.List == nil { // of two units without a district neither is another one
		unique += "NULLS NOT DISTINCT "
		index = strings.Join(forEach(key, func(name string) string { return "coalesce(" + d.ident(name) + ", '')" }), ", ")
	}
	if len(key) > 0 {
		order = "(" + d.columns(slices.Concat(key[1:], key[:1])) + ")"
	}
	text, end := comment([]string{about + ", written by kpi sql --dialect " + d.name}), "\n);\n"
	switch {
	case d.name == "clickhouse" && q.List == nil:
		end = "\n)\nENGINE = MergeTree\nPARTITION BY " + d.ident(periodColumn) + "\nORDER BY " + order + ";\n"
	case d.name == "clickhouse":
		end = "\n)\nENGINE = MergeTree\nORDER BY " + order + ";\n"
	case len(key) == 0:
	case d.name == "postgres":
		columns = append(columns, unique+"("+d.columns(key)+")")
	default:
		end += "CREATE UNIQUE INDEX " + d.ident(strings.Join(key, " ")+" of "+q.Table) + " ON " + table + " (" + index + ");\n"
	}
	return text + "CREATE TABLE " + table + " (\n  " + strings.Join(columns, ",\n  ") + end, nil
}

// View returns a statement as one that makes a view of its rows.
func (q *Query) View(name, statement string) (string, error) {
	parts, err := q.Dialect.parts(name)
	if err != nil {
		return "", err
	}
	return "CREATE OR REPLACE VIEW " + q.Dialect.dotted(parts) + " AS\n" + statement, nil
}
