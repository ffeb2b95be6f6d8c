package rows

import (
	"errors"
	"io"
)

// jsonBytes is the bytes of a text of JSON on their way to a decoder: whole characters, which
// are checked, and on which lines they are.
type jsonBytes struct {
	r      io.Reader
	text   *Text   // that checks them
	rest   []byte  // of a character
	read   int64   // bytes given
	used   int64   // of these, those of tokens
	breaks []int64 // the offsets of line breaks that no token is behind yet
	passed int     // line breaks before them
	before byte    // the byte given last
}

// Read reads whole characters.
func (b *jsonBytes) Read(p []byte) (int, error) {
	if b.read-b.used > Limit {
		return 0, errRowTooLarge
	}
	n := copy(p, b.rest)
	m, err := b.r.Read(p[n:])
	p = p[:n+m]
	whole := len(p)
	if err == nil {
		whole = wholeRunes(p)
	}
	b.rest = append(b.rest[:0], p[whole:]...)
	p = p[:whole]
	if !b.text.CheckText(Block{p, b.passed + len(b.breaks) + 1}) {
		return 0, ErrStop
	}
	for i, c := range p {
		if c == '\r' || c == '\n' && b.before != '\r' {
			b.breaks = append(b.breaks, b.read+int64(i))
		}
		b.before = c
	}
	b.read += int64(len(p))
	if errors.Is(err, io.EOF) && len(p) > 0 {
		err = nil
	}
	return len(p), err
}

// lineAt returns the line of the byte before an offset. Offsets only grow.
func (b *jsonBytes) lineAt(offset int64) int {
	for len(b.breaks) > 0 && b.breaks[0] < offset {
		b.breaks, b.passed = b.breaks[1:], b.passed+1
	}
	return b.passed + 1
}

// lines returns how many lines were read.
func (b *jsonBytes) lines() int {
	n := b.passed + len(b.breaks)
	if b.before != '\n' && b.before != '\r' {
		n++
	}
	return n
}
