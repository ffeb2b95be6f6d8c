package check_test

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/check"
)

// A count that does not add up over months and differs is found once, however many indicators
// and rows lack it, at its last month.
func TestDiffering(t *testing.T) {
	c := load(t, "procedures | distinct | procedures")
	l := book(t, c, []string{"procedures", "2024-04 Bắc_Sơn 7", "2024-05 Bắc_Sơn 9", "2024-06 Bắc_Sơn 9", "2024-06 Văn_Lãng 4", "2024-05 Văn_Lãng 4", "2024-04 Văn_Lãng 4",
		"2024-04 Tràng_Định 1", "2024-05 Tràng_Định ?", "2024-06 Tràng_Định 2"})
	procedures, _ := c.Measures.Index("procedures")
	indicators := []kpi.Indicator{c.Measures.CountOf(procedures), definitions(t, c, "late")[0]}
	card, err := l.Score([]kpi.Dimension{kpi.ByDistrict}, indicators, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantFindings(t, texts(t, c, check.Differing(l, []int{0, 1}, card, card)),
		"a.csv:4:3: warning months-differ: \"Procedures reviewed\" of Bắc Sơn is 9 in 2024-06, but 7 in 2024-04: it does not add up over months, so it is not known for all of them")
	wantFindings(t, texts(t, c, check.Differing(l, []int{1}, card)))
}
