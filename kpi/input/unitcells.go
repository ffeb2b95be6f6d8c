package input

import (
	"cmp"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// withoutDistricts reports whether communes are directly below the province at the end of a
// period: from July 2025 on.
func withoutDistricts(p kpi.Period) bool {
	return !p.IsZero() && p.To >= kpi.NewMonth(2025, 7)
}

// unitCells reads the names of the unit of a row: its own cells, and what the sections
// and titles above name. A column of districts must name its own.
func (k *keyReader) unitCells(row rows.Row, n *naming, p kpi.Period, ctx *context) (fault *keyFault) {
	words, keys, u := k.run.cat.Words, &k.layout.Keys, &n.spelling.Unit
	if list := k.run.opts.Units; list != nil {
		prover := &proof{keys: k, list: list, naming: n, period: p, ctx: ctx}
		fault = prover.cells(row)
	} else {
		fault = k.writtenCells(row, n, ctx)
	}
	if fault != nil {
		return fault
	}
	if text := vietnamese.Clean(keys.Text(row, header.Level)); text != "" {
		level, ok := words.Level(text)
		if !ok {
			return k.fault(kpi.LevelUnknown, header.Level)
		}
		u.Level = level
	}
	if u.Province.Key == "" {
		u.Province = ctx.titles.unit.Province
	}
	if keys[header.District] < 0 && (keys[header.Unit] < 0 || u.Named() == kpi.Commune) && u.District.Key == "" {
		u.District = ctx.district()
		if u.Commune.Key == "" {
			u.Commune = ctx.titles.unit.Commune
		}
		ctx.titles.reportUnit(k.export.findings)
	}
	if u.Level == 0 && u.Commune.Key == "" {
		u.Level = ctx.level()
	}
	return nil
}

// writtenCells reads the name cells of a row as they are written, without a list of units:
// type words and columns show what they name.
func (k *keyReader) writtenCells(row rows.Row, n *naming, ctx *context) *keyFault {
	words, keys, u := k.run.cat.Words, &k.layout.Keys, &n.spelling.Unit
	if fault := cmp.Or(k.rejectGarbled(row), k.rejectNonName(row)); fault != nil {
		return fault
	}
	text, province := words.CutAbove(keys.Text(row, header.District), kpi.Province)
	u.Province = words.Name(cmp.Or(keys.Text(row, header.Province), province), kpi.Province, kpi.District)
	u.District = words.Name(text, kpi.District)
	if above := words.Name(text, kpi.Province); above.Type != "" {
		return k.fault(kpi.UnitAmbiguous, header.District, "units", above.String())
	}
	if fault := k.commune(u, keys.Text(row, header.Commune), header.Commune); fault != nil {
		return fault
	}
	if text := vietnamese.Clean(keys.Text(row, header.Unit)); text != "" {
		return k.unit(n, text, ctx)
	}
	return nil
}

// commune reads a cell of communes. "UBND huyện X" in it is the district's own agency, as
// a blank is.
func (k *keyReader) commune(u *names.Unit, text string, key header.Key) *keyFault {
	text, fault := k.cutAbove(u, text, key)
	if fault != nil {
		return fault
	}
	words := k.run.cat.Words
	commune, district := words.Name(text, kpi.Commune), words.Name(text, kpi.District)
	isAgency := (district.Agency || district.Type != "") && commune.Type == "" && district.Key == u.District.Key
	switch level, _ := words.Level(district.Text); {
	case level == kpi.Commune:
		u.Level = kpi.Commune // all communes together
	case u.District.Key != "" && (level == kpi.District || isAgency):
	case district.Type != "":
		return k.fault(kpi.UnitAmbiguous, key, "units", district.String()+", "+u.District.String())
	default:
		u.Commune = commune
	}
	return nil
}

// cutAbove takes the province and the district off the end of a name. A district
// other than that of the row is an error.
func (k *keyReader) cutAbove(u *names.Unit, text string, key header.Key) (name string, fault *keyFault) {
	words := k.run.cat.Words
	text, province := words.CutAbove(text, kpi.Province)
	if u.Province.Key == "" {
		u.Province = words.Name(province, kpi.Province, kpi.District)
	}
	text, above := words.CutAbove(text, kpi.District)
	district := words.Name(above, kpi.District)
	switch {
	case district.Key == "" || district.Key == u.District.Key:
	case u.District.Key == "":
		u.District = district
	default:
		return text, k.fault(kpi.UnitAmbiguous, key, "units", district.String()+", "+u.District.String())
	}
	return text, nil
}

// unit reads a cell that holds a district or a commune; the type word shows which, unless
// a column of districts is there as well.
func (k *keyReader) unit(n *naming, text string, ctx *context) *keyFault {
	u := &n.spelling.Unit
	if u.District.Key != "" {
		return k.commune(u, text, header.Unit)
	}
	text, fault := k.cutAbove(u, text, header.Unit)
	if fault != nil {
		return fault
	}
	words := k.run.cat.Words
	name := words.Name(text, kpi.Levels()...)
	if name.Level == 0 {
		if level, _ := words.Level(name.Text); level == kpi.District && ctx.district().Key != "" {
			u.District = ctx.district() // "UBND huyện", of the district that is named above
			ctx.titles.reportUnit(k.export.findings)
			return nil
		}
		if level := k.officeLevel(name, ctx); level != 0 {
			return k.ofOffice(n, name, level, ctx)
		}
	}
	switch cmp.Or(name.Level, ctx.level()) {
	case kpi.Commune:
		u.Commune = name
	case kpi.District:
		u.District = name
	case kpi.Province:
		u.Province = name
	default:
		return k.fault(kpi.UnitAmbiguous, header.Unit, "units", "Huyện "+name.Text+", Xã "+name.Text)
	}
	return nil
}

// officeLevel returns the level of the unit that a name without a type word is an agency
// of, or 0: it begins as agencies do, or it is in a section of the level whose unit the
// titles name, and is not that unit. Agencies have rows of their own in some forms: "Sở
// Nội vụ" below "Sở, ban, ngành". They add up to their unit.
func (k *keyReader) officeLevel(name catalog.Name, ctx *context) kpi.Level {
	if level := k.run.cat.Words.OfficeLevel(name.Text); level != 0 {
		return level
	}
	titled := map[kpi.Level]catalog.Name{kpi.Province: ctx.titles.unit.Province, kpi.District: ctx.titles.unit.District}[ctx.level()]
	if titled.Key == "" || titled.Key == name.Key {
		return 0
	}
	return ctx.level()
}

// ofOffice sets the unit of a row to that of its agency: a department belongs to the
// province, an office to the district that the sections or the titles name, or else to
// the commune of the titles, for since July 2025 these have offices.
func (k *keyReader) ofOffice(n *naming, name catalog.Name, level kpi.Level, ctx *context) *keyFault {
	u, titled := &n.spelling.Unit, ctx.titles.unit
	n.office, u.Level, u.Province = name.Key, level, titled.Province
	if level == kpi.Province {
		return nil
	}
	u.District = ctx.district()
	if u.District.Key == "" {
		if titled.Commune.Key == "" {
			return k.fault(kpi.UnitMissing, header.Unit, "level", kpi.TextKey("tier.district"))
		}
		u.Commune, u.Level = titled.Commune, kpi.Commune
	}
	ctx.titles.reportUnit(k.export.findings)
	return nil
}

// checkTier refuses a row that does not name its unit, or names a commune without the
// district that it had before the reform.
func (k *keyReader) checkTier(u names.Unit, p kpi.Period) *keyFault {
	keys := k.layout.Keys
	hasDistricts := keys[header.District] >= 0 || keys[header.Unit] >= 0
	hasUnits := hasDistricts || keys[header.Commune] >= 0
	switch {
	case u.Commune.Key != "" && u.District.Key == "" && !p.IsZero() && !withoutDistricts(p):
		if !hasDistricts {
			return k.keyMissing()
		}
		return &keyFault{kpi.UnitMissing, keys[header.District], []string{"level", kpi.TextKey("tier.district")}}
	case u.Commune.Key != "" || u.District.Key != "" || u.Level != 0:
		return nil
	case !hasUnits && (k.layout.IsList(k.run.cat.Measures) || u.Province.Key != ""):
		return nil
	case !hasUnits:
		return k.keyMissing()
	case u.Province.Key == "" || !withoutDistricts(p):
		key := header.District
		if !hasDistricts {
			key = header.Commune
		}
		return k.fault(kpi.UnitMissing, key, "level", kpi.TextKey("district-or-commune"))
	}
	return nil
}

// keyMissing reports once that a whole file lacks a column of districts.
func (k *keyReader) keyMissing() *keyFault {
	if k.export.findings.Number(kpi.KeyMissing) == 0 {
		k.export.findings.Add(kpi.KeyMissing, kpi.Place{Line: k.export.file.Header}, "key", kpi.TextKey("tier.district"))
	}
	return &keyFault{}
}

// checkCode compares the code of a row with the list of units: it must be that of its name,
// and gives the name where there is none. Codes of other systems, such as H44.28, are not
// compared.
func (k *keyReader) checkCode(row rows.Row, u *names.Unit, p kpi.Period) *keyFault {
	code := vietnamese.Clean(k.layout.Keys.Text(row, header.Code))
	if k.run.opts.Units == nil || code == "" {
		return nil
	}
	listed, ok := k.run.opts.Units.Coded(code, p)
	if !ok {
		if k.export.findings.Number(kpi.UnitCodeUnknown) == 0 {
			k.export.findings.Add(kpi.UnitCodeUnknown, k.layout.Place(row, k.layout.Keys[header.Code]), "code", kpi.Excerpt(code))
		}
		return nil
	}
	own := names.Unit{District: listed.District, Commune: listed.Name}
	if listed.Level == kpi.District {
		own = names.Unit{District: listed.Name}
	}
	agrees := func(name, listed catalog.Name) bool { return name.Key == "" || name.Means(listed) }
	if !agrees(u.District, own.District) || !agrees(u.Commune, own.Commune) {
		unit := kpi.Unit{District: u.District.String(), Commune: u.Commune.String()}
		return k.fault(kpi.UnitCode, header.Code, "listed", listed.String(), "unit", unit.Name())
	}
	if u.Commune.Key == "" {
		u.Commune = own.Commune
	}
	if u.District.Key == "" {
		u.District = own.District
	}
	return nil
}
