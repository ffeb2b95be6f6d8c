package kpi

import (
	"cmp"
	"fmt"
	"time"
)

// Day is a day of a calendar month. The zero Day is none.
type Day struct {
	Month Month
	Date  int // from 1 to the length of the month
}

// NewDay returns a day of a year; ok is false where there is no such day.
func NewDay(year, month, date int) (d Day, ok bool) {
	d = Day{NewMonth(year, month), date}
	if month < 1 || month > 12 || date < 1 || date > d.Month.days() {
		return Day{}, false
	}
	return d, true
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Compare orders days by time; the zero Day is before all.
func (d Day) Compare(o Day) int {
	return cmp.Or(cmp.Compare(d.Month, o.Month), cmp.Compare(d.Date, o.Date))
}

// String returns the day as 2024-06-15, and "" for the zero Day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s-%02d", d.Month, d.Date)
}

// Vietnamese returns the day as 15/06/2024.
func (d Day) Vietnamese() string {
	return fmt.Sprintf("%02d/%02d/%04d", d.Date, int(d.Month%12)+1, d.Month.Year())
}

// days returns the length of a calendar month.
func (m Month) days() int {
	return time.Date(m.Year(), time.Month(m%12+2), 0, 0, 0, 0, 0, time.UTC).Day()
}

// Calendar is a rule by which days fall into months.
type Calendar struct {
	// MonthEnds is the last day of a month: by 14, June runs from 15 May to 14
	// June. It runs from 1 to 28; 0 means calendar months.
	MonthEnds int
	// AsDated makes days that are not whole months a period of their own.
	AsDated bool
}

// IsValid reports whether every month of c has its last day.
func (c Calendar) IsValid() bool { return c.MonthEnds >= 0 && c.MonthEnds <= 28 }

// Month returns the month that a day falls into.
func (c Calendar) Month(d Day) Month {
	if c.MonthEnds > 0 && d.Date > c.MonthEnds {
		return d.Month + 1
	}
	return d.Month
}

// First returns the first day of a month: the one after the last day of the month before.
func (c Calendar) First(m Month) Day {
	before := c.Last(m - 1)
	if before.Date == before.Month.days() {
		return Day{m, 1}
	}
	return Day{before.Month, before.Date + 1}
}

// Last returns the last day of a month.
func (c Calendar) Last(m Month) Day {
	if c.MonthEnds > 0 {
		return Day{m, c.MonthEnds}
	}
	return Day{m, m.days()}
}
