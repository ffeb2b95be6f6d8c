package catalog

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// Title is what a cell above a table names as counted in it.
type Title struct {
	Fits    bool   // it names what the table counts
	Other   string // what it names as counted that is something else, or not known: "văn bản đến"
	Unknown string // the first words that are not understood
}

// titleWord is a word of a title.
type titleWord struct {
	text   string // as written
	breaks bool   // a sign other than a colon divides it from the word before
}

// Title reads a cell above a table to its end. What follows a verb ("xử lý") or a subject is
// counted; counts reports whether the table counts a thing. Words behind an agency or a type of
// unit are its name, up to a sign, a period or the name of a report.
func (w *Words) Title(text string, counts func(thing string) bool) (t Title) {
	words, isCounted, isName := titleWords(text), false, false
	known := w.known
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		known = w.withoutMarks()
	}
	for len(words) > 0 && !w.IsMotto(text) {
		if words[0].breaks {
			isCounted, isName = false, false
		}
		kind, d, n := phrase(known, words)
		unknown := ""
		switch {
		case kind == "verb" && (d.means != "" || !isName):
			isCounted, isName = true, false
		case kind == "stop":
			isCounted, isName = false, false
		case isName:
		case kind == "subject":
			isCounted = true
			if d.means == "" || counts(d.means) {
				t.Fits = true
			} else if t.Other == "" {
				t.Other = written(words[:n])
			}
		case kind == "":
			for n = 1; n < len(words) && !words[n].breaks && isUnknown(known, words[n:]); n++ {
			}
			unknown = written(words[:n])
		case kind != "filling":
			isName = true
		}
		if t.Unknown == "" {
			t.Unknown = unknown
		}
		if t.Other == "" && isCounted {
			t.Other = unknown
		}
		words = words[n:]
	}
	return t
}

// IsReport reports whether a text begins with the name of a report: "Báo cáo tháng".
func (w *Words) IsReport(text string) bool {
	kind, d, _ := phrase(w.known, append(titleWords(text), titleWord{}))
	return kind == "verb" && d.means == "report"
}

// unmarkedWords are the words of titles without their marks, made for the first title that
// is written so.
type unmarkedWords struct {
	once  sync.Once
	known map[kindText]word
}

// withoutMarks returns the words of titles without their marks.
func (w *Words) withoutMarks() map[kindText]word {
	w.unmarked.once.Do(func() {
		w.unmarked.known = map[kindText]word{}
		for _, kind := range titleKinds() {
			for _, d := range w.byKind[kind] {
				w.unmarked.known[kindText{kind, vietnamese.Bare(d.written)}] = d
			}
		}
	})
	return w.unmarked.known
}

// titleKinds are the kinds of words of titles.
func titleKinds() []string {
	return []string{"subject", "verb", "filling", "stop", "naming", "agency", "province", "district", "commune", "office"}
}

// phrase returns the longest phrase of the table that some words begin with, and of how
// many words it is. A figure fills: others read what it means.
func phrase(known map[kindText]word, words []titleWord) (kind string, d word, n int) {
	const longest = 6
	for n := min(longest, len(words)); n > 0; n-- {
		folded := vietnamese.FoldName(written(words[:n]))
		for _, kind := range titleKinds() {
			if d, ok := known[kindText{kind, folded}]; ok {
				return kind, d, n
			}
		}
	}
	if strings.ContainsFunc(words[0].text, unicode.IsDigit) || strings.Trim(words[0].text, "IVXivx") == "" {
		return "filling", d, 1
	}
	return "", d, 1
}

// isUnknown reports whether some words begin with one that is not understood.
func isUnknown(known map[kindText]word, words []titleWord) bool {
	kind, _, _ := phrase(known, words)
	return kind == ""
}

// titleWords cuts a title into words.
func titleWords(text string) (words []titleWord) {
	breaks := false
	isLetter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for _, field := range strings.FieldsFunc(vietnamese.Clean(text), func(r rune) bool { return r == ' ' || r == ',' || r == '&' }) {
		word := strings.TrimFunc(field, func(r rune) bool { return !isLetter(r) })
		before, after, _ := strings.Cut(field, word)
		if word == "" {
			breaks = true
			continue
		}
		words = append(words, titleWord{word, breaks || before != ""})
		breaks = after != "" && after != ":"
	}
	return words
}

// written joins words of a title.
func written(words []titleWord) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// IsScaled reports whether a title announces counts of anything but single things that the
// table counts: "Đơn vị tính: 1.000 hồ sơ", "(Đơn vị: %)". The unit may be in the next cell.
func (w *Words) IsScaled(title, next string, counts func(thing string) bool) bool {
	folded := strings.Trim(vietnamese.FoldName(title), "()[]* ")
	for _, d := range w.byKind["unitlabel"] {
		before, unit, ok := strings.Cut(folded, d.text)
		if !ok || strings.TrimRight(before, " ([-–;,.") == before && before != "" {
			continue
		}
		unit, _, _ = strings.Cut(strings.TrimLeft(unit, ": "), ")")
		if unit == "" {
			unit = strings.Trim(vietnamese.FoldName(next), "()[]* ")
		}
		if d.means == "" { // of counts and nothing else
			return unit != "" && !w.isCountUnit(unit, counts)
		}
		folded = unit
	}
	if w.isScale(folded, counts) {
		return true
	}
	for _, part := range strings.Split(strings.ReplaceAll(vietnamese.FoldName(title), "[", "("), "(")[1:] {
		inside, _, _ := strings.Cut(strings.ReplaceAll(part, "]", ")"), ")")
		if w.isScale(strings.TrimSpace(inside), counts) {
			return true
		}
	}
	return false
}

