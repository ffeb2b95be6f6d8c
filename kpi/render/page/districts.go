package page

import (
	"slices"
	"strconv"

	"cchc/kpi/report"
)

// district is a district of a report by commune: its headline figure, and the table of its
// rows or the place of that.
type district struct {
	Name  string
	Count string // how many rows it has, in words
	Link  string // to the table of its rows, where it has one of its own
	Head  cell
	Table table
	Find  string // what finds its rows in the table of all, where they are not in its own
}

// districtsOf returns the districts of a report, with the figures of the first indicator
// that is a rate.
func districtsOf(r *report.Document, tables []table) (districts []district) {
	if len(r.Evidence.Districts) == 0 || len(r.Tables[0].Columns) == 0 {
		return nil
	}
	columns, whole := r.Tables[0].Columns, tables[0]
	head := headline(columns)
	var figures []report.Figure
	for _, d := range r.Evidence.Districts {
		figures = append(figures, d.Row.Figure(head))
	}
	scale := barAxis(figures, columns[head].Plain)
	for n, d := range r.Evidence.Districts {
		of := district{Name: named(d.Row.Labels()[0]), Head: markedCell(r, d.Row.Cells[head])}
		if figures[n].Defined {
			of.Head.Bar = scale.bar(figures[n])
		}
		rows := len(d.Rows)
		if d.Part > 0 {
			of.Link = "#table-" + strconv.Itoa(d.Part)
			rows = partRows(r, d.Part)
		} else {
			of.Table = table{ID: "district-" + strconv.Itoa(n+1), Caption: of.Name, Keys: smallestKey(whole.Keys), Columns: whole.Columns}
			of.Table.Rows = whole.smallRows(d.Rows)
			if whole.isFolded() {
				of.Find = named(d.Row.Group.District)
			}
			of.Table.Total = tableRow{Keys: totalKeys(of.Table.Keys, of.Name), Cells: whole.cells(r, d.Row, make([]*axis, len(columns))), ID: "d-" + strconv.Itoa(n)}
		}
		of.Count = report.Fill(r.Texts.Say("page.rows"), "n", report.Integer(rows, r.Texts.Lang))
		districts = append(districts, of)
	}
	return districts
}

// headline returns the first column that is a rate, or the first.
func headline(columns []report.Column) int {
	for i, c := range columns {
		if !c.Plain && !c.Points {
			return i
		}
	}
	return 0
}

// partRows returns how many rows a part has.
func partRows(r *report.Document, part int) int {
	for _, t := range r.Tables {
		if t.Part == part {
			return len(t.Rows)
		}
	}
	return 0
}

// smallestKey returns the smallest unit of a row, which is beside its figures, or its header.
func smallestKey(keys []key) []key {
	last := keys[slices.IndexFunc(keys, func(k key) bool { return !k.Other })]
	last.Class, last.Of, last.Other = "k1", "", false
	return []key{last}
}

// withoutBars returns cells as a small table has them.
func withoutBars(cells []cell) []cell {
	plain := make([]cell, len(cells))
	for i, c := range cells {
		c.Bar = nil
		plain[i] = c
	}
	return plain
}
