package kpi

import "testing"

func TestBeside(t *testing.T) {
	month := func(year, m int) Month { return NewMonth(year, m) }
	span := func(from, to Month) Period { return Period{From: from, To: to} }
	june, first, last := month(2024, 6).Period(), Day{month(2024, 6), 1}, Day{month(2024, 6), 20}
	cases := []struct {
		name                       string
		of                         Period
		previous, lastYear, toDate string // "": none
	}{
		{"a month", june, "2024-05", "2023-06", "2024-H1"},
		{"January", month(2024, 1).Period(), "2023-12", "2023-01", "2024-01"},
		{"a quarter", span(month(2024, 1), month(2024, 3)), "2023-Q4", "2023-Q1", "2024-Q1"},
		{"the second quarter", span(month(2024, 4), month(2024, 6)), "2024-Q1", "2023-Q2", "2024-H1"},
		{"six months", span(month(2024, 1), month(2024, 6)), "2023-H2", "2023-H1", "2024-H1"},
		{"nine months", span(month(2024, 1), month(2024, 9)), "2023-04..2023-12", "2023-01..2023-09", "2024-01..2024-09"},
		{"a year", span(month(2024, 1), month(2024, 12)), "2023", "2023", "2024"},
		{"months of two years", span(month(2023, 12), month(2024, 2)), "2023-09..2023-11", "2022-12..2023-02", ""},
		{"days", Dated(first, last), "", "", ""},
		{"none", Period{}, "", "", ""},
	}
	for _, c := range cases {
		for i, want := range []string{c.previous, c.lastYear, c.toDate} {
			b := Besides()[i]
			got, ok := b.Of(c.of)
			if got.String() != want || ok != (want != "") {
				t.Errorf("%s, %s: %q, %v; want %q", c.name, b, got, ok, want)
			}
		}
	}
	for _, b := range Besides() {
		if got, err := ParseBeside(b.String()); got != b || err != nil {
			t.Errorf("%s is read as %v, %v", b, got, err)
		}
	}
	if _, err := ParseBeside("last year"); err == nil {
		t.Error(`"last year" is read`)
	}
	if got := YearEarlier.ID(); got != "last_year" {
		t.Errorf("id %q", got)
	}
}
