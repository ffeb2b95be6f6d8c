package page

import (
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Whole pages are tested in package render, which writes one report in all formats.

// rates are defined figures in thousandths.
func rates(thousandths ...int64) []report.Figure {
	figures := []report.Figure{{}} // one that is not known moves no axis
	for _, n := range thousandths {
		figures = append(figures, report.Figure{Defined: true, Ratio: kpi.Ratio{Num: n, Den: 1000, Scale: 1}})
	}
	return figures
}

// Bars begin at 0; lines have the range of their figures, on marks that are not too near.
func TestAxes(t *testing.T) {
	for _, tt := range []struct {
		thousandths []int64
		bars, lines string
	}{
		{nil, "0% to 100%", "0% to 100%"},
		{[]int64{994}, "0% to 100%", "96% to 100%"},
		{[]int64{5, 6}, "0% to 100%", "0% to 4%"},
		{[]int64{-50, 1312}, "-10% to 140%", "-10% to 140%"},
		{[]int64{812, 934}, "0% to 100%", "80% to 95%"},
		{[]int64{45000}, "0% to 4,500%", "4,496% to 4,500%"},
	} {
		for kind, want := range map[string]string{"bars": tt.bars, "lines": tt.lines} {
			axis := barAxis(rates(tt.thousandths...), false)
			if kind == "lines" {
				axis = lineAxis(rates(tt.thousandths...), false)
			}
			if from, to := axis.ends(kpi.English); from+" to "+to != want {
				t.Errorf("%s of %d: %s to %s, want %s", kind, tt.thousandths, from, to, want)
			}
		}
	}
}

// A target is part of the axis of bars, and its mark is where it is.
func TestBarOfTarget(t *testing.T) {
	figures := rates(500)
	figures[1].Target = "120"
	axis := barAxis(figures, false)
	if bar := axis.bar(figures[1]); bar.X != "0" || bar.Width != "41.67" || bar.Target != "100" {
		t.Errorf("%+v", bar)
	}
}

// Long texts are cut by characters, then made harmless.
func TestShortened(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Bắc Sơn": "Bắc Sơn", "\x1b[2J": `\u001b[2J`,
		strings.Repeat("ắ", 120): strings.Repeat("ắ", 120), strings.Repeat("ắ", 121): strings.Repeat("ắ", 120) + "…",
	} {
		if got := named(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
