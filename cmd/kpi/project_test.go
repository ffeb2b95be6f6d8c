package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

const moreCounts = "period,district,received_online,received_offline,resolved_early,resolved_on_time,resolved_late\n2024-05,Tràng Định,6,4,5,4,0\n"

// What is wrong in a project file is an error with its place, the key and what is near, in
// both languages; no export is read.
func TestProjectFaults(t *testing.T) {
	exports{"a.csv": small}.into(t)
	for _, test := range []struct{ file, en, vi string }{
		{"indicater = ['late']", `:1:1 (indicater): no key of a project file: want the name of a flag, or exports, outputs, files: did you mean indicator?`,
			`:1:1 (indicater): tệp dự án không có khóa này: phải là tên một cờ lệnh, hoặc exports, outputs, files: có phải là indicator?`},
		{"# two\n\n  titel = 'x'", ":3:3 (titel): no key of a project file", ":3:3 (titel): tệp dự án không có khóa này"},
		{"codes = true", ":1:1 (codes): no key of a project file", ""},
		{"[report]\nsuccesors = 'none'", ":2:1 (succesors): no key of a project file: want the name of a flag, or exports, outputs, files: did you mean successors?", ""},
		{"[check]\ntargets = 'a.csv'", ":2:1 (targets): no key of a project file", ""},
		{"[reprot]", ":1:2 (reprot): no table of a project file: want check, clean, compare, explain, reconcile, report, trend, files: did you mean report?", ":1:2 (reprot): tệp dự án không có bảng này"},
		{"[report.x]", ":1:2 (x): no key of a project file", ""},
		{"[sql]", ":1:2 (sql): no table of a project file", ""},
		{"report = 1", ":1:1 (report): want a table: write [report]", ":1:1 (report): phải là một bảng: ghi [report]"},
		{"[[report]]", ":1:3 (report): want a table: write [report]", ""},
		{"files = 'a.csv'", ":1:1 (files): want a table of a file with in, period or both", ""},
		{"[[files]]", ":1:3 (files): want a table: write [files]", ""},
		{"quiet = 'yes'", ":1:1 (quiet): want true or false, without quotes", ":1:1 (quiet): phải ghi true hoặc false, không có ngoặc kép"},
		{"decimals = '2'", ":1:1 (decimals): want a whole number, without quotes", ":1:1 (decimals): phải là số nguyên, không có ngoặc kép"},
		{"decimals = 2.5", ":1:1 (decimals): want a whole number, without quotes", ""},
		{"period = 2024", ":1:1 (period): want a text in quotes", ":1:1 (period): phải là chữ đặt trong ngoặc kép"},
		{"period = 2024-06-01", ":1:1 (period): want a text in quotes", ""},
		{"by = 'commune'", ":1:1 (by): want a list of texts in brackets", ":1:1 (by): phải là danh sách các chữ trong ngoặc vuông"},
		{"by = [1]", ":1:1 (by): want a list of texts in brackets", ""},
		{"targets = ['a.csv']", ":1:1 (targets): want a text in quotes", ""},
		{"exports = 'a.csv'", ":1:1 (exports): want a list of texts in brackets", ""},
		{"outputs = [true]", ":1:1 (outputs): want a list of texts in brackets", ""},
		{"format = 'tabel'", ":1:1 (format): want table, csv, csv-vi, json, markdown, html, xlsx, docx, svg, png: did you mean table?", ":1:1 (format): phải là một trong table, "},
		{"period = '2024-13'", ":1:1 (period): not a period: write 2024-06", ":1:1 (period): không phải là kỳ báo cáo"},
		{"period = '2024-06-01'", ":1:1 (period): a day is not a period: write 2024-06 for its month", ":1:1 (period): một ngày không phải là kỳ báo cáo"},
		{"[trend]\nevery = 'mont'", ":2:1 (every): want month, quarter, half, year: did you mean month?", ""},
		{"decimals = 9", ":1:1 (decimals): --decimals 9: want 0 to 6", ":1:1 (decimals): --decimals 9: phải từ 0 đến 6"},
		{"month-ends = 31", ":1:1 (month-ends): --month-ends 31: want a day from 1 to 28", ":1:1 (month-ends): --month-ends 31: phải là ngày từ 1 đến 28"},
		{"allow = ['count-blnk']", `:1:1 (allow): --allow: no finding code "count-blnk"`, `:1:1 (allow): --allow: không có mã phát hiện "count-blnk"`},
		{"by = ['comune']", `:1:1 (by): --by: "comune" is not something to group by`, `:1:1 (by): --by: "comune" không phải là cách nhóm`},
		{"indicator = ['on_tme']", `:1:1 (indicator): no indicator "on_tme": did you mean on_time?`, `:1:1 (indicator): không có chỉ số "on_tme": có phải là on_time?`},
		{"sort = 'on_tme'", `:1:1 (sort): no indicator "on_tme": did you mean on_time?`, ""},
		{"top = 3", `:1:1 (top): --top needs --sort ID`, ""},
		{"unit = ['Bắc Sơn']", `:1:1 (unit): --unit Bắc Sơn: no district or commune of that name in these files`, `:1:1 (unit): --unit Bắc Sơn: các tệp này không có huyện hoặc xã tên như vậy`},
		{"in = 'Thanh Ba'", `:1:1 (in): --in "Thanh Ba": write the type of the unit before its name, as in "Huyện Thanh Ba"`, `:1:1 (in): --in "Thanh Ba": ghi loại đơn vị trước tên, như "Huyện Thanh Ba"`},
		{"in = 'Huyện Tràng Địn'", `:1:1 (in): --in "Huyện Tràng Địn": no unit of the list is called "Huyện Tràng Địn": did you mean Huyện Tràng Định`, ""},
		{"[files.'a.csv']\nin = 'Huyện Tràng Địn'", `:2:1 (in): no unit of the list is called "Huyện Tràng Địn": did you mean Huyện Tràng Định`, `:2:1 (in): danh sách không có đơn vị nào tên "Huyện Tràng Địn": có phải là Huyện Tràng Định`},
		{"[files.'a.csv']\nperiod = '2024-13'", `:2:1 (period): not a period`, ""},
		{"[files.'a.csv']\nperiod = 2024", `:2:1 (period): want a text in quotes`, ""},
		{"[files.'a.csv']\nunit = 'x'", `:2:1 (unit): no key of a file: want in, period`, `:2:1 (unit): không phải khóa của một tệp`},
		{"files.'a.csv' = 'x'", `:1:1 (a.csv): want a table of a file with in, period or both`, `:1:1 (a.csv): phải là bảng của một tệp`},
		{"[files.'b.csv']\nperiod = '2024-06'", `:2:1 (period): there is no file "b.csv": correct its name, or remove its table`, `:2:1 (period): không có tệp "b.csv"`},
		{"[files.'a.csv']\nperiod = '2024-06'\n[files.'*.csv']\nperiod = '2024-05'", `:4:1 (period): the file is given another period or unit, too`, `:4:1 (period): tệp này còn được ghi kỳ hoặc đơn vị khác`},
		{"outputs = ['a.doc']", `:1:1 (outputs): the extension of "a.doc" names no format: want one of table, csv`, `:1:1 (outputs): phần mở rộng của "a.doc" không phải của định dạng nào`},
		{"output = 'x.csv'\noutputs = ['y.csv']", `:2:1 (outputs): output is given, too: write one of the two`, `:2:1 (outputs): đã có cả output`},
		{"decimals = two", `:1:12: this is no TOML: `, `:1:12: tệp không đúng cú pháp TOML (`},
		{"quiet = true\nquiet = true", `:2:1: this is no TOML: `, ""},
	} {
		write(t, ".", "kpi.toml", test.file+"\n")
		for lang, want := range map[string]string{"en": test.en, "vi": test.vi} {
			code, out, errs := runKPI(t, "report", "--lang", lang)
			if code != exitTrouble || out != "" || !strings.HasPrefix(errs, "kpi: kpi.toml"+want) {
				t.Errorf("%q: code %d, %s%s, want %s", test.file, code, out, errs, want)
			}
		}
	}
	absent := cause(os.Remove("none.csv")) // Windows has other words
	for file, want := range map[string]string{
		"lang = 'vn'\n":                              "kpi: kpi.toml:1:1 (lang): want vi, en\n",
		"lang = vi\n":                                "kpi: kpi.toml:1:8: this is no TOML: ",
		"decimals = 'x'\nlang = 'vi'\n":              "kpi: kpi.toml:1:1 (decimals): phải là số nguyên",
		"exports = []\n":                             "kpi: kpi report needs at least one FILE",
		"exports = ['none/*.csv']\n":                 "none/*.csv: error file-not-found",
		"targets = 'none.csv'\n":                     "kpi: reading none.csv: " + absent.Error(),
		"exports = ['a.csv']\noutputs = ['a.csv']\n": "kpi: --output a.csv would overwrite what was read",
		"outputs = ['b.csv', './b.csv']":             "kpi: writing ./b.csv: is one file with another output",
		"outputs = ['no/b.csv']":                     "kpi: writing no/b.csv: ",
	} {
		write(t, ".", "kpi.toml", file)
		code, out, errs := runKPI(t, "report")
		if code != exitTrouble || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: code %d, %s%s, want %s", file, code, out, errs, want)
		}
	}
}

