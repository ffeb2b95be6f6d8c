package input

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// sampleSize is how many bytes are looked at to tell an encoding.
const sampleSize = 64 << 10

// resembles returns the encoding that bytes which are not UTF-8 look like: that
// in which the most cells and words are known. It is "" if none is known, or if
// two encodings are equally likely. It serves messages; nothing is read by it.
func resembles(data []byte, known func(text string) bool) string {
	candidates := []string{encoding1258, encodingTCVN3, encodingVNI}
	if bytes.IndexByte(data, 0) >= 0 {
		candidates = []string{encoding16LE, encoding16BE}
		data = data[:min(len(data), sampleSize)]
	} else {
		data = beyondASCII(data)
	}
	best, most := "", 0
	for _, encoding := range candidates {
		text, _, err := transform.Bytes(decoder(encoding, ""), data)
		if err != nil {
			continue
		}
		switch n := countKnown(string(text), known); {
		case n > most:
			best, most = encoding, n
		case n == most:
			best = ""
		}
	}
	return best
}

// beyondASCII returns a sample of the lines that hold more than ASCII; other
// lines are the same in all encodings of bytes.
func beyondASCII(data []byte) []byte {
	var sample []byte
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line...)
		}
		if len(sample) >= sampleSize {
			return sample[:sampleSize]
		}
	}
	return sample
}

// countKnown returns how many of the cells of a text, and of their words, are known.
func countKnown(text string, known func(text string) bool) int {
	n := 0
	cells := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(cellEnds, r) })
	for _, cell := range cells {
		words := strings.Fields(cell)
		if len(words) > 1 {
			words = append(words, strings.TrimSpace(cell))
		}
		for _, word := range words {
			if known(word) {
				n++
			}
		}
	}
	return n
}

// What a text in valid UTF-8 was before its letters were mistaken.
const (
	garbledTCVN3 = "tcvn3"       // TCVN3 seen as Windows-1252
	garbledVNI   = "vni"         // VNI seen as Windows-1252
	garbledTwice = "utf-8-twice" // UTF-8 seen as Windows-1252
	garbledLost  = "lost"        // letters replaced by U+FFFD
)

// garbled returns what a text was before its letters were mistaken for others,
// or "". Correct Vietnamese in any Unicode form is never garbled, nor are
// English, figures and signs. It serves messages; nothing is read by it.
func garbled(text string) string {
	switch {
	case !isOdd(text):
		return ""
	case strings.ContainsRune(text, utf8.RuneError):
		return garbledLost
	case isTwice(text):
		return garbledTwice
	}
	inTCVN3, inVNI := 0, 0
	for _, word := range strings.FieldsFunc(text, isBetweenWords) {
		// Signs of TCVN3 that stand here are quotes about the word.
		word = strings.Trim(word, "«»")
		if !isOdd(word) || isSyllable(word) {
			continue
		}
		if strings.ContainsFunc(word, isForeign) && isSyllable(tcvn3().text(word)) {
			inTCVN3++
		}
		if isSyllable(vni().text(word)) {
			inVNI++
		}
	}
	switch {
	case inTCVN3 > inVNI:
		return garbledTCVN3
	case inVNI > inTCVN3:
		return garbledVNI
	}
	return ""
}

// isOdd reports whether a text holds a character that is not of Vietnamese, or
// a vowel and a letter that are one letter in VNI, as in Xaõ. Few correct words
// hold such a pair, as hoà does, and these are syllables.
func isOdd(text string) bool {
	before := rune(0)
	for _, r := range text {
		if isForeign(r) {
			return true
		}
		if r >= utf8.RuneSelf {
			if _, ok := vni().letters[[2]rune{before, r}]; ok {
				return true
			}
		}
		before = r
	}
	return false
}

// isForeign reports whether no Vietnamese word holds a character.
func isForeign(r rune) bool { return r >= utf8.RuneSelf && !isVietnamese(r) }

// isBetweenWords reports whether no word holds a character, were it of TCVN3.
func isBetweenWords(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x2000 || r < utf8.RuneSelf && !unicode.IsLetter(r)
}

// isTwice reports whether letters of a text are the bytes of Vietnamese letters
// in UTF-8, each seen as a character of Windows-1252.
func isTwice(text string) bool {
	for len(text) > 0 {
		start := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
		if start < 0 {
			return false
		}
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return r < utf8.RuneSelf })
		if end < 0 {
			end = len(text)
		}
		letterAfter := end < len(text) && unicode.IsLetter(rune(text[end]))
		if spellsUTF8(text[:end], letterAfter) {
			return true
		}
		text = text[end:]
	}
	return false
}

// spellsUTF8 reports whether a run of characters beyond ASCII is the bytes of
// Vietnamese letters in UTF-8. “XÃ” could be as well, so a run must hold what
// does not stand beside Vietnamese letters, or its signs stand within a word.
func spellsUTF8(run string, letterAfter bool) bool {
	const beside = "\u00a0\u00ad«»°·²³¹"
	certain := letterAfter && !strings.ContainsAny(run, "\u00a0\u00ad")
	var stored []byte
	for _, r := range run {
		c, ok := byteOf(r)
		if !ok {
			return false
		}
		stored = append(stored, c)
		certain = certain || isForeign(r) && r < 0x2000 && !strings.ContainsRune(beside, r)
	}
	return certain && utf8.Valid(stored) && !bytes.ContainsFunc(stored, func(r rune) bool { return !isVietnamese(r) })
}

// byteOf returns the byte of a Windows-1252 character, or of a control
// character that stands for a byte which Windows-1252 leaves undefined.
func byteOf(r rune) (byte, bool) {
	if r >= 0x80 && r < 0xa0 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}
