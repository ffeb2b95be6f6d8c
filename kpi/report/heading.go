package report

import (
	"slices"

	"cchc/kpi"
)

// Heading is what is above a document, and the names in it.
type Heading struct {
	Office   string            // whose document it is, or ""
	Title    string            // "" for the usual one
	Province string            // where all units are of one, with its type word, or ""
	Names    map[string]string // of districts, where people read another than that of the data
}

// arranged leaves out of tables what tells people nothing: the keys that are the same in all
// rows, and the rows without any figure, unless all are such. It returns the labels of the
// first, of the first table, and the names of the second.
func arranged(tables []*Table) (shared, blank []string) {
	for n, t := range tables {
		rows := slices.DeleteFunc(slices.Clone(t.Rows), Row.isBlank)
		if len(rows) > 0 && len(rows) < len(t.Rows) {
			for _, row := range t.Rows {
				if name := row.Name(); row.isBlank() && !slices.Contains(blank, name) {
					blank = append(blank, name)
				}
			}
			t.Rows = rows
		}
		labels := t.leaveShared()
		if n == 0 {
			shared = labels
		}
	}
	return shared, blank
}

// arrangedStudy leaves out of the tables of a trend or a comparison, which have the same rows,
// the keys that are the same in all rows, and notes where no row has one. It returns the
// labels of the keys.
func arrangedStudy(tables []*Table) (shared []string) {
	for _, t := range tables {
		shared = t.leaveShared()
		isBlank := func(r Row) bool {
			c := r.Cells[len(r.Cells)-1]
			return c.Key == nil || c.Key.Label == ""
		}
		if last := len(t.Columns) - 1; t.Columns[last].Kind == NoteColumn && !slices.ContainsFunc(t.All(), func(r Row) bool { return !isBlank(r) }) {
			t.Columns = t.Columns[:last]
			for i := range t.Rows {
				t.Rows[i].Cells = t.Rows[i].Cells[:last]
			}
			t.Total.Cells = t.Total.Cells[:last]
		}
	}
	return shared
}

// isBlank reports whether a row has no figure at all, of the whole period or of a month.
func (r Row) isBlank() bool {
	isDefined := func(f Figure) bool { return f.Defined }
	return len(r.Cells) > 0 && !slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Figure == nil || c.Figure.Defined }) &&
		!slices.ContainsFunc(r.Series, func(months []Figure) bool { return slices.ContainsFunc(months, isDefined) })
}

// leaveShared leaves out the keys that are the same in all of several rows, but for the
// smallest units, and returns their labels; the period is in the title anyway.
func (t *Table) leaveShared() (labels []string) {
	smallest := max(slices.Index(t.By, kpi.ByProvince), slices.Index(t.By, kpi.ByDistrict), slices.Index(t.By, kpi.ByCommune))
	for i := len(t.By) - 1; i >= 0 && len(t.Rows) > 1 && len(t.By) > 1; i-- {
		first := t.Rows[0].Keys[i]
		if i == smallest || slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Keys[i] != first }) {
			continue
		}
		if t.By[i] != kpi.ByPeriod {
			labels = slices.Insert(labels, 0, kpi.Printable(first.Label))
		}
		t.By, t.Keys = slices.Delete(slices.Clone(t.By), i, i+1), slices.Delete(slices.Clone(t.Keys), i, i+1)
		for n := range t.Rows {
			t.Rows[n].Keys = slices.Delete(slices.Clone(t.Rows[n].Keys), i, i+1)
		}
	}
	return labels
}
