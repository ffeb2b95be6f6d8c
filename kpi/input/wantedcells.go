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
// some counts the files are read again, row by row: a slot has the same number then.

// wantedCells are the cells to keep of a file, by the numbers of its slots.
type wantedCells map[int]cellsByMeasure

// cellsByMeasure are the cells to keep of a slot, by measure.
type cellsByMeasure map[int]*cellList

// cellList is the cells of a count, and how many of them to keep.
type cellList struct {
	kpi.Cells
	most int
}

// cellValue is the count of a cell, where it has one.
type cellValue struct {
	v     int64
	known bool
}

// Cells reads the files of a ledger again and returns the cells of the counts that are
// wanted, as many as are to be kept of each; the options are those that the ledger was
// read with. Where they do not add up to the counts of the ledger, the file has changed,
// and that is a finding. Standard input cannot be read again.
func Cells(cat *catalog.Catalog, l *kpi.Ledger, wants map[kpi.Want]int, opts Options) (map[kpi.Want]*kpi.Cells, []kpi.Finding) {
	all := wantedOf(l, wants)
	opts.rowByRow, opts.Rows.Hash, opts.Needs = true, false, func(int) bool { return false }
	r := &run{cat: cat, opts: opts, wanted: map[string]wantedCells{}}
	var sources []rows.Source
	read := map[string]kpi.File{}
	for i, f := range l.Files {
		if len(all[i]) == 0 {
			continue
		}
		r.wanted[f.Name], read[f.Name] = all[i], f
		if src := rows.Path(rows.BookOf(f.Name)); !slices.Contains(sources, src) {
			sources = append(sources, src)
		}
	}
	r.files = min(r.atOnce(), len(sources))
	if opts.Rows.Progress != nil {
		opts.Rows.Progress.Expect(sources, nil)
	}
	changed := map[string]bool{}
	r.readAll(sources, func(list []*exportResult) {
		for _, e := range list {
			if f, ok := read[e.file.Name]; ok {
				changed[f.Name] = e.file.Lines != f.Lines || e.findings.Number(kpi.FileChanged) > 0
			}
		}
	})
	found := map[kpi.Want]*kpi.Cells{}
	for w := range wants {
		c := gather(all, w)
		found[w] = c
		isOfList := slices.ContainsFunc(w.Entry.Origins, func(o kpi.Origin) bool { return l.Files[o.File].List != nil })
		if v, complete := w.Entry.Tally.Value(w.Measure); complete && !isOfList && (c.Lacking > 0 || c.Count == 0 || c.Sum != v) {
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
			all[o.File][o.Number][w.Measure] = &cellList{most: most}
		}
	}
	return all
}

// gather joins what was found at all origins of a count.
func gather(all []wantedCells, w kpi.Want) *kpi.Cells {
	cells := &kpi.Cells{}
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
	}
	return cells
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
