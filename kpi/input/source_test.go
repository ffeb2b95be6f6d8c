package input

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// fileNames are those of the files of a ledger.
func fileNames(r Result) []string {
	var names []string
	for _, f := range r.Ledger.Files {
		names = append(names, filepath.ToSlash(f.Name))
	}
	return names
}

func TestArguments(t *testing.T) {
	for _, tt := range []struct {
		name, findings string
		args, files    []string
	}{
		{"a file", "", []string{"a.csv"}, []string{"a.csv"}},
		{"files in order", "", []string{"in/b.CSV", "a.csv"}, []string{"a.csv", "in/b.CSV"}},
		{"a folder", "folder-left in", []string{"in"}, []string{"in/b.CSV", "in/c.csv"}},
		{"a pattern", "", []string{"in/c*.csv"}, []string{"in/c.csv"}},
		{"a pattern of letters", "", []string{"in/[bc].*"}, []string{"in/b.CSV", "in/c.csv"}},
		{"a pattern of other letters", "", []string{"in/[!bd].*"}, []string{"in/c.csv"}},
		{"a pattern of a mark of exclamation", "", []string{"in/[c!].*", "[[!]a].csv"}, []string{"[a].csv", "in/c.csv"}},
		{"a pattern of all folders", "", []string{"**/[ce].csv"}, []string{"in/c.csv", "in/deeper/e.csv"}},
		{"a pattern of folders", "file-is-directory in/deeper", []string{"in/*/"}, []string{"in/deeper"}},
		{"a name like a pattern", "", []string{"[a].csv"}, []string{"[a].csv"}},
		{"any extension when named", "", []string{"in/d.dat"}, []string{"in/d.dat"}},
		{"a file twice", "file-repeated", []string{"a.csv", "a.csv"}, []string{"a.csv"}},
		{"a file in two ways", "file-repeated", []string{"./in/../a.csv", "a.csv"}, []string{"./in/../a.csv"}},
		{"folder and file", "folder-left in; file-repeated in/c.csv", []string{"in", "in/c.csv"}, []string{"in/b.CSV", "in/c.csv"}},
		{"folder and pattern", "folder-left in; file-repeated in/c.csv", []string{"in/c*.csv", "in"}, []string{"in/b.CSV", "in/c.csv"}},
		{"no such file", "file-not-found b.csv", []string{"b.csv"}, nil},
		{"no such pattern", "file-not-found b*.csv", []string{"b*.csv"}, nil},
		{"a bad pattern", "file-not-found [.csv", []string{"[.csv"}, nil},
		{"one of two is not there", "file-not-found b.csv", []string{"b.csv", "a.csv"}, []string{"a.csv"}},
		{"an empty folder", "folder-empty empty", []string{"empty"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, files{"a.csv": oneRow, "[a].csv": oneRow, "in/b.CSV": oneRow, "in/c.csv": otherRow, "in/d.dat": oneRow,
				"in/deeper/e.csv": oneRow, "empty/readme.md": "nothing"})
			got := Read(definitions(t), tt.args, nil, Options{})
			for i := range got.Findings {
				got.Findings[i].Place.File = filepath.ToSlash(got.Findings[i].Place.File)
				wantMessage(t, got.Findings[i])
			}
			var of []kpi.Finding
			for _, f := range got.Findings {
				if f.Code != kpi.KeyConflict && f.Code != kpi.FileTwice {
					of = append(of, f)
				}
			}
			if text := found(of); text != tt.findings {
				t.Errorf("findings %s, want %s", text, tt.findings)
			}
			if got := fileNames(got); !slices.Equal(got, tt.files) {
				t.Errorf("files %q, want %q", got, tt.files)
			}
		})
	}
}

// Standard input is read once, beside files, under the name that it was given.
func TestStdin(t *testing.T) {
	write(t, files{"a.csv": otherRow})
	got := Read(definitions(t), []string{"-", "a.csv", "-"}, strings.NewReader(oneRow+"2024-06,Tràng Định,Xã Tri Phương,x\n"), Options{})
	if text := found(got.Findings); text != "count-not-a-number -:3:4" {
		t.Errorf("findings %s", text)
	}
	if got := fileNames(got); !slices.Equal(got, []string{"-", "a.csv"}) {
		t.Errorf("files %q", got)
	}
	if n := len(got.Ledger.Entries); n != 3 {
		t.Errorf("%d entries, want 3", n)
	}
}

