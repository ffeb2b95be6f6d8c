package input

import (
	"errors"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/header"
	"cchc/kpi/input/lists"
	"cchc/kpi/input/rows"
)

// again is what lists are read for that were read before: to look at their rows, or to find
// those that are wanted. The zero value is a first reading.
type again struct {
	counters map[string]*dossiers.Counter // by file, or sheet of it
	keeps    func(code uint64) bool       // the code of a row with this hash is wanted
	take     func(file string, row listRow)
	look     func(file string, row *lists.Row) // takes rows whatever is wrong with them, in the place of take

	withOthers bool // the units are wanted that rows are not counted for
}

// listDays is what the titles of a list name: its months, such as September, and the last
// day, 30 September; zero where they name none.
type listDays struct {
	months kpi.Period
	last   kpi.Day
}

// listDays returns the days that the titles of a list name. Where they name several periods
// that is a finding, and ok is false.
func (t *titleReader) listDays() (named listDays, ok bool) {
	calendar, asked := t.run.opts.Calendar, t.run.opts.Period
	texts := make([]string, len(t.lines))
	isOpen := false
	for i, line := range t.lines {
		texts[i] = line.text
		isOpen = isOpen || dates.IsOpen(line.text, calendar)
	}
	line := strings.Join(texts, " ; ")
	named.last = dates.Until(line)
	if p, ok := t.periodOfSheet(); ok {
		return listDays{months: p, last: calendar.Last(p.To)}, true
	}
	place := func(fits func(text string) bool) kpi.Place { // of the first line that does
		return t.lines[max(0, slices.IndexFunc(t.lines, func(l titleCell) bool { return fits(l.text) }))].place
	}
	isFault := func(text string) bool {
		_, err := dates.Find(text, calendar)
		return err != nil
	}
	found, err := dates.Find(line, calendar)
	var days *dates.DaysError
	isDays := errors.As(err, &days)
	switch {
	case isDays && !days.Days.First.IsZero() && days.Days.First != calendar.First(calendar.Month(days.Days.First)):
		t.export.findings.Add(kpi.PeriodDates, place(isFault), datesArgs(days)...)
		return named, false
	case isDays && !days.Days.First.IsZero():
		named.last = days.Days.Last
		named.months = kpi.Period{From: calendar.Month(days.Days.First), To: calendar.Month(named.last)}
		return named, true
	case isDays:
		named.last = days.Days.Last
	case err != nil:
		t.export.findings.Add(kpi.PeriodPart, place(isFault))
		return named, false
	}
	switch {
	case slices.Contains(found, asked):
		found = []kpi.Period{asked}
	case len(found) > 1:
		slices.SortFunc(found, kpi.Period.Compare)
		isLast := func(text string) bool {
			own, _ := dates.Find(text, calendar)
			return slices.Contains(own, found[len(found)-1])
		}
		t.export.findings.Add(kpi.PeriodAmbiguous, place(isLast), "periods", kpi.Keys(kpi.PeriodKey, found))
		return named, false
	}
	if len(found) == 0 {
		if named.last.IsZero() {
			named.months = t.monthsOfName()
		}
		return named, t.fitsSheet()
	}
	p := found[0]
	if named.last.IsZero() {
		if named.last = calendar.Last(p.To); p.IsDated() {
			_, named.last = p.Days()
		}
	}
	if !isOpen {
		named.months = kpi.Period{From: p.From, To: p.To}
	}
	return named, true
}

// monthsOfName returns the months that the name of the file has, for a list whose titles name
// none; zero where it has none. They do not show the day of the list, which may be before their
// end.
func (t *titleReader) monthsOfName() kpi.Period {
	p, _ := t.periodOfName(t.lines)
	if !p.IsZero() {
		t.export.findings.Add(kpi.PeriodFromName, kpi.Place{}, "period", kpi.PeriodKey(p))
	}
	return kpi.Period{From: p.From, To: p.To}
}

// countList counts the rows of a list, below its titles and its header.
func (e *exportResult) countList(r *run, f *rows.File, next header.Next, t *titles) error {
	rules, list := r.opts.Lists.Rules, e.layout.List
	if at := list.Cells[catalog.ListReceiving]; rules[dossiers.UnitBy] == 1 && at >= 0 {
		e.layout.Keys[header.Unit] = at
	}
	e.file.Uses = e.layout.Uses
	counter := r.again.counters[e.file.Name]
	if counter == nil {
		asOf, err := e.asOf(r, f, t.ofList.last)
		if err != nil {
			return err
		}
		counter = dossiers.NewCounter(rules, r.opts.Calendar, asOf)
	}
	has := func(c catalog.ListColumn) bool { return list.Cells[c] >= 0 }
	e.dossiers = &listResult{counter: counter, own: t.ofList.months, holds: dossiers.Holds{Scope: r.opts.Lists.Scope,
		Channel: has(catalog.ListChannel) || rules[dossiers.BlankChannel] == 1, Fee: has(catalog.ListFee), Paid: has(catalog.ListPaid),
		Digitised: has(catalog.ListDigitised), Reused: has(catalog.ListReused), Electronic: has(catalog.ListElectronic)}}
	table := newListTable(r, e, f, t)
	if r.again.take != nil {
		table.take = func(row listRow) { r.again.take(e.file.Name, row) }
		return table.read(f, next)
	}
	codes := make([]uint64, 0, 1<<12)
	table.take = func(row listRow) {
		if e.dossiers.add(row); row.Code != 0 {
			codes = append(codes, row.Code)
		}
		if len(codes) == cap(codes) {
			r.codes[0].Add(codes)
			codes = codes[:0]
		}
	}
	err := table.read(f, next)
	r.codes[0].Add(codes)
	return err
}

