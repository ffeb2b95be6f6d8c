package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The language of what is wrong with a command line: --lang wherever it is, else the
// project file's, else the locale's.
func TestLanguageOfErrors(t *testing.T) {
	exports{"a.csv": small, "vi/a.csv": small, "own.toml": "lang = 'vi'\n"}.intoFolders(t)
	write(t, "vi", "kpi.toml", "lang = 'vi'\n")
	for _, test := range []struct {
		folder, locale, args string
		vi                   bool
	}{
		{".", "C", "report --nope", false},
		{".", "C", "", false},
		{".", "vi_VN.UTF-8", "report --nope", true},
		{".", "vi_VN.UTF-8", "", true},
		{".", "C", "--lang vi report --nope", true},
		{".", "C", "report --nope --lang vi", true},
		{".", "C", "report --nope --lang=vi", true},
		{".", "vi_VN", "report --nope --lang=vi --lang en", false},
		{".", "C", "report --nope -- --lang=vi", false},
		{".", "C", "report --nope --lang xx", false},
		{".", "C", "report --lang xx --lang vi", true},
		{".", "C", "report --nope --lang", false},
		{".", "C", "report --help --lang vi", true},
		{".", "C", "--lang vi help report", true},
		{".", "C", "version --lang vi --nope", true},
		{".", "C", "sql --lang vi", true},
		{".", "C", "report --nope --project own.toml", true},
		{".", "C", "report --nope --project=none.toml", false},
		{"vi", "C", "report --nope", true},
		{"vi", "C", "report a.csv --by y", true},
		{"vi", "C", "report --nope --lang en", false},
		{"vi", "C", "report --nope --project none", false},
		{"vi", "C", "report --help", true},
		{"vi", "C", "", true},
		{"vi", "C", "repot", true},
	} {
		t.Setenv("LC_ALL", test.locale)
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chdir(test.folder); err != nil {
			t.Fatal(err)
		}
		_, out, errs := runKPI(t, strings.Fields(test.args)...)
		if err := os.Chdir(dir); err != nil {
			t.Fatal(err)
		}
		if got := regexp.MustCompile(`Xem cách dùng:|Cách dùng:|Lập báo cáo|lập báo cáo`).MatchString(out + errs); got != test.vi {
			t.Errorf("in %s, %s: kpi %s: %s%s", test.folder, test.locale, test.args, out, errs)
		}
	}
}

// Results have the language of the project where they are of it, and of no file: those of
// files that are named have the language of the system.
func TestLanguageOfResults(t *testing.T) {
	exports{"a.csv": small}.into(t)
	t.Setenv("LC_ALL", "C")
	write(t, ".", "kpi.toml", "lang = 'vi'\nexports = ['a.csv']\n")
	for args, want := range map[string]string{
		"report -k on_time":                      "Kỳ báo cáo",
		"report -k on_time a.csv":                "Period 2024",
		"report -k on_time a.csv --lang vi":      "Kỳ báo cáo",
		"report -k on_time --project none a.csv": "Period 2024",
		"report -k on_time -f csv":               "district,period",
		"indicators":                             "Công thức",
		"indicators --lang en":                   "Formula",
		"indicators -f csv":                      "id,numerator",
		"units 06004":                            "Trở thành:",
		"check --codes":                          "Cách xử lý",
		"init --print --lang en":                 "Indicators given",
		"init --print":                           "Chỉ số tính được",
		"version":                                "dựng bằng",
	} {
		_, out, errs := runKPI(t, fields(args)...)
		if !strings.Contains(out+errs, want) {
			t.Errorf("kpi %s: %s%s, want %s", args, out, errs, want)
		}
	}
}

