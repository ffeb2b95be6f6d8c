//go:build unix

package input

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"cchc/kpi/input/rows"
)

// A pipe among the files of a folder or of a pattern, which would be waited for, is left
// with a warning. One that is named is read.
func TestPipesInFolders(t *testing.T) {
	write(t, files{"in/a.csv": oneRow})
	if err := syscall.Mkfifo("in/b.csv", 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arg := range []string{"in", "in/*.csv"} {
		got := Read(definitions(t), []string{arg}, nil, Options{})
		if text := found(got.Findings); text != "folder-left in" || len(got.Ledger.Files) != 1 {
			t.Errorf("%s: findings %s, %d files", arg, text, len(got.Ledger.Files))
		}
	}
	if text := found(Read(definitions(t), []string{"in/b*.csv"}, nil, Options{}).Findings); text != "folder-left in; file-not-found in/b*.csv" {
		t.Errorf("alone: findings %s", text)
	}
	written := make(chan error, 1)
	go func() { written <- os.WriteFile("in/b.csv", []byte(otherRow), 0) }()
	got := Read(definitions(t), []string{"in/b.csv"}, nil, Options{})
	if text := found(got.Findings); text != "" || len(got.Ledger.Entries) != 1 {
		t.Errorf("by its name: findings %s, %d entries", text, len(got.Ledger.Entries))
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
}

// Capitals and small letters differ in patterns, as in the names of files.
func TestCapitalsInPatterns(t *testing.T) {
	write(t, files{"in/a.CSV": oneRow, "in/b.csv": otherRow})
	for pattern, want := range map[string]string{"in/*.csv": "in/b.csv", "in/*.CSV": "in/a.CSV", "*/[ab].*": "in/a.CSV in/b.csv"} {
		if got := strings.Join(fileNames(Read(definitions(t), []string{pattern}, nil, Options{})), " "); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

// A folder that cannot be listed is an error, also of a pattern: what it holds would be
// left out. A link to itself is one for every user.
func TestFoldersThatCannotBeListed(t *testing.T) {
	write(t, files{"in/a/x.csv": oneRow, "in/readme.md": "words"})
	for name, to := range map[string]string{"in/b": "b", "links/up": ".."} {
		if err := os.MkdirAll("links", 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	for arg, want := range map[string]string{"in/**/*.csv": "", "links/**/*.csv": "folder-left links; file-not-found links/**/*.csv",
		"in/*/*.csv": "file-unreadable in/b", "in/*/x.csv": "file-unreadable in/b/x.csv", "in/a/*.csv": "", "in/readme.md/*.csv": "file-not-found in/readme.md/*.csv"} {
		got := Read(definitions(t), []string{arg}, nil, Options{})
		if text := found(got.Findings); text != want {
			t.Errorf("%s: findings %s, want %s", arg, text, want)
		}
	}
}

// rewriting is a file that another program writes anew when it has been read, with as many
// bytes and the time that it had.
type rewriting struct {
	*os.File
	text string
	at   time.Time
}

func (r rewriting) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.Join(os.WriteFile(r.Name(), []byte(r.text), 0o600), os.Chtimes(r.Name(), r.at, r.at), err)
	}
	return n, err
}

// The time of a file can be set, but not that of its last change.
func TestFileRewrittenWhileRead(t *testing.T) {
	write(t, files{"a.csv": oneRow})
	at := time.Unix(1_700_000_000, 0)
	if err := os.Chtimes("a.csv", at, at); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // the clock of a disk may be slow
	f, err := os.Open("a.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := Read(definitions(t), []string{rows.Stdin}, rewriting{f, oneRow, at}, Options{})
	if text := found(got.Findings); text != "file-changed -" {
		t.Errorf("findings %s", text)
	}
}
