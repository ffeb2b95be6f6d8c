package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// What the columns of an export hold.
const (
	columns     = 21
	keyCells    = 2
	firstCount  = 5
	countsOfRow = 15
)

// sums are the sums of counts by the cells of a period and a district.
type sums map[string]*[countsOfRow]int64

// print writes the sums as every program here does: period, district, counts.
func (s sums) print(w io.Writer) error {
	for key, counts := range s {
		line := key
		for _, v := range counts {
			line += fmt.Sprintf(",%d", v)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// bare adds counts and checks nothing. How the rows of a block are added is given.
func bare(w io.Writer, path string, add func(sums, []byte)) error {
	parts := make([]sums, runtime.GOMAXPROCS(0))
	adders := make([]func([]byte), len(parts))
	for i := range parts {
		parts[i] = sums{}
		adders[i] = func(block []byte) { add(parts[i], block) }
	}
	if err := inBlocks(path, adders); err != nil {
		return err
	}
	all := sums{}
	for _, part := range parts {
		all.join(part)
	}
	delete(all, "period,district")
	return all.print(w)
}

// inBlocks gives a file to functions by blocks that end at the end of a record, with a
// goroutine for each function.
func inBlocks(path string, add []func(block []byte)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := &blocks{file: file}
	var group sync.WaitGroup
	for i := range add {
		group.Go(func() {
			for buffer := make([]byte, 0, 1<<20); ; {
				var more bool
				if buffer, more = in.next(buffer); len(buffer) > 0 {
					add[i](buffer)
				}
				if !more {
					return
				}
			}
		})
	}
	group.Wait()
	return in.err
}

// blocks cuts a file at ends of records.
type blocks struct {
	mutex sync.Mutex
	file  io.Reader
	rest  []byte
	done  bool
	err   error
}

const blockSize = 256 << 10

// next fills a buffer with whole records, and reports whether there may be more.
func (b *blocks) next(buffer []byte) ([]byte, bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.done {
		return nil, false
	}
	buffer = append(buffer[:0], b.rest...)
	from := len(buffer)
	n, err := io.ReadFull(b.file, buffer[from:from+blockSize])
	buffer = buffer[:from+n]
	if err != nil {
		if b.done = true; !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			b.err = err
		}
		return buffer, false
	}
	end, open := len(buffer), bytes.Count(buffer, []byte{'"'})%2 == 1
	for {
		cut := bytes.LastIndexByte(buffer[:end], '\n')
		open = open != (bytes.Count(buffer[cut:end], []byte{'"'})%2 == 1)
		if end = cut; !open {
			break
		}
	}
	b.rest = append(b.rest[:0], buffer[end+1:]...)
	return buffer[:end+1], true
}

// split adds the rows of a block as a scanner does: it finds the cells of a row, and then
// reads those that are needed.
func (s sums) split(data []byte) {
	var cells [columns][]byte
	var key []byte
	var to *[countsOfRow]int64
	for at := 0; at < len(data); {
		row := at
		for i := range cells {
			from, end := at, byte(',')
			if i == columns-1 {
				end = '\n'
			}
			at = pastCell(data, at, end)
			cells[i] = data[from : at-1]
		}
		if pair := data[row : row+len(cells[0])+1+len(cells[1])]; to == nil || !bytes.Equal(pair, key) {
			key, to = pair, s.of(pair)
		}
		for i := range to {
			v := int64(0)
			for _, c := range cells[firstCount+i] {
				v = v*10 + int64(c-'0')
			}
			to[i] += v
		}
	}
}

// add adds the rows of a block with the least work: the digits of counts are added while
// their ends are looked for, and only the ends of other cells are found.
func (s sums) add(data []byte) {
	var key []byte
	var to *[countsOfRow]int64
	for at := 0; at < len(data); {
		row := at
		for range keyCells {
			at = pastCell(data, at, ',')
		}
		if pair := data[row : at-1]; to == nil || !bytes.Equal(pair, key) {
			key, to = pair, s.of(pair)
		}
		for range firstCount - keyCells {
			at = pastCell(data, at, ',')
		}
		for i := range to {
			v := int64(0)
			for ; data[at] != ','; at++ {
				v = v*10 + int64(data[at]-'0')
			}
			to[i] += v
			at++
		}
		at = pastCell(data, at, '\n')
	}
}

// of returns the sums of a period and a district.
func (s sums) of(key []byte) *[countsOfRow]int64 {
	to := s[string(key)]
	if to == nil {
		to = new([countsOfRow]int64)
		s[string(key)] = to
	}
	return to
}

// pastCell returns where the cell after that at a place begins.
func pastCell(data []byte, at int, end byte) int {
	for at < len(data) && data[at] == '"' { // a quote behind the last one is part of the cell
		at += bytes.IndexByte(data[at+1:], '"') + 2
	}
	n := bytes.IndexByte(data[at:], end)
	if n < 0 {
		return len(data)
	}
	return at + n + 1
}

func (s sums) join(o sums) {
	for key, counts := range o {
		if s[key] == nil {
			s[key] = counts
			continue
		}
		for i, v := range counts {
			s[key][i] += v
		}
	}
}