// A key is set as its flag would be, by the command that has it; a table of the command
// wins, and a flag wins over both. A key of another command is no error.
func TestProjectSetsFlags(t *testing.T) {
	exports{"a.csv": small, "in/b.csv": ""}.intoFolders(t)
	write(t, "in", "b.csv", moreCounts)
	write(t, ".", "t.csv", "indicator,level,unit,target\non_time,,,98\n")
	for _, test := range []struct {
		file string
		args string
		same string // as with these arguments
	}{
		{"exports = ['a.csv']", "report", "report a.csv --project none"},
		{"exports = ['[a-b].csv', 'in']\nallow = ['count-missing']\nformat = 'csv'", "report", "report a.csv in -f csv"},
		{"exports = ['in', 'a.csv']\nrecursive = true\nformat = 'json'", "check", "check in a.csv --recursive --project none -f json"},
		{"exports = ['a.csv']\ntargets = 't.csv'\ndecimals = 2\nindicator = ['on_time', 'late']\nfail-on = 'target'\nevery = 'year'", "report -f csv", "report a.csv --targets t.csv --decimals 2 -k on_time,late --fail-on target -f csv"},
		{"exports = ['a.csv']\ndecimals = 3\n[report]\ndecimals = 2", "report -f markdown", "report a.csv --decimals 2 -f markdown"},
		{"exports = ['a.csv']\ndecimals = 3\n[report]\ndecimals = 2", "report -f markdown --decimals 4", "report a.csv --decimals 4 -f markdown"},
		{"exports = ['a.csv']\nindicator = ['on_time']\nby = ['commune', 'level']", "report -k late", "report a.csv --by commune,level -k late"},
		{"exports = ['in', 'a.csv']\nindicator = ['on_time']", "trend", "trend in a.csv -k on_time"},
		{"exports = ['in', 'a.csv']\nindicator = ['on_time', 'late']\n[trend]\nindicator = ['late']", "trend", "trend in a.csv -k late"},
		{"exports = ['in', 'a.csv']\nunit = ['Tràng Định']\nperiod = '2024-06'", "explain late", "explain late in a.csv --unit Tràng§Định --period 2024-06"},
		{"exports = ['in', 'a.csv']", "compare -k on_time", "compare in a.csv --period 2024-05 --with 2024-06 -k on_time"},
		{"exports = ['in', 'a.csv']\nperiod = '2024-05'\n[compare]\nwith = '2024-06'", "compare -k on_time", "compare in a.csv --period 2024-05 --with 2024-06 -k on_time"},
		{"exports = ['none']", "compare in a.csv -k on_time", "compare in a.csv -k on_time"},
		{"exports = ['in']\nsource = true\nquiet = true", "clean", "clean in --source"},
		{"exports = ['a.csv']\n[check]\nall = true\n[clean]\nsource = true", "clean -f csv", "clean a.csv -f csv --source"},
		{"decimals = 'x'", "report a.csv", "report a.csv --project none"},
		{"decimals = 2\nexports = ['none']", "report a.csv --project kpi.toml -f markdown", "report a.csv --decimals 2 -f markdown"},
		{"decimals = 'x'", "check --codes", "check --codes --project none"},
		{"exports = ['a.csv']\noutputs = ['nothing.doc']", "check", "check a.csv"},
	} {
		write(t, ".", "kpi.toml", test.file+"\n")
		_, want, wantErrs := runKPI(t, fields(test.same)...)
		code, out, errs := runKPI(t, fields(test.args)...)
		if code > exitFellShort || out != want || errs != wantErrs {
			t.Errorf("%q: kpi %s: code %d\n%s%s\nwant\n%s%s", test.file, test.args, code, out, errs, want, wantErrs)
		}
	}
	for _, test := range []struct{ file, args, want string }{
		{"exports = ['a.csv']\nunit = ['Tràng Định', 'Bắc Sơn']", "explain late", "kpi: kpi.toml:2:1 (unit): this command takes one value"},
		{"exports = ['a.csv']", "compare", "kpi: the exports have no two periods of one length"},
		{"exports = ['in', 'a.csv']\nperiod = '2024-06'", "compare", "kpi: kpi.toml:2:1 (period): --period 2024-06: without FILE"},
		{"exports = ['in', 'a.csv']", "explain", "kpi: kpi explain needs an INDICATOR and at least one FILE"},
		{"", "report --project none", "kpi: kpi report needs at least one FILE (or - for standard input), or the project file kpi.toml in this folder or one above"},
		{"", "report --project no.toml", "kpi: reading no.toml: "},
	} {
		write(t, ".", "kpi.toml", test.file+"\n")
		if code, out, errs := runKPI(t, fields(test.args)...); code != exitTrouble || out != "" || !strings.HasPrefix(errs, test.want) {
			t.Errorf("%q: kpi %s: code %d, %s%s, want %s", test.file, test.args, code, out, errs, test.want)
		}
	}
}

