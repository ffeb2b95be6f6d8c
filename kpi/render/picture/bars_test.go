package picture_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/render/picture"
	"cchc/kpi/report"
)

// Styles of marks, as the library writes them.
const (
	metBar     = "stroke:none;fill:rgb(32,84,147)"
	missedBar  = "stroke:none;fill:rgb(224,138,60)"
	hollowMet  = "stroke-width:3;stroke:rgb(32,84,147);fill:white"
	metDot     = "stroke-width:3;stroke:rgb(32,84,147);fill:rgb(32,84,147)"
	missedDot  = "stroke-width:3;stroke:rgb(224,138,60);fill:rgb(224,138,60)"
	tickOf     = "stroke-width:3;stroke:rgb(34,34,34);fill:none"
	signOfCut  = "stroke-width:2;stroke:rgb(102,102,102);fill:none"
	dashedLine = "stroke-width:2;stroke:rgb(34,34,34);fill:none"
)

// A target of all rows is a line across the bars, with its name above it; nothing is a bar of its own.
func TestTarget(t *testing.T) {
	r := pictured(judged(share(99, 100), "98", kpi.Met), judged(share(1, 2), "98", kpi.Missed), judged(unknown(), "98", kpi.Unjudged))
	svg := wantTexts(t, r, "|99,0%|99/100|đạt|", "|50,0%|1/2|chưa đạt|", "không có. Chỉ tiêu 98%|")
	d := parsed(t, svg)
	if bars := len(d.having("stroke:none;fill:rgb")); bars != 2 {
		t.Errorf("%d bars", bars)
	}
	d.wantShapes(t, "M 166 162 L 937 162 L 937 196 L 166 196 L 166 162 | "+metBar, "M 166 216 L 556 216 L 556 250 L 166 250 L 166 216 | "+missedBar,
		"M 929 146 L 929 368 | 10, 6"+dashedLine)
	if name := d.text(t, "chỉ tiêu 98%"); name.x != 866 || name.y != 138 {
		t.Errorf("the name of the target is at %d, %d", name.x, name.y)
	}
}

// Targets of their own are ticks on the bars, and that of the total is one if it differs.
func TestOwnTargets(t *testing.T) {
	r := pictured(judged(share(99, 100), "95", kpi.Met), judged(share(1, 2), "98", kpi.Missed), judged(unknown(), "98", kpi.Unjudged), share(1, 4))
	svg := wantTexts(t, r, "|99,0%|99/100|đạt chỉ tiêu 95%|", "|không có|chỉ tiêu 98%|Xã 3|")
	if strings.Contains(svg, "stroke-dasharray") {
		t.Error("a line for several targets")
	}
	d := parsed(t, svg)
	if ticks := d.having(tickOf); len(ticks) != 3 {
		t.Errorf("ticks %q", ticks)
	}
	d.wantShapes(t, "M 787 123 L 787 167 | "+tickOf, "M 807 177 L 807 221 | "+tickOf, "M 807 231 L 807 275 | "+tickOf)
	for i := range r.Rows {
		r.Rows[i].Figures[0].Target = "98"
	}
	r.Total.Figures[0] = judged(share(1, 2), "90", kpi.Missed)
	d = parsed(t, wantTexts(t, r, "|Tổng cộng|50,0%|1/2|chưa đạt chỉ tiêu 90%|"))
	if ticks := d.having(tickOf); len(ticks) != 1 {
		t.Errorf("ticks %q", ticks)
	}
}

// Rates that are close together are dots on an axis that begins near them and has a sign and
// a line of that: round ones, diamonds that missed their target, and a square for the total.
func TestDots(t *testing.T) {
	r := pictured(judged(share(99, 100), "98", kpi.Met), judged(share(97, 100), "98", kpi.Missed), judged(unknown(), "98", kpi.Unjudged))
	r.Total.Figures[0] = judged(share(98, 100), "98", kpi.Met)
	d := parsed(t, wantTexts(t, r, "|Trục bắt đầu từ 94%|", "|94%|95%|96%|97%|98%|99%|", "|Xã 2|không có|Tổng cộng|"))
	d.wantShapes(t, "C 945 209 11 | "+metDot, "M 633 249 L 647 263 L 633 277 L 619 263 L 633 249 | "+missedDot,
		"M 778 360 L 800 360 L 800 382 L 778 382 L 778 360 | stroke-width:3;stroke:rgb(23,55,92);fill:rgb(23,55,92)", "M 789 176 L 789 398 | 10, 6")
	if bars, signs := d.having("stroke:none;fill:rgb"), d.having(signOfCut); len(bars) != 0 || len(signs) != 2 {
		t.Errorf("bars %q, signs %q", bars, signs)
	}
}

// Dots are for rates only, whose figures and targets are within 12 points and far from 0;
// one figure is none to be compared.
func TestBarsOrDots(t *testing.T) {
	for name, tt := range map[string]struct {
		r    *sample
		axis string // of dots; "" of bars
	}{
		"12 points":          {pictured(share(88, 100), share(100, 100)), "85"},
		"13 points":          {pictured(share(87, 100), share(100, 100)), ""},
		"near 0":             {pictured(share(20, 100), share(30, 100)), ""},
		"close and far":      {pictured(share(25, 100), share(26, 100)), "21"},
		"one figure":         {pictured(share(97, 100)), ""},
		"the same twice":     {pictured(share(97, 100), share(97, 100)), ""},
		"one known":          {pictured(share(97, 100), unknown()), ""},
		"the target is far":  {pictured(judged(share(97, 100), "80", kpi.Met), judged(share(98, 100), "80", kpi.Met)), ""},
		"the target is near": {pictured(judged(share(97, 100), "90", kpi.Met), judged(share(98, 100), "90", kpi.Met)), "88"},
		"above 100":          {pictured(share(97, 100), share(103, 100)), "96"},
		"counts":             {pictured(plain(997), plain(998)), ""},
		"all below 0":        {pictured(share(-97, 100), share(-98, 100)), ""},
	} {
		svg := drawn(t, picture.SVG, tt.r)
		if got := strings.Contains(svg, "Trục bắt đầu từ"); got != (tt.axis != "") || got != (len(parsed(t, svg).having(signOfCut)) == 2) {
			t.Errorf("%s: dots %t", name, got)
		}
		if tt.axis != "" && !strings.Contains(svg, "Trục bắt đầu từ "+tt.axis+"%<") {
			t.Errorf("%s: %s", name, textsOf(t, svg))
		}
	}
}

