package input

import (
	"cmp"

	"cchc/kpi"
)

// Rows of single days add up to their month: flows of all days, what was carried
// over of the first day, what is pending of the last. A whole of both is known
// from its parts alone.

// daily makes the grain of a row that of its day.
func (r *rowReader) daily(day kpi.Day) {
	key := [2]int{r.grain.id, dayNumber(day)}
	id, ok := r.dayIDs[key]
	if !ok {
		text := ""
		if r.grain.fine != byUnit {
			text = r.run.grainTexts[r.grain.id] + "\x1f"
		}
		id = r.run.grainID(text + day.String())
		r.dayIDs[key] = id
	}
	r.grain.id = id
	r.grain.fine |= byDay
}

// dayNumber orders days.
func dayNumber(d kpi.Day) int { return int(d.Month)*32 + d.Date }

// isOfDay reports whether a measure of a row of a day counts for its month, after
// what other days gave is dropped where it does not.
func (s *slot) isOfDay(measure int, kind kpi.Kind, day int) bool {
	before, seen := s.days[measure]
	order := cmp.Compare(day, before)
	if kind == kpi.Opening {
		order = -order
	}
	switch {
	case !seen:
		s.days[measure] = day
	case order == 0:
	case kind == kpi.Mixed:
		s.days[measure] = -1 // of several days: no day is equal to it
		s.tally.Forget(measure)
		return false
	case order < 0:
		return false
	default:
		s.days[measure] = day
		s.tally.Forget(measure)
	}
	return true
}
