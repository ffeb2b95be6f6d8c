package header

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"cchc/kpi"
	"cchc/kpi/input/rows"
)

// support is the sums that speak for the meaning of a column.
type support struct{ sums []heldSum }

// heldSum is a sum that the column is part of, such as "resolved = resolved_in_time +
// resolved_late", and in how many of the rows that have all of its counts it holds.
type heldSum struct {
	text       string
	holds, all int
	bits       float64 // of the rows in which it holds
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
	for n, q := range r.doubts.open {
		columns[q.cell] = t.measures[n]
	}
	isGiven := map[int]bool{}
	for _, measure := range columns {
		isGiven[measure] = true
	}
	rules := append(ms.Rules(func(measure int) bool { return isGiven[measure] }), r.withins(isGiven)...)
	held := make([]heldSum, len(rules))
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
			if rule.Part == withinAll {
				code = "" // there may be a third, or one dossier in two of them
			}
			involved := slices.ContainsFunc(t.measures, rule.Has)
			t.refuted = t.refuted || involved && code != ""
			isComplete := !slices.ContainsFunc(slices.Concat(rule.Left, rule.Right), func(m int) bool { _, ok := tally.Value(m); return !ok })
			if rule.Part >= 0 || !isComplete || parts == 0 && whole == 0 {
				continue
			}
			if held[n].all++; parts == whole {
				held[n].holds++
				held[n].bits += math.Log2(float64(1 + whole))
			}
		}
		if derived, err := ms.Derive(tally); err == nil {
			without := make([]kpi.Tally, len(t.measures))
			for n, measure := range t.measures {
				less := kpi.NewTally(ms.Len())
				_ = less.Join(tally) // which fits by itself
				less.Forget(measure)
				without[n], _ = ms.Derive(less)
			}
			r.tryPercents(t, row, derived, without)
			r.tryBalance(t, derived, without)
		}
	}
	for n, rule := range rules {
		parts := make([]string, len(rule.Left))
		for i, part := range ms.IDs(rule.Left) {
			parts[i] = kpi.MeasureKey(part)
		}
		held[n].text = kpi.MeasureKey(ms.At(rule.Whole).ID) + " = " + strings.Join(parts, " + ")
		for i, measure := range t.measures {
			isPart := !rule.Exact && slices.Contains(r.doubts.open[i].among, ms.Whole(measure)) // it may as well be the whole of what lacks
			if held[n].all > 0 && rule.Has(measure) && !isPart && !r.isLikeLeft(i, rule, columns, sample) {
				t.supports[i].sums = append(t.supports[i].sums, held[n])
			}
		}
	}
}

// withinAll is the Part of a rule by which measures within another make all of it, as those
// paid online and in person may be all that bear fees.
const withinAll = -2

// withins returns the rules by which the measures given that are within one make all of it.
func (r *columnReader) withins(isGiven map[int]bool) (rules []kpi.Rule) {
	ms := r.cat.Measures
	for whole := range ms.Len() {
		var parts []int
		for measure := range ms.Len() {
			if isGiven[measure] && ms.Within(measure) == whole {
				parts = append(parts, measure)
			}
		}
		if isGiven[whole] && len(parts) >= 2 {
			rules = append(rules, kpi.Rule{Whole: whole, Part: withinAll, Left: parts, Right: []int{whole}})
		}
	}
	return rules
}

// isLikeLeft reports whether a sum that a column is part of would as well be that of the
// column at its left, which has the same counts as the whole and is no part of the sum.
func (r *columnReader) isLikeLeft(n int, rule kpi.Rule, columns map[int]int, sample []countedRow) bool {
	isAsked := func(cell int) bool {
		return slices.ContainsFunc(r.doubts.open, func(q question) bool { return q.cell == cell })
	}
	left := r.doubts.open[n].cell - 1
	isCounted := func(row countedRow) bool { return row.counts[left] >= 0 }
	for left >= 0 && (isAsked(left) || !slices.ContainsFunc(sample, isCounted)) {
		left--
	}
	if left < 0 {
		return false
	}
	if measure, ok := columns[left]; ok && rule.Has(measure) {
		return false
	}
	whole := -1
	for cell, measure := range columns {
		if measure == rule.Whole {
			whole = cell
		}
	}
	return whole >= 0 && !slices.ContainsFunc(sample, func(row countedRow) bool { return row.counts[left] != row.counts[whole] })
}

