package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Names of columns that steps add. None is an id: each has a space.
const (
	isTotal    = "is total"
	firstMonth = "first month"
	lastMonth  = "last month"
	groupFirst = "group first"
	groupLast  = "group last"
	ownMonth   = "the month"
)

func says(thing string) string    { return "says " + thing }
func first(thing string) string   { return thing + " first" }
func last(thing string) string    { return thing + " last" }
func periods(thing string) string { return thing + " periods" }
func given(id string) string      { return id + " given" }
func atEdge(id string) string     { return id + " at the edge" }

// unitKeys returns the columns of which no two units have the same.
func unitKeys() []string {
	return []string{provinceColumn, districtColumn, communeColumn, levelColumn}
}

func (w *writer) saysAll() []string { return forEach(w.things, says) }

func forEach(list []string, name func(string) string) []string {
	var names []string
	for _, text := range list {
		names = append(names, name(text))
	}
	return names
}

// source reads the table: blank names as empty texts, counts as integers, and the things
// that each row counts.
func (w *writer) source(table string) step {
	s := step{name: "source", from: table + " AS tidy", why: []string{"The rows as integers; days as half days. A row says something of what it lists in things, else of all."}}
	text := func(name string) string { return call(w.q.Dialect.text, w.of("tidy", name)) }
	key := func(name string) string {
		if !w.q.has(name) {
			return "''"
		}
		return "coalesce(" + text(name) + ", '')"
	}
	s.columns = append(s.columns, column{"nullif(" + text(periodColumn) + ", '')", periodColumn})
	for _, name := range unitKeys()[:3] {
		s.columns = append(s.columns, column{key(name), name})
	}
	named := "CASE WHEN " + key(communeColumn) + " <> '' THEN 'commune' WHEN " + key(districtColumn) + " <> '' THEN 'district' ELSE 'province' END"
	if w.q.has(levelColumn) {
		named = "coalesce(nullif(" + text(levelColumn) + ", ''), " + named + ")"
	}
	s.columns = append(s.columns, column{named, levelColumn})
	for _, thing := range w.things {
		expr := "TRUE"
		if w.q.has(thingsColumn) {
			list := "nullif(" + text(thingsColumn) + ", '')"
			expr = "coalesce(('; ' || " + list + " || '; ') LIKE " + w.q.Dialect.literal("%; "+thing+"; %") + ", TRUE)"
		}
		s.columns = append(s.columns, column{expr, says(thing)})
	}
	for _, i := range w.rows {
		if m := w.q.Measures.At(i); w.q.has(m.ID) {
			form, pattern := w.q.Dialect.count, countPattern
			if m.Scale() == 2 {
				form, pattern = w.q.Dialect.halves, halvesPattern
			}
			s.columns = append(s.columns, column{call(form, w.of("tidy", m.ID), w.q.Dialect.literal(pattern)), m.ID})
		}
	}
	return s
}

// The patterns match what counts and days are written as; a column of floating point has
// a decimal point more. A database would round or cut any other number.
const (
	countPattern  = `^(0|[1-9][0-9]*)([.]0+)?$`
	halvesPattern = `^(0|[1-9][0-9]*)([.][05]0*)?$`
)

// periodPattern matches what a period is written as.
const periodPattern = `^[0-9]{4}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.][0-9]{4}-(0[1-9]|1[0-2]))?)?$`

// dated reads the periods that kpi writes. Any other text is an error.
func (w *writer) dated() step {
	p, pattern := w.of("source", periodColumn), w.q.Dialect.literal(periodPattern)
	digits := func(start, length int) string {
		return call(w.q.Dialect.number, "substr("+p+", "+strconv.Itoa(start)+", "+strconv.Itoa(length)+")")
	}
	month := func(year, quarter, half, months string) string {
		return strings.Join([]string{"CASE",
			"WHEN " + p + " IS NULL THEN NULL",
			"WHEN NOT " + call(w.q.Dialect.matches, p, pattern) + " THEN " + call(w.q.Dialect.fail, p, pattern),
			"WHEN length(" + p + ") = 4 THEN " + digits(1, 4) + " * 12" + year,
			"WHEN substr(" + p + ", 6, 1) = 'Q' THEN " + digits(1, 4) + " * 12 + " + digits(7, 1) + " * 3 - " + quarter,
			"WHEN substr(" + p + ", 6, 1) = 'H' THEN " + digits(1, 4) + " * 12 + " + digits(7, 1) + " * 6 - " + half,
			"WHEN length(" + p + ") = 7 THEN " + digits(1, 4) + " * 12 + " + digits(6, 2) + " - 1",
			"ELSE " + months + " - 1",
		}, "\n      ") + "\n    END"
	}
	return step{name: "dated", from: "source", why: []string{"Months are counted from January of the year 0. A period written in another way is an error."},
		columns: []column{
			{"source.*", ""},
			{month("", "3", "6", digits(1, 4)+" * 12 + "+digits(6, 2)), firstMonth},
			{month(" + 11", "1", "1", digits(10, 4)+" * 12 + "+digits(15, 2)), lastMonth},
		}}
}

