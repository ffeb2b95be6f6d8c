package workbook

import (
	"cmp"
	"fmt"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// layout is the size of a sheet and its fixed parts, which are set before its rows are
// written.
type layout struct {
	name          string
	widths        []float64 // of the columns, in characters
	lines         int       // rows in all
	header        int       // the line of the header, where filters are; 0: there is none
	headers       int       // how many lines the header has
	keys          int       // columns that stay in sight
	filtered      int       // the last line that is filtered
	filterColumns int
	scale         int // percent, when printed; 0: as wide as one page
}

// sheet is a sheet while it is written, row by row. Its first error is kept until
// [sheet.close].
type sheet struct {
	book   *book
	name   string
	stream *excelize.StreamWriter
	line   int // the last one written
	err    error
}

// open begins a sheet; the first of a workbook is there already. The error is that the
// sheet cannot have so many lines, or that of the library.
func (b *book) open(l layout) (s *sheet, err error) {
	if l.lines > excelize.TotalRows {
		return nil, fmt.Errorf("%s needs %d lines, and a sheet has no more than %d", l.name, l.lines, excelize.TotalRows)
	}
	if l.scale == 0 && pixels(l.widths...) > readable {
		l.scale = leastScale
	}
	if b.sheets++; b.sheets == 1 {
		err = b.f.SetSheetName(b.f.GetSheetName(0), l.name)
	} else {
		_, err = b.f.NewSheet(l.name)
	}
	// What a stream writes first, it writes when it is made; setting a filter takes the other
	// properties of a sheet away.
	if err == nil && l.header > 0 && l.filtered > l.header {
		err = b.f.AutoFilter(l.name, area(1, l.header, l.filterColumns, l.filtered), nil)
	}
	if err := cmp.Or(err, b.setPage(l)); err != nil {
		return nil, err
	}
	s = &sheet{book: b, name: l.name}
	if s.stream, err = b.f.NewStreamWriter(l.name); err != nil {
		return nil, err
	}
	if err := setWidths(s.stream, l.widths); err != nil || l.header == 0 {
		return s, err
	}
	return s, s.stream.SetPanes(panes(l.keys, l.header))
}

// setWidths sets the widths of all columns, the last first: a stream writes them in
// the order opposite to that in which they were set, and programs want them in turn.
func setWidths(s *excelize.StreamWriter, widths []float64) error {
	for i := len(widths); i > 0; i-- {
		if err := s.SetColWidth(i, i, widths[i-1]); err != nil {
			return err
		}
	}
	return nil
}

// panes keep the first columns and lines in sight.
func panes(columns, lines int) *excelize.Panes {
	p := &excelize.Panes{Freeze: true, XSplit: columns, YSplit: lines, TopLeftCell: at(columns+1, lines+1), ActivePane: "bottomRight"}
	if columns == 0 {
		p.ActivePane = "bottomLeft"
	}
	return p
}

// keep keeps the first error.
func (s *sheet) keep(err error) { s.err = cmp.Or(s.err, err) }

// close ends a sheet.
func (s *sheet) close() error {
	s.keep(s.stream.Flush())
	return s.err
}

// cell is a value and how it looks; a nil one is blank.
type cell struct {
	value any
	look  look
}

// skip leaves a line blank.
func (s *sheet) skip() { s.line++ }

// highest is how high a line can be, in points.
const highest = 409

// row writes the next line. A height of 0 is the usual one.
func (s *sheet) row(height float64, cells ...cell) {
	s.line++
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = s.value(c)
	}
	s.keep(s.stream.SetRow(at(1, s.line), values, excelize.RowOpts{Height: min(height, highest)}))
}

// value returns a cell as streams take it.
func (s *sheet) value(c cell) any {
	id, err := s.book.style(c.look)
	s.keep(err)
	out := excelize.Cell{StyleID: id, Value: c.value}
	if text, ok := c.value.(string); ok {
		text, err = sheetText(s.name, text)
		s.keep(err)
		if out.Value = text; text == "" {
			out.Value = nil
		}
	}
	return out
}

// sheetText returns a text as cells hold it: what cannot be printed is to be seen, and
// one that is too long is an error, which names where it is.
func sheetText(where, text string) (string, error) {
	if len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
		return "", fmt.Errorf("a text of %s is longer than a cell of a sheet can hold: %s", where, kpi.Excerpt(text))
	}
	return kpi.Printable(text), nil
}

// merge makes one cell of several of a line.
func (s *sheet) merge(first, last, line int) {
	if last > first {
		s.keep(s.stream.MergeCell(at(first, line), at(last, line)))
	}
}

// at returns the name of a cell. The columns of a report are fewer than those of a
// sheet, or writing their header is an error.
func at(column, line int) string {
	name, _ := excelize.CoordinatesToCellName(max(column, 1), max(line, 1))
	return name
}

// area returns the name of a range.
func area(left, top, right, bottom int) string {
	return at(left, top) + ":" + at(max(right, left), max(bottom, top))
}
