package header

import (
	"slices"
	"strconv"

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
	if list := r.layout.List; list != nil && list.columns[i] < catalog.ListColumns {
		return list.columns[i].String()
	}
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
// Its columns with figures are open. Where headers are those of a list of dossiers, no cell
// below them is an example: it may be of a person.
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
		if count(cells, isText) >= 2 && !HoldsFigures(cells) {
			found = i
		}
	}
	if found < 0 {
		return 0, nil
	}
	isOfList := slices.ContainsFunc(list[found], func(text string) bool { return isOfDossier(cat, text) })
	for i, text := range list[found] {
		u := kpi.Use{Number: i + 1, Header: text}
		if m, ok := meaningOf(cat, text); ok && m.Key != "" {
			u.Means, u.By = m.Key, kpi.ProofText
		}
		for _, cells := range list[found+1:] {
			if i < len(cells) && cells[i] != "" && !isOfList && len(u.Examples) < examplesShown {
				u.Examples = append(u.Examples, cells[i])
			}
		}
		uses = append(uses, u)
	}
	return found, uses
}

// HoldsFigures reports whether a row is none of headers: it has figures, codes, days or
// telephone numbers, and may have names of people.
func HoldsFigures(cells []string) bool {
	return slices.ContainsFunc(cells, func(text string) bool { return IsFigure([]byte(text)) || isNumbered(text) })
}

// Shown writes the cells of a row that may be a header for a message: those that are words of
// headers, and how many others there are, which may be names of people.
func Shown(cat *catalog.Catalog, cells []string) string {
	var known []string
	others := 0
	for _, text := range cells {
		switch {
		case text == "":
		case isWord(cat, text):
			known = append(known, text)
		default:
			others++
		}
	}
	shown := kpi.Excerpts(known)
	if others == 0 {
		return shown
	}
	if shown != "" {
		shown += ", "
	}
	return shown + kpi.CountKey("header.others", strconv.Itoa(others))
}

// isWord reports whether a text is that of a header, known or one of several meanings, or
// the type word and the name of a unit.
func isWord(cat *catalog.Catalog, text string) bool {
	_, isKnown := meaningOf(cat, text)
	_, isOfList := cat.Lists.Column(text)
	readings, _ := cat.Headers.Readings(text)
	return isKnown || isOfList || len(readings) > 0 || cat.Headers.IsCount(text) || cat.Headers.IsFiller(text) ||
		cat.Words.Name(text, kpi.District, kpi.Commune).Type != ""
}
