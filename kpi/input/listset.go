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
	of       map[kpi.Unit][]*exportResult // the lists that have a unit
	units    []kpi.Unit                   // by number in the registry of the file set
	findings []kpi.Finding
}

// countLists makes the counts of lists slots of their files: without the dossiers that are
// there twice, in the months that the lists are of.
func (fs *fileSet) countLists(r *run, codes *hashes.Set, units []kpi.Unit) *listSet {
	s := &listSet{run: r, files: fs, units: units, of: map[kpi.Unit][]*exportResult{}}
	for _, e := range fs.exports {
		switch {
		case e.dossiers == nil:
		case e.dossiers.rows.count > 0:
			s.lists = append(s.lists, e)
		default:
			s.count(e, kpi.DossiersNew, e.dossiers.unreceived)
		}
	}
	switch {
	case len(s.lists) > 0:
	case len(s.findings) > 0:
		return s
	default:
		return nil
	}
	settled := slices.DeleteFunc(slices.Clone(s.lists), func(e *exportResult) bool { return !s.settle(e) }) // by all of their rows
	for _, e := range s.lists {
		for _, u := range e.dossiers.units {
			if u != nil {
				unit := s.unitOf(e, u)
				s.of[unit] = append(s.of[unit], e)
			}
		}
	}
	equal, err := codes.Equal()
	if err != nil {
		s.add(kpi.ListTemporary, kpi.Place{}, "reason", err.Error())
		return s
	}
	if len(equal) > 0 || s.isSeries() {
		s.compare(equal)
	}
	if s.lists = settled; len(settled) > 0 {
		s.summarise()
	}
	for _, e := range settled {
		s.note(e)
		s.post(e)
	}
	s.level()
	return s
}

// unitOf returns the unit of a list.
func (s *listSet) unitOf(e *exportResult, u *listUnit) kpi.Unit { return s.units[e.dossiers.ids[u.id]] }

// add adds a finding.
func (s *listSet) add(code string, place kpi.Place, args ...string) {
	s.findings = append(s.findings, kpi.NewFinding(code, place, args...))
}

// at returns a place in a file.
func (e *exportResult) at(line int) kpi.Place { return kpi.Place{File: e.file.Name, Line: line} }

// isList reports whether a result, and another, are of single dossiers.
func (e *exportResult) isList(o *exportResult) bool { return e.dossiers != nil && o.dossiers != nil }

// isDisjoint reports whether no dossier is counted in both of two lists: those that are in
// both were found by their codes.
func (e *exportResult) isDisjoint(o *exportResult) bool {
	return e.isList(o) && e != o && !e.dossiers.common.shares[o] && e.layout.List.Cells[catalog.ListCode] >= 0 && o.layout.List.Cells[catalog.ListCode] >= 0
}

// isSeries reports whether lists are of several days.
func (s *listSet) isSeries() bool {
	return slices.ContainsFunc(s.lists, func(e *exportResult) bool { return e.dossiers.counter.AsOf() != s.lists[0].dossiers.counter.AsOf() })
}

// settle decides which months a list gives, and which dossiers it holds, where the user does
// not say that. ok is false where it cannot be known.
func (s *listSet) settle(e *exportResult) (ok bool) {
	l, asked := e.dossiers, s.files.opts.of(e.file.Name).Period
	ends := [...]catalog.ListColumn{catalog.ListResult, catalog.ListHanded, catalog.ListReturned, catalog.ListState}
	hasEnds := slices.ContainsFunc(ends[:], func(c catalog.ListColumn) bool { return e.layout.List.Cells[c] >= 0 })
	if !hasEnds && l.holds.Scope != dossiers.ReceivedOnly && l.holds.Scope != dossiers.OpenOnly {
		s.add(kpi.ListEnds, e.at(e.file.Header))
		return false
	}
	last, isTitled := l.counter.Last(), !l.own.IsZero()
	if !isTitled {
		l.own = asked
		for _, p := range s.files.opts.Among {
			l.own = l.own.Span(p)
		}
		switch {
		case !l.own.IsZero():
		case l.holds.Scope == dossiers.ReceivedOnly:
			l.own = l.span(l.days.received, l.days.lastReceived)
		case l.holds.Scope == dossiers.EndedOnly && l.days.ended != 0:
			l.own = l.span(l.days.ended, l.days.lastEnded)
		case l.holds.Scope == dossiers.OpenOnly:
			l.own = last.Period()
		default:
			s.add(kpi.ListPeriod, e.at(e.file.Header))
			return false
		}
	}
	l.own.To = min(l.own.To, last)
	if l.holds.Scope == dossiers.AnyScope && l.own.From <= l.own.To && !s.proveScope(e) {
		return false
	}
	if l.holds.Scope == dossiers.Caseload || !isTitled && l.holds.Scope == dossiers.ReceivedOnly {
		l.own.From = max(l.own.From, l.counter.MonthOf(l.days.received)) // nothing is known of the months before
	}
	isOfDay := l.holds.Scope == dossiers.OpenOnly || l.holds.Scope == dossiers.LateOnly
	if seen := max(l.days.lastReceived, l.days.lastEnded); isTitled && !isOfDay && l.counter.MonthOf(seen) < l.own.To && s.run.opts.Lists.AsOf.IsZero() {
		s.add(kpi.ListQuiet, e.at(e.file.Header), "day", kpi.DayKey(seen.Day()))
	}
	return true
}