// A file that cannot be read, from the start or from some place on, is an
// error with the reason.
func TestUnreadable(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(oneRow), iotest.ErrReader(errors.New("broken pipe")))
	got := Read(definitions(t), []string{rows.Stdin}, broken, Options{Rows: rows.Options{BlockSize: 16}})
	if text := found(got.Findings); text != "file-unreadable -" || got.Findings[0].Args.Value("reason") != "broken pipe" {
		t.Errorf("findings %s: %v", text, got.Findings[0].Args)
	}
	write(t, files{"in/x.csv/a.csv": oneRow})
	got = Read(definitions(t), []string{"in/*.csv"}, nil, Options{})
	if text := found(got.Findings); text != "file-is-directory in/x.csv" {
		t.Errorf("a folder of a pattern: findings %s", text)
	}
}

// growing is a file that is written to while it is read.
type growing struct {
	io.Reader
	name string
	t    *testing.T
}

func (g *growing) Stat() (os.FileInfo, error) { return os.Stat(g.name) }

func (g *growing) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		if err := os.WriteFile(g.name, []byte(oneRow+"more\n"), 0o644); err != nil {
			g.t.Error(err)
		}
	}
	return n, err
}

func TestFileChangedWhileRead(t *testing.T) {
	write(t, files{"a.csv": oneRow})
	if err := os.Chtimes("a.csv", time.Time{}, time.Unix(1_700_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	got := Read(definitions(t), []string{rows.Stdin}, &growing{strings.NewReader(oneRow), "a.csv", t}, Options{})
	if text := found(got.Findings); text != "file-changed -" {
		t.Errorf("findings %s", text)
	}
}

// The hash is that of all bytes of the file, whatever the blocks.
func TestHash(t *testing.T) {
	write(t, files{"a.csv": "\ufeff" + oneRow})
	sum := sha256.Sum256([]byte("\ufeff" + oneRow))
	want := hex.EncodeToString(sum[:])
	for _, size := range []int{1, 7, 0} {
		got := Read(definitions(t), []string{"a.csv"}, nil, Options{Rows: rows.Options{Hash: true, BlockSize: size}})
		if hash := got.Ledger.Files[0].SHA256; hash != want {
			t.Errorf("in blocks of %d: %s, want %s", size, hash, want)
		}
	}
	if got := Read(definitions(t), []string{"a.csv"}, nil, Options{}); got.Ledger.Files[0].SHA256 != "" {
		t.Errorf("hash %q without being asked for", got.Ledger.Files[0].SHA256)
	}
}

// What is not a table of text is refused before anything is counted.
func TestNotText(t *testing.T) {
	try(t, []readCase{
		one("empty", "", "file-empty", ""),
		one("byte-order mark only", "\ufeff", "file-empty", ""),
		one("blank rows only", ";;;\n;;;\n", "no-data 1", ""),
		one("header only", exportHead, "no-data 1", ""),
		one("header only, without line break", "period,district,received", "no-data 1", ""),
		one("header after blank lines", "\n\n"+exportHead+"\n\n", "no-data 3", ""),
		one("total rows only", exportHead+"2024-06,Tổng cộng,,5\n", "no-data 1; row-total 2 rows=1; total-disagrees 2:4 rows=0", ""),
		one("NUL", exportHead+"2024-06,Tràng\x00Định,,5\n", "file-not-text 2", ""),
		one("NUL in the header", "period\x00,district\n", "file-not-text 1", ""),
		one("NUL in quotes", exportHead+"2024-06,\"Tràng\n\x00\",,5\n", "file-not-text 3", ""),
		one("a broken archive", "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "file-damaged", ""),
		one("old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-not-text", ""),
		one("picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file-not-text", ""),
		one("photograph", "\xff\xd8\xff\xe0\x00\x10JFIF", "file-not-text", ""),
		one("Parquet", "PAR1\x15\x00\x15\x02", "file-not-text", ""),
		one("document", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file-not-text", ""),
		one("archive", "\x1f\x8b\x08\x00", "file-not-text", ""),
		one("invalid byte", exportHead+"2024-06,Tràng Định,,5\n2024-06,V\xe3n Lãng,,7\n", "encoding-invalid-byte 3", ""),
		one("invalid byte in quotes", exportHead+"2024-06,\"Tràng\n\nĐịnh\xc4\",,5\n", "encoding-invalid-byte 4", ""),
		one("cut in a letter", exportHead+"2024-06,Tràng Đ\xe1\xbb", "encoding-invalid-byte 2", ""),
		one("surrogate", exportHead+"2024-06,Tràng\xed\xa0\x80,,5\n", "encoding-invalid-byte 2", ""),
		one("invalid byte in the header", "period,huy\xeb,received\n", "encoding-invalid-byte 1", ""),
		one("NUL before an invalid byte", exportHead+"2024-06,\x00,,5\n2024-06,\xe3,,5\n", "file-not-text 2", ""),
		one("invalid byte before NUL", exportHead+"2024-06,\xe3,,5\n2024-06,\x00,,5\n", "encoding-invalid-byte 2", ""),
	})
}

// A file of blank lines is empty.
func TestBlankLinesOnly(t *testing.T) {
	for _, text := range []string{"\n", "\r\n", "\n \r\n\t\n\n", "\ufeff\n\n", "\u00a0"} {
		got := Read(definitions(t), []string{rows.Stdin}, strings.NewReader(text), Options{})
		if found := found(got.Findings); found != "file-empty -" || len(got.Ledger.Entries) != 0 {
			t.Errorf("%q: findings %s, %d entries", text, found, len(got.Ledger.Entries))
		}
	}
}

// strayAt returns an export with a stray quote in one of its rows.
func strayAt(row, rows int) string {
	var b strings.Builder
	b.WriteString(exportHead)
	for i := range rows {
		name := "Tràng Định"
		if i == row {
			name = `Huyện "A"`
		}
		fmt.Fprintf(&b, "2024-06,%s,Xã A%d,%d\n", name, i, i%100)
	}
	return b.String()
}

// The hash of a file that is refused is that of all of it, however far it was read.
func TestHashOfRefusedFile(t *testing.T) {
	text := strayAt(3000, 40_000)
	write(t, files{"a.csv": text})
	sum := sha256.Sum256([]byte(text))
	for _, workers := range []int{1, 2, 8} {
		got := Read(definitions(t), []string{"a.csv"}, nil, Options{Rows: rows.Options{Hash: true, BlockSize: 4096}, Workers: workers})
		if hash := got.Ledger.Files[0].SHA256; hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%d workers: %q", workers, hash)
		}
	}
}

// A stream that is refused, and gives nothing more without an end, holds nobody up.
func TestFaultInOpenStream(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		in, out := io.Pipe()
		defer out.Close()
		go func() { _, _ = io.WriteString(out, strayAt(3000, 4000)) }()
		done := make(chan Result, 1)
		go func() {
			done <- Read(definitions(t), []string{rows.Stdin}, in, Options{Rows: rows.Options{Hash: true, BlockSize: 4096}, Workers: workers})
		}()
		select {
		case got := <-done:
			if text := found(got.Findings); !strings.Contains(text, kpi.QuoteStray) || got.Ledger.Files[0].SHA256 != "" {
				t.Errorf("%d workers: %s, hash %q", workers, text, got.Ledger.Files[0].SHA256)
			}
		case <-time.After(time.Minute):
			t.Fatalf("%d workers: still waiting", workers)
		}
	}
}

// failingAt fails at its n-th read, counted from 0, and gives a few bytes with each.
type failingAt struct {
	io.Reader
	left *int
}

func (f failingAt) Read(p []byte) (int, error) {
	if *f.left--; *f.left == -1 {
		return 0, errors.New("input/output error")
	}
	return f.Reader.Read(p[:min(len(p), 1<<10)])
}

// Every read of an export fails in turn: the file is not to be trusted, whatever was read
// before.
func TestEveryReadFails(t *testing.T) {
	exports := map[string]string{"text": oneRow + strings.Repeat("2024-06,Tràng Định,Xã Chi Lăng,5,,\n", 500)}
	for _, form := range []string{"xlsx", "csv"} {
		paths, err := filepath.Glob("../../testdata/forms/*." + form)
		if err != nil || len(paths) == 0 {
			t.Fatal(err, form)
		}
		data, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		exports[form] = string(data)
	}
	faults := 0
	for name, text := range exports {
		for n := 0; ; n++ {
			left := n
			got := Read(definitions(t), []string{rows.Stdin}, failingAt{strings.NewReader(text), &left}, Options{Rows: rows.Options{BlockSize: 1 << 12, Hash: true}})
			if left >= 0 {
				break // there is no n-th read
			}
			faults++
			i := slices.IndexFunc(got.Findings, func(f kpi.Finding) bool { return f.Code == kpi.FileUnreadable })
			if i < 0 || got.Findings[i].Args.Value("reason") != "input/output error" || got.Ledger.Files[0].SHA256 != "" {
				t.Errorf("%s, read %d: findings %s, hash %q", name, n, found(got.Findings), got.Ledger.Files[0].SHA256)
			}
		}
	}
	if faults < 20 {
		t.Errorf("%d reads failed: were there no others?", faults)
	}
	t.Logf("%d reads failed in all", faults)
}
