package input

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/hashes"
	"cchc/kpi/input/rows"
)

// listSet is the lists of single dossiers among the files of a set.
type listSet struct {
	run      *run // of the first reading
	files    *fileSet
	lists    []*exportResult
	units    []kpi.Unit // by number in the registry of the file set
	findings []kpi.Finding
	equal    map[uint64]bool  // the hashes of codes that are there more than once
	left     map[placeOf]bool // the rows that are not counted, for another row has the dossier
}

// placeOf is a line of a file, or of a sheet.
type placeOf struct {
	file string
	line int
}

// countLists makes the counts of lists slots of their files: without the dossiers that are
// there twice, in the months that the lists are of.
func (fs *fileSet) countLists(r *run, codes *hashes.Set, units []kpi.Unit) *listSet {
	s := &listSet{run: r, files: fs, units: units, left: map[placeOf]bool{}}
	for _, e := range fs.exports {
		switch {
		case e.dossiers == nil:
		case e.dossiers.rows.count > 0:
			s.lists = append(s.lists, e)
		default:
			s.noteLeft(e)
		}
	}
	switch {
	case len(s.lists) > 0:
	case len(s.findings) > 0:
		return s
	default:
		return nil
	}
	var err error
	if s.equal, err = codes.Equal(); err != nil {
		s.add(kpi.ListTemporary, kpi.Place{}, "reason", err.Error())
		return s
	}
	if len(s.equal) > 0 || s.isSeries() {
		s.compare()
	}
	s.lists = slices.DeleteFunc(s.lists, func(e *exportResult) bool { return !s.settle(e) })
	for _, e := range s.lists {
		s.note(e)
		s.post(e)
	}
	if len(s.lists) > 0 {
		s.summarise()
	}
	s.level()
	return s
}

// add adds a finding.
func (s *listSet) add(code string, place kpi.Place, args ...string) {
	s.findings = append(s.findings, kpi.NewFinding(code, place, args...))
}

// at returns a place in a file.
func (e *exportResult) at(line int) kpi.Place { return kpi.Place{File: e.file.Name, Line: line} }

// isList reports whether a result, and another, are of single dossiers.
func (e *exportResult) isList(o *exportResult) bool { return e.dossiers != nil && o.dossiers != nil }

// areApart reports whether two lists have no dossier in common: those that are in both were
// found by their codes, and are counted once.
func (e *exportResult) areApart(o *exportResult) bool {
	return e.isList(o) && e != o && e.layout.List.Cells[catalog.ListCode] >= 0 && o.layout.List.Cells[catalog.ListCode] >= 0
}

// isSeries reports whether lists are of several days.
func (s *listSet) isSeries() bool {
	return slices.ContainsFunc(s.lists, func(e *exportResult) bool { return e.dossiers.counter.AsOf() != s.lists[0].dossiers.counter.AsOf() })
}

