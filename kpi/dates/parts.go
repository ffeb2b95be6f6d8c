package dates

import (
	"time"

	"cchc/kpi"
)

// part is a part of some year: a month, a quarter, the first six months.
type part struct {
	unit   sense // wordMonth, wordQuarter, letterH; wordHalf for what counts months
	begin  int   // the first month, from 1
	months int
	tail   bool // counted from the end of the year
}

// of returns the part of a year.
func (p part) of(year int) reading {
	from := kpi.NewMonth(year, p.begin)
	return reading{period: kpi.Period{From: from, To: from + kpi.Month(p.months-1)}, own: p.tail}
}

// part reads a part without its year: tháng 6, T6, quý II, Q2, H1, 6 tháng đầu,
// nửa cuối.
func (w words) part(i int) (part, int) {
	switch near := !w.at(i + 1).spaced; {
	case w.is(i, wordMonth), w.is(i, letterT, number) && near:
		return w.ordinal(w.skipColon(i+1), wordMonth)
	case w.is(i, wordQuarter):
		return w.ordinal(w.skipColon(i+1), wordQuarter)
	case w.is(i, letterQ, number) && near && len(w[i+1].text) == 1:
		return w.ordinal(i+1, wordQuarter)
	case w.is(i, letterH, number) && near && len(w[i+1].text) == 1:
		n, next := w.upTo(i+1, 2)
		return part{letterH, 6*n - 5, 6, false}, next
	case w.is(i, wordHalf):
		return w.side(i+1, 6)
	}
	n, next := w.upTo(i, 12)
	if next == 0 || !w.is(next, wordMonth) {
		return part{}, 0
	}
	if p, end := w.side(next+1, n); end > 0 {
		return p, end
	}
	return part{wordHalf, 1, n, false}, next + 1
}

// side reads the first or the last months of a year: đầu, cuối.
func (w words) side(i, months int) (part, int) {
	switch {
	case w.is(i, wordHead):
		return part{wordHalf, 1, months, false}, i + 1
	case w.is(i, wordTail):
		return part{wordHalf, 13 - months, months, true}, i + 1
	}
	return part{}, 0
}

// ordinal reads the number of a month or quarter of the year.
func (w words) ordinal(i int, unit sense) (part, int) {
	length := 1
	if unit == wordQuarter {
		length = 3
	}
	n, next := w.upTo(i, 12/length)
	if w.is(i, roman) && unit == wordQuarter {
		n, next = w[i].n, i+1
	}
	if unit != wordMonth && unit != wordQuarter {
		next = 0
	}
	return part{unit, (n-1)*length + 1, length, false}, next
}

// upTo reads a number from 1 to a limit, in one or two digits or in words.
func (w words) upTo(i, limit int) (n, next int) {
	t := w.at(i)
	switch {
	case t.sense == number && len(t.text) <= 2:
	case t.sense == numeral && t.n == 10 && w.is(i+1, numeral) && w[i+1].n <= 2:
		t.n += w[i+1].n
		i++
	case t.sense != numeral && t.sense != wordYear:
		return 0, 0
	}
	if t.n < 1 || t.n > limit {
		return 0, 0
	}
	return t.n, i + 1
}

// year reads a year of four digits.
func (w words) year(i int) (year, next int) {
	t := w.at(i)
	if t.sense != number || len(t.text) != 4 || t.n < kpi.FirstYear || t.n > kpi.LastYear {
		return 0, 0
	}
	return t.n, i + 1
}

// shortYear reads a year of this century in two digits, such as are no month: 24 is 2024.
func (w words) shortYear(i int) (year, next int) {
	const century = 2000
	t := w.at(i)
	if t.sense != number || len(t.text) != 2 || t.n <= 12 || w.at(i).spaced || w.is(i+1, sign, number) && w.tight(i+1) {
		return 0, 0
	}
	return century + t.n, i + 1
}

// ofYear reads the year behind a part. A sign alone does not join a count of months
// to a year. Only that of a named month
// or quarter may be in two digits: tháng 6/24.
func (w words) ofYear(i int, p part) (year, next int) {
	if w.sign(i, ",", ";", "/", "-", ".") && w.is(i+1, wordYear) {
		i++
	}
	switch {
	case w.is(i, wordYear):
		return w.year(w.skipColon(i + 1))
	case p.unit == wordHalf:
		return 0, 0
	case w.sign(i, "/", "-"), w.sign(i, ".") && w.tight(i):
		if year, next = w.year(i + 1); next == 0 && p.unit != letterH && !w.sign(i, ".") && w.tight(i) {
			return w.shortYear(i + 1)
		}
		return year, next
	}
	return 0, 0
}