// span returns the months from a moment to another.
func (l *listResult) span(first, last kpi.Moment) kpi.Period {
	return kpi.Period{From: l.counter.MonthOf(first), To: l.counter.MonthOf(last)}
}

// proveScope makes a list one of all dossiers, where its rows prove that, or nothing speaks
// against it; ok is false where it may as well be one of those that were received.
func (s *listSet) proveScope(e *exportResult) (ok bool) {
	l, doubt := e.dossiers, ""
	isOlder := l.days.received.CompareDays(kpi.On(s.files.opts.Calendar.First(l.own.From))) < 0
	open := l.sum(l.own.To.Period(), dossiers.PendingInTime, dossiers.PendingOverdue, dossiers.PendingUnknown, dossiers.Paused, dossiers.OpenUnknown)
	late := l.sum(l.own.To.Period(), dossiers.PendingOverdue) + l.sum(l.own, dossiers.ResolvedLate)
	ended := l.sum(l.own, dossiers.ResolvedEarly, dossiers.ResolvedOnTime, dossiers.ResolvedLate, dossiers.ResolvedUnknown, dossiers.Returned)
	l.holds.Scope = dossiers.Caseload
	switch {
	case open == 0:
		doubt = "doubt.none-open"
	case !isOlder && !(l.own.From < l.own.To && l.sum(l.own.To.Period(), dossiers.CarriedOver) > 0):
		s.add(kpi.ListScope, e.at(e.file.Header))
		return false
	case ended == 0:
		doubt = "doubt.none-ended"
	case late == open+ended:
		doubt = "doubt.all-late"
	case !isOlder:
		s.add(kpi.ListStart, e.at(e.file.Header), "day", kpi.DayKey(l.days.received.Day()))
	}
	if doubt != "" {
		s.add(kpi.ListDoubtful, e.at(e.file.Header), "doubt", kpi.TextKey(doubt))
	}
	return true
}

// sum adds up some parts of all units in the months of a period.
func (l *listResult) sum(p kpi.Period, parts ...dossiers.Part) (n int64) {
	for _, u := range l.units {
		for m := p.From; u != nil && m <= p.To; m++ {
			if c := u.in(m); c != nil {
				for _, part := range parts {
					n += int64(c.parts[part])
				}
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
		s.add(kpi.ListPartial, e.at(e.file.Header), "period", kpi.PeriodKey(l.own.To.Period()), "day", kpi.DayKey(l.counter.AsOf().Day()))
	}
	s.count(e, kpi.DossiersNew, l.unreceived)
	s.count(e, kpi.DossiersEarly, l.early)
}

// count reports the number of some rows of a list, if there are any, at the first.
func (s *listSet) count(e *exportResult, code string, rows extent) {
	if rows.count > 0 {
		s.add(code, e.at(rows.first), "count", strconv.Itoa(rows.count))
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
	if l.own.From > l.own.To {
		s.add(kpi.NoData, e.at(e.file.Header))
	}
	gives := map[bool][]dossiers.Given{true: l.holds.Gives(true), false: l.holds.Gives(false)} // by whether the month is the last
	for _, u := range l.units {
		if u == nil {
			continue
		}
		from, to := max(l.own.From, u.steady.From), min(l.own.To, u.steady.To)
		for m := min(from, u.first); m <= l.counter.Last(); m++ {
			isOwn := m >= from && m <= to
			c := u.in(m)
			if !isOwn && (c == nil || !s.isOfOther(e, s.unitOf(e, u), m)) {
				continue
			}
			if c == nil {
				c = &monthCounts{first: l.rows.first, last: l.rows.first}
			}
			slot := &slot{number: len(e.account.slots), unit: l.ids[u.id], period: m.Period(), export: e,
				rows: extent{count: c.rows, first: c.first, last: c.last}}
			tally := c.tally()
			measures.Give(gives[m == l.counter.Last()], &tally, &slot.tally)
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
		if len(same) == 1 {
			continue
		}
		for _, id := range [...]string{"received", "resolved", "pending"} {
			i, ok := measures.Index(id)
			if !ok || !slices.ContainsFunc(same, func(o *slot) bool { return o.tally.Given(i) }) {
				continue
			}
			for _, o := range same {
				if o.tally.Given(i) {
					continue
				}
				derived, err := measures.Derive(o.tally)
				if err != nil || !derived.Touched(i) {
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
	return slices.ContainsFunc(s.of[unit], func(o *exportResult) bool {
		return o != e && o.dossiers.own.Contains(m.Period()) && !e.dossiers.common.shares[o]
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
