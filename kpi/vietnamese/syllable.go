package vietnamese

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// syllablePattern matches a Vietnamese syllable in small letters without tone: a
// consonant, a vowel, and perhaps one of the consonants that may end it.
var syllablePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)(` +
		`a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oa|oai|oay|oao|oe|oeo|oi|ôi|ơi|` +
		`ua|uây|uê|ui|uôi|uơ|uy|uya|uyu|ưa|ưi|ươi|ươu|ưu|yêu` +
		`|(a|ă|â|e|ê|i|iê|o|oa|oă|oe|ô|ơ|u|uâ|uê|uô|uy|uyê|ư|ươ|y|yê)(c|ch|m|n|ng|nh|p|t))$`)
})

// IsSyllable reports whether a word in any case is a Vietnamese syllable that
// begins with a consonant. It need not know all: it separates letters that spell
// something from letters that were put together by chance. A syllable has one tone at
// most, and on the a or e before another vowel, where it belongs.
func IsSyllable(word string) bool {
	tones, misplaced := 0, false
	var before, letter rune
	bare := strings.Map(func(r rune) rune {
		switch {
		case IsTone(r):
			tones++
			misplaced = misplaced || before == 'a' || before == 'e'
			return -1
		case !unicode.IsMark(r):
			before, letter = letter, r
		}
		return r
	}, norm.NFD.String(strings.ToLower(word)))
	return tones <= 1 && !misplaced && syllablePattern().MatchString(norm.NFC.String(bare))
}

// ToneLast makes spellings of one lower-case word equal: Unicode form, the vowel that
// bears the tone (lũy, luỹ), and the look-alikes of đ. It writes the tone after the last
// letter, so the result is no word to show. Marks count: thang is not tháng.
func ToneLast(word string) string {
	if last, ok := toneLast(word); ok {
		return last
	}
	var marks []rune
	letters := strings.Map(func(r rune) rune {
		if IsTone(r) {
			marks = append(marks, r)
			return -1
		}
		return PlainD(r)
	}, norm.NFD.String(word))
	return norm.NFC.String(letters) + string(marks)
}

// toneLast is [ToneLast] for a word of ASCII and Vietnamese letters, each in one character.
// It is not ok for others.
func toneLast(word string) (last string, ok bool) {
	var letters, marks []byte
	for _, r := range word {
		letter, tone := cutTone(r)
		if tone == 0 && r >= utf8.RuneSelf && !strings.ContainsRune("ăâêôơưđ", r) {
			return "", false
		}
		letters = utf8.AppendRune(letters, letter)
		if tone != 0 {
			marks = utf8.AppendRune(marks, tone)
		}
	}
	return string(append(letters, marks...)), true
}

// Words returns the words of a text, were it of TCVN3: every sign beyond ASCII may
// be a letter in it, but for spaces and the signs of word processors.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || r >= 0x2000 || r < utf8.RuneSelf && !unicode.IsLetter(r)
	})
}
