package header

import (
	"strings"

	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// numbers returns 1 where the record below the header numbers the columns.
func (f finder) numbers(h Head) int {
	row := h.Titles + h.Rows
	if row < len(f.rows) && numbered(f.rows[row], namesOf(f.cat, h.texts)) {
		return 1
	}
	return 0
}

// numbered reports whether cells number the columns: (1), (2), (3) = (4) + (5), or
// A, B, 1, 2. Plain figures do so only where a column of names is numbered too.
func numbered(cells []string, isName func(column int) bool) bool {
	next, found, named := 1, 0, false
	for c, text := range cells {
		if text == "" {
			continue
		}
		n, bracketed, ok := columnNumber(text)
		if !ok || n != 0 && n != next || n == 0 && next > 1 {
			return false
		}
		if n != 0 {
			next++
		}
		found++
		named = named || bracketed || isName(c)
	}
	return found >= 3 && named && next > 1
}

// namesOf tells the columns that hold names, of units, fields or periods, by the
// texts over them.
func namesOf(cat *catalog.Catalog, texts [][]string) func(column int) bool {
	return func(column int) bool {
		if column >= len(texts) {
			return false
		}
		m, ok := cat.Headers.Meaning(headerText(texts[column]))
		return ok && m.Key != "" && m.Key != catalog.KeyOrdinal && m.Key != catalog.KeyPercent
	}
}

// columnNumber reads the number of a column; a letter is 0.
func columnNumber(text string) (n int, bracketed, ok bool) {
	text, _, formula := strings.Cut(text, "=")
	text = strings.TrimSpace(text)
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
	bracketed = formula || inner != text
	if len(inner) == 1 && inner[0] >= 'A' && inner[0] <= 'H' {
		return 0, bracketed, true
	}
	v, ok := rows.Number([]byte(inner))
	return int(v), bracketed, ok && v > 0 && v < 1000
}
