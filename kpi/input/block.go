package input

import (
	"bytes"
	"errors"
	"io"
)

const (
	blockSize   = 1 << 20 // bytes read at a time
	recordLimit = 2 << 20 // bytes of the longest record
	cellsLimit  = 1 << 14 // cells of a record: as many as a sheet of a spreadsheet has
)

// errRecordTooLarge says that a record is longer than recordLimit, or has more cells
// than cellsLimit.
var errRecordTooLarge = errors.New("record too large")

// block is a run of whole records, and the physical line it begins on.
type block struct {
	data []byte
	line int
}

// blockReader cuts a stream into blocks. Lines end by LF, CRLF or CR. A record may end at a line break with
// an even number of quotes before it; that is exact where quoting is strict,
// and where it is not the scanner finds the stray quote and stops.
type blockReader struct {
	r     io.Reader
	buf   []byte // of the last block returned and, from start, what follows it
	start int
	line  int
	size  int // bytes to read at a time
	eof   bool
}

func newBlockReader(r io.Reader, size int) *blockReader {
	return &blockReader{r: r, line: 1, size: size}
}

// next returns the next block, whose data is valid until the next call, or
// io.EOF. With errRecordTooLarge it returns what it has of the record.
func (b *blockReader) next() (block, error) {
	b.line += bytes.Count(b.buf[:b.start], newline)
	rest := copy(b.buf, b.buf[b.start:])
	b.buf, b.start = b.buf[:rest], 0
	for {
		if err := b.fill(); err != nil {
			return block{}, err
		}
		if b.eof {
			b.start = len(b.buf)
			if b.start == 0 {
				return block{}, io.EOF
			}
			return block{b.buf, b.line}, nil
		}
		if end := recordsEnd(b.buf); end > 0 {
			b.start = end
			return block{b.buf[:end], b.line}, nil
		}
		if len(b.buf) > recordLimit {
			return block{b.buf[:wholeRunes(b.buf)], b.line}, errRecordTooLarge
		}
	}
}

var newline = []byte{'\n'}

// fill reads until size more bytes are there or the stream ends.
func (b *blockReader) fill() error {
	want := len(b.buf) + b.size
	if cap(b.buf) < want {
		b.buf = append(make([]byte, 0, want), b.buf...)
	}
	seen := len(b.buf)
	for !b.eof && len(b.buf) < want {
		from := len(b.buf)
		n, err := b.r.Read(b.buf[from:want])
		b.buf = b.buf[:from+n]
		if errors.Is(err, io.EOF) {
			b.eof = true
		} else if err != nil {
			return err
		}
	}
	unixBreaks(b.buf[max(seen-1, 0):], b.eof)
	return nil
}

// unixBreaks makes every CR that no LF follows an LF, so that lines end by LF or
// CRLF alone. What follows a CR at the end is known only there.
func unixBreaks(data []byte, end bool) {
	for {
		i := bytes.IndexByte(data, '\r')
		if i < 0 || i == len(data)-1 && !end {
			return
		}
		if i == len(data)-1 || data[i+1] != '\n' {
			data[i] = '\n'
		}
		data = data[i+1:]
	}
}

// recordsEnd returns the end of the last whole record, or 0.
func recordsEnd(data []byte) int {
	end := len(data)
	open := bytes.Count(data, quote)%2 == 1
	for {
		cut := bytes.LastIndexByte(data[:end], '\n')
		if cut < 0 {
			return 0
		}
		if bytes.Count(data[cut:end], quote)%2 == 1 {
			open = !open
		}
		if !open {
			return cut + 1
		}
		end = cut
	}
}

var quote = []byte{'"'}