// fields cuts a command line at spaces; § is a space within an argument.
func fields(line string) []string {
	all := strings.Fields(line)
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], "§", " ")
	}
	return all
}

// intoFolders is [exports.into] with the folders of the files.
func (e exports) intoFolders(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range e {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, ".", name, text)
	}
}

// Every flag that names a file is marked: a project file has its path from its own folder.
func TestPathsAreMarked(t *testing.T) {
	for _, c := range ourCommands() {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			_, marked := f.Annotations[pathFlag]
			if isPath := strings.Contains(f.Usage, "`FILE`") || strings.Contains(f.Usage, "`FOLDER`"); isPath != marked && f.Name != "project" && c.Flags().Lookup("project") != nil {
				t.Errorf("%s --%s names a file: %t, marked: %t", c.Name(), f.Name, isPath, marked)
			}
		})
	}
}

// A shell completes units and periods from the exports of a project file.
func TestCompletionOfProject(t *testing.T) {
	exports{"in/a.csv": small, "in/b.csv": moreCounts}.intoFolders(t)
	write(t, ".", "kpi.toml", "exports = ['in']\n")
	for _, command := range []string{"report", "explain on_time"} {
		if words, directive := completed(t, append(fields(command), "--period", "")...); strings.Join(words, " ") != "2024-05 2024-06" || directive != noFiles {
			t.Errorf("%s: %q, %s", command, words, directive)
		}
	}
	write(t, ".", "kpi.toml", "exports = 'in'\n")
	if words, _ := completed(t, "report", "--period", ""); len(words) > 0 {
		t.Errorf("of a file with a fault: %q", words)
	}
}
