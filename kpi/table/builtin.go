package table

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// BuiltIn decodes a table that is built in, with all columns of T but the optional ones: commas,
// a row on each line, and nothing around the cells. Every run waits for it, and encoding/csv
// and gocsv would take most of the time (BenchmarkLoad of package catalog).
func BuiltIn[T any](name string, data []byte, optional ...string) (*Table[T], error) {
	t := &Table[T]{Name: name, top: 1}
	records := plainRecords{text: string(data)}
	record, _ := records.next()
	t.header = slices.Clone(record)
	if err := t.checkHeader(optional); err != nil {
		return nil, err
	}
	fields := make([]int, len(t.header))
	for column, h := range t.header {
		fields[column] = slices.Index(t.columns(), h)
	}
	most := bytes.Count(data, []byte("\n"))
	t.Rows, t.Lines = make([]T, 0, most), make([]int, 0, most)
	for records.text != "" {
		line := records.lines + 1
		record, ok := records.next()
		switch {
		case !ok:
			return nil, &Error{Table: name, Line: line, Fault: kpi.NewFault("a quote is not closed, or text is behind it")}
		case len(record) != len(fields):
			return nil, &Error{Table: name, Line: line,
				Fault: kpi.NewFault("the row has {cells} cells, the header {columns}", "cells", strconv.Itoa(len(record)), "columns", strconv.Itoa(len(fields)))}
		}
		t.Rows, t.Lines = append(t.Rows, *new(T)), append(t.Lines, line)
		row := reflect.ValueOf(&t.Rows[len(t.Rows)-1]).Elem()
		for column, cell := range record {
			row.Field(fields[column]).SetString(cell)
		}
	}
	return t, nil
}

// plainRecords splits a text with commas and quotes into records.
type plainRecords struct {
	text   string // that is left
	lines  int    // before it
	record []string
}

// next returns the next record, whose cells are parts of the text; the record holds until the
// one after it. It is not ok if a quote is not closed, or text is behind it.
func (r *plainRecords) next() (record []string, ok bool) {
	r.record = r.record[:0]
	for isLast := false; !isLast; {
		end := cellEnd(r.text)
		if end < 0 {
			return nil, false
		}
		cell := r.text[:end]
		if strings.HasPrefix(cell, `"`) {
			cell = strings.ReplaceAll(cell[1:end-1], `""`, `"`)
			r.lines += strings.Count(cell, "\n")
		}
		r.record = append(r.record, cell)
		isLast = end == len(r.text) || r.text[end] == '\n'
		r.text = r.text[min(end+1, len(r.text)):]
	}
	r.lines++
	return r.record, true
}

// cellEnd returns where the cell ends that a text begins with: before a comma, a line end or
// the end of the text. It is -1 if a quote is not closed, or text is behind it.
func cellEnd(text string) int {
	end := 0
	if !strings.HasPrefix(text, `"`) {
		for end < len(text) && text[end] != ',' && text[end] != '\n' {
			end++
		}
		return end
	}
	for isOpen := true; isOpen; isOpen = strings.HasPrefix(text[end:], `"`) { // which is doubled
		quote := strings.IndexByte(text[end+1:], '"')
		if quote < 0 {
			return -1
		}
		end += quote + 2
	}
	if end < len(text) && text[end] != ',' && text[end] != '\n' {
		return -1
	}
	return end
}
