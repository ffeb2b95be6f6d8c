package main

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/check"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// tracker is a run of `kpi trend`.
type tracker struct {
	flags     *trendOptions
	session   *session // of the flags
	every     kpi.Length
	table     *catalog.Targets // by --targets; nil without
	fellShort bool             // the latest figure misses its target, or is not known though it has one
}

// trend reads and checks exports, and scores every period and all periods together.
func (t *tracker) trend(args []string, formats []render.Format) (maker, error) {
	o, s := t.flags, t.session
	if err := t.prepare(); err != nil {
		return nil, err
	}
	ledger, err := t.read(args, hashes(formats))
	if err != nil {
		return nil, err
	}
	followed, err := t.choose(ledger)
	if err != nil {
		return nil, err
	}
	trend := report.Trend{Every: t.every, Cumulative: o.cumulative}
	if trend.Courses, err = t.courses(followed, s.targetsFor(t.table, o.rows.units, ledger)); err != nil {
		return nil, err
	}
	if o.order.sort != "" {
		if trend.Sorted, err = t.sorted(ledger, trend.Courses, followed); err != nil {
			return nil, err
		}
	}
	heading, files := s.heading(ledger), ledger.Files // the entries need not be held any longer
	s.note(report.TrendNotes(trend, t.options(s.output.language()))...)
	if err := s.judge(); err != nil {
		return nil, err
	}
	return func(format render.Format) (report.Result, error) {
		options := t.options(s.output.writtenIn(format.Lang))
		options.Heading, options.Below, options.Records = heading, s.below(format), format.Wants.Records
		result := report.BuildTrend(trend, files, s.findings, s.cat.Messages, options)
		result.Evidence.Version = version()
		return result, nil
	}, nil
}

// prepare checks the flags and reads the tables, before any export is opened.
func (t *tracker) prepare() (err error) {
	o, s := t.flags, t.session
	if err := cmp.Or(checkDecimals(o.decimals), o.targets.check(), o.rows.prepare()); err != nil {
		return err
	}
	by := o.rows.by
	if slices.Contains(by, kpi.ByPeriod) {
		return usage("%w", kpi.NewFault("--by period: a trend has its periods by --every"))
	}
	if t.every, err = kpi.ParseLength(o.every.value); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	if s.units.asked && s.units.successors != nil && slices.Contains(by, kpi.ByDistrict) && !slices.Contains(by, kpi.ByCommune) {
		return usage("%w", kpi.NewFault("--by district: what --successors follows over time is communes: group by commune or province"))
	}
	if err := cmp.Or(checkIndicators(s.cat, o.indicators), o.order.check(s.cat)); err != nil {
		return err
	}
	t.table, err = o.targets.read(s)
	return err
}

// options returns the language, decimals and order of the tables.
func (t *tracker) options(lang kpi.Lang) report.Options {
	return report.Options{Lang: lang, Decimals: t.flags.decimals, Sort: t.flags.order.sort, Top: t.flags.order.top}
}

// read reads exports and returns the ledger of the units that were asked for.
func (t *tracker) read(args []string, hash bool) (*kpi.Ledger, error) {
	o, s := t.flags, t.session
	needed := about(s.cat, o.indicators, o.order.indicator())
	ledger := s.load(request{sets: [][]string{args}, about: needed, hash: hash, upToDate: o.differences})[0]
	if o.differences {
		apart, findings, err := kpi.Differences(ledger)
		if err != nil {
			s.overflow(err)
			return nil, s.judge()
		}
		ledger = apart
		s.note(findings...)
	}
	s.apply(ledger, needed, s.input.period.Period)
	if err := s.judge(); err != nil {
		return nil, err
	}
	kept, _, err := o.rows.carryAndFilter(ledger)
	if err != nil {
		return nil, err
	}
	return kept[0], nil
}

// followed is an indicator and the entries that are about it.
type followed struct {
	kpi.Indicator
	ledger *kpi.Ledger
}

