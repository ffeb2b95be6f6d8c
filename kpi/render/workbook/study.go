package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// Study writes the records of a trend or a comparison, those of all units together on a
// sheet of their own, with findings, definitions and sources.
func Study(w io.Writer, s *report.Study) error {
	return write(w, s.Say("title"), func(f *excelize.File) error {
		return newBook(f, s.Lists()).write(
			func(b *book) error { return records(b, s, b.names[summarySheet], s.Fields, s.Records) },
			func(b *book) error { return records(b, s, b.named(s.Say("total")), s.TotalFields(), s.Totals) },
			findings, definitions, sources,
		)
	})
}

// records writes a sheet of records.
func records(b *book, s *report.Study, name string, fields []report.Field, records [][]report.Cell) error {
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
			row = append(row, recordCells(fields[i].Kind, c, s.Lang)...)
		}
		rows = append(rows, row)
	}
	return list(b, name, s.Title, s.Legend, columns, rows)
}

// recordCells returns the cells of a field; those of a figure are its numerator, its
// denominator and its rate.
func recordCells(kind report.FieldKind, c report.Cell, lang kpi.Lang) []cell {
	switch {
	case kind == report.TextField:
		return []cell{{value: c.Key.Label}}
	case kind == report.NumberField && c.Number != nil:
		return []cell{{*c.Number, look{format: wholeFormat}}}
	case kind == report.ChangeField && c.Change != nil:
		return []cell{{c.Change.Number, look{format: changeFormat(c.Change.Shown)}}}
	case kind != report.FigureField:
		return []cell{{}}
	}
	f := *c.Figure
	figure := figureCell(f, lang, look{})
	switch {
	case !f.Defined:
		return []cell{{}, {}, figure}
	case f.Ratio.Plain:
		return []cell{figure, {}, {}}
	}
	num, den := f.Sums()
	return []cell{countCell(num, look{}), countCell(den, look{}), figure}
}
