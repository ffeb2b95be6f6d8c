package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
	"cchc/kpi/sqlgen"
)

// loadList makes the table dossiers, with its types, of a CSV.
func (e engine) loadList(t *testing.T, folder string, columns []string, text string) []statement {
	statements := e.load("texts", write(t, folder, "dossiers.csv", text), columns, func(string) string { return "" })
	types := map[string][3]string{"duckdb": {"", "TIMESTAMP", "BOOLEAN"}, "postgres": {"", "timestamp", "boolean"}, "clickhouse": {" ENGINE = Memory", "Nullable(DateTime)", "Nullable(Bool)"}}[e.dialect]
	var list []string
	for _, name := range columns {
		expr := "nullif(" + name + ", '')"
		switch {
		case slices.Contains(momentColumns(), name):
			expr = "CAST(" + expr + " AS " + types[1] + ")"
		case slices.Contains(flagColumns(), name):
			expr = "CAST(" + expr + " AS " + types[2] + ")"
		}
		list = append(list, expr+" AS "+name)
	}
	return append(statements, statement{SQL: "CREATE TABLE dossiers" + types[0] + " AS SELECT " + strings.Join(list, ", ") + " FROM texts"})
}

// listQuestion is a statement over dossiers, and how they are counted.
type listQuestion struct {
	rules     []string
	scope     dossiers.Scope
	monthEnds int
	columns   []string
}

// listQuestions ask for every switch, scope and calendar.
func listQuestions(columns []string) (all []listQuestion) {
	rules := [][]string{nil, {"766"}, {"due=time", "no-due=early", "channel=direct", "end=handed", "returned=resolved", "paused=pending", "last-day=overdue", "unit=receiving", "supplement=subtract"}}
	for _, s := range dossiers.Switches() {
		for _, value := range s.Values[1:] {
			rules = append(rules, []string{s.ID + "=" + value})
		}
	}
	for _, ends := range []int{0, 14} {
		for _, r := range rules {
			all = append(all, listQuestion{r, dossiers.Caseload, ends, columns})
		}
		for scope := dossiers.ReceivedOnly; scope <= dossiers.LateOnly; scope++ {
			all = append(all, listQuestion{nil, scope, ends, columns})
		}
	}
	few := []string{"commune", "received", "due", "result", "paid", "electronic"}
	return append(all, listQuestion{nil, dossiers.Caseload, 0, few}, listQuestion{[]string{"channel=direct", "supplement=subtract", "due=time"}, dossiers.Caseload, 14, append(few, "channel")})
}

// The day of the list, and the months that are asked for.
func listDay() kpi.Day { day, _ := kpi.NewDay(2025, 9, 20); return day }

const listPeriod = "2025-03..2025-11"

func (q *listQuestion) args(dialect string, more ...string) []string {
	args := []string{"sql", "--from", "dossiers", "--dialect", dialect, "--table", "dossiers", "--as-of", listDay().String(), "--period", listPeriod,
		"--list-of", dossiers.Scopes()[q.scope], "--month-ends", fmt.Sprint(q.monthEnds), "--columns", strings.Join(q.columns, ",")}
	for _, rule := range q.rules {
		args = append(args, "--rule", rule)
	}
	return append(args, more...)
}

// has reports whether the table of the question has a column.
func (q *listQuestion) has(column string) bool { return slices.Contains(q.columns, column) }

// counted is what a dossier is without the columns that the table does not have.
func (q *listQuestion) counted(l listed) (unit [4]string, d dossiers.Dossier) {
	unit = l.unit
	if slices.Contains(q.rules, "unit=receiving") && l.receiving != [4]string{} {
		unit = l.receiving
	}
	for i, name := range []string{"province", "district", "commune", "level"} {
		if !q.has(name) {
			unit[i] = ""
		}
	}
	for i, m := range l.moments() {
		if !q.has(momentColumns()[i]) {
			*m = 0
		}
	}
	for i, f := range l.flags() {
		if !q.has(flagColumns()[i]) {
			*f = dossiers.NotAsked
		}
	}
	if !q.has("state") {
		l.dossier.State = dossiers.NotGiven
	}
	if !q.has("channel") {
		l.dossier.Channel = dossiers.NoChannel
	}
	return unit, l.dossier
}

