package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Names of columns that parts have. None is an id: each has a space.
const (
	ownPeriod   = "own period" // of all rows of a part; NULL: each is of a month
	countOfRows = "all rows"
	setOfMonths = "all months" // those of the rows
	firstPeriod = "first period"
	lastPeriod  = "last period"
	isOther     = "is other" // of a row: it has a count that kpi does not write; then how many are
)

func firstOf(thing string) string { return thing + " first" }
func lastOf(thing string) string  { return thing + " last" }
func inEdge(edge string) string   { return "in " + edge }        // of rows; then how many are
func periodOf(edge string) string { return edge + " in period" } // the period of these
func least(id string) string      { return id + " least" }

// isEdge reports whether a measure counts in the first or last month alone.
func isEdge(m kpi.Measure) bool {
	return m.Kind == kpi.Opening || m.Kind == kpi.Closing || m.Kind == kpi.Mixed
}

// ends finds the first and the last month that rows of the table have for each thing of
// which a measure counts in that alone. Other periods may begin before it, or end after it:
// that is seen later.
func (w *writer) ends(table string) step {
	s := step{name: "ends", why: []string{"The first and the last month of the table, as texts: an index on period serves."}}
	p := w.of("tidy", periodColumn)
	for _, thing := range w.bounded {
		if w.q.List != nil {
			first, last := w.q.List.span(w.q.Period)
			s.columns = append(s.columns, column{"'" + first.String() + "'", firstOf(thing)}, column{"'" + last.String() + "'", lastOf(thing)})
			continue
		}
		where := []string{likeMonth(p)}
		if mentions := w.mentions("tidy", thing); mentions != "TRUE" {
			where = append(where, mentions)
		}
		if within := w.within(); within != "" {
			where = append(where, "("+within+")")
		}
		edge := func(of string) string {
			return "(SELECT " + of + "(" + p + ") FROM " + table + " AS tidy WHERE " + strings.Join(where, " AND ") + ")"
		}
		s.columns = append(s.columns, column{edge("min"), firstOf(thing)}, column{edge("max"), lastOf(thing)})
	}
	return s
}

// inEdges returns columns: whether a row is of the first or the last month of a thing, or of
// another period than a month.
func (w *writer) inEdges(step string) (columns []column) {
	p := w.of(step, periodColumn)
	for _, thing := range w.bounded {
		for _, edge := range []string{firstOf(thing), lastOf(thing)} {
			columns = append(columns, column{p + " = (SELECT " + w.of("ends", edge) + " FROM ends) OR NOT " + likeMonth(p), inEdge(edge)})
		}
	}
	return columns
}

// parts adds up rows by the key columns of the table as they are, which every server of a
// database can do with its own rows. All rows of a part give the same counts, and are of one
// month each or of one longer period.
func (w *writer) parts() step {
	s := step{name: "parts", from: "counts", why: []string{"Sums by the columns as they are: each server can add up its own rows. Those of one part give the same counts,",
		"and are of months, or of one other period, which the part has for its own."}}
	of := func(name string) string { return w.of("counts", name) }
	for _, name := range w.keyColumns() {
		s.columns = append(s.columns, w.same("counts", name)...)
	}
	p := of(periodColumn)
	own := "CASE WHEN " + p + " IS NULL THEN '' ELSE " + p + " END" // not coalesce, which PostgreSQL does not hand on to servers
	if !w.byPeriod() {
		own = "CASE WHEN " + p + " IS NULL THEN '' WHEN NOT " + w.isMonth(p) + " THEN " + p + " END"
	}
	s.columns = append(s.columns, column{own, ownPeriod})
	for _, c := range w.givenCounts() {
		s.columns = append(s.columns, w.same("counts", c.name)...)
	}
	if w.hasDifferences {
		s.columns = append(s.columns, w.marks("derived ", "counts", w.measures)...)
	}
	s.keys = len(s.columns)
	s.columns = append(s.columns, column{"count(*)", countOfRows})
	s.columns = append(s.columns, column{"min(" + p + ")", firstPeriod}, column{"max(" + p + ")", lastPeriod})
	if !w.byPeriod() {
		s.columns = append(s.columns, column{call(w.q.Dialect.sets.ofMonths, w.placeOf(p), w.isMonth(p)), setOfMonths})
	}
	if w.hasOthers() {
		s.columns = append(s.columns, column{"count(CASE WHEN " + of(isOther) + " THEN 1 END)", isOther})
	}
	at := func(edge, value string) string { return "CASE WHEN " + of(inEdge(edge)) + " THEN " + value + " END" }
	if w.byPeriod() {
		at = func(_, value string) string { return value }
	}
	for _, thing := range w.bounded {
		for _, edge := range []string{firstOf(thing), lastOf(thing)} {
			s.columns = append(s.columns, column{"count(" + at(edge, "1") + ")", inEdge(edge)}, column{"min(" + at(edge, p) + ")", periodOf(edge)})
		}
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		switch value := of(m.ID); {
		case m.Kind == kpi.Distinct:
			s.columns = append(s.columns, column{"min(" + value + ")", least(m.ID)}, column{"max(" + value + ")", m.ID})
		case isEdge(m):
			edge := firstOf(m.Of)
			if m.Kind == kpi.Closing {
				edge = lastOf(m.Of)
			}
			s.columns = append(s.columns, column{"sum(" + at(edge, value) + ")", m.ID})
		default:
			s.columns = append(s.columns, column{"sum(" + value + ")", m.ID})
		}
	}
	return s
}

