package sqlgen

import (
	"strconv"
	"strings"

	"cchc/kpi"
)

// periodPattern matches what a period is written as.
const periodPattern = `^(199[0-9]|20[0-9]{2})(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])([.][.](199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2]))?)?$`

// zeroMonth is the first month of all periods, January 1990, counted from January of the
// year 0, and setSize how many months there are: a set of months has a place for each.
const (
	zeroMonth = "23880"
	setSize   = "1320"
)

// monthsOf returns the first and the last month of the own period of parts, counted from
// January of the year 0; NULL of a blank. Any text that kpi does not write is an error. Parts
// without one are of months.
func (w *writer) monthsOf(p, firstMonth, lastMonth string) (first, last string) {
	isNone := p + " <> '' AND (NOT " + call(w.q.Dialect.matches, p, w.q.Dialect.literal(periodPattern)) + " OR substr(" + p + ", 8, 2) = '..' AND substr(" + p + ", 1, 7) > substr(" + p + ", 10))"
	digits := func(start, length int) string {
		return call(w.q.Dialect.number, "substr("+p+", "+strconv.Itoa(start)+", "+strconv.Itoa(length)+")")
	}
	month := func(plain, year, quarter, half, months string) string {
		return strings.Join([]string{"CASE",
			"WHEN " + p + " IS NULL THEN " + w.monthOf(plain),
			"WHEN " + p + " = '' THEN NULL",
			"WHEN " + isNone + " THEN " + call(w.q.Dialect.fail, p, isNone),
			"WHEN length(" + p + ") = 4 THEN " + digits(1, 4) + " * 12" + year,
			"WHEN substr(" + p + ", 6, 1) = 'Q' THEN " + digits(1, 4) + " * 12 + " + digits(7, 1) + " * 3 - " + quarter,
			"WHEN substr(" + p + ", 6, 1) = 'H' THEN " + digits(1, 4) + " * 12 + " + digits(7, 1) + " * 6 - " + half,
			"WHEN length(" + p + ") = 7 THEN " + digits(1, 4) + " * 12 + " + digits(6, 2) + " - 1",
			"ELSE " + months + " - 1",
		}, "\n      ") + "\n    END"
	}
	return month(firstMonth, "", "3", "6", digits(1, 4)+" * 12 + "+digits(6, 2)), month(lastMonth, " + 11", "1", "1", digits(10, 4)+" * 12 + "+digits(15, 2))
}

// monthOf is the month of a text that is one, or NULL.
func (w *writer) monthOf(p string) string {
	digits := func(start, length string) string {
		return call(w.q.Dialect.number, "substr("+p+", "+start+", "+length+")")
	}
	return digits("1", "4") + " * 12 + " + digits("6", "2") + " - 1"
}

// likeMonth is the condition that a text is of no other period than a month, if it is of any.
func likeMonth(p string) string { return "(" + p + " LIKE '____-0_' OR " + p + " LIKE '____-1_')" }

// isMonth is the condition that a text is a month of this century.
func (w *writer) isMonth(p string) string {
	return call(w.q.Dialect.matches, p, w.q.Dialect.literal(`^20[0-9][0-9]-(0[1-9]|1[0-2])$`))
}

// placeOf is the place of a text that is a month of this century in a set of months. It has no
// cast of a text, which a server of PostgreSQL would not hand on to others.
func (w *writer) placeOf(p string) string {
	digit := func(place, of string) string { return "(ascii(substr(" + p + ", " + place + ", 1)) - 48) * " + of }
	return digit("3", "120") + " + " + digit("4", "12") + " + " + digit("6", "10") + " + " + digit("7", "1") + " + 119"
}

// within is the condition that a row of the table may be of the period asked for: texts are
// compared, so that an index or the partition of a month serves. Rows without a period are of
// all. It is "" where all are asked for.
func (w *writer) within() string {
	if w.q.Period.IsZero() {
		return ""
	}
	p, texts := w.of("tidy", periodColumn), ""
	from, to := w.q.Period.From, w.q.Period.To
	list := periodsWithin(w.q.Period)
	if len(list) == 1 {
		texts = p + " = '" + list[0] + "'"
	} else {
		texts = p + " IN ('" + strings.Join(list, "', '") + "')"
		// Months from one to another, whose texts are many.
		texts += "\n    OR " + p + " >= '" + from.String() + "' AND " + p + " <= '" + to.String() + "' AND substr(" + p + ", 8, 2) = '..'" +
			" AND substr(" + p + ", 10) >= '" + from.String() + "' AND substr(" + p + ", 10) <= '" + to.String() + "'"
	}
	return texts + "\n    OR " + p + " IS NULL OR " + p + " = ''"
}

// periodsWithin returns how the months, quarters, halves and years of a period are written.
func periodsWithin(all kpi.Period) []string {
	var texts []string
	for _, length := range []kpi.Month{1, 3, 6, 12} {
		for m := all.From; m+length-1 <= all.To; m++ {
			if m%length == 0 {
				texts = append(texts, kpi.Period{From: m, To: m + length - 1}.String())
			}
		}
	}
	return texts
}
