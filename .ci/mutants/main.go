// Mutants changes a package in small ways, one at a time, and reports the changes that no test
// of the suite sees: .ci/mutate [-from FILE] [-longest TIME] PACKAGE [OTHER...]
//
//	.ci/mutate ./kpi/check ./cmd/kpi >left.txt
//
// tries the tests of kpi/check first, and on what they do not see those of cmd/kpi. With
// "-from left.txt" only the changes that were left are tried again. All changes are in one
// program, behind a switch, so that each package is compiled once. A change that computes
// the same is in equivalent.csv, with the reason.
package main

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed switched.go.txt
var switched []byte

//go:embed equivalent.csv
var equivalent string

const switchedPath = "cchc/kpi/switched"

func main() {
	from := flag.String("from", "", "a `FILE` with what a former run printed: only the changes that it names")
	longest := flag.Duration("longest", time.Hour, "leave tests out that take more processor time")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "mutants: PACKAGE [OTHER...]")
		os.Exit(2)
	}
	if err := run(flag.Args(), *from, *longest); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run tries the changes of the first package with the tests of it and others, in turn.
func run(tested []string, from string, longest time.Duration) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	changed, sites, err := mutate(root, tested[0])
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	overlay, err := writeOverlay(work, root, changed)
	if err != nil {
		return err
	}
	asked, equal, err := choose(sites, from)
	if err != nil {
		return err
	}
	left := asked
	for _, t := range tested {
		suite, err := newSuite(work, root, overlay, t, longest)
		if err != nil {
			return err
		}
		before := len(left)
		left = suite.survivors(sites, left)
		fmt.Printf("%s: the tests of %s see %d of %d\n", tested[0], t, before-len(left), before)
	}
	print(tested[0], sites, asked, left, equal)
	return nil
}

// choose returns the numbers of the changes to try, and how many compute the same.
func choose(sites []site, from string) (asked []int, equal int, err error) {
	same, err := equals()
	if err != nil {
		return nil, 0, err
	}
	former, err := os.ReadFile(from)
	if from != "" && err != nil {
		return nil, 0, err
	}
	named := map[site]bool{}
	for line := range strings.Lines(string(former)) {
		if s, ok := parseSite(line); ok {
			named[s] = true
		}
	}
	for i, s := range sites {
		s.Line = 0 // lines may have moved since
		switch {
		case same[s]:
			equal++
		case from == "" || named[s]:
			asked = append(asked, i+1)
		}
	}
	return asked, equal, nil
}

// print prints what no test sees, and numbers by kinds.
func print(folder string, sites []site, asked, left []int, equal int) {
	all, survived := map[string]int{}, map[string]int{}
	for _, n := range asked {
		all[sites[n-1].Kind]++
	}
	for _, n := range left {
		survived[sites[n-1].Kind]++
		fmt.Println(sites[n-1])
	}
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		fmt.Printf("%s: %s: %d of %d seen\n", folder, kind, all[kind]-survived[kind], all[kind])
	}
	n := len(asked)
	fmt.Printf("%s: %d of %d seen, %.1f %%; %d more compute the same\n", folder, n-len(left), n, 100*float64(n-len(left))/float64(n), equal)
}

// writeOverlay writes changed files, and package switched, beside the repository.
func writeOverlay(work, root string, changed map[string][]byte) (path string, err error) {
	changed[filepath.Join(root, "kpi", "switched", "switched.go")] = switched
	replace := map[string]string{}
	for _, old := range slices.Sorted(maps.Keys(changed)) {
		replace[old] = filepath.Join(work, fmt.Sprintf("%d.go", len(replace)))
		if err := os.WriteFile(replace[old], changed[old], 0o600); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path = filepath.Join(work, "overlay.json")
	return path, os.WriteFile(path, data, 0o600)
}

// equals reads the changes that compute the same: file, column, kind, the line, the reason.
func equals() (map[site]bool, error) {
	rows, err := csv.NewReader(strings.NewReader(equivalent)).ReadAll()
	if err != nil {
		return nil, err
	}
	same := map[site]bool{}
	for _, row := range rows[1:] {
		column, err := strconv.Atoi(row[1])
		if err != nil {
			return nil, err
		}
		same[site{File: row[0], Column: column, Kind: row[2], Text: row[3]}] = true
	}
	return same, nil
}
