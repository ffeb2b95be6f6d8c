package report

import (
	"slices"

	"cchc/kpi"
)

// Splits returns the dimensions by which a report can be split into parts.
func Splits() []kpi.Dimension { return []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel} }

// Slice is the scorecard of one district or level. Its rows, its total and their verdicts
// are the same as in a report of all units.
type Slice struct {
	Name string // for people
	Card *kpi.Scorecard
	By   kpi.Dimension // what it is one of: a district or a level
}

// Split divides the scorecard of a ledger into its districts or levels, in the order of
// the rows of a report by district or level. The rows of each are grouped by by.
func Split(l *kpi.Ledger, split kpi.Dimension, by []kpi.Dimension, indicators []kpi.Indicator, targets []kpi.Target, words Words, lang kpi.Lang) ([]Slice, error) {
	outline, err := l.Score([]kpi.Dimension{split}, indicators, targets)
	if err != nil {
		return nil, err
	}
	all, err := l.Score(append(slices.Clone(by), split), indicators, targets)
	if err != nil {
		return nil, err
	}
	type key struct {
		province, district string
		level              kpi.Level
	}
	of := func(g kpi.Group) key {
		if split == kpi.ByLevel {
			return key{level: g.Level}
		}
		return key{province: g.Province, district: g.District}
	}
	rows := map[key][]kpi.Score{}
	for _, s := range all.Rows {
		rows[of(s.Group)] = append(rows[of(s.Group)], s)
	}
	w := wording{words: words, lang: lang}
	several := severalProvinces(outline)
	var parts []Slice
	for _, s := range sorted(outline, Options{}) {
		name := w.key(s.Group, split).Label
		if several && split == kpi.ByDistrict {
			name = s.Group.Province + " / " + name
		}
		card := *all
		card.By, card.Rows, card.Total = by, rows[of(s.Group)], s.Score
		parts = append(parts, Slice{name, &card, split})
	}
	return parts, nil
}
