package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/check"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
	"cchc/kpi/report"
	"cchc/kpi/units"
)

// besideFlags choose the periods whose figures are beside those of a report.
type besideFlags struct {
	words   []string // --beside
	isGiven func() bool
	all     []kpi.Beside
}

// bind adds the flag.
func (f *besideFlags) bind(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.words, "beside", nil, "put the figures of other periods beside each figure: "+strings.Join(besideWords(), ", ")+
		"; without --period, the report is of the latest period")
	complete(cmd, "beside", completeList(besideWords))
	f.isGiven = func() bool { return cmd.Flags().Changed("beside") }
}

// besideWords are the words of --beside.
func besideWords() []string { return wordsOf(kpi.Besides()) }

// prepare reads the words, each once.
func (f *besideFlags) prepare(by []kpi.Dimension, split string) error {
	for _, word := range f.words {
		b, err := kpi.ParseBeside(word)
		if err != nil {
			return usage("--beside: %w", didYouMean(err, word, besideWords()))
		}
		if !slices.Contains(f.all, b) {
			f.all = append(f.all, b)
		}
	}
	switch {
	case len(f.all) == 0 && f.isGiven():
		return usage("--beside: %w", kpi.NewFault("want {words}", "words", strings.Join(besideWords(), ", ")))
	case len(f.all) == 0:
	case slices.Contains(by, kpi.ByPeriod):
		return usage("--beside: %w", kpi.NewFault("rows by period have the periods below each other: leave out --by period"))
	case split != "":
		return usage("--beside: %w", kpi.NewFault("tables of parts have no other periods: leave out --split, and choose rows with --by and --unit"))
	}
	return nil
}

// side is the ledger of a period whose figures are beside those of a report.
type side struct {
	is     kpi.Beside
	period kpi.Period // zero: there is none
	ledger *kpi.Ledger
}

// readBeside reads the exports once, and returns the ledger of the report's period and those
// of the periods beside it. What is wrong with the counts of a period beside it is a finding
// too; that it has no rows is not, for its cells have that.
func (r *reporter) readBeside(args []string, about []kpi.Indicator, hash bool) (*kpi.Ledger, error) {
	s := r.session
	if s.input.period.IsZero() {
		latest, err := s.latest(args)
		if err != nil {
			return nil, err
		}
		s.input.period.Period = latest
		s.note(kpi.NewFinding(kpi.BesideLatest, kpi.Place{}, "period", kpi.PeriodKey(latest)))
	}
	period := s.input.period.Period
	among := []kpi.Period{period}
	for _, is := range r.wanted() {
		p, ok := is.Of(period)
		if r.sides = append(r.sides, side{is: is, period: p}); ok {
			among = append(among, p)
		}
	}
	all := s.load(request{sets: [][]string{args}, about: about, hash: hash, among: among})[0]
	own := all.In(period)
	if len(own.Entries) == 0 && len(all.Entries) > 0 { // else it is reported already
		s.note(kpi.NewFinding(kpi.NoData, kpi.Place{}))
	}
	s.apply(own, about, period)
	for i := range r.sides {
		d := &r.sides[i]
		if d.period.IsZero() {
			d.ledger = all.Select(func(*kpi.Entry) bool { return false })
			continue
		}
		d.ledger = all.During(d.period)
		s.noteNew(check.Ledger(d.ledger, about, kpi.Period{}, s.units.exists())...)
	}
	return own, s.judge()
}

// latest returns the latest period of exports that can be read twice.
func (s *session) latest(args []string) (kpi.Period, error) {
	if once := rows.Once(s.project.choices.named(args)); once != "" {
		return kpi.Period{}, usage("--beside: %w", kpi.NewFault("{file} can be read only once, and the latest period is not known before: name it with --period", "file", once))
	}
	periods, findings := s.periods(args)
	if len(periods) == 0 {
		s.note(findings...)
		return kpi.Period{}, cmp.Or(s.judge(), usage("--beside: %w", kpi.NewFault("the exports have no period: name it with --period")))
	}
	return periods[0], nil
}

// periods returns the periods of exports, the latest first, and of those that end with it the
// shortest. The files are read for them alone: what was found is for a caller that has no use
// for the periods.
func (s *session) periods(args []string) ([]kpi.Period, []kpi.Finding) {
	read := input.Read(s.cat, s.project.choices.named(args), s.in, s.options())
	periods := read.Ledger.Periods()
	slices.SortStableFunc(periods, func(a, b kpi.Period) int {
		return cmp.Or(cmp.Compare(b.To, a.To), cmp.Compare(a.Months(), b.Months()))
	})
	return periods, read.Findings
}

