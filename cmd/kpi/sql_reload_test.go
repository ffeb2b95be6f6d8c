package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileTable is the name of a table whose quotes and backslash must be quoted.
const hostileTable = `"ti""dy' \ x"`

// each returns the statements of a text of `kpi sql`, as the database takes them: psql a script.
func (e engine) each(text string) (all []statement) {
	if e.dialect == "postgres" {
		return []statement{{SQL: text}}
	}
	for _, sql := range strings.SplitAfter(text, ";\n") {
		if sql != "" {
			all = append(all, statement{SQL: strings.TrimSuffix(sql, ";\n")})
		}
	}
	return all
}

// ofTable returns what `kpi sql` prints of the hostile table.
func (e engine) ofTable(t *testing.T, args ...string) []statement {
	t.Helper()
	return e.each(sqlText(t, append([]string{"sql", "--dialect", e.dialect, "--table", hostileTable}, args...)...))
}

// cleanOf writes a tidy table of exports, and returns its path, in a folder whose name must be
// quoted, and its columns.
func cleanOf(t *testing.T, folder string, args ...string) (path, columns string) {
	t.Helper()
	path = filepath.Join(folder, "o'neill b.csv")
	code, out, errs := runKPI(t, append([]string{"clean", "--quiet"}, args...)...)
	if code != exitDone {
		t.Fatal(errs)
	}
	columns, _, _ = strings.Cut(out, "\n")
	must(t, os.WriteFile(path, []byte(out), 0o644))
	return path, columns
}

// A table is made, months are loaded, one of them without districts, one twice; a view of the
// statement has the figures of the report.
func TestSQLReload(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	may, columns := cleanOf(t, t.TempDir(), "../../testdata/exports", "--period", "2024-05")
	june, juneColumns := cleanOf(t, t.TempDir(), "../../testdata/exports", "--period", "2024-06")
	august, augustColumns := cleanOf(t, t.TempDir(), "../../testdata/reform/2025-08.csv")
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			folder := t.TempDir()
			out := func(name string) string { return filepath.Join(folder, name) }
			statements := e.ofTable(t, "--create")
			for _, month := range [][3]string{{may, columns, "2024-05"}, {june, juneColumns, "2024-06"}, {august, augustColumns, "2025-08"}, {june, juneColumns, "2024-06"}, {august, augustColumns, "2025-08"}} {
				statements = append(statements, e.ofTable(t, "--reload", month[0], "--columns", month[1], "--period", month[2])...)
			}
			statements = append(statements, e.ofTable(t, "--view", `"fig""ures"`, "-k", "on_time", "--by", "period", "--by", "district")...)
			name := e.ident(`fig"ures`)
			statements = append(statements, statement{SQL: "SELECT period, district, is_total, on_time_numerator AS n, on_time_denominator AS d FROM " + name, Out: out("view")})
			must(t, e.run(t, folder, statements))
			got := map[string]string{}
			_, rows := rowsOf(t, out("view"))
			for _, row := range rows {
				got[row["period"]+" "+row["district"]] = row["n"] + "/" + row["d"]
			}
			for key, want := range map[string]string{"2024-05 Tràng Định": "967/969", "2024-06 Bắc Sơn": "2986/2991", "2024-06 Tràng Định": "1862/1867", "2024-06 Văn Lãng": "1539/1573", "2025-08 ": "415/454"} {
				if got[key] != want {
					t.Errorf("%s: %q, want %s\nof %v", key, got[key], want, got)
				}
			}
			if len(rows) != 8 {
				t.Errorf("%d rows, want 8: %v", len(rows), got)
			}
		})
	}
}

// A file that has a row twice, one of another period, or a count that clean does not write is
// refused, and the month stays as it was; ClickHouse, which knows no unique rows, takes the
// first, and its figures are not known.
func TestSQLReloadRefuses(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	const columns = "period,district,commune,resolved_in_time,resolved_late,statutory_days"
	const month = columns + "\n2025-08,,A,9,1,4.5\n2025-08,,B,8,2,\n"
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			for name, test := range map[string][2]string{
				"a row twice":    {"2025-08,,A,9,1,4.5\n2025-08,,A,9,1,4.5\n", "uplicate key"},
				"another period": {"2025-08,,A,7,1,4.5\n2025-07,,B,7,1,4.5\n", "another period"},
				"no period":      {",,A,7,1,4.5\n", "another period"},
				"a text":         {"2025-08,,A,abc,1,4.5\n", ""},
				"a point":        {"2025-08,,A,6.118,1,4.5\n", ""},
			} {
				if name == "a row twice" && e.dialect == "clickhouse" {
					continue
				}
				folder := t.TempDir()
				reload := func(text string) []statement {
					path := write(t, t.TempDir(), "month.csv", text)
					return e.ofTable(t, "--reload", path, "--columns", columns, "--period", "2025-08")
				}
				statements := append(e.ofTable(t, "--create", "--columns", columns), reload(month)...)
				err := e.run(t, folder, append(statements, reload(columns+"\n"+test[0])...))
				if err == nil || !strings.Contains(err.Error(), test[1]) {
					t.Errorf("%s: %v", name, err)
				}
				if e.dialect != "postgres" {
					continue
				}
				out := filepath.Join(folder, "count.csv")
				failing := reload(columns + "\n" + test[0])
				failing[0].SQL = strings.Replace(failing[0].SQL, "ON_ERROR_STOP on", "ON_ERROR_STOP off", 1)
				must(t, e.run(t, folder, append(append(statements, failing...), statement{SQL: "SELECT sum(resolved_in_time) AS n, count(*) AS rows FROM " + e.ident(`ti"dy' \ x`), Out: out})))
				if _, rows := rowsOf(t, out); rows[0]["n"] != "17" || rows[0]["rows"] != "2" {
					t.Errorf("after %s: %v", name, rows)
				}
			}
		})
	}
}

// A table of dossiers is made and loaded twice; its figures are those of one.
func TestSQLReloadOfDossiers(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	const columns = "code,commune,received,due,result,state,fee"
	path := write(t, t.TempDir(), "list.csv", columns+"\n1,A,2025-09-01 08:00:00,2025-09-05 00:00:00,2025-09-04 09:30:00,done,true\n2,A,2025-09-02 08:00:00,2025-09-05 00:00:00,2025-09-08 10:00:00,done,false\n3,B,2025-09-02 00:00:00,2025-09-30 00:00:00,,open,\n")
	list := []string{"--from", "dossiers", "--columns", columns}
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			folder := t.TempDir()
			out := filepath.Join(folder, "out.csv")
			statements := e.ofTable(t, append(list, "--create")...)
			for range 2 {
				statements = append(statements, e.ofTable(t, append(list, "--reload", path)...)...)
			}
			figures := e.ofTable(t, append(list, "--as-of", "2025-09-20", "--period", "2025-09", "--by", "commune", "-k", "on_time")...)
			figures[0].Out = out
			must(t, e.run(t, folder, append(statements, figures...)))
			_, rows := rowsOf(t, out)
			var got []string
			for _, row := range rows {
				got = append(got, row["commune"]+" "+row["on_time_numerator"]+"/"+row["on_time_denominator"])
			}
			if text := strings.Join(got, "; "); text != "A 1/2; B 0/0;  1/2" {
				t.Errorf("figures %s", text)
			}
		})
	}
}
