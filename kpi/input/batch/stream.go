package batch

import "sync"

// blocksAlone is how many blocks are read before workers are worth their while.
const blocksAlone = 2

// StreamOptions are how blocks are taken in turn.
type StreamOptions struct {
	Workers int         // goroutines that parse
	Wait    bool        // the blocks have an end: reading them need not be given up
	IsOver  func() bool // the block that was given last is the last
}

// Stream parses blocks and adds them, in turn, until add returns an error. next
// makes a block that was added the next one, and reports whether it is the last; after that
// one, add returns an error. Each worker has a parser of its own.
func Stream[B any](o StreamOptions, first *B, next func(*B) (isLast bool), newParser func() func(*B), add func(*B) error) error {
	parse := newParser()
	for n := 0; ; n++ {
		parse(first)
		if err := add(first); err != nil {
			return err
		}
		if n >= blocksAlone && o.Workers > 1 && !o.IsOver() {
			return parallel(o, next, newParser, add)
		}
		next(first)
	}
}

// job is a block on its way through the workers.
type job[B any] struct {
	block  B
	parsed chan struct{}
}

// parallel takes the blocks that follow, with workers.
func parallel[B any](o StreamOptions, next func(*B) bool, newParser func() func(*B), add func(*B) error) error {
	free := make(chan *job[B], o.Workers+1)
	for range cap(free) {
		free <- &job[B]{parsed: make(chan struct{}, 1)}
	}
	work, order, stop := make(chan *job[B], cap(free)), make(chan *job[B], cap(free)), make(chan struct{})
	var group sync.WaitGroup
	defer group.Wait()
	defer close(stop)
	feeder := func() {
		defer close(work)
		defer close(order)
		for j := range untilStop(free, stop) {
			isLast := next(&j.block)
			work <- j // there is room for all
			order <- j
			if isLast {
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
		parse := newParser()
		group.Go(func() {
			for j := range untilStop(work, stop) {
				parse(&j.block)
				j.parsed <- struct{}{}
			}
		})
	}
	for j := range order {
		<-j.parsed
		if err := add(&j.block); err != nil {
			return err
		}
		free <- j
	}
	return nil
}

// untilStop yields what a channel gives until it is closed, or stop is.
func untilStop[T any](from <-chan T, stop <-chan struct{}) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for {
			select {
			case <-stop:
				return
			case v, ok := <-from:
				if !ok || !yield(v) {
					return
				}
			}
		}
	}
}
