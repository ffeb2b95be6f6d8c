package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// A workbook and a page of more rows than are looked at have every figure of the JSON, and
// the months of the total alone, which they say.
func TestLargeResults(t *testing.T) {
	const communes = report.MostOverTime + 100
	folder := t.TempDir()
	var export strings.Builder
	export.WriteString("period,district,commune,resolved_early,resolved_on_time,resolved_late,digitised_eligible,digitised\n")
	for month := 1; month <= 2; month++ {
		for i := range communes {
			fmt.Fprintf(&export, "2024-%02d,Huyện Thử %d,Xã Mới %d,%d,%d,%d,%d,%d\n", month, i/15+1, i+1, 20+i%7, 40+i%11*month, i%5, 90, 80+i%10)
		}
	}
	file := write(t, folder, "export.csv", export.String())
	written := func(name string) string {
		path := filepath.Join(folder, name)
		if code, _, errw := runKPI(t, "report", file, "-b", "commune", "-k", "on_time,digitised", "--units", "none", "--lang", "en", "-q", "-o", path); code != exitDone {
			t.Fatalf("exit code %d\n%s", code, errw)
		}
		return path
	}
	var of struct {
		Rows []struct {
			Commune    string
			Indicators map[string]struct{ Numerator, Denominator int64 }
		}
	}
	data, err := os.ReadFile(written("result.json"))
	if err == nil {
		err = json.Unmarshal(data, &of)
	}
	if err != nil || len(of.Rows) != communes {
		t.Fatalf("%d rows, %v", len(of.Rows), err)
	}
	f, err := excelize.OpenFile(written("result.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := func(name string) [][]string {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	const head = 5 // lines above the first row: the titles, a blank one and the header
	summary := sheet("Summary")
	for i, row := range of.Rows {
		on, digitised := row.Indicators["on_time"], row.Indicators["digitised"]
		for n, want := range []int64{on.Numerator, on.Denominator, digitised.Numerator, digitised.Denominator} {
			if got := summary[head+i][3+n/2*3+n%2]; got != strconv.FormatInt(want, 10) {
				t.Fatalf("%s: %q, want count %d of %d, %v", row.Commune, summary[head+i], n, want, row)
			}
		}
		for n, of := range []struct{ Numerator, Denominator int64 }{on, digitised} {
			rate, err := strconv.ParseFloat(summary[head+i][2+3*n], 64)
			if err != nil || math.Abs(rate-float64(of.Numerator)/float64(of.Denominator)) > 1e-14 { // the library reads 15 digits
				t.Fatalf("%s: rate %d is %v, %v, want of %v", row.Commune, n, rate, err, of)
			}
		}
	}
	if rows := sheet("By month"); len(rows) != 8 || rows[6][1] != "Total" || rows[7][1] != "Total" || !strings.HasPrefix(rows[3][0], "The table has 2,100 rows, more than the 2000") {
		t.Errorf("by month: %q", rows)
	}
	if rows := sheet("Data"); len(rows) != 2+2*communes {
		t.Errorf("%d lines of what was read", len(rows))
	}
	page, err := os.ReadFile(written("result.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range of.Rows {
		if on := row.Indicators["on_time"]; !strings.Contains(string(page), fmt.Sprintf("%d/%d", on.Numerator, on.Denominator)) || !strings.Contains(string(page), row.Commune) {
			t.Fatalf("the page lacks %v", row)
		}
	}
	for _, note := range []string{"only the first 500 of its 2,100 rows", "more than the 500 whose figures by month are here"} {
		if !strings.Contains(string(page), note) {
			t.Errorf("the page lacks %q", note)
		}
	}
}

// What is shown decides whether figures by month are those of the total alone, not how many rows
// there are: rows without a figure and those behind the first are left out.
func TestMonthsOfRowsThatAreShown(t *testing.T) {
	const communes = report.MostOverTime + 100
	folder := t.TempDir()
	var export strings.Builder
	export.WriteString("period,district,commune,resolved_early,resolved_on_time,resolved_late\n")
	for month := 1; month <= 2; month++ {
		for i := range communes {
			late := (i + month) % 9
			if i == 17 { // the worst
				late = 1000 * month
			}
			if i%10 == 0 { // 210 rows have no rate
				fmt.Fprintf(&export, "2024-%02d,Huyện Thử %d,Xã Mới %d,0,0,0\n", month, i/15+1, i+1)
				continue
			}
			fmt.Fprintf(&export, "2024-%02d,Huyện Thử %d,Xã Mới %d,%d,0,%d\n", month, i/15+1, i+1, 5000-i, late)
		}
	}
	file := write(t, folder, "export.csv", export.String())
	const head = 5 // lines: the title, the period, what a blank is, a blank one and the header
	for _, test := range []struct {
		args string
		rows int
		want []string // of the months: a unit and its rates
	}{
		{"", communes - communes/10 + 1, []string{"Xã Mới 10", "0.9997", "0.9995"}},
		{"--sort=-on_time --top 3", 3 + 1, []string{"Xã Mới 18", "0.8328", "0.7135"}},
	} {
		path := filepath.Join(folder, "result.xlsx")
		args := append([]string{"report", file, "-b", "commune", "-k", "on_time", "--units", "none", "--lang", "en", "-q", "-o", path}, strings.Fields(test.args)...)
		if code, _, errs := runKPI(t, args...); code != exitDone {
			t.Fatalf("%q: exit code %d\n%s", test.args, code, errs)
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("By month", excelize.Options{RawCellValue: true})
		if err != nil || len(rows) != head+test.rows {
			t.Errorf("%q: %d lines, %v", test.args, len(rows), err)
		}
		found := ""
		for _, row := range rows {
			if len(row) == 5 && row[2] == test.want[0] {
				found = fmt.Sprintf("%s %.6s %.6s", row[2], row[3], row[4])
			}
		}
		if want := strings.Join(test.want, " "); found != want {
			t.Errorf("%q: %s, want %s", test.args, found, want)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}
