package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// openSection begins a section, after those of its rank and below are closed. Rows
// below one that names another period, or that is marked as a sum, would be counted with
// those of this period.
func (t *table) openSection(row rows.Row, rank int, figures bool) {
	t.closeSections(rank, row.Line)
	s := section{rank: rank, row: row.Clone(), figures: figures, from: t.totals.bound(row.Line)}
	if rank == rankLetter {
		t.ctx.sections.letter = rows.Trim(row.Cells[t.numberCell()])[0]
	}
	for _, c := range t.nonBlank(row) {
		if c.Cell < len(t.layout.Headers) && !header.IsFigure(row.Cells[c.Cell]) {
			t.heading(&s, row, c)
			break
		}
	}
	t.ctx.sections.open = append(t.ctx.sections.open, s)
	t.otherSection()
}

// otherSection drops what was found out about texts: they mean something else in another
// section.
func (t *table) otherSection() {
	t.keys.forget()
	clear(t.items.known)
	t.ctx.sections.number++
}

// heading reads what the text of a section names: the level of its rows, or their
// district.
func (t *table) heading(s *section, row rows.Row, c header.CellText) {
	words := t.run.cat.Words
	text := c.Text
	if mark, after, ok := strings.Cut(text, ". "); ok && numeral([]byte(mark)) > 0 {
		text = after
	}
	if periods, err := dates.Find(text, t.run.opts.Calendar); len(periods) > 0 || err != nil || words.IsPart(text) || words.IsSumWord(text) {
		t.export.findings.Add(kpi.RowSection, t.layout.Place(row, c.Cell))
	}
	s.level, s.item = words.Heading(text)
	if name := words.Name(text, kpi.District); s.level == 0 && name.Type != "" {
		s.unit.District = name
	}
	if s.item != "" && !strings.HasSuffix(t.export.itemBy, sectionItem) {
		t.export.itemBy += sectionItem
	}
}

// sectionItem is in what rows of an export are told from each other by where sections
// do.
const sectionItem = "section\x1f"

// closeSections closes the sections of a rank and those below it, whose rows end
// above a line.
func (t *table) closeSections(rank, line int) {
	for n := len(t.ctx.sections.open); n > 0 && t.ctx.sections.open[n-1].rank >= rank; n-- {
		s := t.ctx.sections.open[n-1]
		t.ctx.sections.open = t.ctx.sections.open[:n-1]
		t.otherSection()
		if s.figures {
			t.closeSection(s, line)
		} else {
			t.closeHeading(s)
		}
	}
}

// closeSection compares the figures of a section with its rows. One without rows
// is a row itself, unless rows are numbered otherwise.
func (t *table) closeSection(s section, line int) {
	to := t.totals.bound(line)
	if t.totals.between(s.from, to) == 0 {
		if t.ctx.sections.childless.Line == 0 {
			t.ctx.sections.childless = t.layout.Place(s.row, t.numberCell())
		}
		t.addRow(s.row)
		return
	}
	t.export.file.Lines.Section += s.row.Lines
	t.export.findings.Count(kpi.RowTotal, kpi.Place{Line: s.row.Line})
	t.totals.checkPercents(t.figures, s.row)
	t.totals.add(s.row, s.from, to)
}

// closeHeading closes a section without figures. One that has no rows either, but a
// number, may be a row whose counts are missing; it is where it names a unit.
func (t *table) closeHeading(s section) {
	lacking := t.totals.since(s.from) == 0 && s.rank > rankLevel && s.rank < rankNone && !t.totals.incomplete
	if lacking && t.namesUnit(s.row) {
		t.addRow(s.row)
		return
	}
	t.export.file.Lines.Section += s.row.Lines
	if lacking {
		t.export.findings.Add(kpi.RowHeading, kpi.Place{Line: s.row.Line}, "text", kpi.Excerpts(s.row.Texts()))
	}
}

// numberCell is the cell that numbers a section.
func (t *table) numberCell() int {
	return slices.Concat(t.layout.Cells.Ordinal, t.layout.Cells.Field)[0]
}
