package header

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// below is what the first rows hold in a column: whether there are figures, the texts, and
// how many of these are units with their type words.
type below struct {
	figures   bool
	texts     []string
	units     int // of the texts before the first figure
	districts int // of the units
	last      catalog.Name
}

// areNames reports whether most texts are units.
func (b below) areNames() bool { return 2*b.units > len(b.texts) && !b.figures }

// rowsBelow returns what the first rows below a header hold.
func rowsBelow(cat *catalog.Catalog, texts, rows [][]string) []below {
	columns := make([]below, len(texts))
	for _, row := range rows {
		for c, text := range row[:min(len(row), len(columns))] {
			b := &columns[c]
			isAgain := len(b.texts) > 0 && b.texts[len(b.texts)-1] == text
			b.figures = b.figures || IsFigure([]byte(text))
			if text == "" {
				continue
			}
			if b.texts == nil {
				b.texts = make([]string, 0, len(rows))
			}
			b.texts = append(b.texts, text)
			if b.figures {
				continue // a column with figures has no names
			}
			if !isAgain {
				b.last = cat.Words.Name(text, kpi.Levels()...)
			}
			if b.last.Type != "" {
				b.units++
			}
			if b.last.Level == kpi.District {
				b.districts++
			}
		}
	}
	return columns
}

// ownRows returns the first rows below a header, up to those of another table: a row of words
// heads it that is not the header again.
func ownRows(f finder, h Head) [][]string {
	list := f.rows[min(h.Size(), len(f.rows)):]
	for i, row := range list {
		if f.isText(h.Size()+i) && headsOther(f.cat, h, row) {
			return list[:i]
		}
	}
	return list
}

// headsOther reports whether a row of words may be the header of another table.
func headsOther(cat *catalog.Catalog, h Head, row []string) bool {
	isOther := false
	keys, measures := 0, 0
	for c, text := range row {
		if text == "" {
			continue
		}
		isOther = isOther || c >= len(h.texts) || !slices.Contains(h.texts[c], text)
		if m, ok := meaningOf(cat, text); ok && m.Key == "" {
			measures++
		} else if ok {
			keys++
		}
	}
	return isOther && (measures >= 2 || keys > 0 && measures > 0)
}
