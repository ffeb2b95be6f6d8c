package dates

import (
	"strconv"
	"strings"

	"cchc/kpi"
)

// MonthFirst returns in how many months some days are as they are read, by their texts and
// with the day first, where all are in one month with the month first: 09/02/2024 and
// 09/03/2024. ok is false where they are not.
func MonthFirst(days map[string]kpi.Day) (months int, month kpi.Month, ok bool) {
	read := map[kpi.Month]bool{}
	for text, day := range days {
		swapped := kpi.NewMonth(day.Month.Year(), day.Date)
		if !mayBeMonthFirst(text, day) || len(read) > 0 && month != swapped {
			return 0, 0, false
		}
		read[day.Month], month = true, swapped
	}
	return len(read), month, len(read) > 1
}

// mayBeMonthFirst reports whether the text of a day such as 9/2/2024 may have the month
// first.
func mayBeMonthFirst(text string, day kpi.Day) bool {
	date, rest, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(text), "-", "/"), "/")
	_, err := strconv.Atoi(date)
	return ok && err == nil && len(date) <= 2 && day.Date <= 12 && strings.Contains(rest, "/")
}
