package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// mostMemory is what a run may take at most of whatever it is given, in KiB. It is far
// below what these files would take if all of them were kept.
const mostMemory = 256 << 10

// endless is a text that is followed by another again and again.
type endless struct{ start, again string }

func (e endless) into(w io.Writer) error {
	_, err := io.WriteString(w, e.start)
	again := strings.Repeat(e.again, 1+(1<<16)/len(e.again))
	for err == nil {
		_, err = io.WriteString(w, again)
	}
	return err
}

// whole is a text that ends.
type whole string

func (s whole) into(w io.Writer) error {
	_, err := io.WriteString(w, string(s))
	return err
}

// watchMemory follows a process until it ends and gives the most memory that it had, in
// KiB. What the system keeps for its parent counts the parent's, too.
func watchMemory(pid int) <-chan int {
	most := make(chan int, 1)
	go func() {
		last := 0
		for {
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, peak, found := strings.Cut(string(status), "VmHWM:")
			if err != nil || !found { // it has ended
				most <- last
				return
			}
			_, _ = fmt.Sscan(peak, &last)
			time.Sleep(2 * time.Millisecond)
		}
	}()
	return most
}

// What is no export, or is larger or odder than one can be, is refused by name, in memory
// that does not grow with it; a stream without end is refused before its end.
func TestHostileInput(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi := built(t)
	const june = "period,district,received\n2024-06,"
	for _, test := range []struct {
		name, want string
		in         interface{ into(io.Writer) error }
	}{
		{"zeros", "file-not-text", endless{"", "\x00"}},
		{"a word", "header-not-found", endless{"", "y\n"}},
		{"blanks", "header-not-found", endless{"", " "}},
		{"line breaks", "header-not-found", endless{"", "\r\n"}},
		{"delimiters", "row-too-large", endless{"", ","}},
		{"a header", "row-too-large", endless{"period,district,received", ",received"}},
		{"a row", "row-too-large", endless{june, "x"}},
		{"a quoted cell", "quote-unclosed", endless{june + "\"", "x\n"}},
		{"a workbook", "file-too-large", endless{"PK\x03\x04", "x"}},
		{"bytes that are no text", "encoding-invalid-byte", endless{june, "\xff\n"}},
		{"a name", "unit-too-long", whole(numbered("", june+strings.Repeat("x", 1<<20)+",%d\n", 1))},
		{"a count", "count-not-a-number", whole(numbered(june, "A,"+strings.Repeat("9", 1<<20)+"x%d\n", 1))},
		{"units", "units-too-many", whole(numbered("period,district,received\n", "2024-06,H%d,1\n", 1_000_000))},
		{"communes", "units-too-many", whole(numbered("period,district,commune,received\n", "2024-06,H,X%d,1\n", 1_000_000))},
		{"procedures", "procedures-too-many", whole(numbered("period,district,procedure,received\n", "2024-06,H,P%d,1\n", 1_000_000))},
		{"names of no unit", "unit-unknown", whole(numbered("period,district,commune,received\n", "2024-06,,X%d,1\n", 300_000))},
		{"units without a district", "unit-missing", whole(numbered("period,district,commune,received\n", "2024-06,,X%d,1\n", 300_000))},
		{"texts for periods", "period-unknown", whole(numbered("period,district,received\n", "x%d,H,1\n", 300_000))},
		{"texts for counts", "count-not-a-number", whole(numbered("period,district,received\n", "2024-06,H,x%d\n", 300_000))},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			run := exec.Command(kpi, "report", "-")
			if test.want == "unit-missing" { // which is not looked for where the list lacks the name
				run.Args = append(run.Args, "--units", noUnits)
			}
			in, err := run.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			var out, errs strings.Builder
			run.Stdout, run.Stderr = &out, &errs
			if err := run.Start(); err != nil {
				t.Fatal(err)
			}
			memory := watchMemory(run.Process.Pid)
			if err := test.in.into(in); err != nil && !errors.Is(err, syscall.EPIPE) {
				t.Error(err)
			}
			in.Close()
			_ = run.Wait()
			if code := run.ProcessState.ExitCode(); code != exitUntrusted || out.Len() > 0 || !strings.Contains(errs.String(), "error "+test.want) {
				t.Errorf("exit code %d, want %s: %.300s%.300s", code, test.want, out.String(), errs.String())
			}
			if errs.Len() > 20_000 {
				t.Errorf("%d bytes of messages", errs.Len())
			}
			most := <-memory
			if t.Logf("%d MiB", most>>10); most < 1<<10 || most > mostMemory { // less is no program of Go
				t.Errorf("memory: %d KiB", most)
			}
		})
	}
}

