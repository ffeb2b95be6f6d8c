package rows

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
)

// quoteError is a quote where RFC 4180 allows none, or one that is never closed.
type quoteError struct {
	line   int
	column int // 1-based number of the cell
	closed bool
}

// Error returns the place; the finding has the fault, too.
func (e *quoteError) Error() string {
	return fmt.Sprintf("quote in line %d, cell %d", e.line, e.column)
}

// Scanner splits blocks into rows (RFC 4180, strictly): cells are split by one
// delimiter, rows by LF or CRLF, and a cell in quotes may hold both.
type Scanner struct {
	delimiter byte
	data      []byte
	line      int  // of the first byte of data
	isPlain   bool // the block has no quotes
	cells     [][]byte
	scratch   []byte // cells with doubled quotes taken out
}

// NewScanner returns a scanner of cells that are split by a delimiter.
func NewScanner(delimiter byte) *Scanner { return &Scanner{delimiter: delimiter} }

// Reset starts on a block.
func (s *Scanner) Reset(b Block) {
	s.data, s.line, s.isPlain = b.Data, b.Line, bytes.IndexByte(b.Data, '"') < 0
}

// Next returns the next row of the block. ok is false at its end. A row in error has
// its line still.
func (s *Scanner) Next() (row Row, ok bool, err error) {
	before := len(s.data)
	if before == 0 {
		return Row{}, false, nil
	}
	row, err = s.row()
	if err == nil && before-len(s.data) > Limit {
		err = errRowTooLarge
	}
	return row, true, err
}

// row reads the row at the start of the data.
func (s *Scanner) row() (Row, error) {
	s.cells, s.scratch = s.cells[:0], s.scratch[:0]
	text, rest, _ := bytes.Cut(s.data, newline)
	if !s.isPlain && bytes.IndexByte(text, '"') >= 0 {
		return s.quoted()
	}
	if !s.split(bytes.TrimSuffix(text, carriage)) {
		return Row{Line: s.line}, errRowTooLarge
	}
	row := Row{Cells: s.cells, Line: s.line, Lines: 1}
	s.data, s.line = rest, s.line+1
	return row, nil
}

// split cuts a line without quotes into cells, unless there are too many. It looks at eight
// bytes at a time: cells are short.
func (s *Scanner) split(text []byte) bool {
	const low, high = 0x0101010101010101, 0x8080808080808080
	pattern, from, at := uint64(s.delimiter)*low, 0, 0
	for ; at+8 <= len(text); at += 8 {
		word := binary.LittleEndian.Uint64(text[at:]) ^ pattern // a delimiter is a byte of 0
		for found := ^(((word &^ high) + ^uint64(high)) | word | ^uint64(high)); found != 0; found &= found - 1 {
			end := at + bits.TrailingZeros64(found)/8
			s.cells = append(s.cells, text[from:end])
			from = end + 1
		}
	}
	for ; at < len(text); at++ {
		if text[at] == s.delimiter {
			s.cells = append(s.cells, text[from:at])
			from = at + 1
		}
	}
	s.cells = append(s.cells, text[from:])
	return len(s.cells) <= cellsLimit
}

// quoted reads a row that holds a quote.
func (s *Scanner) quoted() (Row, error) {
	row := Row{Line: s.line, Lines: 1}
	for {
		cell, after, err := s.cell(&row)
		if err != nil {
			return row, err
		}
		if len(s.cells) == cellsLimit {
			return row, errRowTooLarge
		}
		s.cells = append(s.cells, cell)
		if len(after) > 0 && after[0] == s.delimiter {
			s.data = after[1:]
			continue
		}
		_, s.data, _ = bytes.Cut(after, newline) // a CR may be before it
		s.line, row.Cells = s.line+row.Lines, s.cells
		return row, nil
	}
}

// cell reads one cell at the start of the data and returns what follows it: a
// delimiter, a line break or nothing.
func (s *Scanner) cell(row *Row) (cell, after []byte, err error) {
	fail := func(closed bool, line int) error { return &quoteError{line, len(s.cells) + 1, closed} }
	if len(s.data) == 0 || s.data[0] != '"' {
		end := bytes.IndexAny(s.data, string([]byte{s.delimiter, '\n'}))
		if end < 0 {
			end = len(s.data)
		}
		cell, after = s.data[:end], s.data[end:]
		if bytes.IndexByte(cell, '"') >= 0 {
			return nil, nil, fail(true, s.line+row.Lines-1)
		}
		if len(after) == 0 || after[0] == '\n' {
			cell = bytes.TrimSuffix(cell, carriage)
		}
		return cell, after, nil
	}
	opened := s.line + row.Lines - 1
	from, text := len(s.scratch), s.data[1:]
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return nil, nil, fail(false, opened)
		}
		s.scratch = append(s.scratch, text[:i]...)
		row.Lines += bytes.Count(text[:i], newline)
		text = text[i+1:]
		if len(text) == 0 || text[0] != '"' {
			break
		}
		s.scratch = append(s.scratch, '"')
		text = text[1:]
	}
	cell = s.scratch[from:len(s.scratch):len(s.scratch)]
	switch {
	case len(text) == 0, text[0] == s.delimiter, text[0] == '\n':
		return cell, text, nil
	case text[0] == '\r' && (len(text) == 1 || text[1] == '\n'):
		return cell, text, nil
	}
	return nil, nil, fail(true, s.line+row.Lines-1)
}
