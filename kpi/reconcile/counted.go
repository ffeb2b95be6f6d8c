package reconcile

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// countedLists is the dossiers of the lists: those that are counted alike by all rules as counts,
// the others as records.
type countedLists struct {
	rules    dossiers.Rules // of the run
	holds    dossiers.Holds // what all lists give
	units    *units
	first    kpi.Month // of the counts
	months   int       // from the first to the last of the counts
	fixed    tally     // of what is counted alike
	records  []record
	lists    []*listCounters
	dossiers int
	has      [2]bool // of two units; of a supplement
}

// The places in has.
const (
	otherUnits = iota
	supplements
)

// listCounters is the counters of a list: by the rules of the run, and by those that show
// whether a dossier is counted otherwise by any. All leave blank channels unknown:
// [tally.withChannel] adds the answer to that switch without counting again.
type listCounters struct {
	given   *dossiers.Counter
	counter *dossiers.Counter
	probes  []*dossiers.Counter
}

// record is a dossier that is not counted alike by all rules.
type record struct {
	dossier     dossiers.Dossier
	list        int32
	unit, other int32
}

// tally is counts by unit, month and part.
type tally []int32

// newCountedLists makes room for the dossiers of the months of counts.
func newCountedLists(t Task) *countedLists {
	span := t.Counts.Span()
	p := &countedLists{units: newUnits(t.Counts, t.List), first: span.From, months: span.Months()}
	p.fixed = make(tally, len(p.units.list)*p.months*int(dossiers.Parts))
	return p
}

// at returns the index of the first part of a unit in a month; ok is false where the counts
// are of no such month.
func (p *countedLists) at(unit int32, m kpi.Month) (first int, ok bool) {
	n := int(m - p.first)
	return (int(unit)*p.months + n) * int(dossiers.Parts), n >= 0 && n < p.months
}

// add takes a row.
func (p *countedLists) add(r *dossiers.Row) {
	if p.dossiers++; p.dossiers == 1 {
		p.rules, p.holds = r.Counter.Rules(), r.Holds
	}
	p.holds = common(p.holds, r.Holds)
	n := slices.IndexFunc(p.lists, func(l *listCounters) bool { return l.given == r.Counter })
	if n < 0 {
		n = len(p.lists)
		p.lists = append(p.lists, newListCounters(r.Counter))
	}
	unit, other := p.units.number(r.Unit), p.units.number(r.Other)
	p.grow()
	p.has[otherUnits] = p.has[otherUnits] || unit != other
	p.has[supplements] = p.has[supplements] || r.Dossier.Asked != 0
	if unit != other || p.lists[n].isRecounted(&r.Dossier) {
		p.records = append(p.records, record{r.Dossier, int32(n), unit, other})
		return
	}
	p.count(p.fixed, p.lists[n].counter, &r.Dossier, unit)
}

// grow makes room for the units that were numbered.
func (p *countedLists) grow() {
	if more := len(p.units.list)*p.months*int(dossiers.Parts) - len(p.fixed); more > 0 {
		p.fixed = append(p.fixed, make(tally, more)...)
	}
}

// count counts a dossier of a unit.
func (p *countedLists) count(to tally, c *dossiers.Counter, d *dossiers.Dossier, unit int32) {
	c.Count(d, func(m kpi.Month, part dossiers.Part) {
		if first, ok := p.at(unit, m); ok {
			to[first+int(part)]++
		}
	})
}

// common returns what two lists both give: the counts of a unit and month may be of both.
func common(a, b dossiers.Holds) dossiers.Holds {
	h := dossiers.Holds{Scope: a.Scope, Channel: a.Channel && b.Channel, Fee: a.Fee && b.Fee, Paid: a.Paid && b.Paid,
		Digitised: a.Digitised && b.Digitised, Reused: a.Reused && b.Reused, Electronic: a.Electronic && b.Electronic}
	if a.Scope != b.Scope {
		h.Scope = dossiers.AnyScope
	}
	return h
}

