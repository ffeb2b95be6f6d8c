package vietnamese

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The small vowels, the marks of the tones, and each vowel with each tone in one character.
var (
	vowels      = []rune("aăâeêioôơuưy")
	tones       = []rune("\u0300\u0309\u0303\u0301\u0323")
	tonedVowels = []rune("àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
)

// IsTone reports whether a character is the combining mark of one of the five tones.
func IsTone(r rune) bool {
	return r == '\u0300' || r == '\u0301' || r == '\u0303' || r == '\u0309' || r == '\u0323'
}

// IsToned reports whether a letter has a tone, or is the mark of a tone.
func IsToned(letter rune) bool {
	return letter >= utf8.RuneSelf && strings.ContainsFunc(norm.NFD.String(string(letter)), IsTone)
}

// cutTone returns a small vowel without its tone, and the mark of the tone; of any other
// character 0.
func cutTone(r rune) (letter, tone rune) {
	if r >= utf8.RuneSelf {
		if i := slices.Index(tonedVowels, r); i >= 0 {
			return vowels[i/len(tones)], tones[i%len(tones)]
		}
	}
	return r, 0
}

// withTone returns a small vowel with a tone.
func withTone(vowel, tone rune) rune {
	return tonedVowels[slices.Index(vowels, vowel)*len(tones)+slices.Index(tones, tone)]
}

// tonesBehind puts the tone of oa, oe and uy on the second letter, in a lower-case text
// in NFC: "hòa" is "hoà".
func tonesBehind(text string) string {
	var b []byte
	done, before := 0, rune(0)
	for i, r := range text {
		if before >= utf8.RuneSelf && (r == 'a' || r == 'e' || r == 'y') { // most texts have no such letters
			letter, tone := cutTone(before)
			if tone != 0 && (letter == 'o' && r != 'y' || letter == 'u' && r == 'y') {
				b = append(append(b, text[done:i-utf8.RuneLen(before)]...), byte(letter))
				b, done = utf8.AppendRune(b, withTone(r, tone)), i+1
			}
		}
		before = r
	}
	if done == 0 {
		return text
	}
	return string(append(b, text[done:]...))
}
