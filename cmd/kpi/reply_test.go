package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The workbook of a check has a sheet for each unit with what is in its rows, at the address
// of the cell in a workbook and the line and column in a text, and one for a file of what is
// of no unit; the exit code is that of every format.
func TestCheckReply(t *testing.T) {
	dir := t.TempDir()
	book := write(t, dir, "both.xlsx", workbook(t, [][]string{
		{"period", "district", "received", "resolved"}, {"2024-01", "Bắc Sơn", "9", "7"}, {"2024-01", "Cao Lộc", "5", "x"}, {"2024-02", "Cao Lộc", "5", "5"},
		{"2024-02", "", "1", "1"},
	}))
	text := write(t, dir, "bac-son.csv", "period,district,received,resolved\n2024-02,Bắc Sơn,9,1.5\n")
	out := filepath.Join(dir, "out.xlsx")
	code, stdout, errs := runKPI(t, "check", "--lang", "vi", "--units", "none", book, text, "-o", out)
	if code != 3 || stdout != "" || errs != "" {
		t.Fatalf("exit code %d: %s%s", code, stdout, errs)
	}
	f, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Tình hình gửi", "Bắc Sơn", "Cao Lộc", "Chung", "both.xlsx"}) {
		t.Fatalf("sheets %q", got)
	}
	for sheet, want := range map[string][]string{
		"Tình hình gửi": {"Đơn vị,01/2024,02/2024,Lỗi,Cảnh báo,Tệp", "Bắc Sơn,✓,✓,1,0,both.xlsx, bac-son.csv", "Cao Lộc,✓,✓,1,0,both.xlsx"},
		"Bắc Sơn":       {"bac-son.csv,2:4,resolved,1.5,"},
		"Cao Lộc":       {"both.xlsx,D3,resolved,x,"},
		"Chung":         {",,,,Không có danh sách đơn vị"},
		"both.xlsx":     {"both.xlsx,B5,district,,"},
	} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !slices.ContainsFunc(rows, func(row []string) bool { return strings.HasPrefix(strings.Join(row, ","), line) }) {
				t.Errorf("%s: %q, want a row %q", sheet, rows, line)
			}
		}
	}
	if code, _, _ := runKPI(t, "check", "--codes", "-f", "xlsx", "-o", filepath.Join(dir, "codes.xlsx")); code != 0 {
		t.Errorf("codes: exit code %d", code)
	}
}
