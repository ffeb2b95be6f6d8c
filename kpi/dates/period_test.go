package dates_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/dates"
)

func TestParsePeriods(t *testing.T) {
	june := kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}
	tests := []struct {
		text string
		want kpi.Period
		name string // what String writes
	}{
		{"2024-06", june, "2024-06"},
		{"06/2024", june, "2024-06"},
		{"6/2024", june, "2024-06"},
		{"Tháng 6/2024", june, "2024-06"},
		{"Tháng 06/2024", june, "2024-06"},
		{"THÁNG 6/2024", june, "2024-06"},
		{"tháng 06 năm 2024", june, "2024-06"},
		{"Tháng 6 năm 2024", june, "2024-06"},
		{"THÁNG 6 NĂM 2024", june, "2024-06"},
		{"  2024-06\t", june, "2024-06"},
		{" 06/2024 ", june, "2024-06"},
		{"12/2024", kpi.Period{From: kpi.NewMonth(2024, 12), To: kpi.NewMonth(2024, 12)}, "2024-12"},
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
		got, _, err := dates.Parse(tt.text, kpi.Calendar{})
		if err != nil || got != tt.want {
			t.Errorf("Parse(%q) = %v, %v; want %v", tt.text, got, err, tt.want)
		}
		if got.String() != tt.name {
			t.Errorf("%q is written %q, want %q", tt.text, got, tt.name)
		}
	}
}

func TestParsePeriodsRejects(t *testing.T) {
	for _, text := range []string{
		"", " ", "2024-13", "2024-00", "2024-6", "2024-006", "2024-", "-06",
		"00/2024", "13/2024", "006/2024", "06/24", "06/02024", "/2024", "06/", "+6/2024", "-6/2024",
		"2024-+6", "+202-06", "2024-Q0", "2024-Q5", "2024-Q", "2024-QQ", "2024-H0", "2024-H3", "2024-H",
		"1989", "2100", "1989-12", "01/2100", "24", "202", "20240", "0x7E8",
		"2024-06..2024-01", "2024-06..", "..2024-06", "..", "2024-06...2024-07", "2024-06..2024-13",
		"Tháng 13/2024", "Tháng 0/2024", "Tháng/2024", "Tháng 6", "tháng 6 năm",
		"tháng 6 năm 24", "6 2024", "٠٦/٢٠٢٤", "０６/2024", "06/2024x", "x06/2024", "June 2024",
	} {
		if p, _, err := dates.Parse(text, kpi.Calendar{}); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", text, p)
		} else if p != (kpi.Period{}) {
			t.Errorf("Parse(%q) returns %v with its error", text, p)
		}
	}
}

// A range has two ends, and a quarter one digit: no more is read.
func TestParsePeriodsRejectsRangesOfRangesAndPaddedQuarters(t *testing.T) {
	for _, text := range []string{"2024-01..2024-02..2024-03", "2024-Q02", "2024-H01"} {
		if p, _, err := dates.Parse(text, kpi.Calendar{}); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", text, p)
		}
	}
}
