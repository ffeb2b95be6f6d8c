package sqlgen

import (
	"strconv"
	"strings"
	"unicode"

	"cchc/kpi"
)

// Reload returns the statements that put the rows of a CSV into the table that [Query.Create]
// makes, in place of those of the same period and provinces (districts, where no province is
// named), or of all dossiers: all or none, however often. The file has the columns of the query
// in its first line, for PostgreSQL in their order, and rows, none of another period. For
// PostgreSQL they are a script of psql.
func (q *Query) Reload(file string) (string, error) {
	table, beside, err := q.target()
	if err != nil {
		return "", err
	}
	d := q.Dialect
	if file == "" || strings.ContainsFunc(file, unicode.IsControl) || d.name != "postgres" && (strings.ContainsAny(file, "*?[{") || strings.Contains(file, "://")) {
		return "", kpi.NewFault("{dialect} cannot read a file of the name {text}", "dialect", d.name, "text", strconv.Quote(file))
	}
	r := reload{q: q, table: table, staging: d.ident("kpi_reload"), columns: d.columns(q.tableColumns())}
	about := "All dossiers of a table"
	if q.List == nil {
		about = "The period " + q.Period.String() + " of a tidy table, for the provinces of the file"
	}
	about = comment([]string{about + ", in place of what it has, written by kpi sql --dialect " + d.name})
	switch d.name {
	case "postgres":
		return about + r.postgres(file), nil
	case "duckdb":
		return about + r.duckdb(file), nil
	}
	r.staging = beside(" reload")
	return about + r.clickhouse(file), nil
}

// reload is what the statements of a reload have in common: the rows of the file go to a table of
// their own, the staging, are checked there, and then replace others.
type reload struct {
	q                       *Query
	table, staging, columns string
}

// ofPeriod is the condition that a row of a tidy table is of the period.
func (r reload) ofPeriod() string {
	return r.q.Dialect.ident(periodColumn) + " = " + r.q.Dialect.literal(r.q.Period.String())
}

// ofSame is the condition that a row of the table is of the same as one of the file: of a province,
// of a district where no province is named, or of what has neither.
func (r reload) ofSame() string {
	d := r.q.Dialect
	same := func(table string) string {
		form := "nullif(" + table + d.ident(provinceColumn) + ", ''), "
		if r.q.has(districtColumn) {
			form += "nullif(" + table + d.ident(districtColumn) + ", ''), "
		}
		return "coalesce(" + form + "'')"
	}
	// The name of the staging keeps a database from taking the columns of the table, if these
	// are the only ones: then all rows would be of the same.
	return same("") + " IN (SELECT " + same(r.staging+".") + " FROM " + r.staging + ")"
}

// replaced is the condition on the rows that those of the file replace.
func (r reload) replaced() string {
	if r.q.List != nil {
		return ""
	}
	return " WHERE " + r.ofPeriod() + " AND " + r.ofSame()
}

// noOther is the condition that a row has a count below 0 or days with another fraction than a
// half; "" if the table has no counts.
func (r reload) noOther() string {
	d := r.q.Dialect
	var all []string
	for _, name := range r.q.tableColumns() {
		switch r.q.typeOf(name) {
		case d.types.count:
			all = append(all, "coalesce("+d.ident(name)+" >= 0, TRUE)")
		case d.types.days:
			all = append(all, "coalesce("+d.ident(name)+" >= 0 AND "+d.ident(name)+" * 2 - floor("+d.ident(name)+" * 2) = 0, TRUE)")
		}
	}
	return strings.Join(all, " AND ")
}

// holds is a statement that fails unless a condition on all rows of a table holds.
func (r reload) holds(table, condition, fault string) string {
	d := r.q.Dialect
	first := d.ident(r.q.tableColumns()[0])
	return "SELECT " + call(d.list.holds, condition, "coalesce(max("+call(d.text, first)+"), '')", fault) + " AS " + d.ident("holds") + " FROM " + table + ";\n"
}

func (r reload) hasRows() string { return r.holds(r.staging, "count(*) > 0", "a file without rows") }

// allNamed is a statement that fails if the period has rows of a province and rows of none: these
// could be the same units.
func (r reload) allNamed(table string) string {
	if r.q.List != nil {
		return ""
	}
	return r.holds(table+" WHERE "+r.ofPeriod(), "count(nullif("+r.q.Dialect.ident(provinceColumn)+", '')) IN (0, count(*))", "rows with a province and rows without one")
}

