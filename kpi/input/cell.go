package input

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// form says how a cell of a count column was written.
type form uint8

const (
	plain     form = iota // digits
	grouped               // digits in groups of three
	wholeZero             // 1057.0
	dash                  // - or –: nothing arose
	blank                 // nothing
	unknown               // … or ...: not available
	negative
	fraction
	percent
	tooLarge
	notANumber
)

// bad reports whether the cell is an error.
func (f form) bad() bool { return f >= negative }

// count reads a cell of a count column by the rules of the project: a dot, a
// comma or a space is a group mark where it is followed by groups of exactly
// three digits, and the same mark throughout. mark is that mark.
func count(cell []byte) (v int64, f form, mark rune) {
	if v, ok := digits(cell); ok {
		return v, plain, 0
	}
	cell = trim(cell)
	if v, ok := digits(cell); ok {
		return v, plain, 0
	}
	switch string(cell) {
	case "":
		return 0, blank, 0
	case "-", "–":
		return 0, dash, 0
	case "…", "...":
		return 0, unknown, 0
	}
	if len(cell) > 2 && string(cell[len(cell)-2:]) == ".0" {
		if v, ok := digits(cell[:len(cell)-2]); ok {
			return v, wholeZero, 0
		}
	}
	if v, mark, ok := groups(cell); ok {
		return v, grouped, mark
	}
	return 0, fault(cell), 0
}

// digits reads up to 18 digits and nothing else.
func digits(cell []byte) (int64, bool) {
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

// groups reads digits in groups of three: one to three digits that do not
// begin with 0, then a mark and three digits as often as there are.
func groups(cell []byte) (v int64, mark rune, ok bool) {
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

// trim takes spaces, no-break ones among them, off both ends.
func trim(cell []byte) []byte {
	if n := len(cell); n == 0 || isSolid(cell[0]) && isSolid(cell[n-1]) {
		return cell
	}
	return bytes.Trim(cell, " \t\r\n\u00a0\u202f\u2009\ufeff\u200b")
}

// isSolid reports whether a byte is all of a character that is no space.
func isSolid(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// fault names what is wrong with a cell that is no count.
func fault(cell []byte) form {
	if bytes.HasSuffix(cell, []byte("%")) {
		return percent
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
		return notANumber
	case signed:
		return negative
	case marks == 0:
		return tooLarge
	case allGroups(body):
		return tooLarge
	}
	return fraction
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

// dayCell is a cell of a column of days: half days, what they are counted in if
// the cell says it, and its marks.
type dayCell struct {
	half    int64
	form    form
	kind    string
	mark    rune // of groups, or 0
	decimal rune // of the half, or 0
}

// days reads a cell of a day column: whole or half days, with a decimal comma or
// point, and after them what they are counted in, if anything.
func days(cell []byte) dayCell {
	cell = trim(cell)
	end := len(cell)
	if i := bytes.IndexFunc(cell, func(r rune) bool { return r > '9' && r != '–' && r != '…' }); i > 0 {
		end = i
	}
	number := trim(cell[:end])
	d := dayCell{kind: string(trim(cell[end:]))}
	var v int64
	v, d.form, d.mark = count(number)
	if d.form == fraction || d.form == wholeZero {
		d.halves(number)
		return d
	}
	if !d.form.bad() && v >= dayLimit {
		d.form = tooLarge
	}
	if !d.form.bad() {
		d.half = v * 2
	}
	return d
}

// dayLimit keeps half days within an integer.
const dayLimit = 1 << 40

// halves reads a number with one decimal mark: 4,5 or 30.0.
func (d *dayCell) halves(number []byte) {
	i := bytes.IndexAny(number, ".,")
	if i <= 0 {
		return
	}
	whole, ok := digits(number[:i])
	half := int64(0)
	switch string(number[i+1:]) {
	case "5", "50":
		half = 1
	case "0", "00":
	default:
		ok = false
	}
	if ok && whole < dayLimit {
		d.half, d.form, d.decimal = whole*2+half, plain, rune(number[i])
	}
}
