package header

import (
	"errors"
	"io"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// Next gives the rows of a table in turn, and io.EOF behind the last.
type Next func() (rows.Row, error)

// turn makes the rows of a table with a column for each month or unit such as are each
// of one unit and one month. Rows above the header stay as they are, the header becomes
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

// queued returns the rows of a list in turn, and behind them those that more returns.
func queued(list []rows.Row, more func() ([]rows.Row, error)) Next {
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

// take returns up to n copies of the rows that follow; fewer at the end of the table.
func take(next Next, n int) (list []rows.Row, err error) {
	for len(list) < n {
		row, err := next()
		if errors.Is(err, io.EOF) {
			break
		}
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

// hasFigure reports whether one of some cells of a row is a figure.
func hasFigure(cells [][]byte) bool {
	for _, cell := range cells {
		if IsFigure(cell) {
			return true
		}
	}
	return false
}

// isMeasure reports whether a text is the header of a measure.
func isMeasure(cat *catalog.Catalog, text string) bool {
	m, ok := cat.Headers.Meaning(text)
	return ok && m.Key == ""
}
