package rows

import "bytes"

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
