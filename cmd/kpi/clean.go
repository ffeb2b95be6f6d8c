package main

import (
	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// cleanOptions are the flags of `kpi clean`.
type cleanOptions struct {
	session session
	source  bool
}

func newCleanCmd(p *program) *cobra.Command {
	o := &cleanOptions{session: newSession(p)}
	cmd := &cobra.Command{
		Use:   "clean [FILE...]",
		Short: "Print the tidy table of what was read",
		Long: `Clean reads exports as report does and prints what they come to: one row per
unit and period, ids as headers, names as they should be spelled, counts added
up over procedures and files. A blank is a count that is not known. Where rows
count different things, the column things says which. What clean prints can be
read again and comes to the same figures.

The table goes to standard output, findings about the data to standard error.

Parquet is for databases: counts are INT64, days DECIMAL(18, 1), all else texts,
and a blank is NULL. Its metadata have the hashes of the definitions and of the
files. kpi does not read it.`,
		Example: `  kpi clean exports/ > clean.csv
  kpi clean exports/ -o clean.xlsx
  kpi clean exports/ -o tidy.parquet
  kpi clean "2024-*.csv" --source`,
		Args:              needArgs(cobra.MinimumNArgs(1), needsFile("kpi clean")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return produceWithFindings(cmd, args, &o.session, withoutFindings, o.clean)
		},
	}
	cmd.Flags().BoolVar(&o.source, "source", false, "add the columns source_file and source_line: where the counts of each row begin")
	o.session.bind(cmd, tidyFormats())
	o.session.input.bindDated(cmd)
	return cmd
}

// clean reads and checks exports.
func (o *cleanOptions) clean(args []string, formats []render.Format) (maker, error) {
	s := &o.session
	if err := s.prepare(); err != nil {
		return nil, err
	}
	ledger, err := s.ledger(args, nil, hashes(formats))
	if err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		table := report.NewTidy(ledger, s.cat.Messages, s.output.writtenIn(format.Lang), o.source)
		table.Basis = s.catalog.basis()
		return table, nil
	}, nil
}

// withoutFindings returns the formats of tidy tables, which have no findings and are for
// programs.
func withoutFindings(screen render.Screen) []render.Format {
	formats := render.Formats(screen, tidyFormats()...)
	for i := range formats {
		formats[i].Notes, formats[i].Lang = false, kpi.English
	}
	return formats
}