// counts derives what each row does not give, and gives rows without a period that of
// all others. Each round is a step.
func (w *writer) counts() []step {
	s := step{name: "counts", from: "dated", why: []string{"A whole that is not given is the sum of its parts, a part is its whole without the others.", "A row without a period belongs to all."}}
	s.columns = w.same("dated", append(unitKeys(), w.saysAll()...)...)
	period, from, to := w.of("dated", periodColumn), w.of("dated", firstMonth), w.of("dated", lastMonth)
	earliest, latest := "min("+from+") OVER (), 0", "max("+to+") OVER (), 0"
	if all := w.q.Period; !all.IsZero() {
		period = "coalesce(" + period + ", '" + all.String() + "')"
		earliest, latest = strconv.Itoa(int(all.From)), strconv.Itoa(int(all.To))
	}
	s.columns = append(s.columns, column{period, periodColumn},
		column{"coalesce(" + from + ", " + earliest + ")", firstMonth}, column{"coalesce(" + to + ", " + latest + ")", lastMonth})
	columns := map[int]string{}
	for _, i := range w.rows {
		if id := w.q.Measures.At(i).ID; w.q.has(id) {
			columns[i] = w.of("dated", id)
		}
	}
	texts := w.q.derived(w.rows, columns)
	var steps []step
	for round := 1; round < w.q.rounds(w.rows); round++ {
		s.name = "round_" + strconv.Itoa(round)
		s.columns = append(s.columns, w.texts(texts, w.rows)...)
		steps = append(steps, s)
		keys := slices.Concat(unitKeys(), w.saysAll(), []string{periodColumn, firstMonth, lastMonth})
		s = step{name: "counts", from: s.name, why: []string{"What followed may give more."}, columns: w.same(s.name, keys...)}
		for i := range texts {
			columns[i] = w.of(s.from, w.q.Measures.At(i).ID)
		}
		texts = w.q.derived(w.rows, columns)
	}
	s.columns = append(s.columns, w.texts(texts, w.measures)...)
	return append(steps, s)
}

// texts returns the columns of those measures that have an expression.
func (w *writer) texts(texts map[int]string, measures []int) []column {
	var columns []column
	for _, i := range measures {
		if texts[i] != "" {
			columns = append(columns, column{texts[i], w.q.Measures.At(i).ID})
		}
	}
	return columns
}

// whole returns measure i of a step, else the sum of its parts there, else of their parts.
func (w *writer) whole(step string, i int) string {
	own := w.of(step, w.q.Measures.At(i).ID)
	if !w.q.fromParts(i) {
		return own
	}
	var parts []string
	for _, p := range w.q.Measures.Parts(i) {
		parts = append(parts, w.whole(step, p))
	}
	return "coalesce(" + own + ", " + strings.Join(parts, " + ") + ")"
}

// scopes has every row of the period asked for twice: for its group and for the total.
func (w *writer) scopes() step {
	s := step{name: "scopes", why: []string{"Every row counts twice: in its group and in the total."},
		from: "counts CROSS JOIN (SELECT FALSE AS " + w.name(isTotal) + " UNION ALL SELECT TRUE) AS scope"}
	s.columns = []column{{"counts.*", ""}, {w.of("scope", isTotal), isTotal}}
	if w.byPeriod() {
		group := func(name string) string {
			return "CASE WHEN " + w.of("scope", isTotal) + " THEN 0 ELSE " + w.of("counts", name) + " END"
		}
		s.columns = append(s.columns, column{group(firstMonth), groupFirst}, column{group(lastMonth), groupLast})
	}
	var conditions []string
	if !w.q.Period.IsZero() {
		conditions = append(conditions, w.of("counts", firstMonth)+" >= "+strconv.Itoa(int(w.q.Period.From))+" AND "+w.of("counts", lastMonth)+" <= "+strconv.Itoa(int(w.q.Period.To)))
	}
	s.where = strings.Join(conditions, "\n    AND ")
	return s
}

