package catalog_test

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

func TestName(t *testing.T) {
	c := load(t)
	none, all := []kpi.Level{}, kpi.Levels()
	district, commune := []kpi.Level{kpi.District}, []kpi.Level{kpi.Commune}
	for _, tt := range []struct {
		text   string
		levels []kpi.Level
		want   string // type, name, level, agency
	}{
		{"Tràng Định", all, " | Tràng Định |  | false"},
		{"Huyện Tràng Định", all, "Huyện | Tràng Định | district | false"},
		{"HUYỆN TRÀNG ĐỊNH", district, "Huyện | TRÀNG ĐỊNH | district | false"},
		{norm.NFD.String("huyện  Tràng\u00a0Định "), district, "Huyện | Tràng Định | district | false"},
		{"H. Tràng Định", district, "Huyện | Tràng Định | district | false"},
		{"H.Tràng Định", district, "Huyện | Tràng Định | district | false"},
		{"UBND huyện Tràng Định", all, "Huyện | Tràng Định | district | true"},
		{"Ủy ban nhân dân huyện Tràng Định", all, "Huyện | Tràng Định | district | true"},
		{"Uỷ ban nhân dân xã Chi Lăng", all, "Xã | Chi Lăng | commune | true"},
		{"UBND Chi Lăng", all, " | Chi Lăng |  | true"},
		{"Thành phố Lạng Sơn", all, "Thành phố | Lạng Sơn | district | false"},
		{"TP. Lạng Sơn", all, "Thành phố | Lạng Sơn | district | false"},
		{"TP.Lạng Sơn", all, "Thành phố | Lạng Sơn | district | false"},
		{"TP Lạng Sơn", all, "Thành phố | Lạng Sơn | district | false"},
		{"Thị xã Kỳ Anh", all, "Thị xã | Kỳ Anh | district | false"},
		{"TX.Kỳ Anh", all, "Thị xã | Kỳ Anh | district | false"},
		{"Quận 1", all, "Quận | 1 | district | false"},
		{"Tỉnh Lạng Sơn", all, "Tỉnh | Lạng Sơn | province | false"},
		{"Thị trấn Bình Gia", all, "Thị trấn | Bình Gia | commune | false"},
		{"TT. Bình Gia", commune, "Thị trấn | Bình Gia | commune | false"},
		{"TT Bình Gia", commune, "Thị trấn | Bình Gia | commune | false"},
		{"Phường Tam Thanh", all, "Phường | Tam Thanh | commune | false"},
		{"P.Tam Thanh", commune, "Phường | Tam Thanh | commune | false"},
		{"Đặc khu Cát Hải", all, "Đặc khu | Cát Hải | commune | false"},
		{"X. Quốc Việt", commune, "Xã | Quốc Việt | commune | false"},
		// A type word of a level that is not looked for belongs to the name.
		{"Huyện Tràng Định", commune, " | Huyện Tràng Định |  | false"},
		{"Thị trấn Bình Gia", district, " | Thị trấn Bình Gia |  | false"},
		{"Quận Sơn", commune, " | Quận Sơn |  | false"},
		{"UBND xã Chi Lăng", none, " | xã Chi Lăng |  | true"},
		// An apostrophe that keeps a spreadsheet from running a name is none of it.
		{"'=1+1", all, " | =1+1 |  | false"},
		{"'+84", commune, " | +84 |  | false"},
		{"'-Bắc", commune, " | -Bắc |  | false"},
		{"'@x", district, " | @x |  | false"},
		{"'＝x", all, " | ＝x |  | false"},
		{"Huyện '=x", all, "Huyện | =x | district | false"},
		{"'Bắc'", all, " | 'Bắc' |  | false"},
		{"'", all, " | ' |  | false"},
		{"''=x", all, " | ''=x |  | false"},
		// A name may begin like a type word, and one type word is taken off.
		{"Xã Phường Lâu", all, "Xã | Phường Lâu | commune | false"},
		{"Xã Xã Đàn", all, "Xã | Xã Đàn | commune | false"},
		{"Phượng Lâu", all, " | Phượng Lâu |  | false"},
		{"Xãm Khòe", all, " | Xãm Khòe |  | false"},
		{"TTân Lập", all, " | TTân Lập |  | false"},
		{"Tỉnhội", all, " | Tỉnhội |  | false"},
		{"Hồng Phong", all, " | Hồng Phong |  | false"},
		// Nothing is left of a type word alone.
		{"Xã", all, " | Xã |  | false"},
		{"H.", all, " | H. |  | false"},
		{"UBND", all, " | UBND |  | false"},
		{"", all, " |  |  | false"},
	} {
		n := c.Words.Name(tt.text, tt.levels...)
		if got := fmt.Sprintf("%s | %s | %s | %t", n.Type, n.Text, n.Level, n.Agency); got != tt.want {
			t.Errorf("%q at %v: %s, want %s", tt.text, tt.levels, got, tt.want)
		}
	}
}

