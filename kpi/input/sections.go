package input

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/sums"
	"cchc/kpi/vietnamese"
)

// context is what earlier rows imply about the next one: its period is that of the titles,
// its level that of the section "I | Cấp xã".
type context struct {
	state    state
	titles   *titles
	sections sections
	numbers  rowNumbers
	merges   merges    // of the cells of communes
	blanks   *blanks   // cells below a name that is written once
	summed   bool      // the row before is a total of rows above it
	waiting  *rows.Row // a unit without figures: a heading, or a row that lacks them
	reported []int     // cells without a header that were reported
	full     bool      // there are more units or procedures than there can be: no row is wanted
}

// rowNumbers is whether rows have numbers: where some have one, all should.
type rowNumbers struct {
	seen    bool
	missing int          // the line of the first row without one, or 0
	parts   map[int]int  // by line: that of the row above which it is a part of by its number; that has counts, and is not the sum
	heads   map[int]bool // by line: it has no counts, and those below are its parts by their numbers
}

// note notes whether a row has a number.
func (n *rowNumbers) note(l *header.Layout, row rows.Row) {
	for _, i := range l.Cells.Ordinal {
		switch cell := bytes.TrimSpace(row.Cells[i]); {
		case len(cell) == 0:
			n.missing = cmp.Or(n.missing, row.Line)
		case isNumber(cell):
			n.seen = true
		}
	}
}

// sections are the sections that the next row is in.
type sections struct {
	open      []section // the outermost first
	number    int       // of what they mean: texts mean something else in sections with another
	senses    int       // that there were
	texts     map[sectionSense]*sectionTexts
	childless kpi.Place // the first section without rows, read as a row
	letter    byte      // of the last section numbered by a letter
}

// section is a row that heads those below it: "I | Cấp huyện", or a district
// above its communes. Its figures, if it has any, are the sums of these rows.
type section struct {
	rank     int          // the lower, the further out
	row      rows.Row     // a copy
	figures  bool         // it has any
	from     int          // the bound at which its rows begin
	level    kpi.Level    // that it names, or 0
	district catalog.Name // that it names, or nothing
	item     string       // what its rows are of, or ""
}

// The ranks of sections by how they are numbered; 0 of a row that is none. Rows are
// numbered by digits.
const (
	rankLevel  = 1 + iota // a level by its text, around all others
	rankLetter            // A, B
	rankRoman             // I, II
	rankNone              // by their text alone
)

// level returns the level of the innermost section that names one, or 0.
func (c *context) level() kpi.Level {
	level := kpi.Level(0)
	for _, s := range c.sections.open {
		level = cmp.Or(s.level, level)
	}
	return level
}

// district returns the district of the innermost section that names one, or that of the
// titles.
func (c *context) district() catalog.Name {
	district := c.titles.unit.District
	for _, s := range c.sections.open {
		if s.district.Key != "" {
			district = s.district
		}
	}
	return district
}

// leaves reports whether a row is not of the district that a heading without a number
// named: what follows is not of that heading.
func (c *context) leaves(key *rowKey) bool {
	if len(c.sections.open) == 0 {
		return false
	}
	s, district := c.sections.open[len(c.sections.open)-1], key.spelling.Unit.District.Key
	return s.rank == rankNone && s.district.Key != "" && district != "" && district != s.district.Key
}

// rankOf returns the rank of a row that is numbered as a section, or 0. A field may have
// the number before its name.
func (c *context) rankOf(l *header.Layout, row rows.Row) int {
	for _, i := range l.Cells.Ordinal {
		cell := row.Cells[i]
		if len(cell) == 0 || cell[0]-'0' <= 9 {
			continue
		}
		cell = rows.Trim(cell)
		if c.sections.letter == 'H' && string(bytes.TrimRight(cell, ".)")) == "I" {
			return rankLetter
		}
		if rank := numeral(cell); rank > 0 {
			return rank
		}
	}
	for _, i := range l.Cells.Field {
		if rank := sectionRank(row.Cells[i]); rank > 0 {
			return rank
		}
	}
	return 0
}

// sectionRank returns the rank of a section that has its number before its name, in
// one cell, or 0. The point behind the number is looked for in ten bytes.
func sectionRank(cell []byte) int {
	if bytes.IndexByte(cell[:min(len(cell), 10)], '.') < 0 {
		return 0
	}
	if mark, _, ok := bytes.Cut(rows.Trim(cell), []byte(". ")); ok && len(mark) > 0 {
		return numeral(mark)
	}
	return 0
}

