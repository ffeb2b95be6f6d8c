package kpi

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable returns a text from an export made harmless for a terminal and for
// one line of a message: control characters, line breaks and characters that
// turn the direction of writing are written as \u escapes, and bytes that are not
// UTF-8 as the replacement character.
func Printable(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if !strings.ContainsFunc(text, unprintable) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unprintable(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unprintable holds for everything that is not a graphic character or a plain
// space: among them controls, formats such as bidi marks, and odd spaces.
func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// Excerpt returns a cell in quotes, printable and cut to a readable length.
func Excerpt(cell string) string {
	const most = 60
	runes := []rune(cell)
	if len(runes) > most {
		return "\"" + Printable(string(runes[:most])) + "…\""
	}
	return "\"" + Printable(cell) + "\""
}
