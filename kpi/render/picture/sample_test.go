package picture_test

import (
	"cchc/kpi"
	"cchc/kpi/report"
)

// sample is a report as tests write it.
type sample struct {
	By                []kpi.Dimension
	Title, TotalLabel string
	Columns           []report.Column
	Months            []report.Key
	Rows              []sampleRow
	Total             sampleRow
}

// sampleRow is a row of a sample.
type sampleRow struct {
	Keys    []report.Key
	Group   kpi.Group
	Figures []report.Figure
	Series  [][]report.Figure
}

// document returns the document of a sample, in Vietnamese.
func (r *sample) document() *report.Document {
	row := func(s sampleRow) report.Row {
		row := report.Row{Keys: s.Keys, Group: s.Group, Series: s.Series}
		for i := range s.Figures {
			c := report.Cell{Figure: &s.Figures[i]}
			if c.Figure.Defined && c.Figure.Ratio.Outside() {
				c.Mark = "!"
			}
			row.Cells = append(row.Cells, c)
		}
		return row
	}
	table := &report.Table{By: r.By, TotalLabel: r.TotalLabel, Columns: r.Columns, Months: r.Months, Total: row(r.Total)}
	for _, s := range r.Rows {
		table.Rows = append(table.Rows, row(s))
	}
	return &report.Document{Machine: report.Machine{Schema: "kpi.report/1"}, Title: r.Title, Tables: []*report.Table{table},
		Texts: report.Texts{Words: messages(), Lang: kpi.Vietnamese}}
}
