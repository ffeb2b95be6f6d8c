package workbook

import (
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// An axis is the range of its figures, rounded outward to steps that can be read.
func TestAxisOf(t *testing.T) {
	rate := func(num int64) report.Figure {
		return report.Figure{Defined: true, Ratio: kpi.Ratio{Num: num, Den: 1000}}
	}
	count := func(n int64) report.Figure {
		return report.Figure{Defined: true, Ratio: kpi.Ratio{Num: n, Den: 1, Plain: true, Scale: 1}}
	}
	target := rate(960)
	target.Target = "98"
	for name, tt := range map[string]struct {
		figures []report.Figure
		want    axis
	}{
		"near each other":      {[]report.Figure{rate(943), rate(971)}, axis{94, 98, 1, false}},
		"up to all":            {[]report.Figure{rate(907), rate(1000)}, axis{90, 100, 2, false}},
		"the same":             {[]report.Figure{rate(1000), rate(1000)}, axis{99, 100, 0.2, false}},
		"with a target":        {[]report.Figure{target}, axis{96, 98, 0.5, false}},
		"far from each other":  {[]report.Figure{rate(310), rate(970)}, axis{0, 100, 20, false}},
		"above all":            {[]report.Figure{rate(900), rate(1430)}, axis{80, 160, 20, false}},
		"below nothing":        {[]report.Figure{rate(-50), rate(473)}, axis{-20, 60, 20, false}},
		"not known":            {[]report.Figure{{}}, axis{0, 100, 20, false}},
		"counts begin at 0":    {[]report.Figure{count(93), count(97)}, axis{0, 100, 20, true}},
		"no count":             {[]report.Figure{count(0)}, axis{0, 1, 0.2, true}},
		"small rates are of 0": {[]report.Figure{rate(0), rate(3)}, axis{0, 1, 0.2, false}},
	} {
		if got := axisOf(tt.figures, tt.want.plain); got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}
