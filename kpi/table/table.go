// Package table reads the CSV tables that a user can write, such as definitions, targets
// and lists of units. It gives rows with their lines, and errors with the place of the
// cell at fault.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gocarina/gocsv"

	"cchc/kpi"
)

// Error is a fault in a table with its place. Line is physical, Column 1-based; 0 means
// the whole table or line.
type Error struct {
	Table  string
	Line   int
	Column int
	Header string
	Fault  error // a [*kpi.Fault], or an error of a library
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Fault }

// Error returns the place and the fault: "my.csv:3:2 (numerator): no measure".
func (e *Error) Error() string {
	place := e.Table
	if e.Line > 0 {
		place += fmt.Sprintf(":%d", e.Line)
	}
	if e.Column > 0 {
		place += fmt.Sprintf(":%d", e.Column)
	}
	if e.Header != "" {
		place += " (" + e.Header + ")"
	}
	return place + ": " + e.Fault.Error()
}

// Table is a decoded table with the line of each row.
type Table[T any] struct {
	Name  string
	Rows  []T
	Lines []int // of the rows

	header []string
	top    int // the line of the header
}

// Read decodes a table whose columns are the csv tags of T, all of them strings. Columns
// may have any order; optional ones may be missing. Tables may look as spreadsheets write
// them: with a byte-order mark, with semicolons or tabs, and with an apostrophe that keeps
// a spreadsheet from running a cell. gocsv fills the rows; it does not check columns or
// know lines, so that is done here.
func Read[T any](name string, data []byte, optional ...string) (*Table[T], error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = rune(Delimiter(first))
	r.FieldsPerRecord = -1
	t := &Table[T]{Name: name}
	read, err := t.read(r)
	if err != nil {
		return nil, err
	}
	if err := t.checkHeader(columnsOf[T](), optional); err != nil {
		return nil, err
	}
	if len(t.Lines) == 0 {
		return t, nil
	}
	if err := gocsv.UnmarshalCSV(records(read), &t.Rows); err != nil {
		return nil, t.Reject(err)
	}
	return t, nil
}

// read takes all records and notes their lines. Blank lines are skipped.
func (t *Table[T]) read(r *csv.Reader) ([][]string, error) {
	var records [][]string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if parse := new(csv.ParseError); errors.As(err, &parse) {
			return nil, &Error{Table: t.Name, Line: parse.StartLine, Fault: quoteFault(parse.Err)}
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", t.Name, err)
		}
		line, _ := r.FieldPos(0)
		for i := range record {
			record[i] = WithoutApostrophe(strings.TrimSpace(record[i]))
		}
		switch {
		case strings.Join(record, "") == "":
			continue
		case t.header == nil:
			t.header, t.top = record, line
		case len(record) != len(t.header):
			return nil, &Error{Table: t.Name, Line: line,
				Fault: kpi.NewFault("the row has {cells} cells, the header {columns}", "cells", strconv.Itoa(len(record)), "columns", strconv.Itoa(len(t.header)))}
		default:
			t.Lines = append(t.Lines, line)
		}
		for i, cell := range record {
			if fault := textFault(cell); fault != nil {
				return nil, &Error{t.Name, line, i + 1, t.header[i], fault}
			}
		}
		records = append(records, record)
	}
	if t.header == nil {
		return nil, t.Reject(kpi.NewFault("the table is empty"))
	}
	return records, nil
}

// textFault returns why a cell is no text, or nil. Cells get into results, and a table may
// be from anywhere.
func textFault(cell string) error {
	switch {
	case !utf8.ValidString(cell):
		return kpi.NewFault("the cell is not UTF-8: save the table as CSV UTF-8")
	case strings.ContainsFunc(cell, kpi.IsCommand):
		return kpi.NewFault("the cell holds a control character: {text}", "text", kpi.Excerpt(cell))
	}
	return nil
}

// quoteFault returns the fault of the quotes that encoding/csv refuses.
func quoteFault(err error) error {
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return kpi.NewFault("a quote stands inside a cell: put the whole cell in quotes and double those inside")
	case errors.Is(err, csv.ErrQuote):
		return kpi.NewFault("a quote is not closed, or text stands behind it")
	}
	return err
}

// checkHeader wants every column once and no other.
func (t *Table[T]) checkHeader(want, optional []string) error {
	for i, h := range t.header {
		if !slices.Contains(want, h) {
			return &Error{t.Name, t.top, i + 1, h, kpi.NewFault("not a column of this table: want {columns}", "columns", strings.Join(want, ","))}
		}
		if slices.Index(t.header, h) != i {
			return &Error{t.Name, t.top, i + 1, h, kpi.NewFault("the column stands twice")}
		}
	}
	for _, h := range want {
		if !slices.Contains(t.header, h) && !slices.Contains(optional, h) {
			return &Error{Table: t.Name, Line: t.top, Header: h, Fault: kpi.NewFault("the column is missing: want {columns}", "columns", strings.Join(want, ","))}
		}
	}
	return nil
}

// Fault returns an error at a column of row i.
func (t *Table[T]) Fault(i int, column string, fault error) error {
	return &Error{t.Name, t.Lines[i], t.Column(column), column, fault}
}

// Reject returns an error about the whole table.
func (t *Table[T]) Reject(fault error) error { return &Error{Table: t.Name, Fault: fault} }

// Column returns the 1-based number of a column, or 0 if the table does not have it.
func (t *Table[T]) Column(name string) int { return slices.Index(t.header, name) + 1 }

// columnsOf returns the csv tags of a row type, in order.
func columnsOf[T any]() []string {
	row := reflect.TypeFor[T]()
	columns := make([]string, row.NumField())
	for i := range columns {
		columns[i] = row.Field(i).Tag.Get("csv")
	}
	return columns
}

// records are the header and the rows for gocsv, which takes all at once.
type records [][]string

// Read returns no record: ReadAll has them.
func (r records) Read() ([]string, error) { return nil, io.EOF }

// ReadAll returns the records.
func (r records) ReadAll() ([][]string, error) { return r, nil }

// WithoutApostrophe takes off the apostrophe that keeps a spreadsheet from running a
// name: tables that are written with one can be read again.
func WithoutApostrophe(text string) string {
	if name, ok := strings.CutPrefix(text, "'"); ok && strings.IndexAny(name, "=+-@＝＋－＠") == 0 {
		return name
	}
	return text
}

// Delimiter returns the most frequent of comma, semicolon and tab in a header line, not
// counting those within quotes; comma if it has none.
func Delimiter(header []byte) byte {
	best, most := byte(','), 0
	for _, d := range []byte{',', ';', '\t'} {
		n, quoted := 0, false
		for _, c := range header {
			switch {
			case c == '"':
				quoted = !quoted
			case c == d && !quoted:
				n++
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}
