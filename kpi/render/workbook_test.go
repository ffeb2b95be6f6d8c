package render_test

import (
	"archive/zip"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/render/workbook"
	"cchc/kpi/report"
)

// cellAt is the cell of a column and a line.
func cellAt(t *testing.T, column, line int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(column, line)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// held is what a cell holds: its value, what is displayed, and the number format.
type held struct {
	raw, shown, format string
	kind               excelize.CellType
	style              *excelize.Style
}

func heldAt(t *testing.T, f *excelize.File, sheet, at string) held {
	t.Helper()
	raw, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	shown, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	format := ""
	if style.CustomNumFmt != nil {
		format = *style.CustomNumFmt
	}
	if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
		t.Errorf("%s %s is the formula %q, %v", sheet, at, formula, err)
	}
	return held{raw, shown, format, kind, style}
}

// number reads the value of a cell back.
func (h held) number(t *testing.T) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(h.raw, 64)
	if err != nil || h.kind == excelize.CellTypeInlineString {
		t.Errorf("%q is no number, %v", h.raw, err)
	}
	return n
}

// percentFormats are the formats of the rates of the fixed report, by what people
// read.
func percentFormats(lang kpi.Lang) map[string]string {
	edge := func(vi, en string) string {
		text := `"` + map[kpi.Lang]string{kpi.Vietnamese: vi, kpi.English: en}[lang] + `"`
		return text + ";" + text
	}
	return map[string]string{">99.9": edge(">99,9%", ">99.9%"), "<0.1": edge("<0,1%", "<0.1%")}
}

// wantFigure compares a cell with a figure: exactly, and as it is displayed.
func wantFigure(t *testing.T, h held, f report.Figure, lang kpi.Lang) {
	t.Helper()
	if !f.Defined {
		if h.raw != f.NA || h.style.Font.Color == "" || h.style.Alignment.Horizontal != "right" {
			t.Errorf("no figure is %q, %+v", h.raw, h.style)
		}
		return
	}
	if got := h.number(t); got != f.Number() && math.Abs(got-f.Number()) > 1e-15 {
		t.Errorf("%v, want %v", got, f.Number())
	}
	want := "0.0%"
	if edge, ok := percentFormats(lang)[f.Shown]; ok {
		want = edge
	}
	if f.Ratio.Plain {
		want = "#,##0"
	}
	if h.format != want {
		t.Errorf("format %q, want %q", h.format, want)
	}
	// The library that reads it back leaves characters of quoted texts out.
	if shown := strings.ReplaceAll(strings.TrimSuffix(h.shown, "%"), ",", ""); want[0] != '"' && shown != f.Shown {
		t.Errorf("shown is %q, want %q", h.shown, f.Shown)
	}
}

// bookOf opens the workbook of a report.
func bookOf(t *testing.T, r *sample) *excelize.File {
	t.Helper()
	return opened(t, rendered(t, "xlsx", r))
}

// The columns of the fixed report: two keys; on time with target and verdict;
// a count; the cut; and on a second sheet, beside the keys again, digitised with target and
// verdict, for which the first has no room.
var (
	groupStarts = []int{3, 8, 9, 3}
	groupSheets = []string{"", "", "", " (2)"}
	judgedGroup = []bool{true, false, false, true}
)

// Every figure is in the table as the number that it is, with the format that
// shows it as the report does, and its sums, target and verdict beside it.
func TestBookFigures(t *testing.T) {
	for _, lang := range []kpi.Lang{kpi.English, kpi.Vietnamese} {
		r := wholeBook(lang)
		f := bookOf(t, r)
		sheet := r.Say("summary")
		for n, row := range append(slices.Clone(r.Rows), r.Total) {
			line := 6 + n
			for i, figure := range row.Figures {
				at := func(offset int) held {
					return heldAt(t, f, sheet+groupSheets[i], cellAt(t, groupStarts[i]+offset, line))
				}
				wantFigure(t, at(0), figure, lang)
				target := 3
				if r.Columns[i].Plain {
					target = 1
				} else {
					wantCounts(t, figure, at(1), at(2))
				}
				if judgedGroup[i] {
					wantVerdict(t, figure, at(target), at(target+1))
				}
			}
		}
		for _, page := range []string{"", " (2)"} {
			if got := heldAt(t, f, sheet+page, "A10"); got.raw != r.TotalLabel || !got.style.Font.Bold || len(got.style.Border) == 0 {
				t.Errorf("total %+v", got)
			}
			if got := heldAt(t, f, sheet+page, "A6"); got.raw != r.Rows[0].Keys[0].Label {
				t.Errorf("the first key is %q", got.raw)
			}
		}
	}
}

func wantCounts(t *testing.T, f report.Figure, num, den held) {
	t.Helper()
	if !f.Defined {
		if num.raw+den.raw != "" {
			t.Errorf("sums of no figure: %q %q", num.raw, den.raw)
		}
		return
	}
	for _, c := range []struct {
		h held
		n int64
	}{{num, f.Ratio.Num}, {den, f.Ratio.Den}} {
		want := kpi.FormatCount(c.n, f.Ratio.Scale)
		format := "#,##0"
		if strings.Contains(want, ".") {
			format = "#,##0.0"
		}
		if c.h.raw != want || c.h.format != format || strings.ReplaceAll(c.h.shown, ",", "") != want {
			t.Errorf("count %+v, want %s as %s", c.h, want, format)
		}
	}
}

