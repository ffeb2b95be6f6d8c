package units

import (
	"cmp"
	"slices"

	"cchc/kpi/vietnamese"
)

// ranker finds the units whose names are like that of a query.
type ranker struct {
	list        *List
	query       asked
	loose, bare string
	isProvince  map[unit]bool // by the unit at the top: whether it is the query's province
}

// near is a unit and how far it is from a query.
type near struct {
	unit unit
	far  int
}

func newRanker(l *List, q Query) *ranker {
	return &ranker{list: l, query: l.ask(q), loose: looseOf(q.Name.Text), bare: vietnamese.Bare(q.Name.Text), isProvince: map[unit]bool{}}
}

// nearest returns the nearest units, one of each code and name.
func (r *ranker) nearest(n int) []unit {
	var all []near
	b := &r.list.book
	for name, bare := range r.list.bare() {
		slips := r.slips(name, bare)
		if slips > 3 {
			continue
		}
		for u := range b.named(name) {
			if far := slips + r.distance(u); slips == 0 || r.query.Level == 0 || r.query.Level == b.level(u) {
				all = append(all, near{u, far})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y near) int { return cmp.Or(cmp.Compare(x.far, y.far), cmp.Compare(x.unit, y.unit)) })
	const most = 2 // by which others are farther than the nearest
	var units []unit
	for _, x := range all {
		same := func(u unit) bool { return b.code(u) == b.code(x.unit) && b.name(u) == b.name(x.unit) }
		if len(units) < n && x.far <= all[0].far+most && !slices.ContainsFunc(units, same) {
			units = append(units, x.unit)
		}
	}
	return units
}

// slips returns how much a name differs: 0 by nothing, 1 by marks, else by letters; many
// are no slip.
func (r *ranker) slips(name int, bare string) int {
	const most = 2
	if d := len(bare) - len(r.bare); d > most || -d > most {
		return 2 * most
	}
	if bare == r.bare {
		if looseOf(r.list.book.text(name)) == r.loose {
			return 0
		}
		return 1
	}
	letters := distance(bare, r.bare, min(most, len(r.bare)/3))
	if letters == 1 && looseOf(r.list.book.text(name)) == r.loose {
		return 0
	}
	return 1 + letters
}

// distance returns how far a unit is from what a query restricts.
func (r *ranker) distance(u unit) int {
	l, q, far := r.list, &r.query, 0
	switch {
	case q.District.Key == "" || l.book.isBelow(u, q.district):
	case r.isBelowProvince(u):
		far += 3
	default:
		far += 6
	}
	if q.District.Key == "" && !r.isBelowProvince(u) {
		far += 4
	}
	if q.Level != 0 && l.book.level(u) != q.Level {
		far += 3
	}
	if !q.Period.IsZero() && !l.book.valid(u).Overlaps(q.Period) {
		far++
	}
	if word := l.book.typeWord(u); q.Name.Type != "" && word != q.Name.Type {
		far += 2
	}
	return far
}

// isBelowProvince reports whether a unit is of the province of the query, if that has one.
func (r *ranker) isBelowProvince(u unit) bool {
	if r.query.Province.Key == "" {
		return true
	}
	top := r.list.book.top(u)
	is, known := r.isProvince[top]
	if !known {
		is = r.list.book.isCalled(top, r.query.province)
		r.isProvince[top] = is
	}
	return is
}

// distance returns the number of letters to change, add or take away that make a text of
// another, or more than most.
func distance(a, b string, most int) int {
	var space [48]int // enough for the longest name
	row := append(space[:0], make([]int, len(b)+1)...)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, least := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if least > most {
			return most + 2
		}
	}
	if row[len(b)] > most {
		return most + 2
	}
	return row[len(b)]
}
