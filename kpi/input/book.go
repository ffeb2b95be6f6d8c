package input

import (
	"cmp"
	"errors"
	"slices"

	"cchc/kpi"
)

// book joins the sheets of all files to one ledger.
func (r *run) book() Result {
	var findings []kpi.Finding
	for _, s := range r.sheets {
		findings = append(findings, s.findings...)
	}
	units, named := r.units.resolve()
	findings = append(findings, named...)
	slots, outside := r.dated()
	findings = append(findings, outside...)
	slices.SortStableFunc(slots, func(a, b *slot) int {
		return cmp.Or(units[a.unit].Compare(units[b.unit]), a.period.Compare(b.period),
			cmp.Compare(a.sheet.name, b.sheet.name), cmp.Compare(a.line, b.line))
	})
	j := &joiner{run: r, units: units}
	for _, s := range slots {
		j.checkDistrict(s)
	}
	for _, same := range runs(slots, func(a, b *slot) bool { return units[a.unit] == units[b.unit] }) {
		j.overlaps(same)
		for _, joined := range runs(same, func(a, b *slot) bool { return a.period == b.period }) {
			j.conflicts(joined)
			j.coverage(joined)
		}
	}
	j.wholes(slots)
	j.dayKinds()
	ledger, err := kpi.NewLedger(r.cat.Measures, r.files(), r.entries(slots, units))
	if errors.Is(err, kpi.ErrOverflow) {
		j.add(kpi.SumOverflow, kpi.Place{}, "measure", "", "unit", err.Error(), "period", "")
	}
	if len(slots) == 0 && len(outside) > 0 {
		j.add(kpi.NoData, kpi.Place{})
	}
	return Result{ledger, append(findings, j.findings...)}
}

// dated returns the slots within the period asked for, with the whole period of
// the run given to those of lists without one. Rows left out are noted.
func (r *run) dated() ([]*slot, []kpi.Finding) {
	whole := r.opts.Period
	if whole.IsZero() {
		for _, s := range r.sheets {
			for _, slot := range s.slots {
				whole = whole.Span(slot.period)
			}
		}
	}
	var kept []*slot
	var findings []kpi.Finding
	for _, s := range r.sheets {
		left := 0
		for _, slot := range s.slots {
			if slot.period.IsZero() {
				slot.period = whole
			}
			if r.opts.Period.IsZero() || r.opts.Period.Contains(slot.period) {
				kept = append(kept, slot)
			} else {
				left += slot.rows
			}
		}
		if left > 0 {
			findings = append(findings, finding(kpi.PeriodOutside, kpi.Place{File: s.name},
				"rows", kpi.FormatCount(int64(left), 1), "period", r.opts.Period.String()))
		}
	}
	return kept, findings
}

// runs cuts a sorted list into runs of equal elements.
func runs[T any](list []T, equal func(a, b T) bool) [][]T {
	var all [][]T
	for len(list) > 0 {
		n := 1
		for n < len(list) && equal(list[0], list[n]) {
			n++
		}
		all = append(all, list[:n])
		list = list[n:]
	}
	return all
}

// files describes the sheets for the ledger.
func (r *run) files() []kpi.File {
	files := make([]kpi.File, len(r.sheets))
	for i, s := range r.sheets {
		files[i] = kpi.File{Name: s.name, Lines: s.lines, Header: s.header, SHA256: s.sha256, Columns: s.columns}
	}
	return files
}

func (r *run) entries(slots []*slot, units []kpi.Unit) []*kpi.Entry {
	index := map[*sheet]int{}
	for i, s := range r.sheets {
		index[s] = i
	}
	entries := make([]*kpi.Entry, len(slots))
	for i, s := range slots {
		entries[i] = &kpi.Entry{Unit: units[s.unit], Period: s.period, Tally: s.tally,
			Origins: []kpi.Origin{{File: index[s.sheet], Line: s.line, Rows: s.rows}}}
	}
	return entries
}

// joiner looks for what several files, or several rows, say twice.
type joiner struct {
	run      *run
	units    []kpi.Unit
	findings []kpi.Finding
}

func (j *joiner) add(code string, place kpi.Place, args ...string) {
	j.findings = append(j.findings, finding(code, place, args...))
}

// checkDistrict wants a district of every commune of before the reform whose
// list had no period of its own.
func (j *joiner) checkDistrict(s *slot) {
	u := j.units[s.unit]
	if u.Commune != "" && u.District == "" && !withoutDistricts(s.period) {
		j.add(kpi.UnitMissing, j.run.units.spellings[s.unit].place(), "level", "district")
	}
}

// shared returns a measure that both slots give, or -1.
func (j *joiner) shared(a, b *slot) int {
	for i := range j.run.cat.Measures.Len() {
		if a.tally.Given(i) && b.tally.Given(i) {
			return i
		}
	}
	return -1
}

