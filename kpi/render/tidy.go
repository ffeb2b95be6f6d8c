package render

import (
	"io"

	"cchc/kpi/report"
)

// tidyCSV writes a tidy table with ids as headers; a cell is empty where nothing is
// known. Texts that a spreadsheet would run begin with an apostrophe, which reading
// takes off again.
func tidyCSV(t csvTable, table *report.Tidy) {
	var header []string
	for _, c := range table.Columns {
		header = append(header, c.ID)
	}
	t.row(header...)
	for _, row := range table.Rows {
		record := make([]string, len(row))
		for i, cell := range row {
			if record[i] = report.Neutral(cell.Text); table.Columns[i].Unit != "" {
				record[i] = cell.Count.String()
			}
		}
		t.row(record...)
	}
}

// tidyJSON writes a tidy table for programs: its columns, and its rows as
// objects with every column, null where a count or a name is not known.
func tidyJSON(w io.Writer, t *report.Tidy) error {
	return Encode(w, object{
		{"schema", "kpi.clean/1"},
		{"columns", each(t.Columns, func(c report.TidyColumn) object {
			return object{{"id", c.ID}, {"label", c.Label}, {"kind", c.Kind}, {"unit", orNull(c.Unit)}}
		})},
		{"rows", each(t.Rows, func(row []report.TidyCell) object {
			out := make(object, len(row))
			for i, cell := range row {
				if out[i] = (field{t.Columns[i].ID, orNull(cell.Text)}); t.Columns[i].Unit != "" {
					out[i].value = number(cell.Count.String())
				}
			}
			return out
		})},
		{"inputs", inputsJSON(t.Inputs)},
	})
}
