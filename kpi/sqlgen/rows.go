package sqlgen

import (
	"slices"
	"strconv"
	"strings"
)

// Names of columns that steps add. None is an id: each has a space.
const (
	isTotal    = "is total"
	firstMonth = "first month"
	lastMonth  = "last month"
	groupFirst = "group first"
	groupLast  = "group last"
)

func says(thing string) string { return "says " + thing }

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

// source reads the table: the key columns as they are, so that a database of several servers
// can group by them on each, and counts as integers.
func (w *writer) source(table string) step {
	s := step{name: "source", from: table + " AS tidy", why: []string{"The rows as integers; days as half days."}}
	for _, name := range append([]string{periodColumn}, append(unitKeys(), thingsColumn)...) {
		if w.q.has(name) {
			s.columns = append(s.columns, w.same("tidy", name)...)
		}
	}
	var others []string
	for _, i := range w.rows {
		m := w.q.Measures.At(i)
		if !w.q.has(m.ID) {
			continue
		}
		expr, other := w.integer(w.of("tidy", m.ID), m.Scale() == 2)
		s.columns = append(s.columns, column{expr, m.ID})
		if other != "" {
			others = append(others, other)
		}
	}
	if w.hasOthers() && len(others) == 0 {
		others = []string{"FALSE"}
	}
	if w.hasOthers() {
		s.columns = append(s.columns, column{strings.Join(others, "\n      OR "), isOther})
	}
	s.columns = append(s.columns, w.givenCounts()...)
	if w.q.List == nil {
		s.where = w.within()
	}
	return s
}

// givenCounts returns columns that rows have the same of where they give the same counts.
func (w *writer) givenCounts() []column {
	return w.marks("given ", "tidy", slices.DeleteFunc(slices.Clone(w.rows), func(i int) bool { return !w.q.has(w.q.Measures.At(i).ID) }))
}

// marks returns columns of a bit for each of some measures that is not NULL in a step.
func (w *writer) marks(name, step string, measures []int) (columns []column) {
	const bits = 60
	for list := range slices.Chunk(measures, bits) {
		var terms []string
		for n, i := range list {
			terms = append(terms, "CASE WHEN "+w.of(step, w.q.Measures.At(i).ID)+" IS NULL THEN 0 ELSE "+strconv.Itoa(1<<n)+" END")
		}
		columns = append(columns, column{strings.Join(terms, " + "), name + strconv.Itoa(len(columns)+1)})
	}
	return columns
}

// hasOthers reports whether the source marks each row that has a count that kpi does
// not write.
func (w *writer) hasOthers() bool {
	return w.q.List == nil && !w.q.Texts && w.q.Dialect.typed.other != ""
}

// integer returns a column of the table as an integer, and the condition that it is none;
// "" where it is an error by itself.
func (w *writer) integer(name string, isHalf bool) (expr, other string) {
	d := w.q.Dialect
	switch {
	case w.q.List != nil: // counted by the statement
		return call(d.typed.count, name), ""
	case w.q.Texts && isHalf:
		return call(d.halves, name, d.literal(halvesPattern)), ""
	case w.q.Texts:
		return call(d.count, name, d.literal(countPattern)), ""
	case isHalf:
		return call(d.typed.halves, name), call(d.typed.otherHalves, name)
	}
	return call(d.typed.count, name), call(d.typed.other, name)
}

// The patterns match what counts and days are written as; a column of floating point has
// a decimal point more. A database would round or cut any other number.
const (
	countPattern  = `^(0|[1-9][0-9]*)([.]0+)?$`
	halvesPattern = `^(0|[1-9][0-9]*)([.][05]0*)?$`
)

// counts derives what each row does not give. Each round is a step.
func (w *writer) counts() []step {
	keys := []string{}
	for _, name := range append([]string{periodColumn}, append(unitKeys(), thingsColumn)...) {
		if w.q.has(name) {
			keys = append(keys, name)
		}
	}
	if w.hasOthers() {
		keys = append(keys, isOther)
	}
	for _, c := range w.givenCounts() {
		keys = append(keys, c.name)
	}
	s := step{name: "counts", from: "source", why: []string{"A whole that is not given is the sum of its parts, a part is its whole without the others."}}
	s.columns = w.same("source", keys...)
	columns := map[int]string{}
	for _, i := range w.rows {
		if id := w.q.Measures.At(i).ID; w.q.has(id) {
			columns[i] = w.of("source", id)
		}
	}
	texts := w.q.derived(w.rows, columns)
	var steps []step
	for round := 1; round < w.q.rounds(w.rows); round++ {
		s.name = "round_" + strconv.Itoa(round)
		s.columns = append(s.columns, w.texts(texts, w.rows)...)
		steps = append(steps, s)
		s = step{name: "counts", from: s.name, why: []string{"What followed may give more."}, columns: w.same(s.name, keys...)}
		for i := range texts {
			columns[i] = w.of(s.from, w.q.Measures.At(i).ID)
		}
		texts = w.q.derived(w.rows, columns)
	}
	s.columns = append(s.columns, w.texts(texts, w.measures)...)
	if !w.byPeriod() {
		s.columns = append(s.columns, w.inEdges(s.from)...)
	}
	steps = append(steps, s)
	w.hasDifferences = slices.ContainsFunc(steps, func(s step) bool {
		return slices.ContainsFunc(s.columns, func(c column) bool { return strings.Contains(c.expr, " >= ") })
	})
	return steps
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

// mentions is the condition that a row counts a thing: what it lists in things, else all.
func (w *writer) mentions(step, thing string) string {
	if !w.q.has(thingsColumn) {
		return "TRUE"
	}
	list := w.of(step, thingsColumn)
	return "(" + list + " IS NULL OR " + list + " = '' OR '; ' || " + list + " || '; ' LIKE " + w.q.Dialect.literal("%; "+thing+"; %") + ")"
}

// unitOf returns the key columns of a step as those of units: blank is an empty text, and names
// give a level that is not there.
func (w *writer) unitOf(step string) []column {
	key := func(name string) string {
		if !w.q.has(name) {
			return "''"
		}
		return "coalesce(" + w.of(step, name) + ", '')"
	}
	var columns []column
	for _, name := range unitKeys()[:3] {
		columns = append(columns, column{key(name), name})
	}
	level := "CASE WHEN " + key(communeColumn) + " <> '' THEN 'commune' WHEN " + key(districtColumn) + " <> '' THEN 'district' ELSE 'province' END"
	if w.q.has(levelColumn) {
		level = "coalesce(nullif(" + w.of(step, levelColumn) + ", ''), " + level + ")"
	}
	return append(columns, column{level, levelColumn})
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
