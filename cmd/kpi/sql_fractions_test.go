package main

import (
	"path/filepath"
	"testing"

	"cchc/kpi"
)

// Counts with a fraction and counts below 0, which kpi clean does not write, give an error
// of the database or no figure, but never one of rounded counts.
func TestSQLOfFractions(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	path, err := filepath.Abs("../../testdata/closed/reports/j2-tidy-fraction.csv")
	if err != nil {
		t.Fatal(err)
	}
	columns, rows := rowsOf(t, path)
	kind := func(column string) string { // as half days are, so that fractions can be loaded
		if rows[0][column] == "14.7" || rows[0][column] == "25.5" || rows[0][column] == "1" {
			return kpi.Days
		}
		return ""
	}
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			folder := t.TempDir()
			out := filepath.Join(folder, "out.csv")
			code, sql, errs := runKPI(t, "sql", "--dialect", e.dialect, "--table", "tidy", "--columns", "period,district,commune,level,resolved_early,resolved_on_time,resolved_late", "-k", "on_time")
			if code != exitDone {
				t.Fatalf("exit code %d: %s", code, errs)
			}
			if err := e.run(t, folder, append(e.load("tidy", path, columns, kind), statement{SQL: sql, Out: out})); err != nil {
				t.Logf("refused: %v", err)
				return
			}
			_, rows := rowsOf(t, out)
			for _, row := range rows {
				if row["on_time_percent"] != "" {
					t.Errorf("%s has the figure %s", row["district"], row["on_time_percent"])
				}
			}
		})
	}
}
