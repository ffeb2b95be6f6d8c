package input

import (
	"bytes"
	"cmp"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// counter reads the figures of one row at a time, and notes what is wrong with
// them on its sheet.
type counter struct {
	*sheet
	run    *run
	layout *layout
	rules  []kpi.Rule
	row    kpi.Tally   // of the row at hand
	values []cellValue // by cell, where cells are wanted
	marks  marks

	things  map[string][]string // what rows count, by the cell that says it
	counted []string            // by the row at hand

	rowKind   string // what the days of the row at hand are counted in, by a cell of its own
	mixedLine int    // the last line that counts them in something else
	cutRule   [2]int // measures of a deadline list: procedures, procedures_cut
	statute   int    // and its days
	assigned  int
}

func newCounter(s *sheet, run *run, l *layout) counter {
	return counter{sheet: s, run: run, layout: l, row: kpi.NewTally(run.cat.Measures.Len()), things: map[string][]string{}}
}

// place returns the place of a cell; cell -1 is the whole row.
func (r *counter) place(rec record, cell int) kpi.Place {
	if cell < 0 {
		return kpi.Place{Line: rec.line}
	}
	return kpi.Place{Line: rec.line, Column: cell + 1, Header: r.layout.headers[cell], Text: string(rec.cells[cell])}
}

// hasFigures reports whether a record has a figure below the header of a measure,
// right or wrong: a dash is one, a blank and a name are none.
func (r *counter) hasFigures(rec record) bool {
	for _, c := range r.layout.measures {
		if c.cell >= len(rec.cells) {
			continue
		}
		cell := rec.cells[c.cell]
		if len(cell) > 0 && cell[0]-'0' <= 9 {
			return true
		}
		if _, f, _ := count(cell); f != blank && f != notANumber {
			return true
		}
	}
	return false
}

// misfit returns the code of what is wrong with the number of cells, or "". Columns
// without a header at the right may be there or not, as long as they are empty.
func (r *counter) misfit(rec record) (code string, place kpi.Place) {
	if len(rec.cells) < r.layout.width {
		return kpi.RowTooShort, kpi.Place{Line: rec.line, Column: len(rec.cells)}
	}
	for i := len(r.layout.headers); i < len(rec.cells); i++ {
		if len(bytes.TrimSpace(rec.cells[i])) > 0 {
			return kpi.RowTooLong, kpi.Place{Line: rec.line, Column: i + 1, Text: string(rec.cells[i])}
		}
	}
	return "", kpi.Place{}
}

// cells reads the counts of a record into r.row.
func (r *counter) cells(rec record) {
	r.row.Clear()
	clear(r.values)
	r.dayKindOf(rec)
	for _, c := range r.layout.measures {
		cell := rec.cells[c.cell]
		if r.saysNothing(rec, c) {
			continue
		}
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
func (r *counter) set(rec record, c measureColumn, v int64) {
	if err := r.row.Give(c.measure, v); err != nil {
		r.row.Lack(c.measure)
		r.add(kpi.CountTooLarge, r.place(rec, c.cell))
	}
	if r.values != nil {
		r.values[c.cell] = cellValue{v, true}
	}
}

// marks are the group marks and decimal marks that a file was seen to use.
type marks struct {
	group, daysGroup, decimal        rune // 0: none yet; daysGroup is that of columns of days
	groupLine, daysLine, decimalLine int
	daysPlace                        kpi.Place
}

// oneMark wants one group mark in a file.
func (r *counter) oneMark(rec record, c measureColumn, mark rune) bool {
	if r.marks.group == 0 {
		r.marks.group, r.marks.groupLine = mark, rec.line
	}
	if mark == r.marks.group {
		return true
	}
	r.ambiguous(rec, c, mark, r.marks.group, r.marks.groupLine)
	return false
}

func (r *counter) ambiguous(rec record, c measureColumn, mark, other rune, line int) {
	r.row.Lack(c.measure)
	r.add(kpi.CountAmbiguous, r.place(rec, c.cell), "mark", markName(mark), "other", markName(other), "line", strconv.Itoa(line))
}

// unusual reads a cell that is not just digits.
func (r *counter) unusual(rec record, c measureColumn, v int64, f form, mark rune) {
	place := r.place(rec, c.cell)
	switch f {
	case grouped:
		if r.oneMark(rec, c, mark) {
			r.set(rec, c, v)
		}
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
		r.add(badCode(f), place)
	}
}

// days reads a cell of days. What they are counted in is said by the cell, the
// row, or the header of a column of days; where nothing says it, that too must
// be so in the whole file.
func (r *counter) days(rec record, c measureColumn) {
	d := days(rec.cells[c.cell])
	place := r.place(rec, c.cell)
	kind := cmp.Or(r.rowKind, c.kind)
	if d.kind != "" {
		said, ok := r.run.cat.Words.KindOfDay(d.kind)
		if !ok {
			r.row.Lack(c.measure)
			r.add(kpi.CountNotANumber, place)
			return
		}
		kind = said
	}
	if d.form == plain || d.form == grouped || d.form == wholeZero {
		if kind == "" {
			kind = unsaid
		}
		r.sayDays(kind, place)
		if r.oneSize(rec, c, d) {
			r.set(rec, c, d.half)
		}
		return
	}
	r.unusual(rec, c, 0, d.form, 0)
}

// oneSize wants a mark to be a decimal mark or a group mark, not both: 1.500
// beside 4.5 may be one and a half.
func (r *counter) oneSize(rec record, c measureColumn, d dayCell) bool {
	switch {
	case d.decimal != 0:
		if r.marks.decimal == 0 {
			r.marks.decimal, r.marks.decimalLine = d.decimal, rec.line
		}
		if d.decimal == r.marks.daysGroup {
			r.ambiguous(rec, c, d.decimal, d.decimal, r.marks.daysLine)
			return false
		}
	case d.form == grouped:
		if r.marks.daysGroup == 0 {
			r.marks.daysGroup, r.marks.daysLine, r.marks.daysPlace = d.mark, rec.line, r.place(rec, c.cell)
		}
		if d.mark == r.marks.decimal {
			r.ambiguous(rec, c, d.mark, d.mark, r.marks.decimalLine)
			return false
		}
		return r.oneMark(rec, c, d.mark)
	}
	return true
}

// checkDays refuses thousands of days where nothing shows which mark divides halves:
// 4.500 may be four and a half.
func (r *counter) checkDays() {
	if r.marks.daysGroup != 0 && r.marks.decimal == 0 && r.dayKind != "hours" && r.dayKind != "working-hours" {
		r.add(kpi.CountTooLarge, r.marks.daysPlace)
	}
}

// unsaid is the kind of days that nothing names.
const unsaid = "unsaid"

// dayKindOf reads what the days of a row are counted in: a cell of its own says
// it, or the header.
func (r *counter) dayKindOf(rec record) {
	r.rowKind = ""
	i := r.layout.dayKind
	if i < 0 || len(trim(rec.cells[i])) == 0 {
		return
	}
	kind, ok := r.run.cat.Words.KindOfDay(string(rec.cells[i]))
	if !ok {
		kind = vietnamese.Clean(string(rec.cells[i]))
	}
	r.rowKind = kind
	r.sayDays(kind, r.place(rec, i))
}

// sayDays notes what days are counted in; it must be one thing in a file. A row
// is told once.
func (r *counter) sayDays(kind string, place kpi.Place) {
	if agreed, ok := agree(r.dayKind, kind); ok {
		if agreed != r.dayKind {
			place.File = r.name
			r.dayKind, r.daysAt = agreed, place
		}
		return
	}
	if place.Line != r.mixedLine {
		r.mixedLine = place.Line
		r.add(kpi.DaysMixed, place, "kind", dayWord(kind), "other", dayWord(r.dayKind), "where", where(r.daysAt.File, r.daysAt.Line))
	}
}

// agree returns what days are counted in where one place says one thing and
// another something, or reports that both cannot be. Nothing said is days, of
// either kind, but not hours or months.
func agree(a, b string) (kind string, ok bool) {
	days := func(kind string) bool { return kind == "calendar" || kind == "working" }
	switch {
	case a == "" || a == unsaid && days(b):
		return b, true
	case a == b || b == unsaid && days(a):
		return a, true
	}
	return a, false
}

// dayWord names a kind of day in a message.
func dayWord(kind string) string { return kpi.TextKey("days." + kind) }

// procedure counts the row of a deadline list as one procedure, cut or not.
func (r *counter) procedure() {
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
func (r *counter) checkRules(rec record) {
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

func markName(mark rune) string { return `"` + string(mark) + `"` }
