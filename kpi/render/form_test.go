package render_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// fixedForm is form II.06 of two units, of which one has counts that are not known, and a name
// that a terminal or a spreadsheet would run.
func fixedForm(t *testing.T, lang kpi.Lang) *report.Form {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	of, err := c.Form("ii06")
	if err != nil {
		t.Fatal(err)
	}
	tally := func(counts ...int64) kpi.Tally {
		sums := kpi.NewTally(c.Measures.Len())
		for n, i := range of.Counts() {
			if counts[n] < 0 {
				sums.Lack(i)
			} else if err := sums.Give(i, counts[n]); err != nil {
				t.Fatal(err)
			}
		}
		return sums
	}
	rows := []report.FormRow{
		{Name: "Huyện Tràng Định", Keys: report.Object{{Name: "district", Value: "Tràng Định"}}, Tally: tally(6176, 5384, 734, 58, 6098, 4571, 1510, 17, 66, 64, 2)},
		{Name: "=Huyện\x1b[31m", Keys: report.Object{{Name: "district", Value: "=Huyện\x1b[31m"}}, Tally: tally(-1, -1, 0, 3, 5, 3, 2, 0, 1, 1, 0)},
	}
	june := kpi.NewMonth(2024, 6).Period()
	return report.NewForm(of, c.Measures, rows, tally(-1, -1, 734, 61, 6103, 4574, 1512, 17, 67, 65, 2), c.Messages, report.FormOptions{
		Lang: lang, Heading: report.Heading{Office: "VĂN PHÒNG UBND TỈNH"}, Place: "tỉnh Lạng Sơn", Rows: kpi.FormUnits, Period: june, Calendar: kpi.Calendar{MonthEnds: 14},
		Source: report.Evidence{Inputs: fixed(lang).Inputs[:1], Findings: report.Messages([]kpi.Finding{{Severity: kpi.Note, Code: kpi.CountDash, Args: kpi.Args{"cells", "2"}}}, c.Messages, lang)},
	})
}

// Every format of a form, in both languages where people read it.
func TestForms(t *testing.T) {
	wantGolden(t, "form-vi.txt", renderedAs(t, "table", fixedForm(t, kpi.Vietnamese)))
	wantGolden(t, "form-en.txt", renderedAs(t, "table", fixedForm(t, kpi.English)))
	wantGolden(t, "form-vi.md", renderedAs(t, "markdown", fixedForm(t, kpi.Vietnamese)))
	wantGolden(t, "form.csv", renderedAs(t, "csv", fixedForm(t, kpi.Vietnamese)))
	wantGolden(t, "form-vi.csv", renderedAs(t, "csv-vi", fixedForm(t, kpi.Vietnamese)))
	wantGolden(t, "form.json", renderedAs(t, "json", fixedForm(t, kpi.English)))
}

// The workbook of a form has its header in merged cells, counts as numbers, what is not known as
// …, and the header on every page, which is A4 across.
func TestFormWorkbook(t *testing.T) {
	text := renderedAs(t, "xlsx", fixedForm(t, kpi.Vietnamese))
	if text != renderedAs(t, "xlsx", fixedForm(t, kpi.Vietnamese)) {
		t.Error("the same form has other bytes")
	}
	f := opened(t, text)
	name := f.GetSheetName(0)
	if name != "Biểu số II.06" || f.SheetCount != 1 {
		t.Errorf("%d sheets, the first is %q", f.SheetCount, name)
	}
	merged, err := f.GetMergeCells(name)
	if err != nil {
		t.Fatal(err)
	}
	var areas []string
	for _, m := range merged {
		areas = append(areas, m.GetStartAxis()+":"+m.GetEndAxis()+" "+m.GetCellValue())
	}
	for _, want := range []string{"A4:M4 Tình hình, kết quả giải quyết thủ tục hành chính tại tỉnh Lạng Sơn", "A6:M6 Đơn vị tính: Số hồ sơ TTHC", "A7:A9 TT", "B7:B9 Đơn vị",
		"C7:F7 Số hồ sơ nhận giải quyết", "C8:C9 Tổng số", "D8:E8 Trong kỳ", "F8:F9 Từ kỳ trước", "G7:J7 Số lượng hồ sơ đã giải quyết", "K7:M7 Số lượng hồ sơ đang giải quyết", "M8:M9 Quá hạn"} {
		if !slices.Contains(areas, want) {
			t.Errorf("no merged cell %s in %q", want, areas)
		}
	}
	for cell, want := range map[string]string{"A5": "Kỳ báo cáo: tháng 6 năm 2024 (từ ngày 15/05/2024 đến ngày 14/06/2024)", "D9": "Trực tuyến", "E9": "Trực tiếp, dịch vụ bưu chính", "A10": "(1)", "M10": "(13)",
		"A11": "1", "B11": "Huyện Tràng Định", "C11": "6176", "B12": `=Huyện\u001b[31m`, "C12": "…", "E12": "0", "A13": "", "B13": "Tổng cộng", "C13": "…", "F13": "61"} {
		if got, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true}); got != want || err != nil {
			t.Errorf("%s is %q, want %q, %v", cell, got, want, err)
		}
	}
	kind, err := f.GetCellType(name, "C11")
	layout, layoutErr := f.GetPageLayout(name)
	if err != nil || layoutErr != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber || *layout.Orientation != "landscape" || *layout.Size != 9 {
		t.Errorf("C11 is of type %v, the page is %v, %v, %v", kind, layout, err, layoutErr)
	}
	titles := slices.IndexFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool {
		return d.Name == "_xlnm.Print_Titles" && strings.Contains(d.RefersTo, "$7:$10")
	})
	if titles < 0 {
		t.Errorf("the header is not on every page: %v", f.GetDefinedName())
	}
}

// A form on a narrow screen is several tables, each with the numbers and names of the rows.
func TestFormOnScreen(t *testing.T) {
	var b bytes.Buffer
	f, _ := render.Find(render.Formats(render.Screen{Width: 80}, "table"), "table")
	if err := f.Render(&b, fixedForm(t, kpi.Vietnamese)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "Huyện Tràng Định"); n < 2 {
		t.Errorf("%d tables in\n%s", n, b.String())
	}
	for line := range strings.Lines(b.String()) {
		if columns(strings.TrimSuffix(line, "\n")) > 80 {
			t.Errorf("a line is too wide: %s", line)
		}
	}
}
