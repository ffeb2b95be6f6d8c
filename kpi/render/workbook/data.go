package workbook

import (
	"slices"

	"cchc/kpi/report"
)

// dataHeader is the line of the labels of what was read.
const dataHeader = 2

// data writes what was read, one row per unit and period, with where it is in the files.
// The ids are above the labels, which have the filters.
func data(b *book) error {
	t := b.r.Evidence.Read
	if t == nil {
		return nil
	}
	const least, most, mostOfKeys = 12, 48, 60
	widths, rows := tidyWidths(t, func(c report.TidyColumn) int { return len(c.ID) + 2 })
	name, last := b.names[dataSheet], dataHeader+rows
	for i := range widths {
		widths[i] = min(max(widths[i], least), most) // labels are broken over lines
	}
	// Of the columns that name what is counted some stay in sight: the counts need room too.
	keys := max(slices.IndexFunc(t.Columns, func(c report.TidyColumn) bool { return c.Unit != "" }), 0)
	for keys > 1 && sum(widths[:keys]) > mostOfKeys {
		keys--
	}
	s, err := b.open(layout{
		name: name, widths: widths, lines: last, keys: keys,
		header: dataHeader, headers: dataHeader, filtered: last, filterColumns: len(t.Columns),
	})
	if err != nil {
		return err
	}
	var ids, labels []cell
	for _, c := range t.Columns {
		align := "left"
		if c.Unit != "" {
			align = "right"
		}
		ids = append(ids, cell{c.ID, look{kind: listed, grey: true, align: align}})
		labels = append(labels, cell{report.Capital(c.Label), look{kind: header, align: align}})
	}
	s.row(0, ids...)
	s.row(3*lineHeight, labels...)
	style := func(l look) int {
		id, err := b.style(l)
		s.keep(err)
		return id
	}
	styles := rowStyles{
		text: style(look{kind: listed, align: "left"}), whole: style(look{format: wholeFormat}), half: style(look{format: halfFormat}),
		numbered: true, height: lineHeight + 1,
	}
	for row := range t.Rows {
		s.line++
		s.keep(writeRow(s.stream, t, s.line, row, styles))
	}
	return s.close()
}
