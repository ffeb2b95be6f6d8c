package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
)

// Name is a unit name as an export writes it, taken apart.
type Name struct {
	Key    string    // what equal names have equal, without the type word
	Text   string    // the name without the type word, cleaned
	Type   string    // "Huyện", "Xã", "Thị trấn" ..., or ""
	Level  kpi.Level // of the type word, or 0
	Agency bool      // it began with "UBND"
}

// String returns the name with its type word.
func (n Name) String() string {
	if n.Type == "" {
		return n.Text
	}
	return n.Type + " " + n.Text
}

// words is the table of words that unit names, totals, levels and kinds of
// day are written with.
type words struct {
	types      []typeWord
	totals     map[string]bool
	levels     map[string]kpi.Level
	days       map[string]string
	groups     []groupWord
	parts      []string            // folded
	groupNames map[string][]string // as written, by the folded group
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
	t, err := readTable[wordRow](name, data)
	if err != nil {
		return err
	}
	w := words{totals: map[string]bool{}, levels: map[string]kpi.Level{}, days: map[string]string{}, groupNames: map[string][]string{}}
	for i, r := range t.rows {
		var level kpi.Level
		switch r.Kind {
		case "agency":
			w.types = append(w.types, typeWord{text: foldName(r.Text)})
		case "total":
			w.totals[foldName(r.Text)] = true
		case "part":
			w.parts = append(w.parts, foldName(r.Text))
		case "group":
			means := foldHeader(r.Means)
			w.groups = append(w.groups, groupWord{foldHeader(r.Text), means})
			w.groupNames[means] = append(w.groupNames[means], r.Text)
		case "days":
			w.days[foldHeader(r.Text)] = r.Means
		case "level":
			if err := level.UnmarshalText([]byte(r.Means)); err != nil {
				return t.fault(i, "means", err.Error())
			}
			w.levels[foldName(r.Text)] = level
		default:
			if err := level.UnmarshalText([]byte(r.Kind)); err != nil || level == 0 {
				return t.fault(i, "kind", fmt.Sprintf("%q is not a kind of word", r.Kind))
			}
			w.types = append(w.types, typeWord{foldName(r.Text), r.Means, level})
		}
	}
	slices.SortStableFunc(w.types, func(a, b typeWord) int { return len(b.text) - len(a.text) })
	c.words = w
	return nil
}

// Name takes a name apart. Only type words of the given levels are taken off:
// a commune may be called like a type of district.
func (c *Catalog) Name(text string, levels ...kpi.Level) Name {
	n := Name{Text: strings.Map(oneCapitalD, Clean(text))}
	for {
		w, rest, ok := c.typeWord(n.Text, levels)
		if !ok {
			break
		}
		n.Text = rest
		if w.level == 0 {
			n.Agency = true
			continue
		}
		n.Type, n.Level = w.means, w.level
		break
	}
	n.Key = foldName(n.Text)
	return n
}

// CutProvince takes the province off the end of a unit's name, as in
// "UBND xã Lâm Thao - Tỉnh Phú Thọ".
func (c *Catalog) CutProvince(text string) (name, province string) {
	for _, mark := range []string{" - ", " – ", " — ", ", ", "("} {
		i := strings.LastIndex(text, mark)
		if i < 0 {
			continue
		}
		above := strings.TrimSuffix(strings.TrimSpace(text[i+len(mark):]), ")")
		if c.Name(above, kpi.Province).Type != "" {
			return strings.TrimSpace(text[:i]), above
		}
	}
	return text, ""
}

// typeWord finds the longest type word that a name begins with. An
// abbreviation with a dot may stand without a space after it.
func (c *Catalog) typeWord(text string, levels []kpi.Level) (typeWord, string, bool) {
	folded := foldName(text)
	for _, w := range c.words.types {
		if w.level != 0 && !slices.Contains(levels, w.level) || !strings.HasPrefix(folded, w.text) {
			continue
		}
		rest := skipRunes(text, utf8.RuneCountInString(w.text))
		name := strings.TrimLeft(rest, " ")
		if name != "" && (name != rest || strings.HasSuffix(w.text, ".")) {
			return w, name, true
		}
	}
	return typeWord{}, text, false
}

// skipRunes returns what follows the first n runes: folding a name keeps their
// number.
func skipRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[i:]
		}
		n--
	}
	return ""
}

// IsTotal reports whether a cell says that its row is a total: "Tổng cộng",
// "Toàn huyện Tràng Định".
func (c *Catalog) IsTotal(text string) bool {
	text, _, _ = strings.Cut(strings.TrimLeft(foldName(text), "-–—+*• "), "(")
	text = strings.TrimRight(text, ": ")
	if c.words.totals[text] {
		return true
	}
	// "Tổng cộng huyện X", but not "Cộng Hòa", which is a commune.
	for total := range c.words.totals {
		if strings.Contains(total, " ") && strings.HasPrefix(text, total+" ") {
			return true
		}
	}
	return false
}

// IsPart reports whether a cell says that its row is a part of another one:
// "Trong đó: cấp giấy", "- cấp giấy".
func (c *Catalog) IsPart(text string) bool {
	text = foldName(text)
	return slices.ContainsFunc(c.words.parts, func(part string) bool { return strings.HasPrefix(text, part) && text != part })
}

// Level reads a level cell: the English words or "Cấp huyện", "Xã".
func (c *Catalog) Level(text string) (kpi.Level, bool) {
	l, ok := c.words.levels[foldName(text)]
	return l, ok
}

// KindOfDay reads what days are counted in: "ngày làm việc" is working days.
func (c *Catalog) KindOfDay(text string) (string, bool) {
	kind, ok := c.words.days[foldHeader(text)]
	return kind, ok
}

// FindUnits returns the units of a ledger that a name on the command line or in
// a table means: a province, a district with all its communes, a commune, or
// "district/commune". A name that a district bears means the district: towns
// are often called like theirs, and are named with their type word. Several
// units are found where the name is ambiguous. Levels are left out.
func (c *Catalog) FindUnits(units []kpi.Unit, text string) []kpi.Unit {
	head, tail, pair := strings.Cut(text, "/")
	var provinces, districts, communes []kpi.Unit
	for _, u := range units {
		district := kpi.Unit{Province: u.Province, District: u.District}
		commune := kpi.Unit{Province: u.Province, District: u.District, Commune: u.Commune}
		switch {
		case pair:
			if c.sameName(u.District, head, kpi.District) && c.sameName(u.Commune, tail, kpi.Commune) {
				communes = append(communes, commune)
			}
		case c.sameName(u.District, text, kpi.District):
			districts = append(districts, district)
		case c.sameName(u.Commune, text, kpi.Commune):
			communes = append(communes, commune)
		case c.sameName(u.Province, text, kpi.Province):
			provinces = append(provinces, kpi.Unit{Province: u.Province})
		}
	}
	found := provinces
	if len(districts) > 0 {
		found = districts
	} else if len(communes) > 0 {
		found = communes
	}
	slices.SortFunc(found, kpi.Unit.Compare)
	return slices.Compact(found)
}

// sameName reports whether a unit's name is meant by a text. A type word
// counts only where both have one.
func (c *Catalog) sameName(name, text string, level kpi.Level) bool {
	if name == "" {
		return false
	}
	a, b := c.Name(name, level), c.Name(text, level)
	return a.Key == b.Key && (a.Type == b.Type || a.Type == "" || b.Type == "")
}
