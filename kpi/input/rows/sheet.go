package rows

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"

	"cchc/kpi"
)

// sheet gives the rows of a sheet of a workbook; their numbers are lines.
type sheet struct {
	part     *part
	epoch    time.Time
	line     int   // of the row given last
	first    []Row // that the header was looked for among, and are not given yet
	hidden   int   // rows
	hiddenAt int   // the first of them
	findings *kpi.FileFindings
}

// peek reads the first rows, and returns them clean.
func (s *sheet) peek() ([][]string, error) {
	var first [][]string
	for len(s.first) < HeadRows {
		row, err := s.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		s.first = append(s.first, row)
		first = append(first, row.Clean())
	}
	return first, nil
}

// next returns the next row, or io.EOF.
func (s *sheet) next() (row Row, err error) {
	if len(s.first) > 0 {
		row, s.first = s.first[0], s.first[1:]
		return row, nil
	}
	if row, err = s.read(); errors.Is(err, io.EOF) && s.hidden > 0 {
		s.findings.Add(kpi.RowsHidden, kpi.Place{Line: s.hiddenAt}, "rows", strconv.Itoa(s.hidden))
	}
	return row, err
}

// read reads the next row; rows that the sheet leaves out are blank.
func (s *sheet) read() (Row, error) {
	if s.line == s.part.row {
		if err := s.part.next(); err != nil {
			return Row{}, err
		}
	}
	s.line++
	row := Row{Line: s.line, Lines: 1}
	if s.line < s.part.row {
		return row, nil
	}
	if s.part.hidden {
		if s.hidden++; s.hidden == 1 {
			s.hiddenAt = s.line
		}
	}
	row.Cells = s.part.cells
	return row, nil
}

// Merged is cells of a workbook that are merged downwards, such as B2:B5: below the
// first of them they are blank.
type Merged struct {
	Cells        string
	Line, Column int // of the first
}

// Merged returns the cells that are merged downwards; none of a text.
func (f *File) Merged() []Merged {
	if f.sheet == nil {
		return nil
	}
	return f.sheet.part.merged
}

// unescape replaces what stands in a workbook for characters that XML cannot hold:
// _x000D_, and _x005F_ for the underscore before what looks so.
func unescape(text []byte) []byte {
	const width = len("_x000D_")
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	var out []byte
	for len(text) > 0 {
		if len(text) >= width && text[0] == '_' && text[1] == 'x' && text[width-1] == '_' {
			if code, err := strconv.ParseUint(string(text[2:width-1]), 16, 16); err == nil {
				out = append(out, string(rune(code))...)
				text = text[width:]
				continue
			}
		}
		out = append(out, text[0])
		text = text[1:]
	}
	return out
}
