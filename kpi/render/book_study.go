package render

import (
	"io"
	"strings"

	"cchc/kpi/report"
)

// StudyXLSX writes the records of a trend or a comparison as a workbook for people, those
// of all units together on a sheet of their own, with findings, definitions and sources.
// Every figure is the number that stands in the study, shown as people read it.
func StudyXLSX(w io.Writer, s *report.Study) (err error) {
	f, err := newWorkbook(s.Say("title"))
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	r := s.Lists()
	b := &book{f: f, r: r, styles: map[look]int{}, reserved: fixedSheets(r)}
	for _, write := range []func() error{
		func() error { return b.records(s, b.reserved[0], s.Fields, s.Records) },
		func() error { return b.records(s, sheetName(s.Say("total"), b.reserved), s.TotalFields(), s.Totals) },
		b.findings, b.definitions, b.sources,
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return finish(f, w)
}

// records writes a sheet of records.
func (b *book) records(s *report.Study, name string, fields []report.Field, records [][]report.Cell) error {
	var columns []listColumn
	for _, f := range fields {
		for _, label := range f.Headers(s.Say) {
			column := listColumn{label, 14, "right"}
			if f.Kind == report.TextField {
				column.width, column.align = 26, "left"
			}
			columns = append(columns, column)
		}
	}
	var rows [][]cell
	for _, record := range records {
		var row []cell
		for i, c := range record {
			row = append(row, b.recordCells(fields[i].Kind, c)...)
		}
		rows = append(rows, row)
	}
	return b.list(name, s.Title, s.Legend, columns, rows)
}

// recordCells are the cells of a field.
func (b *book) recordCells(kind report.FieldKind, c report.Cell) []cell {
	switch {
	case kind == report.TextField:
		return []cell{{value: c.Key.Label}}
	case kind == report.FigureField:
		return b.figureCells(*c.Figure)
	case kind == report.NumberField && c.Number != nil:
		return []cell{{*c.Number, look{format: wholeFormat}}}
	case kind == report.ChangeField && c.Change != nil:
		return []cell{{c.Change.Number, look{format: changeFormat(c.Change.Shown)}}}
	}
	return []cell{{}}
}

// figureCells are the numerator, the denominator and the rate of a figure.
func (b *book) figureCells(f report.Figure) []cell {
	if !f.Defined {
		return []cell{{}, {}, {f.NA, look{grey: true, align: "right"}}}
	}
	count := func(v int64) cell {
		value, format := sheetNumber(v, f.Ratio.Scale, wholeFormat, halfFormat)
		return cell{value, look{format: format}}
	}
	if f.Ratio.Plain {
		return []cell{count(f.Ratio.Num), {}, {}}
	}
	return []cell{count(f.Ratio.Num), count(f.Ratio.Den), {f.Number(), look{format: percentFormat(f.Shown, b.r.Lang)}}}
}

// changeFormat is the format of a change with as many decimals as a text has. One that
// is rounded to 0 keeps its sign.
func changeFormat(shown string) string {
	number := "0"
	if _, decimals, found := strings.Cut(shown, "."); found {
		number += "." + strings.Repeat("0", len(decimals))
	}
	return "+" + number + ";-" + number + ";" + number
}
