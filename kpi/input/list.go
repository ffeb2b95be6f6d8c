package input

import (
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// fromList compares the unit of a row with the list of units, where there is one:
// its code must be that of its name, and gives the name where there is none; a
// commune without a district has that of the list where only one can be meant.
func (r *rowReader) fromList(rec record, n *unitNames, p kpi.Period) *target {
	list := r.run.opts.Units
	if list == nil {
		return nil
	}
	if code := vietnamese.Clean(r.layout.named(rec, keyCode)); code != "" {
		if u, ok := list.Coded(code, p); ok {
			if fault := r.coded(n, u); fault != nil {
				return fault
			}
		} else {
			r.add(kpi.UnitUnknown, r.place(rec, r.layout.keys[keyCode]), "unit", kpi.Excerpt(code), "period", p.String())
		}
	}
	if n.commune.Key == "" || n.district.Key != "" || p.IsZero() || withoutDistricts(p) {
		return nil
	}
	found := list.Named(n.commune, p)
	if len(found) == 1 && found[0].Level == kpi.Commune {
		n.district = found[0].District
		return nil
	}
	return r.several(found, keyCommune)
}

// coded compares the names of a row with the unit of its code, and takes from it
// what they lack.
func (r *rowReader) coded(n *unitNames, u units.Listed) *target {
	said := unitNames{district: u.District, commune: u.Name}
	if u.Level == kpi.District {
		said = unitNames{district: u.Name}
	}
	agrees := func(name, listed catalog.Name) bool { return name.Key == "" || name.Means(listed) }
	if !agrees(n.district, said.district) || !agrees(n.commune, said.commune) {
		return r.bad(kpi.UnitCode, keyCode, "listed", u.String(), "unit", kpi.Unit{District: n.district.String(), Commune: n.commune.String()}.Name())
	}
	if n.commune.Key == "" {
		n.commune = said.commune
	}
	if n.district.Key == "" {
		n.district = said.district
	}
	return nil
}

// several is an error at a name that may be one of several units of the list. Where
// the list has none, other checks say what is missing.
func (r *rowReader) several(units []units.Listed, key int) *target {
	if len(units) == 0 {
		return nil
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.String()
	}
	if r.layout.keys[key] < 0 {
		key = keyUnit
	}
	return r.bad(kpi.UnitAmbiguous, key, "units", strings.Join(names, "; "))
}

// bare reads a name without a type word in a column of units: the list may have
// only one that it can mean.
func (r *rowReader) bare(n *unitNames, name catalog.Name, p kpi.Period) *target {
	var found []units.Listed
	if list := r.run.opts.Units; list != nil {
		found = list.Named(name, p)
	}
	if len(found) != 1 {
		if fault := r.several(found, keyUnit); fault != nil {
			return fault
		}
		return r.bad(kpi.UnitAmbiguous, keyUnit, "units", "Huyện "+name.Text+", Xã "+name.Text)
	}
	if u := found[0]; u.Level == kpi.Commune {
		n.commune, n.district = u.Name, u.District
	} else {
		n.district = u.Name
	}
	return nil
}
