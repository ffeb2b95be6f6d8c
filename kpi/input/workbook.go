package input

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"cchc/kpi"
)

// workbookLimit is the most bytes of the file of a workbook.
const workbookLimit = 32 << 20

// workbook reads one sheet of a workbook through the same layers as text: its
// rows are records, and their numbers are lines.
func (r *run) workbook(s *sheet, in io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(in, workbookLimit+1))
	if err != nil {
		return err
	}
	s.whole = len(data) <= workbookLimit
	if !s.whole {
		s.add(kpi.FileTooLarge, kpi.Place{}, "limit", fmt.Sprintf("%d MiB", workbookLimit>>20))
		return nil
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		s.damaged(err)
		return nil
	}
	if kind := zipKind(files); kind != "" {
		s.notText(kind)
		return nil
	}
	parts, err := checkParts(files)
	switch {
	case errors.Is(err, errTooLarge):
		s.add(kpi.FileTooLarge, kpi.Place{}, "limit", fmt.Sprintf("%d MiB", unpackedLimit>>20))
	case err != nil:
		s.damaged(err)
	default:
		if err := r.openBook(s, data, parts); err != nil {
			s.damaged(err)
		}
	}
	return nil
}

func (s *sheet) damaged(err error) {
	s.add(kpi.FileDamaged, kpi.Place{}, "reason", err.Error())
}

// zipKind names the kind of an archive that is no workbook.
func zipKind(files *zip.Reader) string {
	kind := "archive"
	for _, f := range files.File {
		switch {
		case f.Name == "xl/workbook.xml":
			return ""
		case f.Name == "xl/workbook.bin":
			kind = "binary-workbook"
		case f.Name == "mimetype":
			kind = "opendocument"
		case strings.HasPrefix(f.Name, "word/"):
			kind = "document"
		}
	}
	return kind
}

// openBook reads the sheet that was asked for, or the first that is not hidden. A
// workbook at which the library panics is damaged.
func (r *run) openBook(s *sheet, data []byte, parts *parts) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data),
		excelize.Options{RawCellValue: true, UnzipSizeLimit: unpackedLimit, UnzipXMLSizeLimit: unpackedLimit})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	name, ok, err := r.chooseSheet(s, book)
	if err != nil || !ok {
		return err
	}
	rows, err := book.Rows(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if s.epoch, err = epochOf(book); err != nil {
		return err
	}
	cells, err := parts.factsOf(name)
	if err != nil {
		return err
	}
	sheet := &sheetReader{export: &export{sheet: s, run: r, encoding: encodingUTF8}, cells: cells}
	if err := sheet.read(rows); !errors.Is(err, errStop) {
		return err
	}
	return nil // what stopped it is told
}

// chooseSheet returns the name of the sheet to read, and tells those left out.
func (r *run) chooseSheet(s *sheet, book *excelize.File) (name string, ok bool, err error) {
	var shown []string
	for _, name := range book.GetSheetList() {
		visible, err := book.GetSheetVisible(name)
		if err != nil {
			return "", false, err
		}
		if visible || name == r.opts.Sheet {
			shown = append(shown, name)
		}
	}
	if len(shown) == 0 {
		return "", false, errors.New("no sheet")
	}
	i := 0
	if r.opts.Sheet != "" {
		i = slices.Index(shown, r.opts.Sheet)
	}
	if i < 0 {
		s.add(kpi.SheetNotFound, kpi.Place{}, "sheet", kpi.Excerpt(r.opts.Sheet), "sheets", excerpts(shown))
		return "", false, nil
	}
	name = shown[i]
	if others := slices.Delete(shown, i, i+1); len(others) > 0 {
		s.add(kpi.SheetOthers, kpi.Place{}, "sheet", kpi.Excerpt(name), "sheets", excerpts(others))
	}
	return name, true, nil
}

// sheetReader hands the rows of a sheet to an export. The first ones wait: the
// header is looked for among them, as in a text.
type sheetReader struct {
	*export
	cells    *facts
	waiting  []record
	begun    bool
	hidden   int // rows
	hiddenAt int // the first of them
}

func (s *sheetReader) read(rows *excelize.Rows) error {
	for n := 1; rows.Next(); n++ {
		if err := s.row(rows, n); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	s.tellMerged()
	if s.hidden > 0 {
		s.add(kpi.RowsHidden, kpi.Place{Line: s.hiddenAt}, "rows", strconv.Itoa(s.hidden))
	}
	s.end()
	return nil
}

// tellMerged warns of cells merged downwards among the rows: below the first of them
// they are blank.
func (s *sheetReader) tellMerged() {
	for _, cells := range s.cells.merged {
		from, _, _ := strings.Cut(cells, ":")
		if column, row, err := excelize.CellNameToCoordinates(from); err == nil && s.rows != nil && row > s.at[len(s.at)-1] {
			s.add(kpi.CellsMerged, kpi.Place{Line: row, Column: column}, "cells", cells)
			return
		}
	}
}

// row takes one row.
func (s *sheetReader) row(rows *excelize.Rows, n int) error {
	if rows.GetRowOpts().Hidden {
		if s.hidden++; s.hidden == 1 {
			s.hiddenAt = n
		}
	}
	cells, err := rows.Columns()
	if err != nil {
		return err
	}
	rec, err := s.record(cells, n)
	if err != nil {
		return err
	}
	if s.begun {
		return s.take(rec)
	}
	if s.waiting = append(s.waiting, rec); len(s.waiting) == headRecords {
		return s.begin()
	}
	return nil
}

// begin finds the header and takes the rows that wait, once.
func (s *sheetReader) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	f := headFinder{cat: s.run.cat}
	for _, rec := range s.waiting {
		f.rows = append(f.rows, cleaned(rec))
	}
	s.head, _ = f.find()
	for _, rec := range s.waiting {
		if err := s.take(rec); err != nil {
			return err
		}
	}
	return nil
}

// record makes a row of a sheet a record. The number 6.118 of a workbook is no text
// that says 6118: a digit more keeps it from being read so. Nor is TRUE the count 1,
// or a formula without a result a blank that may be 0.
func (s *sheetReader) record(cells []string, row int) (record, error) {
	rec := record{line: row, lines: 1}
	for i, text := range cells {
		_, mark, grouped := groups([]byte(text))
		number := grouped && mark == '.' && len(s.cells.numbers) > 0
		boolean := (text == "0" || text == "1") && len(s.cells.booleans) > 0
		if number || boolean || text == "" && len(s.cells.undone) > 0 {
			ref, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return rec, err
			}
			switch {
			case s.cells.numbers[ref]:
				text += "0"
			case s.cells.undone[ref]:
				text = "…"
			case s.cells.booleans[ref]:
				text = map[string]string{"0": "FALSE", "1": "TRUE"}[text]
			}
		}
		rec.cells = append(rec.cells, []byte(text))
	}
	return rec, nil
}

// serialDay writes the number of a day, as workbooks hold days, as a date. Days
// are counted from the epoch of the workbook.
func serialDay(text string, epoch time.Time) string {
	v, ok := digits([]byte(text))
	if day := epoch.AddDate(0, 0, int(v)); ok && v >= firstSerial && v <= lastSerial {
		return day.Format(time.DateOnly)
	}
	return text
}

// The numbers that are days rather than years or months such as 202406.
const (
	firstSerial = 30_000
	lastSerial  = 80_000
)

// epochOf returns the day 0 of a workbook.
func epochOf(book *excelize.File) (time.Time, error) {
	props, err := book.GetWorkbookProps()
	if err == nil && props.Date1904 != nil && *props.Date1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC), err
}
