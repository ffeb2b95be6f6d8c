package rows

import (
	"io"
	"sync/atomic"
)

// Progress is how many bytes of all files have been read. Any goroutine may ask it at
// any time.
type Progress struct{ total, read atomic.Int64 }

// Total returns how many bytes there are to read, or 0 where a stream does not show it.
// It shrinks by what is left of a file that is given up.
func (p *Progress) Total() int64 { return p.total.Load() }

// Read returns how many bytes have been read.
func (p *Progress) Read() int64 { return p.read.Load() }

// Expect adds up the sizes of files, and notes them in the sources. Standard input may be
// a file, too.
func (p *Progress) Expect(sources []Source, stdin io.Reader) {
	if total, ok := sizes(sources, stdin); ok {
		p.total.Store(total)
	}
}

// counting counts what is read of a file.
type counting struct {
	io.Reader
	to   *Progress
	left atomic.Int64 // of its size
}

// Read reads, and counts the bytes.
func (c *counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.left.Add(-int64(n))
	c.to.read.Add(int64(n))
	return n, err
}

// end subtracts the unread rest of the file from the total, if the total is known.
func (c *counting) end() {
	if c.to.total.Load() > 0 {
		c.to.total.Add(-c.left.Load())
	}
}
