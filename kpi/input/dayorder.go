package input

import (
	"slices"
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

// growth is how the counts of units move from one day of a file to another. Rows of days
// add up; where no count falls they may be of the year up to each day, and must not.
type growth struct {
	last        map[int]dayCounts // by unit
	pairs       int               // of days of a unit that were compared
	falls       bool              // some count fell
	near        bool              // some days of a unit are as near as working days
	first, late kpi.Day
	units       map[int]bool
	at          int // the line of the first row
}

// dayCounts are the flows of a unit on a day.
type dayCounts struct {
	day    kpi.Day
	counts []int64
}

// What the counts of a year so far look like from one day to the next: the largest grows,
// and none falls by more than a part that corrections explain. Days of work are near each
// other; by chance their counts grow a few times.
const (
	growthPairs = 4
	growthDays  = 4
	growthLeast = 30 // counts below it move by chance
	growthPart  = 8
)

// note compares the counts of a unit on a day with those of its row before.
func (g *growth) note(unit, line int, day kpi.Day, counts []int64) {
	if g.falls {
		return
	}
	if g.last == nil {
		g.last, g.units, g.first, g.late, g.at = map[int]dayCounts{}, map[int]bool{}, day, day, line
	}
	before, ok := g.last[unit]
	g.last[unit] = dayCounts{day, counts}
	if day.Compare(g.first) < 0 {
		g.first = day
	}
	if day.Compare(g.late) > 0 {
		g.late = day
	}
	order := before.day.Compare(day)
	if !ok || order == 0 || before.day.Month.Year() != day.Month.Year() {
		return
	}
	low, high := before.counts, counts
	if order > 0 {
		low, high = high, low
	}
	most := slices.Index(low, slices.Max(low))
	if low[most] < growthLeast {
		return
	}
	g.pairs++
	g.units[unit] = true
	number := func(d kpi.Day) int { return 31*int(d.Month) + d.Date }
	g.near = g.near || max(number(before.day)-number(day), number(day)-number(before.day)) <= growthDays
	g.falls = high[most] <= low[most]
	for i := range low {
		g.falls = g.falls || low[i]-high[i] > low[i]/growthPart
	}
}

// check reports rows of days that may be of the year so far.
func (g *growth) check(findings *kpi.FileFindings) {
	if !g.falls && (g.pairs >= growthPairs || g.pairs > 0 && !g.near) {
		findings.Add(kpi.DaysCumulative, kpi.Place{Line: g.at}, "first", g.first.String(), "last", g.late.String(), "units", strconv.Itoa(len(g.units)))
	}
}

// noteGrowth notes the flows of a row of a unit on a day.
func (p *posting) noteGrowth(s *slot, line int, day kpi.Day, counts *rowCounts) {
	if p.export.growth.falls {
		return
	}
	var flows []int64
	for _, measure := range p.given {
		if p.measures.At(measure).Kind == kpi.Flow {
			v, _ := counts.tally.Value(measure)
			flows = append(flows, v)
		}
	}
	if len(flows) > 0 {
		p.export.growth.note(s.unit, line, day, flows)
	}
}
