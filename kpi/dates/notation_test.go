package dates_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/dates"
)

func TestParse(t *testing.T) {
	tests := map[string]string{ // by the period they name
		"2024-06": "2024-06|2024/06|2024.06|202406|06/2024|6/2024|06-2024|6-2024|06.2024|T6/2024|t06.2024|T6-2024|2024–06|06/2024 .|" +
			"Tháng 6/2024|Tháng 06 năm 2024|tháng 6-2024|Tháng 6 - 2024|tháng 6.2024|T6 năm 2024|tháng sáu năm 2024|Tháng sáu/2024|Tháng: 6/2024|" +
			"Tháng 6, năm 2024|Tháng\u00a06/2024|thang 6 nam 2024|Thang 6/2024|  tháng   6  /  2024 .|Tháng 6/2024:|\ufeffTháng 6\u200b/2024|" +
			"Tháng 6/24|T6/24|T6-24|tháng 06-24|thg 6 2024|Thg 6, 2024|thg6-24|thg 06/2024|thg 6 năm 2024|Tháng 6 2024|Tháng 6, 2024|" +
			"2024-06-01T00:00:00Z|2024-06-01T00:00:00.000Z|2024-06-01 00:00:00+00:00|2024-06-01T00:00:00+07:00",
		"2024-01":          "Tháng một năm 2024",
		"2024-04":          "tháng tư năm 2024|tháng bốn năm 2024",
		"2024-05":          "tháng năm năm 2024|Tháng năm/2024",
		"2024-10":          "tháng mười năm 2024|T10/2024",
		"2024-11":          "tháng mười một năm 2024",
		"2024-12":          "tháng mười hai năm 2024|12/2024",
		"2024-Q1":          "Quý I/2024|3 tháng đầu năm 2024|01/2024 - 03/2024|từ 1/1/2024 đến 31/3/2024",
		"2024-Q2":          "Quý II/24|Q2/24|Q2-24|2024-Q2|Q2/2024|Q2-2024|2024-q2|Quý II/2024|Quý 2 năm 2024|quý ii năm 2024|Quý 2-2024|Quí II năm 2024|Quý 02/2024|quý hai năm 2024|QUÝ II, NĂM 2024",
		"2024-Q3":          "Quy III/2024|Quý III.2024|Quý III/Năm 2024",
		"2024-Q4":          "Quý IV năm 2024|quý tư năm 2024|3 tháng cuối năm 2024",
		"2024-H1":          "2024-H1|H1/2024|6 tháng đầu năm 2024|06 tháng đầu năm 2024|sáu tháng đầu năm 2024|nửa đầu năm 2024|6 tháng năm 2024|Quý I - II/2024|từ quý I đến quý II năm 2024",
		"2024-H2":          "2024-H2|6 tháng cuối năm 2024|nửa cuối năm 2024|07/2024-12/2024",
		"2024-01..2024-09": "9 tháng đầu năm 2024|9 tháng năm 2024|chín tháng đầu năm 2024|Tháng 1-9/2024|Tháng 1 - 9 năm 2024",
		"2024":             "2024|Năm 2024|cả năm 2024|NĂM: 2024|12 tháng năm 2024|lũy kế năm 2024|2024-H1..2024-H2|01/01/2024-31/12/2024",
		"2024-01..2024-05": "từ tháng 1 đến tháng 5 năm 2024|tháng 1 đến tháng 5/2024|từ tháng 01/2024 đến tháng 05/2024|2024-01 - 2024-05|Tháng 1/2024 – Tháng 5/2024|" +
			"từ 01/01/2024 đến hết ngày 31/05/2024|01-01-2024 - 31-05-2024|2024-01-01..2024-05-31|" +
			"Lũy kế đến tháng 5/2024|Luỹ kế tháng 5/2024|Lũy kế 5 tháng đầu năm 2024|Lũy kế từ đầu năm đến tháng 5/2024|lũy kế từ đầu năm 2024 đến hết tháng 5|" +
			"Lũy kế đến ngày 31/05/2024|lũy kế từ tháng 1 đến tháng 5 năm 2024|từ đầu năm đến cuối tháng 5/2024|lũy kế từ 01/01/2024 đến 31/05/2024|Lũy kế: 05/2024|" +
			"Đến tháng 5/2024|đến hết tháng 5 năm 2024|đến 05/2024|tới tháng 5/24|Tháng 1-5/24|T1-T5/24",
		"2024-02":          "từ 01/02/2024 đến 29/02/2024|01/02 - 29/02/2024|từ ngày 01 đến ngày 29 tháng 2 năm 2024|từ 1 đến 29/2/2024",
		"2023-11..2024-02": "từ tháng 11/2023 đến tháng 2/2024",
		"2022-01..2024-12": "từ năm 2022 đến năm 2024|Năm 2022 - năm 2024|từ 2022 đến 2024|2022..2024",
	}
	for want, texts := range tests {
		for text := range strings.SplitSeq(texts, "|") {
			for _, text := range forms(text) {
				p, day, err := dates.Parse(text, kpi.Calendar{})
				if err != nil || p.String() != want || !day.IsZero() {
					t.Errorf("Parse(%q) = %v, %q, %v; want %s", text, p, day, err, want)
				}
			}
		}
	}
}

