package render

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// csvTable is a CSV while it is written. For programs it has commas, decimal points and
// LF; for people it is read by a spreadsheet that is set to Vietnamese and has a
// byte-order mark, semicolons, decimal commas, CRLF, and labels instead of ids.
type csvTable struct {
	c      *csv.Writer
	people bool
}

// asCSV makes a format of the records of a result, for people or for programs: the ids or
// labels of the fields, then the rows. A figure is its numerator, its denominator and its
// percentage with six decimals, or only that; it is empty where there is none. A form is
// written as it looks.
func asCSV(people bool) func(io.Writer, report.Result) error {
	return func(w io.Writer, result report.Result) error {
		return writeCSV(w, people, func(t csvTable) {
			if f, ok := result.(*report.Form); ok {
				t.form(f)
				return
			}
			records := result.Records()
			t.row(t.header(records.Fields)...)
			for record := range records.Rows {
				t.row(t.record(records.Fields, record)...)
			}
		})
	}
}

// writeCSV writes a CSV table.
func writeCSV(w io.Writer, people bool, write func(csvTable)) error {
	t := csvTable{csv.NewWriter(w), people}
	if people {
		t.c.Comma, t.c.UseCRLF = ';', true
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	write(t)
	t.c.Flush()
	return t.c.Error()
}

// row writes a record. The writer below keeps its first error.
func (t csvTable) row(cells ...string) { _ = t.c.Write(cells) }

// number writes a number that has a decimal point. It has no group marks for people
// either, so that a spreadsheet reads a number.
func (t csvTable) number(text string) string {
	if t.people {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// header returns the header of records. For people a label that two columns have is followed
// by the id.
func (t csvTable) header(fields []report.Field) []string {
	var header, labels []string
	for _, f := range fields {
		if !t.people {
			header = append(header, f.Columns...)
			continue
		}
		for i, label := range f.Labels {
			if slices.Contains(labels, label) {
				label += " [" + f.Columns[i] + "]"
			}
			labels, header = append(labels, label), append(header, report.Neutral(label))
		}
	}
	return header
}

// record returns the cells of a record.
func (t csvTable) record(fields []report.Field, record []report.Cell) []string {
	cells := make([]string, 0, len(fields))
	for i, c := range record {
		switch f := fields[i]; {
		case len(f.Columns) == 0:
		case c.Key != nil:
			cells = append(cells, t.text(f, *c.Key))
		case c.Number != nil:
			cells = append(cells, strconv.Itoa(*c.Number))
		case c.Count != nil:
			cells = append(cells, t.number(c.Count.String()))
		case c.Change != nil:
			cells = append(cells, t.number(c.Change.Text))
		case c.Figure != nil && f.Kind == report.FigureField:
			num, den := c.Figure.Sums()
			cells = append(cells, t.number(num.String()), t.number(den.String()), t.number(c.Figure.Percent()))
		case c.Figure != nil:
			cells = append(cells, t.number(c.Figure.Value()))
		default:
			cells = append(cells, "")
		}
	}
	return cells
}

// text writes a text of a field. For people it is such that a spreadsheet takes it for a
// text: a month alone is taken for a date, and a name such as 3 or 1/5 for a number or a date.
func (t csvTable) text(f report.Field, k report.Key) string {
	switch {
	case !t.people:
		return report.Neutral(k.Value)
	case f.Kind == report.PeriodField && k.Value != "":
		return report.Neutral(f.Prefix + " " + kpi.Printable(k.Label))
	case f.Prefix != "" && k.Label != "" && strings.Trim(k.Label, "0123456789./-") == "":
		return report.Neutral(f.Prefix + " " + k.Label)
	}
	return report.Neutral(kpi.Printable(k.Label))
}

// TableCSV writes records of texts as CSV: comma, no byte-order mark, LF. Texts that a
// spreadsheet would run begin with an apostrophe, which reading takes off again.
func TableCSV(w io.Writer, records [][]string) error {
	return writeCSV(w, false, func(t csvTable) {
		for _, record := range records {
			cells := make([]string, len(record))
			for i, text := range record {
				cells[i] = report.Neutral(text)
			}
			t.row(cells...)
		}
	})
}
