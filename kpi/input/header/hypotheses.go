package header

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/input/rows"
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

// support is how far the counts prove the meaning of a column.
type support struct {
	sums []heldSum
	bits float64
}

// heldSum is a sum that the column is part of, such as "resolved = resolved_in_time +
// resolved_late", and in how many of the rows that have all of its counts it holds.
type heldSum struct {
	text       string
	holds, all int
}

// decide finds out by the first rows below the header what the columns hold whose headers
// have several meanings. ok is false where one is left without a meaning that it needs.
func (r *columnReader) decide(sample [][]string) (ok bool) {
	r.open = slices.DeleteFunc(r.open, func(q question) bool {
		return q.given && (r.anyOf(r.cat.Measures.Beside(q.among[0])) || r.anyOf(q.among[1:]))
	})
	if len(r.open) == 0 {
		return true
	}
	trials := r.trials()
	counted := r.counted(sample)
	for i := range trials {
		r.try(&trials[i], counted)
	}
	ok = true
	decided, winner := proved(trials, len(r.open))
	for n, q := range r.open {
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
		r.findings.Add(kpi.HeaderProved, r.place(q.cell), "measure", r.cat.Measures.At(measure).ID, "evidence", winner.supports[n].describe(heldSum.isHeld))
	}
	slices.SortFunc(r.layout.Measures, func(a, b Measure) int { return a.Cell - b.Cell })
	return ok
}

// trials returns every choice of different meanings for all questions.
func (r *columnReader) trials() []trial {
	all := []trial{{}}
	for _, q := range r.open {
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
		all[i].supports = make([]support, len(r.open))
	}
	return all
}

// countedRow is the counts of a row by the columns of the table, and what it shows as
// percentages.
type countedRow struct {
	counts   []int64 // -1: none
	percents []string
}

// counted returns the counts of the first rows that name no total.
func (r *columnReader) counted(sample [][]string) (all []countedRow) {
	for _, cells := range sample {
		if slices.ContainsFunc(cells, r.cat.Words.IsTotal) {
			continue
		}
		row := countedRow{make([]int64, len(r.paths)), make([]string, len(r.layout.Percents))}
		some := false
		for i := range row.counts {
			row.counts[i] = -1
			if i < len(cells) {
				if v, form, _ := rows.Count([]byte(cells[i])); form < rows.Blank {
					row.counts[i], some = v, some || v > 0
				}
			}
		}
		for i, c := range r.layout.Percents {
			if c.Cell < len(cells) {
				row.percents[i] = cells[c.Cell]
			}
		}
		if some {
			all = append(all, row)
		}
	}
	return all
}

// try looks which sums hold with the meanings of a trial, and which percentages show what
// they make. Parts that make their whole in every row are all of it, though others have no
// column.
func (r *columnReader) try(t *trial, sample []countedRow) {
	ms := r.cat.Measures
	columns := map[int]int{} // the measures of all counts, by column
	for _, c := range r.layout.Measures {
		columns[c.Cell] = c.Measure
	}
	for n, q := range r.open {
		columns[q.cell] = t.measures[n]
	}
	isGiven := map[int]bool{}
	for _, measure := range columns {
		isGiven[measure] = true
	}
	rules := ms.Rules(func(measure int) bool { return isGiven[measure] })
	held := make([]heldSum, len(rules))
	bits := make([]float64, len(rules))
	for _, row := range sample {
		tally := kpi.NewTally(ms.Len())
		for i, measure := range columns {
			if row.counts[i] < 0 {
				tally.Lack(measure)
			} else if tally.Give(measure, row.counts[i]) != nil {
				return
			}
		}
		for n, rule := range rules {
			parts, whole, code := rule.Broken(tally)
			involved := slices.ContainsFunc(t.measures, rule.Has)
			t.refuted = t.refuted || involved && code != ""
			isComplete := !slices.ContainsFunc(slices.Concat(rule.Left, rule.Right), func(m int) bool { _, ok := tally.Value(m); return !ok })
			if rule.Part >= 0 || !isComplete || parts == 0 && whole == 0 {
				continue
			}
			if held[n].all++; parts == whole {
				held[n].holds++
				bits[n] += math.Log2(float64(1 + whole))
			}
		}
		r.tryPercents(t, row, tally)
	}
	for n, rule := range rules {
		held[n].text = ms.At(rule.Whole).ID + " = " + strings.Join(ms.IDs(rule.Left), " + ")
		for i, measure := range t.measures {
			isPart := !rule.Exact && slices.Contains(r.open[i].among, ms.Whole(measure)) // it may as well be the whole of what lacks
			if held[n].all > 0 && rule.Has(measure) && !isPart {
				t.supports[i].sums = append(t.supports[i].sums, held[n])
				if held[n].holds == held[n].all {
					t.supports[i].bits += bits[n]
				}
			}
		}
	}
}