// asOf returns the day that a list is of: the one asked for, the last that its titles name,
// or the last in its rows, which is a finding. A list that cannot be read twice must have
// one of the first two.
func (e *exportResult) asOf(r *run, f *rows.File, last kpi.Day) (kpi.Day, error) {
	place := kpi.Place{Line: e.file.Header}
	end := kpi.Day{Month: kpi.NewMonth(kpi.LastYear, 12), Date: 31} // where no row has a day
	switch asked := r.opts.Lists.AsOf; {
	case !asked.IsZero():
		return asked, nil
	case !last.IsZero():
		return last, nil
	case r.again.look != nil:
		return end, nil
	case !f.IsRegular():
		e.findings.Add(kpi.ListDay, place)
		return end, rows.ErrStop
	}
	found := r.lastDay(e.file.Name)
	if found.IsZero() {
		return end, nil
	}
	e.findings.Add(kpi.ListAsOf, place, "day", kpi.DayKey(found))
	return found, nil
}

// lastDay returns the last day of receipt, or of an end, in a list of the file that is being
// read, which is read twice for it, and once for all of its sheets; none where there is none.
func (r *run) lastDay(list string) kpi.Day {
	if len(r.lastDays) == 0 {
		own := *r
		own.again = again{look: func(file string, row *lists.Row) {
			d := &row.Dossier
			r.lastDays[file] = max(r.lastDays[file], d.Received, d.Result, d.Handed, d.Returned)
		}}
		own.opts.Rows.Hash, own.opts.Rows.Progress = false, nil
		own.exports(r.source)
	}
	return r.lastDays[list].Day()
}

// report reports what is wrong with a row, or noteworthy, without a word of its cells.
func (l *listTable) report(r *lists.Row, line int) {
	cells, findings := l.layout.List.Cells, l.export.findings
	asOf := kpi.DayKey(l.list.counter.AsOf().Day())
	for _, f := range []struct {
		fault  lists.Faults
		code   string
		column catalog.ListColumn
	}{
		{lists.NoReceipt, kpi.ReceivedMissing, catalog.ListReceived}, {lists.NoDue, kpi.DueMissing, catalog.ListDue},
		{lists.NoCode, kpi.CodeMissing, catalog.ListCode}, {lists.DueBefore, kpi.DueBefore, catalog.ListDue},
		{lists.Contradicts, kpi.StateContradicts, catalog.ListState}, {lists.SuppliedBefore, kpi.StateContradicts, catalog.ListSupplied},
		{lists.Undated, kpi.StateUndated, catalog.ListState}, {lists.CodeDay, kpi.CodeDay, catalog.ListCode},
		{lists.NoState, kpi.StateUnknown, catalog.ListState}, {lists.Unread(catalog.ListState), kpi.StateUnknown, catalog.ListState},
		{lists.Unread(catalog.ListChannel), kpi.ChannelUnknown, catalog.ListChannel},
	} {
		if r.Faults&f.fault != 0 {
			findings.Add(f.code, l.place(line, cells[f.column]))
		}
	}
	for c := catalog.ListReceived; c <= catalog.ListSupplied; c++ {
		if r.Faults&lists.Before(c) != 0 {
			findings.Add(kpi.ResultBefore, l.place(line, cells[c]))
		}
		if r.Faults&lists.Future(c) != 0 {
			findings.Add(kpi.DateFuture, l.place(line, cells[c]), "day", asOf)
		}
	}
	for c := catalog.ListReceived; c <= catalog.ListElectronic; c++ {
		switch {
		case r.Faults&lists.Unread(c) == 0 || c == catalog.ListState || c == catalog.ListChannel:
		case c <= catalog.ListSupplied:
			reason := [...]string{dates.NotADay: "day.none", dates.NoSuchDay: "day.no-such", dates.MonthBeforeDay: "day.month-first", dates.TwoDigitYear: "day.two-digits"}[r.Reason(c)]
			findings.Add(kpi.DateUnreadable, l.place(line, cells[c]), "reason", kpi.TextKey(reason))
		default:
			findings.Add(kpi.FlagUnknown, l.place(line, cells[c]))
		}
	}
}

// aboveList reports the rows above the header of a list that are dossiers, with a day in the
// column of receipt and a code or another day in theirs, and returns the cells of the titles.
func (e *exportResult) aboveList(list *header.List, cells []titleCell) (titles []titleCell) {
	for _, row := range neighbours(cells, func(a, b titleCell) bool { return a.place.Line == b.place.Line }) {
		isReceived, isMore := false, false
		for _, c := range row {
			_, fault := dates.Moment([]byte(c.text))
			cell, isDay := c.place.Column-1, fault == dates.NoFault
			isReceived = isReceived || isDay && cell == list.Cells[catalog.ListReceived]
			isMore = isMore || cell == list.Cells[catalog.ListCode] && strings.ContainsAny(c.text, "0123456789") || isDay && cell == list.Cells[catalog.ListDue]
		}
		if isReceived && isMore {
			e.findings.Add(kpi.RowOutside, kpi.Place{Line: row[0].place.Line})
			continue
		}
		titles = append(titles, row...)
	}
	return titles
}
