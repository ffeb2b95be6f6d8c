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
}

// blocksAlone is how many blocks are read before workers are worth their while.
const blocksAlone = 2

// Read parses the rows of a text below the row that it gave last, and gives the batches to
// add, in order, until that returns an error.
func Read(o Options, add func(*Batch) error) error {
	p := newParser(&o)
	b := &Batch{Data: o.Text.Rest().Data}
	for n := 0; ; n++ {
		p.parse(b)
		if err := add(b); err != nil {
			return err
		}
		if n >= blocksAlone && o.Workers > 1 && !o.Text.IsOver() {
			return parallel(&o, add)
		}
		b.Data, b.Fault = o.Text.Block(b.Data)
	}
}

// parallel takes the blocks that follow, with workers.
func parallel(o *Options, add func(*Batch) error) error {
	free := make(chan *Batch, o.Workers+1)
	for range cap(free) {
		free <- &Batch{parsed: make(chan struct{}, 1)}
	}
	parse, order, stop := make(chan *Batch, cap(free)), make(chan *Batch, cap(free)), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	feeder := func() {
		defer close(parse)
		defer close(order)
		for b := range untilStop(free, stop) {
			b.Data, b.Fault = o.Text.Block(b.Data)
			parse <- b // there is room for all
			order <- b
			if b.Fault != nil {
				return
			}
		}
	}
	if o.Wait {
		group.Go(feeder)
	} else {
		go feeder() // a stream may give nothing more, and never end
	}
	for range o.Workers {
		p := newParser(o)
		group.Go(func() {
			for b := range untilStop(parse, stop) {
				p.parse(b)
				b.parsed <- struct{}{}
			}
		})
	}
	for b := range order {
		<-b.parsed
		if err := add(b); err != nil {
			return err
		}
		free <- b
	}
	return nil
}

// untilStop yields the batches of a channel until it is closed, or stop is.
func untilStop(from <-chan *Batch, stop <-chan struct{}) func(yield func(*Batch) bool) {
	return func(yield func(*Batch) bool) {
		for {
			select {
			case <-stop:
				return
			case b, ok := <-from:
				if !ok || !yield(b) {
					return
				}
			}
		}
	}
}
