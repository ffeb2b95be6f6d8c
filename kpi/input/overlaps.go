package input

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// joiner looks for counts that several files, or several rows, give twice.
type joiner struct {
	files    *fileSet
	units    []kpi.Unit // by number
	findings []kpi.Finding
	twice    map[[2]*exportResult]bool // whether two files have the same content
}

// isTwice reports whether two files have the same content, and that once.
func (j *joiner) isTwice(a, b *exportResult) bool {
	pair := [2]*exportResult{a, b}
	is, known := j.twice[pair]
	if !known {
		is = rows.IsSameContent(a.file.Name, b.file.Name)
		j.twice[pair], j.twice[[2]*exportResult{b, a}] = is, is
		if is {
			j.add(kpi.FileTwice, kpi.Place{File: b.file.Name}, "other", a.file.Name)
		}
	}
	return is
}

// add adds a finding.
func (j *joiner) add(code string, place kpi.Place, args ...string) {
	j.findings = append(j.findings, kpi.NewFinding(code, place, args...))
}

// checkDistrict reports a commune of before the reform without a district, whose list had
// no period of its own.
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
// the same kind, such as different procedures, add up. Two files of one day each
// do not: they may be of the month so far.
func (j *joiner) conflicts(slots []*slot) {
	for n := apart(slots); n < len(slots); n++ {
		b := slots[n]
		for _, a := range slots[:n] {
			if a.export.isDisjoint(b.export) {
				continue
			}
			measure := j.shared(a.tally, b.tally)
			areTwo := a.export != b.export
			oneDayEach := areTwo && len(a.export.dates) == 1 && len(b.export.dates) == 1
			hasList := areTwo && (a.export.dossiers != nil || b.export.dossiers != nil) // all dossiers of the unit
			if measure >= 0 && a.sameKind(b) && a.seen.common(b.seen) < 0 && !oneDayEach && !hasList {
				measure = j.lackStates(a, b)
			}
			if measure >= 0 {
				j.conflict(a, b, measure)
				break
			}
		}
	}
}

// apart returns how many of the first slots need not be compared with each other: they are of
// one kind, without days and lists, and no item is in two of them. So thousands of files that
// have a unit each by other procedures take no time that grows with their pairs.
func apart(slots []*slot) (n int) {
	var items bitset
	for n < len(slots) {
		s := slots[n]
		if !s.sameKind(slots[0]) || s.grain&byDay != 0 || s.export.dossiers != nil || len(s.export.dates) == 1 || items.common(s.seen) >= 0 {
			break
		}
		items.merge(s.seen)
		n++
	}
	return n
}

// lackStates makes the measures unknown that rows of days of two files give and that do
// not add up over days. It returns the first, or -1.
func (j *joiner) lackStates(a, b *slot) int {
	first := -1
	for i := range j.files.cat.Measures.Len() {
		if a.grain&byDay != 0 && a.tally.Given(i) && b.tally.Given(i) && j.files.cat.Measures.At(i).Kind != kpi.Flow {
			a.lack(i)
			if first < 0 {
				first = i
			}
		}
	}
	return first
}

