package rows

import (
	"io"
	"slices"
)

// heldRows are the rows of a sheet as the first reading found it, which reads a workbook to
// its end to see that it is whole. Where they are not too many they need no second reading.
type heldRows struct {
	view  view // what the first reading saw: hidden columns and merged cells
	room  int  // bytes that are left for rows; below 0: some were not kept
	list  []heldRow
	cells [][]byte // the room for those of the next rows
	text  []byte   // and for their texts
}

// heldRow is a row of a sheet.
type heldRow struct {
	number   int
	isHidden bool
	cells    [][]byte
	formulas []int
}

// How many bytes of memory the rows of all sheets of a workbook may take, and what a row and a
// cell take of it beside its text.
const (
	heldLimit    = 96 << 20
	heldRowSize  = 64
	heldCellSize = 24
)

// keep keeps the row that was read last. Once there is no more room none is kept.
func (h *heldRows) keep(p *part) {
	if h.room < 0 {
		return
	}
	size := 0
	for _, cell := range p.cells.list {
		size += len(cell)
	}
	n := len(p.cells.list)
	if h.room -= size + n*heldCellSize + heldRowSize; h.room < 0 {
		*h = heldRows{room: h.room}
		return
	}
	const cellsAtOnce, bytesAtOnce = 1 << 10, 1 << 14
	if cap(h.cells)-len(h.cells) < n {
		h.cells = make([][]byte, 0, max(n, cellsAtOnce))
	}
	if cap(h.text)-len(h.text) < size {
		h.text = make([]byte, 0, max(size, bytesAtOnce))
	}
	first := len(h.cells)
	for _, cell := range p.cells.list {
		if cell != nil {
			from := len(h.text)
			h.text = append(h.text, cell...)
			cell = h.text[from:len(h.text):len(h.text)]
		}
		h.cells = append(h.cells, cell)
	}
	end := len(h.cells)
	h.list = append(h.list, heldRow{p.row, p.view.rowHidden, h.cells[first:end:end], p.cells.formulas})
}

// open opens the sheet for reading, which gives the rows that were kept, once; or reads the
// part of a path.
func (h *heldRows) open(a *archive, path string) (p *part, err error) {
	if h.room >= 0 {
		p = &part{held: &heldRows{list: h.list}, view: h.view}
		h.list, h.room = nil, -1
	} else if p, err = a.open(a.parts[path], "worksheet"); err != nil {
		return nil, err
	}
	p.view.expect(h.view.merged)
	return p, nil
}

// again gives the next row that was kept.
func (p *part) again() error {
	if len(p.held.list) == 0 {
		return io.EOF
	}
	row := p.held.list[0]
	p.held.list = p.held.list[1:]
	p.row, p.cells = row.number, rowCells{list: row.cells, formulas: row.formulas}
	p.view.rowHidden = row.isHidden
	p.view.begin(row.number)
	for i, cell := range row.cells {
		if len(cell) > 0 || slices.Contains(row.formulas, i) {
			p.view.see(row.number, i+1)
		}
	}
	return nil
}
