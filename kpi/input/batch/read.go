// Package batch parses the plain rows of a text: those that are digits and names that were
// there before, as nearly all rows of an export are. Workers parse blocks into batches,
// and one function takes these in the order of the blocks.
//
// Why it is clever: a row is read in one pass over its bytes, counts while their digits
// are looked at, texts by comparing them with those that are likely. That takes a quarter
// of the time of splitting it into cells and reading these.
//
// What must stay true: a parser knows nothing of the rows in other blocks, so it decides
// only what a row shows by itself. Whatever is not plain (a blank, a dash, a fraction, a
// text that may be a total or a section, a rule that is broken) it leaves unparsed. Both
// ways must give the same counts: every reading in the tests of package input is done in
// both.
//
// Whether it is still worth it: BenchmarkParse in this package, beside BenchmarkRowByRow
// in package input.
package batch

import (
	"bytes"
	"hash/maphash"
	"sync"
	"sync/atomic"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// Options are what the rows of a text are parsed by.
type Options struct {
	Text    *rows.Text
	Layout  *header.Layout
	Rules   []kpi.Rule             // between the measures of a row
	IsName  func(cell []byte) bool // a key, a procedure or a field is not that of a total or a section
	IsOther func(cell []byte) bool // a text of a column that is not known marks no total and no part
	Seed    maphash.Seed           // of the hashes of cells that are not known
	Full    *atomic.Bool           // no such hash is wanted any more
	Workers int                    // goroutines that parse
	Wait    bool                   // the text has an end: reading it need not be given up
	Look    func([]*Batch)         // looks at all rows before they are added, unless there are too many; nil: nobody does
}

// RowsSeen is how many rows a text may have to be looked at before they are added, and
// BytesSeen how many bytes. They bound memory: a larger file is no form that people fill in.
const (
	RowsSeen  = 1 << 17
	BytesSeen = 24 << 20
)

// Read parses the rows of a text below the row that it gave last, and gives the batches to
// add, in order, until that returns an error.
func Read(o Options, add func(*Batch) error) error {
	first := &Batch{Data: o.Text.Rest().Data}
	next := func(b *Batch) (isLast bool) {
		b.Data, b.Fault = o.Text.Block(b.Data)
		return b.Fault != nil
	}
	if o.Look != nil {
		ahead, isAll := readAhead(&o, first, next)
		if isAll {
			return lookAhead(&o, ahead, add)
		}
		next = queued(ahead[1:], next)
	}
	parser := func() func(*Batch) { return newParser(&o).parse }
	return Stream(StreamOptions{Workers: o.Workers, Wait: o.Wait, IsOver: o.Text.IsOver}, first, next, parser, add)
}

// readAhead reads blocks to the end of the text, or until there are too many to look at.
// One that may have no end is not read beyond what is refused.
func readAhead(o *Options, first *Batch, next func(*Batch) bool) (ahead []*Batch, isAll bool) {
	size, lines := 0, 0
	for b := first; ; {
		ahead = append(ahead, b)
		size, lines = size+len(b.Data), lines+bytes.Count(b.Data, []byte{'\n'})
		if !o.Wait && !(isText(b.Data) && o.Text.Look(rows.Block{Data: b.Data}, func(rows.Row) {})) {
			return ahead, false
		}
		if b.Fault != nil || size > BytesSeen || lines > RowsSeen {
			return ahead, b.Fault != nil
		}
		b = &Batch{}
		next(b)
	}
}

// queued gives the blocks that were read ahead, and then the next ones.
func queued(ahead []*Batch, next func(*Batch) bool) func(*Batch) bool {
	return func(b *Batch) bool {
		if len(ahead) == 0 {
			return next(b)
		}
		b.Data, b.Fault = ahead[0].Data, ahead[0].Fault
		ahead[0] = nil // its data is garbage once it is parsed
		ahead = ahead[1:]
		return b.Fault != nil
	}
}

// lookAhead parses all batches before it adds them.
func lookAhead(o *Options, ahead []*Batch, add func(*Batch) error) error {
	var at atomic.Int64
	var group sync.WaitGroup
	for range min(o.Workers, max(1, len(ahead)/blocksAlone)) {
		p := newParser(o)
		p.row.counts = true
		group.Go(func() {
			for n := at.Add(1); n <= int64(len(ahead)); n = at.Add(1) {
				b := ahead[n-1]
				b.Rows = make([]Row, 0, bytes.Count(b.Data, []byte{'\n'})+1)
				p.parse(b)
			}
		})
	}
	group.Wait()
	o.Look(ahead)
	for _, b := range ahead {
		if err := add(b); err != nil {
			return err
		}
	}
	return nil
}
