package units

import (
	"fmt"
	"strconv"
	"time"

	"cchc/kpi"
)

// day is a date as a number, 20250630; 0 is none.
type day int

// firstMonth and lastMonth are those of a unit without dates.
const (
	firstMonth = kpi.Month(1 * 12)
	lastMonth  = kpi.Month(9999*12 + 11)
)

// dayOf returns the day of a time.
func dayOf(t time.Time) day { return day(t.Year()*10_000 + int(t.Month())*100 + t.Day()) }

// month returns the month of a day, or another where there is no day.
func (d day) month(open kpi.Month) kpi.Month {
	if d == 0 {
		return open
	}
	return kpi.NewMonth(int(d)/10_000, int(d)/100%100)
}

// String returns the day as 2025-06-30, and "" for none.
func (d day) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d/10_000, d/100%100, d%100)
}

// shown returns the day as people write it: 30/06/2025.
func (d day) shown() string { return fmt.Sprintf("%02d/%02d/%04d", d%100, d/100%100, d/10_000) }

// readDays reads the first and the last day of a date such as 2024-12-31, of a month or of
// a year. A blank is none.
func readDays(text string) (from, to day, err error) {
	if text == "" {
		return 0, 0, nil
	}
	for form, months := range map[string]int{time.DateOnly: 0, "2006-01": 1, "2006": 12} {
		if first, err := time.Parse(form, text); err == nil {
			last := first
			if months > 0 {
				last = first.AddDate(0, months, -1)
			}
			return dayOf(first), dayOf(last), nil
		}
	}
	return 0, 0, kpi.NewFault("{text} is not a date: want 2024-12-31", "text", strconv.Quote(text))
}
