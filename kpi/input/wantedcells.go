package input

import (
	"maps"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// A ledger knows the number of every entry in its file, but no cell. For the cells of
// some counts the files are read again: a slot has the same number then.

// wantedCells are the cells to keep of a file, by the numbers of its slots.
type wantedCells map[int]cellsByMeasure

// cellsByMeasure are the cells to keep of a slot, by measure.
type cellsByMeasure map[int]*cellList

// cellList is the cells of a count, and how many of them to keep.
type cellList struct {
	kpi.Cells
	most     int
	rows     int  // of its slot
	isUnread bool // not all cells were read, so that Sum is not theirs
}

// cellValue is the count of a cell, where it has one.
type cellValue struct {
	v     int64
	known bool
}

// Cells returns the cells of the counts of a ledger that are wanted, as many as are to be kept
// of each; the options are those that the ledger was read with. It reads the files again: of
// those whose places were noted only the blocks with rows of cells to keep. Where cells do not
// add up to the counts of the ledger, the file has changed, and that is a finding. Standard
// input cannot be read again.
func Cells(cat *catalog.Catalog, l *kpi.Ledger, wants map[kpi.Want]int, opts Options) (map[kpi.Want]*kpi.Cells, []kpi.Finding) {
	all, places, changed := wantedOf(l, wants), opts.Places, map[string]bool{}
	opts.Rows.Hash, opts.Needs, opts.Places = false, func(int) bool { return false }, nil
	r := newRun(cat, opts)
	r.wanted = map[string]wantedCells{}
	read := map[string]kpi.File{}
	for i, f := range l.Files {
		if len(all[i]) == 0 {
			continue
		}
		if p := places.of(f.Name); p != nil {
			isFound, err := r.cellsAt(p, f.Name, all[i])
			if changed[f.Name] = err != nil; err != nil || isFound {
				continue
			}
		}
		r.wanted[f.Name], read[f.Name] = all[i], f
	}
	r.cellsOf(read, changed)
	found := map[kpi.Want]*kpi.Cells{}
	for w := range wants {
		c, isSummed := gather(all, w)
		found[w] = c
		isOfList := slices.ContainsFunc(w.Entry.Origins, func(o kpi.Origin) bool { return l.Files[o.File].List != nil })
		v, complete := w.Entry.Tally.Value(w.Measure)
		if !isSummed {
			c.Sum = v
		}
		if complete && !isOfList && (c.Lacking > 0 || c.Count == 0 || c.Sum != v) {
			changed[l.Files[w.Entry.Origins[0].File].Name] = true
		}
	}
	var findings []kpi.Finding
	for _, name := range slices.Sorted(maps.Keys(changed)) {
		if changed[name] {
			findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: name}))
		}
	}
	return found, findings
}

// cellsOf reads whole files again for the cells that are wanted of them, and notes which have
// changed.
func (r *run) cellsOf(files map[string]kpi.File, changed map[string]bool) {
	var sources []rows.Source
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if src := rows.Path(rows.BookOf(name)); !slices.Contains(sources, src) {
			sources = append(sources, src)
		}
	}
	r.files = min(r.atOnce(), len(sources))
	if r.opts.Rows.Progress != nil {
		r.opts.Rows.Progress.Expect(sources, nil)
	}
	r.readAll(sources, func(list []*exportResult) {
		for _, e := range list {
			if f, ok := files[e.file.Name]; ok {
				changed[f.Name] = e.file.Lines != f.Lines || e.findings.Number(kpi.FileChanged) > 0
			}
		}
	})
}

// wantedOf makes room for what is wanted, by file.
func wantedOf(l *kpi.Ledger, wants map[kpi.Want]int) []wantedCells {
	all := make([]wantedCells, len(l.Files))
	for w, most := range wants {
		for _, o := range w.Entry.Origins {
			if l.Files[o.File].List != nil {
				continue // which has no cells of counts
			}
			if all[o.File] == nil {
				all[o.File] = wantedCells{}
			}
			if all[o.File][o.Number] == nil {
				all[o.File][o.Number] = cellsByMeasure{}
			}
			all[o.File][o.Number][w.Measure] = &cellList{most: most, rows: o.Rows}
		}
	}
	return all
}

// gather joins what was found at all origins of a count, and reports whether all of these
// cells were added up.
func gather(all []wantedCells, w kpi.Want) (cells *kpi.Cells, isSummed bool) {
	if o := w.Entry.Origins; len(o) == 1 && all[o[0].File][o[0].Number][w.Measure] != nil {
		list := all[o[0].File][o[0].Number][w.Measure]
		return &list.Cells, !list.isUnread
	}
	cells, isSummed = &kpi.Cells{}, true
	for _, o := range w.Entry.Origins {
		list := all[o.File][o.Number][w.Measure]
		if list == nil {
			continue // a list of single dossiers
		}
		cells.Given = append(cells.Given, list.Given...)
		cells.Missing = append(cells.Missing, list.Missing...)
		cells.Count += list.Count
		cells.Sum += list.Sum
		cells.Lacking += list.Lacking
		isSummed = isSummed && !list.isUnread
	}
	return cells, isSummed
}

// keep keeps the cells of a measure of a row. A row that counts itself has none.
func (list *cellList) keep(l *header.Layout, row rows.Row, measure int, counts *rowCounts, file string) {
	hasCell := false
	for _, c := range l.Measures {
		if c.Measure == measure {
			hasCell = true
			list.add(counts.cells[c.Cell], l, row, c.Cell, file)
		}
	}
	if !hasCell {
		v, known := counts.tally.Value(measure)
		list.add(cellValue{v, known}, l, row, -1, file)
	}
}

// add adds a cell.
func (list *cellList) add(c cellValue, l *header.Layout, row rows.Row, cell int, file string) {
	keep, n := &list.Given, &list.Count
	if !c.known {
		keep, n = &list.Missing, &list.Lacking
	}
	list.Sum += c.v
	if *n++; len(*keep) < list.most {
		place := l.Place(row, cell)
		place.File = file
		*keep = append(*keep, kpi.Cell{Place: place, Value: c.v, Known: c.known})
	}
}
