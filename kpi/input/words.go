package input

import (
	"bytes"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// rowWords tells what row numbers and columns not known say of their rows: that
// one is a total, or a part of another. The key cells and the procedures are
// looked at elsewhere, once for each distinct text.
type rowWords struct {
	cat  *catalog.Catalog
	seen map[string]rowWord // of the last distinct texts
}

type rowWord struct{ total, part, text bool }

// seenLimit bounds the memory that a column of distinct texts takes.
const seenLimit = 4096

func newRowWords(cat *catalog.Catalog) rowWords { return rowWords{cat, map[string]rowWord{}} }

// look returns what a cell says. Numbers, codes and blanks are told by their
// first byte.
func (w rowWords) look(cell []byte) rowWord {
	if len(cell) == 0 || cell[0] >= '0' && cell[0] <= '9' {
		return rowWord{text: isText(cell)}
	}
	word, ok := w.seen[string(cell)]
	if !ok {
		if len(w.seen) >= seenLimit {
			clear(w.seen)
		}
		word = rowWord{w.cat.Words.IsTotal(string(cell)), w.cat.Words.IsPart(string(cell)), isText(cell)}
		w.seen[string(cell)] = word
	}
	return word
}

// isTotal reports whether a record says outside its key cells that it is a total.
func (r *rowReader) isTotal(rec record) bool {
	for _, cells := range [...][]int{r.layout.ordinal, r.layout.unknown, r.layout.nameless} {
		for _, i := range cells {
			if i < len(rec.cells) && r.words.look(rec.cells[i]).total {
				return true
			}
		}
	}
	return r.grain.total
}

// number notes a row that may hold the sum of those below it, or be a part of
// the one above: it is numbered otherwise than by digits, or says so. What has no
// number where other rows have one is told once a file.
func (r *rowReader) number(rec record) {
	if r.grain.part {
		r.add(kpi.RowSection, r.place(rec, r.layout.grainCells()[0]))
		return
	}
	for _, i := range r.layout.ordinal {
		section := numeral(bytes.TrimSpace(rec.cells[i])) > 0 // without rows
		if !r.noteNumber(rec.cells[i], rec.line) && !section {
			r.add(kpi.RowSection, r.place(rec, i))
			return
		}
	}
	for _, i := range r.layout.unknown {
		if r.words.look(rec.cells[i]).part {
			r.add(kpi.RowSection, r.place(rec, i))
			return
		}
	}
}

// noteNumber notes whether a row has a number. It reports false for a cell that is
// neither blank nor a plain number.
func (s *sheet) noteNumber(cell []byte, line int) bool {
	cell = bytes.TrimSpace(cell)
	switch {
	case len(cell) > 0 && !isNumber(cell):
		return false
	case len(cell) > 0:
		s.numbered = true
	case s.unnumbered == 0:
		s.unnumbered = line
	}
	return true
}

// isNumber reports whether a row number is a plain one: 12, 12. or 12). Below 1
// there may be 1.1, which is a part of it.
func isNumber(cell []byte) bool {
	_, ok := digits(bytes.TrimRight(cell, ".)"))
	return ok
}
