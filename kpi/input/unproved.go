package input

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/units"
)

// other reads a cell that is no unit at the level of its column: all units of a level, the
// agency of the district, an office of the unit above. isKnown is false of any other.
func (p *proof) other(key header.Key, text string) (isKnown bool, fault *keyFault) {
	u, words := &p.naming.spelling.Unit, p.words()
	name := words.Name(text, kpi.Levels()...)
	district, _ := p.above(key)
	level, _ := words.Level(name.Text)
	isAgency := key != header.District && district.Key == name.Key && name.Key != "" && (name.Agency && name.Level == 0 || name.Level == kpi.District)
	switch {
	case level != 0 && key != header.Province && (district.Key != "" || level == kpi.Province):
		if level == kpi.Commune || key == header.Unit && level == kpi.Province {
			u.Level = level
		}
		p.agencyOf(district)
	case isAgency:
		p.agencyOf(district)
	case name.Type == "" && words.OfficeLevel(name.Text) != 0 && !p.isNamed(key, text):
		return true, p.office(key, name)
	default:
		return false, nil
	}
	return true, nil
}

// isNamed reports whether the text of an office names its unit. With a list, other is asked
// after that was not found.
func (p *proof) isNamed(key header.Key, text string) bool {
	if p.list != nil {
		return false
	}
	_, offices := names.Readings(p.words(), text)
	return slices.ContainsFunc(offices, func(r names.Reading) bool {
		_, found := p.find(key, r)
		return len(found) > 0
	})
}

// nearLimit is for how many names of a file the nearest units are looked for, each in an era:
// it takes a hundred times as long as to find a unit.
const nearLimit = 20

// unproved takes a name as it is written, which the list does not have, and notes that.
// Without a list nothing shows what it is.
func (p *proof) unproved(key header.Key, text string) *keyFault {
	if fault := p.keys.garbled(key, text); fault != nil {
		return fault
	}
	u, name := &p.naming.spelling.Unit, p.words().Name(text, kpi.Levels()...)
	q := units.Query{Name: name, Period: p.period}
	q.District, q.Province = p.above(key)
	if p.list == nil {
		among := "Huyện " + name.Text + ", Xã " + name.Text
		if name.Type != "" {
			among = strings.TrimSuffix(name.String()+", "+q.District.String(), ", ")
		}
		return p.keys.fault(kpi.UnitAmbiguous, key, "units", among)
	}
	if levels := p.levelsOf(key, name); len(levels) == 1 {
		q.Level = levels[0]
	}
	p.naming.unproved = cmp.Or(p.naming.unproved, p.unknown(key, text, q))
	switch cmp.Or(q.Level, name.Level) {
	case kpi.Province:
		u.Province = name
	case kpi.District:
		u.District = name
	default:
		u.Commune = name
	}
	return nil
}

// unknown is the fault of a text that names no unit of the list.
func (p *proof) unknown(key header.Key, text string, q units.Query) *keyFault {
	return p.keys.fault(kpi.UnitUnknown, key, "unit", kpi.Excerpt(text), "period", cmp.Or(kpi.PeriodKey(p.period), kpi.TextKey("any-period")),
		"near", cmp.Or(p.nearest(q), kpi.TextKey("near.none")))
}

// nearest describes the units that are near a query which finds none. Their descriptions are
// the same in all of an era.
func (p *proof) nearest(q units.Query) string {
	q.Period = p.list.Era(p.period)
	text, ok := p.keys.near[q]
	if ok || len(p.keys.near) >= nearLimit {
		return text
	}
	var near []string
	for _, u := range p.list.Nearest(q, 3) {
		near = append(near, u.Describe())
	}
	text = strings.Join(near, "; ")
	p.keys.near[q] = text
	return text
}

// agencyOf makes the unit of a row the district above it, or nothing where none is named.
func (p *proof) agencyOf(district catalog.Name) {
	u := &p.naming.spelling.Unit
	if u.District.Key == "" && u.Level != kpi.Province {
		u.District = district
		p.ctx.titles.reportUnit(p.keys.export.findings)
	}
}

// office makes the unit of a row that of its office: the district of its row, or what the
// sections and the titles name. One that nothing gives a unit is counted under its own name.
func (p *proof) office(key header.Key, name catalog.Name) *keyFault {
	u, level := &p.naming.spelling.Unit, p.words().OfficeLevel(name.Text)
	for _, end := range names.Ends(name.Text) {
		if named, ok := p.words().Level(end); ok {
			level = named // "Công an huyện"
		}
	}
	titled := p.titled
	switch {
	case u.District.Key != "":
		p.naming.office, u.Level = name.Key, kpi.District
		return nil
	case level == kpi.Province:
		p.naming.office, u.Level, u.Province = name.Key, level, titled.Province
		return nil
	case titled.District.Key != "":
		p.naming.office, u.Level = name.Key, kpi.District
	case titled.Commune.Key != "":
		p.naming.office, u.Level = name.Key, kpi.Commune
	case withoutDistricts(p.period):
		u.Commune = name
		p.naming.unproved = p.keys.fault(kpi.OfficeAlone, key, "unit", kpi.Excerpt(name.Text))
		return nil
	default:
		return p.keys.fault(kpi.UnitMissing, key, "level", kpi.TextKey("tier.district"))
	}
	u.Province, u.District = titled.Province, titled.District
	if u.Level == kpi.Commune {
		u.Commune = titled.Commune
	}
	p.ctx.titles.reportUnit(p.keys.export.findings)
	return nil
}

// fill gives a row the unit that sections and titles name, as far as its cells do not, and
// refuses one that the list does not have.
func (p *proof) fill() {
	u, keys := &p.naming.spelling.Unit, &p.keys.layout.Keys
	if u.Province.Key == "" {
		u.Province = p.titled.Province
	}
	if keys[header.District] < 0 && (keys[header.Unit] < 0 || u.Named() == kpi.Commune) && u.District.Key == "" {
		u.District = p.titled.District
		if u.Commune.Key == "" {
			u.Commune = p.titled.Commune
		}
		p.ctx.titles.reportUnit(p.keys.export.findings)
	}
	if p.list == nil || p.titled.Named() == 0 || p.naming.unproved != nil {
		return
	}
	for _, level := range kpi.Levels() {
		q := u.Query(level, p.period)
		if q.Name.Key != "" && len(p.naming.find(p.list, q)) == 0 {
			p.naming.unproved = p.unknown(header.Unit, q.Name.String(), q)
			return
		}
	}
}
