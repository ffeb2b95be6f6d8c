package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// tierNames are the names of the units of a registry in one tier. They are compared
// within a scope: communes within their district.
type tierNames struct {
	tier  int
	units []unitName // by number
}

// unitName is a name of a unit as it was written first.
type unitName struct {
	catalog.Name
	known *knownName // nil: the unit has no name of the tier
	place kpi.Place
}

// knownName is a name with all that is known of it.
type knownName struct {
	nameKey
	types    []string // the type words seen with it, in order
	text     string   // the best spelling
	face     string   // that spelling as it is to be written
	loose    nameKey  // that names which differ little from it share; the zero key before it is known
	reported bool     // that another one may be meant
	shared   bool     // by another unit of the list at the same time: its type word tells them from each other
}

// nameKey is common to the spellings of one name.
type nameKey struct {
	nameScope
	name string // folded
}

// nameScope is the unit above, and its type word.
type nameScope struct {
	above     *knownName
	aboveType string
}

// names collects the names of a tier.
func (r *Registry) names(tier int, scopeOf func(id int) nameScope) *tierNames {
	n := &tierNames{tier, make([]unitName, len(r.spellings))}
	known := map[nameKey]*knownName{}
	for id, first := range r.spellings {
		u := &n.units[id]
		if u.Name, u.place = first.Unit.In(tier), first.Places[tier]; u.Key == "" {
			continue
		}
		key := nameKey{scopeOf(id), u.Key}
		if u.known = known[key]; u.known == nil {
			u.known = &knownName{nameKey: key, text: u.Text}
			known[key] = u.known
		}
		u.known.add(u.Name)
		for _, s := range r.others[id] {
			u.known.add(s.Unit.In(tier))
		}
	}
	for _, k := range known {
		if k.face = k.text; isShouted(k.text) {
			k.face = capitalised(k.text)
		}
	}
	return n
}

// add takes a spelling of the name.
func (k *knownName) add(n catalog.Name) {
	if n.Type != "" && !slices.Contains(k.types, n.Type) {
		k.types = append(k.types, n.Type)
		slices.Sort(k.types)
	}
	if n.Text != k.text && better(n.Text, k.text) {
		k.text = n.Text
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

// typed returns the type word of the name: its own, or the only one that the name
// is seen with.
func (u *unitName) typed() string {
	if u.Type == "" && u.known != nil && len(u.known.types) == 1 {
		return u.known.types[0]
	}
	return u.Type
}

// shown returns the name of a unit as it is to be written. Communes keep their type
// word; districts, which tables are ordered by, have it only where two share a name, or
// where that is a number.
func (n *tierNames) shown(id int) string {
	u := &n.units[id]
	switch {
	case u.known == nil:
		return ""
	case n.tier != Commune && len(u.known.types) < 2 && !u.known.shared && strings.ContainsFunc(u.known.face, unicode.IsLetter):
		return u.known.face
	}
	return catalog.Name{Type: u.typed(), Text: u.known.face}.String()
}

// keepShared notes which districts have names that others of the list have at the same time,
// as the town and the district Kỳ Anh.
func (n *tierNames) keepShared(list *units.List) {
	if list == nil {
		return
	}
	seen := map[*knownName]bool{}
	for i := range n.units {
		k := n.units[i].known
		if k == nil || len(k.types) == 0 || seen[k] {
			continue
		}
		seen[k] = true
		found := list.Find(units.Query{Name: catalog.Name{Key: k.name, Text: k.text}, Level: kpi.District})
		for _, u := range found {
			k.shared = k.shared || slices.ContainsFunc(found, func(o units.Listed) bool {
				return o.Name.Type != u.Name.Type && o.Province.Key == u.Province.Key && o.Valid.Overlaps(u.Valid)
			})
		}
	}
}

// isShouted reports whether a name is in capital letters throughout. Letters with
// a tone do not count: TCVN3 has no capitals of them, "BẮC SƠN" is "BắC SƠN" in it.
func isShouted(name string) bool {
	capitals := false
	for _, r := range name {
		isSmall, isCapital := unicode.ToUpper(r) != r, unicode.ToLower(r) != r
		if !isSmall && !isCapital || vietnamese.IsToned(r) {
			continue
		}
		if isSmall {
			return false
		}
		capitals = true
	}
	return capitals
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

// ambiguous finds names without a type word that may mean several units.
func (n *tierNames) ambiguous() []kpi.Finding {
	var findings []kpi.Finding
	for i := range n.units {
		u := &n.units[i]
		if u.known == nil || u.Type != "" || len(u.known.types) < 2 {
			continue
		}
		var candidates []string
		for _, t := range u.known.types {
			candidates = append(candidates, t+" "+u.known.text)
		}
		findings = append(findings, kpi.NewFinding(kpi.UnitAmbiguous, u.place, "units", strings.Join(candidates, ", ")))
	}
	return findings
}

// alike finds names without any marks beside the same name with marks, and names
// that differ only in i and y or in signs between their letters.
func (n *tierNames) alike() []kpi.Finding {
	bare, loose := map[nameKey]string{}, map[nameKey]string{} // the first name shown of those that share it
	for id := range n.units {
		k := n.units[id].known
		if k == nil || k.loose != (nameKey{}) {
			continue
		}
		if key := (nameKey{k.nameScope, vietnamese.Bare(k.name)}); key != k.nameKey {
			keepFirst(bare, key, n.shown(id))
		}
		k.loose = nameKey{k.nameScope, vietnamese.Loose(k.name)}
		keepFirst(loose, k.loose, n.shown(id))
	}
	var findings []kpi.Finding
	for id := range n.units {
		k, shown := n.units[id].known, n.shown(id)
		if k == nil || k.reported {
			continue
		}
		for _, other := range [...]string{bare[k.nameKey], loose[k.loose]} {
			if other != "" && other != shown && !k.isTyped(other) {
				findings = append(findings, kpi.NewFinding(kpi.UnitSpellings, n.units[id].place, "unit", shown, "other", other))
				k.reported = true
				break
			}
		}
	}
	return findings
}

// keepFirst keeps the first of the texts of a key, by the order of texts.
func keepFirst(texts map[nameKey]string, key nameKey, text string) {
	if first, ok := texts[key]; !ok || text < first {
		texts[key] = text
	}
}

// isTyped reports whether a shown name is the same as another but for its type word.
func (k *knownName) isTyped(shown string) bool {
	return strings.HasSuffix(strings.ToLower(shown), strings.ToLower(k.text))
}
