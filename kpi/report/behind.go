package report

import (
	"fmt"
	"maps"
	"slices"

	"cchc/kpi"
)

// Behind is what is behind the figures of a report, for a format in which they can be
// opened: the rows that they were read from, the figures by district and by month, and the
// cells where these were read.
type Behind struct {
	Ledger    *kpi.Ledger
	Districts *kpi.Scorecard     // nil: the rows are of no district, or of one
	months    map[string][]Month // by grouping, of the districts and the parts
	traces    map[figureKey]*kpi.Trace
	cells     map[kpi.Want]*kpi.Cells
}

// figureKey names a figure: the grouping and the group of its row, and its indicator. A
// total has no grouping.
type figureKey struct {
	by        string
	group     kpi.Group
	indicator int
}

// District is a district of a report by commune: its own figures, as a row, and its rows.
type District struct {
	Row  Row
	Rows []int // of the first table
	Part int   // the number of the part that has its rows, or 0
}

// The most cells of a sum that a page shows, and the most rows of a table that it shows
// cells of: a page of more is slow to open, and nobody looks through it.
const (
	behindCells = 12
	behindRows  = 500
)

// NewBehind finds what is behind the figures of a scorecard and its parts. score computes
// the figures of a ledger by some dimensions, judged or not.
func NewBehind(l *kpi.Ledger, card *kpi.Scorecard, parts []Slice, score func(l *kpi.Ledger, by []kpi.Dimension, judged bool) (*kpi.Scorecard, error)) (*Behind, error) {
	h := &Behind{Ledger: l, months: map[string][]Month{}}
	byDistrict := []kpi.Dimension{kpi.ByDistrict}
	var groupings [][]kpi.Dimension
	if slices.Contains(card.By, kpi.ByCommune) || slices.ContainsFunc(parts, func(p Slice) bool { return p.By == kpi.ByDistrict }) {
		districts, err := score(l, byDistrict, true)
		if err != nil {
			return nil, err
		}
		if named := slices.DeleteFunc(slices.Clone(districts.Rows), func(s kpi.Score) bool { return s.Group.District == "" }); len(named) > 1 {
			h.Districts, groupings = districts, append(groupings, byDistrict)
		}
	}
	for _, p := range parts {
		groupings = append(groupings, p.Card.By, []kpi.Dimension{p.By})
	}
	for _, by := range groupings {
		key := fmt.Sprint(by)
		if _, done := h.months[key]; done || slices.Contains(by, kpi.ByPeriod) {
			continue
		}
		var err error
		if h.months[key], err = Months(l, func(l *kpi.Ledger) (*kpi.Scorecard, error) { return score(l, by, false) }); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// Trace traces the figures of some indicators and returns the counts whose cells are to be
// read, of all figures together.
func (h *Behind) Trace(card *kpi.Scorecard, chosen []int, parts []Slice) (map[kpi.Want]int, error) {
	h.traces = map[figureKey]*kpi.Trace{}
	if err := h.trace(card, chosen, nil, []kpi.Score{card.Total}); err != nil {
		return nil, err
	}
	if err := h.trace(card, chosen, card.By, card.Rows); err != nil {
		return nil, err
	}
	if h.Districts != nil {
		if err := h.trace(card, chosen, h.Districts.By, h.Districts.Rows); err != nil {
			return nil, err
		}
	}
	for _, p := range parts {
		if err := h.trace(card, chosen, p.Card.By, p.Card.Rows); err != nil {
			return nil, err
		}
		if err := h.trace(card, chosen, []kpi.Dimension{p.By}, []kpi.Score{p.Card.Total}); err != nil {
			return nil, err
		}
	}
	wants := map[kpi.Want]int{}
	for _, t := range h.traces {
		for w, most := range t.Wants(behindCells) {
			wants[w] = max(wants[w], most)
		}
	}
	return wants, nil
}

// trace traces the figures of rows in a grouping, unless they are traced already.
func (h *Behind) trace(card *kpi.Scorecard, chosen []int, by []kpi.Dimension, rows []kpi.Score) error {
	groups := h.Ledger.Parts(by)
	for _, s := range rows[:min(len(rows), behindRows)] {
		part := groups[s.Group]
		for _, i := range chosen {
			key := figureKey{fmt.Sprint(by), s.Group, i}
			if h.traces[key] != nil {
				continue
			}
			t, err := part.Explain(card.Indicators[i], nil, func(*kpi.Entry) bool { return true })
			if err != nil {
				return err
			}
			h.traces[key] = t
		}
	}
	return nil
}

// Found adds the cells that were read.
func (h *Behind) Found(cells map[kpi.Want]*kpi.Cells) { h.cells = maps.Clone(cells) }

// open adds to the rows of all tables what is behind their figures, and returns the
// districts of the first table.
func (b *builder) open(tables []*Table, parts []Slice, findings []kpi.Finding) []District {
	h, about := b.opts.Behind, newAbout(b.opts.Behind.Ledger, findings)
	for _, t := range tables {
		if t.IsPoints() {
			continue
		}
		of, by := *b, []kpi.Dimension(nil)
		if t.Part > 0 {
			of.card, by = parts[t.Part-1].Card, []kpi.Dimension{parts[t.Part-1].By}
			t.Months = tables[0].Months
			for i := range t.Rows {
				t.Rows[i].Series = b.seriesOf(of.card.By, t.Rows[i].Group)
			}
			t.Total.Series = b.seriesOf(by, of.card.Total.Group)
		}
		for i := range t.Rows {
			row := &t.Rows[i]
			row.Sides, row.About = b.sides(of.card.By, row.Group), about.of(of.card.By, row.Group)
		}
		t.Total.Sides, t.Total.About = b.sides(by, of.card.Total.Group), about.of(by, of.card.Total.Group)
	}
	if h.Districts == nil {
		return nil
	}
	return b.districts(tables[0], parts, about)
}

// districts returns the districts of the rows of a table, each with its own figures.
func (b *builder) districts(t *Table, parts []Slice, about *about) (districts []District) {
	h := b.opts.Behind
	by, several := h.Districts.By, severalProvinces(h.Districts)
	for _, s := range sorted(h.Districts, Options{}) {
		key := b.w.key(s.Group, kpi.ByDistrict)
		if several {
			key.Label = s.Group.Province + " / " + key.Label
		}
		d := District{Row: Row{Group: s.Group, Keys: []Key{key}, Cells: b.figures(s.Score), Sides: b.sides(by, s.Group),
			Series: b.seriesOf(by, s.Group), About: about.of(by, s.Group)}}
		d.Part = 1 + slices.IndexFunc(parts, func(p Slice) bool { return p.By == kpi.ByDistrict && p.Card.Total.Group == s.Group })
		for i, row := range t.Rows {
			if row.Group.Commune != "" || row.Group.Level != 0 { // a row of a commune or of an agency
				if row.Group.Province == s.Group.Province && row.Group.District == s.Group.District {
					d.Rows = append(d.Rows, i)
				}
			}
		}
		if d.Part > 0 || len(d.Rows) > 0 {
			districts = append(districts, d)
		}
	}
	return districts
}

// seriesOf returns the figures of a group over the months of the report; none without
// months.
func (b *builder) seriesOf(by []kpi.Dimension, g kpi.Group) [][]Figure {
	months := b.opts.Behind.months[fmt.Sprint(by)]
	if len(months) == 0 || len(months) != len(b.opts.Months) {
		return nil
	}
	return b.over(months, b.placesIn(months), &g)
}

// sides returns the numerators and denominators of the figures of a row with their cells,
// by column; none where no cells were read.
func (b *builder) sides(by []kpi.Dimension, g kpi.Group) [][]Side {
	h := b.opts.Behind
	if h.cells == nil || len(b.chosen) == 0 || h.traces[figureKey{fmt.Sprint(by), g, b.chosen[0]}] == nil {
		return nil
	}
	all := make([][]Side, len(b.chosen))
	for column, i := range b.chosen {
		t := h.traces[figureKey{fmt.Sprint(by), g, i}]
		x := &explainer{Subject: Subject{Trace: t, Cells: h.cells, Most: behindCells, Ledger: h.Ledger}, w: b.w}
		all[column] = append(all[column], x.side("numerator", t.Indicator.Numerator, t.Numerator))
		if !t.Indicator.Plain() {
			all[column] = append(all[column], x.side("denominator", t.Indicator.Denominator, t.Denominator))
		}
	}
	return all
}