func wantVerdict(t *testing.T, f report.Figure, target, verdict held) {
	t.Helper()
	if verdict.raw != f.Judgment {
		t.Errorf("verdict %q, want %q", verdict.raw, f.Judgment)
	}
	if f.Target == "" {
		if target.raw != "" {
			t.Errorf("target %q", target.raw)
		}
		return
	}
	if target.shown != f.Target+"%" {
		t.Errorf("target %q, want %q", target.shown, f.Target)
	}
}

// The table has two lines of headers, of which the lower has the filters; both stay
// in sight and are printed on every page.
func TestBookLayout(t *testing.T) {
	r := wholeBook(kpi.Vietnamese)
	f := bookOf(t, r)
	const sheet = "Tổng hợp"
	merged, err := f.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var groups []string
	for _, m := range merged {
		if strings.HasSuffix(m.GetStartAxis(), "4") && len(m.GetStartAxis()) == 2 {
			groups = append(groups, m.GetStartAxis()+":"+m.GetEndAxis()+" "+m.GetCellValue())
		}
	}
	if got, want := strings.Join(groups, "; "), "C4:G4 Đúng hạn, trước hạn / tiếp nhận; I4:K4 Cắt giảm thời hạn"; got != want {
		t.Errorf("groups %s, want %s", got, want)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rows[4], ","), "Huyện,Xã,Tỷ lệ,Tử số,Mẫu số,Chỉ tiêu,Đánh giá,Số lượng,Tỷ lệ,Tử số,Mẫu số"; got != want {
		t.Errorf("header %s, want %s", got, want)
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 5 || panes.TopLeftCell != "C6" {
		t.Errorf("%v: panes %+v", err, panes)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	if got := names[sheet+" _xlnm._FilterDatabase"]; got != "'Tổng hợp'!$A$5:$K$9" {
		t.Errorf("filters %q", got)
	}
	if got := names[sheet+" _xlnm.Print_Titles"]; got != "'Tổng hợp'!$4:$5" {
		t.Errorf("titles %q", got)
	}
	if got := names["Tổng hợp (2) _xlnm.Print_Titles"]; got != "'Tổng hợp (2)'!$4:$5" {
		t.Errorf("titles of the second sheet %q", got)
	}
	paper, err := f.GetPageLayout(sheet)
	if err != nil || *paper.Size != 9 || *paper.Orientation != "landscape" || *paper.FitToWidth != 1 || *paper.FitToHeight != 0 {
		t.Errorf("%v: paper %+v", err, paper)
	}
	props, err := f.GetSheetProps(sheet)
	if err != nil || !*props.FitToPage {
		t.Errorf("%v: %+v", err, props)
	}
	foot, err := f.GetHeaderFooter(sheet)
	if err != nil || !strings.HasSuffix(foot.OddFooter, "Trang &P/&N") {
		t.Errorf("%v: footer %+v", err, foot)
	}
	text := strings.Join(slices.Concat(rows[10:]...), "\n")
	for _, want := range []string{"“chưa có số liệu”", "Ghi chú", "• x.csv:8: 2 ô có dấu gạch"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q below the table in\n%s", want, text)
		}
	}
}

// Verdicts have colours that follow the words, on the figure and on the word.
func TestBookColours(t *testing.T) {
	f := bookOf(t, wholeBook(kpi.English))
	for _, sheet := range []string{"Summary", "Summary (2)"} {
		formats, err := f.GetConditionalFormats(sheet)
		if err != nil {
			t.Fatal(err)
		}
		rules := formats["C6:C10 G6:G10"]
		if len(formats) != 1 || len(rules) != 2 || rules[0].Criteria != `$G6="met"` || rules[1].Criteria != `$G6="missed"` {
			t.Errorf("%s: %+v", sheet, formats)
		}
	}
}

// The same report has the same bytes, in whatever order the library hands over the
// sheets, and nothing in them depends on when.
func TestBookSameBytes(t *testing.T) {
	text := rendered(t, "xlsx", wholeBook(kpi.Vietnamese))
	for range 5 {
		if rendered(t, "xlsx", wholeBook(kpi.Vietnamese)) != text {
			t.Fatal("the same report has other bytes")
		}
	}
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" || !slices.IsSortedFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the parts are in another order")
	}
	for _, part := range z.File {
		if part.ModifiedTime != 0 || part.ModifiedDate != 0 {
			t.Errorf("%s has the time %v", part.Name, part.Modified)
		}
	}
}

// A text that no cell can hold, or more rows than a sheet has, is an error.
func TestBookTooLarge(t *testing.T) {
	r := wholeBook(kpi.English)
	r.Rows[0].Keys[0].Label = strings.Repeat("ắ", excelize.TotalCellChars+1)
	if err := workbook.Write(io.Discard, r.document()); err == nil || !strings.Contains(err.Error(), "a text of Summary is longer than a cell") {
		t.Errorf("error %v", err)
	}
	r = wholeBook(kpi.English)
	row := slices.Collect(fixedTidy().Rows)[:1]
	r.Data.Rows = slices.Values(slices.Repeat(row, excelize.TotalRows-1))
	if err := workbook.Write(io.Discard, r.document()); err == nil || !strings.Contains(err.Error(), "Data needs 1048577 lines, and a sheet has no more than 1048576") {
		t.Errorf("error %v", err)
	}
}
