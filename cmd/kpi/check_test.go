package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCheckExitCodes: the findings are the result, and the exit code is that
// of the worst.
func TestCheckExitCodes(t *testing.T) {
	dir := t.TempDir()
	good := write(t, dir, "good.csv", small)
	noted := write(t, dir, "noted.csv", strings.Replace(small, "6,4,5", "-,4,5", 1))
	blank := write(t, dir, "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	bad := write(t, dir, "bad.csv", strings.Replace(small, "6,4,5", "6,x,5", 1))
	// Each count fits, their sum does not.
	large := "period,district,received\n"
	for name := range strings.SplitSeq("Tràng Định,Bình Gia,Văn Lãng,Cao Lộc,Văn Quan,Bắc Sơn,Hữu Lũng,Chi Lăng,Lộc Bình,Đình Lập", ",") {
		large += "2024-06," + name + ",999999999999999999\n"
	}
	large = write(t, dir, "large.csv", large)
	none := filepath.ToSlash(filepath.Join(dir, "none.csv"))
	empty := filepath.ToSlash(filepath.Join(dir, "empty"))
	if err := os.Mkdir(empty, 0o700); err != nil {
		t.Fatal(err)
	}
	help := "Run 'kpi check --help' for usage."
	for _, test := range []struct {
		name   string
		args   []string
		code   int
		out    string // standard output holds it
		errout string // and standard error this, or nothing
	}{
		{"notes only", []string{noted}, 0, noted + ":2:4: note count-dash: 1 cells with a dash read as 0", ""},
		{"clean", []string{good}, 0, ": nothing wrong found\n", ""},
		{"warning", []string{blank}, 1, blank + ":2:5: warning count-missing: ", ""},
		{"warning allowed is still one", []string{blank, "--strict", "--allow", "count-missing"}, 1, "warning count-missing", ""},
		{"strict", []string{blank, "--strict"}, 3, blank + ":2:5: error count-missing: ", ""},
		{"error", []string{bad}, 3, bad + ":2:5: error count-not-a-number: \"x\" is not a count [received_offline]\n  write a whole number\n", ""},
		{"error allowed", []string{bad, "--allow", "count-not-a-number"}, 1, "1 warning", ""},
		{"sum too large", []string{large}, 3, "error sum-overflow: ", ""},
		{"no indicator", []string{write(t, dir, "none-given.csv", "period,district,carried_over\n2024-06,Bắc Sơn,7\n")}, 3, "error no-indicator: no row has the counts of any of these indicators: \"On time of resolved\", ", ""},
		{"no such file", []string{none, good}, 4, none + ": error file-not-found: ", ""},
		{"no file in a folder", []string{empty}, 4, "1 error in 0 files: figures cannot be trusted\n", ""},
		{"nothing named", nil, 4, "", "kpi: kpi check needs at least one FILE"},
		{"unknown format", []string{good, "-f", "table"}, 4, "", "want text, csv, json, markdown, xlsx"},
		{"unknown code", []string{good, "--allow", "nonsense"}, 4, "", "no finding code"},
		{"extension", []string{good, "-o", "x.xls"}, 4, "", "the extension names no format"},
		{"codes of a file", []string{good, "--codes"}, 4, "", "--codes takes no FILE"},
		{"codes", []string{"--codes"}, 0, "\ncount-jump: warning (--allow)\n  <measure> of <unit> in <period> is <count>, ", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, out, errout := runKPI(t, append([]string{"check", "--lang", "en"}, test.args...)...)
			if code != test.code || !strings.Contains(out, test.out) || (test.out == "") != (out == "") {
				t.Errorf("exit code %d, want %d; standard output lacks %q:\n%s", code, test.code, test.out, out)
			}
			if !strings.Contains(errout, test.errout) || (test.errout == "") != (errout == "") {
				t.Errorf("standard error %q, want %q", errout, test.errout)
			}
			if test.errout != "" && !strings.Contains(errout, help) {
				t.Errorf("no way to help in %q", errout)
			}
		})
	}
}

