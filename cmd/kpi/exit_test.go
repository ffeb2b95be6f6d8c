package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

const small = "period,district,commune,received_online,received_offline,resolved_early,resolved_on_time,resolved_late\n" +
	"2024-06,Tràng Định,,6,4,5,4,1\n" +
	"2024-06,Tràng Định,Xã Tri Phương,1,1,1,1,0\n"

// TestExitCodes holds what scripts rely on: the code, where the words go, and
// that an error prints no figures.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.csv", small)
	bad := write(t, dir, "bad.csv", strings.Replace(small, "6,4,5", "6,x,5", 1))
	blank := write(t, dir, "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	repeated := write(t, dir, "repeated.csv", small+"\n")
	met := write(t, dir, "met.csv", "indicator,level,unit,target\non_time,,,91.6\n")
	missed := write(t, dir, "missed.csv", "indicator,level,unit,target\non_time,,Tràng Định,91.7\n")
	wrong := write(t, dir, "wrong.csv", "indicator,level,unit,target\non_tme,,,98\n")
	later := write(t, dir, "later.csv", "indicator,points,rule,valid_from\nonline,6,linear,2024-06-02\n")
	broken := write(t, dir, "broken.csv", "id,numerator,denominator,better,headline,label_vi,label_en,source\nx,received_onlin,received,higher,yes,X,X,me\n")
	list := write(t, dir, "list.csv", "code,name,level,parent,valid_from,valid_to\n180,Huyện Tràng Định,district,,,2025-06\n1,Xã Tri Phương,commune,180,,2025-06\n2,Xã Quốc Khánh,commune,180,2025-07,\n")
	became := write(t, dir, "became.csv", "old_code,new_code,share\n1,2,whole\n")
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	hollow := write(t, empty, "hollow.dat", "")
	help := "Run 'kpi report --help' for usage."
	tests := []struct {
		name string
		args []string
		code int
		errs []string // standard error holds each
	}{
		{"done", []string{"report", good}, 0, nil},
		{"from standard input without data", []string{"report", "-"}, 3, []string{"-: error file-empty"}},
		{"target met", []string{"report", good, "--targets", met, "--fail-on", "target"}, 0, nil},
		{"target missed", []string{"report", good, "--targets", missed, "--fail-on", "target"}, 1, nil},
		{"target missed, not asked", []string{"report", good, "--targets", missed}, 0, nil},
		{"bad cell", []string{"report", bad}, 3, []string{bad + ":2:5: error count-not-a-number: \"x\" is not a count [received_offline]", "write a whole number"}},
		{"allowed", []string{"report", bad, "--allow", "count-not-a-number"}, 0, []string{"warning count-not-a-number"}},
		{"warning", []string{"report", blank}, 0, []string{blank + ":2:5: warning count-missing"}},
		{"strict", []string{"report", blank, "--strict"}, 3, []string{blank + ":2:5: error count-missing"}},
		{"strict but allowed", []string{"report", blank, "--strict", "--allow", "count-missing"}, 0, []string{"warning count-missing"}},
		{"blank as zero", []string{"report", blank, "--blank", "zero"}, 0, nil},
		{"the same counts twice", []string{"report", good, repeated}, 3, []string{repeated + ":2:", "error key-conflict", good + ":2"}},
		{"no such file", []string{"report", filepath.Join(dir, "none.csv")}, 4, []string{"none.csv: error file-not-found"}},
		{"folder without exports", []string{"report", empty}, 4, []string{"error folder-empty"}},
		{"empty file", []string{"report", hollow}, 3, []string{hollow + ": error file-empty"}},
		{"nothing named", []string{"report"}, 4, []string{"kpi: kpi report needs at least one FILE", help}},
		{"unknown flag", []string{"report", good, "--frmat", "csv"}, 4, []string{"unknown flag: --frmat", help}},
		{"unknown format", []string{"report", good, "-f", "xls"}, 4, []string{"want table, csv, csv-vi, json, markdown, html, xlsx, docx, svg, png", help}},
		{"unknown grouping", []string{"report", good, "--by", "town"}, 4, []string{`"town" is not something to group by`, help}},
		{"unknown indicator", []string{"report", good, "-k", "ontime"}, 4, []string{`no indicator "ontime"`, help}},
		{"unknown sort", []string{"report", good, "--sort", "ontime"}, 4, []string{`no indicator "ontime"`}},
		{"sort by nothing", []string{"report", good, "--sort", "-"}, 4, []string{`no indicator ""`}},
		{"top without an order", []string{"report", good, "--top", "3"}, 4, []string{"--top needs --sort ID", help}},
		{"top of none", []string{"report", good, "--sort", "late", "--top", "0"}, 4, []string{"--top 0: want 1 or more", help}},
		{"top", []string{"report", good, "--sort", "late", "--top", "1"}, 0, nil},
		{"sort by points without a profile", []string{"report", good, "--sort", "-points"}, 4, []string{"--sort -points needs --score FILE", help}},
		{"score with a fault", []string{"report", good, "--score", wrong}, 4, []string{wrong + ":1:2 (level): not a column of this table: want group,indicator,points,rule,zero,valid_from"}},
		{"score not found", []string{"report", good, "--score", filepath.Join(dir, "none.csv")}, 4, []string{"reading", "none.csv"}},
		{"score without a version", []string{"report", good, "--score", later}, 3, []string{later + ":2: error score-missing"}},
		{"unknown unit", []string{"report", good, "--unit", "Bắc Sơn"}, 4, []string{"--unit Bắc Sơn: no district or commune"}},
		{"unknown code", []string{"report", good, "--allow", "nonsense"}, 4, []string{`no finding code "nonsense"`}},
		{"bad period", []string{"report", good, "--period", "2024-13"}, 4, []string{"not a period", help}},
		{"period without rows", []string{"report", good, "--period", "2023-01"}, 3, []string{"no-data"}},
		{"bad decimals", []string{"report", good, "--decimals", "7"}, 4, []string{"want 0 to 6"}},
		{"fail-on without targets", []string{"report", good, "--fail-on", "target"}, 4, []string{"needs --targets"}},
		{"successors without units", []string{"report", good, "--units", "none", "--successors", wrong}, 4, []string{"--successors needs --units, the list that has its codes", help}},
		{"built-in successors without their units", []string{"report", good, "--units", list, "--successors", "vietnam"}, 4, []string{"--successors vietnam needs --units vietnam", help}},
		{"successors with a fault", []string{"report", good, "--units", list, "--successors", wrong}, 4, []string{wrong + ":1:1 (indicator): not a column of this table"}},
		{"successors not found", []string{"report", good, "--units", list, "--successors", filepath.Join(dir, "none.csv")}, 4, []string{"reading", "none.csv"}},
		{"successors overwritten", []string{"report", good, "--units", list, "--successors", became, "-o", became}, 4, []string{"would overwrite what was read"}},
		{"targets with a fault", []string{"report", good, "--targets", wrong}, 4, []string{wrong + `:2:1 (indicator): no indicator "on_tme"`}},
		{"definitions with a fault", []string{"report", good, "--indicators", broken}, 4, []string{broken + `:2:2 (numerator): no measure "received_onlin"`}},
		{"targets not found", []string{"report", good, "--targets", filepath.Join(dir, "none.csv")}, 4, []string{"reading", "none.csv"}},
		{"output of no known format", []string{"report", good, "-o", filepath.Join(dir, "x.doc")}, 4, []string{"the extension names no format"}},
		{"output in no folder", []string{"report", good, "-o", filepath.Join(dir, "no", "x.csv")}, 4, []string{"writing"}},
		{"output is a folder", []string{"report", good, "-f", "csv", "-o", empty}, 4, []string{"is a folder"}},
		{"output without a name", []string{"report", good, "-o", ""}, 4, []string{`invalid argument "" for "-o, --output" flag: want the name of a file`, help}},
		{"output to -", []string{"report", good, "-o", "-"}, 4, []string{`invalid argument "-" for "-o, --output" flag: want the name of a file`, help}},
		{"unknown command", []string{"reprot"}, 4, []string{`kpi: no command "reprot": did you mean report?`, "Run 'kpi --help' for usage."}},
		{"figure explained", []string{"explain", "on_time", good}, 0, nil},
		{"no figure explained", []string{"explain", "online", blank}, 0, []string{blank + ":2:5: warning count-missing"}},
		{"bad cell explained", []string{"explain", "online", bad}, 3, []string{bad + ":2:5: error count-not-a-number"}},
		{"nothing to explain", []string{"explain", "on_time"}, 4, []string{"kpi: kpi explain needs an INDICATOR and at least one FILE"}},
		{"unknown indicator explained", []string{"explain", "ontime", good}, 4, []string{`no indicator "ontime"`}},
		{"unknown unit explained", []string{"explain", "on_time", good, "--unit", "Bắc Sơn"}, 4, []string{"--unit Bắc Sơn: no district or commune"}},
		{"level without rows explained", []string{"explain", "on_time", good, "--level", "province"}, 4, []string{"--level province: no rows of that level"}},
		{"standard input explained", []string{"explain", "on_time", good, "-"}, 4, []string{"kpi: - can be read only once"}},
		{"indicator explained", []string{"indicators", "on_time"}, 0, nil},
		{"unit found", []string{"units", "06058"}, 0, nil},
		{"unit unknown", []string{"units", "Quốc Khánhh"}, 4, []string{`no unit "Quốc Khánhh": did you mean Xã Quốc Khánh, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025?`, "Run 'kpi units --help' for usage."}},
		{"unit of another time", []string{"units", "Huyện Tràng Định", "--period", "2025-08"}, 4, []string{`no unit "Huyện Tràng Định" in 2025-08: did you mean Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025`}},
		{"two names of units", []string{"units", "Quốc", "Khánh"}, 4, []string{"one NAME at most: put it in quotes"}},
		{"no list of units", []string{"units", "--units", "none"}, 4, []string{"there is no list to look into"}},
		{"indicator unknown", []string{"indicators", "ontime"}, 4, []string{`no indicator "ontime"`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("LC_ALL", "C")
			code, out, errs := runKPI(t, test.args...)
			if code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, errs)
			}
			if code > exitFellShort && out != "" {
				t.Errorf("figures in spite of an error:\n%s", out)
			}
			if code <= exitFellShort && out == "" {
				t.Error("no result")
			}
			for _, want := range test.errs {
				if !strings.Contains(errs, want) {
					t.Errorf("standard error lacks %q:\n%s", want, errs)
				}
			}
			inEnglish := errs
			t.Setenv("LC_ALL", "vi_VN.UTF-8")
			if vi, _, errs := runKPI(t, test.args...); vi != code || strings.Contains(errs, "Run '") || strings.HasPrefix(errs, "kpi: ") && errs == inEnglish {
				t.Errorf("in Vietnamese: exit code %d, want %d\n%s", vi, code, errs)
			}
		})
	}
}

