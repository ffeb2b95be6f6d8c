package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// program is something that is timed: it writes sums of the counts of a file by
// period and district, without a header, or nothing that is compared.
type program struct {
	name    string
	command func(file string) []string
	most    int  // rows of the largest file that it is given; 0: any
	silent  bool // it adds nothing
	own     bool // it is kpi, whose sums the others are compared with
}

// programs are those that are compared. All are run from the folder of the benchmark.
func programs(folder, node string) []program {
	self, kpi := filepath.Join(folder, "benchmark"), filepath.Join(folder, "kpi")
	sum := make([]string, len(measures()))
	for i, id := range measures() {
		sum[i] = "sum(" + id + ")"
	}
	query := "select period, district, " + strings.Join(sum, ", ") + " from read_csv('FILE') group by 1, 2 order by 1, 2"
	python := "import csv, sys\nsums = {}\nwith open(sys.argv[1], newline='', encoding='utf-8') as f:\n    rows = csv.reader(f)\n    next(rows)\n" +
		"    for row in rows:\n        to = sums.setdefault((row[0], row[1]), [0] * 15)\n        for i in range(15):\n            to[i] += int(row[5 + i])\n" +
		"for key, counts in sums.items():\n    print(*key, *counts, sep=',')\n"
	return []program{
		{name: "kpi report", own: true, command: func(f string) []string {
			return []string{kpi, "report", "--by", "district", "-k", "all", "-f", "csv", f}
		}},
		{name: "wc -l", silent: true, command: func(f string) []string { return []string{"wc", "-l", f} }},
		{name: "bare scanner (Go)", command: func(f string) []string { return []string{self, "split", f} }},
		{name: "bare adder (Go)", command: func(f string) []string { return []string{self, "add", f} }},
		{name: "DuckDB", command: func(f string) []string { return duckdb(node, strings.Replace(query, "FILE", f, 1)) }},
		{name: "encoding/csv (Go)", command: func(f string) []string { return []string{self, "library", f} }},
		{name: "Miller", command: func(f string) []string {
			return []string{"mlr", "--icsv", "--ocsv", "--headerless-csv-output", "stats1", "-a", "sum", "-f", strings.Join(measures(), ","), "-g", "period,district", f}
		}},
		{name: "Python csv", most: 240_000, command: func(f string) []string { return []string{os.Getenv("PYTHON"), "-c", python, f} }},
	}
}

// duckdb is the command that prints the rows of a query.
func duckdb(node, query string) []string {
	script := "const {DuckDBInstance} = require(process.argv[1] + '/node_modules/@duckdb/node-api');" +
		"DuckDBInstance.create(':memory:').then(i => i.connect()).then(c => c.runAndReadAll(process.argv[2]))" +
		".then(r => console.log(r.getRows().map(row => row.join(',')).join('\\n')))"
	return []string{"node", "-e", script, node, query}
}

// result is what one run of a program gave.
type result struct {
	seconds float64
	cpu     float64 // seconds of all processors
	memory  float64 // MB at most; of a program smaller than this one, that of this one
	output  []byte
}

// time runs a program once.
func (p program) time(file string) (result, error) {
	words := p.command(file)
	cmd := exec.Command(words[0], words[1:]...)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if p.own {
		cmd.Stderr = nil // its warnings are many
	}
	r, err := measured(cmd)
	if err != nil {
		return result{}, fmt.Errorf("%s: %w\n%s", p.name, err, trouble.String())
	}
	r.output = out.Bytes()
	return r, nil
}

// measured runs a command and returns what it took, also where its exit code is an error.
func measured(cmd *exec.Cmd) (result, error) {
	start := time.Now()
	err := cmd.Run()
	seconds := time.Since(start).Seconds()
	used := cmd.ProcessState
	if used == nil { // it was not started
		return result{}, err
	}
	usage, ok := used.SysUsage().(*syscall.Rusage)
	if !ok {
		return result{}, errors.New("this system does not give the memory of a process")
	}
	return result{seconds: seconds, cpu: (used.UserTime() + used.SystemTime()).Seconds(), memory: float64(usage.Maxrss) / 1024}, err
}

