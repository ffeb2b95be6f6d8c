package kpi

import (
	"slices"
	"strconv"
	"strings"
)

// Beside is another period whose figures are beside those of a period.
type Beside uint8

// The periods beside another. Reports of the offices have all three.
const (
	Before      Beside = iota // the one before
	YearEarlier               // the same a year earlier
	ToDate                    // from January to its end
)

var besideWords = [...]string{"previous", "last-year", "to-date"}

// Besides returns all, in the order in which they are shown.
func Besides() []Beside { return []Beside{Before, YearEarlier, ToDate} }

// String returns previous, last-year or to-date.
func (b Beside) String() string { return besideWords[b] }

// ID returns the word as a part of an id: last_year.
func (b Beside) ID() string { return strings.ReplaceAll(b.String(), "-", "_") }

// ParseBeside reads the words that String gives.
func ParseBeside(text string) (Beside, error) {
	i := slices.Index(besideWords[:], text)
	if i < 0 {
		return 0, NewFault("{text} is no period beside another: want previous, last-year or to-date", "text", strconv.Quote(text))
	}
	return Beside(i), nil
}

// Of returns the period that is beside p; ok is false where p has none. The one before has
// as many months and ends where p begins: before a quarter it is the quarter before, before
// the first half of a year the second half of the year before. Days that are not whole
// months have none, and months of two years have no year to date.
func (b Beside) Of(p Period) (q Period, ok bool) {
	const year = Month(Yearly)
	switch n := Month(p.Months()); {
	case p.IsZero(), p.IsDated(), b == ToDate && p.From.Year() != p.To.Year():
		return Period{}, false
	case b == Before:
		return Period{From: p.From - n, To: p.From - 1}, true
	case b == YearEarlier:
		return Period{From: p.From - year, To: p.To - year}, true
	}
	return p.ToDate(), true
}
