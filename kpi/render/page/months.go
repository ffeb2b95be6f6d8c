package page

import (
	"slices"
	"strconv"

	"cchc/kpi/report"
)

// monthRows is the most rows whose figures by month a page lists; of more it lists the total.
const monthRows = 500

// monthTable is the figures of an indicator by month, the newest first, so that they are in
// sight however many there are.
type monthTable struct {
	ID, Label string
	Months    []string
	Rows      []monthRow
}

// monthRow is a row of a table by month.
type monthRow struct {
	Name  string
	Total bool
	Cells []cell
}

// monthsOf returns the figures by month of every indicator that has some.
func monthsOf(r *report.Document) (tables []monthTable) {
	t := r.Tables[0]
	rows := t.All()
	if len(t.Rows) > monthRows {
		rows = rows[len(t.Rows):]
	}
	for column, c := range t.Columns {
		if !t.HasSeries(column) {
			continue
		}
		m := monthTable{ID: "months-" + strconv.Itoa(column+1), Label: named(c.Label)}
		for _, month := range slices.Backward(t.Months) {
			m.Months = append(m.Months, named(month.Label))
		}
		for i, row := range rows {
			of := monthRow{Name: named(row.Name()), Total: i == len(rows)-1}
			if of.Total {
				of.Name = named(t.TotalLabel)
			}
			for _, f := range slices.Backward(row.Series[column]) {
				of.Cells = append(of.Cells, newCell(r, f))
			}
			m.Rows = append(m.Rows, of)
		}
		tables = append(tables, m)
	}
	return tables
}
