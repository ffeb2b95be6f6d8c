package input

import "cchc/kpi"

// joiner looks for counts that several files, or several rows, give twice.
type joiner struct {
	files    *fileSet
	units    []kpi.Unit // by number
	findings []kpi.Finding
}

func (j *joiner) add(code string, place kpi.Place, args ...string) {
	j.findings = append(j.findings, kpi.NewFinding(code, place, args...))
}

// checkDistrict wants a district of every commune of before the reform whose
// list had no period of its own.
func (j *joiner) checkDistrict(s *slot) {
	u := j.units[s.unit]
	if u.Commune != "" && u.District == "" && !withoutDistricts(s.period) {
		j.add(kpi.UnitMissing, j.files.names.First(s.unit).Place(), "level", kpi.TextKey("tier.district"))
	}
}

// shared returns a measure that two tallies give, or -1.
func (j *joiner) shared(a, b kpi.Tally) int {
	for i := range j.files.cat.Measures.Len() {
		if a.Given(i) && b.Given(i) {
			return i
		}
	}
	return -1
}

// sharedMeasure returns a measure that both slots give, by itself or by its parts, or -1.
// Slots of one unit and period are not compared so: there a whole and its parts are one
// count, and are checked against each other.
func (j *joiner) sharedMeasure(a, b *slot) int {
	if measure := j.shared(a.tally, b.tally); measure >= 0 {
		return measure
	}
	x, err1 := j.files.cat.Measures.Derive(a.tally)
	y, err2 := j.files.cat.Measures.Derive(b.tally)
	if err1 != nil || err2 != nil {
		return -1
	}
	return j.shared(x, y)
}

// conflicts looks for counts that two files (or two spellings of a unit in one
// file) give for the same unit and period. Files that hold different rows of
// the same kind, such as different procedures, add up.
func (j *joiner) conflicts(slots []*slot) {
	for n, b := range slots {
		for _, a := range slots[:n] {
			measure := j.shared(a.tally, b.tally)
			if measure >= 0 && a.sameKind(b) && a.seen.common(b.seen) < 0 && !a.isOtherDay(b) {
				measure = j.states(a, b)
			}
			if measure >= 0 {
				j.conflict(a, b, measure)
				break
			}
		}
	}
}

// isOtherDay reports whether two exports are each of one day of a month: they may
// be of the month so far, not of the day.
func (s *slot) isOtherDay(o *slot) bool {
	return s.export != o.export && len(s.export.dates) == 1 && len(o.export.dates) == 1
}

// states returns the first measure of rows of days of two files that does not add up
// over days, or -1. It is not known then.
func (j *joiner) states(a, b *slot) int {
	first := -1
	for i := range j.files.cat.Measures.Len() {
		if a.grain&byDay != 0 && a.tally.Given(i) && b.tally.Given(i) && j.files.cat.Measures.At(i).Kind != kpi.Flow {
			a.tally.Lack(i)
			if first < 0 {
				first = i
			}
		}
	}
	return first
}

func (j *joiner) conflict(a, b *slot, measure int) {
	place, what := j.place(b, measure), ""
	unit := j.units[b.unit].Name()
	if both := a.seen.common(b.seen); a.sameKind(b) && b.grain != byUnit && both >= 0 {
		what = " (" + j.files.items.list[both].text + ")"
	}
	if a.export == b.export && j.units[a.unit] == j.units[b.unit] {
		j.add(kpi.RowDuplicate, place, "unit", unitPeriod(unit, b.period), "what", what, "line", kpi.FormatCount(int64(a.rows.first), 1))
		return
	}
	j.add(kpi.KeyConflict, place, "measure", j.files.cat.Measures.At(measure).ID, "unit", unitPeriod(unit, b.period)+what,
		"where", where(a.export.file.Name, a.rows.first))
}

// place returns where a slot gives a measure first.
func (j *joiner) place(s *slot, measure int) kpi.Place {
	p := kpi.Place{File: s.export.file.Name, Line: s.rows.first}
	for _, c := range s.export.layout.Measures {
		if c.Measure == measure {
			p.Column, p.Header = c.Column, s.export.layout.Headers[c.Cell]
			if s.rows.spots != nil {
				spot := s.rows.spots[c.Cell]
				p.Line, p.Column, p.Header = spot.Line, spot.Column, spot.Header
			}
			break
		}
	}
	return p
}

