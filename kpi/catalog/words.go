package catalog

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// Words is the table of words that exports are written with: the type words of unit
// names ("Huyện"), words for totals, levels and kinds of day, beginnings of titles.
// Words of a kind have the order of the table.
type Words struct {
	types  []word // before names of units and agencies, the longest first
	byKind map[string][]word
	known  map[kindText]word

	unmarked unmarkedWords
}

// word is a row of the table: "Huyện" of the kind "district".
type word struct {
	text    string // folded, as a header if it is a word of headers, else as a name
	written string
	means   string
	level   kpi.Level // 0: of an agency, or of no level
}

// kindText is a kind of word and a folded text.
type kindText struct{ kind, text string }

type wordRow struct {
	Text  string `csv:"text"`
	Kind  string `csv:"kind"`
	Means string `csv:"means"`
}

// bareSum is the kind of sum words without their marks, which the table does not have.
const bareSum = "bare sum"

func loadWords() (*Words, error) {
	t, err := builtIn[wordRow]("words")
	if err != nil {
		return nil, err
	}
	w := &Words{byKind: map[string][]word{}, known: make(map[kindText]word, len(t.Rows))}
	for i, r := range t.Rows {
		d := word{text: vietnamese.FoldName(r.Text), written: r.Text, means: r.Means}
		switch r.Kind {
		case "agency":
			w.types = append(w.types, d)
		case "countlead", "countunit", "except", "fieldword", "filling", "footer", "motto", "naming", "noname", "note", "other", "part", "scale", "section", "stop", "subject", "target", "title", "total", "unitlabel", "verb":
		case "sum":
			w.byKind[bareSum] = append(w.byKind[bareSum], word{text: vietnamese.Bare(r.Text)})
		case "days", "filler":
			d.text = vietnamese.FoldHeader(r.Text)
		case "group":
			d.text, d.means = vietnamese.FoldHeader(r.Text), vietnamese.FoldHeader(r.Means)
		case "level", "office", "tier":
			if err := d.level.UnmarshalText([]byte(r.Means)); err != nil || d.level == 0 {
				return nil, t.Fault(i, "means", kpi.NewFault("want province, district or commune"))
			}
		default:
			if err := d.level.UnmarshalText([]byte(r.Kind)); err != nil || d.level == 0 {
				return nil, t.Fault(i, "kind", kpi.NewFault("{text} is not a kind of word", "text", strconv.Quote(r.Kind)))
			}
			w.types = append(w.types, d)
		}
		w.byKind[r.Kind] = append(w.byKind[r.Kind], d)
		w.known[kindText{r.Kind, d.text}] = d
	}
	slices.SortStableFunc(w.types, func(a, b word) int { return len(b.text) - len(a.text) })
	return w, nil
}

// is reports whether a folded text is a word of a kind.
func (w *Words) is(kind, text string) bool {
	_, ok := w.known[kindText{kind, text}]
	return ok
}

// first returns the first word of a kind that a folded text begins with. Bullets and
// brackets before it are skipped.
func (w *Words) first(text, kind string) (word, bool) {
	text = strings.TrimLeft(text, "-–*+([ \"'")
	for _, d := range w.byKind[kind] {
		rest, ok := strings.CutPrefix(text, d.text)
		if next, _ := utf8.DecodeRuneInString(rest); ok && !unicode.IsLetter(next) {
			return d, true
		}
	}
	return word{}, false
}

// begins reports whether a text begins with a word of some kinds.
func (w *Words) begins(text string, kinds ...string) bool {
	folded := vietnamese.FoldName(text)
	return slices.ContainsFunc(kinds, func(kind string) bool {
		_, ok := w.first(folded, kind)
		return ok
	})
}

// IsTotal reports whether a cell names its row a total: "Tổng cộng", "Toàn huyện Tràng
// Định", "Tổng số: 25 hồ sơ".
func (w *Words) IsTotal(text string) bool {
	text, _, _ = strings.Cut(strings.TrimLeft(vietnamese.FoldName(text), "-–—+*• "), "(")
	text = strings.TrimRight(text, ": ")
	// "Tổng cộng huyện X", but not "Cộng Hòa", which is a commune.
	return slices.ContainsFunc(w.byKind["total"], func(d word) bool {
		rest, ok := strings.CutPrefix(text, d.text)
		return ok && (rest == "" || rest[0] == ':' || rest[0] == ' ' && strings.Contains(d.text, " "))
	})
}

// IsPart reports whether a cell names its row a part of another one: "Trong đó: cấp
// giấy", "- cấp giấy".
func (w *Words) IsPart(text string) bool {
	text = vietnamese.FoldName(text)
	return slices.ContainsFunc(w.byKind["part"], func(d word) bool { return strings.HasPrefix(text, d.text) && text != d.text })
}

// IsNoName reports whether a text is written where there is no name: "undefined", "#REF!", or
// a ditto mark.
func (w *Words) IsNoName(text string) bool { return w.is("noname", vietnamese.FoldName(text)) }

