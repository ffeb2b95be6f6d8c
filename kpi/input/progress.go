package input

import (
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
)

// Progress is how many bytes of all files have been read. It may be asked at any time
// while [Read] is at work.
type Progress struct{ total, read atomic.Int64 }

// Total returns how many bytes all files have, or 0 where a stream does not say.
func (p *Progress) Total() int64 { return p.total.Load() }

// Read returns how many bytes have been read.
func (p *Progress) Read() int64 { return p.read.Load() }

// expect adds up the sizes of files. Standard input may be a file, too.
func (p *Progress) expect(sources []source, stdin io.Reader) {
	total := int64(0)
	for _, src := range sources {
		info, err := os.Stat(filepath.FromSlash(src.name))
		if src.name == Stdin {
			info, err = standardInput{stdin}.Stat()
		}
		if err != nil || !info.Mode().IsRegular() {
			return
		}
		total += info.Size()
	}
	p.total.Store(total)
}

// counting counts what is read of a stream.
type counting struct {
	io.Reader
	to *Progress
}

// Read reads, and counts the bytes.
func (c counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.to.read.Add(int64(n))
	return n, err
}
