package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The commands of README's "When files are not enough" make, fill and ask a table of
// PostgreSQL, and give the rows that it shows.
func TestSQLReadme(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	data, err := os.ReadFile("../../README.md")
	must(t, err)
	_, text, _ := strings.Cut(string(data), "## When files are not enough")
	text, _, _ = strings.Cut(text, "For DuckDB and ClickHouse")
	folder := t.TempDir()
	out := filepath.Join(folder, "figures.csv")
	for _, line := range regexp.MustCompile(`(?m)^kpi .*$`).FindAllString(text, -1) {
		line = regexp.MustCompile(`\S+\.(csv|sql)\b`).ReplaceAllString(strings.ReplaceAll(line, "testdata/", "../../testdata/"), folder+"/$0")
		if strings.Contains(line, "$(head") {
			header, err := os.ReadFile(filepath.Join(folder, "june.csv"))
			must(t, err)
			columns, _, _ := strings.Cut(string(header), "\n")
			line = regexp.MustCompile(`"\$\(head[^)]*\)"`).ReplaceAllString(line, columns)
		}
		if code, _, errs := runKPI(t, strings.Fields(line)[1:]...); code != exitDone {
			t.Fatalf("%s: exit code %d: %s", line, code, errs)
		}
	}
	var statements []statement
	for _, line := range regexp.MustCompile(`(?m)^psql (.*)$`).FindAllStringSubmatch(text, -1) {
		if name, isFile := strings.CutPrefix(line[1], "-f "); isFile {
			script, err := os.ReadFile(filepath.Join(folder, name))
			must(t, err)
			statements = append(statements, statement{SQL: string(script)})
			continue
		}
		statements = append(statements, statement{SQL: strings.Trim(strings.TrimPrefix(line[1], "--csv -c "), "'"), Out: out})
	}
	must(t, onPostgres(t, folder, statements))
	columns, rows := rowsOf(t, out)
	want := "| " + strings.Join(columns, " | ") + " |\n"
	if !strings.Contains(text, want) || len(rows) != 4 {
		t.Errorf("README lacks %s, or there are %d rows, not 4", want, len(rows))
	}
	for _, row := range rows {
		var cells []string
		for _, name := range columns {
			cell, known := row[name]
			if !known {
				cell = "NULL"
			}
			cells = append(cells, cell)
		}
		if want := "| " + strings.Join(cells, " | ") + " |\n"; !strings.Contains(text, want) {
			t.Errorf("README lacks %s", want)
		}
	}
}
