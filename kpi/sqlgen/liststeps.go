package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// The steps from a table of single dossiers to a tidy table. Only the first two read the
// table, which may have the name of any other step.
const (
	listUnits    = "list_units"
	listRows     = "list_rows"
	listCalendar = "list_calendar"
	listEnds     = "list_ends"
	listMonths   = "list_months"
	listTerms    = "list_terms"
	listParts    = "list_parts"
	listCounts   = "list_counts"
	listZeros    = "list_zeros"
	listAll      = "list_all"
	listTidy     = "list_tidy"
)

// Columns of these steps.
const (
	isReceipt  = "is receipt"
	isOpen     = "is open"
	isPaused   = "is paused"
	isUnknown  = "is unknown"
	isReturned = "is returned"
	partColumn = "part"
)

// list returns the steps; the last one is the tidy table.
func (w *writer) list(table string) []step {
	return []step{w.listUnits(table), w.listRows(table), w.listEnds(), w.listMonths(), w.listTerms(), w.listParts(), w.listCounts(), w.listZeros(), w.listTidy()}
}

// calendar is the rows of months, to join with. They are written wherever they are needed:
// PostgreSQL would not go through a step that is used twice on several processors.
func (w *writer) calendar() string {
	return " CROSS JOIN " + call(w.q.Dialect.list.months, w.q.List.months(w.q.Period))
}

// ruled reports whether the answer to a switch is another than the first.
func (w *writer) ruled(by int) bool { return w.q.List.Rules[by] != 0 }

// word is a column of words of the table; blank is none.
func (w *writer) word(name string) string {
	if !w.q.List.has(name) {
		return "''"
	}
	return "coalesce(" + call(w.q.Dialect.text, w.of("list", name)) + ", '')"
}

// unit returns the columns of the unit that counts a dossier.
func (w *writer) unit() []column {
	l := w.q.List
	if !l.byReceiving() {
		return w.same("list", l.keys()...)
	}
	var named []string
	for _, name := range unitKeys() {
		if l.has(receiving + name) {
			named = append(named, w.word(receiving+name)+" <> ''")
		}
	}
	var columns []column
	for _, name := range l.keys() {
		own, received := "NULL", "NULL"
		if l.has(name) {
			own = w.of("list", name)
		}
		if l.has(receiving + name) {
			received = w.of("list", receiving+name)
		}
		columns = append(columns, column{"CASE WHEN " + strings.Join(named, " OR ") + " THEN " + received + " ELSE " + own + " END", name})
	}
	return columns
}

// counted is the condition that a row is counted, or has no day of receipt.
func (w *writer) counted() string {
	return w.word("state") + " <> 'new' AND (" + w.of("list", "received") + " IS NULL OR " + w.day("received") + " <= " + date(w.q.List.AsOf) + ")"
}

// day is the day of a moment of the table.
func (w *writer) day(name string) string {
	if !w.q.List.has(name) {
		return call(w.q.Dialect.list.day, "NULL")
	}
	return call(w.q.Dialect.list.day, w.of("list", name))
}

// listUnits finds the units that the table has dossiers of.
func (w *writer) listUnits(table string) step {
	return step{name: listUnits, from: table + " AS list", columns: append(w.unit(), column{"count(*)", "dossiers"}), where: w.counted(), keys: len(w.q.List.keys()),
		why: []string{"Every unit of the table has a row for every month: 0 where nothing happened."}}
}

// listRows reads what is counted.
func (w *writer) listRows(table string) step {
	l, forms := w.q.List, w.q.Dialect.list
	s := step{name: listRows, from: table + " AS list", columns: w.unit(),
		why: []string{"The days and words of each dossier. One that was not received, or after the day of the table, does not count.",
			"Another word, or no day of receipt, is an error."}}
	for _, name := range []string{"received", "due", "result", "handed", "returned", "asked", "supplied"} {
		day := w.day(name)
		if name == "received" {
			day = call(forms.receipt, w.of("list", name), w.word("state"))
		}
		s.columns = append(s.columns, column{day, name})
		if w.ruled(dossiers.DueBy) && slices.Contains([]string{"due", "result", "handed", "returned"}, name) {
			minute := "0"
			if l.has(name) {
				minute = "coalesce(" + call(forms.minute, w.of("list", name)) + ", 0)"
			}
			s.columns = append(s.columns, column{minute, name + " minute"})
		}
	}
	conditions := []string{w.counted()}
	for _, word := range []struct {
		name, fault string
		words       []string
	}{{"state", "not a state of a dossier", dossiers.States()}, {"channel", "not a channel of a dossier", dossiers.Channels()}} {
		s.columns = append(s.columns, column{w.word(word.name), word.name})
		if l.has(word.name) {
			is := w.word(word.name) + " IN ('" + strings.Join(word.words, "', '") + "')"
			conditions = append(conditions, call(forms.holds, is, w.word(word.name), word.fault))
		}
	}
	for _, name := range l.answers() {
		s.columns = append(s.columns, column{w.of("list", name), name})
	}
	s.where = strings.Join(conditions, "\n    AND ")
	return s
}

