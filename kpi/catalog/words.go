package catalog

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

// words is the table of words that unit names, totals, levels and kinds of
// day are written with.
type words struct {
	types      map[byte][]typeWord // by the first byte, the longest first
	totals     map[string]bool
	totalStart []string // those of several words, with a space behind
	parts      []string // folded
	levels     map[string]kpi.Level
	tiers      map[kpi.Level]string // the words of a level within a heading, folded
	sections   []string             // folded
	days       map[string]string
	groups     []groupWord
	groupNames map[string][]string // as written, by the folded group
	fillers    []string            // folded as headers are
	titles     []string            // beginnings, folded
	mottos     []string            // of the state, likewise: "Xã hội chủ nghĩa"
	footers    []string            // beginnings, folded
	sums       []string            // beginnings of names that are none, folded
	bareSums   []string            // the same without marks
	offices    []typeWord          // beginnings of names of offices
	unitLabels []string            // before the unit that a form counts in, folded
	scales     []string            // thousands and the like, folded
	fields     []string            // words before the name of a field, folded
	stops      map[string]bool     // what ends a name in a title, folded
}

// groupWord is another name of a group of columns, both folded.
type groupWord struct{ text, means string }

type typeWord struct {
	text  string // folded
	means string
	level kpi.Level // 0: agency
}

type wordRow struct {
	Text  string `csv:"text"`
	Kind  string `csv:"kind"`
	Means string `csv:"means"`
}

func (c *Catalog) loadWords(name string, data []byte) error {
	t, err := table.Read[wordRow](name, data)
	if err != nil {
		return err
	}
	w := words{types: map[byte][]typeWord{}, totals: map[string]bool{}, levels: map[string]kpi.Level{}, days: map[string]string{}, stops: map[string]bool{}, tiers: map[kpi.Level]string{}, groupNames: map[string][]string{}}
	lists := map[string]*[]string{"part": &w.parts, "title": &w.titles, "fieldword": &w.fields, "unitlabel": &w.unitLabels,
		"scale": &w.scales, "sum": &w.sums, "footer": &w.footers, "section": &w.sections}
	for i, r := range t.Rows {
		if list, ok := lists[r.Kind]; ok {
			*list = append(*list, vietnamese.FoldName(r.Text))
			continue
		}
		var level kpi.Level
		switch r.Kind {
		case "agency":
			w.addType(typeWord{text: vietnamese.FoldName(r.Text)})
		case "total":
			total := vietnamese.FoldName(r.Text)
			w.totals[total] = true
			if strings.Contains(total, " ") {
				w.totalStart = append(w.totalStart, total+" ")
			}
		case "filler":
			w.fillers = append(w.fillers, vietnamese.FoldHeader(r.Text))
		case "office":
			if err := level.UnmarshalText([]byte(r.Means)); err != nil || level == 0 {
				return t.Fault(i, "means", kpi.NewFault("want the level of the unit that has such offices"))
			}
			w.offices = append(w.offices, typeWord{text: vietnamese.FoldName(r.Text), level: level})
		case "motto":
			w.mottos = append(w.mottos, vietnamese.FoldName(r.Text))
			w.titles = append(w.titles, vietnamese.FoldName(r.Text))
		case "stop":
			w.stops[vietnamese.FoldName(r.Text)] = true
		case "group":
			means := vietnamese.FoldHeader(r.Means)
			w.groups = append(w.groups, groupWord{vietnamese.FoldHeader(r.Text), means})
			w.groupNames[means] = append(w.groupNames[means], r.Text)
		case "days":
			w.days[vietnamese.FoldHeader(r.Text)] = r.Means
		case "level", "tier":
			if err := level.UnmarshalText([]byte(r.Means)); err != nil {
				return t.Fault(i, "means", err)
			}
			if r.Kind == "tier" {
				w.tiers[level] = vietnamese.FoldName(r.Text)
				continue
			}
			w.levels[vietnamese.FoldName(r.Text)] = level
		default:
			if err := level.UnmarshalText([]byte(r.Kind)); err != nil || level == 0 {
				return t.Fault(i, "kind", kpi.NewFault("{text} is not a kind of word", "text", strconv.Quote(r.Kind)))
			}
			w.addType(typeWord{vietnamese.FoldName(r.Text), r.Means, level})
		}
	}
	for _, sum := range w.sums {
		w.bareSums = append(w.bareSums, vietnamese.Bare(sum))
	}
	for _, types := range w.types {
		slices.SortStableFunc(types, func(a, b typeWord) int { return len(b.text) - len(a.text) })
	}
	c.words = w
	return nil
}

func (w *words) addType(t typeWord) { w.types[t.text[0]] = append(w.types[t.text[0]], t) }

