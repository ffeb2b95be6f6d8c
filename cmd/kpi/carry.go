package main

import (
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/units"
)

// bindSuccessors adds the flag of what became of units, to commands that print
// figures.
func (r *reading) bindSuccessors(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.input.successors, "successors", "",
		"`FILE` with what became of the units of --units (old_code,new_code,share): counts of communes that merged are added up")
	completeTables(cmd, "successors")
}

// readUnits reads the list of units, and what became of them.
func (r *reading) readUnits() error {
	if r.input.units == "" {
		if r.input.successors != "" {
			return usage("--successors needs --units FILE, the list that has its codes")
		}
		return nil
	}
	data, err := readTable(r.input.units)
	if err != nil {
		return err
	}
	if r.units, err = units.Read(r.cat.Words, r.input.units, data); err != nil || r.input.successors == "" {
		return err
	}
	if data, err = readTable(r.input.successors); err != nil {
		return err
	}
	r.successors, err = units.ReadSuccessors(r.input.successors, data, r.units)
	return err
}

// carry returns ledgers with the counts of communes that ended before the last month of
// all as those of the communes that they became, which are called as in any of them, and
// the units to which counts cannot be carried over. Without --successors they are the
// same ledgers.
func (r *reading) carry(ledgers ...*kpi.Ledger) (carried []*kpi.Ledger, apart []units.Uncarried) {
	if r.successors == nil {
		return ledgers, nil
	}
	var at kpi.Month
	var known []kpi.Unit
	for _, l := range ledgers {
		at, known = max(at, l.Span().To), append(known, l.Units()...)
	}
	for _, l := range ledgers {
		made, more, findings := r.successors.Carry(l, at, known, r.needed)
		carried, apart = append(carried, made), append(apart, more...)
		r.findings = append(r.findings, findings...)
	}
	r.carried = append(r.carried, known...)
	return carried, apart
}
