package header

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi/vietnamese"
)

// Alike reports whether two tables have the same texts over the same columns.
func Alike(a, b Head) bool {
	texts := func(h Head) (texts []string) {
		for i, path := range h.texts {
			if len(path) > 0 {
				texts = append(texts, strconv.Itoa(i)+vietnamese.Fold(strings.Join(path, "\x1f")))
			}
		}
		return texts
	}
	return a.IsFound() && b.IsFound() && a.IsTurned() == b.IsTurned() && slices.Equal(texts(a), texts(b))
}
