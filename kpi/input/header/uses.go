package header

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// examplesShown is how many cells of a column are kept as examples.
const examplesShown = 3

// uses returns how each column is understood, with its first cells.
func (r *columnReader) uses(sample [][]string) []kpi.Use {
	all := make([]kpi.Use, len(r.layout.Headers))
	for i := range all {
		u := &all[i]
		u.Number, u.Header = r.place(i).Column, r.layout.Headers[i]
		for _, row := range sample {
			if i < len(row) && row[i] != "" && len(u.Examples) < examplesShown {
				u.Examples = append(u.Examples, row[i])
			}
		}
		if u.Means = r.means(i); u.Means == "" {
			continue
		}
		switch shown, ok := r.shown[i]; {
		case ok:
			u.By = shown
		case r.layout.Own[i] >= 0:
			u.By = kpi.ProofOwn
		case len(r.paths[i]) > 1:
			u.By = kpi.ProofGroup
		default:
			u.By = kpi.ProofText
		}
	}
	for _, q := range r.doubts.open {
		if r.shown[q.cell] != kpi.ProofFigures {
			all[q.cell].Among = r.cat.Measures.IDs(q.among)
		}
	}
	return all
}

// means returns what a column holds: the id of a measure, the name of a key column, or "".
func (r *columnReader) means(i int) string {
	for _, c := range r.layout.Measures {
		if c.Cell == i {
			return r.cat.Measures.At(c.Measure).ID
		}
	}
	if key := slices.Index(r.layout.Keys[:], i); key >= 0 {
		return keyNames()[key]
	}
	for _, c := range r.layout.Percents {
		if c.Cell == i {
			return "%" + c.Among[0].ID
		}
	}
	cells := r.layout.Cells
	for _, of := range []struct {
		key   string
		cells []int
	}{{catalog.KeyProcedure, cells.Procedure}, {catalog.KeyField, cells.Field}, {catalog.KeyOrdinal, cells.Ordinal}, {catalog.KeyIgnored, cells.Ignored}, {catalog.KeyPercent, r.rates},
		{catalog.KeyDayKind, []int{cells.DayKind}}, {catalog.KeyThings, []int{cells.Things}}} {
		if slices.Contains(of.cells, i) {
			return of.key
		}
	}
	return ""
}

// Likely returns which of the first rows of a table may be its header, though nothing of it
// is known as a measure: the last row of several texts above figures, or the first of all.
// Its columns with figures are open.
func Likely(cat *catalog.Catalog, list [][]string) (row int, uses []kpi.Use) {
	count := func(cells []string, is func(string) bool) (n int) {
		for _, text := range cells {
			if text != "" && is(text) {
				n++
			}
		}
		return n
	}
	isFigure := func(text string) bool { return IsFigure([]byte(text)) }
	isText := func(text string) bool { return !isFigure(text) }
	found := -1
	for i, cells := range list {
		if count(cells, isFigure) >= 2 && found >= 0 {
			break
		}
		if count(cells, isText) >= 2 && count(cells, isFigure) == 0 {
			found = i
		}
	}
	if found < 0 {
		return 0, nil
	}
	for i, text := range list[found] {
		u := kpi.Use{Number: i + 1, Header: text}
		if m, ok := meaningOf(cat, text); ok && m.Key != "" {
			u.Means, u.By = m.Key, kpi.ProofText
		}
		for _, cells := range list[found+1:] {
			if i < len(cells) && cells[i] != "" && len(u.Examples) < examplesShown {
				u.Examples = append(u.Examples, cells[i])
			}
		}
		uses = append(uses, u)
	}
	return found, uses
}
