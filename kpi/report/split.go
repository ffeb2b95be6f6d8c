package report

import "cchc/kpi"

// Splits are the dimensions by which a report can be split into parts.
func Splits() []kpi.Dimension { return []kpi.Dimension{kpi.ByDistrict, kpi.ByLevel} }

// Slice is the units of one district or level, with its name for people.
type Slice struct {
	Name   string
	Ledger *kpi.Ledger
}

// Split divides a ledger into its districts or levels, in the order in which a
// report has them as rows.
func Split(l *kpi.Ledger, by kpi.Dimension, words Words, lang kpi.Lang) ([]Slice, error) {
	card, err := l.Score([]kpi.Dimension{by}, nil, nil)
	if err != nil {
		return nil, err
	}
	b := &builder{card: card, words: words, opts: Options{Lang: lang}}
	several := severalProvinces(card)
	var all []Slice
	for _, s := range b.sorted() {
		name := b.key(s.Group, by).Label
		if several && by == kpi.ByDistrict {
			name = s.Group.Province + " / " + name
		}
		all = append(all, Slice{name, l.Select(func(e *kpi.Entry) bool { return kpi.GroupOf(e, card.By) == s.Group })})
	}
	return all, nil
}
