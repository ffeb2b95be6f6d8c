package dossiers_test

import (
	"cmp"
	"slices"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// event is something that happens to a dossier.
type event struct{ dossier, kind int32 }

// newLog makes dossiers, and what happens to them by day.
func newLog(seed uint64, n int) (lives []life, log [][]event) {
	o := newOffice(seed)
	log = make([][]event, lastDay+1)
	for i := range n {
		l := o.dossier()
		lives = append(lives, l)
		for kind := range kinds {
			if l.has(kind) && !l.isNew {
				day := l.at[kind] / dayLong
				log[day] = append(log[day], event{int32(i), int32(kind)})
			}
		}
	}
	return lives, log
}

// How an open dossier is.
const (
	nowhere = iota
	inTime
	overdue
	noTerm  // no appointment
	waiting // for the applicant
	untold  // whether it waits
	places
)

// standing is how a dossier is at a minute of the replay.
type standing struct {
	due       int // later by the time of supplements where that does not count
	asked     int // the day since when the applicant is waited for
	place     int
	isOpen    bool
	isWaiting bool
	isLost    bool
}

// replay goes through the log day by day, and keeps only how many dossiers stand where.
type replay struct {
	lives     []life
	rules     []string
	standings []standing
	alarms    [][]int32 // by day: dossiers whose appointment has passed
	open      [communes][places]int64
	tallies   [][communes]dossiers.Tally // by month
	month     int
}

// has reports whether a rule is not the standard.
func (r *replay) has(rule string) bool { return slices.Contains(r.rules, rule) }

// run goes through the log. Months end on a date; 0: with the calendar month.
func (r *replay) run(log [][]event, date int) {
	r.standings, r.alarms = make([]standing, len(r.lives)), make([][]int32, lastDay+1)
	r.tallies = make([][communes]dossiers.Tally, 1)
	for day := range log {
		for _, e := range log[day] {
			r.happen(int(e.dossier), int(e.kind), day)
		}
		for _, i := range r.alarms[day] {
			r.move(int(i), day)
		}
		tomorrow := logStart().AddDate(0, 0, day+1)
		isEnd := date == 0 && tomorrow.Day() == 1 || date != 0 && tomorrow.Day() == date+1
		if !isEnd && day < lastDay {
			continue
		}
		r.note()
		if day < lastDay {
			r.carry()
		}
	}
}

// note writes down how many dossiers stand where at the end of a month.
func (r *replay) note() {
	for u, open := range r.open {
		t := &r.tallies[r.month][u]
		t[dossiers.PendingInTime], t[dossiers.PendingOverdue], t[dossiers.PendingUnknown] = open[inTime], open[overdue], open[noTerm]
		t[dossiers.Paused], t[dossiers.OpenUnknown] = open[waiting], open[untold]
	}
}

// carry begins the next month with what is open.
func (r *replay) carry() {
	r.month++
	r.tallies = append(r.tallies, [communes]dossiers.Tally{})
	for u, open := range r.open {
		for _, n := range open {
			r.tallies[r.month][u][dossiers.CarriedOver] += n
		}
	}
}

// add counts a dossier in the month that it is.
func (r *replay) add(i int, p dossiers.Part) { r.tallies[r.month][r.lives[i].unit][p]++ }

// happen is one event.
func (r *replay) happen(i, kind, day int) {
	l, s := &r.lives[i], &r.standings[i]
	switch kind {
	case received:
		s.due, s.isOpen = l.due, true
		r.receive(i)
		r.alarm(i, day)
	case asked:
		s.isWaiting, s.asked = true, day
	case supplied:
		r.supply(i, day)
	case lost:
		s.isLost = true
	case told:
		r.supply(i, day)
		s.isLost, s.isWaiting, s.asked = false, l.isWaiting, day
	case resolved, handed:
		if kind == resolved && r.has("end=handed") && l.has(handed) {
			return // a result that nobody fetches up to the day of the list is an end all the same
		}
		if s.isOpen {
			r.resolve(i, l.at[kind])
		}
	case returned:
		if r.has("returned=resolved") {
			r.resolve(i, l.at[kind])
		} else {
			r.add(i, dossiers.Returned)
		}
		s.isOpen = false
	}
	r.move(i, day)
}

// supply ends the time in which the applicant is waited for.
func (r *replay) supply(i, day int) {
	s := &r.standings[i]
	s.due = r.term(i, day)
	s.isWaiting = false
	r.alarm(i, day)
}

// term is the minute of the appointment as it is on a day.
func (r *replay) term(i, day int) int {
	s := &r.standings[i]
	if s.isWaiting && s.due != never && r.has("supplement=subtract") {
		return s.due + (day-s.asked)*dayLong
	}
	return s.due
}

// alarm has a dossier looked at on the day on which it is overdue.
func (r *replay) alarm(i, day int) {
	at := r.standings[i].due/dayLong + 1
	if r.has("last-day=overdue") {
		at--
	}
	if at > day && at <= lastDay {
		r.alarms[at] = append(r.alarms[at], int32(i))
	}
}

// move brings a dossier to its state on a day.
func (r *replay) move(i, day int) {
	s := &r.standings[i]
	to := inTime
	switch term := r.term(i, day); {
	case !s.isOpen:
		to = nowhere
	case s.isLost && !r.has("paused=pending"):
		to = untold
	case s.isWaiting && !r.has("paused=pending"):
		to = waiting
	case term == never:
		if !r.has("no-due=on-time") && !r.has("no-due=early") {
			to = noTerm
		}
	case term/dayLong < day, term/dayLong == day && r.has("last-day=overdue"):
		to = overdue
	}
	open := &r.open[r.lives[i].unit]
	if s.place != nowhere {
		open[s.place]--
	}
	if to != nowhere {
		open[to]++
	}
	s.place = to
}

// receive counts a receipt.
func (r *replay) receive(i int) {
	l := &r.lives[i]
	channel := [...]dossiers.Part{dossiers.ReceivedUnknown, dossiers.ReceivedOnline, dossiers.ReceivedDirect, dossiers.ReceivedPostal}[l.channel]
	if channel == dossiers.ReceivedUnknown && r.has("channel=direct") {
		channel = dossiers.ReceivedDirect
	}
	r.add(i, channel)
	fee, paid, digitised, reused := l.flags[0], l.flags[1], l.flags[2], l.flags[3]
	isFree := fee == dossiers.No || fee == dossiers.Blank
	for _, is := range []struct {
		holds bool
		part  dossiers.Part
	}{
		{fee == dossiers.Yes, dossiers.FeeBearing}, {fee == dossiers.Blank, dossiers.FeeUnknown},
		{paid == dossiers.Yes && !isFree, dossiers.PaidOnline}, {paid == dossiers.Blank && !isFree, dossiers.PaidUnknown},
		{digitised > dossiers.Blank, dossiers.ToDigitise}, {digitised == dossiers.Yes, dossiers.Digitised},
		{reused == dossiers.Yes, dossiers.Reused}, {reused == dossiers.Blank, dossiers.ReusedUnknown},
	} {
		if is.holds {
			r.add(i, is.part)
		}
	}
}

// resolve counts a dossier that ends at a minute as resolved.
func (r *replay) resolve(i, at int) {
	l, s := &r.lives[i], &r.standings[i]
	term := r.term(i, at/dayLong)
	order := cmp.Compare(at/dayLong, term/dayLong)
	if order == 0 && r.has("due=time") && l.hasMinutes() {
		order = cmp.Compare(at, term)
	}
	switch {
	case term == never && r.has("no-due=early"):
		r.add(i, dossiers.ResolvedEarly)
	case term == never && !r.has("no-due=on-time"):
		r.add(i, dossiers.ResolvedUnknown)
	case term != never && order < 0:
		r.add(i, dossiers.ResolvedEarly)
	case term != never && order > 0:
		r.add(i, dossiers.ResolvedLate)
	default:
		r.add(i, dossiers.ResolvedOnTime)
	}
	switch l.flags[4] {
	case dossiers.Yes:
		r.add(i, dossiers.Electronic)
	case dossiers.Blank:
		r.add(i, dossiers.ElectronicUnknown)
	}
	s.isOpen = false
}

// TestReplay: a log that is gone through event by event, and one list of its last day, have
// the same counts in every commune, month and part.
func TestReplay(t *testing.T) {
	lives, log := newLog(1, 500_000)
	rows := make([]dossiers.Dossier, len(lives))
	for i := range lives {
		rows[i] = lives[i].row()
	}
	for _, test := range []struct {
		date  int
		rules []string
	}{
		{0, nil}, {14, nil}, {0, []string{"due=time"}}, {14, []string{"no-due=on-time"}}, {0, []string{"no-due=early"}}, {0, []string{"channel=direct"}},
		{14, []string{"end=handed"}}, {0, []string{"returned=resolved"}}, {14, []string{"paused=pending"}}, {0, []string{"last-day=overdue"}},
		{14, []string{"supplement=subtract"}},
		{0, []string{"due=time", "no-due=on-time", "channel=direct", "end=handed", "returned=resolved", "paused=pending", "last-day=overdue", "supplement=subtract"}},
	} {
		r := &replay{lives: lives, rules: test.rules}
		r.run(log, test.date)
		rules, err := dossiers.ParseRules(test.rules)
		if err != nil {
			t.Fatal(err)
		}
		got := make([][communes]dossiers.Tally, len(r.tallies))
		day, _ := kpi.NewDay(2025, 10, 20)
		c := dossiers.NewCounter(rules, kpi.Calendar{MonthEnds: test.date}, day)
		for i := range rows {
			unit := lives[i].unit
			c.Count(&rows[i], func(m kpi.Month, p dossiers.Part) { got[m-kpi.NewMonth(2024, 7)][unit][p]++ })
		}
		compareTallies(t, test.rules, test.date, got, r.tallies)
	}
}

// compareTallies compares every count; each part must be counted at all, if a rule does not
// keep it from being.
func compareTallies(t *testing.T, rules []string, date int, got, want [][communes]dossiers.Tally) {
	t.Helper()
	var sum dossiers.Tally
	differ := 0
	for m := range want {
		for u := range want[m] {
			sum.Add(&want[m][u])
			for p := range dossiers.Parts {
				if got[m][u][p] != want[m][u][p] {
					if differ++; differ < 5 {
						t.Errorf("%v, months to %d: part %d of commune %d in month %d is %d, want %d", rules, date, p, u, m, got[m][u][p], want[m][u][p])
					}
				}
			}
		}
	}
	empty := 0
	for _, n := range sum {
		if n == 0 {
			empty++
		}
	}
	if wantMonths := months + date/14; len(want) != wantMonths || differ > 0 || len(rules) == 0 && empty > 0 {
		t.Errorf("%v, months to %d: %d months, %d counts differ, %d parts are empty", rules, date, len(want), differ, empty)
	}
}
