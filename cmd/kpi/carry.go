package main

import (
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/units"
)

// unitTables are the tables of units of a run.
type unitTables struct {
	list       *units.List       // nil without --units
	successors *units.Successors // nil without --successors
	before     []kpi.Unit        // of the files, before counts were carried over
}

// bindSuccessors adds --successors, to commands that print figures.
func (r *reading) bindSuccessors(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.input.successors, "successors", "",
		"`FILE` with what became of the units of --units (old_code,new_code,share): counts of communes that merged are added up")
	completeTables(cmd, "successors")
}

// readUnits reads the tables of --units and --successors.
func (r *reading) readUnits() (err error) {
	if r.input.units == "" && r.input.successors != "" {
		return usage("--successors needs --units FILE, the list that has its codes")
	}
	r.units.list, err = parseTable(r.input.units, func(name string, data []byte) (*units.List, error) {
		return units.Read(r.cat.Words, name, data)
	})
	if err != nil {
		return err
	}
	r.units.successors, err = parseTable(r.input.successors, func(name string, data []byte) (*units.Successors, error) {
		return units.ReadSuccessors(name, data, r.units.list)
	})
	return err
}

// carry gives the counts of communes that ended before the last month to the communes that
// they became, and returns the units to which counts cannot be carried over. Without
// --successors it returns the same ledgers.
func (r *reading) carry(ledgers ...*kpi.Ledger) (carried []*kpi.Ledger, apart []units.Uncarried) {
	if r.units.successors == nil {
		return ledgers, nil
	}
	var at kpi.Month
	var known []kpi.Unit
	for _, l := range ledgers {
		at, known = max(at, l.Span().To), append(known, l.Units()...)
	}
	for _, l := range ledgers {
		made, more, findings := r.units.successors.Carry(l, at, known, r.needed)
		carried, apart = append(carried, made), append(apart, more...)
		r.note(findings...)
	}
	r.units.before = append(r.units.before, known...)
	return carried, apart
}
