package header

import (
	"io"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// rows returns the row of the header, and one for all rows that are alike in the key columns.
// A count that is there twice begins another row. It completes the head.
func (l *long) rows(h *Head, head rows.Row, data []longRow, findings *kpi.FileFindings) ([]rows.Row, error) {
	keys := l.keys(head, data, findings)
	top := rows.Row{Line: head.Line, Lines: head.Lines}
	h.texts = nil
	for _, c := range keys {
		put(&top, head, c, l.header[c])
		h.texts = append(h.texts, slices.DeleteFunc([]string{l.header[c]}, func(text string) bool { return text == "" }))
	}
	cells := map[string]int{} // of the measures
	for _, r := range data {
		if _, ok := cells[r.name()]; !ok {
			cells[r.name()] = len(h.texts)
			h.texts = append(h.texts, r.path)
			put(&top, r.Row, l.label, r.name())
		}
	}
	list, found := []rows.Row{top}, map[string]int{}
	for _, r := range data {
		key := r.key(keys)
		at, ok := found[key]
		if cell := cells[r.name()]; !ok || list[at].Spots[cell].Line > 0 {
			one := rows.Row{Line: r.Line}
			for _, c := range keys {
				put(&one, r.Row, c, l.header[c])
			}
			at, found[key] = len(list), len(list)
			one.Cells = append(one.Cells, make([][]byte, len(cells))...)
			one.Spots = append(one.Spots, make([]rows.Spot, len(cells))...)
			if list = append(list, one); len(list)*len(cells) > turnedCells {
				return nil, l.tooLong(r.Line, findings)
			}
		}
		one, cell := &list[at], cells[r.name()]
		one.Cells[cell], one.Lines = cellAt(r.Row, l.count), one.Lines+r.Lines
		one.Spots[cell] = spotOf(r.Row, l.count, r.name())
	}
	l.checkBlank(list, keys, findings)
	var first [][]string
	for i, row := range list {
		for c := len(keys); c < len(row.Spots); c++ {
			if row.Spots[c].Line == 0 { // no row has the count
				row.Spots[c] = rows.Spot{Line: row.Line, Column: l.count + 1, Header: joined(h.texts[c])}
			}
		}
		if i <= rows.HeadRows {
			first = append(first, row.Clean())
		}
	}
	h.first.below = rowsBelow(l.finder.cat, h.texts, first[1:])
	return list, io.EOF
}

// checkBlank wants names of units in rows that lack a count, where others have any: a blank
// cell may have been merged with the one above it.
func (l *long) checkBlank(list []rows.Row, keys []int, findings *kpi.FileFindings) {
	for i, c := range keys {
		m, _ := l.finder.cat.Headers.Meaning(withoutNumber(l.header[c]))
		isBlank := func(row rows.Row) bool { return isBlank(row.Cells[i]) }
		isName := slices.Contains([]string{catalog.KeyDistrict, catalog.KeyCommune, catalog.KeyUnit}, m.Key)
		if !isName || !slices.ContainsFunc(list[1:], func(row rows.Row) bool { return !isBlank(row) }) {
			continue
		}
		for _, row := range list[1:] {
			lacks := slices.ContainsFunc(row.Spots, func(spot rows.Spot) bool { return spot.Line == 0 })
			if lacks && isBlank(row) && !slices.ContainsFunc(row.Texts(), l.finder.cat.Words.IsTotal) {
				findings.Add(kpi.UnitMissing, row.Place(i), "level", kpi.TextKey("district-or-commune"))
			}
		}
	}
}

// name returns the texts over a count as messages show them.
func (r longRow) name() string { return joined(r.path) }

// key returns the cells of some columns as one text.
func (r longRow) key(columns []int) string {
	var b strings.Builder
	for _, c := range columns {
		b.WriteString(vietnamese.FoldName(r.cells[c]))
		b.WriteByte(0)
	}
	return b.String()
}

// keys returns the columns in which rows must be alike to be one: all but those that number
// rows, hold remarks or percentages, or only describe the measure. These are reported.
func (l *long) keys(head rows.Row, data []longRow, findings *kpi.FileFindings) (keys []int) {
	for c, text := range l.header {
		place := head.Place(min(c, len(head.Cells)-1))
		place.Header = text
		m, known := l.finder.cat.Headers.Meaning(withoutNumber(text))
		switch {
		case c == l.count || c == l.label || c == l.group, m.Key == catalog.KeyIgnored:
			continue
		case m.Key == catalog.KeyOrdinal && !hasWords(data, c):
			continue
		case m.Key == catalog.KeyOrdinal:
			for _, r := range data {
				r.cells[c] = withoutNumbers(r.cells[c])
			}
		case m.Key == catalog.KeyPercent:
			findings.Add(kpi.ColumnPercent, place)
			continue
		case !known && l.hasUnits(c, data):
		case !known && !l.describes(c, data):
			findings.Add(kpi.ColumnDivides, place)
		case !known:
			l.describe(c, place, data, findings)
			continue
		}
		keys = append(keys, c)
	}
	return keys
}

// hasWords reports whether a column that numbers the rows has words, too, such as that of a
// total.
func hasWords(data []longRow, column int) bool {
	return slices.ContainsFunc(data, func(r longRow) bool { return withoutNumbers(r.cells[column]) != "" })
}

// withoutNumbers returns "" for the number of a row, and any other text as it is.
func withoutNumbers(cell string) string {
	if strings.Trim(cell, "0123456789.)") == "" {
		return ""
	}
	return cell
}

// hasUnits reports whether a column names units with their type words.
func (l *long) hasUnits(column int, data []longRow) bool {
	return slices.ContainsFunc(data, func(r longRow) bool { return l.finder.cat.Words.Name(r.cells[column], kpi.Levels()...).Type != "" })
}

// describes reports whether a column has one text for each measure.
func (l *long) describes(column int, data []longRow) bool {
	texts := map[string]string{} // by the name of the measure
	for _, r := range data {
		if was, ok := texts[r.name()]; ok && was != r.cells[column] {
			return false
		}
		texts[r.name()] = r.cells[column]
	}
	return true
}

// describe reports what is wrong with a column that describes the measures: by it counts are
// not of single things, as in "nghìn hồ sơ", or it holds more than what they are of.
func (l *long) describe(column int, place kpi.Place, data []longRow, findings *kpi.FileFindings) {
	words, isAny, isRead := l.finder.cat.Words, func(string) bool { return true }, true
	for _, r := range data {
		cell := r.cells[column]
		isPercent := !isMeasure(l.finder.cat, r.path...)
		if at := r.Place(column); cell != "" && !isPercent && (words.IsScaled(place.Header+": "+cell, "", isAny) || words.IsScaled("("+cell+")", "", isAny)) {
			at.Header = place.Header
			findings.Add(kpi.CountScaled, at)
			return
		}
		isRead = isRead && (cell == "" || words.IsUnit("("+cell+")"))
	}
	if !isRead {
		findings.Add(kpi.ColumnUnknown, place)
	}
}
