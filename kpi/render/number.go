package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
)

// localised writes a number with a decimal point, and a sign or < or > before
// it, as a language does: 6118 is 6.118 in Vietnamese and 6,118 in English.
func localised(number string, lang kpi.Lang) string {
	group, point := ",", "."
	if lang == kpi.Vietnamese {
		group, point = ".", ","
	}
	start := strings.IndexAny(number, "0123456789")
	if start < 0 {
		return number
	}
	whole, fraction, hasFraction := strings.Cut(number[start:], ".")
	var b strings.Builder
	b.WriteString(number[:start])
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString(point + fraction)
	}
	return b.String()
}

// capital is a text with a capital at its beginning.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
