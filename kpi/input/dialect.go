package input

import (
	"bytes"

	tables "cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

// divisions are what may divide the cells of an export.
func divisions() []byte { return []byte{',', ';', '\t'} }

// dialect finds the delimiter of an export and its header from the bytes it
// starts with: the delimiter by which most columns of a header are known. Where
// none shows a header, it is the one that stands in the first line most often.
func (r *run) dialect(start []byte, whole bool) (h head, delimiter byte) {
	try := divisions()
	if r.opts.Delimiter != 0 {
		try = []byte{r.opts.Delimiter}
	}
	start = bytes.Clone(start)
	unixBreaks(start, whole)
	for _, d := range try {
		f := headFinder{cat: r.cat, rows: firstRows(start, d, whole)}
		if found, ok := f.find(); ok && found.known > h.known {
			h, delimiter = found, d
		}
	}
	if h.known > 0 {
		return h, delimiter
	}
	if len(try) == 1 {
		return h, try[0]
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n"), newline)
	return h, tables.Delimiter(line)
}

// firstRows splits the start of an export into cleaned cells, up to a record that
// cannot be read. The last record is whole only where the start is all there is.
func firstRows(start []byte, delimiter byte, whole bool) [][]string {
	scan := &scanner{delimiter: delimiter}
	scan.reset(block{start, 1})
	var rows [][]string
	for len(rows) < headRecords {
		rec, ok, err := scan.next()
		if !ok || err != nil || !whole && len(scan.data) == 0 {
			break
		}
		rows = append(rows, cleaned(rec))
	}
	return rows
}

// cleaned returns the cells of a record as clean texts.
func cleaned(rec record) []string {
	cells := make([]string, len(rec.cells))
	for i, cell := range rec.cells {
		cells[i] = vietnamese.Clean(string(cell))
	}
	return cells
}
