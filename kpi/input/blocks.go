package input

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// piece is a block on its way through: it is read, then looked at by a worker, then
// taken in its turn.
type piece struct {
	data    []byte
	err     error // of the stream, behind the data
	stretch *stretch
	looked  chan struct{} // a token when the worker is done
}

// blocks takes the records of a stream. The stretches of plain rows are read by
// workers, each block by one; all else is done in the order of the blocks, so that
// nothing depends on how many workers there are.
func (t *export) blocks(blocks *blockReader) error {
	var buf []byte
	for n := 0; n < blocksAlone || t.rows == nil || t.plain == nil || blocks.eof || t.run.workers() == 1; n++ {
		data, err := blocks.next(buf)
		if err := t.piece(&piece{data: data, err: err}); err != nil {
			return orEnd(err)
		}
		buf = data
	}
	return orEnd(t.parallel(blocks))
}

// blocksAlone is how many blocks are read before workers are worth their while.
const blocksAlone = 2

// orEnd makes the end of a stream no error.
func orEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// parallel takes the blocks that follow, with workers.
func (t *export) parallel(blocks *blockReader) error {
	workers := t.run.workers()
	free := make(chan *piece, workers+1)
	for range cap(free) {
		free <- &piece{stretch: &stretch{}, looked: make(chan struct{}, 1)}
	}
	look, order, stop := make(chan *piece, cap(free)), make(chan *piece, cap(free)), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	feeder := func() {
		defer close(look)
		defer close(order)
		feed(blocks, free, look, order, stop)
	}
	if t.regular {
		group.Go(feeder)
	} else {
		go feeder() // a stream may give nothing more, and never end
	}
	for range workers {
		reader := t.plainReader()
		group.Go(func() { lookAt(look, reader, stop) })
	}
	for p := range order {
		<-p.looked
		if err := t.piece(p); err != nil {
			return err
		}
		free <- p
	}
	return nil
}

// lookAt reads the plain rows at the start of blocks.
func lookAt(look <-chan *piece, reader *plainReader, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case p, ok := <-look:
			if !ok {
				return
			}
			reader.read(p.data, p.stretch)
			p.looked <- struct{}{}
		}
	}
}

// feed reads blocks until the stream ends or has a fault.
func feed(blocks *blockReader, free <-chan *piece, look, order chan<- *piece, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case p := <-free:
			p.data, p.err = blocks.next(p.data)
			look <- p // there is room for all
			order <- p
			if p.err != nil {
				return
			}
		}
	}
}

// piece takes the records of a block, and then what is wrong with the stream.
func (t *export) piece(p *piece) error {
	tooLarge := errors.Is(p.err, errRecordTooLarge)
	if p.err != nil && !tooLarge {
		return p.err
	}
	if err := t.records(p); err != nil {
		return err
	}
	if tooLarge {
		t.tooLarge(t.lines.Total + 1)
		return errStop
	}
	return nil
}

// maxPace is how many records at most are taken one by one before it is tried again
// whether plain rows follow; minStretch is how many of these make it worth the while.
const (
	maxPace    = 64
	minStretch = 4
)

// An export is not looked through for plain rows any more after so many stretches that
// were not what they seemed, or where so many texts tell rows apart that each may be of
// one row: every worker would keep them.
const (
	maxRefusals = 8
	maxGrains   = 1 << 14
)

// records takes the records of a block: stretches of plain rows at once, others one
// by one.
func (t *export) records(p *piece) error {
	data, st, first := p.data, p.stretch, t.lines.Total+1
	known := false // to be text
	if t.encoding != encodingUTF8 && bytes.Contains(data, []byte("\ufffd")) {
		t.rowwise.Store(true) // it ends here
	}
	for pace := 1; len(data) > 0; {
		before := t.lines.Total
		size, ok := t.merge(data, st)
		switch data, st = data[size:], nil; {
		case !ok:
			pace = len(data)
		case t.lines.Total-before >= minStretch:
			pace = 1
		}
		if len(data) == 0 {
			break
		}
		if !known && !t.isText(block{p.data, first}) {
			return errStop
		}
		known = true
		var err error
		if data, err = t.oneByOne(data, pace); err != nil {
			return err
		}
		pace = min(2*pace, maxPace)
	}
	return nil
}

// merge takes the plain rows at the start of the data, and returns their size. The
// stretch is what a worker made of them, or nil. It reports false where they cannot be
// taken at once.
func (t *export) merge(data []byte, st *stretch) (size int, ok bool) {
	switch {
	case t.rows == nil:
		return 0, true
	case t.plain == nil || t.rowwise.Load():
		return 0, false
	case !t.rows.isAmidRows():
		return 0, true
	}
	if st == nil {
		st = t.stretch
		t.plain.read(data, st)
	}
	if !t.rows.merge(st) {
		if t.refusals++; t.refusals >= maxRefusals {
			t.rowwise.Store(true)
		}
		return 0, false
	}
	if t.refusals = 0; len(st.grains) > maxGrains {
		t.rowwise.Store(true)
	}
	return st.size, true
}

// oneByOne takes up to n records and returns the data that follows them.
func (t *export) oneByOne(data []byte, n int) ([]byte, error) {
	t.scan.reset(block{data, t.lines.Total + 1})
	for range n {
		rec, ok, err := t.scan.next()
		if err != nil {
			t.quoting(rec.line, err)
			return nil, errStop
		}
		if !ok {
			break
		}
		if err := t.take(rec); err != nil {
			return nil, err
		}
	}
	return t.scan.data, nil
}
