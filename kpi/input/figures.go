package input

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// figures reads the counts of one row at a time: "1.057" is 1057, a dash is 0, a blank is
// missing. What is wrong with them is a finding.
type figures struct {
	run    *run
	export *exportResult
	layout *header.Layout
	given  []int // the measures of rows
	rules  rowRules
	row    rowCounts // of the row that was read last
	marks  marks
	shown  shownNumbers
	things map[string][]string // what rows count, by the cell that names it
}

// rowCounts are the counts of one row, and what they are of.
type rowCounts struct {
	tally   kpi.Tally
	derived kpi.Tally   // what follows from it, of a row with percentages
	cells   []cellValue // by cell; nil where no cell is wanted
	kind    string      // what its days are counted in, by a cell of its own
	things  []string    // what it counts, where a column names it
}

// marks are the group marks and the decimal mark that a file was seen to use.
type marks struct {
	group, decimal mark
	days           mark // of groups, in columns of days
	daysPlace      kpi.Place
}

// shownNumbers are what a file as a whole shows of how its numbers came about.
type shownNumbers struct {
	thousands  int       // marked counts that end in 000
	uneven     bool      // some marked count does not
	thousandAt kpi.Place // the first of them
	formulas   int       // of counts
	computed   bool      // some formula has another result than 0
	formulaAt  kpi.Place // the first of them
}

// mark is a character that divides figures, and the line where it was first.
type mark struct {
	char rune // 0: none yet
	line int
}

// note notes a mark on a line, if it is the first.
func (m *mark) note(char rune, line int) {
	if m.char == 0 {
		*m = mark{char, line}
	}
}

// newFigures returns the reader of the counts of a file. Where cells are wanted, the
// rules of rows are not checked again.
func newFigures(r *run, e *exportResult) *figures {
	f := &figures{run: r, export: e, layout: e.layout, given: e.layout.Given(), things: map[string][]string{}}
	f.row.tally, f.row.derived = kpi.NewTally(r.cat.Measures.Len()), kpi.NewTally(r.cat.Measures.Len())
	if d := f.layout.Deadline; d != nil {
		f.given = append(f.given, d.Procedures, d.Cut)
	}
	if r.wanted != nil || r.opts.Places != nil {
		f.row.cells = make([]cellValue, len(f.layout.Headers))
	}
	f.rules = rowRules{measures: r.cat.Measures, given: f.given, known: map[string][]kpi.Rule{}}
	if r.wanted == nil {
		f.rules.all = r.cat.Measures.Rules(func(i int) bool { return slices.Contains(f.given, i) })
	}
	return f
}

// has reports whether a row has a figure below the header of a measure, right or wrong:
// a dash is one, a blank and a name are none.
func (f *figures) has(row rows.Row) bool {
	for _, c := range f.layout.Measures {
		if c.Cell >= len(row.Cells) {
			continue
		}
		cell := row.Cells[c.Cell]
		if len(cell) > 0 && cell[0]-'0' <= 9 {
			return true
		}
		if _, form, _ := rows.Count(cell); form != rows.Blank && form != rows.NotANumber {
			return true
		}
	}
	return false
}

// thingKey is what a measure counts, in the argument of a finding.
func thingKey(of string) string { return kpi.TextKey("thing." + of) }

// read reads the counts of a row, which are valid until the next. ok is false where the
// row does not show what it counts.
func (f *figures) read(row rows.Row) (counts *rowCounts, ok bool) {
	if f.row.things, ok = f.thingsOf(row); !ok {
		return nil, false
	}
	f.row.tally.Clear()
	clear(f.row.cells)
	f.row.kind = f.dayKindOf(row)
	for _, c := range f.layout.Measures {
		if f.layout.Cells.Things >= 0 {
			if of := f.run.cat.Measures.At(c.Measure).Of; !slices.Contains(f.row.things, of) {
				if len(rows.Trim(row.Cells[c.Cell])) > 0 { // a blank is nothing missing
					f.export.findings.Add(kpi.CountNotListed, f.layout.Place(row, c.Cell), "of", thingKey(of), "id", of, "things", kpi.Keys(thingKey, f.row.things))
				}
				continue
			}
		}
		if row.Formulas != nil && slices.Contains(row.Formulas, c.Cell) {
			f.noteFormula(row, c)
		}
		if c.Days {
			f.readDays(row, c)
			continue
		}
		if v, form, mark := rows.Count(row.Cells[c.Cell]); form == rows.Digits {
			f.set(row, c, v)
		} else {
			f.unusual(row, c, v, form, mark)
		}
	}
	if f.layout.Deadline != nil {
		f.procedure(f.layout.Deadline)
	}
	f.checkRules(row)
	f.checkPercents(row, f.row.tally)
	return &f.row, true
}

