package input

import (
	"cmp"
	"hash/maphash"
	"io"
	"runtime"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/hashes"
	"cchc/kpi/input/header"
	"cchc/kpi/input/names"
	"cchc/kpi/input/rows"
	"cchc/kpi/units"
)

// Options are how exports are read. The zero value is the default.
type Options struct {
	Rows      rows.Options                                // how files are opened
	Period    kpi.Period                                  // rows outside it are left out; rows without one are assigned to it
	Among     []kpi.Period                                // rows in none of them are left out, instead of those outside Period; nil: none is
	Units     *units.List                                 // that names and codes are compared with; nil: none
	In        string                                      // the unit of rows of which neither cells nor titles name one: "UBND huyện Thanh Ba"
	Own       func(file string) (p kpi.Period, in string) // of a file by itself, which win over Period and In; nil: none has any
	Calendar  kpi.Calendar                                // how dates fall into months
	BlankZero bool                                        // a blank count cell is 0, not missing
	Fields    bool                                        // entries keep their counts by field
	UpToDate  bool                                        // exports may be cumulative: of the year up to a month, and to a later one
	Needs     func(int) bool                              // the measures whose blanks are worth a finding; nil: all
	Lists     ListOptions                                 // how single dossiers are counted
	Places    *Places                                     // notes where rows are, for [Cells]; nil: it reads all rows again
	Workers   int                                         // goroutines that read a file, and files that are read at once; 0: as many as there are processors, up to 8

	rowByRow    bool // no rows are parsed by blocks
	placesLimit int  // how many places of rows are noted of a file; 0: 1<<19
	codesLimit  int  // how many codes of dossiers are kept in memory; 0: as many as package hashes does
}

// Result is the ledger of some exports and the findings about them. The findings have no
// severity yet: the catalogue judges. A ledger that comes with an error among its
// findings must not be used for figures.
type Result struct {
	Ledger   *kpi.Ledger
	Findings []kpi.Finding

	// Dossiers reads the lists among the files again and gives each row that is counted, and
	// returns what keeps them from being read; nil where there is no list.
	Dossiers func(give func(*dossiers.Row)) []kpi.Finding
}

// run is what all files of a run are read with. It does not change.
type run struct {
	cat   *catalog.Catalog
	opts  Options
	files int // that are read at once; 0: one

	wanted map[string]wantedCells // by file; nil: no cell is wanted

	source rows.Source   // that is read
	seed   maphash.Seed  // of the codes of dossiers
	codes  []*hashes.Set // of the file sets of all sources, then that of the source that is read
	again  again

	periods  *kpi.Memo[bool]       // whether texts of fields name one
	lastDays map[string]kpi.Moment // in the lists of the source, by file or sheet; empty: they are not known yet
}

func newRun(cat *catalog.Catalog, opts Options) *run {
	return &run{cat: cat, opts: opts, periods: new(kpi.Memo[bool])}
}

// Read reads exports: files, folders, patterns, and - for stdin.
// Everything wrong with them is a finding; nothing stops at the first.
func Read(cat *catalog.Catalog, args []string, stdin io.Reader, opts Options) Result {
	return ReadSets(cat, [][]string{args}, stdin, opts)[0]
}

// ReadSets reads sets of exports as [Read] does, each to a ledger of its own: counts of
// one unit and period in two sets are no conflict. A unit is written alike in all. The
// findings about names come with the first.
func ReadSets(cat *catalog.Catalog, sets [][]string, stdin io.Reader, opts Options) []Result {
	r := newRun(cat, opts)
	r.seed = maphash.MakeSeed()
	var sources []rows.Source
	registry, filesOf, results := names.NewRegistry(len(sets)), make([]*fileSet, len(sets)), make([]Result, len(sets))
	var owners []*fileSet // of the sources
	codes := make([]hashes.Set, len(sets))
	opts.Rows.IsOwn = func(line string) bool { return isOwn(cat, line) || isTidy(cat, line) }
	for i, args := range sets {
		found, findings := opts.Rows.Expand(args, stdin)
		found, own := leaveOwn(cat, found)
		filesOf[i], results[i].Findings = &fileSet{cat: cat, opts: opts, names: registry, items: newItemList(), found: foundIn{}}, append(findings, own...)
		sources = append(sources, found...)
		codes[i].Dir, codes[i].Limit = opts.Lists.Tmp, opts.codesLimit
		defer codes[i].Close()
		r.codes = append(r.codes, slices.Repeat([]*hashes.Set{&codes[i]}, len(found))...)
		owners = append(owners, slices.Repeat(filesOf[i:i+1], len(found))...)
	}
	r.files = min(r.atOnce(), len(sources))
	if opts.Rows.Progress != nil {
		opts.Rows.Progress.Expect(sources, stdin)
	}
	r.readAll(sources, func(list []*exportResult) {
		for _, e := range list {
			owners[0].add(e)
		}
		owners = owners[1:]
	})
	units, named := registry.Resolve(opts.Units)
	for i, f := range filesOf {
		counted := f.countLists(r, &codes[i], units)
		result := f.result(units, named)
		results[i] = Result{Ledger: result.Ledger, Findings: append(results[i].Findings, result.Findings...)}
		if named = nil; counted != nil {
			results[i].Findings, results[i].Dossiers = append(results[i].Findings, counted.findings...), counted.dossiers
		}
	}
	results[0].Findings = append(results[0].Findings, unusedHeaders(cat, filesOf)...)
	return results
}

// readAll reads several files at once, and gives their results to add in order.
func (r *run) readAll(sources []rows.Source, add func([]*exportResult)) {
	results, next := make([]chan []*exportResult, len(sources)), make(chan int, len(sources))
	for i := range sources {
		results[i] = make(chan []*exportResult, 1)
		next <- i
	}
	close(next)
	for range r.files {
		go func() {
			for i := range next {
				own := *r
				if r.codes != nil {
					own.codes = r.codes[i : i+1]
				}
				results[i] <- own.exports(sources[i])
			}
		}()
	}
	for _, e := range results {
		add(<-e)
	}
}

// maxWorkers is the number of workers above which more cost more than they save: what
// one goroutine does in order bounds it.
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

// of returns the options for a file, which may have a period and a unit of its own.
func (o Options) of(file string) Options {
	if o.Own == nil {
		return o
	}
	p, in := o.Own(file)
	if !p.IsZero() {
		o.Period = p
	}
	o.In = cmp.Or(in, o.In)
	return o
}

// exports reads one file: a text, or the sheets of a workbook.
func (r *run) exports(src rows.Source) []*exportResult {
	own := *r
	own.opts, own.source, r = r.opts.of(src.Name), src, &own
	own.lastDays = map[string]kpi.Moment{}
	e := newExportResult(src.Name)
	var head header.Head
	opts := r.opts.Rows
	opts.IsKnown = func(text string) bool {
		_, ok := r.cat.Headers.Meaning(text)
		return ok || r.cat.Words.IsTotal(text)
	}
	opts.Choose = func(delimiters []byte, first func(byte) [][]string) (delimiter byte) {
		head, delimiter = header.Choose(r.cat, delimiters, first)
		return delimiter
	}
	f := rows.Open(src, opts, e.findings)
	all := r.readSheets(f, e, &head)
	hash := f.Close()
	for i, o := range all {
		if i > 0 && o.file == all[i-1].file {
			continue // a table below another, whose findings it shares
		}
		o.file.SHA256, o.list = hash, o.findings.All()
		o.hidePersons(r)
	}
	if all[0] != e {
		all[0].list = append(e.findings.All(), all[0].list...)
	}
	return all
}
