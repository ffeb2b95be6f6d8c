package lists

import (
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/rows"
)

// words is what the texts of a column mean, each found once as long as it is remembered.
type words[T any] struct {
	known map[string]T // by the bytes of the cell
	find  func(text string) (T, bool)
}

func newWords[T any](find func(text string) (T, bool)) words[T] {
	return words[T]{map[string]T{}, find}
}

// of returns what a cell means. It is not ok where it is blank, or no word.
func (w *words[T]) of(cell []byte) (v T, isBlank, ok bool) {
	if v, ok = w.known[string(cell)]; ok {
		return v, false, true
	}
	text := string(rows.Trim(cell))
	if text == "" {
		return v, true, false
	}
	if v, ok = w.find(text); !ok {
		return v, false, false
	}
	if len(w.known) >= TextsLimit {
		clear(w.known)
	}
	w.known[string(cell)] = v
	return v, false, true
}

// feeOf returns whether a text is that of a fee: an amount of money, or yes or no.
func feeOf(words *catalog.Lists, text string) (dossiers.Flag, bool) {
	amount, form, _ := rows.Count([]byte(text))
	switch {
	case form <= rows.PointZero && amount > 0:
		return dossiers.Yes, true
	case form <= rows.Dash:
		return dossiers.No, true
	}
	return words.Flag(catalog.ListFee, text)
}