// want counts dossiers in Go: by unit and month, each measure that is known.
func (q *listQuestion) want(t *testing.T, cat *catalog.Catalog, all []listed) map[string]map[string]int64 {
	t.Helper()
	rules, err := dossiers.ParseRules(q.rules)
	if err != nil {
		t.Fatal(err)
	}
	c := dossiers.NewCounter(rules, kpi.Calendar{MonthEnds: q.monthEnds}, listDay())
	tallies := map[[4]string]map[kpi.Month]*dossiers.Tally{}
	for _, l := range all {
		unit, d := q.counted(l)
		c.Count(&d, func(m kpi.Month, p dossiers.Part) {
			if tallies[unit] == nil {
				tallies[unit] = map[kpi.Month]*dossiers.Tally{}
			}
			if tallies[unit][m] == nil {
				tallies[unit][m] = &dossiers.Tally{}
			}
			tallies[unit][m][p]++
		})
	}
	holds := dossiers.Holds{Scope: q.scope, Channel: q.has("channel"), Fee: q.has("fee"), Paid: q.has("paid"), Digitised: q.has("digitised"), Reused: q.has("reused"), Electronic: q.has("electronic")}
	period, _, _ := dates.Parse(listPeriod, kpi.Calendar{})
	want, ms := map[string]map[string]int64{}, dossiers.NewMeasures(cat.Measures)
	for unit, months := range tallies {
		for m := period.From; m <= min(period.To, c.Last()); m++ {
			if q.scope == dossiers.OpenOnly && m < c.Last() {
				continue
			}
			tally, given := months[m], kpi.NewTally(cat.Measures.Len())
			if tally == nil {
				tally = &dossiers.Tally{}
			}
			ms.Give(holds.Gives(m == c.Last()), tally, &given)
			row := map[string]int64{}
			for i := range cat.Measures.Len() {
				if n, isKnown := given.Value(i); isKnown {
					row[cat.Measures.At(i).ID] = n
				}
			}
			want[strings.Join(append(unit[:], m.String()), "|")] = row
		}
	}
	return want
}

// compare compares the rows of a statement with what is wanted, and returns how many counts
// are known, and how many are not.
func (q *listQuestion) compare(t *testing.T, path string, want map[string]map[string]int64) (known, null int) {
	t.Helper()
	columns, rows := rowsOf(t, path)
	got := map[string]map[string]string{}
	for _, row := range rows {
		got[strings.Join([]string{row["province"], row["district"], row["commune"], row["level"], row["period"]}, "|")] = row
	}
	if len(got) != len(rows) || len(got) != len(want) {
		t.Errorf("%d rows of %d units and months, want %d: %q and %q", len(rows), len(got), len(want), slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		return
	}
	for key, counts := range want {
		for id, n := range counts {
			if text := got[key][id]; text != fmt.Sprint(n) {
				t.Errorf("%s of %s is %q, want %d", id, key, text, n)
			}
			known++
		}
		for _, id := range columns {
			if _, isText := got[key][id]; isText && !slices.Contains(sqlgen.Keys(), id) {
				if _, isKnown := counts[id]; !isKnown {
					t.Errorf("%s of %s is %q, want NULL", id, key, got[key][id])
				}
			} else if !isText {
				null++
			}
		}
	}
	return known, null
}

// TestSQLListAgreesWithCounter: the tidy table that a statement makes of dossiers has the
// counts of Go in every unit, month and measure, by every switch, scope and calendar; and
// the indicators over dossiers are those over that table.
func TestSQLListAgreesWithCounter(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	t.Setenv("LC_ALL", "C")
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := randomListed(1)
	columns, text := table(all)
	questions := listQuestions(columns)
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			folder := t.TempDir()
			out := func(name string, n int) string { return filepath.Join(folder, fmt.Sprint(name, n, ".csv")) }
			statements := e.loadList(t, folder, columns, text)
			for n, q := range questions {
				tidy := sqlText(t, q.args(e.dialect, "--tidy")...)
				statements = append(statements, statement{SQL: tidy, Out: out("tidy", n)})
				if n%4 != 0 || q.scope != dossiers.Caseload {
					continue
				}
				memory := map[string]string{"clickhouse": " ENGINE = Memory"}[e.dialect]
				made := fmt.Sprint("tidy", n)
				statements = append(statements, statement{SQL: "CREATE TABLE " + made + memory + " AS\n" + tidy},
					statement{SQL: sqlText(t, q.args(e.dialect, "--by", "district", "--by", "period")...), Out: out("own", n)},
					statement{SQL: sqlText(t, "sql", "--dialect", e.dialect, "--table", made, "--by", "district", "--by", "period", "--period", listPeriod, "--columns", tidyColumns(tidy)), Out: out("over", n)})
			}
			if err := e.run(t, folder, statements); err != nil {
				t.Fatal(err)
			}
			known, null := 0, 0
			for n, q := range questions {
				k, o := q.compare(t, out("tidy", n), q.want(t, cat, all))
				known, null = known+k, null+o
				if t.Failed() {
					t.Fatalf("%+v", q)
				}
				if n%4 != 0 || q.scope != dossiers.Caseload {
					continue
				}
				own, err1 := os.ReadFile(out("own", n))
				over, err2 := os.ReadFile(out("over", n))
				if err1 != nil || err2 != nil || string(own) != string(over) || strings.Count(string(own), "\n") < 2 {
					t.Fatalf("%+v: %v, %v\n%s\nover the tidy table\n%s", q, err1, err2, own, over)
				}
			}
			t.Logf("%s: %d statements, %d counts, %d NULL", e.dialect, len(questions), known, null)
			if known < 10_000 || null < 10_000 {
				t.Errorf("%d counts, %d not known: too few to tell", known, null)
			}
		})
	}
}

