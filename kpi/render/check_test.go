package render_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// checkTexts are the texts of the fixed check in one language.
type checkTexts struct {
	headers, accounts []string
	fraction, remedy  string
	gap, more         string
	verdict           string
}

func checkWords(lang kpi.Lang) checkTexts {
	if lang == kpi.Vietnamese {
		return checkTexts{
			headers:  []string{"Vị trí", "Mức độ", "Mã", "Nội dung", "Cách xử lý"},
			accounts: []string{"x.csv: 9 dòng = 1 tiêu đề cột + 5 số liệu + 1 tổng + 2 phần ký, ghi chú dưới bảng", "Tháng 6.csv: 0 dòng"},
			fraction: `"5,5" có phần thập phân`, remedy: "ghi số nguyên", gap: "Bắc Sơn không có số liệu kỳ 05/2024, trong khi các đơn vị khác có", more: "còn 7 phát hiện khác cùng mã",
			verdict: "10 lỗi, 1 cảnh báo trong 2 tệp: số liệu chưa tin cậy được",
		}
	}
	return checkTexts{
		headers:  []string{"Place", "Severity", "Code", "Message", "Remedy"},
		accounts: []string{"x.csv: 9 lines = 1 header + 5 data + 1 total + 2 footer", "Tháng 6.csv: 0 lines"},
		fraction: `"5,5" has a fraction`, remedy: "write a whole number", gap: "Bắc Sơn has no rows for 2024-05, which other units have", more: "and 7 more",
		verdict: "10 errors, 1 warning in 2 files: figures cannot be trusted",
	}
}

// fixedCheck is a check in which nothing is computed, with cells and headers
// that a terminal, a spreadsheet or Markdown would act on.
func fixedCheck(lang kpi.Lang) *report.Check {
	w := checkWords(lang)
	fraction := func(line int, header, text string) report.Message {
		return report.Message{Finding: kpi.Finding{Severity: kpi.Error, Code: kpi.CountFraction,
			Place: kpi.Place{File: "x.csv", Line: line, Column: 7, Header: header, Text: text}}, Text: w.fraction, Remedy: w.remedy, Word: textsIn(lang).Say("severity.error")}
	}
	findings := []report.Message{
		{Finding: kpi.Finding{Severity: kpi.Warning, Code: kpi.PeriodGap}, Text: w.gap, Word: textsIn(lang).Say("severity.warning")},
		fraction(3, "Đúng hạn", "5,5"), fraction(4, "a|b\r\n*c*", "=1,5"), fraction(5, "\x1b[2J", "-5,5"),
	}
	return &report.Check{
		Texts: textsIn(lang), Inputs: fixed(lang).Inputs, Findings: slices.Values(findings), Headers: w.headers, Accounts: w.accounts,
		Coverage: []report.Coverage{{Indicator: "on_time"}, {Indicator: "digitised", Lacking: []string{"digitised", "digitised_eligible"}}},
		Gives:    []string{"Indicators given: on_time", "digitised lacks digitised, digitised_eligible"},
		Listing:  report.Listing{Shown: findings[:3], More: []report.More{{File: "x.csv", Code: kpi.CountFraction, Text: w.more}}},
		Summary: report.Summary{Errors: 10, Warnings: 1, Verdict: w.verdict,
			Codes: []report.CodeCount{{Severity: kpi.Error, Code: kpi.CountFraction, Count: 10}, {Severity: kpi.Warning, Code: kpi.PeriodGap, Count: 1}}},
	}
}

func renderedCheck(t *testing.T, format string, lang kpi.Lang) string {
	t.Helper()
	f, ok := render.Find(checkFormats(render.Screen{}), format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	var b bytes.Buffer
	if err := f.Render(&b, fixedCheck(lang)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCheckGoldens(t *testing.T) {
	for name, got := range map[string]string{
		"check-en.txt": renderedCheck(t, "text", kpi.English), "check-vi.txt": renderedCheck(t, "text", kpi.Vietnamese),
		"check-en.md": renderedCheck(t, "markdown", kpi.English), "check-vi.md": renderedCheck(t, "markdown", kpi.Vietnamese),
		"check.csv": renderedCheck(t, "csv", kpi.English), "check.json": renderedCheck(t, "json", kpi.English),
	} {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, got) })
	}
}

// What was found in hostile cells is the same text again for a program, save
// the mark that keeps a spreadsheet from running it.
func TestCheckCSVHoldsCells(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(renderedCheck(t, "csv", kpi.English))).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%v: %d rows", err, len(rows))
	}
	for i, want := range []string{"text", "", "5,5", "'=1,5", "'-5,5"} {
		if rows[i][6] != want {
			t.Errorf("row %d: %q, want %q", i, rows[i][6], want)
		}
	}
}

// Every row of the table has five cells: nothing of an export adds one.
func TestMarkdownRows(t *testing.T) {
	lines := strings.Split(renderedCheck(t, "markdown", kpi.English), "\n")
	for _, line := range lines[:6] {
		if n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); n != 6 {
			t.Errorf("%d bars in %s", n, line)
		}
	}
}

