// Package input turns export files into a ledger and findings. It is the only
// package that knows bytes, encodings, headers and cells. Its layers, each a
// file:
//
//  1. source: the files that arguments name; file: what each is, by its first
//     bytes; encoding: text to UTF-8; workbook: a sheet to records.
//  2. block and record: bytes to records of cells.
//  3. dialect and head: the delimiter, and where the header is among the first
//     records; layout and meaning: what each column holds.
//  4. export: records in turn, first the titles (title), then the rows. row and
//     kind: what a row is; section, total, percent: what is checked, not added.
//  5. key, units and list: names and periods; cell and counts: figures; grain and
//     daily: what tells rows of one unit and period apart.
//  6. join and book: all files to one ledger.
package input

import (
	"io"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// Options are how exports are read. The zero value is the default.
type Options struct {
	Period    kpi.Period        // rows outside it are left out; rows without one are assigned to it
	Encoding  string            // one of Encodings; "": auto
	Sheet     string            // of workbooks; "": the first
	Units     *catalog.UnitList // that names and codes are compared with; nil: none
	Calendar  kpi.Calendar      // how dates fall into months
	BlankZero bool              // a blank count cell is 0, not missing
	Delimiter byte              // 0: found from the header
	Needs     func(int) bool    // the measures whose blanks are worth a finding; nil: all
	Hash      bool              // compute the SHA-256 of every file
	BlockSize int               // bytes read at a time; 0: 1 MiB
}

// Result is what reading comes to. The findings have no severity yet: that is
// for the catalogue to judge. A ledger that comes with an error among its
// findings must not be used for figures.
type Result struct {
	Ledger   *kpi.Ledger
	Findings []kpi.Finding
}

// run is what all files of a run are read with. It does not change.
type run struct {
	cat  *catalog.Catalog
	opts Options
}

// Read reads exports: files, folders (their *.csv), patterns, and - for stdin.
// Everything wrong with them is a finding; nothing stops at the first.
func Read(cat *catalog.Catalog, args []string, stdin io.Reader, opts Options) Result {
	sources, findings := expand(args, stdin)
	r := &run{cat: cat, opts: opts}
	book := newBook(cat, opts)
	for _, src := range sources {
		book.add(r.file(src))
	}
	result := book.result()
	result.Findings = append(findings, result.Findings...)
	return result
}

// needs reports whether a missing count of a measure is worth a finding.
func (r *run) needs(measure int) bool { return r.opts.Needs == nil || r.opts.Needs(measure) }
