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

// arranged leaves out of tables what people need not read: the keys that are the same in all
// rows of their scorecards, and the rows without any figure, unless all are such. The first
// scorecard is of the report, the others are of its parts. It returns the labels of the first,
// of the first table, and the names of the second.
func (w wording) arranged(tables []*Table, cards []*kpi.Scorecard) (shared, blank []string) {
	for _, t := range tables {
		rows := slices.DeleteFunc(slices.Clone(t.Rows), Row.isBlank)
		if len(rows) == 0 || len(rows) == len(t.Rows) {
			continue
		}
		for _, row := range t.Rows {
			if name := row.Name(); row.isBlank() && !slices.Contains(blank, name) {
				blank = append(blank, name)
			}
		}
		t.Rows = rows
	}
	for n, t := range tables {
		labels := t.leaveOut(w, sharedKeys(cards[t.Part], t.Part > 0))
		if n == 0 {
			shared = labels
		}
	}
	return shared, blank
}

// arrangedStudy leaves out of the tables of a trend or a comparison the keys that are the same
// in all rows of a scorecard of all that they have, and notes where no row has one. It returns
// the labels of the keys.
func (w wording) arrangedStudy(tables []*Table, all *kpi.Scorecard) (shared []string) {
	same := sharedKeys(all, false)
	for _, t := range tables {
		shared = t.leaveOut(w, same)
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

// sharedKeys returns the keys that need no column, as groups of them that have nothing else:
// those that are the same in all of several rows of a scorecard, whether a table shows the row
// or not, but for the smallest units. A part of a report is named by its key, and may have
// one row. A district is the same in one province only, and the period is that of the title.
func sharedKeys(card *kpi.Scorecard, isPart bool) map[kpi.Dimension]kpi.Group {
	by, same := keyDimensions(card), map[kpi.Dimension]kpi.Group{}
	if len(card.Rows) == 0 || len(card.Rows) == 1 && !isPart {
		return same
	}
	smallest := max(slices.Index(by, kpi.ByProvince), slices.Index(by, kpi.ByDistrict), slices.Index(by, kpi.ByCommune))
	for i, d := range by {
		first := card.Rows[0].Group
		differs := func(s kpi.Score) bool {
			g := s.Group
			switch d {
			case kpi.ByProvince:
				return g.Province != first.Province
			case kpi.ByDistrict:
				return g.Province != first.Province || g.District != first.District
			case kpi.ByLevel:
				return g.Level != first.Level
			}
			return g.Period != card.Period
		}
		if i != smallest && len(by)-len(same) > 1 && !slices.ContainsFunc(card.Rows, differs) {
			same[d] = first
		}
	}
	return same
}

// leaveOut leaves out keys, and returns the labels of those that a title has to name.
func (t *Table) leaveOut(w wording, same map[kpi.Dimension]kpi.Group) (labels []string) {
	for i := len(t.By) - 1; i >= 0; i-- {
		d := t.By[i]
		group, ok := same[d]
		if !ok {
			continue
		}
		if key := w.key(group, d); d != kpi.ByPeriod && key.Value != "" {
			labels = slices.Insert(labels, 0, kpi.Printable(key.Label))
		}
		t.By, t.Keys = slices.Delete(slices.Clone(t.By), i, i+1), slices.Delete(slices.Clone(t.Keys), i, i+1)
		for n := range t.Rows {
			t.Rows[n].Keys = slices.Delete(slices.Clone(t.Rows[n].Keys), i, i+1)
		}
	}
	return labels
}

// isWhole reports whether the only row of a scorecard is what its total is, with the same
// verdicts: targets can be of one of both.
func isWhole(card *kpi.Scorecard) bool {
	return len(card.Rows) == 1 && slices.EqualFunc(card.Rows[0].Results, card.Total.Results, func(a, b kpi.Result) bool {
		return a.Verdict == b.Verdict && (a.Target == nil) == (b.Target == nil)
	})
}
