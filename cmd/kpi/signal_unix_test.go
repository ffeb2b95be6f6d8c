//go:build unix

package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A run that is asked to end while it waits for its input ends, with 128 and the number of the
// signal, and leaves the old output and nothing beside it.
func TestSignals(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi := built(t)
	for sent, want := range map[syscall.Signal]int{syscall.SIGHUP: 129, syscall.SIGINT: 130, syscall.SIGQUIT: 131, syscall.SIGTERM: 143} {
		if signal.Ignored(sent) { // as behind nohup, of which the run learns
			continue
		}
		dir, in := t.TempDir(), t.TempDir()
		old := write(t, dir, "r.csv", "old")
		pipe := filepath.Join(in, "a.csv") // which gives nothing, so that the run waits
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(kpi, "report", pipe, "-o", old)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		writer, err := os.OpenFile(pipe, os.O_WRONLY, 0) // once the run has opened it
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		_ = run.Wait()
		writer.Close()
		if code := run.ProcessState.ExitCode(); code != want {
			t.Errorf("%s: exit code %d, want %d", sent, code, want)
		}
		wantOnly(t, dir, "r.csv")
		if data, err := os.ReadFile(old); string(data) != "old" {
			t.Errorf("%v: %q", err, data)
		}
	}
}

// Killed at random moments, also while it writes: the old file or the new one, whole. What
// cannot be taken away any more is a file beside it, never a half under its name.
func TestKilled(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi, dir := built(t), t.TempDir()
	export := write(t, t.TempDir(), "a.csv", small)
	path := filepath.Join(dir, "r.csv")
	if out, err := exec.Command(kpi, "report", export, "-o", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const runs = 60
	killed := 0
	for n := range runs {
		write(t, dir, "r.csv", "old")
		run := exec.Command(kpi, "report", export, "-o", path)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(n) * time.Millisecond)
		_ = run.Process.Kill()
		if run.Wait() != nil {
			killed++
		}
		if data, err := os.ReadFile(path); string(data) != "old" && string(data) != string(whole) {
			t.Errorf("killed after %d ms: %v, %q", n, err, data)
		}
	}
	if killed < 5 { // those of the first moments, in which no program has started
		t.Errorf("%d of %d runs were killed", killed, runs)
	}
}
