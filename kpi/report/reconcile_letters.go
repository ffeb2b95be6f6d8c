package report

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/reconcile"
)

// ReconcileLetter is what differs of all units, or of one to which it is sent. Its last
// column is left blank for the answer.
type ReconcileLetter struct {
	Name     string // of its sheet
	Above    []string
	HasUnits bool // the first column is the unit
	Headers  []string
	Rows     []ReconcileRow
}

// ReconcileRow is a figure that differs, or a dossier that is counted otherwise.
type ReconcileRow struct {
	Unit, Period, What string
	Figures            []Count // of the counts, of the list, the difference, and what is left of it; nil of a dossier
	Place              string
}

// Letters returns what differs of all units, and of each of the first of them.
func (r *Reconciliation) Letters() []ReconcileLetter {
	all := []ReconcileLetter{r.overview()}
	at := map[kpi.Unit]int{}
	add := func(u kpi.Unit, row ReconcileRow) {
		if at[u] == 0 && len(all) < mostLetters {
			at[u] = len(all)
			all = append(all, r.letter(r.who(u), false, r.Title(), r.w.fill("reply.to", "unit", r.who(u)), r.w.text("reply.dates"),
				r.w.text("reconcile.please"), r.w.text("reconcile.sign")))
		}
		if n := at[u]; n > 0 {
			all[n].Rows = append(all[n].Rows, row)
		}
	}
	for _, l := range r.Found.Lines {
		if l.IsEqual() && l.Remaining() == (reconcile.Figure{Known: true}) {
			continue
		}
		row := r.figureRow(l)
		all[0].Rows = append(all[0].Rows, row)
		if !l.OnlyList {
			add(l.Unit, row)
		}
	}
	for _, c := range r.Found.Changes {
		row := ReconcileRow{Unit: r.who(c.Unit), Period: r.w.period(c.Month.Period()),
			What: r.w.fill("reconcile.move", "from", r.part(c.From), "to", r.part(c.To))}
		for _, d := range c.First {
			d.File = fileOf(d.File)
			row.Place = placeOf(d)
			add(c.Unit, row)
		}
		if more := c.Count - len(c.First); more > 0 {
			row.Place = r.w.fill("reconcile.more", "n", Integer(more, r.w.lang))
			add(c.Unit, row)
		}
	}
	return all
}

// overview begins the letter of all units: with what is compared, and by which rules.
func (r *Reconciliation) overview() ReconcileLetter {
	above := append([]string{r.Title()}, r.summary()...)
	for _, b := range r.rules() {
		if lines, ok := b.(Lines); ok {
			for _, l := range lines.Lines {
				above = append(above, l.Spans[0].Text)
			}
		}
	}
	return r.letter(r.w.text("reconcile.overview"), true, append(above, r.w.text("reconcile.sign"))...)
}

// letter begins a letter.
func (r *Reconciliation) letter(name string, hasUnits bool, above ...string) ReconcileLetter {
	l := ReconcileLetter{Name: name, HasUnits: hasUnits, Above: slices.Clip(above)}
	for _, name := range []string{"unit", "period", "reconcile.what", "reconcile.counts", "reconcile.list", "reconcile.difference", "reconcile.left",
		"reconcile.place", "reply.answer"} {
		if hasUnits || name != "unit" {
			l.Headers = append(l.Headers, r.w.text(name))
		}
	}
	return l
}

// figureRow returns the row of a figure.
func (r *Reconciliation) figureRow(l reconcile.Line) ReconcileRow {
	row := ReconcileRow{Unit: r.who(l.Unit), Period: r.w.periodKey(l.Period, "undated").Label, What: r.w.label(r.Measures.At(l.Measure).Labels)}
	for _, f := range []reconcile.Figure{l.Counts, l.List, l.Difference(), l.Remaining()} {
		row.Figures = append(row.Figures, Count{f.Known, f.Value, 1})
	}
	return row
}
