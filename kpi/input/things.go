package input

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// thingsOf reads what a row says that it counts, where a column does: lists of
// tasks and counts of dossiers may stand in one table. A cell that does not say
// it is a finding, and the row is of no use.
func (r *counter) thingsOf(rec record) bool {
	i := r.layout.things
	if i < 0 {
		return true
	}
	counted, ok := r.things[string(rec.cells[i])]
	if !ok {
		if counted, ok = catalog.Things(string(rec.cells[i])); !ok {
			r.add(kpi.ThingsUnknown, r.place(rec, i))
			return false
		}
		r.things[string(rec.cells[i])] = counted
	}
	r.counted = counted
	return true
}

// saysNothing reports whether a row says nothing of what a column counts: its
// blank there is nothing missing. A count there contradicts the row.
func (r *counter) saysNothing(rec record, c measureColumn) bool {
	if r.layout.things < 0 {
		return false
	}
	of := r.run.cat.Measures.At(c.measure).Of
	if slices.Contains(r.counted, of) {
		return false
	}
	if len(trim(rec.cells[c.cell])) > 0 {
		r.add(kpi.CountNotListed, r.place(rec, c.cell), "of", of, "things", strings.Join(r.counted, ", "))
	}
	return true
}
