package rows

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// textRecord is a record as texts, with the line that it begins on.
type textRecord struct {
	line  int
	cells []string
}

// outcome is what splitting a text gives: the records before the first
// fault, and the fault.
type outcome struct {
	records []textRecord
	fault   string // "", "stray at LINE" or "unclosed"
}

// String writes an outcome for a message.
func (o outcome) String() string {
	var b strings.Builder
	for _, r := range o.records {
		fmt.Fprintf(&b, "%d%q ", r.line, r.cells)
	}
	return b.String() + o.fault
}

// add adds a record that is not a blank line; CRLF within a cell is LF.
func (o *outcome) add(line int, cells []string) {
	if len(cells) > 1 || cells[0] != "" {
		o.records = append(o.records, textRecord{line, cells})
	}
}

// scanned splits a text by our own reader, by blocks of a size.
func scanned(t testing.TB, text []byte, delimiter byte, size int) (o outcome, last *quoteError) {
	t.Helper()
	blocks := &blockReader{r: bytes.NewReader(text), size: size}
	scan := &Scanner{delimiter: delimiter}
	var data []byte
	line := 1
	for {
		var err error
		line += bytes.Count(data, newline)
		data, err = blocks.next(data)
		if errors.Is(err, io.EOF) {
			return o, nil
		}
		if err != nil {
			t.Fatal(err)
		}
		for scan.Reset(Block{data, line}); ; {
			rec, ok, err := scan.Next()
			if errors.As(err, &last) {
				o.fault = "unclosed"
				if last.closed {
					o.fault = fmt.Sprint("stray at ", last.line)
				}
				return o, last
			}
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			cells := make([]string, len(rec.Cells))
			for i, c := range rec.Cells {
				cells[i] = strings.ReplaceAll(string(c), "\r\n", "\n")
			}
			o.add(rec.Line, cells)
		}
	}
}

// reference splits a text by encoding/csv.
func reference(t testing.TB, text []byte, delimiter byte) (o outcome) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = rune(delimiter), -1
	for {
		cells, err := r.Read()
		var fault *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return o
		case errors.As(err, &fault) && errors.Is(err, csv.ErrQuote) && !closes(text, fault):
			o.fault = "unclosed"
			return o
		case fault != nil:
			o.fault = fmt.Sprint("stray at ", fault.Line)
			return o
		case err != nil:
			t.Fatal(err)
		}
		line, _ := r.FieldPos(0)
		o.add(line, cells)
	}
}

// closes reports whether a quote is where encoding/csv found a fault: it
// names the end of the text for a cell that is never closed.
func closes(text []byte, fault *csv.ParseError) bool {
	lines := bytes.Split(text, newline)
	if fault.Line > len(lines) {
		return false
	}
	line := lines[fault.Line-1]
	return fault.Column <= len(line) && line[fault.Column-1] == '"'
}

var (
	delimiters = []byte{',', ';', '\t'}
	blockSizes = []int{1, 2, 3, 7, 64, 1 << 20}
)

// wantReference wants our records to be those of encoding/csv, for which lines
// that end by CR are made to end by LF, and the end-of-text characters at the end left out.
func wantReference(t *testing.T, text []byte) {
	t.Helper()
	plain := bytes.TrimRight(bytes.Clone(text), endOfText)
	unixBreaks(plain, true)
	for _, d := range delimiters {
		want := reference(t, plain, d).String()
		for _, size := range blockSizes {
			if got, _ := scanned(t, text, d, size); got.String() != want {
				t.Errorf("%q by %q in blocks of %d:\n got %s\nwant %s", text, d, size, got, want)
			}
		}
	}
}

