package header

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// wholes takes a part for its whole where its header may mean either: the whole where
// the other part of what it is a part of has a column, and no other part of it has.
// "Sớm" beside "Trễ" is early or on time; beside "Đúng hạn" it is early.
func (r *columnReader) wholes() {
	ms := r.cat.Measures
	for i, c := range r.layout.Measures {
		if !c.alone {
			continue
		}
		whole := ms.Whole(c.Measure)
		if r.anyOf(ms.Beside(whole)) && !r.anyOf(ms.Beside(c.Measure)) && !r.anyOf([]int{whole}) {
			r.layout.Measures[i].Measure = whole
		}
	}
}

// anyOf reports whether one of some measures has a column.
func (r *columnReader) anyOf(measures []int) bool {
	return slices.ContainsFunc(measures, func(measure int) bool {
		_, ok := r.first(catalog.Meaning{Measure: measure})
		return ok
	})
}

// deadline notes a list of time limits: one procedure a row. Rows that name what they
// count are not taken for procedures.
func (r *columnReader) deadline() {
	var at [4]int
	for i, id := range [4]string{"procedures", "procedures_cut", "statutory_days", "assigned_days"} {
		at[i], _ = r.cat.Measures.Index(id)
		_, given := r.first(catalog.Meaning{Measure: at[i]})
		if limit := i >= 2; given != limit || r.layout.Cells.Things >= 0 {
			return
		}
	}
	r.layout.Deadline = &Deadline{at[0], at[1], at[2], at[3]}
}

// checkAlone warns of a column that is one of several that make a measure, without the
// others.
func (r *columnReader) checkAlone() {
	columns := map[int]int{}
	for _, c := range r.layout.Measures {
		columns[c.Measure]++
	}
	for _, c := range r.layout.Measures {
		m := catalog.Meaning{Measure: c.Measure, Adds: true}
		if i, ok := r.taken[m]; ok && i == c.Cell && columns[c.Measure] == 1 {
			r.findings.Add(kpi.ColumnAlone, r.place(i), "measure", kpi.MeasureKey(r.cat.Measures.At(c.Measure).ID))
		}
	}
}
