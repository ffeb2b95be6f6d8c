package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

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
	indicator := kpi.IndicatorKey(card.Indicators[i].ID)
	var reasons []string
	groups := map[string][]string{}
	var undefined, outside []string
	for _, s := range card.All() {
		r := s.Results[i]
		switch {
		case isOutside(r):
			outside = append(outside, name(s))
		case r.Defined():
		case r.Known:
			undefined = append(undefined, name(s))
		default:
			why := gapNames(card, i, r.Gaps)
			if groups[why] == nil {
				reasons = append(reasons, why)
			}
			groups[why] = append(groups[why], name(s))
		}
	}
	var notes []kpi.Finding
	for _, why := range reasons {
		notes = append(notes, note(kpi.FigureUnknown, "indicator", indicator, "lacking", withoutTotal(groups[why])+why, "all", strings.Join(groups[why], allSeparator)))
	}
	if len(outside) > 0 {
		notes = append(notes, note(kpi.FigureOutside, "indicator", indicator, "groups", kpi.FewOf("groups", outside), "all", strings.Join(outside, allSeparator)))
	}
	if len(undefined) > 0 {
		notes = append(notes, note(kpi.FigureUndefined, "indicator", indicator, "groups", kpi.FewOf("groups", undefined), "all", strings.Join(undefined, allSeparator)))
	}
	return notes
}

// withoutTotal names groups without a figure. Where the total is one of several, it has none
// because of the others.
func withoutTotal(groups []string) string {
	last := len(groups) - 1
	if last > 0 && strings.HasPrefix(groups[last], allGroups) {
		return kpi.FewOf("groups", groups[:last]) + ", " + kpi.TextKey("no-total")
	}
	return kpi.FewOf("groups", groups)
}

// gapNames names the measures of an indicator that are not complete, each with the unit and
// period of its first gap. For a count that lacks itself in the whole period it returns "".
func gapNames(card *kpi.Scorecard, i int, gaps []kpi.Gap) string {
	isItself := card.Indicators[i].Plain() && len(card.Indicators[i].Needs()) == 1
	if isItself && !slices.ContainsFunc(gaps, func(g kpi.Gap) bool { return g.Entry != nil && g.Entry.Period != card.Period }) {
		return ""
	}
	var texts []string
	for _, g := range gaps {
		text := kpi.MeasureKey(card.Measures.At(g.Measure).ID)
		if g.Entry != nil {
			period := kpi.PeriodKey(g.Entry.Period)
			if g.Before != nil {
				period = kpi.PeriodKey(g.Before.Period) + " " + kpi.TextKey("differs-from") + " " + period
			}
			where := slices.DeleteFunc([]string{g.Entry.Unit.Name(), period}, isBlank)
			if len(where) > 0 {
				text += " (" + strings.Join(where, ", ") + ")"
			}
		}
		texts = append(texts, text)
	}
	return ": " + kpi.TextKey("lacks.some") + " " + strings.Join(texts, ", ")
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
	return []kpi.Finding{note(code, "indicator", kpi.IndicatorKey(indicator), "groups", kpi.FewOf("groups", groups), "all", strings.Join(groups, allSeparator))}
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
			findings = append(findings, kpi.Finding{Code: kpi.TargetIdle, Place: t.Place, Args: kpi.Args{"indicator", kpi.IndicatorKey(t.Indicator)}})
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
	return []kpi.Finding{totalPartial(card, i, n)}
}

// totalPartial returns a note on a total that some rows only are part of.
func totalPartial(card *kpi.Scorecard, i, known int) kpi.Finding {
	indicator := kpi.IndicatorKey(card.Indicators[i].ID)
	if p := card.Total.Group.Period; !p.IsZero() {
		indicator += " (" + kpi.PeriodKey(p) + ")" // of one of several scorecards
	}
	return note(kpi.TotalPartial, "indicator", indicator, "known", strconv.Itoa(known), "rows", strconv.Itoa(len(card.Rows)))
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
		members := membersOf(card, family)
		var groups, all, names []string
		for _, s := range card.All() {
			if figures := spread(s, members); figures != "" {
				groups, all = append(groups, name(s)+" ("+figures+")"), append(all, name(s))
			}
		}
		for _, k := range members {
			names = append(names, kpi.IndicatorKey(card.Indicators[k].ID))
		}
		if len(groups) > 0 {
			notes = append(notes, note(kpi.DefinitionsDiffer, "indicators", strings.Join(names, " / "), "groups", kpi.FewOf("groups", groups), "all", strings.Join(all, allSeparator)))
		}
	}
	return notes
}

// membersOf returns the indexes of the indicators of a family that some row knows, each once.
func membersOf(card *kpi.Scorecard, family string) (members []int) {
	seen := map[string]bool{}
	for i, d := range card.Indicators {
		if d.Family == family && known(card, i) && !seen[d.ID] {
			seen[d.ID], members = true, append(members, i)
		}
	}
	return members
}

// spread returns the figures of some indicators for one group, "97.8 / 96.4", if the largest
// and the smallest differ by more than half a point, else "".
func spread(s kpi.Score, members []int) string {
	const halfPoint = 5 // thousandths
	var ratios []kpi.Ratio
	var texts []string
	for _, i := range members {
		r := s.Results[i]
		if !r.Defined() || r.Ratio.Plain {
			texts = append(texts, kpi.TextKey("na"))
			continue
		}
		ratios, texts = append(ratios, r.Ratio), append(texts, kpi.NumberKey(r.Ratio.Shown(1)))
	}
	if len(ratios) == 0 || !slices.MaxFunc(ratios, kpi.Ratio.Compare).Exceeds(slices.MinFunc(ratios, kpi.Ratio.Compare), halfPoint) {
		return ""
	}
	return strings.Join(texts, " / ")
}

// allSeparator separates the names of all groups that a note is about, of which its message
// names few.
const allSeparator = "\n"

// name returns the name of the group of a row for a note.
func name(s kpi.Score) string {
	g, level := s.Group, ""
	if g.Level != 0 && g.Commune == "" { // a commune implies it
		level = kpi.TextKey("level." + g.Level.String())
	}
	parts := slices.DeleteFunc([]string{g.Province, g.District, g.Commune, level}, isBlank)
	switch {
	case len(parts) > 0 && !g.Period.IsZero():
		return strings.Join(parts, " / ") + " (" + kpi.PeriodKey(g.Period) + ")"
	case len(parts) > 0:
		return strings.Join(parts, " / ")
	case !g.Period.IsZero():
		return kpi.PeriodKey(g.Period)
	case s.Group.Own:
		return kpi.TextKey("blank.district")
	}
	return allGroups
}

// isBlank reports whether a text is blank.
func isBlank(text string) bool { return text == "" }

// allGroups is the total in a note.
var allGroups = kpi.TextKey("the-total")

// note makes a finding without a place; args are names and values in turn.
func note(code string, args ...string) kpi.Finding { return kpi.NewFinding(code, kpi.Place{}, args...) }

// AbsentNotes returns a note on the units that a period beside that of a report has and the
// report has not, if there are any.
func AbsentNotes(card *kpi.Scorecard, a Aside) []kpi.Finding {
	has := map[kpi.Group]bool{}
	for _, s := range card.Rows {
		has[s.Group] = true
	}
	var names []string
	for _, s := range a.Card.Rows {
		if !has[s.Group] {
			names = append(names, name(s))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []kpi.Finding{note(kpi.BesideAbsent, "period", kpi.PeriodKey(a.Period), "units", kpi.FewOf("groups", names), "all", strings.Join(names, allSeparator))}
}
