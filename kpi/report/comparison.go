package report

import (
	"math/big"
	"slices"
	"strconv"

	"cchc/kpi"
)

// Comparison is two scorecards of one grouping that are to be compared.
type Comparison struct {
	Old, New *kpi.Scorecard
	Chosen   []int // indicators

	// Reason returns why an indicator of a group is not comparable, or "" if it is; nil: all are.
	Reason func(g kpi.Group, d kpi.Indicator) string
}

// The statuses of a row, for programs.
const (
	inBoth        = "both"
	onlyOld       = "old"
	onlyNew       = "new"
	notComparable = "not-comparable"
)

// smallest is the least denominator of a rate that is not marked: with a smaller one a
// single dossier moves the rate by more than three points.
const smallest = 30

// smallMark marks a figure with a smaller denominator.
const smallMark = "°"

// ComparisonNotes returns notes on the figures of both sides: which are not known and why,
// and where definitions differ now.
func ComparisonNotes(c Comparison) []kpi.Finding {
	var notes []kpi.Finding
	for _, card := range []*kpi.Scorecard{c.Old, c.New} {
		if len(card.Rows) == 0 {
			continue // every row is on the other side only, and has a note
		}
		for _, i := range c.Chosen {
			notes = append(notes, unknown(dated(card, card.Period), i)...)
		}
	}
	return append(notes, differing(dated(c.New, c.New.Period), c.Chosen)...)
}

// dated returns a scorecard whose groups have a period, for notes on several scorecards.
func dated(card *kpi.Scorecard, p kpi.Period) *kpi.Scorecard {
	d := *card
	d.Rows = slices.Clone(card.Rows)
	for i := range d.Rows {
		d.Rows[i].Group.Period = p
	}
	d.Total.Group = kpi.Group{Province: allGroups, Period: p}
	return &d
}

// pair is a row of a comparison.
type pair struct {
	group    kpi.Group
	old, now *kpi.Score // nil where the side has no such row
	status   string
	note     string
}

// comparer makes a study of a comparison.
type comparer struct {
	Comparison
	w     wording
	card  *kpi.Scorecard // the rows of both
	by    []kpi.Dimension
	pairs []pair
}

