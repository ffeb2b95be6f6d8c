package report

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// grouped joins the groups of several counts by their reasons, with the first of their
// dossiers, and puts the reasons into words.
func (x *explainer) grouped(groups []dossiers.Group) (all []DossierGroup) {
	groups = slices.Clone(groups)
	dossiers.SortGroups(groups)
	for i, group := range groups {
		if i > 0 && group.Why == groups[i-1].Why {
			last := &all[len(all)-1].Group
			last.Count += group.Count
			last.First = append(last.First, group.First...)
			continue
		}
		group.First = slices.Clone(group.First)
		all = append(all, DossierGroup{group, x.w.why(group.Why)})
	}
	for i := range all {
		group := &all[i].Group
		slices.SortStableFunc(group.First, func(a, b dossiers.Place) int {
			return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
		})
		if x.Most != kpi.EveryCell {
			group.First = group.First[:min(len(group.First), x.Most)]
		}
	}
	return all
}

// why returns a reason in words.
func (w wording) why(why dossiers.Why) string {
	if why.Reason == dossiers.NoReason {
		return ""
	}
	name := "why." + why.Reason.String()
	if why.Days == 1 {
		name += ".one"
	}
	return w.fill(name, "n", strconv.Itoa(why.Days))
}

// groups writes the dossiers behind a sum, a group below the other.
func (x *explained) groups(depth int, groups []DossierGroup) {
	for _, g := range groups {
		n := Fill(x.e.Texts.Say("explain.dossiers"), "n", Integer(g.Group.Count, x.e.Texts.Lang))
		if g.Text != "" {
			n = g.Text + ": " + n
		}
		var items []string
		for _, p := range g.Group.First {
			items = append(items, placeOf(p))
		}
		if more := g.Group.Count - len(g.Group.First); more > 0 {
			items = append(items, Fill(x.e.Texts.Say("more"), "n", Integer(more, x.e.Texts.Lang)))
		}
		x.line(depth, "%s", n)
		x.last(Line{Depth: depth + 1, Items: items})
	}
}

// placeOf returns where a dossier is, with its code where that is wanted.
func placeOf(p dossiers.Place) string {
	text := kpi.Place{File: p.File, Line: p.Line}.String()
	if p.Code != "" {
		text += " (" + kpi.Printable(p.Code) + ")"
	}
	return text
}

// isOfLists reports whether there are dossiers of lists behind an explanation.
func (e *Explanation) isOfLists() bool {
	var has func(*Sum) bool
	has = func(s *Sum) bool {
		return len(s.Dossiers) > 0 || slices.ContainsFunc(s.Parts, func(t Term) bool { return has(t.Sum) })
	}
	return slices.ContainsFunc(e.Sides, func(s Side) bool { return slices.ContainsFunc(s.Terms, func(t Term) bool { return has(t.Sum) }) }) ||
		slices.ContainsFunc(e.Missing, func(m Missing) bool { return len(m.Dossiers) > 0 })
}

// dossierRows makes the records of dossiers: one for each that is shown, and one for the
// others of a group. The value of those of which it is not known what they count as is blank.
func dossierRows(lead []Cell, groups []DossierGroup, isMissing bool, yield func([]Cell) bool) bool {
	row := func(g DossierGroup, p dossiers.Place, n int) bool {
		cell := SourceCell{Place: kpi.Place{File: p.File, Line: p.Line}, Count: Count{!isMissing, int64(n), 1}}
		days := Cell{}
		if hasDays(g.Group.Why) {
			days = integer(g.Group.Why.Days)
		}
		return yield(append(cellRow(lead, cell, n, g.Group.Why.Reason.String()), days, textCell(p.Code)))
	}
	for _, g := range groups {
		for _, p := range g.Group.First {
			if !row(g, p, 1) {
				return false
			}
		}
		if more := g.Group.Count - len(g.Group.First); more > 0 && !row(g, dossiers.Place{}, more) {
			return false
		}
	}
	return true
}

// hasDays reports whether a reason has days.
func hasDays(w dossiers.Why) bool {
	return w.Reason != dossiers.NoReason && w.Reason != dossiers.NoAppointment
}

// dossiersData returns the objects of groups.
func dossiersData(groups []DossierGroup) Objects {
	return each(groups, func(g DossierGroup) Object {
		days := any(nil)
		if hasDays(g.Group.Why) {
			days = g.Group.Why.Days
		}
		return Object{{"why", orNull(g.Group.Why.Reason.String())}, {"days", days}, {"dossiers", g.Group.Count}, {"first", each(g.Group.First, placeData)}}
	})
}

// placeData returns the object of where a dossier is.
func placeData(p dossiers.Place) Object {
	return Object{{"file", p.File}, {"line", p.Line}, {"code", orNull(p.Code)}}
}
