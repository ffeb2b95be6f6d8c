package rows

import (
	"math/big"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// formNames are the forms of a cell in the words of the tables below.
var formNames = [...]string{"digits", "grouped", "point zero", "dash", "blank", "not given", "no result", "negative", "fraction", "percent",
	"too large", "date", "not a number"}

func (f Form) name() string { return formNames[f] }

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		cell string
		want int64
		form Form
		mark rune
	}{
		{"0", 0, Digits, 0},
		{"12", 12, Digits, 0},
		{"1057", 1057, Digits, 0},
		{"05", 5, Digits, 0},
		{"000", 0, Digits, 0},
		{" 7 ", 7, Digits, 0},
		{"\u00a07\u202f", 7, Digits, 0},
		{"7\r", 7, Digits, 0},
		{"999999999999999999", 999_999_999_999_999_999, Digits, 0},
		{"1.057", 1057, Grouped, '.'},
		{"1,057", 1057, Grouped, ','},
		{"1 057", 1057, Grouped, ' '},
		{"1\u00a0057", 1057, Grouped, ' '},
		{"1\u202f057", 1057, Grouped, ' '},
		{"1\u2009057", 1057, Grouped, ' '},
		{" 17.599 ", 17599, Grouped, '.'},
		{"999.000", 999_000, Grouped, '.'},
		{"1.234.567", 1_234_567, Grouped, '.'},
		{"1 234\u00a0567", 1_234_567, Grouped, ' '},
		{"123,456,789,012", 123_456_789_012, Grouped, ','},
		{"1057.0", 1057, PointZero, 0},
		{"0.0", 0, PointZero, 0},
		{" 12.0 ", 12, PointZero, 0},
		{"-", 0, Dash, 0},
		{"–", 0, Dash, 0},
		{" - ", 0, Dash, 0},
		{"…", 0, NotGiven, 0},
		{"...", 0, NotGiven, 0},
		{"", 0, Blank, 0},
		{" \u00a0\t", 0, Blank, 0},

		{"-5", 0, Negative, 0},
		{"−5", 0, Negative, 0},
		{"-0", 0, Negative, 0},
		{"-1.057", 0, Negative, 0},
		{"-4,5", 0, Negative, 0},
		{"1,5", 0, Fraction, 0},
		{"12.34", 0, Fraction, 0},
		{"1.05", 0, Fraction, 0},
		{"1.0570", 0, Fraction, 0},
		{"1057.00", 0, Fraction, 0},
		{"1057,0", 0, Fraction, 0},
		{"1.057.0", 0, Fraction, 0},
		{"1.234,5", 0, Fraction, 0},
		{"1,234.567", 0, Fraction, 0},
		{"1.234 567", 0, Fraction, 0},
		{"1.23.456", 0, Fraction, 0},
		{"1.234.56", 0, Fraction, 0},
		{"1234.567", 0, Fraction, 0},
		{"1..057", 0, Fraction, 0},
		{"1  057", 0, Fraction, 0},
		{"0.123", 0, Fraction, 0},
		{"0.000", 0, Fraction, 0},
		{"012.345", 0, Fraction, 0},
		{"00.123", 0, Fraction, 0},
		{"12%", 0, Percent, 0},
		{"99,4%", 0, Percent, 0},
		{"99,4 %", 0, Percent, 0},
		{"%", 0, Percent, 0},
		{"1000000000000000000", 0, TooLarge, 0},
		{"9223372036854775807", 0, TooLarge, 0},
		{"9223372036854775808", 0, TooLarge, 0},
		{"123456789012345678901234567890", 0, TooLarge, 0},
		{"9.223.372.036.854.775.807", 0, TooLarge, 0},
		{"9.223.372.036.854.775.808", 0, TooLarge, 0},
		{"99 999 999 999 999 999 999", 0, TooLarge, 0},
		{"abc", 0, NotANumber, 0},
		{"1e3", 0, NotANumber, 0},
		{"+5", 0, NotANumber, 0},
		{"0x10", 0, NotANumber, 0},
		{"१२", 0, NotANumber, 0},
		{"１２", 0, NotANumber, 0},
		{"5 hồ sơ", 0, NotANumber, 0},
		{"(5)", 0, NotANumber, 0},
		{"5;6", 0, NotANumber, 0},
		{"1\n057", 0, NotANumber, 0},
		{"1'057", 0, NotANumber, 0},
		{"1_057", 0, NotANumber, 0},
		{"1.057.", 0, NotANumber, 0},
		{".057", 0, NotANumber, 0},
		{",5", 0, NotANumber, 0},
		{"5-", 0, NotANumber, 0},
		{"--", 0, NotANumber, 0},
		{"—", 0, NotANumber, 0},
		{"....", 0, NotANumber, 0},
		{"n/a", 0, NotANumber, 0},
		{"\x80", 0, NotANumber, 0},
	} {
		got, form, mark := Count([]byte(tt.cell))
		if got != tt.want || form != tt.form || mark != tt.mark {
			t.Errorf("Count(%q) = %d, %s, %q; want %d, %s, %q", tt.cell, got, form.name(), mark, tt.want, tt.form.name(), tt.mark)
		}
	}
}

