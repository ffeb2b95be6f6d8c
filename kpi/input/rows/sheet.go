package rows

import (
	"cmp"
	"errors"
	"io"
	"strconv"

	"cchc/kpi"
)

// sheet gives the rows of a sheet of a workbook; their numbers are lines.
type sheet struct {
	part     *part
	line     int   // of the row given last
	first    []Row // that the header was looked for among, and are not given yet
	hidden   int   // rows
	hiddenAt int   // the first of them
	findings *kpi.FileFindings
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
	if s.line == s.part.row {
		row.Cells, row.Formulas, row.Below = s.part.cells.list, s.part.cells.formulas, s.part.view.under(s.line)
		row.IsKept = s.part.held != nil
		if s.part.view.rowHidden {
			s.hidden, s.hiddenAt = s.hidden+1, cmp.Or(s.hiddenAt, s.line)
		}
	}
	return row, nil
}
