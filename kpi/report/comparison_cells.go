package report

import (
	"strconv"

	"cchc/kpi"
)

// fields returns the columns of the records of a comparison.
func (m *comparer) fields() []Field {
	old, now := m.sides()
	rank := m.w.text("rank")
	return append(m.w.keyFields(m.by),
		simple("indicator", m.w.text("indicator"), TextField),
		m.w.figureField("old", old), m.w.figureField("new", now),
		simple("change", m.w.text("change"), ChangeField),
		simple("old_rank", rank+", "+old, NumberField), simple("new_rank", rank+", "+now, NumberField),
		simple("rank_change", m.w.text("rank-change"), NumberField),
		simple("small", m.w.text("small"), TextField), simple("status", m.w.text("comparable"), TextField),
		simple("reason", m.w.text("note"), TextField))
}

// record returns a row for programs, without its keys.
func (m *comparer) record(i int, v versus) []Cell {
	small, reason := word(v.small, ""), v.note
	if reason == "" && v.others && v.isChange {
		reason = m.w.text("compare.others") // what people have a mark of
	}
	if v.small != "" {
		small.Key.Label = m.w.text("side." + v.small)
	}
	cells := []Cell{
		word(m.card.Indicators[i].ID, m.w.label(m.card.Indicators[i].Labels)),
		figure(m.w.figure(*v.oldResult)), figure(m.w.figure(*v.newResult)), {Change: m.change(i, v)}, {}, {}, {},
		small, word(v.status, m.w.text("status."+v.status)), word(reason, reason),
	}
	if v.newRank > 0 {
		cells[4], cells[5], cells[6] = integer(v.oldRank), integer(v.newRank), integer(v.oldRank-v.newRank)
	}
	return cells
}

// table returns the table of an indicator for people, without its rows: the new side is
// before the old, from which it is the change.
func (m *comparer) table(i int, name string) *Table {
	t, rank, d := m.w.keyed(name, m.by, m.Old.Period.Span(m.New.Period)), m.w.text("rank"), m.card.Indicators[i]
	old, now := m.sides()
	side := func(label string) Column { return Column{Label: label, Plain: d.Plain(), Lower: d.Better == kpi.Lower} }
	t.Columns = []Column{side(now), side(old), {Label: m.w.text("change"), Kind: ChangeColumn},
		{Label: rank + " " + now, Kind: NumberColumn}, {Label: rank + " " + old, Kind: NumberColumn},
		{Label: m.w.text("rank-change"), Kind: NumberColumn}, {Label: m.w.text("note"), Kind: NoteColumn}}
	return t
}

// sides returns what both sides are called: their periods, unless these are the same.
func (m *comparer) sides() (old, now string) {
	if old, now = m.w.period(m.Old.Period), m.w.period(m.New.Period); old == now {
		return m.w.text("side.old"), m.w.text("side.new")
	}
	return old, now
}

// cells returns a row for people, without its keys. The side that has no such row is blank.
func (m *comparer) cells(i int, v versus) []Cell {
	side := func(s *kpi.Score, r *kpi.Result) Cell {
		if s == nil {
			return word("", "–")
		}
		return m.w.cell(*r)
	}
	cells := []Cell{side(v.now, v.newResult), side(v.old, v.oldResult), {Change: m.change(i, v), ChangeMark: othersMark(v.others)}, {}, {}, {}, word(v.note, v.note)}
	if v.newRank > 0 {
		rise := strconv.Itoa(v.oldRank - v.newRank)
		if v.oldRank > v.newRank {
			rise = "+" + rise
		}
		cells[3], cells[4], cells[5] = integer(v.newRank), integer(v.oldRank), word("", rise)
	}
	return cells
}
