package check_test

import (
	"fmt"
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

// months makes the rows of a unit for one count a month from January on.
func months(unit string, counts ...string) []string {
	var rows []string
	for i, count := range counts {
		rows = append(rows, fmt.Sprintf("2024-%02d %s %s", i+1, unit, count))
	}
	return rows
}

func TestCountJump(t *testing.T) {
	c := load(t)
	l := book(t, c, append([]string{"received"}, append(months("Tràng_Định/Chi_Lăng", "10", "30", "240", "12", "11"),
		months("Tràng_Định/Đề_Thám", "200", "150", "18", "144", "190")...)...))
	l.Files[0].Columns[0].Header = "Tiếp nhận"
	wantFindings(t, findings(t, c, l),
		"a.csv:4:3: warning count-jump: \"Received in the period\" of Tràng Định / Chi Lăng in 2024-03 is 240, in its other periods from 10 to 30: has a digit slipped?",
		"a.csv:9:3: warning count-jump: \"Received in the period\" of Tràng Định / Đề Thám in 2024-03 is 18, in its other periods from 144 to 200: has a digit slipped?")
}

// The bounds, each from both sides.
func TestCountJumpBounds(t *testing.T) {
	c := load(t)
	const most = "9223372036854775807"
	for _, tt := range []struct {
		counts []string
		jumps  bool
	}{
		{[]string{"10", "10", "10", "80"}, true},
		{[]string{"10", "10", "10", "79"}, false},
		{[]string{"80", "10", "10", "10"}, true}, // the first of them
		{[]string{"9", "10", "10", "80"}, false}, // small counts move by chance
		{[]string{"10", "10", "80"}, false},      // too few to compare
		{[]string{"10", "30", "10", "240"}, true},
		{[]string{"10", "31", "10", "248"}, false}, // the others do not agree
		{[]string{"80", "80", "80", "10"}, true},
		{[]string{"80", "80", "80", "11"}, false},
		{[]string{"80", "240", "80", "10"}, true},
		{[]string{"80", "241", "80", "10"}, false},
		{[]string{"80", "80", "80", "0"}, true},
		{[]string{"9", "9", "9", "1"}, false},
		{[]string{"10", "10", "100", "100"}, false}, // two of them are no slip
		{[]string{"10", "?", "10", "80"}, false},    // three that are known
		{[]string{"10", "?", "10", "10", "80"}, true},
		{[]string{"0", "0", "0", "0"}, false},
		{[]string{"10", "10", "10", most}, true},
		{[]string{most, most, most, "1"}, true},
		{[]string{most, most, most, most}, false},
	} {
		got := check.Ledger(book(t, c, append([]string{"received"}, months("Bắc_Sơn", tt.counts...)...)), nil, kpi.Period{}, nil)
		if jumps := len(got) == 1 && got[0].Code == kpi.CountJump; jumps != tt.jumps || len(got) > 1 {
			t.Errorf("%q: %+v, want a jump %t", tt.counts, got, tt.jumps)
		}
	}
}

// Counts at the end of a period jump as others do; sums of them that no file
// gives, and days, do not. Periods of other lengths are not compared.
func TestCountJumpOfMeasures(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		file []string
		want []string
	}{
		{[]string{"pending_in_time, pending_overdue", "2024-01 Bắc_Sơn 50 10", "2024-02 Bắc_Sơn 55 10", "2024-03 Bắc_Sơn 505 10", "2024-04 Bắc_Sơn 52 10"},
			[]string{"a.csv:4:3: warning count-jump: \"Pending in time\" of Bắc Sơn in 2024-03 is 505, in its other periods from 50 to 55: has a digit slipped?"}},
		{[]string{"received_online", "2024-01 Bắc_Sơn 50", "2024-02 Bắc_Sơn 50", "2024-03 Bắc_Sơn 500", "2024-04 Bắc_Sơn 50"},
			[]string{"a.csv:4:3: warning count-jump: \"Received online\" of Bắc Sơn in 2024-03 is 500, in its other periods from 50 to 50: has a digit slipped?"}},
		{[]string{"received", "2023-10..2024-04 Bắc_Sơn 206", "2023-Q4 Văn_Lãng 150",
			"2024-01 Văn_Lãng 50", "2024-02 Văn_Lãng 50", "2024-03 Văn_Lãng 50", "2024-04 Văn_Lãng 500"},
			[]string{"a.csv:7:3: warning count-jump: \"Received in the period\" of Văn Lãng in 2024-04 is 500, in its other periods from 50 to 50: has a digit slipped?"}},
		{[]string{"statutory_days", "2024-01 Bắc_Sơn 50", "2024-02 Bắc_Sơn 50", "2024-03 Bắc_Sơn 500", "2024-04 Bắc_Sơn 50"}, nil},
		{[]string{"received", "2024-01 Bắc_Sơn 50", "2024-02 Bắc_Sơn 50", "2024-03 Bắc_Sơn 50", "2024-Q2 Bắc_Sơn 500"}, nil},
		{[]string{"received", "2023-Q1 Bắc_Sơn 50", "2023-Q2 Bắc_Sơn 50", "2023-Q3 Bắc_Sơn 50", "2023-Q4 Bắc_Sơn 5"},
			[]string{"a.csv:5:3: warning count-jump: \"Received in the period\" of Bắc Sơn in 2023-Q4 is 5, in its other periods from 50 to 50: has a digit slipped?"}},
	} {
		wantFindings(t, findings(t, c, book(t, c, tt.file)), tt.want...)
	}
}
