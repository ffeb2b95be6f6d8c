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
	c := csv.NewWriter(w)
	var header []string
	for _, d := range r.By {
		header = append(header, d.String())
	}
	periodKey := len(header) > 0 && header[len(header)-1] == kpi.ByPeriod.String()
	if !periodKey {
		header = append(header, kpi.ByPeriod.String())
	}
	for _, column := range slices.Concat(r.Measures, r.Columns) {
		header = append(header, column.Field)
	}
	if err := c.Write(header); err != nil {
		return err
	}
	for _, row := range r.Rows {
		var record []string
		for _, k := range row.Keys {
			record = append(record, neutral(k.Value))
		}
		if !periodKey {
			record = append(record, r.Period.String())
		}
		for _, count := range row.Counts {
			record = append(record, countText(count))
		}
		for _, f := range row.Figures {
			record = append(record, figureText(f))
		}
		if err := c.Write(record); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func countText(c report.Count) string {
	if !c.Known {
		return ""
	}
	return kpi.FormatCount(c.Value, c.Scale)
}

func figureText(f report.Figure) string {
	switch {
	case !f.Defined:
		return ""
	case f.Ratio.Plain:
		return f.Shown
	}
	return f.Percent
}

// neutral puts an apostrophe before a text that a spreadsheet would run.
func neutral(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}
