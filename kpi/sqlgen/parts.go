package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// plainMonth is the condition that a text is a month of this century.
func (w *writer) plainMonth(p string) string {
	digit := func(place string) string { return "ascii(substr(" + p + ", " + place + ", 1)) BETWEEN 48 AND 57" }
	return p + " LIKE '20__-__' AND " + digit("3") + " AND " + digit("4") + " AND " + w.monthPlace(p) + " % 3 = 2"
}

// monthPlace is where the month of a text is in a list of all: that of January is 2, of
// February 5, and of no month another.
func (w *writer) monthPlace(p string) string {
	return call(w.q.Dialect.find, "' 01 02 03 04 05 06 07 08 09 10 11 12'", "substr("+p+", 6)")
}

// bitOf is a set with one bit for a month of ten years; two months of one bit count as two
// rows of one month, and their unit is added up month by month. PostgreSQL, which computes each
// condition anew, has bits for what is no month, too, which are not counted.
func (w *writer) bitOf(p string) string {
	year, condition := "(ascii(substr("+p+", 4, 1)) - 48)", w.plainMonth(p)
	number := year + " * 12 + " + call(w.q.Dialect.number, "("+w.monthPlace(p)+" - 2) / 3")
	if w.q.Dialect.name == "postgres" {
		condition = p + " LIKE '20__-__' AND ascii(substr(" + p + ", 3, 1)) BETWEEN 48 AND 57"
		number = year + " * 39 + " + w.monthPlace(p)
	}
	return "CASE WHEN " + condition + " THEN " + call(w.q.Dialect.bit, call(w.q.Dialect.small, number)) + " END"
}

