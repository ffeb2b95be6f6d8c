package kpi

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Dimension is a key by which a report groups units and periods.
type Dimension uint8

// The dimensions. ByDistrict separates districts of one name in two provinces, and
// ByCommune communes, whether or not the unit above is asked for.
const (
	ByProvince Dimension = iota
	ByDistrict
	ByCommune
	ByLevel
	ByPeriod
)

var dimensionWords = [...]string{"province", "district", "commune", "level", "period"}

// Dimensions returns all dimensions in the order in which rows are keyed.
func Dimensions() []Dimension {
	return []Dimension{ByProvince, ByDistrict, ByCommune, ByLevel, ByPeriod}
}

// String returns the word of flags and machine formats.
func (d Dimension) String() string { return dimensionWords[d] }

// ParseDimension reads the words that String gives.
func ParseDimension(text string) (Dimension, error) {
	i := slices.Index(dimensionWords[:], text)
	if i < 0 {
		return 0, NewFault("{text} is not something to group by: want province, district, commune, level or period", "text", strconv.Quote(text))
	}
	return Dimension(i), nil
}

// Group is the key of one row of a scorecard. Only the fields of the grouping
// are set; a Group by district has its province too, and one by commune its
// district, its province and the level of its unit.
type Group struct {
	Province, District, Commune string
	Level                       Level
	Period                      Period
	Own                         bool // grouped by a level whose name is blank: the unit above by itself
}

// groupOf returns the group of an entry in a grouping.
func groupOf(e *Entry, by []Dimension) Group {
	var g Group
	for _, d := range by {
		switch d {
		case ByProvince:
			g.Province = e.Unit.Province
		case ByDistrict:
			g.Province, g.District = e.Unit.Province, e.Unit.District
			g.Own = g.Own || g.District == ""
		case ByCommune:
			g.Province, g.District = e.Unit.Province, e.Unit.District
			g.Commune, g.Level = e.Unit.Commune, e.Unit.Level
			g.Own = g.Own || g.Commune == ""
		case ByLevel:
			g.Level = e.Unit.Level
		case ByPeriod:
			g.Period = e.Period
		}
	}
	return g
}

// unit returns the names and the level of the group as a unit.
func (g Group) unit() Unit { return Unit{g.Province, g.District, g.Commune, g.Level} }

// compare orders the groups of one grouping by their units, then by their periods.
func (g Group) compare(o Group) int {
	return cmp.Or(g.unit().Compare(o.unit()), g.Period.Compare(o.Period))
}

// Result is an indicator for one group: a ratio and its verdict, or the gaps that keep
// it from being known.
type Result struct {
	Ratio   Ratio
	Gaps    []Gap   // of the measures that are not complete
	Target  *Target // nil where none applies
	Verdict Verdict
	Known   bool // all measures are complete; a known ratio may still be 0/0
}

// Defined reports whether there is a figure to print.
func (r Result) Defined() bool { return r.Known && r.Ratio.Defined() }

// Score is one row of a scorecard: the tally of a group and its indicators.
type Score struct {
	Group   Group
	Tally   Tally    // wholes derived
	Results []Result // by the indicators of the scorecard
}

// Scorecard is the indicators of every group of a ledger and of all groups
// together.
type Scorecard struct {
	Measures   *Measures
	Indicators []Indicator
	By         []Dimension
	Period     Period // the months that the rows belong to; zero where none is known
	Given      []bool // by measure: given, blank at least, or derived, for any unit and period
	Rows       []Score
	Total      Score
}

// All returns the rows and, last, the total.
func (s *Scorecard) All() []Score { return append(slices.Clone(s.Rows), s.Total) }

// Only returns a scorecard of some of the indicators, by their indexes: those of all take most
// of the memory of many rows.
func (s *Scorecard) Only(indexes []int) *Scorecard {
	of := *s
	of.Indicators, of.Rows = nil, slices.Clone(s.Rows)
	for _, i := range indexes {
		of.Indicators = append(of.Indicators, s.Indicators[i])
	}
	cut := func(row *Score) {
		all := row.Results
		row.Results = make([]Result, len(indexes))
		for n, i := range indexes {
			row.Results[n] = all[i]
		}
	}
	for i := range of.Rows {
		cut(&of.Rows[i])
	}
	cut(&of.Total)
	return &of
}