// TestCheckOutput: the extension names the format, the result is in the
// file in spite of errors, and no file that was read is written over.
func TestCheckOutput(t *testing.T) {
	dir := t.TempDir()
	bad := write(t, dir, "bad.csv", strings.Replace(small, "6,4,5", "6,x,5", 1))
	for name, start := range map[string]string{
		"a.txt": bad + ":2:5: error", "a.csv": "severity,code,file,", "a.json": "{\n  \"schema\": \"kpi.check/1\"", "a.md": "| Place | Severity |",
	} {
		path := filepath.Join(dir, name)
		code, out, errout := runKPI(t, "check", bad, "-o", path, "--lang", "en")
		data, err := os.ReadFile(path)
		if code != exitUntrusted || out+errout != "" || err != nil || !strings.HasPrefix(string(data), start) {
			t.Errorf("%s: exit code %d, %v, %q%q:\n%s", name, code, err, out, errout, data)
		}
	}
	code, _, errout := runKPI(t, "check", bad, "-f", "csv", "-o", bad)
	if code != exitTrouble || !strings.Contains(errout, "would overwrite what was read") {
		t.Errorf("exit code %d: %s", code, errout)
	}
}

// TestCheckLists ten findings of a code and file for people, all with --all and
// for programs.
func TestCheckLists(t *testing.T) {
	text := small
	for _, commune := range strings.Split("Chi Lăng,Đề Thám,Tân Tiến,Kim Đồng,Chí Minh,Tân Yên,Đội Cấn,Tân Minh,Trung Thành,Đào Viên,Khánh Long", ",") {
		text += "2024-06,Tràng Định,Xã " + commune + ",1.5,1,1,1,0\n"
	}
	file := write(t, t.TempDir(), "x.csv", text)
	count := func(args ...string) int {
		code, out, _ := runKPI(t, append([]string{"check", file, "--lang", "en"}, args...)...)
		if code != exitUntrusted {
			t.Errorf("%v: exit code %d", args, code)
		}
		return strings.Count(out, "has a fraction")
	}
	for _, test := range []struct {
		args []string
		want int
	}{{nil, 10}, {[]string{"--all"}, 11}, {[]string{"-f", "csv"}, 11}, {[]string{"-f", "json"}, 11}, {[]string{"-f", "markdown"}, 11}} {
		if got := count(test.args...); got != test.want {
			t.Errorf("%v: %d findings, want %d", test.args, got, test.want)
		}
	}
	if _, out, _ := runKPI(t, "check", file, "--lang", "en"); !strings.Contains(out, "\n"+file+" count-fraction: and 1 more\n") ||
		!strings.HasSuffix(out, "\nerror count-fraction: 11\n\n11 errors in 1 file: figures cannot be trusted\n") {
		t.Errorf("the eleventh is not counted:\n%s", out)
	}
}

// TestCheckIsAboutAll: a blank matters to whatever indicator; a column that no
// file has does not.
func TestCheckIsAboutAll(t *testing.T) {
	dir := t.TempDir()
	one := write(t, dir, "one.csv", "period,district,received,resolved,results_electronic\n2024-06,Bắc Sơn,9,9,\n2024-06,Văn Lãng,9,9,8\n")
	code, out, _ := runKPI(t, "check", one, "--lang", "en")
	if code != exitFellShort || strings.Contains(out, "column-missing") || !strings.Contains(out, one+":2:5: warning count-missing: ") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	other := write(t, dir, "other.csv", "period,district,received,resolved\n2024-06,Tràng Định,9,9\n")
	code, out, _ = runKPI(t, "check", one, other, "--lang", "en")
	if want := other + ":1: warning column-missing: no column \"Electronic results\": the figures of \"Electronic results\" cannot be known (units: 1)"; code != exitFellShort || !strings.Contains(out, want) {
		t.Errorf("exit code %d, without %s:\n%s", code, want, out)
	}
}

// TestCheckLanguage: programs read English wherever they run, unless a language
// is named.
func TestCheckLanguage(t *testing.T) {
	file := write(t, t.TempDir(), "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	t.Setenv("LC_ALL", "vi_VN.UTF-8")
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "1 cảnh báo trong 1 tệp: số liệu dùng được, nhưng cần xem lại các cảnh báo\n"},
		{[]string{"-f", "markdown"}, "| Vị trí | Mức độ | Mã | Nội dung | Cách xử lý |\n"},
		{[]string{"-f", "csv"}, `a blank where a count of ""Received in person or by post"" should be`},
		{[]string{"-f", "json"}, `a blank where a count of \"Received in person or by post\" should be`},
		{[]string{"-f", "csv", "--lang", "vi"}, "ô trống ở cột \"\"Tiếp nhận trực tiếp, bưu chính\"\": tổng chưa đầy đủ"},
	} {
		if _, out, _ := runKPI(t, append([]string{"check", file}, test.args...)...); !strings.Contains(out, test.want) {
			t.Errorf("%v: no %q in\n%s", test.args, test.want, out)
		}
	}
}

