// Package table reads the CSV tables that a user can write, such as definitions, targets
// and lists of units. It gives rows with their lines, and errors with the place of the
// cell at fault.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
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
	for _, n := range []int{e.Line, e.Column} {
		if n > 0 {
			place += ":" + strconv.Itoa(n)
		}
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
	return ReadAs[T](name, data, func([]string) {}, optional...)
}

// ReadAs is [Read] of a table with other headers: rename makes them those of T.
func ReadAs[T any](name string, data []byte, rename func(header []string), optional ...string) (*Table[T], error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	t := &Table[T]{Name: name}
	isText := utf8.Valid(data) && !bytes.ContainsFunc(data, kpi.IsCommand)
	read, err := t.read(data, Delimiter(first), isText)
	if err != nil {
		return nil, err
	}
	rename(t.header) // which read has too
	if err := t.checkHeader(optional); err != nil {
		return nil, err
	}
	if len(t.Lines) == 0 {
		return t, nil
	}
	if err := gocsv.UnmarshalDecoder(read, &t.Rows); err != nil {
		return nil, t.Reject(err)
	}
	return t, nil
}

// records are the header and the rows for gocsv, which takes all at once.
type records [][]string

// GetCSVRows returns the records.
func (r records) GetCSVRows() ([][]string, error) { return r, nil }

// read takes all records and notes their lines. Blank lines are skipped. Cells get into
// results, and a table may be from anywhere: they must be text, as all of isText are.
func (t *Table[T]) read(data []byte, delimiter byte, isText bool) (records, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = rune(delimiter)
	r.FieldsPerRecord = -1
	var read records
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, t.unread(err)
		}
		line, _ := r.FieldPos(0)
		for i := range record {
			record[i] = WithoutApostrophe(strings.TrimSpace(record[i]))
		}
		switch {
		case !slices.ContainsFunc(record, func(cell string) bool { return cell != "" }):
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
			switch {
			case isText:
			case !utf8.ValidString(cell):
				return nil, &Error{t.Name, line, i + 1, t.header[i], kpi.NewFault("the cell is not UTF-8: save the table as CSV UTF-8")}
			case strings.ContainsFunc(cell, kpi.IsCommand):
				return nil, &Error{t.Name, line, i + 1, t.header[i], kpi.NewFault("the cell holds a control character: {text}", "text", kpi.Excerpt(cell))}
			}
		}
		read = append(read, record)
	}
	if t.header == nil {
		return nil, t.Reject(kpi.NewFault("the table is empty"))
	}
	return read, nil
}

// unread returns why a record cannot be read.
func (t *Table[T]) unread(err error) error {
	parse := new(csv.ParseError)
	if !errors.As(err, &parse) {
		return kpi.NewFault("reading {path}: {reason}", "path", t.Name).Because(err)
	}
	fault := parse.Err
	switch {
	case errors.Is(fault, csv.ErrBareQuote):
		fault = kpi.NewFault("a quote is inside a cell: put the whole cell in quotes and double those inside")
	case errors.Is(fault, csv.ErrQuote):
		fault = kpi.NewFault("a quote is not closed, or text is behind it")
	}
	return &Error{Table: t.Name, Line: parse.StartLine, Fault: fault}
}

// columns returns the columns of T.
func (t *Table[T]) columns() (names []string) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		names = append(names, field.Tag.Get("csv"))
	}
	return names
}

// checkHeader wants every column of T once and no other.
func (t *Table[T]) checkHeader(optional []string) error {
	columns := t.columns()
	want := strings.Join(columns, ",")
	for i, h := range t.header {
		switch {
		case !slices.Contains(columns, h):
			return &Error{t.Name, t.top, i + 1, h, kpi.NewFault("not a column of this table: want {columns}", "columns", want)}
		case slices.Index(t.header, h) != i:
			return &Error{t.Name, t.top, i + 1, h, kpi.NewFault("the column is there twice")}
		}
	}
	for _, h := range columns {
		if !slices.Contains(t.header, h) && !slices.Contains(optional, h) {
			return &Error{Table: t.Name, Line: t.top, Header: h, Fault: kpi.NewFault("the column is missing: want {columns}", "columns", want)}
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
		n := 0
		for i, part := range bytes.Split(header, []byte{'"'}) {
			if i%2 == 0 { // not within quotes
				n += bytes.Count(part, []byte{d})
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}