// keyColumns returns the columns of units and things that the table has.
func (w *writer) keyColumns() []string {
	return slices.DeleteFunc(append(unitKeys(), thingsColumn), func(name string) bool { return !w.q.has(name) })
}

// dated gives each part its unit, its months, and what it is about.
func (w *writer) dated() step {
	s := step{name: "dated", from: "parts", where: w.hold(), why: []string{"Months are counted from January of the year 0. A period written in another way is an error."}}
	of := func(name string) string { return w.of("parts", name) }
	s.columns = w.unitOf("parts")
	for _, thing := range w.things {
		s.columns = append(s.columns, column{w.mentions("parts", thing), says(thing)})
	}
	if !w.byPeriod() {
		s.columns = append(s.columns, w.same("parts", setOfMonths)...)
	}
	first, last := w.monthsOf(of(ownPeriod), of(firstPeriod), of(lastPeriod))
	s.columns = append(append(s.columns, w.same("parts", ownPeriod, countOfRows)...), column{first, firstMonth}, column{last, lastMonth})
	s.columns = append(s.columns, w.same("parts", w.edgeColumns()...)...)
	s.columns = append(s.columns, w.same("parts", w.sums()...)...)
	return s
}

// edgeColumns returns the names of the columns of parts about first and last months.
func (w *writer) edgeColumns() (names []string) {
	for _, thing := range w.bounded {
		for _, edge := range []string{firstOf(thing), lastOf(thing)} {
			names = append(names, inEdge(edge), periodOf(edge))
		}
	}
	return names
}

// sums returns the names of the columns of measures.
func (w *writer) sums() (names []string) {
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		if m.Kind == kpi.Distinct {
			names = append(names, least(m.ID))
		}
		names = append(names, m.ID)
	}
	return names
}

// hold is the condition that no row has a count that kpi does not write; else an error.
func (w *writer) hold() string {
	if !w.hasOthers() {
		return ""
	}
	return call(w.q.Dialect.list.holds, w.of("parts", isOther)+" = 0", "coalesce("+w.of("parts", lastPeriod)+", '')", "not a count")
}

// placed gives parts without a period that of all others. Where periods are groups, each part
// counts twice: in its group and in the total.
func (w *writer) placed() step {
	s := step{name: "placed", from: "dated", why: []string{"A part without a period belongs to all."}}
	of := func(name string) string { return w.of("dated", name) }
	earliest, latest := "min("+of(firstMonth)+") OVER ()", "max("+of(lastMonth)+") OVER ()"
	if all := w.q.Period; !all.IsZero() {
		earliest, latest = strconv.Itoa(int(all.From)), strconv.Itoa(int(all.To))
	}
	s.columns = append(w.same("dated", slices.Concat(unitKeys(), w.saysAll(), []string{countOfRows})...),
		column{"coalesce(" + of(firstMonth) + ", " + earliest + ", 0)", firstMonth}, column{"coalesce(" + of(lastMonth) + ", " + latest + ", 0)", lastMonth})
	if !w.byPeriod() {
		s.columns = append(s.columns, w.same("dated", ownPeriod, setOfMonths)...)
	} else {
		text := "nullif(" + of(ownPeriod) + ", '')"
		if all := w.q.Period; !all.IsZero() {
			text = "coalesce(" + text + ", '" + all.String() + "')"
		}
		s.columns = append(s.columns, column{text, periodColumn})
	}
	s.columns = append(s.columns, w.same("dated", w.edgeColumns()...)...)
	s.columns = append(s.columns, w.same("dated", w.sums()...)...)
	return s
}

