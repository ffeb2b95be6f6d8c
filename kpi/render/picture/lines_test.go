package picture_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// A line is broken where a figure or a month is missing, and follows the time
// whatever the order of the rows; a half-year is beside it.
func TestLines(t *testing.T) {
	whole := overTime(2, 6)
	svg := wantTexts(t, whole, "|2024-06|", "|Huyện 1 93,9\u00a0%|", "|Tổng cộng: không có · trục bắt đầu từ 93\u00a0%|")
	slices.Reverse(whole.Rows[:6])
	_, want, _ := strings.Cut(svg, "</desc>")
	if _, got, _ := strings.Cut(drawn(t, picture.SVG, whole), "</desc>"); got != want {
		t.Error("another picture in another order")
	}
	strokes := func(r *report.Report) int {
		return strings.Count(drawn(t, picture.SVG, r), `style="stroke-width:4;stroke:rgb(32,84,147)`)
	}
	single := overTime(1, 6)
	if n := strokes(single); n != 1 {
		t.Errorf("%d parts of a line, want 1", n)
	}
	single.Rows[2].Figures[0] = unknown()
	if n := strokes(single); n != 2 {
		t.Errorf("%d parts of a line with a gap, want 2", n)
	}
	single.Rows = slices.Delete(single.Rows, 2, 3)
	if n := strokes(single); n != 2 {
		t.Errorf("%d parts of a line without a month, want 2", n)
	}
	half := kpi.Period{From: kpi.NewMonth(2024, 1), To: kpi.NewMonth(2024, 6)}
	single.Rows = append(single.Rows, report.Row{Keys: []report.Key{key("Huyện 0"), key("H1")}, Group: kpi.Group{Period: half}, Figures: []report.Figure{share(1, 2)}})
	wantTexts(t, single, "Huyện 0 · H1: 50,0\u00a0%")
	for _, r := range []*report.Report{overTime(0, 0), overTime(1, 1), overTime(1, 100), overTime(8, 12)} {
		drawn(t, picture.SVG, r)
	}
}
