package units

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Query is what a unit is looked up by. A field without a value restricts nothing.
type Query struct {
	Code               string
	Name               catalog.Name
	Level              kpi.Level
	District, Province catalog.Name // units below these only
	Period             kpi.Period
	Exact              bool // names in another spelling are not found
}

// Find returns the units that a query may mean, in the order of the list. Names are equal
// but for their form, and their type words are equal if both have one; where the list has
// no such name, it may be spelled otherwise: i for y, without apostrophes, 01 for 1. The
// units exist in all of the period; where none does, in some month of it. Dates of the
// built-in list before July 2025 may be some months late: units that exist within a year
// of the period are found where there is no other.
func (l *List) Find(q Query) []Listed {
	found, _ := l.FindSteady(q)
	return found
}

// FindSteady is [List.Find]. It returns also the steady months around the period of the query:
// it finds the same for every period within them. Where a unit that it may mean begins or ends
// within the period, these are the period, and what it finds may be of no part of that.
func (l *List) FindSteady(q Query) (found []Listed, steady kpi.Period) {
	if q.Level == kpi.District || q.Level == kpi.Province {
		answer := l.findAbove(q)
		return slices.Clone(answer.found), answer.steady
	}
	answer := l.answer(q)
	return answer.found, answer.steady
}

// answer is [List.FindSteady] for units that were not looked up before.
func (l *List) answer(q Query) answer {
	a := l.ask(q)
	found := l.search(&a)
	for _, u := range found {
		a.narrowAbove(&l.book, u)
	}
	return answer{l.describeAll(found, q.Period), a.steady}
}

// describeAll describes units in a period.
func (l *List) describeAll(units []unit, p kpi.Period) []Listed {
	found := make([]Listed, len(units))
	for i, u := range units {
		found[i] = l.describe(u, p)
	}
	return found
}

// Nearest returns at most n units whose names are like that of a query, the nearest first:
// the same name, one that differs by marks, one that differs by a letter or two. Of these
// come first units below the district, else the province, of the query, and then those
// of its period.
func (l *List) Nearest(q Query, n int) []Listed {
	if q.Name.Type == "" {
		q.Name = l.words.Name(q.Name.Text, kpi.Levels()...)
	}
	var found []Listed
	for _, u := range newRanker(l, q).nearest(n) {
		found = append(found, l.describe(u, q.Period))
	}
	return found
}

// find is [List.Find] for the units of the book.
func (l *List) find(q Query) []unit {
	a := l.ask(q)
	return l.search(&a)
}

// ask returns a query with what its names above mean.
func (l *List) ask(q Query) asked {
	a := asked{Query: q, district: l.meanings(q.District), province: l.meanings(q.Province)}
	if !q.Period.IsZero() {
		a.steady = kpi.Period{From: firstMonth, To: lastMonth}
	}
	return a
}

