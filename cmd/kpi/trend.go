package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// trendOptions are the flags of `kpi trend`.
type trendOptions struct {
	session     session
	rows        rowFlags
	indicator   string
	every       choice
	cumulative  bool
	differences bool
	decimals    int
}

func newTrendCmd(p *program) *cobra.Command {
	o := &trendOptions{session: newSession(p), every: choice{value: kpi.Monthly.String()}}
	for _, n := range kpi.Lengths() {
		o.every.words = append(o.every.words, n.String())
	}
	cmd := &cobra.Command{
		Use:   "trend [FILE...]",
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
		Args:              needArgs(cobra.MinimumNArgs(1), needsFile("kpi trend")),
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return produceWithFindings(cmd, args, &o.session, formatsOf(studyFormats()...), o.trend)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.session)
	flags.StringVarP(&o.indicator, "indicator", "k", "", "indicator `ID` to follow (kpi indicators lists them)")
	complete(cmd, "indicator", completeWords(func() []string { return o.session.indicatorIDs("") }))
	bindChoice(cmd, &o.every, "every", "", "length of the periods")
	flags.BoolVar(&o.cumulative, "cumulative", false, "count from the beginning of the year to the end of each period")
	flags.BoolVar(&o.differences, "differences", false, "the exports are cumulative, of the year up to each month: take the differences between them")
	bindDecimals(cmd, &o.decimals)
	o.session.bindFigures(cmd, studyFormats())
	o.session.look.bind(cmd)
	return cmd
}

// trend reads and checks exports, and scores every period and all periods together.
func (o *trendOptions) trend(args []string, formats []render.Format) (maker, error) {
	every, d, err := o.prepare()
	if err != nil {
		return nil, err
	}
	s, followed := &o.session, []kpi.Indicator{d}
	ledger := s.load(request{sets: [][]string{args}, about: followed, hash: hashes(formats), upToDate: o.differences})[0]
	if o.differences {
		apart, findings, err := kpi.Differences(ledger)
		if err != nil {
			s.overflow(err)
			return nil, s.judge()
		}
		ledger = apart
		s.note(findings...)
	}
	s.apply(ledger, followed, s.input.period.Period)
	if err := s.judge(); err != nil {
		return nil, err
	}
	kept, _, err := o.rows.carryAndFilter(ledger)
	if err != nil {
		return nil, err
	}
	ledger = kept[0].Select(func(e *kpi.Entry) bool { return ledger.Measures.IsAbout(e.Tally, d) })
	s.note(check.Trend(ledger, d, every)...)
	if err := s.judge(); err != nil {
		return nil, err
	}
	by := o.rows.grouping(ledger)
	trend := report.Trend{Every: every, Cumulative: o.cumulative}
	whole, err := ledger.Score(by, append(followed, siblings(s.cat, d)...), nil)
	if err == nil {
		trend.Steps, err = report.Steps(ledger, every, o.cumulative, by, d)
	}
	if err != nil {
		s.overflow(err)
		return nil, s.judge()
	}
	s.note(report.TrendNotes(whole, trend)...)
	for _, step := range trend.Steps {
		s.note(check.Differing(ledger, []int{0}, step.Card)...)
	}
	if err := s.judge(); err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		options := report.Options{Lang: s.output.writtenIn(format.Lang), Decimals: o.decimals, Heading: s.heading(ledger), Below: s.below(format)}
		result := report.BuildTrend(whole, trend, ledger.Files, s.findings, s.cat.Messages, options)
		result.Evidence.Version = version()
		return result, nil
	}, nil
}

// prepare checks the flags and reads the tables, before any export is opened. It returns
// the length of the periods and the indicator.
func (o *trendOptions) prepare() (every kpi.Length, d kpi.Indicator, err error) {
	if err := cmp.Or(checkDecimals(o.decimals), o.rows.prepare()); err != nil {
		return every, d, err
	}
	by := o.rows.by
	if slices.Contains(by, kpi.ByPeriod) {
		return every, d, usage("%w", kpi.NewFault("--by period: a trend has its periods by --every"))
	}
	if every, err = kpi.ParseLength(o.every.value); err != nil {
		return every, d, err
	}
	if err := o.session.prepare(); err != nil {
		return every, d, err
	}
	if o.session.units.asked && o.session.units.successors != nil && slices.Contains(by, kpi.ByDistrict) && !slices.Contains(by, kpi.ByCommune) {
		return every, d, usage("%w", kpi.NewFault("--by district: what --successors follows over time is communes: group by commune or province"))
	}
	if o.indicator == "" {
		return every, d, usage("%w", kpi.NewFault("kpi trend needs --indicator ID: 'kpi indicators' lists them"))
	}
	d, ok := o.session.cat.Indicator(o.indicator)
	if !ok {
		return every, d, of("indicator", unknownIndicator(o.session.cat, o.indicator))
	}
	return every, d, nil
}
