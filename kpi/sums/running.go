package sums

import "slices"

// Running finds out whether the counts that units have on several days are running sums: of
// the year up to each day. Counts of days add up, running sums must not.
type Running struct {
	last  map[int]dayCounts // by unit
	pairs int               // of days of a unit that were compared
	falls bool              // some count fell
	near  bool              // some days of a unit are as near as working days
	units map[int]bool      // of the pairs
}

// dayCounts are the counts of a unit on a day.
type dayCounts struct {
	year, day int
	counts    []int64
}

// What running sums look like from one day to the next: the largest grows, and none falls
// by more than a part that corrections explain. Days of work are near each other; by chance
// their counts grow a few times.
const (
	runningPairs = 4
	runningDays  = 4
	runningLeast = 30 // counts below it move by chance
	runningPart  = 8
)

// Add compares the counts of a unit on a day with those of its row before. Days are numbered
// in their order.
func (r *Running) Add(unit, year, day int, counts []int64) {
	if r.falls || len(counts) == 0 {
		return
	}
	if r.last == nil {
		r.last, r.units = map[int]dayCounts{}, map[int]bool{}
	}
	before, ok := r.last[unit]
	r.last[unit] = dayCounts{year, day, counts}
	if !ok || before.day == day || before.year != year {
		return
	}
	low, high := before.counts, counts
	if before.day > day {
		low, high = high, low
	}
	most := slices.Index(low, slices.Max(low))
	if low[most] < runningLeast {
		return
	}
	r.pairs++
	r.units[unit] = true
	r.near = r.near || max(before.day-day, day-before.day) <= runningDays
	r.falls = high[most] <= low[most]
	for i := range low {
		r.falls = r.falls || low[i]-high[i] > low[i]/runningPart
	}
}

// IsOver reports whether no further count matters: some fell.
func (r *Running) IsOver() bool { return r.falls }

// Units returns of how many units the counts may be running sums, 0 where they are none.
func (r *Running) Units() int {
	if r.falls || r.pairs < runningPairs && (r.pairs == 0 || r.near) {
		return 0
	}
	return len(r.units)
}
