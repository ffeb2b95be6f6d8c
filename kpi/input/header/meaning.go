package header

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// brackets cuts a text before the brackets at its end: "Trực tuyến (4)".
func brackets(text string) (before, inside string, ok bool) {
	body, closed := strings.CutSuffix(text, ")")
	i := strings.LastIndexByte(body, '(')
	if !closed || i < 0 {
		return text, "", false
	}
	return strings.TrimSpace(body[:i]), body[i+1:], true
}

// withoutNumber takes the number of a column in brackets off its header: "(3)", "(3=4+5)".
func withoutNumber(text string) string {
	before, inside, ok := brackets(text)
	number, formula, isSum := strings.Cut(inside, "=")
	if _, isNumber := rows.Number([]byte(strings.TrimSpace(number))); ok && isNumber && strings.Trim(formula, "0123456789+-() ") == "" && (formula != "" || !isSum) {
		return before
	}
	return text
}

// headerText joins the texts over a column as the headers table does, without the numbers
// of columns.
func headerText(path []string) string {
	texts := make([]string, len(path))
	for i, text := range path {
		texts[i] = withoutNumber(text)
	}
	return strings.Join(texts, " / ")
}

// meaning looks the texts over a column up: among the rows of the user; within the group
// to its left, which comes first because a group is carried to the right; by themselves;
// without the kind of day in brackets; and last as a part of the whole that the column to
// its left is a part of. A key below merged cells may have nothing to do with them. It
// notes the row of the user that has the meaning.
func (r *columnReader) meaning(i int) (m catalog.Meaning, kind string, ok bool) {
	path := r.paths[i]
	text, group := headerText(path), ""
	short, kind := cutDays(r.cat, path)
	if r.near.group != "" {
		group = r.near.group + " / " + text
		r.ownOf(i, group)
	}
	if row := r.layout.Own[i]; row >= 0 && r.cat.Headers.Own()[row].Ready {
		if _, ok := r.cat.Headers.Within(r.near.group, text); ok && group != "" { // known more exactly
			r.layout.Own[i], _ = r.cat.Headers.OwnOf(group)
		}
	}
	if row := r.layout.Own[i]; row >= 0 {
		m = r.cat.Headers.Own()[row].Meaning
		if m.Key != "" || r.cat.Measures.At(m.Measure).Of != kpi.Days {
			kind = ""
		}
		return m, kind, m.Key != catalog.KeyCount // which is of any measure
	}
	if len(path) == 1 && r.cat.Headers.IsCount(text) {
		return m, "", false // of no measure that is beside it
	}
	if m, ok = r.cat.Headers.Within(r.near.group, text); ok && group != "" {
		r.ownOf(i, group)
		return m, "", true
	}
	if m, ok = r.cat.Headers.Meaning(text); ok {
		r.ownOf(i, text)
		return m, "", true
	}
	if kind != "" {
		m, ok = r.cat.Headers.Meaning(short)
		ok = ok && m.Key == "" && r.cat.Measures.At(m.Measure).Of == kpi.Days
		if ok {
			r.ownOf(i, short)
		}
		return m, kind, ok
	}
	if n := len(path); n > 1 {
		m, ok = r.cat.Headers.Meaning(withoutNumber(path[n-1]))
		return m, "", ok && m.Key != ""
	}
	m, ok = r.sibling(text)
	return m, "", ok
}

// ownOf notes the row of the user that gives a text its meaning, as that which names a
// column, unless one of his own files does.
func (r *columnReader) ownOf(i int, text string) {
	own := r.cat.Headers.Own()
	row, ok := r.cat.Headers.OwnOf(text)
	if was := r.layout.Own[i]; ok && (was < 0 || own[was].Ready || !own[row].Ready) {
		r.layout.Own[i] = row
	}
}

// cutDays takes the kind of day in brackets off the texts over a column.
func cutDays(cat *catalog.Catalog, path []string) (text, kind string) {
	path = slices.Clone(path)
	for i := range path {
		if before, inside, ok := brackets(path[i]); ok {
			if k, known := cat.Words.KindOfDay(inside); known {
				path[i], kind = before, k
			}
		}
	}
	return headerText(path), kind
}

