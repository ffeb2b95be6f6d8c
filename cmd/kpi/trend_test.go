package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// flat runs a command that writes CSV and returns its rows by their keys.
func flat(t *testing.T, args ...string) []map[string]string {
	t.Helper()
	code, out, errs := runKPI(t, append(args, "--format", "csv")...)
	if code != exitDone {
		t.Fatalf("%q: code %d: %s", args, code, errs)
	}
	records, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// exampleCounts are the example exports that count dossiers by month.
var exampleCounts = []string{"../../testdata/exports/bac-son.csv", "../../testdata/exports/trang-dinh.csv", "../../testdata/exports/van-lang.csv"}

// exampleReport is the report of the examples by communes: numerator and denominator of
// every indicator, by unit.
func exampleReport(t *testing.T, by string) map[string]map[string]string {
	t.Helper()
	code, out, errs := runKPI(t, append([]string{"report", "-b", by, "-k", "all", "--format", "json"}, exampleCounts...)...)
	if code != exitDone {
		t.Fatal(errs)
	}
	var report struct {
		Rows []struct {
			District, Commune, Level string
			Indicators               map[string]*jsonIndicator
		}
	}
	decode(t, out, &report)
	figures := map[string]map[string]string{}
	for _, row := range report.Rows {
		of := map[string]string{}
		for id, f := range row.Indicators {
			switch {
			case f == nil:
				of[id] = "/"
			case f.Denominator == nil:
				of[id] = f.Numerator.String() + "/"
			default:
				of[id] = f.Numerator.String() + "/" + f.Denominator.String()
			}
		}
		figures[row.District+"/"+row.Commune] = of
	}
	return figures
}

// A trend has the figures of the report: over the half-year, to date, and, where every
// count is a flow, in the sum of its months.
func TestTrendIsTheReportOverTime(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	compared, reported := 0, 0
	for _, by := range []string{"district", "commune"} {
		want := exampleReport(t, by)
		reported += len(want)
		for _, d := range cat.Indicators {
			if !strings.Contains("on_time on_time_received on_time_766 late digitised digitised_received results_electronic reused online online_payment postal on_system", d.ID) {
				continue // of lists without a month
			}
			args := append([]string{"trend", "-q", "-b", by, "-k", d.ID}, exampleCounts...)
			for _, row := range flat(t, append(args, "--every", "half")...) {
				wantReported(t, d, want, row, "half")
				compared++
			}
			for _, row := range flat(t, append(args, "--cumulative")...) {
				if row["period"] == "2024-H1" {
					wantReported(t, d, want, row, "to date")
				}
			}
			if flows(cat.Measures, d) {
				wantSums(t, d, want, flat(t, args...))
			}
		}
	}
	if compared != 12*reported || reported != 63 {
		t.Errorf("%d figures were compared, the reports have %d rows", compared, reported)
	}
}

// wantReported compares a row of a trend with the report. What the report has no figure
// for is blank.
func wantReported(t *testing.T, d kpi.Indicator, want map[string]map[string]string, row map[string]string, what string) {
	t.Helper()
	unit := row["district"] + "/" + row["commune"]
	if got := row["numerator"] + "/" + row["denominator"]; got != want[unit][d.ID] {
		t.Errorf("%s of %s, %s: %s, the report has %s", d.ID, unit, what, got, want[unit][d.ID])
	}
}

// flows reports whether every measure of an indicator adds over time.
func flows(ms *kpi.Measures, d kpi.Indicator) bool {
	for _, i := range d.Needs() {
		if ms.At(i).Kind != kpi.Flow {
			return false
		}
	}
	return true
}

// wantSums compares the sums of months with the report.
func wantSums(t *testing.T, d kpi.Indicator, want map[string]map[string]string, rows []map[string]string) {
	t.Helper()
	sums, known := map[string][2]int64{}, map[string]int{}
	for _, row := range rows {
		unit := row["district"] + "/" + row["commune"]
		sum := sums[unit]
		for i, column := range []string{"numerator", "denominator"} {
			n, _ := strconv.ParseInt(row[column], 10, 64) // blank: 0/0, or a count
			sum[i] += n
		}
		sums[unit] = sum
		known[unit]++
	}
	for unit, sum := range sums {
		got := fmt.Sprintf("%d/%d", sum[0], sum[1])
		if d.Plain() {
			got = fmt.Sprintf("%d/", sum[0])
		}
		if got != want[unit][d.ID] && !(want[unit][d.ID] == "/" && sum[1] == 0) {
			t.Errorf("%s of %s: the months come to %s, the report has %s", d.ID, unit, got, want[unit][d.ID])
		}
	}
}

// cumulated writes the example months of a district as exports of the year up to each.
func cumulated(t *testing.T, dir string) {
	t.Helper()
	var online, resolved, late int64
	for month, row := range [][3]int64{{10, 9, 1}, {20, 15, 0}, {0, 0, 0}, {7, 9, 3}} {
		online, resolved, late = online+row[0], resolved+row[1], late+row[2]
		period := "2024-01"
		if month > 0 {
			period = fmt.Sprintf("2024-01..2024-%02d", month+1)
		}
		write(t, dir, fmt.Sprintf("luy-ke-%d.csv", month+1), fmt.Sprintf("period,district,received_online,resolved_in_time,resolved_late\n%s,Bắc Sơn,%d,%d,%d\n", period, online, resolved, late))
	}
}

func TestTrendOfCumulativeExports(t *testing.T) {
	dir := t.TempDir()
	cumulated(t, dir)
	code, out, errs := runKPI(t, "trend", dir, "-k", "on_time", "--differences", "-f", "csv")
	want := "district,indicator,period,months,units,numerator,denominator,percent,change\n" +
		"Bắc Sơn,on_time,2024-01,1,1,9,10,90.000000,\nBắc Sơn,on_time,2024-02,1,1,15,15,100.000000,10.000000\nBắc Sơn,on_time,2024-03,1,1,,,,\nBắc Sơn,on_time,2024-04,1,1,9,12,75.000000,\n"
	if code != exitDone || out != want {
		t.Errorf("code %d: %s\ngot\n%s\nwant\n%s", code, errs, out, want)
	}
	if code, _, errs := runKPI(t, "trend", dir, "-k", "on_time"); code != exitUntrusted || !strings.Contains(errs, "period-overlap") {
		t.Errorf("without --differences: code %d: %s", code, errs)
	}
	write(t, dir, "luy-ke-4.csv", "period,district,received_online,resolved_in_time,resolved_late\n2024-01..2024-04,Bắc Sơn,37,23,4\n")
	code, _, errs = runKPI(t, "trend", dir, "-k", "on_time", "--differences")
	if code != exitUntrusted || !strings.Contains(errs, "luy-ke-4.csv:2:4: error cumulative-falls: \"Resolved early or on time\" of Bắc Sơn is 23 in 2024-01..2024-04, less than the 24 of 2024-Q1") {
		t.Errorf("code %d: %s", code, errs)
	}
	write(t, dir, "luy-ke-6.csv", "period,district,received_online,resolved_in_time,resolved_late\n2024-H1,Bắc Sơn,40,40,4\n")
	code, _, errs = runKPI(t, "trend", dir, "-k", "on_time", "--differences", "--allow", "cumulative-falls")
	if code != exitUntrusted || !strings.Contains(errs, "luy-ke-6.csv:2: error period-long: the counts of Bắc Sơn are of 2024-05..2024-06") {
		t.Errorf("a month is missing: code %d: %s", code, errs)
	}
	if err := os.Remove(filepath.Join(dir, "luy-ke-6.csv")); err != nil {
		t.Fatal(err)
	}
	code, out, _ = runKPI(t, "trend", dir, "-k", "on_time", "--differences", "--allow", "cumulative-falls", "-f", "csv")
	if code != exitDone || !strings.Contains(out, "Bắc Sơn,on_time,2024-04,1,1,,,,\n") {
		t.Errorf("allowed: code %d\n%s", code, out)
	}
}

// What a trend and a comparison refuse, each with what to do.
func TestRefusedOverTime(t *testing.T) {
	dir := t.TempDir()
	months := write(t, dir, "months.csv", onTime+"2024-05,Bắc Sơn,9,1\n2024-06,Bắc Sơn,8,2\n")
	quarter := write(t, dir, "quarter.csv", onTime+"2024-Q1,Bắc Sơn,9,1\n")
	const units, successors = "../../testdata/units/langson.csv", "../../testdata/units/langson-successors-2025-07-01.csv"
	undated := write(t, dir, "tasks.csv", "district,tasks_assigned,tasks_on_time\nBắc Sơn,5,4\n")
	for _, tt := range []struct {
		args string
		code int
		want string
	}{
		{"trend " + months + " -k late,late", 4, "--indicator: late is given twice"},
		{"trend " + months + " --sort points", 4, "no indicator \"points\""},
		{"trend " + months + " --top 3", 4, "--top needs --sort ID"},
		{"trend " + months + " --fail-on target", 4, "--fail-on target needs --targets FILE"},
		{"compare " + months + " --with 2024-06 --period 2024-05 --fail-on target", 4, "--fail-on target needs --targets FILE"},
		{"trend " + quarter + " " + months, 3, quarter + ":2: error period-long"},
		{"trend " + months + " -k on_tme", 4, "did you mean on_time?"},
		{"trend " + months + " -k on_time --every week", 4, "want month, quarter, half, year"},
		{"trend " + months + " -k on_time --by period", 4, "a trend has its periods by --every"},
		{"trend " + quarter + " " + months + " -k on_time", 3, quarter + ":2: error period-long: the counts of Bắc Sơn are of 2024-Q1, which is longer than a month"},
		{"trend " + undated + " -k tasks_on_time", 3, undated + ":2: error period-missing"},
		{"trend " + months + " -k tasks_on_time", 3, months + ":1: error indicator-unfed: the files say nothing of \"Tasks on time\""},
		{"trend " + months + " -k late --by district --units " + units + " --successors " + successors, 4, "--by district: what --successors follows"},
		{"trend ../../testdata/reform -k late --unit Tràng~Định/Tri~Phương --units " + units + " --successors " + successors, 4, "is part of another unit by --successors"},
		{"report " + months + " -k all,on_time", 4, "--indicator: all means every indicator"},
		{"compare " + months, 4, "needs OLD and NEW"},
		{"compare " + months + " --with 2024-06", 4, "--with 2024-06 needs --period"},
		{"compare " + months + " --with 2024-06 --period 2024-06", 4, "nothing to compare"},
		{"compare " + months + " --with 2024-06 --period 2024-Q1", 4, "not of one length"},
		{"compare " + months + " " + quarter, 3, "error period-unlike: \"On time of resolved\": 2024-05..2024-06 and 2024-Q1 are not periods of one length"},
		{"compare " + undated + " " + undated + " -k tasks_on_time", 3, undated + ":2: error period-missing"},
		{"compare " + months + " --period 2024-05 --with 2024-07", 3, "error no-data: no row of counts"},
		{"compare " + months + " --period 2024-05 --with 2024-07", 3, "period-empty: no unit has rows for 2024-07"},
		{"compare " + months + " --period 2024-04 --with 2024-05", 3, "period-empty: no unit has rows for 2024-04"},
		{"compare " + months + " " + months + " --unit Lộc~Bình", 4, "no district or commune of that name"},
		{"compare " + months + " " + quarter + " -k tasks_on_time", 3, "error indicator-unfed"},
	} {
		args := strings.Fields(tt.args)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "~", " ")
		}
		code, out, errs := runKPI(t, args...)
		if code != tt.code || !strings.Contains(errs, tt.want) || out != "" {
			t.Errorf("%s: code %d, %q, %q, want %d, %q", tt.args, code, out, errs, tt.code, tt.want)
		}
	}
}

