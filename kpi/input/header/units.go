package header

import (
	"errors"
	"io"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
	"cchc/kpi/vietnamese"
)

// A table with a column for each unit:
//
//	Nội dung          | Xã Chi Lăng | Phường Tam Thanh
//	Tiếp nhận         |          12 |               31
//	Đúng và trước hạn |          11 |               30
//
// Each of its columns becomes a row: Xã Chi Lăng, 12, 11.

// turnedRows is how many rows such a table may have: a form has some tens. It bounds
// memory.
const turnedRows = 4096

// units is where the columns of such a table are.
type units struct {
	cat   *catalog.Catalog
	label int // the column that names the measures
	first int // the first of a unit
}

// unitColumns finds the header of a table with a column for each unit: behind a column
// of measures are the names of two units or more, each with its type word, and nothing
// but these and totals.
func unitColumns(cat *catalog.Catalog, first [][]string) (Head, bool) {
	f := finder{cat, first}
	for i := range first {
		if !f.isText(i) {
			continue
		}
		u := units{cat: cat}
		if !u.find(first[i]) {
			continue
		}
		measures := 0
		for _, row := range first[i+1:] {
			if len(row) > u.first && isMeasure(cat, u.text(row[u.label])) {
				measures++
			}
		}
		if measures > 0 {
			return Head{Titles: i, Rows: 1, known: measures, turn: u.turn}, true
		}
	}
	return Head{}, false
}

// find finds the columns of units in a row.
func (u *units) find(row []string) bool {
	named := 0
	for c, text := range row {
		isUnit := u.cat.Words.Name(text, kpi.District, kpi.Commune).Type != ""
		switch {
		case named == 0 && !isUnit:
			u.label, u.first = c, c+1
		case isUnit:
			named++
		case text != "" && !u.cat.Words.IsTotal(text):
			return false
		}
	}
	return named >= 2 && u.first > 0
}

// text returns the name of a measure without what counts or bullets it: "1. Tiếp nhận".
func (u *units) text(label string) string {
	text := strings.TrimLeft(vietnamese.Clean(label), "-+•* ")
	if mark, after, ok := strings.Cut(text, ". "); ok && len(mark) <= 3 {
		text = after
	}
	return text
}

// turned is a table that was read to its end.
type turned struct {
	header   []rows.Row
	measures []rows.Row // rows of figures
	paths    [][]string // what they are of
	others   []rows.Row // blank rows, and what is below the table
}

// turn reads the table to its end, and gives a row for each of its columns.
func (u units) turn(h *Head, next Next, findings *kpi.FileFindings) Next {
	titles, err := take(next, h.Titles)
	var t turned
	if err == nil {
		t, err = u.read(next, findings)
	}
	if err == nil {
		h.texts = append([][]string{{catalog.KeyUnit}}, t.paths...)
	}
	list := append(titles, u.rows(t)...)
	return queued(list, func() ([]rows.Row, error) {
		if err == nil {
			err = io.EOF
		}
		return nil, err
	})
}

// read reads a table to its end. Rows without figures above a row with some name a group
// of measures; below all figures they are notes and signatures.
func (u units) read(next Next, findings *kpi.FileFindings) (t turned, err error) {
	if t.header, err = take(next, 1); err != nil {
		return t, err
	}
	group := ""
	var waiting []rows.Row // without figures
	for {
		row, err := next()
		if errors.Is(err, io.EOF) {
			t.others = append(t.others, waiting...)
			return t, nil
		}
		if err != nil {
			return t, err
		}
		switch row = row.Clone(); {
		case row.IsBlank():
			t.others = append(t.others, row)
		case len(row.Cells) <= u.first || !hasFigure(row.Cells[u.first:]):
			waiting = append(waiting, row)
		default:
			if len(waiting) > 0 {
				group = u.text(strings.Join(waiting[len(waiting)-1].Texts(), " "))
				t.header, waiting = append(t.header, waiting...), nil
			}
			path := []string{u.text(string(row.Cells[u.label]))}
			if group != "" {
				path = append([]string{group}, path...)
			}
			t.measures, t.paths = append(t.measures, row), append(t.paths, path)
		}
		if len(t.measures)+len(t.others)+len(waiting) > turnedRows {
			findings.Add(kpi.HeaderNotFound, kpi.Place{Line: t.header[0].Line}, "text", kpi.Excerpts(t.header[0].Texts()))
			return t, rows.ErrStop
		}
	}
}

// rows returns the row of the header, a row for each unit, and what is below.
func (u units) rows(t turned) []rows.Row {
	if len(t.header) == 0 {
		return nil
	}
	head := t.header[0]
	corner := ""
	if u.label < len(head.Cells) {
		corner = vietnamese.Clean(string(head.Cells[u.label]))
	}
	header := rows.Row{Line: head.Line, Lines: linesOf(t.header), Cells: make([][]byte, len(t.paths)+1), Spots: []rows.Spot{{Line: head.Line, Column: u.label + 1, Header: corner}}}
	for _, row := range t.measures {
		header.Spots = append(header.Spots, rows.Spot{Line: row.Line, Column: u.label + 1, Header: corner})
	}
	list := []rows.Row{header}
	for c := u.first; c < len(head.Cells) && len(t.measures) > 0; c++ {
		name := vietnamese.Clean(string(head.Cells[c]))
		one := rows.Row{Line: t.measures[0].Line, Cells: [][]byte{head.Cells[c]}, Spots: []rows.Spot{{Line: head.Line, Column: c + 1, Header: corner}}}
		for _, row := range t.measures {
			var cell []byte
			if c < len(row.Cells) {
				cell = row.Cells[c]
			}
			one.Cells, one.Spots = append(one.Cells, cell), append(one.Spots, rows.Spot{Line: row.Line, Column: c + 1, Header: name})
		}
		if len(list) == 1 {
			one.Lines = linesOf(t.measures)
		}
		list = append(list, one)
	}
	return append(list, t.others...)
}
