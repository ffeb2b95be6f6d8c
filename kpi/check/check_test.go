package check_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/dates"
)

// book makes a ledger of small files. Each file is its columns and its rows:
//
//	"received, resolved",
//	"2024-06 Tràng Định/Chi Lăng 5 3",
//	"2024-06 Tràng Định 7 ?",
//
// A row is a period (- for none), a unit with its spaces written as _, and the
// counts, with ? for a blank. "Lạng Sơn:Tràng Định" has its province, "Lạng Sơn:" is it,
// and "Tràng Định/" has a blank for the commune. The header is line 1 of its file; the
// files are a.csv, b.csv and so on.
func book(t *testing.T, c *catalog.Catalog, files ...[]string) *kpi.Ledger {
	t.Helper()
	var list []kpi.File
	var entries []*kpi.Entry
	for n, lines := range files {
		file := kpi.File{Name: string(rune('a'+n)) + ".csv", Header: 1}
		for i, id := range strings.Split(lines[0], ", ") {
			measure, ok := c.Measures.Index(id)
			if !ok {
				t.Fatalf("no measure %q", id)
			}
			file.Columns = append(file.Columns, kpi.Column{Measure: measure, Number: i + 3, Header: id})
		}
		list = append(list, file)
		for i, line := range lines[1:] {
			e := row(t, c, file, line)
			e.Origins = []kpi.Origin{{File: n, Line: i + 2, Rows: 1, Blank: strings.HasSuffix(strings.Fields(line)[1], "/")}}
			entries = append(entries, e)
		}
	}
	ledger, err := kpi.NewLedger(c.Measures, list, entries)
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

// row reads one row of a small file.
func row(t *testing.T, c *catalog.Catalog, file kpi.File, line string) *kpi.Entry {
	t.Helper()
	cells := strings.Fields(line)
	if len(cells) != len(file.Columns)+2 {
		t.Fatalf("%q has not %d counts", line, len(file.Columns))
	}
	province, names, hasProvince := strings.Cut(strings.ReplaceAll(cells[1], "_", " "), ":")
	if !hasProvince {
		province, names = "", province
	}
	district, commune, _ := strings.Cut(names, "/")
	e := &kpi.Entry{Unit: kpi.Unit{Province: province, District: district, Commune: commune, Level: kpi.District}, Tally: kpi.NewTally(c.Measures.Len())}
	if commune != "" {
		e.Unit.Level = kpi.Commune
	}
	if text := strings.Trim(cells[0], "-"); text != "" {
		var err error
		if e.Period, _, err = dates.Parse(text, kpi.Calendar{}); err != nil {
			t.Fatal(err)
		}
	}
	for i, column := range file.Columns {
		if cells[i+2] == "?" {
			e.Tally.Lack(column.Measure)
			continue
		}
		count, err := strconv.ParseInt(cells[i+2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Tally.Give(column.Measure, count); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

// definitions returns the indicators of some ids.
func definitions(t testing.TB, c *catalog.Catalog, ids ...string) []kpi.Indicator {
	t.Helper()
	var list []kpi.Indicator
	for _, id := range ids {
		d, ok := c.Indicator(id)
		if !ok {
			t.Fatalf("no indicator %q", id)
		}
		list = append(list, d)
	}
	return list
}

// findings applies the rules, and writes what they find as it is printed.
func findings(t *testing.T, c *catalog.Catalog, l *kpi.Ledger, ids ...string) []string {
	t.Helper()
	return texts(t, c, check.Ledger(l, definitions(t, c, ids...), kpi.Period{}, nil))
}

// texts judges findings, sorts them and writes them.
func texts(t *testing.T, c *catalog.Catalog, list []kpi.Finding) []string {
	t.Helper()
	c.Messages.Judge(list, nil, false)
	kpi.SortFindings(list)
	var texts []string
	for _, f := range list {
		message, _ := c.Messages.Message(f, kpi.English)
		texts = append(texts, fmt.Sprintf("%s: %s %s: %s", f.Place, f.Severity, f.Code, message))
		for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
			if message, remedy := c.Messages.Message(f, lang); message == "" || strings.ContainsAny(message+remedy, "{}") {
				t.Errorf("%s in %s: %q, %q", f.Code, lang, message, remedy)
			}
		}
	}
	return texts
}

func wantFindings(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// everyHeadline is the indicators that a run is about unless others are asked for.
func everyHeadline(c *catalog.Catalog) []string {
	var ids []string
	for _, d := range c.Indicators {
		if d.Headline {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// Counts that add up, in several files, have no findings.
func TestCleanLedger(t *testing.T) {
	c := load(t)
	l := book(t, c,
		[]string{"received_online, received_direct, received_postal, carried_over, resolved_early, resolved_on_time, resolved_late, pending_in_time, pending_overdue, returned",
			"2024-05 Tràng_Định          50 10 2 3  40 10 5  4 1  5",
			"2024-05 Tràng_Định/Chi_Lăng 20 0 0 0   10 5 0   5 0  0",
			"2024-05 Tràng_Định/Đề_Thám  1 1 1 1    1 1 1    1 0  0",
			"2024-06 Tràng_Định          40 10 0 5  30 10 5  5 5  0",
			"2024-06 Tràng_Định/Chi_Lăng 20 0 0 5   20 5 0   0 0  0",
			"2024-06 Tràng_Định/Đề_Thám  0 0 0 1    0 0 1    0 0  0"},
		[]string{"received, resolved, fee_bearing, paid_online, digitised_eligible, digitised",
			"2024-05 Tràng_Định          62 55 10 9 20 20",
			"2024-05 Tràng_Định/Chi_Lăng 20 15 0 0 1 0",
			"2024-05 Tràng_Định/Đề_Thám  3 3 1 1 0 0",
			"2024-06 Tràng_Định          50 45 5 0 9 9",
			"2024-06 Tràng_Định/Chi_Lăng 20 25 3 3 4 4",
			"2024-06 Tràng_Định/Đề_Thám  0 1 0 0 0 0"},
		[]string{"statutory_days, assigned_days, procedures", "2024-05..2024-06 Tràng_Định 40 30 2", "- Bắc_Sơn 10 9 1"},
		[]string{"tasks_assigned, tasks_on_time", "2024-H1 Văn_Lãng 17 15"},
	)
	wantFindings(t, findings(t, c, l, everyHeadline(c)...))
}

// Nothing at all is clean too.
func TestEmptyLedger(t *testing.T) {
	c := load(t)
	l, err := kpi.NewLedger(c.Measures, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantFindings(t, findings(t, c, l, everyHeadline(c)...))
}