// settle decides which months a list gives, and which dossiers it holds, where the user does
// not say that. ok is false where it cannot be known.
func (s *listSet) settle(e *exportResult) (ok bool) {
	l, asked := e.dossiers, s.files.opts.of(e.file.Name).Period
	last, first := l.counter.Last(), l.counter.MonthOf(l.first)
	ends := [...]catalog.ListColumn{catalog.ListResult, catalog.ListHanded, catalog.ListReturned, catalog.ListState}
	hasEnds := slices.ContainsFunc(ends[:], func(c catalog.ListColumn) bool { return e.layout.List.Cells[c] >= 0 })
	if !hasEnds && l.holds.Scope != dossiers.ReceivedOnly && l.holds.Scope != dossiers.OpenOnly {
		s.add(kpi.ListEnds, e.at(e.file.Header))
		return false
	}
	if l.own.IsZero() {
		l.own = asked
		switch {
		case !asked.IsZero():
		case l.holds.Scope == dossiers.ReceivedOnly, l.holds.Scope == dossiers.EndedOnly:
			l.own = kpi.Period{From: first, To: last}
		case l.holds.Scope == dossiers.OpenOnly:
			l.own = kpi.Period{From: last, To: last}
		default:
			s.add(kpi.ListPeriod, e.at(e.file.Header))
			return false
		}
		l.own.From = max(l.own.From, first) // nothing is known of the months before
	}
	l.own.To = min(l.own.To, last)
	if l.holds.Scope != dossiers.AnyScope || l.own.From > l.own.To {
		return true
	}
	calendar := s.files.opts.Calendar
	isOlder := l.first.CompareDays(kpi.On(calendar.First(l.own.From))) < 0
	isOpen := l.sum(l.own.To, dossiers.PendingInTime, dossiers.PendingOverdue, dossiers.PendingUnknown, dossiers.Paused, dossiers.OpenUnknown) > 0
	l.holds.Scope = dossiers.Caseload
	switch {
	case isOlder && isOpen:
	case l.own.From < l.own.To && l.sum(l.own.To, dossiers.CarriedOver) > 0:
		s.add(kpi.ListStart, e.at(e.file.Header), "day", kpi.DayKey(l.first.Day()))
	case !isOpen:
		s.add(kpi.ListDoubtful, e.at(e.file.Header))
	default:
		s.add(kpi.ListScope, e.at(e.file.Header))
		return false
	}
	return true
}

// sum adds up some parts of all units in a month.
func (l *listResult) sum(m kpi.Month, parts ...dossiers.Part) (n int64) {
	for _, u := range l.units {
		if u == nil {
			continue
		}
		if c := u.in(m); c != nil {
			for _, p := range parts {
				n += int64(c.parts[p])
			}
		}
	}
	return n
}

// note reports what of a list was not counted, and keeps how the rest was.
func (s *listSet) note(e *exportResult) {
	l, calendar := e.dossiers, s.files.opts.Calendar
	e.file.List = &kpi.List{AsOf: l.counter.AsOf().Day(), Scope: dossiers.Scopes()[l.holds.Scope], Rules: l.counter.Rules().All()}
	if end := calendar.Last(l.own.To); l.own.From <= l.own.To && l.counter.AsOf().CompareDays(kpi.On(end)) < 0 {
		s.add(kpi.ListPartial, e.at(e.file.Header), "period", kpi.PeriodKey(kpi.Period{From: l.own.To, To: l.own.To}), "day", kpi.DayKey(l.counter.AsOf().Day()))
	}
	s.noteLeft(e)
	if l.early.count > 0 {
		s.add(kpi.DossiersEarly, e.at(l.early.first), "count", strconv.Itoa(l.early.count))
	}
}

// noteLeft reports the dossiers of a list that were never received.
func (s *listSet) noteLeft(e *exportResult) {
	if x := e.dossiers.unreceived; x.count > 0 {
		s.add(kpi.DossiersNew, e.at(x.first), "count", strconv.Itoa(x.count))
	}
}

