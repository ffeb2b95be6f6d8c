package render_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/render/workbook"
	"cchc/kpi/report"
)

// texts are cells of texts.
func texts(all ...string) []report.TidyCell {
	var cells []report.TidyCell
	for _, text := range all {
		cells = append(cells, report.TidyCell{Text: text})
	}
	return cells
}

// tidyRow is the keys of a row, its counts and where it comes from.
func tidyRow(keys []string, counts []report.Count, source ...string) []report.TidyCell {
	cells := texts(keys...)
	for _, c := range counts {
		cells = append(cells, report.TidyCell{Count: c})
	}
	return append(cells, texts(source...)...)
}

// fixedTidy is a tidy table in which nothing is computed: periods that look like
// numbers, names that a spreadsheet would run, half days, and what is not known.
func fixedTidy() *report.Tidy {
	return &report.Tidy{
		Columns: []report.TidyColumn{
			{ID: "period", Label: "Period", Kind: "key"}, {ID: "district", Label: "District", Kind: "key"}, {ID: "commune", Label: "Commune", Kind: "key"},
			{ID: "received", Label: "Received in the period", Kind: "flow", Unit: "dossiers"},
			{ID: "pending", Label: "Pending", Kind: "closing", Unit: "dossiers"},
			{ID: "statutory_days", Label: "Statutory time limit", Kind: "flow", Unit: "days"},
			{ID: "source_file", Label: "Source file", Kind: "source"}, {ID: "source_line", Label: "Source line", Kind: "source"},
		},
		Rows: slices.Values([][]report.TidyCell{
			tidyRow([]string{"2024", "Tràng Định", ""}, days(known(6118, 0), 9), "x.csv; Tháng 6.csv", "2; 14"),
			tidyRow([]string{"2024-06", "Tràng Định", `Xã "A", b`}, days(known(-1, 1234567), -1), "x.csv", "3"),
			tidyRow([]string{"2024-01..2024-05", "Chi Lăng", "=cmd|' /C calc'!A0"}, days(known(123456789012345, -1), 20), "x.csv", "4"),
			tidyRow([]string{"", "-Bắc", "0012"}, days(known(1234567890123456789, 7), 0), "-", "5"),
		}),
		Inputs: fixed(kpi.English).Inputs,
	}
}

