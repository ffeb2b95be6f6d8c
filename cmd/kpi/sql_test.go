package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSQLExitCodes: what cannot be written as SQL is a usage error, and prints
// nothing.
func TestSQLExitCodes(t *testing.T) {
	dir := t.TempDir()
	own := write(t, dir, "own.csv", "id,numerator,denominator,better,headline,label_vi,label_en,source\nmine,resolved_late,resolved,lower,yes,Tôi,Mine,me\n")
	help := "Run 'kpi sql --help' for usage."
	base := []string{"sql", "--dialect", "duckdb", "--table", "tidy"}
	for _, test := range []struct {
		name string
		args []string
		code int
		errs []string
	}{
		{"done", base, 0, nil},
		{"own definitions", append(base, "--indicators", own, "-k", "mine"), 0, nil},
		{"all", append(base, "-k", "all", "--columns", "period,district,commune,resolved,resolved_late"), 0, nil},
		{"first line of a tidy table", append(base, "--columns", "period,province,district,commune,level,things,day_kind,resolved_late,source_file,source_line", "-k", "late"), 0, nil},
		{"no table", base[:3], 4, []string{"--dialect (duckdb, postgres, clickhouse) and --table NAME are needed", help}},
		{"no dialect", []string{"sql", "--table", "tidy"}, 4, []string{"are needed", help}},
		{"unknown dialect", []string{"sql", "--table", "tidy", "--dialect", "mysql"}, 4, []string{"want duckdb, postgres, clickhouse", help}},
		{"a file", append(base, "tidy.csv"), 4, []string{"kpi sql needs no FILE: the table is named by --table", help}},
		{"no name of a table", []string{"sql", "--dialect", "duckdb", "--table", "a..b"}, 4, []string{`"a..b" is not the name of a table`, help}},
		{"unknown grouping", append(base, "--by", "town"), 4, []string{`"town" is not something to group by`, help}},
		{"unknown indicator", append(base, "-k", "ontime"), 4, []string{`no indicator "ontime"`, help}},
		{"indicator twice", append(base, "-k", "late,late"), 4, []string{"late is given twice", help}},
		{"unknown column", append(base, "--columns", "period,resolvd"), 4, []string{`--columns: "resolvd" is no column of a tidy table`, help}},
		{"no period", append(base, "--columns", "district,resolved_late", "-k", "late"), 4, []string{"the table has no column period", help}},
		{"counts that are not there", append(base, "--columns", "period,district,resolved_late", "-k", "on_time"), 4, []string{"on_time needs resolved_in_time, resolved, which the table does not have", help}},
		{"no counts at all", append(base, "--columns", "period,district"), 4, []string{"the table has the counts of no indicator", help}},
		{"bad period", append(base, "--period", "2024-13"), 4, []string{"not a period", help}},
		{"no unit", append(base, "--unit", "Bắc Sơn/"), 4, []string{"want DISTRICT, DISTRICT/COMMUNE, or COMMUNE", help}},
		{"create with indicators", append(base, "--create", "-k", "late"), 4, []string{"--create does not go with --indicator", help}},
		{"create a view", append(base, "--create", "--view", "v"), 4, []string{"--create does not go with --view", help}},
		{"create and reload", append(base, "--create", "--reload", "a.csv", "--period", "2024-06"), 4, []string{"--create does not go with --reload", help}},
		{"create without a period", append(base, "--create", "--columns", "district,resolved"), 4, []string{"the table has no column period", help}},
		{"reload without a period", append(base, "--reload", "a.csv"), 4, []string{"--reload needs --period", help}},
		{"reload of nothing", append(base, "--reload", "", "--period", "2024-06"), 4, []string{"--view and --reload need a name", help}},
		{"reload by district", append(base, "--reload", "a.csv", "--period", "2024-06", "--by", "level"), 4, []string{"--reload does not go with --by", help}},
		{"reload of a month of dossiers", append(base, "--from", "dossiers", "--reload", "a.csv", "--period", "2024-06"), 4, []string{"--reload does not go with --period", help}},
		{"reload of many files", append(base, "--reload", "*.csv", "--period", "2024-06"), 4, []string{`duckdb cannot read a file of the name "*.csv"`, help}},
		{"reload of two lines", append(base, "--reload", "a\n.csv", "--period", "2024-06"), 4, []string{"cannot read a file of the name", help}},
		{"no name of a view", append(base, "--view", "a..b"), 4, []string{`"a..b" is not the name of a table`, help}},
		{"output in no folder", append(base, "-o", filepath.Join(dir, "no", "x.sql")), 4, []string{"writing"}},
		{"output over what was read", append(base, "--indicators", own, "-o", own), 4, []string{"would overwrite what was read"}},
		{"definitions not found", append(base, "--measures", filepath.Join(dir, "none.csv")), 4, []string{"reading", "none.csv"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, out, errs := runKPI(t, test.args...)
			if code != test.code || (code == 0) != strings.HasPrefix(out, "-- Indicators by district") || code == 0 && errs != "" {
				t.Errorf("exit code %d, want %d; standard output %.40q, standard error %q", code, test.code, out, errs)
			}
			for _, want := range test.errs {
				if !strings.Contains(errs, want) {
					t.Errorf("standard error lacks %q:\n%s", want, errs)
				}
			}
		})
	}
}