// BuildComparison makes the study of a comparison: a table for every indicator.
func BuildComparison(c Comparison, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Study {
	w, card := wording{words, opts.Lang, opts.Decimals}, union(c.Old, c.New)
	m := &comparer{Comparison: c, w: w, card: card, by: keyDimensions(card)}
	m.pair(opts)
	s := w.study("kpi.compare/1", card, c.Chosen, files, findings)
	s.Title = w.fill("compare.title", "old", w.period(c.Old.Period), "new", w.period(c.New.Period), "n", strconv.Itoa(len(files)))
	s.Facts = []Fact{{"by", dimensionIDs(m.by)}, {"old", periodFact(c.Old.Period)}, {"new", periodFact(c.New.Period)}}
	s.Keys, s.Fields = len(m.by), m.fields()
	small := false
	for n, i := range c.Chosen {
		table := m.table(s.Definition[n].Label)
		rows := m.versus(i)
		for _, v := range rows {
			small = small || v.small != ""
			s.Records = append(s.Records, slices.Concat(w.keyCells(v.group, m.by), m.record(i, v)))
			table.Rows = append(table.Rows, slices.Concat(m.keys(v), m.cells(v)))
		}
		v := m.total(i, rows)
		s.Totals = append(s.Totals, m.record(i, v))
		table.Total = slices.Concat(w.totalCells(m.by), m.cells(v))
		s.Tables = append(s.Tables, table)
	}
	s.Legend = []string{w.text("compare.legend")}
	if small {
		s.Legend = append(s.Legend, w.fill("compare.small", "n", strconv.Itoa(smallest)))
	}
	return s
}

// union returns a scorecard with the rows of both, for their order and their keys.
func union(old, now *kpi.Scorecard) *kpi.Scorecard {
	all, has := *now, map[kpi.Group]bool{}
	all.Rows = slices.Clone(now.Rows)
	for _, s := range now.Rows {
		has[s.Group] = true
	}
	for _, s := range old.Rows {
		if !has[s.Group] {
			all.Rows = append(all.Rows, s)
		}
	}
	return &all
}

// periodFact returns a period for programs.
func periodFact(p kpi.Period) map[string]string {
	return map[string]string{"from": p.From.String(), "to": p.To.String()}
}

// pair sets the rows of both sides, in their order.
func (m *comparer) pair(opts Options) {
	find := func(card *kpi.Scorecard) map[kpi.Group]*kpi.Score {
		scores := map[kpi.Group]*kpi.Score{}
		for i := range card.Rows {
			scores[card.Rows[i].Group] = &card.Rows[i]
		}
		return scores
	}
	old, now := find(m.Old), find(m.New)
	for _, s := range sorted(m.card, opts) {
		p := pair{group: s.Group, old: old[s.Group], now: now[s.Group], status: inBoth}
		only := func(status string, card *kpi.Scorecard) {
			p.status, p.note = status, m.w.fill("compare.only", "period", m.w.period(card.Period))
		}
		switch {
		case p.now == nil:
			only(onlyOld, m.Old)
		case p.old == nil:
			only(onlyNew, m.New)
		}
		m.pairs = append(m.pairs, p)
	}
}

// versus is a row of one indicator.
type versus struct {
	pair
	oldResult, newResult kpi.Result
	oldFigure, newFigure Figure
	change               *Change
	oldRank, newRank     int
	small                string // which denominators are small: old, new, both
}

// compare makes the row of an indicator from a pair.
func (m *comparer) compare(i int, p pair) versus {
	v := versus{pair: p}
	if p.old != nil {
		v.oldResult = p.old.Results[i]
	}
	if p.now != nil {
		v.newResult = p.now.Results[i]
	}
	v.oldFigure, v.newFigure = m.w.figure(v.oldResult), m.w.figure(v.newResult)
	v.change = m.w.change(v.oldResult, v.newResult, m.card.Indicators[i].Better)
	switch old, now := isSmall(v.oldResult), isSmall(v.newResult); {
	case old && now:
		v.small = inBoth
	case old:
		v.small = onlyOld
	case now:
		v.small = onlyNew
	}
	return v
}

// total returns the row of all units, beside those of each.
func (m *comparer) total(i int, rows []versus) versus {
	v := m.compare(i, pair{old: &m.Old.Total, now: &m.New.Total, status: inBoth})
	if slices.ContainsFunc(rows, func(v versus) bool { return v.status != inBoth }) {
		v.note = m.w.text("compare.all")
	}
	return v
}

// exclude takes the change from a row that is not comparable, and notes the reason.
func (m *comparer) exclude(i int, v *versus) {
	if m.Reason == nil {
		return
	}
	if why := m.Reason(v.group, m.card.Indicators[i]); why != "" {
		v.status, v.note, v.change = notComparable, m.w.text("status."+notComparable)+": "+kpi.Printable(why), nil
	}
}

// isSmall reports whether the denominator of a rate is small.
func isSmall(r kpi.Result) bool {
	return r.Defined() && !r.Ratio.Plain && r.Ratio.Den < smallest*max(r.Ratio.Scale, 1)
}

// versus returns the rows of an indicator with their ranks, which are among the rows that
// have a figure on both sides: others would move the ranks of all.
func (m *comparer) versus(i int) []versus {
	var all []versus
	var old, now []*big.Rat // nil where one of both is missing
	for _, p := range m.pairs {
		v := m.compare(i, p)
		m.exclude(i, &v)
		all = append(all, v)
		if v.change == nil {
			old, now = append(old, nil), append(now, nil)
			continue
		}
		old, now = append(old, v.oldResult.Ratio.Exact()), append(now, v.newResult.Ratio.Exact())
	}
	better := m.card.Indicators[i].Better
	oldRanks, newRanks := kpi.Ranks(old, better), kpi.Ranks(now, better)
	for n := range all {
		all[n].oldRank, all[n].newRank = oldRanks[n], newRanks[n]
	}
	return all
}
