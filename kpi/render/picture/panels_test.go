package picture_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// More than eight lines are small pictures with the same axes, each with its name, its line,
// its newest figure, the target and the total in grey.
func TestPanels(t *testing.T) {
	r := monthly(overTime(9, 6))
	for i := range r.Rows {
		r.Rows[i].Figures[0] = judged(r.Rows[i].Figures[0], "95", kpi.Met)
	}
	r.Rows[5].Figures[0].Verdict = kpi.Missed
	r.Total.Series = [][]report.Figure{nil}
	for m := range 6 {
		r.Months = append(r.Months, key((kpi.NewMonth(2024, 1) + kpi.Month(m)).String()))
		r.Total.Series[0] = append(r.Total.Series[0], share(int64(98-m%2), 100))
	}
	d := parsed(t, wantTexts(t, r, "|Tổng cộng: không có|Nét đứt: chỉ tiêu 95% · nét xám: Tổng cộng · trục bắt đầu từ 90%|"))
	for n := range 9 {
		d.text(t, fmt.Sprintf("Huyện %d", n))
	}
	lines, totals := d.having("stroke-width:3;stroke:rgb(32,84,147);fill:none"), d.having("stroke-width:3;stroke:rgb(170,170,170);fill:none")
	if len(lines) != 9 || len(totals) != 9 || len(d.having("10, 6stroke")) != 9 || len(d.having(missedDot)) != 1 {
		t.Fatalf("lines %q, totals %q, diamonds %q", lines, totals, d.having(missedDot))
	}
	if want := "M 85 241 L 141 256 L 198 271 L 254 286 L 311 301 L 368 316 |"; !strings.HasPrefix(lines[0], want) {
		t.Errorf("the first line is %q", lines[0])
	}
	if want := "M 85 256 L 141 271 L 198 256 L 254 271 L 311 256 L 368 271 |"; !strings.HasPrefix(totals[0], want) {
		t.Errorf("the first total is %q", totals[0])
	}
	counts := monthly(overTime(9, 6))
	counts.Columns[0].Plain, counts.Months, counts.Total.Series = true, r.Months, r.Total.Series
	if grey := parsed(t, drawn(t, picture.SVG, counts)).having("stroke-width:3;stroke:rgb(170,170,170)"); len(grey) != 0 {
		t.Errorf("a total of counts: %q", grey)
	}
	for text, want := range map[string]int{"100": 3, "95": 3, "90": 3, "01/2024": 3, "06/2024": 3, "94,0%": 1, "93,2%": 1} {
		if n := strings.Count(textsOf(t, drawn(t, picture.SVG, r)), "|"+text+"|"); n != want {
			t.Errorf("%q is there %d times", text, n)
		}
	}
}

// Without figures of the total by month there is no grey line; targets of their own are
// dashed lines, too.
func TestPanelsWithoutTotal(t *testing.T) {
	r := monthly(overTime(10, 2))
	for i := range r.Rows {
		r.Rows[i].Figures[0] = judged(r.Rows[i].Figures[0], fmt.Sprint(90+i/2), kpi.Met)
	}
	r.Rows[19].Figures[0] = unknown()
	d := parsed(t, wantTexts(t, r, "|Nét đứt: chỉ tiêu · trục bắt đầu từ 90%|", "|không|có|"))
	if dashes, grey := d.having("10, 6stroke"), d.having("stroke-width:3;stroke:rgb(170,170,170)"); len(dashes) != 10 || len(grey) != 0 {
		t.Errorf("dashes %q, grey %q", dashes, grey)
	}
}

// 65 units are on a page of A4; names that differ are never cut alike.
func TestManyPanels(t *testing.T) {
	r := monthly(overTime(65, 12))
	for i := range r.Rows {
		n := i / 12
		r.Rows[i].Keys[0] = key(communes[n%len(communes)])
		r.Rows[i].Keys[0].Value += fmt.Sprint(n)
		if k := n / len(communes); k > 0 {
			r.Rows[i].Keys[0].Label += fmt.Sprintf(" (cụm %d)", k)
		}
	}
	d := parsed(t, drawn(t, picture.SVG, r))
	seen, names := map[string]bool{}, 0
	for _, w := range d.texts {
		if !strings.HasSuffix(w.text, "%") && !strings.Contains(w.text, "/") && strings.ContainsAny(w.text, "aăâeêioôơuưyà") && w.size < 22 {
			if seen[w.text] {
				t.Errorf("%q is there twice", w.text)
			}
			seen[w.text], names = true, names+1
		}
	}
	if names != 65 {
		t.Errorf("%d names in %v", names, d.texts)
	}
	if short := parsed(t, drawn(t, picture.SVG, monthly(overTime(65, 12)))); short.height > 2080 { // 264 mm
		t.Errorf("%d pixels", short.height)
	}
}
