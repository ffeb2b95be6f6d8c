package dates

import (
	"testing"

	"cchc/kpi"
)

// Days may be written with the month first where that makes them days of one month.
func TestMonthFirst(t *testing.T) {
	for name, tt := range map[string]struct {
		texts []string
		want  int
	}{
		"one month":               {[]string{"09/02/2024", "09/03/2024", "9/4/2024"}, 3},
		"dashes":                  {[]string{"09-02-2024", "09-03-2024"}, 2},
		"two months either way":   {[]string{"09/02/2024", "10/03/2024"}, 0},
		"one month as it is read": {[]string{"09/02/2024"}, 0},
		"a day that is no month":  {[]string{"09/02/2024", "13/03/2024"}, 0},
		"the year first":          {[]string{"2024-02-09", "2024-03-09"}, 0},
	} {
		days := map[string]kpi.Day{}
		for _, text := range tt.texts {
			_, day, err := Parse(text, kpi.Calendar{})
			if err != nil {
				t.Fatal(err)
			}
			days[text] = day
		}
		months, _, ok := MonthFirst(days)
		if ok != (tt.want > 0) || ok && months != tt.want {
			t.Errorf("%s: %d months, %t, want %d", name, months, ok, tt.want)
		}
	}
}