func TestParseDay(t *testing.T) {
	tests := []struct {
		ends             int
		text, month, day string
	}{
		{0, "15/06/2024", "2024-06", "2024-06-15"},
		{0, "5/6/2024", "2024-06", "2024-06-05"},
		{0, "15-06-2024", "2024-06", "2024-06-15"},
		{0, "15.6.2024", "2024-06", "2024-06-15"},
		{0, "2024-06-15", "2024-06", "2024-06-15"},
		{0, "2024/06/15", "2024-06", "2024-06-15"},
		{0, "2024-06-15T00:00:00", "2024-06", "2024-06-15"},
		{0, "2024-06-15 23:59:59.999", "2024-06", "2024-06-15"},
		{0, "15/06/2024 7:30", "2024-06", "2024-06-15"},
		{0, "ngày 15 tháng 6 năm 2024", "2024-06", "2024-06-15"},
		{0, "Ngày 15 tháng sáu năm 2024", "2024-06", "2024-06-15"},
		{0, "ngày 15 tháng 6/2024", "2024-06", "2024-06-15"},
		{0, "15 tháng 6 năm 2024", "2024-06", "2024-06-15"},
		{0, "Ngày: 15/6/2024", "2024-06", "2024-06-15"},
		{0, "29/02/2024", "2024-02", "2024-02-29"},
		{14, "14/06/2024", "2024-06", "2024-06-14"},
		{14, "15/06/2024", "2024-07", "2024-06-15"},
		{14, "15/12/2024", "2025-01", "2024-12-15"},
		{28, "29/02/2024", "2024-03", "2024-02-29"},
	}
	for _, tt := range tests {
		for _, text := range forms(tt.text) {
			p, day, err := dates.Parse(text, kpi.Calendar{MonthEnds: tt.ends})
			if err != nil || p.String() != tt.month || day.String() != tt.day {
				t.Errorf("months to day %d: Parse(%q) = %v, %v, %v; want %s, %s", tt.ends, text, p, day, err, tt.month, tt.day)
			}
		}
	}
}

func TestParseRejects(t *testing.T) {
	for _, text := range []string{
		// Never the month before the day, nor days that there are not.
		"06/15/2024", "12/31/2024", "31/06/2024", "29/02/2023", "30/2/2024", "2024-06-31", "2024-15-06", "00/06/2024", "32/01/2024", "ngày 31 tháng 6 năm 2024",
		"15/06-2024", "31/06 - 30/07/2024", "ngày 15 - ngày 16", "ngày", "15/06", "1/6/24", "15/6/2024/7", "2024-6-1", "2024-06-1", "20240601", "06/15/2024 00:00", "15 - 06 - 2024",
		// Times that might be of another day, or are none.
		"2024-06-30T17:00:00Z", "2024-06-02T00:00:00Z", "2024-06-01T00:00:01Z", "2024-06-01T00:00:00+09:00", "2024-06-01T00:00Z", "2024-06-30T00:00:00+07:00", "2024-06-30T25:00:00", "2024-06-30T12", "2024-06-30 12:60", "2024-06-30 1:00 PM", "2024-06-3000:00",
		// Years.
		"06/24", "6/24", "Jun-24", "Tháng 6/12", "Tháng 6/7", "Tháng 6/24/2024", "T6-24-2024", "T6-24/2", "Tháng 6 24", "Tháng 6 - 24", "tháng 6.24", "thg 6-07", "H1/24", "Tháng 6/124", "Tháng 6 năm 24", "01/01/1989", "Quý I/2100", "Năm 1989", "198912", "210001", "6 tháng đầu năm 2100",
		// Months and parts that there are not.
		"202413", "202400", "2024-6", "2024/6", "2024.6", "Quý V/2024", "Quý 5/2024", "Quý 0/2024", "Quý i1/2024", "Quý l/2024", "Q02/2024", "T13/2024", "T0/2024",
		"13 tháng đầu năm 2024", "0 tháng đầu năm 2024", "tháng mười ba năm 2024", "tháng giêng năm 2024", "tháng chạp năm 2024", "tháng hai mươi năm 2024",
		// Not clear.
		"6 2024", "6/7", "06/07", "Tháng năm 2024", "Tháng sáu 2024", "6 tháng 2024", "Quý II 2024", "06 - 2024", "06 . 2024", "2024 - 06", "2024 06", "9 tháng 2024", "6 tháng/2024", "9 tháng đầu/2024", "nửa năm 2024", "đầu năm 2024",
		"2023-2024", "2023 - 2024", "202401-202406", "2024-01-2024-06", "01-2024-06-2024", "Tháng 1-6-2024", "Tháng 1 - 6 - 2024", "15-06-30-06-2024", "Quý I - tháng 6/2024", "tháng 6/2024 - quý IV/2024", "06/2024 - 01/2024",
		"Quý 3 - 1/2024", "tháng 6 đến tháng 1 năm 2024", "01/06/2024 - 06/2024", "từ ngày 01/01/2024 đến tháng 6/2024", "từ tháng 6/2024", "từ 06/2024", "đến tháng 6", "đến năm 2024", "đến 2024", "đến ngày 30/06/2024", "đến tháng 7 đến tháng 8/2024", "đến 6 tháng cuối năm 2024",
		"tháng 6 và 6 tháng đầu năm 2024", "tháng 5, 6 năm 2024", "1 - 30/06/2024", "quý II và quý III năm 2024",
		// The year so far.
		"lũy kế", "lũy kế từ đầu năm", "Lũy kế từ đầu năm 2024", "lũy kế đến tháng 6", "lũy kế 6 tháng", "lũy kế 6 tháng cuối năm 2024", "lũy kế từ tháng 3 đến tháng 6/2024",
		"lũy kế từ đầu năm 2023 đến tháng 6/2024", "lũy kế ngày 30/06/2024", "lũy kế từ năm 2022 đến năm 2024", "từ đầu năm đến nay", "lũy kế lũy kế 2024",
		"lũy kế từ 01/03/2024 đến 31/05/2024",
		// Text around, digits of other scripts, unfinished texts.
		"(Tháng 6/2024)", "Báo cáo tháng 6/2024", "Tháng 6/2024 huyện", "tháng 6/2024/", "/tháng 6/2024", "Tháng ٦/2024", "Tháng 6/２０２４", "Tháng Ⅵ/2024", "x2024", "2024x",
		"thang nam 2024", "thang sau nam 2024", "tháng 6 nam 2024", ".", ":", "..", "2024-06..", "2024-06...", "từ", "đến", "năm", "quý", "tháng tháng 6/2024", "Tháng -6/2024",
	} {
		for _, text := range forms(text) {
			if p, day, err := dates.Parse(text, kpi.Calendar{}); err == nil {
				t.Errorf("Parse(%q) = %v, %q, want an error", text, p, day)
			} else if p != (kpi.Period{}) || !day.IsZero() {
				t.Errorf("Parse(%q) returns %v, %v with its error", text, p, day)
			}
		}
	}
}

