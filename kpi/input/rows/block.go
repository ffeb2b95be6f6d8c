package rows

import (
	"bytes"
	"errors"
	"io"
)

const (
	blockSize  = 1 << 18 // bytes read at a time
	Limit      = 2 << 20 // bytes of the longest record
	cellsLimit = 1 << 14 // cells of a record: as many as a sheet of a spreadsheet has
)

// endOfText is the character with which old systems end a file.
const endOfText = "\x1a"

// errRowTooLarge is the error of a row that is longer than Limit, or has more cells
// than cellsLimit.
var errRowTooLarge = errors.New("record too large")

// Block is a run of whole rows, and the physical line that it begins on.
type Block struct {
	Data []byte
	Line int
}

// blockReader cuts a stream into runs of whole records. Lines end by LF, CRLF or CR. A
// record may end at a line break with an even number of quotes before it; that is
// exact where quoting is strict, and where it is not the scanner finds the stray
// quote and stops.
type blockReader struct {
	r    io.Reader
	rest []byte // what follows the run returned last
	size int    // bytes to read at a time
	eof  bool
	end  int64 // of the run returned last: the bytes up to there
}

// next returns the next run of records, in the room of buf where it is large enough, or
// io.EOF. With errRowTooLarge it returns what it has of the record.
func (b *blockReader) next(buf []byte) (run []byte, _ error) {
	defer func() { b.end += int64(len(run)) }()
	buf = append(buf[:0], b.rest...)
	b.rest = b.rest[:0]
	for {
		var err error
		buf, err = b.fill(buf)
		switch {
		case err != nil:
			return nil, err
		case b.eof && len(buf) == 0:
			return nil, io.EOF
		case b.eof:
			return buf, nil
		}
		if end := RowsEnd(buf); end > 0 {
			b.rest = append(b.rest, buf[end:]...)
			return buf[:end], nil
		}
		if len(buf) > Limit {
			return buf[:wholeRunes(buf)], errRowTooLarge
		}
	}
}

var newline, carriage, quote = []byte{'\n'}, []byte{'\r'}, []byte{'"'}

// fill reads until size more bytes are there or the stream ends.
func (b *blockReader) fill(buf []byte) ([]byte, error) {
	if b.eof {
		return buf, nil
	}
	seen := len(buf)
	want := seen + b.size
	if cap(buf) < want {
		room := make([]byte, seen, want) // slices.Grow would write zeros all over it
		copy(room, buf)
		buf = room
	}
	for !b.eof && len(buf) < want {
		n, err := b.r.Read(buf[len(buf):want])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) {
			b.eof = true
			buf = bytes.TrimRight(buf, endOfText)
		} else if err != nil {
			return buf, err
		}
	}
	unixBreaks(buf[max(min(seen, len(buf))-1, 0):], b.eof)
	return buf, nil
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

// RowEnd returns the length of the first row of some whole rows.
func RowEnd(data []byte) int {
	quotes := 0
	for from := 0; from < len(data); {
		n := bytes.IndexByte(data[from:], '\n') + 1
		if n == 0 {
			break
		}
		quotes += bytes.Count(data[from:from+n], quote)
		if from += n; quotes%2 == 0 {
			return from
		}
	}
	return len(data)
}

// RowsEnd returns the end of the last whole row, or 0.
func RowsEnd(data []byte) int {
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
