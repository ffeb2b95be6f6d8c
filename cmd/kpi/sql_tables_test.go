package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// otherTable is one that clean would not write: B has a month twice, C one within
// its quarter, D does not name what it counts, and a list of A has no period.
const otherTable = `period,district,commune,things,resolved_in_time,resolved_late,tasks_assigned,tasks_on_time
2024-01,A,,dossiers,8,2,,
2024-02,A,,dossiers,9,1,,
,A,,tasks,,,4,3
2024-01,B,,dossiers,5,0,,
2024-01,B,,dossiers,5,0,,
2024-Q1,C,,dossiers,20,0,,
2024-03,C,,dossiers,6,0,,
2024-01,D,,,1,0,2,1
2024-01,E,,tasks,,,0,0
`

// on runs statements of `kpi sql` over a table, with text columns alone, and
// returns what each gave: its figures by district, "?" for NULL.
func (e engine) on(t *testing.T, table string, flags ...string) (string, error) {
	t.Helper()
	return e.onForm(t, "", table, append(flags, "--texts")...)
}

// onForm does so over a table that a statement, if any, makes of one of texts.
func (e engine) onForm(t *testing.T, form, table string, flags ...string) (string, error) {
	t.Helper()
	folder := t.TempDir()
	header, _, _ := strings.Cut(table, "\n")
	args := append([]string{"sql", "--dialect", e.dialect, "--table", "tidy", "--columns", header, "-k", "on_time,tasks_on_time"}, flags...)
	code, sql, errs := runKPI(t, args...)
	if code != exitDone {
		t.Fatal(errs)
	}
	out := filepath.Join(folder, "out.csv")
	texts := func(string) string { return "" }
	statements := e.load("tidy", write(t, folder, "tidy.csv", table), strings.Split(header, ","), texts)
	if form != "" {
		statements = append(e.load("texts", write(t, folder, "tidy.csv", table), strings.Split(header, ","), texts), statement{SQL: form})
	}
	if err := e.run(t, folder, append(statements, statement{SQL: sql, Out: out})); err != nil {
		return "", err
	}
	columns, rows := rowsOf(t, out)
	var lines []string
	for _, row := range rows {
		line := row["district"] + ":"
		for _, name := range columns[2:] {
			text, known := row[name]
			if whole, fraction, ok := strings.Cut(text, "."); ok && strings.Trim(fraction, "0") == "" {
				text = whole
			}
			if !known {
				text = "?"
			}
			line += " " + text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), nil
}

// A count that two rows give for one month is not known; rows that do not name
// what they count are about everything; a list without a period belongs to the
// whole, or to the period asked for; 0/0 stays 0/0.
func TestSQLOverOtherTables(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			for _, test := range []struct{ flags, want string }{
				{"", "A: 17 20 85 3 4 75\nB: ? ? ? ? ? ?\nC: ? ? ? ? ? ?\nD: 1 1 100 1 2 50\nE: ? ? ? 0 0 ?\n: ? ? ? 4 6 66.666667"},
				{"--period=2024-01 --unit=A --unit=D", "A: 8 10 80 3 4 75\nD: 1 1 100 1 2 50\n: 9 11 81.818182 4 6 66.666667"},
			} {
				got, err := e.on(t, otherTable, strings.Fields(test.flags)...)
				if err != nil || got != test.want {
					t.Errorf("with %q: %v\n%s\nwant\n%s", test.flags, err, got, test.want)
				}
			}
		})
	}
}

// A period that kpi does not write is an error of the database: its row must not
// pass for one without a period.
func TestSQLRefusesOtherPeriods(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			if _, err := e.on(t, otherTable); err != nil {
				t.Fatal(err)
			}
			for _, period := range []string{"2024-06-15", "06/2024", "202406", "2024-13"} {
				got, err := e.on(t, strings.Replace(otherTable, "2024-02", period, 1))
				if err == nil || !strings.Contains(err.Error(), "not a period") {
					t.Errorf("%s: %v\n%s", period, err, got)
				}
			}
		})
	}
}

// countTable has counts as clean writes them, days in halves.
const countTable = `period,district,resolved_in_time,resolved_late,tasks_assigned,tasks_on_time,statutory_days,assigned_days
2024-06,A,9,1,4,3,4.5,2
2024-06,B,31,0,1,1,10,8.5
`

// A count that clean would not write is an error of the database, as text or as
// floating point: it is not rounded, cut or taken away.
func TestSQLRefusesOtherCounts(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	floats := map[string][2]string{"duckdb": {"", "DOUBLE"}, "postgres": {"", "double precision"}, "clickhouse": {" ENGINE = Memory", "Nullable(Float64)"}}
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			form := "CREATE TABLE tidy" + floats[e.dialect][0] + " AS SELECT period, district"
			for _, name := range strings.Split(strings.SplitN(countTable, "\n", 2)[0], ",")[2:] {
				form += ", CAST(" + name + " AS " + floats[e.dialect][1] + ") AS " + name
			}
			type table struct {
				form, flag string
				cells      [][2]string
			}
			tables := []table{
				{"", "--texts", [][2]string{{"A,9", "A,abc"}, {"A,9", "A,6.118"}, {"A,9", "A,1e3"}, {"A,9", `A," 5"`}, {"A,9", "A,09"}, {"B,31", "B,-31"}, {",4.5,", ",4.3,"}, {",8.5", ",-8.5"}, {"A,9", "A,NaN"}}},
				{form + " FROM texts", "--texts", [][2]string{{"A,9", "A,14.7"}, {"A,9", "A,1e300"}}},
				{form + " FROM texts", "--texts=false", [][2]string{{"A,9", "A,14.7"}, {"B,31,0", "B,31,-1"}, {"A,9", "A,1e300"}, {",4.5,", ",4.3,"}, {"A,9", "A,NaN"}}},
			}
			if e.dialect == "clickhouse" { // where the rest of a decimal is another one
				decimals := strings.ReplaceAll(form, "Float64", "Decimal(18, 4)")
				tables = append(tables, table{decimals + " FROM texts", "--texts=false", [][2]string{{"A,9", "A,14.7"}, {",4.5,", ",4.3,"}, {",8.5", ",-8.5"}}})
			}
			for _, columns := range tables {
				all := []string{"-k", "deadline_cut", columns.flag}
				got, err := e.onForm(t, columns.form, countTable, all...)
				if want := "A: 9 10 90 3 4 75 2.5 4.5 55.555556\nB: 31 31 100 1 1 100 1.5 10 15\n: 40 41 97.560976 4 5 80 4 14.5 27.586207"; err != nil || got != want {
					t.Errorf("%q %s: %v\n%s\nwant\n%s", columns.form, columns.flag, err, got, want)
				}
				for _, cell := range columns.cells {
					got, err := e.onForm(t, columns.form, strings.Replace(countTable, cell[0], cell[1], 1), all...)
					isRange := columns.flag == "--texts=false" && err != nil && strings.Contains(err.Error(), "bigint out of range")
					if err == nil || !strings.Contains(err.Error(), "not a count") && !isRange {
						t.Errorf("%q %s, %q: %v\n%s", columns.form, columns.flag, cell[1], err, got)
					}
				}
			}
		})
	}
}
