package render

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// CSV writes one row per group for programs: the keys, the period, every
// measure, and each indicator in percent with six decimals (a plain count as it
// is), empty where there is no figure. Comma, decimal point, no byte-order
// mark, LF. There is no total row: it would be taken for a unit.
func CSV(w io.Writer, r *report.Report) error {
	header := make([]string, 0, len(r.Columns))
	for _, d := range flatKeys(r) {
		header = append(header, d.String())
	}
	header = withRank(r, header, "rank")
	for _, column := range flatColumns(r) {
		header = append(header, column.Field)
	}
	return writeFlat(csv.NewWriter(w), r, header,
		func(_ kpi.Dimension, k report.Key) string { return k.Value },
		func(number string) string { return number })
}

// CSVVi writes the rows of [CSV] for a spreadsheet that is set to Vietnamese:
// semicolon, decimal comma, byte-order mark, CRLF, and what people read for
// headers and keys. Numbers have no group marks, so that they are read as numbers.
func CSVVi(w io.Writer, r *report.Report) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Comma, c.UseCRLF = ';', true
	return writeFlat(c, r, flatLabels(r),
		func(d kpi.Dimension, k report.Key) string { return sheetKey(d.String(), k, r.Say) },
		func(number string) string { return strings.Replace(number, ".", ",", 1) })
}

// sheetKey is a key as a spreadsheet takes it for a text.
func sheetKey(id string, k report.Key, say func(string) string) string {
	if id == kpi.ByPeriod.String() && k.Value != "" {
		return say("in-period") + " " + kpi.Printable(k.Label) // a month alone is taken for a date
	}
	if strings.Trim(k.Label, "0123456789./-") == "" && k.Label != "" {
		return say(id) + " " + k.Label // a name such as 3 or 1/5 would be a number or a date
	}
	return kpi.Printable(k.Label)
}

// flatKeys are the dimensions of a flat table: those of the rows, and the period.
func flatKeys(r *report.Report) []kpi.Dimension {
	if slices.Contains(r.By, kpi.ByPeriod) {
		return r.By
	}
	return append(slices.Clone(r.By), kpi.ByPeriod)
}

// flatLabels are the headers of a flat table for people. A label that stands for two
// columns is followed by the id.
func flatLabels(r *report.Report) []string {
	var header []string
	for _, d := range flatKeys(r) {
		header = append(header, r.Say(d.String()))
	}
	header = withRank(r, header, r.RankLabel)
	for _, column := range flatColumns(r) {
		label := column.Label
		switch {
		case column.Points && column.ID != "":
			label += " (" + r.Say("in-line.points") + ")"
		case !column.Plain:
			label += " (%)"
		}
		if slices.Contains(header, label) {
			label += " [" + column.Field + "]"
		}
		header = append(header, report.Neutral(label))
	}
	return header
}

// writeFlat writes the rows of a report as a flat table, with its keys and numbers
// as a format has them.
func writeFlat(c *csv.Writer, r *report.Report, header []string, key func(kpi.Dimension, report.Key) string, number func(string) string) error {
	if err := c.Write(header); err != nil {
		return err
	}
	for _, row := range r.Rows {
		var record []string
		for i, k := range row.Keys {
			record = append(record, report.Neutral(key(r.By[i], k)))
		}
		if len(row.Keys) < len(flatKeys(r)) {
			record = append(record, report.Neutral(key(kpi.ByPeriod, r.PeriodKey)))
		}
		record = withRank(r, record, row.RankText())
		for _, count := range row.Counts {
			record = append(record, number(count.String()))
		}
		for _, f := range slices.Concat(row.Figures, row.Points) {
			record = append(record, number(figureText(f)))
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func figureText(f report.Figure) string {
	switch {
	case !f.Defined:
		return ""
	case f.Earned.Most != "":
		return f.Earned.Value
	case f.Ratio.Plain:
		return f.Shown
	}
	return f.Percent
}
