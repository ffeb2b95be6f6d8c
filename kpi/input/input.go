// Package input turns export files into a ledger and findings. It is the only
// package that knows bytes, encodings, headers and cells. Its layers, each a
// file: source (paths) -> block and record (bytes to cells) -> layout (header
// to columns) -> key and cell (texts to units, periods and counts) -> row (sums
// by unit and period) -> join and book (all files to one ledger).
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
	"cchc/kpi/catalog"
)

// Options are how exports are read. The zero value is the default.
type Options struct {
	Period    kpi.Period     // rows outside it are left out; rows without one are assigned to it
	BlankZero bool           // a blank count cell is 0, not missing
	Delimiter byte           // 0: found from the header
	Needs     func(int) bool // the measures whose blanks are worth a finding; nil: all
	Hash      bool           // compute the SHA-256 of every file
	BlockSize int            // bytes read at a time; 0: 1 MiB
}

// Result is what reading comes to. The findings have no severity yet: that is
// for the catalogue to judge. A ledger that comes with an error among its
// findings must not be used for figures.
type Result struct {
	Ledger   *kpi.Ledger
	Findings []kpi.Finding
}

// run is the state of reading several files together.
type run struct {
	cat    *catalog.Catalog
	opts   Options
	units  *registry
	grains map[string]int
	// grainTexts are the texts as they were first written, by number.
	grainTexts []string
	sheets     []*sheet
}

// Read reads exports: files, folders (their *.csv), patterns, and - for stdin.
// Everything wrong with them is a finding; nothing stops at the first.
func Read(cat *catalog.Catalog, args []string, stdin io.Reader, opts Options) Result {
	sources, findings := expand(args, stdin)
	r := &run{cat: cat, opts: opts, units: newRegistry(cat), grains: map[string]int{}}
	for _, src := range sources {
		r.sheets = append(r.sheets, r.file(src))
	}
	book := r.book()
	book.Findings = append(findings, book.Findings...)
	return book
}

// needs reports whether a missing count of a measure is worth a finding.
func (r *run) needs(measure int) bool { return r.opts.Needs == nil || r.opts.Needs(measure) }

// grainID numbers the texts that tell rows of one unit and period apart, over
// all files. It is called once for each distinct text of a file.
func (r *run) grainID(key string) int {
	text := catalog.Fold(strings.ReplaceAll(key, "\x1f", "|"))
	id, ok := r.grains[text]
	if !ok {
		id = len(r.grains)
		r.grains[text] = id
		r.grainTexts = append(r.grainTexts, strings.Join(strings.FieldsFunc(key, func(c rune) bool { return c == 0x1f }), ", "))
	}
	return id
}

// unitName returns the name of a unit for a message while reading.
func (r *run) unitName(id int) string {
	n := r.units.spellings[id]
	return kpi.Unit{Province: n.province.String(), District: n.district.String(), Commune: n.commune.String()}.Name()
}

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
	if err := r.blocks(s, in); err != nil {
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

// blocks reads the blocks of an export in turn until the end or a fault after
// which nothing can be trusted. An error is one of the stream.
func (r *run) blocks(s *sheet, in io.Reader) error {
	size := r.opts.BlockSize
	if size <= 0 {
		size = blockSize
	}
	blocks := newBlockReader(in, size)
	scan := &scanner{}
	var rows *rowReader
	for first := true; ; first = false {
		b, err := blocks.next()
		tooLarge := errors.Is(err, errRecordTooLarge)
		switch {
		case errors.Is(err, io.EOF) && first:
			s.add(kpi.FileEmpty, kpi.Place{})
			return nil
		case errors.Is(err, io.EOF):
			if rows == nil || len(s.slots) == 0 && s.lines.Data == 0 {
				s.add(kpi.NoData, kpi.Place{Line: max(s.header, 1)})
			}
			return nil
		case err != nil && !tooLarge:
			return err
		}
		if first {
			b.data = bytes.TrimPrefix(b.data, []byte("\ufeff"))
			if len(bytes.TrimSpace(b.data)) == 0 && blocks.eof {
				s.add(kpi.FileEmpty, kpi.Place{})
				return nil
			}
		}
		if !s.isText(b, first) {
			return nil
		}
		scan.reset(b)
		if rows, err = r.records(s, scan, rows); err != nil {
			return nil
		}
		if tooLarge {
			s.tooLarge(b.line)
			return nil
		}
	}
}

// errStop ends the reading of a file after a finding.
var errStop = errors.New("stop")

// records reads the records of one block; the first of a file is its header.
func (r *run) records(s *sheet, scan *scanner, rows *rowReader) (*rowReader, error) {
	for {
		if rows == nil {
			r.delimiter(scan)
		}
		rec, ok, err := scan.next()
		if err != nil {
			s.quoting(rec.line, err)
			return rows, errStop
		}
		if !ok {
			return rows, nil
		}
		s.lines.Total += rec.lines
		if rows != nil {
			rows.read(rec)
			continue
		}
		if isBlank(rec) {
			s.lines.Blank += rec.lines
			continue
		}
		s.lines.Header += rec.lines
		s.header = rec.line
		layout, ok := readLayout(s, r.cat, rec)
		if !ok {
			return rows, errStop
		}
		if layout.keys[keyPeriod] < 0 && !layout.list && r.opts.Period.IsZero() {
			s.add(kpi.PeriodMissing, kpi.Place{Line: rec.line})
			return rows, errStop
		}
		rows = newRowReader(s, r, layout)
	}
}

// delimiter finds the delimiter of the header record, which comes next: the one
// by which most of its cells are known, or where none is, that which stands in
// it most often.
func (r *run) delimiter(scan *scanner) {
	scan.delimiter = r.opts.Delimiter
	if scan.delimiter != 0 {
		return
	}
	line, _, _ := bytes.Cut(scan.data, newline)
	scan.delimiter = catalog.Delimiter(line)
	most := 0
	for _, d := range []byte{scan.delimiter, ',', ';', '\t'} {
		try := *scan
		try.delimiter, try.cells, try.scratch = d, nil, nil
		rec, ok, err := try.next()
		if !ok || err != nil {
			continue
		}
		known := 0
		for _, cell := range rec.cells {
			if _, ok := r.cat.Header(withoutNumber(catalog.Clean(string(cell)))); ok {
				known++
			}
		}
		if known > most {
			scan.delimiter, most = d, known
		}
	}
}

// isText wants UTF-8 without NUL. The first block also tells a workbook or a
// picture by its first bytes.
func (s *sheet) isText(b block, first bool) bool {
	if kind := magic(b.data); first && kind != "" {
		s.add(kpi.FileNotText, kpi.Place{}, "reason", kpi.TextKey("file."+kind))
		return false
	}
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
