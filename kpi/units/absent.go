package units

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

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
	for _, s := range all {
		var names []string
		for _, u := range l.below[l.codeAbove(s)] {
			if slices.ContainsFunc(s.periods, u.isValid) && !slices.ContainsFunc(s.names, u.name.Means) {
				names = append(names, u.name.String())
			}
		}
		if len(names) > 0 {
			findings = append(findings, kpi.NewFinding(kpi.UnitAbsent, ledger.Place(s.first),
				"unit", cmp.Or(s.above.Name(), kpi.TextKey("blank.province")), "count", strconv.Itoa(len(names)), "units", kpi.Few(names)))
		}
	}
	return findings
}

// codeAbove returns the code of the unit above some communes. Many districts have the
// same name, and a province need not be named: it is the unit that has the most of the
// communes. It is "" where two have equally many, or none has any.
func (l *List) codeAbove(s *siblings) string {
	level, name := kpi.District, s.above.District
	if name == "" {
		level, name = kpi.Province, s.above.Province
	}
	n := l.words.Name(name, level)
	named := func(u *listed) bool { return u.level == level && (name == "" || u.name.Means(n)) }
	var code string
	most, tie := 0, false
	for _, parent := range slices.Sorted(maps.Keys(l.below)) {
		if !slices.ContainsFunc(l.byCode[parent], named) {
			continue
		}
		count := 0
		for _, u := range l.below[parent] {
			if slices.ContainsFunc(s.names, u.name.Means) {
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
