package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// footer takes a note or a signature below a table. A note may say that the counts above it
// are not all that their titles name, or more.
func footer(t *table, row rows.Row, texts []header.CellText) state {
	t.export.file.Lines.Footer += row.Lines
	for i, c := range texts {
		next := ""
		if i+1 < len(texts) {
			next = texts[i+1].Text
		}
		if differs(t, c.Text, next) {
			t.export.findings.Add(kpi.NoteDiffers, t.layout.Place(row, c.Cell), "text", kpi.Excerpt(c.Text))
		}
	}
	return belowTable
}

// differs reports whether a note names another unit of count, time or place than the table
// has, or leaves something out. The unit of count may be in the next cell.
func differs(t *table, text, next string) bool {
	words := t.run.cat.Words
	counts := func(thing string) bool { return t.layout.Counts(t.run.cat.Measures, thing) }
	if dates.IsSigning(text) {
		return false
	}
	if words.IsScaled(text, next, counts) || words.IsExcept(text) || isOtherTime(t, text) {
		return true
	}
	if !words.IsNote(text) {
		return false // names the office that signs
	}
	named, _ := t.run.unitsOf(text)
	titled := t.ctx.titles.unit
	return slices.ContainsFunc(named, func(n catalog.Name) bool {
		return n.Level != kpi.Province && n.Key != titled.District.Key && n.Key != titled.Commune.Key
	})
}

// isOtherTime reports whether a note names other days than those of the periods of the rows:
// the first and the last of them, and what is between.
func isOtherTime(t *table, text string) bool {
	slots, calendar := t.export.account.slots, t.run.opts.Calendar
	if len(slots) == 0 {
		return false
	}
	first, last := slots[0].period, slots[len(slots)-1].period
	days := ""
	for _, p := range []kpi.Period{first, last} {
		from, to := calendar.First(p.From), calendar.Last(p.To)
		if p.IsDated() {
			from, to = p.Days()
		}
		days += "từ ngày " + from.String() + " đến ngày " + to.String() + " ; "
	}
	found, err := dates.Find(days+text, calendar)
	from, to := min(first.From, last.From), max(first.To, last.To)
	isOther := func(p kpi.Period) bool { return p.From < from || p.To > to }
	if first == last {
		isOther = func(p kpi.Period) bool { return p != first }
	}
	return err != nil || slices.ContainsFunc(found, isOther) || dates.IsOpen(text, calendar) && from != from.January()
}
