package render

import (
	"encoding/csv"
	"encoding/json"
	"io"

	"cchc/kpi/report"
)

// TidyCSV writes a tidy table with ids as headers: comma, decimal point, no
// byte-order mark, LF; a cell is empty where nothing is known. Texts that a
// spreadsheet would run begin with an apostrophe, which reading takes off again.
func TidyCSV(w io.Writer, t *report.Tidy) error {
	c := csv.NewWriter(w)
	var header []string
	for _, column := range t.Columns {
		header = append(header, column.ID)
	}
	if err := c.Write(header); err != nil {
		return err
	}
	for _, row := range t.Rows {
		record := make([]string, len(row))
		for i, cell := range row {
			if record[i] = report.Neutral(cell.Text); t.Columns[i].Unit != "" {
				record[i] = cell.Count.String()
			}
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// TableCSV writes records of texts as CSV: comma, no byte-order mark, LF. Texts that a
// spreadsheet would run begin with an apostrophe, which reading takes off again.
func TableCSV(w io.Writer, records [][]string) error {
	c := csv.NewWriter(w)
	for _, record := range records {
		cells := make([]string, len(record))
		for i, text := range record {
			cells[i] = report.Neutral(text)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// jsonTidySchema names the form of a tidy table in JSON. It changes with the
// form.
const jsonTidySchema = "kpi.clean/1"

type jsonTidy struct {
	Schema  string            `json:"schema"`
	Columns []jsonColumn      `json:"columns"`
	Rows    []json.RawMessage `json:"rows"`
	Inputs  []jsonInput       `json:"inputs"`
}

type jsonColumn struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Kind  string  `json:"kind"`
	Unit  *string `json:"unit"`
}

// TidyJSON writes a tidy table for programs: its columns, and its rows as
// objects with every column, null where a count or a name is not known.
func TidyJSON(w io.Writer, t *report.Tidy) error {
	out := jsonTidy{Schema: jsonTidySchema, Columns: []jsonColumn{}, Rows: []json.RawMessage{}, Inputs: jsonInputs(t.Inputs)}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, jsonColumn{c.ID, c.Label, c.Kind, orNull(c.Unit)})
	}
	for _, row := range t.Rows {
		var object fields
		for i, cell := range row {
			if t.Columns[i].Unit != "" {
				object.add(t.Columns[i].ID, jsonCount(cell.Count))
			} else {
				object.add(t.Columns[i].ID, orNull(cell.Text))
			}
		}
		if err := object.fault(); err != nil {
			return err
		}
		out.Rows = append(out.Rows, object.object())
	}
	return Encode(w, out)
}

// orNull is a text, or null for none.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
