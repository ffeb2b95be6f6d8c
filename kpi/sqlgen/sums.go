package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// lengthOfPart is how many months the rows of a part cover, those of two rows twice.
const lengthOfPart = "months of rows"

// units adds up the parts of each unit, by the kind of each measure.
func (w *writer) units() step {
	s := step{name: "units", from: "clashes", where: w.asked("clashes"), why: []string{"A count over time is known where exactly one row gives it for every month that the unit says anything of; a distinct one where all have the same."}}
	keys := append(w.partition(), unitKeys()...)
	s.columns, s.keys = w.same("clashes", keys...), len(keys)
	for _, thing := range w.things {
		s.columns = append(s.columns, column{"max(CASE WHEN " + w.of("clashes", says(thing)) + " THEN 1 END)", says(thing)})
	}
	if w.byPeriod() {
		s.columns = append(s.columns, column{"max(" + w.of("clashes", periodColumn) + ")", periodColumn})
	}
	for _, i := range w.measures {
		m := w.q.Measures.At(i)
		condition, sum := w.isKnown(m)
		s.columns = append(s.columns, column{"CASE WHEN " + condition + " THEN " + sum + " END", m.ID})
	}
	return s
}

// isKnown is the condition that a measure of a unit over time is known, and its sum.
func (w *writer) isKnown(m kpi.Measure) (condition, sum string) {
	of := func(name string) string { return w.of("clashes", name) }
	when := func(condition, name string) string { return "CASE WHEN " + condition + " THEN " + of(name) + " END" }
	isGiven := of(m.ID) + " IS NOT NULL"
	isFirst := isGiven + " AND " + of(monthIn(firstOf(m.Of))) + " = " + of(firstOf(m.Of))
	isLast := isGiven + " AND " + of(monthIn(lastOf(m.Of))) + " = " + of(lastOf(m.Of))
	switch m.Kind {
	case kpi.Opening:
		return "sum(" + when(isFirst, inEdge(firstOf(m.Of))) + ") = 1", "sum(" + when(isFirst, m.ID) + ")"
	case kpi.Closing:
		return "sum(" + when(isLast, inEdge(lastOf(m.Of))) + ") = 1", "sum(" + when(isLast, m.ID) + ")"
	case kpi.Mixed:
		both := isFirst + strings.TrimPrefix(isLast, isGiven)
		return "sum(" + when(both, inEdge(firstOf(m.Of))) + ") = 1 AND sum(" + when(of(says(m.Of)), countOfRows) + ") = 1", "sum(" + when(both, m.ID) + ")"
	}
	sets, isSaid := w.q.Dialect.sets, of(says(m.Of))
	months := func(set string) string { return call(sets.size, call(sets.union, set, "")) }
	only := func(condition string) string {
		return "CASE WHEN " + condition + " THEN " + of(monthsOf(m.Of)) + " ELSE " + sets.none + " END"
	}
	given := "sum(" + when(isGiven, lengthOfPart) + ")"
	condition = "CASE WHEN " + months(of(monthsOf(m.Of))) + " > 0 THEN " + given + " = " + months(only(isGiven)) + " AND " + given + " = " + months(only(isGiven+" OR "+isSaid)) +
		" ELSE " + given + " = sum(" + when(isSaid, lengthOfPart) + ") END AND max(CASE WHEN " + isSaid + " THEN 1 END) = 1"
	if m.Kind == kpi.Flow {
		return condition, "sum(" + of(m.ID) + ")"
	}
	return condition + " AND min(" + of(least(m.ID)) + ") = max(" + of(m.ID) + ") AND max(CASE WHEN " + isGiven + " AND " + of(lastMonth) + " = " + of(lastOf(m.Of)) + " THEN 1 END) = 1", "max(" + of(m.ID) + ")"
}

