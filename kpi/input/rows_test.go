package input

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/input/rows"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// The same table in every dialect is the same ledger, and its lines are those
// that an editor shows.
func TestDialects(t *testing.T) {
	const want = "Tràng Định/Xã Chi Lăng 2024-06: received 5; Văn Lãng 2024-06: received 7"
	comma := exportHead + "2024-06,Tràng Định,Xã Chi Lăng,5\n2024-06,Văn Lãng,,7\n"
	by := func(delimiter string) string { return strings.ReplaceAll(comma, ",", delimiter) }
	quoted := "\"" + strings.NewReplacer(",", "\",\"", "\n", "\"\n\"").Replace(strings.TrimSuffix(comma, "\n")) + "\"\n"
	try(t, []readCase{
		one("comma", comma, "", want),
		one("semicolon", by(";"), "", want),
		one("tab", by("\t"), "", want),
		one("CRLF", strings.ReplaceAll(comma, "\n", "\r\n"), "", want),
		one("byte-order mark", "\ufeff"+by(";"), "", want),
		one("byte-order mark and quotes", "\ufeff"+quoted, "", want),
		one("no line break at the end", strings.TrimSuffix(comma, "\n"), "", want),
		one("CR at the end", strings.TrimSuffix(comma, "\n")+"\r", "", want),
		one("CR after quotes at the end", strings.TrimSuffix(quoted, "\n")+"\r", "", want),
		one("all in quotes", quoted, "", want),
		one("blank lines in quotes", strings.ReplaceAll(comma, "\n2", "\n\"\n\n\",,,\n2"), "", want),
		one("blank lines", "\n\n"+strings.ReplaceAll(comma, "\n", "\n\n,,,\n\r\n"), "", want),
		one("decomposed", norm.NFD.String(comma), "", want),
		one("spaces around", strings.ReplaceAll(comma, ",", " ,\u00a0"), "", want),
		one("empty cells too many", strings.ReplaceAll(comma, "\n2", ",,,\n2"), "", want),
		one("empty columns", strings.ReplaceAll(comma, "\n", ",,\n"), "", want),
		one("commas in a header by semicolons", "Kỳ;Huyện, thành phố;Xã, phường, thị trấn;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n2024-06;Văn Lãng;;7\n", "", want),
		one("line break in the first header", "\"Kỳ\nbáo cáo\";Huyện;Xã;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n2024-06;Văn Lãng;;7\n", "", want),
		{name: "delimiter asked for", in: files{"a.csv": "Kỳ;Huyện, thành phố;Xã, phường, thị trấn;received\n2024-06;Tràng Định;Xã Chi Lăng;5\n" +
			"2024-06;Văn Lãng;;7\n"}, opts: Options{Rows: rows.Options{Delimiter: ';'}}, ledger: want},
		one("columns in any order", "received;commune;period;district\n5;Xã Chi Lăng;2024-06;Tràng Định\n7;;2024-06;Văn Lãng\n", "", want),
	})
}

// Lines may end by CR alone, in the whole file or in some of it.
func TestLoneCR(t *testing.T) {
	for _, text := range []string{"period,district,received\r2024-06,A,5\r2024-06,B,6\r", "period,district,received,Ghi chú\r2024-06,A,5,\r2024-06,B,6,\r\n",
		"period,district,received\r2024-06,A,5\r\n2024-06,B,6\r\n", "period,district,received\n2024-06,A,5\r2024-06,B,6\n",
		"period,district,received\r\r2024-06,\"A\r\",5\r2024-06,B,6"} {
		for _, size := range []int{1, 2, 3, 7, 0} {
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{Rows: rows.Options{BlockSize: size}})
			if d := dump(got.Ledger); d != "A 2024-06: received 5; B 2024-06: received 6" || len(got.Findings) > 0 {
				t.Errorf("%q by %d bytes: findings %q, ledger %s", text, size, found(got.Findings), d)
			}
		}
	}
}

