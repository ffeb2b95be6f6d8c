package workbook

import (
	"iter"
	"slices"

	"cchc/kpi"
	"cchc/kpi/report"
)

// studies writes a trend or a comparison: the tables that people read, charts of them, and
// the records, those of all units together on a sheet of their own.
func studies(b *book) error {
	tables := studyTables(b)
	for _, t := range tables {
		if err := t.write(b); err != nil {
			return err
		}
	}
	if err := studyCharts(b, tables); err != nil {
		return err
	}
	r := b.r.Machine.Records
	totals := slices.DeleteFunc(slices.Clone(r.Fields), func(f report.Field) bool { return f.IsKey })
	if err := records(b, b.names[dataSheet], r.Fields, r.Rows); err != nil {
		return err
	}
	return records(b, b.named(b.r.Texts.Say("total")), totals, slices.Values(r.Totals))
}

// records writes a sheet of records, which are gone through twice.
func records(b *book, name string, fields []report.Field, records iter.Seq[[]report.Cell]) error {
	const least, most, number = 13, 34, 11
	longest, n := slices.Repeat([]int{least}, len(fields)), 0
	for record := range records {
		n++
		for i, c := range record {
			if c.Key != nil {
				longest[i] = max(longest[i], textWidth(c.Key.Label)+3)
			}
		}
	}
	var columns []listColumn
	for i, f := range fields {
		for _, label := range f.Labels {
			column := listColumn{header: report.Neutral(label), width: number, align: "right"}
			if f.Kind == report.TextField || f.Kind == report.PeriodField {
				column.width, column.align = float64(min(longest[i], most)), "left"
			}
			columns = append(columns, column)
		}
	}
	rows := func(yield func([]cell) bool) {
		for record := range records {
			var row []cell
			for i, c := range record {
				row = append(row, recordCells(fields[i].Kind, c, b.r.Texts.Lang)...)
			}
			if !yield(row) {
				return
			}
		}
	}
	return listOf(b, name, b.above(b.r.Name()+" – "+name, b.r.Legend()...), columns, n, rows)
}

// recordCells returns the cells of a field; those of a figure are its numerator, its
// denominator and its rate.
func recordCells(kind report.FieldKind, c report.Cell, lang kpi.Lang) []cell {
	switch {
	case c.Key != nil:
		return []cell{{value: c.Key.Label}}
	case c.Number != nil:
		return []cell{{*c.Number, look{format: wholeFormat}}}
	case c.Change != nil:
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
