package main

import (
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
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
	if r.units, err = r.cat.ReadUnits(r.input.units, data); err != nil || r.input.successors == "" {
		return err
	}
	if data, err = readTable(r.input.successors); err != nil {
		return err
	}
	r.successors, err = r.cat.ReadSuccessors(r.input.successors, data, r.units)
	return err
}

// carry returns the ledger with the counts of communes that ended before a month as
// those of the communes that they became, which are called as in known, and the units
// to which they cannot be carried over. Without --successors it is the same ledger.
func (r *reading) carry(ledger *kpi.Ledger, at kpi.Month, known []kpi.Unit) (*kpi.Ledger, []catalog.Apart) {
	if r.successors == nil {
		return ledger, nil
	}
	r.carried = append(r.carried, ledger.Units()...)
	carried, apart, findings := r.successors.Carry(r.cat, ledger, at, known, r.needed)
	r.findings = append(r.findings, findings...)
	return carried, apart
}
