package input

import (
	"cmp"
	"math"

	"cchc/kpi/input/batch"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// While a text is read by blocks, it is noted which rows of which block were added to which
// slot. For the cells of a count only these blocks are read again, and how many cells the
// others have is known without.
//
// What must stay true: a row that is added means the same without those before it, once it is
// known to which slot it was added. So it is of the layout and the group mark of the file, and
// of no day: which day of a state counts is known at the end of a file alone. Whatever is not
// so has no places, and is read again as a whole.

// Places is where the rows of units and periods are in files. The zero value is ready to be
// noted in.
type Places struct{ files map[string]*filePlaces }

// add adds the places of a file, if it has any.
func (p *Places) add(file string, own *filePlaces) {
	if p == nil || own == nil || !own.isWhole {
		return
	}
	if p.files == nil {
		p.files = map[string]*filePlaces{}
	}
	p.files[file] = own
}

// of returns the places of a file, or nil.
func (p *Places) of(file string) *filePlaces {
	if p == nil {
		return nil
	}
	return p.files[file]
}

// filePlaces is where the rows of the slots of a text are, and which of their cells have no
// count. A nil one notes nothing.
type filePlaces struct {
	stamp     string
	layout    *header.Layout
	delimiter byte
	group     mark // of the counts
	blocks    []placedBlock
	list      []stretch
	lacking   map[slotMeasure]int // cells without a count
	part      stretch             // the rows that are taken one by one, of no slot yet
	room      int                 // for further stretches; 0: no more are noted
	isWhole   bool                // the file was read to its end, and every row can be read again
}

// placedBlock is a block of a text, and where its stretches begin among those of the file.
type placedBlock struct {
	offset int64
	size   int
	first  int
}

// stretch is rows of a slot in a block, next to each other: lines 8 to 11, among the bytes of a
// part of the block that begins on line 5.
type stretch struct {
	slot          int32
	from, to      uint32 // the bytes of the part
	top           int32  // its first line
	first, behind int32  // the first line of the rows, and that behind the last
}

// slotMeasure is a measure of a slot.
type slotMeasure struct{ slot, measure int }

// placesLimit is how many stretches, or counts with blanks, are noted of a file. It bounds the
// memory that one takes whose rows are in no order: 12 MB.
const placesLimit = 1 << 19

// newFilePlaces returns the places of a text, none yet, where they are to be noted and the
// file can be read again.
func newFilePlaces(t *table, f *rows.File) *filePlaces {
	if t.run.opts.Places == nil || f.Stamp() == "" {
		return nil
	}
	p := &filePlaces{stamp: f.Stamp(), layout: t.layout, delimiter: f.Text.Delimiter(), lacking: map[slotMeasure]int{}, isWhole: true,
		room: cmp.Or(t.run.opts.placesLimit, placesLimit)}
	p.blocks = []placedBlock{{offset: f.Text.Before()}}
	return p
}

// block begins the next block, of some bytes.
func (p *filePlaces) block(size int) {
	if p == nil || p.room == 0 {
		return
	}
	last := &p.blocks[len(p.blocks)-1]
	p.part.top = math.MaxInt32
	p.blocks = append(p.blocks, placedBlock{last.offset + int64(last.size), size, len(p.list)})
}

// run notes a run of rows that was added to a slot.
func (p *filePlaces) run(s *slot, run *batch.Run, line int) {
	if p == nil {
		return
	}
	p.part = stretch{from: uint32(run.From), to: uint32(run.To), top: int32(line)}
	p.note(s, line, run.Count)
}

// begin begins a part of a block whose rows are taken one by one.
func (p *filePlaces) begin(run *batch.Run, line int) {
	if p != nil {
		p.part = stretch{from: uint32(run.From), to: uint32(run.To), top: int32(line)}
	}
}

// row notes a row of the part that was added to a slot.
func (p *filePlaces) row(s *slot, row rows.Row, key *rowKey) {
	if p == nil {
		return
	}
	isWithin := row.Line >= int(p.part.top) // else it has waited for a row of this part
	p.isWhole = p.isWhole && isWithin && key.day.IsZero() && row.Spots == nil
	p.note(s, row.Line, row.Lines)
}

// note notes rows of a slot that take some lines.
func (p *filePlaces) note(s *slot, line, lines int) {
	if line+lines > math.MaxInt32 {
		p.room = 0
	}
	if p.room == 0 {
		return
	}
	if n := len(p.list); n > p.blocks[len(p.blocks)-1].first {
		last := &p.list[n-1]
		if int(last.slot) == s.number && last.from == p.part.from && int(last.behind) == line {
			last.behind += int32(lines)
			return
		}
	}
	next := p.part
	next.slot, next.first, next.behind = int32(s.number), int32(line), int32(line+lines)
	p.list = append(p.list, next)
	p.room--
}

// lack notes the cells of a measure in a row that have no count.
func (p *filePlaces) lack(of slotMeasure, l *header.Layout, counts *rowCounts) {
	for _, c := range l.Measures {
		if c.Measure == of.measure && !counts.cells[c.Cell].known {
			p.lacking[of]++
		}
	}
	p.isWhole = p.isWhole && len(p.lacking) <= placesLimit
}

// end ends the file, whose counts have a group mark, or none.
func (p *filePlaces) end(group mark) {
	if p != nil {
		p.group = group
	}
}

// count returns how many cells of a measure some rows of a slot have, and how many of these
// lack a count.
func (p *filePlaces) count(of slotMeasure, rows int) (given, lacking int) {
	columns := 0
	for _, c := range p.layout.Measures {
		if c.Measure == of.measure {
			columns++
		}
	}
	lacking = p.lacking[of]
	return rows*columns - lacking, lacking
}