// numeral returns the rank of a Roman number up to 39 or a capital letter, or 0.
func numeral(text []byte) int {
	text = bytes.TrimRight(text, ".)")
	switch {
	case len(text) == 0:
		return 0
	case len(bytes.Trim(text, "IVX")) == 0:
		return rankRoman
	case len(text) == 1 && text[0] >= 'A' && text[0] <= 'H':
		return rankLetter
	}
	return 0
}

// openSection begins a section, after those of its rank and below are closed. Rows
// below one that names another period, or that is marked as a sum, would be counted with
// those of this period.
func (t *table) openSection(row rows.Row, rank int, figures bool) {
	t.closeSections(rank, row.Line)
	s := section{rank: rank, row: row.Clone(), figures: figures, from: t.totals.bound(row.Line)}
	if rank == rankLetter {
		t.ctx.sections.letter = rows.Trim(row.Cells[numberCell(t.layout)])[0]
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

// heading reads what the text of a section names: the level of its rows, their district,
// or what they are of.
func (t *table) heading(s *section, row rows.Row, c header.CellText) {
	words := t.run.cat.Words
	text := c.Text
	if mark, after, ok := strings.Cut(text, ". "); ok && numeral([]byte(mark)) > 0 {
		text = after
	}
	if periods, err := dates.Find(text, t.run.opts.Calendar); len(periods) > 0 || err != nil || words.IsPart(text) || words.IsOther(text) {
		t.export.findings.Add(kpi.RowSection, t.layout.Place(row, c.Cell))
	}
	s.level, s.item = words.Heading(text)
	if name := words.Name(text, kpi.District); s.level == 0 && name.Type != "" {
		s.district = name
	}
	if s.item != "" {
		t.markSections()
	}
}

// distinguish makes the section that was opened last distinguish its rows, where its figures
// prove that it is one, and it names neither their level nor their district: "Hồ sơ khác"
// may be in several.
func (t *table) distinguish(sum sums.Sum) {
	s := &t.ctx.sections.open[len(t.ctx.sections.open)-1]
	if !sum.IsBelow() || sum.Proof == sums.None || s.item != "" || s.level != 0 || s.district.Key != "" || len(t.layout.Cells.Items()) == 0 {
		return
	}
	s.item = vietnamese.Fold(describeItem(t.layout, s.row))
	t.markSections()
	t.otherSection()
}

// markSections notes that sections distinguish rows.
func (t *table) markSections() {
	if !strings.HasSuffix(t.export.itemBy, sectionItem) {
		t.export.itemBy += sectionItem
	}
}

// sectionItem is added to [exportResult.itemBy] where sections distinguish rows.
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
	if t.totals.bounds[s.from].rows == t.totals.bounds[to].rows {
		if t.ctx.sections.childless.Line == 0 {
			t.ctx.sections.childless = t.layout.Place(s.row, numberCell(t.layout))
		}
		t.addRow(s.row)
		return
	}
	t.export.file.Lines.Section += s.row.Lines
	t.export.findings.Count(kpi.RowTotal, kpi.Place{Line: s.row.Line})
	t.totals.checkPercents(t.figures, s.row)
	t.totals.add(s.row, s.from, to, t.keys.datings.named(s.row, t.ctx.titles), sums.Sum{})
}

// closeHeading closes a section without figures. One that has no rows either, but a
// number, may be a row whose counts are missing; it is where it names a unit.
func (t *table) closeHeading(s section) {
	lacking := t.totals.bounds[s.from].rows == t.totals.rows.count && s.rank > rankLevel && s.rank < rankNone && !t.totals.incomplete
	if lacking && t.namedBy(s.row) != nil {
		t.addRow(s.row)
		return
	}
	t.export.file.Lines.Section += s.row.Lines
	if lacking {
		t.export.findings.Add(kpi.RowHeading, kpi.Place{Line: s.row.Line}, "text", kpi.Excerpts(s.row.Texts()))
	}
}

// numberCell returns the cell that numbers a section.
func numberCell(l *header.Layout) int { return slices.Concat(l.Cells.Ordinal, l.Cells.Field)[0] }
