package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// compareOptions are the flags of `kpi compare`.
type compareOptions struct {
	reading
	output     outputFlags
	rows       rowFlags
	indicators []string
	with       periodFlag
	decimals   int
}

func newCompareCmd(color *colorFlag) *cobra.Command {
	o := &compareOptions{reading: reading{color: color}}
	cmd := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Print what changed between two periods",
		Long: `Compare reads the exports of two periods and prints for every indicator what
each unit had and has: both rates with their sums, the change in percentage
points, the ranks and how they changed. OLD and NEW are files, folders or
patterns. Two periods of one set of files are compared by --period OLD --with
NEW.

Only like is compared with like: periods of one length, indicators of one
definition. A unit that stands on one side only is shown as such.`,
		Example: `  kpi compare may/ june/
  kpi compare exports/ --period 2024-05 --with 2024-06 -k on_time
  kpi compare 2025-05.csv 2025-08.csv --units units.csv --successors successors.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.with.IsZero() && len(args) != 2:
				return usage("%s needs OLD and NEW, or FILE... with --period OLD --with NEW", cmd.CommandPath())
			case !o.with.IsZero() && len(args) == 0:
				return usage("%s needs at least one FILE (or - for standard input)", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCompare(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o, args)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.reading)
	bindIndicators(cmd, &o.indicators, &o.catalog)
	bindDecimals(cmd, &o.decimals)
	o.reading.bind(cmd)
	flags.Lookup("period").Usage = "with --with, the older period: 2024-05, 2024-Q1 ...; else only this period of both sides"
	flags.Var(&o.with, "with", "the newer period, of the same files, which that of --period is compared with")
	o.completeFrom(cmd, "with", periodsOf)
	o.bindSuccessors(cmd)
	o.output.bindWide(cmd)
	o.output.bind(cmd, render.Names(render.StudyFormats(render.Screen{})))
	return cmd
}

// comparer is a run of `kpi compare` with its flags checked.
type comparer struct{ *compareOptions }

// runCompare reads both sides, checks, scores and renders; then it writes once.
func runCompare(in io.Reader, out, errw io.Writer, o *compareOptions, args []string) error {
	format, err := renderer(&o.output, render.StudyFormats(o.output.screen(o.color, out)))
	if err != nil {
		return err
	}
	if err := o.output.checkScreen(out, format.Binary, format.Name); err != nil {
		return err
	}
	o.errw, o.lang = errw, o.output.language()
	c := comparer{o}
	if err := c.prepare(); err != nil {
		return err
	}
	old, now, err := c.ledgers(in, args, format.Hashes)
	if err != nil {
		return err
	}
	old, now, reason, err := c.carryBoth(old, now)
	if err != nil {
		return err
	}
	comparison, err := c.compare(old, now)
	comparison.Reason = reason
	if err != nil {
		return err
	}
	files := old.Files
	if c.with.IsZero() {
		files = slices.Concat(old.Files, now.Files)
	}
	options := report.Options{Lang: o.output.writtenIn(format.Lang), Decimals: o.decimals}
	result := report.BuildComparison(comparison, files, o.findings, o.cat, options)
	result.Version = version()
	if err := publish(out, &o.output, format, result, append(o.inputs(old), o.inputs(now)...)...); err != nil {
		return err
	}
	o.tell(!format.Notes)
	return nil
}

// prepare checks the flags and reads the tables, before any export is opened.
func (c comparer) prepare() error {
	if err := checkDecimals(c.decimals); err != nil {
		return err
	}
	if err := c.rows.prepare(); err != nil {
		return err
	}
	if slices.Contains(c.rows.by, kpi.ByPeriod) {
		return usage("--by period: what is compared is two periods")
	}
	switch before := c.input.period.Period; {
	case c.with.IsZero():
	case before.IsZero():
		return usage("--with %s needs --period, the period that it is compared with", c.with)
	case before == c.with.Period:
		return usage("--period and --with are both %s: there is nothing to compare", c.with)
	case before.Months() != c.with.Months():
		return usage("--period %s and --with %s are not of one length: compare a month with a month, a quarter with a quarter", before, c.with)
	}
	if err := c.reading.prepare(); err != nil {
		return err
	}
	return checkIndicators(c.cat, c.indicators)
}

// ledgers reads both sides and applies the rules to each.
func (c comparer) ledgers(in io.Reader, args []string, hash bool) (old, now *kpi.Ledger, err error) {
	q := request{about: about(c.cat, c.indicators), hash: hash}
	before := c.input.period.Period
	if c.with.IsZero() {
		q.sets = [][]string{args[:1], args[1:]}
	} else {
		q.sets, q.among = [][]string{args}, []kpi.Period{before, c.with.Period}
		c.input.period.Period = kpi.Period{} // rows without a period are of neither
	}
	ledgers := c.load(in, q)
	old, now = ledgers[0], ledgers[len(ledgers)-1]
	if !c.with.IsZero() {
		within := func(p kpi.Period) *kpi.Ledger {
			return ledgers[0].Select(func(e *kpi.Entry) bool { return p.Contains(e.Period) })
		}
		old, now = within(before), within(c.with.Period)
		c.apply(old, q.about, before)
		c.apply(now, q.about, c.with.Period)
	} else {
		c.apply(old, q.about, before)
		c.apply(now, q.about, before)
	}
	return old, now, c.judge()
}

// carryBoth carries both sides over to the units of the later one, and keeps those asked
// for. reason tells why nothing is carried over to a unit, "" where something is.
func (c comparer) carryBoth(old, now *kpi.Ledger) (_, _ *kpi.Ledger, reason func(kpi.Group) string, err error) {
	at, known := max(old.Span().To, now.Span().To), append(old.Units(), now.Units()...)
	old, apart := c.carry(old, at, known)
	now, more := c.carry(now, at, known)
	if err := c.judge(); err != nil {
		return nil, nil, nil, err
	}
	reasons := map[kpi.Unit]string{}
	for _, a := range append(apart, more...) {
		var why []string
		for _, f := range a.Why {
			why = append(why, kpi.Fill(c.cat.Text("apart."+f.Code, c.output.language()), f.Args.Value))
		}
		u := a.Unit
		u.Level = 0
		reasons[u] = strings.Join(why, "; ")
	}
	kept, err := c.rows.filter(c.cat, old, now)
	if err != nil {
		return nil, nil, nil, err
	}
	return kept[0], kept[1], func(g kpi.Group) string {
		return reasons[kpi.Unit{Province: g.Province, District: g.District, Commune: g.Commune}]
	}, nil
}

// compare scores both sides and wants them to be alike.
func (c comparer) compare(old, now *kpi.Ledger) (report.Comparison, error) {
	by := c.rows.grouping(old, now)
	comparison := report.Comparison{Old: c.card(old, by, nil), New: c.card(now, by, nil)}
	if comparison.Old == nil || comparison.New == nil {
		return comparison, c.judge()
	}
	ids := c.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.Known(comparison.Old, comparison.New)
	}
	chosen, notes := report.Choose(comparison.New, ids, comparison.Old)
	comparison.Chosen = chosen
	var indicators []kpi.Indicator
	for _, i := range chosen {
		indicators = append(indicators, c.cat.Indicators[i])
	}
	c.findings = append(append(c.findings, notes...), check.Alike(old, now, indicators)...)
	if err := c.judge(); err != nil {
		return comparison, err
	}
	c.findings = append(c.findings, report.ComparisonNotes(comparison)...)
	return comparison, c.judge()
}
