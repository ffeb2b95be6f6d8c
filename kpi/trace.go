package kpi

import (
	"fmt"
	"slices"
)

// Trace is the origin of one figure of an indicator: the counts of entries that the
// terms of its formulas are added up from, and the counts that they lack.
type Trace struct {
	Indicator   Indicator
	Result      Result
	Numerator   []*Sum // by the terms of the formula
	Denominator []*Sum // nil for a plain count
	Lacks       []Lack // by unit
	Siblings    []Sibling
}

// Sibling is the result of another indicator of the family, for the same entries.
type Sibling struct {
	Indicator Indicator
	Result    Result
}

// Sum is a measure of a group, and what it is added up from: the counts of the entries
// that give it, and for the entries that do not its parts, or its whole and, taken away, the
// other parts of that. The counts of a sum and of all its parts, with their signs, add up to
// its value. A sum that is not known has neither.
type Sum struct {
	Measure int
	Minus   bool // taken away from the sum that it is a part of
	Known   bool
	Value   int64
	Span    Period // of the thing: its first month counts for opening measures, the last for closing ones
	Given   []Share
	Parts   []*Sum
}

// Share is the count of a measure that an entry gives.
type Share struct {
	Entry *Entry
	Value int64
}

// Lack is a count that a sum needs and no row gives.
type Lack struct {
	Measure int
	Entry   *Entry // nil: no entry of the group mentions the thing
	Reason  LackReason
	Span    Period // of the thing
}

// LackReason is the reason why a count is lacking.
type LackReason uint8

// The reasons.
const (
	LackBlank   LackReason = iota + 1 // a cell has no count, or its rows give none together
	LackColumn                        // the export does not give the measure
	LackEdge                          // the unit has no row of the month that counts
	LackDiffers                       // the periods have different counts of a distinct measure
	LackAdding                        // a whole of several kinds is given for single periods, without its parts
)

// String returns the word of machine formats.
func (r LackReason) String() string {
	return [...]string{"", "blank", "column", "edge", "differs", "adding"}[r]
}

// Explain computes an indicator and its siblings for the entries for which keep is true,
// and traces it. The months that count are those of the whole ledger, so the result is
// that of the row of a scorecard. A sum that does not fit is an error that wraps
// [ErrOverflow].
func (l *Ledger) Explain(d Indicator, siblings []Indicator, keep func(*Entry) bool) (*Trace, error) {
	items, _, err := itemsOf(l)
	if err != nil {
		return nil, err
	}
	ms := l.Measures
	spans := spansOf(ms, items, l.Others)
	items = slices.DeleteFunc(items, func(it item) bool { return !keep(it.Entry) })
	a := &adder{Measures: ms, sum: NewTally(ms.Len())}
	a.tracer = &tracer{measures: ms, adder: a, used: make([][]*dated, ms.Len())}
	for _, i := range d.Needs() {
		a.tracer.sums = append(a.tracer.sums, &Sum{Measure: i})
	}
	r, err := a.rollUp(items, spans)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", IndicatorKey(d.ID), err)
	}
	t := &Trace{Indicator: d, Lacks: a.tracer.lacks}
	if t.Result, err = d.result(ms, r); err != nil {
		return nil, fmt.Errorf("%s: %w", IndicatorKey(d.ID), err)
	}
	for _, g := range t.Result.Gaps {
		if g.Entry == nil { // no entry mentions the thing of the measure: it is lacking everywhere
			t.Lacks = append(t.Lacks, Lack{Measure: g.Measure, Reason: LackColumn})
		}
	}
	for _, sibling := range siblings {
		result, err := sibling.result(ms, r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", IndicatorKey(sibling.ID), err)
		}
		t.Siblings = append(t.Siblings, Sibling{sibling, result})
	}
	t.Numerator, t.Denominator = a.tracer.terms(d.Numerator, r), a.tracer.terms(d.Denominator, r)
	for _, s := range t.sums() {
		s.Span = spans[ms.class[s.Measure]]
	}
	return t, nil
}