// listEnds finds the end of each dossier.
func (w *writer) listEnds() step {
	of := func(name string) string { return w.of(listRows, name) }
	first, second := "result", "handed"
	if w.ruled(dossiers.EndBy) {
		first, second = second, first
	}
	done := "coalesce(" + of(first) + ", " + of(second) + ")"
	returned := of("returned") + " IS NOT NULL AND (" + of("state") + " IN ('', 'withdrawn', 'stopped') OR " + done + " IS NULL)"
	end := "CASE WHEN " + returned + " THEN " + of("returned") + " ELSE " + done + " END"
	s := step{name: listEnds, from: listRows, why: []string{"The end of each dossier, and whether it was returned."}, columns: []column{
		{listRows + ".*", ""}, {end, "end"}, {of("state") + " IN ('withdrawn', 'stopped') OR " + returned, isReturned},
	}}
	if w.ruled(dossiers.DueBy) {
		minute := "CASE WHEN " + returned + " THEN " + of("returned minute") + " WHEN " + of(first) + " IS NOT NULL THEN " +
			of(first+" minute") + " ELSE " + of(second+" minute") + " END"
		s.columns = append(s.columns, column{minute, "end minute"})
	}
	return s
}

// listMonths has each dossier once for every month from its receipt to its end.
func (w *writer) listMonths() step {
	of := func(name string) string { return w.of(listEnds, name) }
	calendar := func(name string) string { return w.of(listCalendar, name) }
	asOf := date(w.q.List.AsOf)
	open := "(" + of("end") + " IS NULL OR " + of("end") + " > " + calendar("last_day") + ")"
	valid := call(w.q.Dialect.list.holds, of("end")+" IS NULL OR "+of("end")+" >= "+of("received"), call(w.q.Dialect.text, of("received")), "a dossier that ended before its receipt")
	return step{name: listMonths, from: listEnds + w.calendar(),
		why: []string{"Each dossier once for every month from its receipt to its end; at the end of a month it is open, or it has ended in it. An end before the receipt is an error."},
		columns: []column{{listEnds + ".*", ""}, {calendar(periodColumn), periodColumn}, {calendar("is_last"), "is_last"},
			{of("received") + " >= " + calendar("first_day"), isReceipt}, {open, isOpen}, {"CASE WHEN " + open + " THEN " + calendar("last_day") + " ELSE " + of("end") + " END", "on"},
			{of("end") + " IS NULL OR " + of("end") + " > " + asOf, "is endless"}},
		where: of("received") + " <= " + calendar("last_day") + " AND (" + of("end") + " IS NULL OR " + of("end") + " >= " + calendar("first_day") +
			" OR " + of("end") + " < " + of("received") + ")\n    AND " + valid}
}

// listTerms finds the appointment on that day, and whether the applicant is waited for.
func (w *writer) listTerms() step {
	of := func(name string) string { return w.of(listMonths, name) }
	due := of("due")
	if w.ruled(dossiers.Supplement) {
		until := "CASE WHEN " + of("supplied") + " <= " + of("on") + " THEN " + of("supplied") + " ELSE " + of("on") + " END"
		due = "CASE WHEN " + of("asked") + " <= " + of("on") + " THEN " + call(w.q.Dialect.list.later, due, of("asked"), until) + " ELSE " + due + " END"
	}
	days := "coalesce(" + of("asked") + " <= " + of("on") + " AND (" + of("supplied") + " IS NULL OR " + of("supplied") + " > " + of("on") + "), FALSE)"
	byState := of("is endless") + " AND " + of("state") + " IN ('open', 'waiting', 'withdrawn', 'stopped')"
	isLeft := of("asked") + " IS NOT NULL AND " + of("supplied") + " IS NULL"
	return step{name: listTerms, from: listMonths, columns: []column{
		{listMonths + ".*", ""}, {due, "term"},
		{"CASE WHEN " + byState + " AND " + of("is_last") + " THEN " + of("state") + " <> 'open' ELSE " + days + " END", isPaused},
		{byState + " AND NOT " + of("is_last") + " AND (" + of("state") + " <> 'open') <> (" + isLeft +
			")\n      AND NOT coalesce(coalesce(" + of("supplied") + ", " + of("asked") + ") > " + of("on") + ", FALSE)", isUnknown},
	}, why: []string{"The appointment on that day, and whether the applicant is waited for: by the days of the supplement, on the day of the table by the state.",
		"Where these do not agree, it is not known since the last of the days."}}
}

