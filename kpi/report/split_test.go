package report_test

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// divided writes the parts of a ledger: the name, what each row has received, and after
// a bar the total.
func divided(t *testing.T, c *catalog.Catalog, l *kpi.Ledger, split kpi.Dimension, by kpi.Dimension, lang kpi.Lang) []string {
	t.Helper()
	parts, err := report.Split(l, split, []kpi.Dimension{by}, c.Indicators, nil, c.Messages, lang)
	if err != nil {
		t.Fatal(err)
	}
	at, _ := c.Measures.Index("received")
	var all []string
	for _, p := range parts {
		var sums []string
		for _, s := range append(p.Card.Rows, p.Card.Total) {
			v, _ := s.Tally.Value(at)
			sums = append(sums, kpi.FormatCount(v, 1))
		}
		last := len(sums) - 1
		all = append(all, p.Name+": "+strings.Join(sums[:last], " ")+" | "+sums[last])
	}
	return all
}

// A ledger is divided into its districts in the order of a report, or into its levels;
// nothing is lost and nothing is there twice.
func TestSplit(t *testing.T) {
	c := load(t)
	l := ledger(t, c,
		"2024-06 | Văn Lãng | received 1", "2024-06 | Văn Lãng/Hoàng Việt | received 2",
		"2024-06 | Đình Lập/Lâm Ca | received 4", "2024-06 | Bắc Sơn | received 8", "2024-06 | | received 16")
	wantTexts(t, divided(t, c, l, kpi.ByDistrict, kpi.ByCommune, kpi.Vietnamese),
		"(không có cấp huyện): 16 | 16", "Bắc Sơn: 8 | 8", "Đình Lập: 4 | 4", "Văn Lãng: 1 2 | 3")
	wantTexts(t, divided(t, c, l, kpi.ByLevel, kpi.ByDistrict, kpi.English),
		"Province level: 16 | 16", "District level: 8 1 | 9", "Commune level: 2 4 | 6")
}

// Districts of one name have that of their provinces too.
func TestSplitOfProvinces(t *testing.T) {
	c := load(t)
	l := ledger(t, c, "2024-06 | Lạng Sơn: Bắc Sơn | received 1", "2024-06 | Cao Bằng: Bắc Sơn | received 2")
	wantTexts(t, divided(t, c, l, kpi.ByDistrict, kpi.ByCommune, kpi.English), "Cao Bằng / Bắc Sơn: 2 | 2", "Lạng Sơn / Bắc Sơn: 1 | 1")
}
