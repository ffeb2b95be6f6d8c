package report

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// Choose returns the indexes of the indicators of a table: those of the ids, in their
// order, or without ids the headline ones that any row can compute, or another of the same
// family in their place, with a note on each that none can, and an error where that is each
// of them. The other scorecards have the same indicators for other periods.
func Choose(card *kpi.Scorecard, ids []string, others ...*kpi.Scorecard) ([]int, []kpi.Finding) {
	var chosen []int
	if len(ids) > 0 {
		for _, id := range ids {
			chosen = append(chosen, indicatorIndex(card, id))
		}
		return chosen, nil
	}
	var notes []kpi.Finding
	var headline []kpi.Indicator
	able := func(i int) bool {
		return known(card, i) || slices.ContainsFunc(others, func(o *kpi.Scorecard) bool { return known(o, i) })
	}
	for i, d := range card.Indicators {
		if d.Headline {
			headline = append(headline, d)
		}
		switch {
		case d.Instead:
			if able(i) && !slices.ContainsFunc(chosen, func(c int) bool { return card.Indicators[c].Family == d.Family }) {
				chosen = append(chosen, i)
			}
		case !d.Headline:
		case able(i):
			chosen = append(chosen, i)
		default:
			notes = append(notes, note(kpi.IndicatorAbsent, "indicator", kpi.IndicatorKey(d.ID), "id", d.ID, "lacking", lacking(card, d)))
		}
	}
	if len(chosen) == 0 {
		notes = append(notes, NoIndicator(card.Measures, headline, ComputableIDs(append(others, card)...)))
	}
	return chosen, notes
}

// NoIndicator returns the finding that none of some indicators can be computed, with what
// they need, and the ids of the others that can be.
func NoIndicator(measures *kpi.Measures, among []kpi.Indicator, able []string) kpi.Finding {
	names, needs, others := make([]string, len(among)), make([]string, len(among)), ""
	for i, d := range among {
		names[i] = kpi.IndicatorKey(d.ID)
		needs[i] = names[i] + ": " + kpi.Keys(kpi.MeasureKey, measures.IDs(d.Needs()))
	}
	if len(able) > 0 {
		others = "; " + kpi.TextKey("choose-others") + " " + strings.Join(able, ", ")
	}
	return note(kpi.NoIndicator, "indicators", strings.Join(names, ", "), "needs", strings.Join(needs, "; "), "others", others)
}

// lacking names the measures of an indicator that no row has complete: those without a column,
// and those with blanks.
func lacking(card *kpi.Scorecard, d kpi.Indicator) string {
	var absent, blank, parts []string
	for _, i := range neverComplete(card, d) {
		if id := card.Measures.At(i).ID; card.Given[i] {
			blank = append(blank, id)
		} else {
			absent = append(absent, id)
		}
	}
	if len(absent) > 0 {
		parts = append(parts, kpi.TextKey("lacks.columns")+" "+kpi.Keys(kpi.MeasureKey, absent))
	}
	if len(blank) > 0 {
		parts = append(parts, kpi.TextKey("lacks.counts")+" "+kpi.Keys(kpi.MeasureKey, blank))
	}
	return strings.Join(parts, "; ")
}

// neverComplete returns the measures of an indicator that no row has complete; where
// each is complete in some row but never all in one, it returns all.
func neverComplete(card *kpi.Scorecard, d kpi.Indicator) []int {
	var missing []int
	for _, i := range d.Needs() {
		if !slices.ContainsFunc(card.All(), func(s kpi.Score) bool { _, known := s.Tally.Value(i); return known }) {
			missing = append(missing, i)
		}
	}
	if len(missing) == 0 {
		missing = d.Needs()
	}
	return missing
}

// known reports whether any row or the total has all measures of an indicator.
func known(card *kpi.Scorecard, i int) bool {
	return card.Total.Results[i].Known || slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Results[i].Known })
}

// ComputableIDs returns the ids of the indicators that any row of some scorecards can
// compute.
func ComputableIDs(cards ...*kpi.Scorecard) []string {
	var ids []string
	for i, d := range cards[0].Indicators {
		if slices.ContainsFunc(cards, func(card *kpi.Scorecard) bool { return known(card, i) }) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
