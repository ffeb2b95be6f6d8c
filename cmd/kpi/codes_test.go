package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
)

// codeCase is the least that makes the program report a code.
type codeCase struct {
	code     string
	severity string
	place    string            // file:line:column, as far as it is known
	file     string            // what a.csv holds; "" makes none
	more     map[string]string // other files by name
	setup    func(t *testing.T)
	stdin    func(t *testing.T) io.Reader
	args     string // by spaces; "" is check a.csv and the other CSV files
}

// TestEveryCode: every code of the table can be reported, at its place, with
// its severity, with a whole message in both languages, in which measures and indicators
// have their labels and Vietnamese is free of ids. Without KPI_EXHAUSTIVE the cases of large files are left out.
func TestEveryCode(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	cases := slices.Concat(fileCases(), rowCases(), cellCases(), keyCases(), unitCases(), listCases(), ruleCases(), figureCases())
	var tested []string
	for _, c := range cases {
		tested = append(tested, c.code)
		if large := len(c.file) > 1<<19; !large || os.Getenv("KPI_EXHAUSTIVE") != "" {
			t.Run(c.code, c.test)
		}
	}
	for _, code := range cat.Messages.Codes() {
		if !slices.Contains(tested, code) {
			t.Errorf("no case reports %s", code)
		}
	}
	for i, code := range tested {
		if !slices.Contains(cat.Messages.Codes(), code) || slices.Index(tested, code) != i {
			t.Errorf("the case %s is of no code, or is there twice", code)
		}
	}
}

// test runs a case in both languages.
func (c codeCase) test(t *testing.T) {
	t.Chdir(t.TempDir())
	c.prepare(t)
	cat, err := catalog.Load()
	must(t, err)
	var messages []string
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		found := c.findings(t, lang)
		i := slices.IndexFunc(found, func(f printedFinding) bool { return f.code == c.code })
		if i < 0 {
			t.Fatalf("only %q", found)
		}
		f := found[i]
		if f.severity != c.severity || f.place != c.place {
			t.Errorf("%s at %s, want %s at %s: %s", f.severity, f.place, c.severity, c.place, f.message)
		}
		for _, text := range []string{f.message, f.remedy} {
			if regexp.MustCompile(`\{[a-z]+\}`).MatchString(text) || strings.TrimSpace(text) != text {
				t.Errorf("%s: %q", lang, text)
			}
		}
		if f.message == "" || f.remedy == "" {
			t.Errorf("%s: says %q, to do: %q", lang, f.message, f.remedy)
		}
		for _, f := range found {
			checkLabels(t, cat, f, lang)
			if lang == kpi.Vietnamese {
				checkVietnamese(t, cat, f)
			}
		}
		messages = append(messages, f.message)
	}
	if messages[0] == messages[1] {
		t.Errorf("one text for two languages: %q", messages[0])
	}
}

// prepare makes the files.
func (c codeCase) prepare(t *testing.T) {
	if c.file != "" {
		write(t, ".", "a.csv", c.file)
	}
	for name, text := range c.more {
		write(t, ".", name, text)
	}
	if c.setup != nil {
		c.setup(t)
	}
}

// printedFinding is a finding as the program prints it.
type printedFinding struct{ place, severity, code, message, remedy string }

// findings runs the program. Check prints findings as JSON, the other commands
// as text on standard error or in the result.
func (c codeCase) findings(t *testing.T, lang kpi.Lang) []printedFinding {
	t.Helper()
	args := strings.Fields(c.args)
	if len(args) == 0 {
		args = []string{"check", "a.csv"}
	}
	asJSON := args[0] == "check"
	if asJSON {
		args = append(args, "--format", "json")
	}
	var in io.Reader = strings.NewReader("")
	if c.stdin != nil {
		in = c.stdin(t)
	}
	var out, errs strings.Builder
	if code := run(append(args, "--lang", string(lang)), in, &out, &errs); code == exitTrouble && out.Len()+errs.Len() == 0 {
		t.Fatal("nothing is said")
	}
	if asJSON {
		return findingsOfJSON(t, out.String()+errs.String())
	}
	return findingsOfText(out.String() + errs.String())
}

