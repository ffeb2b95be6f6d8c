package picture_test

import (
	"fmt"
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
	svg := wantTexts(t, whole, "|2024-06|", "|Huyện 1 93,9%|", "|Tổng cộng: không có · trục bắt đầu từ 93%|")
	slices.Reverse(whole.Rows[:6])
	_, want, _ := strings.Cut(svg, "</desc>")
	if _, got, _ := strings.Cut(drawn(t, picture.SVG, whole), "</desc>"); got != want {
		t.Error("another picture in another order")
	}
	strokes := func(r *sample) int {
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
	single.Rows = append(single.Rows, sampleRow{Keys: []report.Key{key("Huyện 0"), key("H1")}, Group: kpi.Group{Period: half}, Figures: []report.Figure{share(1, 2)}})
	wantTexts(t, single, "Huyện 0 · H1: 50,0%")
	for _, r := range []*sample{overTime(0, 0), overTime(1, 1), overTime(1, 100), overTime(8, 12)} {
		drawn(t, picture.SVG, r)
	}
}

// monthly gives the months of a report the labels that people read.
func monthly(r *sample) *sample {
	for _, row := range r.Rows {
		m := row.Group.Period.From.String()
		row.Keys[len(row.Keys)-1].Label = m[5:] + "/" + m[:4]
	}
	return r
}

// All months have labels, or every n-th at regular steps, always the newest, which is at
// the right edge of the plot.
func TestMonthLabels(t *testing.T) {
	for months, want := range map[int]string{
		2:  "01/2024 02/2024",
		6:  "01/2024 02/2024 03/2024 04/2024 05/2024 06/2024",
		12: "02/2024 04/2024 06/2024 08/2024 10/2024 12/2024",
		24: "03/2024 06/2024 09/2024 12/2024 03/2025 06/2025 09/2025 12/2025",
		25: "01/2024 04/2024 07/2024 10/2024 01/2025 04/2025 07/2025 10/2025 01/2026",
	} {
		d := parsed(t, drawn(t, picture.SVG, monthly(overTime(2, months))))
		var labels []string
		var at []int
		for _, w := range d.texts {
			if len(w.text) == len("01/2024") && w.text[2] == '/' {
				labels, at = append(labels, w.text), append(at, w.x)
			}
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("%d months: %s", months, got)
		}
		for i := range max(len(at)-2, 0) {
			if step, next := at[i+1]-at[i], at[i+2]-at[i+1]; step-next > 1 || next-step > 1 {
				t.Errorf("%d months: labels at %v", months, at)
			}
		}
		if edge := at[len(at)-1] + 39; edge != 1017 || !strings.HasPrefix(d.having(metDot)[months-1], "C 1017 ") { // half a label
			t.Errorf("%d months: the newest is at %d", months, edge)
		}
	}
}

// A month without rows has its label among those of the others.
func TestLabelOfMissingMonth(t *testing.T) {
	r := monthly(overTime(1, 6))
	for _, row := range r.Rows {
		r.Months = append(r.Months, row.Keys[1])
	}
	r.Rows = slices.Delete(r.Rows, 2, 4)
	wantTexts(t, r, "|01/2024|02/2024|03/2024|04/2024|05/2024|06/2024|")
}

// Names are beside the ends of their lines, in the order of those, with the newest figures;
// the target is a dashed line among them.
func TestNamesOfLines(t *testing.T) {
	r := monthly(overTime(3, 6))
	for i := range r.Rows {
		r.Rows[i].Figures[0] = judged(r.Rows[i].Figures[0], "95", kpi.Met)
	}
	r.Rows[5].Figures[0] = judged(share(97, 100), "95", kpi.Met)
	r.Rows[17].Figures[0] = judged(share(93, 100), "95", kpi.Missed)
	svg := drawn(t, picture.SVG, r)
	d := parsed(t, svg)
	first, target, second, third := d.text(t, "Huyện 0 97,0%"), d.text(t, "chỉ tiêu 95%"), d.text(t, "Huyện 1 93,9%"), d.text(t, "Huyện 2 93,0% chưa đạt")
	if first.x != target.x || first.x != second.x || first.y+150 > target.y || target.y >= second.y || second.y+32 > third.y {
		t.Errorf("names at %v %v %v %v", first, target, second, third)
	}
	if dashes := d.having("10, 6stroke"); len(dashes) != 2 || !strings.HasPrefix(dashes[0], "M 86 525 L 919 525 ") {
		t.Errorf("the target %q", dashes)
	}
	r.Rows[17].Figures[0] = unknown()
	d = parsed(t, drawn(t, picture.SVG, r))
	d.text(t, "Huyện 2 không có") // the row has no target, others of the line do
	d.text(t, "chỉ tiêu 95%")
	r.Rows = slices.Delete(r.Rows, 17, 18)
	d = parsed(t, drawn(t, picture.SVG, r))
	d.text(t, "Huyện 2 chưa có số liệu")
	d.text(t, "chỉ tiêu 95%")
}

// A single line has its figures at its points.
func TestFiguresOfOneLine(t *testing.T) {
	r := overTime(1, 6)
	r.Rows[2].Figures[0], r.Rows[3].Figures[0] = share(101, 100), unknown()
	d := parsed(t, wantTexts(t, r, "|99,0%|98,0%|101,0%!|95,0%|94,0%|"))
	d.text(t, "Huyện 0")
	if hollow := d.having(hollowMet); len(hollow) != 1 {
		t.Errorf("hollow %q", hollow)
	}
}

// No text is over another, whatever the lines are.
func TestTextsOfLinesAreReadable(t *testing.T) {
	for _, groups := range []int{1, 8, 9, 70} {
		for _, months := range []int{2, 12} {
			for kind, figure := range map[string]func(i int) report.Figure{
				"close": func(i int) report.Figure { return share(int64(9000+i*37%1000), 10_000) },
				"same":  func(int) report.Figure { return judged(share(1, 1), "98", kpi.Met) },
				"own": func(i int) report.Figure {
					return judged(share(int64(90*i%130), 100), fmt.Sprint(50+i/months), kpi.Missed)
				},
				"unknown": func(i int) report.Figure { return judged(unknown(), "98", kpi.Unjudged) },
				"counts":  func(i int) report.Figure { return plain(int64(i*i*7919%50_000) - 5000) },
			} {
				r := monthly(overTime(groups, months))
				r.Columns[0].Plain = kind == "counts"
				for i := range r.Rows {
					n := i / months
					r.Rows[i].Keys[0] = key(communes[n%len(communes)] + strings.Repeat(" B", n/len(communes)))
					r.Rows[i].Figures[0] = figure(i)
				}
				wantReadable(t, fmt.Sprint(groups, months, kind), parsed(t, drawn(t, picture.SVG, r)))
			}
		}
	}
}

// The first figure of a line is not over the numbers of the axis.
func TestFirstFigureIsInThePlot(t *testing.T) {
	r := overTime(1, 8)
	for i := range r.Rows {
		r.Rows[i].Figures[0] = share(int64(900+7*i), 1000)
	}
	d := parsed(t, drawn(t, picture.SVG, r))
	if first, axis := d.text(t, "90,0%"), d.text(t, "90%"); axis.x != 28 || first.x != 94 {
		t.Errorf("the first figure is at %d, the number of the axis at %d", first.x, axis.x)
	}
}
