package input

import (
	"errors"
	"io"
	"sync"
)

// part is a block on its way through: it is read, then looked at by a worker, then
// taken in its turn.
type part struct {
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
		if err := t.part(&part{data: data, err: err}); err != nil {
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
	free := make(chan *part, workers+1)
	for range cap(free) {
		free <- &part{stretch: &stretch{}, looked: make(chan struct{}, 1)}
	}
	look, order, stop := make(chan *part, cap(free)), make(chan *part, cap(free)), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	group.Go(func() {
		defer close(look)
		defer close(order)
		feed(blocks, free, look, order, stop)
	})
	for range workers {
		plain := t.plainReader()
		group.Go(func() {
			for p := range look {
				plain.read(p.data, p.stretch)
				p.looked <- struct{}{}
			}
		})
	}
	for p := range order {
		<-p.looked
		if err := t.part(p); err != nil {
			return err
		}
		free <- p
	}
	return nil
}

// feed reads blocks until the stream ends or has a fault.
func feed(blocks *blockReader, free <-chan *part, look, order chan<- *part, stop <-chan struct{}) {
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

// part takes the records of a block, and then what is wrong with the stream.
func (t *export) part(p *part) error {
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
// whether plain rows follow.
const maxPace = 64

// maxRefusals is after how many stretches that were not what they seemed an export is
// not looked through for more.
const maxRefusals = 8

// records takes the records of a block: stretches of plain rows at once, others one
// by one.
func (t *export) records(p *part) error {
	data, st := p.data, p.stretch
	isText := false
	for pace := 1; len(data) > 0; {
		if size, ok := t.merge(data, st); !ok {
			pace = len(data)
		} else if size > 0 {
			data, pace = data[size:], 1
		}
		st = nil
		if len(data) == 0 {
			break
		}
		if !isText && !t.isText(block{data, t.lines.Total + 1}) {
			return errStop
		}
		isText = true
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
	case t.plain == nil || t.refusals >= maxRefusals:
		return 0, false
	case !t.rows.isAmidRows():
		return 0, true
	}
	if st == nil {
		st = t.stretch
		t.plain.read(data, st)
	}
	if !t.rows.merge(st) {
		t.refusals++
		return 0, false
	}
	t.refusals = 0
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
