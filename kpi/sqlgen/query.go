package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// The key columns of a tidy table that a statement reads.
const (
	periodColumn   = "period"
	provinceColumn = "province"
	districtColumn = "district"
	communeColumn  = "commune"
	levelColumn    = "level"
	thingsColumn   = "things"
)

// Keys returns the names of the columns of a tidy table that are no measures. A
// table may have more columns; these are not looked at.
func Keys() []string {
	return []string{periodColumn, provinceColumn, districtColumn, communeColumn, levelColumn, thingsColumn,
		"day_kind", "source_file", "source_line"}
}

// Query is what a statement computes, and over which table.
type Query struct {
	Dialect Dialect
	// Table is its name: parts with dots between them, a part in double quotes
	// where it holds a dot or a quote, which is doubled.
	Table string
	// Columns are those that the table has, ids of measures and names of [Keys];
	// none are all.
	Columns    []string
	Measures   *kpi.Measures
	Indicators []kpi.Indicator
	By         []kpi.Dimension
	Period     kpi.Period // only rows within it, and rows without a period; zero: all
	// Units are the only ones that count, by their district, or commune, or both.
	// The other fields are not looked at. None are all.
	Units []kpi.Unit
	// Texts is set where all columns of the table are texts. Else they are typed as [Query.Create]
	// makes them, or in another way in which counts are numbers.
	Texts bool
	// List is what the table holds, if that is single dossiers: Columns are those of the
	// tidy table that is made of it.
	List *DossierTable
}

// has reports whether the tidy table has a column.
func (q *Query) has(column string) bool {
	if q.List != nil {
		return slices.Contains(q.List.tidy(), column)
	}
	return len(q.Columns) == 0 || slices.Contains(q.Columns, column)
}

// Lacks returns the ids of the measures of an indicator that the columns of the
// table cannot give: its figures would never be known.
func (q *Query) Lacks(d kpi.Indicator) []string {
	known := q.known(nothing)
	return q.Measures.IDs(slices.DeleteFunc(d.Needs(), func(i int) bool { return known[i] }))
}

// SQL returns the statement, one SELECT that ends with a semicolon: a row for each
// group, and one for all of them, whose is_total is true. Per indicator there are
// ID_numerator, ID_denominator and ID_percent (six decimals, half away from
// zero), or ID_count for a count; NULL is what is not known. Days are counted in
// days. The error names what is no name, or what the table cannot give.
func (q *Query) SQL() (string, error) {
	table, err := q.Dialect.table(q.Table)
	if err != nil {
		return "", err
	}
	if q.List != nil {
		err = q.List.check(q.Period)
	}
	switch {
	case err != nil:
		return "", err
	case !q.has(periodColumn):
		return "", kpi.NewFault("the table has no column {text}", "text", periodColumn)
	case len(q.Indicators) == 0:
		return "", kpi.NewFault("the table has the counts of no indicator")
	}
	for _, d := range q.Indicators {
		if ids := q.Lacks(d); len(ids) > 0 {
			return "", kpi.NewFault("{indicator} needs {columns}, which the table does not have", "indicator", d.ID, "columns", strings.Join(ids, ", "))
		}
	}
	w := newWriter(q)
	text := w.head() + w.statement(table)
	if q.Dialect.limit > 0 && w.longest > q.Dialect.limit {
		return "", kpi.NewFault("a name of a column would have more than {n} bytes: choose shorter ids", "n", strconv.Itoa(q.Dialect.limit))
	}
	return text, nil
}

// Tidy returns the statement whose result is the tidy table that is made of a [List].
func (q *Query) Tidy() (string, error) {
	table, err := q.Dialect.table(q.Table)
	if err == nil {
		err = q.List.check(q.Period)
	}
	if err != nil {
		return "", err
	}
	w := newWriter(q)
	steps := w.list(table)
	last := steps[len(steps)-1]
	order := make([]string, last.keys)
	for i := range order {
		order[i] = strconv.Itoa(i + 1)
	}
	return w.comments("The tidy table of "+q.Period.String(), nil) + "WITH\n" + w.named(steps[:len(steps)-1]) + "\n" + comment(last.why) + w.query(last, "") + "\nORDER BY " + strings.Join(order, ", ") + ";\n", nil
}