// The order of files changes nothing, and every format is the same whatever the locale.
func TestStudiesHaveTheSameBytes(t *testing.T) {
	for _, args := range [][]string{
		{"trend", "-k", "on_time_766"}, {"compare", "--period", "2024-05", "--with", "2024-06"},
	} {
		for _, format := range []string{"csv", "json"} {
			var first []byte
			for n, files := range [][]string{
				{"../../testdata/exports/bac-son.csv", "../../testdata/exports/trang-dinh.csv"}, {"../../testdata/exports/trang-dinh.csv", "../../testdata/exports/bac-son.csv"},
			} {
				t.Setenv("LC_ALL", []string{"vi_VN.UTF-8", "C"}[n])
				code, out, errs := runKPI(t, append(append(args, "-f", format), files...)...)
				if code != exitDone {
					t.Fatal(errs)
				}
				if n == 0 {
					first = []byte(out)
				} else if !bytes.Equal(first, []byte(out)) {
					t.Errorf("%s as %s differs", args[0], format)
				}
			}
		}
	}
}

// A unit that the table of one indicator has and that of another has not is noted, and the
// total of the other is shown: it is not that of all.
func TestTrendNamesUnitsOfOtherTables(t *testing.T) {
	dir := t.TempDir()
	dossiers := write(t, dir, "dossiers.csv", "period,district,resolved_in_time,resolved_late\n"+
		"2024-05,Bắc Sơn,90,10\n2024-05,Bình Gia,90,10\n2024-06,Bắc Sơn,90,11\n2024-06,Bình Gia,90,12\n")
	officials := write(t, dir, "officials.csv", "period,district,officials,officials_qualified\n2024-05,Bắc Sơn,100,90\n2024-06,Bắc Sơn,100,91\n")
	code, out, errs := runKPI(t, "trend", dossiers, officials, "-k", "officials_qualified,on_time", "-f", "markdown", "--notes", "-q")
	for _, want := range []string{
		"| Bắc Sơn | ▁█ | 91.0% (91/100) +1.0 | 90.0% (90/100) | +1.0 |\n| Total | ▁█ | 91.0% (91/100) +1.0 | 90.0% (90/100) | +1.0 |\n",
		`the total of "Officials qualified" covers only 1 of 2 rows`,
		`"Officials qualified" is n/a for Bình Gia: it lacks "Officials up to the standard", "Officials"`,
	} {
		if code != exitDone || strings.Count(out, want) != 1 {
			t.Errorf("code %d: not once %s in\n%s%s", code, want, out, errs)
		}
	}
}

