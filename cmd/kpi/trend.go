package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// trendOptions are the flags of `kpi trend`.
type trendOptions struct {
	reading     reading
	output      outputFlags
	rows        rowFlags
	indicator   string
	every       choice
	cumulative  bool
	differences bool
	decimals    int
}

func newTrendCmd(p *program) *cobra.Command {
	o := &trendOptions{reading: reading{color: &p.color}, output: outputFlags{to: p.outputs}, every: choice{value: kpi.Monthly.String()}}
	for _, n := range kpi.Lengths() {
		o.every.words = append(o.every.words, n.String())
	}
	cmd := &cobra.Command{
		Use:   "trend FILE...",
		Short: "Print an indicator of every unit over time",
		Long: `Trend reads exports and prints one indicator of every district (or whatever
--by asks for) by month, quarter, half or year: the rate with its two sums, and
the change in percentage points since the period before. A period without rows
is a gap, never 0. What was carried over counts from the first month of a
period, what is pending from its last.

With --cumulative every period begins with its year. Exports that are cumulative
themselves, of the year up to each month, are taken apart by --differences.`,
		Example: `  kpi trend exports/ -k on_time
  kpi trend exports/ -k late --every quarter --unit "Văn Lãng"
  kpi trend exports/ -k online --cumulative --format csv -o online.csv
  kpi trend luy-ke-*.csv -k on_time --differences`,
		Args:              needArgs(cobra.MinimumNArgs(1), "at least one FILE (or - for standard input)"),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTrend(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.reading)
	flags.StringVarP(&o.indicator, "indicator", "k", "", "indicator `ID` to follow (kpi indicators lists them)")
	complete(cmd, "indicator", completeWords(func() []string { return o.reading.catalog.indicatorIDs("") }))
	bindChoice(cmd, &o.every, "every", "", "length of the periods")
	flags.BoolVar(&o.cumulative, "cumulative", false, "count from the beginning of the year to the end of each period")
	flags.BoolVar(&o.differences, "differences", false, "the exports are cumulative, of the year up to each month: take the differences between them")
	bindDecimals(cmd, &o.decimals)
	o.reading.bind(cmd)
	o.reading.bindSuccessors(cmd)
	o.output.bindWide(cmd)
	o.output.bind(cmd, render.Names(render.StudyFormats(render.Screen{})))
	return cmd
}

// follower is a run of `kpi trend` with its flags checked.
type follower struct {
	flags     *trendOptions
	reading   *reading // of the flags
	every     kpi.Length
	indicator kpi.Indicator
}

// runTrend reads, checks, scores every period and renders; then it writes once.
func runTrend(in io.Reader, out, errw io.Writer, o *trendOptions, args []string) error {
	format, err := renderer(&o.output, out, render.StudyFormats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	o.reading.errw, o.reading.lang = errw, o.output.language()
	f := &follower{flags: o, reading: &o.reading}
	if err := f.prepare(); err != nil {
		return err
	}
	ledger, err := f.ledger(in, args, format.Hashes)
	if err != nil {
		return err
	}
	trend, whole, err := f.follow(ledger)
	if err != nil {
		return err
	}
	options := report.Options{Lang: o.output.writtenIn(format.Lang), Decimals: o.decimals}
	result := report.BuildTrend(whole, trend, ledger.Files, o.reading.findings, o.reading.cat.Messages, options)
	result.Version = version()
	if err := publish(out, &o.output, format, result, o.reading.inputs(ledger)...); err != nil {
		return err
	}
	return o.reading.writeFindings(!format.Notes)
}

// prepare checks the flags and reads the tables, before any export is opened.
func (f *follower) prepare() (err error) {
	if err := checkDecimals(f.flags.decimals); err != nil {
		return err
	}
	if err := f.flags.rows.prepare(); err != nil {
		return err
	}
	if slices.Contains(f.flags.rows.by, kpi.ByPeriod) {
		return usage("--by period: a trend has its periods by --every")
	}
	if f.every, err = kpi.ParseLength(f.flags.every.value); err != nil {
		return err
	}
	if err := f.reading.prepare(); err != nil {
		return err
	}
	if f.reading.units.successors != nil && slices.Contains(f.flags.rows.by, kpi.ByDistrict) && !slices.Contains(f.flags.rows.by, kpi.ByCommune) {
		return usage("--by district: what --successors follows over time is communes: group by commune or province")
	}
	id := f.flags.indicator
	if id == "" {
		return usage("kpi trend needs --indicator ID: 'kpi indicators' lists them")
	}
	d, ok := f.reading.cat.Indicator(id)
	if !ok {
		return unknownIndicator(f.reading.cat, id)
	}
	f.indicator = d
	return nil
}

// ledger reads the exports and keeps the entries that the indicator is about.
func (f *follower) ledger(in io.Reader, args []string, hash bool) (*kpi.Ledger, error) {
	d := f.indicator
	ledger := f.reading.load(in, request{sets: [][]string{args}, about: []kpi.Indicator{d}, hash: hash, upToDate: f.flags.differences})[0]
	if f.flags.differences {
		apart, findings, err := kpi.Differences(ledger)
		if err != nil {
			f.reading.overflow(err)
			return nil, f.reading.judge()
		}
		ledger = apart
		f.reading.note(findings...)
	}
	f.reading.apply(ledger, []kpi.Indicator{d}, f.reading.input.period.Period)
	if err := f.reading.judge(); err != nil {
		return nil, err
	}
	kept, _, err := f.flags.rows.carryAndFilter(ledger)
	if err != nil {
		return nil, err
	}
	ledger = kept[0].Select(func(e *kpi.Entry) bool { return ledger.Measures.IsAbout(e.Tally, d) })
	f.reading.note(check.Trend(ledger, d, f.every)...)
	return ledger, f.reading.judge()
}

// follow scores every period, and all periods together.
func (f *follower) follow(ledger *kpi.Ledger) (report.Trend, *kpi.Scorecard, error) {
	by := f.flags.rows.grouping(ledger)
	trend := report.Trend{Every: f.every, Cumulative: f.flags.cumulative}
	whole, err := ledger.Score(by, append([]kpi.Indicator{f.indicator}, siblings(f.reading.cat, f.indicator)...), nil)
	if err == nil {
		trend.Steps, err = report.Steps(ledger, f.every, f.flags.cumulative, by, f.indicator)
	}
	if err != nil {
		f.reading.overflow(err)
		return trend, nil, f.reading.judge()
	}
	f.reading.note(report.TrendNotes(whole, trend)...)
	return trend, whole, f.reading.judge()
}
