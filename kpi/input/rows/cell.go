package rows

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// Form is how a cell of a column of counts is written.
type Form uint8

// The forms of cells. From [Negative] on, a cell is no count.
const (
	Digits     Form = iota // nothing else
	Grouped                // digits in groups of three
	PointZero              // 1057.0
	Dash                   // - or –: nothing arose
	Blank                  // nothing
	NotGiven               // … or ...: not available
	Negative               // -5
	Fraction               // 1,5
	Percent                // 5%
	TooLarge               // more digits than fit
	NotANumber             // anything else
)

// IsFault reports whether a cell of the form is an error in a column of counts.
func (f Form) IsFault() bool { return f >= Negative }

// Count reads a cell of a column of counts: a dot, a comma or a space is a group mark
// where groups of exactly three digits follow it, and the same mark throughout. mark is
// that mark, 0 without one.
func Count(cell []byte) (v int64, f Form, mark rune) {
	if v, ok := Number(cell); ok {
		return v, Digits, 0
	}
	cell = Trim(cell)
	if v, ok := Number(cell); ok {
		return v, Digits, 0
	}
	switch string(cell) {
	case "":
		return 0, Blank, 0
	case "-", "–":
		return 0, Dash, 0
	case "…", "...":
		return 0, NotGiven, 0
	}
	if len(cell) > 2 && string(cell[len(cell)-2:]) == ".0" {
		if v, ok := Number(cell[:len(cell)-2]); ok {
			return v, PointZero, 0
		}
	}
	if v, mark, ok := Groups(cell); ok {
		return v, Grouped, mark
	}
	return 0, fault(cell), 0
}

// Number reads up to 18 digits and nothing else.
func Number(cell []byte) (int64, bool) {
	if len(cell) == 0 || len(cell) > 18 {
		return 0, false
	}
	var v int64
	for _, c := range cell {
		d := c - '0'
		if d > 9 {
			return 0, false
		}
		v = v*10 + int64(d)
	}
	return v, true
}

// Groups reads digits in groups of three: one to three digits that do not
// begin with 0, then a mark and three digits as often as there are.
func Groups(cell []byte) (v int64, mark rune, ok bool) {
	run, first := 0, true
	for i := 0; i < len(cell); {
		if d := cell[i] - '0'; d <= 9 {
			if run == 0 && first && d == 0 || v > (math.MaxInt64-9)/10 {
				return 0, 0, false
			}
			v = v*10 + int64(d)
			run++
			i++
			continue
		}
		m, n := groupMark(cell[i:])
		if m == 0 || mark != 0 && m != mark || run == 0 || run > 3 || !first && run != 3 {
			return 0, 0, false
		}
		mark, first, run = m, false, 0
		i += n
	}
	return v, mark, run == 3 && !first
}

// groupMark returns the group mark at the start of a text and its length. All
// spaces count as one mark.
func groupMark(text []byte) (rune, int) {
	r, n := utf8.DecodeRune(text)
	switch r {
	case '.', ',':
		return r, n
	case ' ', '\u00a0', '\u202f', '\u2009':
		return ' ', n
	}
	return 0, n
}

// Trim takes spaces, no-break ones among them, off both ends.
func Trim(cell []byte) []byte {
	if n := len(cell); n == 0 || isSolid(cell[0]) && isSolid(cell[n-1]) {
		return cell
	}
	return bytes.Trim(cell, " \t\r\n\u00a0\u202f\u2009\ufeff\u200b")
}

// isSolid reports whether a byte is all of a character that is no space.
func isSolid(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// fault returns what is wrong with a cell that is no count.
func fault(cell []byte) Form {
	if bytes.HasSuffix(cell, []byte("%")) {
		return Percent
	}
	body, signed := bytes.CutPrefix(cell, []byte("-"))
	if !signed {
		body, signed = bytes.CutPrefix(cell, []byte("−"))
	}
	marks, others := 0, 0
	for i := 0; i < len(body); {
		if body[i]-'0' <= 9 {
			i++
			continue
		}
		m, n := groupMark(body[i:])
		if m == 0 {
			others++
		}
		marks++
		i += n
	}
	numeric := len(body) > 0 && body[0]-'0' <= 9 && body[len(body)-1]-'0' <= 9 && others == 0
	switch {
	case !numeric:
		return NotANumber
	case signed:
		return Negative
	case marks == 0, allGroups(body):
		return TooLarge
	}
	return Fraction
}

// allGroups reports whether a number too long for groups is written in groups.
func allGroups(body []byte) bool {
	if len(body) < 24 {
		return false
	}
	for i := len(body) - 4; i > 0; i -= 4 {
		if m, n := groupMark(body[i:]); m == 0 || n != 1 {
			return false
		}
	}
	return true
}
