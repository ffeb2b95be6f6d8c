package header

import (
	"slices"

	"cchc/kpi/vietnamese"
)

// IsLike reports whether two tables have the same texts over the same columns.
func (h Head) IsLike(o Head) bool {
	return h.IsFound() && o.IsFound() && h.IsTurned() == o.IsTurned() && slices.EqualFunc(h.shown(), o.shown(), slices.Equal)
}

// shown returns the folded texts over the columns, up to the last that has any.
func (h Head) shown() (columns [][]string) {
	for i, path := range h.texts {
		if len(path) == 0 {
			continue
		}
		for len(columns) <= i {
			columns = append(columns, nil)
		}
		for _, text := range path {
			columns[i] = append(columns[i], vietnamese.Fold(text))
		}
	}
	return columns
}
