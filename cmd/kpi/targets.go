package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// targetFlags are the flags of targets.
type targetFlags struct {
	path   string // of the table; "" without
	failOn choice
}

// newTargetFlags returns the flags with their words.
func newTargetFlags() targetFlags { return targetFlags{failOn: choice{"", []string{"target"}}} }

// bind adds the flags. where ends the help of --fail-on.
func (f *targetFlags) bind(cmd *cobra.Command, where string) {
	cmd.Flags().StringVar(&f.path, "targets", "", "`FILE` with targets (indicator,level,unit,target): a percentage for rates; for plain counts that of each unit")
	bindChoice(cmd, &f.failOn, "fail-on", "", "exit with 1 where a target is missed"+where)
	completeTables(cmd, "targets")
}

// check wants a table where the run is to fail.
func (f *targetFlags) check() error {
	if f.failOn.value != "" && f.path == "" {
		return usage("%w", kpi.NewFault("--fail-on target needs --targets FILE"))
	}
	return nil
}

// read reads the table; nil without one.
func (f *targetFlags) read(s *session) (*catalog.Targets, error) {
	s.files = append(s.files, f.path)
	return parseTable(f.path, s.cat.ReadTargets)
}

// exit returns the error of a run that falls short where it is to fail.
func (f *targetFlags) exit(fellShort bool) error {
	if f.failOn.value != "" && fellShort {
		return &exitError{exitFellShort}
	}
	return nil
}

// targetsFor returns the targets of the units of some ledgers, of which only those in kept
// are in the result, or all without any. A target is not judged if only a part of its unit
// is kept.
func (s *session) targetsFor(table *catalog.Targets, kept []kpi.Unit, ledgers ...*kpi.Ledger) []kpi.Target {
	if table == nil {
		return nil
	}
	var units []kpi.Unit
	seen := map[kpi.Unit]bool{}
	for _, l := range ledgers {
		for _, u := range l.Units() {
			if !seen[u] {
				seen[u], units = true, append(units, u)
			}
		}
	}
	targets, unused := table.For(units)
	s.note(unused...)
	return slices.DeleteFunc(targets, func(t kpi.Target) bool {
		return t.Unit != nil && slices.ContainsFunc(kept, func(u kpi.Unit) bool { return u != *t.Unit && t.Unit.Contains(u) })
	})
}

// targetsOf returns the targets of the indicators that were asked for by id, else all.
func targetsOf(targets []kpi.Target, ids []string) []kpi.Target {
	if len(ids) == 0 || slices.Contains(ids, allIndicators) {
		return targets
	}
	return slices.DeleteFunc(slices.Clone(targets), func(t kpi.Target) bool { return !slices.Contains(ids, t.Indicator) })
}