// named reads a period in words: tháng 6/2024, quý II năm 2024, cả năm 2024.
func (w words) named(i int) (reading, int) {
	if p, at := w.part(i); at > 0 {
		if year, next := w.ofYear(at, p); next > 0 {
			return p.of(year), next
		}
	}
	i = w.skip(i, wordWhole)
	if !w.is(i, wordYear) {
		return reading{}, 0
	}
	year, next := w.year(w.skipColon(i + 1))
	return wholeYear(year), next
}

// wholeYear returns all months of a year.
func wholeYear(year int) reading { return part{wordHalf, 1, 12, false}.of(year) }

// digits reads a period in digits: 2024, 2024-06, 2024-Q2, 202406, 06/2024.
func (w words) digits(i int) (reading, int) {
	t := w.at(i)
	if t.sense == number && len(t.text) == 6 {
		r, ok := month(t.n/100, t.n%100)
		r.bare = true
		return r, after(ok, i+1)
	}
	if year, at := w.year(i); at > 0 {
		divided := w.sign(at, "-", "/", ".") && w.tight(at)
		switch {
		case divided && w.at(at+1).isPair():
			r, ok := month(year, w[at+1].n)
			return r, after(ok, at+2)
		case divided && w.sign(at, "-") && (w.is(at+1, letterQ) || w.is(at+1, letterH)):
			p, next := w.part(at + 1)
			return p.of(year), next
		}
		r := wholeYear(year)
		r.bare = true
		return r, at
	}
	m, at := w.upTo(i, 12)
	if t.sense != number || at == 0 || !w.sign(at, "/", "-", ".") || !w.sign(at, "/") && !w.tight(at) {
		return reading{}, 0
	}
	year, next := w.year(at + 1)
	r, ok := month(year, m)
	return r, after(ok, next)
}

// month returns a month of a year as a reading.
func month(year, n int) (reading, bool) {
	ok := year >= kpi.FirstYear && year <= kpi.LastYear && n >= 1 && n <= 12
	return part{wordMonth, n, 1, false}.of(year), ok
}

// after returns next if ok, and 0 if not.
func after(ok bool, next int) int {
	if !ok {
		return 0
	}
	return next
}

// date reads a day: 2024-06-15, 15/06/2024, ngày 15 tháng 6 năm 2024.
func (w words) date(i int) (kpi.Day, int) {
	i = w.skip(i, wordDay)
	if i > 0 && w.is(i-1, wordDay) {
		i = w.skipColon(i)
	}
	if !w.is(i, number) {
		return kpi.Day{}, 0
	}
	if year, _ := w.year(i); year > 0 {
		m, date := w.at(i+2), w.at(i+4)
		ok := m.isPair() && date.isPair() && w.twice(i+1) && w.tight(i+1) && w.tight(i+3)
		d, real := kpi.NewDay(year, m.n, date.n)
		return d, after(ok && real, i+5)
	}
	date, _ := w.upTo(i, 31)
	m, at := w.upTo(i+2, 12)
	var year, next int
	switch {
	case w.is(i+1, wordMonth):
		year, next = w.ofYear(at, part{unit: wordMonth})
	case w.is(i+2, number) && w.twice(i+1) && (w.sign(i+1, "/") || w.tight(i+1) && w.tight(i+3)):
		year, next = w.year(i + 4)
	}
	d, ok := kpi.NewDay(year, m, date)
	return d, after(ok && at > 0, next)
}

// isPair reports whether a token is a number of two digits.
func (t token) isPair() bool { return t.sense == number && len(t.text) == 2 }

// twice reports whether the sign at i divides a date and is found again after the
// next number.
func (w words) twice(i int) bool {
	return w.sign(i, "/", "-", ".") && w.sign(i+2, w[i].text)
}

