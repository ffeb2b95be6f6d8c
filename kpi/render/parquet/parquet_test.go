package parquet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	library "github.com/parquet-go/parquet-go"

	"cchc/kpi"
	"cchc/kpi/render/parquet"
	"cchc/kpi/report"
)

// table is a tidy table with what is easily written wrongly: marks, quotes, what a
// spreadsheet would run, half days, counts below 0 and at the limits, and what is not known.
func table() *report.Tidy {
	row := func(period, district, commune string, received, days report.TidyCell, source string) []report.TidyCell {
		return []report.TidyCell{{Text: period}, {Text: district}, {Text: commune}, received, days, {Text: source}}
	}
	return &report.Tidy{
		Columns: []report.TidyColumn{
			{ID: "period", Kind: "key"}, {ID: "district", Kind: "key"}, {ID: "commune", Kind: "key"},
			{ID: "received", Kind: "flow", Unit: kpi.Dossiers}, {ID: "statutory_days", Kind: "distinct", Unit: kpi.Days}, {ID: "source_line", Kind: "source"},
		},
		Rows: slices.Values([][]report.TidyCell{
			row("2024-06", "Tràng Định", "", count(6118), halves(331), "2; 14"),
			row("2024-06", "Tràng Định", `Xã "A", b`, count(0), halves(0), "3"),
			row("2024-Q1", "Chi Lăng", "=cmd|' /C calc'!A0", report.TidyCell{}, halves(-3), "4"),
			row("", "Đắk\x1b[31m Lắk", "\xff Cư M'gar", count(math.MaxInt64), report.TidyCell{}, ""),
			row("2024", "0012", "Xã Ỷ Tịch", count(math.MinInt64), halves(8), "6"),
		}),
		Inputs: []kpi.File{{Name: "testdata/tháng 6.csv", SHA256: "ab12"}, {Name: "b\n.csv", SHA256: "cd34"}},
		Basis:  report.Basis{Version: "v1.2.3", Definitions: "sha256:00ff", Tables: []kpi.File{{Name: "own.csv", SHA256: "77"}}},
	}
}

func count(n int64) report.TidyCell {
	return report.TidyCell{Count: report.Count{Known: true, Value: n, Scale: 1}}
}

func halves(n int64) report.TidyCell {
	return report.TidyCell{Count: report.Count{Known: true, Value: n, Scale: 2}}
}

func written(t *testing.T, of *report.Tidy) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := parquet.Write(&b, of); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Days are tenths with one decimal: 331 halves are 165.5.
func TestValues(t *testing.T) {
	want := [][]any{
		{"2024-06", "Tràng Định", nil, int64(6118), int64(1655), "2; 14"},
		{"2024-06", "Tràng Định", `Xã "A", b`, int64(0), int64(0), "3"},
		{"2024-Q1", "Chi Lăng", "=cmd|' /C calc'!A0", nil, int64(-15), "4"},
		{nil, `Đắk\u001b[31m Lắk`, "\ufffd Cư M'gar", int64(math.MaxInt64), nil, nil},
		{"2024", "0012", "Xã Ỷ Tịch", int64(math.MinInt64), int64(40), "6"},
	}
	got := reads(t, written(t, table()))
	if fmt.Sprintf("%#v", got.rows) != fmt.Sprintf("%#v", want) {
		t.Errorf("rows\n got %#v\nwant %#v", got.rows, want)
	}
}

