// Package lists reads the rows of lists of single dossiers: what each row shows by itself.
// Workers may parse blocks of a text side by side; which unit a row is of, and what rows
// show of each other, is for package input, in order.
//
// Only the cells of columns that mean something are looked at. Cells of persons are never
// read.
package lists

import (
	"bytes"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
)

// Row is a row of a list, as its cells show it by themselves.
type Row struct {
	Dossier dossiers.Dossier
	Unit    int32  // the number of the text of its key cells, in [Block.Units]; [Left] of a row that was not parsed
	Other   int32  // the number with the cell of the other unit in the place of its own; [Left] where none is wanted
	Code    uint64 // the hash of its code; 0 where that is blank
	Line    int32  // the line that it begins on, counted from 0 in its block
	Lines   int32  // how many it takes
	Kept    int32  // the number of what is kept of it, in [Block.Kept]; -1: nothing is
	Faults  Faults
	reasons uint32 // why days cannot be read, by column
}

// reasonBits are how many bits of Row.reasons a column has.
const reasonBits = 3

// Reason returns why the day of a column cannot be read.
func (r *Row) Reason(c catalog.ListColumn) dates.MomentFault {
	return dates.MomentFault(r.reasons >> (reasonBits * (c - catalog.ListReceived)) & (1<<reasonBits - 1))
}

// Kept is what is kept of a row that is compared with others.
type Kept struct {
	Code  string
	Whole uint64 // the hash of all cells that mean something
}

// The numbers of units that are none.
const (
	Left    = -1 // of a row that was not parsed: a section, a total, a note, or a row with fewer cells than headers
	TooMany = -2 // there are more texts than [TextsLimit]
)

// Faults is a set of what is wrong with a row, or noteworthy.
type Faults uint64

// The faults. Those of single columns follow: see [Before], [Future] and [Unread].
const (
	NoReceipt      Faults = 1 << iota // the day of receipt is blank
	NoDue                             // the appointment is blank
	NoCode                            // the code is blank, where others are not
	DueBefore                         // it was due before it was received
	Contradicts                       // its state cannot be with its days
	SuppliedBefore                    // a supplement was given before it was asked for
	Undated                           // it waits, or was stopped, since a day that is not given
	CodeDay                           // the day in its code is not that of receipt
	NoState                           // the state is blank
	before                            // the first column's of days
)

// days is how many columns of days there are.
const days = catalog.ListSupplied - catalog.ListReceived + 1

// The first columns' of faults of columns.
const (
	future = before << days
	unread = future << days // no fault of what is not read is as large
)

// Before returns the fault of a day of an end, in a column, before that of receipt.
func Before(c catalog.ListColumn) Faults { return before << (c - catalog.ListReceived) }

// Future returns the fault of a day, in a column, after that of the list.
func Future(c catalog.ListColumn) Faults { return future << (c - catalog.ListReceived) }

// Unread returns the fault of a cell of a column that cannot be read.
func Unread(c catalog.ListColumn) Faults { return unread << c }

// unreadDays are the faults of all days that cannot be read.
const unreadDays = (1<<days - 1) * unread << catalog.ListReceived

// severe are the faults of rows that cannot be counted: one that was received after the day of
// the list is in none of its months.
const severe = NoReceipt | (future - before) | future | unreadDays

// IsCounted reports whether a row with some faults can be counted: all its days were read,
// and are in order, and it was received by the day of the list.
func (f Faults) IsCounted() bool { return f&severe == 0 }

// codeDay returns the day that a code names before its number, as H37.20-250901-0001 does;
// none where it names no day.
func codeDay(code []byte) kpi.Moment {
	end := bytes.LastIndexByte(code, '-')
	if end < 7 || code[end-7] != '-' {
		return 0
	}
	v := 0
	for _, c := range code[end-6 : end] {
		if c-'0' > 9 {
			return 0
		}
		v = v*10 + int(c-'0')
	}
	day, _ := kpi.NewMoment(2000+v/10_000, v/100%100, v%100, -1)
	return day
}
