package input

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// rejectGarbled refuses names whose letters were mistaken for others.
func (k *keyReader) rejectGarbled(row rows.Row) *keyFault {
	for _, key := range header.OfNames() {
		if was := garbledName(k.layout.Keys.Text(row, key)); was != "" {
			return k.fault(kpi.TextGarbled, key, garbledArgs(was)...)
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

// rejectNonName refuses what is in the place of a name and is none: a period, a note, a
// part or a sum of other rows.
func (k *keyReader) rejectNonName(row rows.Row) *keyFault {
	words := k.run.cat.Words
	for _, key := range header.OfNames() {
		text := vietnamese.Clean(k.layout.Keys.Text(row, key))
		if text == "" || words.Name(text, kpi.Levels()...).Type != "" {
			continue
		}
		periods, err := dates.Find(text, k.run.opts.Calendar)
		letters := strings.ContainsFunc(text, unicode.IsLetter) && !(len(text) == 1 && unicode.IsLower(rune(text[0])))
		if !letters || len(periods) > 0 || err != nil || isSigning(text) || words.IsFooter(text) || words.IsPart(text) || words.IsSumWord(text) {
			return k.fault(kpi.RowSection, key)
		}
	}
	return nil
}

// nameLimit is how many characters the longest name of a unit may have: fewer than a
// message or the cell of a workbook can hold.
const nameLimit = 250

// rejectLong refuses a unit whose name, which may be that of a section or a title, is
// too long for one.
func (k *keyReader) rejectLong(u names.Unit) *keyFault {
	for tier, key := range tierKeys() {
		name := u.In(tier).Text
		if utf8.RuneCountInString(name) <= nameLimit {
			continue
		}
		if k.layout.Keys[key] < 0 {
			key = header.Unit
		}
		return k.fault(kpi.UnitTooLong, key, "unit", kpi.Excerpt(name), "limit", strconv.Itoa(nameLimit))
	}
	return nil
}

// encodingCheck counts the words of names that were decoded from an old encoding: where
// many are none in Vietnamese, it was another one.
type encodingCheck struct {
	words, odd int
	first      kpi.Place // of an odd one
}

// oddShare is how many words there are for each odd one where the encoding must be
// wrong: names of other peoples are odd, but few.
const oddShare = 4

// look counts the words of the names of a row that begin with a consonant and hold more
// than ASCII.
func (c *encodingCheck) look(l *header.Layout, row rows.Row) {
	if c == nil {
		return
	}
	for _, key := range header.OfNames() {
		for _, word := range vietnamese.Words(l.Keys.Text(row, key)) {
			first, _ := utf8.DecodeRuneInString(word)
			if !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) || !isConsonant(first) {
				continue
			}
			if c.words++; !vietnamese.IsSyllable(word) {
				if c.odd++; c.odd == 1 {
					c.first = l.Place(row, l.Keys[key])
				}
			}
		}
	}
}

// isConsonant reports whether a letter begins a syllable that can be recognised.
func isConsonant(r rune) bool { return strings.ContainsRune("bcdđghklmnpqrstvx", unicode.ToLower(r)) }

// report refuses an export whose names are no words.
func (c *encodingCheck) report(findings *kpi.FileFindings) {
	if c != nil && c.odd*oddShare > c.words {
		findings.Add(kpi.EncodingWrong, c.first, "words", strconv.Itoa(c.words), "odd", strconv.Itoa(c.odd))
	}
}
