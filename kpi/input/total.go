package input

import (
	"bytes"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// totalWords finds rows that say in a row number, a procedure, a field or a
// column not known that they are a total. The key cells are looked at elsewhere,
// once for each distinct key.
type totalWords struct {
	cat  *catalog.Catalog
	seen map[string]bool // the last distinct texts that begin like a total
}

// seenLimit bounds the memory that a column of distinct texts takes.
const seenLimit = 4096

func newTotalWords(cat *catalog.Catalog) totalWords {
	return totalWords{cat, map[string]bool{}}
}

// in reports whether a record says that it is a total.
func (w totalWords) in(rec record, l layout) bool {
	for _, cells := range [...][]int{l.ordinal, l.procedure, l.field, l.unknown} {
		for _, i := range cells {
			if w.is(rec.cells[i]) {
				return true
			}
		}
	}
	return false
}

// is reports whether a cell says that its row is a total. Row numbers, codes
// and blanks are told by their first byte.
func (w totalWords) is(cell []byte) bool {
	if len(cell) == 0 || cell[0] >= '-' && cell[0] <= '9' {
		return false
	}
	total, ok := w.seen[string(cell)]
	if !ok {
		if len(w.seen) >= seenLimit {
			clear(w.seen)
		}
		total = w.cat.IsTotal(string(cell))
		w.seen[string(cell)] = total
	}
	return total
}

// section notes a row that may hold the sum of those below it, or be a part of
// the one above: it is numbered otherwise than by digits, or says so. What has no
// number where other rows have one is told once a file.
func (r *rowReader) section(rec record) {
	for _, i := range r.layout.ordinal {
		cell := bytes.TrimSpace(rec.cells[i])
		switch {
		case len(cell) == 0:
			if r.unnumbered == 0 {
				r.unnumbered = rec.line
			}
		case cell[0] >= '0' && cell[0] <= '9':
			r.numbered = true
		default:
			r.add(kpi.RowSection, r.place(rec, i))
			return
		}
	}
	for _, cells := range [...][]int{r.layout.procedure, r.layout.field, r.layout.unknown} {
		for _, i := range cells {
			if cell := rec.cells[i]; len(cell) > 0 && cell[0]|0x20 == 't' && r.run.cat.IsPart(string(cell)) {
				r.add(kpi.RowSection, r.place(rec, i))
				return
			}
		}
	}
}
