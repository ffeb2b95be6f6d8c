package report

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Comparison is two scorecards of one grouping that are to be compared.
type Comparison struct {
	Old, New *kpi.Scorecard
	Chosen   []int // indicators
	Sorted   int   // the indicator by whose new figures the rows are sorted, where there is an order

	// Covered returns what the entries of both sides that are about an indicator cover, by their
	// groups; nil: not known.
	Covered func(i int) (old, now map[kpi.Group]kpi.Coverage)

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

// ComparisonNotes returns notes on the figures of both sides: which are not known and why,
// which targets cannot be judged, which totals are not of all rows, where definitions differ
// now, and how many rows are left out.
func ComparisonNotes(c Comparison, opts Options) []kpi.Finding {
	var notes []kpi.Finding
	for _, card := range []*kpi.Scorecard{c.Old, c.New} {
		if len(card.Rows) == 0 {
			continue // every row is on the other side only, and has a note
		}
		for _, i := range c.Chosen {
			of := dated(card, card.Period)
			notes = append(append(append(notes, unknown(of, i)...), unjudged(of, i)...), partial(of, i)...)
		}
	}
	notes = append(notes, differing(dated(c.New, c.New.Period), c.Chosen)...)
	return append(notes, RowsLeftOut(c.standing(), "", opts)...)
}

// standing returns the rows of both sides with the new figures that they are sorted by.
func (c Comparison) standing() *kpi.Scorecard {
	now := map[kpi.Group]kpi.Result{}
	for _, s := range c.New.Rows {
		now[s.Group] = s.Results[c.Sorted]
	}
	return standing(union(c.Old, c.New), c.New.Indicators[c.Sorted], func(g kpi.Group) kpi.Result { return now[g] })
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
	rank     int        // by what rows are sorted by
	old, now *kpi.Score // nil where the side has no such row
	status   string
	note     string
}

// comparer makes a study of a comparison.
type comparer struct {
	Comparison
	w    wording
	card *kpi.Scorecard // the rows of both
	by   []kpi.Dimension
}

// BuildComparison makes the document of a comparison: a table for every indicator.
func BuildComparison(c Comparison, files []kpi.File, findings []kpi.Finding, words Words, opts Options) *Document {
	w, card := newWording(words, opts), union(c.Old, c.New)
	m := &comparer{c, w, card, keyDimensions(card)}
	s := w.study("kpi.compare/1", w.definitions(card, c.Chosen), files, findings, opts)
	fact := func(p kpi.Period) map[string]string {
		return map[string]string{"from": p.From.String(), "to": p.To.String()}
	}
	s.Machine.Facts = []Fact{{"by", dimensionIDs(m.by)}, {"old", fact(c.Old.Period)}, {"new", fact(c.New.Period)}}
	s.Machine.Records.Fields = m.fields()
	var records []func() [][]Cell
	hasOthers := false
	pairs, shown := m.pairs(opts), len(kept(c.standing(), opts))
	for n, i := range c.Chosen {
		table := m.table(i, s.Evidence.Definitions[n].Label)
		table.IsWhole = len(pairs) == 1
		if d := m.card.Indicators[i]; d.ID != strings.TrimPrefix(opts.Sort, "-") { // else the ranks are those of the new side
			table.RankLabel = rankLabel(w, opts.Sort, m.card)
		}
		rows := m.ranked(i, pairs)
		total := m.total(i, rows)
		hasOthers = hasOthers || total.others && total.isChange
		for n := range rows[:shown] {
			v := &rows[n]
			hasOthers = hasOthers || v.others && v.isChange
			records = append(records, func() [][]Cell { return [][]Cell{append(keyCells(w.keys(v.group, m.by)), m.record(i, *v)...)} })
			if !opts.Records {
				table.Rows = append(table.Rows, Row{Rank: v.rank, Keys: w.keys(v.group, m.by), Cells: m.cells(i, *v), Group: v.group})
			}
		}
		s.Machine.Records.Totals = append(s.Machine.Records.Totals, m.record(i, total))
		table.Total.Cells = m.cells(i, total)
		s.Tables = append(s.Tables, table)
	}
	s.Machine.Records.Rows = made(records)
	title := w.fill("compare.title", "old", w.period(c.Old.Period), "new", w.period(c.New.Period), "n", strconv.Itoa(len(files)))
	s.Title = joinedTitle(append(append([]string{opts.Heading.Province}, w.arrangedStudy(s.Tables, card)...), title)...)
	s.Reading.Cells = []CellReading{{w.text("compare.cell"), true, w.text("compare.legend")}}
	if hasOthers {
		s.Reading.Marks = []string{w.text("trend.others")}
	}
	s.Reading.Marks = append(s.Reading.Marks, w.judgedReading(s.Tables)...)
	s.Reading.Targets = w.targetLine([]*kpi.Scorecard{c.Old, c.New}, c.Chosen)
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

// pairs returns the rows of both sides, in their order.
func (m *comparer) pairs(opts Options) []pair {
	at := map[kpi.Group]int{}
	var pairs []pair
	for _, s := range sorted(m.standing(), opts) {
		at[s.Group] = len(pairs)
		pairs = append(pairs, pair{group: s.Group, rank: s.rank, status: inBoth})
	}
	for i, s := range m.Old.Rows {
		pairs[at[s.Group]].old = &m.Old.Rows[i]
	}
	for i, s := range m.New.Rows {
		pairs[at[s.Group]].now = &m.New.Rows[i]
	}
	for i := range pairs {
		switch p := &pairs[i]; {
		case p.now == nil:
			p.status, p.note = onlyOld, m.w.fill("compare.only", "period", m.w.period(m.Old.Period))
		case p.old == nil:
			p.status, p.note = onlyNew, m.w.fill("compare.only", "period", m.w.period(m.New.Period))
		}
	}
	return pairs
}

// versus is a row of one indicator. Its figures are made where they are written.
type versus struct {
	*pair
	oldResult, newResult *kpi.Result
	isChange             bool // there is a change: both sides have a figure, and they are comparable
	others               bool // both sides have rows of different units
	oldRank, newRank     int
	small                string // which denominators are small: old, new, both
	status, note         string // of the pair, or why the indicator is not comparable
}

// compare makes the row of an indicator from a pair.
func (m *comparer) compare(i int, p *pair) versus {
	v := versus{pair: p, oldResult: &kpi.Result{}, newResult: &kpi.Result{}, status: p.status, note: p.note}
	if p.old != nil {
		v.oldResult = &p.old.Results[i]
	}
	if p.now != nil {
		v.newResult = &p.now.Results[i]
	}
	v.isChange = v.oldResult.Defined() && v.newResult.Defined()
	switch old, now := isSmall(*v.oldResult), isSmall(*v.newResult); {
	case old && now:
		v.small = inBoth
	case old:
		v.small = onlyOld
	case now:
		v.small = onlyNew
	}
	return v
}

// change returns the change of a row of an indicator, or nil where there is none.
func (m *comparer) change(i int, v versus) *Change {
	if !v.isChange {
		return nil
	}
	return m.w.change(*v.oldResult, *v.newResult, m.card.Indicators[i].Better)
}

// others returns whether the rows of a group on both sides that are about an indicator are of
// different units, or of different months of one. The zero Group is the total.
func (m *comparer) others(i int) func(kpi.Group) bool {
	if m.Covered == nil {
		return func(kpi.Group) bool { return false }
	}
	old, now := m.Covered(i)
	return func(g kpi.Group) bool {
		a, b := old[g], now[g]
		return !slices.Equal(a.Units, b.Units) || len(a.Units) > 0 && a.Months != b.Months || len(a.Short)+len(b.Short) > 0
	}
}

// total returns the total of an indicator. It is not comparable where one of its rows is not.
func (m *comparer) total(i int, rows []versus) versus {
	total := m.compare(i, &pair{old: &m.Old.Total, now: &m.New.Total, status: inBoth})
	total.others = m.others(i)(kpi.Group{})
	has := func(status string) bool {
		return slices.ContainsFunc(rows, func(v versus) bool { return v.status == status })
	}
	switch {
	case has(notComparable):
		total.status, total.note, total.isChange = notComparable, m.w.text("compare.apart"), false
	case has(onlyOld) || has(onlyNew):
		total.note = m.w.text("compare.all")
	}
	return total
}

// ranked returns the rows of an indicator with their ranks, which are among the rows of their
// class that have a figure on both sides that can be right: others would move the ranks of
// all. A row that is not comparable has a reason and no change.
func (m *comparer) ranked(i int, pairs []pair) []versus {
	d := m.card.Indicators[i]
	all, classes := make([]versus, len(pairs)), make([]int, len(pairs))
	others := m.others(i)
	old, now := make([]*big.Rat, len(pairs)), make([]*big.Rat, len(pairs)) // nil where one of both is missing
	for n := range pairs {
		v := m.compare(i, &pairs[n])
		v.others, classes[n] = others(v.group), classOf(m.card.By, v.group)
		if m.Reason != nil {
			if why := m.Reason(v.group, d); why != "" {
				v.status, v.note, v.isChange = notComparable, m.w.text("status."+notComparable)+": "+kpi.Printable(why), false
			}
		}
		if v.isChange && !isOutside(*v.oldResult) && !isOutside(*v.newResult) {
			old[n], now[n] = v.oldResult.Ratio.Exact(), v.newResult.Ratio.Exact()
		}
		all[n] = v
	}
	oldRanks, newRanks := ranksWithin(classes, old, d.Better), ranksWithin(classes, now, d.Better)
	for n := range all {
		all[n].oldRank, all[n].newRank = oldRanks[n], newRanks[n]
	}
	return all
}
