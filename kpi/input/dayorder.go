package input

import (
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dates"
	"cchc/kpi/input/header"
)

// checkMonthFirst asks about days that may be written with the month first. texts are the
// texts of periods, and what they mean.
func (e *exportResult) checkMonthFirst(texts map[string]dating) {
	days := map[string]kpi.Day{}
	for text, d := range texts {
		if !d.day.IsZero() {
			days[text[strings.LastIndexByte(text, datingsEnd)+1:]] = d.day
		}
	}
	if months, month, ok := dates.MonthFirst(days); ok && len(e.account.slots) > 0 {
		cell := max(e.layout.Keys[header.Period], e.layout.Keys[header.Month])
		e.findings.Add(kpi.DaysMonthFirst, kpi.Place{Line: e.account.slots[0].rows.first, Column: cell + 1, Header: e.layout.Headers[cell]},
			"count", strconv.Itoa(months), "month", kpi.PeriodKey(month.Period()))
	}
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
