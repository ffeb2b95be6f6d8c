package report_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// A ledger is split into its districts in the order of a report, or into its levels;
// nothing is lost and nothing stands twice.
func TestSplit(t *testing.T) {
	c := load(t)
	l := ledger(t, c,
		"2024-06 | Văn Lãng | received 1", "2024-06 | Văn Lãng/Hoàng Việt | received 2",
		"2024-06 | Đình Lập/Lâm Ca | received 4", "2024-06 | Bắc Sơn | received 8", "2024-06 | | received 16")
	for _, tt := range []struct {
		by   kpi.Dimension
		lang kpi.Lang
		want []string
	}{
		{kpi.ByDistrict, kpi.Vietnamese, []string{"(không có cấp huyện): 16", "Bắc Sơn: 8", "Đình Lập: 4", "Văn Lãng: 3"}},
		{kpi.ByLevel, kpi.English, []string{"Province level: 16", "District level: 9", "Commune level: 6"}},
	} {
		parts, err := report.Split(l, tt.by, c, tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range parts {
			got = append(got, p.Name+": "+received(t, c, p.Ledger))
		}
		wantTexts(t, got, tt.want...)
	}
}

// Districts of one name are told apart by their provinces.
func TestSplitOfProvinces(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Lạng Sơn: Bắc Sơn | received 1", "2024-06 | Cao Bằng: Bắc Sơn | received 2")
	parts, err := report.Split(l, kpi.ByDistrict, c, kpi.English)
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	wantTexts(t, []string{parts[0].Name + ": " + received(t, c, parts[0].Ledger), parts[1].Name + ": " + received(t, c, parts[1].Ledger)},
		"Cao Bằng / Bắc Sơn: 2", "Lạng Sơn / Bắc Sơn: 1")
}

// received is the sum of what a ledger has received.
func received(t *testing.T, c *catalog.Catalog, l *kpi.Ledger) string {
	t.Helper()
	at, _ := c.Measures.Index("received")
	v, _ := score(t, c, l, nil).Total.Tally.Value(at)
	return kpi.FormatCount(v, 1)
}
