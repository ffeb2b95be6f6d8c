package input

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/vietnamese"
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

// bad is a target that is an error at a key column.
func (r *rowReader) bad(code string, key int, args ...string) *target {
	return &target{names: &spelling{}, code: code, cell: r.layout.keys[key], args: args}
}

// periodOf reads the period of a record. That of a file without one is in the
// titles, or the period asked for; a list without any belongs to the whole run.
func (r *rowReader) periodOf(rec record) (kpi.Period, kpi.Day, *target) {
	without := r.titles.period
	if without.IsZero() {
		without = r.run.opts.Period
	}
	if r.layout.keys[keyPeriod] < 0 {
		return without, kpi.Day{}, nil
	}
	text := vietnamese.Clean(r.layout.named(rec, keyPeriod))
	if text == "" {
		if r.layout.list {
			return without, kpi.Day{}, nil
		}
		return kpi.Period{}, kpi.Day{}, r.bad(kpi.PeriodMissing, keyPeriod)
	}
	if !r.epoch.IsZero() {
		text = serialDay(text, r.epoch)
	}
	p, day, err := dates.Parse(text, r.run.opts.Calendar)
	var days *dates.DaysError
	if errors.As(err, &days) {
		return p, day, r.bad(kpi.PeriodDates, keyPeriod, datesArgs(days)...)
	}
	if err != nil {
		return p, day, r.bad(kpi.PeriodUnknown, keyPeriod)
	}
	return p, day, nil
}

// names takes the unit of a record apart.
func (r *rowReader) names(rec record, p kpi.Period) (unitNames, *target) {
	cat := r.run.cat
	text, province := cat.Words.CutAbove(r.layout.named(rec, keyDistrict), kpi.Province)
	n := unitNames{
		province: cat.Words.Name(cmp.Or(r.layout.named(rec, keyProvince), province), kpi.Province, kpi.District),
		district: cat.Words.Name(text, kpi.District),
	}
	if above := cat.Words.Name(text, kpi.Province); above.Type != "" {
		return n, r.bad(kpi.UnitAmbiguous, keyDistrict, "units", above.String())
	}
	if fault := r.commune(&n, r.layout.named(rec, keyCommune), keyCommune); fault != nil {
		return n, fault
	}
	if text := vietnamese.Clean(r.layout.named(rec, keyUnit)); text != "" {
		if fault := r.unit(&n, text, p); fault != nil {
			return n, fault
		}
	}
	if text := vietnamese.Clean(r.layout.named(rec, keyLevel)); text != "" {
		level, ok := cat.Words.Level(text)
		if !ok {
			return n, r.bad(kpi.LevelUnknown, keyLevel)
		}
		n.level = level
	}
	return r.withContext(n), nil
}

// withContext completes the unit of a row from the sections it stands in and from
// the titles. A column of districts must name its own.
func (r *rowReader) withContext(n unitNames) unitNames {
	above := r.titles.unit
	above.district = r.districtAbove()
	fills := r.layout.keys[keyDistrict] < 0 && (r.layout.keys[keyUnit] < 0 || n.named() == kpi.Commune)
	if n.province.Key == "" {
		n.province = above.province
	}
	if fills && n.district.Key == "" {
		n.district = above.district
		if n.commune.Key == "" {
			n.commune = above.commune
		}
		r.tellUnit()
	}
	if n.level == 0 && n.commune.Key == "" {
		n.level = r.sectionLevel()
	}
	return n
}

// tellUnit notes once that units of a file come from its titles.
func (r *rowReader) tellUnit() {
	if u := (unitNames{district: r.titles.unit.district, commune: r.titles.unit.commune}); u.named() != 0 && !r.titles.told {
		r.titles.told = true
		r.add(kpi.KeyFromTitle, r.titles.at, "key", kpi.TextKey("unit"), "value", strings.TrimPrefix(u.commune.String()+", "+u.district.String(), ", "))
	}
}

