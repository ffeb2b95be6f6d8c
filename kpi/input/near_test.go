package input

import "testing"

// A row of a column of fields that is nearly the sum of the others, or has no name.
func TestNearTotals(t *testing.T) {
	table := func(last string) files {
		return files{"a.csv": "Kỳ,Huyện,Lĩnh vực,Tiếp nhận,Đã giải quyết\n2024-05,A,Đất đai,412,400\n2024-05,A,Hộ tịch,218,210\n2024-05,A,Chứng thực,530,530\n2024-05,A," + last + "\n"}
	}
	for last, want := range map[string]string{
		"Khác,1160,1141":      "row-or-total 5",
		"Khác,1158,1150":      "row-or-total 5",
		"Khác,11,9":           "",
		"-,11,9":              "row-section 5:3",
		"...,11,9":            "row-section 5:3",
		"#REF!,11,9":          "row-section 5:3",
		"undefined,1160,1140": "row-total 5 rows=1",
		"Σ,1160,1140":         "row-total 5 rows=1",
		"nt,1160,1141":        "row-or-total 5; row-section 5:3",
	} {
		if got := found(read(t, table(last), Options{}).Findings); got != want {
			t.Errorf("%s: %s, want %s", last, got, want)
		}
	}
}