// newListCounters makes the counters of a list.
//
// Whether a dossier is counted otherwise by any set of rules shows if it is by another answer
// to one switch: no-due, returned, paused and last-day each name a part of their own, which
// others may hide, but do not make. Single answers do not suffice for the switches that make
// the two moments that are compared, and say how: a result at the minute of the appointment
// is on time by the day and by the minute, and so by its day is the handing over in the same
// hour, but that is late by the minute. So the answers to due, end and supplement are tried
// together, and that to supplement with the one to last-day, for which it makes the day. The
// unit is left out: a dossier has one or two.
func newListCounters(c *dossiers.Counter) *listCounters {
	rules := c.Rules()
	rules[dossiers.BlankChannel] = 0
	l := &listCounters{given: c, counter: c.With(rules)}
	for _, together := range [][]int{
		{dossiers.DueBy, dossiers.EndBy, dossiers.Supplement}, {dossiers.LastDay, dossiers.Supplement},
		{dossiers.NoDue}, {dossiers.ReturnedBy}, {dossiers.PausedBy},
	} {
		for _, r := range vary(rules, together...)[1:] {
			l.probes = append(l.probes, c.With(r))
		}
	}
	return l
}

// vary returns rules with all answers to some switches, first themselves.
func vary(rules dossiers.Rules, by ...int) []dossiers.Rules {
	all := []dossiers.Rules{rules}
	for _, i := range by {
		for _, r := range all[:len(all):len(all)] {
			for v := range dossiers.Switches()[i].Values {
				if r[i] = uint8(v); r[i] != rules[i] {
					all = append(all, r)
				}
			}
		}
	}
	return all
}

// isRecounted reports whether a dossier is counted otherwise by some rules.
func (l *listCounters) isRecounted(d *dossiers.Dossier) bool {
	var room [64]countKey
	usual := countKeys(room[:0], l.counter, d)
	for _, c := range l.probes {
		n, isSame := 0, true
		c.Count(d, func(m kpi.Month, p dossiers.Part) {
			isSame = isSame && n < len(usual) && usual[n] == countKey{0, m, p}
			n++
		})
		if !isSame || n != len(usual) {
			return true
		}
	}
	return false
}

// countKey is a count that a dossier is part of.
type countKey struct {
	unit  int32
	month kpi.Month
	part  dossiers.Part
}

// countKeys returns the counts that a dossier is part of, by month and part, after others.
func countKeys(to []countKey, c *dossiers.Counter, d *dossiers.Dossier) []countKey {
	c.Count(d, func(m kpi.Month, p dossiers.Part) { to = append(to, countKey{0, m, p}) })
	return to
}

// tally counts all dossiers by some rules.
func (p *countedLists) tally(rules dossiers.Rules) tally {
	t := slices.Clone(p.fixed)
	p.countRecords(t, rules)
	if rules[dossiers.BlankChannel] == 1 {
		t.withChannel()
	}
	return t
}

// withChannel makes blank channels direct.
func (t tally) withChannel() {
	for i := 0; i < len(t); i += int(dossiers.Parts) {
		t[i+int(dossiers.ReceivedDirect)] += t[i+int(dossiers.ReceivedUnknown)]
		t[i+int(dossiers.ReceivedUnknown)] = 0
	}
}

// countRecords counts the records by some rules, but for the channel.
func (p *countedLists) countRecords(to tally, rules dossiers.Rules) {
	rules[dossiers.BlankChannel] = 0
	counters := make([]*dossiers.Counter, len(p.lists))
	for i, l := range p.lists {
		counters[i] = l.counter.With(rules)
	}
	for i := range p.records {
		r := &p.records[i]
		unit := r.unit
		if rules[dossiers.UnitBy] == 1 {
			unit = r.other
		}
		p.count(to, counters[r.list], &r.dossier, unit)
	}
}
