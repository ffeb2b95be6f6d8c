package rows

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
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
			return row, t.End(err, row.Line)
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

// Before returns how many bytes of the text are before what [Text.Rest] returns.
func (t *Text) Before() int64 { return t.blocks.end - int64(len(t.scan.data)) }

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

// End takes the error that ends the rows of a block, and the line of it. A row that
// cannot be read is a finding, and [ErrStop]; any other error is returned.
func (t *Text) End(err error, line int) error {
	var q *quoteError
	switch {
	case errors.Is(err, errRowTooLarge):
		t.findings.Add(kpi.RowTooLarge, kpi.Place{Line: line}, "limit", fmt.Sprintf("%d MiB", Limit>>20), "count", strconv.Itoa(cellsLimit))
	case !errors.As(err, &q):
		return err
	case q.closed:
		t.findings.Add(kpi.QuoteStray, kpi.Place{Line: q.line, Column: q.column})
	default:
		t.findings.Add(kpi.QuoteUnclosed, kpi.Place{Line: q.line, Column: q.column})
	}
	return ErrStop
}

// Scan gives the rows of a block to take, in turn, until that returns an error.
func (t *Text) Scan(b Block, take func(Row) error) error {
	for t.scan.Reset(b); ; {
		row, ok, err := t.scan.Next()
		if err != nil {
			return t.End(err, row.Line)
		}
		if !ok {
			return nil
		}
		if err := take(row); err != nil {
			return err
		}
	}
}

// Look gives the rows of a block to look, up to one that cannot be read, which [Text.Scan]
// reports, and returns whether all can be.
func (t *Text) Look(b Block, look func(Row)) bool {
	scan := Scanner{delimiter: t.scan.delimiter}
	for scan.Reset(b); ; {
		row, ok, err := scan.Next()
		if !ok || err != nil {
			return err == nil
		}
		look(row)
	}
}

// IsUTF8 reports whether the text was read as UTF-8: bytes that are none are in it still.
func (t *Text) IsUTF8() bool { return t.encoding == encodingUTF8 }

// CheckText reports whether a block is text without NUL in which every character could
// be decoded. The first line that is none is a finding, with the encoding that it looks
// like. UTF-8 is passed on as it is; of other encodings U+FFFD is what could not be
// decoded.
func (t *Text) CheckText(b Block) bool {
	at, nul := -1, bytes.IndexByte(b.Data, 0)
	if t.encoding != encodingUTF8 {
		at = bytes.Index(b.Data, []byte("\ufffd"))
	} else if !utf8.Valid(b.Data) {
		at = bytes.IndexByte(bytes.ToValidUTF8(b.Data, []byte{0xff}), 0xff) // which no UTF-8 holds
	}
	if at < 0 && nul < 0 {
		return true
	}
	isNUL := at < 0 || nul >= 0 && nul < at
	if isNUL {
		at = nul
	}
	before := b.Data[:at]
	line, _, _ := bytes.Cut(b.Data[bytes.LastIndexByte(before, '\n')+1:], newline)
	place := kpi.Place{Line: b.Line + bytes.Count(before, newline), Text: strings.ToValidUTF8(string(Trim(line)), "\ufffd")}
	like := ""
	if t.encoding == encodingUTF8 {
		like = resembles(b.Data, t.isKnown)
	}
	switch {
	case like != "":
		t.findings.Add(kpi.EncodingUnknown, place, "read", t.encoding, "encoding", like)
	case isNUL:
		t.findings.Add(kpi.FileNotText, kpi.Place{Line: place.Line}, "reason", kpi.TextKey("file.binary"), "remedy", kpi.TextKey("remedy.binary"))
	default:
		t.findings.Add(kpi.EncodingInvalidByte, place, "encoding", t.encoding)
	}
	return false
}

// firstRows splits the start of a text into clean cells, up to a row that cannot be
// read. The last row is whole only where the start is all there is.
func firstRows(start []byte, delimiter byte, whole bool) [][]string {
	scan := Scanner{delimiter: delimiter, data: start, line: 1}
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
