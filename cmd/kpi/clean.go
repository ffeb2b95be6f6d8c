package main

import (
	"io"

	"github.com/spf13/cobra"

	"cchc/kpi/render"
	"cchc/kpi/report"
)

// cleanOptions are the flags of `kpi clean`.
type cleanOptions struct {
	reading reading
	output  outputFlags
	source  bool
}

func newCleanCmd(p *program) *cobra.Command {
	o := &cleanOptions{reading: reading{color: &p.color}, output: outputFlags{to: p.outputs}}
	cmd := &cobra.Command{
		Use:   "clean FILE...",
		Short: "Print the tidy table of what was read",
		Long: `Clean reads exports as report does and prints what they come to: one row per
unit and period, ids as headers, names as they should be spelled, counts added
up over procedures and files. A blank is a count that is not known. Where rows
count different things, the column things says which. What clean prints can be
read again and comes to the same figures.

The table goes to standard output, findings about the data to standard error.`,
		Example: `  kpi clean exports/ > clean.csv
  kpi clean exports/ -o clean.xlsx
  kpi clean "2024-*.csv" --source`,
		Args:              needArgs(cobra.MinimumNArgs(1), "at least one FILE (or - for standard input)"),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runClean(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args)
		},
	}
	cmd.Flags().BoolVar(&o.source, "source", false, "add the columns source_file and source_line: where the counts of each row begin")
	o.reading.bind(cmd)
	o.output.bind(cmd, render.Names(render.TidyFormats()))
	return cmd
}

// runClean reads, checks and renders; then it writes once.
func runClean(in io.Reader, out, errw io.Writer, o *cleanOptions, args []string) error {
	format, err := renderer(&o.output, out, render.TidyFormats())
	if err != nil {
		return err
	}
	o.reading.errw, o.reading.lang = errw, o.output.language()
	if err := o.reading.prepare(); err != nil {
		return err
	}
	ledger := o.reading.read(in, args, nil, format.Hashes)
	if err := o.reading.judge(); err != nil {
		return err
	}
	tidy := report.NewTidy(ledger, o.reading.cat.Messages, o.output.writtenIn(format.Lang), o.source)
	if err := publish(out, &o.output, format, tidy, o.reading.inputs(ledger)...); err != nil {
		return err
	}
	return o.reading.writeFindings(true)
}