// A rate outside 0 to 100 percent is hollow, and words and the heading mark it.
func TestOddRates(t *testing.T) {
	bars := pictured(share(1, 2), share(130, 100), share(-3, 10))
	d := parsed(t, wantTexts(t, bars, "|130,0%!|", "|-30,0%!|", "|! Ngoài khoảng 0 đến 100%: tử số không phải là một phần của mẫu số; không xếp hạng.|", "Tổng cộng: không có. ! Ngoài khoảng"))
	if hollow := d.having(hollowMet); len(hollow) != 2 {
		t.Errorf("hollow %q", hollow)
	}
	dots := parsed(t, wantTexts(t, pictured(share(99, 100), share(101, 100)), "|101,0%!|"))
	if hollow := dots.having(hollowMet); len(hollow) != 1 || !strings.HasPrefix(hollow[0], "C ") {
		t.Errorf("hollow %q", hollow)
	}
	if text := textsOf(t, drawn(t, picture.SVG, pictured(share(0, 1), share(1, 1)))); strings.Contains(text, "!") {
		t.Errorf("0 and 100 percent are marked: %s", text)
	}
}

// Bars of counts below 0 are at the left of those above.
func TestNegativeCounts(t *testing.T) {
	r := pictured(plain(-40), plain(100), plain(0))
	r.Total.Figures[0] = plain(60)
	d := parsed(t, wantTexts(t, r, "|-50|0|50|100|", "|Xã 0|-40|Xã 1|100|Xã 2|0|"))
	d.wantShapes(t, "M 451 158 L 167 158 L 167 192 L 451 192", "M 451 212 L 1160 212", "M 451 266 L 451 266")
}

// The total of a single row would be the same again. A period that all rows have is in the title;
// what else they have in common is in the heading.
func TestNamesOfRows(t *testing.T) {
	one := pictured(share(1, 2))
	one.Total = sampleRow{Figures: one.Rows[0].Figures}
	if names := parsed(t, drawn(t, picture.SVG, one)).texts; len(names) != 2+1+2+6 {
		t.Errorf("texts %v", names)
	}
	month := overTime(3, 1)
	wantTexts(t, month, "|Huyện 0|99,0%|990/1.000|Huyện 1|98,9%|")
	month.Rows = month.Rows[:1]
	wantTexts(t, month, "|Huyện 0|99,0%|")
	r := pictured(share(1, 2), share(1, 3), share(1, 4))
	r.By = []kpi.Dimension{kpi.ByDistrict, kpi.ByCommune, kpi.ByLevel}
	for i, names := range [][3]string{{"Bắc Sơn", "Xã Tân Thành", "Cấp xã"}, {"Bắc Sơn", "Xã Vũ Lăng", "Cấp xã"}, {"Bắc Sơn", "(cấp huyện)", "Cấp huyện"}} {
		r.Rows[i].Keys = []report.Key{key(names[0]), key(names[1]), key(names[2])}
	}
	wantTexts(t, r, "|Kỳ báo cáo 06/2024|Bắc Sơn|", "|Xã Tân Thành|50,0%|", "|(cấp huyện)|25,0%|")
	r.Rows[2].Keys[1] = key("Xã Vũ Lăng")
	wantTexts(t, r, "|Xã Tân Thành / Cấp xã|", "|Xã Vũ Lăng / Cấp xã|", "|Xã Vũ Lăng / Cấp huyện|")
}

// No text is over another, whatever the rows are.
func TestTextsOfBarsAreReadable(t *testing.T) {
	for _, rows := range []int{0, 3, 16, 65, 100} {
		for kind, figure := range map[string]func(i int) report.Figure{
			"close":   func(i int) report.Figure { return share(int64(9000+10*i), 10_000) },
			"targets": func(i int) report.Figure { return judged(share(int64(9990-i), 10_000), "98", kpi.Met) },
			"own":     func(i int) report.Figure { return judged(share(int64(90*i%130), 100), fmt.Sprint(50+i%50), kpi.Missed) },
			"unknown": func(i int) report.Figure { return judged(unknown(), "98", kpi.Unjudged) },
			"odd":     func(i int) report.Figure { return share(int64(i-5), 3) },
			"counts":  func(i int) report.Figure { return plain(int64(i-20) * 1_234_567_890) },
		} {
			var figures []report.Figure
			for i := range rows {
				figures = append(figures, figure(i))
			}
			r := pictured(figures...)
			for i := range r.Rows {
				r.Rows[i].Keys[0] = key(communes[i%len(communes)] + strings.Repeat(" (Lạng Sơn)", i/len(communes)))
			}
			wantReadable(t, fmt.Sprint(rows, kind), parsed(t, drawn(t, picture.SVG, r)))
		}
	}
}
