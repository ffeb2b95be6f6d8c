package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cchc/kpi"
)

// about finds the findings about units: those that name the unit or the row of its counts,
// and those of the whole files that its counts are from.
type about struct {
	ledger *kpi.Ledger
	groups map[string]map[kpi.Group][]*kpi.Entry // by grouping
	named  map[string][]int
	lines  map[fileLine][]int
	files  map[string][]int
	all    int
}

// fileLine is a line of a file.
type fileLine struct {
	file string
	line int
}

// newAbout makes an index of findings.
func newAbout(l *kpi.Ledger, findings []kpi.Finding) *about {
	a := &about{ledger: l, groups: map[string]map[kpi.Group][]*kpi.Entry{}, named: map[string][]int{}, lines: map[fileLine][]int{}, files: map[string][]int{}, all: len(findings)}
	for i, f := range findings {
		names := []string{f.Args.Value("unit")}
		names = append(names, strings.Split(f.Args.Value("all"), allSeparator)...)
		for _, name := range names {
			if name != "" {
				a.named[name] = append(a.named[name], i)
			}
		}
		switch place := f.Place; {
		case place.File != "" && place.Line > 0:
			a.lines[fileLine{place.File, place.Line}] = append(a.lines[fileLine{place.File, place.Line}], i)
		case place.File != "" && f.Args.Value("unit") == "":
			a.files[place.File] = append(a.files[place.File], i)
		}
	}
	return a
}

// of returns the indexes of the findings about a group of a grouping. All are about the
// group of all units.
func (a *about) of(by []kpi.Dimension, g kpi.Group) []int {
	if len(by) == 0 {
		all := make([]int, a.all)
		for i := range all {
			all[i] = i
		}
		return all
	}
	grouping := fmt.Sprint(by)
	if a.groups[grouping] == nil {
		a.groups[grouping] = a.ledger.Groups(by)
	}
	entries := a.groups[grouping][g]
	found := map[int]bool{}
	add := func(list []int) {
		for _, i := range list {
			found[i] = true
		}
	}
	add(a.named[name(kpi.Score{Group: g})])
	files := map[int]bool{}
	for n, e := range entries {
		if n == 0 || e.Unit != entries[n-1].Unit {
			add(a.named[e.Unit.Name()])
		}
		for _, o := range e.Origins {
			add(a.lines[fileLine{a.ledger.Files[o.File].Name, o.Line}])
			files[o.File] = true
		}
	}
	for file := range files {
		add(a.files[a.ledger.Files[file].Name])
	}
	return slices.Sorted(maps.Keys(found))
}
