package kpi

import (
	"strings"
)

// The arguments of findings are of no language: they hold keys, for which the message has
// words. keyStart and keyEnd are private characters, which no name is printed with.
const (
	keyStart = "\ue000"
	keyEnd   = "\ue001"
)

// What a key is of, by its first character; a fixed text has none of these.
const (
	numberMark    = "#"
	measureMark   = "="
	indicatorMark = "%"
	periodMark    = "@"
	dayMark       = "/"
	codeMark      = "$"
	countMark     = ":" // between the name of a text and its number
)

// TextKey is a fixed text of reports within the argument of a finding.
func TextKey(name string) string { return keyStart + name + keyEnd }

// CountKey is a fixed text with a number in it, {n}, within the argument of a finding.
func CountKey(name, number string) string { return keyStart + name + countMark + number + keyEnd }

// NumberKey is a number with a decimal point within the argument of a finding.
func NumberKey(number string) string { return keyStart + numberMark + number + keyEnd }

// MeasureKey is a measure, or a column with another meaning, within the argument of a
// finding: its label in quotation marks is written.
func MeasureKey(id string) string { return keyStart + measureMark + id + keyEnd }

// IndicatorKey is an indicator within the argument of a finding: its label in quotation
// marks is written.
func IndicatorKey(id string) string { return keyStart + indicatorMark + id + keyEnd }

// PeriodKey is a period within the argument of a finding, "" for the zero Period.
func PeriodKey(p Period) string {
	if p.IsZero() {
		return ""
	}
	return keyStart + periodMark + p.String() + periodMark + p.In(Vietnamese) + keyEnd
}

// DayKey is a day within the argument of a finding.
func DayKey(d Day) string { return keyStart + dayMark + d.String() + dayMark + d.Vietnamese() + keyEnd }

// CodeKey is what a code of findings is of, in two or three words, within the argument of
// another.
func CodeKey(code string) string { return keyStart + codeMark + code + keyEnd }

// Keys joins the keys of some values, such as those of the ids of measures.
func Keys[T any](key func(T) string, values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = key(v)
	}
	return strings.Join(texts, ", ")
}

// Words has the words for the keys in arguments. A measure or an indicator that it does not
// know has no label.
type Words interface {
	Text(name string, lang Lang) string
	MeasureLabel(id string, lang Lang) string
	IndicatorLabel(id string, lang Lang) string
	Short(code string, lang Lang) string // what a code of findings is of
}

// Resolve makes the argument of a finding printable, with words for its keys.
func Resolve(arg string, lang Lang, words Words) string {
	before, rest, found := strings.Cut(arg, keyStart)
	if !found {
		return Printable(arg)
	}
	key, after, _ := strings.Cut(rest, keyEnd)
	return Printable(before) + Printable(keyWords(key, lang, words)) + Resolve(after, lang, words)
}

// keyWords returns the words for a key.
func keyWords(key string, lang Lang, words Words) string {
	if key == "" {
		return ""
	}
	mark, value := key[:1], key[1:]
	switch mark {
	case numberMark:
		return lang.Number(value)
	case measureMark:
		return quoted(words.MeasureLabel(value, lang), value)
	case indicatorMark:
		return quoted(words.IndicatorLabel(value, lang), value)
	case codeMark:
		return words.Short(value, lang)
	case periodMark, dayMark:
		en, vi, _ := strings.Cut(value, mark)
		return Labels{VI: vi, EN: en}.In(lang)
	}
	name, number, _ := strings.Cut(key, countMark)
	text := words.Text(name, lang)
	if text == "" {
		_, text, _ = strings.Cut(key, ".") // a kind of day that no table knows
	}
	return Fill(text, func(string) string { return number })
}

// quoted returns a label in quotation marks, or the id of what has no label.
func quoted(label, id string) string {
	if label == "" {
		return id
	}
	return "\"" + label + "\""
}
