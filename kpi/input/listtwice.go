package input

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/lists"
	"cchc/kpi/input/rows"
)

// sameCode is a row whose code may be there again.
type sameCode struct {
	export  *exportResult
	line    int
	unit    *listUnit // of the first reading
	kept    lists.Kept
	dossier dossiers.Dossier
}

// comparedAtOnce is how many codes are compared in one reading. It bounds memory: lists of
// several months may have most codes in common.
const comparedAtOnce = 1 << 18

// compare reads the lists again for the rows of codes that are there more than once, by their
// hashes, and takes out those whose dossier another row has: an equal one, or that of a later
// list. Others are findings, and so are open dossiers that a later list lacks.
func (s *listSet) compare(equal []uint64) {
	if once := s.onlyOnce(); once != nil {
		s.add(kpi.ListStream, once.at(once.file.Header))
		return
	}
	for isFirst := true; isFirst || len(equal) > 0; isFirst = false {
		part := equal[:min(len(equal), comparedAtOnce)]
		isOfPart := func(code uint64) bool {
			_, is := slices.BinarySearch(part, code)
			return is
		}
		var found []sameCode
		changed := s.reread(isOfPart, false, func(e *exportResult, row listRow) {
			unit := e.dossiers.units[row.unit.id]
			if row.kept != nil {
				found = append(found, sameCode{e, row.line, unit, *row.kept, row.Dossier})
				return
			}
			if _, again := slices.BinarySearch(equal, row.Code); isFirst && row.Code != 0 && !again && row.end == 0 && s.isGone(e, unit) {
				e.dossiers.common.gone.add(1, row.line, row.line)
			}
		})
		if isFirst {
			s.findings = append(s.findings, changed...)
		}
		slices.SortStableFunc(found, func(a, b sameCode) int { return strings.Compare(a.kept.Code, b.kept.Code) })
		for _, same := range neighbours(found, func(a, b sameCode) bool { return a.kept.Code == b.kept.Code }) {
			if len(same) > 1 { // else only the hashes are equal
				s.compareRows(same)
			}
		}
		equal = equal[len(part):]
	}
	for _, e := range s.lists {
		c := &e.dossiers.common
		slices.Sort(c.left)
		s.count(e, kpi.DossierGone, c.gone)
		s.count(e, kpi.DossierTwice, c.twice)
		s.count(e, kpi.DossierLater, c.later)
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

// isGone reports whether a later list of all open dossiers should have one of a unit.
func (s *listSet) isGone(e *exportResult, u *listUnit) bool {
	l := e.dossiers
	return slices.ContainsFunc(s.of[s.unitOf(e, u)], func(o *exportResult) bool {
		return o.dossiers.holds.Scope == dossiers.Caseload && o.dossiers.counter.AsOf().CompareDays(l.counter.AsOf()) > 0
	})
}

// replaces reports whether a later list gives all that an earlier one gives of a dossier that
// is in both: how a dossier is today does not tell how it was at the end of a month.
func (l *listResult) replaces(earlier *listResult) bool {
	scope := l.holds.Scope
	return scope == dossiers.Caseload || scope == earlier.holds.Scope && (scope == dossiers.ReceivedOnly || scope == dossiers.EndedOnly)
}

// share notes that dossiers which are in two lists are counted in both.
func (e *exportResult) share(o *exportResult) {
	for _, l := range [][2]*exportResult{{e, o}, {o, e}} {
		if l[0].dossiers.common.shares == nil {
			l[0].dossiers.common.shares = map[*exportResult]bool{}
		}
		l[0].dossiers.common.shares[l[1]] = true
	}
}

// compareRows compares the rows of one code. Of lists of several days, the last counts.
func (s *listSet) compareRows(same []sameCode) {
	asOf := func(r sameCode) kpi.Moment { return r.export.dossiers.counter.AsOf() }
	slices.SortStableFunc(same, func(a, b sameCode) int {
		return cmp.Or(-asOf(a).CompareDays(asOf(b)), cmp.Compare(a.export.file.Name, b.export.file.Name), cmp.Compare(a.line, b.line))
	})
	first := same[0]
	for _, r := range same[1:] {
		l, place := r.export.dossiers, r.export.at(r.line)
		isEarlier := asOf(r).CompareDays(asOf(first)) != 0
		switch {
		case isEarlier && !first.export.dossiers.replaces(l):
			r.export.share(first.export)
			continue
		case isEarlier:
			l.common.later.add(1, r.line, r.line)
		case s.unitOf(r.export, r.unit) != s.unitOf(first.export, first.unit):
			s.add(kpi.DossierUnits, place, "where", where(first.export.file.Name, first.line))
			continue
		case r.kept.Whole != first.kept.Whole:
			s.add(kpi.DossierDuplicate, place, "where", where(first.export.file.Name, first.line))
			continue
		default:
			l.common.twice.add(1, r.line, r.line)
		}
		l.remove(&r.dossier, r.unit)
		l.common.left = append(l.common.left, r.line)
	}
}

// dossiers reads the lists again and gives each row that is counted.
func (s *listSet) dossiers(give func(*dossiers.Row)) []kpi.Finding {
	return s.reread(func(uint64) bool { return true }, true, func(e *exportResult, row listRow) {
		if _, isLeft := slices.BinarySearch(e.dossiers.common.left, row.line); isLeft {
			return
		}
		unit := s.unitOf(e, e.dossiers.units[row.unit.id])
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
