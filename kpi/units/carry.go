package units

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Uncarried is a unit that does not get the counts of its predecessors, and why:
// findings of the codes [kpi.UnitDivided], [kpi.UnitBegun] and [kpi.UnitPartial].
type Uncarried struct {
	Unit kpi.Unit
	Why  []kpi.Finding
}

// carrier carries the counts of one ledger over to the units of a month.
type carrier struct {
	successors *Successors
	ledger     *kpi.Ledger
	at         kpi.Month
	needs      func(measure int) bool // nil: all

	candidates map[kpi.Unit][]unit // communes that the names of a unit may mean at any time
	origins    map[origin]*origins
	inRows     map[unit]kpi.Unit // units as rows of the month name them
	province   []catalog.Name    // of units that name none: what all can be of, if that is one
	notes      notes
}

// book returns the list as a book.
func (c *carrier) book() *book { return &c.successors.list.book }

// origin is a unit of the list and a period before it began.
type origin struct {
	unit   unit
	period kpi.Period
}

// origins are the units that a unit came from, or why it is not the sum of them.
type origins struct {
	units []unit
	why   []kpi.Finding
}

// Carry returns a ledger in which communes that ended before a month are replaced by
// those that they became by then. A new unit has the name that it has in known, the
// units of rows of that month, or in the list. Some counts stay as they are: those of
// districts and their agencies, of units that the list does not have in all of their
// period, and without a period. So do all that went to a unit which took in a part of
// another: such units are returned. Entries that do not change are shared. A measure
// that is not known of all is a finding if needs holds for it; nil: always.
func (s *Successors) Carry(l *kpi.Ledger, at kpi.Month, known []kpi.Unit, needs func(measure int) bool) (*kpi.Ledger, []Uncarried, []kpi.Finding) {
	c := &carrier{successors: s, ledger: l, at: at, needs: needs, candidates: map[kpi.Unit][]unit{}, origins: map[origin]*origins{},
		inRows: map[unit]kpi.Unit{}, notes: notes{reported: map[string]bool{}}}
	c.province = s.list.provinceOf(known)
	now := at.Period()
	for _, u := range known {
		found := c.valid(u, now)
		// A unit without a district is none that has one: it may be of another time.
		if len(found) != 1 || (s.list.describe(found[0], now).District.Key == "") != (u.District == "") {
			continue
		}
		if _, ok := c.inRows[found[0]]; !ok {
			c.inRows[found[0]] = u
		}
	}
	var sums []*sum
	sumOf := map[cell]*sum{}
	for _, e := range l.Entries {
		old, now := c.successor(e)
		at := cell{e.Unit, e.Period}
		if now != none {
			at.unit = c.unit(now, e.Unit)
		}
		s := sumOf[at]
		if s == nil {
			s = &sum{at: at, now: none}
			sumOf[at] = s
			sums = append(sums, s)
		}
		if now != none && (s.now == none || now > s.now) {
			s.now = now
		}
		s.parts = append(s.parts, part{old, e})
	}
	slices.SortFunc(c.notes.uncarried, func(a, b Uncarried) int { return a.Unit.Compare(b.Unit) })
	carried := c.carried(sums)
	return carried, c.notes.uncarried, c.notes.findings
}

// Change reports whether units can become others between the months of a span.
func (s *Successors) Change(span kpi.Period) bool {
	return s.part.File != "" || span.From < reform && span.To >= reform
}

// valid returns the communes of the list that the names of a unit may mean in a
// period.
func (c *carrier) valid(u kpi.Unit, p kpi.Period) []unit {
	return slices.DeleteFunc(slices.Clone(c.named(u)), func(l unit) bool { return !c.book().valid(l).Contains(p) })
}

// named returns the communes that the names of a unit may mean at any time, or the
// districts without communes.
func (c *carrier) named(u kpi.Unit) []unit {
	found, ok := c.candidates[u]
	if ok || u.Commune == "" && u.District == "" {
		return found
	}
	q := c.successors.list.query(u, u.NamedLevel(), kpi.Period{})
	if q.Province.Key == "" && len(c.province) == 1 {
		q.Province = c.province[0]
	}
	found = c.successors.list.find(q)
	if u.Commune == "" {
		found = slices.DeleteFunc(found, func(u unit) bool { return len(c.successors.changes.into(u)) == 0 })
	}
	c.candidates[u] = found
	return found
}

// successor returns the unit of the list that an entry is of, and the one that its
// counts are carried over to: none if they stay.
func (c *carrier) successor(e *kpi.Entry) (old, now unit) {
	if e.Period.IsZero() {
		return none, none
	}
	found := c.valid(e.Unit, e.Period)
	switch {
	case len(found) == 0:
		c.noteCrossing(e)
		return none, none
	case !slices.ContainsFunc(found, c.hasEnded):
		return none, none
	case len(found) > 1:
		place := c.ledger.Place(e)
		place.Text = e.Unit.Commune
		c.notes.add(kpi.NewFinding(kpi.UnitAmbiguous, place, "units", strings.Join(c.successors.list.descriptions(found), "; "), "unit", e.Unit.Name()))
		return none, none
	}
	became := c.became(found[0], e)
	whole := true
	for _, now := range became {
		key := origin{now, e.Period}
		if c.origins[key] == nil {
			c.origins[key] = &origins{}
			c.trace(c.origins[key], now, e)
		}
		if why := c.origins[key].why; len(why) > 0 {
			c.notes.exclude(c.unit(now, e.Unit), why)
			whole = false
		}
	}
	if len(became) != 1 || !whole {
		return none, none
	}
	return found[0], became[0]
}

