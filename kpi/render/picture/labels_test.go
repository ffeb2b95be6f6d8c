package picture

import (
	"strings"
	"testing"

	"github.com/go-analyze/charts"
)

// No two texts are cut to the same one, wherever they differ, and none is wider than there
// is room.
func TestDistinct(t *testing.T) {
	c, err := newCanvas(charts.ChartOutputSVG)
	if err != nil {
		t.Fatal(err)
	}
	const office = "Trung tâm Phục vụ hành chính công và hỗ trợ chuyển đổi số liên xã "
	for _, texts := range [][]string{
		{office + "cụm 1", office + "cụm 2", office + "cụm 3"},
		{office + "1 " + office, office + "2 " + office, "1 " + office, "2 " + office},
		{office + "A 1", office + "A 2", office + "B 1" + office, office + "B 2" + office, office + "B 2" + office + "x", office},
		{office + office + strings.Repeat("n", 9000) + "1", office + office + strings.Repeat("n", 9000) + "2"},
		{strings.Repeat("n", 9000), strings.Repeat("n", 9001)},
		{office + "cụm 1", office + "cụm 1"},
		{"A", "A", "Total", office},
		{"A", "A", "A (1)"},
		{office + "Tam Thanh", office + "Tam Thanh (cụm 1)", office + "Tam Thanh (cụm 2)", office + "Đông Kinh", office + "Đông Kinh (cụm 1)", office + "Đông Kinh (cụm 2)"},
	} {
		for _, room := range []int{150, 300, 504} {
			seen := map[string]bool{}
			for _, text := range c.distinct(texts, textSize, room) {
				if seen[text] || c.measure(text, textSize) > room {
					t.Errorf("%.200q in %d: %q is there twice, or %d wide", texts, room, text, c.measure(text, textSize))
				}
				seen[text] = true
			}
		}
	}
	if got := c.distinct([]string{"A", "B"}, textSize, 300); got[0] != "A" || got[1] != "B" {
		t.Errorf("got %q", got)
	}
}
