package kpi_test

import (
	"testing"
	"time"

	"cchc/kpi"
)

// Each day of three years falls into one month, which runs from the day after the
// last one of the month before to its own last day.
func TestCalendarPartsDaysIntoMonths(t *testing.T) {
	for _, ends := range []int{0, 1, 14, 20, 28} {
		c := kpi.Calendar{MonthEnds: ends}
		month := c.Month(kpi.Day{Month: kpi.NewMonth(2022, 12), Date: 31})
		for at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2026; at = at.AddDate(0, 0, 1) {
			d, ok := kpi.NewDay(at.Year(), int(at.Month()), at.Day())
			if !ok || d.String() != at.Format(time.DateOnly) {
				t.Fatalf("%v is the day %v, %t", at, d, ok)
			}
			first := at.Day() == 1
			if ends > 0 {
				first = at.AddDate(0, 0, -1).Day() == ends
			}
			if first {
				month++
			}
			if got := c.Month(d); got != month || (c.First(month) == d) != first {
				t.Errorf("months to day %d: %v is in %v, want %v, which begins on %v", ends, d, got, month, c.First(month))
			}
			if next := at.AddDate(0, 0, 1); (c.Last(month) == d) != (next.Day() == 1 && ends == 0 || at.Day() == ends) {
				t.Errorf("months to day %d: %v ends on %v", ends, month, c.Last(month))
			}
		}
	}
}

func TestCalendarIsValid(t *testing.T) {
	for ends, want := range map[int]bool{-1: false, 0: true, 1: true, 28: true, 29: false, 31: false} {
		if got := (kpi.Calendar{MonthEnds: ends}).IsValid(); got != want {
			t.Errorf("months to day %d: valid is %t", ends, got)
		}
	}
}

func TestNewDay(t *testing.T) {
	for _, d := range [][3]int{{2024, 0, 1}, {2024, 13, 1}, {2024, 6, 0}, {2024, 6, 31}, {2023, 2, 29}, {2100, 2, 29}, {2024, 2, 30}} {
		if day, ok := kpi.NewDay(d[0], d[1], d[2]); ok || !day.IsZero() {
			t.Errorf("NewDay(%v) = %v", d, day)
		}
	}
	if d, ok := kpi.NewDay(2000, 2, 29); !ok || d.String() != "2000-02-29" {
		t.Errorf("NewDay of 29 February 2000 = %v, %t", d, ok)
	}
}
