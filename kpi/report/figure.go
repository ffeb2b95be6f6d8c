package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
)

// Count is the sum of a measure. One that is not known has no value, which is
// not 0.
type Count struct {
	Known bool
	Value int64
	Scale int64
}

// String returns a known count with a decimal point, and "" for one that is not known.
func (c Count) String() string {
	if !c.Known {
		return ""
	}
	return kpi.FormatCount(c.Value, c.Scale)
}

// In returns a known count as people read it in a language.
func (c Count) In(lang kpi.Lang) string { return Localise(c.String(), lang) }

// Figure is an indicator of a group. Shown is what people read, with a decimal point.
type Figure struct {
	Defined  bool
	Ratio    kpi.Ratio
	Shown    string
	NA       string // what people read where there is no figure
	Target   string // the threshold, or ""
	Verdict  kpi.Verdict
	Judgment string  // the verdict in words
	Earned   *Earned // of points, which have no ratio; nil of an indicator
}

// Value returns a figure for programs: a percentage or points with six decimals, or a count;
// "" for none.
func (f Figure) Value() string {
	switch {
	case !f.Defined:
		return ""
	case f.Earned != nil:
		return f.Earned.Value
	case f.Ratio.Plain:
		return f.Shown
	}
	return f.Percent()
}

// Percent returns a rate with six decimals and a decimal point; "" for any other figure.
func (f Figure) Percent() string {
	if !f.Defined || f.Ratio.Plain {
		return ""
	}
	return f.Ratio.Percent(percentDecimals)
}

// Number returns a defined figure for pictures and the cells of sheets: a rate of 100
// percent is 1.
func (f Figure) Number() float64 {
	if f.Earned != nil {
		value, _ := f.Earned.Points.Exact().Float64()
		return value
	}
	return f.Ratio.Number()
}

// Threshold returns the target in the terms of [Figure.Number], and whether there is one.
func (f Figure) Threshold() (value float64, ok bool) {
	value, err := strconv.ParseFloat(f.Target, 64)
	if !f.Ratio.Plain {
		value /= 100
	}
	return value, err == nil
}

// In returns the number of a figure as people read it in a language; points are followed
// by the most that can be earned.
func (f Figure) In(lang kpi.Lang) string {
	if f.Earned != nil {
		return Localise(f.Shown, lang) + "/" + Localise(f.Earned.Most, lang)
	}
	return Localise(f.Shown, lang)
}

// Percentage returns a figure as [Figure.In] does, with the sign of a rate.
func (f Figure) Percentage(lang kpi.Lang) string {
	if f.Ratio.Plain {
		return f.In(lang)
	}
	return Percent(f.Shown, false, lang)
}

// Sums returns the numerator and the denominator of a figure; a plain count has no
// denominator.
func (f Figure) Sums() (numerator, denominator Count) {
	return Count{f.Defined, f.Ratio.Num, f.Ratio.Scale}, Count{f.Defined && !f.Ratio.Plain, f.Ratio.Den, f.Ratio.Scale}
}

// Fraction returns the two sums of a rate, and "" for any other figure.
func (f Figure) Fraction(lang kpi.Lang) string {
	num, den := f.Sums()
	if !den.Known {
		return ""
	}
	return num.In(lang) + "/" + den.In(lang)
}

// Mark returns the sign of the verdict, which the legend explains.
func (f Figure) Mark() string { return [...]string{"", "✓", "✗"}[f.Verdict] }

// Localise writes a number with a decimal point, and a sign or < or > before it, as a
// language does: 6118 is 6.118 in Vietnamese and 6,118 in English.
func Localise(number string, lang kpi.Lang) string {
	group, point := ",", "."
	if lang == kpi.Vietnamese {
		group, point = ".", ","
	}
	start := strings.IndexAny(number, "0123456789")
	if start < 0 {
		return number
	}
	whole, fraction, hasFraction := strings.Cut(number[start:], ".")
	var b strings.Builder
	b.WriteString(number[:start])
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if hasFraction {
		b.WriteString(point + fraction)
	}
	return b.String()
}

// Percent writes a number as [Localise] does, with its sign where it is of a rate. A blank
// one stays blank.
func Percent(number string, plain bool, lang kpi.Lang) string {
	if plain || number == "" {
		return Localise(number, lang)
	}
	return Localise(number, lang) + "%"
}

// Integer writes a whole number as a language does.
func Integer(n int, lang kpi.Lang) string { return Localise(strconv.Itoa(n), lang) }

// Capital returns a text with a capital at its beginning.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Lowered returns a text without a capital at its beginning: a type word is no name within a
// sentence.
func Lowered(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}
