// Package sums finds the rows of a table whose counts are the sums of neighbouring rows,
// whatever they are called, and counts of days that are running sums.
//
// A row may be the sum of rows directly above it or directly below. Such a run ends at a
// boundary: an end of the table, another sum, a row without counts, or a change of a name
// that all of the run have. Sums are found with those below them already left out, so that
// sums of sums are found too.
//
// Rows can be sums by chance. How unlikely that is, is measured in bits, by the
// counts that agree: counts that hardly differ from others in every row of the run prove
// little. Rows that share a name, or a kind, and are all sums prove each other.
package sums

import (
	"math"
	"slices"
)

// Missing is the count of a cell that has none, or one that is not known.
const Missing = math.MaxUint32

// Table is the counts and the texts of the rows of a table. Texts are numbers: equal texts
// have equal numbers, and 0 is a blank.
type Table struct {
	columns, names int
	counts         []uint32
	texts          []uint32
	named          []bool // a total, by its name
}

// NewTable returns a table with some columns of counts, and of texts, the last of which is
// the kind of the row, as its number shows it: "I" is of another kind than "1" or "1.1".
func NewTable(columns, names int) *Table { return &Table{columns: columns, names: names} }

// Grow makes room for some more rows.
func (t *Table) Grow(rows int) {
	t.counts, t.texts, t.named = slices.Grow(t.counts, rows*t.columns), slices.Grow(t.texts, rows*t.names), slices.Grow(t.named, rows)
}

// Add adds a row, and returns its counts and texts, for the caller to set: all counts are
// missing, all texts blank. A row that is named a total is one where its counts agree.
func (t *Table) Add(isNamed bool) (counts, texts []uint32) {
	n, m := len(t.counts), len(t.texts)
	for range t.columns {
		t.counts = append(t.counts, Missing)
	}
	for range t.names {
		t.texts = append(t.texts, 0)
	}
	t.named = append(t.named, isNamed)
	return t.counts[n:], t.texts[m:]
}

// Len returns how many rows there are.
func (t *Table) Len() int { return len(t.named) }

// row returns the counts of a row.
func (t *Table) row(i int) []uint32 { return t.counts[i*t.columns : (i+1)*t.columns] }

// text returns a text of a row.
func (t *Table) text(i, column int) uint32 { return t.texts[i*t.names+column] }

// Sum is a row that is the sum of the rows from From up to, but not including, To, without
// the sums among them.
type Sum struct {
	Row, From, To int
	Bits          float64
	Proof         Proof
}

// Proof is what a sum proves.
type Proof int

// The proofs.
const (
	None   Proof = iota
	Agrees       // the counts agree, but may do so by chance: it proves what is a sum by its name
	Likely       // in a table of this size that is no chance, as a rule
	Sure         // no chance
)

// IsBelow reports whether the rows of the sum are below it.
func (s *Sum) IsBelow() bool { return s.From > s.Row }
