package rows

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/table"
)

// Text gives the rows of a text one by one, or its blocks. Who changes from rows to
// blocks takes the [Text.Rest] of a block first.
type Text struct {
	blocks   *blockReader
	scan     Scanner
	buffer   []byte // of the block that rows are given of
	line     int    // behind that block
	fault    error  // that came with it
	encoding string
	isKnown  func(text string) bool
	findings *kpi.FileFindings
}

// Delimiter returns the character that divides the cells.
func (t *Text) Delimiter() byte { return t.scan.delimiter }

// Next returns the next row, or io.EOF, [ErrStop], or an error of the stream.
func (t *Text) Next() (Row, error) {
	for {
		row, ok, err := t.scan.Next()
		switch {
		case err != nil:
			return row, t.refuse(row.Line, err)
		case ok:
			return row, nil
		case t.fault != nil:
			return row, t.End(t.fault, t.line)
		}
		t.buffer, t.fault = t.blocks.next(t.buffer)
		block := Block{t.buffer, t.line}
		if !t.CheckText(block) {
			return row, ErrStop
		}
		t.line += bytes.Count(t.buffer, newline)
		t.scan.Reset(block)
	}
}

// Rest returns what [Text.Next] has not given of the block that it is in.
func (t *Text) Rest() Block {
	rest := Block{t.scan.data, t.scan.line}
	t.scan.data = nil
	return rest
}

// Block returns the bytes of the next block, in the room of buf where it is large
// enough, and what ends the rows behind them, which is for [Text.End]. One goroutine
// at a time may call it.
func (t *Text) Block(buf []byte) ([]byte, error) {
	if t.fault != nil {
		return nil, t.fault
	}
	return t.blocks.next(buf)
}

// IsOver reports whether the rest of the block that rows are given of is all there is.
func (t *Text) IsOver() bool { return t.blocks.eof && len(t.blocks.rest) == 0 }

// End is called when the rows of a block are taken, with the error that came with it
// and the line behind them. A row that is too large is a finding, and [ErrStop].
func (t *Text) End(err error, line int) error {
	if errors.Is(err, errRowTooLarge) {
		t.tooLarge(line)
		return ErrStop
	}
	return err
}

// Scan gives the rows of a block to take, in turn, until that returns an error.
func (t *Text) Scan(b Block, take func(Row) error) error {
	for t.scan.Reset(b); ; {
		row, ok, err := t.scan.Next()
		if err != nil {
			return t.refuse(row.Line, err)
		}
		if !ok {
			return nil
		}
		if err := take(row); err != nil {
			return err
		}
	}
}

// refuse adds the finding of a row that cannot be read.
func (t *Text) refuse(line int, err error) error {
	var q *quoteError
	switch {
	case !errors.As(err, &q):
		t.tooLarge(line)
	case q.closed:
		t.findings.Add(kpi.QuoteStray, kpi.Place{Line: q.line, Column: q.column})
	default:
		t.findings.Add(kpi.QuoteUnclosed, kpi.Place{Line: q.line, Column: q.column})
	}
	return ErrStop
}

func (t *Text) tooLarge(line int) {
	t.findings.Add(kpi.RowTooLarge, kpi.Place{Line: line}, "limit", fmt.Sprintf("%d MiB", Limit>>20), "count", strconv.Itoa(cellsLimit))
}

// IsUTF8 reports whether the text was read as UTF-8: bytes that are none are in it still.
func (t *Text) IsUTF8() bool { return t.encoding == encodingUTF8 }

// CheckText reports whether a block is text without NUL in which every character could
// be decoded; the first that could not is a finding. UTF-8 is passed on as it is; of
// other encodings U+FFFD is what could not be decoded.
func (t *Text) CheckText(b Block) bool {
	bad, nul := -1, bytes.IndexByte(b.Data, 0)
	if t.encoding == encodingUTF8 {
		bad = invalid(b.Data)
	} else {
		bad = bytes.Index(b.Data, []byte("\ufffd"))
	}
	switch {
	case bad < 0 && nul < 0:
		return true
	case bad < 0 || nul >= 0 && nul < bad:
		t.undecoded(b, nul, true)
	default:
		t.undecoded(b, bad, false)
	}
	return false
}

// undecoded adds the finding of the first line that is no text, with the encoding that
// it looks like.
func (t *Text) undecoded(b Block, at int, nul bool) {
	start := bytes.LastIndexByte(b.Data[:at], '\n') + 1
	end := bytes.IndexByte(b.Data[at:], '\n')
	if end < 0 {
		end = len(b.Data) - at
	}
	place := kpi.Place{
		Line: b.Line + bytes.Count(b.Data[:at], newline),
		Text: strings.ToValidUTF8(string(Trim(b.Data[start:at+end])), "\ufffd"),
	}
	like := ""
	if t.encoding == encodingUTF8 {
		like = resembles(b.Data, t.isKnown)
	}
	switch {
	case like != "":
		t.findings.Add(kpi.EncodingUnknown, place, "read", t.encoding, "encoding", like)
	case nul:
		t.findings.Add(kpi.FileNotText, kpi.Place{Line: place.Line}, "reason", kpi.TextKey("file.binary"), "remedy", kpi.TextKey("remedy.binary"))
	default:
		t.findings.Add(kpi.EncodingInvalidByte, place, "encoding", t.encoding)
	}
}

// invalid returns the first byte that is not UTF-8, or -1.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// delimiter returns what divides the cells of a text, by the bytes that it starts with:
// the delimiter that is asked for; the one that Choose chooses; or the one that is in
// the first line most often.
func (f *File) delimiter(start []byte) byte {
	try := []byte{',', ';', '\t'}
	if f.opts.Delimiter != 0 {
		try = []byte{f.opts.Delimiter}
	}
	start = bytes.Clone(start)
	unixBreaks(start, f.source.whole)
	first := func(delimiter byte) [][]string { return firstRows(start, delimiter, f.source.whole) }
	if chosen := f.opts.Choose(try, first); chosen != 0 {
		return chosen
	}
	if len(try) == 1 {
		return try[0]
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n"), newline)
	return table.Delimiter(line)
}

// firstRows splits the start of a text into clean cells, up to a row that cannot be
// read. The last row is whole only where the start is all there is.
func firstRows(start []byte, delimiter byte, whole bool) [][]string {
	scan := &Scanner{delimiter: delimiter}
	scan.Reset(Block{start, 1})
	var first [][]string
	for len(first) < HeadRows {
		row, ok, err := scan.Next()
		if !ok || err != nil || !whole && len(scan.data) == 0 {
			break
		}
		first = append(first, row.Clean())
	}
	return first
}
