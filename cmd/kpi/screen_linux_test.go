package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// openTerminal makes a terminal of some columns: what is written to the one end is
// read at the other.
func openTerminal(t *testing.T, columns uint16) (screen, program *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminal can be made: %v", err)
	}
	t.Cleanup(func() { screen.Close() })
	fd := int(screen.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Skipf("no terminal can be made: %v", err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Skipf("no terminal can be made: %v", err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: columns}); err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal can be opened: %v", err)
	}
	return screen, program
}

// onTerminal runs the program with a terminal as standard output, and returns what is
// seen there and what is written to standard error.
func onTerminal(t *testing.T, columns uint16, args ...string) (seen, errs string) {
	t.Helper()
	screen, program := openTerminal(t, columns)
	var b, stderr bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(&b, screen) // it ends with an error when the other end is closed
	}()
	run(args, strings.NewReader(""), program, &stderr)
	if err := program.Close(); err != nil {
		t.Fatal(err)
	}
	<-done
	return strings.ReplaceAll(b.String(), "\r\n", "\n"), stderr.String()
}

// TestTerminal: on a terminal a report fits its width, and is coloured; the other
// stream, which is none, is not.
func TestTerminal(t *testing.T) {
	t.Chdir("../..")
	for _, name := range []string{"NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"} {
		t.Setenv(name, "")
	}
	t.Setenv("TERM", "xterm")
	report := slices.Clip([]string{"report", "testdata/exports", "-q", "--targets", "testdata/targets.csv"})
	for _, tt := range []struct {
		columns uint16
		env     string // COLUMNS
		args    []string
		tables  int
	}{
		{200, "", report, 1},
		{80, "", report, 1},
		{40, "", report, 3},
		{80, "40", report, 1}, // the terminal knows better
		{0, "40", report, 3},
		{80, "", append(report, "--fractions", "beside"), 3},
		{0, "", report, 1},
		{80, "", append(report, "--wide"), 1},
		{80, "", []string{"indicators"}, 1},
		{40, "", []string{"indicators"}, 0},
		{80, "", []string{"indicators", "on_time"}, 0},
	} {
		t.Setenv("COLUMNS", tt.env)
		seen, _ := onTerminal(t, tt.columns, tt.args...)
		plain := ansi.ReplaceAllString(seen, "")
		if got := strings.Count(plain, "┌"); got != tt.tables || plain == "" {
			t.Errorf("%q on %d columns: %d tables, want %d:\n%s", tt.args, tt.columns, got, tt.tables, plain)
		}
		if coloured := plain != seen; coloured != (tt.args[0] == "report" || tt.columns == 40) {
			t.Errorf("%q: coloured %t", tt.args, coloured)
		}
		for line := range strings.Lines(plain) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); tt.columns > 0 && n > int(tt.columns) && !strings.HasPrefix(line, "Period") && tt.args[len(tt.args)-1] != "--wide" {
				t.Errorf("%q: %d of %d columns: %s", tt.args, n, tt.columns, line)
			}
		}
	}
}

// TestTerminalBesidePipe: each stream is judged by itself.
func TestTerminalBesidePipe(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	blank := write(t, t.TempDir(), "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	seen, errs := onTerminal(t, 80, "report", blank)
	if !ansi.MatchString(seen) || ansi.MatchString(errs) || !strings.Contains(errs, "warning count-missing") {
		t.Errorf("seen\n%q\nstandard error\n%q", seen, errs)
	}
	t.Setenv("NO_COLOR", "1")
	if seen, _ := onTerminal(t, 80, "report", blank); ansi.MatchString(seen) {
		t.Errorf("colours in spite of NO_COLOR:\n%q", seen)
	}
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	if seen, _ := onTerminal(t, 80, "report", blank); ansi.MatchString(seen) {
		t.Errorf("colours on a dumb terminal:\n%q", seen)
	}
}
