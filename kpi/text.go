package kpi

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Printable returns a text from an export made harmless for a terminal and for
// one line of a message: control characters, line breaks, odd spaces and characters
// that turn the direction of writing are written as \u escapes, and bytes that are
// not UTF-8 as the replacement character.
func Printable(text string) string {
	return escape(strings.ToValidUTF8(text, "\ufffd"), func(r rune) bool { return !unicode.IsPrint(r) })
}

// Inert returns a text from an export for programs: only characters that a terminal
// obeys are written as \u escapes, controls other than tabs and line breaks, and marks
// that turn the direction of writing.
func Inert(text string) string { return escape(text, IsCommand) }

// IsCommand reports whether a terminal obeys a character instead of showing it.
func IsCommand(r rune) bool {
	if r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0x2000 && r != '\u061c' {
		return false // nearly all
	}
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || unicode.Is(unicode.Bidi_Control, r)
}

// escape writes some characters of a text as \u escapes.
func escape(text string, which func(rune) bool) string {
	if !strings.ContainsFunc(text, which) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if which(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Excerpt returns a cell in quotes, printable and cut to a readable length.
func Excerpt(cell string) string {
	const most = 60
	if runes := []rune(cell); len(runes) > most {
		return "\"" + Printable(string(runes[:most])) + "…\""
	}
	return "\"" + Printable(cell) + "\""
}

// Excerpts joins excerpts of the first few cells of a row.
func Excerpts(cells []string) string {
	const most = 5
	var shown []string
	for _, c := range cells[:min(len(cells), most)] {
		shown = append(shown, Excerpt(c))
	}
	return strings.Join(shown, ", ")
}

// fewNames is how many names of a list a message has.
const fewNames = 4

// Few joins the first names of a list for a message, and counts the others.
func Few(names []string) string {
	if len(names) <= fewNames {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:fewNames], ", ") + ", … +" + strconv.Itoa(len(names)-fewNames)
}

// FewOf is [Few] within the argument of a finding: the others are counted in words. of is
// the kind of the names in the fixed text "more.KIND", such as units.
func FewOf(of string, names []string) string {
	if len(names) <= fewNames {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:fewNames], ", ") + " " + CountKey("more."+of, strconv.Itoa(len(names)-fewNames))
}