// What the columns are, and what the table was made of.
func TestFooter(t *testing.T) {
	footer := reads(t, written(t, table())).footer
	text := func(id string) fields {
		return fields{1: int64(6), 3: int64(1), 4: id, 6: int64(0), 10: fields{1: fields{}}}
	}
	schema := []any{
		fields{4: "kpi", 5: int64(6)}, text("period"), text("district"), text("commune"),
		fields{1: int64(2), 2: int64(64), 3: int64(1), 4: "received", 6: int64(18), 10: fields{10: fields{1: int64(64), 2: true}}},
		fields{1: int64(2), 2: int64(64), 3: int64(1), 4: "statutory_days", 6: int64(5), 7: int64(1), 8: int64(18), 10: fields{5: fields{1: int64(1), 2: int64(18)}}},
		text("source_line"),
	}
	if got, want := fmt.Sprint(footer[2]), fmt.Sprint(schema); got != want {
		t.Errorf("schema\n got %s\nwant %s", got, want)
	}
	notes := []any{
		fields{1: "kpi.schema", 2: "kpi.clean/1"}, fields{1: "kpi.definitions", 2: "sha256:00ff"}, fields{1: "kpi.tables", 2: "77  own.csv\n"},
		fields{1: "kpi.inputs", 2: "ab12  testdata/tháng 6.csv\ncd34  b\\u000a.csv\n"},
	}
	if got, want := fmt.Sprint(footer[5]), fmt.Sprint(notes); got != want {
		t.Errorf("notes\n got %s\nwant %s", got, want)
	}
	if footer[1] != int64(2) || footer[6] != "kpi version v1.2.3(build )" {
		t.Errorf("version %v, by %v", footer[1], footer[6])
	}
}

// A table has the same bytes when others were written before it, and beside it.
func TestSameBytes(t *testing.T) {
	want := [][]byte{}
	for n := range 12 {
		want = append(want, written(t, tableOf(n*n*50)))
	}
	var all sync.WaitGroup
	for range 3 {
		for n := len(want) - 1; n >= 0; n-- {
			all.Go(func() {
				var b bytes.Buffer
				if err := parquet.Write(&b, tableOf(n*n*50)); err != nil || !bytes.Equal(b.Bytes(), want[n]) {
					t.Errorf("a table of %d rows has other bytes, %v", n*n*50, err)
				}
			})
		}
		runtime.GC() // what the library keeps for the next file is lost
	}
	all.Wait()
}

// tableOf is a table with many rows, of texts and counts that repeat and that do not.
func tableOf(rows int) *report.Tidy {
	of := table()
	few := slices.Collect(of.Rows)
	all := slices.Clone(few)
	for n := range rows {
		row := slices.Clone(few[n%len(few)])
		row[2], row[3] = report.TidyCell{Text: fmt.Sprint("Xã ", n*n%9973)}, count(int64(n*7919%1009))
		all = append(all, row)
	}
	of.Rows = slices.Values(all)
	return of
}

// The library reads what it wrote: the columns in their order, the values, and the notes.
func TestOpened(t *testing.T) {
	f := opened(t, written(t, table()))
	const schema = `message kpi {
	optional binary period (STRING);
	optional binary district (STRING);
	optional binary commune (STRING);
	optional int64 received (INT(64,true));
	optional int64 statutory_days (DECIMAL(18,1));
	optional binary source_line (STRING);
}`
	if got := f.Schema().String(); got != schema {
		t.Errorf("schema %s", got)
	}
	if got, ok := f.Lookup("kpi.definitions"); !ok || got != "sha256:00ff" {
		t.Errorf("definitions %q", got)
	}
	rows := f.RowGroups()[0].Rows()
	defer rows.Close()
	all := make([]library.Row, 6)
	n, err := rows.ReadRows(all)
	if n != 5 || err != nil && err != io.EOF {
		t.Fatalf("%d rows, %v", n, err)
	}
	want := []string{
		"[2024-06 Tràng Định <null> 6118 1655 2; 14]", `[2024-06 Tràng Định Xã "A", b 0 0 3]`, "[2024-Q1 Chi Lăng =cmd|' /C calc'!A0 <null> -15 4]",
		`[<null> Đắk\u001b[31m Lắk ` + "\ufffd Cư M'gar 9223372036854775807 <null> <null>]", "[2024 0012 Xã Ỷ Tịch -9223372036854775808 40 6]",
	}
	for i, row := range all[:n] {
		if got := fmt.Sprintf("%v", []library.Value(row)); got != want[i] {
			t.Errorf("row %d\n got %s\nwant %s", i, got, want[i])
		}
	}
}

