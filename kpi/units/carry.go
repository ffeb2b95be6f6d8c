package units

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// Apart is a unit to which counts of before a reform cannot be carried over, and why:
// findings of the codes [kpi.UnitDivided] and [kpi.UnitBegun].
type Apart struct {
	Unit kpi.Unit
	Why  []kpi.Finding
}

// carrier carries the counts of one ledger over.
type carrier struct {
	*Successors
	ledger *kpi.Ledger
	at     kpi.Month
	needs  func(measure int) bool // nil: all

	candidates map[kpi.Unit][]listed
	origins    map[origin]*origins
	rows       map[int]kpi.Unit // what units of the list are called in rows of the month
	sums       []*sum
	sumOf      map[cell]*sum
	apart      []Apart
	findings   []kpi.Finding
	told       map[string]bool
}

// cell is a unit in a period.
type cell struct {
	unit   kpi.Unit
	period kpi.Period
}

// origin is a unit of the list, by its index, and a period before it began.
type origin struct {
	unit   int
	period kpi.Period
}

// origins are the units that a unit came from, by index, or why it is not the sum of
// them.
type origins struct {
	units []int
	why   []kpi.Finding
}

// Carry returns a ledger in which the counts of communes that ended before a month
// are those of the communes that they became by then. A new unit is called as in
// known, the units of rows of that month, or as in the list. These stay as they are:
// counts of districts and their agencies, of units that the list does not have in all
// of their period, without a period, and of all that went to a unit that took in a
// part of another: such units are told apart. Entries that do not change are shared.
// That a measure is not known is a finding where needs holds for it; nil: always.
func (s *Successors) Carry(l *kpi.Ledger, at kpi.Month, known []kpi.Unit, needs func(measure int) bool) (*kpi.Ledger, []Apart, []kpi.Finding) {
	r := &carrier{Successors: s, ledger: l, at: at, needs: needs, candidates: map[kpi.Unit][]listed{}, origins: map[origin]*origins{},
		rows: map[int]kpi.Unit{}, sumOf: map[cell]*sum{}, told: map[string]bool{}}
	r.learn(known)
	for _, e := range l.Entries {
		unit := e.Unit
		old, now := r.successor(e)
		if now != stays {
			unit = r.unit(now, e.Unit)
		}
		r.add(cell{unit, e.Period}, now, part{old, e})
	}
	slices.SortFunc(r.apart, func(a, b Apart) int { return a.Unit.Compare(b.Unit) })
	return r.carried(), r.apart, r.findings
}

// learn notes what units of the list are called in rows. One that stands below no
// district is none that does: it may be of another time.
func (r *carrier) learn(known []kpi.Unit) {
	now := kpi.Period{From: r.at, To: r.at}
	for _, u := range known {
		found := r.valid(u, now)
		if len(found) != 1 || (r.list.listed(found[0], now).District.Key == "") != (u.District == "") {
			continue
		}
		if _, ok := r.rows[found[0].index]; !ok {
			r.rows[found[0].index] = u
		}
	}
}

// valid returns the communes of the list that the names of a unit may mean in a
// period.
func (r *carrier) valid(u kpi.Unit, p kpi.Period) []listed {
	var found []listed
	for _, l := range r.named(u) {
		if l.isValid(p) {
			found = append(found, l)
		}
	}
	return found
}

// named returns the communes that the names of a unit may mean at any time.
func (r *carrier) named(u kpi.Unit) []listed {
	found, ok := r.candidates[u]
	if ok || u.Commune == "" {
		return found
	}
	n := r.list.words.Name(u.Commune, kpi.Commune)
	for _, l := range r.list.byKey[kpi.Commune.String()+"/"+n.Key] {
		if l.isNamed(n) && (u.District == "" || r.list.isChild(l, u.District)) {
			found = append(found, l)
		}
	}
	r.candidates[u] = found
	return found
}

// stays is the index of no unit: that of counts that are not carried over.
const stays = -1

