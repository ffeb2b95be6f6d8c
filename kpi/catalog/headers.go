package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// The key columns of an export: those that say what the counts of a row are of.
const (
	KeyPeriod    = "period"
	KeyProvince  = "province"
	KeyDistrict  = "district"
	KeyCommune   = "commune"
	KeyUnit      = "unit"      // a district or a commune, told apart by the type word
	KeyCode      = "unit_code" // of the most particular unit of the row
	KeyLevel     = "level"
	KeyProcedure = "procedure"
	KeyField     = "field"
	KeyDayKind   = "day_kind" // what the days of the row are counted in
	KeyThings    = "things"   // what the row counts, where rows differ in it
	KeyPercent   = "percent"  // computed by the exporting system: never data
	KeyOrdinal   = "ordinal"  // row numbers; a total may be named there
	KeyIgnored   = "ignored"  // remarks, codes of units
)

// Keys returns the names of the key columns.
func Keys() []string {
	return []string{KeyPeriod, KeyProvince, KeyDistrict, KeyCommune, KeyUnit, KeyCode, KeyLevel,
		KeyProcedure, KeyField, KeyDayKind, KeyThings, KeyPercent, KeyOrdinal, KeyIgnored}
}

func isKey(id string) bool { return slices.Contains(Keys(), id) }

// Meaning is what a header text says of its column: a key, or a measure.
type Meaning struct {
	Key     string // "" for a measure
	Measure int
	Adds    bool   // one of several columns whose sum is the measure
	Alone   bool   // may mean the whole of the measure, where no other part has a column
	Percent string // of a percent column: the indicator that it shows, "" if not known
}

// Headers is the table of header texts: the column that each means.
type Headers struct {
	words    *Words
	measures *kpi.Measures
	rows     []HeaderRow
	meanings map[string]Meaning // by folded text
	prefixes []prefixMeaning    // the longest first
	grouped  []groupedHeader    // in the order of the table
}

// prefixMeaning is the meaning of all texts with a beginning, which is folded.
type prefixMeaning struct {
	text    string
	meaning Meaning
}

// groupedHeader is a header text of a column within a group, as folded and as
// written.
type groupedHeader struct{ text, column, example string }

func (c *Catalog) loadHeaders(user []Table) error {
	l, err := layered(HeaderTable, user, "header", func(r HeaderRow) string { return headerKey(r.Header) })
	if err != nil {
		return err
	}
	h := &Headers{words: c.Words, measures: c.Measures, rows: l.rows, meanings: make(map[string]Meaning, len(l.rows)+c.Measures.Len())}
	for _, key := range Keys() {
		h.meanings[vietnamese.FoldHeader(key)] = Meaning{Key: key}
	}
	for i := range c.Measures.Len() {
		h.meanings[vietnamese.FoldHeader(c.Measures.At(i).ID)] = Meaning{Measure: i}
	}
	for i, r := range l.rows {
		m, err := c.meaning(r.Column)
		if err != nil {
			return l.fault(i, "column", err)
		}
		text := l.keys[i]
		if own, ok := h.meanings[text]; ok && own != m {
			return l.fault(i, "header", kpi.NewFault("is the id {id}", "id", cmp.Or(own.Key, c.Measures.At(own.Measure).ID)))
		}
		if prefix, ok := strings.CutSuffix(text, "*"); ok {
			h.prefixes = append(h.prefixes, prefixMeaning{prefix, m})
			continue
		}
		h.meanings[text] = m
		if strings.Contains(r.Header, " / ") {
			h.grouped = append(h.grouped, groupedHeader{text, measureID(r.Column), r.Header})
		}
	}
	slices.SortFunc(h.prefixes, func(a, b prefixMeaning) int { return len(b.text) - len(a.text) })
	c.Headers = h
	return nil
}

// headerKey folds a header text of the table and keeps a * at its end.
func headerKey(text string) string {
	if prefix, ok := strings.CutSuffix(text, "*"); ok {
		return vietnamese.FoldHeader(prefix) + "*"
	}
	return vietnamese.FoldHeader(text)
}

