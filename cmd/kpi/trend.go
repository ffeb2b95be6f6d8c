package main

import (
	"github.com/spf13/cobra"

	"cchc/kpi"
)

// trendOptions are the flags of `kpi trend`.
type trendOptions struct {
	session     session
	rows        rowFlags
	indicators  []string
	every       choice
	cumulative  bool
	differences bool
	targets     targetFlags
	order       orderFlags
	decimals    int
}

func newTrendCmd(p *program) *cobra.Command {
	o := &trendOptions{session: newSession(p), every: choice{value: kpi.Monthly.String()}, targets: newTargetFlags()}
	o.every.words = wordsOf(kpi.Lengths())
	cmd := &cobra.Command{
		Use:   "trend [FILE...]",
		Short: "Print indicators of every unit over time",
		Long: `Trend reads exports and prints the indicators of every district (or whatever
--by asks for) by month, quarter, half or year, a table each: the rate with its
two sums, and the change in percentage points since the period before. For
people the latest period is first. A period without rows is a gap, never 0. What
was carried over counts from the first month of a period, what is pending from
its last. Without -k it takes the headline indicators that the files give.

With --cumulative every period begins with its year. Exports that are cumulative
themselves, of the year up to each month, are taken apart by --differences.
--sort and --top go by the latest period.`,
		Example: `  kpi trend exports/ -k on_time
  kpi trend exports/ -k on_time,online --targets targets.csv -o trend.html
  kpi trend exports/ -k late --every quarter --unit "Văn Lãng"
  kpi trend exports/ -k online --cumulative --format csv -o online.csv
  kpi trend luy-ke-*.csv -k on_time --differences`,
		Args:              needArgs(cobra.MinimumNArgs(1), needsFile("kpi trend")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			t := &tracker{flags: o, session: &o.session}
			if err := produceWithFindings(cmd, args, t.session, formatsOf(studyFormats()...), t.trend); err != nil {
				return err
			}
			return o.targets.exit(t.fellShort)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.session)
	bindIndicators(cmd, &o.indicators, &o.session)
	bindChoice(cmd, &o.every, "every", "", "length of the periods")
	flags.BoolVar(&o.cumulative, "cumulative", false, "count from the beginning of the year to the end of each period")
	flags.BoolVar(&o.differences, "differences", false, "the exports are cumulative, of the year up to each month: take the differences between them")
	o.targets.bind(cmd, " in the latest period")
	o.order.bind(cmd, &o.session)
	bindDecimals(cmd, &o.decimals)
	o.session.bindFigures(cmd, studyFormats())
	o.session.look.bind(cmd)
	return cmd
}
