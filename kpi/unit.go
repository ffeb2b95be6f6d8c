package kpi

import (
	"cmp"
	"strconv"
)

// Level is the tier of government that handled a dossier.
type Level uint8

// The levels, from the top. The zero Level is unknown.
const (
	Province Level = iota + 1
	District
	Commune
)

// Levels returns all levels from the top.
func Levels() []Level { return []Level{Province, District, Commune} }

// String returns the word used in flags, tables and machine formats, and ""
// for the zero Level.
func (l Level) String() string { return [...]string{"", "province", "district", "commune"}[l] }

// UnmarshalText reads the words that String gives; an empty text is the zero
// Level. Any other text is an error.
func (l *Level) UnmarshalText(text []byte) error {
	for _, known := range append(Levels(), 0) {
		if known.String() == string(text) {
			*l = known
			return nil
		}
	}
	return NewFault("{text} is not a level: want province, district or commune", "text", strconv.Quote(string(text)))
}

// Unit is an administrative unit together with the level that handled its
// dossiers. Names are in NFC, spelled as they should be shown. A unit without
// a commune is the district's own agency, or all units of Level within the
// district if the export means these; without a district it is the province.
type Unit struct {
	Province string
	District string
	Commune  string
	Level    Level
}

// NamedLevel returns the level of the unit's most particular name, and Province for a
// unit without names.
func (u Unit) NamedLevel() Level {
	switch {
	case u.Commune != "":
		return Commune
	case u.District != "":
		return District
	}
	return Province
}

// Compare orders units by province, district, commune and level, in byte
// order of their names: a fixed order, not the alphabetical one of a report.
func (u Unit) Compare(v Unit) int {
	return cmp.Or(
		cmp.Compare(u.Province, v.Province),
		cmp.Compare(u.District, v.District),
		cmp.Compare(u.Commune, v.Commune),
		cmp.Compare(u.Level, v.Level),
	)
}

// Contains reports whether v is u or lies within it; levels are not compared.
func (u Unit) Contains(v Unit) bool {
	return u.Province == v.Province && (u.District == "" && u.Commune == "" || u.District == v.District) &&
		(u.Commune == "" || u.Commune == v.Commune)
}

// Name returns the unit's most particular name, for a commune with its district:
// "Tràng Định / Chi Lăng". It is "" for a province without a name.
func (u Unit) Name() string {
	if u.Commune != "" && u.District != "" {
		return u.District + " / " + u.Commune
	}
	return cmp.Or(u.Commune, u.District, u.Province)
}