// TestCheckJSON: files with their lines and hashes, findings with remedies, and
// the counts.
func TestCheckJSON(t *testing.T) {
	file := write(t, t.TempDir(), "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	_, out, _ := runKPI(t, "check", file, "-f", "json")
	var doc struct {
		Schema string
		Inputs []struct {
			File                                                      string
			Lines, Title, Header, Data, Section, Total, Blank, Footer int
			SHA256                                                    string
		}
		Findings []struct {
			Severity, Code, File  string
			Line, Column          int
			Header, Text, Message string
			Remedy                string
		}
		Indicators []struct {
			Indicator string
			Lacking   []string
		}
		Summary struct {
			Errors, Warnings, Notes int
			ByCode                  map[string]int `json:"by_code"`
		}
	}
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if in := doc.Inputs[0]; in.File != file || in.Lines != 3 || in.Header != 1 || in.Data != 2 || len(in.SHA256) != 64 {
		t.Errorf("input %+v", in)
	}
	if got := fmt.Sprint(doc.Indicators); got != "[{on_time []} {on_time_received []} {late []} {digitised [digitised digitised_eligible]} {online []} {online_payment [paid_online fee_bearing]} {deadline_cut [statutory_days assigned_days]}]" {
		t.Errorf("indicators %s", got)
	}
	if f := doc.Findings[len(doc.Findings)-1]; f.Code != "count-missing" || f.Line != 2 || f.Column != 5 || f.Header != "received_offline" || !strings.HasPrefix(f.Remedy, "write the count") {
		t.Errorf("finding %+v", f)
	}
	if doc.Summary.Errors != 0 || doc.Summary.Warnings != 1 || doc.Summary.ByCode["count-missing"] != 1 {
		t.Errorf("summary %+v", doc.Summary)
	}
}

// TestCodesFitAScreen of 100 columns.
func TestCodesFitAScreen(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		_, out, _ := runKPI(t, "check", "--codes", "--lang", lang)
		for line := range strings.Lines(out) {
			if n := utf8.RuneCountInString(line); n > 100 {
				t.Errorf("%s: %d columns: %s", lang, n, line)
			}
		}
	}
}

// TestCodesTable: every code with what it means, in both languages.
func TestCodesTable(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "count-fraction,error,yes,<cell> has a fraction,write a whole number; a column of days may have half days",
		"vi": "count-fraction,error,yes,<nội dung ô> có phần thập phân,ghi số nguyên; cột thời hạn có thể ghi nửa ngày",
	} {
		code, out, errout := runKPI(t, "check", "--codes", "-f", "csv", "--lang", lang)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if code != 0 || errout != "" || err != nil || len(rows) < 60 || !strings.Contains(out, want+"\n") {
			t.Errorf("%s: exit code %d, %v, %d rows: %s", lang, code, err, len(rows), errout)
		}
	}
}

// A commune lacks no rows of months in which the list of units has it no more, or not yet.
func TestGapsOfUnitsInTime(t *testing.T) {
	dir := t.TempDir()
	units := write(t, dir, "units.csv", "code,name,level,parent,valid_from,valid_to\n180,Huyện An,district,20,,\n1,Xã Cũ,commune,180,,2024-12-31\n2,Xã Mới,commune,180,2025-01-01,\n3,Xã Giữa,commune,180,,\n")
	rows := write(t, dir, "a.csv", "period,district,commune,received\n2024-12,An,Xã Cũ,1\n2025-01,An,Xã Mới,1\n2024-12,An,Xã Giữa,1\n2025-02,An,Xã Giữa,1\n2025-02,An,Xã Mới,1\n")
	_, out, _ := runKPI(t, "check", rows, "--units", units)
	if strings.Contains(out, "Xã Cũ has no rows") || strings.Contains(out, "Xã Mới has no rows") || !strings.Contains(out, "period-gap: An / Xã Giữa has no rows for 2025-01") {
		t.Error(out)
	}
	if _, out, _ = runKPI(t, "check", rows, "--units", noUnits); !strings.Contains(out, "Xã Cũ has no rows for 2025-01..2025-02") {
		t.Error(out)
	}
}
