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
	return kpi.Resolve(text, kpi.English, c.Messages.Text)
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
		"any Quốc Việt||Lạng Sơn|2025-06":         "Xã Quốc Việt, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"any Quốc Việt||Lạng Sơn|2025-07":         "Xã Quốc Việt, Tỉnh Lạng Sơn from 01/07/2025",
		"commune Xã Chi Lăng|Tràng Định||2024-06": "Xã Chi Lăng, Huyện Tràng Định, Tỉnh Lạng Sơn until 30/06/2025",
		"province Thành phố Hà Nội|||2024-06":     "Thành phố Hà Nội",
		"any TP Hà Nội|||2024-06":                 "Thành phố Hà Nội",
		"province TP. Hồ Chí Minh|||2024-06":      "Thành phố Hồ Chí Minh",
		"province Tỉnh Hà Nội|||2024-06":          "",
		"any Thành phố Huế|||2024-06":             "Thành phố Huế, Tỉnh Thừa Thiên Huế until 31/12/2024",
		"any Thành phố Huế|||2025-02":             "Thành phố Huế from 01/01/2025",
		"province Lào Cai|||2025-05":              "Tỉnh Lào Cai until 30/06/2025",
		"province Lào Cai|||2025-08":              "Tỉnh Lào Cai from 01/07/2025",
		"district Quận 01|||2024-06":              "Quận 1, Thành phố Hồ Chí Minh until 30/06/2025",
		"district Quận 1|||2025-07":               "",
		"commune Xã Tân Thanh|Bắc Sơn||2024-06":   "",
		"commune Phường Trúc Bạch|||2025":         "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội until 30/06/2025",
		"commune Xã Hương Vinh|||2021-12":         "Xã Hương Vinh, Thị xã Hương Trà, Tỉnh Thừa Thiên Huế until 31/10/2021",
		"commune Chi Lăng|Chi Lăng||2024-06":      "Thị trấn Chi Lăng, Huyện Chi Lăng, Tỉnh Lạng Sơn until 30/06/2025; Xã Chi Lăng, Huyện Chi Lăng, Tỉnh Lạng Sơn until 30/06/2025",
	} {
		var got []string
		for _, u := range list.Find(queryOf(t, c, text)) {
			got = append(got, english(c, u.Describe()))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s:\n got %s\nwant %s", text, strings.Join(got, "; "), want)
		}
	}
}

func TestNearest(t *testing.T) {
	c := load(t)
	list := units.Vietnam(c.Words)
	for _, text := range []string{
		"commune Xã Tân Thanh|Bắc Sơn|Lạng Sơn|2024-06", "district Huyện Trang Dinh|||2024-06", "commune Quốc Viêt|Tràng Định||2024-06", "commune Xã Vũ Lăngg||Lạng Sơn|2025-08",
		"district Xã Chi Lăng||Lạng Sơn|2024-06", "commune Phường Trúc Bạch||Hà Nội|2025-08",
	} {
		var got []string
		for _, u := range list.Nearest(queryOf(t, c, text), 3) {
			got = append(got, english(c, u.Describe()))
		}
		t.Log(text, "\n", strings.Join(got, "\n "))
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
