package input

import (
	"cchc/kpi"
	"cchc/kpi/catalog"
	"strconv"
)

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
		r.add(badCode(f), place)
	}
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
