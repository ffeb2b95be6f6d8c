package main

import (
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
)

// sqlTableFlags are the flags that make and fill tables.
type sqlTableFlags struct {
	create bool
	reload string // the path of a CSV
	view   string // its name
}

// bind adds the flags.
func (f *sqlTableFlags) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.create, "create", false, "print the statement that makes the table")
	flags.StringVar(&f.reload, "reload", "", "print the statements that put the CSV `FILE` into the table, in place of the rows of --period and of its provinces")
	flags.StringVar(&f.view, "view", "", "print the statement as one that makes a view of this `NAME`")
	completeNothing(cmd, "view")
}

// check wants the flags that are given to go together.
func (f *sqlTableFlags) check(cmd *cobra.Command, from string) error {
	isGiven := func(name string) bool { return cmd.Flags().Changed(name) }
	ofStatements := []string{"view", "texts", "by", "indicator", "unit", "rule", "as-of", "list-of", "month-ends", "tidy"}
	for _, own := range []string{"create", "reload"} {
		if !isGiven(own) {
			continue
		}
		others := slices.Clone(ofStatements)
		if own == "create" {
			others = append(others, "reload", "period")
		} else if from == fromDossiers {
			others = append(others, "period")
		}
		if i := slices.IndexFunc(others, isGiven); i >= 0 {
			return usage("%w", kpi.NewFault("{flag} does not go with {other}", "flag", "--"+own, "other", "--"+others[i]))
		}
	}
	switch {
	case isGiven("view") && f.view == "" || isGiven("reload") && f.reload == "":
		return usage("%w", kpi.NewFault("--view and --reload need a name"))
	case isGiven("reload") && from == fromTidy && !isGiven("period"):
		return usage("%w", kpi.NewFault("--reload needs --period, whose rows are replaced"))
	}
	return nil
}