// recordSeeds are texts where readers of CSV go wrong.
func recordSeeds() []string {
	return []string{
		"", "a", "a,b\n", "a,b\nc,d\n", "a;b\r\nc;d\r\n", "a\tb\n\nc\td", "\n\n\na,b\n", "\r\n\r\na\r\n",
		"\"a\",b\n", "a,\"b\"\n", "\"a\"\n\"b\"\n", "\"a\"\"b\",c\n", "\"\"\"\"\n", "\"\"\n", "\"\",\"\"\n", "\"a,b;c\td\"\n",
		"\"a\nb\",c\nd,e\n", "\"a\r\nb\",c\r\nd,e\r\n", "\"\n\n\n\",x\ny\n", "a,\"b\n\nc\"\n\"d\ne\",f\n", "\"a\n\"\"\nb\"\nc\n",
		",,\n", ",\n,", "a,,b\n", ";;;\n", "a,", "a,\n", "a\n\"b\"", "\"b\"\r", "a\r", "\r", "a\rb,c\n", "a\r\r\n", "\"a\"\r\r\n", "\"a\r\"\n",
		"\"a\"\rb\n", "\ufeffa,b\n", "\ufeff\"a\",b\n", "a\x00b,c\n", "\x00", "\"\x00\"\n", "\x1a", "a,b\n\x1a", "a\r\x1a\x1a", "a\x1ab\n",
		"\"a", "a,\"b\nc\n", "a\n\"b\nc\nd", "a\nb\nc,\"d", "\"a\"\"", "\"a\"\"\nb", "a\n\"\"\"\n",
		"a\"b\n", "a\nb\"c\nd\n", "a\nb,c\"\n", "\"a\"b\n", "a\n\"b\" ,c\n", "a, \"b\"\n", "a\nb\nc\n\"d\"e\n", "\"a\nb\"c\n\"d\"\n",
		"x\"y\n\"z\nw\n", "a\n\"b\n\"c\n\"d\n", "\"a\n\"b\nc\"d\n\"e\n", "ồ,\"ộ\nớ\";x\n", "\xff,\"\xfe\"\n",
	}
}

func FuzzRecords(f *testing.F) {
	for _, seed := range recordSeeds() {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) { wantReference(t, text) })
}

// Line numbers are those of an editor, after cells of several lines too.
func TestRecordLines(t *testing.T) {
	text := "a,b\n\n\"c\nd\",\"e\r\n\nf\"\r\ng,h\n,\n\"i\"\"\n\",j"
	want := []textRecord{{1, []string{"a", "b"}}, {3, []string{"c\nd", "e\n\nf"}}, {7, []string{"g", "h"}}, {8, []string{"", ""}}, {9, []string{"i\"\n", "j"}}}
	for _, size := range blockSizes {
		got, _ := scanned(t, []byte(text), ',', size)
		same := func(a, b textRecord) bool { return a.line == b.line && slices.Equal(a.cells, b.cells) }
		if !slices.EqualFunc(got.records, want, same) || got.fault != "" {
			t.Errorf("in blocks of %d:\n got %s\nwant %s", size, got, outcome{records: want})
		}
	}
}

// A fault names the line and the cell where the quote is that is wrong.
func TestQuotePlaces(t *testing.T) {
	for _, tt := range []struct {
		text         string
		line, column int
		closed       bool
	}{
		{"\"a", 1, 1, false},
		{"a,b\nc,\"d\ne,f\n", 2, 2, false},
		{"a\n\"b\nc\",\"d\ne\n", 3, 2, false},
		{"a,b\"\n", 1, 2, true},
		{"a\nb\n\"c\nd\"e\n", 4, 1, true},
		{"a\n\"b\nc\",d,e\"f\"\n", 3, 3, true},
		{"a, \"b\"\n", 1, 2, true},
	} {
		for _, size := range blockSizes {
			_, got := scanned(t, []byte(tt.text), ',', size)
			if want := (quoteError{tt.line, tt.column, tt.closed}); got == nil || *got != want {
				t.Errorf("%q in blocks of %d: %+v, want %+v", tt.text, size, got, want)
			}
		}
	}
}
