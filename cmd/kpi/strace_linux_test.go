package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// tracer finds strace, which makes calls of a program to the system fail.
func tracer(t *testing.T) string {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-qq", "-e", "trace=none", "true").Run() // it may be forbidden
	}
	if err != nil {
		missing(t, "KPI_FAULTS", "strace: %v", err)
	}
	return strace
}

// tampered is what becomes of the n-th call of a kind: it fails, or a signal comes with it.
type tampered struct {
	call, how string
	codes     []int // that the run may end with
	leaves    bool  // a file that was begun, beside the old one
}

// tamperings are the calls by which files are read and written. A call that fails where nothing depends on it, such as the closing of a
// file that was read, may leave the run as it is.
func tamperings() []tampered {
	var all []tampered
	for call, errno := range map[string]string{"openat": "EACCES", "read": "EIO", "pread64": "EIO", "write": "ENOSPC", "fsync": "EIO", "close": "EIO", "renameat": "EXDEV", "newfstatat": "EIO", "fstat": "EIO"} {
		failed := []int{exitDone, exitTrouble}
		if call == "fstat" {
			failed = append(failed, exitUntrusted) // what cannot be looked at may have changed
		}
		all = append(all, tampered{call, "error=" + errno, failed, false}, tampered{call, "signal=KILL", []int{exitDone, 137}, true})
		all = append(all, tampered{call, "signal=TERM", []int{exitDone, 143}, false}, tampered{call, "signal=INT", []int{exitDone, 130}, false})
	}
	return all
}

// Every call to the system by which a run reads or writes files fails in turn, or the run
// is interrupted or killed at it: the old report is there, or the new one, whole; with
// code 0 it is the new one.
func TestEveryCallFails(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	strace, kpi, dir, in := tracer(t), built(t), t.TempDir(), t.TempDir()
	export := write(t, in, "a.csv", small)
	units := write(t, in, "units.csv", "code,name,level,parent,valid_from,valid_to\n183,Huyện Tràng Định,district,20,,\n6016,Xã Tri Phương,commune,183,,\n")
	path := filepath.Join(dir, "report.csv")
	args := []string{"report", export, "--units", units, "-o", path}
	if out, err := exec.Command(kpi, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	faults := 0
	for _, with := range tamperings() {
		for n := 1; ; n++ {
			clearFolder(t, dir)
			write(t, dir, "report.csv", "old")
			log := filepath.Join(in, "log")
			run := exec.Command(strace, append([]string{"-f", "-qq", "-o", log, "-e", "trace=" + with.call,
				"-e", fmt.Sprintf("inject=%s:%s:when=%d", with.call, with.how, n), kpi}, args...)...)
			out, _ := run.CombinedOutput()
			calls, err := os.ReadFile(log)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc([]string{"INJECTED", "--- SIGTERM", "--- SIGINT", "killed by SIGKILL"}, func(sign string) bool { return bytes.Contains(calls, []byte(sign)) }) {
				break // there is no n-th call
			}
			if bytes.Contains(out, []byte("runtime: netpollBreak write failed")) {
				continue // Go wakes its own poller by a write to no file, which nothing but this test can refuse
			}
			faults++
			code := exitCode(run.ProcessState)
			where := fmt.Sprintf("%s %d, %s: code %d, %s", with.call, n, with.how, code, out)
			wantOldOrNew(t, where, dir, string(whole), with, code, string(out))
		}
	}
	if least := len(tamperings()); faults < least {
		t.Errorf("%d faults, want one of each kind at least: %d", faults, least)
	}
	t.Logf("%d calls failed or were interrupted, nothing lost", faults)
}

// wantOldOrNew looks at what a run with a fault has left.
func wantOldOrNew(t *testing.T, where, dir, whole string, with tampered, code int, said string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "report.csv"))
	isNew := string(data) == whole
	if err != nil || !isNew && string(data) != "old" {
		t.Errorf("%s: %v, the report holds %q", where, err, data)
	}
	if code == exitDone && !isNew {
		t.Errorf("%s: done, but the report is the old one", where)
	}
	if code == exitTrouble && with.call != "write" && said == "" {
		t.Errorf("%s: no reason", where)
	}
	if !slices.Contains(with.codes, code) {
		t.Errorf("%s: want one of %v", where, with.codes)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 && !with.leaves {
		t.Errorf("%s: the folder holds %v", where, entries)
	}
}

// exitCode is the exit code as a shell has it: a run that a signal ends before it can
// take signals ends with 128 and the number of the signal, too.
func exitCode(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return exitSignal + int(status.Signal())
	}
	return state.ExitCode()
}

func clearFolder(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
	}
	if err != nil {
		t.Fatal(err)
	}
}
