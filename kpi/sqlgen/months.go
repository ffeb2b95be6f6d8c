package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// The steps that give the months of units: those of units with one row a month, whose months
// are added up already; those of all other rows, one by one; and, where periods are groups, those
// of every period by itself. All have the same columns.
const (
	plainName    = "plain"
	oddName      = "odd"
	oddRowsName  = "odd_rows"
	oddListName  = "odd_list"
	oddMonths    = "odd_months"
	spansName    = "spans"
	periodsName  = "periods"
	eachName     = "each_period"
	monthsOfUnit = "unit_months"
)

// layout puts expressions, by name, into the order of the columns of unit months.
func (w *writer) layout(exprs map[string]string) []column {
	var columns []column
	names := slices.Concat(w.partition(), unitKeys(), []string{ownMonth}, w.saysAll())
	for _, thing := range w.mixed {
		names = append(names, periods(thing))
	}
	names = append(names, w.periodKey()...)
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		names = append(names, given(m.ID))
		if m.Kind == kpi.Distinct {
			names = append(names, atEdge(m.ID))
		}
		names = append(names, m.ID)
	}
	for _, name := range names {
		columns = append(columns, column{exprs[name], name})
	}
	return columns
}

// ofTotal gives the columns of the total of all periods.
func (w *writer) ofTotal(exprs map[string]string) {
	if w.byPeriod() {
		exprs[isTotal], exprs[groupFirst], exprs[groupLast], exprs[periodColumn] = "TRUE", "0", "0", call(w.q.Dialect.text, "NULL")
	}
}

// plain gives the sums of things of which a unit has one row for each of some months, as if
// these were one month.
func (w *writer) plain() step {
	s := step{name: plainName, from: seenName + w.besideSpans(), isJoin: true, where: w.asked(seenName), why: []string{"Of what a unit has one row a month, its months are one: given once if all rows give it."}}
	exprs := map[string]string{ownMonth: "0"}
	w.ofTotal(exprs)
	for _, name := range unitKeys() {
		exprs[name] = w.of(seenName, name)
	}
	of := func(name string) string { return w.of(seenName, name) }
	for _, thing := range w.things {
		exprs[says(thing)] = "CASE WHEN " + of(periods(thing)) + " > 0 AND " + w.isPlain(thing) + " THEN 1 END"
		exprs[periods(thing)] = "CASE WHEN " + w.isPlain(thing) + " THEN " + of(periods(thing)) + " END"
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		all := of(given(m.ID)) + " = " + of(periods(m.Of))
		isFirst := w.monthOf(of(firstOf(m.Of))) + " = " + w.span(firstOf(m.Of))
		isLast := w.monthOf(of(lastOf(m.Of))) + " = " + w.span(lastOf(m.Of))
		switch m.Kind {
		case kpi.Opening:
			all = of(m.ID) + " IS NOT NULL AND " + w.monthOf(w.edgeOf(m)) + " = " + w.span(firstOf(m.Of))
		case kpi.Closing:
			all = of(m.ID) + " IS NOT NULL AND " + w.monthOf(w.edgeOf(m)) + " = " + w.span(lastOf(m.Of))
		case kpi.Mixed:
			all += " AND " + of(periods(m.Of)) + " = 1 AND " + isFirst + " AND " + isLast
		case kpi.Distinct:
			all += " AND " + of(least(m.ID)) + " = " + of(m.ID)
			exprs[atEdge(m.ID)] = "CASE WHEN " + w.isPlain(m.Of) + " AND " + isLast + " THEN 1 ELSE 0 END"
		}
		if !slices.Contains(w.inParts(), i) {
			exprs[given(m.ID)], exprs[m.ID] = call(w.q.Dialect.nullCount, "NULL"), call(w.q.Dialect.nullCount, "NULL")
			continue
		}
		exprs[given(m.ID)] = "CASE WHEN " + w.isPlain(m.Of) + " THEN CASE WHEN " + all + " THEN 1 ELSE 0 END END"
		exprs[m.ID] = "CASE WHEN " + w.isPlain(m.Of) + " THEN " + of(m.ID) + " END"
	}
	s.columns = w.layout(exprs)
	return s
}