// follow returns an indicator with its entries, and what keeps them from being a trend.
func (t *tracker) follow(ledger *kpi.Ledger, d kpi.Indicator) (followed, []kpi.Finding) {
	f := followed{d, ledger.About(d)}
	return f, check.Trend(f.ledger, d, t.every)
}

// choose returns the indicators that were asked for by id; else, as a report does, those
// that the files give, but for those whose counts have no period or a longer one.
func (t *tracker) choose(ledger *kpi.Ledger) (all []followed, err error) {
	s, ids := t.session, t.flags.indicators
	if len(ids) > 0 && !slices.Contains(ids, allIndicators) {
		for _, id := range ids {
			d, _ := s.cat.Indicator(id)
			f, findings := t.follow(ledger, d)
			s.note(findings...)
			all = append(all, f)
		}
		return all, s.judge()
	}
	by := t.flags.rows.grouping(ledger)
	card := s.card(ledger, by, nil)
	if card == nil {
		return nil, s.judge()
	}
	steps := s.card(ledger, append(slices.Clone(by), kpi.ByPeriod), nil) // with figures where the whole has none
	if steps == nil {
		return nil, s.judge()
	}
	if len(ids) > 0 {
		ids = report.ComputableIDs(card, steps)
	}
	chosen, notes := report.Choose(card, ids, steps)
	s.note(notes...)
	var left []kpi.Finding // of the first that is left out
	for _, i := range chosen {
		f, findings := t.follow(ledger, s.cat.Indicators[i])
		if len(findings) == 0 {
			all = append(all, f)
			continue
		}
		if left == nil {
			left = findings
		}
		s.note(kpi.NewFinding(kpi.IndicatorPeriods, kpi.Place{}, "indicator", kpi.IndicatorKey(f.ID), "id", f.ID, "length", kpi.TextKey("every."+t.every.String())))
	}
	if len(all) == 0 {
		s.note(left...)
	}
	return all, s.judge()
}

// courses scores indicators in every period and over all of them.
func (t *tracker) courses(all []followed, targets []kpi.Target) (courses []report.Course, err error) {
	s := t.session
	var ledgers []*kpi.Ledger
	for _, f := range all {
		ledgers = append(ledgers, f.ledger)
	}
	by := t.flags.rows.grouping(ledgers...)
	var cards []*kpi.Scorecard
	for _, f := range all {
		c, err := t.course(f, by, targets)
		if err != nil {
			return nil, err
		}
		courses = append(courses, c)
		for _, step := range c.Steps {
			s.note(check.Differing(f.ledger, []int{0}, step.Card)...)
			cards = append(cards, step.Card)
		}
		t.fellShort = t.fellShort || fellShort(c.Latest(), []int{0})
	}
	s.note(report.UnusedTargets(cards, []int{0}, targetsOf(targets, t.flags.indicators))...)
	return courses, nil
}

// course scores an indicator in every period, and with its family over all of them.
func (t *tracker) course(f followed, by []kpi.Dimension, targets []kpi.Target) (c report.Course, err error) {
	c.Whole, err = f.ledger.Score(by, append([]kpi.Indicator{f.Indicator}, siblings(t.session.cat, f.Indicator)...), nil)
	if err == nil {
		c.Steps, err = report.Steps(f.ledger, t.every, t.flags.cumulative, by, f.Indicator, targets, t.session.units.exists())
	}
	if err != nil {
		t.session.overflow(err)
		err = t.session.judge()
	}
	return c, err
}

// sorted returns the course of the indicator by which rows are sorted, of the units of all.
func (t *tracker) sorted(ledger *kpi.Ledger, courses []report.Course, all []followed) (*report.Course, error) {
	id := t.flags.order.indicator()
	if i := slices.IndexFunc(all, func(f followed) bool { return f.ID == id }); i >= 0 {
		return &courses[i], nil
	}
	d, _ := t.session.cat.Indicator(id)
	f, findings := t.follow(ledger, d)
	t.session.note(findings...)
	if err := t.session.judge(); err != nil {
		return nil, err
	}
	c, err := t.course(f, courses[0].Whole.By, nil)
	return &c, err
}
