package kpi_test

import (
	"strings"
	"testing"

	"cchc/kpi"
)

func TestPrintable(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"Tràng Định", "Tràng Định"},
		{"Tra\u0300ng", "Tra\u0300ng"}, // a combining mark is part of a letter
		{"1.057 hồ sơ – 99,4 %", "1.057 hồ sơ – 99,4 %"},
		{`C:\u0041 "x"`, `C:\u0041 "x"`},
		{"a\nb", `a\u000ab`},
		{"a\r\nb", `a\u000d\u000ab`},
		{"a\tb", `a\u0009b`},
		{"\x00", `\u0000`},
		{"\x1b[31mred\x1b[0m", `\u001b[31mred\u001b[0m`},
		{"\x7f", `\u007f`},
		{"a\u0085b", `a\u0085b`},                                 // NEL
		{"\u009b31m", `\u009b31m`},                               // CSI in one character
		{"a\u2028b\u2029c", `a\u2028b\u2029c`},                   // line and paragraph separators
		{"a\u202eb\u202cc", `a\u202eb\u202cc`},                   // override and its end
		{"\u2066\u2067\u2068\u2069", `\u2066\u2067\u2068\u2069`}, // isolates
		{"\u200e\u200f\u061c", `\u200e\u200f\u061c`},             // direction marks
		{"a\u200bb\ufeffc\u00add", `a\u200bb\ufeffc\u00add`},     // no width at all
		{"\ue000", `\ue000`},                                     // private use
	}
	for _, tt := range tests {
		got := kpi.Printable(tt.text)
		if got != tt.want {
			t.Errorf("Printable(%q) = %s, want %s", tt.text, got, tt.want)
		}
		if again := kpi.Printable(got); again != got {
			t.Errorf("%s is not printable: it becomes %s", got, again)
		}
	}
}

// No control, line break or change of direction is left among all characters.
func TestPrintableLeavesNoControl(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		control := r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029
		if got := kpi.Printable(string(r)); control && strings.ContainsRune(got, r) {
			t.Errorf("U+%04X stays", r)
		}
	}
}

// A space that is not the plain one can hide the reason of a finding.
func TestPrintableEscapesOddSpaces(t *testing.T) {
	for text, want := range map[string]string{
		"6\u00a0118": `6\u00a0118`, "6\u202f118": `6\u202f118`, "\u3000": `\u3000`, "a b": "a b",
	} {
		if got := kpi.Printable(text); got != want {
			t.Errorf("Printable(%+q) = %+q, want %+q", text, got, want)
		}
	}
}

// Bytes that are not UTF-8 may be controls of an 8-bit terminal: 0x9b begins an
// escape sequence.
func TestPrintableLeavesNoInvalidByte(t *testing.T) {
	for _, text := range []string{"\x9b31mred", "Tr\xe0ng", "a\nTr\xe0ng", "\xed\xa0\x80"} {
		if got := kpi.Printable(text); strings.ToValidUTF8(got, "") != got {
			t.Errorf("Printable(%+q) = %+q, not UTF-8", text, got)
		}
	}
}

func TestExcerpt(t *testing.T) {
	sixty := strings.Repeat("ệ", 60)
	tests := []struct{ name, cell, want string }{
		{"blank", "", `""`},
		{"short", "12,5", `"12,5"`},
		{"quote", `xã "A"`, `"xã "A""`},
		{"controls", "1\n2\x1b[0m", `"1\u000a2\u001b[0m"`},
		{"override", "\u202e1.057", `"\u202e1.057"`},
		{"next line", "1\u00852", `"1\u00852"`},
		{"60 letters", sixty, `"` + sixty + `"`},
		{"61 letters", sixty + "x", `"` + sixty + `…"`},
		{"very long", strings.Repeat("9", 100000), `"` + strings.Repeat("9", 60) + `…"`},
		{"long, with a control at the cut", strings.Repeat("a", 59) + "\n" + "b", `"` + strings.Repeat("a", 59) + `\u000a…"`},
		{"long, with a control behind the cut", sixty + "\n", `"` + sixty + `…"`},
	}
	for _, tt := range tests {
		if got := kpi.Excerpt(tt.cell); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A terminal obeys control characters, other than tabs and line breaks, and marks of direction.
func TestIsCommand(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		control := r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0
		turns := r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
		if got := kpi.IsCommand(r); got != (control || turns) {
			t.Errorf("U+%04X is a command: %t", r, got)
		}
	}
	if got := kpi.Inert("a\tb\x1b[31m\u202e\u200b"); got != "a\tb\\u001b[31m\\u202e\u200b" {
		t.Error(got)
	}
}

// A message has the first names of a list, and the number of the others; the first five cells.
func TestFew(t *testing.T) {
	for n, want := range []string{"", "a", "a, b", "a, b, c", "a, b, c, d", "a, b, c, d, … +1", "a, b, c, d, … +2"} {
		if got := kpi.Few([]string{"a", "b", "c", "d", "e", "f"}[:n]); got != want {
			t.Errorf("%d names: %s, want %s", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "", 1: `"1"`, 5: `"1", "2", "3", "4", "5\u000a"`, 6: `"1", "2", "3", "4", "5\u000a"`} {
		if got := kpi.Excerpts([]string{"1", "2", "3", "4", "5\n", "6"}[:n]); got != want {
			t.Errorf("%d cells: %s, want %s", n, got, want)
		}
	}
}
