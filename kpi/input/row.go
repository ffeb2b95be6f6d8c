package input

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// rowReader adds the rows of one file to its sheet. Names and periods are
// looked at once for each distinct text: a row costs one look-up of its key.
type rowReader struct {
	*sheet
	run    *run
	layout layout
	rules  []kpi.Rule
	row    kpi.Tally // of the row at hand

	keys    map[string]*target // by the raw bytes of the key cells
	lastKey []byte
	last    *target
	scratch []byte
	grains  map[string]int // by the raw bytes of the grain cells

	mark     rune // the group mark of the file, 0 until one is seen
	markLine int
	cutRule  [2]int // measures of a deadline list: procedures, procedures_cut
	statute  int    // and its days
	assigned int
}

// target is what the key cells of a row come to.
type target struct {
	slot  *slot
	total bool   // a total row
	skip  bool   // of no use, and said so
	code  string // what is wrong with the key, "" if nothing
	cell  int    // the cell at fault
	args  []string
}

func newRowReader(s *sheet, run *run, l layout) *rowReader {
	ms := run.cat.Measures
	r := &rowReader{sheet: s, run: run, layout: l, row: kpi.NewTally(ms.Len()),
		keys: map[string]*target{}, grains: map[string]int{}}
	given := map[int]bool{}
	for _, c := range l.measures {
		given[c.measure] = true
		if _, ok := kpi.File.Column(kpi.File{Columns: s.columns}, c.measure); !ok {
			s.columns = append(s.columns, kpi.Column{Measure: c.measure, Number: c.cell + 1, Header: l.headers[c.cell]})
		}
	}
	if l.deadline {
		for i, id := range []string{procedures, proceduresCut} {
			r.cutRule[i], _ = ms.Index(id)
			given[r.cutRule[i]] = true
		}
		r.statute, _ = ms.Index(statutoryDays)
		r.assigned, _ = ms.Index(assignedDays)
	}
	r.rules = ms.Rules(func(i int) bool { return given[i] })
	for _, i := range l.grain {
		s.grain += l.headers[i] + "\x1f"
	}
	for _, c := range l.measures {
		if c.days && c.kind != "" {
			r.sayDays(c.kind, kpi.Place{Line: 1, Column: c.cell + 1, Header: l.headers[c.cell], Text: l.headers[c.cell]})
		}
	}
	return r
}

// read adds one record.
func (r *rowReader) read(rec record) {
	if isBlank(rec) {
		r.lines.Blank += rec.lines
		return
	}
	if !r.fits(rec) {
		r.lines.Data += rec.lines
		return
	}
	t := r.find(rec)
	if t.total {
		r.lines.Sum += rec.lines
		r.count(kpi.RowTotal, kpi.Place{Line: rec.line})
		return
	}
	r.lines.Data += rec.lines
	if t.skip {
		return
	}
	if t.code != "" {
		r.add(t.code, r.place(rec, t.cell), t.args...)
		return
	}
	r.cells(rec)
	r.checkRules(rec)
	r.give(rec, t.slot)
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

// fits compares the number of cells with the header. Empty cells too many are
// those of empty columns at the right.
func (r *rowReader) fits(rec record) bool {
	columns := len(r.layout.headers)
	args := []string{"cells", strconv.Itoa(len(rec.cells)), "columns", strconv.Itoa(columns)}
	if len(rec.cells) < columns {
		r.add(kpi.RowTooShort, kpi.Place{Line: rec.line, Column: len(rec.cells)}, args...)
		return false
	}
	for i := columns; i < len(rec.cells); i++ {
		if len(bytes.TrimSpace(rec.cells[i])) > 0 {
			r.add(kpi.RowTooLong, kpi.Place{Line: rec.line, Column: i + 1, Text: string(rec.cells[i])}, args...)
			return false
		}
	}
	return true
}

// place returns the place of a cell; cell -1 is the whole row.
func (r *rowReader) place(rec record, cell int) kpi.Place {
	if cell < 0 {
		return kpi.Place{Line: rec.line}
	}
	return kpi.Place{Line: rec.line, Column: cell + 1, Header: r.layout.headers[cell], Text: string(rec.cells[cell])}
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
		r.keys[string(key)] = t
	}
	r.lastKey, r.last = append(r.lastKey[:0], key...), t
	return t
}

