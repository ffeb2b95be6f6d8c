package names

import (
	"slices"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Reading is what the text of a cell of names may be: a name, the units above it that the
// text names behind it, and whether an office is before it. "TTPVHCC xã Chi Lăng (Lạng Sơn)"
// may be an office of "xã Chi Lăng" below "Lạng Sơn".
type Reading struct {
	Text   string
	Above  []string // the nearest first
	Office bool
}

// Readings returns the units that a clean text may name, as it is written first and without
// its marks last, and the units whose office it may be, the longest names first. A list of
// units shows which of them is right.
func Readings(words *catalog.Words, text string) (named, offices []Reading) {
	add := func(r Reading) {
		all := &named
		if r.Office {
			all = &offices
		}
		isSame := func(o Reading) bool { return o.Text == r.Text && slices.Equal(o.Above, r.Above) }
		if r.Text != "" && !slices.ContainsFunc(named, isSame) && !slices.ContainsFunc(offices, isSame) {
			*all = append(*all, r)
		}
	}
	for _, plain := range []string{text, withoutMarks(text)} {
		add(Reading{Text: plain})
		for name, above := plain, []string(nil); ; {
			var last string
			if name, last = cutLast(name); last == "" {
				break
			}
			if words.Name(last+" "+name, kpi.Levels()...).Type != "" && words.Name(last+" X", kpi.Levels()...).Text == "X" {
				add(Reading{Text: last + " " + name, Above: above}) // "Bắc Sơn (huyện)"
				continue
			}
			above = append(slices.Clone(above), last)
			add(Reading{Text: name, Above: above})
		}
	}
	for _, r := range named {
		if words.OfficeLevel(r.Text) == 0 {
			continue
		}
		for _, unit := range Ends(r.Text) {
			add(Reading{Text: unit, Above: r.Above, Office: true})
		}
	}
	return named, offices
}

// cutLast cuts a text at its last comma, dash or bracket; last is "" where there is none.
func cutLast(text string) (rest, last string) {
	at, size := -1, 0
	for _, mark := range []string{" - ", " – ", " — ", ",", "("} {
		if i := strings.LastIndex(text, mark); i > at {
			at, size = i, len(mark)
		}
	}
	if at < 0 {
		return text, ""
	}
	return strings.TrimSpace(text[:at]), strings.Trim(text[at+size:], " )")
}

// Ends returns the ends of a text that begin with a word behind its first, the longest
// first: what may be the unit of an office.
func Ends(text string) []string {
	var ends []string
	for i, r := range text {
		if r == ' ' || r == '&' {
			ends = append(ends, text[i+1:])
		}
	}
	return ends
}

// withoutMarks takes bullets and numbers off the beginning of a name, and the marks of
// footnotes off its end: "1. Xã A", "- Xã A", "Xã A (1)". The letter of a type of unit, as
// in "H. Bắc Sơn", is no number.
func withoutMarks(text string) string {
	text = strings.TrimLeft(text, "-–—+*•·▪►● ")
	if number, rest := cutNumber(text); number != "" {
		text = strings.TrimLeft(rest, "-–—+*•· ")
	}
	for {
		cut := strings.TrimRight(text, "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰ ")
		open := strings.LastIndexAny(cut, "([")
		if open > 0 && strings.Trim(cut[open:], "()[]0123456789*") == "" {
			cut = strings.TrimSpace(cut[:open])
		}
		if cut == text {
			return strings.TrimRight(text, " .;:")
		}
		text = cut
	}
}

// cutNumber cuts a text behind the number that it begins with: "1.", "(2)", "1.2 ", "IV. ",
// "b) ". number is "" where there is none.
func cutNumber(text string) (number, rest string) {
	body := strings.TrimLeft(text, "(")
	end := strings.IndexFunc(body, func(r rune) bool { return r != '.' && !unicode.IsDigit(r) })
	if end > 0 && unicode.IsDigit(rune(body[0])) {
		rest := strings.TrimLeft(body[end:], ").: ")
		if rest != body[end:] || body[end-1] == '.' {
			return body[:end], rest
		}
	}
	mark, rest, ok := strings.Cut(body, " ")
	letters := strings.TrimRight(mark, ".)")
	isRoman := strings.Trim(letters, "IVX") == ""
	isLetter := len(letters) == 1 && strings.HasSuffix(mark, ")")
	if ok && letters != mark && letters != "" && (isRoman || isLetter) {
		return mark, rest
	}
	return "", text
}
