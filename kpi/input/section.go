package input

import (
	"bytes"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// sections are those that the next row stands in.
type sections struct {
	open      []section // the outermost first
	childless kpi.Place // the first section without rows, read as a row
	letter    byte      // of the last section numbered by a letter
}

// section is a row that heads those below it: "I | Cấp huyện", or a district
// above its communes. Its figures, if it has any, are the sums of these rows.
type section struct {
	rank    int       // the lower, the further out; 0: not numbered
	rec     record    // a copy
	figures bool      // it has any
	from    int       // the bound at which its rows begin
	level   kpi.Level // that it says, or 0
	unit    unitNames // that it names, or nothing
	apart   string    // what its rows are told apart by, or ""
}

// The ranks of sections by how they are numbered. Rows are numbered by digits.
const (
	rankLevel  = iota // a level by its text, around all others
	rankLetter        // A, B
	rankRoman         // I, II
	rankNone          // by their text alone
)

// rank returns the rank of a section that is numbered as one, or 0. A field may
// have the number before its name.
func (r *rowReader) rank(rec record) int {
	for _, i := range r.layout.ordinal {
		cell := rec.cells[i]
		if len(cell) == 0 || cell[0]-'0' <= 9 {
			continue
		}
		cell = trim(cell)
		if r.letter == 'H' && string(bytes.TrimRight(cell, ".)")) == "I" {
			return rankLetter
		}
		if rank := numeral(cell); rank > 0 {
			return rank
		}
	}
	for _, i := range r.layout.field {
		if rank := sectionRank(rec.cells[i]); rank > 0 {
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
	if mark, _, ok := bytes.Cut(trim(cell), []byte(". ")); ok && len(mark) > 0 {
		return numeral(mark)
	}
	return 0
}

// numeralWidth is how far into a cell the point behind its number is looked for.
const numeralWidth = 10

// numeral returns the rank of a Roman number up to 39 or a capital letter.
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
// below one that names another period, or says that they are added up, would be
// counted with those of this period.
func (r *rowReader) openSection(rec record, rank int, figures bool) {
	r.closeSections(rank, rec.line)
	s := section{rank: rank, rec: rec.clone(), figures: figures, from: r.sums.bound(r, rec.line)}
	if rank == rankLetter {
		r.letter = trim(rec.cells[r.markCell()])[0]
	}
	for _, c := range r.said(rec) {
		if c.cell < len(r.layout.headers) && !isFigure(rec.cells[c.cell]) {
			r.heading(&s, rec, c)
			break
		}
	}
	r.open = append(r.open, s)
	r.forget()
}

// heading reads what the text of a section says of its rows: their level, or their
// district.
func (r *rowReader) heading(s *section, rec record, c saidCell) {
	cat := r.run.cat
	text := c.text
	if mark, after, ok := strings.Cut(text, ". "); ok && numeral([]byte(mark)) > 0 {
		text = after
	}
	if periods, err := dates.Find(text, r.run.opts.Calendar); len(periods) > 0 || err != nil || cat.Words.IsPart(text) || cat.Words.IsSumWord(text) {
		r.add(kpi.RowSection, r.place(rec, c.cell))
	}
	s.level, s.apart = cat.Words.Heading(text)
	if name := cat.Words.Name(text, kpi.District); s.level == 0 && name.Type != "" {
		s.unit.district = name
	}
	if s.apart != "" && !strings.HasSuffix(r.sheet.grain, sectionGrain) {
		r.sheet.grain += sectionGrain
	}
}

// sectionGrain is what an export has its rows told apart by where sections do.
const sectionGrain = "section\x1f"

// closeSections closes the sections of a rank and those below it, whose rows end
// above a line.
func (r *rowReader) closeSections(rank, line int) {
	for n := len(r.open); n > 0 && r.open[n-1].rank >= rank; n-- {
		s := r.open[n-1]
		r.open = r.open[:n-1]
		r.forget()
		r.closeSection(s, line)
	}
}

// closeSection compares the figures of a section with its rows. One without rows
// is a row itself, unless rows are numbered otherwise.
func (r *rowReader) closeSection(s section, line int) {
	if !s.figures {
		r.closeHeading(s)
		return
	}
	to := r.sums.bound(r, line)
	if r.sums.between(s.from, to) == 0 {
		if r.childless.Line == 0 {
			r.childless = r.place(s.rec, r.markCell())
		}
		r.plain(s.rec)
		return
	}
	r.lines.Section += s.rec.lines
	r.count(kpi.RowTotal, kpi.Place{Line: s.rec.line})
	r.checkTotalPercents(s.rec)
	r.sums.totals = append(r.sums.totals, r.totalRow(s.rec, s.from, to))
}

// closeHeading closes a section without figures. One that has no rows either, but a
// number, may be a row whose counts are missing; it is where it names a unit.
func (r *rowReader) closeHeading(s section) {
	lacking := r.sums.rows == r.sums.bounds[s.from].rows && s.rank > rankLevel && s.rank < rankNone && !r.refused
	if lacking && r.resolves(s.rec) {
		r.plain(s.rec)
		return
	}
	r.lines.Section += s.rec.lines
	if lacking {
		r.add(kpi.RowHeading, kpi.Place{Line: s.rec.line}, "text", excerpts(texts(s.rec)))
	}
}

// markCell is the cell that numbers a section.
func (r *rowReader) markCell() int {
	return slices.Concat(r.layout.ordinal, r.layout.field)[0]
}

// clone returns a record that does not change when the next one is read.
func (rec record) clone() record {
	cells := make([][]byte, len(rec.cells))
	for i, cell := range rec.cells {
		cells[i] = bytes.Clone(cell)
	}
	rec.cells = cells
	return rec
}
