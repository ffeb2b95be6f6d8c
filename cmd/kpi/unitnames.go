package main

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// unitNames returns the names of districts and communes as --unit finds them, each once.
func unitNames(cat *catalog.Catalog, units []kpi.Unit) []string {
	districts := map[string]bool{}
	communes := map[string]map[string]bool{} // by name, the districts that have one
	for _, u := range units {
		if u.District != "" {
			districts[cat.Words.Name(u.District, kpi.District).Key] = true
		}
		if key := cat.Words.Name(u.Commune, kpi.Commune).Key; communes[key] == nil {
			communes[key] = map[string]bool{u.District: true}
		} else {
			communes[key][u.District] = true
		}
	}
	var names []string
	for _, u := range units {
		if u.District != "" {
			names = append(names, u.District)
		}
		if u.Commune == "" {
			continue
		}
		name := u.Commune
		shared := len(communes[cat.Words.Name(name, kpi.Commune).Key]) > 1 || districts[cat.Words.Name(name, kpi.District).Key]
		if shared && u.District != "" {
			name = u.District + "/" + name
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// unitSlips counts the slips between the text of --unit and the name of a unit. Either may
// begin with the type of unit, and the name with a district: "huyen trang dinh" is Tràng
// Định.
func unitSlips(text, name string) int {
	if strings.Contains(text, "/") {
		return slips(text, name)
	}
	names := withoutType(name)
	if _, commune, ok := strings.Cut(name, "/"); ok {
		names = append(names, withoutType(commune)...)
	}
	fewest := tooMany
	for _, t := range withoutType(text) {
		for _, n := range names {
			fewest = min(fewest, slips(t, n))
		}
	}
	return fewest
}

// withoutType returns a name, and the name without its first word or first two: they may
// be the type of unit. A name has two words at least.
func withoutType(name string) []string {
	names := []string{name}
	for i, words := 1, strings.Fields(name); i <= 2 && i+2 <= len(words); i++ {
		names = append(names, strings.Join(words[i:], " "))
	}
	return names
}
