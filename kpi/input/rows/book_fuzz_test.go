package rows

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"testing"

	"cchc/kpi"
)

// bookOf packs the parts of a workbook, by their names.
func bookOf(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// partsOf unpacks a workbook.
func partsOf(t testing.TB, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

// FuzzBook reads any parts of a workbook: nothing panics, rows come in the order of their
// lines, and what cannot be read is a finding.
func FuzzBook(f *testing.F) {
	for _, path := range []string{"../../../testdata/forms/progress-766.xlsx", "../../../testdata/templates/counts.xlsx", "../../../testdata/templates/sheets.xlsx"} {
		if _, err := os.Stat(path); err != nil {
			f.Fatal(err)
		}
		p := partsOf(f, path)
		f.Add(p["xl/workbook.xml"], p["xl/_rels/workbook.xml.rels"], p["xl/sharedStrings.xml"], p["xl/styles.xml"], p["xl/worksheets/sheet1.xml"])
	}
	f.Fuzz(func(t *testing.T, workbook, rels, texts, styles, sheet []byte) {
		data := bookOf(t, map[string][]byte{"xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": rels,
			"xl/sharedStrings.xml": texts, "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheet})
		findings := kpi.NewFileFindings(Stdin)
		sources, _ := Expand([]string{Stdin}, bytes.NewReader(data))
		file := Open(sources[0], Options{Choose: func(_ []byte, first func(byte) [][]string) byte {
			return byte(len(first(0))) // a table has rows
		}}, findings)
		defer file.Close()
		if !file.IsSheet() {
			if findings.Kept() == 0 {
				t.Error("no sheet, and no finding")
			}
			return
		}
		line := 0
		for {
			row, err := file.Next()
			if err != nil {
				if !errors.Is(err, io.EOF) && findings.Kept() == 0 {
					t.Errorf("%v is no finding", err)
				}
				return
			}
			if row.Line <= line {
				t.Errorf("line %d after %d", row.Line, line)
			}
			line = row.Line
		}
	})
}
