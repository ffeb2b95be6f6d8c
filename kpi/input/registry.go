package input

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// unitNames are the names of a unit as one spelling has them.
type unitNames struct {
	province, district, commune catalog.Name
	level                       kpi.Level
}

// unitKey is common to the spellings of one unit with the same type words.
type unitKey struct {
	province, districtType, district, communeType, commune string
	level                                                  kpi.Level
}

func (n *unitNames) key() unitKey {
	return unitKey{n.province.Key, n.district.Type, n.district.Key, n.commune.Type, n.commune.Key, n.level}
}

// named returns the level of the most particular name, or 0 without any.
func (n unitNames) named() kpi.Level {
	switch {
	case n.commune.Key != "":
		return kpi.Commune
	case n.district.Key != "":
		return kpi.District
	case n.province.Key != "":
		return kpi.Province
	}
	return 0
}

// in returns the name of a tier.
func (n *unitNames) in(tier int) catalog.Name {
	return [...]catalog.Name{tierProvince: n.province, tierDistrict: n.district, tierCommune: n.commune}[tier]
}

// The tiers of names.
const (
	tierProvince = iota
	tierDistrict
	tierCommune
	tierCount
)

// spelling is a unit as it was written, and the places where its names first were.
type spelling struct {
	unitNames
	places [tierCount]kpi.Place
}

// place returns the place of the most particular name of the unit.
func (s *spelling) place() kpi.Place {
	switch {
	case s.commune.Key != "":
		return s.places[tierCommune]
	case s.district.Key != "":
		return s.places[tierDistrict]
	}
	return s.places[tierProvince]
}

// registry numbers the units of a file, or of all, and finds out, when all are
// read, which spellings mean the same unit and how it is to be written.
type registry struct {
	ids       map[unitKey]int
	spellings []*spelling         // the first of each unit
	others    map[int][]*spelling // by unit: how else its names are written
	sets      int                 // of exports, each of which may have as many units as there can be
}

func newRegistry() *registry {
	return &registry{ids: map[unitKey]int{}, others: map[int][]*spelling{}, sets: 1}
}

// isFull reports whether there are more units than there can be.
func (r *registry) isFull() bool { return len(r.spellings) > r.sets*unitsLimit }

// unitsLimit is above the number of units of the whole country with all that were merged,
// and bounds the memory that names and sums take.
const unitsLimit = 50_000

// id returns the number of a unit. It is called once for each distinct text of
// the key cells in a file, not once a row.
func (r *registry) id(s *spelling) int {
	key := s.key()
	id, ok := r.ids[key]
	if !ok {
		id = len(r.spellings)
		r.ids[key] = id
		r.spellings = append(r.spellings, s)
		return id
	}
	if first := r.spellings[id]; first != s && first.unitNames != s.unitNames {
		r.spell(id, s)
	}
	return id
}

// spell keeps the best of the ways to write each name of a unit, for every type word of
// its province: the key has those of the others.
func (r *registry) spell(id int, s *spelling) {
	i := slices.IndexFunc(r.others[id], func(o *spelling) bool { return o.province.Type == s.province.Type })
	if i < 0 {
		other := *s
		r.others[id] = append(r.others[id], &other)
		return
	}
	best := r.others[id][i]
	for _, n := range []struct{ to, from *catalog.Name }{{&best.province, &s.province}, {&best.district, &s.district}, {&best.commune, &s.commune}} {
		if n.from.Text != n.to.Text && better(n.from.Text, n.to.Text) {
			n.to.Text = n.from.Text
		}
	}
}

// adopt numbers the units of another registry, in its order, and returns their
// numbers here.
func (r *registry) adopt(o *registry) []int {
	ids := make([]int, len(o.spellings))
	for i, s := range o.spellings {
		ids[i] = r.id(s)
		for _, other := range o.others[i] {
			r.id(other)
		}
	}
	return ids
}

// resolve returns the unit of every number, and what is wrong with the names.
func (r *registry) resolve() ([]kpi.Unit, []kpi.Finding) {
	r.fillProvince()
	provinces := r.names(tierProvince, func(int) nameScope { return nameScope{} })
	districts := r.names(tierDistrict, func(id int) nameScope { return nameScope{above: provinces.units[id].known} })
	communes := r.names(tierCommune, func(id int) nameScope {
		if d := districts.units[id]; d.known != nil {
			return nameScope{d.known, d.typed()}
		}
		return nameScope{above: provinces.units[id].known}
	})
	var findings []kpi.Finding
	for _, n := range []*tierNames{provinces, districts, communes} {
		findings = append(append(findings, n.ambiguous()...), n.alike()...)
	}
	units := make([]kpi.Unit, len(r.spellings))
	for id, s := range r.spellings {
		units[id] = kpi.Unit{Province: provinces.shown(id), District: districts.shown(id), Commune: communes.shown(id), Level: s.level}
		if s.level == 0 {
			units[id].Level = units[id].NamedLevel()
		}
	}
	return units, findings
}

// fillProvince gives the only province of a run to the units of files that do not name
// theirs.
func (r *registry) fillProvince() {
	var only catalog.Name
	for _, s := range r.spellings {
		if p := s.province; p.Key != "" {
			if only.Key != "" && only.Key != p.Key {
				return
			}
			only = p
		}
	}
	for id, first := range r.spellings {
		for _, s := range append(r.others[id], first) {
			if s.province.Key == "" {
				s.province = only
			}
		}
	}
}
