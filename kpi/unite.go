package kpi

import "slices"

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
		if err := sum.unite(i, derived, lacks); err != nil {
			return Tally{}, nil, err
		}
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
			to.sums[i], to.marks[i] = t.sums[i], m
		}
	}
	return part, rest
}

// unite sets measure i from tallies whose wholes are derived, and adds it to the lacks of
// those that lack it if others have it.
func (t *Tally) unite(i int, derived []Tally, lacks [][]int) error {
	var without []int
	touched := false
	for n, d := range derived {
		touched = touched || d.Touched(i)
		v, complete := d.Value(i)
		if !complete {
			without = append(without, n)
		} else if err := t.Give(i, v); err != nil {
			return err
		}
	}
	if !touched || len(without) == 0 {
		return nil
	}
	if t.Given(i) {
		for _, n := range without {
			lacks[n] = append(lacks[n], i)
		}
	}
	t.Lack(i)
	return nil
}