// A check of nothing has an account and a verdict only.
func TestCheckOfLittle(t *testing.T) {
	c := &report.Check{Findings: slices.Values([]report.Message(nil)), Accounts: []string{"a.csv: 2 lines = 1 header + 1 data"}, Summary: report.Summary{Verdict: "1 file: nothing wrong found"}}
	for format, want := range map[string]string{
		"text":     "a.csv: 2 lines = 1 header + 1 data\n\n1 file: nothing wrong found\n",
		"markdown": "- a.csv: 2 lines = 1 header + 1 data\n\n1 file: nothing wrong found\n",
		"csv":      "severity,code,file,line,column,header,text,message,remedy\n",
		"json": "{\n  \"schema\": \"kpi.check/1\",\n  \"inputs\": [],\n  \"findings\": [],\n  \"indicators\": [],\n  \"summary\": {\n    \"errors\": 0,\n    \"warnings\": 0,\n" +
			"    \"notes\": 0,\n    \"by_code\": {}\n  }\n}\n",
	} {
		f, _ := render.Find(checkFormats(render.Screen{}), format)
		var b bytes.Buffer
		if err := f.Render(&b, c); err != nil || b.String() != want {
			t.Errorf("%s: %v\n got %q\nwant %q", format, err, b.String(), want)
		}
	}
}

// fixedCodes are two codes, one with a long meaning.
func fixedCodes() *report.Codes {
	return &report.Codes{Headers: []string{"Mã", "Mức độ", "Cho phép", "Ý nghĩa", "Cách xử lý"}, Legend: "<...>: nội dung.", Texts: textsIn(kpi.Vietnamese), Rows: []report.Code{
		{Code: kpi.FileEmpty, Severity: kpi.Error, Meaning: "tệp rỗng", Remedy: "xuất lại tệp"},
		{Code: kpi.Balance, Severity: kpi.Warning, Allow: true, Meaning: "tổng số phải giải quyết của <đơn vị> | <kỳ> là <tổng số>, không bằng tổng của các hồ sơ đã giải quyết, đang giải quyết, trả lại và tạm dừng là <tổng các phần>"},
	}}
}

func TestCodes(t *testing.T) {
	for format, want := range map[string]string{
		"text": "<...>: nội dung.\n\nfile-empty: lỗi\n  tệp rỗng\n  Cách xử lý: xuất lại tệp\n\n" +
			"balance: cảnh báo (--allow)\n  tổng số phải giải quyết của <đơn vị> | <kỳ> là <tổng số>, không bằng tổng của các hồ sơ đã\n" +
			"  giải quyết, đang giải quyết, trả lại và tạm dừng là <tổng các phần>\n",
		"csv": "code,severity,allow,meaning,remedy\nfile-empty,error,no,tệp rỗng,xuất lại tệp\n" +
			"balance,warning,yes,\"tổng số phải giải quyết của <đơn vị> | <kỳ> là <tổng số>, không bằng tổng của các hồ sơ đã giải quyết, đang giải quyết, trả lại và tạm dừng là <tổng các phần>\",\n",
		"markdown": "| Mã | Mức độ | Cho phép | Ý nghĩa | Cách xử lý |\n| --- | --- | --- | --- | --- |\n| file-empty | lỗi | không | tệp rỗng | xuất lại tệp |\n" +
			"| balance | cảnh báo | có | tổng số phải giải quyết của &lt;đơn vị> \\| &lt;kỳ> là &lt;tổng số>, không bằng tổng của các hồ sơ đã giải quyết, đang giải quyết, trả lại và tạm dừng là &lt;tổng các phần> |  |\n\n&lt;...>: nội dung.\n",
		"json": `{
  "schema": "kpi.codes/1",
  "codes": [
    {
      "code": "file-empty",
      "severity": "error",
      "allow": false,
      "meaning": "tệp rỗng",
      "remedy": "xuất lại tệp"
    },
    {
      "code": "balance",
      "severity": "warning",
      "allow": true,
      "meaning": "tổng số phải giải quyết của <đơn vị> | <kỳ> là <tổng số>, không bằng tổng của các hồ sơ đã giải quyết, đang giải quyết, trả lại và tạm dừng là <tổng các phần>",
      "remedy": ""
    }
  ]
}
`,
	} {
		f, _ := render.Find(checkFormats(render.Screen{}), format)
		var b bytes.Buffer
		if err := f.Render(&b, fixedCodes()); err != nil || b.String() != want {
			t.Errorf("%s: %v\n got\n%s\nwant\n%s", format, err, b.String(), want)
		}
	}
}

// A check and a list of codes have the same formats, and each fails where it
// cannot be written whole.
func TestFormatsOfChecks(t *testing.T) {
	names := strings.Join(render.Names(checkFormats(render.Screen{})), " ")
	if names != "text csv json markdown xlsx" || names != strings.Join(render.Names(checkFormats(render.Screen{})), " ") {
		t.Errorf("formats %s", names)
	}
	for _, f := range checkFormats((render.Screen{})) {
		size := len(renderedCheck(t, f.Name, kpi.English))
		if err := f.Render(&full{size - 1}, fixedCheck(kpi.English)); !errors.Is(err, errFull) {
			t.Errorf("%s of a check: %v", f.Name, err)
		}
	}
	for _, f := range checkFormats((render.Screen{})) {
		if err := f.Render(&full{20}, fixedCodes()); !errors.Is(err, errFull) {
			t.Errorf("%s of codes: %v", f.Name, err)
		}
	}
	if f, ok := render.ForFile(checkFormats(render.Screen{}), "out/June.MD"); !ok || f.Name != "markdown" {
		t.Errorf("June.MD is written as %q", f.Name)
	}
}
