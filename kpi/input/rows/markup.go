package rows

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// markup reads XML piece by piece. Pieces that are plain, as nearly all of a sheet are, it
// takes off the buffer itself, in a tenth of the time; package xml reads the others from
// the same buffer, so that nothing is taken that package xml refuses.
type markup struct {
	in     *bufio.Reader
	others *xml.Decoder // reads in byte by byte
	isKept bool         // others keeps what is next: an element that ended at once, the < behind a text
	isDone bool         // the element that began last ended at once: <v/>
	lines  int          // that others has not seen
	taken  int          // bytes of the buffer that the piece is in
	piece  piece
}

// piece is a piece of XML. What it holds is good until the next is read.
type piece struct {
	kind  pieceKind
	name  string // of an element, without its namespace
	attrs []attribute
	text  []byte
}

type pieceKind byte

const (
	otherPiece pieceKind = iota // a comment, an instruction
	startPiece
	endPiece
	textPiece
)

type attribute struct{ name, value []byte }

// bufferSize is the length in bytes up to which a piece may be plain.
const bufferSize = 64 << 10

func newMarkup(in io.Reader) *markup {
	buffer := bufio.NewReaderSize(in, bufferSize)
	return &markup{in: buffer, others: xml.NewDecoder(buffer)}
}

// next reads the next piece, or returns io.EOF. Whether elements end that began is not looked at.
func (m *markup) next() (*piece, error) {
	if m.isDone {
		m.isDone, m.piece.kind = false, endPiece
		return &m.piece, nil
	}
	_, _ = m.in.Discard(m.taken) // which are in the buffer
	m.taken = 0
	if !m.isKept {
		buffer, _ := m.in.Peek(m.in.Buffered())
		isWhole := m.plain(buffer)
		if !isWhole && len(buffer) < m.in.Size() && m.isCutOff(buffer) {
			buffer, _ = m.in.Peek(m.in.Size())
			isWhole = m.plain(buffer)
		}
		if isWhole {
			return &m.piece, nil
		}
	}
	return m.other()
}

// isCutOff reports whether a piece does not end in the buffer.
func (m *markup) isCutOff(buffer []byte) bool {
	if len(buffer) > 0 && buffer[0] == '<' {
		return bytes.IndexByte(buffer, '>') < 0
	}
	return bytes.IndexByte(buffer, '<') < 0
}

// other reads a piece that is not plain.
func (m *markup) other() (*piece, error) {
	token, err := m.others.RawToken()
	if broken := new(xml.SyntaxError); errors.As(err, &broken) {
		broken.Line += m.lines
	}
	if err != nil {
		return nil, err
	}
	p := &m.piece
	*p = piece{attrs: p.attrs[:0]}
	switch t := token.(type) {
	case xml.StartElement:
		p.kind, p.name = startPiece, t.Name.Local
		for _, a := range t.Attr {
			p.attrs = append(p.attrs, attribute{[]byte(a.Name.Local), []byte(a.Value)})
		}
	case xml.EndElement:
		p.kind, p.name = endPiece, t.Name.Local
	case xml.CharData:
		p.kind, p.text = textPiece, t
	}
	m.isKept = p.kind == startPiece || p.kind == textPiece
	return p, nil
}

// plain takes a plain piece off the beginning of the buffer.
func (m *markup) plain(buffer []byte) bool {
	p := &m.piece
	switch {
	case len(buffer) < 3:
		return false
	case buffer[0] != '<':
		n := bytes.IndexByte(buffer, '<')
		if n < 0 || !m.isPlainText(buffer[:n]) {
			return false
		}
		p.kind, p.text, m.taken = textPiece, buffer[:n], n
		return true
	case buffer[1] == '/':
		name, n := plainName(buffer, 2)
		if n == 0 || n == len(buffer) || buffer[n] != '>' {
			return false
		}
		p.kind, p.name, m.taken = endPiece, known(name), n+1
		return true
	}
	return m.plainStart(buffer)
}

// plainStart takes the beginning of an element off the buffer.
func (m *markup) plainStart(buffer []byte) bool {
	p := &m.piece
	name, n := plainName(buffer, 1)
	for p.attrs = p.attrs[:0]; n > 0; {
		for n < len(buffer) && buffer[n] == ' ' {
			n++
		}
		if n+1 >= len(buffer) {
			return false
		}
		if m.isDone = buffer[n] == '/' && buffer[n+1] == '>'; m.isDone {
			n++
		}
		if buffer[n] == '>' {
			p.kind, p.name, m.taken = startPiece, known(name), n+1
			return true
		}
		var a attribute
		if a, n = plainAttribute(buffer, n); n > 0 {
			p.attrs = append(p.attrs, a)
		}
	}
	return false
}

// within takes the text between some pieces off the buffer, all at once, where these are next
// and the text is plain.
func (m *markup) within(before, behind string) (text []byte, ok bool) {
	if m.isDone || m.isKept {
		return nil, false
	}
	buffer, _ := m.in.Peek(m.in.Buffered())
	rest, ok := bytes.CutPrefix(buffer[m.taken:], []byte(before))
	n := bytes.IndexByte(rest, '<')
	if !ok || n < 0 || !bytes.HasPrefix(rest[n:], []byte(behind)) || !m.isPlainText(rest[:n]) {
		return nil, false
	}
	m.taken += len(before) + n + len(behind)
	return rest[:n], true
}

// plainAttribute returns an attribute that begins somewhere in the buffer, and where it ends;
// 0 where it is not plain.
func plainAttribute(buffer []byte, from int) (a attribute, end int) {
	name, n := plainName(buffer, from)
	if n == 0 || n+1 >= len(buffer) || buffer[n] != '=' || buffer[n+1] != '"' && buffer[n+1] != '\'' {
		return a, 0
	}
	quote := buffer[n+1]
	for i, c := range buffer[n+2:] {
		switch {
		case c == quote:
			return attribute{name, buffer[n+2 : n+2+i]}, n + 3 + i
		case c < ' ' || c >= utf8.RuneSelf || c == '&' || c == '<':
			return a, 0
		}
	}
	return a, 0
}

// plainName returns a name of English letters without its namespace, and where it ends; 0
// where it is not plain.
func plainName(buffer []byte, from int) (name []byte, end int) {
	begin := from
	for i := from; i < len(buffer); i++ {
		switch c := buffer[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > begin && (c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'):
		case i > begin && c == ':' && begin == from:
			begin = i + 1
		case i == begin:
			return nil, 0
		default:
			return buffer[begin:i], i
		}
	}
	return nil, 0
}

// isPlainText reports whether a text means what it is. What it may not hold are characters
// that XML has not, such as U+FFFE, and ]]>.
func (m *markup) isPlainText(text []byte) bool {
	isASCII := true
	lines := 0
	for _, c := range text {
		switch {
		case c == '\n':
			lines++
		case c < ' ' && c != '\t' || c == '&' || c == ']' || c == 0xEF:
			return false
		case c >= utf8.RuneSelf:
			isASCII = false
		}
	}
	if !isASCII && !utf8.Valid(text) {
		return false
	}
	m.lines += lines
	return true
}

// known returns a name, without new memory where it is one of a sheet.
func known(name []byte) string {
	for _, of := range [...]string{"c", "v", "t", "f", "is", "row", "si", "r"} {
		if string(name) == of {
			return of
		}
	}
	return strings.Clone(string(name))
}

// attr returns an attribute of an element, empty without it.
func (p *piece) attr(name string) []byte {
	for _, a := range p.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}
