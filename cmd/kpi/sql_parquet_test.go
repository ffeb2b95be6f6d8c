package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// TestSQLParquet reads tidy tables as Parquet into real databases: what is in them is what
// the CSV has, typed, and the statements of `kpi sql` give the figures of the scorecard.
func TestSQLParquet(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	all := datasets(t)
	csvs, questions := map[*dataset]string{}, []question(nil)
	for n, d := range all {
		csvs[d], d.path = d.path, writeParquet(t, d)
		questions = append(questions, d.questions(n)...)
	}
	// The statements are tried as a whole on CSV: here it is half of them.
	n := 0
	questions = slices.DeleteFunc(questions, func(q question) bool {
		n++
		return n%2 != 0 || len(q.selected().Entries) == 0
	})
	for _, e := range parquetEngines(t) {
		t.Run(e.dialect+" rows", func(t *testing.T) { e.compareRows(t, csvs) })
		t.Run(e.dialect+" statements", func(t *testing.T) { e.compare(t, questions) })
	}
}

// writeParquet writes the tidy table of a dataset, beside its CSV.
func writeParquet(t *testing.T, d *dataset) string {
	t.Helper()
	path := strings.TrimSuffix(d.path, ".csv") + ".parquet"
	file, err := os.Create(path)
	must(t, err)
	must(t, render.Formats(render.Screen{}, "parquet")[0].Render(file, report.NewTidy(d.ledger, d.cat.Messages, kpi.English, false)))
	must(t, file.Close())
	return path
}

// parquetEngine is a database that reads Parquet: how it names what it reads.
type parquetEngine struct {
	engine
	describe            string // the columns of a table
	name, kind          string // what it calls their names and types
	text, count, halves string
}

// parquetEngines are the databases that read Parquet, with tables that have the types of
// the file.
func parquetEngines(t *testing.T) []parquetEngine {
	made := func(form string) func(table, path string, _ []string, _ func(string) string) []statement {
		return func(table, path string, _ []string, _ func(string) string) []statement {
			return []statement{{SQL: fmt.Sprintf(form, table, path)}}
		}
	}
	var all []parquetEngine
	for _, e := range engines(t) {
		switch e.dialect {
		case "duckdb":
			e.load = made("CREATE TABLE %s AS SELECT * FROM read_parquet('%s')")
			all = append(all, parquetEngine{e, "DESCRIBE ", "column_name", "column_type", "VARCHAR", "BIGINT", "DECIMAL(18,1)"})
		case "clickhouse":
			e.load = made("CREATE TABLE %s ENGINE = Memory AS SELECT * FROM file('%s', Parquet)")
			all = append(all, parquetEngine{e, "DESCRIBE TABLE ", "name", "type", "Nullable(String)", "Nullable(Int64)", "Nullable(Decimal(18, 1))"})
		}
	}
	return all
}

// compareRows compares what a database has read with the CSV, in any order of rows.
func (e parquetEngine) compareRows(t *testing.T, csvs map[*dataset]string) {
	folder := t.TempDir()
	all := slices.SortedFunc(maps.Keys(csvs), func(a, b *dataset) int { return strings.Compare(a.name, b.name) })
	var statements []statement
	out := func(n int, what string) string { return filepath.Join(folder, fmt.Sprint(n, what)) }
	for n, d := range all {
		statements = append(statements, e.load(e.ident(d.name), d.path, nil, nil)...)
		statements = append(statements, statement{SQL: "SELECT * FROM " + e.ident(d.name), Out: out(n, "rows")},
			statement{SQL: e.describe + e.ident(d.name), Out: out(n, "columns")})
	}
	must(t, e.run(t, folder, statements))
	cells, null := 0, 0
	for n, d := range all {
		wantColumns, want := rowsOf(t, csvs[d])
		columns, rows := rowsOf(t, out(n, "rows"))
		if !slices.Equal(columns, wantColumns) {
			t.Errorf("%s: columns %v, want %v", d.name, columns, wantColumns)
		}
		for _, row := range want {
			maps.DeleteFunc(row, func(_, text string) bool { return text == "" }) // as a blank of CSV is NULL
		}
		got, expected := e.plain(d, columns, rows), e.plain(d, columns, want)
		if !slices.Equal(got, expected) {
			t.Errorf("%s: rows\n got\n%s\nwant\n%s", d.name, strings.Join(got, "\n"), strings.Join(expected, "\n"))
		}
		for _, row := range rows {
			cells, null = cells+len(columns), null+len(columns)-len(row)
		}
		_, types := rowsOf(t, out(n, "columns"))
		for i, c := range types {
			if want := e.typeOf(d, columns[i]); c[e.name] != columns[i] || c[e.kind] != want {
				t.Errorf("%s: column %s is %s, want %s", d.name, c[e.name], c[e.kind], want)
			}
		}
	}
	t.Logf("%d tables, %d cells (%d NULL)", len(all), cells, null)
	if null < 1000 || cells-null < 10000 {
		t.Errorf("%d cells compared, %d of them NULL: too few to tell", cells, null)
	}
}