// commune reads a commune cell. "UBND huyện X" in it is the district's own
// agency, as a blank is.
func (r *rowReader) commune(n *unitNames, text string, key int) *target {
	text, fault := r.cutAbove(n, text, key)
	if fault != nil {
		return fault
	}
	commune := r.run.cat.Words.Name(text, kpi.Commune)
	district := r.run.cat.Words.Name(text, kpi.District)
	agency := district.Agency || district.Type != ""
	level, _ := r.run.cat.Words.Level(district.Text)
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

// cutAbove takes the province and the district off the end of a name. A district
// other than that of the row is an error.
func (r *rowReader) cutAbove(n *unitNames, text string, key int) (name string, fault *target) {
	cat := r.run.cat
	text, province := cat.Words.CutAbove(text, kpi.Province)
	if n.province.Key == "" {
		n.province = cat.Words.Name(province, kpi.Province, kpi.District)
	}
	text, above := cat.Words.CutAbove(text, kpi.District)
	district := cat.Words.Name(above, kpi.District)
	switch {
	case district.Key == "" || district.Key == n.district.Key:
	case n.district.Key == "":
		n.district = district
	default:
		return text, r.bad(kpi.UnitAmbiguous, key, "units", district.String()+", "+n.district.String())
	}
	return text, nil
}

// sectionLevel is the level that the innermost section says which says any, or 0.
func (r *rowReader) sectionLevel() kpi.Level {
	level := kpi.Level(0)
	for _, s := range r.open {
		level = cmp.Or(s.level, level)
	}
	return level
}

// unit reads a cell that holds a district or a commune; the type word tells
// which, unless a column of districts stands beside it.
func (r *rowReader) unit(n *unitNames, text string, p kpi.Period) *target {
	if n.district.Key != "" {
		return r.commune(n, text, keyUnit)
	}
	text, fault := r.cutAbove(n, text, keyUnit)
	if fault != nil {
		return fault
	}
	name := r.run.cat.Words.Name(text, kpi.Levels()...)
	if name.Level == 0 {
		if level, _ := r.run.cat.Words.Level(name.Text); level == kpi.District && r.districtAbove().Key != "" {
			n.district = r.districtAbove() // "UBND huyện", of the district that is named above
			r.tellUnit()
			return nil
		}
		if level := r.officeLevel(name); level != 0 {
			return r.ofOffice(n, name, level)
		}
	}
	switch cmp.Or(name.Level, r.sectionLevel()) {
	case kpi.Commune:
		n.commune = name
	case kpi.District:
		n.district = name
	case kpi.Province:
		n.province = name
	default:
		return r.bare(n, name, p)
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
		return &target{names: &spelling{}, code: kpi.UnitMissing, cell: r.layout.keys[keyDistrict], args: []string{"level", kpi.TextKey("tier.district")}}
	case n.commune.Key != "" || n.district.Key != "" || n.level != 0:
		return nil
	case !hasUnits && (r.layout.list || n.province.Key != ""):
		return nil
	case !hasUnits:
		return r.keyMissing(catalog.KeyDistrict)
	case n.province.Key == "" || !withoutDistricts(p):
		cells := []int{r.layout.keys[keyDistrict], r.layout.keys[keyUnit], r.layout.keys[keyCommune]}
		cell := cells[slices.IndexFunc(cells, func(i int) bool { return i >= 0 })]
		return &target{names: &spelling{}, code: kpi.UnitMissing, cell: cell, args: []string{"level", kpi.TextKey("district-or-commune")}}
	}
	return nil
}

// keyMissing notes once that a whole file lacks a key column.
func (r *rowReader) keyMissing(key string) *target {
	if r.counts[kpi.KeyMissing] == 0 {
		r.add(kpi.KeyMissing, kpi.Place{Line: r.header}, "key", kpi.TextKey("tier."+key))
	}
	return &target{names: &spelling{}, skip: true}
}