func findingsOfJSON(t *testing.T, text string) []printedFinding {
	t.Helper()
	var doc struct {
		Findings []struct {
			Severity, Code, File, Message, Remedy string
			Line, Column                          int
		}
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	var found []printedFinding
	for _, f := range doc.Findings {
		place := kpi.Place{File: f.File, Line: f.Line, Column: f.Column}
		found = append(found, printedFinding{place.String(), f.Severity, f.Code, f.Message, f.Remedy})
	}
	return found
}

// findingsOfText reads findings from lines of text.
func findingsOfText(text string) []printedFinding {
	line := regexp.MustCompile(`(?m)^ *(?:(\S+|\S+: \S+): )?(error|warning|note|lỗi|cảnh báo|lưu ý) ([a-z-]+): (.*)(?:\n {2}(\S.*))?$`)
	inEnglish := map[string]string{"lỗi": "error", "cảnh báo": "warning", "lưu ý": "note"}
	var found []printedFinding
	for _, m := range line.FindAllStringSubmatch(text, -1) {
		found = append(found, printedFinding{m[1], cmp.Or(inEnglish[m[2]], m[2]), m[3], m[4], m[5]})
	}
	return found
}

// TestCodesAreDistinct: no two codes have one message.
func TestCodesAreDistinct(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		said := map[string]string{}
		for _, code := range cat.Messages.Codes() {
			_, message, _ := cat.Messages.Code(code, lang)
			if other, ok := said[message]; ok || message == "" {
				t.Errorf("%s: %s and %s say %q", lang, other, code, message)
			}
			said[message] = code
		}
	}
}

// growing is a file that is written to while it is read.
type growing struct{ *os.File }

// Read reads, and then adds a line.
func (g growing) Read(p []byte) (int, error) {
	n, err := g.File.Read(p)
	if _, failed := g.WriteString("2024-06,Bắc Sơn,1\n"); failed != nil {
		return n, failed
	}
	return n, err
}

// grows opens a.csv so that it changes while it is read.
func grows(t *testing.T) io.Reader {
	t.Helper()
	f, err := os.OpenFile("a.csv", os.O_RDWR|os.O_APPEND, 0)
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return growing{f}
}

// broken is a stream that cannot be read.
type broken struct{}

// breaks is a stream that cannot be read.
func breaks(*testing.T) io.Reader { return broken{} }

// Read fails as a pipe without a writer does.
func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// workbook makes a workbook a.xlsx with some sheets.
func bookOfSheets(sheets ...string) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		book := excelize.NewFile()
		for i, name := range sheets {
			if i == 0 {
				must(t, book.SetSheetName("Sheet1", name))
			} else if _, err := book.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			must(t, book.SetSheetRow(name, "A1", &[]any{"period", "district", "received"}))
			must(t, book.SetSheetRow(name, "A2", &[]any{"2024-06", "Bắc Sơn", 1}))
		}
		must(t, book.SaveAs("a.xlsx"))
	}
}

// hiddenRow makes a workbook with a hidden row.
func hiddenRow(t *testing.T) {
	changedBook(t, func(book *excelize.File) error { return book.SetRowVisible("Tháng 6", 2, false) })
}

// hiddenColumn makes a workbook with a hidden column.
func hiddenColumn(t *testing.T) {
	changedBook(t, func(book *excelize.File) error { return book.SetColVisible("Tháng 6", "C", false) })
}

// otherSheet makes a workbook with a second sheet of another header, that names no period.
func otherSheet(t *testing.T) {
	bookOfSheets("Tháng 6", "Quý")(t)
	rewriteBook(t, func(book *excelize.File) error {
		return errors.Join(book.SetCellStr("Quý", "A1", "stt"), book.SetCellInt("Quý", "A2", 1), book.SetCellStr("Quý", "C1", "resolved"))
	})
}

// undatedSheet makes a workbook with a second sheet that has its period in its name alone.
func undatedSheet(t *testing.T) {
	bookOfSheets("Tháng 6", "Tháng 7-2024")(t)
	rewriteBook(t, func(book *excelize.File) error {
		return errors.Join(book.SetCellStr("Tháng 7-2024", "A1", "stt"), book.SetCellInt("Tháng 7-2024", "A2", 1))
	})
}

