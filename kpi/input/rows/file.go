package rows

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"cchc/kpi"
	"cchc/kpi/table"
)

// Options are how files are opened.
type Options struct {
	Encoding  string                 // one of [Encodings]; "": auto
	Delimiter byte                   // 0: the one that Choose chooses
	Sheet     string                 // of a workbook; "": every one with a table
	Recursive bool                   // a folder is the exports of its sub-folders, too
	Others    []string               // files that are known to be no exports: those of folders and patterns are passed over
	Results   []string               // files that runs write: so are those of them that hold results
	IsOwn     func(line string) bool // reports whether the first line of a text is that of a result; nil: none is
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

	mostLetter = 3 // bytes of UTF-8 that a byte of another encoding may become
)

// ErrStop ends the reading of a file after a finding that gives the reason.
var ErrStop = errors.New("stop")

// File is one file that is open for reading.
type File struct {
	Text   *Text      // nil for a workbook and for JSON, and where nothing can be read
	book   *archive   // nil for a text
	sheet  *sheet     // nil for a text
	table  *jsonTable // nil for any other
	source *stream    // what is read, and what is known of it

	findings *kpi.FileFindings
	opts     Options
}

// Open opens a file and finds out what it is. What keeps it from being read is among
// the findings; then it has no rows. It must be closed in any case.
func Open(src Source, opts Options, findings *kpi.FileFindings) *File {
	f := &File{findings: findings, opts: opts, source: &stream{src: src}}
	err := f.source.open(opts)
	if err == nil {
		err = f.content()
	}
	_ = f.End(err) // without Text and sheet there are no rows
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
	case f.table != nil:
		row, err = f.table.next()
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
		finding := unreadable(f.source.src.Name, err)
		return f.refuse(finding.Code, finding.Place, finding.Args...)
	}
	return err
}

// refuse adds the finding behind which nothing is read.
func (f *File) refuse(code string, place kpi.Place, args ...string) error {
	f.findings.Add(code, place, args...)
	return ErrStop
}

// IsSheet reports whether the rows are those of a workbook: a row does not show where
// its blank cells end, and days are numbers, counted from the epoch.
func (f *File) IsSheet() bool { return f.sheet != nil }

// Date writes the number of a day as a workbook holds days as a date; any other text,
// and a text of no workbook, stays as it is.
func (f *File) Date(text string) string {
	v, ok := Number([]byte(text))
	if ok && f.sheet != nil && v >= 30_000 && v <= 80_000 { // others are years, or months such as 202406
		return f.book.epoch.AddDate(0, 0, int(v)).Format(time.DateOnly)
	}
	return text
}

// IsDecoded reports whether a text was in an encoding that no byte-order mark proves.
func (f *File) IsDecoded() bool {
	text := f.Text
	if f.table != nil {
		text = f.table.objects.in.text
	}
	return text != nil && slices.Contains([]string{encoding1258, encodingTCVN3, encodingVNI}, text.encoding)
}

// IsRegular reports whether the file has an end, and can be read to it.
func (f *File) IsRegular() bool { return f.source.before != "" }

// IsLarger reports whether the file is known to have more than some bytes.
func (f *File) IsLarger(size int64) bool {
	file := regular(f.source.file)
	return file != nil && file.Size() > size
}

// Close closes the file and returns the SHA-256 of all of it, where that was asked for
// and can be known. A file that changed while it was read is a finding.
func (f *File) Close() (sha256 string) { return f.source.close(f.findings) }

// content finds out what a file is by its first bytes: a workbook, or text. An error is
// one of the stream, or [ErrStop].
func (f *File) content() error {
	in, start, err := peek(f.source, f.source.head)
	if err != nil {
		return err
	}
	switch kind := magic(start); kind {
	case "":
		return f.text(in)
	case "zip":
		return f.workbook(in)
	default:
		return f.notText(kind)
	}
}

// peek returns a reader of a stream, and so many bytes that it starts with, or all of it.
func peek(in io.Reader, size int) (io.Reader, []byte, error) {
	buffered := bufio.NewReaderSize(in, size)
	start, err := buffered.Peek(size)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return buffered, start, err
}

// notText refuses a file by the kind that its first bytes show.
func (f *File) notText(kind string) error {
	return f.refuse(kpi.FileNotText, kpi.Place{}, "reason", kpi.TextKey("file."+kind), "remedy", kpi.TextKey("remedy."+kind))
}

