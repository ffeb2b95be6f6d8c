package sqlgen_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/sqlgen"
)

var update = flag.Bool("update", false, "write the statements into testdata/sql")

// query is one over the built-in definitions.
func query(t *testing.T, dialect, table string, ids ...string) *sqlgen.Query {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err := sqlgen.ParseDialect(dialect)
	if err != nil {
		t.Fatal(err)
	}
	q := &sqlgen.Query{Dialect: d, Table: table, Measures: cat.Measures, By: []kpi.Dimension{kpi.ByDistrict}}
	for _, id := range ids {
		indicator, ok := cat.Indicator(id)
		if !ok {
			t.Fatalf("no indicator %s", id)
		}
		q.Indicators = append(q.Indicators, indicator)
	}
	return q
}

func statement(t *testing.T, q *sqlgen.Query) string {
	t.Helper()
	text, err := q.SQL()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// list is a table of dossiers of 20 October 2025, with some columns, or all without any.
func list(t *testing.T, columns string, rules ...string) *sqlgen.DossierTable {
	t.Helper()
	day, _ := kpi.NewDay(2025, 10, 20)
	l := &sqlgen.DossierTable{Scope: dossiers.Caseload, AsOf: day}
	if columns != "" {
		l.Columns = strings.Split(columns, ",")
	}
	var err error
	if l.Rules, err = dossiers.ParseRules(rules); err != nil {
		t.Fatal(err)
	}
	return l
}

// TestGoldens compares a statement with every kind of measure, over a table with
// few columns, as each dialect writes it; one over a table with all columns; and both over
// dossiers.
func TestGoldens(t *testing.T) {
	for _, dialect := range sqlgen.Dialects() {
		few := query(t, dialect, "cchc.tidy", "on_time_766", "late", "deadline_cut")
		few.Columns = strings.Split("period,district,commune,level,things,day_kind,received,carried_over,caseload,resolved_early,resolved_on_time,resolved_late,pending_in_time,statutory_days,assigned_days", ",")
		all := query(t, dialect, "tidy", "on_time", "tasks_on_time")
		all.By = []kpi.Dimension{kpi.ByPeriod, kpi.ByCommune}
		all.Period = kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)}
		all.Units = []kpi.Unit{{District: "Cư M'gar"}, {Commune: "Cư M'gar"}, {District: "Bắc Sơn", Commune: `A\B`}}
		lists := query(t, dialect, "cchc.dossiers", "late")
		lists.Period = kpi.Period{From: kpi.NewMonth(2025, 8), To: kpi.NewMonth(2025, 12)}
		lists.List = list(t, "commune,received,due,result,handed,asked,supplied,receiving_commune", "due=time", "unit=receiving", "supplement=subtract")
		lists.List.Calendar.MonthEnds = 14
		tidy := query(t, dialect, "dossiers")
		tidy.Period = kpi.Period{From: kpi.NewMonth(2025, 8), To: kpi.NewMonth(2025, 9)}
		tidy.List = list(t, "")
		for name, q := range map[string]*sqlgen.Query{"few": few, "all": all, "dossiers": lists, "dossiers-tidy": tidy} {
			path := filepath.Join("../../testdata/sql", dialect+"-"+name+".sql")
			write := q.SQL
			if name == "dossiers-tidy" {
				write = q.Tidy
			}
			got, err := write()
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("%s is not what is written now: go test ./kpi/sqlgen -update\n%s", path, got)
			}
		}
	}
}

// A name is quoted as its database wants it, part by part.
func TestTableNames(t *testing.T) {
	for _, test := range []struct{ name, duckdb, postgres, clickhouse string }{
		{"tidy", `"tidy"`, `"tidy"`, `"tidy"`},
		{"cchc.tidy", `"cchc"."tidy"`, `"cchc"."tidy"`, `"cchc"."tidy"`},
		{"Bảng số", `"Bảng số"`, `"Bảng số"`, `"Bảng số"`},
		{`"a.b"."c""d"`, `"a.b"."c""d"`, `"a.b"."c""d"`, `"a.b"."c""d"`},
		{`a"b`, `"a""b"`, `"a""b"`, `"a""b"`},
		{`a\b'c`, `"a\b'c"`, `"a\b'c"`, `"a\\b'c"`},
		{`x"; DROP TABLE y; --`, `"x""; DROP TABLE y; --"`, `"x""; DROP TABLE y; --"`, `"x""; DROP TABLE y; --"`},
	} {
		for dialect, want := range map[string]string{"duckdb": test.duckdb, "postgres": test.postgres, "clickhouse": test.clickhouse} {
			got := statement(t, query(t, dialect, test.name, "late"))
			if !strings.Contains(got, "FROM "+want+" AS tidy\n") {
				t.Errorf("%s of %s: want FROM %s in\n%s", test.name, dialect, want, got)
			}
		}
	}
}

