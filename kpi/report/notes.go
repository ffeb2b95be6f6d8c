package report

import (
	"cmp"
	"slices"
	"strconv"
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
	var headline []string
	able := func(i int) bool {
		return known(card, i) || slices.ContainsFunc(others, func(o *kpi.Scorecard) bool { return known(o, i) })
	}
	for i, d := range card.Indicators {
		if d.Headline {
			headline = append(headline, d.ID)
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
			notes = append(notes, note(kpi.IndicatorAbsent, "indicator", d.ID, "measures", neverComplete(card, d)))
		}
	}
	if len(chosen) == 0 {
		ids := ComputableIDs(append(others, card)...)
		notes = append(notes, note(kpi.NoIndicator, "indicators", strings.Join(headline, ", "), "others", cmp.Or(strings.Join(ids, ", "), "–")))
	}
	return chosen, notes
}

// neverComplete names the measures of an indicator that no row has complete; where
// each is complete in some row but never all in one, it names all.
func neverComplete(card *kpi.Scorecard, d kpi.Indicator) string {
	var missing []int
	for _, i := range d.Needs() {
		if !slices.ContainsFunc(card.All(), func(s kpi.Score) bool { _, known := s.Tally.Value(i); return known }) {
			missing = append(missing, i)
		}
	}
	if len(missing) == 0 {
		missing = d.Needs()
	}
	return strings.Join(card.Measures.IDs(missing), ", ")
}

// known reports whether any row or the total has all measures of an indicator.
func known(card *kpi.Scorecard, i int) bool {
	return card.Total.Results[i].Known || slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Results[i].Known })
}

// Notes returns notes on the figures of the chosen indicators: which are not known and
// why, which targets cannot be judged, and where definitions of one family differ by more
// than half a point.
func Notes(card *kpi.Scorecard, chosen []int) []kpi.Finding {
	var notes []kpi.Finding
	for _, i := range chosen {
		notes = append(notes, unknown(card, i)...)
		notes = append(notes, unjudged(card, i)...)
		notes = append(notes, partial(card, i)...)
	}
	return append(notes, differing(card, chosen)...)
}

// PartNotes returns notes on the figures of a part of a report, as [Notes] does, without
// those that are known already.
func PartNotes(card *kpi.Scorecard, chosen []int, earlier []kpi.Finding) []kpi.Finding {
	var notes []kpi.Finding
	for _, i := range chosen {
		notes = append(append(notes, unknown(card, i)...), unjudged(card, i)...)
	}
	return newNotes(append(notes, differing(card, chosen)...), earlier)
}

// newNotes returns the notes without those that are known already.
func newNotes(notes, earlier []kpi.Finding) []kpi.Finding {
	return slices.DeleteFunc(notes, func(n kpi.Finding) bool {
		return slices.ContainsFunc(earlier, func(f kpi.Finding) bool { return f.Code == n.Code && slices.Equal(f.Args, n.Args) })
	})
}

// unknown returns notes on the groups without a figure, by what they lack.
func unknown(card *kpi.Scorecard, i int) []kpi.Finding {
	id := card.Indicators[i].ID
	var reasons []string
	groups := map[string][]string{}
	var undefined, outside []string
	for _, s := range card.All() {
		r := s.Results[i]
		switch {
		case r.Defined() && r.Ratio.Outside():
			outside = append(outside, name(s))
		case r.Defined():
		case r.Known:
			undefined = append(undefined, name(s))
		default:
			why := gapNames(card, r.Gaps)
			if groups[why] == nil {
				reasons = append(reasons, why)
			}
			groups[why] = append(groups[why], name(s))
		}
	}
	var notes []kpi.Finding
	for _, why := range reasons {
		notes = append(notes, note(kpi.FigureUnknown, "indicator", id, "groups", kpi.Few(groups[why]), "measures", why))
	}
	if len(outside) > 0 {
		notes = append(notes, note(kpi.FigureOutside, "indicator", id, "groups", kpi.Few(outside)))
	}
	if len(undefined) > 0 {
		notes = append(notes, note(kpi.FigureUndefined, "indicator", id, "groups", kpi.Few(undefined)))
	}
	return notes
}

