package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

// Name is the parts of a unit name: "UBND huyện Tràng Định" is the agency of Tràng Định,
// of the type Huyện.
type Name struct {
	Key    string    // of the text: equal names have equal keys
	Text   string    // the name without the type word, cleaned
	Type   string    // "Huyện", "Xã", "Thị trấn" ..., or ""
	Level  kpi.Level // of the type word, or 0
	Agency bool      // with "UBND" or the like before it
}

// String returns the name with its type word.
func (n Name) String() string {
	if n.Type == "" {
		return n.Text
	}
	return n.Type + " " + n.Text
}

// Means reports whether two names may be of one unit: they are equal, and so are their
// type words if both have one.
func (n Name) Means(o Name) bool {
	return n.Key == o.Key && (n.Type == "" || o.Type == "" || n.Type == o.Type)
}

// Name splits a unit name into its parts. Only type words of the given levels are taken
// off: a commune may have the name of a type of district.
func (w *Words) Name(text string, levels ...kpi.Level) Name {
	n := Name{Text: strings.Map(vietnamese.PlainD, vietnamese.Clean(text))}
	for n.Level == 0 {
		d, rest, ok := w.typeWord(n.Text, levels)
		if !ok {
			break
		}
		n.Text, n.Type, n.Level = rest, d.means, d.level
		n.Agency = n.Agency || d.level == 0
	}
	n.Text = table.WithoutApostrophe(n.Text)
	n.Key = vietnamese.FoldName(n.Text)
	return n
}

// UnitsOf returns the units that a title of a form names with type words, as do "UBND
// huyện Tràng Định", "Đơn vị: Xã Chi Lăng, huyện Tràng Định" and "Kết quả giải quyết tại
// UBND huyện Tràng Định tháng 6/2024".
func (w *Words) UnitsOf(title string) []Name {
	if w.IsMotto(title) {
		return nil
	}
	text := title
	for _, mark := range []string{":", " tại ", " TẠI ", " của ", " CỦA "} {
		if i := strings.LastIndex(text, mark); i >= 0 {
			text = text[i+len(mark):]
		}
	}
	var units []Name
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;()–—", r) }) {
		for _, piece := range strings.Split(part, " - ") {
			if n := w.Name(w.beforeStop(piece), kpi.Levels()...); n.Type != "" && n.isProper() {
				units = append(units, n)
			}
		}
	}
	return units
}

// beforeStop cuts a text at the first figure or word for a period, which follows a name
// in a title.
func (w *Words) beforeStop(text string) string {
	words := strings.Fields(text)
	for i := range words {
		if i > 0 && w.stops(append(words, "", ""), i) {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}

// stops reports whether a word of a title is no part of the name before it. A number is one
// unless it counts months, and any word is one behind a type word: "phường 14", "xã Kỳ Tân".
func (w *Words) stops(words []string, i int) bool {
	next, last := vietnamese.FoldName(words[i+1]), words[i+2]
	isFigure := func(word string) bool { return word != "" && word[0]-'0' <= 9 }
	if isFigure(words[i]) {
		isMonths := next == vietnamese.FoldName("tháng") && (!isFigure(last) || len(last) == len("2024"))
		return isMonths || len(words[i]) > 2 || strings.Trim(words[i], "0123456789") != ""
	}
	typed := w.Name(strings.Join(words[:i], " ")+" X", kpi.Levels()...)
	isFirst := typed.Text == "X" && typed.Type != "" && strings.Trim(next, "ivx") != "" && !isFigure(next) && !w.is("stop", next)
	return w.is("stop", vietnamese.FoldName(words[i])) && !isFirst
}

// isProper reports whether every word of a name begins with a capital letter or a figure.
func (n Name) isProper() bool {
	for _, w := range strings.Fields(n.Text) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			return false
		}
	}
	return n.Text != ""
}

// typeWord returns the longest type word that a name begins with, and the rest of the
// name. An abbreviation with a dot need not have a space after it.
func (w *Words) typeWord(text string, levels []kpi.Level) (d word, rest string, ok bool) {
	folded := vietnamese.FoldName(text)
	for _, d := range w.types {
		if !strings.HasPrefix(folded, d.text) || d.level != 0 && !slices.Contains(levels, d.level) {
			continue
		}
		rest := skipRunes(text, utf8.RuneCountInString(d.text))
		name := strings.TrimLeft(rest, " ")
		if name != "" && (name != rest || strings.HasSuffix(d.text, ".")) {
			return d, name, true
		}
	}
	return word{}, text, false
}

// skipRunes returns a text without its first n runes, whose number folding a name keeps.
func skipRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[i:]
		}
		n--
	}
	return ""
}

// FindUnits returns the units of a ledger that a name on the command line or in a table
// means: a province, a district with all its communes, a commune, or "district/commune",
// which is "/commune" if there is no district. If a district and a commune have the name,
// it means the district: towns often have the name of theirs, and are named with their
// type word. An ambiguous name finds several units. Levels are left out.
func (w *Words) FindUnits(units []kpi.Unit, text string) []kpi.Unit {
	head, tail, pair := strings.Cut(text, "/")
	var districts, communes, provinces []kpi.Unit
	for _, u := range units {
		district := kpi.Unit{Province: u.Province, District: u.District}
		commune := kpi.Unit{Province: u.Province, District: u.District, Commune: u.Commune}
		switch {
		case pair:
			above := head == "" && u.District == "" || w.sameName(u.District, head, kpi.District)
			if above && w.sameName(u.Commune, tail, kpi.Commune) {
				communes = append(communes, commune)
			}
		case w.sameName(u.District, text, kpi.District):
			districts = append(districts, district)
		case w.sameName(u.Commune, text, kpi.Commune):
			communes = append(communes, commune)
		case w.sameName(u.Province, text, kpi.Province):
			provinces = append(provinces, kpi.Unit{Province: u.Province})
		}
	}
	for _, found := range [][]kpi.Unit{districts, communes, provinces} {
		if len(found) > 0 {
			slices.SortFunc(found, kpi.Unit.Compare)
			return slices.Compact(found)
		}
	}
	return nil
}

// sameName reports whether a text may mean a unit by its name.
func (w *Words) sameName(name, text string, level kpi.Level) bool {
	return name != "" && w.Name(name, level).Means(w.Name(text, level))
}
