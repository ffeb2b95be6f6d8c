package main

import (
	"bytes"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// dataset is a ledger, the tidy table of it, and how a statement is asked for.
type dataset struct {
	name    string // of the table
	cat     *catalog.Catalog
	flags   []string // of the definitions
	ledger  *kpi.Ledger
	path    string // of the tidy table
	columns []string
}

// question is a statement and the scorecard that it must agree with.
type question struct {
	*dataset
	by     []kpi.Dimension
	period kpi.Period
	unit   string // "district" or "district/commune"
}

// groupings are the ways in which figures are asked for.
func groupings() [][]kpi.Dimension {
	return [][]kpi.Dimension{
		{kpi.ByProvince}, {kpi.ByDistrict}, {kpi.ByCommune}, {kpi.ByLevel}, {kpi.ByPeriod},
		{kpi.ByDistrict, kpi.ByPeriod}, {kpi.ByCommune, kpi.ByPeriod}, {kpi.ByLevel, kpi.ByProvince},
	}
}

// TestSQLAgreesWithScorecard runs the statements on real databases and compares
// every figure of every group.
func TestSQLAgreesWithScorecard(t *testing.T) {
	beyond(t, "KPI_ENGINES")
	var questions []question
	for n, d := range datasets(t) {
		questions = append(questions, d.questions(n)...)
	}
	questions = slices.DeleteFunc(questions, func(q question) bool { return len(q.selected().Entries) == 0 })
	for _, e := range engines(t) {
		t.Run(e.dialect, func(t *testing.T) { e.compare(t, questions) })
	}
}

// questions asks for half of the groupings, another half of each next dataset, and
// for some periods and units.
func (d *dataset) questions(n int) []question {
	var questions []question
	for i, by := range groupings() {
		if (i+n/2)%2 == 0 {
			questions = append(questions, question{dataset: d, by: by})
		}
	}
	quarter := kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 3)}
	by := [][]kpi.Dimension{{kpi.ByDistrict}, {kpi.ByCommune, kpi.ByPeriod}}[n%2]
	questions = append(questions, question{dataset: d, by: by, period: quarter})
	for _, u := range d.ledger.Units() {
		switch {
		case n%2 == 0 && u.District != "":
			return append(questions, question{dataset: d, by: []kpi.Dimension{kpi.ByLevel}, unit: u.District})
		case u.Commune != "" && u.District != "":
			return append(questions, question{dataset: d, by: []kpi.Dimension{kpi.ByCommune}, unit: u.District + "/" + u.Commune})
		}
	}
	return questions
}

// compare asks all questions in one run of the database.
func (e engine) compare(t *testing.T, questions []question) {
	folder := t.TempDir()
	out := func(n int) string { return filepath.Join(folder, fmt.Sprint(n, ".csv")) }
	statements := []statement{{SQL: e.version, Out: out(-1)}}
	loaded, texts := map[*dataset]bool{}, map[*dataset]bool{}
	for n, q := range questions {
		if !loaded[q.dataset] {
			loaded[q.dataset] = true
			texts[q.dataset] = e.dialect == "duckdb" || len(loaded)%3 == 0 // as all columns may be
			kind := func(column string) string {
				if i, ok := q.cat.Measures.Index(column); ok && !texts[q.dataset] {
					return q.cat.Measures.At(i).Of
				}
				return ""
			}
			statements = append(statements, e.load(e.ident(q.name), q.path, q.columns, kind)...)
		}
		statements = append(statements, statement{SQL: q.sql(t, e.dialect, texts[q.dataset]), Out: out(n)})
	}
	if err := e.run(t, folder, statements); err != nil {
		t.Fatal(err)
	}
	figures, null := 0, 0
	for n, q := range questions {
		all, unknown := q.compare(t, out(n))
		figures, null = figures+all, null+unknown
		if t.Failed() {
			t.Fatalf("table %s by %v, period %s, unit %q:\n%s", q.name, q.by, q.period, q.unit, q.sql(t, e.dialect, texts[q.dataset]))
		}
	}
	_, version := rowsOf(t, out(-1))
	t.Logf("%s: %d tables, %d statements, %d figures (%d NULL)", version[0]["version"], len(loaded), len(questions), figures, null)
	if null < 5000 || figures-null < 5000 {
		t.Errorf("%d figures compared, %d of them NULL: too few to tell", figures, null)
	}
}

// sql is the statement, as the program writes it.
func (q question) sql(t *testing.T, dialect string, texts bool) string {
	t.Helper()
	args := append([]string{"sql", "--dialect", dialect, "--table", `"` + strings.ReplaceAll(q.name, `"`, `""`) + `"`,
		"--columns", strings.Join(q.columns, ","), "-k", "all"}, q.flags...)
	for _, d := range q.by {
		args = append(args, "--by", d.String())
	}
	if !q.period.IsZero() {
		args = append(args, "--period", q.period.String())
	}
	if q.unit != "" {
		args = append(args, "--unit", q.unit)
	}
	if texts {
		args = append(args, "--texts")
	}
	code, out, errs := runKPI(t, args...)
	if code != exitDone || errs != "" {
		t.Fatalf("%v: exit code %d: %s", args, code, errs)
	}
	return out
}

