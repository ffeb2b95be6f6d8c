package input

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// garbled refuses a name whose letters were mistaken for others. Besides what any text can
// be, it may be HTML, or have lost letters to question marks.
func (k *keyReader) garbled(key header.Key, name string) *keyFault {
	was := vietnamese.Garbled(name)
	entity := strings.IndexByte(name, '&')
	switch {
	case entity >= 0 && strings.IndexByte(name[entity:], ';') > 1 || strings.Contains(name, "</"):
		was = "html"
	case strings.Contains(name, "?"):
		was = vietnamese.GarbledLost
	case was == "" && strings.ContainsAny(name, "»‹›º¡¿¬¦§¨©ª®¯°±²³´µ¶¸¹¼½¾¢£¤¥€™†‡"):
		was = vietnamese.GarbledTwice // some of its letters were lost, so that it cannot be read back
	}
	if was == "" {
		return nil
	}
	return k.fault(kpi.TextGarbled, key, garbledArgs(was)...)
}

// rejectNonName refuses what is in the place of a name and is none: a period, a note, a
// part or a sum of other rows.
func (k *keyReader) rejectNonName(key header.Key, text string) *keyFault {
	words := k.run.cat.Words
	if words.Name(text, kpi.Levels()...).Type != "" {
		return nil
	}
	periods, err := dates.Find(text, k.run.opts.Calendar)
	letters := strings.ContainsFunc(text, unicode.IsLetter) && !(len(text) == 1 && unicode.IsLower(rune(text[0])))
	if !letters || len(periods) > 0 || err != nil || dates.IsSigning(text) || words.IsFooter(text) || words.IsPart(text) || words.IsSumWord(text) {
		return k.fault(kpi.UnitMissing, key, "level", kpi.TextKey("district-or-commune"))
	}
	return nil
}

// nameLimit is how many characters the longest name of a unit may have, which may be that
// of a section or a title: fewer than a message or the cell of a workbook can hold.
const nameLimit = 250

// encodingCheck is how many words of names were decoded from an old encoding, and how many
// of them are none in Vietnamese: where these are many, it was another encoding.
type encodingCheck struct {
	words, odd int
	first      kpi.Place // of an odd one
}

// oddShare is how many words there are for each odd one where the encoding must be
// wrong: names of other peoples are odd, but few.
const oddShare = 4

// count counts the words of the names of a row that hold more than ASCII and begin with a
// consonant, so that syllables can be recognised.
func (c *encodingCheck) count(l *header.Layout, row rows.Row) {
	if c == nil {
		return
	}
	for _, key := range header.OfNames() {
		for _, word := range vietnamese.Words(l.Keys.Text(row, key)) {
			first, _ := utf8.DecodeRuneInString(word)
			isASCII := !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf })
			if isASCII || !strings.ContainsRune("bcdđghklmnpqrstvx", unicode.ToLower(first)) {
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

// report refuses an export whose names are no words.
func (c *encodingCheck) report(findings *kpi.FileFindings) {
	if c != nil && c.odd*oddShare > c.words {
		findings.Add(kpi.EncodingWrong, c.first, "words", strconv.Itoa(c.words), "odd", strconv.Itoa(c.odd))
	}
}