// listParts finds what each dossier is in each month.
func (w *writer) listParts() step {
	of := func(name string) string { return w.of(listTerms, name) }
	var cases []string
	when := func(condition string, part dossiers.Part) {
		cases = append(cases, "WHEN "+condition+" THEN '"+part.ID()+"'")
	}
	open, ended := of(isOpen), "NOT "+of(isOpen)+" AND "
	noTerm := of("term") + " IS NULL"
	if !w.ruled(dossiers.ReturnedBy) {
		when(ended+of(isReturned), dossiers.Returned)
	}
	when(ended+noTerm, []dossiers.Part{dossiers.ResolvedUnknown, dossiers.ResolvedOnTime, dossiers.ResolvedEarly}[w.q.List.Rules[dossiers.NoDue]])
	when(ended+of("on")+" < "+of("term"), dossiers.ResolvedEarly)
	when(ended+of("on")+" > "+of("term"), dossiers.ResolvedLate)
	if w.ruled(dossiers.DueBy) {
		minutes := of("due minute") + " > 0 AND " + of("end minute") + " > 0 AND " + of("end minute")
		when(ended+minutes+" < "+of("due minute"), dossiers.ResolvedEarly)
		when(ended+minutes+" > "+of("due minute"), dossiers.ResolvedLate)
	}
	when("NOT "+open, dossiers.ResolvedOnTime)
	if !w.ruled(dossiers.PausedBy) {
		when(of(isUnknown), dossiers.OpenUnknown)
		when(of(isPaused), dossiers.Paused)
	}
	if !w.ruled(dossiers.NoDue) {
		when(noTerm, dossiers.PendingUnknown)
	}
	before := []string{" < ", " <= "}[w.q.List.Rules[dossiers.LastDay]]
	when(of("term")+before+of("on"), dossiers.PendingOverdue)
	text := "CASE\n      " + strings.Join(cases, "\n      ") + "\n      ELSE '" + dossiers.PendingInTime.ID() + "'\n    END"
	keys := slices.Concat(w.q.List.keys(), []string{periodColumn, isReceipt, "channel"}, w.q.List.answers())
	return step{name: listParts, from: listTerms, columns: append(w.same(listTerms, keys...), column{text, partColumn}), why: []string{"What each dossier is in each month."}}
}

// listZeros has a row of zeros for every month of each unit.
func (w *writer) listZeros() step {
	s := step{name: listZeros, from: listUnits + w.calendar(), where: w.of(listUnits, "dossiers") + " > 0"}
	s.columns = append(w.same(listUnits, w.q.List.keys()...), column{w.of(listCalendar, periodColumn), periodColumn})
	for _, p := range w.partsNeeded() {
		s.columns = append(s.columns, column{"0", p.ID()})
	}
	return s
}

// listTidy is the tidy table.
func (w *writer) listTidy() step {
	l := w.q.List
	keys := append([]string{periodColumn}, l.keys()...)
	s := step{name: listTidy, from: "(SELECT * FROM " + listCounts + " UNION ALL SELECT * FROM " + listZeros + ") AS " + listAll, keys: len(keys), columns: w.same(listAll, keys...),
		why: []string{"The tidy table: a measure is not known where a dossier may be of it or not; the whole is given then."}}
	s.columns = append(s.columns, column{"'" + kpi.Dossiers + "'", thingsColumn})
	sum := func(parts []dossiers.Part) string {
		var terms []string
		for _, p := range parts {
			terms = append(terms, "sum("+w.of(listAll, p.ID())+")")
		}
		return strings.Join(terms, " + ")
	}
	early := l.holds().Gives(false)
	for _, g := range l.holds().Gives(true) {
		var conditions []string
		if !slices.ContainsFunc(early, func(e dossiers.Given) bool { return e.Measure == g.Measure }) {
			conditions = append(conditions, w.of(listAll, periodColumn)+" = '"+l.Calendar.Month(l.AsOf).String()+"'")
		}
		if len(g.Unknown) > 0 {
			conditions = append(conditions, sum(g.Unknown)+" = 0")
		}
		if g.IsWhole {
			conditions = append(conditions, sum(g.Of[:1])+" > 0")
		}
		text := sum(g.Of)
		if len(conditions) > 0 {
			text = "CASE WHEN " + strings.Join(conditions, " AND ") + " THEN " + text + " END"
		}
		s.columns = append(s.columns, column{text, g.Measure})
	}
	return s
}
