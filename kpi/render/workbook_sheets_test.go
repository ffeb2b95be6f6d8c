package render_test

import (
	"archive/zip"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// partsOf are the files in a workbook whose names begin so.
func partsOf(t *testing.T, text, prefix string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, prefix) {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = string(data)
	}
	return parts
}

// The sheets are in their order, in the language of the report. Names of parts
// are made such that spreadsheets take them, and no two are alike.
func TestBookSheets(t *testing.T) {
	r := wholeBook(kpi.Vietnamese)
	sheets := bookOf(t, r).GetSheetList()
	// Every table has a second sheet for its last indicator.
	long := "Huyện Tràng Định Huyện Tràn"
	want := []string{
		"Tổng hợp", "Tổng hợp (2)", "Bắc Sơn A B C", "Bắc Sơn A B C (2)", "Huyện Tràng Định Huyện Tràng Đị", long + " (2)", long + " (3)", long + " (4)",
		"TỔNG HỢP (3)", "TỔNG HỢP (4)", "summary", "summary (2)", "’History’", "’History’ (2)", "history_", "history_ (2)", "_", "_ (2)", "=1+1", "=1+1 (2)",
		"Theo tháng", "Biểu đồ", "Số liệu", "Kiểm tra", "Định nghĩa", "Nguồn",
	}
	if !slices.Equal(sheets, want) {
		t.Errorf("sheets\n%q, want\n%q", sheets, want)
	}
	seen := map[string]bool{}
	for _, name := range sheets {
		if low := strings.ToLower(name); seen[low] || strings.ContainsAny(name, `[]:*?/\'`) || len(utf16.Encode([]rune(name))) > 31 {
			t.Errorf("the name %q", name)
		} else {
			seen[low] = true
		}
	}
	english := bookOf(t, wholeBook(kpi.English)).GetSheetList()
	if got := strings.Join(english[20:], ","); english[0] != "Summary" || english[10] != "summary (3)" || got != "By month,Charts,Data,Checks,Definitions,Source" {
		t.Errorf("sheets %q", english)
	}
}

// The sheet of a part has its rows, below a title with its name.
func TestBookPart(t *testing.T) {
	r := wholeBook(kpi.English)
	rows, err := bookOf(t, r).GetRows("Bắc Sơn A B C")
	if err != nil {
		t.Fatal(err)
	}
	if want := r.Say("title") + " – [Bắc] Sơn: A/B\\C*?"; rows[0][0] != want || rows[5][0] != "Tràng Định" || rows[7][0] != "Total" {
		t.Errorf("%q, want %q", rows, want)
	}
}

// Months are columns, and one without a figure is blank.
func TestBookMonths(t *testing.T) {
	r := wholeBook(kpi.English)
	f := bookOf(t, r)
	rows, err := f.GetRows("By month")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[4], ","); got != "Indicator,District,Commune,2024-01,2024-02,2024-03" {
		t.Errorf("header %s", got)
	}
	// Two indicators have figures of two months; four rows and the total each.
	if len(rows) != 5+2*5 || rows[9][1] != "Total" || rows[10][0] != "Resolved late" {
		t.Fatalf("%q", rows)
	}
	for i, row := range append(slices.Clone(r.Rows), r.Total) {
		for column := range 2 {
			for month, figure := range row.Series[column] {
				h := heldAt(t, f, "By month", cellAt(t, 4+month, 6+column*5+i))
				if figure.Defined {
					wantFigure(t, h, figure, r.Lang)
				} else if h.raw != "" {
					t.Errorf("a gap is %q", h.raw)
				}
			}
		}
	}
	r.Months = nil
	for i := range r.Rows {
		r.Rows[i].Series = nil
	}
	r.Total.Series = nil
	if sheets := bookOf(t, r).GetSheetList(); slices.Contains(sheets, "By month") {
		t.Errorf("no months, and the sheets %q", sheets)
	}
}

// What was read is there cell by cell, below ids and labels; lines are numbers.
func TestBookData(t *testing.T) {
	r := wholeBook(kpi.English)
	f := bookOf(t, r)
	rows, err := f.GetRows("Data", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0][1] != "district" || rows[1][1] != "District" || rows[1][5] != "Statutory time limit" {
		t.Errorf("header %q", rows[:2])
	}
	for n, row := range slices.Collect(r.Data.Rows) {
		for i, c := range row {
			want := c.Text
			if c.Count.Known {
				want = kpi.FormatCount(c.Count.Value, c.Count.Scale)
			}
			h := heldAt(t, f, "Data", cellAt(t, i+1, n+3))
			_, bad := strconv.Atoi(want)
			number := want != "" && len(want) <= 15 && (r.Data.Columns[i].Unit != "" || r.Data.Columns[i].ID == "source_line" && bad == nil)
			if h.raw != want || want != "" && number == (h.kind == excelize.CellTypeInlineString) {
				t.Errorf("%q of type %d, want %q, a number: %t", h.raw, h.kind, want, number)
			}
		}
	}
}

