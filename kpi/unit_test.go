package kpi_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
)

func TestLevelWords(t *testing.T) {
	for text, want := range map[string]kpi.Level{"": 0, "province": kpi.Province, "district": kpi.District, "commune": kpi.Commune} {
		l := kpi.Level(2)
		if err := l.UnmarshalText([]byte(text)); err != nil || l != want || l.String() != text {
			t.Errorf("%q is %s, %v", text, l, err)
		}
	}
	l := kpi.District
	if err := l.UnmarshalText([]byte("huyện")); err == nil || err.Error() != `"huyện" is not a level: want province, district or commune` || l != kpi.District {
		t.Errorf("%s, %v", l, err)
	}
}

// A province contains its districts and communes, a district its communes, also one without a
// district only those without; a name of another province is another unit.
func TestUnitContains(t *testing.T) {
	at := func(province, district, commune string) kpi.Unit {
		return kpi.Unit{Province: province, District: district, Commune: commune, Level: kpi.Commune}
	}
	for _, tt := range []struct {
		u, v kpi.Unit
		want bool
	}{
		{at("L", "", ""), at("L", "", ""), true}, {at("L", "", ""), at("L", "T", ""), true}, {at("L", "", ""), at("L", "T", "C"), true}, {at("L", "", ""), at("L", "", "C"), true},
		{at("L", "", ""), at("H", "T", ""), false}, {at("L", "T", ""), at("L", "T", "C"), true}, {at("L", "T", ""), at("L", "V", "C"), false}, {at("L", "T", ""), at("H", "T", "C"), false},
		{at("L", "T", ""), at("L", "", ""), false}, {at("L", "T", "C"), at("L", "T", ""), false}, {at("L", "T", "C"), at("L", "T", "C"), true}, {at("L", "T", "C"), at("L", "T", "D"), false},
		{at("L", "T", "C"), at("L", "V", "C"), false}, {at("L", "", "C"), at("L", "", "C"), true}, {at("L", "", "C"), at("L", "T", "C"), false}, {at("L", "", "C"), at("L", "", "D"), false},
	} {
		if got := tt.u.Contains(tt.v); got != tt.want {
			t.Errorf("%+v contains %+v: %t", tt.u, tt.v, got)
		}
	}
}

// A column is open that nothing shows the meaning of and has figures, or that has several.
func TestUseIsOpen(t *testing.T) {
	for _, tt := range []struct {
		use  kpi.Use
		want bool
	}{
		{kpi.Use{}, false}, {kpi.Use{Examples: []string{"a", "9 hồ sơ"}}, true}, {kpi.Use{Examples: []string{"0"}}, true}, {kpi.Use{Examples: []string{"-", ":", "/"}}, false},
		{kpi.Use{By: kpi.ProofText, Examples: []string{"9"}}, false}, {kpi.Use{By: kpi.ProofText, Among: []string{"received"}}, true}, {kpi.Use{Among: []string{"received"}}, true},
	} {
		if got := tt.use.IsOpen(); got != tt.want {
			t.Errorf("%+v is open: %t", tt.use, got)
		}
	}
}

// The counts of a form are those of its columns that hold any.
func TestFormCounts(t *testing.T) {
	f := kpi.Form{Columns: []kpi.FormColumn{{Holds: kpi.FormOrdinal, Measure: 9}, {Holds: kpi.FormName, Measure: 8}, {Measure: 3}, {Holds: kpi.FormCount, Measure: 1}}}
	if got := f.Counts(); len(got) != 2 || got[0] != 3 || got[1] != 1 {
		t.Errorf("measures %d", got)
	}
}

func TestDimensionWords(t *testing.T) {
	for _, d := range kpi.Dimensions() {
		if got, err := kpi.ParseDimension(d.String()); err != nil || got != d {
			t.Errorf("%s is %s, %v", d, got, err)
		}
	}
	if d, err := kpi.ParseDimension("month"); err == nil || d != 0 || err.Error() != `"month" is not something to group by: want province, district, commune, level or period` {
		t.Errorf("%s, %v", d, err)
	}
}

// A row of a province among those of districts is of the province itself. What is given is what
// any unit gives, and what follows.
func TestScoreOfProvinces(t *testing.T) {
	ms := sampleMeasures(t)
	own := entry(t, ms, "", "2024-06", "received 5")
	l := ledger(t, ms, own, entry(t, ms, "An", "2024-06", "received_online 1, received_offline 2"), entry(t, ms, "An/Ba", "2024-06", "pending ?"))
	for _, by := range [][]kpi.Dimension{{kpi.ByDistrict}, {kpi.ByDistrict, kpi.ByPeriod}, {kpi.ByCommune}} {
		card := score(t, l, by)
		var got []bool
		for _, r := range card.Rows {
			got = append(got, r.Group.Own)
		}
		want := []bool{true, false}
		if by[0] == kpi.ByCommune {
			want = []bool{true, true, false}
		}
		if !slices.Equal(got, want) {
			t.Errorf("by %v: %t, want %t", by, got, want)
		}
		var given []string
		for i, is := range card.Given {
			if is {
				given = append(given, ms.At(i).ID)
			}
		}
		if got := strings.Join(given, " "); got != "received received_online received_offline pending" {
			t.Errorf("given %s", got)
		}
	}
}