// spans adds the first and the last month of all parts that count a thing, and the months of
// each part.
func (w *writer) spans() step {
	s := step{name: "spans", from: "placed", why: []string{"An opening count is known only where the first of all months is, a closing or distinct one where the last is."}}
	of := func(name string) string { return w.of("placed", name) }
	over := " OVER ()"
	if w.byPeriod() {
		s.why = append(s.why, "Every part counts twice: in its period and in the total.")
		s.from += " CROSS JOIN (SELECT FALSE AS " + w.name(isTotal) + " UNION ALL SELECT TRUE) AS scope"
		total := w.of("scope", isTotal)
		group := func(name string) string { return "CASE WHEN " + total + " THEN 0 ELSE " + of(name) + " END" }
		s.columns = append(s.columns, column{total, isTotal}, column{group(firstMonth), groupFirst}, column{group(lastMonth), groupLast}, column{of(periodColumn), periodColumn})
		over = " OVER (PARTITION BY " + total + ", " + group(firstMonth) + ", " + group(lastMonth) + ")"
	}
	s.columns = append(s.columns, w.same("placed", slices.Concat(unitKeys(), w.saysAll(), []string{countOfRows})...)...)
	length := of(lastMonth) + " - " + of(firstMonth) + " + 1"
	set := call(w.q.Dialect.sets.span, of(firstMonth)+" - "+zeroMonth, of(lastMonth)+" - "+zeroMonth)
	monthOf := func(_, own string) string { return of(own) }
	if !w.byPeriod() {
		isPlain := "CASE WHEN " + of(ownPeriod) + " IS NULL THEN "
		length, set = isPlain+"1 ELSE "+length+" END", isPlain+of(setOfMonths)+" ELSE "+set+" END"
		monthOf = func(edge, own string) string {
			return isPlain + w.monthOf(of(periodOf(edge))) + " ELSE " + of(own) + " END"
		}
	}
	s.columns = append(s.columns, column{of(countOfRows) + " * (" + length + ")", lengthOfPart}, column{set, setOfMonths}, column{of(lastMonth), lastMonth})
	for _, thing := range w.edges {
		edge := func(of, month string) string {
			return of + "(CASE WHEN " + w.of("placed", says(thing)) + " THEN " + w.of("placed", month) + " END)" + over
		}
		s.columns = append(s.columns, column{edge("min", firstMonth), firstOf(thing)}, column{edge("max", lastMonth), lastOf(thing)})
	}
	for _, thing := range w.bounded {
		s.columns = append(s.columns, w.same("placed", inEdge(firstOf(thing)), inEdge(lastOf(thing)))...)
		s.columns = append(s.columns, column{monthOf(firstOf(thing), firstMonth), monthIn(firstOf(thing))}, column{monthOf(lastOf(thing), lastMonth), monthIn(lastOf(thing))})
	}
	s.columns = append(s.columns, w.same("placed", w.sums()...)...)
	return s
}

// clashes adds the months of the parts of a unit, where parts that count a thing overlap, or
// one gives counts of a thing that it does not list: only then are sets of months compared.
func (w *writer) clashes() step {
	s := step{name: "clashes", from: "spans", columns: []column{{"spans.*", ""}}, why: []string{"The months of units of which two rows count the same thing in one month."}}
	of := func(name string) string { return w.of("spans", name) }
	over := " OVER (PARTITION BY " + strings.Join(forEach(append(w.partition(), unitKeys()...), of), ", ") + ")"
	for _, thing := range w.things {
		sets, mentions := w.q.Dialect.sets, "CASE WHEN "+of(says(thing))+" THEN "
		isOdd := "sum(" + mentions + of(lengthOfPart) + " END)" + over + " <> " + call(sets.size, call(sets.union, mentions+of(setOfMonths)+" ELSE "+sets.none+" END", over))
		if elsewhere := w.elsewhere(thing); elsewhere != "" {
			isOdd += " OR max(CASE WHEN " + elsewhere + " THEN 1 END)" + over + " = 1"
		}
		s.columns = append(s.columns, column{"CASE WHEN " + isOdd + " THEN " + of(setOfMonths) + " ELSE " + sets.none + " END", monthsOf(thing)})
	}
	return s
}

// elsewhere is the condition that a part gives counts of a thing that it does not list.
func (w *writer) elsewhere(thing string) string {
	if !w.q.has(thingsColumn) {
		return ""
	}
	var given []string
	for _, i := range w.measures {
		if m := w.q.Measures.At(i); m.Of == thing {
			given = append(given, w.of("spans", m.ID)+" IS NOT NULL")
		}
	}
	return "NOT " + w.of("spans", says(thing)) + " AND (" + strings.Join(given, " OR ") + ")"
}

func monthsOf(thing string) string { return thing + " months" }
func monthIn(edge string) string   { return edge + " in month" } // the month of [periodOf]
