package render

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// StudyCSV writes the records of a study for programs: a figure as its numerator, its
// denominator and its percentage with six decimals, empty where there is none. Comma,
// decimal point, no byte-order mark, LF. There are no totals.
func StudyCSV(w io.Writer, r *report.Study) error {
	var header []string
	for _, f := range r.Fields {
		header = append(header, f.IDs()...)
	}
	return writeRecords(csv.NewWriter(w), r, header,
		func(_ report.Field, k report.Key) string { return k.Value },
		func(number string) string { return number })
}

// StudyCSVVi writes the records of [StudyCSV] for a spreadsheet that is set to
// Vietnamese, as [CSVVi] does.
func StudyCSVVi(w io.Writer, r *report.Study) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	var header []string
	for _, f := range r.Fields {
		header = append(header, f.Headers(r.Say)...)
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	return writeRecords(c, r, header,
		func(f report.Field, k report.Key) string { return sheetKey(f.ID, k, r.Say) },
		func(number string) string { return strings.Replace(number, ".", ",", 1) })
}

// writeRecords writes the records of a study, with keys and numbers as a format has them.
func writeRecords(c *csv.Writer, r *report.Study, header []string, key func(report.Field, report.Key) string, number func(string) string) error {
	if err := c.Write(header); err != nil {
		return err
	}
	for _, cells := range r.Records {
		var record []string
		for i, cell := range cells {
			switch r.Fields[i].Kind {
			case report.TextField:
				record = append(record, report.Neutral(key(r.Fields[i], *cell.Key)))
			case report.NumberField:
				record = append(record, integer(cell))
			case report.ChangeField:
				record = append(record, number(changeText(cell)))
			default:
				for _, text := range figureTexts(*cell.Figure) {
					record = append(record, number(text))
				}
			}
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func integer(c report.Cell) string {
	if c.Number == nil {
		return ""
	}
	return strconv.Itoa(*c.Number)
}

func changeText(c report.Cell) string {
	if c.Change == nil {
		return ""
	}
	return c.Change.Text
}

// figureTexts are the numerator, the denominator and the percentage of a figure.
func figureTexts(f report.Figure) []string {
	if !f.Defined {
		return []string{"", "", ""}
	}
	count := func(v int64) string { return kpi.FormatCount(v, f.Ratio.Scale) }
	if f.Ratio.Plain {
		return []string{count(f.Ratio.Num), "", ""}
	}
	return []string{count(f.Ratio.Num), count(f.Ratio.Den), f.Percent}
}

// StudyJSON writes a study whole for programs: what it is about, its records, those of
// all units together, definitions, inputs and findings.
func StudyJSON(w io.Writer, r *report.Study) error {
	var out fields
	out.add("schema", r.Schema)
	for _, f := range r.Facts {
		out.add(f.ID, f.Value)
	}
	out.add("rows", jsonRecords(r.Fields, r.Records, &out))
	out.add("total", jsonRecords(r.TotalFields(), r.Totals, &out))
	out.add("definitions", jsonDefinitions(r.Definition))
	out.add("inputs", jsonInputs(r.Inputs))
	findings := []jsonFinding{}
	for f := range r.Findings {
		findings = append(findings, findingJSON(f))
	}
	out.add("findings", findings)
	if out.err != nil {
		return out.err
	}
	return Encode(w, out.object())
}

// jsonRecords are records as objects. An error is noted at the object they are for.
func jsonRecords(shown []report.Field, records [][]report.Cell, at *fields) []json.RawMessage {
	objects := []json.RawMessage{}
	for _, cells := range records {
		var object fields
		for i, cell := range cells {
			object.add(cmp.Or(shown[i].ID, "figure"), recordJSON(shown[i].Kind, cell))
		}
		at.err = at.fault(object)
		objects = append(objects, object.object())
	}
	return objects
}

// recordJSON is a cell for programs; null where there is none.
func recordJSON(kind report.FieldKind, c report.Cell) any {
	switch {
	case kind == report.TextField:
		return c.Key.Value
	case kind == report.NumberField && c.Number != nil:
		return *c.Number
	case kind == report.ChangeField && c.Change != nil:
		return number(c.Change.Text)
	case kind == report.FigureField:
		if f := figureJSON(*c.Figure); f != nil {
			return f
		}
	}
	return nil
}
