package main

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
	"cchc/kpi/units"
)

// formNames name the units of a form in full, so that whoever reads it, and kpi, finds the
// same units: "Xã Tân Lập - Huyện Bắc Sơn".
type formNames struct {
	list      *units.List // nil without one
	lang      kpi.Lang
	text      func(name string) string
	all       []kpi.Unit
	period    kpi.Period
	provinces []string
}

func newFormNames(s *session, ledger *kpi.Ledger) formNames {
	lang := s.output.writtenIn(kpi.Vietnamese)
	n := formNames{list: s.units.list, lang: lang, all: ledger.Units(), period: ledger.Span(),
		text: func(name string) string { return s.cat.Messages.Text(name, lang) }}
	for _, u := range n.all {
		if u.Province != "" && !slices.Contains(n.provinces, u.Province) {
			n.provinces = append(n.provinces, u.Province)
		}
	}
	return n
}

// full returns the name of a unit alone, with its type word where the list has it.
func (n formNames) full(u kpi.Unit) string {
	name := cmp.Or(u.Commune, u.District, u.Province)
	if n.list == nil {
		return name
	}
	return cmp.Or(n.list.FullName(u, n.period), name)
}

// of names the row of a group.
func (n formNames) of(g kpi.Group) string {
	u := kpi.Unit{Province: g.Province, District: g.District, Commune: g.Commune}
	district := kpi.Unit{Province: g.Province, District: g.District}
	var parts []string
	switch {
	case g.Commune != "":
		parts = append(parts, n.full(u))
		if g.District != "" {
			parts = append(parts, n.full(district))
		}
	case g.District != "" && g.Own && g.Level == kpi.Commune: // of communes that are not named
		parts = append(parts, n.text("level.commune"), n.full(district))
	case g.District != "" && g.Own:
		parts = append(parts, "UBND "+report.Lowered(n.full(district)))
	case g.District != "":
		parts = append(parts, n.full(district))
	case g.Own && g.Level != 0:
		parts = append(parts, n.text("level."+g.Level.String()))
	case g.Own:
		parts = append(parts, n.text("blank.district"))
	}
	if g.Province != "" && (len(parts) == 0 || len(n.provinces) > 1) {
		parts = append(parts, n.full(kpi.Unit{Province: g.Province}))
	}
	return kpi.Printable(strings.Join(parts, " - "))
}

// units names all units, each once.
func (n formNames) units() (names []string) {
	for _, u := range n.all {
		g := kpi.Group{Province: u.Province, District: u.District, Commune: u.Commune, Level: u.Level, Own: u.Commune == "" && u.Level != u.NamedLevel()}
		if name := n.of(g); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// place names what all units are of: the only one, or the district or the province of all; ""
// where they are of several provinces.
func (n formNames) place() string {
	if len(n.all) == 0 {
		return ""
	}
	same, first := n.all[0], n.all[0]
	for _, u := range n.all {
		if u.Province != first.Province {
			return ""
		}
		if u.District != first.District {
			same.District, same.Commune = "", ""
		}
		if u.Commune != first.Commune {
			same.Commune = ""
		}
	}
	var parts []string
	if same.Commune != "" {
		parts = append(parts, n.full(kpi.Unit{Province: same.Province, District: same.District, Commune: same.Commune}))
	}
	if same.District != "" {
		parts = append(parts, n.full(kpi.Unit{Province: same.Province, District: same.District}))
	}
	province := same.Province
	if n.list != nil {
		province = cmp.Or(n.list.Province(n.all), province)
	}
	if province != "" {
		parts = append(parts, province)
	}
	if n.lang == kpi.Vietnamese {
		for i := range parts {
			parts[i] = report.Lowered(parts[i])
		}
	}
	return kpi.Printable(strings.Join(parts, ", "))
}