// RowIndex returns the index of the row of a group among rows as [Ledger.Score] has made them,
// and whether there is one.
func (s *Scorecard) RowIndex(g Group) (i int, ok bool) {
	return slices.BinarySearchFunc(s.Rows, g, func(row Score, g Group) int { return row.Group.compare(g) })
}

// Row returns that row, or nil where there is none.
func (s *Scorecard) Row(g Group) *Score {
	if i, ok := s.RowIndex(g); ok {
		return &s.Rows[i]
	}
	return nil
}

// Score groups the entries, rolls up every group, and computes the indicators and
// their verdicts. A sum that does not fit is an error that wraps [ErrOverflow].
func (l *Ledger) Score(by []Dimension, indicators []Indicator, targets []Target) (*Scorecard, error) {
	items, given, err := itemsOf(l)
	if err != nil {
		return nil, err
	}
	s := &Scorecard{Measures: l.Measures, Indicators: indicators, By: by, Period: l.Span(), Given: given}
	groups := map[Group][]item{}
	for _, it := range items {
		g := groupOf(it.Entry, by)
		groups[g] = append(groups[g], it)
	}
	all := spansOf(l.Measures, items, l.Others)
	a := &adder{Measures: l.Measures, sum: NewTally(l.Measures.Len())}
	if s.Total, err = a.score(Group{}, items, all, s, targets); err != nil {
		return nil, err
	}
	s.Rows = slices.Grow(s.Rows, len(groups))
	for g, members := range groups {
		spans := all
		if slices.Contains(by, ByPeriod) {
			spans = spansOf(l.Measures, members, nil)
		}
		row, err := a.score(g, members, spans, s, targets)
		if err != nil {
			return nil, err
		}
		s.Rows = append(s.Rows, row)
	}
	slices.SortFunc(s.Rows, func(a, b Score) int { return a.Group.compare(b.Group) })
	return s, nil
}

// score computes one row.
func (a *adder) score(g Group, items []item, spans []Period, s *Scorecard, targets []Target) (Score, error) {
	name := cmp.Or(g.unit().Name(), TextKey("the-total"))
	r, err := a.rollUp(items, spans)
	if err != nil {
		return Score{}, fmt.Errorf("%s: %w", name, err)
	}
	row := Score{Group: g, Tally: r.tally.trimmed(), Results: make([]Result, 0, len(s.Indicators))}
	for _, d := range s.Indicators {
		result, err := d.result(a.Measures, r)
		if err != nil {
			return Score{}, fmt.Errorf("%s, %s: %w", IndicatorKey(d.ID), name, err)
		}
		result.Target = findTarget(targets, d, g)
		if result.Target != nil && result.Defined() {
			result.Verdict = result.Target.judge(result.Ratio, d.Better)
		}
		row.Results = append(row.Results, result)
	}
	return row, nil
}

// result computes the indicator for a group.
func (d Indicator) result(ms *Measures, r rollup) (Result, error) {
	ratio, missing, err := d.Ratio(ms, r.tally)
	if err != nil {
		return Result{}, err
	}
	res := Result{Ratio: ratio, Known: len(missing) == 0}
	for _, i := range missing {
		gap := r.gaps[i]
		gap.Measure = i
		res.Gaps = append(res.Gaps, gap)
	}
	return res, nil
}

// Ratio computes the indicator from a tally whose wholes are derived. If the tally
// lacks measures, these are returned, each once, and the ratio is 0/0. A sum that
// does not fit is [ErrOverflow].
func (d Indicator) Ratio(ms *Measures, t Tally) (r Ratio, missing []int, err error) {
	num, missing, err := d.Numerator.value(t)
	if err != nil {
		return Ratio{}, nil, err
	}
	den, more, err := d.Denominator.value(t)
	if err != nil {
		return Ratio{}, nil, err
	}
	for _, i := range more {
		if !slices.Contains(missing, i) {
			missing = append(missing, i)
		}
	}
	if len(missing) > 0 {
		num, den = 0, 0
	}
	return Ratio{Num: num, Den: den, Plain: d.Plain(), Scale: ms.At(d.Numerator[0].Measure).Scale()}, missing, nil
}