// IsTitle reports whether a text begins like the lines above a form: "UBND huyện ...",
// "Biểu số ...".
func (w *Words) IsTitle(text string) bool { return w.begins(text, "title", "motto") }

// IsMotto reports whether a text is of the motto of the state, which is above forms.
func (w *Words) IsMotto(text string) bool { return w.begins(text, "motto") }

// IsFooter reports whether a text begins like the lines below a form: "Người lập biểu",
// "Ghi chú ...".
func (w *Words) IsFooter(text string) bool { return w.begins(text, "footer", "note") }

// IsNote reports whether a text begins like a note on the figures of a form: "Ghi chú".
func (w *Words) IsNote(text string) bool { return w.begins(text, "note") }

// IsExcept reports whether a text holds words that leave something out: "chưa bao gồm".
func (w *Words) IsExcept(text string) bool {
	folded := " " + vietnamese.FoldName(written(titleWords(text))) + " "
	return slices.ContainsFunc(w.byKind["except"], func(d word) bool { return strings.Contains(folded, " "+d.text+" ") })
}

// IsSumWord reports whether a text begins like what is written for several units, and
// like no name: "Tổng 2 huyện", "Cả tỉnh", also without marks.
func (w *Words) IsSumWord(text string) bool {
	folded := vietnamese.FoldName(text)
	_, sum := w.first(folded, "sum")
	_, bare := w.first(folded, bareSum)
	return sum || bare && vietnamese.Bare(folded) == folded
}

// IsOther reports whether a text is that of figures of another period or of a plan, of
// their means or their changes: "Cùng kỳ năm trước", "Kế hoạch", "Tăng/giảm (%)". A word
// such as "Kế hoạch" may begin the name of a field, too: behind it there is nothing, or
// what is behind no name.
func (w *Words) IsOther(text string) bool {
	text = vietnamese.FoldName(text)
	d, ok := w.first(text, "other")
	_, rest, _ := strings.Cut(text, d.text)
	next, _, _ := strings.Cut(strings.TrimLeft(rest, " /+-–%(:"), " ")
	return ok && (d.means != "" || next == "" || next[0]-'0' <= 9 || w.is("stop", next) || w.is("other", next))
}

// GroupsIn returns the names of groups of columns that a title holds, without those that are
// a part of another: "đang giải quyết".
func (w *Words) GroupsIn(title string) (groups []string) {
	folded := " " + vietnamese.FoldHeader(title) + " "
	for _, d := range w.byKind["group"] {
		for _, text := range []string{d.text, d.means} {
			if text != "" && strings.Contains(folded, " "+text+" ") && !slices.Contains(groups, text) {
				groups = append(groups, text)
			}
		}
	}
	return groups
}

// OfficeLevel returns the level of the unit that has an office of some name, or 0:
// departments are of a province, offices of a district.
func (w *Words) OfficeLevel(name string) kpi.Level {
	d, _ := w.first(vietnamese.FoldName(name), "office")
	return d.level
}

// Field returns the name of a field without its number and the word for fields:
// "1. Lĩnh vực Đất đai" is Đất đai.
func (w *Words) Field(text string) string {
	text = vietnamese.Clean(text)
	if number, rest, ok := strings.Cut(text, ". "); ok && strings.Trim(number, "0123456789IVX") == "" {
		text = rest
	}
	for _, d := range w.byKind["fieldword"] {
		if rest, ok := strings.CutPrefix(vietnamese.FoldName(text), d.text); ok && rest != "" && strings.ContainsAny(rest[:1], " :") {
			return strings.TrimLeft(skipRunes(text, utf8.RuneCountInString(d.text)), " :")
		}
	}
	return text
}

// Level reads a level cell: the English words or "Cấp huyện", "Xã".
func (w *Words) Level(text string) (kpi.Level, bool) {
	d, ok := w.known[kindText{"level", vietnamese.FoldName(text)}]
	return d.level, ok
}

// Heading reads the text of a row that heads others: the level of their units, or a
// text by which rows below it differ from rows of the same name below another heading.
// Of an unknown text both are zero.
func (w *Words) Heading(text string) (level kpi.Level, section string) {
	folded := vietnamese.FoldName(text)
	if d, ok := w.known[kindText{"level", folded}]; ok {
		return d.level, ""
	}
	if w.is("section", folded) {
		return 0, folded
	}
	for _, d := range w.byKind["tier"] {
		if !strings.Contains(folded, d.text) {
			continue
		}
		if level != 0 {
			return 0, "" // of several levels
		}
		level = d.level
	}
	return level, ""
}

// KindOfDay reads what days are counted in: "ngày làm việc" is working days, and so is
// "ĐVT: ngày làm việc".
func (w *Words) KindOfDay(text string) (string, bool) {
	if _, unit, ok := w.labelled(vietnamese.FoldName(text), true); ok {
		text = unit
	}
	d, ok := w.known[kindText{"days", vietnamese.FoldHeader(text)}]
	return d.means, ok
}