// TestOutputReplacesWhole: the new file is whole, with the permissions of
// the old one, and nothing else is left in the folder.
func TestOutputReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	good := write(t, t.TempDir(), "good.csv", small)
	old := write(t, dir, "report.csv", "old")
	if code, _, errs := runKPI(t, "report", good, "-o", old); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	data, err := os.ReadFile(old)
	if err != nil || !strings.HasPrefix(string(data), "district,period,") {
		t.Errorf("%v: %q", err, data)
	}
	info, err := os.Stat(old)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v: permissions %v, want those of the old file", err, info.Mode())
	}
	wantOnly(t, dir, "report.csv")
}

// A file may have a name as long as the system allows.
func TestOutputOfLongName(t *testing.T) {
	export, dir := write(t, t.TempDir(), "a.csv", small), t.TempDir()
	name := strings.Repeat("x", 251) + ".csv"
	for range 2 { // new, and there
		if code, _, errs := runKPI(t, "report", export, "-o", filepath.Join(dir, name)); code != exitDone {
			t.Errorf("code %d, %s", code, errs)
		}
		wantOnly(t, dir, name)
	}
}

// Of runs that write one file at once, one has written it, whole.
func TestRunsAtOnce(t *testing.T) {
	exports{"a.csv": small, "b.csv": moreCounts}.intoFolders(t)
	whole := map[string]bool{}
	for _, export := range []string{"a.csv", "b.csv"} {
		_, out, _ := runKPI(t, "report", export, "-f", "csv")
		whole[out] = true
	}
	if err := os.Mkdir("out", 0o700); err != nil || len(whole) != 2 {
		t.Fatal(err, len(whole))
	}
	for range 20 {
		var runs sync.WaitGroup
		for export := range strings.SplitSeq("a.csv b.csv a.csv", " ") {
			runs.Go(func() {
				var errs strings.Builder
				if code := run([]string{"report", export, "-o", "out/r.csv", "-q"}, strings.NewReader(""), io.Discard, &errs); code != exitDone {
					t.Errorf("code %d, %s", code, errs.String())
				}
			})
		}
		runs.Wait()
		if data, err := os.ReadFile("out/r.csv"); err != nil || !whole[string(data)] {
			t.Fatalf("%v: %q", err, data)
		}
		wantOnly(t, "out", "r.csv")
	}
}