// noteNew adds the findings that the run has not yet: a month may be of several periods.
func (s *session) noteNew(findings ...kpi.Finding) {
	seen := map[string]bool{}
	id := func(f kpi.Finding) string {
		return strings.Join(append([]string{f.Code, f.Place.String()}, f.Args...), "\x00")
	}
	for _, f := range s.findings {
		seen[id(f)] = true
	}
	for _, f := range findings {
		if !seen[id(f)] {
			seen[id(f)] = true
			s.note(f)
		}
	}
}

// wanted returns the periods beside that of the report: those asked for, then those that only
// the fields of a document name.
func (r *reporter) wanted() []kpi.Beside {
	all := slices.Clone(r.flags.beside.all)
	for _, b := range r.flags.letter.besides() {
		if !slices.Contains(all, b) {
			all = append(all, b)
		}
	}
	return all
}

// ledgers returns the ledger of a report, then those beside it.
func (r *reporter) ledgers(own *kpi.Ledger) []*kpi.Ledger {
	all := []*kpi.Ledger{own}
	for _, d := range r.sides {
		all = append(all, d.ledger)
	}
	return all
}

// carried carries the ledger of a report and those beside it over to the units of the report's
// last month, and keeps the units asked for. It returns the units that cannot be followed.
func (r *reporter) carried(own *kpi.Ledger) (*kpi.Ledger, []units.Uncarried, error) {
	kept, apart, err := r.flags.rows.carryAndFilter(r.ledgers(own)...)
	if err != nil {
		return nil, nil, err
	}
	for i := range r.sides {
		r.sides[i].ledger = kept[i+1]
	}
	return kept[0], apart, nil
}

// besides returns the figures of the periods beside that of a report, with the reasons why
// they are not comparable in a language. The figures of a grouping are computed once.
func (r *reporter) besides(own *kpi.Ledger, by []kpi.Dimension, indicators []kpi.Indicator, lang kpi.Lang) (b report.Besides, err error) {
	s, calendar := r.session, r.session.options().Calendar
	reason := s.reasons(by, r.apart, lang)
	b = report.Besides{Period: cmp.Or(s.input.period.Period, own.Span()), Own: r.covered(own, by, indicators), Open: check.Open(own, calendar)}
	for _, d := range r.sides {
		aside := report.Aside{Is: d.is, Period: d.period, Covered: r.covered(d.ledger, by, indicators), Open: check.Open(d.ledger, calendar), Reason: reason}
		aside.IsLike = func(i kpi.Indicator) bool { return check.OneKindOfDay(i, d.ledger, own) }
		if len(d.ledger.Entries) > 0 {
			key := fmt.Sprint(d.is, by, indicatorIDs(indicators))
			if aside.Card = r.cards[key]; aside.Card == nil {
				if aside.Card, err = d.ledger.Score(by, indicators, r.judged); err != nil {
					return b, err
				}
				if r.cards == nil {
					r.cards = map[string]*kpi.Scorecard{}
				}
				r.cards[key] = aside.Card
			}
		}
		b.Asides = append(b.Asides, aside)
	}
	return b, nil
}

// indicatorIDs returns the ids of indicators.
func indicatorIDs(indicators []kpi.Indicator) (ids []string) {
	for _, d := range indicators {
		ids = append(ids, d.ID)
	}
	return ids
}

// covered returns what the rows of a ledger about an indicator cover, found once for all
// indicators that count the same things.
func (r *reporter) covered(l *kpi.Ledger, by []kpi.Dimension, indicators []kpi.Indicator) report.Covered {
	found := map[string]map[kpi.Group]kpi.Coverage{}
	return func(i int) map[kpi.Group]kpi.Coverage {
		var things []string
		for _, m := range indicators[i].Needs() {
			things = append(things, l.Measures.At(m).Of)
		}
		slices.Sort(things)
		key := strings.Join(slices.Compact(things), ",")
		if found[key] == nil {
			found[key] = l.About(indicators[i]).Covered(by, r.session.units.exists())
		}
		return found[key]
	}
}

// noteSides adds the notes on units that only the periods beside that of a report have.
func (r *reporter) noteSides(own *kpi.Ledger, card *kpi.Scorecard) error {
	if len(r.sides) == 0 {
		return nil
	}
	s := r.session
	b, err := r.besides(own, card.By, s.cat.Indicators, s.output.language())
	if err != nil {
		s.overflow(err)
	}
	for _, aside := range b.Asides {
		if aside.Card != nil {
			s.note(report.AbsentNotes(card, aside)...)
		}
	}
	return s.judge()
}
