package input

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"

	"cchc/kpi"
)

// file reads one export.
func (r *run) file(src source) *sheet {
	s := &sheet{name: src.name, counts: map[string]int{}, slotsOf: map[int][]*slot{}}
	defer s.finish()
	f, err := src.open()
	if err != nil {
		s.findings = append(s.findings, *unreadable(src.name, err))
		return s
	}
	defer f.Close()
	before := stamp(f)
	var in io.Reader = f
	var sum hash.Hash
	if r.opts.Hash {
		sum = sha256.New()
		in = io.TeeReader(f, sum)
	}
	if err := r.text(s, in); err != nil {
		s.findings = append(s.findings, *unreadable(src.name, err))
	}
	if sum != nil {
		s.sha256 = hex.EncodeToString(sum.Sum(nil))
	}
	if stamp(f) != before {
		s.add(kpi.FileChanged, kpi.Place{})
	}
	return s
}

// errStop ends the reading of a file after a finding.
var errStop = errors.New("stop")

// text reads an export that is text, until the end or a fault after which
// nothing can be trusted. An error is one of the stream.
func (r *run) text(s *sheet, in io.Reader) error {
	start, in, err := peek(in, headBytes)
	if err != nil {
		return err
	}
	if kind := magic(start); kind != "" {
		s.add(kpi.FileNotText, kpi.Place{}, "reason", kpi.TextKey("file."+kind))
		return nil
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(start, mark) {
		start = start[len(mark):]
		if _, err := io.CopyN(io.Discard, in, int64(len(mark))); err != nil {
			return err
		}
	}
	if len(start) < headBytes && len(bytes.TrimSpace(start)) == 0 {
		s.add(kpi.FileEmpty, kpi.Place{})
		return nil
	}
	t := &export{sheet: s, run: r}
	scan := &scanner{}
	t.head, scan.delimiter = r.dialect(start, len(start) < headBytes)
	if err := r.blocks(t, scan, in); err == nil {
		t.end()
	} else if !errors.Is(err, errStop) {
		return err
	}
	return nil
}

// peek reads up to n bytes of a stream and returns them with a reader of the
// whole.
func peek(in io.Reader, n int) ([]byte, io.Reader, error) {
	start := make([]byte, n)
	got, err := io.ReadFull(in, start)
	start = start[:got]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return start, bytes.NewReader(start), nil
	}
	return start, io.MultiReader(bytes.NewReader(start), in), err
}

// blocks hands the records of a stream to a table, block by block.
func (r *run) blocks(t *export, scan *scanner, in io.Reader) error {
	size := r.opts.BlockSize
	if size <= 0 {
		size = blockSize
	}
	blocks := newBlockReader(in, size)
	for {
		b, err := blocks.next()
		tooLarge := errors.Is(err, errRecordTooLarge)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !tooLarge:
			return err
		}
		if !t.isText(b) {
			return errStop
		}
		scan.reset(b)
		if err := t.records(scan); err != nil {
			return err
		}
		if tooLarge {
			t.tooLarge(b.line)
			return errStop
		}
	}
}

// records takes the records of one block.
func (t *export) records(scan *scanner) error {
	for {
		rec, ok, err := scan.next()
		if err != nil {
			t.quoting(rec.line, err)
			return errStop
		}
		if !ok {
			return nil
		}
		if err := t.take(rec); err != nil {
			return err
		}
	}
}

// isText wants UTF-8 without NUL.
func (s *sheet) isText(b block) bool {
	bad, nul := invalid(b.data), bytes.IndexByte(b.data, 0)
	if nul >= 0 && (bad < 0 || nul < bad) {
		line := b.line + bytes.Count(b.data[:nul], newline)
		s.add(kpi.FileNotText, kpi.Place{Line: line}, "reason", kpi.TextKey("file.binary"))
		return false
	}
	if bad >= 0 {
		start := bytes.LastIndexByte(b.data[:bad], '\n') + 1
		end := bytes.IndexByte(b.data[bad:], '\n')
		if end < 0 {
			end = len(b.data) - bad
		}
		s.add(kpi.EncodingInvalidByte, kpi.Place{
			Line: b.line + bytes.Count(b.data[:bad], newline),
			Text: strings.ToValidUTF8(string(b.data[start:bad+end]), "\ufffd"),
		}, "byte", fmt.Sprintf("0x%02X", b.data[bad]))
		return false
	}
	return true
}

// quoting notes a record that cannot be read.
func (s *sheet) quoting(line int, err error) {
	var q *quoteError
	switch {
	case !errors.As(err, &q):
		s.tooLarge(line)
	case q.closed:
		s.add(kpi.QuoteStray, kpi.Place{Line: q.line, Column: q.column})
	default:
		s.add(kpi.QuoteUnclosed, kpi.Place{Line: q.line, Column: q.column})
	}
}

func (s *sheet) tooLarge(line int) {
	s.add(kpi.RowTooLarge, kpi.Place{Line: line}, "limit", fmt.Sprintf("%d MiB", recordLimit>>20))
}

// stamp is what of a file changes when it is written to; "" for a stream.
func stamp(f io.Reader) string {
	file, ok := f.(interface{ Stat() (os.FileInfo, error) })
	if !ok {
		return ""
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
