package kpi

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Month is a calendar month, counted from January of the year 0.
type Month int32

// NewMonth returns the month of a year; month runs from 1 to 12.
func NewMonth(year, month int) Month { return Month(year*12 + month - 1) }

// String returns the month as 2024-06.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m/12, m%12+1) }

// Period is a closed range of months. The zero Period is no period at all: the
// one of a list that belongs to the whole run.
type Period struct{ From, To Month }

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Contains reports whether all months of q are months of p.
func (p Period) Contains(q Period) bool { return p.From <= q.From && q.To <= p.To }

// Overlaps reports whether p and q have a month in common.
func (p Period) Overlaps(q Period) bool { return p.From <= q.To && q.From <= p.To }

// Span returns the shortest period that contains p and q; a zero Period adds
// nothing.
func (p Period) Span(q Period) Period {
	switch {
	case p.IsZero():
		return q
	case q.IsZero():
		return p
	}
	return Period{min(p.From, q.From), max(p.To, q.To)}
}

// Compare orders periods by their first month, then the shorter first.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(p.To, q.To))
}

// String returns the shortest of 2024-06, 2024-Q2, 2024-H1, 2024 and
// 2024-01..2024-05 that names the period, and "" for the zero Period.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	year, first, months := p.From/12, p.From%12, p.To-p.From+1
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

var errPeriod = errors.New("not a period: write 2024-06, 06/2024, Tháng 6/2024, 2024-Q2, 2024-H1, 2024 or 2024-01..2024-06")

// ParsePeriod reads what [Period.String] writes, and the months 06/2024,
// Tháng 6/2024 and Tháng 6 năm 2024 (in NFC, in any case). Years run from 1990
// to 2099.
func ParsePeriod(text string) (Period, error) {
	text = strings.TrimSpace(text)
	if from, to, ok := strings.Cut(text, ".."); ok {
		p, ok1 := parseSingle(from)
		q, ok2 := parseSingle(to)
		if !ok1 || !ok2 || p.From > q.To {
			return Period{}, errPeriod
		}
		return Period{p.From, q.To}, nil
	}
	if p, ok := parseSingle(text); ok {
		return p, nil
	}
	return Period{}, errPeriod
}

// parseSingle reads a period that is not written as a range.
func parseSingle(text string) (Period, bool) {
	if p, ok := parseYearFirst(text); ok {
		return p, true
	}
	return parseMonthFirst(text)
}

// parseYearFirst reads 2024, 2024-06, 2024-Q2 and 2024-H1.
func parseYearFirst(text string) (Period, bool) {
	head, tail, divided := strings.Cut(text, "-")
	year, ok := parseYear(head)
	if !ok {
		return Period{}, false
	}
	if !divided {
		return Period{NewMonth(year, 1), NewMonth(year, 12)}, true
	}
	length := 1
	if tail != "" {
		switch tail[0] {
		case 'Q', 'q':
			tail, length = tail[1:], 3
		case 'H', 'h':
			tail, length = tail[1:], 6
		}
	}
	n, ok := parseDigits(tail, 12/length)
	if !ok || (length == 1) != (len(tail) == 2) {
		return Period{}, false
	}
	from := NewMonth(year, (n-1)*length+1)
	return Period{from, from + Month(length-1)}, true
}

// parseMonthFirst reads 06/2024, Tháng 6/2024 and Tháng 6 năm 2024.
func parseMonthFirst(text string) (Period, bool) {
	text = strings.ToLower(text)
	text = strings.TrimPrefix(text, "tháng ")
	head, tail, ok := strings.Cut(text, "/")
	if !ok {
		head, tail, ok = strings.Cut(text, " năm ")
	}
	month, ok1 := parseDigits(strings.TrimSpace(head), 12)
	year, ok2 := parseYear(strings.TrimSpace(tail))
	if !ok || !ok1 || !ok2 {
		return Period{}, false
	}
	return Period{NewMonth(year, month), NewMonth(year, month)}, true
}

func parseYear(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && len(text) == 4 && n >= 1990 && n <= 2099
}

// parseDigits reads one or two digits that make a number from 1 to limit.
func parseDigits(text string, limit int) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 8)
	return int(n), err == nil && len(text) <= 2 && n >= 1 && int(n) <= limit
}

// UnmarshalText reads a period as [ParsePeriod] does; an empty text is the
// zero Period.
func (p *Period) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(text))
	return err
}

// MarshalText writes what [Period.String] gives.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }
