// Package vietnamese makes Vietnamese texts comparable: it knows the letters, marks
// and tones, the encodings older than Unicode, and letters that were mistaken for
// others. It imports nothing of the project.
package vietnamese

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns a text in NFC with runs of white space, no-break spaces among
// them, made one space, and with invisible characters (zero-width, soft
// hyphen, byte-order mark) taken out.
func Clean(text string) string {
	if isClean(text) {
		return text
	}
	visible := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	return norm.NFC.String(strings.Join(strings.Fields(visible), " "))
}

// isClean reports whether Clean would change nothing; most texts are clean.
func isClean(text string) bool {
	before, composed := ' ', true
	for _, r := range text {
		switch {
		case r == ' ' && before == ' ':
			return false
		case isComposed(r):
		case r != ' ' && unicode.IsSpace(r) || r >= 0x80 && unicode.Is(unicode.Cf, r):
			return false
		case r >= firstMark:
			composed = false
		}
		before = r
	}
	return (before != ' ' || text == "") && (composed || norm.NFC.IsNormalString(text))
}

// firstMark is the first character that may form one letter with the one before it.
const firstMark = '\u0300'

// isComposed reports whether a letter is one of those with two marks of Vietnamese,
// in one character.
func isComposed(r rune) bool { return r >= 'Ạ' && r <= 'ỹ' }

// FoldHeader makes header texts that differ only in form equal: Unicode form,
// case, spaces, punctuation, the place of the tone, and "tỉ lệ" for "tỷ lệ". The
// percent sign is kept; it carries meaning.
func FoldHeader(text string) string {
	text = strings.ReplaceAll(FoldName(text), "tỉ lệ", "tỷ lệ")
	b := make([]byte, 0, 64)
	gap := false
	for _, r := range text {
		if !isInHeader(r) {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		b, gap = utf8.AppendRune(b, r), false
	}
	if string(b) == text {
		return text
	}
	return string(b)
}

// isInHeader reports whether a character counts in a folded header text.
func isInHeader(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r == '%'
	}
	return isComposed(r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// Fold makes texts equal that differ only in form or in spaces, as the names of
// procedures and fields do.
func Fold(text string) string { return strings.ReplaceAll(FoldName(text), " ", "") }

// FoldName makes spellings of one name equal: Unicode form, case, spaces, the
// letter Đ written as Ð or Ɖ, and the place of the tone in oa, oe and uy.
// Marks are never dropped: Tân Thanh is not Tân Thành.
func FoldName(text string) string {
	folded, ok := inSmall(text)
	if !ok {
		folded = norm.NFC.String(strings.Map(PlainD, strings.ToLower(Clean(text)))) // small letters may compose where capitals do not
	}
	return tonesBehind(folded)
}

// inSmall writes a clean text of ASCII and Vietnamese letters, each in one character,
// in small letters. Most names are that; it is not ok for others.
func inSmall(text string) (small string, ok bool) {
	b := make([]byte, 0, 64)
	before := ' '
	for _, r := range text {
		s := smallLetter(r)
		switch {
		case s == 0, r == ' ' && before == ' ':
			return "", false
		case s < utf8.RuneSelf:
			b = append(b, byte(s))
		default:
			b = utf8.AppendRune(b, s)
		}
		before = r
	}
	if before == ' ' && text != "" {
		return "", false
	}
	if string(b) == text {
		return text, true
	}
	return string(b), true
}

// smallLetter returns a Vietnamese letter in lower case, another sign of ASCII as it is,
// and 0 for all other characters.
func smallLetter(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r
	case isComposed(r):
		return r | 1
	case r >= 'A' && r <= 'Z', r >= 'À' && r <= 'Ý' && r != 'Ð' && r != '×':
		return r + 'a' - 'A'
	case r >= ' ' && r < utf8.RuneSelf, r >= 'à' && r <= 'ý' && r != 'ð' && r != '÷':
		return r
	}
	switch r {
	case 'Ă', 'ă', 'Ĩ', 'ĩ', 'Ũ', 'ũ', 'Ơ', 'ơ':
		return r | 1
	case 'Ư', 'ư':
		return 'ư'
	case 'Đ', 'đ', 'Ð', 'ð', 'Ɖ', 'ɖ':
		return 'đ'
	}
	return 0
}

// PlainD writes the look-alikes of Đ and đ as these letters.
func PlainD(r rune) rune {
	switch r {
	case 'Ð', 'Ɖ':
		return 'Đ'
	case 'ð', 'ɖ':
		return 'đ'
	}
	return r
}

// Bare returns a name without any marks: Tràng Định is trang dinh. Names are
// never matched by it; it shows spellings that lack their marks.
func Bare(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= utf8.RuneSelf && unicode.IsMark(r):
			return -1
		case r == 'đ':
			return 'd'
		}
		return r
	}, decomposed(FoldName(name)))
}

// Loose makes spellings alike that are not equal: y is i, and signs and spaces
// between letters are left out. Names are never matched by it.
func Loose(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'y':
			return 'i'
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
			return r
		}
		return -1
	}, decomposed(FoldName(name)))
}

// decomposed writes every letter and mark of a text as a character of its own.
func decomposed(text string) string {
	b := make([]byte, 0, 96)
	for i, r := range text {
		if r >= firstMark && !isComposed(r) {
			return norm.NFD.String(text)
		}
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		letter := norm.NFD.PropertiesString(text[i:]).Decomposition()
		if letter == nil {
			b = utf8.AppendRune(b, r)
		}
		b = append(b, letter...)
	}
	return string(b)
}
