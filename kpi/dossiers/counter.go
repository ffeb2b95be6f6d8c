package dossiers

import "cchc/kpi"

// Counter counts the dossiers of one list, by rules and a calendar, as they are on the day
// that the list is of. It does not change: goroutines may share it.
type Counter struct {
	rules  Rules
	asOf   kpi.Moment
	last   kpi.Month    // the month of asOf
	months []kpi.Month  // by number of a day, up to that of asOf: the month that it falls into
	first  kpi.Month    // that of the first day
	ends   []kpi.Moment // by month from the first on: the day on which open dossiers are judged
}

// NewCounter returns a counter; asOf is the day of the list.
func NewCounter(rules Rules, calendar kpi.Calendar, asOf kpi.Day) *Counter {
	c := &Counter{rules: rules, asOf: kpi.On(asOf), last: calendar.Month(asOf)}
	first, _ := kpi.NewMoment(kpi.FirstYear, 1, 1, -1)
	c.first = calendar.Month(first.Day())
	for m := c.first; m <= c.last; m++ {
		end := kpi.On(calendar.Last(m))
		if m == c.last {
			end = c.asOf
		}
		for len(c.months) <= end.Number() {
			c.months = append(c.months, m)
		}
		c.ends = append(c.ends, end)
	}
	return c
}

// Last returns the month of the day of the list.
func (c *Counter) Last() kpi.Month { return c.last }

// AsOf returns the day of the list.
func (c *Counter) AsOf() kpi.Moment { return c.asOf }

// Rules returns the rules that are counted by.
func (c *Counter) Rules() Rules { return c.rules }

// With returns a counter of the same list that counts by other rules.
func (c *Counter) With(rules Rules) *Counter {
	other := *c
	other.rules = rules
	return &other
}

// MonthOf returns the month that a moment falls into, which must not be after the day of
// the list.
func (c *Counter) MonthOf(m kpi.Moment) kpi.Month { return c.months[m.Number()] }

// EndOf returns the moment at which a dossier ended, none of one that is open on the day of
// the list.
func (c *Counter) EndOf(d *Dossier) kpi.Moment {
	end, _ := c.end(d)
	return end
}

// Count calls add with each month and the part of it that a dossier adds one to. A dossier
// that was never received, or after the day of the list, adds to none.
func (c *Counter) Count(d *Dossier, add func(m kpi.Month, p Part)) {
	c.Each(d, func(m kpi.Month, parts PartSet) {
		for ; parts != 0; parts &= parts - 1 {
			add(m, parts.First())
		}
	})
}

// Each calls visit with each month that a dossier counts in, in order, and the parts that it
// adds one to there. A dossier that was never received, or after the day of the list, counts
// in none.
func (c *Counter) Each(d *Dossier, visit func(m kpi.Month, parts PartSet)) {
	if d.State == New || d.Received == 0 || d.Received.CompareDays(c.asOf) > 0 {
		return
	}
	end, isResolved := c.end(d)
	until := c.last + 1 // the first month at whose end it is not open
	if end != 0 {
		until = c.MonthOf(end)
	}
	parts := c.receipt(d)
	for m := c.MonthOf(d.Received); m < until; m++ {
		visit(m, parts|set(c.open(d, m, end)))
		parts = set(CarriedOver)
	}
	switch {
	case end == 0:
	case isResolved:
		visit(until, parts|set(c.class(d, end))|result(d))
	default:
		visit(until, parts|set(Returned))
	}
}

// receipt returns what a dossier counts for in the month of its receipt.
func (c *Counter) receipt(d *Dossier) (parts PartSet) {
	switch {
	case d.Channel == Online:
		parts = set(ReceivedOnline)
	case d.Channel == Postal:
		parts = set(ReceivedPostal)
	case d.Channel == Direct, c.rules[BlankChannel] == 1:
		parts = set(ReceivedDirect)
	default:
		parts = set(ReceivedUnknown)
	}
	if d.Fee|d.Paid|d.Digitised|d.Reused == NotAsked {
		return parts
	}
	parts |= answer(d.Fee, FeeBearing, FeeUnknown) | answer(d.Digitised, Digitised, Parts) | answer(d.Reused, Reused, ReusedUnknown)
	if d.Fee == Yes || d.Fee == NotAsked {
		parts |= answer(d.Paid, PaidOnline, PaidUnknown)
	}
	if d.Digitised == Yes || d.Digitised == No {
		parts |= set(ToDigitise)
	}
	return parts
}

// answer returns the part of a yes, or that of a blank; [Parts] is none.
func answer(f Flag, yes, blank Part) PartSet {
	switch f {
	case Yes:
		return set(yes)
	case Blank:
		return set(blank)
	}
	return 0
}

