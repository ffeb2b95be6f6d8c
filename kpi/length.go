package kpi

import (
	"fmt"
	"slices"
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
	return 0, fmt.Errorf("%q is not a length of periods: want month, quarter, half, year", text)
}

// Around returns the period of the length that contains a month.
func (n Length) Around(m Month) Period {
	from := m - m%Month(n)
	return Period{from, from + Month(n) - 1}
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
