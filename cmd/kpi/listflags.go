package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
	"cchc/kpi/input"
)

// listFlags are the flags of counting lists of single dossiers.
type listFlags struct {
	rules []string
	asOf  dayFlag
	scope choice
	tmp   string

	counted dossiers.Rules // by the rules, once they are checked
}

// bind adds the flags.
func (f *listFlags) bind(cmd *cobra.Command) {
	f.scope = choice{"", dossiers.Scopes()[1:]}
	flags := cmd.Flags()
	bindRules(cmd, &f.rules)
	flags.Var(&f.asOf, "as-of", "the day that lists of single dossiers are of: 2025-09-30 (default: the last that their titles name, else the last in them)")
	bindChoice(cmd, &f.scope, "list-of", "", "which dossiers lists hold: all (caseload), or those that were received, ended, are open or late (default: as their rows prove)")
	flags.StringVar(&f.tmp, "tmp", "", "`FOLDER` of the temporary file that lists of more than four million dossiers need (default: that of --output, else that of the system)")
	completeNothing(cmd, "as-of")
	_ = cmd.MarkFlagDirname("tmp") // it is there
	markPaths(cmd, nil, "tmp")
}

// bindRules adds the flag --rule.
func bindRules(cmd *cobra.Command, rules *[]string) {
	cmd.Flags().StringSliceVar(rules, "rule", nil, "how lists of single dossiers are counted: `RULE`s such as due=time or no-due=on-time, or a set of them: tt01 or 766")
	complete(cmd, "rule", completeList(ruleWords))
}

// ruleWords returns the rules and the sets of them.
func ruleWords() (words []string) {
	words = dossiers.Presets()
	for _, s := range dossiers.Switches() {
		for _, v := range s.Values {
			words = append(words, s.ID+"="+v)
		}
	}
	return words
}

// check reads the rules.
func (f *listFlags) check() (err error) {
	if f.counted, err = dossiers.ParseRules(f.rules); err != nil {
		return usage("--rule: %w", err)
	}
	return nil
}

// options returns how lists are counted; output is the path of the result, or "".
func (f *listFlags) options(output string) input.ListOptions {
	o := input.ListOptions{Rules: f.counted, AsOf: f.asOf.Day, Scope: dossiers.Scope(max(slices.Index(dossiers.Scopes(), f.scope.value), 0)), Tmp: f.tmp}
	if o.Tmp == "" && output != "" {
		o.Tmp = filepath.Dir(output)
	}
	return o
}

// dayFlag is a day as a flag.
type dayFlag struct{ kpi.Day }

// Type names the flag's argument in help.
func (d *dayFlag) Type() string { return "DAY" }

// Set reads a day. Digits alone may be the number of a day in a spreadsheet, which nobody means
// here.
func (d *dayFlag) Set(text string) error {
	m, fault := dates.Moment([]byte(text))
	if fault != dates.NoFault || m.HasMinute() || strings.Trim(text, "0123456789") == "" {
		return kpi.NewFault("want a day such as 2025-09-30")
	}
	d.Day = m.Day()
	return nil
}
