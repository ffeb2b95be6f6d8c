package input

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/rows"
)

// sameCode is a row whose code may be there again.
type sameCode struct {
	export  *exportResult
	line    int
	unit    *listUnit // of the first reading
	whole   uint64
	dossier dossiers.Dossier
}

// compare reads the lists again for the rows of codes that are there more than once, and
// takes out those that another row stands for: an equal one, or that of a later list. Others
// are findings, and so are open dossiers that a later list lacks.
func (s *listSet) compare() {
	if once := s.onlyOnce(); once != nil {
		s.add(kpi.ListStream, once.at(once.file.Header))
		return
	}
	byCode := map[string][]sameCode{}
	gone := map[*exportResult]*extent{}
	all := func(uint64) bool { return true }
	keeps := all
	if !s.isSeries() {
		keeps = func(code uint64) bool { return s.equal[code] }
	}
	s.findings = append(s.findings, s.reread(keeps, false, func(e *exportResult, row listRow) {
		switch {
		case row.kept == nil || row.Code == 0:
		case s.equal[row.Code]:
			byCode[row.kept.Code] = append(byCode[row.kept.Code], sameCode{e, row.line, e.dossiers.units[row.unit.id], row.kept.Whole, row.Dossier})
		case s.isGone(e, row):
			if gone[e] == nil {
				gone[e] = &extent{}
			}
			gone[e].add(1, row.line, row.line)
		}
	})...)
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		if len(byCode[code]) > 1 { // else only the hashes are equal
			s.compareRows(byCode[code])
		}
	}
	for _, e := range s.lists {
		if x := gone[e]; x != nil {
			s.add(kpi.DossierGone, e.at(x.first), "count", strconv.Itoa(x.count))
		}
		if n := e.dossiers.twice.count; n > 0 {
			s.add(kpi.DossierTwice, e.at(e.dossiers.twice.first), "count", strconv.Itoa(n))
		}
		if n := e.dossiers.later.count; n > 0 {
			s.add(kpi.DossierLater, e.at(e.dossiers.later.first), "count", strconv.Itoa(n))
		}
	}
}

// onlyOnce returns a list that cannot be read again, or nil.
func (s *listSet) onlyOnce() *exportResult {
	for _, e := range s.lists {
		if rows.Once([]string{rows.BookOf(e.file.Name)}) != "" {
			return e
		}
	}
	return nil
}

// isGone reports whether a dossier was open, and a later list of all that are should have
// it.
func (s *listSet) isGone(e *exportResult, row listRow) bool {
	l := e.dossiers
	if l.counter.IsEnded(&row.Dossier) || row.Dossier.State == dossiers.New {
		return false
	}
	unit := s.units[l.ids[row.unit.id]]
	return slices.ContainsFunc(s.lists, func(o *exportResult) bool {
		scope := o.dossiers.holds.Scope
		return (scope == dossiers.AnyScope || scope == dossiers.Caseload) && o.dossiers.counter.AsOf().CompareDays(l.counter.AsOf()) > 0 &&
			slices.ContainsFunc(o.dossiers.units, func(u *listUnit) bool { return u != nil && s.units[o.dossiers.ids[u.id]] == unit })
	})
}

// compareRows compares the rows of one code. Of lists of several days, the last counts.
func (s *listSet) compareRows(same []sameCode) {
	asOf := func(r sameCode) kpi.Moment { return r.export.dossiers.counter.AsOf() }
	slices.SortStableFunc(same, func(a, b sameCode) int {
		return cmp.Or(-asOf(a).CompareDays(asOf(b)), cmp.Compare(a.export.file.Name, b.export.file.Name), cmp.Compare(a.line, b.line))
	})
	first := same[0]
	for _, r := range same[1:] {
		unit, other := s.units[r.export.dossiers.ids[r.unit.id]], s.units[first.export.dossiers.ids[first.unit.id]]
		place := r.export.at(r.line)
		switch {
		case asOf(r).CompareDays(asOf(first)) != 0:
			r.export.dossiers.later.add(1, r.line, r.line)
		case unit != other:
			s.add(kpi.DossierUnits, place, "where", where(first.export.file.Name, first.line))
			continue
		case r.whole != first.whole:
			s.add(kpi.DossierDuplicate, place, "where", where(first.export.file.Name, first.line))
			continue
		default:
			r.export.dossiers.twice.add(1, r.line, r.line)
		}
		r.export.dossiers.remove(&r.dossier, r.unit)
		s.left[placeOf{r.export.file.Name, r.line}] = true
	}
}

// dossiers reads the lists again and gives each row that is counted.
func (s *listSet) dossiers(give func(*dossiers.Row)) []kpi.Finding {
	return s.reread(func(uint64) bool { return true }, true, func(e *exportResult, row listRow) {
		if s.left[placeOf{e.file.Name, row.line}] {
			return
		}
		unit := s.units[e.dossiers.ids[row.unit.id]]
		give(&dossiers.Row{File: e.file.Name, Line: row.line, Code: row.kept.Code, Unit: unit, Other: s.other(row, unit),
			Dossier: row.Dossier, Counter: e.dossiers.counter, Holds: e.dossiers.holds})
	})
}

// other returns the unit that a row is not counted for, of the two that received and resolve
// it; that which it is counted for where there is no other.
func (s *listSet) other(row listRow, unit kpi.Unit) kpi.Unit {
	if row.other == nil {
		return unit
	}
	u := &row.other.Unit
	if id, ok := s.files.names.Find(u); ok {
		return s.units[id]
	}
	other := kpi.Unit{Province: u.Province.String(), District: u.District.String(), Commune: u.Commune.String()}
	if other.Province == "" {
		other.Province = unit.Province
	}
	other.Level = other.NamedLevel()
	return other
}
