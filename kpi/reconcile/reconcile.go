// Package reconcile compares the counts of an export with lists of the same dossiers, and
// finds by which rules of counting the two agree.
//
// It takes a ledger of counts and the rows of the lists. It gives
//
//  1. both figures of every unit, period and measure that the two have in common,
//  2. the sets of rules by which the lists come nearest to the counts, of all that there are,
//  3. the dossiers that are counted otherwise by the nearest of them than by those of the run,
//  4. what even those leave.
package reconcile

import (
	"slices"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// Task is what is reconciled.
type Task struct {
	Counts *kpi.Ledger                    // its periods are whole months
	List   *kpi.Ledger                    // of the lists: its periods are the months that they give
	Rows   func(give func(*dossiers.Row)) // gives the rows of the lists, as often as it is called
	Most   int                            // how many dossiers of a change are kept; kpi.EveryCell: all
}

// Figure is a count, or none.
type Figure struct {
	Value int64
	Known bool
}

// minus returns the difference of two figures; none where one is not known.
func (f Figure) minus(o Figure) Figure {
	if !f.Known || !o.Known {
		return Figure{}
	}
	return Figure{f.Value - o.Value, true}
}

// Line is a measure of a unit in a period of the counts, as both have it.
type Line struct {
	Unit    kpi.Unit
	Period  kpi.Period
	Measure int
	Counts  Figure
	List    Figure // by the rules of the run
	Best    Figure // of the list, by the rules that come nearest to the counts

	OnlyList bool // the counts have no such unit
}

// Difference returns what the list has more than the counts.
func (l Line) Difference() Figure { return l.List.minus(l.Counts) }

// Remaining returns the same by the rules that come nearest to the counts.
func (l Line) Remaining() Figure { return l.Best.minus(l.Counts) }

// IsEqual reports whether both figures are known and equal.
func (l Line) IsEqual() bool { return l.Difference() == Figure{Known: true} }

// Ruleset is a set of rules and how near it comes to the counts.
type Ruleset struct {
	Rules    dossiers.Rules
	Switches int   // how many differ from the rules of the run
	Sum      int64 // of the differences, without their signs
}

// Changed returns the answers that differ from those of other rules: due=time, ...
func (s Ruleset) Changed(from dossiers.Rules) (list []string) {
	for i, text := range s.Rules.All() {
		if s.Rules[i] != from[i] {
			list = append(list, text)
		}
	}
	return list
}

// None is the part of a dossier that is not counted.
const None = dossiers.Parts

// Change is the dossiers of a unit and month that are counted as something else by other
// rules.
type Change struct {
	Unit     kpi.Unit
	Month    kpi.Month
	From, To dossiers.Part // [None]: not counted there
	First    []dossiers.Place
	Count    int
}

// NotCompared is what only one of both has, and what cannot be compared.
type NotCompared struct {
	CountsUnits, ListUnits []kpi.Unit
	Periods                []kpi.Period // of the counts, which the lists do not give
	Measures               []NotGiven   // by period
}

// NotGiven is measures of the counts that the lists do not give in a period.
type NotGiven struct {
	Period   kpi.Period
	Measures []int
}

// Result is how counts and lists differ, and why.
type Result struct {
	Lines       []Line // by unit, period and measure
	NotCompared NotCompared
	Sums        []kpi.Unit     // of the counts, which the lists have only the units below of: their figures are the sums of these
	Rules       dossiers.Rules // of the run
	Ranked      []Ruleset      // the nearest first; of those with the same figures the first alone
	Tried       int            // sets of rules
	Idle        []int          // the switches that change none of the figures
	Changes     []Change       // from the rules of the run to the nearest
	Dossiers    int            // of the lists
}

// Usual returns the rules of the run.
func (r *Result) Usual() Ruleset {
	i := slices.IndexFunc(r.Ranked, func(s Ruleset) bool { return s.Rules == r.Rules })
	return r.Ranked[i]
}

// Best returns the rules that come nearest to the counts, by the fewest switches.
func (r *Result) Best() Ruleset { return r.Ranked[0] }

// Differs reports whether anything of both is not known to be equal: a figure, or all of a
// unit or a period.
func (r *Result) Differs() bool {
	isCompared := map[kpi.Period]bool{}
	for _, l := range r.Lines {
		if !l.IsEqual() {
			return true
		}
		isCompared[l.Period] = true
	}
	for _, n := range r.NotCompared.Measures {
		if !isCompared[n.Period] {
			return true
		}
	}
	left := r.NotCompared
	return len(r.Lines) == 0 || len(left.CountsUnits)+len(left.ListUnits)+len(left.Periods) > 0
}

// Run reconciles. A sum that does not fit is an error that wraps [kpi.ErrOverflow].
func (t Task) Run() (*Result, error) {
	p := newCountedLists(t)
	t.Rows(p.add)
	c, err := newComparison(t, p)
	if err != nil {
		return nil, err
	}
	r := &Result{Rules: p.rules, Dossiers: p.dossiers}
	s := &search{lists: p, targets: c.targets(), choices: p.choices()}
	r.Ranked, r.Idle = s.run()
	r.Tried = len(s.choices) * channels
	best := r.Best().Rules
	if r.Lines, err = c.lines(p.tally(p.rules), p.tally(best)); err != nil {
		return nil, err
	}
	r.NotCompared, r.Sums = c.left, p.units.sums()
	if best != p.rules {
		r.Changes = t.changes(c, best)
	}
	return r, nil
}