// tryPercents notes the percentages of a row that show an indicator of the measures of a
// trial.
func (r *columnReader) tryPercents(t *trial, row countedRow, tally kpi.Tally) {
	ms := r.cat.Measures
	derived, err := ms.Derive(tally)
	if err != nil {
		return
	}
	for i, c := range r.layout.Percents {
		written, decimals, ok := rows.Percentage([]byte(row.percents[i]))
		if !ok {
			continue
		}
		for _, d := range c.Among {
			ratio, missing, err := d.Ratio(ms, derived)
			if err != nil || len(missing) > 0 || !ratio.Defined() {
				continue
			}
			for n, measure := range t.measures {
				if slices.ContainsFunc(d.Needs(), func(need int) bool { return slices.Contains(ms.Family(need), measure) }) {
					t.supports[n].note(d.ID, ratio.IsShown(written, decimals), ratio.Num != 0 && ratio.Num != ratio.Den)
				}
			}
		}
	}
}

// note adds whether a percentage of a row shows an indicator. One of 0 or 100 shows little.
func (s *support) note(indicator string, isShown, isPart bool) {
	text := "% = " + indicator
	i := slices.IndexFunc(s.sums, func(sum heldSum) bool { return sum.text == text })
	if i < 0 {
		i, s.sums = len(s.sums), append(s.sums, heldSum{text: text})
	}
	if s.sums[i].all++; isShown {
		s.sums[i].holds++
		if isPart {
			s.bits += percentBits
		}
	}
}

// isEnough reports whether the sums that hold in all rows prove a meaning.
func (s *support) isEnough() bool {
	sums := 0
	for _, sum := range s.sums {
		switch {
		case !sum.isHeld():
			continue
		case sum.holds >= enoughRows:
			return s.bits >= enoughBits
		}
		sums++
	}
	return sums >= enoughSums && s.bits >= enoughBits
}

// isHeld reports whether a sum holds in all rows.
func (s heldSum) isHeld() bool { return s.holds == s.all }

// describe writes some of the sums with the number of rows in which they hold.
func (s *support) describe(some func(heldSum) bool) string {
	var texts []string
	for _, sum := range s.sums {
		if some(sum) {
			texts = append(texts, fmt.Sprintf("%s (%d/%d)", sum.text, sum.holds, sum.all))
		}
	}
	return strings.Join(texts, ", ")
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
	q, ms := r.open[n], r.cat.Measures
	header := csvCell(r.layout.Headers[q.cell])
	var ids, speaks, lines []string
	for _, measure := range q.among {
		id := ms.At(measure).ID
		ids, lines = append(ids, id), append(lines, header+","+id)
		for _, t := range trials {
			if text := t.supports[n].describe(func(heldSum) bool { return true }); t.measures[n] == measure && text != "" {
				speaks = append(speaks, id+": "+text)
				break
			}
		}
	}
	evidence := kpi.TextKey("evidence.none")
	if len(speaks) > 0 {
		evidence = strings.Join(speaks, "; ")
	}
	r.findings.Add(q.code, r.place(q.cell), "columns", strings.Join(ids, ", "), "measure", ids[0], "evidence", evidence, "lines", strings.Join(lines, "  |  "))
	if q.code == kpi.ColumnUnplaced {
		r.layout.Cells.Unknown = append(r.layout.Cells.Unknown, q.cell)
	}
	return q.code != kpi.HeaderAmbiguous
}

// csvCell writes a text as a cell of a CSV table.
func csvCell(text string) string {
	if strings.ContainsAny(text, ",\"") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