func TestQuotedCells(t *testing.T) {
	try(t, []readCase{
		one("line numbers after line breaks", "period,district,\"com\nmune\",received,Xã\n\n2024-06,\"Tràng\nĐịnh\",,x\n",
			"column-unknown 1:3; row-too-short 4:4 cells=4", "-"),
		one("place of a cell on later lines", exportHead+"2024-06,\"Tràng\n\nĐịnh\",\"Chi Lăng\r\n\",\"x\"\n2024-06,Văn Lãng,,y\n",
			"count-not-a-number 2:4; count-not-a-number 6:4", "-"),
		one("line breaks in a name are spaces", exportHead+"2024-06,\"Tràng\nĐịnh\",\"Xã\r\nChi Lăng\",5\n2024-06,Tràng Định,Xã Tri Phương,7\n",
			"", oneEntry+"; Tràng Định/Xã Tri Phương 2024-06: received 7"),
		one("delimiter and quotes in cells", "period,district,Mã TTHC,received\n2024-06,Tràng Định,\"1,\"\"a\"\"\",5\n2024-06,Tràng Định,\"1,\"\"b\"\"\",7\n",
			"", "Tràng Định 2024-06: received 12"),
		one("group mark in quotes", exportHead+"2024-06,Tràng Định,Xã Chi Lăng,\"1,057\"\n", "", "Tràng Định/Xã Chi Lăng 2024-06: received 1057"),
		one("group mark without quotes", exportHead+"2024-06,Tràng Định,Xã Chi Lăng,1,057\n", "row-too-long 2:5 cells=5", "-"),
		one("unclosed", exportHead+"2024-06,\"Tràng Định,,5\n2024-06,Văn Lãng,,7\n", "quote-unclosed 2:2", "-"),
		one("unclosed on the last line", exportHead+"2024-06,Tràng Định,,5\n2024-06,Văn Lãng,,\"7\n", "quote-unclosed 3:4", "-"),
		one("unclosed in the header", "period,\"district,commune\n", "quote-unclosed 1:2", "-"),
		one("stray", exportHead+"2024-06,Tràng \"Định,,5\n", "quote-stray 2:2", "-"),
		one("stray after a cell of lines", exportHead+"2024-06,\"Tràng\nĐịnh\" ,,5\n", "quote-stray 3:2", "-"),
		one("stray after findings", exportHead+"2024-06,Tràng Định,,x\n2024-06,Tràng Định,,5\"\n", "count-not-a-number 2:4; quote-stray 3:4", "-"),
	})
}

