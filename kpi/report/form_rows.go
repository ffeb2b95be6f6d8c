package report

import (
	"bytes"
	"cmp"
	"slices"

	"cchc/kpi"
)

// UnitRows returns the rows of a form by units, and the names of those that have no count of
// it at all, which the form leaves out.
func UnitRows(of kpi.Form, card *kpi.Scorecard, name func(kpi.Group) string, words Words, lang kpi.Lang) (rows []FormRow, without []string) {
	w, by := wording{words: words, lang: lang}, keyDimensions(card)
	for _, s := range sorted(card, Options{}) {
		row := FormRow{Name: name(s.Group), Tally: s.Tally}
		for i, key := range w.keys(s.Group, by) {
			row.Keys.add(by[i].String(), orNull(key.Value))
		}
		if !HasCounts(of, s.Tally) {
			without = append(without, row.Name)
			continue
		}
		rows = append(rows, row)
	}
	return rows, without
}

// FieldRows returns the rows of a form by fields of work, in the order of their names and those
// without one last.
func FieldRows(of kpi.Form, fields []kpi.FieldTally, words Words, lang kpi.Lang) (rows []FormRow) {
	names := newNameOrder()
	fields = slices.DeleteFunc(slices.Clone(fields), func(f kpi.FieldTally) bool { return !HasCounts(of, f.Tally) })
	slices.SortStableFunc(fields, func(a, b kpi.FieldTally) int {
		if a.Field.Name == "" || b.Field.Name == "" {
			return a.Field.Compare(b.Field)
		}
		return cmp.Or(bytes.Compare(names.key(a.Field.Name), names.key(b.Field.Name)), a.Field.Compare(b.Field))
	})
	for _, f := range fields {
		name := f.Field.Name
		switch {
		case f.Field.None:
			name = words.Text("form.undivided", lang)
		case name == "":
			name = words.Text("form.no-field", lang)
		}
		rows = append(rows, FormRow{name, Object{{string(kpi.FormFields), orNull(f.Field.Name)}}, f.Tally})
	}
	return rows
}

// HasCounts reports whether a tally has a count of a form, or lacks one that it should have.
func HasCounts(of kpi.Form, t kpi.Tally) bool {
	return slices.ContainsFunc(of.Counts(), t.Touched)
}

// UnknownCounts returns a note for each column of a form in which a count is not known, with
// the rows in which it is not.
func UnknownCounts(of kpi.Form, measures *kpi.Measures, rows []FormRow, total kpi.Tally) (notes []kpi.Finding) {
	for _, c := range of.Columns {
		if c.Holds != kpi.FormCount {
			continue
		}
		var names []string
		for _, row := range rows {
			if _, known := row.Tally.Value(c.Measure); !known {
				names = append(names, row.Name)
			}
		}
		if _, known := total.Value(c.Measure); !known {
			names = append(names, allGroups)
		}
		if len(names) > 0 {
			notes = append(notes, kpi.NewFinding(kpi.FormUnknown, kpi.Place{}, "measure", kpi.MeasureKey(measures.At(c.Measure).ID),
				"groups", kpi.FewOf("groups", names)))
		}
	}
	return notes
}
