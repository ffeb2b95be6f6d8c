package report

import (
	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/reconcile"
)

// Records returns one row for every unit, period and measure that is compared, with both
// figures and those of the list by the nearest rules.
func (r *Reconciliation) Records() Records {
	w := r.w
	fields := []Field{
		simple("province", w.text("province"), TextField), simple("district", w.text("district"), TextField),
		simple("commune", w.text("commune"), TextField), simple("level", w.text("level"), TextField), w.periodField(),
		simple("measure", w.text("reconcile.measure"), TextField),
		simple("counts", w.text("reconcile.counts"), CountField), simple("list", w.text("reconcile.list"), CountField),
		simple("difference", w.text("reconcile.difference"), CountField),
		simple("nearest", w.text("reconcile.by-nearest"), CountField), simple("remaining", w.text("reconcile.left"), CountField),
	}
	for i := range fields[:4] {
		fields[i].Prefix = fields[i].Labels[0]
	}
	rows := func(yield func([]Cell) bool) {
		for _, l := range r.Found.Lines {
			u, m, level := l.Unit, r.Measures.At(l.Measure), Key{l.Unit.Level.String(), ""}
			if u.Level != 0 {
				level.Label = w.text("level." + level.Value)
			}
			when := w.periodKey(l.Period, "undated")
			if !yield([]Cell{textCell(u.Province), textCell(u.District), textCell(u.Commune), {Key: &level}, {Key: &when}, word(m.ID, w.label(m.Labels)),
				figureCount(l.Counts), figureCount(l.List), figureCount(l.Difference()), figureCount(l.Best), figureCount(l.Remaining())}) {
				return
			}
		}
	}
	return Records{Fields: fields, Rows: rows}
}

// figureCount returns the cell of a figure.
func figureCount(f reconcile.Figure) Cell { return count(Count{f.Known, f.Value, 1}) }

// Data returns all of a reconciliation.
func (r *Reconciliation) Data() any {
	left := r.Found.NotCompared
	return Object{
		{"schema", "kpi.reconcile/1"}, {"rules", r.Found.Rules.All()}, {"dossiers", r.Found.Dossiers}, {"equal", !r.Found.Differs()},
		{"lines", each(r.Found.Lines, func(l reconcile.Line) Object {
			return Object{{"unit", unitData(l.Unit)}, {"period", l.Period.String()}, {"measure", r.Measures.At(l.Measure).ID},
				{"counts", figureOrNull(l.Counts)}, {"list", figureOrNull(l.List)}, {"difference", figureOrNull(l.Difference())},
				{"nearest", figureOrNull(l.Best)}, {"remaining", figureOrNull(l.Remaining())}}
		})},
		{"not_compared", Object{{"counts_units", each(left.CountsUnits, unitData)}, {"list_units", each(left.ListUnits, unitData)},
			{"periods", periodTexts(left.Periods)}, {"measures", each(left.Measures, func(n reconcile.NotGiven) Object {
				return Object{{"period", n.Period.String()}, {"measures", r.Measures.IDs(n.Measures)}}
			})}}},
		{"sums", each(r.Found.Sums, unitData)},
		{"tried", r.Found.Tried}, {"idle", append([]string{}, idleNames(r.Found.Idle)...)},
		{"rulesets", each(r.Found.Ranked, func(s reconcile.Ruleset) Object {
			return Object{{"rules", s.Rules.All()}, {"changed", append([]string{}, s.Changed(r.Found.Rules)...)}, {"differences", s.Sum}}
		})},
		{"changes", each(r.Found.Changes, r.changeData)},
		{"inputs", Object{{"counts", inputsData(r.Counts)}, {"list", inputsData(r.List)}}},
		{"findings", eachOf(r.Findings, findingData)},
	}
}

// changeData returns the object of a change.
func (r *Reconciliation) changeData(c reconcile.Change) Object {
	part := func(p dossiers.Part) any {
		if p == reconcile.None {
			return nil
		}
		return partID(p)
	}
	return Object{{"unit", unitData(c.Unit)}, {"month", c.Month.String()}, {"from", part(c.From)}, {"to", part(c.To)}, {"dossiers", c.Count},
		{"first", each(c.First, placeData)}}
}

// figureOrNull returns the number of a figure, or null.
func figureOrNull(f reconcile.Figure) any {
	if !f.Known {
		return nil
	}
	return f.Value
}

// periodTexts returns periods for programs.
func periodTexts(periods []kpi.Period) []string {
	texts := []string{}
	for _, p := range periods {
		texts = append(texts, p.String())
	}
	return texts
}
