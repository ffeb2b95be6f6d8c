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
// or its column makes it.
type proof struct {
	keys   *keyReader
	list   *units.List // nil: none
	naming *naming
	period kpi.Period
	ctx    *context
	titled names.Unit   // what sections and titles name
	coded  units.Listed // by the code of the row; the zero unit without one
	exact  bool         // names in another spelling are not looked for
}

// newProof returns a proof of the names of one row. A city that titles name is a province
// where the list has it as one.
func (k *keyReader) newProof(n *naming, p kpi.Period, ctx *context) *proof {
	titled := ctx.titles.unit
	titled.District = ctx.district()
	list := k.run.opts.Units
	if list != nil && titled.District.Key != "" {
		q := units.Query{Name: titled.District, Level: kpi.District, Period: p}
		city := q
		city.Level = kpi.Province
		if len(n.find(list, q)) == 0 && len(n.find(list, city)) > 0 {
			titled.Province, titled.District = titled.District, catalog.Name{}
		}
	}
	return &proof{keys: k, list: list, naming: n, period: p, ctx: ctx, titled: titled}
}

// cells reads the name cells of a row, the widest first.
func (p *proof) cells(row rows.Row) *keyFault {
	if p.list != nil {
		p.coded, _ = p.keys.coded(row, p.naming, p.period)
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

// cell finds the unit of one cell: the first reading of its text that the list has, in its
// own spelling before others; or without a list the last that has a type word where it
// must.
func (p *proof) cell(key header.Key, text string) *keyFault {
	if p.list == nil {
		if fault := cmp.Or(p.keys.garbled(key, text), p.keys.rejectNonName(key, text)); fault != nil {
			return fault
		}
		if isKnown, fault := p.other(key, text); isKnown {
			return fault
		}
	}
	if p.exact = p.list != nil; p.exact { // most texts are a name and nothing else
		if fault, ok := p.first(key, text, []names.Reading{{Text: text}}); ok {
			return fault
		}
	}
	named, offices := names.Readings(p.words(), text)
	inOrder := slices.Concat(named, offices)
	if p.exact {
		if fault, ok := p.first(key, text, inOrder); ok {
			return fault
		}
	}
	p.exact = false
	slices.Reverse(named) // what is left without marks comes first
	if inOrder = slices.Concat(named, offices); p.list == nil {
		inOrder = slices.Concat(offices, named) // where any text is a name
	}
	if fault, ok := p.first(key, text, inOrder); ok {
		return fault
	}
	if isKnown, fault := p.other(key, text); isKnown {
		return fault
	}
	return p.unproved(key, text)
}

// first takes the first of some readings of a cell that finds units.
func (p *proof) first(key header.Key, text string, readings []names.Reading) (fault *keyFault, ok bool) {
	for _, r := range readings {
		q, found := p.find(key, r)
		if len(found) == 0 {
			continue
		}
		if r.Office {
			p.naming.office = p.words().Name(text, kpi.Levels()...).Key
		}
		return p.take(key, q, found), true
	}
	return nil, false
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
	q := units.Query{Name: p.words().Name(r.Text, kpi.Levels()...), Period: p.period, Exact: p.exact}
	levels := p.levelsOf(key, q.Name)
	q.District, q.Province = p.above(key)
	if !p.within(&q, r.Above) {
		return q, nil
	}
	if r.Office {
		first, _ := utf8.DecodeRuneInString(q.Name.Text)
		if q.Name.Type == "" && q.District.Key == "" || !unicode.IsUpper(first) && !unicode.IsDigit(first) {
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
		return p.naming.find(p.list, q)
	case q.Name.Level == q.Level || q.Name.Level == 0 && only || isCity:
		return []units.Listed{{Name: q.Name, Level: q.Level}}
	}
	return nil
}

// above returns the district and the province that the name of a cell is to be below: those
// of the row, or of the sections and the titles above it.
func (p *proof) above(key header.Key) (district, province catalog.Name) {
	u := &p.naming.spelling.Unit
	if province = u.Province; province.Key == "" {
		province = p.titled.Province
	}
	if (key == header.Commune || key == header.Unit) && p.naming.unproved == nil {
		if district = u.District; district.Key == "" {
			district = p.titled.District
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
// spelling; with the type word that was written. Numbers are without the zeros before them,
// which the list has at some times only.
func named(name, listed catalog.Name) catalog.Name {
	if isNumberName(listed) {
		listed.Text = strings.TrimLeft(listed.Text, "0")
		listed.Key = listed.Text
	} else if name.Key == listed.Key {
		return name
	}
	listed.Type, listed.Level, listed.Agency = name.Type, name.Level, name.Agency
	return listed
}

// isNumberName reports whether a name is a number, such as that of a ward.
func isNumberName(n catalog.Name) bool {
	return n.Text != "" && strings.Trim(n.Text, "0123456789") == ""
}

// take makes the unit of a row that of the units which a name may mean, where they are one
// for all that the row is counted by.
func (p *proof) take(key header.Key, q units.Query, found []units.Listed) *keyFault {
	if level := found[0].Level; q.Name.Type == "" && slices.ContainsFunc(found, func(o units.Listed) bool { return o.Level != level }) {
		found = p.likeOthers(q, found)
	}
	u, first := &p.naming.spelling.Unit, found[0]
	name := named(q.Name, first.Name)
	differs := func(o units.Listed) bool {
		return o.Level != first.Level || o.Name.Type != first.Name.Type && below(o) == below(first)
	}
	if slices.ContainsFunc(found, differs) {
		return p.keys.fault(kpi.UnitAmbiguous, key, "units", joined(found, "; "))
	}
	if (key == header.Unit || isNumberName(name)) && name.Type == "" && !slices.ContainsFunc(found, func(o units.Listed) bool { return o.Name.Type != first.Name.Type }) {
		name = named(first.Name, first.Name)
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
		if u.District.Key == "" && len(q.District.Key) > 0 && q.District.Key != p.titled.District.Key {
			u.District = q.District
		}
		return p.districtOf(key, found)
	}
	return nil
}

// likeOthers keeps those of the units that a name without a type word may mean which have
// the level of the other names in the column: where some of these can be of one level only,
// and none of another.
func (p *proof) likeOthers(q units.Query, found []units.Listed) []units.Listed {
	var only [2]int
	levels := [2]kpi.Level{kpi.District, kpi.Commune}
	for _, text := range p.ctx.titles.names {
		var is [2]bool
		for i, level := range levels {
			at := units.Query{Name: p.words().Name(text, kpi.Levels()...), Level: level, Province: q.Province, Period: p.period, Exact: true}
			if level == kpi.Commune {
				at.District = q.District
			}
			is[i] = len(p.naming.find(p.list, at)) > 0
		}
		for i := range is {
			if is[i] && !is[1-i] {
				only[i]++
			}
		}
	}
	for i, level := range levels {
		if only[i] > 0 && only[1-i] == 0 && q.District.Key != q.Name.Key {
			return slices.DeleteFunc(slices.Clone(found), func(o units.Listed) bool { return o.Level != level })
		}
	}
	return found
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
	isOther := func(o units.Listed) bool {
		return o.District.Key != found[0].District.Key || o.Province.Key != found[0].Province.Key
	}
	if slices.ContainsFunc(found, isOther) {
		return p.keys.fault(kpi.UnitAmbiguous, key, "units", joined(found, "; "))
	}
	if u.District = found[0].District; u.District.Key == p.titled.District.Key {
		p.ctx.titles.reportUnit(p.keys.export.findings)
	}
	return nil
}
