// Mutants changes a package in small ways, one at a time, and reports the changes that no test
// of the suite sees: .ci/mutants PACKAGE [OTHER...]
//
//	.ci/mutants ./kpi/check ./cmd/kpi
//
// tries the tests of kpi/check first, and on what they do not see those of cmd/kpi. All
// changes are in one program, behind a switch, so that each package is compiled once. A
// change that computes the same is in equivalent.csv, with the reason.
package main

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed switched.go.txt
var switched []byte

//go:embed equivalent.csv
var equivalent string

const switchedPath = "cchc/kpi/switched"

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "mutants: PACKAGE [OTHER...]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run tries the changes of a package with the tests of packages, in turn.
func run(folder string, tested []string) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	changed, sites, err := mutate(root, folder)
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
	same, err := equals()
	if err != nil {
		return err
	}
	left := []int{} // the numbers of changes that no test has seen
	for i, s := range sites {
		if !same[[3]string{s.File, s.Kind, s.Text}] {
			left = append(left, i+1)
		}
	}
	equal := len(sites) - len(left)
	for _, t := range tested {
		suite, err := newSuite(work, root, overlay, t)
		if err != nil {
			return err
		}
		before := len(left)
		left = suite.survivors(left)
		fmt.Printf("%s: the tests of %s see %d of %d\n", folder, t, before-len(left), before)
	}
	print(folder, sites, left, equal, same)
	return nil
}

// print prints what no test sees, and numbers by kinds.
func print(folder string, sites []site, left []int, equal int, same map[[3]string]bool) {
	all, survived := map[string]int{}, map[string]int{}
	for _, s := range sites {
		if !same[[3]string{s.File, s.Kind, s.Text}] {
			all[s.Kind]++
		}
	}
	for _, n := range left {
		s := sites[n-1]
		survived[s.Kind]++
		fmt.Printf("%s:%d:%d: %s: %s\n", s.File, s.Line, s.Column, s.Kind, s.Text)
	}
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		fmt.Printf("%s: %s: %d of %d seen\n", folder, kind, all[kind]-survived[kind], all[kind])
	}
	n := len(sites) - equal
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

// equals reads the changes that compute the same: file, kind, the line, the reason.
func equals() (map[[3]string]bool, error) {
	rows, err := csv.NewReader(strings.NewReader(equivalent)).ReadAll()
	if err != nil {
		return nil, err
	}
	same := map[[3]string]bool{}
	for _, row := range rows[1:] {
		same[[3]string{row[0], row[1], row[2]}] = true
	}
	return same, nil
}
