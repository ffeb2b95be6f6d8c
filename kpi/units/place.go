package units

import (
	"cmp"
	"slices"

	"cchc/kpi"
)

// Province returns the name of the province that all of some units are of, with its type
// word, or "" where they name several, or the list has none or several that they can be of. It
// is that of their time, or the one of now if they can be of several that were joined.
func (l *List) Province(all []kpi.Unit) string {
	name := "" // that units have with them
	for _, u := range all {
		if name = cmp.Or(name, u.Province); u.Province != "" && u.Province != name {
			return ""
		}
	}
	var queries []Query
	named := map[string]bool{}
	for _, u := range all {
		if u.NamedLevel() != kpi.Province {
			queries = append(queries, l.query(u, u.NamedLevel(), kpi.Period{}))
		} else if u.Province != "" {
			named[u.Province] = true
		}
	}
	found := l.Provinces(queries)
	for name := range named {
		of := l.Find(Query{Name: l.words.Name(name, kpi.Province), Level: kpi.Province})
		if queries == nil {
			found = append(found, of...)
		} else {
			found = slices.DeleteFunc(found, func(p Listed) bool {
				return !slices.ContainsFunc(of, func(o Listed) bool { return o.Code == p.Code })
			})
		}
	}
	found = slices.CompactFunc(found, func(a, b Listed) bool { return a.Name == b.Name })
	if len(found) != 1 {
		return ""
	}
	return found[0].Name.String()
}

// Names returns the full names of the districts among some units that have the name of a
// province: the town Lạng Sơn is "Thành phố Lạng Sơn". They are by the names of the units.
func (l *List) Names(all []kpi.Unit) map[string]string {
	full := map[string]string{}
	for _, u := range all {
		if _, known := full[u.District]; known || u.District == "" {
			continue
		}
		full[u.District] = ""
		name := l.words.Name(u.District, kpi.District)
		if name.Type != "" || len(l.Find(Query{Name: name, Level: kpi.Province})) == 0 {
			continue
		}
		found := l.Find(l.query(kpi.Unit{Province: u.Province, District: u.District}, kpi.District, kpi.Period{}))
		if len(found) > 0 && !slices.ContainsFunc(found, func(o Listed) bool { return o.Name != found[0].Name }) {
			full[u.District] = found[0].Name.String()
		}
	}
	return full
}

// FullName returns the name that a unit has in a period, with its type word: "Huyện Bắc Sơn".
// Without such a unit in the list, or with several of other names, it returns "".
func (l *List) FullName(u kpi.Unit, p kpi.Period) string {
	found := l.Find(l.query(u, u.NamedLevel(), p))
	if u.NamedLevel() == kpi.Province {
		found = l.Find(Query{Name: l.words.Name(u.Province, kpi.Province), Level: kpi.Province, Period: p})
	}
	if len(found) == 0 || slices.ContainsFunc(found, func(o Listed) bool { return o.Name != found[0].Name }) {
		return ""
	}
	return found[0].Name.String()
}
