package input

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/units"
	"cchc/kpi/vietnamese"
)

// proof finds out which units of the list the name cells of a row mean. A name counts
// because the list has it in the period, at the level of its column and below the units
// that the row, its sections and the titles name. Without a list it is what its type word
// or its column says.
type proof struct {
	keys   *keyReader
	list   *units.List // nil: none
	naming *naming
	period kpi.Period
	ctx    *context
	coded  units.Listed // by the code of the row; the zero unit without one
}

// cells reads the name cells of a row, the widest first.
func (p *proof) cells(row rows.Row) *keyFault {
	if p.list != nil {
		p.coded, _ = p.list.Coded(vietnamese.Clean(p.keys.layout.Keys.Text(row, header.Code)), p.period)
	}
	for _, key := range header.OfNames() {
		text := vietnamese.Clean(p.keys.layout.Keys.Text(row, key))
		if text == "" {
			continue
		}
		if p.words().IsNoName(text) {
			return p.keys.fault(kpi.UnitMissing, key, "level", kpi.TextKey("district-or-commune"))
		}
		if fault := p.cell(key, text); fault != nil {
			return fault
		}
	}
	return nil
}

func (p *proof) words() *catalog.Words { return p.keys.run.cat.Words }

// cell finds the unit of one cell: the first reading of its text that the list has, or
// without a list the last that has a type word where it must.
func (p *proof) cell(key header.Key, text string) *keyFault {
	if p.list == nil {
		if fault := cmp.Or(p.keys.garbled(key, text), p.keys.rejectNonName(key, text)); fault != nil {
			return fault
		}
		if isKnown, fault := p.other(key, text); isKnown {
			return fault
		}
	}
	readings := names.Readings(p.words(), text)
	for n, r := range readings {
		if p.list == nil {
			r = readings[len(readings)-1-n]
		}
		q, found := p.find(key, r)
		if len(found) == 0 {
			continue
		}
		if r.Office {
			p.naming.office = p.words().Name(text, kpi.Levels()...).Key
		}
		return p.take(key, q, found)
	}
	if isKnown, fault := p.other(key, text); isKnown {
		return fault
	}
	return p.unproved(key, text)
}

// levelsOf returns the levels of the units that a name in a column may mean.
func (p *proof) levelsOf(key header.Key, name catalog.Name) []kpi.Level {
	switch key {
	case header.Province:
		return []kpi.Level{kpi.Province}
	case header.District:
		return []kpi.Level{kpi.District}
	case header.Commune:
		return []kpi.Level{kpi.Commune}
	}
	if p.naming.spelling.Unit.District.Key != "" {
		return []kpi.Level{kpi.Commune}
	}
	if level := p.ctx.level(); level != 0 && name.Type == "" {
		return []kpi.Level{level}
	}
	return []kpi.Level{kpi.Commune, kpi.District, kpi.Province}
}

// find returns the units that a reading of a cell may mean, and how they were looked for. A
// name behind an office has its type, or is of a unit that is named above.
func (p *proof) find(key header.Key, r names.Reading) (units.Query, []units.Listed) {
	q := units.Query{Name: p.words().Name(r.Text, kpi.Levels()...), Period: p.period}
	levels := p.levelsOf(key, q.Name)
	q.District, q.Province = p.above(key)
	if !p.within(&q, r.Above) {
		return q, nil
	}
	if r.Office {
		first, _ := utf8.DecodeRuneInString(q.Name.Text)
		if q.Name.Type == "" && q.District.Key == "" || !unicode.IsUpper(first) {
			return q, nil
		}
		levels = []kpi.Level{kpi.Commune, kpi.District, kpi.Province}
	}
	var found []units.Listed
	for _, level := range levels {
		at := q
		if at.Level = level; level != kpi.Commune {
			at.District = catalog.Name{}
		}
		found = append(found, p.lookUp(at, len(levels) == 1)...)
		if len(found) > 0 && at.District.Key != "" && at.District.Key != q.Name.Key {
			break
		}
	}
	if slices.Contains(found, p.coded) {
		found = []units.Listed{p.coded}
	}
	return q, found
}

// lookUp returns the units that a query finds. Without a list it is the name itself, if its
// type word is of the level, or the column holds no other.
func (p *proof) lookUp(q units.Query, only bool) []units.Listed {
	isCity := q.Level == kpi.Province && q.Name.Level == kpi.District && only
	switch {
	case p.list != nil:
		return p.list.Find(q)
	case q.Name.Level == q.Level || q.Name.Level == 0 && only || isCity:
		return []units.Listed{{Name: q.Name, Level: q.Level}}
	}
	return nil
}

// above returns the district and the province that the name of a cell is to be below: those
// of the row, or of the sections and the titles above it.
func (p *proof) above(key header.Key) (district, province catalog.Name) {
	u, titled := &p.naming.spelling.Unit, p.ctx.titles.unit
	province = u.Province
	if province.Key == "" {
		province = titled.Province
	}
	if (key == header.Commune || key == header.Unit) && p.naming.unproved == nil {
		if district = u.District; district.Key == "" {
			district = p.ctx.district()
		}
	}
	return district, province
}

