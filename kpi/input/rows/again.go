package rows

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Stamp returns what changes when the file is written to; "" of a stream.
func (f *File) Stamp() string { return f.source.before }

// Blocks gives blocks of a text again that was read before, without those between them.
type Blocks struct {
	file  *os.File
	stamp string
	text  io.Reader // of an encoding other than UTF-8: all before a block has to be decoded
	at    int64     // what it has given
	first int64     // where UTF-8 begins, behind a byte-order mark
}

// OpenBlocks opens a text in an encoding, as [Options] name it. It must be closed.
func OpenBlocks(name, encoding string) (*Blocks, error) {
	file, err := os.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	b := &Blocks{file: file, stamp: stamp(regular(file))}
	start := make([]byte, 4)
	n, err := file.ReadAt(start, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	used := ""
	if err == nil {
		_, length := byteMark(start[:n])
		b.first = int64(length)
		b.text, used, err = decode(bufio.NewReaderSize(file, headBytes), encoding)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if used == encodingUTF8 {
		b.text = nil
	}
	return b, nil
}

// Stamp returns what changes when the file is written to, as [File.Stamp] does.
func (b *Blocks) Stamp() string { return b.stamp }

// Read reads the block that begins behind so many bytes of the text, as [Text.Block] gave it.
// Blocks are read in their order.
func (b *Blocks) Read(offset int64, block []byte) error {
	if b.text == nil {
		if _, err := b.file.ReadAt(block, b.first+offset); err != nil {
			return err
		}
	} else {
		if _, err := io.CopyN(io.Discard, b.text, offset-b.at); err != nil {
			return err
		}
		n, err := io.ReadFull(b.text, block)
		if b.at = offset + int64(n); err != nil {
			return err
		}
	}
	unixBreaks(block, true)
	return nil
}

// Close closes the file.
func (b *Blocks) Close() error { return b.file.Close() }
