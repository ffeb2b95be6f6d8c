package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/sqlgen"
)

// The words of --from: what the table of a statement holds.
const (
	fromTidy     = "tidy"
	fromDossiers = "dossiers"
)

// sqlListFlags are the flags of statements over a table of single dossiers.
type sqlListFlags struct {
	from     choice
	rules    []string
	asOf     dayFlag
	scope    choice // --list-of
	calendar kpi.Calendar
	tidy     bool
}

// bind adds the flags.
func (f *sqlListFlags) bind(cmd *cobra.Command) {
	f.from = choice{fromTidy, []string{fromTidy, fromDossiers}}
	f.scope = choice{dossiers.Scopes()[dossiers.Caseload], dossiers.Scopes()[1:]}
	flags := cmd.Flags()
	bindChoice(cmd, &f.from, "from", "", "what the table holds: the tidy table, or single dossiers, which are counted first")
	bindRules(cmd, &f.rules)
	flags.Var(&f.asOf, "as-of", "the day that the table of dossiers is of: 2025-09-30")
	bindChoice(cmd, &f.scope, "list-of", "", "which dossiers the table holds: all (caseload), or those that were received, ended, are open or late; what it cannot know is NULL")
	bindMonthEnds(cmd, &f.calendar)
	flags.BoolVar(&f.tidy, "tidy", false, "print only the statement that makes the tidy table of dossiers")
	completeNothing(cmd, "as-of")
}

// check wants the flags that are given to have a meaning.
func (f *sqlListFlags) check(cmd *cobra.Command) error {
	isGiven := func(name string) bool { return cmd.Flags().Changed(name) }
	ofLists, ofIndicators := []string{"rule", "as-of", "list-of", "month-ends", "tidy"}, []string{"by", "indicator", "unit"}
	if i := slices.IndexFunc(ofLists, isGiven); i >= 0 && f.from.value == fromTidy {
		return usage("%w", kpi.NewFault("{flag} needs --from dossiers", "flag", "--"+ofLists[i]))
	}
	if i := slices.IndexFunc(ofIndicators, isGiven); i >= 0 && f.tidy {
		return usage("%w", kpi.NewFault("{flag} is of indicators, which --tidy does not print", "flag", "--"+ofIndicators[i]))
	}
	return nil
}

// list returns how the dossiers of a table are counted; nil of a tidy table.
func (f *sqlListFlags) list(columns []string) (*sqlgen.DossierTable, error) {
	if f.from.value == fromTidy {
		return nil, nil
	}
	l := &sqlgen.DossierTable{AsOf: f.asOf.Day, Scope: dossiers.Scope(slices.Index(dossiers.Scopes(), f.scope.value)), Calendar: f.calendar}
	if !f.calendar.IsValid() {
		return nil, usage("--month-ends %d: %w", f.calendar.MonthEnds, kpi.NewFault("want a day from 1 to 28"))
	}
	var err error
	if l.Rules, err = dossiers.ParseRules(f.rules); err != nil {
		return nil, usage("--rule: %w", err)
	}
	names := listColumnNames()
	l.Columns, err = knownColumns(columns, names, func(text string) *kpi.Fault {
		return kpi.NewFault("{text} is no column of a table of dossiers: want one of {words}", "text", text, "words", strings.Join(names, ", "))
	})
	return l, err
}

// listColumnNames returns the columns that a table of dossiers may have.
func listColumnNames() (names []string) {
	for _, c := range sqlgen.ListColumns() {
		names = append(names, c.Name)
	}
	return names
}