// compare compares the rows of a statement with a scorecard, and returns how many
// figures these are, and how many are not known.
func (q question) compare(t *testing.T, path string) (figures, null int) {
	t.Helper()
	card, err := q.selected().Score(q.by, q.cat.Indicators, nil)
	if err != nil {
		t.Fatal(err)
	}
	columns, rows := rowsOf(t, path)
	got := map[string]map[string]string{}
	for _, row := range rows {
		got[q.key(row)] = row
	}
	if len(rows) != len(card.Rows)+1 || len(got) != len(rows) {
		t.Errorf("%d rows of %d groups, want %d", len(rows), len(got), len(card.Rows)+1)
		return 0, 0
	}
	for _, s := range append([]kpi.Score{card.Total}, card.Rows...) {
		key := "total"
		if s.Group != (kpi.Group{}) || len(s.Results) > 0 && &s.Results[0] != &card.Total.Results[0] {
			key = q.groupKey(s.Group)
		}
		row, ok := got[key]
		if !ok {
			t.Errorf("no row %q among %v", key, rows)
			continue
		}
		for i, d := range card.Indicators {
			for name, want := range expected(d, s.Results[i]) {
				if !slices.Contains(columns, name) {
					if s.Results[i].Known {
						t.Errorf("no column %s, but %q has it", name, key)
					}
					continue
				}
				figures++
				if want == "" {
					null++
				}
				if text, known := row[name]; !sameNumber(text, known, want) {
					t.Errorf("%s of %q is %q (%v), want %q", name, key, text, known, want)
				}
			}
		}
	}
	return figures, null
}

// selected is the part of the ledger that is asked for.
func (q question) selected() *kpi.Ledger {
	district, commune, _ := strings.Cut(q.unit, "/")
	dated := q.ledger.Select(func(e *kpi.Entry) bool { return q.period.IsZero() || q.period.Contains(e.Period) })
	return dated.OfUnits(func(u kpi.Unit) bool {
		return q.unit == "" || u.District == district && (commune == "" || u.Commune == commune)
	})
}

// keyNames returns the columns that identify the rows of a question.
func (q question) keyNames() []string {
	var names []string
	for _, d := range q.by {
		switch d {
		case kpi.ByDistrict:
			names = append(names, "province", "district")
		case kpi.ByCommune:
			names = append(names, "province", "district", "commune", "level")
		default:
			names = append(names, d.String())
		}
	}
	return names
}

func (q question) key(row map[string]string) string {
	if strings.HasPrefix(row["is_total"], "t") {
		return "total"
	}
	var parts []string
	for _, name := range q.keyNames() {
		parts = append(parts, row[name])
	}
	return strings.Join(parts, "|")
}

func (q question) groupKey(g kpi.Group) string {
	return q.key(map[string]string{"province": g.Province, "district": g.District, "commune": g.Commune, "level": g.Level.String(), "period": g.Period.String()})
}

// expected are the columns of an indicator; "" is NULL.
func expected(d kpi.Indicator, r kpi.Result) map[string]string {
	count := func(v int64) string {
		if !r.Known {
			return ""
		}
		return kpi.FormatCount(v, r.Ratio.Scale)
	}
	if d.Plain() {
		return map[string]string{d.ID + "_count": count(r.Ratio.Num)}
	}
	percent := ""
	if r.Defined() {
		percent = r.Ratio.Percent(6)
	}
	return map[string]string{d.ID + "_numerator": count(r.Ratio.Num), d.ID + "_denominator": count(r.Ratio.Den), d.ID + "_percent": percent}
}

func sameNumber(text string, known bool, want string) bool {
	if !known || want == "" {
		return !known && want == ""
	}
	a, okA := new(big.Rat).SetString(text)
	b, okB := new(big.Rat).SetString(want)
	return okA && okB && a.Cmp(b) == 0
}

// datasets are the example exports, and random ledgers with definitions of their
// own.
func datasets(t *testing.T) []*dataset {
	t.Helper()
	folder := t.TempDir()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all []*dataset
	for _, name := range []string{"exports", "article"} {
		d := &dataset{name: name, cat: cat, path: filepath.Join(folder, name+".csv")}
		if code, _, errs := runKPI(t, "clean", "../../testdata/"+name, "-o", d.path); code != exitDone {
			t.Fatal(errs)
		}
		s := &session{cat: cat, in: strings.NewReader("")}
		d.ledger = s.load(request{sets: [][]string{{"../../testdata/" + name}}})[0]
		all = append(all, d)
	}
	for seed := range uint64(12) {
		d := randomDataset(t, folder, seed)
		var b bytes.Buffer
		if err := render.Formats(render.Screen{}, "csv")[0].Render(&b, report.NewTidy(d.ledger, d.cat.Messages, kpi.English, false)); err != nil {
			t.Fatal(err)
		}
		d.path = write(t, folder, fmt.Sprint(seed, ".csv"), b.String())
		all = append(all, d)
	}
	for _, d := range all {
		data, err := os.ReadFile(d.path)
		if err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(string(data), "\n")
		d.columns = strings.Split(header, ",")
	}
	return all
}