// span is the first or last of all months of a thing.
func (w *writer) span(name string) string { return w.of(spansName, name) }

// besideSpans joins the row of these.
func (w *writer) besideSpans() string {
	if len(w.edges) == 0 {
		return ""
	}
	return " CROSS JOIN " + spansName
}

// columnsOf returns the columns of the rows of odd units.
func (w *writer) columnsOf(step string) []column {
	names := slices.Concat(unitKeys(), w.saysAll(), []string{firstMonth, lastMonth})
	for _, i := range w.measures {
		names = append(names, w.q.Measures.At(i).ID)
	}
	return w.same(step, names...)
}

// spans finds them. ClickHouse runs a query anew wherever it is named: there, and in DuckDB,
// the periods of the rows are read for it; PostgreSQL has them in the sums of units.
func (w *writer) spans() step {
	s := step{name: spansName, why: []string{"An opening count is known only where the first of all months is, a closing or distinct one where the last is."}}
	ofSums := w.q.Dialect.name == "postgres" || w.q.List != nil
	first, last := w.spanOfRow("span_rows")
	var plain, odd []string
	for _, thing := range w.edges {
		for _, edge := range []struct{ of, agg, month, own string }{{firstOf(thing), "min", firstMonth, first}, {lastOf(thing), "max", lastMonth, last}} {
			if !ofSums {
				s.columns = append(s.columns, column{edge.agg + "(CASE WHEN " + w.mentions("span_rows", thing) + " THEN " + edge.own + " END)", edge.of})
				continue
			}
			s.columns = append(s.columns, column{edge.agg + "(" + w.of("span", edge.of) + ")", edge.of})
			plain = append(plain, "CASE WHEN "+w.isPlain(thing)+" THEN "+w.monthOf(w.of(seenName, edge.of))+" END AS "+w.name(edge.of))
			odd = append(odd, "CASE WHEN "+w.of(oddListName, says(thing))+" THEN "+w.of(oddListName, edge.month)+" END")
		}
	}
	if !ofSums {
		keys := w.of(sourceName, periodColumn)
		if w.q.has(thingsColumn) {
			keys += ", " + w.of(sourceName, thingsColumn)
		}
		s.from = "(SELECT DISTINCT " + keys + " FROM " + sourceName + ") AS span_rows"
		return s
	}
	from := "SELECT " + strings.Join(plain, ", ") + " FROM " + seenName
	if w.q.List == nil {
		from += "\n    UNION ALL SELECT " + strings.Join(odd, ", ") + " FROM " + oddListName
	}
	s.from = "(" + from + ") AS span"
	return s
}

// spanOfRow returns the first and the last month of a row; without a period, of all.
func (w *writer) spanOfRow(step string) (first, last string) {
	first, last = w.monthsOf(w.of(step, periodColumn))
	earliest, latest := w.allMonths()
	return "coalesce(" + first + ", " + earliest + ", 0)", "coalesce(" + last + ", " + latest + ", 0)"
}

// allMonths returns the first and the last month of all rows.
func (w *writer) allMonths() (first, last string) {
	if all := w.q.Period; !all.IsZero() {
		return strconv.Itoa(int(all.From)), strconv.Itoa(int(all.To))
	}
	return "(SELECT min(" + w.of(periodsName, firstMonth) + ") FROM " + periodsName + ")", "(SELECT max(" + w.of(periodsName, lastMonth) + ") FROM " + periodsName + ")"
}

// odd finds what units have in any other way: a period of several months, two rows for one
// month, no period.
func (w *writer) odd() step {
	s := step{name: oddName, from: seenName, columns: w.same(seenName, unitKeys()...), why: []string{"What units have in another way: periods of several months, two rows for a month, no period."}}
	var any []string
	for _, thing := range w.things {
		s.columns = append(s.columns, column{"NOT (" + w.isPlain(thing) + ")", isOdd(thing)})
		any = append(any, "NOT ("+w.isPlain(thing)+")")
	}
	s.where = strings.Join(any, "\n    OR ")
	return s
}

