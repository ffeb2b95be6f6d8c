package input

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"cchc/kpi/input/rows"
)

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

const exportHead = "period,district,commune,received\n"

// A quote that is never closed must not take the whole file into memory.
func TestUnclosedQuoteIsRefusedSoon(t *testing.T) {
	const size = 20 << 20
	in := &endless{text: exportHead + "2024-06,\"Tràng Định,,5\n", more: "2024-06,Văn Lãng,,5\n", left: size}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	got := Read(definitions(t), []string{rows.Stdin}, in, Options{})
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
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

// The limit of a record is 2 MiB with its line break, whatever it is made of.
func TestRecordLimit(t *testing.T) {
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

// Where a record that is too long is cut does not matter: a letter may stand there.
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
