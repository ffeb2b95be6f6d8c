package units_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
)

// english is the texts of descriptions.
func english(c *catalog.Catalog, text string) string {
	return kpi.Resolve(text, kpi.English, c.Messages)
}

// queryOf makes a query of "level name | district | province | period".
func queryOf(t *testing.T, c *catalog.Catalog, text string) units.Query {
	t.Helper()
	part := func(i int) string {
		parts := append(strings.Split(text, "|"), "", "", "")
		return strings.TrimSpace(parts[i])
	}
	levels := map[string]kpi.Level{"province": kpi.Province, "district": kpi.District, "commune": kpi.Commune}
	word, name, _ := strings.Cut(part(0), " ")
	q := units.Query{Level: levels[word], District: c.Words.Name(part(1), kpi.District), Province: c.Words.Name(part(2), kpi.Province)}
	if q.Level != 0 {
		q.Name = c.Words.Name(name, q.Level)
	} else {
		q.Name = c.Words.Name(name, kpi.Levels()...)
	}
	if part(3) != "" {
		q.Period = period(t, part(3))
	}
	return q
}

func TestFind(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	for text, want := range map[string]string{
		"any Quốc Việt||Lạng Sơn|2025-06":           "Xã Quốc Việt, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"any Quốc Việt||Lạng Sơn|2025-07":           "Xã Quốc Việt, Tỉnh Lạng Sơn from 01/07/2025",
		"commune Xã Chi Lăng|Tràng Định||2024-06":   "Xã Chi Lăng, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"province Thành phố Hà Nội|||2024-06":       "Thành phố Hà Nội",
		"any TP Hà Nội|||2024-06":                   "Thành phố Hà Nội",
		"province TP. Hồ Chí Minh|||2024-06":        "Thành phố Hồ Chí Minh",
		"province Tỉnh Hà Nội|||2024-06":            "",
		"any Thành phố Huế|||2024-06":               "Thành phố Huế, Tỉnh Thừa Thiên Huế until 31/12/2024",
		"any Thành phố Huế|||2025-02":               "Thành phố Huế from 01/01/2025",
		"province Lào Cai|||2025-05":                "Tỉnh Lào Cai until 30/06/2025",
		"province Lào Cai|||2025-08":                "Tỉnh Lào Cai from 01/07/2025",
		"district Quận 01|||2024-06":                "Quận 1, Thành phố Hồ Chí Minh until 30/06/2025",
		"district Quận 1|||2025-07":                 "",
		"commune Xã Tân Thanh|Bắc Sơn||2024-06":     "",
		"commune Xã Ia Ma Rơn|||2024-06":            "Xã Ia Mrơn, Huyện Ia Pa, Tỉnh Gia Lai until 30/06/2025",
		"commune TT NT Thái Bình|Đình Lập||2024-06": "Thị trấn Nông Trường Thái Bình, Huyện Đình Lập, Tỉnh Lạng Sơn until 30/06/2025",
		"commune Xã Quí Hòa|Bình Gia||2024-06":      "Xã Quý Hòa, Huyện Bình Gia, Tỉnh Lạng Sơn until 30/06/2025",
		"commune Phường Trúc Bạch|||2025":           "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội until 30/06/2025",
		"commune Xã Hương Vinh|||2021-12":           "Xã Hương Vinh, Thị xã Hương Trà, Tỉnh Thừa Thiên Huế until 31/10/2021",
		"commune Chi Lăng|Chi Lăng||2024-06":        "Thị trấn Chi Lăng, Huyện Chi Lăng, Tỉnh Lạng Sơn until 30/06/2025; Xã Chi Lăng, Huyện Chi Lăng, Tỉnh Lạng Sơn until 30/06/2025",
	} {
		if got := describedAll(c, list.Find(queryOf(t, c, text))); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

// describedAll writes units for a comparison.
func describedAll(c *catalog.Catalog, found []units.Listed) string {
	var texts []string
	for _, u := range found {
		texts = append(texts, english(c, u.Describe()))
	}
	return strings.Join(texts, "; ")
}

// Nearest are names in the district, then those that differ by nothing, marks and letters.
func TestNearest(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	for text, want := range map[string]string{
		"commune Xã Tân Thanh|Bắc Sơn|Lạng Sơn|2024-06": "Xã Tân Thành, Huyện Bắc Sơn, Tỉnh Lạng Sơn until 30/06/2025; Xã Tân Thanh, Huyện Văn Lãng, Tỉnh Lạng Sơn until 30/06/2025",
		"district Huyện Trang Dinh|||2024-06":           "Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025; Huyện Thăng Bình, Tỉnh Quảng Nam until 30/06/2025",
		"commune Quốc Viêt|Tràng Định||2024-06":         "Xã Quốc Việt, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"commune Xã Vũ Lăngg||Lạng Sơn|2025-08":         "Xã Vũ Lăng, Tỉnh Lạng Sơn from 01/07/2025",
		"commune Phường Trúc Bạch||Hà Nội|2025-08":      "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội until 30/06/2025",
		"district Huyện Tràng Định|||2025-08":           "Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"commune Qzxwv|||2024-06":                       "",
	} {
		if got := describedAll(c, list.Nearest(queryOf(t, c, text), 3)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

// The provinces that all units can be of: their own, else the one that these joined.
func TestProvinces(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	const vinhYen, tamNong = "commune Phường Liên Bảo|Vĩnh Yên||2025-05", "district Huyện Cẩm Khê|||2025-05"
	for _, tt := range []struct {
		queries []string
		want    string
	}{
		{nil, ""},
		{[]string{"commune Xã Không Có|||2025-05"}, ""},
		{[]string{vinhYen}, "Tỉnh Vĩnh Phúc until 30/06/2025"},
		{[]string{vinhYen, "commune Xã Không Có|||2025-05"}, "Tỉnh Vĩnh Phúc until 30/06/2025"},
		{[]string{vinhYen, tamNong}, "Tỉnh Phú Thọ"},
		{[]string{vinhYen, "commune Phường Vĩnh Phúc|||2025-08"}, "Tỉnh Phú Thọ"},
		{[]string{vinhYen, "district Tràng Định|||2025-05"}, ""},
		{[]string{"district Châu Thành|||2025-05", "commune Xã Tân Phú|Châu Thành||2025-05"}, "Tỉnh Bến Tre until 30/06/2025; Tỉnh Đồng Tháp until 30/06/2025; Tỉnh An Giang until 30/06/2025"},
	} {
		var queries []units.Query
		for _, text := range tt.queries {
			queries = append(queries, queryOf(t, c, text))
		}
		if got := describedAll(c, list.Provinces(queries)); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.queries, got, tt.want)
		}
	}
}

// The units that are nearest to a name are the same in all periods of an era.
func TestEra(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	for text, want := range map[string]string{
		"2024-06": "2024-05..2024-08", "2024-08": "2024-05..2024-08", "2024-Q3": "2024-Q3", "2025-06": "2025-03..2025-06", "2025-07": "2025-07..9999-12",
		"2025-H1": "2025-H1", "2025": "2025", "2019-05": "0001-01..2020-02", "2023-12": "2023-05..2024-01",
	} {
		if got := list.Era(period(t, text)).String(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := list.Era(kpi.Period{}); !got.IsZero() {
		t.Errorf("no period: %s", got)
	}
}

func BenchmarkVietnam(b *testing.B) {
	c, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	names := []string{"Xã Chi Lăng", "Xã Quốc Việt", "Thị trấn Thất Khê", "Xã Tân Lập", "Phường Trúc Bạch"}
	p := kpi.Period{From: kpi.NewMonth(2024, 6), To: kpi.NewMonth(2024, 6)}
	b.ReportAllocs()
	for b.Loop() {
		list := units.Vietnam(c.Words)
		for i := range 300 {
			list.Find(units.Query{Name: c.Words.Name(names[i%len(names)], kpi.Commune), Level: kpi.Commune, Period: p, Province: c.Words.Name("Lạng Sơn", kpi.Province)})
		}
	}
}

// BenchmarkNearest is what an unknown name costs.
func BenchmarkNearest(b *testing.B) {
	c, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	list := units.Vietnam(c.Words)
	q := units.Query{Name: c.Words.Name("Xã Tân Thanhh", kpi.Commune), Level: kpi.Commune, Province: c.Words.Name("Lạng Sơn", kpi.Province)}
	b.ReportAllocs()
	for b.Loop() {
		list.Nearest(q, 3)
	}
}
