package input

import (
	"errors"
	"io"
	"math"
	"slices"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/rows"
)

// errChanged is the error of a file that is not the one that was read before.
var errChanged = errors.New("the file has changed")

// cellsAt reads the cells that are wanted of a file at their places, and counts the others. It
// reports false where not all of their places are known. The error is that the file cannot be
// read, or has changed.
func (r *run) cellsAt(p *filePlaces, file string, wanted wantedCells) (ok bool, err error) {
	kept, wantsAll := wantedCells{}, false // with cells to keep
	for slot, lists := range wanted {
		for measure, list := range lists {
			given, lacking := p.count(slotMeasure{slot, measure}, list.rows)
			switch {
			case list.most == 0 || given+lacking == 0:
				list.Count, list.Lacking, list.isUnread = given, lacking, given+lacking > 0
			case kept[slot] == nil:
				kept[slot] = cellsByMeasure{}
				fallthrough
			default:
				kept[slot][measure] = list
				wantsAll = wantsAll || list.most == math.MaxInt
			}
		}
	}
	if p.room == 0 && wantsAll {
		return false, nil
	}
	in, err := rows.OpenBlocks(file, r.opts.of(file).Rows.Encoding)
	if err != nil {
		return false, err
	}
	defer in.Close()
	if in.Stamp() != p.stamp {
		return false, errChanged
	}
	err = r.readPlaces(p, file, kept, in, func(f foundCells) error {
		for measure, list := range f.cells {
			kept[f.slot][measure].join(list)
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	if ok, err = kept.areAll(p); !ok {
		for _, lists := range kept {
			for _, list := range lists {
				*list = cellList{most: list.most, rows: list.rows}
			}
		}
	}
	return ok, err
}

// areAll reports whether the cells to keep are all there, where not all places are known. The
// error is that there are others than were counted before.
func (w wantedCells) areAll(p *filePlaces) (ok bool, _ error) {
	for slot, lists := range w {
		for measure, list := range lists {
			given, lacking := p.count(slotMeasure{slot, measure}, list.rows)
			isWhole := list.Count == given && list.Lacking == lacking
			switch {
			case isWhole:
			case p.room > 0:
				return false, errChanged
			case len(list.Given) < min(list.most, given) || len(list.Missing) < min(list.most, lacking):
				return false, nil
			}
			list.Count, list.Lacking, list.isUnread = given, lacking, !isWhole
		}
	}
	return true, nil
}

// placedCells is a block that is read again, and the cells that were found in it.
type placedCells struct {
	block placedBlock
	list  []stretch // those of the block with cells to keep
	data  []byte
	err   error
	found []foundCells
}

// foundCells are cells of a slot.
type foundCells struct {
	slot  int
	cells cellsByMeasure
}

// readPlaces reads the blocks that have rows of slots with cells to keep, and gives these to
// take, in the order of the file, until that returns an error.
func (r *run) readPlaces(p *filePlaces, file string, kept wantedCells, in *rows.Blocks, take func(foundCells) error) error {
	n := 0
	next := func(b *placedCells) (isLast bool) {
		b.list, b.found, b.err = b.list[:0], b.found[:0], nil
		for ; n < len(p.blocks) && len(b.list) == 0; n++ {
			b.block = p.blocks[n]
			for _, s := range p.stretchesOf(n) {
				if kept[int(s.slot)] != nil {
					b.list = append(b.list, s)
				}
			}
		}
		if len(b.list) == 0 {
			b.err = io.EOF
			return true
		}
		b.data = slices.Grow(b.data[:0], b.block.size)[:b.block.size]
		if b.err = in.Read(b.block.offset, b.data); b.err == io.EOF {
			b.err = io.ErrUnexpectedEOF // it was longer before
		}
		return b.err != nil
	}
	add := func(b *placedCells) error {
		for _, f := range b.found {
			if err := take(f); err != nil {
				return err
			}
		}
		return b.err
	}
	first := &placedCells{}
	isLast := next(first)
	if err := batch.Stream(batch.StreamOptions{Workers: r.atOnce(), Wait: true, IsOver: func() bool { return isLast }}, first, next,
		func() func(*placedCells) { return newPlacedReader(r, p, file, kept).read }, add); err != io.EOF {
		return err
	}
	return nil
}

// stretchesOf returns the stretches of a block.
func (p *filePlaces) stretchesOf(block int) []stretch {
	if block+1 < len(p.blocks) {
		return p.list[p.blocks[block].first:p.blocks[block+1].first]
	}
	return p.list[p.blocks[block].first:]
}

// join adds the cells that follow.
func (list *cellList) join(next *cellList) {
	list.Given = append(list.Given, next.Given[:min(len(next.Given), list.most-len(list.Given))]...)
	list.Missing = append(list.Missing, next.Missing[:min(len(next.Missing), list.most-len(list.Missing))]...)
	list.Count, list.Sum, list.Lacking = list.Count+next.Count, list.Sum+next.Sum, list.Lacking+next.Lacking
}

// placedReader reads the cells of blocks. Each worker has its own.
type placedReader struct {
	file    string
	figures *figures
	scan    *rows.Scanner
	kept    wantedCells
}

func newPlacedReader(r *run, p *filePlaces, file string, kept wantedCells) *placedReader {
	own := *r
	own.wanted = map[string]wantedCells{} // so that values of cells are kept
	e := newExportResult(file)
	e.layout = p.layout
	f := newFigures(&own, e)
	f.marks.group = p.group
	return &placedReader{file, f, rows.NewScanner(p.delimiter), kept}
}

// read finds the cells of a block.
func (r *placedReader) read(b *placedCells) {
	if b.err != nil {
		return
	}
	var part stretch // that is scanned
	for _, s := range b.list {
		if s.from != part.from || s.to != part.to || s.top != part.top {
			if part = s; int(s.to) > len(b.data) {
				b.err = errChanged
				return
			}
			r.scan.Reset(rows.Block{Data: b.data[s.from:s.to], Line: int(s.top)})
		}
		wanted := r.kept[int(s.slot)]
		found := foundCells{int(s.slot), cellsByMeasure{}}
		for measure, list := range wanted {
			found.cells[measure] = &cellList{most: list.most}
		}
		b.found = append(b.found, found)
		for line := int(s.top); line < int(s.behind); {
			row, ok, err := r.scan.Next()
			if !ok || err != nil || row.Line >= int(s.behind) {
				b.err = errChanged
				return
			}
			if line = row.Line + row.Lines; row.Line < int(s.first) {
				continue
			}
			if !r.add(row, found.cells) {
				b.err = errChanged
				return
			}
		}
	}
}

// add adds the cells of a row. It reports false where it is none of the table.
func (r *placedReader) add(row rows.Row, cells cellsByMeasure) bool {
	l := r.figures.layout
	row = l.Pad(row)
	counts, ok := r.figures.read(row)
	for measure, list := range cells {
		list.keep(l, row, measure, counts, r.file)
	}
	return ok
}
