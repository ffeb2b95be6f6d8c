package report

import (
	"slices"

	"cchc/kpi"
)

// Outline is a result that needs no arranging: what people read, rows of texts, and a value
// that encoding/json encodes.
type Outline struct {
	Lang  kpi.Lang
	Shown []Block
	Rows  [][]string // the first is the header
	Value any
}

// Blocks returns what people read.
func (o *Outline) Blocks(Medium) []Block { return o.Shown }

// Records returns the rows.
func (o *Outline) Records() Records {
	var r Records
	var rows [][]Cell
	for n, row := range o.Rows {
		record := make([]Cell, len(row))
		for i, value := range row {
			if record[i] = textCell(value); n == 0 {
				r.Fields = append(r.Fields, simple(value, value, TextField))
			}
		}
		rows = append(rows, record)
	}
	r.Rows = slices.Values(rows[min(1, len(rows)):])
	return r
}

// Data returns the value.
func (o *Outline) Data() any { return o.Value }

// Language returns the language of what people read.
func (o *Outline) Language() kpi.Lang { return o.Lang }
