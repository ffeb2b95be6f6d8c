package kpi

import "slices"

// Derivation is a way in which a measure follows from others of one unit and period: a
// whole is the sum of its parts (resolved = resolved_in_time + resolved_late), and a part is
// its whole without the other parts (resolved_in_time = resolved - resolved_late).
type Derivation struct {
	Measure int
	Whole   int   // the measure itself, if it is a sum
	Plus    []int // the parts; or the whole alone
	Minus   []int // the other parts of the whole
}

// plan finds all derivations: wholes from parts upwards, then parts from wholes downwards.
// Where no measure is a part of two wholes, nothing more can follow once all were tried in
// this order: a part that follows from its whole gives nothing to the whole. Each measure
// that is a part of several carries what is known of one to another, for which all are tried
// once more.
func (ms *Measures) plan() {
	for _, i := range ms.wholes {
		ms.derivations = append(ms.derivations, Derivation{Measure: i, Whole: i, Plus: ms.parts[i]})
	}
	shared := map[int]int{}
	for _, whole := range slices.Backward(ms.wholes) {
		for _, part := range ms.parts[whole] {
			others := slices.DeleteFunc(slices.Clone(ms.parts[whole]), func(p int) bool { return p == part })
			ms.derivations = append(ms.derivations, Derivation{part, whole, []int{whole}, others})
			shared[part]++
		}
	}
	ms.rounds = 1
	for _, wholes := range shared {
		if wholes > 1 {
			ms.rounds++
		}
	}
}

// Derivations returns all derivations in the order in which they are tried, and how often
// they are: the first that gives a measure counts.
func (ms *Measures) Derivations() (all []Derivation, rounds int) { return ms.derivations, ms.rounds }

// of computes a measure of a tally. It is not known where any of the others is not
// complete, or a whole is less than its other parts, which is a finding of [Rule]. A sum that
// does not fit is [ErrOverflow].
func (d Derivation) of(t Tally) (sum int64, ok bool, err error) {
	for _, i := range d.Plus {
		v, complete := t.Value(i)
		if !complete {
			return 0, false, nil
		}
		if sum, ok = Add(sum, v); !ok {
			return 0, false, ErrOverflow
		}
	}
	for _, i := range d.Minus {
		v, complete := t.Value(i)
		if sum -= v; !complete || sum < 0 {
			return 0, false, nil
		}
	}
	return sum, true, nil
}

// Derive returns the tally with every measure that was not given completely, but follows
// from those that were. What was given completely stays as given.
func (ms *Measures) Derive(t Tally) (Tally, error) {
	d := NewTally(ms.Len())
	return d, ms.DeriveInto(&d, t)
}

// DeriveInto is [Measures.Derive] into the memory of d, which has room for all
// measures: what d holds is replaced.
func (ms *Measures) DeriveInto(d *Tally, t Tally) error { return ms.derive(d, t, nil) }

// derive is [Measures.DeriveInto]. It notes the derivation that gave each measure.
func (ms *Measures) derive(d *Tally, t Tally, note func(Derivation)) error {
	d.Clear()
	copy(d.sums, t.sums)
	copy(d.marks, t.marks)
	for range ms.rounds {
		for _, way := range ms.derivations {
			if m := d.marks[way.Measure]; m == given || m&settled != 0 {
				continue
			}
			sum, ok, err := way.of(*d)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			d.Set(way.Measure, sum)
			if note != nil {
				note(way)
			}
		}
	}
	return nil
}

// wayOf returns the derivation that gives measure i of a tally, which is not given.
func (ms *Measures) wayOf(i int, t Tally) (way Derivation) {
	d := NewTally(ms.Len())
	_ = ms.derive(&d, t, func(used Derivation) { // what fits is noted before what does not
		if used.Measure == i {
			way = used
		}
	})
	return way
}

// Unite returns the tally of a unit that others became, in one period: the sum of
// theirs. A measure is known if all have it complete, given or derived: a tally with a
// whole and one with its parts have the whole in common, not the parts. The tally of a
// unit without rows is empty, and lacks everything. lacks has, by tally, the measures
// that it lacks and another has complete. A sum that does not fit is [ErrOverflow].
func (ms *Measures) Unite(tallies []Tally) (sum Tally, lacks [][]int, err error) {
	derived := make([]Tally, len(tallies))
	for n, t := range tallies {
		if derived[n], err = ms.Derive(t); err != nil {
			return Tally{}, nil, err
		}
	}
	sum, lacks = NewTally(ms.Len()), make([][]int, len(tallies))
	for i := range ms.list {
		var without []int
		touched := false
		for n, d := range derived {
			touched = touched || d.Touched(i)
			if v, complete := d.Value(i); !complete {
				without = append(without, n)
			} else if err := sum.Give(i, v); err != nil {
				return Tally{}, nil, err
			}
		}
		if !touched || len(without) == 0 {
			continue
		}
		if sum.Given(i) {
			for _, n := range without {
				lacks[n] = append(lacks[n], i)
			}
		}
		sum.marks[i] |= settled // and not complete
	}
	return sum, lacks, nil
}

// Part divides a tally into the counts of some things, as [Measures.Things] names them,
// and the rest.
func (ms *Measures) Part(t Tally, things []string) (part, rest Tally) {
	for i, m := range t.marks {
		to := &rest
		if slices.Contains(things, ms.list[i].Of) {
			to = &part
		}
		if m != 0 {
			to.reach(i)
			to.sums[i], _ = t.Value(i)
			to.marks[i] = m
		}
	}
	return part, rest
}

// touched returns the things that a tally mentions, as a bit set of classes:
// dossiers, days, tasks ... A tally mentions a thing if it has a count or a blank
// of one of its measures. That of a task list does not mention dossiers, and so
// lacks none.
func (ms *Measures) touched(t Tally) uint64 {
	var set uint64
	for i, class := range ms.class {
		if t.Touched(i) {
			set |= 1 << class
		}
	}
	return set
}

// IsAbout reports whether a tally mentions a thing that an indicator counts.
func (ms *Measures) IsAbout(t Tally, d Indicator) bool {
	set := ms.touched(t)
	return slices.ContainsFunc(d.Needs(), func(i int) bool { return set&(1<<ms.class[i]) != 0 })
}

// Things returns the things that a tally mentions: the words of [Measure.Of], in the
// order of the measures.
func (ms *Measures) Things(t Tally) []string {
	var things []string
	set := ms.touched(t)
	for class, thing := range ms.things {
		if set&(1<<class) != 0 {
			things = append(things, thing)
		}
	}
	return things
}
