package workbook

import (
	"cmp"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// writeTidy writes a tidy table as one sheet: the header bold, in sight and with filters,
// counts as numbers, everything else as text. The rows are written in turn, so that no
// table need be in memory as cells.
func writeTidy(w io.Writer, t *report.Tidy) error {
	const (
		name      = "clean"
		allDigits = 1 // the format "0": the usual one shows large numbers as powers of ten
		points    = 11
		button    = 4
	)
	return write(w, "", func(f *excelize.File) error {
		widths, rows := tidyWidths(t, func(c report.TidyColumn) int { return utf8.RuneCountInString(c.ID) + button })
		err := cmp.Or(f.SetSheetName(f.GetSheetName(0), name), f.AutoFilter(name, area(1, 1, len(t.Columns), rows+1), nil))
		if err != nil {
			return err
		}
		font, err := f.GetDefaultFont()
		if err != nil {
			return err
		}
		bold, boldErr := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: font, Size: points}})
		digits, digitsErr := f.NewStyle(&excelize.Style{NumFmt: allDigits})
		s, err := f.NewStreamWriter(name)
		if err := cmp.Or(boldErr, digitsErr, err); err != nil {
			return err
		}
		header := make([]any, len(t.Columns))
		for i, c := range t.Columns {
			header[i] = excelize.Cell{StyleID: bold, Value: c.ID}
		}
		if err := cmp.Or(setWidths(s, widths), s.SetPanes(panes(0, 1)), s.SetRow("A1", header)); err != nil {
			return err
		}
		line := 1
		for row := range t.Rows {
			line++
			if err := writeRow(s, t, line, row, rowStyles{whole: digits}); err != nil {
				return err
			}
		}
		return s.Flush()
	})
}

// rowStyles are the styles of texts, of whole and of half counts. Numbered, the
// number of a line is a number; else it is a text, for a row may have several.
type rowStyles struct {
	text, whole, half int
	numbered          bool
	height            float64 // of the row in points; 0 is the usual one
}

// writeRow writes a row of a tidy table. A count that is not known is blank.
func writeRow(s *excelize.StreamWriter, t *report.Tidy, line int, row []report.TidyCell, styles rowStyles) error {
	values := make([]any, len(row))
	for i, c := range row {
		column := t.Columns[i]
		if column.Unit != "" {
			if c.Count.Known {
				value, style := sheetNumber(c.Count, styles.whole, styles.half)
				values[i] = excelize.Cell{StyleID: style, Value: value}
			}
			continue
		}
		text, err := sheetText(column.ID, c.Text)
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		values[i] = excelize.Cell{StyleID: styles.text, Value: text}
		if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text && styles.numbered && column.ID == report.SourceLine {
			values[i] = excelize.Cell{StyleID: styles.text, Value: n}
		}
	}
	return s.SetRow(at(1, line), values, excelize.RowOpts{Height: styles.height})
}

// tidyWidths returns the widths of the columns in characters, as wide as their longest
// cell and their header, within reason, and how many rows there are.
func tidyWidths(t *report.Tidy, header func(report.TidyColumn) int) (widths []float64, rows int) {
	const least, most = 8, 60
	longest := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		longest[i] = header(c)
	}
	for row := range t.Rows {
		rows++
		for i, c := range row {
			longest[i] = max(longest[i], utf8.RuneCountInString(c.Text)+len(c.Count.String())+1)
		}
	}
	widths = make([]float64, len(t.Columns))
	for i := range widths {
		widths[i] = float64(min(max(longest[i], least), most))
	}
	return widths, rows
}
