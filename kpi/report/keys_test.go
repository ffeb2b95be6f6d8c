package report_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// keyRows is units of every tier in two months, one of them without any.
func keyRows() []string {
	return []string{
		"2024-06 | Lạng Sơn: | received 1",
		"2024-06 | Lạng Sơn: Tràng Định | received 1",
		"2024-06 | Lạng Sơn: Tràng Định/Chi Lăng | received 1",
		"2024-06 | Lạng Sơn: Văn Lãng// | received 1",
		"2024-07 | Lạng Sơn: Tràng Định/Chi Lăng | received 1",
		"| Lạng Sơn: Văn Lãng | officials 5",
	}
}

// values writes the keys of every row as programs read them.
func values(r *report.Document) []string {
	var all []string
	for _, row := range r.Tables[0].Rows {
		var keys []string
		for _, k := range row.Keys {
			keys = append(keys, k.Value)
		}
		all = append(all, strings.Join(keys, " | "))
	}
	return all
}

func TestKeys(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		by          []kpi.Dimension
		lang        kpi.Lang
		headers     string
		want, plain []string
	}{
		{[]kpi.Dimension{kpi.ByDistrict}, kpi.English, "District", []string{"(no district)", "Tràng Định", "Văn Lãng"}, []string{"", "Tràng Định", "Văn Lãng"}},
		{[]kpi.Dimension{kpi.ByDistrict}, kpi.Vietnamese, "Huyện", []string{"(không có cấp huyện)", "Tràng Định", "Văn Lãng"}, []string{"", "Tràng Định", "Văn Lãng"}},
		{[]kpi.Dimension{kpi.ByProvince}, kpi.Vietnamese, "Tỉnh", []string{"Lạng Sơn"}, []string{"Lạng Sơn"}},
		{[]kpi.Dimension{kpi.ByLevel}, kpi.English, "Level", []string{"Province level", "District level", "Commune level"}, []string{"province", "district", "commune"}},
		{[]kpi.Dimension{kpi.ByLevel}, kpi.Vietnamese, "Cấp", []string{"Cấp tỉnh", "Cấp huyện", "Cấp xã"}, []string{"province", "district", "commune"}},
		{[]kpi.Dimension{kpi.ByPeriod}, kpi.English, "Period", []string{"(whole run)", "2024-06", "2024-07"}, []string{"", "2024-06", "2024-07"}},
		{[]kpi.Dimension{kpi.ByPeriod}, kpi.Vietnamese, "Kỳ báo cáo", []string{"(cả kỳ)", "06/2024", "07/2024"}, []string{"", "2024-06", "2024-07"}},
		{[]kpi.Dimension{kpi.ByPeriod, kpi.ByLevel, kpi.ByDistrict}, kpi.English, "District | Level | Period",
			[]string{"(no district) | Province level | 2024-06", "Tràng Định | District level | 2024-06", "Tràng Định | Commune level | 2024-06",
				"Tràng Định | Commune level | 2024-07", "Văn Lãng | District level | (whole run)", "Văn Lãng | Commune level | 2024-06"},
			[]string{" | province | 2024-06", "Tràng Định | district | 2024-06", "Tràng Định | commune | 2024-06",
				"Tràng Định | commune | 2024-07", "Văn Lãng | district | ", "Văn Lãng | commune | 2024-06"}},
		{nil, kpi.English, "", []string{""}, []string{""}},
	} {
		opts := english()
		opts.Lang = tt.lang
		r := build(c, score(t, c, ledger(t, c, keyRows()...), tt.by), "online", opts)
		if got := strings.Join(r.Tables[0].Keys, " | "); got != tt.headers {
			t.Errorf("by %v: headers %s, want %s", tt.by, got, tt.headers)
		}
		wantTexts(t, labels(r), tt.want...)
		wantTexts(t, values(r), tt.plain...)
		if len(r.Tables[0].Total.Keys) != 0 {
			t.Errorf("the total has the keys %v", r.Tables[0].Total.Keys)
		}
	}
}

// A commune is named with its district.
func TestCommuneImpliesDistrict(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, keyRows()[:5]...), []kpi.Dimension{kpi.ByCommune})
	r := build(c, card, "online", english())
	if want := []kpi.Dimension{kpi.ByDistrict, kpi.ByCommune}; !slices.Equal(r.Tables[0].By, want) || strings.Join(r.Tables[0].Keys, " | ") != "District | Commune" {
		t.Errorf("by %v, %q", r.Tables[0].By, r.Tables[0].Keys)
	}
	wantTexts(t, labels(r), "(no district) | (province)", "Tràng Định | (district agency)", "Tràng Định | Chi Lăng", "Văn Lãng | (communes, not named)")
	r = build(c, card, "online", report.Options{Lang: kpi.Vietnamese, Decimals: 1})
	wantTexts(t, labels(r), "(không có cấp huyện) | (cấp tỉnh)", "Tràng Định | (cấp huyện)", "Tràng Định | Chi Lăng", "Văn Lãng | (cấp xã, không ghi tên xã)")
}

// The level is beside a commune where two rows differ in nothing else: a
// district's own agency, and all its communes together.
func TestLevelTellsRowsApart(t *testing.T) {
	c := load(t)
	r := build(c, score(t, c, ledger(t, c, keyRows()...), []kpi.Dimension{kpi.ByCommune}), "online", english())
	wantTexts(t, labels(r),
		"(no district) | (province) | Province level", "Tràng Định | (district agency) | District level",
		"Tràng Định | Chi Lăng | Commune level", "Văn Lãng | (district agency) | District level", "Văn Lãng | (communes, not named) | Commune level")
}

// Where there are no districts, there is no column of them.
func TestCommunesWithoutDistricts(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2025-07 | /Xã Thất Khê | received 1", "2025-07 | /Phường Kỳ Lừa | received 1")
	r := build(c, score(t, c, l, []kpi.Dimension{kpi.ByCommune}), "online", english())
	if want := []kpi.Dimension{kpi.ByCommune}; !slices.Equal(r.Tables[0].By, want) || !slices.Equal(r.Tables[0].Keys, []string{"Commune"}) {
		t.Errorf("by %v, %q", r.Tables[0].By, r.Tables[0].Keys)
	}
	wantTexts(t, labels(r), "Phường Kỳ Lừa", "Xã Thất Khê")
}

// A district is named with its province where there are several.
func TestSeveralProvinces(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Lạng Sơn: Hòa An | received 1", "2024-06 | Cao Bằng: Hòa An | received 2")
	r := build(c, score(t, c, l, []kpi.Dimension{kpi.ByDistrict}), "online", english())
	wantTexts(t, labels(r), "Cao Bằng | Hòa An", "Lạng Sơn | Hòa An")
	if !slices.Equal(r.Tables[0].Keys, []string{"Province", "District"}) {
		t.Errorf("got %q", r.Tables[0].Keys)
	}
}

// No two rows look the same to a program, whatever they are grouped by.
func TestKeysAreDistinct(t *testing.T) {
	c := load(t)
	for _, by := range [][]kpi.Dimension{{kpi.ByCommune}, {kpi.ByDistrict}, {kpi.ByLevel}, {kpi.ByPeriod}, {kpi.ByCommune, kpi.ByPeriod}} {
		seen := map[string]bool{}
		for _, key := range values(build(c, score(t, c, ledger(t, c, keyRows()...), by), "online", english())) {
			if seen[key] {
				t.Errorf("by %v: two rows have the key %q", by, key)
			}
			seen[key] = true
		}
	}
}
