package dates

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"cchc/kpi"
)

// FindInName returns the periods that the name of a file names, each once, as [Find] does
// for a title: bao_cao_2025-07, T8-2025, Bao cao thang 6 nam 2024, Q2-2024. The name has no
// folder and no extension.
//
// A name holds much that is no period, so less is taken than from a title: no days (the
// day of an export), no 6 or 8 digits in a row, no year alone but after "năm" with its marks
// or "cả năm", and a month before its year in digits only where it is the whole name or
// follows "báo cáo". The first and the last day of whole months are a period; of other days
// they are a [*DaysError]. Words that make a period another than it seems are [ErrPart].
func FindInName(name string, c kpi.Calendar) (found []kpi.Period, err error) {
	w := split(nameAsLine(name))
	t := title{words: w}
	for i := 0; i < len(w); {
		if !t.begins(i) {
			i++
			continue
		}
		if next := w.partial(i); next > 0 {
			t.part.said = true
			i = next
			continue
		}
		r, next := t.inName(i)
		if p, at := w.part(i); next == 0 && at > 0 && t.ends(at) {
			t.parts = append(t.parts, lonePart{part: p})
		}
		if next == 0 {
			i++
			continue
		}
		i, t.part.named = next, true
		if !r.day.IsZero() || r == (reading{}) {
			continue
		}
		p, e := r.resolve(c)
		switch {
		case e != nil:
			err = e
		case !slices.Contains(found, p):
			found = append(found, p)
		}
	}
	for _, lone := range t.parts { // tháng 5 beside a period is of its year
		if len(found) > 0 {
			p := lone.of(found[0].To.Year()).period
			if !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
	}
	isTotal := func(i int) bool { return w.is(i, wordTotal1, wordTotal2) }
	isMonth := func(p kpi.Period) bool { return !p.IsDated() && p.From != p.From.January() }
	if slices.ContainsFunc(found, isMonth) {
		for i := range w { // "2024-06 lũy kế" is of more than June
			t.part.said = t.part.said || isTotal(i)
		}
	}
	if t.part.said && t.part.named && err == nil {
		err = ErrPart
	}
	return found, err
}

// joints are the signs by which the parts of a name are joined, as patterns.
type joints struct{ day, month, yearFirst, between, afterWord, beforeWord *regexp.Regexp }

// jointsOf returns the patterns. They are made when a name is read: most runs read none.
var jointsOf = sync.OnceValue(func() joints {
	return joints{
		day:        regexp.MustCompile(`([0-9]{4})_([0-9]{2})_([0-9]{2})`),
		month:      regexp.MustCompile(`(^|[^0-9-])([0-9]{4})_([0-9]{2})($|[^0-9_-]|_[^0-9])`),
		yearFirst:  regexp.MustCompile(`(?i)(^|[^0-9a-z])([0-9]{4})[-. ]?([qh][1-4])($|[^0-9a-z])`),
		between:    regexp.MustCompile(`(?i)([0-9])[-. ]+to[-. ]+([0-9])`),
		afterWord:  regexp.MustCompile(`(\p{L})[-.+]`),
		beforeWord: regexp.MustCompile(`[-.+](\p{L})`),
	}
})

// nameAsLine writes a name as a line of text: its words with spaces between them, 2024-06
// for 2024_06, Q2/2024 for 2024-Q2, and two points between the ends of a range.
func nameAsLine(name string) string {
	j := jointsOf()
	line := j.month.ReplaceAllString(j.day.ReplaceAllString(name, "$1-$2-$3"), "$1$2-$3$4")
	line = strings.ReplaceAll(line, "_", " ")
	line = j.yearFirst.ReplaceAllString(line, "$1$3/$2$4")
	line = j.between.ReplaceAllString(line, "$1 .. $2")
	return j.beforeWord.ReplaceAllString(j.afterWord.ReplaceAllString(line, "$1 "), " $1")
}

// inName reads a period, or what must not be taken for one, which is a reading of nothing.
func (t *title) inName(i int) (reading, int) {
	w := t.words
	if first, next := w.date(i); next > 0 {
		return w.rangeOfDays(first, w.clock(next))
	}
	r, next := w.total(i)
	if next == 0 {
		r, next = w.span(i)
	}
	if p, at := w.part(i); next == 0 && at > 0 && p.unit != wordHalf { // tháng 6 2024
		if year, end := w.year(at); end > 0 {
			r, next = p.of(year), end
		}
	}
	_, end := w.digits(i)
	isYear := r.period.Months() == 12 && w.is(i, wordYear)
	isMarked := strings.ContainsFunc(w.at(i).text, func(r rune) bool { return r >= utf8.RuneSelf })
	switch {
	case next == 0:
		return reading{}, 0
	case !t.ends(next), t.aside(i), r.bare, isYear && !isMarked && !w.is(i-1, wordWhole):
		return reading{}, next
	case end == next && len(w[i].text) <= 2 && !(i == 0 && next == len(w)) && w.at(i-1).text != fold("cáo") && w.at(i-1).text != "cao": // 06-2024
		return reading{}, next
	}
	return r, next
}

// rangeOfDays reads the last day of a range of which the first ends before i: 2025-07-01
// .. 2025-07-31, or with nothing but a hyphen between. A day alone is a reading of that.
func (w words) rangeOfDays(first kpi.Day, i int) (reading, int) {
	begin := i
	if next := w.joint(i); next > 0 {
		begin = next
	}
	if last, next := w.date(begin); next > 0 {
		return reading{days: Days{first, last}}, next
	}
	return reading{day: first}, i
}