func TestTableNamesThatAreNone(t *testing.T) {
	for _, name := range []string{"", ".", "a.", ".a", "a..b", `""`, `"a`, `"a"b`, `"a".`, "a\nb", "a\x00"} {
		if text, err := query(t, "duckdb", name, "late").SQL(); err == nil {
			t.Errorf("%q is taken for a table:\n%s", name, text)
		}
	}
	long := strings.Repeat("ă", 32) // 64 bytes
	if _, err := query(t, "postgres", long, "late").SQL(); err == nil {
		t.Error("PostgreSQL would cut the name of the table")
	}
	if _, err := query(t, "duckdb", long, "late").SQL(); err != nil {
		t.Error(err)
	}
}

// A name of a unit is a text, whatever it holds.
func TestUnitNames(t *testing.T) {
	for dialect, want := range map[string]string{
		"duckdb":     `clashes."district" = 'M''gar\'' OR 1=1 --'`,
		"postgres":   `clashes."district" = E'M''gar\\'' OR 1=1 --'`,
		"clickhouse": `clashes."district" = 'M''gar\\'' OR 1=1 --'`,
	} {
		q := query(t, dialect, "tidy", "late")
		q.Units = []kpi.Unit{{District: `M'gar\' OR 1=1 --`}}
		if got := statement(t, q); !strings.Contains(got, "WHERE ("+want+")\n") {
			t.Errorf("%s: want %s in\n%s", dialect, want, got)
		}
	}
}

// A table that is made has a column of provinces, which a reload looks at, once and in its key.
func TestCreateHasProvinces(t *testing.T) {
	for _, columns := range [][]string{{"period", "commune", "resolved"}, {"period", "province", "commune", "resolved"}} {
		q := query(t, "postgres", "tidy", "late")
		q.Columns = columns
		got, err := q.Create()
		if err != nil || strings.Count(got, "\"province\" text,\n") != 1 || !strings.Contains(got, `UNIQUE NULLS NOT DISTINCT ("period", "province", "commune")`) {
			t.Errorf("of %v: %v\n%s", columns, err, got)
		}
	}
}

// A source of several lines stays a comment.
func TestSourcesStayComments(t *testing.T) {
	q := query(t, "duckdb", "tidy", "late")
	q.Indicators[0].Source.EN = "a\nDROP TABLE tidy;\r--\u2028b"
	want := "-- late = resolved_late; a\\u000aDROP TABLE tidy;\\u000d--\\u2028b\n"
	if got := statement(t, q); !strings.Contains(got, want) {
		t.Errorf("want %s in\n%s", want, got)
	}
}

// What the columns of a table cannot give is named: a whole may come from its
// column, or from all of its parts, and a part from its whole and the others.
func TestLacks(t *testing.T) {
	for columns, want := range map[string]string{
		"":                "",
		"period,caseload": "resolved_in_time,pending_in_time",
		"period,received,carried_over,resolved_early,resolved_on_time,pending_in_time": "",
		"period,received_online,received_offline,carried_over,resolved_in_time":        "pending_in_time",
		"period,caseload,resolved,resolved_late,pending,pending_overdue":               "",
		"period,caseload,resolved,pending,pending_overdue":                             "resolved_in_time",
		"period,received_online,received_direct,carried_over,resolved_early":           "resolved_in_time,pending_in_time,caseload",
	} {
		q := query(t, "duckdb", "tidy", "on_time_766")
		if columns != "" {
			q.Columns = strings.Split(columns, ",")
		}
		if got := strings.Join(q.Lacks(q.Indicators[0]), ","); got != want {
			t.Errorf("%s lacks %s, want %s", columns, got, want)
		}
		_, err := q.SQL()
		if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), strings.ReplaceAll(want, ",", ", ")) {
			t.Errorf("%s: %v", columns, err)
		}
	}
}