// search returns the units of the book that a query finds, and narrows its steady months to
// those in which each unit that it may mean exists as much as in its period.
func (l *List) search(a *asked) []unit {
	switch {
	case a.Code != "":
		units := l.withCode(a.Query)
		l.note(a, units)
		return l.existing(l.below(units, a), a.Period)
	case a.Name.Key == "":
		units := l.ofLevel(a.Level)
		l.note(a, units)
		return l.existing(l.below(units, a), a.Period)
	}
	for _, m := range l.meanings(a.Name) {
		spellings := [][]int{m.equal, m.alike}
		if a.Exact {
			spellings = spellings[:1]
		}
		for _, names := range spellings {
			var units []unit
			for _, name := range names {
				for u := range l.book.named(name) {
					if (a.Level == 0 || a.Level == l.book.level(u)) && m.hasWord(&l.book, u) {
						units = append(units, u)
					}
				}
			}
			slices.Sort(units)
			l.note(a, units)
			units = slices.DeleteFunc(units, func(u unit) bool { return l.exists(u, a.Period) == never })
			if found := l.existing(l.below(units, a), a.Period); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// note narrows the steady months of a query to those in which units that it may mean, but for
// what is above them, exist as much as in its period.
func (l *List) note(a *asked, units []unit) {
	for _, u := range units {
		if steady := l.steady(a.steady, a.Period, l.book.valid(u)); steady != a.steady && l.book.mayBeBelow(u, a) {
			a.steady = steady
		}
	}
}

// withCode returns the units that have a code. Spreadsheets drop the zeros that codes
// begin with: 6058 is 06058.
func (l *List) withCode(q Query) []unit {
	var found []unit
	for code := q.Code; len(code) <= l.book.codeSize; code = "0" + code {
		for first, last := l.book.coded(code); first < last; first++ {
			if n := l.book.full(first); (q.Level == 0 || q.Level == l.book.level(first)) && (q.Name.Key == "" || q.Name.Means(n)) {
				found = append(found, first)
			}
		}
	}
	return found
}

// ofLevel returns all units of a level; 0: of all levels.
func (l *List) ofLevel(level kpi.Level) []unit {
	var found []unit
	for u := range unit(l.book.units.len()) {
		if level == 0 || level == l.book.level(u) {
			found = append(found, u)
		}
	}
	return found
}

// below keeps the units below the district and the province of a query. A province that
// others became part of has their units if it has no such unit itself.
func (l *List) below(units []unit, q *asked) []unit {
	if q.District.Key != "" {
		units = slices.DeleteFunc(units, func(u unit) bool { return !l.book.isBelow(u, q.district) })
	}
	if q.Province.Key == "" {
		return units
	}
	own := slices.DeleteFunc(slices.Clone(units), func(u unit) bool {
		top := l.book.top(u)
		return l.book.level(top) == kpi.Province && !l.book.isCalled(top, q.province)
	})
	if len(own) > 0 {
		return own
	}
	return slices.DeleteFunc(units, func(u unit) bool {
		return !slices.ContainsFunc(l.book.became(l.book.top(u)), func(now unit) bool { return l.book.isCalled(now, q.province) })
	})
}

// Named returns the districts and communes that a name may mean in a period.
func (l *List) Named(n catalog.Name, p kpi.Period) []Listed {
	return slices.DeleteFunc(l.Find(Query{Name: n, Period: p}), func(u Listed) bool { return u.Level == kpi.Province })
}

// isIsland reports whether a unit is a district without communes at its end.
func (l *List) isIsland(u unit) bool {
	if l.book.level(u) != kpi.District {
		return false
	}
	for c := range unit(l.book.units.len()) {
		if l.book.parent(c) == l.book.code(u) && l.book.valid(c).To >= l.book.valid(u).To {
			return false
		}
	}
	return true
}

// reform is the month in which districts ended, communes merged and provinces joined.
const reform = kpi.Month(2025*12 + 7 - 1)

// exists returns how much of a period a unit exists in.
func (l *List) exists(u unit, p kpi.Period) existence {
	v := l.book.valid(u)
	switch {
	case p.IsZero() || v.Contains(p):
		return throughout
	case v.Overlaps(p):
		return sometime
	case !l.exact && p.To < reform && v.From < reform && v.From-late <= p.To && p.From <= v.To+late:
		return nearby
	}
	return never
}

// steady returns the months of a span around a period in which a unit of some months exists
// as much as in the period, by [List.exists].
func (l *List) steady(span, p, valid kpi.Period) kpi.Period {
	span = narrow(span, p, valid.From, valid.To+1)
	if !l.exact && valid.From < reform {
		span = narrow(span, p, valid.From-late, min(valid.To+late+1, reform))
	}
	return span
}

// existing keeps the units that exist in most of a period, and of one code the latest.
func (l *List) existing(units []unit, p kpi.Period) []unit {
	if p.IsZero() {
		return units
	}
	best := never
	var found []unit
	for _, u := range units {
		last := len(found) - 1
		switch e := l.exists(u, p); {
		case e < best:
			best, found = e, []unit{u}
		case e > best || e == never:
		case last >= 0 && l.book.code(found[last]) == l.book.code(u):
			found[last] = u // the later state of one unit
		default:
			found = append(found, u)
		}
	}
	return found
}

// Provinces returns the provinces that all units of some queries can be of. If there is
// none, it returns those that all of them are of now: units of provinces that were joined
// count for the new one. Queries that find nothing are left out.
func (l *List) Provinces(queries []Query) []Listed {
	var own, now map[unit]bool
	for _, q := range queries {
		ownOf, nowOf := map[unit]bool{}, map[unit]bool{}
		for _, u := range l.find(q) {
			top := l.book.top(u)
			ownOf[top], nowOf[top] = true, true
			for _, joined := range l.book.became(top) {
				nowOf[joined] = true
			}
		}
		if len(ownOf) > 0 {
			own, now = common(own, ownOf), common(now, nowOf)
		}
		if own != nil && len(now) == 0 {
			return nil
		}
	}
	if len(own) == 0 {
		own = now
	}
	var provinces []Listed
	for u := range own {
		if l.book.level(u) == kpi.Province {
			provinces = append(provinces, l.describe(u, kpi.Period{}))
		}
	}
	slices.SortFunc(provinces, func(a, b Listed) int { return strings.Compare(a.Code, b.Code) })
	return provinces
}

// common returns the units of two sets; nil is all units.
func common(a, b map[unit]bool) map[unit]bool {
	if a == nil {
		return b
	}
	for u := range a {
		if !b[u] {
			delete(a, u)
		}
	}
	return a
}

// provinceOf returns the provinces that all units of a ledger which name none can be of.
func (l *List) provinceOf(all []kpi.Unit) []catalog.Name {
	var queries []Query
	for _, u := range all {
		if u.Province == "" && u.NamedLevel() != kpi.Province {
			queries = append(queries, l.query(u, u.NamedLevel(), kpi.Period{}))
		}
	}
	var names []catalog.Name
	for _, p := range l.Provinces(queries) {
		names = append(names, p.Name)
	}
	return names
}

// provinceNow returns the name of the province of a unit, written as another was: with a
// type word or without; "" if that has no name.
func (l *List) provinceNow(u unit, written string) string {
	n, top := l.words.Name(written, kpi.Province), l.book.top(u)
	switch {
	case n.Key == "" || l.book.level(top) != kpi.Province || l.book.isCalled(top, l.meanings(n)):
		return written
	case n.Type == "":
		return l.book.full(top).Text
	}
	return l.book.full(top).String()
}
