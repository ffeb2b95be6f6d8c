package dossiers_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// The log is of 65 communes over 16 months. Its list is of a day within the last one.
const (
	communes = 65
	months   = 16
	lastDay  = 476 // 20 October 2025
	dayLong  = 24 * 60
	never    = -1
)

// logStart is the first day of the log.
func logStart() time.Time { return time.Date(2024, 7, 1, 0, 0, 0, 0, time.UTC) }

// What happens to a dossier, in the order of one day.
const (
	received = iota
	asked    // for a supplement
	supplied
	lost // from here on nobody notes whether the applicant is waited for
	resolved
	returned
	handed
	told // the list of that day has the state of what was lost
	kinds
)

// life is what happens to one dossier: minutes from the start of the log, or never.
type life struct {
	at        [kinds]int
	due       int
	unit      int
	isNew     bool // registered, not received
	isWaiting bool // what is told
	channel   dossiers.Channel
	flags     [5]dossiers.Flag // fee, paid, digitised, reused, electronic
}

func (l *life) has(kind int) bool { return l.at[kind] != never && l.at[kind]/dayLong <= lastDay }

// Lists of some communes have no state, no minutes, or the day of what was returned in the
// column of results.
func (l *life) hasState() bool   { return l.unit%3 != 0 }
func (l *life) hasMinutes() bool { return l.unit%5 != 0 }
func (l *life) hasOneEnd() bool  { return l.hasState() && l.unit%4 == 0 }

// office makes dossiers.
type office struct {
	*rand.Rand
	workdays []int
}

func newOffice(seed uint64) *office {
	off := []string{"2024-09-02", "2024-09-03", "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31",
		"2025-04-07", "2025-04-30", "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02"}
	o := &office{Rand: rand.New(rand.NewPCG(seed, 19))}
	for day := range 900 {
		date := logStart().AddDate(0, 0, day)
		if w := date.Weekday(); w != time.Saturday && w != time.Sunday && !slices.Contains(off, date.Format(time.DateOnly)) {
			o.workdays = append(o.workdays, day)
		}
	}
	return o
}

// hour is a minute in the hours of work of a working day.
func (o *office) hour(workday int) int { return o.workdays[workday]*dayLong + 7*60 + o.IntN(10*60) }

// oneIn is true once in n times.
func (o *office) oneIn(n int) bool { return o.IntN(n) == 0 }

// dossier makes one dossier.
func (o *office) dossier() life {
	l := life{unit: o.IntN(communes), due: never, channel: dossiers.Channel(o.IntN(4))}
	for i := range l.flags {
		l.flags[i] = dossiers.Flag(o.IntN(4))
	}
	for i := range l.at {
		l.at[i] = never
	}
	start := o.IntN(slices.IndexFunc(o.workdays, func(day int) bool { return day >= 488 })) // up to the end of October
	l.at[received] = o.hour(start)
	l.isNew = l.hasState() && o.oneIn(100)
	term := o.IntN(30)
	if !o.oneIn(25) {
		l.due = o.hour(start + term)
		if o.oneIn(10) {
			l.due += dayLong // which may be a day off
		}
	}
	end := start + o.IntN(term+1)
	switch o.IntN(8) {
	case 0, 1:
		end = start + term
	case 2:
		end = start + term + o.IntN(60)
	}
	step := start
	if o.oneIn(8) {
		step += o.IntN(term + 2)
		l.at[asked] = o.hour(step)
		if !o.oneIn(5) {
			step += o.IntN(25)
			l.at[supplied] = o.hour(step)
		}
		end = max(end, step+o.IntN(3))
	}
	o.end(&l, step, end)
	return l
}

// end makes the end of a dossier, which has come to a working day, on another.
func (o *office) end(l *life, step, end int) {
	switch chance := o.IntN(100); {
	case chance < 2 && l.hasState(): // nobody notes how it stands
		l.at[lost] = l.at[[]int{received, asked, supplied}[o.IntN(3)]]
		if !l.has(lost) {
			l.at[lost] = never
			return
		}
		l.at[asked], l.at[supplied] = upTo(l.at[asked], l.at[lost]), upTo(l.at[supplied], l.at[lost])
		l.isWaiting = !l.has(asked) || l.has(supplied)
		l.at[told] = lastDay * dayLong
	case chance < 4: // for ever open
	case chance < 8:
		l.at[returned] = o.hour(step + o.IntN(end-step+1))
	case chance < 16: // fetched with its end
		l.at[handed] = o.hour(end)
	default:
		l.at[resolved] = o.hour(end)
		if !o.oneIn(4) {
			l.at[handed] = o.hour(end + o.IntN(25))
		}
	}
}

// upTo is never for what happens after a minute.
func upTo(at, limit int) int {
	if at > limit {
		return never
	}
	return at
}

// moment is a minute of the log as a list has it.
func moment(at int, withMinute bool) kpi.Moment {
	minute := -1
	if withMinute {
		minute = at % dayLong
	}
	year, month, date := logStart().AddDate(0, 0, at/dayLong).Date()
	m, _ := kpi.NewMoment(year, int(month), date, minute)
	return m
}

// row is the dossier as the list of the last day has it, which knows nothing after it.
func (l *life) row() dossiers.Dossier {
	day := func(kind int) kpi.Moment {
		if !l.has(kind) {
			return 0
		}
		return moment(l.at[kind], l.hasMinutes())
	}
	d := dossiers.Dossier{Received: day(received), Result: day(resolved), Handed: day(handed), Returned: day(returned), Asked: day(asked), Supplied: day(supplied),
		Channel: l.channel, Fee: l.flags[0], Paid: l.flags[1], Digitised: l.flags[2], Reused: l.flags[3], Electronic: l.flags[4]}
	if l.due != never {
		d.Due = moment(l.due, l.hasMinutes())
	}
	isPaused := []dossiers.State{dossiers.Waiting, dossiers.Withdrawn, dossiers.Stopped}[l.unit%7%3]
	switch {
	case !l.hasState():
		return d
	case l.isNew:
		return dossiers.Dossier{Received: d.Received, State: dossiers.New}
	case l.has(returned):
		d.State = []dossiers.State{dossiers.Withdrawn, dossiers.Stopped}[l.unit%2]
		if l.hasOneEnd() {
			d.Result, d.Returned = d.Returned, 0
		}
	case l.has(handed):
		d.State = dossiers.Handed
	case l.has(resolved):
		d.State = dossiers.Done
	case l.has(told) && l.isWaiting:
		d.State = isPaused
	case l.has(told):
		d.State = dossiers.Open
	case l.has(asked) && !l.has(supplied):
		d.State = dossiers.Waiting
	default:
		d.State = dossiers.Open
	}
	return d
}

// The log is what it is meant to be: another one would prove less.
func TestLog(t *testing.T) {
	lives, log := newLog(1, 500_000)
	if got := logStart().AddDate(0, 0, lastDay).Format(time.DateOnly); got != "2025-10-20" {
		t.Errorf("the list is of %s", got)
	}
	rows, events, idle := 0, 0, 0
	for i := range lives {
		if lives[i].has(received) {
			rows++
		}
	}
	for _, day := range log {
		events += len(day)
		if len(day) == 0 {
			idle++
		}
	}
	if rows != 486_380 || events != 1_314_564 || idle != 150 {
		t.Errorf("%d rows, %d events, %d days without any", rows, events, idle)
	}
}
