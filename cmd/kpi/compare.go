package main

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/report"
	"cchc/kpi/units"
)

// compareOptions are the flags of `kpi compare`.
type compareOptions struct {
	reading    reading
	output     outputFlags
	rows       rowFlags
	indicators []string
	with       periodFlag
	decimals   int
}

func newCompareCmd(p *program) *cobra.Command {
	o := &compareOptions{reading: reading{color: &p.color}, output: outputFlags{to: p.outputs}}
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
			case o.with.IsZero() && args[0] == rows.Stdin && args[1] == rows.Stdin:
				return usage("- can be one side only: standard input is read once")
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
	bindIndicators(cmd, &o.indicators, &o.reading.catalog)
	bindDecimals(cmd, &o.decimals)
	o.reading.bind(cmd)
	flags.Lookup("period").Usage = "with --with, the older period: 2024-05, 2024-Q1 ...; else only this period of both sides"
	flags.Var(&o.with, "with", "the newer period, of the same files, which that of --period is compared with")
	o.reading.completeFrom(cmd, "with", periodsOf)
	o.reading.bindSuccessors(cmd)
	o.output.bindWide(cmd)
	o.output.bind(cmd, render.Names(render.StudyFormats(render.Screen{})))
	return cmd
}

// comparer is a run of `kpi compare` with its flags checked.
type comparer struct {
	flags        *compareOptions
	reading      *reading   // of the flags
	written      kpi.Lang   // of the result; findings may have another language
	older, newer kpi.Period // of the sides before --unit took rows away
}

// runCompare reads both sides, checks, scores and renders; then it writes once.
func runCompare(in io.Reader, out, errw io.Writer, o *compareOptions, args []string) error {
	format, err := renderer(&o.output, out, render.StudyFormats(o.output.screen(o.reading.color, out)))
	if err != nil {
		return err
	}
	o.reading.errw, o.reading.lang = errw, o.output.language()
	c := comparer{flags: o, reading: &o.reading, written: o.output.writtenIn(format.Lang)}
	if err := c.prepare(); err != nil {
		return err
	}
	old, now, err := c.ledgers(in, args, format.Hashes)
	if err != nil {
		return err
	}
	c.older, c.newer = old.Span(), now.Span()
	old, now, reason, err := c.carryBoth(old, now)
	if err != nil {
		return err
	}
	comparison, err := c.compare(old, now, reason)
	if err != nil {
		return err
	}
	files := old.Files
	if c.flags.with.IsZero() {
		files = slices.Concat(old.Files, now.Files)
	}
	options := report.Options{Lang: c.written, Decimals: o.decimals}
	result := report.BuildComparison(comparison, files, o.reading.findings, o.reading.cat.Messages, options)
	result.Version = version()
	if err := publish(out, &o.output, format, result, append(o.reading.inputs(old), o.reading.inputs(now)...)...); err != nil {
		return err
	}
	return o.reading.writeFindings(!format.Notes)
}

// prepare checks the flags and reads the tables, before any export is opened.
func (c comparer) prepare() error {
	if err := checkDecimals(c.flags.decimals); err != nil {
		return err
	}
	if err := c.flags.rows.prepare(); err != nil {
		return err
	}
	if slices.Contains(c.flags.rows.by, kpi.ByPeriod) {
		return usage("--by period: what is compared is two periods")
	}
	switch before := c.reading.input.period.Period; {
	case c.flags.with.IsZero():
	case before.IsZero():
		return usage("--with %s needs --period, the period that it is compared with", c.flags.with)
	case before == c.flags.with.Period:
		return usage("--period and --with are both %s: there is nothing to compare", c.flags.with)
	case before.Months() != c.flags.with.Months():
		return usage("--period %s and --with %s are not of one length: compare a month with a month, a quarter with a quarter", before, c.flags.with)
	}
	if err := c.reading.prepare(); err != nil {
		return err
	}
	return checkIndicators(c.reading.cat, c.flags.indicators)
}