// gapNames returns the names of the measures that are not complete, each with the unit
// and period of its first gap.
func gapNames(card *kpi.Scorecard, gaps []kpi.Gap) string {
	var texts []string
	for _, g := range gaps {
		text := card.Measures.At(g.Measure).ID
		if g.Entry != nil {
			period := g.Entry.Period.String()
			if g.Before != nil {
				period = g.Before.Period.String() + " ≠ " + period
			}
			where := slices.DeleteFunc([]string{g.Entry.Unit.Name(), period}, isBlank)
			if len(where) > 0 {
				text += " (" + strings.Join(where, ", ") + ")"
			}
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

// groupNote returns a note on the groups for which something holds, if there are any.
func groupNote(card *kpi.Scorecard, code, indicator string, holds func(kpi.Score) bool) []kpi.Finding {
	var groups []string
	for _, s := range card.All() {
		if holds(s) {
			groups = append(groups, name(s))
		}
	}
	if len(groups) == 0 {
		return nil
	}
	return []kpi.Finding{note(code, "indicator", indicator, "groups", kpi.Few(groups))}
}

// unjudged returns a note on the groups that have a target but no figure.
func unjudged(card *kpi.Scorecard, i int) []kpi.Finding {
	return groupNote(card, kpi.TargetUnjudged, card.Indicators[i].ID, func(s kpi.Score) bool {
		return s.Results[i].Target != nil && s.Results[i].Verdict == kpi.Unjudged
	})
}

// UnusedTargets returns a finding for every target that was not judged: it fits no row of
// a report or its parts, or its indicator is not in them.
func UnusedTargets(cards []*kpi.Scorecard, chosen []int, targets []kpi.Target) []kpi.Finding {
	used := map[kpi.Place]bool{}
	for _, card := range cards {
		for _, s := range card.All() {
			for _, i := range chosen {
				if t := s.Results[i].Target; t != nil {
					used[t.Place] = true
				}
			}
		}
	}
	var findings []kpi.Finding
	for _, t := range targets {
		if !used[t.Place] {
			findings = append(findings, kpi.Finding{Code: kpi.TargetIdle, Place: t.Place, Args: kpi.Args{"indicator", t.Indicator}})
		}
	}
	return findings
}

// partial returns a note on a total that not all rows are part of: a list of the officials
// of one district has none of the others.
func partial(card *kpi.Scorecard, i int) []kpi.Finding {
	if !card.Total.Results[i].Defined() {
		return nil
	}
	n := 0
	for _, s := range card.Rows {
		if s.Results[i].Known {
			n++
		}
	}
	if n == len(card.Rows) || n == 0 {
		return nil
	}
	return []kpi.Finding{note(kpi.TotalPartial, "indicator", card.Indicators[i].ID,
		"known", strconv.Itoa(n), "rows", strconv.Itoa(len(card.Rows)))}
}

// differing returns notes on the groups for which two definitions of a family that is in
// the table differ by more than half a point.
func differing(card *kpi.Scorecard, chosen []int) []kpi.Finding {
	var notes []kpi.Finding
	seen := map[string]bool{}
	for _, i := range chosen {
		family := card.Indicators[i].Family
		if family == "" || seen[family] {
			continue
		}
		seen[family] = true
		var groups []string
		for _, s := range card.All() {
			if figures := spread(card, s, family); figures != "" {
				groups = append(groups, name(s)+" ("+figures+")")
			}
		}
		if len(groups) > 0 {
			notes = append(notes, note(kpi.DefinitionsDiffer, "groups", kpi.Few(groups)))
		}
	}
	return notes
}

// spread returns the figures of a family for one group if the largest and the smallest
// differ by more than half a point, else "".
func spread(card *kpi.Scorecard, s kpi.Score, family string) string {
	const halfPoint = 5 // thousandths
	var members []kpi.Ratio
	var texts []string
	for i, d := range card.Indicators {
		if r := s.Results[i]; d.Family == family && r.Defined() && !r.Ratio.Plain {
			members, texts = append(members, r.Ratio), append(texts, d.ID+" "+kpi.NumberKey(r.Ratio.Shown(1)))
		}
	}
	if len(members) == 0 || !slices.MaxFunc(members, kpi.Ratio.Compare).Exceeds(slices.MinFunc(members, kpi.Ratio.Compare), halfPoint) {
		return ""
	}
	return strings.Join(texts, ", ")
}

// name returns the name of the group of a row for a note; the total is Σ.
func name(s kpi.Score) string {
	g, level := s.Group, ""
	if g.Level != 0 && g.Commune == "" { // a commune implies it
		level = kpi.TextKey("level." + g.Level.String())
	}
	parts := slices.DeleteFunc([]string{g.Province, g.District, g.Commune, level, g.Period.String()}, isBlank)
	switch {
	case len(parts) > 0:
		return strings.Join(parts, " / ")
	case s.Group.Own:
		return kpi.TextKey("blank.district")
	}
	return allGroups
}

// isBlank reports whether a text is blank.
func isBlank(text string) bool { return text == "" }

// allGroups is the total in a note.
const allGroups = "Σ"

// note makes a finding without a place; args are names and values in turn.
func note(code string, args ...string) kpi.Finding { return kpi.NewFinding(code, kpi.Place{}, args...) }

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
