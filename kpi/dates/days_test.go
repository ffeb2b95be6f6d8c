package dates_test

import (
	"fmt"
	"testing"
	"time"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// Each day of three years is read as itself, in the month that it falls into.
func TestParseEveryDay(t *testing.T) {
	for _, ends := range []int{0, 1, 14, 20, 28} {
		c := kpi.Calendar{MonthEnds: ends}
		for at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2026; at = at.AddDate(0, 0, 1) {
			d, _ := kpi.NewDay(at.Year(), int(at.Month()), at.Day())
			month := c.Month(d)
			if p, day, err := dates.Parse(at.Format("02/01/2006"), c); err != nil || day != d || p != (kpi.Period{From: month, To: month}) {
				t.Errorf("months to day %d: %v is read as %v, %v, %v", ends, d, p, day, err)
			}
		}
	}
}

// The first and the last day of any period of whole months are that period.
func TestCalendarReadsDaysOfPeriods(t *testing.T) {
	for _, ends := range []int{0, 14, 20, 28} {
		c := kpi.Calendar{MonthEnds: ends}
		for from := kpi.NewMonth(2023, 1); from <= kpi.NewMonth(2025, 12); from++ {
			for to := from; to < from+13; to++ {
				text := fmt.Sprintf("từ ngày %s đến ngày %s", c.First(from), c.Last(to))
				p, day, err := dates.Parse(text, c)
				if err != nil || p != (kpi.Period{From: from, To: to}) || !day.IsZero() {
					t.Errorf("months to day %d: Parse(%q) = %v, %v, %v", ends, text, p, day, err)
				}
				if found, err := dates.Find("Số liệu ("+text+")", c); err != nil || len(found) != 1 || found[0] != p {
					t.Errorf("months to day %d: Find(%q) = %v, %v", ends, text, found, err)
				}
			}
		}
	}
}
