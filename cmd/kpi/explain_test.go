package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/report"
)

// explainedCells reads an explanation as CSV: the sums of its sides in half units, and
// the number of cells of each.
func explainedCells(t *testing.T, args ...string) (sums map[string]int64, cells map[string]int) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(output(t, append([]string{"explain", "-f", "csv"}, args...)...))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sums, cells = map[string]int64{}, map[string]int{}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[14])
		if err != nil {
			t.Fatal(err)
		}
		cells[row[0]] += n
		if row[0] == "missing" {
			continue
		}
		value, err := strconv.ParseFloat(row[15], 64)
		if err != nil {
			t.Fatalf("%q: %v", row, err)
		}
		sign, _ := strconv.ParseInt(row[2], 10, 64)
		sums[row[0]] += sign * int64(2*value)
	}
	return sums, cells
}

// reportedFigures are the rows of a report in JSON.
type reportedFigures struct {
	Rows []struct {
		District, Commune string
		Indicators        map[string]*struct{ Numerator, Denominator float64 }
	}
	Total struct {
		Indicators map[string]*struct{ Numerator, Denominator float64 }
	}
}

// reported runs a report.
func reported(t *testing.T, args ...string) (r reportedFigures) {
	t.Helper()
	if err := json.Unmarshal([]byte(output(t, append([]string{"report", "-k", "all", "-f", "json"}, args...)...)), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Of every district, many communes and every indicator, the cells of an explanation add up
// to the two sums of the report, with all cells shown and with some left out. Without
// KPI_EXHAUSTIVE one district and few communes are tried.
func TestExplainedCellsAddUp(t *testing.T) {
	t.Chdir("../../testdata")
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	figures := 0
	check := func(where string, indicators map[string]*struct{ Numerator, Denominator float64 }, args ...string) {
		for _, d := range cat.Indicators {
			command := append([]string{d.ID, "exports"}, args...)
			if figures%2 == 0 {
				command = append(command, "--all")
			}
			sums, cells := explainedCells(t, command...)
			f := indicators[d.ID]
			if f == nil {
				if cells["numerator"] > 0 && cells["denominator"] > 0 && sums["denominator"] != 0 {
					t.Errorf("%s of %s: no figure, but %v", d.ID, where, sums)
				}
				continue
			}
			figures++
			if sums["numerator"] != int64(2*f.Numerator) || sums["denominator"] != int64(2*f.Denominator) {
				t.Errorf("%s of %s: cells add up to %v half units, want %v / %v", d.ID, where, sums, f.Numerator, f.Denominator)
			}
		}
	}
	districts, every := 1, 60 // each figure is a run of the program
	if os.Getenv("KPI_EXHAUSTIVE") != "" {
		districts, every = 3, 3
	}
	all := reported(t, "exports")
	check("all", all.Total.Indicators)
	for _, row := range all.Rows[:districts] {
		check(row.District, row.Indicators, "--unit", row.District)
	}
	for n, row := range reported(t, "exports", "--by", "commune", "--period", "2024-Q2").Rows {
		if row.Commune != "" && n%every == 0 {
			check(row.Commune, row.Indicators, "--unit", row.District+"/"+row.Commune, "--period", "2024-Q2")
		}
	}
	for _, level := range []string{"district", "commune"} {
		for _, row := range reported(t, "exports", "--by", "district", "--by", "level").Rows[:1] {
			check(row.District+" "+level, levelRow(t, row.District, level), "--unit", row.District, "--level", level)
		}
	}
	if figures < 60 {
		t.Errorf("only %d figures", figures)
	}
}

// levelRow returns the figures of one level of a district.
func levelRow(t *testing.T, district, level string) map[string]*struct{ Numerator, Denominator float64 } {
	t.Helper()
	var r struct {
		Rows []struct {
			District, Level string
			Indicators      map[string]*struct{ Numerator, Denominator float64 }
		}
	}
	if err := json.Unmarshal([]byte(output(t, "report", "-k", "all", "-f", "json", "exports", "--by", "district", "--by", "level")), &r); err != nil {
		t.Fatal(err)
	}
	for _, row := range r.Rows {
		if row.District == district && row.Level == level {
			return row.Indicators
		}
	}
	t.Fatalf("no row of %s, %s", district, level)
	return nil
}

// Tràng Định has 23 units in 6 months: 138 cells of each part.
func TestExplainedCellsAreCounted(t *testing.T) {
	t.Chdir("../../testdata")
	_, cells := explainedCells(t, "on_time_received", "exports", "--unit", "Tràng Định")
	if cells["numerator"] != 2*138 || cells["denominator"] != 3*138 {
		t.Errorf("cells %v, want 276 and 414", cells)
	}
	sums, cells := explainedCells(t, "deadline_cut", "exports", "--unit", "Bắc Sơn", "--level", "district", "--all")
	if sums["numerator"] != 100 || sums["denominator"] != 304 || cells["numerator"] != 18 || cells["denominator"] != 9 {
		t.Errorf("half days %v of %v cells, want 50 of 152 days of 18 and 9", sums, cells)
	}
}

// A file that changes between the two readings leaves no figure.
func TestExplainChangedFile(t *testing.T) {
	path := write(t, t.TempDir(), "good.csv", small)
	o := &explainOptions{session: session{errw: io.Discard, output: outputFlags{color: &colorFlag{}, lang: &choice{}}}}
	o.session.input.encoding.value = "auto"
	if err := o.session.prepare(); err != nil {
		t.Fatal(err)
	}
	d, _ := o.session.cat.Indicator("late")
	ledger, err := o.session.ledger([]string{path}, []kpi.Indicator{d}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(small, "5,4,1", "5,4,2", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = o.subject(ledger, d, nil)
	var exit *exitError
	if !errors.As(err, &exit) || exit.code != exitUntrusted || o.session.findings[0].Code != kpi.FileChanged {
		t.Errorf("%v, findings %v", err, o.session.findings)
	}
}

// JSON and CSV have the same bytes in both languages.
func TestExplainForProgramsHasNoLanguage(t *testing.T) {
	t.Chdir("../../testdata")
	for _, format := range []string{"csv", "json"} {
		var written []string
		for _, locale := range []string{"vi_VN.UTF-8", "C"} {
			t.Setenv("LC_ALL", locale)
			written = append(written, output(t, "explain", "on_time_766", "exports", "-f", format))
		}
		if written[0] != written[1] {
			t.Errorf("%s follows the locale", format)
		}
	}
}

// The order of files does not matter, nor how often they are named.
func TestExplainFilesInAnyOrder(t *testing.T) {
	t.Chdir("../../testdata/exports")
	one := output(t, "explain", "on_time", "bac-son.csv", "tasks.csv", "van-lang.csv", "--lang", "en", "-q")
	for _, files := range [][]string{{"van-lang.csv", "bac-son.csv", "tasks.csv"}, {"tasks.csv", "tasks.csv", "van-lang.csv", "bac-son.csv"}} {
		if got := output(t, append([]string{"explain", "on_time", "--lang", "en", "-q"}, files...)...); got != one {
			t.Errorf("%q:\n%s\nwant\n%s", files, got, one)
		}
	}
}

// The figure is that of the row of the report, not of the rows of the unit read alone: a
// unit without the first month has no count of it.
func TestExplainKeepsTheMonthsOfTheReport(t *testing.T) {
	path := write(t, t.TempDir(), "a.csv", "period,district,carried_over,received\n2024-05,Bắc Sơn,1,5\n2024-06,Bắc Sơn,2,6\n2024-06,Bình Gia,3,7\n")
	own := write(t, t.TempDir(), "own.csv", "id,numerator,denominator,better,headline,label_vi,label_en,source\nload,caseload,,lower,no,X,X,me\n")
	for unit, want := range map[string]string{"Bắc Sơn": "  Figure: 12\n", "Bình Gia": "  carried_over (Bình Gia, 2024-06): no row of the month 2024-05 (Carried over)\n"} {
		got := output(t, "explain", "load", path, "--indicators", own, "--unit", unit, "--lang", "en")
		if !strings.Contains(strings.ReplaceAll(got, path+":4: ", ""), want) {
			t.Errorf("%s: no %q in\n%s", unit, want, got)
		}
	}
}

// The dossiers behind the counts that lists give are taken in their place, and the others stay,
// of the same unit and month, too; where they are not as many as the count, the list has changed.
func TestDossiersBehind(t *testing.T) {
	cat, err := catalog.Load()
	must(t, err)
	september := kpi.NewMonth(2025, 9)
	counter := dossiers.NewCounter(dossiers.Rules{}, kpi.Calendar{}, kpi.Day{Month: september, Date: 30})
	day := func(date int) kpi.Moment { return kpi.On(kpi.Day{Month: september, Date: date}) }
	late, _ := cat.Measures.Index("resolved_late")
	onSystem, _ := cat.Measures.Index("on_system")
	entry := func(count int64, files ...int) *kpi.Entry {
		e := &kpi.Entry{Unit: kpi.Unit{Commune: "Chi Lăng"}, Period: kpi.Period{From: september, To: september}, Tally: kpi.NewTally(cat.Measures.Len())}
		for _, file := range files {
			e.Origins = append(e.Origins, kpi.Origin{File: file})
		}
		e.Tally.Set(late, count)
		e.Tally.Set(onSystem, 7)
		return e
	}
	read := func(give func(*dossiers.Row)) []kpi.Finding {
		d := dossiers.Dossier{Received: day(1), Due: day(8), Result: day(10)}
		give(&dossiers.Row{File: "list.csv", Line: 2, Code: "H1", Unit: kpi.Unit{Commune: "Chi Lăng"}, Dossier: d, Counter: counter, Holds: dossiers.Holds{Scope: dossiers.Caseload}})
		return nil
	}
	for _, tt := range []struct {
		read     dossierReader
		count    int64
		want     string
		findings int
	}{
		{withoutCodes(read), 1, "[{{late 2} 1 [{list.csv 2 }]}]", 0},
		{read, 1, "[{{late 2} 1 [{list.csv 2 H1}]}]", 0},
		{read, 2, "[{{late 2} 1 [{list.csv 2 H1}]}]", 1},
	} {
		of := entry(tt.count, 0, 1)
		ofCounts, ofList, beside := kpi.Want{Entry: entry(9, 0), Measure: late}, kpi.Want{Entry: of, Measure: late}, kpi.Want{Entry: of, Measure: onSystem}
		l := &kpi.Ledger{Measures: cat.Measures, Files: []kpi.File{{Name: "counts.csv"}, {Name: "list.csv", List: &kpi.List{}}}}
		wants := map[kpi.Want]int{ofCounts: 10, ofList: 10, beside: 9}
		found, findings := dossiersBehind(l, &report.Subject{Trace: &kpi.Trace{}, Most: 10}, wants, tt.read)
		if got := fmt.Sprint(found[ofList]); got != tt.want || len(found) != 1 || len(wants) != 2 || wants[ofCounts] != 10 || wants[beside] != 9 || len(findings) != tt.findings {
			t.Errorf("%d: %s, wants %v, findings %v", tt.count, got, wants, findings)
		}
		if len(findings) == 1 && findings[0].Place.File != "list.csv" {
			t.Errorf("%v has changed", findings[0].Place)
		}
	}
}
