// Package names finds out which spellings mean one unit, and how it is to be written: a
// [Registry] numbers the units of a file, or of all, as they are read, and resolves them
// when all are there.
package names

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
)

// Unit is the names of a unit as one spelling has them.
type Unit struct {
	Province, District, Commune catalog.Name
	Level                       kpi.Level
}

// unitKey is common to the spellings of one unit with the same type words.
type unitKey struct {
	province, districtType, district, communeType, commune string
	level                                                  kpi.Level
}

func (n *Unit) key() unitKey {
	return unitKey{n.Province.Key, n.District.Type, n.District.Key, n.Commune.Type, n.Commune.Key, n.Level}
}

// Named returns the level of the most particular name, or 0 without any.
func (n Unit) Named() kpi.Level {
	switch {
	case n.Commune.Key != "":
		return kpi.Commune
	case n.District.Key != "":
		return kpi.District
	case n.Province.Key != "":
		return kpi.Province
	}
	return 0
}

// IsApart reports whether two units cannot be one, nor one a part of the other: they have
// different names in a tier that both have.
func (n Unit) IsApart(o Unit) bool {
	for tier := range Tiers {
		if a, b := n.In(tier).Key, o.In(tier).Key; a != "" && b != "" && a != b {
			return true
		}
	}
	return false
}

// Query returns what the name of a level is looked up by: below the names above it, in a
// period. Provinces are those of any time.
func (n Unit) Query(level kpi.Level, p kpi.Period) units.Query {
	switch level {
	case kpi.Province:
		return units.Query{Name: n.Province, Level: level}
	case kpi.District:
		return units.Query{Name: n.District, Level: level, Province: n.Province, Period: p}
	}
	return units.Query{Name: n.Commune, Level: level, District: n.District, Province: n.Province, Period: p}
}

// In returns the name of a tier.
func (n *Unit) In(tier int) catalog.Name {
	return [...]catalog.Name{Province: n.Province, District: n.District, Commune: n.Commune}[tier]
}

// The tiers of names.
const (
	Province = iota
	District
	Commune
	Tiers
)

// Spelling is a unit as it was written, and the places where its names first were.
type Spelling struct {
	Unit   Unit
	Places [Tiers]kpi.Place
}

// Place returns the place of the most particular name of the unit.
func (s *Spelling) Place() kpi.Place {
	switch {
	case s.Unit.Commune.Key != "":
		return s.Places[Commune]
	case s.Unit.District.Key != "":
		return s.Places[District]
	}
	return s.Places[Province]
}

// Registry numbers the units of a file, or of all.
type Registry struct {
	ids       map[unitKey]int
	spellings []*Spelling         // the first of each unit
	others    map[int][]*Spelling // by unit: how else its names are written
	sets      int                 // of exports
}

// NewRegistry returns a registry of some sets of exports, each of which may have as many
// units as there can be.
func NewRegistry(sets int) *Registry {
	return &Registry{ids: map[unitKey]int{}, others: map[int][]*Spelling{}, sets: sets}
}

// IsFull reports whether there are more units than there can be.
func (r *Registry) IsFull() bool { return len(r.spellings) > r.sets*Limit }

// Limit is how many units a set of exports may have: more than the whole country has with
// all that were merged. It bounds the memory that names and sums take.
const Limit = 50_000

// First returns the first spelling of a unit.
func (r *Registry) First(id int) *Spelling { return r.spellings[id] }

// Find returns the number of a unit, if it has one.
func (r *Registry) Find(u *Unit) (id int, ok bool) {
	id, ok = r.ids[u.key()]
	return id, ok
}

// ID returns the number of a unit, a new one if it has none. It is called once for each
// distinct text of the key cells in a file, not once a row.
func (r *Registry) ID(s *Spelling) int {
	key := s.Unit.key()
	id, ok := r.ids[key]
	if !ok {
		id = len(r.spellings)
		r.ids[key] = id
		r.spellings = append(r.spellings, s)
		return id
	}
	if first := r.spellings[id]; first != s && first.Unit != s.Unit {
		r.spell(id, s)
	}
	return id
}

// spell keeps the best of the ways to write each name of a unit, for every type word of
// its province: the key has those of the others.
func (r *Registry) spell(id int, s *Spelling) {
	i := slices.IndexFunc(r.others[id], func(o *Spelling) bool { return o.Unit.Province.Type == s.Unit.Province.Type })
	if i < 0 {
		other := *s
		r.others[id] = append(r.others[id], &other)
		return
	}
	best := r.others[id][i]
	for _, n := range []struct{ to, from *catalog.Name }{
		{&best.Unit.Province, &s.Unit.Province}, {&best.Unit.District, &s.Unit.District}, {&best.Unit.Commune, &s.Unit.Commune},
	} {
		if n.from.Text != n.to.Text && better(n.from.Text, n.to.Text) {
			n.to.Text = n.from.Text
		}
	}
}

// Adopt numbers the units of another registry, in its order, and returns their
// numbers here.
func (r *Registry) Adopt(o *Registry) []int {
	ids := make([]int, len(o.spellings))
	for i, s := range o.spellings {
		ids[i] = r.ID(s)
		for _, other := range o.others[i] {
			r.ID(other)
		}
	}
	return ids
}

// Resolve returns the unit of every number, and the findings about the names. Spellings of
// names that a list has proved are not compared; it is nil where there is none.
func (r *Registry) Resolve(list *units.List) ([]kpi.Unit, []kpi.Finding) {
	r.fillProvince(list)
	provinces := r.names(Province, func(int) nameScope { return nameScope{} })
	districts := r.names(District, func(id int) nameScope { return nameScope{above: provinces.units[id].known} })
	communes := r.names(Commune, func(id int) nameScope {
		if d := districts.units[id]; d.known != nil {
			return nameScope{d.known, d.typed()}
		}
		return nameScope{above: provinces.units[id].known}
	})
	var findings []kpi.Finding
	for _, n := range []*tierNames{provinces, districts, communes} {
		findings = append(findings, n.ambiguous()...)
		if list == nil {
			findings = append(findings, n.alike()...)
		}
	}
	districts.keepShared(list)
	findings = append(findings, r.ofSeveralProvinces(list)...)
	resolved := make([]kpi.Unit, len(r.spellings))
	for id, s := range r.spellings {
		u := kpi.Unit{Province: provinces.shown(id), District: districts.shown(id), Commune: communes.shown(id), Level: s.Unit.Level}
		if u.Level == 0 {
			u.Level = u.NamedLevel()
		}
		resolved[id] = u
	}
	return resolved, findings
}

// fillProvince gives the only province of a run to the units of files that do not name
// theirs, if the list has them there.
func (r *Registry) fillProvince(list *units.List) {
	var only catalog.Name
	for _, s := range r.spellings {
		if p := s.Unit.Province; p.Key != "" {
			if only.Key != "" && only.Key != p.Key {
				return
			}
			only = p
		}
	}
	if only.Key == "" {
		return
	}
	for id, first := range r.spellings {
		for _, s := range append(r.others[id], first) {
			if s.Unit.Province.Key == "" && (list == nil || s.Unit.isIn(list, only)) {
				s.Unit.Province = only
			}
		}
	}
}

// isIn reports whether a list has a unit in a province at any time.
func (n Unit) isIn(list *units.List, province catalog.Name) bool {
	n.Province = province
	level := kpi.District
	if n.Commune.Key != "" {
		level = kpi.Commune
	}
	q := n.Query(level, kpi.Period{})
	return q.Name.Key == "" || len(list.Find(q)) > 0
}