// conflict reports a measure that two slots give and that would be added: "row-duplicate"
// in one file under one name of the unit, else "key-conflict"; that of two files with the
// same content is one finding.
func (j *joiner) conflict(a, b *slot, measure int) {
	if a.export.file != b.export.file && j.isTwice(a.export, b.export) {
		return
	}
	place, what := j.place(b, measure), ""
	unit := unitPeriod(j.units[b.unit].Name(), b.period)
	if both := a.seen.common(b.seen); a.sameKind(b) && b.grain != byUnit && both >= 0 {
		what = " (" + j.files.items.list[both].text + ")"
	}
	if a.export.file == b.export.file && j.units[a.unit] == j.units[b.unit] {
		j.add(kpi.RowDuplicate, place, "unit", unit, "what", what, "line", strconv.Itoa(a.rows.first))
		return
	}
	j.add(kpi.KeyConflict, place, "measure", kpi.MeasureKey(j.files.cat.Measures.At(measure).ID), "unit", unit+what,
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

// sameKind reports whether the same columns distinguish the rows of two slots, so that
// they can be parts of one list.
func (s *slot) sameKind(o *slot) bool {
	return s.export.itemBy == o.export.itemBy && s.grain == o.grain
}

// unitsThatContainOthers looks for rows that contain others: all communes of a district,
// or a district in a file that has no column for communes, where there are rows of single
// communes; and the same of provinces. Both would be added.
func (j *joiner) unitsThatContainOthers(slots []*slot) {
	type above struct{ province, district string }
	below := map[above][][]*slot{} // by unit
	for _, own := range neighbours(slots, func(a, b *slot) bool { return a.unit == b.unit }) {
		u := j.units[own[0].unit]
		key := above{u.Province, u.District}
		below[key] = append(below[key], own)
		if key.district != "" {
			key.district = ""
			below[key] = append(below[key], own)
		}
	}
	for _, whole := range slots {
		u := j.units[whole.unit]
		if u.Commune != "" || u.District != "" && whole.export.tiers.communes && u.Level == u.NamedLevel() {
			continue
		}
		for _, own := range below[above{u.Province, u.District}] {
			if v := j.units[own[0].unit]; v != u && j.within(u, v, whole) && j.contains(whole, own) {
				break
			}
		}
	}
}

// contains reports the first slot of a unit that gives a measure of another, which contains
// the unit. ok is false where there is none.
func (j *joiner) contains(whole *slot, slots []*slot) (ok bool) {
	for _, s := range slots {
		if whole.export.isList(s.export) || !whole.period.Overlaps(s.period) {
			continue
		}
		if measure := j.sharedMeasure(whole, s); measure >= 0 {
			j.conflict(whole, s, measure)
			return true
		}
	}
	return false
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
	tiers, hasLevels := whole.export.tiers, whole.export.layout.Keys[header.Level] >= 0
	switch {
	case u.Level != u.NamedLevel():
		return v.Level == u.Level
	case u.District == "":
		return (v.District != "" || v.Commune != "") && !tiers.districts && !tiers.communes && !hasLevels
	}
	return v.Commune != "" && !hasLevels
}

// coverage marks a measure incomplete where one file gives it for some rows of a unit,
// and another file that counts the same thing has more rows of the same kind without it.
func (j *joiner) coverage(slots []*slot) {
	if len(slots) < 2 {
		return
	}
	ms := j.files.cat.Measures
	kinds, all := make([]int, len(slots)), []*slot(nil) // by slot, and the first of each kind
	for n, s := range slots {
		if kinds[n] = slices.IndexFunc(all, s.sameKind); kinds[n] < 0 {
			kinds[n], all = len(all), append(all, s)
		}
	}
	for i := range ms.Len() {
		isGiven := func(s *slot) bool { return s.tally.Touched(i) }
		isMissing := func(s *slot) bool { return !isGiven(s) }
		if !slices.ContainsFunc(slots, isGiven) || !slices.ContainsFunc(slots, isMissing) {
			continue // it is given for all of them, or for none
		}
		given := make([]bitset, len(all)) // the rows that give the measure
		give := func(n int) {
			if slots[n].tally.Touched(i) {
				given[kinds[n]].merge(slots[n].seen)
			}
		}
		for n := range slots {
			give(n)
		}
		for n, s := range slots {
			rows := given[kinds[n]]
			if len(rows) > 0 && !s.tally.Touched(i) && slices.Contains(ms.Things(s.tally), ms.At(i).Of) && !rows.holds(s.seen) {
				s.lack(i)
				give(n)
			}
		}
	}
}

// overlaps looks for a measure that is given for a period and for a part of it.
func (j *joiner) overlaps(slots []*slot) {
	byPeriod := neighbours(slots, func(a, b *slot) bool { return a.period == b.period })
	for n, own := range byPeriod {
		for _, b := range own {
			if a, measure := j.overlap(byPeriod[:n], b); a != nil {
				j.add(kpi.PeriodOverlap, j.place(b, measure), "measure", kpi.MeasureKey(j.files.cat.Measures.At(measure).ID),
					"unit", j.units[b.unit].Name(), "period", kpi.PeriodKey(b.period), "other", kpi.PeriodKey(a.period),
					"where", where(a.export.file.Name, a.rows.first))
			}
		}
	}
}

// overlap returns the first slot of other periods that gives a measure of one for a part of
// its period, or for a longer one; nil where there is none.
func (j *joiner) overlap(byPeriod [][]*slot, b *slot) (a *slot, measure int) {
	for _, slots := range byPeriod {
		p := slots[0].period
		if !p.Overlaps(b.period) || j.files.opts.UpToDate && p.From == b.period.From {
			continue
		}
		for _, a := range slots {
			if measure := j.sharedMeasure(a, b); measure >= 0 {
				return a, measure
			}
		}
	}
	return nil, -1
}

// dayKinds looks for files that count their days in another kind than those before. Those
// that have rows of other periods only do not matter.
func (j *joiner) dayKinds(slots []*slot) {
	kind, at := "", kpi.Place{}
	counts, asked := map[*exportResult]bool{}, j.files.opts.Period
	for _, s := range slots {
		counts[s.export] = counts[s.export] || asked.IsZero() || asked.Contains(s.period)
	}
	for _, e := range j.files.exports {
		if e.days.kind == "" || !counts[e] {
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
