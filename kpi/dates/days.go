package dates

import (
	"errors"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Days are the first and the last day of a period as a text names them. First
// is zero where the text names only the day that the period ends on.
type Days struct{ First, Last kpi.Day }

// String returns 2024-05-15..2024-06-14, or ..2024-06-14 without a first day.
func (d Days) String() string { return d.First.String() + ".." + d.Last.String() }

// are reports whether d are the days of p by a calendar.
func (d Days) are(p kpi.Period, c kpi.Calendar) bool {
	return !p.IsDated() && d.Last == c.Last(p.To) && (d.First.IsZero() || d.First == c.First(p.From))
}

// isShift reports whether d are the days of p by some calendar.
func (d Days) isShift(p kpi.Period) bool {
	for c := (kpi.Calendar{}); c.IsValid(); c.MonthEnds++ {
		if d.are(p, c) {
			return true
		}
	}
	return false
}

// period returns the period whose days d are by a calendar: the year up to the
// last day where d has no first one.
func (d Days) period(c kpi.Calendar) (p kpi.Period, ok bool) {
	p = kpi.Period{From: c.Month(d.First), To: c.Month(d.Last)}
	if d.First.IsZero() {
		p.From = p.To.January()
	}
	return p, p.From <= p.To && d.are(p, c)
}

// dated returns d as a period of their own, where a calendar makes them one.
func (d Days) dated(c kpi.Calendar) (p kpi.Period, ok bool) {
	if !c.AsDated || d.First.IsZero() || d.Last.Compare(d.First) < 0 {
		return kpi.Period{}, false
	}
	return kpi.Dated(d.First, d.Last), true
}

// fits returns the values of MonthEnds by which d are whole months.
func (d Days) fits() (ends []int) {
	for c := (kpi.Calendar{}); c.IsValid(); c.MonthEnds++ {
		if _, ok := d.period(c); ok {
			ends = append(ends, c.MonthEnds)
		}
	}
	return ends
}

// ErrPart is the error of [Find] for a line by whose words the counts are of less
// or more than the period that it names, or are no counts yet.
var ErrPart = errors.New("less or more than a period")

// DaysError is the error for days that are not whole months by the calendar they were
// read with.
type DaysError struct {
	Days Days
	// Fits are the values of [kpi.Calendar.MonthEnds] by which the days are whole
	// months, 0 for calendar months; mostly one or none.
	Fits []int
}

// Error names the days, and the calendar that fits them.
func (e *DaysError) Error() string {
	text := "not whole months: " + e.Days.String()
	switch {
	case len(e.Fits) == 0:
		return text
	case e.Fits[0] == 0:
		return text + "; they are calendar months"
	}
	return text + "; they are where a month ends on day " + strconv.Itoa(e.Fits[0])
}

// IsSigning reports whether a text holds the date of a signature: "Tràng Định,
// ngày 30 tháng 6 năm 2024", also with the figures left out.
func IsSigning(text string) bool {
	text = strings.ToLower(text)
	day := strings.Index(text, "ngày ")
	month := strings.Index(text, "tháng ")
	return day >= 0 && month > day && strings.Contains(text[month:], "năm")
}