// tryPercents notes the percentages of a row that show an indicator which cannot be computed
// without a measure of a trial. One of 0 or 100 shows little.
func (r *columnReader) tryPercents(t *trial, row countedRow, derived kpi.Tally, without []kpi.Tally) {
	ms := r.cat.Measures
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
			bits := 0.0
			if ratio.Num != 0 && ratio.Num != ratio.Den {
				bits = percentBits
			}
			for n := range t.measures {
				if _, missing, err := d.Ratio(ms, without[n]); err == nil && len(missing) > 0 {
					t.supports[n].note("% = "+kpi.IndicatorKey(d.ID), ratio.IsShown(written, decimals), bits)
				}
			}
		}
	}
}

// tryBalance notes whether all that was to be resolved is resolved, pending, returned or
// paused. That it is not refutes nothing: the table may leave out what was returned.
func (r *columnReader) tryBalance(t *trial, derived kpi.Tally, without []kpi.Tally) {
	text, caseload, rest, ok := r.balance(derived)
	if !ok {
		return
	}
	for n := range t.measures {
		if _, _, _, known := r.balance(without[n]); !known {
			t.supports[n].note(text, caseload == rest, math.Log2(float64(1+caseload)))
		}
	}
}

// balance returns what was to be resolved, and what became of it. ok is false where one of
// them is not known.
func (r *columnReader) balance(t kpi.Tally) (text string, caseload, rest int64, ok bool) {
	for i, id := range []string{"caseload", "resolved", "pending", "returned", "paused"} {
		measure, exists := r.cat.Measures.Index(id)
		v, isKnown := t.Value(measure)
		switch {
		case exists && isKnown && i == 0:
			caseload, text = v, kpi.MeasureKey(id)+" ="
		case exists && isKnown:
			rest += v
			text += []string{"", " ", " + "}[min(i, 2)] + kpi.MeasureKey(id)
		case i < 3 || exists && t.Touched(measure):
			return "", 0, 0, false
		}
	}
	return text, caseload, rest, true
}

// note adds whether a sum holds in a row, and the evidence of that in bits.
func (s *support) note(text string, holds bool, bits float64) {
	i := slices.IndexFunc(s.sums, func(sum heldSum) bool { return sum.text == text })
	if i < 0 {
		i, s.sums = len(s.sums), append(s.sums, heldSum{text: text})
	}
	if s.sums[i].all++; holds {
		s.sums[i].holds++
		s.sums[i].bits += bits
	}
}

// isEnough reports whether the sums that hold in all rows prove a meaning.
func (s *support) isEnough() bool {
	sums, bits := 0, 0.0
	for _, sum := range s.sums {
		if !sum.isHeld() {
			continue
		}
		bits += sum.bits
		if sums++; sum.holds >= enoughRows {
			sums = enoughSums
		}
	}
	return sums >= enoughSums && bits >= enoughBits
}

// isHeld reports whether a sum holds in all rows.
func (s heldSum) isHeld() bool { return s.holds == s.all }

// describe writes some of the sums with the number of rows in which they hold.
func (s *support) describe(some func(heldSum) bool) string {
	var texts []string
	for _, sum := range s.sums {
		if some(sum) {
			texts = append(texts, sum.text+" "+kpi.CountKey("evidence.rows", fmt.Sprintf("%d/%d", sum.holds, sum.all)))
		}
	}
	return strings.Join(texts, ", ")
}