// summarise reports how all lists were counted.
func (s *listSet) summarise() {
	count, scopes := 0, []string(nil)
	var last kpi.Moment
	for _, e := range s.lists {
		count += e.dossiers.rows.count
		last = max(last, e.dossiers.counter.AsOf())
		if scope := dossiers.Scopes()[e.dossiers.holds.Scope]; !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	first := s.lists[0]
	s.add(kpi.DossierList, first.at(first.file.Header), "count", strconv.Itoa(count), "day", kpi.DayKey(last.Day()),
		"scope", kpi.Keys(func(scope string) string { return kpi.TextKey("scope." + scope) }, scopes), "rules", "--rule "+strings.Join(first.dossiers.counter.Rules().All(), ","))
}

// post makes slots of the counts of a list: of every unit of it in each of its months, and
// in those of other lists that have the unit.
func (s *listSet) post(e *exportResult) {
	l, measures := e.dossiers, dossiers.NewMeasures(s.files.cat.Measures)
	for _, u := range l.units {
		if u == nil {
			continue
		}
		from, to := max(l.own.From, u.steady.From), min(l.own.To, u.steady.To)
		for m := min(from, u.first); m <= l.counter.Last(); m++ {
			isOwn := m >= from && m <= to
			c := u.in(m)
			if !isOwn && (c == nil || !s.isOfOther(e, s.units[l.ids[u.id]], m)) {
				continue
			}
			if c == nil {
				c = &monthCounts{first: l.rows.first, last: l.rows.first}
			}
			slot := &slot{number: len(e.account.slots), unit: l.ids[u.id], period: kpi.Period{From: m, To: m}, export: e,
				rows: extent{count: c.rows, first: c.first, last: c.last}}
			tally := c.tally()
			l.holds.Give(&tally, m == l.counter.Last(), &slot.tally, measures)
			e.account.slots = append(e.account.slots, slot)
		}
	}
}

// level makes the lists that have a unit in a month give the same wholes. One of which all
// parts are known gives the parts alone: beside another that gives a whole, for some of its
// parts are not known, it must give that too, or the sum of both would lack it.
func (s *listSet) level() {
	type key struct {
		unit  kpi.Unit
		month kpi.Month
	}
	slots := map[key][]*slot{}
	for _, e := range s.lists {
		for _, slot := range e.account.slots {
			k := key{s.units[slot.unit], slot.period.From}
			slots[k] = append(slots[k], slot)
		}
	}
	measures := s.files.cat.Measures
	for _, same := range slots {
		for _, id := range [...]string{"received", "resolved", "pending"} {
			i, ok := measures.Index(id)
			if !ok || !slices.ContainsFunc(same, func(o *slot) bool { return o.tally.Given(i) }) {
				continue
			}
			for _, o := range same {
				derived, err := measures.Derive(o.tally)
				if err != nil || o.tally.Given(i) || !derived.Touched(i) {
					continue
				}
				if v, isComplete := derived.Value(i); isComplete {
					_ = o.tally.Give(i, v) // a sum of what was derived fits
				} else {
					o.tally.Lack(i)
				}
			}
		}
	}
}

// isOfOther reports whether another list gives a month of a unit.
func (s *listSet) isOfOther(e *exportResult, unit kpi.Unit, m kpi.Month) bool {
	return slices.ContainsFunc(s.lists, func(o *exportResult) bool {
		return o != e && o.dossiers.own.Contains(kpi.Period{From: m, To: m}) && slices.ContainsFunc(o.dossiers.units, func(u *listUnit) bool {
			return u != nil && s.units[o.dossiers.ids[u.id]] == unit
		})
	})
}

// reread reads the lists again, in order, and gives the rows that keeps wants.
func (s *listSet) reread(keeps func(code uint64) bool, withOthers bool, take func(e *exportResult, row listRow)) (findings []kpi.Finding) {
	again := again{counters: map[string]*dossiers.Counter{}, keeps: keeps, withOthers: withOthers}
	byName := map[string]*exportResult{}
	var sources []rows.Source
	for _, e := range s.lists {
		byName[e.file.Name], again.counters[e.file.Name] = e, e.dossiers.counter
		if src := rows.Path(rows.BookOf(e.file.Name)); !slices.Contains(sources, src) {
			sources = append(sources, src)
		}
	}
	again.take = func(file string, row listRow) {
		if e := byName[file]; e != nil {
			take(e, row)
		}
	}
	r := *s.run
	r.again, r.files = again, 1
	r.opts.Rows.Hash, r.opts.Rows.Progress = false, nil
	for _, src := range sources {
		for _, e := range r.exports(src) {
			if was := byName[e.file.Name]; was != nil && (e.file.Lines != was.file.Lines || e.findings.Number(kpi.FileChanged) > 0) {
				findings = append(findings, kpi.NewFinding(kpi.FileChanged, kpi.Place{File: e.file.Name}))
			}
		}
	}
	return findings
}
