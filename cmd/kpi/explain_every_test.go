package main

import (
	"io"
	"maps"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input"
)

// Of every unit and every indicator, the cells that are read again add up to the two
// sums of the report: also where a commune is what others became.
func TestEveryFigureIsItsCells(t *testing.T) {
	t.Chdir("../../testdata")
	const units, successors = "units/langson.csv", "units/langson-successors-2025-07-01.csv"
	for _, tt := range []struct {
		files   string
		flags   inputFlags
		figures int
	}{
		{"exports", inputFlags{}, 788},
		{"reform", inputFlags{units: units, successors: successors}, 162},
	} {
		cat, err := catalog.Load()
		if err != nil {
			t.Fatal(err)
		}
		s := &session{cat: cat, input: tt.flags, errw: io.Discard, output: outputFlags{color: &colorFlag{}, lang: &choice{}}}
		if err := s.readUnits(); err != nil {
			t.Fatal(err)
		}
		ledger, err := s.ledger([]string{tt.files}, nil, false)
		if err != nil {
			t.Fatal(s.findings)
		}
		carried, _ := s.carry(nil, nil, ledger)
		if s.assess() != exitDone {
			t.Fatal(s.findings)
		}
		if figures := everyFigure(t, s, carried[0]); figures != tt.figures {
			t.Errorf("%s: %d figures, want %d", tt.files, figures, tt.figures)
		}
	}
}

// traced is a figure of a report, and where it comes from.
type traced struct {
	result kpi.Result
	trace  *kpi.Trace
}

// everyFigure traces the figures of every district and commune, reads all cells in one
// go and compares. It returns how many figures are known.
func everyFigure(t *testing.T, s *session, ledger *kpi.Ledger) (figures int) {
	t.Helper()
	var all []traced
	wants := map[kpi.Want]int{}
	for _, by := range [][]kpi.Dimension{{kpi.ByDistrict}, {kpi.ByCommune}} {
		for _, row := range s.card(ledger, by, nil).Rows {
			g := row.Group
			keep := func(e *kpi.Entry) bool {
				same := e.Unit.Province == g.Province && e.Unit.District == g.District
				return same && (by[0] == kpi.ByDistrict || e.Unit.Commune == g.Commune && e.Unit.Level == g.Level)
			}
			for i, d := range s.cat.Indicators {
				trace, err := ledger.Explain(d, nil, keep)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, traced{row.Results[i], trace})
				maps.Copy(wants, trace.Wants(kpi.EveryCell))
			}
		}
	}
	cells, changed := input.Cells(s.cat, ledger, wants, s.options())
	if len(changed) > 0 {
		t.Fatal(changed)
	}
	for _, f := range all {
		if f.result.Known {
			figures++
			f.compare(t, cells)
		}
	}
	return figures
}

// compare compares the sums of cells with the figure.
func (f traced) compare(t *testing.T, cells map[kpi.Want]*kpi.Cells) {
	t.Helper()
	var sum func(s *kpi.Sum) int64
	sum = func(s *kpi.Sum) (v int64) {
		for _, share := range s.Given {
			v += cells[kpi.Want{Entry: share.Entry, Measure: s.Measure}].Sum
		}
		for _, p := range s.Parts {
			if p.Minus {
				v -= sum(p)
			} else {
				v += sum(p)
			}
		}
		return v
	}
	side := func(formula kpi.Formula, sums []*kpi.Sum) (v int64) {
		for n, s := range sums {
			if formula[n].Minus {
				v -= sum(s)
			} else {
				v += sum(s)
			}
		}
		return v
	}
	d := f.trace.Indicator
	num, den := side(d.Numerator, f.trace.Numerator), side(d.Denominator, f.trace.Denominator)
	if num != f.result.Ratio.Num || den != f.result.Ratio.Den {
		t.Errorf("%s: cells come to %d/%d, the report has %d/%d", d.ID, num, den, f.result.Ratio.Num, f.result.Ratio.Den)
	}
}
