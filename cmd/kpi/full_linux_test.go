package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// On a disk that is full the old file stays, and nothing beside it: one on which no file
// may be longer than some size, and, where a run may make one, one that has no room.
func TestFullDisk(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi, in := built(t), t.TempDir()
	export := write(t, in, "a.csv", small)
	for _, test := range []struct{ name, reason, script string }{
		{"the longest file", "file too large", `ulimit -f 1 && exec "$0" report "$1" -f json -o "$2/r.json"`},
		{"no room for a letter", "file too large", `ulimit -f 0 && exec "$0" report "$1" -f json -o "$2/r.json"`},
		{"standard output", "writing the result: file too large", `ulimit -f 0 && exec "$0" report "$1" -f json > "$2/r.json"`},
		{"a small disk", "no space left on device", `exec unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=4k none "$2" && printf old > "$2/r.json" &&
			{ "$0" report "$1" -f json -o "$2/r.json"; code=$?; test "$(cat "$2/r.json")" = old || code=1; test "$(ls "$2")" = r.json || code=2; exit $code; }' "$0" "$1" "$2"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.name == "a small disk" {
				if out, err := exec.Command("unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", t.TempDir()).CombinedOutput(); err != nil {
					t.Skipf("no disk can be made: %v, %s", err, out)
				}
			}
			dir := t.TempDir()
			old := write(t, dir, "r.json", "old")
			run := exec.Command("sh", "-c", test.script, kpi, export, dir)
			var errs strings.Builder
			run.Stderr = &errs
			_ = run.Run()
			if code := exitCode(run.ProcessState); code != exitTrouble || !strings.Contains(errs.String(), test.reason) {
				t.Errorf("exit code %d, %s", code, errs.String())
			}
			wantOnly(t, dir, "r.json")
			if data, err := os.ReadFile(old); string(data) != "old" && test.name != "standard output" { // which the shell has emptied
				t.Errorf("%v: the old file holds %q", err, data)
			}
		})
	}
}

// Streams that are closed, full or read no further end a run by a code, and never by a
// trace of the program.
func TestStreams(t *testing.T) {
	beyond(t, "KPI_FAULTS")
	kpi, in := built(t), t.TempDir()
	export := write(t, in, "a.csv", small)
	blank := write(t, in, "blank.csv", strings.Replace(small, "6,4,5", "6,,5", 1))
	large := small[:strings.Index(small, "\n")+1]
	for i := range 2000 {
		large += fmt.Sprintf("2024-06,H%d,,1,1,1,1,0\n", i)
	}
	large = write(t, in, "large.csv", large)
	const pipe = 141 // 128 and the number of SIGPIPE, as every program that writes to a closed pipe
	for _, test := range []struct {
		name, script, said string
		codes              []int
	}{
		{"standard output full", `"$0" report "$1" > /dev/full`, "writing the result: no space left on device", []int{exitTrouble}},
		{"standard output full, help", `"$0" report --help > /dev/full`, "writing the result: no space left on device", []int{exitTrouble}},
		{"standard output full, help in Vietnamese", `"$0" --lang vi --help > /dev/full`, "no space left on device", []int{exitTrouble}},
		{"standard error full", `"$0" report "$2" -f csv 2> /dev/full`, "", []int{exitTrouble}},
		{"standard error full, an error", `"$0" report none.csv 2> /dev/full`, "", []int{exitTrouble}},
		{"both full", `"$0" report "$2" > /dev/full 2>&1`, "", []int{exitTrouble}},
		{"standard input closed", `"$0" report - <&-`, "-: error file-empty", []int{exitUntrusted}},
		{"standard input a folder", `"$0" report - < /`, "-: error file-", []int{exitTrouble, exitUntrusted}},
		// What is closed is a device that takes everything, as for all programs in Go.
		{"standard output closed", `"$0" report "$1" >&-`, "", []int{exitDone}},
		{"standard error closed", `"$0" report none.csv 2>&-`, "", []int{exitTrouble}},
		{"all closed", `"$0" report "$1" <&- >&- 2>&-`, "", []int{exitDone}},
		{"a reader that stops", `{ "$0" report "$3" --units none -f json; echo $? > "$4"; } | head -c 10 > /dev/null; exit $(cat "$4")`, "", []int{pipe}},
		{"a reader that is not there", `{ sleep 0.2; "$0" report "$1"; echo $? > "$4"; } | true; exit $(cat "$4")`, "", []int{pipe}},
		{"a reader of errors that is not there", `{ sleep 0.2; "$0" report none.csv 2>&1 > /dev/null; echo $? > "$4"; } | true; exit $(cat "$4")`, "", []int{pipe}},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := exec.Command("sh", "-c", test.script, kpi, export, blank, large, filepath.Join(t.TempDir(), "code"))
			run.Dir = in
			var errs strings.Builder
			run.Stderr = &errs
			_ = run.Run()
			code := exitCode(run.ProcessState)
			if !slices.Contains(test.codes, code) || !strings.Contains(errs.String(), test.said) || strings.Contains(errs.String(), "goroutine") || test.said == "" && errs.Len() > 0 && code != exitDone {
				t.Errorf("exit code %d, want %v: %s", code, test.codes, errs.String())
			}
		})
	}
}
