package input

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cchc/kpi"
)

// rowReader adds the rows of one file to its sheet. Names and periods are
// looked at once for each distinct text: a row costs one look-up of its key.
type rowReader struct {
	counter
	resolver
	scratch  []byte
	grains   map[string]grain // by the raw bytes of the grain cells
	grain    grain            // of the row at hand
	narrowed map[narrower]int // grains of days and offices
	words    rowWords
	seed     maphash.Seed
	before   rowsBefore
	told     []int // cells without a header that were not empty
	same     bool  // the row at hand equals one before it

	measured []int                      // the measures of the columns, each once
	readers  map[*plainReader]*meanings // of plain rows
	turn     int                        // the number of the stretch at hand
	lone     record                     // of single cells, and its text
	loneText []byte

	kinds
	sections
	titles  titles
	sums    sums // for what total rows are compared with
	refused bool // a row was left out for what is wrong with it
	full    bool // there are more units or procedures than there can be
	letters letters
}

// target is what the key cells of a row come to.
type target struct {
	names  *spelling // that of no unit where nothing is added
	period kpi.Period
	day    kpi.Day // of a row of one day
	office string  // of the unit, that the row is of
	slot   *slot   // where the row is added; nil before the first
	total  bool    // a total row
	skip   bool    // of no use, and said so
	code   string  // what is wrong with the key, "" if nothing
	cell   int     // the cell at fault
	args   []string
}

// newRowReader returns the reader of the rows below a header, and notes on the sheet
// what its columns hold.
func newRowReader(s *sheet, run *run, l *layout) *rowReader {
	r := &rowReader{counter: newCounter(s, run, l), resolver: newResolver(),
		grains: map[string]grain{}, narrowed: map[narrower]int{}, words: newRowWords(run.cat),
		seed: maphash.MakeSeed(), measured: l.figures(), readers: map[*plainReader]*meanings{}}
	s.districts, s.communes = l.keys[keyDistrict] >= 0, l.keys[keyCommune] >= 0
	s.levels = l.keys[keyLevel] >= 0
	for _, i := range l.grainCells() {
		s.grain += strings.ToLower(l.headers[i]) + "\x1f"
	}
	r.giveColumns()
	if s.trails != nil {
		r.values, r.rules = make([]cellValue, len(l.headers)), nil // what is wrong has been told
	}
	for i, c := range l.measures {
		if c.days && c.kind != "" {
			r.sayDays(c.kind, kpi.Place{Line: s.header, Column: c.cell + 1, Header: l.headers[c.cell], Text: l.headers[c.cell]})
			l.measures[i].kind = r.dayKind // two kinds are told here, not again by every row
		}
	}
	return r
}

// giveColumns notes the measures that rows give, and the rules that can be checked
// of them. A deadline list gives its procedures, too.
func (r *rowReader) giveColumns() {
	ms, given := r.run.cat.Measures, map[int]bool{}
	for _, c := range r.layout.measures {
		if !given[c.measure] {
			r.columns = append(r.columns, kpi.Column{Measure: c.measure, Number: c.cell + 1, Header: r.layout.headers[c.cell]})
		}
		given[c.measure] = true
	}
	if r.layout.deadline {
		for i, id := range []string{procedures, proceduresCut} {
			r.cutRule[i], _ = ms.Index(id)
			given[r.cutRule[i]] = true
		}
		r.statute, _ = ms.Index(statutoryDays)
		r.assigned, _ = ms.Index(assignedDays)
	}
	r.rules = ms.Rules(func(i int) bool { return given[i] })
}

// read takes one record.
func (r *rowReader) read(rec record) {
	switch {
	case isBlank(rec):
		r.lines.Blank += rec.lines
	case !r.hasFigures(rec):
		r.noFigures(rec)
	case r.closed || r.again:
		r.late(rec)
	default:
		r.figures(rec)
	}
}

// end settles what waits for a next record, and compares the totals.
func (r *rowReader) end() {
	r.settle(record{})
	r.closeSections(0, r.lines.Total+1)
	if r.childless.Line > 0 && r.numbered {
		r.add(kpi.RowSection, r.childless)
	}
	r.checkTotals()
	r.checkDays()
	r.checkLetters()
	r.tellDays()
}

// figures takes a row of figures: a section, a total, or counts of a unit.
func (r *rowReader) figures(rec record) {
	if !r.fits(rec) {
		r.lines.Data += rec.lines
		r.refused = true
		return
	}
	r.lookBelowNothing(rec)
	r.settle(rec)
	if rank := r.rank(rec); rank > 0 {
		r.openSection(rec, rank, true)
		return
	}
	r.plain(rec)
}

