package render

import (
	"testing"

	"cchc/kpi"
)

func TestLocalised(t *testing.T) {
	for _, tt := range []struct{ number, en, vi string }{
		{"0", "0", "0"}, {"7", "7", "7"}, {"100", "100", "100"}, {"999", "999", "999"},
		{"1000", "1,000", "1.000"}, {"6118", "6,118", "6.118"}, {"17599", "17,599", "17.599"}, {"123456", "123,456", "123.456"},
		{"1234567", "1,234,567", "1.234.567"}, {"9223372036854775807", "9,223,372,036,854,775,807", "9.223.372.036.854.775.807"},
		{"-1", "-1", "-1"}, {"-1000", "-1,000", "-1.000"}, {"-999999", "-999,999", "-999.999"},
		{"0.0", "0.0", "0,0"}, {"4.5", "4.5", "4,5"}, {"99.395227", "99.395227", "99,395227"}, {"1234.5", "1,234.5", "1.234,5"},
		{"<0.1", "<0.1", "<0,1"}, {">99.9", ">99.9", ">99,9"}, {">-0.1", ">-0.1", ">-0,1"}, {"<100.1", "<100.1", "<100,1"}, {"<1", "<1", "<1"},
		{"-1234.50", "-1,234.50", "-1.234,50"}, {"", "", ""}, {"n/a", "n/a", "n/a"},
	} {
		if got := localised(tt.number, kpi.English); got != tt.en {
			t.Errorf("%q in English is %q, want %q", tt.number, got, tt.en)
		}
		if got := localised(tt.number, kpi.Vietnamese); got != tt.vi {
			t.Errorf("%q in Vietnamese is %q, want %q", tt.number, got, tt.vi)
		}
	}
}

// A label is broken at the space nearest to its middle.
func TestFold(t *testing.T) {
	for label, want := range map[string]string{
		"": "", "Late": "Late", "Deadline cut": "Deadline cut", "On time of resolved": "On time of\nresolved",
		"Đúng hạn, trước hạn / tiếp nhận": "Đúng hạn, trước\nhạn / tiếp nhận", "Mộttừrấtlàdàikhôngcáchra": "Mộttừrấtlàdàikhôngcáchra",
		"Số hóa kết quả": "Số hóa\nkết quả",
	} {
		if got := fold(label); got != want {
			t.Errorf("%q is broken into %q, want %q", label, got, want)
		}
	}
}