// asked is the condition that a row of a step is of a unit asked for; "" without any.
func (w *writer) asked(step string) string {
	var units []string
	is := func(key, name string) string { return w.of(step, key) + " = " + w.q.Dialect.literal(name) }
	for _, u := range w.q.Units {
		unit := is(districtColumn, u.District)
		if u.Commune != "" || u.District == "" { // a commune without a district is one that has none
			unit += " AND " + is(communeColumn, u.Commune)
		}
		units = append(units, unit)
	}
	if len(units) == 0 {
		return ""
	}
	return "(" + strings.Join(units, "\n      OR ") + ")"
}

// partition returns the columns that the rows of a group have in common besides the unit.
func (w *writer) partition() []string {
	if w.byPeriod() {
		return []string{isTotal, groupFirst, groupLast}
	}
	return []string{isTotal}
}

// spans adds the first and the last month of all rows that count a thing, for each thing.
func (w *writer) spans() step {
	s := step{name: "spans", from: "scopes", columns: []column{{"scopes.*", ""}},
		why: []string{"An opening count is known only where the first of all months is, a closing or distinct one where the last is."}}
	over := strings.Join(forEach(w.partition(), func(name string) string { return w.of("scopes", name) }), ", ")
	for _, thing := range w.edges {
		edge := func(of, month string) string {
			return of + "(CASE WHEN " + w.of("scopes", says(thing)) + " THEN " + w.of("scopes", month) + " END) OVER (PARTITION BY " + over + ")"
		}
		s.columns = append(s.columns, column{edge("min", firstMonth), first(thing)}, column{edge("max", lastMonth), last(thing)})
	}
	return s
}

// months has every row of the units asked for once for each of its months.
func (w *writer) months() step {
	return step{name: "months", from: "spans", where: w.asked("spans"), why: []string{"One row for each month of a period."},
		columns: []column{{"spans.*", ""}, {call(w.q.Dialect.months, w.of("spans", firstMonth), w.of("spans", lastMonth)), ownMonth}}}
}

// unitMonths adds up each month of a unit: how many rows give a count for it, and
// the counts of the periods that begin in it.
func (w *writer) unitMonths() step {
	s := step{name: "unit_months", from: "months", why: []string{"Each month of a unit: how many rows give a count for it; counts stand in the first month of their period."}}
	keys := append(append(w.partition(), unitKeys()...), ownMonth)
	s.columns, s.keys = w.same("months", keys...), len(keys)
	begins := w.of("months", ownMonth) + " = " + w.of("months", firstMonth)
	for _, thing := range w.things {
		s.columns = append(s.columns, column{"max(CASE WHEN " + w.of("months", says(thing)) + " THEN 1 END)", says(thing)})
	}
	for _, thing := range w.mixed {
		s.columns = append(s.columns, column{"count(CASE WHEN " + w.of("months", says(thing)) + " AND " + begins + " THEN 1 END)", periods(thing)})
	}
	if w.byPeriod() {
		s.columns = append(s.columns, column{"max(" + w.of("months", periodColumn) + ")", periodColumn})
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		value := w.of("months", m.ID)
		counted, summed := value, begins
		if m.Kind == kpi.Opening || m.Kind == kpi.Mixed {
			summed += " AND " + w.of("months", firstMonth) + " = " + w.of("months", first(m.Of))
		}
		if m.Kind == kpi.Closing || m.Kind == kpi.Mixed || m.Kind == kpi.Distinct {
			summed += " AND " + w.of("months", lastMonth) + " = " + w.of("months", last(m.Of))
		}
		if m.Kind == kpi.Distinct { // every month of a period has its count
			edge := "count(CASE WHEN " + summed + " THEN " + value + " END)"
			s.columns = append(s.columns, column{"count(" + value + ")", given(m.ID)}, column{edge, atEdge(m.ID)}, column{"max(" + value + ")", m.ID})
			continue
		}
		if m.Kind != kpi.Flow {
			counted = "CASE WHEN " + summed + " THEN " + value + " END"
		}
		s.columns = append(s.columns, column{"count(" + counted + ")", given(m.ID)},
			column{"sum(CASE WHEN " + summed + " THEN " + value + " END)", m.ID})
	}
	return s
}
