package report

import "cchc/kpi"

// Data returns the columns of a form, and its rows and their total with the counts by
// measures, null where one is not known.
func (f *Form) Data() any {
	return Object{
		{"schema", formSchema},
		{"form", f.Of.ID},
		{"rows_are", string(f.Rows)},
		{"period", periodData(f.Period)},
		{"columns", each(f.Columns, func(c FormColumn) Object {
			return Object{{"number", c.Number}, {"header", c.Header}, {"measure", orNull(c.ID)}}
		})},
		{"rows", each(f.Lines, func(l FormLine) Object {
			o := Object{{"number", l.Number}, {"name", l.Name}}
			return append(append(o, l.Keys...), Member{measuresObject, f.measures(l)})
		})},
		{"total", Object{{measuresObject, f.measures(f.Total)}}},
		{"inputs", inputsData(f.Source.Inputs)},
		{"findings", eachOf(f.Source.Findings, findingData)},
	}
}

// measures returns the counts of a row by measures.
func (f *Form) measures(l FormLine) (o Object) {
	counts := l.Counts
	for _, c := range f.Columns {
		if c.Holds == kpi.FormCount {
			o.add(c.ID, number(counts[0].String()))
			counts = counts[1:]
		}
	}
	return o
}
