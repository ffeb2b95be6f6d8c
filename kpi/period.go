package kpi

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Month is a calendar month, counted from January of the year 0.
type Month int32

// NewMonth returns the month of a year; month runs from 1 to 12.
func NewMonth(year, month int) Month { return Month(year*12 + month - 1) }

// Year returns the year of m.
func (m Month) Year() int { return int(m / 12) }

// Period returns the month as a period.
func (m Month) Period() Period { return Period{From: m, To: m} }

// January returns the first month of the year of m.
func (m Month) January() Month { return m - m%12 }

// String returns the month as 2024-06.
func (m Month) String() string {
	digits := strconv.Itoa(1_000_000 + m.Year()*100 + int(m%12) + 1) // one before the year keeps its zeros
	return digits[1:5] + "-" + digits[5:]
}

// In writes the month as 06/2024 in Vietnamese, as 2024-06 in English.
func (m Month) In(lang Lang) string {
	text := m.String()
	if lang == Vietnamese {
		return text[5:] + "/" + text[:4]
	}
	return text
}

// Period is a closed range of months: 2024-01..2024-06. The zero Period is no period at
// all: the one of a list that belongs to the whole run.
//
// A dated one runs from a day of its first month to a day of its last, which are not whole
// months: 2025-07-01..2025-09-23. It contains and is contained in nothing but itself.
type Period struct {
	From, To          Month
	FirstDay, LastDay int8 // 0 of whole months
}

// Dated returns the period from a day to another.
func Dated(first, last Day) Period {
	return Period{first.Month, last.Month, int8(first.Date), int8(last.Date)}
}

// IsDated reports whether p is not of whole months.
func (p Period) IsDated() bool { return p.FirstDay != 0 }

// Days returns the first and the last day of a dated period.
func (p Period) Days() (first, last Day) {
	return Day{p.From, int(p.FirstDay)}, Day{p.To, int(p.LastDay)}
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Contains reports whether all months of q are months of p.
func (p Period) Contains(q Period) bool {
	return p == q || !p.IsDated() && !q.IsDated() && p.From <= q.From && q.To <= p.To
}

// Overlaps reports whether p and q have a month in common.
func (p Period) Overlaps(q Period) bool { return p.From <= q.To && q.From <= p.To }

// Span returns the shortest period that contains p and q; a zero Period adds
// nothing.
func (p Period) Span(q Period) Period {
	switch {
	case p.IsZero():
		return q
	case q.IsZero(), p == q:
		return p
	}
	return Period{From: min(p.From, q.From), To: max(p.To, q.To)}
}

// Months returns the number of months in p.
func (p Period) Months() int { return int(p.To-p.From) + 1 }

// ToDate returns the period from the beginning of the year to the end of p.
func (p Period) ToDate() Period { return Period{From: p.From.January(), To: p.To} }

// BeginsYear reports whether p begins in January.
func (p Period) BeginsYear() bool { return p.From == p.From.January() }

// Compare orders periods by their first month, then the shorter first.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(p.To, q.To), cmp.Compare(p.FirstDay, q.FirstDay), cmp.Compare(p.LastDay, q.LastDay))
}

// String returns the shortest of 2024-06, 2024-Q2, 2024-H1, 2024 and
// 2024-01..2024-05 that names the period, the days of a dated one, and "" for the zero
// Period.
func (p Period) String() string {
	switch first, last := p.Days(); {
	case p.IsZero():
		return ""
	case p.IsDated():
		return first.String() + ".." + last.String()
	}
	year, first, months := p.From.Year(), p.From%12, p.Months()
	switch {
	case months == 1:
		return p.From.String()
	case months == 3 && first%3 == 0:
		return fmt.Sprintf("%04d-Q%d", year, first/3+1)
	case months == 6 && first%6 == 0:
		return fmt.Sprintf("%04d-H%d", year, first/6+1)
	case months == 12 && first == 0:
		return fmt.Sprintf("%04d", year)
	}
	return p.From.String() + ".." + p.To.String()
}

// In writes the months of p, or its days, for people: "06/2024" or "01/2024 – 06/2024" in
// Vietnamese, "2024-06" or "2024-01 – 2024-06" in English.
func (p Period) In(lang Lang) string {
	first, last := p.From.In(lang), p.To.In(lang)
	if p.IsDated() {
		from, to := p.Days()
		if first, last = from.String(), to.String(); lang == Vietnamese {
			first, last = from.Vietnamese(), to.Vietnamese()
		}
	}
	if first == last {
		return first
	}
	return first + " – " + last
}

// The years of periods.
const (
	FirstYear = 1990
	LastYear  = 2099
)

// Length is the number of months in each period of a trend.
type Length int

// The lengths. Quarters and halves are those of the calendar year.
const (
	Monthly    Length = 1
	Quarterly  Length = 3
	HalfYearly Length = 6
	Yearly     Length = 12
)

// Lengths returns all lengths, the shortest first.
func Lengths() []Length { return []Length{Monthly, Quarterly, HalfYearly, Yearly} }

// String returns month, quarter, half or year.
func (n Length) String() string {
	return [...]string{"month", "quarter", "half", "year"}[slices.Index(Lengths(), n)]
}

// ParseLength reads the words that String gives.
func ParseLength(text string) (Length, error) {
	for _, n := range Lengths() {
		if n.String() == text {
			return n, nil
		}
	}
	return 0, NewFault("{text} is not a length of periods: want month, quarter, half, year", "text", strconv.Quote(text))
}

// Around returns the period of the length that contains a month.
func (n Length) Around(m Month) Period {
	from := m - m%Month(n)
	return Period{From: from, To: from + Month(n) - 1}
}

// Holds reports whether one period of the length contains p.
func (n Length) Holds(p Period) bool { return n.Around(p.From).Contains(p) }

// Divide returns the periods of the length that overlap a span.
func (n Length) Divide(span Period) []Period {
	var periods []Period
	for p := n.Around(span.From); p.From <= span.To; p = n.Around(p.To + 1) {
		periods = append(periods, p)
	}
	return periods
}