// Without -k the headline indicators are left out, and named, whose counts the
// table does not have.
func TestSQLLeavesOut(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	code, out, errs := runKPI(t, "sql", "--dialect", "postgres", "--table", "tidy", "--columns", "period,district,commune,received,received_online,statutory_days,assigned_days")
	if code != 0 || !strings.Contains(out, `"online_percent"`) || !strings.Contains(out, `"deadline_cut_percent"`) || strings.Contains(out, "digitised") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	for _, want := range []string{`note indicator-absent: "On time of resolved" is left out: the table has no column "Resolved early or on time", "Resolved"`, `"Digitised" is left out`} {
		if !strings.Contains(errs, want) {
			t.Errorf("standard error lacks %q:\n%s", want, errs)
		}
	}
}

// A unit is meant in the ways that its name can be; the text is made what clean
// writes.
func TestSQLUnits(t *testing.T) {
	_, out, _ := runKPI(t, "sql", "--dialect", "duckdb", "--table", "tidy", "-k", "late", "--unit", " Ba\u0306\u0301c  Sơn", "--unit", "A / B")
	want := `  WHERE (clashes."district" = 'Bắc Sơn'
      OR clashes."district" = '' AND clashes."commune" = 'Bắc Sơn'
      OR clashes."district" = 'A' AND clashes."commune" = 'B')
`
	if !strings.Contains(out, want) {
		t.Errorf("want\n%s\nin\n%s", want, out)
	}
}

// The statement goes to a file whole, the same as to standard output.
func TestSQLOutput(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.sql")
	args := []string{"sql", "--dialect", "clickhouse", "--table", "a.b", "--by", "period", "--by", "level", "--period", "2024-Q1"}
	_, out, _ := runKPI(t, args...)
	code, none, errs := runKPI(t, append(args, "-o", path)...)
	data, err := os.ReadFile(path)
	if err != nil || code != 0 || none != "" || errs != "" || string(data) != out {
		t.Errorf("%v, exit code %d, %q, %q:\n%s", err, code, none, errs, data)
	}
}

// Help explains the flags and the columns of the result.
func TestSQLHelp(t *testing.T) {
	_, out, _ := runKPI(t, "sql", "--help")
	for _, want := range []string{"--dialect duckdb|postgres|clickhouse", "--columns LIST", "--table NAME", "ID_numerator, ID_denominator and", "is_total", "-o, --output FILE", "--unit NAME", "(default [district])"} {
		if !strings.Contains(out, want) {
			t.Errorf("help lacks %q:\n%s", want, out)
		}
	}
	if _, out, _ = runKPI(t, "--help"); !strings.Contains(out, "  sql         ") {
		t.Errorf("help lacks the command:\n%s", out)
	}
}
