package input

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// file reads one export.
func (r *run) file(src source) *sheet {
	s := newSheet(src.name)
	s.trails = r.trails[src.name]
	defer s.finish()
	f, err := src.open()
	if err != nil {
		s.findings = append(s.findings, *unreadable(src.name, err))
		return s
	}
	defer f.Close()
	before := stamp(f)
	s.regular = before != ""
	var in io.Reader = f
	if r.opts.Progress != nil {
		counter := &counting{Reader: f, to: r.opts.Progress}
		counter.left.Store(src.size)
		defer counter.end()
		in = counter
	}
	var sum hash.Hash
	if r.opts.Hash {
		sum = sha256.New()
		in = io.TeeReader(in, sum)
	}
	if err := r.content(s, in); err != nil {
		s.findings = append(s.findings, *unreadable(src.name, err))
	}
	if sum != nil && s.readOn(in) {
		s.sha256 = hex.EncodeToString(sum.Sum(nil))
	}
	if stamp(f) != before {
		s.add(kpi.FileChanged, kpi.Place{})
	}
	return s
}

// readOn reads what is left of a file that was refused before its end: its hash is that
// of all of it. It reports false for a stream, which may have no end.
func (s *sheet) readOn(in io.Reader) bool {
	if s.regular && !s.whole {
		_, err := io.Copy(io.Discard, in)
		return err == nil
	}
	return s.whole
}

// errStop ends the reading of a file after a finding.
var errStop = errors.New("stop")

// content reads an export by what it is: a workbook, or text. An error is one of
// the stream.
func (r *run) content(s *sheet, in io.Reader) error {
	start, in, err := peek(in, headBytes)
	if err != nil {
		return err
	}
	switch kind := magic(start); kind {
	case "":
		return r.text(s, in)
	case kindZip:
		return r.workbook(s, in)
	default:
		s.notText(kind)
		return nil
	}
}

// notText refuses a file by the kind that its first bytes show.
func (s *sheet) notText(kind string) {
	s.add(kpi.FileNotText, kpi.Place{}, "reason", kpi.TextKey("file."+kind), "remedy", kpi.TextKey("remedy."+kind))
}

// text reads an export that is text, until the end or a fault after which
// nothing can be trusted.
func (r *run) text(s *sheet, in io.Reader) error {
	in, used, err := decode(in, r.opts.Encoding)
	var mark *markError
	if errors.As(err, &mark) {
		s.marked(mark)
		return nil
	}
	if err != nil {
		return err
	}
	start, in, err := peek(in, headBytes)
	if err != nil {
		return err
	}
	s.whole = len(start) < headBytes
	blank := len(bytes.TrimSpace(start)) == 0
	if blank && s.whole {
		s.add(kpi.FileEmpty, kpi.Place{})
		return nil
	}
	if blank {
		s.add(kpi.HeaderNotFound, kpi.Place{Line: 1}, "text", kpi.Excerpt("")) // it may have no end
		return nil
	}
	if isPage(start) {
		s.notText("page")
		return nil
	}
	s.decoded = slices.Contains([]string{encoding1258, encodingTCVN3, encodingVNI}, used)
	t := &export{sheet: s, run: r, encoding: used}
	t.head, t.scan.delimiter = r.dialect(start, len(start) < headBytes)
	size := cmp.Or(r.opts.BlockSize, blockSize)
	if len(start) < headBytes {
		size = min(size, headBytes) // this is all of it
	}
	if err := t.blocks(newBlockReader(in, size)); err == nil {
		s.whole = true
		t.end()
	} else if !errors.Is(err, errStop) {
		return err
	}
	return nil
}

// marked refuses a text whose byte-order mark contradicts the encoding asked for,
// or is of one that nobody can ask for.
func (s *sheet) marked(e *markError) {
	if !slices.Contains(Encodings(), e.mark) {
		s.notText("utf-32")
		return
	}
	s.add(kpi.EncodingUnknown, kpi.Place{Line: 1, Text: "\ufeff"}, "read", e.encoding, "encoding", e.mark)
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

// isText wants text without NUL in which every sign could be decoded. UTF-8 is
// passed on as it is; of other encodings U+FFFD is what could not be.
func (t *export) isText(b block) bool {
	bad, nul := -1, bytes.IndexByte(b.data, 0)
	if t.encoding == encodingUTF8 {
		bad = invalid(b.data)
	} else {
		bad = bytes.Index(b.data, []byte("\ufffd"))
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

// undecoded tells the first line that is no text, and what encoding it looks like.
func (t *export) undecoded(b block, at int, nul bool) {
	start := bytes.LastIndexByte(b.data[:at], '\n') + 1
	end := bytes.IndexByte(b.data[at:], '\n')
	if end < 0 {
		end = len(b.data) - at
	}
	place := kpi.Place{
		Line: b.line + bytes.Count(b.data[:at], newline),
		Text: strings.ToValidUTF8(string(trim(b.data[start:at+end])), "\ufffd"),
	}
	like := ""
	if t.encoding == encodingUTF8 {
		like = resembles(b.data, t.isKnown)
	}
	switch {
	case like != "":
		t.add(kpi.EncodingUnknown, place, "read", t.encoding, "encoding", like)
	case nul:
		t.add(kpi.FileNotText, kpi.Place{Line: place.Line}, "reason", kpi.TextKey("file.binary"), "remedy", kpi.TextKey("remedy.binary"))
	default:
		t.add(kpi.EncodingInvalidByte, place, "encoding", t.encoding)
	}
}

// isKnown reports whether a cell or a word of an export is one that exports hold.
func (t *export) isKnown(text string) bool {
	_, ok := t.run.cat.Headers.Meaning(text)
	return ok || t.run.cat.Words.IsTotal(text)
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
	s.add(kpi.RowTooLarge, kpi.Place{Line: line}, "limit", fmt.Sprintf("%d MiB", recordLimit>>20), "count", strconv.Itoa(cellsLimit))
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