// text opens a text.
func (f *File) text(in io.Reader) error {
	in, used, err := decode(in, f.opts.Encoding)
	var mark *markError
	switch {
	case errors.As(err, &mark) && strings.HasPrefix(mark.mark, "utf-32"): // which nobody can ask for
		return f.notText("utf-32")
	case mark != nil:
		return f.refuse(kpi.EncodingUnknown, kpi.Place{Line: 1, Text: "\ufeff"}, "read", mark.encoding, "encoding", mark.mark)
	case err != nil:
		return err
	}
	in, start, err := peek(in, f.source.head)
	if err != nil {
		return err
	}
	f.source.whole = len(start) < f.source.head
	switch blank := len(bytes.TrimSpace(start)) == 0; {
	case blank && f.source.whole:
		return f.refuse(kpi.FileEmpty, kpi.Place{})
	case blank: // it may have no end
		return f.refuse(kpi.HeaderNotFound, kpi.Place{Line: 1}, "rows", strconv.Itoa(HeadRows), "text", kpi.Excerpt(""))
	}
	text := &Text{encoding: used, isKnown: f.opts.IsKnown, findings: f.findings, line: 1}
	switch kind := textKind(start); kind {
	case "":
	case "json":
		return f.json(in, text)
	default:
		return f.notText(kind)
	}
	size := cmp.Or(f.opts.BlockSize, blockSize)
	if f.source.whole {
		size = min(size, f.source.head) // this is all of it
	}
	text.blocks, text.scan.delimiter = &blockReader{r: in, size: size}, f.delimiter(start)
	f.Text = text
	return nil
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
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n"), newline)
	return cmp.Or(f.opts.Choose(try, first), f.opts.Delimiter, table.Delimiter(line))
}

// stream is the bytes of a file on their way in: counted, hashed, and watched for
// changes.
type stream struct {
	src      Source
	file     io.Reader    // nil where it cannot be opened
	progress *Progress    // nil where none is shown
	left     atomic.Int64 // of the size
	head     int          // the bytes of its start that show what it is: all, of a small file, and one more
	sum      hash.Hash    // nil where no hash is wanted
	before   string       // the stamp at the start; "" of a stream that may have no end
	whole    bool         // all of it was read
	end      error        // after the last byte; a terminal would wait for another end
}

func (s *stream) open(opts Options) error {
	if s.file = s.src.stdin; s.file == nil {
		file, err := os.Open(filepath.FromSlash(s.src.Name))
		if err != nil {
			return err
		}
		s.file = file
	}
	file := regular(s.file)
	s.before, s.progress, s.head = stamp(file), opts.Progress, headBytes
	if file != nil && file.Size() > 0 {
		s.head = int(min(mostLetter*file.Size()+1, headBytes))
	}
	s.left.Store(s.src.size)
	if opts.Hash {
		s.sum = sha256.New()
	}
	return nil
}

// Read reads, counts and hashes bytes.
func (s *stream) Read(b []byte) (n int, _ error) {
	if s.end != nil {
		return 0, s.end
	}
	n, s.end = s.file.Read(b)
	if s.progress != nil {
		s.progress.read.Add(int64(n))
		s.left.Add(-int64(n))
	}
	if s.sum != nil {
		s.sum.Write(b[:n])
	}
	return n, s.end
}

func (s *stream) close(findings *kpi.FileFindings) (sha256 string) {
	if s.file == nil {
		return ""
	}
	if file, ok := s.file.(io.Closer); ok && s.src.stdin == nil { // standard input is not ours to close
		defer file.Close()
	}
	if s.sum != nil && s.before != "" && !s.whole { // it was refused before its end, which a stream may not have
		_, err := io.Copy(io.Discard, s)
		s.whole = err == nil
	}
	if s.sum != nil && s.whole {
		sha256 = hex.EncodeToString(s.sum.Sum(nil))
	}
	if s.progress != nil && s.progress.Total() > 0 {
		s.progress.total.Add(-s.left.Load()) // nobody reads the rest
	}
	if stamp(regular(s.file)) != s.before {
		findings.Add(kpi.FileChanged, kpi.Place{})
	}
	return sha256
}

// magic names the kinds of file that are not text, by their first bytes; the
// names are those of the texts file.*.
func magic(data []byte) string {
	switch {
	case begins(data, "PK\x03\x04", "PK\x05\x06"):
		return "zip"
	case begins(data, "\xd0\xcf\x11\xe0"):
		return "old-workbook"
	case begins(data, "\x89PNG", "\xff\xd8\xff", "GIF8"):
		return "picture"
	case begins(data, "%PDF"):
		return "pdf"
	case begins(data, "PAR1"):
		return "parquet"
	case begins(data, "\x1f\x8b", "BZh", "\xfd7zXZ", "7z\xbc\xaf", "Rar!", "\x28\xb5\x2f\xfd"):
		return "archive"
	}
	return ""
}

// textKind names the kind of a text that is no CSV: HTML or XML, which systems write
// under the name of a workbook, a web archive, or JSON, which may be one.
func textKind(start []byte) string {
	start = bytes.ToLower(bytes.TrimSpace(start[:min(len(start), 1024)]))
	switch {
	case begins(start, "<!doctype", "<html", "<head", "<meta", "<table", "<style", "<?xml", "<!--"):
		return "page"
	case begins(start, "mime-version:"):
		return "web-archive"
	case begins(start, "{", "[") && begins(bytes.TrimSpace(start[1:]), `"`, "{", "["):
		return "json"
	}
	return ""
}

// begins reports whether data begin with one of some texts.
func begins(data []byte, starts ...string) bool {
	return slices.ContainsFunc(starts, func(start string) bool { return bytes.HasPrefix(data, []byte(start)) })
}