// oddRows reads the rows of these, and months.
func (w *writer) oddRows() []step {
	first, last := w.monthsOf(w.of(countsName, periodColumn))
	s := step{name: oddRowsName, from: countsName + w.joinOdd(), isJoin: true, why: []string{"Their rows. Months are counted from January of the year 0. A period written in another way is an error."}}
	if w.q.Dialect.name == "postgres" { // else the planner may sort all rows for no unit
		s.where = "(SELECT count(*) FROM " + oddName + ") > 0"
	}
	s.columns = append(w.same(oddName, unitKeys()...), column{first, firstMonth}, column{last, lastMonth})
	var any []string
	for _, thing := range w.things {
		is := w.of(oddName, isOdd(thing))
		mentioned := is
		if mentions := w.mentions(countsName, thing); mentions != "TRUE" {
			mentioned += " AND " + mentions
		}
		s.columns = append(s.columns, column{mentioned, says(thing)})
		any = append(any, is)
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		s.columns = append(s.columns, column{"CASE WHEN " + w.of(oddName, isOdd(m.Of)) + " THEN " + w.late(i, w.of(countsName, m.ID)) + " END", m.ID})
	}
	list := step{name: oddListName, from: oddRowsName, why: []string{"A row without a period belongs to all."}}
	earliest, latest := w.allMonths()
	list.columns = w.same(oddRowsName, append(unitKeys(), w.saysAll()...)...)
	list.columns = append(list.columns, column{"coalesce(" + w.of(oddRowsName, firstMonth) + ", " + earliest + ", 0)", firstMonth},
		column{"coalesce(" + w.of(oddRowsName, lastMonth) + ", " + latest + ", 0)", lastMonth})
	for _, i := range w.measures {
		list.columns = append(list.columns, w.same(oddRowsName, w.q.Measures.At(i).ID)...)
	}
	return []step{s, list}
}

// joinOdd joins rows with the odd units that they are of.
func (w *writer) joinOdd() string {
	var on []string
	for _, c := range w.unitOf(countsName) {
		if c.expr != "''" {
			on = append(on, c.expr+" = "+w.of(oddName, c.name))
		}
	}
	if len(w.keyColumns()) == 0 {
		return " CROSS JOIN " + oddName
	}
	return " JOIN " + oddName + " ON " + strings.Join(on, "\n    AND ")
}

// periods reads the periods of the table.
func (w *writer) periods() step {
	text := w.of("period_texts", periodColumn)
	first, last := w.monthsOf(text)
	from := "(SELECT DISTINCT coalesce(" + w.of(sourceName, periodColumn) + ", '') AS " + w.name(periodColumn) + " FROM " + sourceName + ") AS period_texts"
	return step{name: periodsName, from: from, columns: []column{{text, periodColumn}, {first, firstMonth}, {last, lastMonth}}, why: []string{"The months of every period of the table."}}
}

