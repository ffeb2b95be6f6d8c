package input

import (
	"math/big"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// formNames are the forms of a cell in the words of the tables below.
var formNames = [...]string{"plain", "grouped", "wholeZero", "dash", "blank", "unknown", "negative", "fraction", "percent",
	"tooLarge", "notANumber"}

func (f form) name() string { return formNames[f] }

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		cell string
		want int64
		form form
		mark rune
	}{
		{"0", 0, plain, 0},
		{"12", 12, plain, 0},
		{"1057", 1057, plain, 0},
		{"05", 5, plain, 0},
		{"000", 0, plain, 0},
		{" 7 ", 7, plain, 0},
		{"\u00a07\u202f", 7, plain, 0},
		{"7\r", 7, plain, 0},
		{"999999999999999999", 999_999_999_999_999_999, plain, 0},
		{"1.057", 1057, grouped, '.'},
		{"1,057", 1057, grouped, ','},
		{"1 057", 1057, grouped, ' '},
		{"1\u00a0057", 1057, grouped, ' '},
		{"1\u202f057", 1057, grouped, ' '},
		{"1\u2009057", 1057, grouped, ' '},
		{" 17.599 ", 17599, grouped, '.'},
		{"999.000", 999_000, grouped, '.'},
		{"1.234.567", 1_234_567, grouped, '.'},
		{"1 234\u00a0567", 1_234_567, grouped, ' '},
		{"123,456,789,012", 123_456_789_012, grouped, ','},
		{"1057.0", 1057, wholeZero, 0},
		{"0.0", 0, wholeZero, 0},
		{" 12.0 ", 12, wholeZero, 0},
		{"-", 0, dash, 0},
		{"–", 0, dash, 0},
		{" - ", 0, dash, 0},
		{"…", 0, unknown, 0},
		{"...", 0, unknown, 0},
		{"", 0, blank, 0},
		{" \u00a0\t", 0, blank, 0},

		{"-5", 0, negative, 0},
		{"−5", 0, negative, 0},
		{"-0", 0, negative, 0},
		{"-1.057", 0, negative, 0},
		{"-4,5", 0, negative, 0},
		{"1,5", 0, fraction, 0},
		{"12.34", 0, fraction, 0},
		{"1.05", 0, fraction, 0},
		{"1.0570", 0, fraction, 0},
		{"1057.00", 0, fraction, 0},
		{"1057,0", 0, fraction, 0},
		{"1.057.0", 0, fraction, 0},
		{"1.234,5", 0, fraction, 0},
		{"1,234.567", 0, fraction, 0},
		{"1.234 567", 0, fraction, 0},
		{"1.23.456", 0, fraction, 0},
		{"1.234.56", 0, fraction, 0},
		{"1234.567", 0, fraction, 0},
		{"1..057", 0, fraction, 0},
		{"1  057", 0, fraction, 0},
		{"0.123", 0, fraction, 0},
		{"0.000", 0, fraction, 0},
		{"012.345", 0, fraction, 0},
		{"00.123", 0, fraction, 0},
		{"12%", 0, percent, 0},
		{"99,4%", 0, percent, 0},
		{"99,4 %", 0, percent, 0},
		{"%", 0, percent, 0},
		{"1000000000000000000", 0, tooLarge, 0},
		{"9223372036854775807", 0, tooLarge, 0},
		{"9223372036854775808", 0, tooLarge, 0},
		{"123456789012345678901234567890", 0, tooLarge, 0},
		{"9.223.372.036.854.775.807", 0, tooLarge, 0},
		{"9.223.372.036.854.775.808", 0, tooLarge, 0},
		{"99 999 999 999 999 999 999", 0, tooLarge, 0},
		{"abc", 0, notANumber, 0},
		{"1e3", 0, notANumber, 0},
		{"+5", 0, notANumber, 0},
		{"0x10", 0, notANumber, 0},
		{"१२", 0, notANumber, 0},
		{"１２", 0, notANumber, 0},
		{"5 hồ sơ", 0, notANumber, 0},
		{"(5)", 0, notANumber, 0},
		{"5;6", 0, notANumber, 0},
		{"1\n057", 0, notANumber, 0},
		{"1'057", 0, notANumber, 0},
		{"1_057", 0, notANumber, 0},
		{"1.057.", 0, notANumber, 0},
		{".057", 0, notANumber, 0},
		{",5", 0, notANumber, 0},
		{"5-", 0, notANumber, 0},
		{"--", 0, notANumber, 0},
		{"—", 0, notANumber, 0},
		{"....", 0, notANumber, 0},
		{"n/a", 0, notANumber, 0},
		{"\x80", 0, notANumber, 0},
	} {
		got, form, mark := count([]byte(tt.cell))
		if got != tt.want || form != tt.form || mark != tt.mark {
			t.Errorf("count(%q) = %d, %s, %q; want %d, %s, %q", tt.cell, got, form.name(), mark, tt.want, tt.form.name(), tt.mark)
		}
	}
}

