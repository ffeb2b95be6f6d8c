package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A table that is partitioned over three databases through postgres_fdw: the statement runs
// unchanged, each server groups its own rows, one row for each unit leaves it, and the figures
// are those of one table.
func TestSQLOverServers(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	const units, months = 300, 12
	header := "period,district,commune,level,things,resolved_early,resolved_on_time,resolved_late"
	var rows strings.Builder
	for n := range units * months {
		unit, month := n%units, n/units
		fmt.Fprintf(&rows, "2024-%02d,Huyện %d,Xã %d,commune,dossiers,%d,%d,%d\n", month+1, unit%7, unit, n%50, n%11, n%3)
	}
	folder := t.TempDir()
	path := write(t, folder, "tidy.csv", header+"\n"+rows.String())
	columns := "(period text, district text, commune text, level text, things text, resolved_early bigint, resolved_on_time bigint, resolved_late bigint)"
	sql := sqlText(t, "sql", "--dialect", "postgres", "--table", "tidy", "--columns", header, "-k", "on_time,late")
	one, many, plan := filepath.Join(folder, "one.csv"), filepath.Join(folder, "many.csv"), filepath.Join(folder, "plan.txt")
	statements := []statement{
		{SQL: "CREATE TABLE tidy " + columns}, {SQL: `\copy tidy FROM '` + path + `' WITH (FORMAT csv, HEADER)`}, {SQL: sql, Out: one}, {SQL: "ALTER TABLE tidy RENAME TO loaded"},
		{SQL: "CREATE EXTENSION postgres_fdw"}, {SQL: "CREATE TABLE tidy " + columns + " PARTITION BY HASH (district)"},
	}
	for n := range 3 {
		node := fmt.Sprint("node", n)
		statements = append(statements, statement{SQL: "CREATE DATABASE " + node}, statement{SQL: `\c ` + node}, statement{SQL: "CREATE TABLE tidy " + columns}, statement{SQL: `\c postgres`},
			statement{SQL: "CREATE SERVER " + node + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'HOST', dbname '" + node + "')"}, statement{SQL: "CREATE USER MAPPING FOR postgres SERVER " + node},
			statement{SQL: fmt.Sprintf("CREATE FOREIGN TABLE tidy_%d PARTITION OF tidy FOR VALUES WITH (MODULUS 3, REMAINDER %d) SERVER %s OPTIONS (table_name 'tidy')", n, n, node)})
	}
	statements = append(statements, statement{SQL: "INSERT INTO tidy SELECT * FROM loaded"}, statement{SQL: "ANALYZE tidy"}, statement{SQL: "SET enable_partitionwise_aggregate = on"},
		statement{SQL: sql, Out: many}, statement{SQL: "EXPLAIN (ANALYZE, VERBOSE) " + sql, Out: plan})
	if err := onPostgres(t, folder, statements); err != nil {
		t.Fatal(err)
	}
	want, err1 := os.ReadFile(one)
	got, err2 := os.ReadFile(many)
	text, err3 := os.ReadFile(plan)
	if err1 != nil || err2 != nil || err3 != nil || string(got) != string(want) || strings.Count(string(want), "\n") < 8 {
		t.Fatalf("%v, %v, %v: of three servers\n%s\nof one\n%s", err1, err2, err3, got, want)
	}
	left, groups := 0, len(regexp.MustCompile(`Remote SQL: SELECT [^\n]* GROUP BY`).FindAll(text, -1))
	for _, m := range regexp.MustCompile(`Foreign Scan[^\n]*actual time=\S+ rows=(\d+)`).FindAllSubmatch(text, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		left += n
	}
	if groups != 3 || left != units {
		t.Errorf("%d servers group rows, %d rows leave them, want 3 and %d:\n%s", groups, left, units, text)
	}
}
