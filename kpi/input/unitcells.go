package input

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// The first month without districts.
const (
	reformYear  = 2025
	reformMonth = 7
)

// withoutDistricts reports whether communes are directly below the province in all of a
// period.
func withoutDistricts(p kpi.Period) bool {
	return !p.IsZero() && p.From >= kpi.NewMonth(reformYear, reformMonth)
}

// unitCells reads the names of the unit of a row: its own cells, and what the sections
// and titles above name.
func (n *names) unitCells(row rows.Row, u *naming, p kpi.Period, ctx *context) *keyFault {
	words, keys := n.run.cat.Words, &n.layout.Keys
	text, province := words.CutAbove(keys.Text(row, header.District), kpi.Province)
	u.names.province = words.Name(cmp.Or(keys.Text(row, header.Province), province), kpi.Province, kpi.District)
	u.names.district = words.Name(text, kpi.District)
	if above := words.Name(text, kpi.Province); above.Type != "" {
		return n.fault(kpi.UnitAmbiguous, header.District, "units", above.String())
	}
	if fault := n.commune(u, keys.Text(row, header.Commune), header.Commune); fault != nil {
		return fault
	}
	if text := vietnamese.Clean(keys.Text(row, header.Unit)); text != "" {
		if fault := n.unit(u, text, p, ctx); fault != nil {
			return fault
		}
	}
	if text := vietnamese.Clean(keys.Text(row, header.Level)); text != "" {
		level, ok := words.Level(text)
		if !ok {
			return n.fault(kpi.LevelUnknown, header.Level)
		}
		u.names.level = level
	}
	n.complete(&u.names.unitNames, ctx)
	return nil
}

// complete completes the unit of a row from the sections that it is in and from the
// titles. A column of districts must name its own.
func (n *names) complete(u *unitNames, ctx *context) {
	keys := n.layout.Keys
	fills := keys[header.District] < 0 && (keys[header.Unit] < 0 || u.named() == kpi.Commune)
	if u.province.Key == "" {
		u.province = ctx.titles.unit.province
	}
	if fills && u.district.Key == "" {
		u.district = ctx.district()
		if u.commune.Key == "" {
			u.commune = ctx.titles.unit.commune
		}
		ctx.titles.reportUnit(n.export.findings)
	}
	if u.level == 0 && u.commune.Key == "" {
		u.level = ctx.level()
	}
}

// commune reads a cell of communes. "UBND huyện X" in it is the district's own agency, as
// a blank is.
func (n *names) commune(u *naming, text string, key header.Key) *keyFault {
	text, fault := n.cutAbove(&u.names.unitNames, text, key)
	if fault != nil {
		return fault
	}
	words := n.run.cat.Words
	commune, district := words.Name(text, kpi.Commune), words.Name(text, kpi.District)
	agency := district.Agency || district.Type != ""
	above := u.names.district
	level, _ := words.Level(district.Text)
	switch {
	case level == kpi.District && above.Key != "":
		return nil
	case level == kpi.Commune:
		u.names.level = kpi.Commune // all communes together
		return nil
	case agency && commune.Type == "" && district.Key == above.Key && above.Key != "":
		return nil
	case district.Type != "":
		return n.fault(kpi.UnitAmbiguous, key, "units", district.String()+", "+above.String())
	}
	u.names.commune = commune
	return nil
}

// cutAbove takes the province and the district off the end of a name. A district
// other than that of the row is an error.
func (n *names) cutAbove(u *unitNames, text string, key header.Key) (name string, fault *keyFault) {
	words := n.run.cat.Words
	text, province := words.CutAbove(text, kpi.Province)
	if u.province.Key == "" {
		u.province = words.Name(province, kpi.Province, kpi.District)
	}
	text, above := words.CutAbove(text, kpi.District)
	district := words.Name(above, kpi.District)
	switch {
	case district.Key == "" || district.Key == u.district.Key:
	case u.district.Key == "":
		u.district = district
	default:
		return text, n.fault(kpi.UnitAmbiguous, key, "units", district.String()+", "+u.district.String())
	}
	return text, nil
}