// Findings, definitions and files are listed, and nothing of theirs is a formula.
func TestBookLists(t *testing.T) {
	r := wholeBook(kpi.Vietnamese)
	r.Findings = slices.Values([]report.Message{{
		Finding: kpi.Finding{Severity: kpi.Warning, Code: "count-missing", Place: kpi.Place{File: "=x.csv", Line: 8, Column: 4, Header: "+a", Text: "@SUM(1)\x00"}},
		Text:    "-1", Remedy: "=HYPERLINK(1)",
	}})
	f := bookOf(t, r)
	for sheet, want := range map[string][]string{
		"Kiểm tra":   {"cảnh báo", "count-missing", "=x.csv", "8", "4", "+a", `@SUM(1)\u0000`, "-1", "=HYPERLINK(1)"},
		"Định nghĩa": {"on_time_received", "Đúng hạn, trước hạn / tiếp nhận"},
		"Nguồn":      {"x.csv", "9", "0", "1", "5", "0", "1", "0", "2", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		line := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 1 && row[0] == want[0] })
		if line < 0 || !slices.Equal(rows[line][:len(want)], want) {
			t.Errorf("%s: %q, want a row %q", sheet, rows, want)
			continue
		}
		for i := range want {
			heldAt(t, f, sheet, cellAt(t, i+1, line+1))
		}
	}
	rows, err := f.GetRows("Nguồn")
	if err != nil || len(rows) != 7 || rows[2][0] != "Phiên bản chương trình: kpi v1.2.3" || rows[6][0] != "Tháng 6.csv" {
		t.Errorf("%v: %q", err, rows)
	}
}

// A report without rows, months or figures is still a workbook, and a long note is
// cut by no limit of the library.
func TestBookOfLittle(t *testing.T) {
	r := wholeBook(kpi.English)
	r.Rows, r.Parts, r.Data, r.Findings, r.Inputs, r.Definition = nil, nil, nil, nil, nil, nil
	r.Sections[2].Lines = []string{strings.Repeat("note ", 3000)}
	if got := strings.Join(bookOf(t, r).GetSheetList(), ","); got != "Summary,By month,Charts,Checks,Definitions,Source" {
		t.Errorf("sheets %s", got)
	}
	r.Keys, r.By, r.Columns, r.Total = nil, nil, nil, sampleRow{}
	f := bookOf(t, r)
	if got := strings.Join(f.GetSheetList(), ","); got != "Summary,Checks,Definitions,Source" {
		t.Errorf("sheets %s", got)
	}
	if got := heldAt(t, f, "Checks", "A3").raw; got != "Nothing wrong found" {
		t.Errorf("no findings: %q", got)
	}
}

// What other programs would have to mend is not there: columns out of turn, merged
// cells that overlap, formulas, names that are there twice, references without a sheet.
func TestBookNeedsNoRepair(t *testing.T) {
	text := rendered(t, "xlsx", wholeBook(kpi.Vietnamese))
	merge := regexp.MustCompile(`<mergeCell ref="([^"]+)"`)
	for name, sheet := range partsOf(t, text, "xl/worksheets/sheet") {
		wantColumnsInTurn(t, name, sheet)
		taken := map[string]bool{}
		for _, m := range merge.FindAllStringSubmatch(sheet, -1) {
			from, to, _ := strings.Cut(m[1], ":")
			left, top, err := excelize.CellNameToCoordinates(from)
			right, bottom, err2 := excelize.CellNameToCoordinates(to)
			if err != nil || err2 != nil || top != bottom || right <= left {
				t.Errorf("%s: merged %s", name, m[1])
			}
			for x := left; x <= right; x++ {
				if at := cellAt(t, x, top); taken[at] {
					t.Errorf("%s: %s is merged twice", name, at)
				} else {
					taken[at] = true
				}
			}
		}
		if strings.Contains(sheet, "<f>") || strings.Contains(sheet, "<dataValidation") {
			t.Errorf("%s has formulas or validations", name)
		}
	}
	names := map[string]bool{}
	f := opened(t, text)
	for _, n := range f.GetDefinedName() {
		sheet, _, _ := strings.Cut(strings.TrimPrefix(n.RefersTo, "'"), "'!")
		if key := n.Scope + n.Name; names[key] || sheet != n.Scope || !slices.Contains(f.GetSheetList(), sheet) {
			t.Errorf("the name %+v", n)
		} else {
			names[key] = true
		}
	}
}

func wantColumnsInTurn(t *testing.T, name, sheet string) {
	t.Helper()
	last := 0
	for _, m := range regexp.MustCompile(`<col min="(\d+)" max="(\d+)"`).FindAllStringSubmatch(sheet, -1) {
		if n, err := strconv.Atoi(m[1]); err != nil || n != last+1 || m[1] != m[2] {
			t.Errorf("%s: columns %s to %s after %d", name, m[1], m[2], last)
		}
		last++
	}
	if last == 0 {
		t.Errorf("%s: no widths", name)
	}
}

func TestTidyColumnsInTurn(t *testing.T) {
	for name, sheet := range partsOf(t, tidied(t, "xlsx", fixedTidy()), "xl/worksheets/sheet") {
		wantColumnsInTurn(t, name, sheet)
	}
}