// A cell is an error from negative on, and never with a count beside it.
func TestFormBad(t *testing.T) {
	for f := plain; f <= notANumber; f++ {
		if want := f >= negative; f.bad() != want {
			t.Errorf("%s: bad %t, want %t", f.name(), f.bad(), want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		cell string
		half int64
		form form
		kind string
	}{
		{"4,5", 9, plain, ""},
		{"4.5", 9, plain, ""},
		{"0,5", 1, plain, ""},
		{"4,50", 9, plain, ""},
		{"30", 60, plain, ""},
		{" 30 ", 60, plain, ""},
		{"0", 0, plain, ""},
		{"30.0", 60, plain, ""},
		{"30,0", 60, plain, ""},
		{"30,00", 60, plain, ""},
		{"1.057", 2114, grouped, ""},
		{"1 057,5", 0, fraction, ""},
		{"1.057,5", 0, fraction, ""},
		{"05 ngày làm việc", 10, plain, "ngày làm việc"},
		{"05\u00a0ngày làm việc", 10, plain, "ngày làm việc"},
		{"05ngày", 10, plain, "ngày"},
		{"4,5 ngày", 9, plain, "ngày"},
		{"2 tuần", 4, plain, "tuần"},
		{"1e3", 2, plain, "e3"},
		{"", 0, blank, ""},
		{"-", 0, dash, ""},
		{"–", 0, dash, ""},
		{"…", 0, unknown, ""},
		{"...", 0, unknown, ""},
		{"0,25", 0, fraction, ""},
		{"4,75 ngày", 0, fraction, "ngày"},
		{"4,500", 9000, grouped, ""},
		{"0,500", 0, fraction, ""},
		{"1/2", 0, notANumber, ""},
		{"10-15", 0, notANumber, ""},
		{"10-15 ngày", 0, notANumber, "ngày"},
		{"5 + 2", 0, notANumber, ""},
		{"ngày", 0, notANumber, ""},
		{"-4,5", 0, negative, ""},
		{"−5", 0, negative, ""},
		{"5%", 0, percent, ""},
		{"1099511627775", 2199023255550, plain, ""},
		{"1099511627776", 0, tooLarge, ""},
		{"9223372036854775807", 0, tooLarge, ""},
		{"1099511627776,5", 0, fraction, ""},
	} {
		d := days([]byte(tt.cell))
		half, form, kind := d.half, d.form, d.kind
		if half != tt.half || form != tt.form || kind != tt.kind {
			t.Errorf("days(%q) = %d halves, %s, %q; want %d, %s, %q", tt.cell, half, form.name(), kind, tt.half, tt.form.name(), tt.kind)
		}
	}
}

// outer is what may stand around a number: spaces and invisible characters.
func outer(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// grouping writes a number in groups of three.
func grouping(v int64, mark string) string {
	text := strconv.FormatInt(v, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + mark + text[i:]
	}
	return text
}

// oneSpace makes all spaces within a number the plain one.
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
		v, form, mark := count(cell)
		text := strings.TrimFunc(string(cell), outer)
		printed := text
		switch form {
		case plain:
			text, printed = withoutZeros(text), strconv.FormatInt(v, 10)
		case grouped:
			text, printed = oneSpace(text), grouping(v, string(mark))
			if v < 1000 {
				t.Errorf("%q is %d with a group mark", cell, v)
			}
		case wholeZero:
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
		d := days(cell)
		half, form := d.half, d.form
		if form != plain && form != grouped {
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
		if form == grouped {
			text = strings.NewReplacer(".", "", ",", "").Replace(strings.ReplaceAll(oneSpace(text), " ", ""))
		}
		number, ok := new(big.Rat).SetString(strings.Replace(text, ",", ".", 1))
		if !ok || number.Cmp(big.NewRat(half, 2)) != 0 {
			t.Errorf("%q was read as %d halves", cell, half)
		}
	})
}