// meaning reads the column cell of the headers table.
func (c *Catalog) meaning(text string) (Meaning, error) {
	id, adds := strings.CutPrefix(text, "+")
	if isKey(id) && !adds {
		return Meaning{Key: id}, nil
	}
	if shown, ok := strings.CutPrefix(text, "%"); ok {
		if _, known := c.Indicator(shown); !known {
			return Meaning{}, noIndicator(shown)
		}
		return Meaning{Key: KeyPercent, Percent: shown}, nil
	}
	id, alone := strings.CutSuffix(id, "?")
	i, ok := c.Measures.Index(id)
	if !ok || alone && c.Measures.Whole(i) < 0 {
		return Meaning{}, kpi.NewFault("{text} is neither a measure nor a key column ({words})", "text", strconv.Quote(text), "words", strings.Join(Keys(), ", "))
	}
	return Meaning{Measure: i, Adds: adds, Alone: alone}, nil
}

// measureID takes the signs off the column cell of the headers table.
func measureID(column string) string {
	return strings.TrimSuffix(strings.TrimPrefix(column, "+"), "?")
}

// Meaning returns the meaning of a header text. A group and its part may be
// joined by any punctuation, the group may have any of its names, and words that
// only say that parts follow ("Trong đó") may stand between.
func (h *Headers) Meaning(text string) (Meaning, bool) {
	folded := vietnamese.FoldHeader(text)
	if m, ok := h.find(folded); ok {
		return m, true
	}
	if short := h.withoutFillers(folded); short != folded {
		return h.find(short)
	}
	return Meaning{}, false
}

// find looks a folded text up, as it is and with the first name of its group.
func (h *Headers) find(folded string) (Meaning, bool) {
	if m, ok := h.meanings[folded]; ok {
		return m, true
	}
	texts := []string{folded}
	for _, g := range h.words.byKind["group"] {
		if part, ok := strings.CutPrefix(folded, g.text+" "); ok {
			text := g.means + " " + part
			if m, ok := h.meanings[text]; ok {
				return m, true
			}
			texts = append(texts, text)
		}
	}
	for _, p := range h.prefixes {
		if slices.ContainsFunc(texts, func(text string) bool { return strings.HasPrefix(text, p.text+" ") }) {
			return p.meaning, true
		}
	}
	return Meaning{}, false
}

// IsFiller reports whether a header text only says that parts of what stands
// before it follow: "Trong đó".
func (h *Headers) IsFiller(text string) bool {
	return h.words.is("filler", vietnamese.FoldHeader(text))
}

// withoutFillers takes the words out of a folded header text that only say that
// parts of what stands before them follow.
func (h *Headers) withoutFillers(folded string) string {
	for _, filler := range h.words.byKind["filler"] {
		folded = strings.Replace(folded, " "+filler.text+" ", " ", 1)
	}
	return folded
}

// Readings returns the columns that a header text means within one group or
// another, with an example of each: "Quá hạn" alone is nothing, but a part of
// what was resolved and of what is pending.
func (h *Headers) Readings(text string) (columns, examples []string) {
	tail := " " + vietnamese.FoldHeader(text)
	if tail == " " {
		return nil, nil
	}
	for _, g := range h.grouped {
		if !strings.HasSuffix(g.text, tail) {
			continue
		}
		switch i := slices.Index(columns, g.column); {
		case i < 0:
			columns, examples = append(columns, g.column), append(examples, g.example)
		case len(g.example) < len(examples[i]):
			examples[i] = g.example
		}
	}
	return columns, examples
}

// Things reads what a row says that it counts: "dossiers; tasks", in the words
// of the measures table. A word that is none of them, or no word at all, is not
// ok.
func Things(text string) (counted []string, ok bool) {
	for word := range strings.SplitSeq(vietnamese.Clean(text), ";") {
		word = strings.ToLower(strings.TrimSpace(word))
		if !slices.Contains(things(), word) {
			return nil, false
		}
		counted = append(counted, word)
	}
	return counted, true
}

// Texts returns the header texts that feed a measure, its id first.
func (h *Headers) Texts(measure int) []string {
	id := h.measures.At(measure).ID
	texts := []string{id}
	for _, r := range h.rows {
		if measureID(r.Column) == id {
			texts = append(texts, r.Header)
		}
	}
	return texts
}

// GroupTexts returns the other names of the group that a header text begins
// with: "Đã xử lý" for "Đã giải quyết / Trước hạn".
func (h *Headers) GroupTexts(header string) []string {
	group, _, ok := strings.Cut(header, " / ")
	if !ok {
		return nil
	}
	var names []string
	for _, g := range h.words.byKind["group"] {
		if g.means == vietnamese.FoldHeader(group) {
			names = append(names, g.written)
		}
	}
	return names
}