// TestOutputKeepsOldFile: where the new one cannot be written whole, the old
// one stays and nothing is left beside it.
func TestOutputKeepsOldFile(t *testing.T) {
	dir := t.TempDir()
	old := write(t, dir, "report.csv", "old")
	full := errors.New("no space left on device")
	o := newOutputs()
	o.create = func(name string, mode fs.FileMode) (file, error) {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		return fullFile{f, full}, err
	}
	err := o.replace(result{path: old, data: []byte("new")})
	if !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	data, err := os.ReadFile(old)
	if err != nil || string(data) != "old" {
		t.Errorf("%v: the old file holds %q", err, data)
	}
	wantOnly(t, dir, "report.csv")
}

// fullFile takes one byte less than it is given, and returns an error.
type fullFile struct {
	*os.File
	why error
}

// Write writes a part.
func (f fullFile) Write(data []byte) (int, error) {
	n, err := f.File.Write(data[:len(data)-1])
	return n, errors.Join(err, f.why)
}

func wantOnly(t *testing.T, dir, name string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("%v: the folder holds %v, want only %s", err, entries, name)
	}
}

// TestFullDevice: a device that is full is exit code 4.
func TestFullDevice(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil || runtime.GOOS == "windows" { // where wine shows those of Linux
		t.Skip("this system has no /dev/full")
	}
	good := write(t, t.TempDir(), "good.csv", small)
	code, _, errs := runKPI(t, "report", good, "-f", "csv", "-o", "/dev/full")
	if code != exitTrouble || !strings.Contains(errs, "writing /dev/full: no space left") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

type fullWriter struct{}

// Write fails as a closed or full standard output does.
func (fullWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestFullStandardOutput: a result that cannot be printed is exit code 4.
func TestFullStandardOutput(t *testing.T) {
	good := write(t, t.TempDir(), "good.csv", small)
	var errs strings.Builder
	code := run([]string{"report", good}, strings.NewReader(""), fullWriter{}, &errs)
	if code != exitTrouble || !strings.Contains(errs.String(), "writing the result: no space left") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
}

// Warnings that cannot be printed are exit code 4, too: figures without them hide what is
// known. An error stays an error.
func TestFullStandardError(t *testing.T) {
	exports{"blank.csv": strings.Replace(small, "6,4,5", "6,,5", 1), "bad.csv": strings.Replace(small, "6,4,5", "6,x,5", 1)}.into(t)
	for _, test := range []struct {
		code int
		args []string
	}{
		{exitTrouble, []string{"report", "blank.csv"}},
		{exitTrouble, []string{"report", "blank.csv", "-o", "new.csv"}},
		{exitTrouble, []string{"trend", "blank.csv", "-k", "on_time", "-f", "csv"}},
		{exitTrouble, []string{"clean", "blank.csv"}},
		{exitTrouble, []string{"explain", "on_time", "blank.csv"}},
		{exitUntrusted, []string{"report", "bad.csv"}},
		{exitTrouble, []string{"report", "none.csv"}},
		{exitTrouble, []string{"report"}},
	} {
		if code := run(test.args, strings.NewReader(""), io.Discard, fullWriter{}); code != test.code {
			t.Errorf("%v: exit code %d, want %d", test.args, code, test.code)
		}
	}
}
