package dates

import (
	"cchc/kpi"
)

var errPeriod = kpi.NewFault("not a period: write 2024-06, 06/2024, Tháng 6/2024, 2024-Q2, 2024-H1, 2024 or 2024-01..2024-06")

// Parse reads a period that a text names and nothing beside it, in any Unicode
// form and case:
//
//   - what [kpi.Period.String] writes;
//   - months: 06/2024, 2024/06, 202406, Tháng 6/2024, tháng sáu năm 2024, T6/2024;
//   - quarters, parts of a year, years: Q2/2024, Quý II năm 2024, 6 tháng đầu năm
//     2024, 9 tháng năm 2024, nửa cuối năm 2024, Năm 2024;
//   - ranges: 01/2024 - 06/2024, từ tháng 1 đến tháng 6 năm 2024;
//   - the year so far: lũy kế đến tháng 6/2024, lũy kế quý II/2024;
//   - a day, which gives the month it falls into, and the day too: 15/06/2024,
//     2024-06-15, ngày 15 tháng 6 năm 2024, with a time or without;
//   - the first and the last day: từ ngày 01/06/2024 đến ngày 30/06/2024. Days
//     that are not whole months by c are a [*DaysError].
//
// The day always stands before the month. Years run from 1990 to 2099.
func Parse(text string, c kpi.Calendar) (kpi.Period, kpi.Day, error) {
	w := split(text)
	for len(w) > 0 && w.sign(len(w)-1, ".", ":") {
		w = w[:len(w)-1]
	}
	r, next := w.total(0)
	if next == 0 {
		r, next = w.span(0)
	}
	if next == 0 || next != len(w) {
		return kpi.Period{}, kpi.Day{}, errPeriod
	}
	p, err := r.resolve(c)
	if err != nil {
		return kpi.Period{}, kpi.Day{}, err
	}
	return p, r.day, nil
}

// reading is what a text names: a period, a day, or the days of a period.
type reading struct {
	kpi.Period
	day  kpi.Day
	days Days

	bare  bool // of numbers alone: 2024, 202406
	own   bool // begins where it says, not in January: a range, the last months of a year
	total bool // the year so far
}

// resolve returns the period of a reading by a calendar. Days that are not whole
// months are a [*DaysError].
func (r reading) resolve(c kpi.Calendar) (kpi.Period, error) {
	p, ok := r.Period, true
	if !r.day.IsZero() {
		p = kpi.Period{From: c.Month(r.day), To: c.Month(r.day)}
	} else if r.days != (Days{}) {
		if p, ok = r.days.period(c); !ok {
			return kpi.Period{}, &DaysError{r.days, r.days.fits()}
		}
	}
	if r.total && p.From != p.To.January() || p.From < kpi.NewMonth(kpi.FirstYear, 1) || p.To > kpi.NewMonth(kpi.LastYear, 12) {
		return kpi.Period{}, errPeriod
	}
	return p, nil
}

// The methods below recognise one notation each. They take where it begins and
// return what follows it, or 0 where it does not stand there.

// total reads the year so far: lũy kế before a period, or what runs from the
// beginning of the year to a period or day.
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
	read := w.span
	if w.is(j, wordTo) {
		j = w.skip(w.skip(j+1, wordThrough), wordTail)
		read = func(i int) (reading, int) { return w.last(i, year) }
	}
	r, next := read(j)
	if next == 0 || !r.accumulate(year) {
		return reading{}, 0
	}
	return r, next
}

// last reads what the year so far runs to. It may lack its year where that
// stands before.
func (w words) last(i, year int) (reading, int) {
	if r, next := w.single(i); next > 0 {
		if !r.day.IsZero() {
			r = reading{days: Days{Last: r.day}}
		}
		return r, next
	}
	p, next := w.part(i)
	if next == 0 || year == 0 {
		return reading{}, 0
	}
	return p.of(year), next
}

// accumulate lets a reading begin with its year, or with the year that is named
// before. It reports whether this contradicts nothing: an end that begins on its
// own must begin in January.
func (r *reading) accumulate(year int) bool {
	end := r.To
	if !r.days.Last.IsZero() {
		end = r.days.Last.Month
	}
	if !r.day.IsZero() || r.own && r.From != r.To.January() || year != 0 && end.Year() != year {
		return false
	}
	if r.days == (Days{}) {
		r.From = r.To.January()
	}
	r.total = true
	return true
}

// span reads a range, or a single period or day.
func (w words) span(i int) (reading, int) {
	from := w.skip(i, wordFrom)
	said := from > i
	r, next := w.single(from)
	if next == 0 {
		return w.shortSpan(from, said)
	}
	if r, end := w.join(from, r, next, said); end > 0 {
		return r, end
	}
	if said {
		return reading{}, 0
	}
	return r, next
}

// join reads the end of a range whose first period stands from i to next.
func (w words) join(i int, first reading, next int, said bool) (reading, int) {
	begin := w.joint(next)
	last, end := w.single(begin)
	if begin == 0 || end == 0 {
		return reading{}, 0
	}
	if w.sign(next, "-") && !said {
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
	case !w.sign(next, "..") && first.To-first.From != last.To-last.From, first.From > last.To:
		return reading{}, 0
	}
	return reading{Period: kpi.Period{From: first.From, To: last.To}, own: true, bare: first.bare || last.bare}, end
}

// shortSpan reads a range whose first part takes its year, or its month too, from
// the last: tháng 1 đến tháng 6 năm 2024, 01/06 - 30/06/2024. A lone number is a
// day where the text says from.
func (w words) shortSpan(i int, said bool) (reading, int) {
	if first, next := w.part(i); next > 0 {
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
		return reading{Period: kpi.Period{From: first.of(year).From, To: last.of(year).To}, own: true}, end
	}
	return w.shortDays(i, said)
}

// shortDays reads 01/06 - 30/06/2024, and 01 đến ngày 30/06/2024 after từ.
func (w words) shortDays(i int, said bool) (reading, int) {
	date, next := w.upTo(w.skip(i, wordDay), 31)
	if next == 0 {
		return reading{}, 0
	}
	month, monthEnd := 0, 0
	if w.sign(next, "/", "-", ".") && w.tight(next) || w.is(next, wordMonth) {
		if month, monthEnd = w.upTo(next+1, 12); monthEnd > 0 {
			next = monthEnd
		}
	}
	begin := w.joint(next)
	last, end := w.date(begin)
	if begin == 0 || end == 0 || month == 0 && !said || w.sign(next, "-") && w[i:next].holds("-") {
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

// joint reads what stands between the ends of a range.
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

// holds reports whether a sign stands anywhere in w.
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
	return w.plain(i)
}