// wholes derives the wholes of every unit over time.
func (w *writer) wholes() step {
	s := step{name: "wholes", from: "units", why: []string{"A whole that is not known over time is the sum of its parts over time."}}
	s.columns = w.same("units", slices.Concat(w.partition(), w.groupKeys(), w.saysAll(), w.periodKey())...)
	for _, i := range w.inFormulas() {
		s.columns = append(s.columns, column{w.whole("units", i), w.q.Measures.At(i).ID})
	}
	return s
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

// groupKeys returns the columns that groups differ in besides their period. Districts have
// that of their province too, and communes both.
func (w *writer) groupKeys() []string {
	var keys []string
	for _, key := range []struct {
		name string
		of   []kpi.Dimension
	}{
		{provinceColumn, []kpi.Dimension{kpi.ByProvince, kpi.ByDistrict, kpi.ByCommune}},
		{districtColumn, []kpi.Dimension{kpi.ByDistrict, kpi.ByCommune}},
		{communeColumn, []kpi.Dimension{kpi.ByCommune}},
		{levelColumn, []kpi.Dimension{kpi.ByCommune, kpi.ByLevel}},
	} {
		asked := slices.ContainsFunc(w.q.By, func(d kpi.Dimension) bool { return slices.Contains(key.of, d) })
		if asked && (w.q.has(key.name) || key.name == levelColumn) { // without a column, names give the level
			keys = append(keys, key.name)
		}
	}
	return keys
}

// groups adds up the units of each group, and of all.
func (w *writer) groups() step {
	s := step{name: "groups", from: "wholes", why: []string{"A sum over units is known where every unit that says anything of it has it."}}
	keys := w.groupKeys()
	switch {
	case w.byPeriod():
		s.columns = w.same("wholes", w.partition()...)
		for _, name := range keys {
			s.columns = append(s.columns, column{"CASE WHEN NOT " + w.of("wholes", isTotal) + " THEN nullif(" + w.of("wholes", name) + ", '') END", name})
		}
		s.keys = len(s.columns)
		s.columns = append(s.columns, column{"max(CASE WHEN NOT " + w.of("wholes", isTotal) + " THEN " + w.of("wholes", periodColumn) + " END)", periodColumn})
	case len(keys) == 0: // one group, and the total of the same rows
		s.from += " CROSS JOIN (SELECT FALSE AS " + w.name(isTotal) + " UNION ALL SELECT TRUE) AS scope"
		s.columns, s.keys = []column{{w.of("scope", isTotal), isTotal}}, 1
	default:
		var all []string
		for _, name := range keys {
			all = append(all, w.of("wholes", name))
			s.columns = append(s.columns, column{"nullif(" + w.of("wholes", name) + ", '')", name})
		}
		s.columns = append(s.columns, column{"CASE WHEN grouping(" + all[0] + ") = 1 THEN TRUE ELSE FALSE END", isTotal})
		s.groups = "GROUPING SETS ((" + strings.Join(all, ", ") + "), ())"
	}
	for _, i := range w.inFormulas() {
		m := w.q.Measures.At(i)
		value := w.of("wholes", m.ID)
		s.columns = append(s.columns, column{"CASE WHEN count(" + value + ") = count(" + w.of("wholes", says(m.Of)) + ") THEN sum(" + value + ") END", m.ID})
	}
	return s
}

// partition returns the columns that the rows of a group have in common besides the unit.
func (w *writer) partition() []string {
	if w.byPeriod() {
		return []string{isTotal, groupFirst, groupLast}
	}
	return nil
}

// inFormulas returns the measures of the indicators, without parts that only make
// up a whole.
func (w *writer) inFormulas() []int {
	return slices.DeleteFunc(slices.Clone(w.measures), func(i int) bool {
		return !slices.ContainsFunc(w.q.Indicators, func(d kpi.Indicator) bool { return slices.Contains(d.Needs(), i) })
	})
}

// The ends of the names of an indicator's columns.
const (
	numerator   = "_numerator"
	denominator = "_denominator"
	percent     = "_percent"
	plainCount  = "_count"
)

// ratios computes the two integers of every indicator.
func (w *writer) ratios() step {
	s := step{name: "ratios", from: "groups", why: []string{"An indicator is known where all its counts are."}}
	s.columns = w.same("groups", slices.Concat(w.keysOfGroups(), w.groupKeys(), w.periodKey())...)
	for _, d := range w.q.Indicators {
		if d.Plain() {
			s.columns = append(s.columns, column{w.formula(d.Numerator, nil), d.ID + plainCount})
			continue
		}
		s.columns = append(s.columns, column{w.formula(d.Numerator, d.Denominator), d.ID + numerator},
			column{w.formula(d.Denominator, d.Numerator), d.ID + denominator})
	}
	return s
}

// formula computes a formula of groups. It is NULL, too, where a measure of the
// other one is.
func (w *writer) formula(f, other kpi.Formula) string {
	value := func(i int) string { return w.of("groups", w.q.Measures.At(i).ID) }
	var conditions []string
	for _, t := range other {
		if !slices.ContainsFunc(f, func(own kpi.Term) bool { return own.Measure == t.Measure }) {
			conditions = append(conditions, value(t.Measure)+" IS NOT NULL")
		}
	}
	if len(conditions) == 0 {
		return f.Text(value)
	}
	return "CASE WHEN " + strings.Join(conditions, " AND ") + " THEN " + f.Text(value) + " END"
}

// figures returns the result: keys, then the columns of every indicator.
func (w *writer) figures() step {
	s := step{from: "ratios", columns: w.same("ratios", append(w.groupKeys(), w.periodKey()...)...)}
	s.columns = append(s.columns, column{w.of("ratios", isTotal), "is_total"})
	for _, d := range w.q.Indicators {
		shown := func(name string) column {
			expr := w.of("ratios", d.ID+name)
			if w.q.Measures.At(d.Numerator[0].Measure).Scale() == 2 {
				expr = call(w.q.Dialect.days, expr)
			}
			return column{expr, d.ID + name}
		}
		if d.Plain() {
			s.columns = append(s.columns, shown(plainCount))
			continue
		}
		s.columns = append(s.columns, shown(numerator), shown(denominator),
			column{call(w.q.Dialect.percent, w.of("ratios", d.ID+numerator), w.of("ratios", d.ID+denominator)), d.ID + percent})
	}
	return s
}

// keysOfGroups returns the columns that mark the total, and order periods.
func (w *writer) keysOfGroups() []string {
	if w.byPeriod() {
		return w.partition()
	}
	return []string{isTotal}
}

// periodKey returns the column of periods, where these are groups of their own.
func (w *writer) periodKey() []string {
	if w.byPeriod() {
		return []string{periodColumn}
	}
	return nil
}

// order puts the total last.
func (w *writer) order() string {
	order := []string{w.of("ratios", isTotal)}
	for _, name := range w.groupKeys() {
		order = append(order, w.of("ratios", name)+" NULLS FIRST")
	}
	if w.byPeriod() {
		order = append(order, w.of("ratios", groupFirst), w.of("ratios", groupLast))
	}
	return strings.Join(order, ", ")
}
