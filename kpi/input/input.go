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
//  5. blocks: the runs of a stream, and workers that read the plain rows in them:
//     plain in one pass over the bytes, odd cell by cell, sequence by what is
//     likely to follow; stretch: what they come to; merge: a stretch to the sums of
//     the file. What is not plain goes the way of 4, record by record.
//  6. key, units and list: names and periods; cell and counts: figures; grain and
//     daily: what tells rows of one unit and period apart.
//  7. join and book: all files to one ledger.
//  8. cells: a second reading, for the cells of some counts.
package input

import (
	"cmp"
	"io"
	"runtime"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/units"
)

// Options are how exports are read. The zero value is the default.
type Options struct {
	Period    kpi.Period     // rows outside it are left out; rows without one are assigned to it
	Among     []kpi.Period   // rows in none of them are left out; nil: all stay
	Encoding  string         // one of Encodings; "": auto
	Sheet     string         // of workbooks; "": the first
	Units     *units.List    // that names and codes are compared with; nil: none
	Calendar  kpi.Calendar   // how dates fall into months
	BlankZero bool           // a blank count cell is 0, not missing
	UpToDate  bool           // exports may be cumulative: of the year up to a month, and to a later one
	Delimiter byte           // 0: found from the header
	Needs     func(int) bool // the measures whose blanks are worth a finding; nil: all
	Hash      bool           // compute the SHA-256 of every file
	BlockSize int            // bytes read at a time; 0: 256 KiB
	Workers   int            // goroutines that read a file, and files that are read at once; 0: as many as there are processors, up to 8

	Progress *Progress // is kept while reading; nil: none

	rowwise bool // no stretches of plain rows
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
	cat   *catalog.Catalog
	opts  Options
	files int // that are read at once; 0: one

	trails map[string]trails // of files whose cells are wanted
}

// Read reads exports: files, folders (their *.csv), patterns, and - for stdin.
// Everything wrong with them is a finding; nothing stops at the first.
func Read(cat *catalog.Catalog, args []string, stdin io.Reader, opts Options) Result {
	return ReadSets(cat, [][]string{args}, stdin, opts)[0]
}

// ReadSets reads sets of exports as [Read] does, each to a ledger of its own: what two
// sets say of one unit and period is no conflict. A unit is written alike in all. What
// is found about names comes with the first.
func ReadSets(cat *catalog.Catalog, sets [][]string, stdin io.Reader, opts Options) []Result {
	r := &run{cat: cat, opts: opts}
	var sources []source
	names, books, results := newRegistry(), make([]*book, len(sets)), make([]Result, len(sets))
	var ends []int // of the sets among the sources
	for i, args := range sets {
		found, findings := expand(args, stdin)
		books[i], results[i].Findings = newBook(cat, opts, names), findings
		sources = append(sources, found...)
		ends = append(ends, len(sources))
	}
	r.files = min(r.atOnce(), len(sources))
	if opts.Progress != nil {
		opts.Progress.expect(sources, stdin)
	}
	names.sets = len(sets)
	read, set := 0, 0
	r.readAll(sources, func(s *sheet) {
		for read == ends[set] {
			set++
		}
		books[set].add(s)
		read++
	})
	units, named := names.resolve()
	for i, b := range books {
		result := b.result(units, named)
		results[i] = Result{result.Ledger, append(results[i].Findings, result.Findings...)}
		named = nil
	}
	return results
}

// readAll reads several files at once, and hands their sheets on in order.
func (r *run) readAll(sources []source, add func(*sheet)) {
	sheets := make([]chan *sheet, len(sources))
	for i := range sheets {
		sheets[i] = make(chan *sheet, 1)
	}
	next := make(chan int)
	for range r.files {
		go func() {
			for i := range next {
				sheets[i] <- r.file(sources[i])
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range sources {
			next <- i
		}
	}()
	for _, s := range sheets {
		add(<-s)
	}
}

// maxWorkers is how many workers use more than they are worth: what is done in
// turn bounds what they save.
const maxWorkers = 8

// atOnce returns how many goroutines read a file alone, and how many files are read at
// once.
func (r *run) atOnce() int {
	return cmp.Or(r.opts.Workers, min(runtime.GOMAXPROCS(0), maxWorkers))
}

// workers returns how many goroutines read a file among others: one that is larger than
// all others must not wait for a single one.
func (r *run) workers() int {
	return min(r.atOnce(), max(2, r.atOnce()/max(r.files, 1)))
}

// needs reports whether a missing count of a measure is worth a finding.
func (r *run) needs(measure int) bool { return r.opts.Needs == nil || r.opts.Needs(measure) }
