package header

import (
	"slices"
	"strings"

	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// numbersBelow returns 1 where the row below the header numbers the columns.
func numbersBelow(f finder, h Head) int {
	row := h.Titles + h.Rows
	if row < len(f.rows) && numbered(f.rows[row], namesOf(f.cat, h.texts)) {
		return 1
	}
	return 0
}

// numbered reports whether cells number the columns: (1), (2), (3) = (4) + (5), or A, B, 1,
// 2, or I, II, 3, 4. Behind letters the numbers begin with 1 or go on, and behind blank cells
// as well. Plain figures number columns only where a column of names is numbered too, or blank
// before them. Letters may be all that there is.
func numbered(cells []string, isName func(column int) bool) bool {
	first, next, found, named, roman := 0, 0, 0, false, false
	for c, text := range cells {
		if text == "" {
			continue
		}
		n, bracketed, ok := columnNumber(text)
		label, isRoman := letterNumber(text)
		switch {
		case label > 0 && first == 0 && label == found+1:
			roman = isRoman
		case !ok || first > 0 && n != next || first == 0 && n != 1 && n != found+1 && (n != c+1 || found > 0) || first == 0 && roman && found == 1:
			return false // I alone is the number of a section
		case first == 0:
			first, next = n, n
		}
		if first > 0 {
			next++
		}
		for blank := c; found == 0 && blank > 0; blank-- {
			named = named || isName(blank-1)
		}
		named = named || bracketed || isName(c)
		found++
	}
	const letters = 4 // that number columns by themselves
	return found >= 3 && named && (first > 0 || found >= letters)
}

// namesOf returns the columns that hold names, of units, fields or periods, by the
// texts over them.
func namesOf(cat *catalog.Catalog, texts [][]string) func(column int) bool {
	return func(column int) bool {
		if column >= len(texts) {
			return false
		}
		m, ok := meaningOf(cat, texts[column]...)
		return ok && m.Key != "" && m.Key != catalog.KeyOrdinal && m.Key != catalog.KeyPercent
	}
}

// columnNumber reads the number of a column.
func columnNumber(text string) (n int, bracketed, ok bool) {
	text, _, formula := strings.Cut(text, "=")
	inner := strings.Trim(text, "( )")
	v, ok := rows.Number([]byte(inner))
	return int(v), formula || inner != text, ok && v > 0 && v < 1000
}

// letterNumber reads a letter or a Roman number as that of a column: B and II are 2. It is
// 0 for other texts.
func letterNumber(text string) (n int, isRoman bool) {
	text = strings.ToUpper(strings.Trim(text, "( ).*"))
	if n = slices.Index([]string{"I", "II", "III", "IV", "V", "VI"}, text) + 1; n > 0 {
		return n, true
	}
	if len(text) == 1 && text[0] >= 'A' && text[0] <= 'H' {
		n = int(text[0]-'A') + 1
	}
	return n, false
}
