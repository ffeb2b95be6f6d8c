package report

import (
	"slices"

	"cchc/kpi"
)

// Key is a cell of a key column: the value for machines, and the text that
// people read.
type Key struct{ Value, Label string }

// keyDimensions returns the dimensions of the rows in their fixed order. Communes imply
// their districts, if there are districts; both imply their provinces, if there are
// several. Communes imply the level if two rows differ in nothing else.
func keyDimensions(card *kpi.Scorecard) []kpi.Dimension {
	var by []kpi.Dimension
	for _, d := range kpi.Dimensions() {
		implied := d == kpi.ByDistrict && slices.Contains(card.By, kpi.ByCommune) && hasDistricts(card) ||
			d == kpi.ByProvince && severalProvinces(card)
		if d == kpi.ByLevel {
			implied = slices.Contains(card.By, kpi.ByCommune) && severalLevels(card)
		}
		if slices.Contains(card.By, d) || implied {
			by = append(by, d)
		}
	}
	return by
}

// severalLevels reports whether two rows differ in nothing but their level: a
// district's own agency, and all communes of the district in one row.
func severalLevels(card *kpi.Scorecard) bool {
	seen := map[kpi.Group]bool{}
	for _, s := range card.Rows {
		g := s.Group
		g.Level = 0
		if seen[g] {
			return true
		}
		seen[g] = true
	}
	return false
}

func hasDistricts(card *kpi.Scorecard) bool {
	return slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Group.District != "" })
}

func severalProvinces(card *kpi.Scorecard) bool {
	return slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Group.Province != card.Rows[0].Group.Province })
}