// unit reads a cell that holds a district or a commune; the type word shows which, unless
// a column of districts is there as well.
func (n *names) unit(u *naming, text string, p kpi.Period, ctx *context) *keyFault {
	if u.names.district.Key != "" {
		return n.commune(u, text, header.Unit)
	}
	text, fault := n.cutAbove(&u.names.unitNames, text, header.Unit)
	if fault != nil {
		return fault
	}
	words := n.run.cat.Words
	name := words.Name(text, kpi.Levels()...)
	if name.Level == 0 {
		if level, _ := words.Level(name.Text); level == kpi.District && ctx.district().Key != "" {
			u.names.district = ctx.district() // "UBND huyện", of the district that is named above
			ctx.titles.reportUnit(n.export.findings)
			return nil
		}
		if level := n.officeLevel(name, ctx); level != 0 {
			return n.ofOffice(u, name, level, ctx)
		}
	}
	switch cmp.Or(name.Level, ctx.level()) {
	case kpi.Commune:
		u.names.commune = name
	case kpi.District:
		u.names.district = name
	case kpi.Province:
		u.names.province = name
	default:
		return n.untyped(&u.names.unitNames, name, p)
	}
	return nil
}

// officeLevel returns the level of the unit that a name without a type word is an agency
// of, or 0: it begins as agencies do, or it is in a section of the level whose unit the
// titles name, and is not that unit. Agencies have rows of their own in some forms: "Sở
// Nội vụ" below "Sở, ban, ngành". They add up to their unit.
func (n *names) officeLevel(name catalog.Name, ctx *context) kpi.Level {
	if level := n.run.cat.Words.OfficeLevel(name.Text); level != 0 {
		return level
	}
	level := ctx.level()
	titled := catalog.Name{}
	switch level {
	case kpi.Province:
		titled = ctx.titles.unit.province
	case kpi.District:
		titled = ctx.titles.unit.district
	}
	if titled.Key == "" || titled.Key == name.Key {
		return 0
	}
	return level
}

// ofOffice makes the unit of a row that which an agency is of: a department belongs
// to the province; an office to the district that the sections or the titles name,
// or else to the commune of the titles, for since July 2025 these have offices.
func (n *names) ofOffice(u *naming, name catalog.Name, level kpi.Level, ctx *context) *keyFault {
	titled := ctx.titles.unit
	u.office, u.names.level, u.names.province = name.Key, level, titled.province
	if level == kpi.Province {
		return nil
	}
	u.names.district = ctx.district()
	switch {
	case u.names.district.Key != "":
	case titled.commune.Key != "":
		u.names.commune, u.names.level = titled.commune, kpi.Commune
	default:
		return n.fault(kpi.UnitMissing, header.Unit, "level", kpi.TextKey("tier.district"))
	}
	ctx.titles.reportUnit(n.export.findings)
	return nil
}

// checkTier wants the unit of a row complete, and sets its level where no
// column names it.
func (n *names) checkTier(u unitNames, p kpi.Period) *keyFault {
	keys := n.layout.Keys
	hasDistricts := keys[header.District] >= 0 || keys[header.Unit] >= 0
	hasUnits := hasDistricts || keys[header.Commune] >= 0
	switch {
	case u.commune.Key != "" && u.district.Key == "" && !p.IsZero() && !withoutDistricts(p):
		if !hasDistricts {
			return n.keyMissing(catalog.KeyDistrict)
		}
		return n.fault(kpi.UnitMissing, header.District, "level", kpi.TextKey("tier.district"))
	case u.commune.Key != "" || u.district.Key != "" || u.level != 0:
		return nil
	case !hasUnits && (n.layout.IsList(n.run.cat.Measures) || u.province.Key != ""):
		return nil
	case !hasUnits:
		return n.keyMissing(catalog.KeyDistrict)
	case u.province.Key == "" || !withoutDistricts(p):
		cells := []int{keys[header.District], keys[header.Unit], keys[header.Commune]}
		cell := cells[slices.IndexFunc(cells, func(i int) bool { return i >= 0 })]
		return &keyFault{kpi.UnitMissing, cell, []string{"level", kpi.TextKey("district-or-commune")}}
	}
	return nil
}

