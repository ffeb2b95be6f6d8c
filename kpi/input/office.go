package input

import (
	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Agencies of a province or a district have rows of their own in some forms: "Sở
// Nội vụ" below "Sở, ban, ngành". They add up to their unit.

// officeLevel returns the level of the unit that a name without a type word is an
// agency of, or 0: it begins as agencies do, or it stands in a section of the level
// whose unit the titles name, and is not that unit.
func (r *rowReader) officeLevel(name catalog.Name) kpi.Level {
	if level := r.run.cat.Words.OfficeLevel(name.Text); level != 0 {
		return level
	}
	level := r.sectionLevel()
	titled := catalog.Name{}
	switch level {
	case kpi.Province:
		titled = r.titles.unit.province
	case kpi.District:
		titled = r.titles.unit.district
	}
	if titled.Key == "" || titled.Key == name.Key {
		return 0
	}
	return level
}

// ofOffice makes the unit of a row that which an agency is of: a department belongs
// to the province; an office to the district that the sections or the titles name,
// or else to the commune of the titles, for since July 2025 these have offices.
func (r *rowReader) ofOffice(n *unitNames, name catalog.Name, level kpi.Level) *target {
	titled := r.titles.unit
	r.office, n.level, n.province = name.Key, level, titled.province
	if level == kpi.Province {
		return nil
	}
	n.district = r.districtAbove()
	switch {
	case n.district.Key != "":
	case titled.commune.Key != "":
		n.commune, n.level = titled.commune, kpi.Commune
	default:
		return &target{names: &spelling{}, code: kpi.UnitMissing, cell: r.layout.keys[keyUnit], args: []string{"level", kpi.TextKey("tier.district")}}
	}
	r.tellUnit()
	return nil
}

// districtAbove returns the district that the innermost section names which names
// any, or the titles.
func (r *rowReader) districtAbove() catalog.Name {
	district := r.titles.unit.district
	for _, s := range r.open {
		if s.unit.district.Key != "" {
			district = s.unit.district
		}
	}
	return district
}
