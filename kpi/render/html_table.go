package render

import (
	"strconv"
	"strings"

	"cchc/kpi/report"
)

// pageTable is a table of figures.
type pageTable struct {
	Caption string
	Keys    []string
	Columns []report.Column
	Rows    []pageRow
	Total   pageRow
}

type pageRow struct {
	Keys  []string
	Cells []pageCell
}

// pageCell is a figure. Num and Den are its integers, by which columns are sorted.
type pageCell struct {
	NA                        string // what stands where there is no figure
	Shown, Fraction, Judgment string
	Verdict, Mark             string // met, missed or ""; and its sign
	Num, Den                  string
	Bar                       *pageBar
}

// pageBar is a bar from the zero of a scale to a figure, and the mark of a target, in
// hundredths of the scale.
type pageBar struct{ From, Width, Target string }

func newPageTable(r *report.Report, caption string) *pageTable {
	t := &pageTable{Caption: caption, Keys: keyHeaders(r), Columns: r.Columns}
	var scales []scale
	if len(r.Rows) <= pageRows {
		for i := range r.Columns {
			scales = append(scales, scaleOf(r, i))
		}
	}
	cells := func(row report.Row) []pageCell {
		all := make([]pageCell, len(row.Figures))
		for i, f := range row.Figures {
			all[i] = newPageCell(f, r)
			if f.Defined && scales != nil {
				all[i].Bar = scales[i].bar(f)
			}
		}
		return all
	}
	for _, row := range r.Rows {
		t.Rows = append(t.Rows, pageRow{labels(row), cells(row)})
	}
	t.Total = pageRow{totalKeys(r), cells(r.Total)}
	return t
}

// newPageCell writes a figure, without its bar.
func newPageCell(f report.Figure, r *report.Report) pageCell {
	if !f.Defined {
		return pageCell{NA: f.NA}
	}
	num, den := f.Ratio.Num, f.Ratio.Den
	if f.Ratio.Plain {
		den = 1
	}
	if den < 0 {
		num, den = -num, -den
	}
	c := pageCell{Shown: localised(f.Shown, r.Lang), Verdict: f.Verdict.String(), Mark: mark(f.Verdict),
		Num: strconv.FormatInt(num, 10), Den: strconv.FormatInt(den, 10), Fraction: fraction(f, r.Lang)}
	if f.Judgment != "" {
		c.Judgment = strings.NewReplacer("{verdict}", f.Judgment, "{target}", localised(f.Target, r.Lang)).Replace(r.Say("page.judged"))
	}
	return c
}

// scale is the range of the pictures of a column, in the terms of [report.Figure.Number]:
// from nothing to all for rates, and further where a figure is.
type scale struct{ low, high float64 }

func scaleOf(r *report.Report, column int) scale {
	s := scale{}
	if !r.Columns[column].Plain {
		s.high = 1
	}
	for _, row := range append(r.Rows[:len(r.Rows):len(r.Rows)], r.Total) {
		f := row.Figures[column]
		if f.Defined && !(f.Ratio.Plain && len(row.Keys) == 0) { // the total of counts would leave the others no room
			s.low, s.high = min(s.low, f.Number()), max(s.high, f.Number())
		}
		if target, ok := f.Threshold(); ok {
			s.low, s.high = min(s.low, target), max(s.high, target)
		}
	}
	return s
}

// at is where a number stands, in hundredths of the scale.
func (s scale) at(number float64) float64 {
	if s.high == s.low {
		return 0
	}
	return 100 * (min(max(number, s.low), s.high) - s.low) / (s.high - s.low)
}

// bar draws a figure.
func (s scale) bar(f report.Figure) *pageBar {
	zero, end := s.at(0), s.at(f.Number())
	b := &pageBar{From: coordinate(min(zero, end)), Width: coordinate(max(zero, end) - min(zero, end))}
	if target, ok := f.Threshold(); ok {
		b.Target = coordinate(s.at(target))
	}
	return b
}

// coordinate writes a place in a picture, as exactly as can be seen.
func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