// within narrows a query to the units that a reading names behind the name, and reports
// whether the list has them, and the row agrees with them.
func (p *proof) within(q *units.Query, above []string) bool {
	own := p.naming.spelling.Unit.District
	for _, text := range above {
		name := p.words().Name(text, kpi.Levels()...)
		district := p.lookUp(units.Query{Name: name, Level: kpi.District, Period: p.period}, false)
		switch {
		case len(district) > 0 && (own.Key == "" || own.Key == district[0].Name.Key):
			q.District = named(name, district[0].Name)
		case len(p.lookUp(units.Query{Name: name, Level: kpi.Province, Period: p.period}, false)) > 0:
			q.Province = name
		default:
			return false
		}
	}
	return true
}

// named returns a name as it was written, or as the list writes it where that is another
// spelling; with the type word that was written.
func named(name, listed catalog.Name) catalog.Name {
	if name.Key == listed.Key {
		return name
	}
	listed.Type, listed.Level, listed.Agency = name.Type, name.Level, name.Agency
	return listed
}

// take makes the unit of a row that of the units which a name may mean, where they are one
// for all that the row is counted by.
func (p *proof) take(key header.Key, q units.Query, found []units.Listed) *keyFault {
	u, first := &p.naming.spelling.Unit, found[0]
	name := named(q.Name, first.Name)
	differs := func(o units.Listed) bool {
		return o.Level != first.Level || o.Name.Type != first.Name.Type && below(o) == below(first)
	}
	if slices.ContainsFunc(found, differs) {
		return p.keys.fault(kpi.UnitAmbiguous, key, "units", joined(found, "; "))
	}
	if key == header.Unit && name.Type == "" && !slices.ContainsFunc(found, func(o units.Listed) bool { return o.Name.Type != first.Name.Type }) {
		name = first.Name
	}
	if u.Province.Key == "" {
		u.Province = q.Province
	}
	switch first.Level {
	case kpi.Province:
		u.Province = name
	case kpi.District:
		u.District = name
	default:
		u.Commune = name
		if u.District.Key == "" && len(q.District.Key) > 0 && q.District.Key != p.ctx.district().Key {
			u.District = q.District
		}
		return p.districtOf(key, found)
	}
	return nil
}

// below returns the unit above one of the list.
func below(u units.Listed) string { return cmp.Or(u.District.Key, u.Province.Key) }

// districtOf gives a commune of before the reform its district, where only one can be
// meant.
func (p *proof) districtOf(key header.Key, found []units.Listed) *keyFault {
	u := &p.naming.spelling.Unit
	hasNone := func(o units.Listed) bool { return o.District.Key == "" }
	if u.District.Key != "" || p.period.IsZero() || slices.ContainsFunc(found, hasNone) {
		return nil
	}
	if slices.ContainsFunc(found, func(o units.Listed) bool {
		return o.District.Key != found[0].District.Key || o.Province.Key != found[0].Province.Key
	}) {
		return p.keys.fault(kpi.UnitAmbiguous, key, "units", joined(found, "; "))
	}
	if u.District = found[0].District; u.District.Key == p.ctx.district().Key {
		p.ctx.titles.reportUnit(p.keys.export.findings)
	}
	return nil
}

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
	case name.Type == "" && words.OfficeLevel(name.Text) != 0 && !p.namesUnit(key, text):
		return true, p.office(key, name)
	default:
		return false, nil
	}
	return true, nil
}

// namesUnit reports whether the text of an office names its unit.
func (p *proof) namesUnit(key header.Key, text string) bool {
	return slices.ContainsFunc(names.Readings(p.words(), text), func(r names.Reading) bool {
		_, found := p.find(key, r)
		return r.Office && len(found) > 0
	})
}

// nearLimit is for how many names of a file the nearest units are looked for, which takes
// a hundred times as long as to find a unit.
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
	var near []string
	if p.keys.unknown++; p.keys.unknown <= nearLimit {
		for _, u := range p.list.Nearest(q, 3) {
			near = append(near, u.Describe())
		}
	}
	p.naming.unproved = cmp.Or(p.naming.unproved, p.keys.fault(kpi.UnitUnknown, key, "unit", kpi.Excerpt(text),
		"period", p.period.String(), "near", cmp.Or(strings.Join(near, "; "), "–")))
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
	switch titled := p.ctx.titles.unit; {
	case u.District.Key != "":
		p.naming.office, u.Level = name.Key, kpi.District
	case level != kpi.Province && p.ctx.district().Key == "" && titled.Commune.Key == "" && withoutDistricts(p.period):
		u.Commune = name
		p.naming.unproved = p.keys.fault(kpi.OfficeAlone, key, "unit", kpi.Excerpt(name.Text))
	default:
		return p.keys.ofOffice(p.naming, name, level, p.ctx)
	}
	return nil
}
