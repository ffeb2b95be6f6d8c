package input

import (
	"testing"

	"cchc/kpi"
)

// Texts are near as far as few of their letters differ, or one is within the other.
func TestLettersBetween(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"Tiếp nhận", "Tiếp nhận", 0},
		{"Tiếp nhận 1", "Tiếp nhận (2)", 0},
		{"abcdef", "abcdeg", 1},
		{"abcdef", "abcd", 2},
		{"abcd", "abcdef", 2},
		{"abcdef", "abc", manyLetters},
		{"abcdef", "xycdef", 2},
		{"abcdef", "xyzdef", manyLetters},
		{"abcdexxxxxxxxxx", "abcde", 10},
		{"abcdxxxxxxxxxx", "abcd", manyLetters},
		{"xabcd", "abcd", 1},
		{"ab", "ac", manyLetters},
		{"abc", "abd", 1},
	} {
		if got := lettersBetween(tt.a, tt.b); got != tt.want {
			t.Errorf("%q, %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// Of the texts that are near to one the three nearest are shown, each once, by the whole
// header or its lowest row.
func TestNearTexts(t *testing.T) {
	text := func(column int, text, lowest string) headerText {
		return headerText{text, lowest, kpi.Place{File: "a.csv", Line: 1, Column: column}}
	}
	for _, tt := range []struct {
		texts []headerText
		want  string
	}{
		{nil, kpi.TextKey("near.none")},
		{[]headerText{text(1, "Kỳ", "")}, kpi.TextKey("near.none")},
		{[]headerText{text(1, "abcdxx", ""), text(2, "abcdef", ""), text(3, "abcdex", "")}, `"abcdef" (a.csv:1:2), "abcdex" (a.csv:1:3), "abcdxx" (a.csv:1:1)`},
		{[]headerText{text(1, "abcdxx", ""), text(2, "abcdex", ""), text(3, "abcdey", ""), text(4, "abcdef", "")}, `"abcdef" (a.csv:1:4), "abcdex" (a.csv:1:2), "abcdey" (a.csv:1:3)`},
		{[]headerText{text(1, "abcdex", ""), text(2, "abcdex", "abcdef")}, `"abcdex" (a.csv:1:1)`},
		{[]headerText{text(1, "quite another", "abcdef")}, `"quite another" (a.csv:1:1)`},
	} {
		if got := nearTexts("abcdef", tt.texts); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.texts, got, tt.want)
		}
	}
}
