package catalog

import (
	"slices"
	"strings"

	"cchc/kpi/vietnamese"
)

// IsFiller reports whether a header text only announces parts of the column before it:
// "Trong đó".
func (h *Headers) IsFiller(text string) bool {
	return h.words.is("filler", vietnamese.FoldHeader(text))
}

// Readings returns the columns that a header text means within some group, with an
// example of each: "Quá hạn" alone has no meaning, but is a part of resolved and of
// pending dossiers. A text that names its group has none.
func (h *Headers) Readings(text string) (columns, examples []string) {
	found := h.among.Of(text, h.readingsOf)
	return found.columns, found.examples
}

// readings are the columns that a header text means within some group, and the examples.
type readings struct{ columns, examples []string }

// readingsOf is [Headers.Readings] of a text that was not looked up before.
func (h *Headers) readingsOf(text string) (r readings) {
	if r.columns, r.examples = h.readings(foldHeader(text)); r.columns != nil {
		return r
	}
	short := h.words.withoutUnits(text)
	if len(short.units) == 0 {
		return readings{}
	}
	all, shown := h.readings(foldHeader(short.text))
	for n, id := range all {
		if i, ok := h.measures.Index(id); ok && short.fits(h.measures.At(i).Of) {
			r.columns, r.examples = append(r.columns, id), append(r.examples, shown[n])
		}
	}
	return r
}

// readings are the readings of a folded text as it is.
func (h *Headers) readings(folded string) (columns, examples []string) {
	tail := " " + folded
	if tail == " " || slices.ContainsFunc(h.words.byKind["group"], func(g word) bool { return strings.HasPrefix(tail[1:], g.means+" ") }) {
		return nil, nil
	}
	for _, g := range h.grouped {
		if g.text == tail[1:] {
			return nil, nil
		}
		if !strings.HasSuffix(g.text, tail) || !g.hasPart(folded) {
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

// hasPart reports whether a folded text is what is behind a group: "đúng hạn" is of "Đang
// giải quyết / Đúng hạn", and "giải quyết đúng hạn" is not.
func (g groupedHeader) hasPart(folded string) bool {
	for _, part, ok := strings.Cut(g.example, " / "); ok; _, part, ok = strings.Cut(part, " / ") {
		if foldHeader(part) == folded {
			return true
		}
	}
	return false
}

// Texts returns the header texts of a measure, its id first.
func (h *Headers) Texts(measure int) []string {
	id := h.measures.At(measure).ID
	texts := []string{id}
	for _, r := range h.rows {
		if columnID(r.Column) == id {
			texts = append(texts, r.Header)
		}
	}
	return texts
}

// GroupTexts returns the other names of the group that a header text begins with:
// "Đã xử lý" for "Đã giải quyết / Trước hạn".
func (h *Headers) GroupTexts(header string) []string {
	var names []string
	group, _, ok := strings.Cut(header, " / ")
	for _, g := range h.words.byKind["group"] {
		if ok && g.means == vietnamese.FoldHeader(group) {
			names = append(names, g.written)
		}
	}
	return names
}