// doubtful reports whether a header text that means one thing by itself may mean
// another here: the column to the left belongs with that other reading and not
// with this one. "Trực tuyến" behind fee-bearing dossiers may be those paid online.
func (r *columnReader) doubtful(text string, m catalog.Meaning) bool {
	if r.near.last < 0 || m.Key != "" || r.near.group != "" || r.related(m.Measure, r.near.last) {
		return false
	}
	columns, _ := r.cat.Headers.Readings(text)
	return slices.ContainsFunc(columns, func(id string) bool {
		other, ok := r.cat.Measures.Index(id)
		return ok && other != m.Measure && !r.anyOf(r.cat.Measures.Family(other)) && r.related(other, r.near.last)
	})
}

// isPlaced reports whether a column is where its header can only mean one measure, if that
// is a text of parts: "Trực tuyến" is received only at the beginning and beside what is
// received, "Đúng hạn" is resolved behind any dossiers of the same sum.
func (r *columnReader) isPlaced(text string, m catalog.Meaning) bool {
	if alone, ok := r.cat.Headers.Meaning(text); m.Key != "" || !ok || alone != m {
		return true // found by its group
	}
	if grouped, ok := r.cat.Headers.Within(r.near.group, text); ok && r.near.group != "" && grouped == m {
		return true
	}
	if r.near.left == noCounts {
		other, isTitled := r.titled(text)
		return !isTitled || other == m
	}
	if r.near.left < 0 || r.related(m.Measure, r.near.left) {
		return r.near.left != unknownCounts
	}
	ms := r.cat.Measures
	if caseload, ok := ms.Index("caseload"); ok && slices.Contains(ms.Family(caseload), m.Measure) {
		return false
	}
	return ms.Whole(r.near.left) >= 0 || len(ms.Parts(r.near.left)) > 0
}

// titled returns what a text means within a group that the titles name: "Đúng hạn" below
// "Tình hình hồ sơ đang giải quyết" is pending in time, "Trực tuyến" below "Trả kết quả hồ sơ"
// is no reception. Where it means several things, it is none of them.
func (r *columnReader) titled(text string) (m catalog.Meaning, ok bool) {
	for _, title := range r.doubts.titles {
		for _, group := range r.cat.Words.GroupsIn(title) {
			other, found := r.cat.Headers.Within(group, text)
			switch {
			case found && ok && other != m:
				return catalog.Meaning{Key: catalog.KeyIgnored}, true
			case found:
				m, ok = other, true
			}
		}
	}
	return m, ok
}

// related reports whether a measure belongs with another: both are parts of one whole, one
// lies within the other, or both within a third.
func (r *columnReader) related(measure, other int) bool {
	ms := r.cat.Measures
	if within := ms.Within(measure); within == other || ms.Within(other) == measure || within >= 0 && within == ms.Within(other) {
		return true
	}
	for whole := range ms.Len() {
		family := ms.Family(whole)
		if slices.Contains(family, measure) && slices.Contains(family, other) {
			return true
		}
	}
	return false
}

// sibling looks for a text as a part of the wholes of the column to the left.
func (r *columnReader) sibling(text string) (catalog.Meaning, bool) {
	if r.near.last < 0 {
		return catalog.Meaning{}, false
	}
	ms := r.cat.Measures
	for whole := range ms.Len() {
		if !slices.Contains(ms.Family(whole), r.near.last) || whole == r.near.last {
			continue
		}
		for _, group := range r.cat.Headers.Texts(whole) {
			if m, ok := r.cat.Headers.Within(group, text); ok {
				return m, true
			}
		}
	}
	return catalog.Meaning{}, false
}

// readings returns the measures that a header text means within some group.
func (r *columnReader) readings(text string) (measures []int) {
	columns, _ := r.cat.Headers.Readings(text)
	for _, id := range columns {
		if i, ok := r.cat.Measures.Index(id); ok {
			measures = append(measures, i)
		}
	}
	return measures
}
