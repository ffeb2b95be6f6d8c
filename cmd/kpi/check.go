package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// checkOptions are the flags of `kpi check`.
type checkOptions struct {
	reading reading
	output  outputFlags
	codes   bool
	all     bool
}

func newCheckCmd(p *program) *cobra.Command {
	o := &checkOptions{reading: reading{color: &p.color}, output: outputFlags{to: p.outputs}}
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Tell whether files can be trusted",
		Long: `Check reads exports and prints everything that is wrong or worth knowing: what
single rows show, and what only all of them together do. Below stand the lines
of every file by kind, the findings counted by code, and whether figures can be
trusted. FILE is as for report. The findings are the result: they go to
standard output.

Exit codes: 0 nothing but notes; 1 warnings; 3 errors, report would print no
figures; 4 unreadable input or a wrong command line.`,
		Example: `  kpi check exports/
  kpi check exports/ --units units.csv --format csv -o findings.csv
  kpi check --codes`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.codes && len(args) > 0 {
				return usage("--codes takes no FILE")
			}
			if !o.codes && len(args) == 0 {
				return usage("%s needs at least one FILE (or - for standard input)", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.codes {
				return runCodes(cmd.OutOrStdout(), o)
			}
			return runCheck(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args)
		},
	}
	o.reading.bind(cmd)
	o.output.bind(cmd, render.Names(render.CheckFormats(render.Screen{})))
	cmd.Flags().BoolVar(&o.codes, "codes", false, "print the list of finding codes instead, and what each means")
	cmd.Flags().BoolVar(&o.all, "all", false, fmt.Sprintf("list all findings as text, not only %d of a code and file", shownPerCode))
	return cmd
}

// runCheck reads, applies the rules and renders; then it writes once. There is a result
// whatever was found.
func runCheck(in io.Reader, out, errw io.Writer, o *checkOptions, args []string) error {
	o.reading.errw, o.reading.lang = errw, o.output.language()
	format, err := renderer(&o.output, out, render.CheckFormats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	if err := o.reading.prepare(); err != nil {
		return err
	}
	ledger := o.reading.load(in, request{sets: [][]string{args}, about: o.reading.cat.Indicators, hash: format.Hashes})[0]
	code := o.applyRules(ledger)
	most := shownPerCode
	if o.all {
		most = 0
	}
	result := report.BuildCheck(ledger.Files, o.reading.findings, o.reading.cat.Messages, o.output.writtenIn(format.Lang), most)
	if err := publish(out, &o.output, format, result, o.reading.inputs(ledger)...); err != nil {
		return err
	}
	if code == exitDone && kpi.Worst(o.reading.findings) == kpi.Warning {
		code = exitFellShort
	}
	if code != exitDone {
		return &exitError{code}
	}
	return nil
}

// applyRules applies the rules to a ledger; without an error it tries whether sums fit.
// It returns the exit code of the errors found.
func (o *checkOptions) applyRules(ledger *kpi.Ledger) int {
	o.reading.apply(ledger, check.Computable(ledger, o.reading.cat.Indicators), o.reading.input.period.Period)
	if code := o.reading.assess(); code != exitDone {
		return code
	}
	o.reading.card(ledger, []kpi.Dimension{kpi.ByCommune}, nil)
	return o.reading.assess()
}

// runCodes prints the closed list of finding codes.
func runCodes(out io.Writer, o *checkOptions) error {
	format, err := renderer(&o.output, out, render.CodeFormats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	if o.reading.cat, err = o.reading.catalog.load(); err != nil {
		return err
	}
	lang := o.output.writtenIn(format.Lang)
	var rows []report.Code
	for _, code := range o.reading.cat.Messages.Codes() {
		severity, meaning, remedy := o.reading.cat.Messages.Explain(code, lang)
		rows = append(rows, report.Code{Code: code, Severity: severity, Allow: o.reading.cat.Messages.CanAllow(code), Meaning: meaning, Remedy: remedy})
	}
	return publish(out, &o.output, format, report.BuildCodes(rows, o.reading.cat.Messages, lang), o.reading.catalog.paths()...)
}
