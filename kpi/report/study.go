package report

import "cchc/kpi"

// study makes the document of a trend or a comparison without its tables and records.
func (w wording) study(schema string, definitions []Definition, files []kpi.File, findings []kpi.Finding) *Document {
	d := &Document{Schema: schema, Texts: Texts{w.words, w.lang}}
	d.Evidence = Evidence{Definitions: definitions, Inputs: files, Findings: Messages(findings, w.words, w.lang)}
	d.Sections = append(d.Sections, w.definitionSection(d.Evidence.Definitions))
	if notes := w.notes(findings); len(notes) > 0 {
		d.Sections = append(d.Sections, Section{NoteSection, w.text(NoteSection), notes})
	}
	return d
}

// keyed makes a table with the headers of its keys.
func (w wording) keyed(name string, by []kpi.Dimension) *Table {
	t := &Table{Name: name, By: by, TotalLabel: w.text("total")}
	for _, d := range by {
		t.Keys = append(t.Keys, w.text(d.String()))
	}
	return t
}

// keyCells returns the cells of keys.
func keyCells(keys []Key) (cells []Cell) {
	for _, k := range keys {
		cells = append(cells, Cell{Key: &k})
	}
	return cells
}

// dimensionIDs returns the words for dimensions.
func dimensionIDs(by []kpi.Dimension) []string {
	ids := []string{}
	for _, d := range by {
		ids = append(ids, d.String())
	}
	return ids
}
