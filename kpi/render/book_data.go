package render

import (
	"slices"
	"strconv"

	"cchc/kpi/report"
)

// dataHeader is the line of the labels of what was read.
const dataHeader = 2

// data writes what was read, one row per unit and period, with where it stands.
// The ids stand above the labels, which have the filters.
func (b *book) data() error {
	t := b.r.Data
	if t == nil {
		return nil
	}
	last := dataHeader + len(t.Rows)
	if err := fits(b.reserved[3], last); err != nil {
		return err
	}
	widths := dataWidths(t)
	p := b.open(layout{
		name: b.reserved[3], widths: widths, lines: last, keys: keyColumns(t, widths),
		header: dataHeader, headers: dataHeader, filtered: last, filterColumns: len(t.Columns),
	})
	var ids, labels []cell
	for _, c := range t.Columns {
		align := "left"
		if c.Unit != "" {
			align = "right"
		}
		ids = append(ids, cell{c.ID, look{grey: true, size: 9, align: align, listed: true}})
		labels = append(labels, cell{report.Capital(c.Label), headerLook(align)})
	}
	p.row(0, ids...)
	p.row(3*lineHeight, labels...)
	styles := p.dataStyles()
	for n, row := range t.Rows {
		p.try(func() error { return writeRow(p.s, t, dataHeader+1+n, row, styles) })
	}
	return p.close()
}

// dataStyles are those of what was read.
func (p *sheetPage) dataStyles() rowStyles {
	style := func(l look) (id int) {
		p.try(func() (err error) {
			id, err = p.style(l)
			return err
		})
		return id
	}
	return rowStyles{
		text: style(look{align: "left", listed: true}), whole: style(look{format: wholeFormat}), half: style(look{format: halfFormat}),
		numbered: true, height: lineHeight + 1,
	}
}

// dataWidths are the widths of the columns: labels are broken over lines.
func dataWidths(t *report.Tidy) []float64 {
	const least, most = 12, 48
	all := widths(t, func(c report.TidyColumn) int { return len(c.ID) + 2 })
	for i := range all {
		all[i] = min(max(all[i], least), most)
	}
	return all
}

// keyColumns is how many columns of those that say what counts are of stay in sight:
// the counts need room too.
func keyColumns(t *report.Tidy, widths []float64) int {
	const most = 60
	n := max(slices.IndexFunc(t.Columns, func(c report.TidyColumn) bool { return c.Unit != "" }), 0)
	for n > 1 && sum(widths[:n]) > most {
		n--
	}
	return n
}

// lineNumber is the number of a line where a text is one.
func lineNumber(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && strconv.Itoa(n) == text
}
