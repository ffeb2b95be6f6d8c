// Package dates reads periods and days as Vietnamese forms write them: Parse takes a
// whole text, Find looks through a title line. It takes a calendar, which decides how
// days fall into months, and gives periods; it knows no files.
package dates

import (
	"strings"
	"time"

	"cchc/kpi"
)

var errPeriod = kpi.NewFault("not a period: write 2024-06, 06/2024, Tháng 6/2024, 2024-Q2, 2024-H1, 2024 or 2024-01..2024-06")

// Parse reads a period that a text names and nothing beside it, in any Unicode
// form and case:
//
//   - what [kpi.Period.String] writes;
//   - months: 06/2024, 2024/06, 202406, Tháng 6/2024, tháng sáu năm 2024, T6/2024,
//     Tháng 6/24, thg 6 2024;
//   - quarters, parts of a year, years: Q2/2024, Quý II năm 2024, 6 tháng đầu năm
//     2024, 9 tháng năm 2024, nửa cuối năm 2024, Năm 2024;
//   - ranges: 01/2024 - 06/2024, từ tháng 1 đến tháng 6 năm 2024;
//   - the year so far: lũy kế đến tháng 6/2024, lũy kế quý II/2024, đến tháng 6/2024;
//   - a day, which gives the month it falls into, and the day too: 15/06/2024,
//     2024-06-15, ngày 15 tháng 6 năm 2024, with a time or without. With a zone it is none,
//     but the first instant of a month is that month: 2024-06-01T00:00:00Z;
//   - the first and the last day: từ ngày 01/06/2024 đến ngày 30/06/2024. Days
//     that are not whole months by c are a [*DaysError].
//
// The day always comes before the month. Years run from 1990 to 2099.
func Parse(text string, c kpi.Calendar) (kpi.Period, kpi.Day, error) {
	w := split(text)
	for len(w) > 0 && w.sign(len(w)-1, ".", ":") {
		w = w[:len(w)-1]
	}
	r, next := w.total(0)
	for _, read := range []func(int) (reading, int){w.span, w.monthAlone, w.upToMonth} {
		if next == 0 || next != len(w) {
			r, next = read(0)
		}
	}
	if p, ok := firstInstant(text); ok {
		return p, kpi.Day{}, nil
	}
	if next == 0 || next != len(w) {
		return kpi.Period{}, kpi.Day{}, errPeriod
	}
	p, err := r.resolve(c)
	if err != nil {
		r.day = kpi.Day{}
	}
	return p, r.day, err
}

// reading is a period, a day, or the first and last day of a period: what a text names.
type reading struct {
	period kpi.Period
	day    kpi.Day
	days   Days

	bare  bool // of numbers alone: 2024, 202406
	own   bool // has a first month of its own: a range, the last months of a year
	total bool // the year so far
}

// resolve returns the period of a reading by a calendar. Days that are not whole
// months are a [*DaysError].
func (r reading) resolve(c kpi.Calendar) (kpi.Period, error) {
	p, ok := r.period, true
	if !r.day.IsZero() {
		p = kpi.Period{From: c.Month(r.day), To: c.Month(r.day)}
	} else if r.days != (Days{}) {
		if p, ok = r.days.period(c); !ok {
			p, ok = r.days.dated(c)
		}
		if !ok {
			return kpi.Period{}, &DaysError{r.days, r.days.fits()}
		}
	}
	if r.total && p.From != p.To.January() || p.From < kpi.NewMonth(kpi.FirstYear, 1) || p.To > kpi.NewMonth(kpi.LastYear, 12) {
		return kpi.Period{}, errPeriod
	}
	return p, nil
}

// The methods below recognise one notation each. They take the token where it begins
// and return the one after its end, or 0 if this is another notation.

// total reads the year so far: lũy kế before a period, or a range from the beginning
// of the year to a period or day.
func (w words) total(i int) (reading, int) {
	j := i
	if w.is(i, wordTotal1, wordTotal2) {
		j = w.skipColon(i + 2)
	}
	year := 0
	if w.is(j, wordFrom, wordHead, wordYear) {
		j += 3
		if y, next := w.year(j); next > 0 {
			year, j = y, next
		}
		if !w.is(j, wordTo) {
			return reading{}, 0
		}
	}
	if j == i {
		return reading{}, 0
	}
	var r reading
	var next int
	if w.is(j, wordTo) {
		j = w.skip(w.skip(j+1, wordThrough), wordTail)
		if r, next = w.single(j); !r.day.IsZero() {
			r = reading{days: Days{Last: r.day}}
		}
		if p, end := w.part(j); next == 0 && year != 0 { // the end may lack its year if that came before
			r, next = p.of(year), end
		}
	} else {
		r, next = w.span(j)
	}
	r, ok := r.sinceJanuary(year)
	return r, after(ok, next)
}

// sinceJanuary returns a reading from the first month of its year on, which is the
// given year if that is not 0. It is not ok if the reading contradicts this: an end
// with a first month of its own must begin in January.
func (r reading) sinceJanuary(year int) (total reading, ok bool) {
	end := r.period.To
	if !r.days.Last.IsZero() {
		end = r.days.Last.Month
	}
	if !r.day.IsZero() || r.own && r.period.From != r.period.To.January() || year != 0 && end.Year() != year {
		return r, false
	}
	if r.days == (Days{}) {
		r.period.From = r.period.To.January()
	}
	r.total = true
	return r, true
}

// span reads a range, or a single period or day.
func (w words) span(i int) (reading, int) {
	from := w.skip(i, wordFrom)
	fromWord := from > i
	r, next := w.single(from)
	if next == 0 {
		return w.shortSpan(from, fromWord)
	}
	if r, end := w.join(from, r, next, fromWord); end > 0 {
		return r, end
	}
	if fromWord {
		return reading{}, 0
	}
	return r, next
}

