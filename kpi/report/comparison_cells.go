package report

import (
	"slices"
	"strconv"

	"cchc/kpi"
)

// fields returns the columns of the records of a comparison.
func (m *comparer) fields() []Field {
	old, now := m.sides()
	return slices.Concat(m.w.keyFields(m.by), []Field{
		{ID: "indicator", Label: m.w.text("indicator")},
		{ID: "old", Label: old, Kind: FigureField},
		{ID: "new", Label: now, Kind: FigureField},
		{ID: "change", Label: m.w.text("change"), Kind: ChangeField},
		{ID: "old_rank", Label: m.w.text("rank") + ", " + old, Kind: NumberField},
		{ID: "new_rank", Label: m.w.text("rank") + ", " + now, Kind: NumberField},
		{ID: "rank_change", Label: m.w.text("rank-change"), Kind: NumberField},
		{ID: "small", Label: m.w.text("small")},
		{ID: "status", Label: m.w.text("comparable")},
		{ID: "reason", Label: m.w.text("note")},
	})
}

// record returns a row for programs, without its keys.
func (m *comparer) record(i int, v versus) []Cell {
	small := word(v.small, "")
	if v.small != "" {
		small.Key.Label = m.w.text("side." + v.small)
	}
	cells := []Cell{
		word(m.card.Indicators[i].ID, m.w.label(m.card.Indicators[i].Labels)),
		{Figure: &v.oldFigure}, {Figure: &v.newFigure}, {Change: v.change}, {}, {}, {},
		small, word(v.status, m.w.text("status."+v.status)), word(v.note, v.note),
	}
	if v.newRank > 0 {
		cells[4], cells[5], cells[6] = integer(v.oldRank), integer(v.newRank), integer(v.oldRank-v.newRank)
	}
	return cells
}

// table returns the table of an indicator for people, without its rows.
func (m *comparer) table(title string) Table {
	header := m.w.keyHeaders(m.by)
	old, now := m.sides()
	return Table{Title: title, Keys: len(header), Notes: 1, Header: append(header, old, now, m.w.text("change"),
		m.w.text("rank")+" "+old, m.w.text("rank")+" "+now, m.w.text("rank-change"), m.w.text("note"))}
}

// sides returns what both sides are called: their periods, unless these are the same.
func (m *comparer) sides() (old, now string) {
	if old, now = m.w.period(m.Old.Period), m.w.period(m.New.Period); old == now {
		return m.w.text("side.old"), m.w.text("side.new")
	}
	return old, now
}

// cells returns a row for people, without its keys. The side that has no such row is blank.
func (m *comparer) cells(v versus) []Cell {
	side := func(s *kpi.Score, f *Figure, r kpi.Result) Cell {
		if s == nil {
			return word("", "–")
		}
		c := Cell{Figure: f}
		if isSmall(r) {
			c.Mark = smallMark
		}
		return c
	}
	cells := []Cell{side(v.old, &v.oldFigure, v.oldResult), side(v.now, &v.newFigure, v.newResult), {Change: v.change}, {}, {}, {}, word(v.note, v.note)}
	if v.newRank > 0 {
		rise := strconv.Itoa(v.oldRank - v.newRank)
		if v.oldRank > v.newRank {
			rise = "+" + rise
		}
		cells[3], cells[4], cells[5] = integer(v.oldRank), integer(v.newRank), word("", rise)
	}
	return cells
}
