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
	f, err := newWorkbook("")
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	if err := f.SetSheetName(f.GetSheetName(0), cleanSheet); err != nil {
		return err
	}
	if err := f.AutoFilter(cleanSheet, area(1, 1, len(t.Columns), len(t.Rows)+1), nil); err != nil {
		return err
	}
	if err := writeSheet(f, t); err != nil {
		return err
	}
	return finish(f, w)
}

const cleanSheet = "clean"

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
	const button = 4
	if err := setWidths(s, widths(t, func(c report.TidyColumn) int { return utf8.RuneCountInString(c.ID) + button })); err != nil {
		return err
	}
	if err := s.SetPanes(panes(0, 1)); err != nil {
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
		if err := writeRow(s, t, n+2, row, rowStyles{whole: digits}); err != nil {
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

// rowStyles are the styles of texts, of whole and of half counts. Numbered, the
// number of a line is a number; else it is a text, for a row may have several.
type rowStyles struct {
	text, whole, half int
	numbered          bool
	height            float64 // of the row in points; 0 is the usual one
}

// writeRow writes a row of a tidy table.
func writeRow(s *excelize.StreamWriter, t *report.Tidy, line int, row []report.TidyCell, styles rowStyles) error {
	values := make([]any, len(row))
	for i, cell := range row {
		c := t.Columns[i]
		if c.Unit != "" {
			values[i] = sheetCount(cell.Count, styles)
			continue
		}
		text, err := sheetText(c.ID, cell.Text)
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		values[i] = excelize.Cell{StyleID: styles.text, Value: text}
		if n, ok := lineNumber(text); ok && styles.numbered && c.ID == report.SourceLine {
			values[i] = excelize.Cell{StyleID: styles.text, Value: n}
		}
	}
	first, err := excelize.CoordinatesToCellName(1, line)
	if err != nil {
		return err
	}
	return s.SetRow(first, values, excelize.RowOpts{Height: styles.height})
}

// sheetText is a text as cells hold it: what cannot be printed is to be seen, and
// one that is too long is an error, which says where it stands.
func sheetText(where, text string) (string, error) {
	if len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
		return "", fmt.Errorf("a text of %s is longer than a cell of a sheet can hold: %s", where, kpi.Excerpt(text))
	}
	return kpi.Printable(text), nil
}

// exact is where the numbers of a sheet end that have all their digits: it keeps
// 15. A larger count is written as text.
const exact = 1_000_000_000_000_000

// sheetNumber is a count as a cell holds it, and which of the looks of whole and of
// half counts is its: none where it has more digits than numbers of sheets, and is a
// text.
func sheetNumber[T any](n, scale int64, whole, half T) (value any, look T) {
	switch scale = max(scale, 1); {
	case n >= exact || n <= -exact:
		return kpi.FormatCount(n, scale), look
	case n%scale == 0:
		return n / scale, whole
	}
	return float64(n) / float64(scale), half // a half is exact in binary too
}

// sheetCount is the cell of a count; nil where it is not known.
func sheetCount(c report.Count, styles rowStyles) any {
	if !c.Known {
		return nil
	}
	value, style := sheetNumber(c.Value, c.Scale, styles.whole, styles.half)
	return excelize.Cell{StyleID: style, Value: value}
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

// widths are the widths of the columns in characters, as wide as their longest
// cell and their header, within reason.
func widths(t *report.Tidy, header func(report.TidyColumn) int) []float64 {
	const least, most = 8, 60
	all := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		longest := header(c)
		for _, row := range t.Rows {
			longest = max(longest, utf8.RuneCountInString(row[i].Text+row[i].Count.String())+1)
		}
		all[i] = float64(min(max(longest, least), most))
	}
	return all
}
