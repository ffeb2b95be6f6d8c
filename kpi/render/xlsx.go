package render

import (
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
	"cchc/kpi/report"
)

// TidyXLSX writes a tidy table as a workbook of one sheet: the header bold, in
// sight and with filters, counts as numbers, everything else as text. The same
// table has the same bytes. A table of more rows than a sheet can hold, or with
// a text that no cell can, is an error.
func TidyXLSX(w io.Writer, t *report.Tidy) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	if err := f.SetSheetName(f.GetSheetName(0), cleanSheet); err != nil {
		return err
	}
	// No clock: what is written depends on what was read and on nothing else.
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "kpi", LastModifiedBy: "kpi", Created: noTime, Modified: noTime}); err != nil {
		return err
	}
	if err := f.AutoFilter(cleanSheet, filtered(t), nil); err != nil {
		return err
	}
	if err := writeSheet(f, t); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

const (
	cleanSheet = "clean"
	noTime     = "2000-01-01T00:00:00Z"
)

// filtered is the range of a table that has filters.
func filtered(t *report.Tidy) string {
	// The column is one of a sheet, or writing the header will say so.
	last, _ := excelize.CoordinatesToCellName(max(len(t.Columns), 1), len(t.Rows)+1)
	return "A1:" + last
}

// writeSheet writes the rows in turn, so that no table need stand in memory as
// cells.
func writeSheet(f *excelize.File, t *report.Tidy) error {
	bold, err := boldStyle(f)
	if err != nil {
		return err
	}
	digits, err := f.NewStyle(&excelize.Style{NumFmt: allDigits})
	if err != nil {
		return err
	}
	s, err := f.NewStreamWriter(cleanSheet)
	if err != nil {
		return err
	}
	for i, width := range widths(t) {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	header := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = excelize.Cell{StyleID: bold, Value: c.ID}
	}
	if err := s.SetRow("A1", header); err != nil {
		return err
	}
	for n, row := range t.Rows {
		if err := writeRow(s, t, n+2, row, digits); err != nil {
			return err
		}
	}
	return s.Flush()
}

// boldStyle is the font of the other cells made bold.
func boldStyle(f *excelize.File) (int, error) {
	const points = 11
	font, err := f.GetDefaultFont()
	if err != nil {
		return 0, err
	}
	return f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: font, Size: points}})
}

// allDigits is the number of the format "0": the usual one shows large numbers
// as powers of ten.
const allDigits = 1

func writeRow(s *excelize.StreamWriter, t *report.Tidy, line int, row []report.TidyCell, digits int) error {
	values := make([]any, len(row))
	for i, cell := range row {
		if t.Columns[i].Unit != "" {
			values[i] = sheetCount(cell.Count, digits)
			continue
		}
		if len(utf16.Encode([]rune(cell.Text))) > excelize.TotalCellChars {
			return fmt.Errorf("a text of %s is longer than a cell of a sheet can hold: %s", t.Columns[i].ID, kpi.Excerpt(cell.Text))
		}
		if cell.Text != "" {
			values[i] = kpi.Printable(cell.Text)
		}
	}
	first, err := excelize.CoordinatesToCellName(1, line)
	if err != nil {
		return err
	}
	return s.SetRow(first, values)
}

// exact is where the numbers of a sheet end that have all their digits: it keeps
// 15. A larger count is written as text.
const exact = 1_000_000_000_000_000

// sheetCount is the cell of a count; nil where it is not known.
func sheetCount(c report.Count, digits int) any {
	switch {
	case !c.Known:
		return nil
	case c.Value >= exact:
		return kpi.FormatCount(c.Value, c.Scale)
	case c.Value%c.Scale == 0:
		return excelize.Cell{StyleID: digits, Value: c.Value / c.Scale}
	}
	// A half is exact in binary too.
	return float64(c.Value) / float64(c.Scale)
}

// widths are the widths of the columns in characters, as wide as their longest
// cell with its filter button, within reason.
func widths(t *report.Tidy) []float64 {
	const button, least, most = 4, 8, 60
	all := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		longest := utf8.RuneCountInString(c.ID) + button
		for _, row := range t.Rows {
			longest = max(longest, utf8.RuneCountInString(row[i].Text+countText(row[i].Count))+1)
		}
		all[i] = float64(min(max(longest, least), most))
	}
	return all
}