// A row of a workbook ends at its last cell that is not blank.
func TestRowsOfWorkbooks(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range [][]any{{"period", "district", "resolved", "received", "Ghi chú"}, {"2024-06", "A", 3, 5}, {"2024-06", "B", 1}, {}, {"2024-06", "C", 2, 4, "x"}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := Read(definitions(t), []string{rows.Stdin}, &b, Options{})
	if text := found(got.Findings); text != "count-missing -:3:4" {
		t.Errorf("findings %s", text)
	}
	if text := dump(got.Ledger); text != "A 2024-06: received 5, resolved 3; B 2024-06: received ?, resolved 1; C 2024-06: received 4, resolved 2" {
		t.Errorf("ledger %s", text)
	}
	if n := got.Ledger.Files[0].Lines; n != (kpi.Lines{Total: 5, Header: 1, Data: 3, Blank: 1}) {
		t.Errorf("lines %+v", n)
	}
}

// endless gives a text, and after it as many bytes of another as are wanted.
type endless struct {
	text, more string
	left, read int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.text)
	e.text = e.text[n:]
	for n < len(p) && e.left > 0 {
		m := copy(p[n:min(len(p), n+e.left)], e.more)
		n, e.left = n+m, e.left-m
	}
	e.read += n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// A quote that is never closed must not take the whole file into memory.
func TestUnclosedQuoteIsRefusedSoon(t *testing.T) {
	in := &endless{text: exportHead + "2024-06,\"Tràng Định,,5\n", more: "2024-06,Văn Lãng,,5\n", left: 20 << 20}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := Read(definitions(t), []string{rows.Stdin}, in, Options{})
	runtime.ReadMemStats(&after)
	if text := found(got.Findings); text != "quote-unclosed -:2:2" {
		t.Errorf("findings %s", text)
	}
	if in.read > 5<<20 {
		t.Errorf("%d bytes were read", in.read)
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 24<<20 {
		t.Errorf("%d bytes were allocated", taken)
	}
}

// The limit of a row is 2 MiB with its line break, whatever it is made of.
func TestRowLimit(t *testing.T) {
	const head = "period,district,commune,received,Ghi chú\n"
	row := func(length int, format string) string {
		return fmt.Sprintf(format, strings.Repeat("x", length-len(format)+len("%s")))
	}
	const limit = 2 << 20
	for _, tt := range []struct {
		name, format string
		length       int
		findings     string
	}{
		{"just under", "2024-06,Tràng Định,,5,%s\n", limit - 1, ""},
		{"just at", "2024-06,Tràng Định,,5,%s\n", limit, ""},
		{"just over", "2024-06,Tràng Định,,5,%s\n", limit + 1, "row-too-large -:2"},
		{"quoted, just at", "2024-06,Tràng Định,,5,\"\n%s\"\n", limit, ""},
		{"quoted, just over", "2024-06,Tràng Định,,5,\"\n%s\"\n", limit + 1, "row-too-large -:2"},
		{"without line break", "2024-06,Tràng Định,,5,%s", limit + 1, "row-too-large -:2"},
		{"much over", "2024-06,Tràng Định,,5,%s\n", 5 << 20, "row-too-large -:2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{0, 700_000, 3 << 20} {
				text := head + row(tt.length, tt.format) + "2024-06,Văn Lãng,,7,\n"
				got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{Rows: rows.Options{BlockSize: size}})
				if text := found(got.Findings); text != tt.findings {
					t.Errorf("in blocks of %d: findings %q, want %q", size, text, tt.findings)
				}
				if tt.findings != "" {
					continue
				}
				if n := len(got.Ledger.Entries); n != 2 {
					t.Fatalf("in blocks of %d: %d entries, want 2", size, n)
				}
				for i, want := range []string{"received 5", "received 7"} {
					if text := counts(got.Ledger.Measures, got.Ledger.Entries[i].Tally); text != want {
						t.Errorf("in blocks of %d: %s, want %s", size, text, want)
					}
				}
			}
		})
	}
}

// Where a row that is too long is cut does not matter: a letter may be there.
func TestTooLongInLetters(t *testing.T) {
	for _, pad := range []string{"", "x", "xx"} {
		for quote, want := range map[string]string{"": "row-too-large -:2", "\"": "quote-unclosed -:2:4"} {
			text := exportHead + "2024-06,A,," + quote + pad + strings.Repeat("ệ", 1<<20)
			got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{})
			if text := found(got.Findings); text != want {
				t.Errorf("%q before the letters: findings %s, want %s", quote+pad, text, want)
			}
		}
	}
}

// Rows of one text give the same figures and places by any block size.
func TestBlockSizeDoesNotMatter(t *testing.T) {
	var b strings.Builder
	b.WriteString(exportHead)
	for n := range 300 {
		fmt.Fprintf(&b, "2024-06,\"Tràng\nĐịnh\",Xã %d,%d\r\n", n%100+n/100*100, n)
		if n%50 == 7 {
			fmt.Fprintf(&b, "\n2024-06,Văn Lãng,Xã %d,x\n", n)
		}
	}
	want := read(t, files{"a.csv": b.String()}, Options{})
	if text := found(want.Findings); text != "count-not-a-number 19:4; count-not-a-number 121:4; count-not-a-number 223:4; "+
		"count-not-a-number 325:4; count-not-a-number 427:4; count-not-a-number 529:4" {
		t.Errorf("findings %s", text)
	}
	for size := 2; size < 200; size += 3 {
		got := Read(definitions(t), []string{"a.csv"}, nil, Options{Rows: rows.Options{BlockSize: size}})
		wantSame(t, fmt.Sprintf("in blocks of %d", size), got, want)
	}
	var sum int64
	received, _ := want.Ledger.Measures.Index("received")
	for _, e := range want.Ledger.Entries {
		if e.Unit.District == "Tràng Định" {
			v, _ := e.Tally.Value(received)
			sum += v
		}
	}
	if sum != 300*299/2 {
		t.Errorf("sum %d, want %d", sum, 300*299/2)
	}
}
