package sqlgen

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// nothing is no whole.
const nothing = -1

// known returns, by measure, what the columns give, or what follows from them without the
// parts of one whole.
func (q *Query) known(without int) []bool {
	known := make([]bool, q.Measures.Len())
	for i := range known {
		known[i] = q.has(q.Measures.At(i).ID)
	}
	ways, _ := q.Measures.Derivations()
	for grown := true; grown; {
		grown = false
		for _, way := range ways {
			isKnown := func(i int) bool { return known[i] }
			if way.Whole != without && !known[way.Measure] && every(way.Plus, isKnown) && every(way.Minus, isKnown) {
				known[way.Measure], grown = true, true
			}
		}
	}
	return known
}

// follows returns the derivations that can give something. A whole that only its parts give
// gives nothing of them.
func (q *Query) follows() (ways []kpi.Derivation) {
	all, _ := q.Measures.Derivations()
	for _, way := range all {
		known := q.known(way.Whole)
		isKnown := func(i int) bool { return known[i] }
		if every(way.Plus, isKnown) && every(way.Minus, isKnown) {
			ways = append(ways, way)
		}
	}
	return ways
}

// fromParts reports whether measure i over time may be the sum of its parts over time. A
// part that only the measure itself gives adds nothing to a count that the same rows give;
// but the parts of a mixed whole add up where it does not.
func (q *Query) fromParts(i int) bool {
	without := i
	if kind := q.Measures.At(i).Kind; kind == kpi.Mixed || kind == kpi.Distinct {
		without = nothing
	}
	known, parts := q.known(without), q.Measures.Parts(i)
	return len(parts) > 0 && every(parts, func(p int) bool { return known[p] })
}

func every(list []int, holds func(int) bool) bool {
	return !slices.ContainsFunc(list, func(i int) bool { return !holds(i) })
}

// needed returns the measures that the indicators are computed from over time and the table
// can give, every part before its whole; and those that these follow from in single rows.
func (q *Query) needed() (overTime, inRows []int) {
	var visit func(i int)
	visit = func(i int) {
		if slices.Contains(overTime, i) {
			return
		}
		if q.fromParts(i) {
			for _, p := range q.Measures.Parts(i) {
				visit(p)
			}
		}
		overTime = append(overTime, i)
	}
	for _, d := range q.Indicators {
		for _, i := range d.Needs() {
			visit(i)
		}
	}
	inRows = slices.Clone(overTime)
	ways := q.follows()
	for n := 0; n < len(inRows); n++ {
		for _, way := range ways {
			for _, i := range slices.Concat(way.Plus, way.Minus) {
				if way.Measure == inRows[n] && !slices.Contains(inRows, i) {
					inRows = append(inRows, i)
				}
			}
		}
	}
	return overTime, inRows
}

// rounds returns how often all derivations among some measures are tried: once more for
// every one that is a part of several wholes.
func (q *Query) rounds(rows []int) int {
	rounds := 1
	for _, i := range rows {
		isWhole := func(whole int) bool { return slices.Contains(q.Measures.Parts(whole), i) }
		if first := slices.IndexFunc(rows, isWhole); first >= 0 && slices.ContainsFunc(rows[first+1:], isWhole) {
			rounds++
		}
	}
	return rounds
}

// source is an expression for a measure: its column, or what one of its wholes, or it as a
// whole, gives.
type source struct {
	text  string
	whole int  // or nothing
	isSum bool // not in brackets
}

// derived returns, by measure, its column and what follows from the columns of others, in the
// order in which kpi tries all ways: the first that is not NULL counts. The columns are by
// measure, too.
func (q *Query) derived(rows []int, columns map[int]string) map[int]string {
	all := map[int][]source{}
	for i, text := range columns {
		all[i] = []source{{text, nothing, false}}
	}
	for _, way := range q.follows() {
		// Where the whole or one of its other parts follows from the whole and its parts, the
		// measure is known already.
		plus, minus := terms(all, way.Plus, way.Whole), terms(all, way.Minus, way.Whole)
		if !slices.Contains(rows, way.Measure) || slices.Contains(plus, "") || slices.Contains(minus, "") {
			continue
		}
		text := strings.Join(plus, " + ")
		if len(minus) > 0 { // less than the other parts: not known
			rest := strings.Join(minus, " + ")
			text = "CASE WHEN " + text + " >= " + rest + " THEN " + text + " - " + strings.Join(minus, " - ") + " END"
		}
		all[way.Measure] = append(all[way.Measure], source{text, way.Whole, len(plus) > 1})
	}
	texts := map[int]string{}
	for i, list := range all {
		texts[i], _ = coalesce(list, nothing)
	}
	return texts
}

// terms returns measures as terms of a sum, without what follows from one whole; "" is one
// that has nothing else.
func terms(all map[int][]source, measures []int, without int) []string {
	var texts []string
	for _, i := range measures {
		text, isSum := coalesce(all[i], without)
		if isSum {
			text = "(" + text + ")"
		}
		texts = append(texts, text)
	}
	return texts
}

// coalesce returns the first of some expressions that is not NULL, without what follows
// from one whole, and whether it is a sum that is not in brackets; "" where there is none.
func coalesce(list []source, without int) (text string, isSum bool) {
	var texts []string
	for _, s := range list {
		if s.whole == nothing || s.whole != without {
			texts, isSum = append(texts, s.text), s.isSum
		}
	}
	if n := len(texts) - 1; n > 0 { // not coalesce, which servers of PostgreSQL do not hand on to others
		text = "CASE"
		for _, t := range texts[:n] {
			text += " WHEN " + t + " IS NOT NULL THEN " + t
		}
		return text + " ELSE " + texts[n] + " END", false
	}
	return strings.Join(texts, ""), isSum
}
