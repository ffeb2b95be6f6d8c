package input

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/kpi"
)

// Rows of single days add up to their month: flows of all days, what was carried
// over of the first day, what is pending of the last. A whole of both is known
// from its parts alone.

// narrower is what tells rows of one grain further apart: a day, an office.
type narrower struct {
	grain int
	by    string
}

// narrow makes the grain of a row that of its day and its office.
func (r *rowReader) narrow(t *target) {
	for _, by := range []string{t.office, t.day.String()} {
		if by == "" {
			continue
		}
		key := narrower{r.grain.id, by}
		id, ok := r.narrowed[key]
		if !ok {
			id = r.apart.id(r.apart.list[r.grain.id].text+"\x1f"+by, true)
			r.narrowed[key] = id
		}
		r.grain.id = id
	}
	if t.office != "" {
		r.grain.fine |= byOffice
	}
	if t.day.IsZero() {
		return
	}
	r.grain.fine |= byDay
	if !slices.Contains(r.dates, t.day) {
		r.dates = append(r.dates, t.day)
	}
}

// tellDays notes which days the rows of an export are of: those that are not there
// are not in its sums.
func (r *rowReader) tellDays() {
	if len(r.dates) == 0 {
		return
	}
	slices.SortFunc(r.dates, func(a, b kpi.Day) int { return dayNumber(a) - dayNumber(b) })
	r.add(kpi.DaysAdded, kpi.Place{Line: r.header}, "count", strconv.Itoa(len(r.dates)),
		"first", r.dates[0].String(), "last", r.dates[len(r.dates)-1].String())
}

// dayNumber orders days.
func dayNumber(d kpi.Day) int { return int(d.Month)*32 + d.Date }

// isOfDay reports whether a measure of the row at hand, which is of a day, counts for
// its month.
func (r *rowReader) isOfDay(t *target, measure int) bool {
	kind := r.run.cat.Measures.At(measure).Kind
	return kind == kpi.Flow || t.slot.isOfDay(measure, kind, dayNumber(t.day))
}

// isOfDay reports whether a measure of a row of a day counts for its month, after
// what other days gave is dropped where it does not. Of rows by field or procedure
// nothing says that those of one day are all there are.
func (s *slot) isOfDay(measure int, kind kpi.Kind, day int) bool {
	if s.days == nil {
		s.days = map[int]int{}
	}
	before, seen := s.days[measure]
	order := cmp.Compare(day, before)
	if kind == kpi.Opening {
		order = -order
	}
	switch {
	case !seen:
		s.days[measure] = day
	case order == 0:
	case kind == kpi.Mixed || s.fine != byUnit|byDay:
		s.days[measure] = -1 // of several days: no day is equal to it
		s.forget(measure)
		if kind != kpi.Mixed {
			s.tally.Lack(measure)
		}
		return false
	case order < 0:
		return false
	default:
		s.days[measure] = day
		s.forget(measure)
	}
	return true
}