// A cell is an error from Negative on, and never with a count beside it.
func TestFormIsFault(t *testing.T) {
	for f := Digits; f <= NotANumber; f++ {
		if want := f >= Negative; f.IsFault() != want {
			t.Errorf("%s: fault %t, want %t", f.name(), f.IsFault(), want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		cell string
		half int64
		form Form
		kind string
	}{
		{"4,5", 9, Digits, ""},
		{"4.5", 9, Digits, ""},
		{"0,5", 1, Digits, ""},
		{"4,50", 9, Digits, ""},
		{"30", 60, Digits, ""},
		{" 30 ", 60, Digits, ""},
		{"0", 0, Digits, ""},
		{"30.0", 60, Digits, ""},
		{"30,0", 60, Digits, ""},
		{"30,00", 60, Digits, ""},
		{"1.057", 2114, Grouped, ""},
		{"1 057,5", 0, Fraction, ""},
		{"1.057,5", 0, Fraction, ""},
		{"05 ngày làm việc", 10, Digits, "ngày làm việc"},
		{"05\u00a0ngày làm việc", 10, Digits, "ngày làm việc"},
		{"05ngày", 10, Digits, "ngày"},
		{"4,5 ngày", 9, Digits, "ngày"},
		{"2 tuần", 4, Digits, "tuần"},
		{"1e3", 2, Digits, "e3"},
		{"", 0, Blank, ""},
		{"-", 0, Dash, ""},
		{"–", 0, Dash, ""},
		{"…", 0, NotGiven, ""},
		{"...", 0, NotGiven, ""},
		{"0,25", 0, Fraction, ""},
		{"4,75 ngày", 0, Fraction, "ngày"},
		{"4,500", 9000, Grouped, ""},
		{"0,500", 0, Fraction, ""},
		{"1/2", 0, NotANumber, ""},
		{"10-15", 0, NotANumber, ""},
		{"10-15 ngày", 0, NotANumber, "ngày"},
		{"5 + 2", 0, NotANumber, ""},
		{"ngày", 0, NotANumber, ""},
		{"-4,5", 0, Negative, ""},
		{"−5", 0, Negative, ""},
		{"5%", 0, Percent, ""},
		{"1099511627775", 2199023255550, Digits, ""},
		{"1099511627776", 0, TooLarge, ""},
		{"9223372036854775807", 0, TooLarge, ""},
		{"1099511627776,5", 0, Fraction, ""},
	} {
		d := Days([]byte(tt.cell))
		half, form, kind := d.Half, d.Form, d.Kind
		if half != tt.half || form != tt.form || kind != tt.kind {
			t.Errorf("Days(%q) = %d halves, %s, %q; want %d, %s, %q", tt.cell, half, form.name(), kind, tt.half, tt.form.name(), tt.kind)
		}
	}
}

// outer is what may be around a number: spaces and invisible characters.
func outer(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// grouping writes a number in groups of three.
func grouping(v int64, mark string) string {
	text := strconv.FormatInt(v, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + mark + text[i:]
	}
	return text
}

// oneSpace makes all spaces within a number the Digits one.
func oneSpace(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
}

func withoutZeros(text string) string {
	if text = strings.TrimLeft(text, "0"); text == "" {
		return "0"
	}
	return text
}

// An accepted count printed back is the cell.
func FuzzCount(f *testing.F) {
	for _, seed := range []string{"0", "12", "05", " 7 ", "1.057", "1,057", "1 057", "1\u00a0057", "1.234.567", "1057.0", "-", "–", "…", "...",
		"", "-5", "−5", "1,5", "0.123", "12%", "abc", "1e3", "१२", "9223372036854775808", "9.223.372.036.854.775.807", "1.234,5", "1 2"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		v, form, mark := Count(cell)
		text := strings.TrimFunc(string(cell), outer)
		printed := text
		switch form {
		case Digits:
			text, printed = withoutZeros(text), strconv.FormatInt(v, 10)
		case Grouped:
			text, printed = oneSpace(text), grouping(v, string(mark))
			if v < 1000 {
				t.Errorf("%q is %d with a group mark", cell, v)
			}
		case PointZero:
			text, printed = withoutZeros(strings.TrimSuffix(text, ".0")), strconv.FormatInt(v, 10)
		default:
			if v != 0 || mark != 0 {
				t.Errorf("%q is %s, but %d with mark %q", cell, form.name(), v, mark)
			}
		}
		if text != printed {
			t.Errorf("%q was read as %d, which prints as %q", cell, v, printed)
		}
	})
}

// Accepted days are twice the number that the cell begins with.
func FuzzDays(f *testing.F) {
	for _, seed := range []string{"4,5", "4.5", "30", "30.0", "30,00", "05 ngày làm việc", "4,5 ngày", "0,25", "1/2", "", "-", "1.057",
		"1.057,5", "10-15 ngày", "−5", "1099511627776", "2 tuần", "5.5.5"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		d := Days(cell)
		half, form := d.Half, d.Form
		if form != Digits && form != Grouped {
			if half != 0 {
				t.Errorf("%q is %s, but %d", cell, form.name(), half)
			}
			return
		}
		text := strings.TrimLeftFunc(string(cell), outer)
		if i := strings.IndexFunc(text, func(r rune) bool { return r > '9' }); i >= 0 {
			text = text[:i]
		}
		text = strings.TrimRightFunc(text, outer)
		if form == Grouped {
			text = strings.NewReplacer(".", "", ",", "").Replace(strings.ReplaceAll(oneSpace(text), " ", ""))
		}
		number, ok := new(big.Rat).SetString(strings.Replace(text, ",", ".", 1))
		if !ok || number.Cmp(big.NewRat(half, 2)) != 0 {
			t.Errorf("%q was read as %d halves", cell, half)
		}
	})
}
