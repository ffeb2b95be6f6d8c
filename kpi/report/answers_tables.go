package report

import (
	"errors"
	"slices"

	"cchc/kpi"
)

// table answers a table: of all units together with a row for every indicator, or by a
// dimension with a row for every unit. One of a single indicator has the other periods.
func (a *Answers) table(q Query) (Answer, error) {
	var by []kpi.Dimension
	if d, err := kpi.ParseDimension(q.By); err == nil {
		by = append(by, d)
	}
	v, err := a.view(by...)
	if err != nil {
		return Answer{}, err
	}
	chosen, err := a.indicators(v.card, q.IDs)
	if err != nil {
		return Answer{}, err
	}
	if q.By == "" {
		t, notes := v.overview(chosen)
		return Answer{Tables: []*Table{t}, Reading: append(v.reading(t), notes...)}, nil
	}
	of := a.w.keyed("", keyDimensions(v.card), v.card.Period)
	of.IsWhole = isWhole(v.card)
	of.leaveOut(a.w, sharedKeys(v.card, false))
	if isOverTime := slices.Contains(by, kpi.ByPeriod); len(chosen) == 1 && len(v.m.Asides) > 0 && !isOverTime {
		tables := []*Table{v.m.table(chosen[0], of)}
		dropBlank(tables, 2)
		return Answer{Tables: tables, Reading: v.reading(tables[0])}, nil
	}
	var tables []*Table
	for part := range slices.Chunk(chosen, widest) {
		tables = append(tables, v.ofUnits(of, part))
	}
	return Answer{Tables: tables, Reading: a.doc.Texts.Marks(tables...)}, nil
}

// widest is the most indicators of a table of units: more are further tables below it.
const widest = 7

// ofUnits returns a table of some indicators with a row for every unit.
func (v *view) ofUnits(of *Table, chosen []int) *Table {
	t, w := *of, v.m.w
	for _, i := range chosen {
		d := v.card.Indicators[i]
		t.Columns = append(t.Columns, figureColumn(d, w.label(d.Labels)))
	}
	cells := func(s kpi.Score) (cells []Cell) {
		for _, i := range chosen {
			cells = append(cells, w.cell(s.Results[i]))
		}
		return cells
	}
	for _, p := range v.rows {
		t.Rows = append(t.Rows, Row{Group: p.Group, Keys: w.keys(p.Group, t.By), Cells: cells(p.Score)})
	}
	t.Total.Cells = cells(v.card.Total)
	return &t
}

// reading explains the marks of a table with other periods.
func (v *view) reading(t *Table) (lines []string) {
	if len(v.m.Asides) > 0 {
		lines = v.m.reading([]*Table{t})
	}
	return append(lines, Texts{v.m.w.words, v.m.w.lang}.Marks(t)...)
}

// overview returns the table of all units together, a row for every indicator, and its notes:
// a column of them would be narrow.
func (v *view) overview(chosen []int) (all *Table, notes []string) {
	w := v.m.w
	var tables []*Table
	for _, i := range chosen {
		t := v.m.table(i, &Table{})
		if last := &t.Total.Cells[len(t.Columns)-1]; last.Key.Label != "" {
			notes, *last = append(notes, t.Name+": "+last.Key.Label), textCell("")
		}
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return &Table{}, nil
	}
	dropBlank(tables, 2)
	all = &Table{Keys: []string{w.text("indicator")}, Columns: tables[0].Columns, IsWhole: true}
	for _, t := range tables {
		all.Rows = append(all.Rows, Row{Keys: []Key{{t.Columns[0].ID, t.Name}}, Cells: t.Total.Cells})
	}
	all.Total.Cells = make([]Cell, len(all.Columns))
	return all, notes
}

// indicators returns the indexes of the indicators of some ids, or those of the report.
func (a *Answers) indicators(card *kpi.Scorecard, ids []string) (chosen []int, err error) {
	for i := range a.chosen {
		if len(ids) == 0 {
			chosen = append(chosen, i)
		}
	}
	for _, id := range ids {
		i, fault := named(card, Query{Name: id})
		chosen, err = append(chosen, i), errors.Join(err, fault)
	}
	return chosen, err
}

// chart answers a picture of an indicator, the first of the report unless the query names one,
// by the rows of the report unless it names others.
func (a *Answers) chart(q Query) (Answer, error) {
	by := a.doc.Tables[0].By
	if d, err := kpi.ParseDimension(q.By); err == nil {
		by = []kpi.Dimension{d}
	}
	v, err := a.view(by...)
	if err != nil {
		return Answer{}, err
	}
	chosen, err := a.indicators(v.card, q.IDs)
	if err != nil {
		return Answer{}, err
	}
	if len(chosen) == 0 {
		return Answer{Text: a.w.text("na")}, nil
	}
	opts := a.opts
	opts.Below = Below{Notes: WarningsOnly}
	return Answer{IsUsual: len(q.IDs) == 0 && q.By == "", Chart: Build(v.card, chosen[:1], nil, a.doc.Evidence.Inputs, nil, a.doc.Texts.Words, opts)}, nil
}

// definitions answers how the indicators of the report are computed, and by which document.
func (a *Answers) definitions() (all []Passage) {
	for _, d := range a.doc.Evidence.Definitions {
		all = append(all, Passage{Heading: d.Label, Text: []string{a.w.fill("field.formula", "formula", d.Words), a.w.fill("field.source", "source", d.Source)}})
	}
	return all
}

// notes answers what cannot be computed, and what makes figures doubtful.
func (a *Answers) notes() Answer {
	var items []string
	for _, p := range a.text {
		if p.ID == UnknownPassage || p.ID == DoubtsPassage {
			items = append(items, p.Items...)
		}
	}
	if len(items) == 0 {
		return Answer{Text: a.w.text("field.no-notes")}
	}
	return Answer{Passages: []Passage{{Items: items}}}
}