// plain takes a row that is no section.
func (r *rowReader) plain(rec record) {
	r.grain = r.grainOf(rec)
	if r.grain.nth > grainsLimit {
		r.tooMany(kpi.ProceduresTooMany, grainsLimit, rec)
	}
	if r.isTotal(rec) {
		r.total(rec)
		return
	}
	t := r.find(rec)
	if t.total {
		r.total(rec)
		return
	}
	r.lines.Data += rec.lines
	r.summed = false
	r.leave(t, rec.line)
	if r.isBelowName(t) {
		t = r.bad(kpi.UnitMissing, keyCommune, "level", kpi.TextKey("district-or-commune"))
	}
	switch {
	case t.skip:
	case t.code != "":
		r.refused = true
		r.add(t.code, r.place(rec, t.cell), t.args...)
	default:
		r.narrow(t)
		r.number(rec)
		if !r.thingsOf(rec) {
			return
		}
		r.cells(rec)
		r.checkRules(rec)
		r.checkPercents(rec, r.row)
		if t.slot == nil {
			t.slot = r.slotOf(t)
		}
		if t.slot.unit >= unitsLimit {
			r.tooMany(kpi.UnitsTooMany, unitsLimit, rec)
		}
		r.give(rec, t)
	}
}

// tooMany ends the reading of the file at a row that has one more of something than there
// can be. Numbers are given in the order of rows, so that it is the same row however the
// rows before it were read.
func (r *rowReader) tooMany(code string, limit int, rec record) {
	if !r.full {
		r.add(code, kpi.Place{Line: rec.line}, "limit", strconv.Itoa(limit), "where", kpi.TextKey("limit.line"))
	}
	r.full = true
}

// isBlank reports whether a record has nothing in it.
func isBlank(rec record) bool {
	for _, c := range rec.cells {
		if len(c) > 0 && len(bytes.TrimSpace(c)) > 0 {
			return false
		}
	}
	return true
}

// fits compares the number of cells with the header.
func (r *rowReader) fits(rec record) bool {
	code, place := r.misfit(rec)
	if code != "" {
		r.add(code, place, "cells", strconv.Itoa(len(rec.cells)), "columns", strconv.Itoa(len(r.layout.headers)))
	}
	return code == ""
}

// lookBelowNothing notes, once a column, a cell that stands below no header.
func (r *rowReader) lookBelowNothing(rec record) {
	for _, i := range r.layout.nameless {
		if i < len(rec.cells) && len(trim(rec.cells[i])) > 0 && !slices.Contains(r.told, i) {
			r.told = append(r.told, i)
			r.add(kpi.ColumnUnknown, r.place(rec, i))
		}
	}
}

// find returns what the key cells of a record come to.
func (r *rowReader) find(rec record) *target {
	key := r.scratch[:0]
	for _, i := range r.layout.keys {
		if i >= 0 {
			key = append(key, rec.cells[i]...)
		}
		key = append(key, 0x1f)
	}
	r.scratch = key
	if r.last != nil && bytes.Equal(key, r.lastKey) {
		return r.last
	}
	t, ok := r.keys[string(key)]
	if !ok {
		t = r.resolve(rec)
		remember(r.keys, string(key), t)
	}
	r.lastKey, r.last = append(r.lastKey[:0], key...), t
	return t
}

// give adds the row to its slot.
func (r *rowReader) give(rec record, t *target) {
	s, fine := t.slot, r.grain.fine
	if s.rows == 0 {
		s.line, s.fine, s.trail = rec.line, fine, r.trails[rec.line]
	}
	s.rows++
	s.last = rec.line
	if r.sums.rows++; r.sums.rows == 1 {
		r.sums.first = rec.line
	}
	r.sums.last = rec.line
	again := s.seen.insert(r.grain.id)
	r.same = r.sameAsBefore(rec, s, r.grain.id, again)
	switch {
	case fine != s.fine:
		r.mixed(rec, s, fine)
	case again && !(r.layout.deadline && fine == byUnit):
		r.repeated(rec, s)
	}
	if r.trails != nil && s.trail == nil {
		return // nothing of it is wanted
	}
	for _, c := range r.layout.measures {
		r.giveMeasure(rec, t, c.measure)
	}
	if r.layout.deadline {
		r.giveMeasure(rec, t, r.cutRule[0])
		r.giveMeasure(rec, t, r.cutRule[1])
	}
}

func (r *rowReader) giveMeasure(rec record, t *target, measure int) {
	s := t.slot
	if !r.row.Touched(measure) {
		return // given already: one of several columns of the measure
	}
	if !t.day.IsZero() && !r.isOfDay(t, measure) {
		r.row.Forget(measure)
		return
	}
	v, complete := r.row.Value(measure)
	if !complete {
		s.tally.Lack(measure)
	}
	if k := s.trail[measure]; k != nil {
		r.trace(rec, k, measure)
	}
	if r.sums.kept {
		r.sums.give(measure, v, r.row.Given(measure), complete)
	}
	if r.row.Given(measure) {
		if err := s.tally.Give(measure, v); err != nil {
			r.add(kpi.SumOverflow, kpi.Place{Line: rec.line}, "what", r.run.cat.Measures.At(measure).ID+", "+
				unitPeriod(r.unitName(s.unit), s.period))
		}
	}
	r.row.Forget(measure)
}

// where names a line for a message about another one.
func where(file string, line int) string { return file + ":" + strconv.Itoa(line) }

// invalid returns the first byte that is not UTF-8, or -1.
func invalid(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
