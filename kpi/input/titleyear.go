package input

import (
	"strconv"

	"cchc/kpi"
	"cchc/kpi/dates"
)

// titleYear is the year that all periods of the titles are in, and the last month that they
// name: "Tháng 12" of a form up to March 2024 is not of that year.
type titleYear struct {
	year     int // 0: none
	last     kpi.Month
	at       kpi.Place // in the titles; none of a year that was asked for
	reported bool      // that it is taken from there
}

// reportYear reports once that the year of rows is that of the titles.
func (t *titles) reportYear(findings *kpi.FileFindings) {
	if y := &t.year; y.at.Line > 0 && !y.reported {
		y.reported = true
		findings.Add(kpi.KeyFromTitle, y.at, "key", kpi.TextKey("period"), "value", strconv.Itoa(t.year.year))
	}
}

// yearOf returns the year that all periods of the titles are in; where they name none, that
// of the period asked for.
func yearOf(r *run, lines []titleCell) (y titleYear) {
	in := func(p kpi.Period) bool {
		return !p.IsDated() && p.From.Year() == p.To.Year() && (y.year == 0 || y.year == p.To.Year())
	}
	for _, line := range lines {
		found, err := dates.Find(line.text, r.opts.Calendar)
		for _, p := range found {
			if !in(p) {
				return titleYear{}
			}
			if y.year == 0 {
				y.year, y.at = p.To.Year(), line.place
			}
			y.last = max(y.last, p.To)
		}
		if err != nil {
			return titleYear{}
		}
	}
	if asked := r.opts.Period; y.year == 0 && !asked.IsZero() && in(asked) {
		y = titleYear{year: asked.To.Year(), last: kpi.Yearly.Around(asked.To).To}
	}
	return y
}
