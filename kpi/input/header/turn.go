package header

import (
	"bytes"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// Next gives the rows of a table in turn, and io.EOF behind the last.
type Next func() (rows.Row, error)

// turn makes the rows of a table with a column for each month or unit, or a row for each
// count, such as are each of one unit and one month. Rows above the header stay as they are, the header becomes
// one row, and every cell keeps its place. It completes the head.
type turn func(h *Head, next Next, findings *kpi.FileFindings) Next

// Turn returns the rows of a table, each of one unit and one month, and where the header
// among them is.
func (h Head) Turn(next Next, findings *kpi.FileFindings) (Next, Head) {
	if h.turn == nil {
		return next, h
	}
	turned := h.turn(&h, next, findings)
	h.turn, h.Rows, h.Number = nil, 1, 0
	return turned, h
}

// IsTurned reports whether the table is read otherwise than it is written.
func (h Head) IsTurned() bool { return h.turn != nil }

// DividesLines reports whether a line of the table becomes several rows.
func (h Head) DividesLines() bool { return h.turn != nil && h.kind != longCounts }

// queued returns the rows of several lists in turn.
func queued(more func() ([]rows.Row, error)) Next {
	var list []rows.Row
	return func() (rows.Row, error) {
		for len(list) == 0 {
			var err error
			if list, err = more(); err != nil {
				return rows.Row{}, err
			}
		}
		row := list[0]
		list = list[1:]
		return row, nil
	}
}

// take returns copies of the next rows.
func take(next Next, n int) (list []rows.Row, err error) {
	for range n {
		row, err := next()
		if err != nil {
			return list, err
		}
		list = append(list, row.Clone())
	}
	return list, nil
}

// linesOf returns how many lines some rows take.
func linesOf(list []rows.Row) (n int) {
	for _, row := range list {
		n += row.Lines
	}
	return n
}

// isCount reports whether a cell is written as a count is, right or wrong: a dash is one.
func isCount(cell []byte) bool {
	_, form, _ := rows.Count(cell)
	return form == rows.Dash || form == rows.NotGiven || IsFigure(cell)
}

// isBlank reports whether a cell has nothing in it.
func isBlank(cell []byte) bool { return len(bytes.TrimSpace(cell)) == 0 }

// put adds a cell of a row to a row that it is turned into, with its place.
func put(to *rows.Row, row rows.Row, column int, header string) {
	to.Cells = append(to.Cells, cellAt(row, column))
	to.Spots = append(to.Spots, spotOf(row, column, header))
}

// spotOf returns where a cell of a row is.
func spotOf(row rows.Row, column int, header string) rows.Spot {
	spot := rows.Spot{Line: row.Line, Column: column + 1, Header: header}
	if column < len(row.Spots) {
		spot.Line, spot.Column = row.Spots[column].Line, row.Spots[column].Column
	}
	return spot
}

// widen gives a row blank cells up to a width.
func widen(row *rows.Row, width int) {
	for len(row.Cells) < width {
		row.Cells, row.Spots = append(row.Cells, nil), append(row.Spots, rows.Spot{Line: row.Line})
	}
}

// Fits wants a row of counts to have the cells of its header, and reports one that has not:
// columns without a header at the right may be there or not, as long as they are blank. A
// row of a workbook does not show where its blank cells end.
func Fits(isSheet bool, row rows.Row, headers []string, findings *kpi.FileFindings) bool {
	code, place, width := "", kpi.Place{Line: row.Line, Column: len(row.Cells)}, len(headers)
	for i := width; i < len(row.Cells) && code == ""; i++ {
		if !isBlank(row.Cells[i]) {
			code, place = kpi.RowTooLong, row.Place(i)
		}
	}
	for width > 0 && headers[width-1] == "" {
		width--
	}
	if len(row.Cells) < width && !isSheet {
		code = kpi.RowTooShort
	}
	if code != "" {
		findings.Add(code, place, "cells", strconv.Itoa(len(row.Cells)), "columns", strconv.Itoa(len(headers)))
	}
	return code == ""
}

// isMeasure reports whether the texts over a column are the header of a measure.
func isMeasure(cat *catalog.Catalog, path ...string) bool {
	m, ok := meaningOf(cat, path...)
	return ok && m.Key == ""
}

// isCounted reports whether the texts over a column mean a measure, or percentages.
func isCounted(cat *catalog.Catalog, path []string) bool {
	m, ok := meaningOf(cat, path...)
	return ok && (m.Key == "" || m.Key == catalog.KeyPercent)
}

// cellAt returns a cell of a row, nil behind its end.
func cellAt(row rows.Row, column int) []byte {
	if column < len(row.Cells) {
		return row.Cells[column]
	}
	return nil
}
