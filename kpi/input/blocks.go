package input

import (
	"sync"

	"cchc/kpi/input/rows"
)

// blocksAlone is how many blocks are read before workers are worth their while.
const blocksAlone = 2

// takeBlocks takes the rows of a text by blocks, to its end: parsers parse them into
// batches, which are added in order.
func (t *table) takeBlocks(f *rows.File) error {
	text := f.Text
	add := newAdder(t, text)
	parser := newRowParser(t, text.Delimiter())
	b := &batch{data: text.Rest().Data}
	for n := 0; ; n++ {
		parser.parse(b)
		if err := add.add(b); err != nil {
			return f.End(err)
		}
		if n >= blocksAlone && t.run.workers() > 1 && !text.IsOver() {
			return f.End(t.parallel(f, add))
		}
		b.data, b.fault = text.Block(b.data)
	}
}

// parallel takes the blocks that follow, with workers.
func (t *table) parallel(f *rows.File, add *adder) error {
	workers := t.run.workers()
	free := make(chan *batch, workers+1)
	for range cap(free) {
		free <- &batch{parsed: make(chan struct{}, 1)}
	}
	parse, order, stop := make(chan *batch, cap(free)), make(chan *batch, cap(free)), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	feeder := func() {
		defer close(parse)
		defer close(order)
		feed(f.Text, free, parse, order, stop)
	}
	if f.IsRegular() {
		group.Go(feeder)
	} else {
		go feeder() // a stream may give nothing more, and never end
	}
	for range workers {
		parser := newRowParser(t, f.Text.Delimiter())
		group.Go(func() { work(parser, parse, stop) })
	}
	for b := range order {
		<-b.parsed
		if err := add.add(b); err != nil {
			return err
		}
		free <- b
	}
	return nil
}

// work parses batches.
func work(parser *rowParser, parse <-chan *batch, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case b, ok := <-parse:
			if !ok {
				return
			}
			parser.parse(b)
			b.parsed <- struct{}{}
		}
	}
}

// feed reads blocks until the stream ends or has a fault.
func feed(text *rows.Text, free <-chan *batch, parse, order chan<- *batch, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case b := <-free:
			b.data, b.fault = text.Block(b.data)
			parse <- b // there is room for all
			order <- b
			if b.fault != nil {
				return
			}
		}
	}
}
