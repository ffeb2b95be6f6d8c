package header

import (
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// question is a column whose header has two meanings or more: "Quá hạn" is resolved late or
// pending overdue, "Đúng hạn" beside no "Trước hạn" on time or in time. The counts below
// decide: a meaning is taken if it is the only one with which all sums of the table hold,
// and enough rows show it.
type question struct {
	cell  int
	among []int  // the measures that it may be
	given bool   // the layout has the column as the first of them
	code  string // of the finding where nothing is proved
	rival bool   // the others are parts of other wholes than the first
}

// Enough evidence for a meaning is a sum that holds in three rows, or two sums, whose counts
// could not agree by chance: each row has as many bits as its whole has.
const (
	enoughRows  = 3
	enoughSums  = 2
	enoughBits  = 12
	mostTrials  = 256 // more combinations of meanings are not tried
	percentBits = 6
)

// trial is one meaning for each question, and what the counts make of it.
type trial struct {
	measures []int
	refuted  bool      // some sum does not hold
	supports []support // by question
}

// decide finds out by the first rows below the header what the columns hold whose headers
// have several meanings. ok is false where one is left without a meaning that it needs.
func (r *columnReader) decide(sample [][]string) (ok bool) {
	ms := r.cat.Measures
	for i := range r.doubts.open {
		if q := &r.doubts.open[i]; q.rival { // a whole with another part has its parts
			hasOther := func(m int) bool {
				return slices.ContainsFunc(ms.Beside(m), func(beside int) bool { return r.anyOf(ms.Family(beside)) })
			}
			isNone := func(m int) bool { return !r.anyOf([]int{ms.Whole(m)}) || hasOther(m) || hasOther(q.among[0]) }
			q.among = append(q.among[:1:1], slices.DeleteFunc(slices.Clone(q.among[1:]), isNone)...)
		}
	}
	r.doubts.open = slices.DeleteFunc(r.doubts.open, func(q question) bool {
		if q.given && !q.rival && r.anyOf(ms.Beside(q.among[0])) && r.isUnbounded(q.among[1]) {
			return false
		}
		return q.given && (len(q.among) < 2 || r.anyOf(ms.Beside(q.among[0])) || r.anyOf(q.among[1:]))
	})
	if len(r.doubts.open) == 0 {
		return true
	}
	var trials []trial
	if !r.doubts.closed {
		trials = r.trials()
	}
	counted := r.counted(sample)
	for i := range trials {
		r.try(&trials[i], counted)
	}
	ok = true
	decided, winner := proved(trials, len(r.doubts.open))
	for n, q := range r.doubts.open {
		measure := decided[n]
		if measure < 0 {
			ok = r.unproved(n, trials) && ok
			continue
		}
		if q.given {
			i := slices.IndexFunc(r.layout.Measures, func(c Measure) bool { return c.Cell == q.cell })
			r.layout.Measures[i].Measure = measure
		} else {
			r.layout.Measures = append(r.layout.Measures, Measure{Cell: q.cell, Column: r.place(q.cell).Column, Measure: measure, Days: r.cat.Measures.At(measure).Of == kpi.Days})
		}
		r.taken[catalog.Meaning{Measure: measure}], r.shown[q.cell] = q.cell, kpi.ProofFigures
		if q.rival && measure == q.among[0] {
			continue // as it was read by its neighbours
		}
		r.findings.Add(kpi.HeaderProved, r.place(q.cell), "measure", kpi.MeasureKey(r.cat.Measures.At(measure).ID), "evidence", winner.supports[n].describe(heldSum.isHeld))
	}
	slices.SortFunc(r.layout.Measures, func(a, b Measure) int { return a.Cell - b.Cell })
	return ok
}

// isUnbounded reports whether a table has the whole that a measure is a part of, and not the
// other parts: what these are follows from what the measure is taken for, and no sum of the
// table shows it.
func (r *columnReader) isUnbounded(measure int) bool {
	ms := r.cat.Measures
	whole := ms.Whole(measure)
	return whole >= 0 && r.anyOf([]int{whole}) && !r.anyOf(ms.Beside(measure)) && !r.anyOf([]int{measure})
}

// trials returns every choice of different meanings for all questions.
func (r *columnReader) trials() []trial {
	all := []trial{{}}
	for _, q := range r.doubts.open {
		var next []trial
		for _, t := range all {
			for _, measure := range q.among {
				other, isTaken := r.first(catalog.Meaning{Measure: measure})
				if isTaken && other != q.cell || slices.Contains(t.measures, measure) {
					continue
				}
				next = append(next, trial{measures: append(slices.Clone(t.measures), measure)})
			}
		}
		if all = next; len(all) > mostTrials {
			return nil
		}
	}
	for i := range all {
		all[i].supports = make([]support, len(r.doubts.open))
	}
	return all
}

// proves reports whether the counts prove the meaning that a trial gives to a question.
func (t *trial) proves(question int) bool { return !t.refuted && t.supports[question].isEnough() }

// proved returns the only measure that is proved for each question, or -1, and the trial
// that proves all of them together.
func proved(trials []trial, questions int) (decided []int, winner trial) {
	none := slices.Repeat([]int{-1}, questions)
	decided = slices.Clone(none)
	for n := range decided {
		several := false
		for _, t := range trials {
			if t.proves(n) && decided[n] != t.measures[n] {
				several = several || decided[n] >= 0
				decided[n] = t.measures[n]
			}
		}
		if several {
			decided[n] = -1
		}
	}
	for _, t := range trials {
		agrees := true
		for n, measure := range decided {
			agrees = agrees && (measure < 0 || t.measures[n] == measure && t.proves(n))
		}
		if agrees {
			return decided, t
		}
	}
	return none, winner
}

// unproved reports a column whose meaning the counts do not prove, with what speaks for
// each, and the rows of a table of headers that would name it. ok is false where the column
// must have a meaning.
func (r *columnReader) unproved(n int, trials []trial) (ok bool) {
	q, ms := r.doubts.open[n], r.cat.Measures
	header := r.rowText(q.cell)
	var ids, speaks, lines []string
	for _, measure := range q.among {
		id := ms.At(measure).ID
		ids, lines = append(ids, id), append(lines, header+","+id)
		for _, t := range trials {
			if text := t.supports[n].describe(func(heldSum) bool { return true }); t.measures[n] == measure && text != "" {
				speaks = append(speaks, kpi.MeasureKey(id)+": "+text)
				break
			}
		}
	}
	evidence := kpi.TextKey("evidence.none")
	if len(speaks) > 0 {
		evidence = strings.Join(speaks, "; ")
	}
	taken, isUnused := kpi.MeasureKey(ids[0]), q.code == kpi.ColumnUnplaced
	if q.given && r.mayBeWhole(n, trials) {
		taken, isUnused = kpi.TextKey("doubt.unused"), true
		r.layout.Measures = slices.DeleteFunc(r.layout.Measures, func(c Measure) bool { return c.Cell == q.cell })
	}
	r.findings.Add(q.code, r.place(q.cell), "columns", kpi.Keys(kpi.MeasureKey, ids), "measure", taken, "evidence", evidence, "lines", strings.Join(lines, "  |  "))
	if isUnused {
		r.layout.Cells.Unknown = append(r.layout.Cells.Unknown, q.cell)
	}
	return q.code != kpi.HeaderAmbiguous
}

// mayBeWhole reports whether sums hold in all rows if a column is the whole of what its
// header means first, though they are too few to prove it: as a part it would leave nothing
// for the other parts.
func (r *columnReader) mayBeWhole(n int, trials []trial) bool {
	return slices.ContainsFunc(trials, func(t trial) bool {
		return !t.refuted && t.measures[n] != r.doubts.open[n].among[0] && slices.ContainsFunc(t.supports[n].sums, heldSum.isHeld)
	})
}

// csvCell writes a text as a cell of a CSV table.
func csvCell(text string) string {
	if strings.ContainsAny(text, ",\"") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