// What follows from others is written once: a whole gives a part what its other parts leave,
// which may be sums, and is never derived from that part again.
func TestDerivedColumns(t *testing.T) {
	const rest = `CASE WHEN %w >= %p THEN %w - %p END`
	left := func(whole, part string) string { return strings.NewReplacer("%w", whole, "%p", part).Replace(rest) }
	for columns, want := range map[string]string{
		"period,resolved,resolved_in_time":                  left(`source."resolved"`, `source."resolved_in_time"`) + ` AS "resolved_late"` + "\n",
		"period,resolved,resolved_early,resolved_on_time":   left(`source."resolved"`, `(source."resolved_early" + source."resolved_on_time")`) + ` AS "resolved_late"` + "\n",
		"period,resolved_late":                              `source."resolved_late"` + "\n",
		"period,resolved_in_time,resolved_late":             `source."resolved_late"` + "\n",
		"period,resolved,resolved_in_time,resolved_late":    `CASE WHEN source."resolved_late" IS NOT NULL THEN source."resolved_late" ELSE ` + left(`source."resolved"`, `source."resolved_in_time"`) + ` END AS "resolved_late"` + "\n",
		"period,resolved,resolved_on_time,resolved_in_time": left(`source."resolved"`, `source."resolved_in_time"`) + ` AS "resolved_late"` + "\n",
	} {
		q := query(t, "duckdb", "tidy", "late")
		q.Columns = strings.Split(columns, ",")
		text := statement(t, q)
		if !strings.Contains(text, "    "+want) {
			t.Errorf("%s: want %s in\n%s", columns, want, text)
		}
	}
}

// A list gives what its scope and its columns do.
func TestListLacks(t *testing.T) {
	for _, test := range []struct {
		scope           dossiers.Scope
		columns, id, is string
	}{
		{dossiers.Caseload, "", "on_time_766", ""},
		{dossiers.Caseload, "commune,received,due,result", "on_time", ""},
		{dossiers.Caseload, "commune,received,due,result", "online", "received_online"},
		{dossiers.ReceivedOnly, "", "online", ""},
		{dossiers.ReceivedOnly, "", "on_time", "resolved_in_time,resolved"},
		{dossiers.EndedOnly, "", "on_time", ""},
		{dossiers.Caseload, "", "deadline_cut", "statutory_days,assigned_days"},
	} {
		q := query(t, "duckdb", "dossiers", test.id)
		q.List = list(t, test.columns)
		q.List.Scope = test.scope
		if got := strings.Join(q.Lacks(q.Indicators[0]), ","); got != test.is {
			t.Errorf("a list of %d with %q lacks %q of %s, want %q", test.scope, test.columns, got, test.id, test.is)
		}
	}
}

// What is no statement is an error, not a wrong one.
func TestQueriesThatAreNone(t *testing.T) {
	none := query(t, "duckdb", "tidy")
	undated := query(t, "duckdb", "tidy", "late")
	undated.Columns = []string{"district", "resolved_late"}
	long := query(t, "postgres", "tidy", "late")
	long.Indicators[0].ID = strings.Repeat("a", 58)
	for _, q := range []*sqlgen.Query{none, undated, long} {
		if text, err := q.SQL(); err == nil {
			t.Errorf("no error, but\n%s", text)
		}
	}
	long.Indicators[0].ID = strings.Repeat("a", 57)
	if _, err := long.SQL(); err != nil {
		t.Error(err)
	}
	if _, err := sqlgen.ParseDialect("mysql"); err == nil {
		t.Error("mysql is a dialect")
	}
}

// Every column that clean writes beside measures is known.
func TestKeys(t *testing.T) {
	if keys := sqlgen.Keys(); !slices.Contains(keys, "things") || len(keys) != 9 {
		t.Errorf("keys %v", keys)
	}
}
