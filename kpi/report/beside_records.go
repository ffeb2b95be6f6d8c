package report

import (
	"slices"

	"cchc/kpi"
)

// records adds the figures of other periods to the records of a report: for people and
// spreadsheets columns of every indicator, for programs an object of them and one of counts.
func (m *besider) records(r Records, counts *besider) Records {
	fields, more := slices.Clone(r.Fields), m.fields()
	all := make([][]Cell, len(m.rows)+1) // what is added to every row, and last to the total
	for n := range all {
		results := m.card.Total.Results
		if n < len(m.rows) {
			results = m.rows[n].Results
		}
		all[n] = append(m.record(n, results), Cell{Data: counts.data(n)})
	}
	rows := r.Rows
	r.Fields = append(fields, more...)
	r.Rows = func(yield func([]Cell) bool) {
		n := 0
		for row := range rows {
			if !yield(slices.Concat(row, all[n])) {
				return
			}
			n++
		}
	}
	r.Totals = [][]Cell{slices.Concat(r.Totals[0], all[len(m.rows)])}
	return r
}

// fields returns the fields that are added: of every indicator its target and verdict, and of
// every other period the two sums and the rate, the change from it, the verdict, the standing
// and the reason.
func (m *besider) fields() (fields []Field) {
	only := func(f Field) Field {
		f.Name = "" // programs have the object
		return f
	}
	for _, i := range m.chosen {
		d := m.card.Indicators[i]
		label := m.w.label(d.Labels)
		text := func(id, name string) Field { return only(simple(id, label+": "+m.w.text(name), TextField)) }
		fields = append(fields, text(d.ID+"_target", "beside.target"), text(d.ID+"_verdict", "beside.verdict"))
		for _, a := range m.Asides {
			id, side := d.ID+"_"+a.Is.ID(), label+", "+m.w.text("beside."+a.Is.String())
			change := only(simple(id+"_change", side+": "+m.w.text("change"), ChangeField))
			word := func(name, text string) Field { return only(simple(id+"_"+name, side+": "+m.w.text(text), TextField)) }
			fields = append(fields, only(m.w.figureField(id, side)), change, word("verdict", "beside.verdict"), word("status", "comparable"), word("reason", "note"))
		}
	}
	return append(fields, Field{Name: "beside", Kind: DataField}, Field{Name: "beside_measures", Kind: DataField})
}

// record returns the cells that are added to a row.
func (m *besider) record(row int, results []kpi.Result) (record []Cell) {
	for c, i := range m.chosen {
		now := results[i]
		record = append(record, m.target(now), m.verdict(now))
		for _, b := range m.lines[c][row] {
			record = append(record, figure(b.figure), Cell{Change: b.change}, m.verdict(b.Result),
				word(b.standing, m.w.text("standing."+b.standing)), textCell(b.reason))
		}
	}
	return append(record, Cell{Data: m.data(row)})
}

// data returns what is beside the figures of a row for programs.
func (m *besider) data(row int) Object {
	data := Object{}
	for c, i := range m.chosen {
		of := Object{}
		for n, b := range m.lines[c][row] {
			of.add(m.Asides[n].Is.ID(), besideData(b))
		}
		data.add(m.card.Indicators[i].ID, of)
	}
	return data
}

// verdict returns the cell of a verdict.
func (m *besider) verdict(r kpi.Result) Cell {
	if r.Verdict == kpi.Unjudged {
		return textCell("")
	}
	return word(r.Verdict.String(), m.w.text(r.Verdict.String()))
}

// target returns the cell of the threshold of a result.
func (m *besider) target(r kpi.Result) Cell {
	if r.Target == nil {
		return textCell("")
	}
	return word(r.Target.Threshold, m.w.lang.Number(r.Target.Threshold))
}

// besideData returns the object of a figure beside another.
func besideData(b asideFigure) Object {
	var change any
	if b.change != nil {
		change = number(b.change.Text)
	}
	return Object{{"figure", figureData(b.figure)}, {"change", change}, {"status", b.standing}, {"reason", orNull(b.reason)}}
}