// hasEnded reports whether a unit ended before the month.
func (c *carrier) hasEnded(u unit) bool { return c.book().valid(u).To < c.at }

// became returns the units of the month that a unit went to, wholly or in part.
func (c *carrier) became(old unit, e *kpi.Entry) []unit {
	if !c.hasEnded(old) {
		return []unit{old}
	}
	into := c.successors.changes.into(old)
	if len(into) == 0 {
		c.note(kpi.UnitEnded, c.ledger.Place(e), old, c.book().valid(old).To)
	}
	var units []unit
	for _, m := range into {
		for _, now := range c.became(m.now, e) {
			if !slices.Contains(units, now) {
				units = append(units, now)
			}
		}
	}
	return units
}

// trace goes back from a unit to those of the period of an entry.
func (c *carrier) trace(o *origins, now unit, e *kpi.Entry) {
	if c.book().valid(now).Overlaps(e.Period) {
		if !slices.Contains(o.units, now) {
			o.units = append(o.units, now)
		}
		return
	}
	from := c.successors.changes.from(now)
	if len(from) == 0 {
		o.why = append(o.why, c.note(kpi.UnitBegun, c.ledger.Place(e), now, c.book().valid(now).From))
	}
	for _, m := range from {
		if m.part {
			var names []string
			for _, n := range c.successors.changes.into(m.old) {
				names = append(names, c.successors.list.book.full(n.now).String())
			}
			place := c.successors.part
			if place.Line = c.successors.lines[m.old]; place.Line == 0 {
				place = c.ledger.Place(e)
			}
			o.why = append(o.why, c.note(kpi.UnitDivided, place, m.old, c.book().valid(now).From, "units", strings.Join(names, ", ")))
		}
		c.trace(o, m.old, e)
	}
}

// notes are what is reported of carrying over.
type notes struct {
	findings  []kpi.Finding
	reported  map[string]bool // by code, unit and period
	uncarried []Uncarried
}

// add adds a finding, if it is the first with its code of the unit and period.
func (n *notes) add(f kpi.Finding) {
	key := strings.Join([]string{f.Code, f.Args.Value("unit"), f.Args.Value("period")}, "\x00")
	if !n.reported[key] {
		n.reported[key] = true
		n.findings = append(n.findings, f)
	}
}

// exclude adds reasons why nothing is carried over to a unit.
func (n *notes) exclude(u kpi.Unit, why []kpi.Finding) {
	i := slices.IndexFunc(n.uncarried, func(o Uncarried) bool { return o.Unit == u })
	if i < 0 {
		i = len(n.uncarried)
		n.uncarried = append(n.uncarried, Uncarried{Unit: u})
	}
	for _, f := range why {
		same := func(o kpi.Finding) bool { return o.Code == f.Code && slices.Equal(o.Args, f.Args) }
		if !slices.ContainsFunc(n.uncarried[i].Why, same) {
			n.uncarried[i].Why = append(n.uncarried[i].Why, f)
		}
	}
}

// note adds a finding about a unit of the list and a month, and returns it.
func (c *carrier) note(code string, place kpi.Place, u unit, month kpi.Month, args ...string) kpi.Finding {
	f := kpi.NewFinding(code, place, append([]string{"unit", c.successors.list.label(u), "period", kpi.PeriodKey(month.Period())}, args...)...)
	c.notes.add(f)
	return f
}

// noteCrossing adds a finding if an entry is of a period in which its unit began or
// ended, unless the unit is one of the month: then its counts need no other place.
func (c *carrier) noteCrossing(e *kpi.Entry) {
	named := c.named(e.Unit)
	if slices.ContainsFunc(named, func(u unit) bool { return !c.hasEnded(u) && c.book().valid(u).Overlaps(e.Period) }) {
		return
	}
	for _, u := range named {
		valid := c.book().valid(u)
		ended := valid.To < e.Period.To && len(c.successors.changes.into(u)) > 0
		began := valid.From > e.Period.From && len(c.successors.changes.from(u)) > 0
		if valid.Overlaps(e.Period) && (ended || began) {
			c.notes.add(kpi.NewFinding(kpi.UnitCrosses, c.ledger.Place(e), "unit", e.Unit.Name(), "period", kpi.PeriodKey(e.Period)))
			return
		}
	}
}

// noteIncomplete adds a finding of the measures that some units of a sum lack and others
// have.
func (c *carrier) noteIncomplete(s *sum, e *kpi.Entry, units []unit, lacks [][]int) {
	var lacking []unit
	var missing []int
	for n, measures := range lacks {
		measures = slices.DeleteFunc(measures, func(i int) bool { return c.needs != nil && !c.needs(i) })
		if len(measures) > 0 && units[n] != none {
			lacking, missing = append(lacking, units[n]), append(missing, measures...)
		}
	}
	if len(lacking) == 0 {
		return
	}
	slices.Sort(missing)
	var ids []string
	for _, i := range slices.Compact(missing) {
		ids = append(ids, kpi.MeasureKey(c.ledger.Measures.At(i).ID))
	}
	c.notes.add(kpi.NewFinding(kpi.UnitIncomplete, c.ledger.Place(e), "unit", s.at.unit.Name(), "period", kpi.PeriodKey(s.at.period),
		"units", strings.Join(c.successors.list.labels(lacking), ", "), "measures", kpi.FewOf("measures", ids)))
}
