package report

import (
	"math/big"
	"slices"
	"strings"

	"cchc/kpi"
)

// The sentences of a besider are about the figures of all units together, which are its last
// line.

// now returns the figure of the report of a chosen indicator. Where one unit is all there is,
// it has the targets of that unit.
func (m *besider) now(c int) kpi.Result {
	if len(m.card.Rows) == 1 {
		return m.card.Rows[0].Results[m.chosen[c]]
	}
	return m.card.Total.Results[m.chosen[c]]
}

// beside returns the figures of other periods of a chosen indicator.
func (m *besider) beside(c int) []asideFigure { return m.lines[c][len(m.rows)] }

// sentences writes a chosen indicator: its figure, the changes, the target and the year to
// date.
func (m *besider) sentences(c int) string {
	d, now := m.card.Indicators[m.chosen[c]], m.now(c)
	label, things := m.w.label(d.Labels), thingOf(m.card, d)
	if !now.Defined() {
		return m.w.fill("say.unknown", "indicator", label) + "."
	}
	f := m.w.figure(now)
	text := m.w.fill("say.indicator.count", "indicator", label, "figure", m.w.full(now, f, things))
	if !d.Plain() {
		text = m.w.fill("say.indicator."+d.Better.String(), "indicator", label, "figure", m.w.full(now, f, things))
	}
	text = strings.Join(append([]string{text}, m.since(c)...), ", ")
	if now.Target != nil {
		text += "; " + m.w.fill("say.judged", "target", m.w.aim(now.Target, d, things), "verdict", f.Judgment)
	}
	return strings.Join(append([]string{text + "."}, m.toDate(c)...), " ")
}

// since writes the changes from the periods before and a year earlier.
func (m *besider) since(c int) (texts []string) {
	things := thingOf(m.card, m.card.Indicators[m.chosen[c]])
	for n, b := range m.beside(c) {
		if a := m.Asides[n]; a.Is != kpi.ToDate && b.change != nil {
			texts = append(texts, m.w.fill("say.since."+m.way(c, b), "amount", m.difference(c, b), "beside", m.w.text("say.beside."+a.Is.String()),
				"period", m.w.period(a.Period), "figure", m.w.said(b.figure, things)))
		}
	}
	return texts
}

// The ways in which a figure changes. One that is rounded to no change is hardly one.
const (
	wayUp     = "up"
	wayDown   = "down"
	wayHardly = "hardly"
	waySame   = "same"
)

// way returns in which way a figure changed.
func (m *besider) way(c int, b asideFigure) string {
	switch {
	case m.now(c).Ratio.Compare(b.Ratio) == 0:
		return waySame
	case strings.Trim(b.change.Shown, "+-0.") == "":
		return wayHardly
	case strings.HasPrefix(b.change.Shown, "-"):
		return wayDown
	}
	return wayUp
}

// difference writes a change without its sign.
func (m *besider) difference(c int, b asideFigure) string {
	things := pointsOf
	if d := m.card.Indicators[m.chosen[c]]; d.Plain() {
		things = thingOf(m.card, d)
	}
	return m.w.amount(strings.TrimLeft(b.change.Shown, "+-"), things)
}

// toDate writes the figure of the year to date, if the report is of a part of it. One of
// only some months is none; a figure that is not comparable is one.
func (m *besider) toDate(c int) (texts []string) {
	things := thingOf(m.card, m.card.Indicators[m.chosen[c]])
	for n, b := range m.beside(c) {
		a := m.Asides[n]
		if a.Is != kpi.ToDate || !b.Defined() || b.standing == besidePart && !b.isWhole || a.Period == m.Period {
			continue
		}
		id, amount := "say.to-date", ""
		if b.change != nil {
			id, amount = id+"."+m.way(c, b), m.difference(c, b)
		}
		texts = append(texts, m.w.fill(id, "period", m.w.period(a.Period), "figure", m.w.full(b.Result, b.figure, things), "amount", amount))
	}
	return texts
}

// uncompared is a figure of the report, and why that of another period is not compared with
// it, or of whom it is.
type uncompared struct {
	subject  string // a key
	aside    int
	isOthers bool
	reason   string // "" where it is compared
}

// uncompared returns every figure of the report with every other period.
func (m *besider) uncompared(key func(id string) string) (all []uncompared) {
	for c, i := range m.chosen {
		if !m.now(c).Defined() {
			continue
		}
		for n, b := range m.beside(c) {
			u := uncompared{key(m.card.Indicators[i].ID), n, b.standing == besideOthers, b.reason}
			switch {
			case b.reason == m.w.text("beside.apart"):
				u.reason = m.w.text("say.apart")
			case b.Defined() || b.reason != "":
			case b.Known:
				u.reason = m.w.text("explain.undefined")
			default:
				u.reason = m.w.text("na")
			}
			all = append(all, u)
		}
	}
	return all
}

// reasons writes why figures are not compared with those of other periods: a reason that is
// the same for all without their names.
func (m *besider) reasons(all []uncompared) (texts []string) {
	for n, a := range m.Asides {
		if a.Is == kpi.ToDate && a.Period == m.Period && !a.Period.IsZero() {
			texts = append(texts, m.w.text("say.own-year"))
			continue
		}
		beside := m.w.text("say.beside." + a.Is.String())
		if !a.Period.IsZero() {
			beside = m.w.fill("say.dated", "beside", beside, "period", m.w.period(a.Period))
		}
		of := slices.DeleteFunc(slices.Clone(all), func(u uncompared) bool { return u.aside != n })
		for k, u := range of {
			isLike := func(o uncompared) bool { return o.reason == u.reason && o.isOthers == u.isOthers }
			if u.reason == "" || slices.IndexFunc(of, isLike) < k {
				continue
			}
			var subjects []string
			for _, o := range of {
				if isLike(o) {
					subjects = append(subjects, o.subject)
				}
			}
			id := "say.uncompared"
			switch {
			case u.isOthers:
				id = "say.others"
			case a.Is == kpi.ToDate:
				id = "say.uncompared.to-date"
			}
			if len(subjects) < len(of) {
				id += ".some"
			}
			texts = append(texts, m.w.fill(id, "beside", beside, "reason", u.reason, "subjects", m.w.resolved(strings.Join(subjects, ", "))))
		}
	}
	return texts
}

// isRounded reports whether a change that is written is not the difference of the figures as
// they are written.
func (m *besider) isRounded() bool {
	value := func(text string) *big.Rat {
		v, _ := new(big.Rat).SetString(strings.TrimLeft(text, "+<>"))
		return v
	}
	for c := range m.chosen {
		now := m.w.figure(m.now(c))
		for n, b := range m.beside(c) {
			if b.change == nil || m.Asides[n].Period == m.Period {
				continue
			}
			difference := new(big.Rat).Sub(value(now.Shown), value(b.figure.Shown))
			if difference.Cmp(value(b.change.Shown)) != 0 {
				return true
			}
		}
	}
	return false
}
