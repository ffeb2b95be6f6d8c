package input

import (
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/input/header"
)

// checkMonthFirst asks about days that are of several months as they are read, with the
// day first, and all of one month with the month first: 09/02/2024, 09/03/2024. texts are
// the texts of periods, and what they mean.
func (e *exportResult) checkMonthFirst(texts map[string]dating) {
	months, swapped := map[kpi.Month]bool{}, kpi.Month(0)
	for text, d := range texts {
		if d.day.IsZero() {
			continue
		}
		if !mayBeMonthFirst(text, d.day) {
			return
		}
		month := kpi.NewMonth(d.day.Month.Year(), d.day.Date)
		if swapped != 0 && month != swapped {
			return
		}
		months[d.day.Month], swapped = true, month
	}
	if len(months) > 1 && len(e.account.slots) > 0 {
		cell := e.layout.Keys[header.Period]
		e.findings.Add(kpi.DaysMonthFirst, kpi.Place{Line: e.account.slots[0].rows.first, Column: cell + 1, Header: e.layout.Headers[cell]},
			"count", strconv.Itoa(len(months)), "month", kpi.Period{From: swapped, To: swapped}.String())
	}
}

// mayBeMonthFirst reports whether the text of a day such as 9/2/2024 may have the month
// first.
func mayBeMonthFirst(text string, day kpi.Day) bool {
	date, rest, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(text), "-", "/"), "/")
	_, err := strconv.Atoi(date)
	return ok && err == nil && len(date) <= 2 && day.Date <= 12 && strings.Contains(rest, "/")
}

// addRunning adds the flows of a row of a unit on a day to those that may be running sums.
func (p *posting) addRunning(s *slot, day kpi.Day, counts *rowCounts) {
	running := &p.export.running
	if running.IsOver() {
		return
	}
	var flows []int64
	for _, measure := range p.given {
		if p.measures.At(measure).Kind == kpi.Flow {
			v, _ := counts.tally.Value(measure)
			flows = append(flows, v)
		}
	}
	running.Add(s.unit, day.Month.Year(), 31*int(day.Month)+day.Date, flows)
}
