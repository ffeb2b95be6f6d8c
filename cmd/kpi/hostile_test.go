package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"cchc/kpi"
)

// Names that are formulas, HTML, Markdown, orders to a terminal, marks that turn the
// direction of writing, verbs of a format, paths or very long.
var hostileNames = [...]string{
	"=HYPERLINK(\"http://x.test\")", "@SUM(A1:A9)", "＝cmd|' /C calc'!A0", "<script>alert(1)</script>", "</td></table><img src=x onerror=alert(1)>",
	"[x](javascript:alert(1)) *b* `c` | d", "Bắc\x1b[2J\x1b]0;x\x07Sơn", "a\u009b31mb", "ứV\u202eABC\u2066D", "{{.Place}} %s %n %d %!v(MISSING) ${HOME} $(id)",
	"../../etc/passwd", `C:\Windows\x`, "a\tb\r\nc", "a\x7fb\u0000c", strings.Repeat("Rất dài ", 30),
}

// No text of an export, a file's name or a table of definitions is obeyed by a program
// that reads a result or a message: every command and format, with each name in each place.
// Without KPI_FAULTS one name is tried.
func TestHostileNames(t *testing.T) {
	for n, name := range hostileNames {
		if n > 0 && os.Getenv("KPI_FAULTS") == "" {
			continue
		}
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			quoted := `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
			files := exports{
				"district.csv":  "period,district,commune,received,resolved_in_time,resolved_late\n2024-06," + quoted + ",,5,5,0\n2024-06," + quoted + ",Xã Tri Phương,5,4,1\n2024-05," + quoted + ",,3,2,1\n",
				"commune.csv":   "period,district,commune,received,resolved_in_time,resolved_late\n2024-06,Bắc Sơn," + quoted + ",5,5,0\n2024-05,Bắc Sơn," + quoted + ",5,5,\n",
				"procedure.csv": "period,district,procedure,received,resolved_in_time,resolved_late\n2024-06,Bắc Sơn," + quoted + ",5,5,0\n2024-06,Bắc Sơn," + quoted + ",5,5,0\n",
				"header.csv":    "period,district,received,resolved_in_time,resolved_late," + quoted + "\n2024-06,Bắc Sơn,5,5,0,x\n",
				"cells.csv":     "period,district,received,resolved_in_time,resolved_late\n" + quoted + ",Bắc Sơn,5,5,0\n2024-06,Bắc Sơn," + quoted + ",5,0\n",
				"title.csv":     quoted + ",,,\n\nperiod,district,received,resolved_in_time\n2024-06,Bắc Sơn,5,5\n" + quoted + ",,,\n",
				"own.csv":       "id,numerator,denominator,better,headline,label_vi,label_en,source\nmine,resolved_in_time,received,higher,yes," + strings.Repeat(quoted+",", 2) + quoted + "\n",
			}
			files.into(t)
			if file := strings.Map(inFileName, name) + ".csv"; runtime.GOOS != "windows" && len(file) < 200 {
				if err := os.WriteFile(file, []byte("period,district,received,resolved_in_time,resolved_late\n2024-06,Văn Lãng,5,x,0\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				files[file] = ""
			}
			runs := 0
			for file := range files {
				for _, args := range hostileRuns(file) {
					runs++
					wantInert(t, args)
				}
			}
			if runs < 100 {
				t.Errorf("%d runs", runs)
			}
		})
	}
}

// inFileName leaves out what the name of a file cannot hold.
func inFileName(r rune) rune {
	if r == '/' || r == 0 {
		return -1
	}
	return r
}

// hostileRuns are commands over a file, in every format.
func hostileRuns(file string) [][]string {
	var runs [][]string
	add := func(formats string, args ...string) {
		for format := range strings.FieldsSeq(formats) {
			runs = append(runs, append(args[:len(args):len(args)], "-f", format))
		}
	}
	if file == "own.csv" {
		add("table csv json", "indicators", "mine", "--indicators", file)
		add("table csv json", "indicators", "--indicators", file)
		add("table csv csv-vi json markdown html svg xlsx", "report", "header.csv", "--indicators", file, "-k", "mine")
		return append(runs, []string{"sql", "--dialect", "duckdb", "--table", "t", "--indicators", file})
	}
	add("text csv json markdown", "check", file) // names that the list lacks are in messages
	add("table", "report", file, "-k", "on_time")
	of := add
	add = func(formats string, args ...string) { of(formats, append(args, "--units", noUnits)...) }
	add("table csv csv-vi json markdown html svg xlsx", "report", file, "-b", "commune", "-k", "on_time", "--allow", "row-duplicate,count-not-a-number")
	add("table csv csv-vi json markdown html xlsx", "trend", file, "-k", "on_time", "-b", "commune", "--allow", "row-duplicate")
	add("table csv csv-vi json markdown html xlsx", "compare", file, file, "-b", "commune", "-k", "on_time")
	add("text csv json markdown", "check", file)
	add("csv json xlsx", "clean", file, "--source")
	add("text csv json", "explain", "on_time", file, "--all")
	return runs
}

// wantInert runs a command and wants nothing in what it writes that is obeyed.
func wantInert(t *testing.T, args []string) {
	t.Helper()
	code, out, errs := runKPI(t, args...)
	if code == exitTrouble && strings.Contains(errs, "Run 'kpi") {
		t.Errorf("%q: %s", args, errs)
	}
	format := args[len(args)-1]
	if format == "xlsx" {
		wantNoFormula(t, args, out)
		out = ""
	}
	if i := strings.IndexFunc(out+errs, kpi.IsCommand); i >= 0 {
		t.Errorf("%q: a terminal obeys %q", args, (out + errs)[i:min(i+20, len(out+errs))])
	}
	if strings.Contains(out+errs, "%!") && !strings.Contains(strings.Join(args, ""), "%!") && !strings.Contains(out+errs, "%!v(MISSING)") {
		t.Errorf("%q: a verb was taken: %s", args, out+errs)
	}
	if strings.Contains(errs, "\r") || len(errs) > 50_000 {
		t.Errorf("%q: messages of %d bytes", args, len(errs))
	}
	switch {
	case format == "html" || format == "svg" || format == "markdown":
		for _, tag := range []string{"<script>alert", "<img", "</td></table><"} {
			if strings.Contains(out, tag) {
				t.Errorf("%q: %s", args, tag)
			}
		}
	case strings.HasPrefix(format, "csv"):
		for line := range strings.Lines(strings.TrimPrefix(out, "\ufeff")) {
			for _, start := range []string{"=", "@", "＝", "\"=", "\"@", "\"＝"} {
				if strings.HasPrefix(line, start) || strings.Contains(line, ","+start) && format == "csv" && !strings.Contains(line, "\""+start) {
					t.Errorf("%q: a spreadsheet runs %s", args, line)
				}
			}
		}
	}
}

// wantNoFormula looks into a workbook: names are in it as texts only, and nothing
// outside of it is named.
func wantNoFormula(t *testing.T, args []string, book string) {
	t.Helper()
	if book == "" {
		return
	}
	z, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, sign := range []string{"<f>=", "<f>HYPERLINK", "<f>SUM(A1:A9)", "cmd|' /C", "TargetMode=\"External\""} {
			if strings.Contains(string(data), sign) && (sign != "cmd|' /C" || filepath.Ext(f.Name) != ".xml") {
				t.Errorf("%q: %s in %s", args, sign, f.Name)
			}
		}
	}
}
