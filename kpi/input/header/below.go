package header

import (
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

// Texts returns the texts of a column in the first rows, as far as they are known.
func (h Head) Texts(column int) []string {
	if column < 0 || column >= len(h.below) {
		return nil
	}
	return h.below[column].texts
}

// rowsBelow returns what the first rows below a header hold.
func rowsBelow(f finder, h Head) []below {
	columns := make([]below, len(h.texts))
	for _, row := range f.rows[min(h.Size(), len(f.rows)):] {
		for c, text := range row[:min(len(row), len(columns))] {
			b := &columns[c]
			isAgain := len(b.texts) > 0 && b.texts[len(b.texts)-1] == text
			b.figures = b.figures || IsFigure([]byte(text))
			if text == "" {
				continue
			}
			b.texts = append(b.texts, text)
			if b.figures {
				continue // a column with figures has no names
			}
			if !isAgain {
				b.last = f.cat.Words.Name(text, kpi.Levels()...)
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