// ends finds the first and the last month that rows of the table have for each thing. Whether
// they are the first and last of all periods is seen later.
func (w *writer) ends(table string) step {
	s := step{name: endsName, why: []string{"The first and the last month of the table, as texts: an index on period serves."}}
	for _, thing := range w.bounded {
		if w.q.List != nil {
			first, last := w.q.List.span(w.q.Period)
			s.columns = append(s.columns, column{"'" + first.String() + "'", firstOf(thing)}, column{"'" + last.String() + "'", lastOf(thing)})
			continue
		}
		p := w.of("tidy", periodColumn)
		where := []string{w.plainMonth(p)}
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

// end is the text of the first or last month of a thing.
func (w *writer) end(name string) string {
	return "(SELECT " + w.of(endsName, name) + " FROM " + endsName + ")"
}

// edgeOf returns the text of the month that counts of an opening or closing measure.
func (w *writer) edgeOf(m kpi.Measure) string {
	if m.Kind == kpi.Opening {
		return w.end(firstOf(m.Of))
	}
	return w.end(lastOf(m.Of))
}

// isEdge reports whether a measure counts in the first or last month alone.
func isEdge(m kpi.Measure) bool { return m.Kind == kpi.Opening || m.Kind == kpi.Closing }

// parts adds up rows by the key columns of the table as they are, which every server of a
// database can do with its own rows.
func (w *writer) parts() step {
	s := step{name: partsName, from: countsName, why: []string{"The sums of each unit, by the columns as they are: each server can add up its own rows."}}
	for _, name := range w.keyColumns() {
		s.columns = append(s.columns, w.same(countsName, name)...)
	}
	if w.byPeriod() {
		s.columns = append(s.columns, w.same(countsName, periodColumn)...)
	}
	s.keys = len(s.columns)
	p := w.of(countsName, periodColumn)
	s.columns = append(s.columns, column{"count(*)", countOfRows}, column{call(w.q.Dialect.bits, w.bitOf(p)), setOfMonths},
		column{"min(" + p + ")", firstPeriod}, column{"max(" + p + ")", lastPeriod})
	if w.hasOthers() {
		s.columns = append(s.columns, column{"count(CASE WHEN " + w.of(countsName, isOther) + " THEN 1 END)", isOther})
	}
	for _, i := range w.inParts() {
		m := w.q.Measures.At(i)
		value := w.of(countsName, m.ID)
		s.columns = append(s.columns, column{"count(" + value + ")", given(m.ID)})
		switch {
		case m.Kind == kpi.Distinct:
			s.columns = append(s.columns, column{"min(" + value + ")", least(m.ID)}, column{"max(" + value + ")", m.ID})
		case isEdge(m) && !w.byPeriod():
			s.columns = append(s.columns, column{"sum(CASE WHEN " + p + " = " + w.edgeOf(m) + " THEN " + value + " END)", m.ID})
		default:
			s.columns = append(s.columns, column{"sum(" + value + ")", m.ID})
		}
	}
	return s
}

// inParts returns the measures that parts add up. Where a unit has one row a month, what gives
// all parts of a whole gives the whole, unless it adds up in another way.
func (w *writer) inParts() []int {
	if w.byPeriod() {
		return w.measures
	}
	var list []int
	var visit func(i int)
	visit = func(i int) {
		if !slices.Contains(list, i) {
			list = append(list, i)
		}
		if w.q.Measures.At(i).Kind == kpi.Mixed {
			for _, p := range w.q.Measures.Parts(i) {
				if slices.Contains(w.measures, p) {
					visit(p)
				}
			}
		}
	}
	for _, i := range w.inFormulas() {
		visit(i)
	}
	slices.Sort(list)
	return list
}

// keyColumns returns the columns of units and things that the table has.
func (w *writer) keyColumns() []string {
	return slices.DeleteFunc(append(unitKeys(), thingsColumn), func(name string) bool { return !w.q.has(name) })
}

// seen adds the sums of a unit that differ in things, or in blanks that are written in two
// ways.
func (w *writer) seen() step {
	s := step{name: seenName, from: partsName, why: []string{"The sums of each unit. A row counts the things that it lists, else all."}}
	s.where = w.hold()
	s.columns = w.unitOf(partsName)
	s.keys = len(s.columns)
	for _, thing := range w.things {
		of := func(agg, name string) string {
			value := w.of(partsName, name)
			if mentions := w.mentions(partsName, thing); mentions != "TRUE" {
				value = "CASE WHEN " + mentions + " THEN " + value + " END"
			}
			return call(agg, value)
		}
		s.columns = append(s.columns, column{of("sum(%s)", countOfRows), periods(thing)},
			column{call(w.q.Dialect.bitCount, of(w.q.Dialect.bits, setOfMonths)), monthsOfThing(thing)})
		if slices.Contains(w.edges, thing) {
			s.columns = append(s.columns, column{of("min(%s)", firstPeriod), firstOf(thing)}, column{of("max(%s)", lastPeriod), lastOf(thing)})
		}
		if elsewhere := w.elsewhere(thing); elsewhere != "" {
			s.columns = append(s.columns, column{elsewhere, elsewhereOf(thing)})
		}
	}
	for _, i := range w.inParts() {
		m := w.q.Measures.At(i)
		value := w.of(partsName, m.ID)
		s.columns = append(s.columns, column{"sum(" + w.of(partsName, given(m.ID)) + ")", given(m.ID)})
		if m.Kind == kpi.Distinct {
			s.columns = append(s.columns, column{w.late(i, "min("+w.of(partsName, least(m.ID))+")"), least(m.ID)}, column{w.late(i, "max("+value+")"), m.ID})
			continue
		}
		if isEdge(m) && w.byPeriod() {
			value = "CASE WHEN " + w.of(partsName, periodColumn) + " = " + w.edgeOf(m) + " THEN " + value + " END"
		}
		s.columns = append(s.columns, column{"sum(" + value + ")", m.ID})
	}
	return s
}

// hold is the condition that no row has a count that kpi does not write; else an error.
func (w *writer) hold() string {
	if !w.hasOthers() {
		return ""
	}
	return call(w.q.Dialect.list.holds, w.of(partsName, isOther)+" = 0", w.of(partsName, lastPeriod), "not a count")
}

// elsewhere counts what rows give of a thing that they do not list.
func (w *writer) elsewhere(thing string) string {
	if !w.q.has(thingsColumn) {
		return ""
	}
	var terms []string
	for _, i := range w.inParts() {
		if m := w.q.Measures.At(i); m.Of == thing {
			terms = append(terms, w.of(partsName, given(m.ID)))
		}
	}
	return "sum(CASE WHEN NOT " + w.mentions(partsName, thing) + " THEN " + strings.Join(terms, " + ") + " ELSE 0 END)"
}

// isPlain is the condition that the rows of a unit that count a thing are one for each of
// some months, and that all which give it count it.
func (w *writer) isPlain(thing string) string {
	text := "coalesce(" + w.of(seenName, periods(thing)) + ", 0) = coalesce(" + w.of(seenName, monthsOfThing(thing)) + ", 0)"
	if w.q.has(thingsColumn) {
		text += " AND " + w.of(seenName, elsewhereOf(thing)) + " = 0"
	}
	return text
}

func least(id string) string            { return id + " least" }
func firstOf(thing string) string       { return thing + " first" }
func lastOf(thing string) string        { return thing + " last" }
func monthsOfThing(thing string) string { return thing + " months" }
func elsewhereOf(thing string) string   { return thing + " elsewhere" }
func isOdd(thing string) string         { return thing + " is odd" }
