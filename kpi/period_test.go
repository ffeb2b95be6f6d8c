package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// All ranges of months over three years, among them every month, quarter, half
// and year, are read back from what is written.
func TestPeriodRoundTrip(t *testing.T) {
	texts := map[string]kpi.Period{}
	for from := kpi.NewMonth(2023, 1); from <= kpi.NewMonth(2025, 12); from++ {
		for to := from; to <= kpi.NewMonth(2025, 12); to++ {
			p := kpi.Period{From: from, To: to}
			if q, ok := texts[p.String()]; ok {
				t.Errorf("%v and %v are both written %q", p, q, p)
			}
			texts[p.String()] = p
			if q, _, err := dates.Parse(p.String(), kpi.Calendar{}); err != nil || q != p {
				t.Errorf("%q is read as %v, %v", p, q, err)
			}
		}
	}
	for _, name := range []string{"2023-01", "2024-12", "2024-Q1", "2024-Q3", "2025-H1", "2025-H2", "2023", "2023-02..2023-04", "2023-01..2024-12"} {
		if _, ok := texts[name]; !ok {
			t.Errorf("no period is written %q", name)
		}
	}
}

func TestPeriodRelations(t *testing.T) {
	tests := []struct {
		p, q               string
		contains, overlaps bool
		span               string
		compare            int
	}{
		{"2024-06", "2024-06", true, true, "2024-06", 0},
		{"2024-Q2", "2024-06", true, true, "2024-Q2", -1},
		{"2024-Q2", "2024-04", true, true, "2024-Q2", 1},
		{"2024-06", "2024-Q2", false, true, "2024-Q2", 1},
		{"2024-Q2", "2024-07", false, false, "2024-04..2024-07", -1},
		{"2024-Q2", "2024-03", false, false, "2024-03..2024-06", 1},
		{"2024-H1", "2024-06..2024-07", false, true, "2024-01..2024-07", -1},
		{"2024", "2024-H2", true, true, "2024", -1},
		{"2024-12", "2025-01", false, false, "2024-12..2025-01", -1},
		{"2023", "2025", false, false, "2023-01..2025-12", -1},
	}
	for _, tt := range tests {
		p, q := period(t, tt.p), period(t, tt.q)
		if got := p.Contains(q); got != tt.contains {
			t.Errorf("%s contains %s: %t", p, q, got)
		}
		if p.Overlaps(q) != tt.overlaps || q.Overlaps(p) != tt.overlaps {
			t.Errorf("%s and %s overlap: %t, %t; want %t", p, q, p.Overlaps(q), q.Overlaps(p), tt.overlaps)
		}
		if p.Span(q).String() != tt.span || q.Span(p).String() != tt.span {
			t.Errorf("span of %s and %s is %s and %s, want %s", p, q, p.Span(q), q.Span(p), tt.span)
		}
		if p.Compare(q) != tt.compare || q.Compare(p) != -tt.compare {
			t.Errorf("%s against %s: %d and %d, want %d and %d", p, q, p.Compare(q), q.Compare(p), tt.compare, -tt.compare)
		}
	}
}

func TestPeriodSpanOfNone(t *testing.T) {
	var none kpi.Period
	june := period(t, "2024-06")
	if got := none.Span(june); got != june {
		t.Errorf("nothing and June span %q", got)
	}
	if got := june.Span(none); got != june {
		t.Errorf("June and nothing span %q", got)
	}
	if got := none.Span(none); !got.IsZero() || got.String() != "" {
		t.Errorf("nothing and nothing span %q", got)
	}
}

func TestLength(t *testing.T) {
	for _, tt := range []struct{ length, span, want string }{
		{"month", "2023-12..2024-02", "2023-12 2024-01 2024-02"},
		{"month", "2024-06", "2024-06"},
		{"quarter", "2023-12..2024-05", "2023-Q4 2024-Q1 2024-Q2"},
		{"half", "2024-03..2024-07", "2024-H1 2024-H2"},
		{"year", "2023-12..2024-01", "2023 2024"},
	} {
		n, err := kpi.ParseLength(tt.length)
		if err != nil {
			t.Fatal(err)
		}
		if n.String() != tt.length {
			t.Errorf("%s is written %s", tt.length, n)
		}
		got := strings.Trim(fmt.Sprint(n.Divide(period(t, tt.span))), "[]")
		if got != tt.want {
			t.Errorf("%s by %s: %s, want %s", tt.span, tt.length, got, tt.want)
		}
	}
	if _, err := kpi.ParseLength("week"); err == nil || err.Error() != `"week" is not a length of periods: want month, quarter, half, year` {
		t.Errorf("a week: %v", err)
	}
	for _, tt := range []struct {
		length kpi.Length
		period string
		want   bool
	}{
		{kpi.Monthly, "2024-06", true}, {kpi.Monthly, "2024-06..2024-07", false},
		{kpi.Quarterly, "2024-06", true}, {kpi.Quarterly, "2024-04..2024-05", true}, {kpi.Quarterly, "2024-06..2024-07", false},
		{kpi.HalfYearly, "2024-Q2", true}, {kpi.HalfYearly, "2024-06..2024-07", false},
		{kpi.Yearly, "2024", true}, {kpi.Yearly, "2023-12..2024-01", false},
	} {
		if got := tt.length.Holds(period(t, tt.period)); got != tt.want {
			t.Errorf("%s within a %s: %t", tt.period, tt.length, got)
		}
	}
	if got := period(t, "2024-Q3").ToDate(); got != period(t, "2024-01..2024-09") || !got.BeginsYear() || got.Months() != 9 {
		t.Errorf("the year to the third quarter is %s", got)
	}
}