// sums returns all sums, parts behind their wholes. A measure of both formulas is one.
func (t *Trace) sums() []*Sum {
	all := slices.Concat(t.Numerator, t.Denominator)
	for n := 0; n < len(all); n++ {
		all = append(all, all[n].Parts...)
	}
	return all
}

// tracer notes what an adder makes the sums of some measures of. A nil one notes
// nothing.
type tracer struct {
	measures *Measures
	adder    *adder
	sums     []*Sum     // of the measures asked for
	used     [][]*dated // by measure: the periods of the current unit that it was taken from
	lacks    []Lack
	spans    []Period // by what is counted
}

// use notes the periods that measure i was taken from.
func (t *tracer) use(i int, from ...*dated) {
	if t != nil {
		t.used[i] = append(t.used[i][:0], from...)
	}
}

// end adds the current unit to the sums, or notes what it lacks, and forgets it.
func (t *tracer) end(spans []Period) {
	if t == nil {
		return
	}
	t.spans = spans
	for _, s := range t.sums {
		if _, complete := t.adder.sum.Value(s.Measure); complete {
			t.take(s)
		} else {
			t.lack(s.Measure)
		}
	}
	for i := range t.used {
		t.used[i] = t.used[i][:0]
	}
}

// take adds a measure of the current unit to a sum: from the periods that it was taken
// from, or else from its parts.
func (t *tracer) take(s *Sum) {
	for _, d := range t.used[s.Measure] {
		t.takeFrom(s, d)
	}
	if len(t.used[s.Measure]) > 0 {
		return
	}
	s.Value += t.adder.sum.sums[s.Measure]
	for _, p := range t.measures.parts[s.Measure] {
		t.take(s.part(p, false))
	}
}

// takeFrom adds a measure of one period to a sum: as it was given, or else from what it was
// derived from. For a unit that took in others it adds theirs.
func (t *tracer) takeFrom(s *Sum, d *dated) {
	if len(d.Members) > 0 {
		for _, m := range t.members(d) {
			t.takeFrom(s, m)
		}
		return
	}
	s.Value += d.derived.sums[s.Measure]
	if v, given := d.Tally.Value(s.Measure); given {
		s.Given = append(s.Given, Share{d.Entry, v})
		return
	}
	way := t.measures.wayOf(s.Measure, d.Tally)
	for _, p := range way.Plus {
		t.takeFrom(s.part(p, false), d)
	}
	for _, p := range way.Minus {
		t.takeFrom(s.part(p, true), d)
	}
}

// part returns the sum of a part that is added, or taken away.
func (s *Sum) part(measure int, minus bool) *Sum {
	for _, p := range s.Parts {
		if p.Measure == measure && p.Minus == minus {
			return p
		}
	}
	s.Parts = append(s.Parts, &Sum{Measure: measure, Minus: minus, Known: true})
	return s.Parts[len(s.Parts)-1]
}

// terms returns the sums of a formula. A sum that lacks a count has no value and no
// shares.
func (t *tracer) terms(f Formula, r rollup) []*Sum {
	var sums []*Sum
	for _, term := range f {
		s := t.sums[slices.IndexFunc(t.sums, func(s *Sum) bool { return s.Measure == term.Measure })]
		if _, s.Known = r.tally.Value(term.Measure); !s.Known {
			*s = Sum{Measure: term.Measure}
		}
		sums = append(sums, s)
	}
	return sums
}