// IsTotal reports whether a cell says that its row is a total: "Tổng cộng",
// "Toàn huyện Tràng Định".
func (c *Catalog) IsTotal(text string) bool {
	text, _, _ = strings.Cut(strings.TrimLeft(vietnamese.FoldName(text), "-–—+*• "), "(")
	text = strings.TrimRight(text, ": ")
	if c.words.totals[text] {
		return true
	}
	// "Tổng cộng huyện X", but not "Cộng Hòa", which is a commune.
	return slices.ContainsFunc(c.words.totalStart, func(start string) bool { return strings.HasPrefix(text, start) })
}

// IsPart reports whether a cell says that its row is a part of another one:
// "Trong đó: cấp giấy", "- cấp giấy".
func (c *Catalog) IsPart(text string) bool {
	text = vietnamese.FoldName(text)
	return slices.ContainsFunc(c.words.parts, func(part string) bool { return strings.HasPrefix(text, part) && text != part })
}

// IsTitle reports whether a text begins as what stands above a form does:
// "UBND huyện ...", "Biểu số ...".
func (c *Catalog) IsTitle(text string) bool { return begins(text, c.words.titles) }

// IsMotto reports whether a text is of the motto of the state, which stands above
// forms.
func (c *Catalog) IsMotto(text string) bool { return begins(text, c.words.mottos) }

// IsScaled reports whether a title says that counts are in thousands or the like:
// "Đơn vị tính: 1.000 hồ sơ".
func (c *Catalog) IsScaled(title string) bool {
	label, unit, ok := strings.Cut(vietnamese.FoldName(title), ":")
	return ok && slices.Contains(c.words.unitLabels, strings.Trim(label, " (")) &&
		slices.ContainsFunc(c.words.scales, func(word string) bool { return strings.HasPrefix(strings.TrimSpace(unit), word) })
}

// IsFooter reports whether a text begins as what stands below a form does:
// "Người lập biểu", "Ghi chú ...".
func (c *Catalog) IsFooter(text string) bool { return begins(text, c.words.footers) }

// IsSumWord reports whether a text begins as no name of a unit does, but what stands
// for several: "Tổng 2 huyện", "Cả tỉnh", also without marks.
func (c *Catalog) IsSumWord(text string) bool {
	folded := vietnamese.FoldName(text)
	return beginsFolded(folded, c.words.sums) || beginsFolded(folded, c.words.bareSums) && vietnamese.Bare(folded) == folded
}

// OfficeLevel returns the level of the unit that an office is of, known by how its
// name begins, or 0: departments are of a province, offices of a district.
func (c *Catalog) OfficeLevel(text string) kpi.Level {
	folded := vietnamese.FoldName(text)
	for _, w := range c.words.offices {
		if beginsFolded(folded, []string{w.text}) {
			return w.level
		}
	}
	return 0
}

// Field returns the name of a field without its number and the word for fields:
// "1. Lĩnh vực Đất đai" is Đất đai.
func (c *Catalog) Field(text string) string {
	text = vietnamese.Clean(text)
	if number, rest, ok := strings.Cut(text, ". "); ok && strings.Trim(number, "0123456789IVX") == "" {
		text = rest
	}
	for _, w := range c.words.fields {
		if folded := vietnamese.FoldName(text); strings.HasPrefix(folded, w+" ") {
			return strings.TrimLeft(skipRunes(text, utf8.RuneCountInString(w)), " :")
		}
	}
	return text
}

// begins reports whether a text is one of some folded words, or begins with one.
func begins(text string, words []string) bool { return beginsFolded(vietnamese.FoldName(text), words) }

// beginsFolded is begins for a folded text.
func beginsFolded(text string, words []string) bool {
	text = strings.TrimLeft(text, "-–*+([ \"'")
	return slices.ContainsFunc(words, func(word string) bool {
		rest, ok := strings.CutPrefix(text, word)
		next, _ := utf8.DecodeRuneInString(rest)
		return ok && !unicode.IsLetter(next)
	})
}

// Level reads a level cell: the English words or "Cấp huyện", "Xã".
func (c *Catalog) Level(text string) (kpi.Level, bool) {
	l, ok := c.words.levels[vietnamese.FoldName(text)]
	return l, ok
}

// Heading reads the text of a row that heads others: the level of their units, or
// a text that sets them apart from rows of the same name below another heading.
// Both are zero where nothing is known of it.
func (c *Catalog) Heading(text string) (level kpi.Level, apart string) {
	folded := vietnamese.FoldName(text)
	if l, ok := c.words.levels[folded]; ok {
		return l, ""
	}
	if slices.Contains(c.words.sections, folded) {
		return 0, folded
	}
	for _, l := range kpi.Levels() {
		if word := c.words.tiers[l]; strings.Contains(folded, word) {
			if level != 0 {
				return 0, "" // of several levels
			}
			level = l
		}
	}
	return level, ""
}

// KindOfDay reads what days are counted in: "ngày làm việc" is working days.
func (c *Catalog) KindOfDay(text string) (string, bool) {
	kind, ok := c.words.days[vietnamese.FoldHeader(text)]
	return kind, ok
}