// district is the sums of the counts of a district over all months: of what is
// carried over that of the first, of what is pending that of the last.
type district map[string]int64

// byDistrict reads the sums of a program that are by period and district.
func byDistrict(output []byte) (map[string]district, error) {
	rows, err := csv.NewReader(bytes.NewReader(output)).ReadAll()
	if err != nil {
		return nil, err
	}
	first, last := "9", ""
	for _, row := range rows {
		first, last = min(first, row[0]), max(last, row[0])
	}
	all, written := map[string]district{}, map[string]string{}
	for _, row := range rows {
		name := bareName(row[1])
		if all[name] == nil {
			all[name], written[name] = district{}, row[1]
		}
		if written[name] != row[1] {
			return nil, fmt.Errorf("%s and %s cannot be told apart", written[name], row[1])
		}
		for i, id := range measures() {
			v, err := strconv.ParseInt(row[2+i], 10, 64)
			switch {
			case err != nil:
				return nil, err
			case id == "carried_over" && row[0] != first, strings.HasPrefix(id, "pending") && row[0] != last:
			default:
				all[name][id] += v
			}
		}
	}
	return all, nil
}

// ofReport reads the sums of kpi: a header with the ids of measures among its columns.
func ofReport(output []byte) (map[string]district, error) {
	rows, err := csv.NewReader(bytes.NewReader(output)).ReadAll()
	if err != nil {
		return nil, err
	}
	all := map[string]district{}
	for _, row := range rows[1:] {
		name := bareName(row[0])
		all[name] = district{}
		for i, id := range rows[0] {
			if v, err := strconv.ParseInt(row[i], 10, 64); err == nil {
				all[name][id] = v
			}
		}
	}
	return all, nil
}

// verify compares the sums of a program with those of kpi, which runs first; those of
// kpi with what it made of the same rows before.
func (p program) verify(output []byte, rows int, sums map[int]map[string]district) (err error) {
	if p.silent {
		return nil
	}
	read := byDistrict
	if p.own {
		read = ofReport
	}
	got, err := read(output)
	if err != nil {
		return err
	}
	if sums[rows] == nil {
		sums[rows] = got
	}
	if difference := differ(sums[rows], got); difference != "" {
		return errors.New(difference)
	}
	return nil
}

// bareName takes the type word, in capitals or not, off the name of a district.
func bareName(name string) string {
	for _, word := range []string{"Huyện ", "Quận ", "Thành phố ", "Thị xã "} {
		if n := len(word); len(name) > n && strings.EqualFold(name[:n], word) {
			return name[n:]
		}
	}
	return name
}

// differ returns the first sum in which a program differs from kpi, or "".
func differ(kpi, other map[string]district) string {
	if len(kpi) != len(other) {
		return fmt.Sprintf("%d districts, want %d", len(other), len(kpi))
	}
	for name, counts := range other {
		for _, id := range measures() {
			if want, ok := kpi[name][id]; !ok || counts[id] != want {
				return fmt.Sprintf("%s of %s is %d, kpi has %d, %t", id, name, counts[id], want, ok)
			}
		}
	}
	return ""
}

// export generates the file of a shape, by a name that [shape.file] gives.
func export(folder, name string) error {
	for _, s := range slices.Concat(shapes(), resultShapes()) {
		if s.file() != name {
			continue
		}
		return writeWhole(filepath.Join(folder, name), func(w io.Writer) error { return generate(w, s) })
	}
	return fmt.Errorf("no shape has the file %s", name)
}

// madeBefore generates a file of the folder where it is not there yet, by a process of its
// own: what this one takes of memory counts for every program that is smaller.
func madeBefore(folder, name string, words ...string) (string, error) {
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	out, err := exec.Command(filepath.Join(folder, "benchmark"), words...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("generating %s: %w\n%s", path, err, out)
	}
	return path, nil
}
