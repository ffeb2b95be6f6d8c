package render_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// records reads the CSV of a report back.
func records(t *testing.T, r *sample) [][]string {
	t.Helper()
	text := rendered(t, "csv", r)
	if strings.Contains(text, "\r\n") || strings.HasPrefix(text, "\ufeff") || !strings.HasSuffix(text, "\n") {
		t.Errorf("not plain lines: %q", text)
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCSVCells(t *testing.T) {
	want := [][]string{
		{"district", "commune", "period", "received", "resolved_late", "digitised", "statutory_days", "on_time_received", "late", "deadline_cut", "digitised_percent"},
		{"Tràng Định", "", "2024-H1", "6118", "93", "6000", "9.5", "99.395227", "93", "47.368421", "98.071265"},
		{"Tra\u0300ng Đi\u0323nh", "Kho\u0309e, xa\u0303", "2024-H1", "17599", "0", "", "", "99.994318", "0", "", ""},
		{"Hữu Lũng, bắc", "'=cmd|' /C calc'!A0", "2024-H1", "1234567", "", "1", "10", "0.000081", "", "-5.000000", "100.000000"},
		{"Bắc\\u001b[31m Sơn", "\\u202eứV \"Lễ\"\\u202c", "2024-H1", "0", "1234567", "0", "0", "", "1234567", "", "0.000000"},
	}
	got := records(t, fixed(kpi.English))
	if len(got) != len(want) {
		t.Fatalf("%d records", len(got))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("record %d:\n got %q\nwant %q", i, got[i], want[i])
		}
	}
}

// The period is in every row once: as a key, or else as that of the report.
func TestCSVPeriod(t *testing.T) {
	r := fixed(kpi.English)
	r.By = []kpi.Dimension{kpi.ByDistrict, kpi.ByPeriod}
	for i := range r.Rows {
		r.Rows[i].Keys[1] = report.Key{Value: "2024-06", Label: "06/2024"}
	}
	r.Rows[1].Keys[1] = report.Key{Label: "(whole run)"}
	got := records(t, r)
	if want := []string{"district", "period", "received"}; !slices.Equal(got[0][:3], want) {
		t.Errorf("got %q, want %q", got[0][:3], want)
	}
	if got[1][1] != "2024-06" || got[2][1] != "" {
		t.Errorf("periods %q and %q", got[1][1], got[2][1])
	}
	none := fixed(kpi.English)
	none.By, none.PeriodKey = nil, report.Key{}
	for i := range none.Rows {
		none.Rows[i].Keys = nil
	}
	got = records(t, none)
	if got[0][0] != "period" || got[1][0] != "" || len(got[0]) != 9 || len(got) != 5 {
		t.Errorf("got %q", got)
	}
}

// What a spreadsheet would run is made a text; numbers are left alone.
func TestCSVNeutralises(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+84 20": "'+84 20", "-Bắc": "'-Bắc", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "＝1": "'＝1", "＋1": "'＋1",
		"－1": "'－1", "＠x": "'＠x", "=": "'=", "": "", "a=1": "a=1", "'=1": "'=1", "Đình Lập": "Đình Lập", "1-2": "1-2", "(cấp huyện)": "(cấp huyện)",
	} {
		r := fixed(kpi.English)
		r.Rows[0].Keys[0] = key(text)
		if got := records(t, r)[1]; got[0] != want || got[9] != "47.368421" {
			t.Errorf("%q is written %q, want %q", text, got[0], want)
		}
	}
	if got := records(t, fixed(kpi.English))[3][9]; got != "-5.000000" {
		t.Errorf("a negative number is written %q", got)
	}
}
