package batch

import "cchc/kpi/sums"

// Batch is the rows of one block, parsed: runs of neighbouring rows that have one key,
// with their sums, and between them rows that have to be looked at.
type Batch struct {
	Data  []byte
	Fault error    // behind the data, for [rows.Text.End]
	Texts *Texts   // whose numbers these are
	Stale *Texts   // which they replace: no batch that follows has numbers of it; nil: none
	Keys  []string // the texts of keys by number
	Items []string // the texts of items by number
	Runs  []Run
	Rows  []Row   // of all runs
	Sums  []int64 // by run that was parsed and figure
}

// Run is neighbouring rows of one key, one a line; or rows that were not parsed.
type Run struct {
	Key      int  // its number; -1 of rows that were not parsed
	From, To int  // the bytes
	First    int  // of its rows among those of the batch
	Count    int  // of its rows
	Mark     rune // the group mark of its counts, or 0
	Marked   int  // the first row with the group mark
	Round    bool // some count with one mark ends in 000
	Uneven   bool // some count with marks is no such
}

// Row is what distinguishes a row of a run.
type Row struct {
	Item    int    // its number
	Unknown uint64 // the hash of its cells that are not known
	Hash    uint64 // of its counts, where all rows are looked at
}

// leave adds a row that was not parsed.
func (b *Batch) leave(from, to int) {
	if n := len(b.Runs); n > 0 && b.Runs[n-1].Key < 0 {
		b.Runs[n-1].To = to
		return
	}
	b.Runs = append(b.Runs, Run{Key: -1, From: from, To: to})
}

// add adds a row with its figures.
func (b *Batch) add(row *parsedRow, values []int64, from, to int) {
	if n := len(b.Runs); n == 0 || b.Runs[n-1].Key != row.key {
		b.Runs = append(b.Runs, Run{Key: row.key, From: from, First: len(b.Rows)})
		b.Sums = append(b.Sums, make([]int64, len(values))...)
	}
	run := &b.Runs[len(b.Runs)-1]
	if run.Mark == 0 && row.mark != 0 {
		run.Mark, run.Marked = row.mark, run.Count
	}
	run.Round, run.Uneven = run.Round || row.round, run.Uneven || row.uneven
	run.To = to
	run.Count++
	b.Rows = append(b.Rows, Row{Item: row.item, Unknown: row.unknown})
	if row.counts {
		b.Rows[len(b.Rows)-1].Hash = sums.Hash(values)
	}
	own := b.Sums[len(b.Sums)-len(values):]
	for i, v := range values {
		own[i] += v
	}
}
