package rows

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

	"cchc/kpi"
)

// Options are how files are opened.
type Options struct {
	Encoding  string                 // one of [Encodings]; "": auto
	Delimiter byte                   // 0: the one that Choose chooses
	Sheet     string                 // of a workbook; "": the first
	BlockSize int                    // bytes of text read at a time; 0: 256 KiB
	Hash      bool                   // compute the SHA-256 of every file
	Progress  *Progress              // is kept while reading; nil: none
	IsKnown   func(text string) bool // a cell or a word is one that exports hold; serves messages about encodings

	// Choose returns the delimiter by which the first rows of a text are a table, or 0
	// for none. It is asked before the first row is given, of a workbook with no
	// delimiters; first returns at most HeadRows rows, clean, as a delimiter splits them.
	Choose func(delimiters []byte, first func(delimiter byte) [][]string) byte
}

// Of a file so many rows, and bytes, are looked at to find its header.
const (
	HeadRows  = 64
	headBytes = 1 << 16
)

// ErrStop ends the reading of a file after a finding that gives the reason.
var ErrStop = errors.New("stop")

// File is one file that is open for reading.
type File struct {
	Text    *Text   // nil for a workbook, and where nothing can be read
	sheet   *sheet  // nil for a text
	decoded bool    // from an encoding without a byte-order mark
	source  *stream // what is read, and what is known of it

	findings *kpi.FileFindings
	opts     Options
}

// Open opens a file and finds out what it is. What keeps it from being read is among
// the findings; then it has no rows. It must be closed in any case.
func Open(src Source, opts Options, findings *kpi.FileFindings) *File {
	f := &File{findings: findings, opts: opts, source: &stream{name: src.Name}}
	if err := f.source.open(src, opts); err != nil {
		f.unreadable(err)
	} else if err := f.content(); err != nil && !errors.Is(err, ErrStop) {
		f.unreadable(err)
	}
	return f
}

// Next returns the next row. At the end of the file it returns io.EOF, and [ErrStop]
// after a finding behind which nothing can be trusted.
func (f *File) Next() (row Row, err error) {
	switch {
	case f.Text != nil:
		row, err = f.Text.Next()
	case f.sheet != nil:
		row, err = f.sheet.next()
	default:
		return Row{}, ErrStop
	}
	return row, f.End(err)
}

// End takes an error of [File.Next] or of [Text.Block] and returns io.EOF, [ErrStop] or
// nil: a fault of the stream becomes a finding.
func (f *File) End(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		f.source.whole = true
	case err != nil && !errors.Is(err, ErrStop):
		f.unreadable(err)
		return ErrStop
	}
	return err
}

// IsSheet reports whether the rows are those of a workbook: a row does not show where
// its blank cells end, and days are numbers, counted from the epoch.
func (f *File) IsSheet() bool { return f.sheet != nil }

// Date writes the number of a day as a workbook holds days as a date; any other text,
// and a text of no workbook, stays as it is.
func (f *File) Date(text string) string {
	if f.sheet == nil {
		return text
	}
	return serialDay(text, f.sheet.epoch)
}

// IsDecoded reports whether a text was in an encoding that no byte-order mark proves.
func (f *File) IsDecoded() bool { return f.decoded }

// IsRegular reports whether the file has an end, and can be read to it.
func (f *File) IsRegular() bool { return f.source.before != "" }

// Close closes the file and returns the SHA-256 of all of it, where that was asked for
// and can be known. A file that changed while it was read is a finding.
func (f *File) Close() (sha256 string) { return f.source.close(f.findings) }

func (f *File) unreadable(err error) {
	finding := unreadable(f.source.name, err)
	f.findings.Add(finding.Code, finding.Place, finding.Args...)
}

// content finds out what a file is by its first bytes: a workbook, or text. An error is
// one of the stream.
func (f *File) content() error {
	start, in, err := peek(f.source.in, headBytes)
	if err != nil {
		return err
	}
	switch kind := magic(start); kind {
	case "":
		return f.text(in)
	case kindZip:
		return f.workbook(in)
	default:
		return f.notText(kind)
	}
}

// notText refuses a file by the kind that its first bytes show.
func (f *File) notText(kind string) error {
	f.findings.Add(kpi.FileNotText, kpi.Place{}, "reason", kpi.TextKey("file."+kind), "remedy", kpi.TextKey("remedy."+kind))
	return ErrStop
}

