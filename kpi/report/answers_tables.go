package report

import (
	"errors"

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
	if by == nil {
		t := v.overview(chosen)
		return Answer{Tables: []*Table{t}, Reading: v.reading(t)}, nil
	}
	of := a.w.keyed("", keyDimensions(v.card), v.card.Period)
	of.IsWhole = isWhole(v.card)
	of.leaveOut(a.w, sharedKeys(v.card, false))
	if len(chosen) == 1 && len(v.m.Asides) > 0 {
		tables := []*Table{v.m.table(chosen[0], of)}
		dropBlank(tables, 2)
		return Answer{Tables: tables, Reading: v.reading(tables[0])}, nil
	}
	for _, i := range chosen {
		d := v.card.Indicators[i]
		of.Columns = append(of.Columns, figureColumn(d, a.w.label(d.Labels)))
	}
	cells := func(s kpi.Score) (cells []Cell) {
		for _, i := range chosen {
			cells = append(cells, a.w.cell(s.Results[i]))
		}
		return cells
	}
	for _, p := range v.rows {
		of.Rows = append(of.Rows, Row{Group: p.Group, Keys: a.w.keys(p.Group, of.By), Cells: cells(p.Score)})
	}
	of.Total.Cells = cells(v.card.Total)
	return Answer{Tables: []*Table{of}, Reading: a.doc.Texts.Marks(of)}, nil
}

// reading explains the marks of a table with other periods.
func (v *view) reading(t *Table) (lines []string) {
	if len(v.m.Asides) > 0 {
		lines = v.m.reading([]*Table{t})
	}
	return append(lines, Texts{v.m.w.words, v.m.w.lang}.Marks(t)...)
}

// overview returns the table of all units together: a row for every indicator.
func (v *view) overview(chosen []int) *Table {
	w := v.m.w
	var tables []*Table
	for _, i := range chosen {
		tables = append(tables, v.m.table(i, &Table{}))
	}
	if len(tables) == 0 {
		return &Table{}
	}
	dropBlank(tables, 2)
	all := &Table{Keys: []string{w.text("indicator")}, Columns: tables[0].Columns, IsWhole: true}
	for _, t := range tables {
		all.Rows = append(all.Rows, Row{Keys: []Key{{t.Columns[0].ID, t.Name}}, Cells: t.Total.Cells})
	}
	all.Total.Cells = make([]Cell, len(all.Columns))
	return all
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

// notes answers what is worth knowing about the figures.
func (a *Answers) notes() []string {
	for _, s := range a.doc.Sections {
		if s.ID == NoteSection {
			return s.Lines
		}
	}
	return []string{a.w.text("field.no-notes")}
}
