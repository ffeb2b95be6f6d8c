package names

import (
	"maps"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/units"
)

// ofSeveralProvinces finds districts without a province whose communes are of several: many
// districts have the same name, and their counts would be added up.
func (r *Registry) ofSeveralProvinces(list *units.List) []kpi.Finding {
	if list == nil {
		return nil
	}
	type district struct{ word, key string }
	provinces := map[district]map[string]string{} // of all communes so far: names by key
	var findings []kpi.Finding
	for _, s := range r.spellings {
		u := &s.Unit
		above := units.Query{Name: u.District, Level: kpi.District}
		if u.Province.Key != "" || u.District.Key == "" || u.Commune.Key == "" || len(list.Find(above)) < 2 {
			continue
		}
		own := map[string]string{}
		for _, c := range list.Find(units.Query{Name: u.Commune, Level: kpi.Commune, District: u.District}) {
			own[c.Province.Key] = u.District.String() + ", " + c.Province.String()
		}
		at := district{u.District.Type, u.District.Key}
		before, ok := provinces[at]
		common := map[string]string{}
		for key, name := range before {
			if own[key] != "" {
				common[key] = name
			}
		}
		switch {
		case len(own) == 0:
		case !ok:
			provinces[at] = own
		case len(common) == 0:
			both := []string{slices.Min(slices.Collect(maps.Values(before))), slices.Min(slices.Collect(maps.Values(own)))}
			findings = append(findings, kpi.NewFinding(kpi.UnitAmbiguous, s.Places[District], "units", strings.Join(both, "; ")))
		default:
			provinces[at] = common
		}
	}
	return findings
}