// What is wrong with a command line is there in both languages, to the letter.
func TestErrorsInBothLanguages(t *testing.T) {
	exports{"a.csv": small, "b.csv": moreCounts}.into(t)
	for _, test := range []struct{ args, vi, en string }{
		{"report", "kpi report cần ít nhất một TỆP (hoặc - để đọc từ đầu vào chuẩn), hoặc tệp dự án kpi.toml trong thư mục này hay thư mục cấp trên",
			"kpi report needs at least one FILE (or - for standard input), or the project file kpi.toml in this folder or one above"},
		{"repot", `không có lệnh "repot": có phải là report?`, `no command "repot": did you mean report?`},
		{"report --nope", "không có cờ lệnh --nope", "unknown flag: --nope"},
		{"report --frmat x", "không có cờ lệnh --frmat: có phải là --format?", "unknown flag: --frmat: did you mean --format?"},
		{"report -xz", "không có cờ lệnh viết tắt 'x' trong -xz", "unknown shorthand flag: 'x' in -xz"},
		{"report a.csv --period", "cờ lệnh --period phải có giá trị đi kèm", "flag needs an argument: --period"},
		{"report a.csv -qk", "cờ lệnh 'k' trong -k phải có giá trị đi kèm", "flag needs an argument: 'k' in -k"},
		{"report --=x", "cờ lệnh viết sai: --=x", "bad flag syntax: --=x"},
		{"report a.csv -f xls", `giá trị "xls" của cờ lệnh "-f, --format" không hợp lệ: phải là một trong table, csv, csv-vi, json, markdown, html, xlsx, docx, svg, png: có phải là xlsx?`,
			`invalid argument "xls" for "-f, --format" flag: want table, csv, csv-vi, json, markdown, html, xlsx, docx, svg, png: did you mean xlsx?`},
		{"report a.csv --decimals x", `giá trị "x" của cờ lệnh "--decimals" không hợp lệ: phải là số nguyên`, `invalid argument "x" for "--decimals" flag: want a whole number`},
		{"report a.csv --top 99999999999999999999", `giá trị "99999999999999999999" của cờ lệnh "--top" không hợp lệ: số quá lớn`,
			`invalid argument "99999999999999999999" for "--top" flag: the number is too large`},
		{"report a.csv --wide=x", `giá trị "x" của cờ lệnh "--wide" không hợp lệ: phải ghi true hoặc false`, `invalid argument "x" for "--wide" flag: want true or false`},
		{"report a.csv --period 2024-13", `giá trị "2024-13" của cờ lệnh "--period" không hợp lệ: không phải là kỳ báo cáo: ghi như 06/2024, Tháng 6/2024, 2024-06, 2024-Q2, 2024-H1, 2024 hoặc 01/2024..06/2024`,
			`invalid argument "2024-13" for "--period" flag: not a period: write 2024-06, 06/2024, Tháng 6/2024, 2024-Q2, 2024-H1, 2024 or 2024-01..2024-06`},
		{"report a.csv --fail-on target", "--fail-on target cần --targets TỆP", "--fail-on target needs --targets FILE"},
		{"report a.csv --unit Xã§X", "--unit Xã X: các tệp này không có huyện hoặc xã tên như vậy", "--unit Xã X: no district or commune of that name in these files"},
		{"report a.csv -o x.doc", "--output x.doc: phần mở rộng không phải của định dạng nào: ghi thêm --format", "--output x.doc: the extension names no format: give --format"},
		{"units --in Lạng§Sơn --period 2019 Qqqqqqqq", `không có đơn vị "Qqqqqqqq" thuộc "Lạng Sơn" vào thời gian 2019`, `no unit "Qqqqqqqq" in "Lạng Sơn" in 2019`},
		{"compare a.csv", "kpi compare cần CŨ và MỚI, hoặc TỆP... cùng --period CŨ --with MỚI, hoặc tệp dự án kpi.toml trong thư mục này hay thư mục cấp trên",
			"kpi compare needs OLD and NEW, or FILE... with --period OLD --with NEW, or the project file kpi.toml in this folder or one above"},
		{"compare a.csv b.csv --period 2024-05 --with 2024-Q2", "--period 2024-05 và --with 2024-Q2 không cùng độ dài: so sánh tháng với tháng, quý với quý",
			"--period 2024-05 and --with 2024-Q2 are not of one length: compare a month with a month, a quarter with a quarter"},
		{"sql --dialect duckdb --table a..b", `"a..b" không phải là tên bảng: ghi BẢNG hoặc LƯỢC_ĐỒ.BẢNG, phần có dấu chấm đặt trong ngoặc kép`,
			`"a..b" is not the name of a table: want TABLE or SCHEMA.TABLE, with double quotes around what holds a dot`},
		{"completion bash x", `lệnh "kpi completion bash" không nhận "x"`, `unknown command "x" for "kpi completion bash"`},
	} {
		for lang, want := range map[string]string{"vi": test.vi, "en": test.en} {
			code, out, errs := runKPI(t, append(fields(test.args), "--lang", lang)...)
			if strings.HasSuffix(test.args, "--period") || strings.HasSuffix(test.args, "k") { // which take the next word
				t.Setenv("LC_ALL", lang)
				code, out, errs = runKPI(t, fields(test.args)...)
			}
			first, second, _ := strings.Cut(errs, "\n")
			hint := map[string]string{"vi": "Xem cách dùng: kpi", "en": "Run 'kpi"}[lang]
			if code != exitTrouble || out != "" || first != "kpi: "+want || !strings.HasPrefix(second, hint) {
				t.Errorf("kpi %s: code %d, %s%s, want %s", test.args, code, out, errs, want)
			}
		}
	}
}

// The reason of an error of the system stays English, in brackets; where the program knows
// the reason it has it in both languages.
func TestErrorsOfTheSystem(t *testing.T) {
	exports{"a.csv": small, "no/b.csv": small}.intoFolders(t)
	_, err := os.Open("x.csv")
	absent := cause(err).Error() // Windows has other words
	for _, test := range []struct{ args, vi, en string }{
		{"report a.csv --targets x.csv", "không đọc được x.csv (" + absent + ")", "reading x.csv: " + absent},
		{"report a.csv -f csv -o no", "không ghi được no (đây là thư mục)", "writing no: is a folder"},
		{"report a.csv -o nowhere/x.csv", "không ghi được nowhere/x.csv (" + absent + ")", "writing nowhere/x.csv: " + absent},
		{"report a.csv -f csv -o a.csv", "--output a.csv sẽ ghi đè lên tệp vừa đọc", "--output a.csv would overwrite what was read"},
	} {
		for lang, want := range map[string]string{"vi": test.vi, "en": test.en} {
			if code, _, errs := runKPI(t, append(fields(test.args), "--lang", lang)...); code != exitTrouble || errs != "kpi: "+want+"\n" {
				t.Errorf("kpi %s: code %d, %s, want %s", test.args, code, errs, want)
			}
		}
	}
}

// No error is made of English words: what people read is a fault, which has a twin. Names
// of flags are the same in both languages.
func TestErrorsAreFaults(t *testing.T) {
	names := regexp.MustCompile(`--[a-z-]+|%[a-z]`)
	found := 0
	for _, folder := range []string{".", "../../kpi/project", "../../kpi/sqlgen"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 || !slices.Contains([]string{"usage", "Errorf", "New"}, calledName(call)) {
					return true
				}
				literal, ok := call.Args[0].(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				found++
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Error(err)
				}
				if left := names.ReplaceAllString(text, ""); strings.Trim(left, " :;") != "" {
					t.Errorf("%s: the error %q is no fault", path, text)
				}
				return true
			})
		}
	}
	if found < 20 {
		t.Errorf("only %d errors are made", found)
	}
}

// calledName returns the name of a function that is called, without its package.
func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
