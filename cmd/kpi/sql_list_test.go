package main

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi/sqlgen"
)

// What cannot be counted is a usage error, and prints nothing.
func TestSQLListExitCodes(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	table := []string{"sql", "--dialect", "duckdb", "--table", "dossiers"}
	lists := slices.Clip(append(table, "--from", "dossiers", "--as-of", "2025-10-20", "--period", "2025-Q4"))
	help := "Run 'kpi sql --help' for usage."
	for _, test := range []struct {
		name        string
		args        []string
		code        int
		start, errs string
	}{
		{"done", append(lists, "-k", "on_time"), 0, "-- Indicators by district of 2025-Q4", ""},
		{"tidy", append(lists, "--tidy", "--rule", "766,due=day", "--list-of", "ended", "--month-ends", "14", "--columns", "commune,received,result"), 0, "-- The tidy table of 2025-Q4", ""},
		{"tidy without a list", append(table, "--tidy"), 4, "", "--tidy needs --from dossiers"},
		{"rule without a list", append(table, "--rule", "due=time"), 4, "", "--rule needs --from dossiers"},
		{"months without a list", append(table, "--month-ends", "14"), 4, "", "--month-ends needs --from dossiers"},
		{"indicators of a tidy table", append(lists, "--tidy", "-k", "on_time"), 4, "", "--indicator is of indicators, which --tidy does not print"},
		{"no day", append(table, "--from", "dossiers", "--period", "2025-Q4"), 4, "", "single dossiers need --as-of DAY and --period PERIOD"},
		{"no period", append(table, "--from", "dossiers", "--as-of", "2025-10-20"), 4, "", "single dossiers need --as-of DAY and --period PERIOD"},
		{"no day of the calendar", append(lists, "--as-of", "2025-10-32"), 4, "", "want a day such as 2025-09-30"},
		{"the number of a day", append(lists, "--as-of", "45930"), 4, "", "want a day such as 2025-09-30"},
		{"period to come", append(lists, "--period", "2025-11"), 4, "", "2025-11 begins after 2025-10-20"},
		{"open dossiers of other months", append(lists, "--list-of", "open", "--period", "2025-Q3", "--tidy"), 4, "", "open dossiers give only the month of their day, 2025-10"},
		{"no months", append(lists, "--month-ends", "29"), 4, "", "--month-ends 29: want a day from 1 to 28"},
		{"no rule", append(lists, "--rule", "due=hour"), 4, "", "--rule: no rule due=hour: want one of due=day, due=time"},
		{"no column", append(lists, "--columns", "commune,recieved"), 4, "", `--columns: "recieved" is no column of a table of dossiers`},
		{"no receipt", append(lists, "--columns", "commune,due,result", "--tidy"), 4, "", "the table has no column received"},
		{"no receiving unit", append(lists, "--columns", "commune,received", "--rule", "unit=receiving", "--tidy"), 4, "", "the table has no column receiving_..."},
		{"indicator of other lists", append(lists, "-k", "deadline_cut"), 4, "", "deadline_cut needs statutory_days, assigned_days, which the table does not have"},
	} {
		code, out, errs := runKPI(t, test.args...)
		isRefused := out == "" && strings.Contains(errs, test.errs) && strings.Contains(errs, help)
		if code != test.code || code == 0 && (errs != "" || !strings.HasPrefix(out, test.start)) || code != 0 && !isRefused {
			t.Errorf("%s: exit code %d, want %d; standard output %.40q, standard error %q", test.name, code, test.code, out, errs)
		}
	}
}

// Help has every column that a table of dossiers may have, and completion its words.
func TestSQLListWords(t *testing.T) {
	_, out, _ := runKPI(t, "sql", "--help")
	for _, c := range sqlgen.ListColumns() {
		if !strings.HasPrefix(c.Name, "receiving_") && !strings.Contains(out, c.Name) {
			t.Errorf("help lacks %s:\n%s", c.Name, out)
		}
	}
	if words, _ := completed(t, "sql", "--from", "dossiers", "--columns", "received,du"); strings.Join(words, " ") != "received,due" {
		t.Errorf("columns %v", words)
	}
	if words, _ := completed(t, "sql", "--list-of", ""); strings.Join(words, " ") != "caseload received ended open late" {
		t.Errorf("scopes %v", words)
	}
}