// plain writes rows in one way, whatever wrote them: a count without zeros behind its
// point, and ? for NULL.
func (e parquetEngine) plain(d *dataset, columns []string, rows []map[string]string) []string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, column := range columns {
			text, known := row[column]
			switch {
			case !known:
				text = "?"
			case e.typeOf(d, column) == e.halves:
				text = strings.TrimSuffix(text, ".0")
			case e.typeOf(d, column) == e.text:
				text = strings.TrimPrefix(text, "'")
			}
			cells = append(cells, text)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	slices.Sort(lines)
	return lines
}

// typeOf is the type that a column must have.
func (e parquetEngine) typeOf(d *dataset, column string) string {
	i, ok := d.cat.Measures.Index(column)
	switch {
	case !ok:
		return e.text
	case d.cat.Measures.At(i).Of == kpi.Days:
		return e.halves
	}
	return e.count
}

// A file with several row groups, and one without rows, are read as a whole.
func TestSQLParquetGroups(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	const rows = 100_000
	of := &report.Tidy{Columns: []report.TidyColumn{{ID: "district", Kind: "key"}, {ID: "received", Kind: "flow", Unit: kpi.Dossiers}, {ID: "statutory_days", Kind: "flow", Unit: kpi.Days}}}
	var some [][]report.TidyCell
	for n := range rows {
		row := []report.TidyCell{{Text: fmt.Sprint("Huyện ", n)}, {}, {Count: report.Count{Known: true, Value: int64(n), Scale: 2}}}
		if n%4 != 0 {
			row[1].Count = report.Count{Known: true, Value: 1 << 40, Scale: 1}
		}
		some = append(some, row)
	}
	folder := t.TempDir()
	for name, rows := range map[string][][]report.TidyCell{"some": some, "none": nil} {
		of.Rows = slices.Values(rows)
		var b bytes.Buffer
		must(t, render.Formats(render.Screen{}, "parquet")[0].Render(&b, of))
		write(t, folder, name+".parquet", b.String())
	}
	want := map[string]string{"some": "100000 75000 100000 82463372083200000 2499975000", "none": "0 0 0 ? ?"}
	for _, e := range parquetEngines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			for name := range want {
				out := filepath.Join(folder, e.dialect+name)
				must(t, e.run(t, folder, append(e.load(e.ident(name), filepath.Join(folder, name+".parquet"), nil, nil),
					statement{SQL: "SELECT count(*) AS n, count(received) AS r, count(district) AS d, sum(received) AS sr, sum(statutory_days) AS sd FROM " + e.ident(name), Out: out})))
				columns, rows := rowsOf(t, out)
				var cells []string
				for _, c := range columns {
					text, known := rows[0][c]
					if !known {
						text = "?"
					}
					cells = append(cells, strings.TrimSuffix(text, ".0"))
				}
				if got := strings.Join(cells, " "); got != want[name] {
					t.Errorf("%s: %s, want %s", name, got, want[name])
				}
			}
		})
	}
}
