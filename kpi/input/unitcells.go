package input

import (
	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// withoutDistricts reports whether communes are directly below the province at the end of a
// period: from July 2025 on.
func withoutDistricts(p kpi.Period) bool {
	return !p.IsZero() && p.To >= kpi.NewMonth(2025, 7)
}

// unitCells reads the names of the unit of a row: its own cells, and what the sections
// and titles above name. A column of districts must name its own.
func (k *keyReader) unitCells(row rows.Row, n *naming, p kpi.Period, ctx *context) *keyFault {
	words, keys, u := k.run.cat.Words, &k.layout.Keys, &n.spelling.Unit
	k.check.count(k.layout, row)
	prover := k.newProof(n, p, ctx)
	if fault := prover.cells(row); fault != nil {
		return fault
	}
	if text := vietnamese.Clean(keys.Text(row, header.Level)); text != "" {
		level, ok := words.Level(text)
		if !ok {
			return k.fault(kpi.LevelUnknown, header.Level)
		}
		u.Level = level
	}
	prover.fill()
	if u.Level == 0 && u.Commune.Key == "" {
		u.Level = ctx.level()
	}
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
	case !hasUnits && (k.layout.List == nil && k.layout.IsList(k.run.cat.Measures) || u.Province.Key != ""):
		return nil
	case !hasUnits && withoutDistricts(p):
		if findings := k.export.findings; findings.Number(kpi.UnitNone) == 0 {
			findings.Add(kpi.UnitNone, kpi.Place{Line: k.export.file.Header})
		}
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

// coded returns the unit that the list has under the code of a row.
func (k *keyReader) coded(row rows.Row, n *naming, p kpi.Period) (u units.Listed, ok bool) {
	code := vietnamese.Clean(k.layout.Keys.Text(row, header.Code))
	if code == "" {
		return u, false
	}
	found := n.find(k.run.opts.Units, units.Query{Code: code, Period: p})
	if len(found) == 0 {
		return u, false
	}
	return found[0], true
}

// checkCode compares the code of a row with the list of units: it must be that of its name,
// and gives the name where there is none. Codes of other systems, such as H44.28, are not
// compared.
func (k *keyReader) checkCode(row rows.Row, n *naming, p kpi.Period) *keyFault {
	u, code := &n.spelling.Unit, vietnamese.Clean(k.layout.Keys.Text(row, header.Code))
	if k.run.opts.Units == nil || code == "" {
		return nil
	}
	listed, ok := k.coded(row, n, p)
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
