package rows

import (
	"bytes"
	"math"
	"strings"
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
	NoResult               // =, a formula that was not computed
	Negative               // -5
	Fraction               // 1,5
	Percent                // 5%
	TooLarge               // more digits than fit
	Date                   // 2024-05-07 or 13:45, as cells of a workbook are written that show one
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
		r, n := utf8.DecodeRune(cell[i:])
		m := groupMark(r)
		if m == 0 || mark != 0 && m != mark || run == 0 || run > 3 || !first && run != 3 {
			return 0, 0, false
		}
		mark, first, run = m, false, 0
		i += n
	}
	return v, mark, run == 3 && !first
}

// groupMark returns the group mark that a character is, or 0. All spaces are one mark.
func groupMark(r rune) rune {
	switch r {
	case '.', ',':
		return r
	case ' ', '\u00a0', '\u202f', '\u2009':
		return ' '
	}
	return 0
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
	body, signed := bytes.CutPrefix(cell, []byte("-"))
	if !signed {
		body, signed = bytes.CutPrefix(cell, []byte("−"))
	}
	isMark := func(r rune) bool { return r < '0' || r > '9' }
	isOther := func(r rune) bool { return isMark(r) && groupMark(r) == 0 }
	switch {
	case bytes.HasSuffix(cell, []byte("%")):
		return Percent
	case string(cell) == "=":
		return NoResult
	case isDate(cell):
		return Date
	case len(body) == 0 || body[0]-'0' > 9 || body[len(body)-1]-'0' > 9 || bytes.ContainsFunc(body, isOther):
		return NotANumber
	case signed:
		return Negative
	case !bytes.ContainsFunc(body, isMark), allGroups(body):
		return TooLarge
	}
	return Fraction
}

// isDate reports whether a cell has the form of 2024-05-07, 2024-05 or 13:45.
func isDate(cell []byte) bool {
	return len(cell) >= 5 && len(bytes.Trim(cell, "0123456789-: ")) == 0 && (cell[2] == ':' || len(cell) >= 7 && cell[4] == '-')
}

// allGroups reports whether a number too long for groups is written in groups.
func allGroups(body []byte) bool {
	if len(body) < 24 {
		return false
	}
	for i := len(body) - 4; i > 0; i -= 4 {
		if strings.IndexByte("., ", body[i]) < 0 {
			return false
		}
	}
	return true
}

// DayCell is a cell of a column of days, such as "4,5 ngày làm việc": 9 half days.
type DayCell struct {
	Half    int64
	Form    Form
	Kind    string // what the days are counted in, where the cell names it
	Mark    rune   // of groups, or 0
	Decimal rune   // of the half, or 0
}

// Days reads a cell of a column of days: whole or half days, with a decimal comma or
// point, and after them what they are counted in, if anything.
func Days(cell []byte) DayCell {
	cell = Trim(cell)
	end := len(cell)
	if i := bytes.IndexFunc(cell, func(r rune) bool { return r > '9' && r != '–' && r != '…' }); i > 0 {
		end = i
	}
	number := Trim(cell[:end])
	d := DayCell{Kind: string(Trim(cell[end:]))}
	var v int64
	v, d.Form, d.Mark = Count(number)
	switch i := bytes.IndexAny(number, ".,"); {
	case i > 0 && (d.Form == Fraction || d.Form == PointZero): // 4,5 or 30.0
		whole, ok := Number(number[:i])
		half := int64(0)
		switch string(number[i+1:]) {
		case "5", "50":
			half = 1
		case "0", "00":
		default:
			ok = false
		}
		if ok && whole < dayLimit {
			d.Half, d.Form, d.Decimal = whole*2+half, Digits, rune(number[i])
		}
	case !d.Form.IsFault() && v >= dayLimit:
		d.Form = TooLarge
	case !d.Form.IsFault():
		d.Half = v * 2
	}
	return d
}

// dayLimit keeps half days within an integer.
const dayLimit = 1 << 40

// Percentage reads a percentage: 99,4 or 99.40% or 100. Digits are those written, without
// the decimal mark.
func Percentage(cell []byte) (written int64, decimals int, ok bool) {
	cell = Trim(bytes.TrimSuffix(Trim(cell), []byte("%")))
	if i := bytes.IndexAny(cell, ",."); i > 0 {
		decimals = len(cell) - i - 1
		cell = append(bytes.Clone(cell[:i]), cell[i+1:]...)
	}
	written, ok = Number(cell)
	return written, decimals, ok
}
