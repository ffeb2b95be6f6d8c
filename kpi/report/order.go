package report

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"cchc/kpi"
)

// sorted returns the rows in Vietnamese alphabetical order of their units, or by
// an indicator: exact fractions decide, rows without a figure come last, and
// names settle ties.
func (b *builder) sorted() []kpi.Score {
	type keyed struct {
		kpi.Score
		names [][]byte
	}
	collator, buf := collate.New(language.Vietnamese), &collate.Buffer{}
	rows := make([]keyed, len(b.card.Rows))
	for i, s := range b.card.Rows {
		rows[i].Score = s
		for _, name := range []string{s.Group.Province, s.Group.District, s.Group.Commune} {
			rows[i].names = append(rows[i].names, collator.KeyFromString(buf, name))
		}
	}
	id, worstFirst := strings.CutPrefix(b.opts.Sort, "-")
	at := slices.IndexFunc(b.card.Indicators, func(d kpi.Indicator) bool { return d.ID == id })
	slices.SortStableFunc(rows, func(x, y keyed) int {
		if at >= 0 {
			if c := b.compare(at, worstFirst, x.Score, y.Score); c != 0 {
				return c
			}
		}
		for i := range x.names {
			if c := bytes.Compare(x.names[i], y.names[i]); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(x.Group.Level, y.Group.Level), x.Group.Period.Compare(y.Group.Period))
	})
	scores := make([]kpi.Score, len(rows))
	for i, r := range rows {
		scores[i] = r.Score
	}
	return scores
}

// compare orders two rows by an indicator.
func (b *builder) compare(at int, worstFirst bool, x, y kpi.Score) int {
	p, q := x.Results[at], y.Results[at]
	switch {
	case !p.Defined() && !q.Defined():
		return 0
	case !p.Defined():
		return 1
	case !q.Defined():
		return -1
	}
	c := q.Ratio.Compare(p.Ratio)
	if (b.card.Indicators[at].Better == kpi.Lower) != worstFirst {
		c = -c
	}
	return c
}