// lack notes what keeps measure i of the unit from being known.
func (t *tracer) lack(i int) {
	t.adder.look(i)
	periods, known, span := slices.Clone(t.adder.periods), slices.Clone(t.adder.known), t.spans[t.measures.class[i]]
	if len(periods) == 0 {
		return
	}
	kind := t.measures.list[i].Kind
	before, _ := t.adder.differing(i)
	switch {
	case before != nil:
		t.note(i, known[len(known)-1], LackDiffers)
		return
	case kind == Flow, kind == Distinct && !t.adder.covers():
		periods = slices.DeleteFunc(periods, func(d *dated) bool { return lieWithin(known, d.Period) })
	case kind == Mixed && (len(periods) > 1 || periods[0].Period != span):
		if !slices.ContainsFunc(periods, func(d *dated) bool { return t.mentionsParts(i, d) }) {
			t.note(i, periods[0], LackAdding) // it is given for single periods alone, which do not add up
			return
		}
		for _, p := range t.measures.parts[i] {
			if _, complete := t.adder.sum.Value(p); !complete {
				t.lack(p)
			}
		}
		return
	case kind != Mixed:
		first := periods[0]
		periods = slices.DeleteFunc(periods, func(d *dated) bool { return !kind.atEdge(d.Period, span) })
		if len(periods) == 0 {
			t.note(i, first, LackEdge)
		}
	}
	for _, d := range periods {
		t.lackIn(i, d)
	}
}

// mentionsParts reports whether a period has a count or a blank of a part of measure i.
func (t *tracer) mentionsParts(i int, d *dated) bool {
	return slices.ContainsFunc(t.measures.Family(i)[1:], d.Tally.Touched)
}

// members returns the entries that d was added up from, derived as it was. Their
// sums fit, because the sum of all of them did.
func (t *tracer) members(d *dated) []*dated {
	all := make([]*dated, len(d.Members))
	for n, m := range d.Members {
		all[n] = &dated{item: item{m, d.things}, derived: NewTally(t.measures.Len())}
		_ = t.measures.DeriveInto(&all[n].derived, m.Tally)
	}
	return all
}

// lackIn notes what keeps measure i of a period from being known.
func (t *tracer) lackIn(i int, d *dated) {
	if len(d.Members) > 0 {
		for _, m := range t.members(d) {
			if _, complete := m.derived.Value(i); !complete {
				t.lackIn(i, m)
			}
		}
		return
	}
	blanks := t.blanksBeside(i, d)
	switch {
	case d.Tally.Touched(i):
		t.note(i, d, LackBlank)
	case len(blanks) > 0:
		for _, b := range blanks {
			t.note(b, d, LackBlank)
		}
	case !t.mentionsParts(i, d):
		t.note(i, d, LackColumn)
	default:
		for _, p := range t.measures.parts[i] {
			if _, complete := d.derived.Value(p); !complete {
				t.lackIn(p, d)
			}
		}
	}
}

// blanksBeside returns the blanks that keep measure i from being its whole without the other
// parts, if there is nothing else that does.
func (t *tracer) blanksBeside(i int, d *dated) []int {
	for _, way := range t.measures.derivations {
		if way.Measure != i || way.Whole == i {
			continue
		}
		var blanks []int
		isThere := true
		for _, other := range slices.Concat(way.Plus, way.Minus) {
			if _, complete := d.derived.Value(other); !complete {
				blanks, isThere = append(blanks, other), isThere && d.Tally.Touched(other)
			}
		}
		if isThere && len(blanks) > 0 {
			return blanks
		}
	}
	return nil
}

// note adds what a period lacks, once.
func (t *tracer) note(i int, d *dated, why LackReason) {
	if l := (Lack{i, d.Entry, why, t.spans[t.measures.class[i]]}); !slices.Contains(t.lacks, l) {
		t.lacks = append(t.lacks, l)
	}
}

// Same reports whether two sums are of one measure and of the same counts.
func (s *Sum) Same(o *Sum) bool {
	return s.Measure == o.Measure && s.Known == o.Known && s.Value == o.Value && slices.Equal(s.Given, o.Given) && slices.EqualFunc(s.Parts, o.Parts, (*Sum).Same)
}