// Days that are no months are an error with the calendar by which they were.
func TestParseOtherDays(t *testing.T) {
	tests := []struct {
		ends int
		text string
		fits []int
	}{
		{0, "từ ngày 15/05/2024 đến ngày 14/06/2024", []int{14}},
		{0, "21/07/2024 - 20/08/2024", []int{20}},
		{14, "01/06/2024 - 30/06/2024", []int{0}},
		{20, "từ 15/5 đến 14/6/2024", []int{14}},
		{0, "01/06/2024 - 15/06/2024", nil},
		{0, "15/06/2024 - 15/06/2024", nil},
		{0, "30/06/2024 - 01/06/2024", nil},
		{0, "lũy kế đến ngày 14/06/2024", []int{14}},
		{14, "lũy kế đến ngày 28/02/2023", []int{0, 28}},
		{0, "lũy kế đến ngày 29/06/2024", nil},
	}
	for _, tt := range tests {
		p, _, err := dates.Parse(tt.text, kpi.Calendar{MonthEnds: tt.ends})
		var days *dates.DaysError
		if !errors.As(err, &days) || !slices.Equal(days.Fits, tt.fits) {
			t.Errorf("months to day %d: Parse(%q) = %v, %v; want days that fit %v", tt.ends, tt.text, p, err, tt.fits)
			continue
		}
		for _, end := range days.Fits {
			if _, _, err := dates.Parse(tt.text, kpi.Calendar{MonthEnds: end}); err != nil {
				t.Errorf("months to day %d: Parse(%q): %v", end, tt.text, err)
			}
		}
	}
}

// Whatever is read lies in the years of periods and is read back as it is
// written, by any calendar; titles never panic.
func FuzzPeriod(f *testing.F) {
	for _, text := range []string{
		"2024-06", "Tháng 6/2024", "Quý II năm 2024", "lũy kế từ đầu năm đến ngày 14/06/2024", "từ 15/12/2023 đến 14/6/2024", "202406", "2024-06-15T00:00:00",
		"6 tháng đầu năm 2024", "tháng mười hai", "Báo cáo tháng 6 và lũy kế 6 tháng năm 2024", "ngày … tháng … năm 2099",
	} {
		f.Add(text, uint8(0))
		f.Add(norm.NFD.String(text), uint8(14))
	}
	f.Fuzz(func(t *testing.T, text string, ends uint8) {
		c := kpi.Calendar{MonthEnds: int(ends) % 29}
		found, _ := dates.Find(text, c)
		if p, _, err := dates.Parse(text, c); err == nil {
			found = append(found, p)
		}
		for _, p := range found {
			if p.From > p.To || p.From < kpi.NewMonth(1990, 1) || p.To > kpi.NewMonth(2099, 12) {
				t.Errorf("%q is read as %v", text, p)
			}
			if q, day, err := dates.Parse(p.String(), c); err != nil || q != p || !day.IsZero() {
				t.Errorf("%v is read back as %v, %v, %v", p, q, day, err)
			}
		}
	})
}
