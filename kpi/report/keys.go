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
// several. Communes imply the level if two rows differ in nothing else: a district's own
// agency, and all communes of the district in one row.
func keyDimensions(card *kpi.Scorecard) []kpi.Dimension {
	districts, levels, seen := false, false, map[kpi.Group]bool{}
	for _, s := range card.Rows {
		g := s.Group
		g.Level = 0
		districts, levels = districts || g.District != "", levels || seen[g]
		seen[g] = true
	}
	communes := slices.Contains(card.By, kpi.ByCommune)
	implied := map[kpi.Dimension]bool{
		kpi.ByDistrict: communes && districts, kpi.ByLevel: communes && levels, kpi.ByProvince: severalProvinces(card),
	}
	return slices.DeleteFunc(kpi.Dimensions(), func(d kpi.Dimension) bool { return !slices.Contains(card.By, d) && !implied[d] })
}

func severalProvinces(card *kpi.Scorecard) bool {
	return slices.ContainsFunc(card.Rows, func(s kpi.Score) bool { return s.Group.Province != card.Rows[0].Group.Province })
}
