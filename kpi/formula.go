package kpi

import (
	"slices"
	"strconv"
	"strings"
)

// Term is one measure of a formula, added or taken away.
type Term struct {
	Measure int
	Minus   bool
}

// Formula is a sum and difference of measures of one thing.
type Formula []Term

// ParseFormula reads measure ids with + and - between them. Unknown ids,
// repeated ids and measures that count different things are errors.
func ParseFormula(text string, ms *Measures) (Formula, error) {
	var f Formula
	rest, minus := strings.TrimSpace(text), false
	for {
		end := strings.IndexAny(rest+"+", "+-")
		id := strings.TrimSpace(rest[:end])
		if id == "" {
			return nil, NewFault("{text} is not a formula: want measure ids with + or - between them", "text", strconv.Quote(text))
		}
		i, ok := ms.Index(id)
		if !ok {
			return nil, NewFault("no measure {id}", "id", strconv.Quote(id))
		}
		if slices.ContainsFunc(f, func(t Term) bool { return t.Measure == i }) {
			return nil, NewFault("measure {id} is there twice", "id", strconv.Quote(id))
		}
		f = append(f, Term{i, minus})
		if ms.class[i] != ms.class[f[0].Measure] {
			return nil, NewFault("{id} counts {things}, the terms before it {other}",
				"id", strconv.Quote(id), "things", ms.At(i).Of, "other", ms.At(f[0].Measure).Of)
		}
		if end == len(rest) {
			return f, nil
		}
		minus = rest[end] == '-'
		rest = rest[end+1:]
	}
}

// Text writes the formula with a name for each measure.
func (f Formula) Text(name func(measure int) string) string {
	var b strings.Builder
	for n, t := range f {
		switch {
		case t.Minus:
			b.WriteString(" - ")
		case n > 0:
			b.WriteString(" + ")
		}
		b.WriteString(name(t.Measure))
	}
	return b.String()
}

// value computes the formula over a tally with its wholes derived. It returns the
// measures that are not complete as missing.
func (f Formula) value(t Tally) (v int64, missing []int, err error) {
	for _, term := range f {
		count, complete := t.Value(term.Measure)
		if !complete {
			missing = append(missing, term.Measure)
			continue
		}
		if term.Minus {
			count = -count
		}
		var ok bool
		if v, ok = Add(v, count); !ok {
			return 0, nil, ErrOverflow
		}
	}
	return v, missing, nil
}

// Better is the direction in which an indicator improves.
type Better uint8

// The directions.
const (
	Higher Better = iota
	Lower
)

// ParseBetter reads higher or lower.
func ParseBetter(text string) (Better, error) {
	for _, b := range []Better{Higher, Lower} {
		if b.String() == text {
			return b, nil
		}
	}
	return 0, NewFault("{text} is not a direction: want higher or lower", "text", strconv.Quote(text))
}

// String returns the word that [ParseBetter] reads.
func (b Better) String() string {
	if b == Lower {
		return "lower"
	}
	return "higher"
}

// Indicator is a named definition of a rate or a count.
type Indicator struct {
	ID          string
	Numerator   Formula
	Denominator Formula // nil: the indicator is a plain count
	Better      Better
	Headline    bool   // in a report unless others are asked for
	Instead     bool   // in a report where no headline one of its family can be computed
	Family      string // indicators of one family measure the same thing by different formulas
	Labels      Labels
	Source      Labels // who defines it so
}

// CountOf returns the count of a measure as an indicator, which no table has.
func (ms *Measures) CountOf(i int) Indicator {
	m := ms.At(i)
	return Indicator{ID: CountID(m.ID), Numerator: Formula{{Measure: i}}, Labels: m.Labels}
}

// CountID returns the id of the indicator that is the count of a measure.
func CountID(measure string) string { return measure + ".count" }

// Plain reports whether the indicator is a count, not a rate.
func (d Indicator) Plain() bool { return len(d.Denominator) == 0 }

// Needs returns the measures of the formulas, each once.
func (d Indicator) Needs() []int {
	var needs []int
	for _, t := range slices.Concat(d.Numerator, d.Denominator) {
		if !slices.Contains(needs, t.Measure) {
			needs = append(needs, t.Measure)
		}
	}
	return needs
}

// Text writes the definition by measure ids: "(a - b) / a", or "a" for a plain
// count.
func (d Indicator) Text(ms *Measures) string {
	return d.write(func(i int) string { return ms.At(i).ID }, false)
}

// Words writes the definition by the labels of its measures.
func (d Indicator) Words(ms *Measures, lang Lang) string {
	return d.write(func(i int) string { return ms.At(i).Labels.In(lang) }, true)
}

// write writes the definition with a name for each measure. The formulas of a rate are
// in brackets: both, or those of several terms.
func (d Indicator) write(name func(int) string, both bool) string {
	group := func(f Formula) string {
		if both || len(f) > 1 {
			return "(" + f.Text(name) + ")"
		}
		return f.Text(name)
	}
	if d.Plain() {
		return d.Numerator.Text(name)
	}
	return group(d.Numerator) + " / " + group(d.Denominator)
}
