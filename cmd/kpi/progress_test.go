package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
)

// TestShowsProgress: never in scripts, never where it is not wanted.
func TestShowsProgress(t *testing.T) {
	for _, tt := range []struct {
		terminal, quiet bool
		term, ci        string
		want            bool
	}{
		{true, false, "xterm", "", true},
		{true, false, "", "", true}, // Windows has none
		{false, false, "xterm", "", false},
		{true, true, "xterm", "", false},
		{true, false, "dumb", "", false},
		{true, false, "xterm", "true", false},
	} {
		t.Setenv("TERM", tt.term)
		t.Setenv("CI", tt.ci)
		if got := showsProgress(tt.terminal, tt.quiet); got != tt.want {
			t.Errorf("%+v: shown %t", tt, got)
		}
	}
}

// TestIsTerminal: a buffer, a file and the null device are none.
func TestIsTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(t.TempDir() + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, w := range []io.Writer{&bytes.Buffer{}, null, file} {
		if isTerminal(w) {
			t.Errorf("%T is taken for a terminal", w)
		}
	}
}

// slow is standard input that gives a line, and in the end none, each after a while.
type slow struct {
	lines []string
	each  time.Duration
	size  int // 0: it is no file
}

// Read waits, and gives a line or the end.
func (s *slow) Read(b []byte) (int, error) {
	time.Sleep(s.each)
	if len(s.lines) == 0 {
		return 0, io.EOF
	}
	n := copy(b, s.lines[0])
	if s.lines[0] = s.lines[0][n:]; s.lines[0] == "" {
		s.lines = s.lines[1:]
	}
	return n, nil
}

// Stat describes the file.
func (s *slow) Stat() (fs.FileInfo, error) {
	if s.size == 0 {
		return nil, fs.ErrInvalid
	}
	return fstest.MapFS{"a": {Data: make([]byte, s.size)}}.Stat("a")
}

// drawn returns what is drawn while standard input is read, by a clock of the test.
func drawn(t *testing.T, each time.Duration, isFile bool) string {
	t.Helper()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	in := &slow{lines: strings.SplitAfter(strings.TrimSuffix(small, "\n"), "\n"), each: each}
	if isFile {
		in.size = len(small) - 1
	}
	var b bytes.Buffer
	synctest.Test(t, func(*testing.T) {
		p := &rows.Progress{}
		stop := watch(&b, p, progressAfter, english(t))
		input.Read(cat, []string{rows.Stdin}, in, input.Options{Rows: rows.Options{Progress: p}})
		stop()
	})
	return b.String()
}

// TestQuickRunsShowNothing: three lines and the end within the first second.
func TestQuickRunsShowNothing(t *testing.T) {
	for _, each := range []time.Duration{0, 249 * time.Millisecond} {
		if got := drawn(t, each, true); got != "" {
			t.Errorf("a line each %s: drawn %q", each, got)
		}
	}
}

// TestProgressIsDrawnAndRemoved: a bar where the size is known, and in the end nothing
// of it, though it stood at 100 % for a while.
func TestProgressIsDrawnAndRemoved(t *testing.T) {
	for _, tt := range []struct {
		isFile      bool
		wants, lack []string
	}{
		{true, []string{"reading [", ">-", "] 55 % 46 b/s 2s left\n", "] 0 %\n", "] 100 % "}, nil},
		{false, []string{"reading 103.0 b 46 b/s\n"}, []string{"%", "left", "["}},
	} {
		got := drawn(t, 2*time.Second, tt.isFile)
		for _, want := range tt.wants {
			if !strings.Contains(got, want) {
				t.Errorf("a file: %t: drawn %q, want %q", tt.isFile, got, want)
			}
		}
		text := strings.ReplaceAll(got, removed, "")
		for _, lack := range tt.lack {
			if strings.Contains(text, lack) {
				t.Errorf("a file: %t: drawn %q, not wanted %q", tt.isFile, got, lack)
			}
		}
		if frames := strings.Count(got, "\n"); frames == 0 || frames != strings.Count(got, removed) || !strings.HasSuffix(got, removed) {
			t.Errorf("a file: %t: drawn %q, not removed", tt.isFile, got)
		}
		if strings.Contains(got, "\x1b[?25l") {
			t.Errorf("the cursor is hidden: %q", got)
		}
	}
}

// removed goes up to the line of the bar and clears it.
const removed = "\x1b[1A\x1b[J"

// TestStatus: 100 % is all, and the time left is never too short by its rounding.
func TestStatus(t *testing.T) {
	const mega = 1_000_000
	for _, tt := range []struct {
		read, total int64
		spent       time.Duration
		want        string
	}{
		{450 * mega, 1000 * mega, time.Second, "45 % 450 MB/s 2s left"},
		{1000*mega - 1, 1000 * mega, 2 * time.Second, "99 % 500 MB/s 1s left"},
		{1000 * mega, 1000 * mega, 2 * time.Second, "100 % 500 MB/s 0s left"},
		{1001 * mega, 1000 * mega, 2 * time.Second, "100 % 500 MB/s 0s left"},
		{mega, 100 * mega, time.Second, "1 % 1 MB/s 1m39s left"},
		{0, 100 * mega, time.Second, "0 %"},
		{1, 100 * mega, time.Hour, "0 % 0 b/s"},
		{365_400_000, 0, time.Second, "365.4 MB 365 MB/s"},
		{0, 0, 0, "0 B"},
	} {
		if got := status(tt.read, tt.total, tt.spent, english(t)); got != tt.want {
			t.Errorf("%d of %d in %s: %q, want %q", tt.read, tt.total, tt.spent, got, tt.want)
		}
	}
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	vietnamese := func(name string) string { return c.Messages.Text(name, kpi.Vietnamese) }
	if got := status(mega, 100*mega, time.Second, vietnamese); got != "1 % 1 MB/s còn 1 phút 39 giây" {
		t.Error(got)
	}
}

// withoutNotes leaves out the line that counts the notes below a table.
func withoutNotes(out string) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		if !strings.HasSuffix(line, "add --notes\n") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestQuiet: notes are left out beside a result and above an error; warnings, errors
// and the result stay as they are.
func TestQuiet(t *testing.T) {
	dir := t.TempDir()
	dash := write(t, dir, "dash.csv", strings.Replace(small, "6,4,5", "-,,5", 1)) // a note, a warning
	bad := write(t, dir, "bad.csv", strings.Replace(small, "6,4,5", "-,x,5", 1))  // a note, an error
	for _, args := range [][]string{
		{"report", dash}, {"report", dash, "-f", "csv"}, {"report", bad}, {"clean", dash}, {"clean", bad}, {"check", dash}, {"check", bad},
	} {
		code, out, errs := runKPI(t, args...)
		quietCode, quietOut, quietErrs := runKPI(t, append(args, "-q")...)
		if out = withoutNotes(out); quietCode != code || quietOut != out {
			t.Errorf("%q: with --quiet code %d instead of %d, and\n%s\ninstead of\n%s", args, quietCode, code, quietOut, out)
		}
		if strings.Contains(quietErrs, "note ") {
			t.Errorf("%q: notes in spite of --quiet:\n%s", args, quietErrs)
		}
		for line := range strings.Lines(errs) {
			if (strings.Contains(line, ": warning ") || strings.Contains(line, ": error ")) && !strings.Contains(quietErrs, line) {
				t.Errorf("%q: --quiet hides %s", args, line)
			}
		}
	}
}

// english gives the texts of the catalogue.
func english(t *testing.T) func(name string) string {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(name string) string { return c.Messages.Text(name, kpi.English) }
}