// tidied writes a tidy table in a format.
func tidied(t *testing.T, name string, table *report.Tidy) string {
	t.Helper()
	for _, f := range render.Formats(render.Screen{}, "csv", "json", "xlsx") {
		if f.Name != name {
			continue
		}
		var b bytes.Buffer
		if err := f.Render(&b, table); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	t.Fatalf("no format %s", name)
	return ""
}

func TestTidyGoldens(t *testing.T) {
	wantGolden(t, "clean.csv", tidied(t, "csv", fixedTidy()))
	wantGolden(t, "clean.json", tidied(t, "json", fixedTidy()))
}

// A table without rows is still a table.
func TestTidyOfNothing(t *testing.T) {
	table := fixedTidy()
	table.Rows, table.Inputs = slices.Values([][]report.TidyCell{}), nil
	if got := tidied(t, "csv", table); got != "period,district,commune,received,pending,statutory_days,source_file,source_line\n" {
		t.Errorf("csv %q", got)
	}
	var doc struct{ Columns, Rows, Inputs []any }
	if err := json.Unmarshal([]byte(tidied(t, "json", table)), &doc); err != nil || len(doc.Columns) != 8 || doc.Rows == nil || doc.Inputs == nil {
		t.Errorf("%v: json %+v", err, doc)
	}
	if rows := sheet(t, tidied(t, "xlsx", table)); len(rows) != 1 {
		t.Errorf("xlsx %q", rows)
	}
}

// opened opens what was written.
func opened(t *testing.T, text string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// sheet reads the cells of a workbook back.
func sheet(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := opened(t, text).GetRows("clean", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Cell by cell a workbook holds what the CSV does, but for the apostrophe: a text
// is a text there. Counts are numbers where a sheet keeps all their digits.
func TestXLSXHoldsWhatCSVHolds(t *testing.T) {
	table := fixedTidy()
	want, err := csv.NewReader(strings.NewReader(tidied(t, "csv", table))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, tidied(t, "xlsx", table))
	for y, record := range want {
		for x, text := range record {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.GetCellValue("clean", at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			if text = strings.TrimPrefix(text, "'"); got != text {
				t.Errorf("%s holds %q, want %q", at, got, text)
			}
			kind, err := f.GetCellType("clean", at)
			if err != nil {
				t.Fatal(err)
			}
			number := y > 0 && table.Columns[x].Unit != "" && len(text) <= 15
			if isText := kind == excelize.CellTypeInlineString; text != "" && isText == number {
				t.Errorf("%s, which holds %q, is of type %d", at, got, kind)
			}
			if formula, err := f.GetCellFormula("clean", at); err != nil || formula != "" {
				t.Errorf("%s is the formula %q, %v", at, formula, err)
			}
		}
	}
}

// The header is bold, stays in sight and has filters; columns fit.
func TestXLSXHeader(t *testing.T) {
	f := opened(t, tidied(t, "xlsx", fixedTidy()))
	if sheets := f.GetSheetList(); len(sheets) != 1 || sheets[0] != "clean" {
		t.Errorf("sheets %q", sheets)
	}
	panes, err := f.GetPanes("clean")
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit != 0 {
		t.Errorf("%v: panes %+v", err, panes)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'clean'!$A$1:$H$5" {
		t.Errorf("filters %+v", names)
	}
	for at, want := range map[string]bool{"A1": true, "H1": true, "A2": false, "D2": false} {
		id, err := f.GetCellStyle("clean", at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if bold := style.Font != nil && style.Font.Bold; bold != want {
			t.Errorf("%s is bold: %t", at, bold)
		}
	}
	for column, want := range map[string]float64{"A": 17, "D": 20, "C": 19, "F": 18} {
		if got, err := f.GetColWidth("clean", column); err != nil || got != want {
			t.Errorf("%v: column %s is %v wide, want %v", err, column, got, want)
		}
	}
	shown, err := f.GetCellValue("clean", "D4")
	if err != nil || shown != "123456789012345" {
		t.Errorf("%v: a large count is shown as %q", err, shown)
	}
}

// Nothing in a workbook depends on when or by what library it was made.
func TestXLSXSameBytes(t *testing.T) {
	text := tidied(t, "xlsx", fixedTidy())
	if again := tidied(t, "xlsx", fixedTidy()); again != text {
		t.Error("the same table has other bytes")
	}
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	core := ""
	for _, part := range z.File {
		if part.ModifiedTime != 0 || part.ModifiedDate != 0 {
			t.Errorf("%s has the time %v", part.Name, part.Modified)
		}
		if part.Name == "docProps/core.xml" {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			core = string(data)
		}
	}
	for _, want := range []string{"<dc:creator>kpi</dc:creator>", ">2000-01-01T00:00:00Z</dcterms:created>", ">2000-01-01T00:00:00Z</dcterms:modified>"} {
		if !strings.Contains(core, want) {
			t.Errorf("no %s in %s", want, core)
		}
	}
}

// What no cell can hold is an error or to be seen, never cut or lost.
func TestXLSXOddTexts(t *testing.T) {
	table := fixedTidy()
	rows := slices.Collect(table.Rows)
	table.Rows = slices.Values(rows)
	rows[0][1].Text = "Bắc\x1b[31m_x0041_"
	if got := sheet(t, tidied(t, "xlsx", table))[1][1]; got != `Bắc\u001b[31m_x0041_` {
		t.Errorf("got %q", got)
	}
	rows[0][1].Text = strings.Repeat("ắ", excelize.TotalCellChars+1)
	if err := workbook.Write(io.Discard, table); err == nil || !strings.Contains(err.Error(), "longer than a cell of a sheet can hold") {
		t.Errorf("error %v", err)
	}
}