// tidyColumns are the columns of the result of a statement: the names of its last SELECT.
func tidyColumns(sql string) string {
	_, last, _ := strings.Cut(sql, "\nSELECT\n")
	last, _, _ = strings.Cut(last, "\nFROM ")
	var names []string
	for line := range strings.SplitSeq(last, "\n") {
		parts := strings.Split(line, `"`)
		names = append(names, parts[len(parts)-2])
	}
	return strings.Join(names, ",")
}

// sqlText is a statement, as the program writes it.
func sqlText(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := runKPI(t, args...)
	if code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs)
	}
	return out
}

// What is no dossier is an error of the database, which quotes nothing of it; days without
// minutes, of their own type, are days.
func TestSQLListRefuses(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	columns := []string{"commune", "state", "channel", "received", "due", "result"}
	good := strings.Join(columns, ",") + "\nXã A,done,online,2025-08-28,2025-09-04,2025-09-05\nXã A,,postal,2025-09-01,2025-09-09,\nXã A,new,,,,\n"
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) {
			memory, day := map[string]string{"clickhouse": " ENGINE = Memory"}[e.dialect], map[string]string{"clickhouse": "Nullable(Date)"}[e.dialect]
			if day == "" {
				day = "DATE"
			}
			on := func(text string) (map[string]string, error) {
				folder := t.TempDir()
				out := filepath.Join(folder, "out.csv")
				statements := append(e.load("texts", write(t, folder, "texts.csv", text), columns, func(string) string { return "" }),
					statement{SQL: "CREATE TABLE dossiers" + memory + " AS SELECT commune, state, channel, CAST(nullif(received, '') AS " + day + ") AS received, CAST(nullif(due, '') AS " + day + ") AS due, CAST(nullif(result, '') AS " + day + ") AS result FROM texts"},
					statement{SQL: sqlText(t, "sql", "--from", "dossiers", "--dialect", e.dialect, "--table", "dossiers", "--as-of", "30/9/2025", "--period", "2025-09", "--rule", "due=time", "--tidy", "--columns", strings.Join(columns, ",")), Out: out})
				if err := e.run(t, folder, statements); err != nil {
					return nil, err
				}
				_, rows := rowsOf(t, out)
				if len(rows) != 1 {
					t.Fatalf("%d rows", len(rows))
				}
				return rows[0], nil
			}
			got, err := on(good)
			want := map[string]string{"period": "2025-09", "commune": "Xã A", "things": "dossiers", "received_online": "0", "received_direct": "0", "received_postal": "1", "carried_over": "1",
				"resolved_early": "0", "resolved_on_time": "0", "resolved_late": "1", "returned": "0", "pending_in_time": "0", "pending_overdue": "1", "paused": "0"}
			if err != nil || !maps.Equal(got, want) {
				t.Errorf("%v: %v, want %v", err, got, want)
			}
			for _, cell := range [][3]string{
				{",done,", ",Nông Thị Hoa,", "not a state of a dossier"},
				{",postal,", ",Nông Thị Hoa,", "not a channel of a dossier"},
				{"2025-09-01", "", "a dossier without a day of receipt"},
				{"2025-09-05", "2025-08-27", "a dossier that ended before its receipt"},
				{"2025-08-28,2025-09-04,2025-09-05", "2025-08-28,2025-09-04,2025-07-05", "a dossier that ended before its receipt"},
			} {
				got, err := on(strings.Replace(good, cell[0], cell[1], 1))
				if err == nil || !strings.Contains(err.Error(), cell[2]) || strings.Contains(err.Error(), "Nông") {
					t.Errorf("%q: %v, %v", cell[1], err, got)
				}
			}
		})
	}
}
