package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// errDisk is the error of an injected fault.
var errDisk = errors.New("input/output error")

// faulty is a disk whose n-th step fails, counted from 0; what it does until then is done.
type faulty struct {
	disk
	left  int
	steps int // that were tried
}

// fails reports whether the next step is the one.
func (f *faulty) fails() bool {
	f.steps++
	f.left--
	return f.left == -1
}

// faultyFile is a file of a faulty disk. A write that fails leaves a half.
type faultyFile struct {
	file
	of *faulty
}

func (f faultyFile) Write(data []byte) (int, error) {
	if f.of.fails() {
		n, _ := f.file.Write(data[:len(data)/2])
		return n, errDisk
	}
	return f.file.Write(data)
}

func (f faultyFile) Sync() error {
	if f.of.fails() {
		return errDisk
	}
	return f.file.Sync()
}

func (f faultyFile) Close() error {
	if f.of.fails() {
		return errors.Join(f.file.Close(), errDisk)
	}
	return f.file.Close()
}

// faultyOutputs writes to a disk whose n-th step fails.
func faultyOutputs(n int) (*outputs, *faulty) {
	o := newOutputs()
	f := &faulty{disk: o.disk, left: n}
	step := func(do func() error) error {
		if f.fails() {
			return errDisk
		}
		return do()
	}
	o.disk = disk{
		create: func(name string, mode fs.FileMode) (file, error) {
			if f.fails() {
				return nil, errDisk
			}
			made, err := f.create(name, mode)
			return faultyFile{made, f}, err
		},
		open:   f.open,
		rename: func(from, to string) error { return step(func() error { return f.rename(from, to) }) },
		remove: func(name string) error { return step(func() error { return f.remove(name) }) },
		sync:   func(folder string) error { return step(func() error { return f.sync(folder) }) },
	}
	return o, f
}

// Every step of writing fails in turn, in every format: the old file or the new one is
// there, whole, and the exit code is that of the file.
func TestEveryStepOfWritingFails(t *testing.T) {
	export := write(t, t.TempDir(), "a.csv", small)
	commands := [][]string{
		{"report", export, "-o", "r.csv"}, {"report", export, "-o", "r.xlsx"}, {"report", export, "-o", "r.html"}, {"report", export, "-o", "r.json"}, {"report", export, "-k", "on_time", "-o", "r.svg"},
		{"check", export, "-o", "r.txt"}, {"clean", export, "-o", "r.csv"}, {"clean", export, "-o", "r.xlsx"}, {"clean", export, "-o", "r.parquet"}, {"trend", export, "-k", "on_time", "-o", "r.md"},
		{"compare", export, export, "-o", "r.csv"}, {"explain", "on_time", export, "-o", "r.json"}, {"indicators", "-o", "r.csv"},
		{"sql", "--dialect", "duckdb", "--table", "t", "-o", "r.sql"},
	}
	faults := 0
	for _, command := range commands {
		name := command[len(command)-1]
		t.Run(command[0]+" "+name, func(t *testing.T) {
			for _, before := range []string{"", "old"} {
				whole := faultOf(t, command, name, before, -1)
				for n := range whole {
					faultOf(t, command, name, before, n)
					faults++
				}
			}
		})
	}
	if faults != len(commands)*2*6 {
		t.Errorf("%d faults, want every one of 6 steps, with an old file and without, of %d commands", faults, len(commands))
	}
	t.Logf("%d faults, nothing lost", faults)
}

// faultOf runs a command in a folder of its own with the n-th step failing, -1 for none,
// and returns how many steps there were.
func faultOf(t *testing.T, command []string, name, before string, n int) int {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	if before != "" {
		write(t, dir, name, before)
	}
	p := newProgram()
	var f *faulty
	p.outputs, f = faultyOutputs(n)
	var out, errs strings.Builder
	code := p.run(append(command[:len(command)-1:len(command)-1], path), strings.NewReader(""), &out, &errs)
	where := fmt.Sprintf("%s, step %d, %q before: code %d, %s", command[0], n, before, code, errs.String())
	data, err := os.ReadFile(path)
	made := err == nil && string(data) != before
	renamed := n < 0 || n == 5 // the folder is made to last when the new file is there
	switch {
	case n >= 0 && (code != exitTrouble || !strings.Contains(errs.String(), "input/output error")):
		t.Errorf("%s: want 4, with the reason", where)
	case n < 0 && code != exitDone:
		t.Errorf("%s: want 0", where)
	case made != renamed:
		t.Errorf("%s: the file is new: %t", where, made)
	case made && len(data) < 20 || !made && before != "" && string(data) != before:
		t.Errorf("%s: the file holds %q", where, data)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 1 || len(entries) == 1 && entries[0].Name() != name {
		t.Errorf("%s: the folder holds %v", where, entries)
	}
	return f.steps
}

// A file that was begun is gone after an interruption, and nothing is written any more.
func TestStop(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "r.csv", "old")
	o := newOutputs()
	f, temp, err := o.begin(path, 0o600, &o.temps)
	if err != nil {
		t.Fatal(err)
	}
	o.stop()
	if err := writeAndClose(f, result{data: []byte("new")}); err != nil {
		t.Fatal(err)
	}
	if err := o.commit([]change{{name: path, path: path, temp: temp}}); !errors.Is(err, errStopped) {
		t.Errorf("the file got its name: %v", err)
	}
	if err := o.replace(result{path: path, data: []byte("new")}); !errors.Is(err, errStopped) {
		t.Errorf("written after the end: %v", err)
	}
	wantOnly(t, dir, "r.csv")
	if data, err := os.ReadFile(path); string(data) != "old" {
		t.Errorf("%v: %q", err, data)
	}
}

// A file that nobody may write to is not replaced, also where its folder would let it be.
func TestReadOnlyOutput(t *testing.T) {
	dir := t.TempDir()
	export := write(t, t.TempDir(), "a.csv", small)
	old := write(t, dir, "r.csv", "old")
	if err := os.Chmod(old, 0o400); err != nil {
		t.Fatal(err)
	}
	code, _, errs := runKPI(t, "report", export, "-o", old)
	if data, err := os.ReadFile(old); code != exitTrouble || !strings.Contains(errs, "is read-only") || string(data) != "old" {
		t.Errorf("code %d, %s: %v, %q", code, errs, err, data)
	}
	wantOnly(t, dir, "r.csv")
}
