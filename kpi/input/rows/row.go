package rows

import (
	"bytes"
	"slices"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// Row is one row of a table: its cells without quotes, and where they are. The cells
// are valid until the next row is read, unless they are kept.
type Row struct {
	Cells    [][]byte
	Line     int     // physical: the first that it takes
	Lines    int     // how many it takes; 0 where another row of a turned table has counted them
	Spots    []Spot  // by cell, of a row of a turned table; nil: cell i is column i+1 of Line
	Formulas []int   // the cells that hold formulas, of a workbook
	Below    []Under // the cells that are merged with one above, of a workbook
	IsKept   bool    // the cells are valid when the next row is read, too
}

// CellEnd is behind every cell in a text of several.
const CellEnd = 0x1f

// Under is a cell that is merged with one above it, which is on a line: that shows what both
// hold.
type Under struct{ Cell, Line int }

// Spot is where a cell of a turned table is in its file.
type Spot struct {
	Line, Column int
	Header       string // over the cell, or beside it
}

// Place returns the place of a cell; cell -1 is the whole row.
func (r Row) Place(cell int) kpi.Place {
	switch {
	case cell < 0:
		return kpi.Place{Line: r.Line}
	case r.Spots != nil:
		s := r.Spots[cell]
		return kpi.Place{Line: s.Line, Column: s.Column, Header: s.Header, Text: string(r.Cells[cell])}
	}
	return kpi.Place{Line: r.Line, Column: cell + 1, Text: string(r.Cells[cell])}
}

// Clone returns a row that does not change when the next one is read.
func (r Row) Clone() Row {
	text := bytes.Join(r.Cells, nil)
	r.Cells = slices.Clone(r.Cells)
	for i, cell := range r.Cells {
		if cell != nil {
			r.Cells[i], text = text[:len(cell):len(cell)], text[len(cell):]
		}
	}
	return r
}

// IsBlank reports whether a row has nothing in it.
func (r Row) IsBlank() bool {
	return !slices.ContainsFunc(r.Cells, func(cell []byte) bool { return len(bytes.TrimSpace(cell)) > 0 })
}

// Clean returns the cells as clean texts.
func (r Row) Clean() []string {
	cells := make([]string, len(r.Cells))
	for i, cell := range r.Cells {
		cells[i] = vietnamese.Clean(string(cell))
	}
	return cells
}

// Texts returns the cells that are not blank, as clean texts.
func (r Row) Texts() []string {
	return slices.DeleteFunc(r.Clean(), func(text string) bool { return text == "" })
}