// text opens a text.
func (f *File) text(in io.Reader) error {
	in, used, err := decode(in, f.opts.Encoding)
	var mark *markError
	if errors.As(err, &mark) {
		return f.marked(mark)
	}
	if err != nil {
		return err
	}
	start, in, err := peek(in, headBytes)
	if err != nil {
		return err
	}
	f.source.whole = len(start) < headBytes
	switch blank := len(bytes.TrimSpace(start)) == 0; {
	case blank && f.source.whole:
		f.findings.Add(kpi.FileEmpty, kpi.Place{})
		return ErrStop
	case blank:
		f.findings.Add(kpi.HeaderNotFound, kpi.Place{Line: 1}, "text", kpi.Excerpt("")) // it may have no end
		return ErrStop
	case isPage(start):
		return f.notText("page")
	}
	f.decoded = used == encoding1258 || used == encodingTCVN3 || used == encodingVNI
	size := cmp.Or(f.opts.BlockSize, blockSize)
	if f.source.whole {
		size = min(size, headBytes) // this is all of it
	}
	f.Text = &Text{blocks: newBlockReader(in, size), encoding: used, isKnown: f.opts.IsKnown, findings: f.findings, line: 1,
		scan: Scanner{delimiter: f.delimiter(start)}}
	return nil
}

// marked refuses a text whose byte-order mark contradicts the encoding asked for,
// or is of one that nobody can ask for.
func (f *File) marked(e *markError) error {
	if e.mark == encoding32LE || e.mark == encoding32BE {
		return f.notText("utf-32")
	}
	f.findings.Add(kpi.EncodingUnknown, kpi.Place{Line: 1, Text: "\ufeff"}, "read", e.encoding, "encoding", e.mark)
	return ErrStop
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

// stream is the bytes of a file on their way in: counted, hashed, and watched for
// changes.
type stream struct {
	name   string
	file   io.ReadCloser
	in     io.Reader
	sum    hash.Hash // nil where no hash is wanted
	count  *counting // nil where no progress is shown
	before string    // the stamp at the start; "" of a stream that may have no end
	whole  bool      // all of it was read
}

func (s *stream) open(src Source, opts Options) (err error) {
	if s.file, err = src.open(); err != nil {
		return err
	}
	s.before, s.in = stamp(s.file), s.file
	if opts.Progress != nil {
		s.count = &counting{Reader: s.file, to: opts.Progress}
		s.count.left.Store(src.size)
		s.in = s.count
	}
	if opts.Hash {
		s.sum = sha256.New()
		s.in = io.TeeReader(s.in, s.sum)
	}
	return nil
}

func (s *stream) close(findings *kpi.FileFindings) (sha256 string) {
	if s.file == nil {
		return ""
	}
	defer s.file.Close()
	if s.count != nil {
		defer s.count.end()
	}
	if s.sum != nil && s.readOn() {
		sha256 = hex.EncodeToString(s.sum.Sum(nil))
	}
	if stamp(s.file) != s.before {
		findings.Add(kpi.FileChanged, kpi.Place{})
	}
	return sha256
}

// readOn reads what is left of a file that was refused before its end: its hash is that
// of all of it. It reports false for a stream, which may have no end.
func (s *stream) readOn() bool {
	if s.before != "" && !s.whole {
		_, err := io.Copy(io.Discard, s.in)
		return err == nil
	}
	return s.whole
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

// kindZip is the kind of a file that is a workbook, or another archive of its form.
const kindZip = "zip"

// magic names the kinds of file that are not text, by their first bytes; the
// names are those of the texts file.*.
func magic(data []byte) string {
	for _, k := range []struct{ start, name string }{
		{"PK\x03\x04", kindZip},
		{"PK\x05\x06", kindZip},
		{"\xd0\xcf\x11\xe0", "old-workbook"},
		{"\x89PNG", "picture"},
		{"\xff\xd8\xff", "picture"},
		{"GIF8", "picture"},
		{"%PDF", "pdf"},
		{"\x1f\x8b", "archive"},
		{"BZh", "archive"},
		{"\xfd7zXZ", "archive"},
		{"7z\xbc\xaf", "archive"},
		{"Rar!", "archive"},
		{"\x28\xb5\x2f\xfd", "archive"},
	} {
		if bytes.HasPrefix(data, []byte(k.start)) {
			return k.name
		}
	}
	return ""
}

// isPage reports whether a text is HTML or XML, which systems write under the name
// of a workbook.
func isPage(start []byte) bool {
	start = bytes.ToLower(bytes.TrimSpace(start[:min(len(start), 1024)]))
	for _, tag := range []string{"<!doctype", "<html", "<head", "<meta", "<table", "<style", "<?xml", "<!--"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}