// oddMonths adds up each month of a unit: how many rows give a count for it, and the counts
// of the periods that begin in it.
func (w *writer) oddMonths() []step {
	const all = "months"
	months := step{name: all, from: oddListName + w.besideSpans(), isJoin: true, where: w.asked(oddListName), why: []string{"One row for each month of a period."},
		columns: append(w.columnsOf(oddListName), column{call(w.q.Dialect.months, w.of(oddListName, firstMonth), w.of(oddListName, lastMonth)), ownMonth})}
	for _, thing := range w.edges {
		months.columns = append(months.columns, w.same(spansName, firstOf(thing), lastOf(thing))...)
	}
	s := step{name: oddMonths, from: all, why: []string{"Each month of a unit: how many rows give a count for it; counts stand in the first month of their period."}}
	exprs := map[string]string{}
	w.ofTotal(exprs)
	for _, name := range append(unitKeys(), ownMonth) {
		exprs[name] = w.of(all, name)
	}
	begins := w.of(all, ownMonth) + " = " + w.of(all, firstMonth)
	for _, thing := range w.things {
		exprs[says(thing)] = "max(CASE WHEN " + w.of(all, says(thing)) + " THEN 1 END)"
		exprs[periods(thing)] = "count(CASE WHEN " + w.of(all, says(thing)) + " AND " + begins + " THEN 1 END)"
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		value := w.of(all, m.ID)
		counted, summed := value, begins
		if m.Kind == kpi.Opening || m.Kind == kpi.Mixed {
			summed += " AND " + w.of(all, firstMonth) + " = " + w.of(all, firstOf(m.Of))
		}
		if m.Kind == kpi.Closing || m.Kind == kpi.Mixed || m.Kind == kpi.Distinct {
			summed += " AND " + w.of(all, lastMonth) + " = " + w.of(all, lastOf(m.Of))
		}
		exprs[m.ID] = "sum(CASE WHEN " + summed + " THEN " + value + " END)"
		switch m.Kind {
		case kpi.Distinct: // every month of a period has its count
			exprs[atEdge(m.ID)], exprs[m.ID] = "count(CASE WHEN "+summed+" THEN "+value+" END)", "max("+value+")"
		case kpi.Opening, kpi.Closing, kpi.Mixed:
			counted = "CASE WHEN " + summed + " THEN " + value + " END"
		}
		exprs[given(m.ID)] = "count(" + counted + ")"
	}
	s.columns = w.layout(exprs)
	s.keys = len(w.partition()) + len(unitKeys()) + 1
	return []step{months, s}
}

// eachPeriod adds up the rows of a unit in each period by itself.
func (w *writer) eachPeriod() step {
	period := "coalesce(" + w.of(partsName, periodColumn) + ", '')"
	s := step{name: eachName, from: partsName + " JOIN " + periodsName + " ON " + period + " = " + w.of(periodsName, periodColumn), isJoin: true,
		why: []string{"Each period of a unit by itself: what one row gives."}}
	first, last := w.of(periodsName, firstMonth), w.of(periodsName, lastMonth)
	text := w.of(partsName, periodColumn)
	if all := w.q.Period; !all.IsZero() {
		text = "coalesce(nullif(" + text + ", ''), '" + all.String() + "')"
		first, last = "coalesce("+first+", "+strconv.Itoa(int(all.From))+")", "coalesce("+last+", "+strconv.Itoa(int(all.To))+")"
	} else {
		text = "nullif(" + text + ", '')"
		first, last = "coalesce("+first+", (SELECT min("+w.of("every", firstMonth)+") FROM "+periodsName+" AS every), 0)", "coalesce("+last+", (SELECT max("+w.of("every", lastMonth)+") FROM "+periodsName+" AS every), 0)"
	}
	exprs := map[string]string{isTotal: "FALSE", groupFirst: first, groupLast: last, ownMonth: "0", periodColumn: "max(" + text + ")"}
	for _, c := range w.unitOf(partsName) {
		exprs[c.name] = c.expr
	}
	for _, thing := range w.things {
		mentions := w.mentions(partsName, thing)
		exprs[says(thing)] = "max(CASE WHEN " + mentions + " THEN 1 END)"
		exprs[periods(thing)] = "sum(CASE WHEN " + mentions + " THEN " + w.of(partsName, countOfRows) + " ELSE 0 END)"
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		sum := "sum("
		if m.Kind == kpi.Distinct {
			sum = "max("
			exprs[atEdge(m.ID)] = "sum(" + w.of(partsName, given(m.ID)) + ")"
		}
		exprs[given(m.ID)] = "sum(" + w.of(partsName, given(m.ID)) + ")"
		exprs[m.ID] = w.late(i, sum+w.of(partsName, m.ID)+")")
	}
	s.columns, s.where = w.layout(exprs), w.hold()
	s.keys = len(w.partition()) + len(unitKeys()) + 1
	return s
}