// keyMissing reports once that a whole file lacks a key column.
func (n *names) keyMissing(key string) *keyFault {
	if n.export.findings.Number(kpi.KeyMissing) == 0 {
		n.export.findings.Add(kpi.KeyMissing, kpi.Place{Line: n.export.file.Header}, "key", kpi.TextKey("tier."+key))
	}
	return &keyFault{}
}

// fromList compares the unit of a row with the list of units, where there is one:
// its code must be that of its name, and gives the name where there is none; a
// commune without a district has that of the list where only one can be meant.
func (n *names) fromList(row rows.Row, u *unitNames, p kpi.Period) *keyFault {
	list := n.run.opts.Units
	if list == nil {
		return nil
	}
	if code := vietnamese.Clean(n.layout.Keys.Text(row, header.Code)); code != "" {
		if listed, ok := list.Coded(code, p); ok {
			if fault := n.coded(u, listed); fault != nil {
				return fault
			}
		} else {
			n.export.findings.Add(kpi.UnitUnknown, n.layout.Place(row, n.layout.Keys[header.Code]), "unit", kpi.Excerpt(code), "period", p.String())
		}
	}
	if u.commune.Key == "" || u.district.Key != "" || p.IsZero() || withoutDistricts(p) {
		return nil
	}
	found := list.Named(u.commune, p)
	if len(found) == 1 && found[0].Level == kpi.Commune {
		u.district = found[0].District
		return nil
	}
	return n.severalListed(found, header.Commune)
}

// coded compares the names of a row with the unit of its code, and takes from it
// what they lack.
func (n *names) coded(u *unitNames, listed units.Listed) *keyFault {
	own := unitNames{district: listed.District, commune: listed.Name}
	if listed.Level == kpi.District {
		own = unitNames{district: listed.Name}
	}
	agrees := func(name, listed catalog.Name) bool { return name.Key == "" || name.Means(listed) }
	if !agrees(u.district, own.district) || !agrees(u.commune, own.commune) {
		return n.fault(kpi.UnitCode, header.Code, "listed", listed.String(), "unit", kpi.Unit{District: u.district.String(), Commune: u.commune.String()}.Name())
	}
	if u.commune.Key == "" {
		u.commune = own.commune
	}
	if u.district.Key == "" {
		u.district = own.district
	}
	return nil
}

// severalListed returns the fault of a name that may be one of several units of the
// list. Where the list has none, other checks report what is missing.
func (n *names) severalListed(found []units.Listed, key header.Key) *keyFault {
	if len(found) == 0 {
		return nil
	}
	texts := make([]string, len(found))
	for i, u := range found {
		texts[i] = u.String()
	}
	if n.layout.Keys[key] < 0 {
		key = header.Unit
	}
	return n.fault(kpi.UnitAmbiguous, key, "units", strings.Join(texts, "; "))
}

// untyped reads a name without a type word in a column of units: the list may have
// only one that it can mean.
func (n *names) untyped(u *unitNames, name catalog.Name, p kpi.Period) *keyFault {
	var found []units.Listed
	if list := n.run.opts.Units; list != nil {
		found = list.Named(name, p)
	}
	if len(found) != 1 {
		if fault := n.severalListed(found, header.Unit); fault != nil {
			return fault
		}
		return n.fault(kpi.UnitAmbiguous, header.Unit, "units", "Huyện "+name.Text+", Xã "+name.Text)
	}
	if listed := found[0]; listed.Level == kpi.Commune {
		u.commune, u.district = listed.Name, listed.District
	} else {
		u.district = listed.Name
	}
	return nil
}
