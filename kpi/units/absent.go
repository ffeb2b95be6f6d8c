package units

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// query asks for the commune or the district of a unit of a ledger.
func (l *List) query(u kpi.Unit, level kpi.Level, p kpi.Period) Query {
	q := Query{Level: level, Period: p, Name: l.words.Name(u.District, kpi.District), Province: l.words.Name(u.Province, kpi.Province)}
	if level == kpi.Commune {
		q.Name, q.District = l.words.Name(u.Commune, kpi.Commune), q.Name
	}
	return q
}

// Has reports whether the list has a unit, at any time.
func (l *List) Has(u kpi.Unit) bool {
	return len(l.find(l.query(u, u.NamedLevel(), kpi.Period{}))) > 0
}

// Existed reports whether a unit existed in a month. Of a unit that the list has at no
// time it is true.
func (l *List) Existed(u kpi.Unit, m kpi.Month) bool {
	found := l.find(l.query(u, u.NamedLevel(), kpi.Period{}))
	return len(found) == 0 || slices.ContainsFunc(found, func(u unit) bool { return l.book.valid(u).Contains(m.Period()) })
}

// siblings are the communes with rows of one district, or of a province without
// districts.
type siblings struct {
	above   kpi.Unit
	first   *kpi.Entry
	names   []catalog.Name
	periods []kpi.Period
}

// Absent returns a finding for every district, and every province without districts,
// that has rows of some communes only. A commune is missed if the list has it there in
// one of their periods.
func (l *List) Absent(ledger *kpi.Ledger) []kpi.Finding {
	var all []*siblings
	var s *siblings
	commune := ""
	for _, e := range ledger.Entries {
		if e.Unit.Commune == "" {
			continue // all of the district, not one of its communes
		}
		if above := (kpi.Unit{Province: e.Unit.Province, District: e.Unit.District}); s == nil || s.above != above {
			s, commune = &siblings{above: above, first: e}, ""
			all = append(all, s)
		}
		if e.Unit.Commune != commune {
			commune = e.Unit.Commune
			s.names = append(s.names, l.words.Name(commune, kpi.Commune))
		}
		if !slices.Contains(s.periods, e.Period) {
			s.periods = append(s.periods, e.Period)
		}
	}
	var findings []kpi.Finding
	communes := l.communes()
	for _, s := range all {
		var names []string
		for _, u := range communes[l.codeAbove(s, communes)] {
			n := l.book.full(u)
			if slices.ContainsFunc(s.periods, l.book.valid(u).Contains) && !slices.ContainsFunc(s.names, n.Means) {
				names = append(names, n.String())
			}
		}
		if len(names) > 0 {
			findings = append(findings, kpi.NewFinding(kpi.UnitAbsent, ledger.Place(s.first),
				"unit", cmp.Or(s.above.Name(), kpi.TextKey("blank.province")), "count", strconv.Itoa(len(names)), "units", kpi.FewOf("units", names)))
		}
	}
	return findings
}

// codeAbove returns the code of the unit above some communes. Many districts have the
// same name, and a province need not be named: it is the unit that has the most of the
// communes. It is "" where two have equally many, or none has any.
func (l *List) codeAbove(s *siblings, communes map[string][]unit) string {
	level, name := kpi.District, s.above.District
	if name == "" {
		level, name = kpi.Province, s.above.Province
	}
	meanings := l.meanings(l.words.Name(name, level))
	named := func(code string) bool {
		for u, last := l.book.coded(code); u < last; u++ {
			if l.book.level(u) == level && (name == "" || l.book.isCalled(u, meanings)) {
				return true
			}
		}
		return false
	}
	var code string
	most, tie := 0, false
	for _, parent := range slices.Sorted(maps.Keys(communes)) {
		if !named(parent) {
			continue
		}
		count := 0
		for _, u := range communes[parent] {
			if slices.ContainsFunc(s.names, l.book.full(u).Means) {
				count++
			}
		}
		switch {
		case count > most:
			code, most, tie = parent, count, false
		case count == most:
			tie = true
		}
	}
	if tie || most == 0 {
		return ""
	}
	return code
}

// communes returns the communes by the code of the unit above.
func (l *List) communes() map[string][]unit {
	communes := map[string][]unit{}
	for u := range unit(l.book.units.len()) {
		if l.book.level(u) == kpi.Commune {
			communes[l.book.parent(u)] = append(communes[l.book.parent(u)], u)
		}
	}
	return communes
}