// set adds a count to those of the row: several columns may add up to one measure.
func (f *figures) set(row rows.Row, c header.Measure, v int64) {
	if err := f.row.tally.Give(c.Measure, v); err != nil {
		f.row.tally.Lack(c.Measure)
		f.export.findings.Add(kpi.CountTooLarge, f.layout.Place(row, c.Cell))
	}
	if f.row.cells != nil {
		f.row.cells[c.Cell] = cellValue{v, true}
	}
}

// unusual reads a cell that is not just digits.
func (f *figures) unusual(row rows.Row, c header.Measure, v int64, form rows.Form, mark rune) {
	place := f.layout.Place(row, c.Cell)
	switch form {
	case rows.Grouped:
		f.marks.group.note(mark, row.Line)
		if mark != f.marks.group.char {
			f.ambiguous(row, c, mark, f.marks.group)
			return
		}
		if !c.Days { // thousands of which are doubtful by themselves
			f.noteThousands(v, place)
		}
		f.set(row, c, v)
	case rows.PointZero:
		f.export.findings.Count(kpi.CountDecimal, place)
		f.set(row, c, v)
	case rows.Dash:
		f.export.findings.Count(kpi.CountDash, place)
		f.set(row, c, 0)
	case rows.Blank, rows.NotGiven:
		if form == rows.Blank && f.run.opts.BlankZero {
			f.export.findings.Count(kpi.CountBlankZero, place)
			f.set(row, c, 0)
			return
		}
		f.row.tally.Lack(c.Measure)
		switch needs := f.run.opts.Needs; {
		case needs != nil && !needs(c.Measure):
		case form == rows.NotGiven: // those who wrote it know that
			f.export.findings.Count(kpi.CountUnknown, place)
		default:
			f.export.findings.Add(kpi.CountMissing, place, "measure", kpi.MeasureKey(f.run.cat.Measures.At(c.Measure).ID))
		}
	default:
		f.row.tally.Lack(c.Measure)
		codes := [...]string{rows.Negative: kpi.CountNegative, rows.Fraction: kpi.CountFraction,
			rows.Percent: kpi.CountPercent, rows.TooLarge: kpi.CountTooLarge, rows.NotANumber: kpi.CountNotANumber,
			rows.Date: kpi.CountDate, rows.NoResult: kpi.FormulaEmpty}
		f.export.findings.Add(codes[form], place)
	}
}

// ambiguous reports a group mark or decimal mark that an earlier one makes doubtful.
func (f *figures) ambiguous(row rows.Row, c header.Measure, char rune, earlier mark) {
	f.row.tally.Lack(c.Measure)
	f.export.findings.Add(kpi.CountAmbiguous, f.layout.Place(row, c.Cell),
		"mark", `"`+string(char)+`"`, "other", `"`+string(earlier.char)+`"`, "line", strconv.Itoa(earlier.line))
}