// result returns what a resolved dossier counts for besides its class.
func result(d *Dossier) PartSet { return answer(d.Electronic, Electronic, ElectronicUnknown) }

// end returns the moment at which a dossier ended, none of one that is open on the day of
// the list, and whether it is counted as resolved.
func (c *Counter) end(d *Dossier) (end kpi.Moment, isResolved bool) {
	first, second := d.Result, d.Handed
	if c.rules[EndBy] == 1 {
		first, second = second, first
	}
	if end = first; end == 0 {
		end = second
	}
	isReturned := d.State == Withdrawn || d.State == Stopped || d.State == NotGiven && d.Returned != 0
	if d.Returned != 0 && (isReturned || end == 0) {
		end, isReturned = d.Returned, true
	}
	if end.CompareDays(c.asOf) > 0 {
		end = 0
	}
	return end, !isReturned || c.rules[ReturnedBy] == 1
}

// due returns the appointment of a dossier on a day: where the time of a supplement is
// taken off that of handling, it is later by it.
func (c *Counter) due(d *Dossier, on kpi.Moment) kpi.Moment {
	if c.rules[Supplement] == 0 || d.Due == 0 || d.Asked == 0 || d.Asked.CompareDays(on) > 0 {
		return d.Due
	}
	until := d.Supplied
	if until == 0 || until.CompareDays(on) > 0 {
		until = on
	}
	return d.Due.Add(max(until.Number()-d.Asked.Number(), 0))
}

// class returns what a dossier is that ended at a moment.
func (c *Counter) class(d *Dossier, end kpi.Moment) Part {
	due := c.due(d, end)
	if due == 0 {
		return [...]Part{ResolvedUnknown, ResolvedOnTime, ResolvedEarly}[c.rules[NoDue]]
	}
	order := end.CompareDays(due)
	if c.rules[DueBy] == 1 {
		order = end.Compare(due)
	}
	return [...]Part{ResolvedEarly, ResolvedOnTime, ResolvedLate}[order+1]
}

// open returns what a dossier is at the end of a month in which it is open.
func (c *Counter) open(d *Dossier, m kpi.Month, end kpi.Moment) Part {
	on := c.ends[m-c.first]
	isPaused, isKnown := c.isPaused(d, on, end)
	switch {
	case c.rules[PausedBy] == 1:
	case !isKnown:
		return OpenUnknown
	case isPaused:
		return Paused
	}
	due := c.due(d, on)
	switch order := due.CompareDays(on); {
	case due == 0 && c.rules[NoDue] == 0:
		return PendingUnknown
	case due == 0, order > 0, order == 0 && c.rules[LastDay] == 0:
		return PendingInTime
	}
	return PendingOverdue
}

// isPaused reports whether an open dossier waits on a day, by the days of its supplement; on
// the day of the list by its state, which is not that of the days before.
func (c *Counter) isPaused(d *Dossier, on, end kpi.Moment) (is, isKnown bool) {
	isAsked := d.Asked != 0 && d.Asked.CompareDays(on) <= 0
	byDays := isAsked && (d.Supplied == 0 || d.Supplied.CompareDays(on) > 0)
	if end != 0 {
		return byDays, true
	}
	byState := d.State == Waiting || d.State == Withdrawn || d.State == Stopped // the last two without a day
	if !byState && d.State != Open {
		return byDays, true
	}
	if on.CompareDays(c.asOf) == 0 {
		return byState, true
	}
	since := d.Asked // the last day that is given
	if d.Supplied != 0 {
		since = d.Supplied
	}
	agree := byState == (d.Asked != 0 && d.Supplied == 0) // else the state is of an unknown day after the last
	return byDays, agree || since != 0 && since.CompareDays(on) > 0
}

// DaysLate returns how many days a dossier ended after its appointment, negative of one
// before it; ok is false where it has none, or has not ended as resolved.
func (c *Counter) DaysLate(d *Dossier) (days int, ok bool) {
	end, isResolved := c.end(d)
	due := c.due(d, end)
	return end.Number() - due.Number(), end != 0 && isResolved && due != 0 && d.State != New
}

// DaysOverdue returns how many days the appointment of a dossier is past at the end of a
// month, negative of one that is to come; ok is false where it has none. The month must have
// the day of its receipt or be after it, but not after the month of the day of the list.
func (c *Counter) DaysOverdue(d *Dossier, m kpi.Month) (days int, ok bool) {
	on := c.ends[m-c.first]
	due := c.due(d, on)
	return on.Number() - due.Number(), due != 0
}