// cells reads the counts of a record into r.row.
func (r *rowReader) cells(rec record) {
	r.row.Clear()
	for _, c := range r.layout.measures {
		cell := rec.cells[c.cell]
		if c.days {
			r.days(rec, c)
			continue
		}
		v, f, mark := count(cell)
		if f == plain {
			r.set(rec, c, v)
			continue
		}
		r.unusual(rec, c, v, f, mark)
	}
	if r.layout.deadline {
		r.procedure()
	}
}

// set adds a count to the row: columns that add up to one measure stand apart.
func (r *rowReader) set(rec record, c measureColumn, v int64) {
	if err := r.row.Give(c.measure, v); err != nil {
		r.add(kpi.CountTooLarge, r.place(rec, c.cell))
	}
}

// unusual reads a cell that is not just digits.
func (r *rowReader) unusual(rec record, c measureColumn, v int64, f form, mark rune) {
	place := r.place(rec, c.cell)
	switch f {
	case grouped:
		if r.mark == 0 {
			r.mark, r.markLine = mark, rec.line
		}
		if mark != r.mark {
			r.add(kpi.CountAmbiguous, place, "mark", markName(mark), "other", markName(r.mark), "line", strconv.Itoa(r.markLine))
			return
		}
		r.set(rec, c, v)
	case wholeZero:
		r.count(kpi.CountDecimal, place)
		r.set(rec, c, v)
	case dash:
		r.count(kpi.CountDash, place)
		r.set(rec, c, 0)
	case blank, unknown:
		if f == blank && r.run.opts.BlankZero {
			r.count(kpi.CountBlankZero, place)
			r.set(rec, c, 0)
			return
		}
		r.row.Lack(c.measure)
		if r.run.needs(c.measure) {
			r.add(kpi.CountMissing, place, "measure", r.run.cat.Measures.At(c.measure).ID)
		}
	default:
		r.row.Lack(c.measure)
		r.add(badCode(f), place, "want", r.want(c))
	}
}

// want says what a cell should hold.
func (r *rowReader) want(c measureColumn) string {
	if c.days {
		return "whole or half days"
	}
	return "a whole number"
}

// days reads a cell of days.
func (r *rowReader) days(rec record, c measureColumn) {
	half, f, text := days(rec.cells[c.cell])
	place := r.place(rec, c.cell)
	if text != "" {
		kind, ok := r.run.cat.KindOfDay(text)
		if !ok {
			r.row.Lack(c.measure)
			r.add(kpi.CountNotANumber, place)
			return
		}
		r.sayDays(kind, place)
	}
	if i := r.layout.dayKind; i >= 0 && len(trim(rec.cells[i])) > 0 {
		kind, ok := r.run.cat.KindOfDay(string(rec.cells[i]))
		if !ok {
			kind = catalog.Clean(string(rec.cells[i]))
		}
		r.sayDays(kind, r.place(rec, i))
	}
	if f == plain || f == grouped || f == wholeZero {
		r.set(rec, c, half)
		return
	}
	r.unusual(rec, c, 0, f, 0)
}

// sayDays notes what days are counted in; it must be one thing in a file.
func (r *rowReader) sayDays(kind string, place kpi.Place) {
	if r.dayKind == "" {
		place.File = r.name
		r.dayKind, r.daysAt = kind, place
	}
	if kind != r.dayKind {
		r.add(kpi.DaysMixed, place, "kind", kind, "other", r.dayKind, "where", where(r.daysAt.File, r.daysAt.Line))
	}
}