// replace puts the rows of the staging in place of others, in a transaction that began.
func (r reload) replace() string {
	return "DELETE FROM " + r.table + r.replaced() + ";\n" +
		"INSERT INTO " + r.table + " (" + r.columns + ") SELECT " + r.columns + " FROM " + r.staging + ";\n" + r.allNamed(r.table)
}

func (r reload) postgres(file string) string {
	constraint := func(name, condition string) string {
		return ", CONSTRAINT " + r.q.Dialect.ident(name) + " CHECK (" + condition + ")"
	}
	checks := ""
	if r.q.List == nil {
		checks = constraint("rows of another period", "coalesce("+r.ofPeriod()+", FALSE)")
	}
	if condition := r.noOther(); condition != "" {
		checks += constraint("not a count", condition)
	}
	return "\\set ON_ERROR_STOP on\nBEGIN;\n" +
		"CREATE TEMPORARY TABLE " + r.staging + " (LIKE " + r.table + checks + ") ON COMMIT DROP;\n" +
		"\\copy " + r.staging + " (" + r.columns + ") FROM '" + strings.ReplaceAll(file, "'", "''") + "' WITH (FORMAT csv, HEADER MATCH)\n" +
		r.hasRows() + r.replace() + "COMMIT;\n"
}

// duckdb checks the rows before it deletes others, for a statement whose names are wrong does
// not end the transaction of DuckDB.
func (r reload) duckdb(file string) string {
	d := r.q.Dialect
	var values []string
	for _, name := range r.q.tableColumns() {
		value := d.ident(name)
		switch r.q.typeOf(name) { // the database would round a text with a fraction
		case d.types.count:
			value = call(d.count, value, d.literal(countPattern))
		case d.types.days:
			value = call(d.days, call(d.halves, value, d.literal(halvesPattern)))
		}
		values = append(values, value)
	}
	where := ""
	if r.q.List == nil {
		where = "\nWHERE " + call(d.list.holds, r.ofPeriod(), "coalesce("+d.ident(periodColumn)+", '')", "a row of another period")
	}
	return "BEGIN TRANSACTION;\nCREATE OR REPLACE TEMPORARY TABLE " + r.staging + " AS FROM " + r.table + " LIMIT 0;\n" +
		"INSERT INTO " + r.staging + " (" + r.columns + ")\nSELECT\n  " + strings.Join(values, ",\n  ") +
		"\nFROM read_csv(" + d.literal(file) + ", header = true, delim = ',', quote = '\"', all_varchar = true, nullstr = '')" + where + ";\n" +
		r.hasRows() + r.replace() + "DROP TABLE " + r.staging + ";\nCOMMIT;\n"
}

// clickhouse copies the other rows of the period to the staging, for only whole partitions are
// replaced at once.
func (r reload) clickhouse(file string) string {
	d := r.q.Dialect
	fails := func(what, condition string) string {
		return "SELECT throwIf(count() > 0, '" + what + "') FROM " + r.staging + " WHERE NOT (" + condition + ");\n"
	}
	partition, checks, others := "tuple()", r.hasRows(), ""
	if condition := r.noOther(); condition != "" {
		checks += fails("not a count", condition)
	}
	if r.q.List == nil {
		partition = d.literal(r.q.Period.String())
		checks += fails("a row of another period", r.ofPeriod())
		others = "INSERT INTO " + r.staging + " SELECT * FROM " + r.table + " WHERE " + r.ofPeriod() + " AND NOT " + r.ofSame() + ";\n" + r.allNamed(r.staging)
	}
	return "DROP TABLE IF EXISTS " + r.staging + ";\nCREATE TABLE " + r.staging + " AS " + r.table + ";\n" +
		"INSERT INTO " + r.staging + " (" + r.columns + ") FROM INFILE " + d.literal(file) + " SETTINGS date_time_input_format = 'best_effort', input_format_skip_unknown_fields = 0 FORMAT CSVWithNames;\n" +
		checks + others + "ALTER TABLE " + r.table + " REPLACE PARTITION " + partition + " FROM " + r.staging + ";\nDROP TABLE " + r.staging + ";\n"
}