// clock returns the end of a time of the day, or i if there is none. A time with a
// zone is none, for the zone might shift the day.
func (w words) clock(i int) int {
	j := i
	if w.is(i, letterT) && w.tight(i) {
		j++
	} else if !w.at(i).spaced {
		return i
	}
	if hour := w.at(j); hour.sense != number || hour.n > 23 || len(hour.text) > 2 || !w.colonPair(j+1) {
		return i
	}
	j += 3
	if w.sign(j, ":") {
		if !w.colonPair(j) {
			return i
		}
		j += 2
	}
	if w.sign(j, ".") && w.tight(j) && w.is(j+1, number) {
		j += 2
	}
	return j
}

// colonPair reports whether the tokens from i are a colon and minutes or seconds.
func (w words) colonPair(i int) bool {
	return w.sign(i, ":") && w.tight(i) && w.at(i+1).isPair() && w[i+1].n <= 59
}

// partial reads words that make a period another than it seems: kỳ I, tuần 2, đợt 1, nửa
// đầu tháng, 15 ngày đầu, đầu tháng, đến ngày 15, đến nay, ước tháng 9, dự kiến.
func (w words) partial(i int) int {
	isNumber := func(i int) bool {
		return w.is(i, roman) || w.is(i, numeral) || w.is(i, number) && len(w[i].text) <= 2
	}
	ends := func(i int) bool { return !w.sign(i, "/", "-", ".") || !w.is(i+1, number) }
	switch {
	case w.is(i, wordWeek) && (isNumber(i+1) || w.is(i+1, wordHead) || w.is(i+1, wordTail)):
		return i + 2
	case w.is(i, wordTerm) && isNumber(i+1) && ends(i+2) && !w.is(i-1, wordSame):
		if w.is(i+2, wordMonth) && !isNumber(i+3) {
			return 0 // kỳ 6 tháng đầu năm
		}
		return i + 2
	case w.is(i, wordHalf, wordMonth), w.is(i, wordHalf, wordHead, wordMonth), w.is(i, wordHalf, wordTail, wordMonth):
		return i + 2
	case w.is(i, number, wordDay, wordHead), w.is(i, number, wordDay, wordTail):
		return i + 3
	case w.is(i, wordHead, wordMonth), w.is(i, wordTail, wordMonth) && !w.is(i-1, wordTo) && !w.is(i-1, wordThrough):
		return i + 1
	case w.untilDay(i) > 0:
		return w.untilDay(i)
	case w.is(i, wordTo, wordNow), w.is(i, wordGuess1, wordGuess2):
		return i + 2
	case w.is(i, wordGuess1) && w.at(i).text != fold("dự"):
		_, next := w.part(i + 1)
		starts := i == 0 || w.is(i-1, sign) || w.is(i-1, wordGuess2) // else it may end a name
		return after(starts && (next > 0 || w.is(i+1, wordYear)) || w.at(i+1).text == fold("thực"), i+1)
	}
	return 0
}

// untilDay reads a day that counts run up to, without its year or with an hour: đến hết ngày
// 20, đến 15/1, đến 16h30 ngày 25/5/2024. The last day of a month is none.
func (w words) untilDay(i int) int {
	through := w.skip(i+1, wordThrough)
	date := w.hour(through)
	at := w.skip(date, wordDay)
	day, whole := w.date(date)
	if whole > 0 {
		isCut := day != (kpi.Calendar{}).Last(day.Month)
		return after(w.is(i, wordTo) && date > through && isCut, whole)
	}
	if !w.is(i, wordTo) || !w.is(at, number) || len(w[at].text) > 2 {
		return 0
	}
	month, next := w.upTo(at+2, 12)
	if next > 0 && w.sign(at+1, "/") && !w.sign(next, "/") {
		last := time.Date(kpi.FirstYear+1, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC)
		return after(w[at].n < last.Day(), next)
	}
	return after(at > date, at+1)
}

// hour returns the end of an hour of the day, or i if there is none: 16h30, 16 giờ, 16:30.
func (w words) hour(i int) int {
	switch {
	case !w.is(i, number):
		return i
	case w.colonPair(i + 1):
		return i + 3
	case !w.is(i+1, letterH):
		return i
	}
	i += 2
	if w.is(i, number) && !w.sign(i+1, "/", "-", ".") {
		i++ // minutes
	}
	if (w.is(i, sign) || w.is(i, unknown)) && w.is(i+1, wordDay) {
		i++ // phút, or a comma
	}
	return i
}