// The key of a name has no type word; the name is written with the full one.
func TestNameKey(t *testing.T) {
	c := load(t)
	a, b := c.Words.Name("UBND H.TRÀNG ĐỊNH", kpi.District), c.Words.Name("huyện Tràng Ðịnh", kpi.District)
	if a.Key != b.Key || a.Key != "tràng định" {
		t.Errorf("keys %q and %q", a.Key, b.Key)
	}
	for text, want := range map[string]string{
		"TT.Bình Gia": "Thị trấn Bình Gia", "xã Chi Lăng": "Xã Chi Lăng", "Chi  Lăng": "Chi Lăng", "UBND P. Tam Thanh": "Phường Tam Thanh",
	} {
		if got := c.Words.Name(text, kpi.Commune).String(); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestIsTotal(t *testing.T) {
	c := load(t)
	for _, text := range []string{"Tổng cộng", "TỔNG CỘNG:", " tổng  số ", "Cộng", "Tổng", "Toàn tỉnh", "Toàn huyện", "Toàn xã", "Total",
		"GRAND TOTAL", norm.NFD.String("Tổng số chung"), "Tổng cộng :", "Tổng cộng huyện Tràng Định", "Toàn huyện Tràng Định", "Tổng số: 25 hồ sơ", "Cộng: 3"} {
		if !c.Words.IsTotal(text) {
			t.Errorf("%q is no total", text)
		}
	}
	for _, text := range []string{"", "Tong cong", "Cộng Hòa", "Xã Cộng Hòa", "Toàn Thắng", "Toàn", "Tổng Cọt", "Tổng cộngx"} {
		if c.Words.IsTotal(text) {
			t.Errorf("%q is a total", text)
		}
	}
}

func TestField(t *testing.T) {
	c := load(t)
	for text, want := range map[string]string{"Lĩnh vực Đất đai": "Đất đai", "Lĩnh vực: Hộ tịch": "Hộ tịch", "1. LĨNH VỰC ĐẤT ĐAI": "ĐẤT ĐAI", "II. Đất đai": "Đất đai", "Hộ tịch": "Hộ tịch", "Lĩnh vực": "Lĩnh vực", "Lĩnh vựcx": "Lĩnh vựcx"} {
		if got := c.Words.Field(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestLevel(t *testing.T) {
	c := load(t)
	for text, want := range map[string]kpi.Level{
		"province": kpi.Province, "Tỉnh": kpi.Province, "CẤP TỈNH": kpi.Province, "district": kpi.District, "Huyện": kpi.District,
		"cấp  huyện": kpi.District, "Commune": kpi.Commune, "Xã": kpi.Commune, norm.NFD.String("Cấp xã"): kpi.Commune,
	} {
		if got, ok := c.Words.Level(text); !ok || got != want {
			t.Errorf("%q is %v, %t; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Phường", "3", "cấp", "xa", "Huyện Tràng Định"} {
		if got, ok := c.Words.Level(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// someUnits is the units of a ledger: a town called like its district, communes
// of one name in two districts, two of one name in one, and agencies.
func someUnits() []kpi.Unit {
	u := func(district, commune string, level kpi.Level) kpi.Unit {
		return kpi.Unit{Province: "Lạng Sơn", District: district, Commune: commune, Level: level}
	}
	return []kpi.Unit{
		u("", "", kpi.Province),
		u("Bình Gia", "", kpi.District), u("Bình Gia", "Thị trấn Bình Gia", kpi.Commune), u("Bình Gia", "Hòa Bình", kpi.Commune),
		u("Hữu Lũng", "Hòa Bình", kpi.Commune), u("Hữu Lũng", "Hòa Bình", kpi.District), u("Hữu Lũng", "Tân Thành", kpi.Commune),
		u("Thành phố Lạng Sơn", "Phường Chi Lăng", kpi.Commune),
		u("Đình Lập", "Thị trấn Đình Lập", kpi.Commune), u("Đình Lập", "Xã Đình Lập", kpi.Commune),
	}
}

// findNames returns what a name means among some units.
func findNames(c *catalog.Catalog, units []kpi.Unit, text string) []string {
	var names []string
	for _, u := range c.Words.FindUnits(units, text) {
		names = append(names, u.Name())
	}
	return names
}

func TestFindUnits(t *testing.T) {
	c := load(t)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Bình Gia", []string{"Bình Gia"}},
		{"huyện BÌNH GIA", []string{"Bình Gia"}},
		{"UBND huyện Bình Gia", []string{"Bình Gia"}},
		{"Thị trấn Bình Gia", []string{"Bình Gia / Thị trấn Bình Gia"}},
		{"TT.Bình Gia", []string{"Bình Gia / Thị trấn Bình Gia"}},
		{"Bình Gia/Bình Gia", []string{"Bình Gia / Thị trấn Bình Gia"}},
		{"Bình Gia/Xã Bình Gia", nil},
		{"Thành phố Bình Gia", []string{"Bình Gia"}}, // the files do not have the type of Bình Gia
		{"Hòa Bình", []string{"Bình Gia / Hòa Bình", "Hữu Lũng / Hòa Bình"}},
		{"Bình Gia / Hoà Bình", []string{"Bình Gia / Hòa Bình"}},
		{"Huyện Bình Gia/Xã Hòa Bình", []string{"Bình Gia / Hòa Bình"}},
		{"H. Hữu Lũng/X. Hòa Bình", []string{"Hữu Lũng / Hòa Bình"}},
		{"Tân Thành", []string{"Hữu Lũng / Tân Thành"}},
		{"Tân Thanh", nil},
		{"Tan Thanh", nil},
		{"Bình Gia/Tân Thành", nil},
		{"Lạng Sơn", []string{"Thành phố Lạng Sơn"}},
		{"TP Lạng Sơn", []string{"Thành phố Lạng Sơn"}},
		{"Huyện Lạng Sơn", nil},
		{"Tỉnh Lạng Sơn", []string{"Lạng Sơn"}}, // the type word sets it off from the city
		{"Tỉnh Cao Bằng", nil},
		{"Chi Lăng", []string{"Thành phố Lạng Sơn / Phường Chi Lăng"}},
		{"Xã Chi Lăng", nil},
		{"Đình Lập", []string{"Đình Lập"}},
		{"Đình Lập/Đình Lập", []string{"Đình Lập / Thị trấn Đình Lập", "Đình Lập / Xã Đình Lập"}},
		{"Xã Đình Lập", []string{"Đình Lập / Xã Đình Lập"}},
		{"", nil}, {"/", nil}, {"Bình Gia/", nil}, {"/Hòa Bình", nil},
	} {
		if got := findNames(c, someUnits(), tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q means %q, want %q", tt.text, got, tt.want)
		}
	}
	for _, u := range c.Words.FindUnits(someUnits(), "Hòa Bình") {
		if u.Level != 0 || u.Province != "Lạng Sơn" {
			t.Errorf("%+v: the level should be left out, the province stay", u)
		}
	}
}

// A unit of one name in two provinces is two units.
func TestFindUnitsOfTwoProvinces(t *testing.T) {
	units := []kpi.Unit{{Province: "Cao Bằng", District: "Hòa An"}, {Province: "Lạng Sơn", District: "Hòa An"}, {Province: "Lạng Sơn", District: "Hòa An", Commune: "Chi Lăng"}}
	found := load(t).Words.FindUnits(units, "Hoà An")
	if len(found) != 2 || found[0].Province != "Cao Bằng" || found[1].Province != "Lạng Sơn" {
		t.Errorf("got %+v", found)
	}
}

// After the reform a commune has no district.
func TestFindUnitsWithoutDistricts(t *testing.T) {
	units := []kpi.Unit{{Province: "Lạng Sơn", Commune: "Xã Chi Lăng", Level: kpi.Commune}, {Province: "Lạng Sơn", Commune: "Phường Kỳ Lừa", Level: kpi.Commune}}
	for text, want := range map[string][]string{"Chi Lăng": {"Xã Chi Lăng"}, "phường Kỳ Lừa": {"Phường Kỳ Lừa"}, "Lạng Sơn": {"Lạng Sơn"}, "Cao Bằng": nil, "/Chi Lăng": {"Xã Chi Lăng"}, "Tràng Định/Chi Lăng": nil} {
		if got := findNames(load(t), units, text); !slices.Equal(got, want) {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
}
