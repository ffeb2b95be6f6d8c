package input

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// unitNames are the names of a unit as one spelling has them.
type unitNames struct {
	province, district, commune catalog.Name
	level                       kpi.Level
}

// key is what spellings of the same unit with the same type words share.
func (n unitNames) key() string {
	return strings.Join([]string{n.province.Key, n.district.Type, n.district.Key, n.commune.Type, n.commune.Key, n.level.String()}, "\x1f")
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

// The tiers of names.
const (
	tierProvince = iota
	tierDistrict
	tierCommune
	tiers
)

// spelling is a unit as it was written, and where the names first were.
type spelling struct {
	unitNames
	places [tiers]kpi.Place
}

// place returns where the most particular name of the unit is.
func (s spelling) place() kpi.Place {
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
	ids       map[string]int
	spellings []spelling
	variants  [][]unitNames // all ways of writing, by id
}

func newRegistry() *registry {
	return &registry{ids: map[string]int{}}
}

// id returns the number of a unit. It is called once for each distinct text of
// the key cells in a file, not once a row.
func (r *registry) id(n unitNames, places [tiers]kpi.Place) int {
	key := n.key()
	id, ok := r.ids[key]
	if !ok {
		id = len(r.spellings)
		r.ids[key] = id
		r.spellings = append(r.spellings, spelling{n, places})
		r.variants = append(r.variants, nil)
	}
	if !slices.Contains(r.variants[id], n) {
		r.variants[id] = append(r.variants[id], n)
	}
	return id
}

// adopt numbers the units of another registry, in its order, and returns their
// numbers here.
func (r *registry) adopt(o *registry) []int {
	ids := make([]int, len(o.spellings))
	for i, s := range o.spellings {
		ids[i] = r.id(s.unitNames, s.places)
		for _, n := range o.variants[i] {
			r.id(n, s.places)
		}
	}
	return ids
}

// resolve returns the unit of every number, and what is wrong with the names.
func (r *registry) resolve() ([]kpi.Unit, []kpi.Finding) {
	var findings []kpi.Finding
	provinces := newNames(tierProvince, func(n unitNames) (string, catalog.Name) { return "", n.province })
	districts := newNames(tierDistrict, func(n unitNames) (string, catalog.Name) { return n.province.Key, n.district })
	communes := newNames(tierCommune, func(n unitNames) (string, catalog.Name) {
		return n.province.Key + "\x1f" + districts.typed(n) + "\x1f" + n.district.Key, n.commune
	})
	r.fillProvince()
	units := make([]kpi.Unit, len(r.spellings))
	for _, names := range []*names{provinces, districts, communes} {
		for _, variants := range r.variants {
			for _, n := range variants {
				names.add(n)
			}
		}
		for _, s := range r.spellings {
			if candidates := names.candidates(s.unitNames); len(candidates) > 1 {
				findings = append(findings, kpi.Finding{Code: kpi.UnitAmbiguous, Place: s.places[names.tier],
					Args: map[string]string{"units": strings.Join(candidates, ", ")}})
			}
		}
		findings = append(findings, names.alike(r.spellings)...)
	}
	for id, s := range r.spellings {
		units[id] = kpi.Unit{Province: provinces.shown(s.unitNames), District: districts.shown(s.unitNames),
			Commune: communes.shown(s.unitNames), Level: s.level}
		if s.level == 0 {
			units[id].Level = units[id].NamedLevel()
		}
	}
	return units, findings
}

// fillProvince gives the only province of a run to the units of files that do
// not say theirs.
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
	for id := range r.spellings {
		if r.spellings[id].province.Key == "" {
			r.spellings[id].province = only
		}
		for n := range r.variants[id] {
			if r.variants[id][n].province.Key == "" {
				r.variants[id][n].province = only
			}
		}
	}
}

// names collects the spellings of the names of one tier. Names are compared
// within a scope: communes within their district.
type names struct {
	tier  int
	of    func(unitNames) (scope string, name catalog.Name)
	types map[string][]string // the type words seen with a name, by scope and key
	texts map[string]string   // the best spelling, by scope and key
	faces map[string]string   // that spelling as it is to be written
}

func newNames(tier int, of func(unitNames) (string, catalog.Name)) *names {
	return &names{tier, of, map[string][]string{}, map[string]string{}, map[string]string{}}
}

func (s *names) key(n unitNames) (string, catalog.Name) {
	scope, name := s.of(n)
	return scope + "\x1f" + name.Key, name
}

