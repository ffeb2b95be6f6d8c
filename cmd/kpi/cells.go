package main

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/input"
	"cchc/kpi/input/rows"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// checkCells checks --cells, for which the files are read twice.
func (r *reporter) checkCells(args []string, formats []render.Format) error {
	switch {
	case !r.flags.cells:
		return nil
	case !opens(formats):
		return usage("--cells: %w", kpi.NewFault("only the page has cells behind its figures; write html"))
	}
	if once := rows.Once(r.session.project.choices.named(args)); once != "" {
		return usage("--cells: %w", kpi.NewFault("{file} can be read only once, and cells are read from the files again: save it to a file", "file", once))
	}
	r.session.places = &input.Places{}
	return nil
}

// opens reports whether figures can be opened in any of the formats.
func opens(formats []render.Format) bool {
	return slices.ContainsFunc(formats, func(f render.Format) bool { return f.Wants.Opens })
}

// lookBehind finds what is behind the figures of a report, where a format opens them, and
// with --cells reads the cells of all of them, in one reading of the files.
func (r *reporter) lookBehind(ledger *kpi.Ledger, card *kpi.Scorecard, chosen []int, formats []render.Format) (err error) {
	if !opens(formats) {
		return nil
	}
	s := r.session
	r.behind, err = report.NewBehind(ledger, card, r.parts, func(l *kpi.Ledger, by []kpi.Dimension, judged bool) (*kpi.Scorecard, error) {
		if judged {
			return l.Score(by, card.Indicators, r.judged)
		}
		return l.Score(by, indicatorsOf(card, chosen), nil) // of months
	})
	var wants map[kpi.Want]int
	if err == nil && r.flags.cells {
		wants, err = r.behind.Trace(card, chosen, r.parts)
	}
	if err != nil {
		return kpi.NewFault("what is behind the figures: {reason}").Because(err)
	}
	if !r.flags.cells {
		return nil
	}
	options := s.options()
	defer s.watch(&options, false)()
	found, findings := input.Cells(s.cat, ledger, wants, options)
	r.behind.Found(found)
	s.note(findings...)
	return s.judge()
}

// shown returns the scorecard of the indicators that a report shows, sorts by or scores, and the
// indexes of those of its table; the parts have these alone too.
func (r *reporter) shown(card *kpi.Scorecard, chosen []int) (*kpi.Scorecard, []int) {
	wanted, first := slices.Clone(chosen), make([]int, len(chosen))
	for i, d := range card.Indicators {
		isScored := func(c kpi.Component) bool { return c.Indicator == d.ID }
		if d.ID == r.flags.order.indicator() || r.profile != nil && slices.ContainsFunc(r.profile.Components, isScored) {
			wanted = append(wanted, i)
		}
	}
	for i := range first {
		first[i] = i
	}
	for i, part := range r.parts {
		r.parts[i].Card = part.Card.Only(wanted)
	}
	return card.Only(wanted), first
}