// ledgers reads both sides and applies the rules to each.
func (c comparer) ledgers(in io.Reader, args []string, hash bool) (old, now *kpi.Ledger, err error) {
	q := request{about: about(c.reading.cat, c.flags.indicators), hash: hash}
	before := c.reading.input.period.Period
	if c.flags.with.IsZero() {
		q.sets = [][]string{args[:1], args[1:]}
	} else {
		q.sets, q.among = [][]string{args}, []kpi.Period{before, c.flags.with.Period}
		c.reading.input.period.Period = kpi.Period{} // rows without a period are of neither
	}
	ledgers := c.reading.load(in, q)
	old, now = ledgers[0], ledgers[len(ledgers)-1]
	if !c.flags.with.IsZero() {
		within := func(p kpi.Period) *kpi.Ledger {
			return ledgers[0].Select(func(e *kpi.Entry) bool { return p.Contains(e.Period) })
		}
		old, now = within(before), within(c.flags.with.Period)
		if len(ledgers[0].Entries) > 0 { // else no-data is reported already
			c.wantRows(old, before)
			c.wantRows(now, c.flags.with.Period)
		}
		c.reading.apply(old, q.about, before)
		c.reading.apply(now, q.about, c.flags.with.Period)
	} else {
		c.reading.apply(old, q.about, before)
		c.reading.apply(now, q.about, before)
	}
	return old, now, c.reading.judge()
}

// wantRows reports a side without rows: nothing would be compared with something.
func (c comparer) wantRows(side *kpi.Ledger, p kpi.Period) {
	if len(side.Entries) == 0 {
		c.reading.note(kpi.NewFinding(kpi.NoData, kpi.Place{}), kpi.NewFinding(kpi.PeriodEmpty, kpi.Place{}, "periods", p.String()))
	}
}

// carryBoth carries both sides over to the units of the later one, and keeps the units of
// --unit. reason returns why nothing is carried over to a group, or "".
func (c comparer) carryBoth(old, now *kpi.Ledger) (_, _ *kpi.Ledger, reason func(kpi.Group, kpi.Indicator) string, err error) {
	kept, apart, err := c.flags.rows.carryAndFilter(old, now)
	if err != nil {
		return nil, nil, nil, err
	}
	return kept[0], kept[1], c.reasons(apart), nil
}

// reasons returns a function that explains why a group is not comparable: it is one of the
// units to which counts cannot be carried over, or a district with one of them. A province
// is comparable: it has both the old and the new unit.
func (c comparer) reasons(apart []units.Uncarried) func(kpi.Group, kpi.Indicator) string {
	byCommune := len(c.flags.rows.by) == 0 || slices.Contains(c.flags.rows.by, kpi.ByCommune)
	byDistrict := slices.Contains(c.flags.rows.by, kpi.ByDistrict)
	return func(g kpi.Group, d kpi.Indicator) string {
		var why []string
		for _, a := range apart {
			u := a.Unit
			if u.Province != g.Province || u.District != g.District || byCommune && u.Commune != g.Commune || !byCommune && !byDistrict {
				continue
			}
			for _, f := range a.Why {
				if text := c.reason(f); c.isAbout(f, d) && !slices.Contains(why, text) {
					why = append(why, text)
				}
			}
		}
		return strings.Join(why, "; ")
	}
}

// reason writes a finding about such a unit as a reason.
func (c comparer) reason(f kpi.Finding) string {
	return kpi.Fill(c.reading.cat.Messages.Text("apart."+f.Code, c.written), f.Args.Value)
}

// isAbout reports whether a finding is about counts that an indicator needs: some findings
// are about one thing only.
func (c comparer) isAbout(f kpi.Finding, d kpi.Indicator) bool {
	things := f.Args.Value("things")
	return things == "" || slices.ContainsFunc(d.Needs(), func(i int) bool { return things == kpi.TextKey("thing."+c.reading.cat.Measures.At(i).Of) })
}

// compare scores both sides and reports what makes them incomparable.
func (c comparer) compare(old, now *kpi.Ledger, reason func(kpi.Group, kpi.Indicator) string) (report.Comparison, error) {
	by := c.flags.rows.grouping(old, now)
	comparison := report.Comparison{Old: c.reading.card(old, by, nil), New: c.reading.card(now, by, nil), Reason: reason}
	if comparison.Old == nil || comparison.New == nil {
		return comparison, c.reading.judge()
	}
	comparison.Old.Period = cmp.Or(comparison.Old.Period, c.older)
	comparison.New.Period = cmp.Or(comparison.New.Period, c.newer)
	ids := c.flags.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.ComputableIDs(comparison.Old, comparison.New)
	}
	chosen, notes := report.Choose(comparison.New, ids, comparison.Old)
	comparison.Chosen = chosen
	var indicators []kpi.Indicator
	for _, i := range chosen {
		indicators = append(indicators, c.reading.cat.Indicators[i])
	}
	c.reading.note(append(notes, check.Comparable(old, now, indicators)...)...)
	if err := c.reading.judge(); err != nil {
		return comparison, err
	}
	c.reading.note(report.ComparisonNotes(comparison)...)
	return comparison, c.reading.judge()
}
