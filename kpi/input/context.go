package input

import (
	"bytes"
	"cmp"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
)

// context is what earlier rows imply about the next one: the titles, and the sections
// that it is in.
type context struct {
	titles   *titles
	sections sections
	numbers  rowNumbers
	named    bool      // a row before names a commune
	summed   bool      // the row before is a total of rows above it
	waiting  *rows.Row // a unit without figures: a heading, or a row that lacks them
	reported []int     // cells without a header that were reported
	full     bool      // there are more units or procedures than there can be: no row is wanted
}

// sections are the sections that the next row is in.
type sections struct {
	open      []section // the outermost first
	number    int       // of the innermost one: texts mean something else in another
	childless kpi.Place // the first section without rows, read as a row
	letter    byte      // of the last section numbered by a letter
}

// rowNumbers are the numbers of rows: where some have one, all should.
type rowNumbers struct {
	seen    bool
	missing int // the line of the first row without one, or 0
}

// section is a row that heads those below it: "I | Cấp huyện", or a district
// above its communes. Its figures, if it has any, are the sums of these rows.
type section struct {
	rank    int        // the lower, the further out
	row     rows.Row   // a copy
	figures bool       // it has any
	from    int        // the bound at which its rows begin
	level   kpi.Level  // that it names, or 0
	unit    names.Unit // that it names, or nothing
	item    string     // what its rows are of, or ""
}

// The ranks of sections by how they are numbered. Rows are numbered by digits.
const (
	rankLevel  = iota // a level by its text, around all others
	rankLetter        // A, B
	rankRoman         // I, II
	rankNone          // by their text alone
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
		if s.unit.District.Key != "" {
			district = s.unit.District
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
	return s.rank == rankNone && s.unit.District.Key != "" && district != "" && district != s.unit.District.Key
}

// note notes whether a row has a number.
func (n *rowNumbers) note(l *header.Layout, row rows.Row) {
	for _, i := range l.Cells.Ordinal {
		cell := bytes.TrimSpace(row.Cells[i])
		switch {
		case len(cell) > 0 && !isNumber(cell):
		case len(cell) > 0:
			n.seen = true
		case n.missing == 0:
			n.missing = row.Line
		}
	}
}

// rankOf returns the rank of a section that is numbered as one, or 0. A field may
// have the number before its name.
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
// one cell, or 0.
func sectionRank(cell []byte) int {
	if bytes.IndexByte(cell[:min(len(cell), numeralWidth)], '.') < 0 {
		return 0
	}
	if mark, _, ok := bytes.Cut(rows.Trim(cell), []byte(". ")); ok && len(mark) > 0 {
		return numeral(mark)
	}
	return 0
}

// numeralWidth is how far into a cell the point behind its number is looked for.
const numeralWidth = 10

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