// isScale reports whether a folded text is a unit of count other than single things.
func (w *Words) isScale(text string, counts func(thing string) bool) bool {
	d, ok := w.first(text, "scale")
	rest := strings.TrimSpace(strings.TrimPrefix(text, d.text))
	_, more := w.first(rest, "scale") // nghìn đồng
	other := w.known[kindText{"countunit", text}].means == "other"
	return other || ok && (rest == "" && strings.Trim(d.text, "0123456789.") != "" || more || w.isCountUnit(rest, counts))
}

// IsUnit reports whether a text is what a column counts, in brackets or behind the word for
// units of count, or thousands of it: "(hồ sơ)", "ĐVT: hồ sơ".
func (w *Words) IsUnit(text string) bool {
	folded := vietnamese.FoldName(text)
	inside, ok := strings.CutPrefix(folded, "(")
	if before, unit, isLabelled := w.labelled(folded, false); isLabelled && before == "" {
		inside, ok = unit, true
	}
	isAny := func(string) bool { return true }
	return ok && (w.IsScaled(text, "", isAny) || w.isCountUnit(strings.TrimSuffix(inside, ")"), isAny))
}

// isCountUnit reports whether a folded text is what a table counts, or several such things:
// "số hồ sơ tthc". Units of other columns may be beside it.
func (w *Words) isCountUnit(text string, counts func(thing string) bool) bool {
	isCount := false
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(text, " và ", ";"), func(r rune) bool { return strings.ContainsRune(",;/+", r) }) {
		d, ok := w.known[kindText{"countunit", strings.Trim(part, " .")}]
		if !ok || !slices.Contains([]string{"", "any", "other"}, d.means) && !counts(d.means) {
			return false
		}
		isCount = isCount || d.means != "other"
	}
	return isCount
}

// unitless is a header text, folded as a name, without what its column counts.
type unitless struct {
	text  string
	units []string // the things that were named
	isLed bool     // a part of it was a unit, or began with one: no key column does
}

// withoutUnits takes what a column counts off the parts of its header: "Tiếp nhận (hồ sơ)",
// "Số HS tiếp nhận", "Số hồ sơ / Tiếp nhận", "Tiếp nhận (ĐVT: hồ sơ)". Days are of several
// kinds.
func (w *Words) withoutUnits(header string) (u unitless) {
	parts := strings.Split(vietnamese.FoldName(header), " / ")
	var left []string
	for _, part := range parts {
		part = strings.TrimRight(part, " :")
		before, unit, ok := w.labelled(part, false)
		if body, isClosed := strings.CutSuffix(part, ")"); isClosed && strings.Contains(body, "(") {
			i := strings.LastIndexByte(body, '(')
			before, unit, ok = body[:i], body[i+1:], true
			if _, named, isLabelled := w.labelled(unit, true); isLabelled {
				unit = named
			}
		}
		if !ok && len(parts) > 1 {
			before, unit, ok = "", part, true
		}
		if d, known := w.known[kindText{"countunit", strings.Trim(unit, " .")}]; ok && known && d.means != "other" && d.means != kpi.Days {
			part, u.units, u.isLed = strings.Trim(before, " -–:,;"), append(u.units, d.means), u.isLed || strings.TrimSpace(before) == ""
		}
		if d, isLed := w.first(part, "countlead"); isLed && len(part) > len(d.text) && part[len(d.text)] == ' ' {
			part, u.units, u.isLed = strings.TrimSpace(part[len(d.text):]), append(u.units, d.means), true
		}
		if part != "" {
			left = append(left, part)
		}
	}
	u.text = strings.Join(left, " / ")
	return u
}

// labelled cuts a folded text at the word for units of count: "tiếp nhận - đvt: hồ sơ".
// In brackets that may be "đơn vị" as well.
func (w *Words) labelled(text string, isInside bool) (before, unit string, ok bool) {
	for _, d := range w.byKind["unitlabel"] {
		i := strings.Index(text, d.text)
		if i < 0 || d.means != "" && (!isInside || i > 0) || i > 0 && !strings.ContainsRune(" -–(,;", rune(text[i-1])) {
			continue
		}
		if rest := text[i+len(d.text):]; strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " ") {
			return strings.Trim(text[:i], " -–(,;"), strings.Trim(rest, " :)"), true
		}
	}
	return "", "", false
}

// fits reports whether the units of a header are a thing: procedures are no dossiers.
func (u unitless) fits(thing string) bool {
	return !slices.ContainsFunc(u.units, func(unit string) bool {
		return unit != "any" && unit != thing && (unit != "" || thing == kpi.Dossiers)
	})
}

// isOf reports whether a header without its units may have a meaning.
func (u unitless) isOf(m Meaning, measures *kpi.Measures) bool {
	if m.Key != "" {
		return !u.isLed
	}
	return u.fits(measures.At(m.Measure).Of)
}
