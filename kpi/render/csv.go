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

// asCSV makes a format of a function that writes records, for people or for programs.
func asCSV[T any](people bool, records func(t csvTable, result T)) func(io.Writer, T) error {
	return func(w io.Writer, result T) error {
		t := csvTable{csv.NewWriter(w), people}
		if people {
			t.c.Comma, t.c.UseCRLF = ';', true
			if _, err := io.WriteString(w, "\ufeff"); err != nil {
				return err
			}
		}
		records(t, result)
		t.c.Flush()
		return t.c.Error()
	}
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

// key writes a key of a column. For people it is such that a spreadsheet takes it for
// a text.
func (t csvTable) key(id string, k report.Key, say func(string) string) string {
	switch {
	case !t.people:
		return report.Neutral(k.Value)
	case id == kpi.ByPeriod.String() && k.Value != "":
		return report.Neutral(say("in-period") + " " + kpi.Printable(k.Label)) // a month alone is taken for a date
	case strings.Trim(k.Label, "0123456789./-") == "" && k.Label != "":
		return report.Neutral(say(id) + " " + k.Label) // a name such as 3 or 1/5 would be a number or a date
	}
	return report.Neutral(kpi.Printable(k.Label))
}

// TableCSV writes records of texts as CSV: comma, no byte-order mark, LF. Texts that a
// spreadsheet would run begin with an apostrophe, which reading takes off again.
func TableCSV(w io.Writer, records [][]string) error {
	return asCSV(false, func(t csvTable, records [][]string) {
		for _, record := range records {
			cells := make([]string, len(record))
			for i, text := range record {
				cells[i] = report.Neutral(text)
			}
			t.row(cells...)
		}
	})(w, records)
}

// reportCSV writes one row per group: the keys, the period, every measure, and each
// indicator in percent with six decimals (a plain count as it is), empty where there is
// no figure. There is no total row: it would be taken for a unit.
func reportCSV(t csvTable, r *report.Report) {
	by := r.By
	if !slices.Contains(by, kpi.ByPeriod) {
		by = append(slices.Clone(by), kpi.ByPeriod)
	}
	columns := slices.Concat(r.Measures, r.Columns)
	if r.Points != nil {
		columns = append(columns, r.Points.Columns...)
	}
	t.row(t.header(r, by, columns)...)
	for _, row := range r.Rows {
		var record []string
		for i, k := range row.Keys {
			record = append(record, t.key(by[i].String(), k, r.Say))
		}
		if len(row.Keys) < len(by) {
			record = append(record, t.key(kpi.ByPeriod.String(), r.PeriodKey, r.Say))
		}
		record = withRank(r, record, row.RankText())
		for _, count := range row.Counts {
			record = append(record, t.number(count.String()))
		}
		for _, f := range slices.Concat(row.Figures, row.Points) {
			value := f.Percent
			switch {
			case !f.Defined:
				value = ""
			case f.Earned.Most != "":
				value = f.Earned.Value
			case f.Ratio.Plain:
				value = f.Shown
			}
			record = append(record, t.number(value))
		}
		t.row(record...)
	}
}

// header returns the header of a report. For people a label that two columns have is followed
// by the id.
func (t csvTable) header(r *report.Report, by []kpi.Dimension, columns []report.Column) []string {
	name, rank := r.Say, r.RankLabel
	if !t.people {
		name, rank = func(id string) string { return id }, "rank"
	}
	var header []string
	for _, d := range by {
		header = append(header, name(d.String()))
	}
	header = withRank(r, header, rank)
	for _, c := range columns {
		if !t.people {
			header = append(header, c.Field)
			continue
		}
		label := c.Label
		switch {
		case c.Points && c.ID != "":
			label += " (" + r.Say("in-line.points") + ")"
		case !c.Plain:
			label += " (%)"
		}
		if slices.Contains(header, label) {
			label += " [" + c.Field + "]"
		}
		header = append(header, report.Neutral(label))
	}
	return header
}

// withRank adds the cell of the rank to those of the keys, where rows have ranks.
func withRank(r *report.Report, keys []string, rank string) []string {
	if r.RankLabel == "" {
		return keys
	}
	return append(keys, rank)
}

// studyCSV writes the records of a study: a figure as its numerator, its denominator and
// its percentage with six decimals, empty where there is none. There are no totals.
func studyCSV(t csvTable, s *report.Study) {
	var header []string
	for _, f := range s.Fields {
		if t.people {
			header = append(header, f.Headers(s.Say)...)
		} else {
			header = append(header, f.IDs()...)
		}
	}
	t.row(header...)
	for _, cells := range s.Records {
		var record []string
		for i, c := range cells {
			switch field := s.Fields[i]; {
			case field.Kind == report.TextField:
				record = append(record, t.key(field.ID, *c.Key, s.Say))
			case field.Kind == report.FigureField:
				num, den := c.Figure.Sums()
				record = append(record, t.number(num.String()), t.number(den.String()), t.number(c.Figure.Percent))
			case c.Number != nil:
				record = append(record, strconv.Itoa(*c.Number))
			case c.Change != nil:
				record = append(record, t.number(c.Change.Text))
			default:
				record = append(record, "")
			}
		}
		t.row(record...)
	}
}
