package input

import (
	"cmp"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// reform is the first month without districts.
const (
	reformYear  = 2025
	reformMonth = 7
)

// withoutDistricts reports whether communes stand directly below the province
// in all of a period.
func withoutDistricts(p kpi.Period) bool {
	return !p.IsZero() && p.From >= kpi.NewMonth(reformYear, reformMonth)
}

// resolve finds out what the key cells of a record mean. It is called once for
// each distinct key of a file.
func (r *rowReader) resolve(rec record) *target {
	for key, i := range r.layout.keys {
		if i >= 0 && key != keyLevel && r.run.cat.IsTotal(string(rec.cells[i])) {
			return &target{total: true}
		}
	}
	period, fault := r.period(rec)
	if fault != nil {
		return fault
	}
	names, fault := r.names(rec)
	if fault != nil {
		return fault
	}
	if fault = r.checkTier(names, period); fault != nil {
		return fault
	}
	var places [tiers]kpi.Place
	for tier, key := range []int{keyProvince, keyDistrict, keyCommune} {
		cell := r.layout.keys[key]
		if cell < 0 {
			cell = r.layout.keys[keyUnit]
		}
		places[tier] = r.place(rec, cell)
		places[tier].File = r.name
	}
	return &target{slot: r.slot(r.run.units.id(names, places), period)}
}

// bad is a target that is an error at a key column.
func (r *rowReader) bad(code string, key int, args ...string) *target {
	return &target{code: code, cell: r.layout.keys[key], args: args}
}

// period reads the period of a record. That of a file without one is the
// period asked for; a list without any belongs to the whole run.
func (r *rowReader) period(rec record) (kpi.Period, *target) {
	if r.layout.keys[keyPeriod] < 0 {
		return r.run.opts.Period, nil
	}
	text := catalog.Clean(r.layout.named(rec, keyPeriod))
	if text == "" {
		if r.layout.list {
			return r.run.opts.Period, nil
		}
		return kpi.Period{}, r.bad(kpi.PeriodMissing, keyPeriod)
	}
	p, err := kpi.ParsePeriod(text)
	if err != nil {
		return p, r.bad(kpi.PeriodUnknown, keyPeriod)
	}
	return p, nil
}

// names takes the unit of a record apart.
func (r *rowReader) names(rec record) (unitNames, *target) {
	cat := r.run.cat
	text, province := cat.CutProvince(r.layout.named(rec, keyDistrict))
	n := unitNames{
		province: cat.Name(cmp.Or(r.layout.named(rec, keyProvince), province), kpi.Province, kpi.District),
		district: cat.Name(text, kpi.District),
	}
	if above := cat.Name(text, kpi.Province); above.Type != "" {
		return n, r.bad(kpi.UnitAmbiguous, keyDistrict, "units", above.String())
	}
	if fault := r.commune(&n, r.layout.named(rec, keyCommune), keyCommune); fault != nil {
		return n, fault
	}
	if text := catalog.Clean(r.layout.named(rec, keyUnit)); text != "" {
		if fault := r.unit(&n, text); fault != nil {
			return n, fault
		}
	}
	if text := catalog.Clean(r.layout.named(rec, keyLevel)); text != "" {
		level, ok := cat.Level(text)
		if !ok {
			return n, r.bad(kpi.LevelUnknown, keyLevel)
		}
		n.level = level
	}
	return n, nil
}

// commune reads a commune cell. "UBND huyện X" in it is the district's own
// agency, as a blank is.
func (r *rowReader) commune(n *unitNames, text string, key int) *target {
	text, province := r.run.cat.CutProvince(text)
	if n.province.Key == "" {
		n.province = r.run.cat.Name(province, kpi.Province, kpi.District)
	}
	commune := r.run.cat.Name(text, kpi.Commune)
	district := r.run.cat.Name(text, kpi.District)
	agency := district.Agency || district.Type != ""
	level, _ := r.run.cat.Level(district.Text)
	switch {
	case level == kpi.District && n.district.Key != "":
		return nil
	case level == kpi.Commune:
		n.level = kpi.Commune // all communes together
		return nil
	case agency && commune.Type == "" && district.Key == n.district.Key && n.district.Key != "":
		return nil
	case district.Type != "":
		return r.bad(kpi.UnitAmbiguous, key, "units", district.String()+", "+n.district.String())
	}
	n.commune = commune
	return nil
}

// unit reads a cell that holds a district or a commune; the type word tells
// which, unless a column of districts stands beside it.
func (r *rowReader) unit(n *unitNames, text string) *target {
	if n.district.Key != "" {
		return r.commune(n, text, keyUnit)
	}
	text, province := r.run.cat.CutProvince(text)
	if n.province.Key == "" {
		n.province = r.run.cat.Name(province, kpi.Province, kpi.District)
	}
	name := r.run.cat.Name(text, kpi.Levels()...)
	switch name.Level {
	case kpi.Commune:
		n.commune = name
	case kpi.District:
		n.district = name
	case kpi.Province:
		n.province = name
	default:
		return r.bad(kpi.UnitAmbiguous, keyUnit, "units", "Huyện "+name.Text+", Xã "+name.Text)
	}
	return nil
}

// checkTier wants the unit of a row complete, and sets its level where no
// column says it.
func (r *rowReader) checkTier(n unitNames, p kpi.Period) *target {
	hasDistricts := r.layout.keys[keyDistrict] >= 0 || r.layout.keys[keyUnit] >= 0
	hasUnits := hasDistricts || r.layout.keys[keyCommune] >= 0
	switch {
	case n.commune.Key != "" && n.district.Key == "" && !p.IsZero() && !withoutDistricts(p):
		if !hasDistricts {
			return r.keyMissing(catalog.KeyDistrict)
		}
		return &target{code: kpi.UnitMissing, cell: r.layout.keys[keyDistrict], args: []string{"level", kpi.TextKey("tier.district")}}
	case n.commune.Key != "" || n.district.Key != "" || n.level != 0:
		return nil
	case !hasUnits && (r.layout.list || n.province.Key != ""):
		return nil
	case !hasUnits:
		return r.keyMissing(catalog.KeyDistrict)
	case n.province.Key == "" || !withoutDistricts(p):
		cells := []int{r.layout.keys[keyDistrict], r.layout.keys[keyUnit], r.layout.keys[keyCommune]}
		cell := cells[slices.IndexFunc(cells, func(i int) bool { return i >= 0 })]
		return &target{code: kpi.UnitMissing, cell: cell, args: []string{"level", kpi.TextKey("district-or-commune")}}
	}
	return nil
}

// keyMissing notes once that a whole file lacks a key column.
func (r *rowReader) keyMissing(key string) *target {
	if r.counts[kpi.KeyMissing] == 0 {
		r.add(kpi.KeyMissing, kpi.Place{Line: r.header}, "key", kpi.TextKey("tier."+key))
	}
	return &target{skip: true}
}

// slot returns where the counts of a unit in a period add up in this file.
func (r *rowReader) slot(unit int, p kpi.Period) *slot {
	i := slices.IndexFunc(r.slotsOf[unit], func(s *slot) bool { return s.period == p })
	if i >= 0 {
		return r.slotsOf[unit][i]
	}
	s := &slot{unit: unit, period: p, tally: kpi.NewTally(r.run.cat.Measures.Len()), sheet: r.sheet}
	r.slotsOf[unit] = append(r.slotsOf[unit], s)
	r.slots = append(r.slots, s)
	return s
}
