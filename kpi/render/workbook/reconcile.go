package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// writeReconciliation writes what differs of all units, and a sheet for each of them to be
// sent back.
func writeReconciliation(w io.Writer, r *report.Reconciliation) error {
	return write(w, r.Title(), func(f *excelize.File) error {
		b := newBook(f, &report.Document{Title: r.Title(), Texts: r.Texts()})
		b.names = nil
		for _, l := range r.Letters() {
			if err := reconcileLetter(b, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// reconcileLetter writes what differs of a unit, with a blank column for the answer. All
// columns are on one page.
func reconcileLetter(b *book, l report.ReconcileLetter) error {
	keys := 2 // columns before the figures
	widths := []float64{9, 36, 10, 10, 10, 10, 32, 28}
	if l.HasUnits {
		keys, widths = 3, []float64{22, 9, 30, 10, 10, 10, 10, 24, 20}
	}
	var columns []listColumn
	for i, header := range l.Headers {
		c := listColumn{header: header, width: widths[i], align: "left"}
		if i >= keys && i < keys+4 {
			c.align = "right"
		}
		columns = append(columns, c)
	}
	var rows [][]cell
	for _, r := range l.Rows {
		row := []cell{{value: r.Unit}, {value: r.Period}, {value: r.What}}[3-keys:]
		for i := range 4 {
			c := cell{}
			switch {
			case i >= len(r.Figures):
			case r.Figures[i].Known:
				c = countCell(r.Figures[i], look{bold: i == 2})
			default:
				c = cell{b.r.Texts.Say("na"), look{grey: true}}
			}
			row = append(row, c)
		}
		rows = append(rows, append(row, cell{value: r.Place}, cell{value: ""}))
	}
	return list(b, b.named(l.Name), l.Above, columns, rows)
}