// Ten thousand files are read with few descriptors.
func TestManyFiles(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi, in := built(t), t.TempDir()
	const files = 10_000
	for i := range files {
		write(t, in, fmt.Sprintf("%05d.csv", i), fmt.Sprintf("period,district,commune,resolved_in_time,resolved_late\n2024-06,H%d,X%d,4,1\n", i/100, i%100))
	}
	run := exec.Command("sh", "-c", `ulimit -n 64 && exec "$0" report "$1" --units none -k on_time -f csv`, kpi, in)
	var errs strings.Builder
	run.Stderr = &errs
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	lines := strings.Split(string(out), "\n")
	if len(lines) != 1+files/100+1 || lines[1] != "H0,2024-06,400,100,500,80.000000" {
		t.Errorf("%d lines, %q", len(lines), lines[:2])
	}
}

// Where the owner of a file that is replaced cannot be kept, a message has what there is now
// and what was before.
func TestOwnerThatIsLost(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	if os.Geteuid() != 0 {
		t.Skip("only an administrator can have the files of two users")
	}
	kpi, dir := built(t), t.TempDir()
	good := write(t, dir, "good.csv", small)
	old := write(t, dir, "old.csv", "old")
	err := os.Chmod(kpi, 0o755)
	for _, folder := range []string{filepath.Dir(kpi), filepath.Dir(filepath.Dir(kpi)), filepath.Dir(dir)} {
		err = errors.Join(err, os.Chmod(folder, 0o755))
	}
	if err = errors.Join(err, os.Chmod(dir, 0o777), os.Chmod(good, 0o644), os.Chmod(old, 0o666), os.Chown(old, 1234, 65534)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"kpi: " + old + ": has owner, group and mode 65534:65534 -rw-rw-rw- now, not 1234:65534 -rw-rw-rw-: the system does not let this user keep them\n", ""} {
		run := exec.Command(kpi, "report", good, "-o", old, "-q")
		run.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if out, err := run.CombinedOutput(); err != nil || string(out) != want {
			t.Errorf("%v: %s, want %s", err, out, want)
		}
	}
}

// A path that cannot be read or written is a message and exit code 4, and no other file
// is made.
func TestPathsWithoutPermission(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi, dir := built(t), t.TempDir()
	for _, folder := range []string{filepath.Dir(kpi), filepath.Dir(filepath.Dir(kpi)), dir, filepath.Dir(dir)} { // which another user must see
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	good := write(t, dir, "good.csv", small)
	hidden := write(t, dir, "hidden.csv", small)
	closed := filepath.Join(dir, "closed")
	dark := filepath.Join(dir, "dark")
	if err := errors.Join(os.Mkdir(closed, 0o755), os.Mkdir(dark, 0o700), os.Chmod(kpi, 0o755)); err != nil {
		t.Fatal(err)
	}
	old := write(t, closed, "old.csv", "old")
	if err := errors.Join(os.Chmod(good, 0o644), os.Chmod(hidden, 0), os.Chmod(old, 0o666), os.Chmod(closed, 0o555), os.Chmod(dark, 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = errors.Join(os.Chmod(closed, 0o755), os.Chmod(dark, 0o700)) })
	for _, test := range []struct {
		want string
		args []string
	}{
		{"hidden.csv: error file-unreadable: cannot be read: ", []string{"report", hidden}},
		{"dark: error file-unreadable: cannot be read: permission denied", []string{"report", dark}},
		{"dark: error file-unreadable: cannot be read: permission denied", []string{"report", filepath.Join(dir, "*", "*.csv")}},
		{"dark: error file-unreadable: cannot be read: permission denied", []string{"report", filepath.Join(dir, "*")}},
		{"writing " + old + ": its folder does not let it be replaced", []string{"report", good, "-o", old}},
		{"new.csv: permission denied", []string{"report", good, "-o", filepath.Join(closed, "new.csv")}},
	} {
		run := exec.Command(kpi, test.args...)
		if os.Geteuid() == 0 { // for whom nothing is forbidden: another user's run
			run.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := run.CombinedOutput()
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
			t.Skipf("no other user's run can be started: %v", err)
		}
		if code := run.ProcessState.ExitCode(); code != exitTrouble || !strings.Contains(string(out), test.want) {
			t.Errorf("%v: exit code %d, %s", test.args, code, out)
		}
		wantOnly(t, closed, "old.csv")
	}
}
