package kpi_test

import (
	"testing"

	"cchc/kpi"
)

func TestParsePeriod(t *testing.T) {
	june := kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}
	tests := []struct {
		text string
		want kpi.Period
		name string // what String writes
	}{
		{"2024-06", june, "2024-06"},
		{"2024-Q2", kpi.Period{From: kpi.NewMonth(2024, 4), To: kpi.NewMonth(2024, 6)}, "2024-Q2"},
		{"2024-Q4", kpi.Period{From: kpi.NewMonth(2024, 10), To: kpi.NewMonth(2024, 12)}, "2024-Q4"},
		{"2024-H1", kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)}, "2024-H1"},
		{"2024-H2", kpi.Period{From: kpi.NewMonth(2024, 7), To: kpi.NewMonth(2024, 12)}, "2024-H2"},
		{"2024", kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 12)}, "2024"},
		{"1990", kpi.Period{From: kpi.NewMonth(1990, 1), To: kpi.NewMonth(1990, 12)}, "1990"},
		{"2099-12", kpi.Period{From: kpi.NewMonth(2099, 12), To: kpi.NewMonth(2099, 12)}, "2099-12"},
		{"2024-01..2024-05", kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 5)}, "2024-01..2024-05"},
		{"2023-11..2024-02", kpi.Period{From: kpi.NewMonth(2023, 11), To: kpi.NewMonth(2024, 2)}, "2023-11..2024-02"},
		{"2024-04..2024-06", kpi.Period{From: kpi.NewMonth(2024, 4), To: kpi.NewMonth(2024, 6)}, "2024-Q2"},
		{"2024-07..2024-12", kpi.Period{From: kpi.NewMonth(2024, 7), To: kpi.NewMonth(2024, 12)}, "2024-H2"},
		{"2024-01..2024-12", kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 12)}, "2024"},
		{"2024-06..2024-06", june, "2024-06"},
	}
	for _, tt := range tests {
		got, err := kpi.ParsePeriod(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %v", tt.text, got, err, tt.want)
		}
		if got.String() != tt.name {
			t.Errorf("%q is written %q, want %q", tt.text, got, tt.name)
		}
	}
}

func TestParsePeriodRejects(t *testing.T) {
	for _, text := range []string{
		"", " ", "  2024-06\t", "06/2024", "6/2024", "Tháng 6/2024", "202406", "2024-06-15", "2024-q2", "2024-Q1..2024-Q2", "2024..2025", "2024-13", "2024-00", "2024-6", "2024-006", "2024-", "-06",
		"00/2024", "13/2024", "006/2024", "06/24", "06/02024", "/2024", "06/", "+6/2024", "-6/2024",
		"2024-+6", "+202-06", "2024-Q0", "2024-Q5", "2024-Q", "2024-QQ", "2024-H0", "2024-H3", "2024-H",
		"1989", "2100", "1989-12", "01/2100", "24", "202", "20240", "0x7E8",
		"2024-06..2024-01", "2024-06..", "..2024-06", "..", "2024-06...2024-07", "2024-06..2024-13",
		"Tháng 13/2024", "Tháng 0/2024", "Tháng/2024", "Tháng 6", "tháng 6 năm", "thang 6/2024",
		"tháng 6 năm 24", "6 2024", "٠٦/٢٠٢٤", "０６/2024", "06/2024x", "x06/2024", "June 2024",
	} {
		if p, err := kpi.ParsePeriod(text); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", text, p)
		} else if p != (kpi.Period{}) {
			t.Errorf("ParsePeriod(%q) returns %v with its error", text, p)
		}
	}
}

// A range has two ends, and a quarter one digit: ParsePeriod reads what String
// writes.
func TestParsePeriodRejectsRangeOfRangesAndPaddedQuarters(t *testing.T) {
	for _, text := range []string{"2024-01..2024-02..2024-03", "2024-Q02", "2024-H01"} {
		if p, err := kpi.ParsePeriod(text); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", text, p)
		}
	}
}

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
			if q, err := kpi.ParsePeriod(p.String()); err != nil || q != p {
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

func TestPeriodText(t *testing.T) {
	for _, name := range []string{"", "2024-06", "2024-Q2", "2024-H1", "2024", "2024-01..2024-05"} {
		p := kpi.Period{From: 1, To: 2}
		if err := p.UnmarshalText([]byte(name)); err != nil {
			t.Errorf("UnmarshalText(%q): %v", name, err)
		}
		if text, err := p.MarshalText(); err != nil || string(text) != name {
			t.Errorf("MarshalText of %q = %q, %v", name, text, err)
		}
		if p.IsZero() != (name == "") {
			t.Errorf("IsZero of %q = %t", name, p.IsZero())
		}
	}
	var p kpi.Period
	if err := p.UnmarshalText([]byte("2024-13")); err == nil {
		t.Errorf("UnmarshalText takes 2024-13 for %v", p)
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
