package input

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"math"
	"slices"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
)

// EveryCell reads all cells of counts while they are written, so that they need no memory.
type EveryCell struct {
	run     *run
	ledger  *kpi.Ledger
	places  *Places
	changed map[string]bool
}

// NewEveryCell returns what reads the cells of the counts of a ledger that are wanted, or nil
// where not all places of their rows were noted; the options are those that the ledger was read
// with.
func NewEveryCell(cat *catalog.Catalog, l *kpi.Ledger, wants map[kpi.Want]int, opts Options) *EveryCell {
	for w := range wants {
		for _, o := range w.Entry.Origins {
			if p := opts.Places.of(l.Files[o.File].Name); p == nil || p.room == 0 {
				return nil
			}
		}
	}
	e := &EveryCell{ledger: l, places: opts.Places, changed: map[string]bool{}}
	opts.Rows.Progress, opts.Needs, opts.Places = nil, func(int) bool { return false }, nil
	e.run = newRun(cat, opts)
	return e
}

// errEnough is the error of a reading of which no more is wanted.
var errEnough = errors.New("enough")

// Of returns the cells of a measure that have a count, of some entries, in the order of files
// and rows.
func (e *EveryCell) Of(measure int, entries []*kpi.Entry) iter.Seq2[*kpi.Entry, kpi.Cell] {
	bySlot := map[int]map[int][]*kpi.Entry{} // by file
	for _, entry := range entries {
		for _, o := range entry.Origins {
			if bySlot[o.File] == nil {
				bySlot[o.File] = map[int][]*kpi.Entry{}
			}
			bySlot[o.File][o.Number] = append(bySlot[o.File][o.Number], entry)
		}
	}
	files := slices.SortedFunc(maps.Keys(bySlot), func(a, b int) int { return cmp.Compare(e.ledger.Files[a].Name, e.ledger.Files[b].Name) })
	return func(yield func(*kpi.Entry, kpi.Cell) bool) {
		for _, i := range files {
			name, own := e.ledger.Files[i].Name, bySlot[i]
			err := e.read(name, measure, own, func(found foundCells) error {
				for _, cell := range found.cells[measure].Given {
					for _, entry := range own[found.slot] {
						if !yield(entry, cell) {
							return errEnough
						}
					}
				}
				return nil
			})
			if errors.Is(err, errEnough) {
				return
			}
			e.changed[name] = e.changed[name] || err != nil
		}
	}
}

// read reads the cells of a measure in some slots of a file.
func (e *EveryCell) read(file string, measure int, slots map[int][]*kpi.Entry, take func(foundCells) error) error {
	p, kept := e.places.of(file), wantedCells{}
	for slot := range slots {
		kept[slot] = cellsByMeasure{measure: {most: math.MaxInt}}
	}
	in, err := rows.OpenBlocks(file, e.run.opts.of(file).Rows.Encoding)
	if err != nil {
		return err
	}
	defer in.Close()
	if in.Stamp() != p.stamp {
		return errChanged
	}
	return e.run.readPlaces(p, file, kept, in, take)
}

// Findings returns the findings of files that changed before all of their cells were read.
func (e *EveryCell) Findings() (findings []kpi.Finding) {
	for _, name := range slices.Sorted(maps.Keys(e.changed)) {
		if e.changed[name] {
			findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: name}))
		}
	}
	return findings
}