// sameKind reports whether the rows of two slots are told from each other by the same
// columns, and so can be parts of one list.
func (s *slot) sameKind(o *slot) bool {
	return s.export.itemBy == o.export.itemBy && s.grain == o.grain
}

// unitsThatContainOthers looks for rows that contain others: all communes of a district,
// or a district in a file that has no column for communes, where there are rows of single
// communes; and the same of provinces. Both would be added.
func (j *joiner) unitsThatContainOthers(slots []*slot) {
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
		if u.Commune != "" || u.District != "" && whole.export.tiers.communes && u.Level == u.NamedLevel() {
			continue
		}
		for _, s := range below[above{u.Province, u.District}] {
			v := j.units[s.unit]
			if v != u && j.within(u, v, whole) && whole.period.Overlaps(s.period) {
				if measure := j.sharedMeasure(whole, s); measure >= 0 {
					j.conflict(whole, s, measure)
					break
				}
			}
		}
	}
}

// communesWithAndWithoutDistrict looks for communes that one row gives with a district
// and another without: after the reform of July 2025 either is right, but both are one.
func (j *joiner) communesWithAndWithoutDistrict(slots []*slot) {
	key := func(s *slot) string {
		return j.units[s.unit].Province + "\x1f" + j.files.names.First(s.unit).Unit.Commune.Key
	}
	inDistrict := map[string][]*slot{}
	for _, s := range slots {
		if u := j.units[s.unit]; u.Commune != "" && u.District != "" {
			inDistrict[key(s)] = append(inDistrict[key(s)], s)
		}
	}
	for _, s := range slots {
		if u := j.units[s.unit]; u.Commune == "" || u.District != "" {
			continue
		}
		for _, o := range inDistrict[key(s)] {
			if measure := j.sharedMeasure(s, o); measure >= 0 && s.period.Overlaps(o.period) {
				j.conflict(o, s, measure)
				break
			}
		}
	}
}

// within reports whether the counts of unit v are part of those of u, which is
// above it. A level that is named narrows u to the units of that level.
func (j *joiner) within(u, v kpi.Unit, whole *slot) bool {
	switch {
	case u.Level != u.NamedLevel():
		return v.Level == u.Level
	case u.District == "":
		return (v.District != "" || v.Commune != "") && !whole.export.tiers.districts && !whole.export.tiers.communes && !whole.export.tiers.levels
	}
	return v.Commune != "" && !whole.export.tiers.levels
}

// coverage marks a measure incomplete where one file gives it for some rows of
// a unit and another file has more rows of the same kind without it.
func (j *joiner) coverage(slots []*slot) {
	if len(slots) < 2 {
		return
	}
	for i := range j.files.cat.Measures.Len() {
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
	ms := j.files.cat.Measures
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
			if a.period == b.period || !a.period.Overlaps(b.period) || j.files.opts.UpToDate && a.period.From == b.period.From {
				continue
			}
			if measure := j.sharedMeasure(a, b); measure >= 0 {
				j.add(kpi.PeriodOverlap, j.place(b, measure), "measure", j.files.cat.Measures.At(measure).ID,
					"unit", j.units[b.unit].Name(), "period", b.period.String(), "other", a.period.String(),
					"where", where(a.export.file.Name, a.rows.first))
				break
			}
		}
	}
}

// dayKinds wants one kind of day in all files of the run.
func (j *joiner) dayKinds() {
	kind, at := "", kpi.Place{}
	for _, e := range j.files.exports {
		if e.days.kind == "" {
			continue
		}
		agreed, ok := agree(kind, e.days.kind)
		switch {
		case !ok:
			j.add(kpi.DaysMixed, e.days.at, "kind", dayWord(e.days.kind), "other", dayWord(kind), "where", where(at.File, at.Line))
		case agreed != kind:
			kind, at = agreed, e.days.at
		}
	}
}