// join reads the end of a range whose first period runs from i to next.
func (w words) join(i int, first reading, next int, fromWord bool) (reading, int) {
	begin := w.joint(next)
	last, end := w.single(begin)
	if begin == 0 || end == 0 {
		return reading{}, 0
	}
	if w.sign(next, "-") && !fromWord {
		dashed := w.tight(next) && (w[i:next].holds("-") || w[begin:end].holds("-"))
		if dashed || first.bare || last.bare {
			return reading{}, 0
		}
	}
	switch {
	case first.day.IsZero() != last.day.IsZero():
		return reading{}, 0
	case !first.day.IsZero():
		return reading{days: Days{first.day, last.day}}, end
	case !w.sign(next, "..") && first.period.To-first.period.From != last.period.To-last.period.From, first.period.From > last.period.To:
		return reading{}, 0
	}
	return reading{period: kpi.Period{From: first.period.From, To: last.period.To}, own: true, bare: first.bare || last.bare}, end
}

// shortSpan reads a range whose first part takes its year, or its month too, from
// the last: tháng 1 đến tháng 6 năm 2024, 01/06 - 30/06/2024. A lone number after từ
// is a day.
func (w words) shortSpan(i int, fromWord bool) (reading, int) {
	first, next := w.part(i)
	if next == 0 {
		return w.shortDays(i, fromWord)
	}
	begin := w.joint(next)
	last, at := w.part(begin)
	if at == 0 {
		last, at = w.ordinal(begin, first.unit)
	}
	year, end := w.ofYear(at, last)
	switch {
	case begin == 0, at == 0, end == 0, first.unit != last.unit, first.unit == wordHalf, first.begin >= last.begin:
		return reading{}, 0
	case w.sign(next, ".."), w.sign(next, "-") && w[begin:end].holds("-"):
		return reading{}, 0
	}
	return reading{period: kpi.Period{From: first.of(year).period.From, To: last.of(year).period.To}, own: true}, end
}

// shortDays reads 01/06 - 30/06/2024, and 01 đến ngày 30/06/2024 after từ.
func (w words) shortDays(i int, fromWord bool) (reading, int) {
	date, next := w.upTo(w.skip(i, wordDay), 31)
	if next == 0 {
		return reading{}, 0
	}
	month := 0
	if w.sign(next, "/", "-", ".") && w.tight(next) || w.is(next, wordMonth) {
		if n, end := w.upTo(next+1, 12); end > 0 {
			month, next = n, end
		}
	}
	begin := w.joint(next)
	last, end := w.date(begin)
	if begin == 0 || end == 0 || month == 0 && !fromWord || w.sign(next, "-") && w[i:next].holds("-") {
		return reading{}, 0
	}
	if month == 0 {
		month = int(last.Month%12) + 1
	}
	first, ok := kpi.NewDay(last.Month.Year(), month, date)
	if !ok {
		return reading{}, 0
	}
	return reading{days: Days{first, last}}, end
}

// joint reads the sign or word between the ends of a range.
func (w words) joint(i int) int {
	switch {
	case i == 0:
		return 0
	case w.sign(i, "-", ".."):
		return i + 1
	case w.is(i, wordTo):
		return w.skip(i+1, wordThrough)
	}
	return 0
}

// holds reports whether any token is a sign.
func (w words) holds(s string) bool {
	for i := range w {
		if w.sign(i, s) {
			return true
		}
	}
	return false
}

// single reads a day or a period that is no range.
func (w words) single(i int) (reading, int) {
	if d, next := w.date(i); next > 0 {
		return reading{day: d}, w.clock(next)
	}
	if r, next := w.named(i); next > 0 {
		return r, next
	}
	return w.digits(i)
}

// The notations below are read of a whole text only: in a line they may be parts of others.

// monthAlone reads a month and its year without a sign: thg 6 2024, tháng 6, 2024.
func (w words) monthAlone(i int) (reading, int) {
	p, at := w.part(i)
	if at == 0 || p.unit != wordMonth || !w.is(at-1, number) {
		return reading{}, 0
	}
	if w.sign(at, ",") {
		at++
	}
	year, next := w.year(at)
	return p.of(year), next
}

// upToMonth reads the year up to a month or quarter: đến tháng 6/2024, đến hết quý II/2024.
func (w words) upToMonth(i int) (reading, int) {
	if !w.is(i, wordTo) {
		return reading{}, 0
	}
	r, next := w.single(w.skip(i+1, wordThrough))
	isPart := !r.bare && r.period.To-r.period.From < 11
	r, ok := r.sinceJanuary(0)
	return r, after(ok && isPart, next)
}

// lineUpTo reads the year up to a month where a line holds nothing else, in brackets or not:
// (Đến tháng 6/2024). Among other words it is when something was counted.
func (w words) lineUpTo(i int) (reading, int) {
	r, next := w.upToMonth(i)
	from, to := i-1, next
	if w.sign(from, "(") && w.sign(to, ")") {
		from, to = from-1, to+1
	}
	isLine := (from < 0 || w.sign(from, ";")) && (to >= len(w) || w.sign(to, ";"))
	return r, after(isLine, next)
}

// firstInstant reads the first instant of a month, of the world's time or Viet Nam's.
func firstInstant(text string) (kpi.Period, bool) {
	text = strings.Replace(strings.ToUpper(strings.TrimSpace(text)), " ", "T", 1)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return kpi.Period{}, false
	}
	const ofVietnam = 7 * 60 * 60
	_, zone := at.Zone()
	m := kpi.NewMonth(at.Year(), int(at.Month()))
	isFirst := at.Equal(time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, at.Location()))
	return m.Period(), isFirst && (zone == 0 || zone == ofVietnam)
}
