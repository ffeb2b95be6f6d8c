package header

import "cchc/kpi"

// below is what the first rows hold in a column: whether there are figures, the texts, and
// how many of these are units with their type words.
type below struct {
	figures   bool
	texts     []string
	units     int // of the texts
	districts int // of the units
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
			columns[c].figures = columns[c].figures || IsFigure([]byte(text))
			if text == "" {
				continue
			}
			columns[c].texts = append(columns[c].texts, text)
			n := f.cat.Words.Name(text, kpi.Levels()...)
			if n.Type != "" {
				columns[c].units++
			}
			if n.Level == kpi.District {
				columns[c].districts++
			}
		}
	}
	return columns
}
