package input

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/vietnamese"
)

// nameKeys are the keys that hold names of units.
func nameKeys() []int { return []int{keyProvince, keyDistrict, keyCommune, keyUnit} }

// leave closes the section of a district that a heading without a number named, where
// a row names another district: what follows is not of the first.
func (r *rowReader) leave(t *target, line int) {
	if r.leaves(t) {
		r.closeSections(rankNone, line)
	}
}

// leaves reports whether a row is not of the district that a heading without a number
// named.
func (r *rowReader) leaves(t *target) bool {
	if len(r.open) == 0 {
		return false
	}
	s, district := r.open[len(r.open)-1], t.names.district.Key
	return s.rank == rankNone && s.unit.district.Key != "" && district != "" && district != s.unit.district.Key
}

// mayMergeNames reports whether a name may stand once for several rows: in a table of
// fields or procedures without a column of districts.
func (l *layout) mayMergeNames() bool {
	return l.keys[keyDistrict] < 0 && l.keys[keyCommune] >= 0 && len(l.procedure)+len(l.field) > 0
}

// isBelowName reports whether a row has no name of a unit below one that has: the
// cell above may have been merged with this one. It notes whether this row names a commune.
func (r *rowReader) isBelowName(t *target) bool {
	if !r.layout.mayMergeNames() {
		return false
	}
	below := r.named && t.code == "" && t.names.commune.Key == ""
	r.named = r.named || t.names.commune.Key != ""
	return below
}

// garbledNames looks for names whose letters were mistaken for others.
func (r *rowReader) garbledNames(rec record) *target {
	for _, key := range nameKeys() {
		if was := garbledName(r.layout.named(rec, key)); was != "" {
			return r.bad(kpi.TextGarbled, key, garbledArgs(was)...)
		}
	}
	return nil
}

// garbledName returns what the letters of a name were, or "": besides what any text
// can be, letters that were lost to question marks, and HTML.
func garbledName(name string) string {
	switch {
	case strings.Contains(name, "&#") || strings.Contains(name, "&amp;"):
		return "html"
	case strings.Contains(name, "?"):
		return vietnamese.GarbledLost
	}
	if was := vietnamese.Garbled(name); was != "" {
		return was
	}
	if strings.ContainsAny(name, "»‹›º¡¿¬¦§¨©ª®¯°±²³´µ¶¸¹¼½¾¢£¤¥€™†‡") {
		return vietnamese.GarbledTwice // some of its letters were lost, so that it cannot be read back
	}
	return ""
}

// noName refuses what stands where a name should and is none: a period, a note, a
// part or a sum of other rows that no word known says to be one.
func (r *rowReader) noName(rec record) *target {
	for _, key := range nameKeys() {
		text := vietnamese.Clean(r.layout.named(rec, key))
		if text == "" || r.run.cat.Words.Name(text, kpi.Levels()...).Type != "" {
			continue
		}
		periods, err := dates.Find(text, r.run.opts.Calendar)
		letters := strings.ContainsFunc(text, unicode.IsLetter) && !(len(text) == 1 && unicode.IsLower(rune(text[0])))
		if !letters || len(periods) > 0 || err != nil || isSigning(text) || r.run.cat.Words.IsFooter(text) || r.run.cat.Words.IsPart(text) || r.run.cat.Words.IsSumWord(text) {
			return r.bad(kpi.RowSection, key)
		}
	}
	return nil
}

// nameLimit is how many signs the longest name of a unit may have: fewer than a message
// or the cell of a workbook can hold.
const nameLimit = 250

// tooLong refuses a unit whose name, which may be that of a section or a title, is none
// for its length.
func (r *rowReader) tooLong(n unitNames) *target {
	for tier, key := range []int{keyProvince, keyDistrict, keyCommune} {
		name := n.in(tier).Text
		if utf8.RuneCountInString(name) <= nameLimit {
			continue
		}
		if r.layout.keys[key] < 0 {
			key = keyUnit
		}
		return r.bad(kpi.UnitTooLong, key, "unit", kpi.Excerpt(name), "limit", strconv.Itoa(nameLimit))
	}
	return nil
}

// letters counts the words of names that were decoded from an old encoding: where
// many are none in Vietnamese, it was another one.
type letters struct {
	words, odd int
	first      kpi.Place // of an odd one
}

// oddShare is how many words there are for each odd one where the encoding must be
// wrong: names of other peoples are odd, but few.
const oddShare = 4

// look counts the words of a name that begin with a consonant and hold more than
// ASCII.
func (l *letters) look(text string, place kpi.Place) {
	for _, word := range vietnamese.Words(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) || !isConsonant(first) {
			continue
		}
		if l.words++; !vietnamese.IsSyllable(word) {
			if l.odd++; l.odd == 1 {
				l.first = place
			}
		}
	}
}

// isConsonant reports whether a letter begins a syllable that can be told.
func isConsonant(r rune) bool { return strings.ContainsRune("bcdđghklmnpqrstvx", unicode.ToLower(r)) }

// lookAtNames looks at the names of a row, where its text was decoded.
func (r *rowReader) lookAtNames(rec record) {
	if !r.decoded {
		return
	}
	for _, key := range nameKeys() {
		if i := r.layout.keys[key]; i >= 0 {
			r.letters.look(r.layout.named(rec, key), r.place(rec, i))
		}
	}
}

// checkLetters refuses an export whose names are no words.
func (r *rowReader) checkLetters() {
	if l := r.letters; l.odd*oddShare > l.words {
		r.add(kpi.EncodingWrong, l.first, "words", strconv.Itoa(l.words), "odd", strconv.Itoa(l.odd))
	}
}
