package vietnamese

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// What a text was before its letters were mistaken for others.
const (
	GarbledTCVN3 = "tcvn3"       // TCVN3 seen as Windows-1252
	GarbledVNI   = "vni"         // VNI seen as Windows-1252
	GarbledTwice = "utf-8-twice" // UTF-8 seen as Windows-1252
	GarbledLost  = "lost"        // letters replaced by U+FFFD
)

// Garbled returns what a text was before its letters were mistaken for others,
// or "". Correct Vietnamese in any Unicode form is never garbled, nor are
// English, figures and signs. It serves messages; nothing is read by it.
func Garbled(text string) string {
	switch {
	case !isOdd(text):
		return ""
	case strings.ContainsRune(text, utf8.RuneError):
		return GarbledLost
	case isTwice(text):
		return GarbledTwice
	}
	inTCVN3, inVNI := 0, 0
	for _, word := range Words(text) {
		// Signs of TCVN3 at either end are quotes about the word.
		word = strings.Trim(word, "«»")
		if !isOdd(word) || IsSyllable(word) {
			continue
		}
		if strings.ContainsFunc(word, isForeign) && IsSyllable(TCVN3().text(word)) {
			inTCVN3++
		}
		if IsSyllable(VNI().text(word)) {
			inVNI++
		}
	}
	switch {
	case inTCVN3 > inVNI:
		return GarbledTCVN3
	case inVNI > inTCVN3:
		return GarbledVNI
	}
	return ""
}

// isOdd reports whether a text holds a character that is not of Vietnamese, or
// a vowel and a letter that are one letter in VNI, as in Xaõ. The few correct words
// with such a pair, as hoà, are syllables.
func isOdd(text string) bool {
	before := rune(0)
	for _, r := range text {
		if isForeign(r) || r >= utf8.RuneSelf && VNI().Joins(before, r) {
			return true
		}
		before = r
	}
	return false
}

// isForeign reports whether no Vietnamese word holds a character.
func isForeign(r rune) bool { return r >= utf8.RuneSelf && !IsLetter(r) }

// isTwice reports whether letters of a text are the bytes of Vietnamese letters
// in UTF-8, each seen as a character of Windows-1252.
func isTwice(text string) bool {
	isASCII := func(r rune) bool { return r < utf8.RuneSelf }
	isBeyond := func(r rune) bool { return !isASCII(r) }
	for text = strings.TrimLeftFunc(text, isASCII); text != ""; {
		after := strings.TrimLeftFunc(text, isBeyond)
		letterAfter := after != "" && unicode.IsLetter(rune(after[0]))
		if spellsUTF8(text[:len(text)-len(after)], letterAfter) {
			return true
		}
		text = strings.TrimLeftFunc(after, isASCII)
	}
	return false
}

// spellsUTF8 reports whether a run of characters beyond ASCII is the bytes of
// Vietnamese letters in UTF-8. “XÃ” could be as well, so the run must lie within a
// word, or hold a character that is never found beside Vietnamese letters.
func spellsUTF8(run string, letterAfter bool) bool {
	const beside = "\u00a0\u00ad«»°·²³¹"
	certain := letterAfter && !strings.ContainsAny(run, "\u00a0\u00ad")
	var stored []byte
	for _, r := range run {
		c, ok := charmap.Windows1252.EncodeRune(r)
		if r >= 0x80 && r < 0xa0 { // a control character, shown for a byte that Windows-1252 leaves undefined
			c, ok = byte(r), true
		}
		if !ok {
			return false
		}
		stored = append(stored, c)
		certain = certain || isForeign(r) && r < 0x2000 && !strings.ContainsRune(beside, r)
	}
	return certain && utf8.Valid(stored) && !bytes.ContainsFunc(stored, func(r rune) bool { return !IsLetter(r) })
}
