package report

import "cchc/kpi"

// study makes the document of a trend or a comparison without its tables and records.
func (w wording) study(schema string, definitions []Definition, files []kpi.File, findings []kpi.Finding, opts Options) *Document {
	d := &Document{Machine: Machine{Schema: schema}, Heading: opts.Heading, Texts: Texts{w.words, w.lang}}
	d.Evidence = Evidence{Definitions: definitions, Inputs: files, Findings: Messages(findings, w.words, w.lang)}
	d.Sections = w.below(opts.Below, d.Evidence.Definitions, findings, nil, nil)
	return d
}

// keyed makes a table of a period with the headers of its keys.
func (w wording) keyed(name string, by []kpi.Dimension, p kpi.Period) *Table {
	t := &Table{Name: name, By: by, TotalLabel: w.text("total")}
	for _, d := range by {
		t.Keys = append(t.Keys, w.keyHeader(d, p))
	}
	return t
}

// keyHeader returns the header of a key column for people: a column of communes names the
// types of units that there are of that level in a period.
func (w wording) keyHeader(d kpi.Dimension, p kpi.Period) string {
	reform := kpi.NewMonth(2025, 7) // Law 72/2025/QH15: no districts since, and special zones beside communes and wards
	switch {
	case d != kpi.ByCommune || p.IsZero():
		return w.text(d.String())
	case p.From < reform && p.To >= reform:
		return w.text("communes.both")
	case p.From >= reform:
		return w.text("communes.now")
	}
	return w.text("communes.before")
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
