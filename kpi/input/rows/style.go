package rows

import (
	"bytes"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// shape is what the number format of a cell makes of a number: a percentage, a date, a
// time. The zero shape leaves it a number.
type shape struct {
	layout   string // of a date or a time, as package time has it
	percent  bool
	literal  bool // the sign is a text behind the number: 5 is shown as 5%
	decimals int  // of a percentage
	scaled   bool // a comma behind the digits: thousands are shown
}

// styles are the number formats of a workbook.
type styles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// shapes returns the shapes of the styles of cells; nil where all are numbers.
func (s *styles) shapes() []shape {
	all, some := make([]shape, len(s.Cells)), false
	for i, c := range s.Cells {
		code := builtInFormat(c.Format)
		for _, f := range s.Formats {
			if f.ID == c.Format {
				code = f.Code
			}
		}
		all[i] = shapeOf(code)
		some = some || all[i] != (shape{})
	}
	if !some {
		return nil
	}
	return all
}

// builtInFormat returns the code of a number format that workbooks know by its number
// alone, where it is one of a percentage, a date or a time.
func builtInFormat(id int) string {
	switch {
	case id == 9:
		return "0%"
	case id == 10:
		return "0.00%"
	case id == 17:
		return "mmm-yy"
	case id >= 18 && id <= 21 || id >= 45 && id <= 47:
		return "h:mm:ss"
	case id == 22:
		return "d/m/yy h:mm"
	case id >= 14 && id <= 16, id >= 27 && id <= 31, id >= 50 && id <= 58:
		return "d/m/yy"
	}
	return ""
}

// shapeOf reads the code of a number format up to the first of its parts that are for
// other numbers. Letters in quotes, behind a backslash and in brackets are texts, save
// those of a time: [h]:mm.
func shapeOf(code string) (s shape) {
	var seen [128]bool // the letters that mean something
	fraction := false
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			s.literal = s.literal || strings.Contains(code[i:i+1+end], "%")
			i += end + 1
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
			s.literal = s.literal || i < len(code) && code[i-1] == '\\' && code[i] == '%'
		case code[i] == '[':
			text, _, _ := strings.Cut(code[i:], "]")
			seen['h'] = seen['h'] || strings.Trim(strings.ToLower(text), "[hms") == "" && len(text) > 1
			i += len(text)
		case code[i] == '%':
			s.percent = true
		case code[i] == '.':
			fraction = true
		case strings.IndexByte("0#?", code[i]) >= 0:
			s.scaled = false
			if fraction && code[i] != '?' {
				s.decimals++
			}
		case code[i] == ',' && i > 0:
			s.scaled = strings.IndexByte("0#?,", code[i-1]) >= 0
		case strings.IndexByte("dmyhs", c) >= 0:
			seen[c] = true
		}
	}
	isShare := s.percent || s.literal
	if !isShare {
		s.decimals = 0 // 120.0 is the count 120
	}
	switch isTime := seen['h'] || seen['s']; {
	case isShare:
		s.literal = !s.percent
		s.percent = true
	case seen['d'] && isTime:
		s.layout = "2006-01-02 15:04"
	case seen['d']:
		s.layout = time.DateOnly
	case isTime:
		s.layout = "15:04"
	case seen['m']:
		s.layout = "2006-01"
	case seen['y']:
		s.layout = "Năm 2006" // a number alone would be a count
	}
	return s
}

// text writes a number as its cell shows it. Dates are written with year, month and day in
// this order, however the cell has them: nothing else leaves no doubt.
func (s shape) text(value []byte, epoch time.Time) []byte {
	days, err := strconv.ParseFloat(string(value), 64)
	switch {
	case s == (shape{}) || err != nil || days < 0 || days > 2_958_465: // the last day of 9999
		return value
	case s.scaled:
		return append(slices.Clone(value), " / 1000"...) // which of the two is the count?
	case s.percent:
		v, ok := new(big.Rat).SetString(string(value))
		if !ok || len(value) > 32 || bytes.ContainsAny(value, "eE") {
			v = new(big.Rat).SetFloat64(days)
		}
		if !s.literal {
			v.Mul(v, big.NewRat(100, 1))
		}
		return []byte(v.FloatString(s.decimals) + "%")
	}
	whole := math.Floor(days)
	at := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((days-whole)*86_400)) * time.Second)
	return []byte(strings.TrimSuffix(at.Format(s.layout), " 00:00"))
}

// shapeOf returns the shape of the numbers of a style.
func (a *archive) shapeOf(style []byte) shape {
	i, err := strconv.Atoi(string(style))
	if err != nil || i < 0 || i >= len(a.shapes) {
		return shape{}
	}
	return a.shapes[i]
}
