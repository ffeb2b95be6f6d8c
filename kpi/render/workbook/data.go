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
	t := b.r.Data
	if t == nil {
		return nil
	}
	name, last := b.names[dataSheet], dataHeader+len(t.Rows)
	if err := fits(name, last); err != nil {
		return err
	}
	widths := dataWidths(t)
	s, err := b.open(layout{
		name: name, widths: widths, lines: last, keys: keyColumns(t, widths),
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
		ids = append(ids, cell{c.ID, look{kind: listed, grey: true, size: 9, align: align}})
		labels = append(labels, cell{report.Capital(c.Label), headerLook(align)})
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
	for n, row := range t.Rows {
		s.keep(writeRow(s.stream, t, dataHeader+1+n, row, styles))
	}
	return s.close()
}

// dataWidths returns the widths of the columns: labels are broken over lines.
func dataWidths(t *report.Tidy) []float64 {
	const least, most = 12, 48
	all := tidyWidths(t, func(c report.TidyColumn) int { return len(c.ID) + 2 })
	for i := range all {
		all[i] = min(max(all[i], least), most)
	}
	return all
}

// keyColumns returns how many columns of those that name what is counted stay in sight: the
// counts need room too.
func keyColumns(t *report.Tidy, widths []float64) int {
	const most = 60
	n := max(slices.IndexFunc(t.Columns, func(c report.TidyColumn) bool { return c.Unit != "" }), 0)
	for n > 1 && sum(widths[:n]) > most {
		n--
	}
	return n
}
