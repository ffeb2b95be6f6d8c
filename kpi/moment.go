package kpi

import (
	"cmp"
	"fmt"
)

// Moment is a day of the years [FirstYear] to [LastYear], with the minute of the day or
// without. The zero Moment is none.
type Moment uint32

// The parts of a Moment: the day, counted from the first of FirstYear as 1, above the
// minute of the day.
const (
	momentBits = 11
	noMinute   = 1<<momentBits - 1
)

// MomentDays is the number of days that a [Moment] can be of, and one more: that of none.
const MomentDays = (LastYear-FirstYear+1)*366 + 1

// NewMoment returns a moment of a day; minute is counted from midnight, -1 where it is not
// known. ok is false where there is no such day or minute in the years of periods.
func NewMoment(year, month, date, minute int) (m Moment, ok bool) {
	if year < FirstYear || year > LastYear || month < 1 || month > 12 || date < 1 || minute >= 24*60 {
		return 0, false
	}
	if date > 28 && date > NewMonth(year, month).days() {
		return 0, false
	}
	if minute < 0 {
		minute = noMinute
	}
	return Moment(dayNumber(year, month, date)<<momentBits | minute), true
}

// On returns the moment of a day whose minute is not known; none for the zero Day.
func On(d Day) Moment {
	if d.IsZero() {
		return 0
	}
	m, _ := NewMoment(d.Month.Year(), int(d.Month%12)+1, d.Date, -1)
	return m
}

// dayNumber counts the days from the first of FirstYear as 1.
func dayNumber(year, month, date int) int {
	return civil(year, month, date) - civil(FirstYear, 1, 1) + 1
}

// civil counts days in the Gregorian calendar. Years begin in March, so that the leap day
// is the last one.
func civil(year, month, date int) int {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + date
}

// IsZero reports whether m is none.
func (m Moment) IsZero() bool { return m == 0 }

// HasMinute reports whether the minute of the day is known.
func (m Moment) HasMinute() bool { return m != 0 && m&noMinute != noMinute }

// Number returns the number of the day, from 1 on, less than [MomentDays]; 0 for none.
func (m Moment) Number() int { return int(m >> momentBits) }

// Add returns the moment some days later, at the same minute.
func (m Moment) Add(days int) Moment { return m + Moment(days<<momentBits) }

// Day returns the day of m; the zero Day for none.
func (m Moment) Day() Day {
	if m.IsZero() {
		return Day{}
	}
	n := m.Number() + civil(FirstYear, 1, 1) - 1
	year := n / 366
	for civil(year+1, 1, 1) <= n {
		year++
	}
	month := 1
	for civil(year, month+1, 1) <= n { // the month behind December is January
		month++
	}
	return Day{NewMonth(year, month), n - civil(year, month, 1) + 1}
}

// CompareDays orders moments by their days.
func (m Moment) CompareDays(o Moment) int { return cmp.Compare(m.Number(), o.Number()) }

// Compare orders moments by their days, and within one by their minutes where both are
// known.
func (m Moment) Compare(o Moment) int {
	if m.HasMinute() && o.HasMinute() {
		return cmp.Compare(m, o)
	}
	return m.CompareDays(o)
}

// String returns 2025-09-30, or 2025-09-30 16:05, and "" for none.
func (m Moment) String() string {
	if !m.HasMinute() {
		return m.Day().String()
	}
	minute := int(m & noMinute)
	return fmt.Sprintf("%s %02d:%02d", m.Day(), minute/60, minute%60)
}
