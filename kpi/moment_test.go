package kpi

import (
	"testing"
	"time"
)

func TestMomentOfEveryDay(t *testing.T) {
	number := 0
	for at := time.Date(FirstYear, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= LastYear; at = at.AddDate(0, 0, 1) {
		number++
		m, ok := NewMoment(at.Year(), int(at.Month()), at.Day(), number%1440)
		if !ok || m.Number() != number || m.Number() >= MomentDays || m.Day().String() != at.Format(time.DateOnly) {
			t.Fatalf("%s: moment %v, number %d, want %d", at.Format(time.DateOnly), m, m.Number(), number)
		}
		if On(m.Day()).Number() != number || m.Add(-1).Number() != number-1 {
			t.Fatalf("%s: other numbers", m)
		}
	}
}

func TestMoment(t *testing.T) {
	for _, d := range [][4]int{{2025, 9, 31, 0}, {2025, 2, 29, 0}, {2025, 13, 1, 0}, {1989, 12, 31, 0}, {2100, 1, 1, 0}, {2025, 9, 1, 1440}, {2025, 0, 1, 0}, {2025, 1, 0, 0}} {
		if m, ok := NewMoment(d[0], d[1], d[2], d[3]); ok {
			t.Errorf("%v is the moment %s", d, m)
		}
	}
	for _, d := range [][4]int{{1990, 1, 1, 0}, {2099, 12, 31, 1439}, {2024, 2, 29, 0}, {2023, 2, 28, -1}} {
		if m, ok := NewMoment(d[0], d[1], d[2], d[3]); !ok || m.HasMinute() != (d[3] >= 0) {
			t.Errorf("%v is %s, %t", d, m, ok)
		}
	}
	morning, _ := NewMoment(2025, 9, 30, 8*60+5)
	noon, _ := NewMoment(2025, 9, 30, 12*60)
	day, _ := NewMoment(2025, 9, 30, -1)
	next, _ := NewMoment(2025, 10, 1, -1)
	if morning.String() != "2025-09-30 08:05" || day.String() != "2025-09-30" || Moment(0).String() != "" {
		t.Errorf("written %s, %s, %s", morning, day, Moment(0))
	}
	if morning.Compare(noon) != -1 || morning.Compare(day) != 0 || noon.CompareDays(morning) != 0 || next.Compare(noon) != 1 {
		t.Error("moments are not in order")
	}
}