// What --top leaves out is noted once where all tables keep as many rows of as many.
func TestTrendNotesRowsLeftOutOnce(t *testing.T) {
	dir := t.TempDir()
	dossiers := write(t, dir, "dossiers.csv", "period,district,resolved_in_time,resolved_late\n2024-05,Bắc Sơn,90,10\n2024-05,Bình Gia,90,11\n2024-05,Chi Lăng,90,12\n")
	officials := write(t, dir, "officials.csv", "period,district,officials,officials_qualified\n2024-05,Bắc Sơn,100,90\n2024-05,Bình Gia,100,90\n")
	for args, want := range map[string]string{
		"on_time,late":                `- Summary: 1 of 3 rows are shown, the first by "On time of resolved"; the total is that of all rows` + "\n",
		"on_time,officials_qualified": `- Officials qualified: 1 of 2 rows are shown, the first by "On time of resolved"; the total is that of all rows` + "\n",
	} {
		code, out, errs := runKPI(t, "trend", dossiers, officials, "-k", args, "--sort", "on_time", "--top", "1", "-f", "markdown", "--notes", "-q")
		if code != exitDone || !strings.Contains(out, want) || strings.Count(out, "rows are shown") != strings.Count(args, "officials")+1 {
			t.Errorf("code %d: no %s in\n%s%s", code, want, out, errs)
		}
	}
}