// readDays reads a cell of days. They are counted in what the cell names, the row, or
// the header of the column; where nothing names it, that too must be so in the whole
// file. A mark divides groups or halves, not both: 1.500 beside 4.5 may be one and a half.
func (f *figures) readDays(row rows.Row, c header.Measure) {
	d := rows.Days(row.Cells[c.Cell])
	place := f.layout.Place(row, c.Cell)
	kind := cmp.Or(f.row.kind, c.Kind)
	if d.Kind != "" {
		named, ok := f.run.cat.Words.KindOfDay(d.Kind)
		if !ok {
			f.row.tally.Lack(c.Measure)
			f.export.findings.Add(kpi.CountNotANumber, place)
			return
		}
		kind = named
	}
	if d.Form != rows.Digits && d.Form != rows.Grouped && d.Form != rows.PointZero {
		f.unusual(row, c, 0, d.Form, 0)
		return
	}
	f.export.days.note(cmp.Or(kind, dayKindUnknown), place, f.export.findings)
	m := &f.marks
	switch {
	case d.Decimal != 0:
		m.decimal.note(d.Decimal, row.Line)
		if d.Decimal == m.days.char {
			f.ambiguous(row, c, d.Decimal, m.days)
			return
		}
	case d.Form == rows.Grouped:
		if m.days.char == 0 {
			m.days, m.daysPlace = mark{d.Mark, row.Line}, place
		}
		if d.Mark == m.decimal.char {
			f.ambiguous(row, c, d.Mark, m.decimal)
			return
		}
		f.unusual(row, c, d.Half, rows.Grouped, d.Mark)
		return
	}
	f.set(row, c, d.Half)
}

// noteThousands notes a count with group marks. Two marks divide no decimals.
func (f *figures) noteThousands(v int64, place kpi.Place) {
	n := &f.shown
	if v%1000 != 0 || v >= 1_000_000 {
		n.uneven = true
		return
	}
	if n.thousands++; n.thousands == 1 {
		n.thousandAt = place
	}
}

// noteFormula notes the cell of a count that holds a formula.
func (f *figures) noteFormula(row rows.Row, c header.Measure) {
	result := string(row.Cells[c.Cell])
	if result == "=" {
		return // each is a finding of its own
	}
	n := &f.shown
	if n.formulas++; n.formulas == 1 {
		n.formulaAt = f.layout.Place(row, c.Cell)
	}
	n.computed = n.computed || result != "" && result != "0"
}

// checkShown reports numbers that may be others than they look: formulas that nobody
// computed, which a library writes with the result 0, and 88,000 where that may be 88 with
// three decimals. stale is of a workbook that is to be computed when it is opened.
func (f *figures) checkShown(stale bool) {
	n := &f.shown
	if n.formulas > 0 && (stale || !n.computed) {
		f.export.findings.Add(kpi.FormulaStale, n.formulaAt, "cells", strconv.Itoa(n.formulas))
	}
	if n.thousands > 1 && !n.uneven {
		f.export.findings.Add(kpi.CountThousands, n.thousandAt, "cells", strconv.Itoa(n.thousands))
	}
}

// checkMarks refuses thousands of days where nothing shows which mark divides halves:
// 4.500 may be four and a half.
func (f *figures) checkMarks() {
	if f.marks.days.char != 0 && f.marks.decimal.char == 0 && f.export.days.kind != "hours" && f.export.days.kind != "working-hours" {
		f.export.findings.Add(kpi.CountTooLarge, f.marks.daysPlace)
	}
}

// procedure counts the row of a deadline list as one procedure, cut or not.
func (f *figures) procedure(d *header.Deadline) {
	t := &f.row.tally
	t.Set(d.Procedures, 1)
	limit, ok1 := t.Value(d.Statutory)
	assigned, ok2 := t.Value(d.Assigned)
	switch {
	case !ok1 || !ok2:
		t.Lack(d.Cut)
	case assigned < limit:
		t.Set(d.Cut, 1)
	default:
		t.Set(d.Cut, 0)
	}
}

// thingsOf reads what a row counts, where a column names it: lists of tasks and counts
// of dossiers may be in one table. Where the cell names nothing known, that is a
// finding, and the row is of no use.
func (f *figures) thingsOf(row rows.Row) (things []string, ok bool) {
	i := f.layout.Cells.Things
	if i < 0 {
		return nil, true
	}
	things, ok = f.things[string(row.Cells[i])]
	if !ok {
		if things, ok = catalog.Things(string(row.Cells[i])); !ok {
			f.export.findings.Add(kpi.ThingsUnknown, f.layout.Place(row, i))
			return nil, false
		}
		f.things[string(row.Cells[i])] = things
	}
	return things, true
}