// opened is a file as the library reads it.
func opened(t *testing.T, data []byte) *library.File {
	t.Helper()
	f, err := library.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A table without rows still has its columns.
func TestNoRows(t *testing.T) {
	of := table()
	of.Rows, of.Inputs, of.Basis = slices.Values([][]report.TidyCell{}), nil, report.Basis{}
	got := reads(t, written(t, of))
	if len(got.groups) != 0 || len(got.footer[2].([]any)) != 7 || got.footer[3] != int64(0) {
		t.Errorf("footer %v", got.footer)
	}
}

// Rows are in groups of 32,768, each with its own values and what is NULL in it; columns of
// a whole group are of several pages. There are more than 15 columns, which the lists of
// Thrift count otherwise.
func TestGroups(t *testing.T) {
	const rows, columns = 2*32768 + 5, 20
	of := &report.Tidy{}
	for i := range columns {
		of.Columns = append(of.Columns, report.TidyColumn{ID: fmt.Sprint("m", i), Unit: kpi.Dossiers})
	}
	of.Rows = func(yield func([]report.TidyCell) bool) {
		for n := range rows {
			row := make([]report.TidyCell, columns)
			for i := range row {
				if (n+i)%(i+2) != 0 {
					row[i] = count(int64(n*columns + i))
				}
			}
			if !yield(row) {
				return
			}
		}
	}
	got := reads(t, written(t, of))
	if fmt.Sprint(got.groups) != "[32768 32768 5]" || got.pages <= 3*columns {
		t.Errorf("groups of %v rows, %d pages", got.groups, got.pages)
	}
	for n, row := range got.rows {
		for i, value := range row {
			var want any
			if (n+i)%(i+2) != 0 {
				want = int64(n*columns + i)
			}
			if value != want {
				t.Fatalf("row %d, column %d: %v, want %v", n, i, value, want)
			}
		}
	}
}

// Long texts are in pages of their own, and in the index as they are.
func TestLongTexts(t *testing.T) {
	of := &report.Tidy{Columns: []report.TidyColumn{{ID: "source_file", Kind: "source"}}}
	long := strings.Repeat("ắ", 1<<18)
	of.Rows = slices.Values(slices.Repeat([][]report.TidyCell{{{Text: long}}}, 3))
	data := written(t, of)
	got := reads(t, data)
	if fmt.Sprint(got.groups) != "[3]" || got.pages != 3 {
		t.Errorf("groups of %v rows, %d pages", got.groups, got.pages)
	}
	for n, row := range got.rows {
		if row[0] != long {
			t.Errorf("row %d has another text", n)
		}
	}
	index, err := opened(t, data).RowGroups()[0].ColumnChunks()[0].ColumnIndex()
	if err != nil || index.NumPages() != 3 {
		t.Fatalf("an index of %d pages, %v", index.NumPages(), err)
	}
	for n := range 3 {
		if string(index.MinValue(n).ByteArray()) != long || string(index.MaxValue(n).ByteArray()) != long {
			t.Errorf("page %d has a bound that is cut", n)
		}
	}
}

// What no column can hold is an error, never cut.
func TestTooManyDays(t *testing.T) {
	const most = 199_999_999_999_999_999
	for value, want := range map[int64]bool{most: true, -most: true, most + 1: false, -most - 1: false, math.MaxInt64: false, math.MinInt64: false} {
		of := table()
		rows := slices.Collect(of.Rows)
		rows[1][4] = halves(value)
		of.Rows = slices.Values(rows)
		var b bytes.Buffer
		err := parquet.Write(&b, of)
		if (err == nil) != want || err != nil && !strings.Contains(err.Error(), "(statutory_days)") {
			t.Errorf("%d halves: error %v", value, err)
		}
		if want {
			if got := reads(t, b.Bytes()).rows[1][4]; got != 5*value {
				t.Errorf("%d halves are %v tenths", value, got)
			}
		}
	}
}

// Only a tidy table has typed columns.
func TestOtherResult(t *testing.T) {
	if err := parquet.Write(io.Discard, &report.Document{}); err == nil || !strings.Contains(err.Error(), "Document has no table for Parquet") {
		t.Errorf("error %v", err)
	}
}

// full is a disk that takes some bytes.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(data []byte) (int, error) {
	if f.left -= len(data); f.left < 0 {
		return 0, errFull
	}
	return len(data), nil
}

func TestFullDisk(t *testing.T) {
	size := len(written(t, table()))
	for left := range size {
		if err := parquet.Write(&full{left}, table()); !errors.Is(err, errFull) {
			t.Fatalf("%d of %d bytes: error %v", left, size, err)
		}
	}
	if err := parquet.Write(&full{size}, table()); err != nil {
		t.Error(err)
	}
}