// sumSheet makes a workbook with a third sheet that has the sums of the others.
func sumSheet(t *testing.T) {
	bookOfSheets("T6", "T7", "Tổng hợp")(t)
	rewriteBook(t, func(book *excelize.File) error {
		return errors.Join(book.SetCellStr("T7", "A2", "2024-07"), book.SetCellStr("Tổng hợp", "A2", "2024-06..2024-07"), book.SetCellInt("Tổng hợp", "C2", 2))
	})
}

// hiddenSheet makes a workbook with a second sheet that is hidden.
func hiddenSheet(t *testing.T) {
	bookOfSheets("Tháng 6", "Quý")(t)
	rewriteBook(t, func(book *excelize.File) error { return book.SetSheetVisible("Quý", false) })
}

// coveredCell makes a workbook with a count below merged cells: blank ones are merged, and
// then taken for others.
func coveredCell(t *testing.T) {
	changedBook(t, func(book *excelize.File) error { return book.MergeCell("Tháng 6", "D2", "E2") })
	data, err := os.ReadFile("a.xlsx")
	must(t, err)
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var to bytes.Buffer
	w := zip.NewWriter(&to)
	for _, f := range from.File {
		in, err := f.Open()
		must(t, err)
		part, err := io.ReadAll(in)
		must(t, err)
		out, err := w.Create(f.Name)
		must(t, err)
		_, err = out.Write(bytes.Replace(part, []byte(`ref="D2:E2"`), []byte(`ref="B2:C2"`), 1))
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile("a.xlsx", to.Bytes(), 0o600))
}

// staleFormula makes a workbook with a formula that is to be computed.
func staleFormula(t *testing.T) {
	changedBook(t, func(book *excelize.File) error {
		yes := true
		must(t, book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
		return book.SetCellFormula("Tháng 6", "C2", "1+1")
	})
}

// mergedCells makes a workbook with cells merged downwards.
func mergedCells(t *testing.T) {
	changedBook(t, func(book *excelize.File) error { return book.MergeCell("Tháng 6", "B2", "B3") })
}

func changedBook(t *testing.T, change func(book *excelize.File) error) {
	t.Helper()
	bookOfSheets("Tháng 6")(t)
	rewriteBook(t, change)
}

func rewriteBook(t *testing.T, change func(book *excelize.File) error) {
	t.Helper()
	book, err := excelize.OpenFile("a.xlsx")
	must(t, err)
	must(t, change(book))
	must(t, book.Save())
	must(t, book.Close())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestPeriodsOfTheRemedy: the forms that a remedy names are read.
func TestPeriodsOfTheRemedy(t *testing.T) {
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, or := range map[kpi.Lang]string{kpi.Vietnamese: " hoặc ", kpi.English: " or "} {
		_, _, remedy := cat.Messages.Code(kpi.PeriodUnknown, lang)
		remedy, _, _ = strings.Cut(remedy, ";") // behind it is where a year may be
		_, forms, _ := strings.Cut(strings.Replace(remedy, or, ", ", 1), " ")
		for form := range strings.SplitSeq(forms, ", ") {
			if p, _, err := dates.Parse(form, kpi.Calendar{}); err != nil || !p.Contains(kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}) {
				t.Errorf("%s: %q is %s, %v", lang, form, p, err)
			}
		}
	}
}

// TestByteOrderMarks: the remedy for a file whose byte-order mark contradicts the
// encoding can be followed.
func TestByteOrderMarks(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, test := range []struct{ file, encoding, want string }{
		{"\ufeff" + june + "1\n", "utf-16le", "a.csv:1: error encoding-unknown: the text is not in utf-16le; it looks like utf-8: \"\\ufeff\"\n  try --encoding utf-8\n"},
		{"\xff\xfe\x00\x00p\x00\x00\x00", "auto", "a.csv: error file-not-text: neither text nor a workbook that can be read: it looks like text in UTF-32\n  save it again as CSV UTF-8\n"},
	} {
		write(t, ".", "a.csv", test.file)
		if _, out, _ := runKPI(t, "check", "a.csv", "--lang", "en", "--encoding", test.encoding); !strings.HasPrefix(out, test.want) {
			t.Errorf("got %s\nwant %s", out, test.want)
		}
	}
}