// procedure counts the row of a deadline list as one procedure, cut or not.
func (r *rowReader) procedure() {
	r.row.Set(r.cutRule[0], 1)
	limit, ok1 := r.row.Value(r.statute)
	cut, ok2 := r.row.Value(r.assigned)
	switch {
	case !ok1 || !ok2:
		r.row.Lack(r.cutRule[1])
	case cut < limit:
		r.row.Set(r.cutRule[1], 1)
	default:
		r.row.Set(r.cutRule[1], 0)
	}
}

// checkRules compares parts with wholes within the row.
func (r *rowReader) checkRules(rec record) {
	ms := r.run.cat.Measures
	for _, rule := range r.rules {
		left, right, code := rule.Broken(r.row)
		if code == "" {
			continue
		}
		cell := -1
		for _, c := range r.layout.measures {
			if c.measure == rule.Right[0] || cell < 0 && c.measure == rule.Left[0] {
				cell = c.cell
			}
		}
		r.add(code, r.place(rec, cell), ms.RuleArgs(rule, r.row, left, right)...)
	}
}

// give adds the row to its slot.
func (r *rowReader) give(rec record, s *slot) {
	if s.rows == 0 {
		s.line = rec.line
	}
	s.rows++
	if again := s.seen.insert(r.grainOf(rec)); again && !(r.layout.deadline && len(r.layout.grain) == 0) {
		r.repeated(rec, s)
	}
	for _, c := range r.layout.measures {
		r.giveMeasure(rec, s, c.measure)
	}
	if r.layout.deadline {
		r.giveMeasure(rec, s, r.cutRule[0])
		r.giveMeasure(rec, s, r.cutRule[1])
	}
}

func (r *rowReader) giveMeasure(rec record, s *slot, measure int) {
	if !r.row.Touched(measure) {
		return // given already: one of several columns of the measure
	}
	v, complete := r.row.Value(measure)
	if !complete {
		s.tally.Lack(measure)
	}
	if r.row.Given(measure) {
		if err := s.tally.Give(measure, v); err != nil {
			r.add(kpi.SumOverflow, kpi.Place{Line: rec.line}, "measure", r.run.cat.Measures.At(measure).ID,
				"unit", r.run.unitName(s.unit), "period", s.period.String())
		}
	}
	r.row.Forget(measure)
}

// repeated notes a row that says the same unit, period and procedure again.
func (r *rowReader) repeated(rec record, s *slot) {
	unit, period := r.run.unitName(s.unit), s.period.String()
	if len(r.layout.unknown) > 0 {
		var columns []string
		for _, i := range r.layout.unknown {
			columns = append(columns, r.layout.headers[i])
		}
		r.count(kpi.RowIndistinct, kpi.Place{Line: rec.line}, "unit", unit, "period", period, "columns", excerpts(columns))
		return
	}
	r.add(kpi.RowDuplicate, kpi.Place{Line: rec.line}, "unit", unit, "period", period, "line", strconv.Itoa(s.line))
}

// grainOf numbers what tells the row apart from others of its unit and period.
func (r *rowReader) grainOf(rec record) int {
	if len(r.layout.grain) == 0 {
		return 0
	}
	key := r.scratch[:0]
	for _, i := range r.layout.grain {
		key = append(append(key, rec.cells[i]...), 0x1f)
	}
	r.scratch = key
	id, ok := r.grains[string(key)]
	if !ok {
		id = r.run.grainID(string(key))
		r.grains[string(key)] = id
	}
	return id
}

// badCode returns the finding code of a cell that is no count.
func badCode(f form) string {
	switch f {
	case negative:
		return kpi.CountNegative
	case fraction:
		return kpi.CountFraction
	case percent:
		return kpi.CountPercent
	case tooLarge:
		return kpi.CountTooLarge
	}
	return kpi.CountNotANumber
}

func markName(mark rune) string {
	switch mark {
	case '.':
		return "dot"
	case ',':
		return "comma"
	}
	return "space"
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
