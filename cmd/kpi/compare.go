package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// compareOptions are the flags of `kpi compare`.
type compareOptions struct {
	session    session
	rows       rowFlags
	indicators []string
	with       periodFlag
	targets    targetFlags
	order      orderFlags
	decimals   int
}

func newCompareCmd(p *program) *cobra.Command {
	o := &compareOptions{session: newSession(p), targets: newTargetFlags()}
	cmd := &cobra.Command{
		Use:   "compare [OLD NEW]",
		Short: "Print what changed between two periods",
		Long: `Compare reads the exports of two periods and prints for every indicator what
each unit had and has: both rates with their sums, the change in percentage
points, the ranks and how they changed. OLD and NEW are files, folders or
patterns. Two periods of one set of files are compared by --period OLD --with
NEW. Without FILE, those are the exports of the project file, and without both
flags the latest period is compared with the latest before it of its length.

Only like is compared with like: periods of one length, indicators of one
definition. A unit that is on one side only is shown as such. For people the
newer period is first; --sort and --top go by it.`,
		Example: `  kpi compare may/ june/
  kpi compare exports/ --period 2024-05 --with 2024-06 -k on_time
  kpi compare 2025-05.csv 2025-08.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.session.project.used:
			case o.with.IsZero() && len(args) != 2:
				return usage("%w", kpi.NewFault("kpi compare needs OLD and NEW, or FILE... with --period OLD --with NEW, or the project file kpi.toml in this folder or one above"))
			case o.with.IsZero() && args[0] == rows.Stdin && args[1] == rows.Stdin:
				return usage("%w", kpi.NewFault("- can be one side only: standard input is read once"))
			case !o.with.IsZero() && len(args) == 0:
				return usage("%w", kpi.NewFault("kpi compare needs at least one FILE (or - for standard input)"))
			}
			return nil
		},
		ValidArgsFunction: completeExports,
		RunE: func(cmd *cobra.Command, args []string) error {
			c := &contrast{flags: o, session: &o.session}
			if err := produceWithFindings(cmd, args, c.session, formatsOf(studyFormats()...), c.compare); err != nil {
				return err
			}
			return o.targets.exit(c.fellShort)
		},
	}
	flags := cmd.Flags()
	o.rows.bind(cmd, &o.session)
	bindIndicators(cmd, &o.indicators, &o.session)
	o.targets.bind(cmd, " in the newer period")
	o.order.bind(cmd, &o.session)
	bindDecimals(cmd, &o.decimals)
	o.session.bindFigures(cmd, studyFormats())
	o.session.look.bind(cmd)
	flags.Lookup("period").Usage = "with --with, the older period: 2024-05, 2024-Q1 ...; else only this period of both sides"
	flags.Var(&o.with, "with", "the newer period, of the same files, which that of --period is compared with")
	o.session.completeFrom(cmd, "with", periodsOf)
	return cmd
}

// contrast is a run of `kpi compare`.
type contrast struct {
	flags     *compareOptions
	session   *session         // of the flags
	table     *catalog.Targets // by --targets; nil without
	fellShort bool             // a new figure misses its target, or is not known though it has one
}

// compare reads and checks both sides, and scores them.
func (r *contrast) compare(args []string, formats []render.Format) (maker, error) {
	o, s := r.flags, r.session
	if err := o.prepare(); err != nil {
		return nil, err
	}
	var err error
	if r.table, err = o.targets.read(s); err != nil {
		return nil, err
	}
	old, now, err := o.ledgers(args, hashes(formats))
	if err != nil {
		return nil, err
	}
	kept, apart, err := o.rows.carryAndFilter(old, now)
	if err != nil {
		return nil, err
	}
	old, now = kept[0], kept[1]
	by := o.rows.grouping(old, now)
	targets := s.targetsFor(r.table, o.rows.units, old, now)
	c := report.Comparison{Old: s.card(old, by, targets), New: s.card(now, by, targets)}
	if c.Old == nil || c.New == nil {
		return nil, s.judge()
	}
	c.Sorted = max(slices.IndexFunc(s.cat.Indicators, func(d kpi.Indicator) bool { return d.ID == o.order.indicator() }), 0)
	ids := o.indicators
	if slices.Contains(ids, allIndicators) {
		ids = report.ComputableIDs(c.Old, c.New)
	}
	c.Covered = func(i int) (map[kpi.Group]kpi.Coverage, map[kpi.Group]kpi.Coverage) {
		d := c.New.Indicators[i]
		return old.About(d).Covered(by, s.units.exists()), now.About(d).Covered(by, s.units.exists())
	}
	var notes []kpi.Finding
	c.Chosen, notes = report.Choose(c.New, ids, c.Old)
	var indicators []kpi.Indicator
	for _, i := range c.Chosen {
		indicators = append(indicators, s.cat.Indicators[i])
	}
	s.note(append(notes, check.Comparable(old, now, indicators)...)...)
	if err := s.judge(); err != nil {
		return nil, err
	}
	s.note(report.ComparisonNotes(c, r.options(s.output.language()))...)
	s.note(report.UnusedTargets([]*kpi.Scorecard{c.Old, c.New}, c.Chosen, targetsOf(targets, o.indicators))...)
	r.fellShort = fellShort(c.New, c.Chosen)
	s.note(append(check.Differing(old, c.Chosen, c.Old), check.Differing(now, c.Chosen, c.New)...)...)
	if err := s.judge(); err != nil {
		return nil, err
	}
	wanted := slices.Concat(c.Chosen, []int{c.Sorted})
	c.Old, c.New, c.Sorted = c.Old.Only(wanted), c.New.Only(wanted), len(c.Chosen)
	for i := range c.Chosen {
		c.Chosen[i] = i
	}
	files := old.Files
	if o.with.IsZero() {
		files = slices.Concat(old.Files, now.Files)
	}
	return func(format render.Format) (report.Result, error) {
		lang := s.output.writtenIn(format.Lang) // findings may have another language
		c.Reason = s.reasons(by, apart, lang)
		options := r.options(lang)
		options.Heading, options.Below, options.Records = s.heading(old, now), s.below(format), format.Wants.Records
		result := report.BuildComparison(c, files, s.findings, s.cat.Messages, options)
		result.Evidence.Version = version()
		return result, nil
	}, nil
}

// options returns the language, decimals and order of the tables.
func (r *contrast) options(lang kpi.Lang) report.Options {
	return report.Options{Lang: lang, Decimals: r.flags.decimals, Sort: r.flags.order.sort, Top: r.flags.order.top}
}

// prepare checks the flags and reads the tables, before any export is opened.
func (o *compareOptions) prepare() error {
	if err := cmp.Or(checkDecimals(o.decimals), o.targets.check(), o.rows.prepare()); err != nil {
		return err
	}
	if slices.Contains(o.rows.by, kpi.ByPeriod) {
		return usage("%w", kpi.NewFault("--by period: what is compared is two periods"))
	}
	switch before := o.session.input.period.Period; {
	case o.with.IsZero() && o.session.project.used && !before.IsZero():
		return usage("--period %s: %w", before, kpi.NewFault("without FILE, the newer period is needed by --with; without both the two latest are compared"))
	case o.with.IsZero():
	case before.IsZero():
		return usage("%w", kpi.NewFault("--with {period} needs --period, the period that it is compared with", "period", o.with.String()))
	case before == o.with.Period:
		return usage("%w", kpi.NewFault("--period and --with are both {period}: there is nothing to compare", "period", o.with.String()))
	case before.Months() != o.with.Months():
		return usage("%w", kpi.NewFault("--period {old} and --with {new} are not of one length: compare a month with a month, a quarter with a quarter",
			"old", before.String(), "new", o.with.String()))
	}
	if err := o.session.prepare(); err != nil {
		return err
	}
	return cmp.Or(checkIndicators(o.session.cat, o.indicators), o.order.check(o.session.cat))
}

// chooseLatest takes the latest period of the exports, and the latest before it that is as
// long.
func (o *compareOptions) chooseLatest(args []string) error {
	s := &o.session
	periods, findings := s.periods(args)
	for i, now := range periods {
		for _, old := range periods[i+1:] {
			if old.Months() == now.Months() && old.To < now.From {
				s.input.period.Period, o.with.Period = old, now
				return nil
			}
		}
	}
	s.note(findings...)
	return cmp.Or(s.judge(), usage("%w", kpi.NewFault("the exports have no two periods of one length: name them with --period OLD --with NEW")))
}

// ledgers reads both sides and applies the rules to each.
func (o *compareOptions) ledgers(args []string, hash bool) (old, now *kpi.Ledger, err error) {
	s := &o.session
	if s.project.used && o.with.IsZero() {
		if err := o.chooseLatest(args); err != nil {
			return nil, nil, err
		}
	}
	before := s.input.period.Period
	q := request{sets: [][]string{args[:1], args[1:]}, about: about(s.cat, o.indicators, o.order.indicator()), hash: hash}
	periods := []kpi.Period{before, before}
	var sides []*kpi.Ledger
	if o.with.IsZero() {
		sides = s.load(q)
	} else {
		periods[1] = o.with.Period
		q.sets, q.among = [][]string{args}, periods
		s.input.period.Period = kpi.Period{} // rows without a period are of neither
		all := s.load(q)[0]
		for _, p := range periods {
			side := all.During(p)
			if len(side.Entries) == 0 && len(all.Entries) > 0 { // else no-data is reported already
				s.note(kpi.NewFinding(kpi.NoData, kpi.Place{}), kpi.NewFinding(kpi.PeriodEmpty, kpi.Place{}, "periods", kpi.PeriodKey(p)))
			}
			sides = append(sides, side)
		}
	}
	for i, side := range sides {
		s.apply(side, q.about, periods[i])
	}
	return sides[0], sides[1], s.judge()
}