// successor returns the unit of the list that an entry is of, and the one that its
// counts are carried over to.
func (r *carrier) successor(e *kpi.Entry) (old, now int) {
	if e.Unit.Commune == "" || e.Period.IsZero() {
		return stays, stays
	}
	found := r.valid(e.Unit, e.Period)
	switch {
	case len(found) == 0:
		r.crosses(e)
		return stays, stays
	case !slices.ContainsFunc(found, r.hasEnded):
		return stays, stays
	case len(found) > 1:
		r.ambiguous(e, found)
		return stays, stays
	}
	old = found[0].index
	became := r.became(old, e)
	free := true
	for _, now := range became {
		if why := r.originsOf(now, e).why; len(why) > 0 {
			r.setApart(r.unit(now, e.Unit), why)
			free = false
		}
	}
	if len(became) != 1 || !free {
		return stays, stays
	}
	return old, became[0]
}

// hasEnded reports whether a unit ended before the month.
func (r *carrier) hasEnded(u listed) bool { return u.period.To < r.at }

// became returns the units of the month that a unit went to, wholly or in part.
func (r *carrier) became(old int, e *kpi.Entry) []int {
	if !r.hasEnded(r.list.all[old]) {
		return []int{old}
	}
	if len(r.into[old]) == 0 {
		r.once(kpi.UnitEnded, r.ledger.Place(e), r.list.all[old], r.list.all[old].period.To)
	}
	var units []int
	for _, j := range r.into[old] {
		for _, now := range r.became(j.now, e) {
			if !slices.Contains(units, now) {
				units = append(units, now)
			}
		}
	}
	return units
}

// originsOf returns the units that one of the month came from in the period of an
// entry.
func (r *carrier) originsOf(now int, e *kpi.Entry) *origins {
	key := origin{now, e.Period}
	o, ok := r.origins[key]
	if !ok {
		o = &origins{}
		r.origins[key] = o
		r.trace(o, now, e)
	}
	return o
}

// trace goes back from a unit to those that there were in the period of an entry.
func (r *carrier) trace(o *origins, now int, e *kpi.Entry) {
	u := r.list.all[now]
	if u.period.Overlaps(e.Period) {
		if !slices.Contains(o.units, now) {
			o.units = append(o.units, now)
		}
		return
	}
	if len(r.from[now]) == 0 {
		o.why = append(o.why, r.once(kpi.UnitBegun, r.ledger.Place(e), u, u.period.From))
	}
	for _, j := range r.from[now] {
		if j.part {
			o.why = append(o.why, r.divided(j.old))
		}
		r.trace(o, j.old, e)
	}
}

// divided is the finding of a unit that went to several.
func (r *carrier) divided(old int) kpi.Finding {
	var names []string
	for _, j := range r.into[old] {
		names = append(names, r.list.all[j.now].name.String())
	}
	first := r.into[old][0]
	place := r.part
	place.Line = first.line
	return r.once(kpi.UnitDivided, place, r.list.all[old], r.list.all[first.now].period.From, "units", strings.Join(names, ", "))
}

// once makes a finding about a unit of the list and a month, and tells it once.
func (r *carrier) once(code string, place kpi.Place, u listed, month kpi.Month, args ...string) kpi.Finding {
	f := kpi.NewFinding(code, place, append([]string{"unit", r.list.listed(u, u.period).String(), "period", month.String()}, args...)...)
	r.tell(f)
	return f
}

// tell adds a finding, unless it is told of the unit and period already.
func (r *carrier) tell(f kpi.Finding) {
	key := strings.Join([]string{f.Code, f.Args.Value("unit"), f.Args.Value("period")}, "\x00")
	if !r.told[key] {
		r.told[key] = true
		r.findings = append(r.findings, f)
	}
}

// setApart notes why nothing is carried over to a unit.
func (r *carrier) setApart(u kpi.Unit, why []kpi.Finding) {
	i := slices.IndexFunc(r.apart, func(a Apart) bool { return a.Unit == u })
	if i < 0 {
		i = len(r.apart)
		r.apart = append(r.apart, Apart{Unit: u})
	}
	for _, f := range why {
		same := func(o kpi.Finding) bool { return o.Code == f.Code && slices.Equal(o.Args, f.Args) }
		if !slices.ContainsFunc(r.apart[i].Why, same) {
			r.apart[i].Why = append(r.apart[i].Why, f)
		}
	}
}