func (s *names) add(n unitNames) {
	key, name := s.key(n)
	if name.Key == "" {
		return
	}
	if name.Type != "" && !slices.Contains(s.types[key], name.Type) {
		s.types[key] = append(s.types[key], name.Type)
		slices.Sort(s.types[key])
	}
	if text, ok := s.texts[key]; !ok || name.Text != text && better(name.Text, text) {
		s.texts[key] = name.Text
	}
}

// better orders spellings of one name by nothing but themselves, so that no
// order of files or rows shows: capital letters throughout come last.
func better(a, b string) bool {
	shouted := func(s string) int {
		if isShouted(s) {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(shouted(a), shouted(b)), cmp.Compare(a, b)) < 0
}

// typed returns the type word of a name: its own, or the only one that the name
// is seen with.
func (s *names) typed(n unitNames) string {
	key, name := s.key(n)
	if types := s.types[key]; name.Type == "" && len(types) == 1 {
		return types[0]
	}
	return name.Type
}

// candidates returns the units that a name without a type word may mean where
// there are several.
func (s *names) candidates(n unitNames) []string {
	key, name := s.key(n)
	if name.Type != "" || len(s.types[key]) < 2 {
		return nil
	}
	var candidates []string
	for _, t := range s.types[key] {
		candidates = append(candidates, t+" "+s.texts[key])
	}
	return candidates
}

// shown returns the name as it is to be written. Communes keep their type word;
// districts, which tables are ordered by, have it only where two share a name.
func (s *names) shown(n unitNames) string {
	key, name := s.key(n)
	if name.Key == "" {
		return ""
	}
	text, ok := s.faces[key]
	if !ok {
		if text = s.texts[key]; isShouted(text) {
			text = capitalised(text)
		}
		s.faces[key] = text
	}
	if s.tier != tierCommune && len(s.types[key]) < 2 {
		return text
	}
	return catalog.Name{Type: s.typed(n), Text: text}.String()
}

// isShouted reports whether a name is in capital letters throughout. Letters with
// a tone do not tell: TCVN3 has no capitals of them, "BẮC SƠN" is "BắC SƠN" in it.
func isShouted(name string) bool {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsFunc(norm.NFD.String(string(r)), catalog.IsTone) {
			return -1
		}
		return r
	}, name)
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// capitalised writes every word of a name with a capital letter first: titles of
// forms hold names in capital letters only.
func capitalised(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		first := max(strings.IndexFunc(w, unicode.IsLetter), 0)
		_, n := utf8.DecodeRuneInString(w[first:])
		words[i] = w[:first] + strings.ToUpper(w[first:first+n]) + w[first+n:]
	}
	return strings.Join(words, " ")
}

// alike finds names without any marks beside the same name with marks, and names
// that differ only in i and y or in signs between their letters.
func (s *names) alike(spellings []spelling) []kpi.Finding {
	first := map[string]string{} // the name shown by what it has in common with others
	marks := map[string][2]string{}
	for _, sp := range spellings {
		key, name := s.key(sp.unitNames)
		if _, ok := marks[key]; ok || name.Key == "" {
			continue
		}
		scope, _ := s.of(sp.unitNames)
		bare, loose := scope+"\x1f"+catalog.Bare(name.Key), scope+"\x1f="+catalog.Loose(name.Key)
		marks[key] = [2]string{key, loose}
		for _, common := range []string{bare, loose} {
			if text := s.shown(sp.unitNames); common != key && (first[common] == "" || text < first[common]) {
				first[common] = text
			}
		}
	}
	var findings []kpi.Finding
	for _, sp := range spellings {
		key, name := s.key(sp.unitNames)
		for _, common := range marks[key] {
			other := first[common]
			if name.Key == "" || other == "" || other == s.shown(sp.unitNames) || s.isTyped(key, other) {
				continue
			}
			findings = append(findings, kpi.Finding{Code: kpi.UnitSpellings, Place: sp.places[s.tier],
				Args: map[string]string{"unit": s.shown(sp.unitNames), "other": other}})
			delete(marks, key) // told once
			break
		}
	}
	return findings
}

// isTyped reports whether a shown name is the same as another but for its type word.
func (s *names) isTyped(key, shown string) bool {
	return strings.HasSuffix(strings.ToLower(shown), strings.ToLower(s.texts[key]))
}