// conflicts looks for counts that two files (or two spellings of a unit in one
// file) give for the same unit and period. Files that hold different rows of
// the same kind, such as different procedures, add up.
func (j *joiner) conflicts(slots []*slot) {
	for n, b := range slots {
		for _, a := range slots[:n] {
			measure := j.shared(a, b)
			if measure < 0 || a.sameKind(b) && !a.seen.meets(b.seen) {
				continue
			}
			j.conflict(a, b, measure)
			break
		}
	}
}

func (j *joiner) conflict(a, b *slot, measure int) {
	place := j.place(b, measure)
	unit, period := j.units[b.unit].Name(), b.period.String()
	if a.sheet == b.sheet && j.units[a.unit] == j.units[b.unit] {
		j.add(kpi.RowDuplicate, place, "unit", unit, "period", period, "line", kpi.FormatCount(int64(a.line), 1))
		return
	}
	j.add(kpi.KeyConflict, place, "measure", j.run.cat.Measures.At(measure).ID, "unit", unit, "period", period,
		"where", where(a.sheet.name, a.line))
}

// place returns where a slot gives a measure first.
func (j *joiner) place(s *slot, measure int) kpi.Place {
	p := kpi.Place{File: s.sheet.name, Line: s.line}
	if c, ok := (kpi.File{Columns: s.sheet.columns}).Column(measure); ok {
		p.Column, p.Header = c.Number, c.Header
	}
	return p
}

// sameKind reports whether the rows of two slots are told apart by the same
// columns, and so can be parts of one list.
func (s *slot) sameKind(o *slot) bool { return s.sheet.grain == o.sheet.grain && s.fine == o.fine }

// wholes looks for rows of all communes of a district (or all districts or
// communes of a province) beside rows of single ones: both would be added.
func (j *joiner) wholes(slots []*slot) {
	type above struct{ province, district string }
	below := map[above][]*slot{}
	for _, s := range slots {
		u := j.units[s.unit]
		below[above{u.Province, u.District}] = append(below[above{u.Province, u.District}], s)
		if u.District != "" {
			below[above{u.Province, ""}] = append(below[above{u.Province, ""}], s)
		}
	}
	for _, whole := range slots {
		u := j.units[whole.unit]
		if u.Commune != "" || u.Level == levelOf(u) {
			continue
		}
		for _, s := range below[above{u.Province, u.District}] {
			v := j.units[s.unit]
			if v == u || v.Level != u.Level || !whole.period.Overlaps(s.period) {
				continue
			}
			if measure := j.shared(whole, s); measure >= 0 {
				j.conflict(whole, s, measure)
				break
			}
		}
	}
}

// coverage marks a measure incomplete where one file gives it for some rows of
// a unit and another file has more rows of the same kind without it.
func (j *joiner) coverage(slots []*slot) {
	if len(slots) < 2 {
		return
	}
	for i := range j.run.cat.Measures.Len() {
		for _, s := range slots {
			var rows bitset
			for _, o := range slots {
				if o.sameKind(s) && o.tally.Touched(i) {
					rows.merge(o.seen)
				}
			}
			if len(rows) > 0 && !s.tally.Touched(i) && j.sameThing(s, i) && !rows.holds(s.seen) {
				s.tally.Lack(i)
			}
		}
	}
}

// sameThing reports whether a slot counts what a measure counts.
func (j *joiner) sameThing(s *slot, measure int) bool {
	ms := j.run.cat.Measures
	for i := range ms.Len() {
		if s.tally.Touched(i) && ms.At(i).Of == ms.At(measure).Of {
			return true
		}
	}
	return false
}

// overlaps looks for a measure that is given for a period and for a part of it.
func (j *joiner) overlaps(slots []*slot) {
	for n, b := range slots {
		for _, a := range slots[:n] {
			if a.period == b.period || !a.period.Overlaps(b.period) {
				continue
			}
			if measure := j.shared(a, b); measure >= 0 {
				j.add(kpi.PeriodOverlap, j.place(b, measure), "measure", j.run.cat.Measures.At(measure).ID,
					"unit", j.units[b.unit].Name(), "period", b.period.String(), "other", a.period.String(),
					"where", where(a.sheet.name, a.line))
				break
			}
		}
	}
}

// dayKinds wants one kind of day in all files of the run.
func (j *joiner) dayKinds() {
	var first *sheet
	for _, s := range j.run.sheets {
		switch {
		case s.dayKind == "":
		case first == nil:
			first = s
		case s.dayKind != first.dayKind:
			j.add(kpi.DaysMixed, s.daysAt, "kind", s.dayKind, "other", first.dayKind,
				"where", where(first.daysAt.File, first.daysAt.Line))
		}
	}
}
