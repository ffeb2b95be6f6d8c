package catalog

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

// Kind names one of the tables that a user can add to.
type Kind string

// The tables that a user can add to.
const (
	MeasureTable   Kind = "measures"
	HeaderTable    Kind = "headers"
	IndicatorTable Kind = "indicators"
)

// Kinds returns the names of the tables that a user can add to.
func Kinds() []string {
	return []string{string(IndicatorTable), string(MeasureTable), string(HeaderTable)}
}

// Table is a user's own table: what it holds, its name for messages, and its
// bytes as CSV.
type Table struct {
	Kind Kind
	Name string
	Data []byte
}

// TableError is a fault in a table of definitions or reference data, with its
// place. Line is physical, Column 1-based; 0 means the whole table or line.
type TableError struct {
	Table  string
	Line   int
	Column int
	Header string
	Fault  error // what is wrong: a [*kpi.Fault] unless another program says it
}

// Unwrap returns what is wrong.
func (e *TableError) Unwrap() error { return e.Fault }

// Error returns the place and the fault: "my.csv:3:2 (numerator): no measure".
func (e *TableError) Error() string {
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

// table is a decoded table with the place of each row.
type table[T any] struct {
	name   string
	header []string
	rows   []T
	lines  []int
	top    int // the line of the header
}

// readTable decodes a table whose columns are the csv tags of T. Columns may
// stand in any order; those that are optional may be left out. Comma,
// semicolon and tab are told apart by the header, and a byte-order mark is
// skipped, as spreadsheets write them, and so is the apostrophe that keeps a
// spreadsheet from running a cell. gocsv fills the rows; it does not check
// columns or know lines, so that is done here.
func readTable[T any](name string, data []byte, optional ...string) (*table[T], error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = rune(Delimiter(first))
	r.FieldsPerRecord = -1
	t := &table[T]{name: name}
	records, err := t.read(r)
	if err != nil {
		return nil, err
	}
	if err := t.checkHeader(columnsOf[T](), optional); err != nil {
		return nil, err
	}
	if len(t.lines) == 0 {
		return t, nil
	}
	if err := gocsv.UnmarshalCSV(&recordReader{records}, &t.rows); err != nil {
		return nil, &TableError{Table: name, Fault: err}
	}
	return t, nil
}

// read takes all records and notes their lines. Blank lines are skipped.
func (t *table[T]) read(r *csv.Reader) ([][]string, error) {
	var records [][]string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return nil, &TableError{Table: t.name, Line: parse.StartLine, Fault: quoteFault(parse.Err)}
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", t.name, err)
		}
		line, _ := r.FieldPos(0)
		for i := range record {
			record[i] = withoutApostrophe(strings.TrimSpace(record[i]))
		}
		switch {
		case strings.Join(record, "") == "":
			continue
		case t.header == nil:
			t.header, t.top = record, line
		case len(record) != len(t.header):
			return nil, &TableError{Table: t.name, Line: line,
				Fault: kpi.NewFault("the row has {cells} cells, the header {columns}", "cells", strconv.Itoa(len(record)), "columns", strconv.Itoa(len(t.header)))}
		default:
			t.lines = append(t.lines, line)
		}
		for i, cell := range record {
			if fault := unclean(cell); fault != nil {
				return nil, &TableError{t.name, line, i + 1, t.header[i], fault}
			}
		}
		records = append(records, record)
	}
	if t.header == nil {
		return nil, &TableError{Table: t.name, Fault: kpi.NewFault("the table is empty")}
	}
	return records, nil
}

// unclean returns why a cell is no text, or nil: it goes on into results, and a table may
// come from anywhere.
func unclean(cell string) error {
	switch {
	case !utf8.ValidString(cell):
		return kpi.NewFault("the cell is not UTF-8: save the table as CSV UTF-8")
	case strings.ContainsFunc(cell, kpi.IsCommand):
		return kpi.NewFault("the cell holds a control character: {text}", "text", kpi.Excerpt(cell))
	}
	return nil
}

// quoteFault says what is wrong with the quotes of a table.
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
func (t *table[T]) checkHeader(want, optional []string) error {
	for i, h := range t.header {
		if !slices.Contains(want, h) {
			return &TableError{t.name, t.top, i + 1, h, kpi.NewFault("not a column of this table: want {columns}", "columns", strings.Join(want, ","))}
		}
		if slices.Index(t.header, h) != i {
			return &TableError{t.name, t.top, i + 1, h, kpi.NewFault("the column stands twice")}
		}
	}
	for _, h := range want {
		if !slices.Contains(t.header, h) && !slices.Contains(optional, h) {
			return &TableError{Table: t.name, Line: t.top, Header: h, Fault: kpi.NewFault("the column is missing: want {columns}", "columns", strings.Join(want, ","))}
		}
	}
	return nil
}

// fault returns an error at a column of row i.
func (t *table[T]) fault(i int, column string, fault error) error {
	return &TableError{t.name, t.lines[i], slices.Index(t.header, column) + 1, column, fault}
}

// columnsOf returns the csv tags of a row type, in order.
func columnsOf[T any]() []string {
	row := reflect.TypeFor[T]()
	columns := make([]string, row.NumField())
	for i := range columns {
		columns[i] = row.Field(i).Tag.Get("csv")
	}
	return columns
}

// recordReader hands records that were read already to gocsv.
type recordReader struct{ records [][]string }

// Read returns the next record.
func (r *recordReader) Read() ([]string, error) {
	if len(r.records) == 0 {
		return nil, io.EOF
	}
	record := r.records[0]
	r.records = r.records[1:]
	return record, nil
}

// ReadAll returns the records that are left.
func (r *recordReader) ReadAll() ([][]string, error) {
	all := r.records
	r.records = nil
	return all, nil
}

// Delimiter returns the delimiter of a header line: the one of comma, semicolon
// and tab that stands in it most often outside quotes; comma where none does.
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
