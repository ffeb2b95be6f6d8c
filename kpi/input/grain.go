package input

import (
	"bytes"
	"cchc/kpi"
	"slices"
	"strconv"
)

// repeated notes a row that says the same unit, period and procedure again.
func (r *rowReader) repeated(rec record, s *slot) {
	unit, period := r.run.unitName(s.unit), s.period.String()
	if len(r.layout.unknown) > 0 {
		var columns []string
		for _, i := range r.layout.unknown {
			columns = append(columns, r.layout.headers[i])
		}
		r.count(kpi.RowIndistinct, kpi.Place{Line: rec.line}, "unit", unit, "period", period, "columns", excerpts(columns))
		return
	}
	r.add(kpi.RowDuplicate, kpi.Place{Line: rec.line}, "unit", unit, "period", period, "line", strconv.Itoa(s.line))
}

// fineness is what rows of one unit and period are told apart by.
type fineness uint8

const (
	byUnit fineness = iota
	byField
	byProcedure
)

// String names the fineness for a message.
func (f fineness) String() string { return [...]string{"unit", "field", "procedure"}[f] }

// fineness returns what a row is of. A row without a procedure beside rows with
// one may be their total.
func (r *rowReader) fineness(rec record) fineness {
	filled := func(i int) bool { return len(bytes.TrimSpace(rec.cells[i])) > 0 }
	switch {
	case slices.ContainsFunc(r.layout.procedure, filled):
		return byProcedure
	case slices.ContainsFunc(r.layout.field, filled):
		return byField
	}
	return byUnit
}

func (r *rowReader) mixed(rec record, s *slot, fine fineness) {
	r.add(kpi.RowMixed, kpi.Place{Line: rec.line}, "unit", r.run.unitName(s.unit), "period", s.period.String(),
		"grain", fine.String(), "other", s.fine.String(), "line", strconv.Itoa(s.line))
}

// grainOf numbers what tells the row apart from others of its unit and period.
func (r *rowReader) grainOf(rec record) int {
	if len(r.layout.procedure)+len(r.layout.field) == 0 {
		return 0
	}
	key := r.scratch[:0]
	for _, cells := range [2][]int{r.layout.procedure, r.layout.field} {
		for _, i := range cells {
			key = append(append(key, rec.cells[i]...), 0x1f)
		}
	}
	r.scratch = key
	id, ok := r.grains[string(key)]
	if !ok {
		id = r.run.grainID(string(key))
		r.grains[string(key)] = id
	}
	return id
}
