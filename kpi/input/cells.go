package input

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// A ledger knows the first row of every entry in a file, but no cell. Who asks for the
// cells of some counts reads the files again, row by row: a slot is known by its first
// line.

// trails are those of a file, by the first line of their slots.
type trails map[int]trail

// trail keeps the cells of a slot, by measure.
type trail map[int]*kept

// kept is the cells of a count, and how many of them to keep.
type kept struct {
	kpi.Cells
	most int
}

// Cells reads the files of a ledger again and returns the cells of the counts that are
// wanted, as many as are to be kept of each; the options are those that the ledger was
// read with. Where they do not come to the counts of the ledger, the file has changed,
// and that is a finding. Standard input cannot be read again.
func Cells(cat *catalog.Catalog, l *kpi.Ledger, wants map[kpi.Want]int, opts Options) (map[kpi.Want]*kpi.Cells, []kpi.Finding) {
	all := trailsOf(l, wants)
	opts.rowwise, opts.Hash, opts.Needs = true, false, func(int) bool { return false }
	r := &run{cat: cat, opts: opts, trails: map[string]trails{}}
	var sources []source
	var read []kpi.File
	for i, f := range l.Files {
		if len(all[i]) == 0 {
			continue
		}
		r.trails[f.Name] = all[i]
		open := func() (io.ReadCloser, error) { return os.Open(filepath.FromSlash(f.Name)) }
		sources = append(sources, source{name: f.Name, open: open})
		read = append(read, f)
	}
	r.files = min(r.atOnce(), len(sources))
	if opts.Progress != nil {
		opts.Progress.expect(sources, nil)
	}
	changed := map[string]bool{}
	r.readAll(sources, func(s *sheet) {
		changed[s.name] = s.lines != read[0].Lines || s.counts[kpi.FileChanged] > 0
		read = read[1:]
	})
	found := map[kpi.Want]*kpi.Cells{}
	for w := range wants {
		found[w] = gather(all, w)
		if !agrees(w, found[w]) {
			changed[l.Files[w.Entry.Origins[0].File].Name] = true
		}
	}
	return found, changes(changed)
}

// trailsOf makes room for what is wanted, by file.
func trailsOf(l *kpi.Ledger, wants map[kpi.Want]int) []trails {
	all := make([]trails, len(l.Files))
	for w, most := range wants {
		for _, o := range w.Entry.Origins {
			if all[o.File] == nil {
				all[o.File] = trails{}
			}
			if all[o.File][o.Line] == nil {
				all[o.File][o.Line] = trail{}
			}
			all[o.File][o.Line][w.Measure] = &kept{most: most}
		}
	}
	return all
}

// gather joins what was found at all origins of a count.
func gather(all []trails, w kpi.Want) *kpi.Cells {
	cells := &kpi.Cells{}
	for _, o := range w.Entry.Origins {
		k := all[o.File][o.Line][w.Measure]
		cells.Given = append(cells.Given, k.Given...)
		cells.Missing = append(cells.Missing, k.Missing...)
		cells.Count += k.Count
		cells.Sum += k.Sum
		cells.Lacking += k.Lacking
	}
	return cells
}

// agrees reports whether cells come to the count of the ledger, where it is complete.
func agrees(w kpi.Want, c *kpi.Cells) bool {
	v, complete := w.Entry.Tally.Value(w.Measure)
	return !complete || c.Lacking == 0 && c.Count > 0 && c.Sum == v
}

// changes tells the files that have changed, in order.
func changes(changed map[string]bool) []kpi.Finding {
	var findings []kpi.Finding
	for name, is := range changed {
		if is {
			findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: name}))
		}
	}
	slices.SortFunc(findings, func(a, b kpi.Finding) int { return cmp.Compare(a.Place.File, b.Place.File) })
	return findings
}

// trace keeps the cells of a measure of the row at hand. A row that counts itself has
// none.
func (r *rowReader) trace(rec record, k *kept, measure int) {
	hasCell := false
	for _, c := range r.layout.measures {
		if c.measure == measure {
			hasCell = true
			k.add(r.values[c.cell], func() kpi.Place { return r.place(rec, c.cell) }, r.name)
		}
	}
	if !hasCell {
		v, known := r.row.Value(measure)
		k.add(cellValue{v, known}, func() kpi.Place { return r.place(rec, -1) }, r.name)
	}
}

// cellValue is the count of a cell, where it has one.
type cellValue struct {
	v     int64
	known bool
}

// add adds a cell.
func (k *kept) add(c cellValue, place func() kpi.Place, file string) {
	keep, n := &k.Given, &k.Count
	if !c.known {
		keep, n = &k.Missing, &k.Lacking
	}
	k.Sum += c.v
	if *n++; len(*keep) < k.most {
		p := place()
		p.File = file
		*keep = append(*keep, kpi.Cell{Place: p, Value: c.v, Known: c.known})
	}
}

// forget drops what earlier rows gave of a measure of a state.
func (s *slot) forget(measure int) {
	s.tally.Forget(measure)
	if k := s.trail[measure]; k != nil {
		*k = kept{most: k.most}
	}
}
