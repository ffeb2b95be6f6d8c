package reconcile

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"cchc/kpi/dossiers"
)

// channels is the number of answers to what a blank channel is. They need no counting: by
// one, what is received by an unknown channel is received directly.
const channels = 2

// target is a count, and the counts of a tally whose sum it is, by their indices. A dossier of which the list
// does not know what it counts as is in none: not to know it must not bring a list nearer.
type target struct {
	count   int64
	parts   []int32
	isWhole bool // others add up to it: it only tells sets of rules apart that leave as much
}

// search tries sets of rules.
type search struct {
	lists   *countedLists
	targets []target
	choices []dossiers.Rules // without the channel
}

// try is what a set of rules comes to.
type try struct {
	set     Ruleset
	wholes  int64  // the sum of the differences of wholes
	figures uint64 // a hash of the figures of all targets
}

// choices returns all sets of rules that dossiers may be counted otherwise by, without the
// channel.
func (p *countedLists) choices() []dossiers.Rules {
	rules := p.rules
	rules[dossiers.BlankChannel] = 0
	by := []int{dossiers.DueBy, dossiers.NoDue, dossiers.EndBy, dossiers.ReturnedBy, dossiers.PausedBy, dossiers.LastDay}
	if p.has[otherUnits] {
		by = append(by, dossiers.UnitBy)
	}
	if p.has[supplements] {
		by = append(by, dossiers.Supplement)
	}
	return vary(rules, by...)
}

// run tries all sets of rules and returns them with the nearest first, and the switches that
// change no figure.
func (s *search) run() (ranked []Ruleset, idle []int) {
	tries := make([]try, len(s.choices)*channels)
	next := make(chan int, len(s.choices))
	for i := range s.choices {
		next <- i
	}
	close(next)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(s.choices)) {
		group.Go(func() {
			t := make(tally, len(s.lists.fixed))
			for i := range next {
				copy(t, s.lists.fixed)
				s.lists.countRecords(t, s.choices[i])
				rules := s.choices[i]
				tries[i*channels] = s.try(t, rules)
				rules[dossiers.BlankChannel] = 1
				t.withChannel()
				tries[i*channels+1] = s.try(t, rules)
			}
		})
	}
	group.Wait()
	idle = idleSwitches(tries)
	slices.SortFunc(tries, func(a, b try) int {
		return cmp.Or(cmp.Compare(a.set.Sum, b.set.Sum), cmp.Compare(a.wholes, b.wholes), cmp.Compare(a.set.Switches, b.set.Switches),
			slices.Compare(a.set.Rules[:], b.set.Rules[:]))
	})
	seen := map[uint64]bool{}
	for _, t := range tries {
		if !seen[t.figures] {
			ranked = append(ranked, t.set)
		}
		seen[t.figures] = true
	}
	return ranked, idle
}

// try compares a tally with the counts.
func (s *search) try(t tally, rules dossiers.Rules) try {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	out := try{set: Ruleset{Rules: rules}, figures: offset}
	for i := range rules {
		if rules[i] != s.lists.rules[i] {
			out.set.Switches++
		}
	}
	for _, target := range s.targets {
		sum := int64(0)
		for _, i := range target.parts {
			sum += int64(t[i])
		}
		difference := max(sum-target.count, target.count-sum)
		if target.isWhole {
			out.wholes += difference
		} else {
			out.set.Sum += difference
		}
		out.figures = (out.figures ^ uint64(sum)) * prime
	}
	return out
}

// idleSwitches returns the switches whose answers change no figure, whatever the others are.
func idleSwitches(tries []try) (idle []int) {
	figures := map[dossiers.Rules]uint64{}
	for _, t := range tries {
		figures[t.set.Rules] = t.figures
	}
	for i := range dossiers.Switches() {
		isIdle := true
		for _, t := range tries {
			usual := t.set.Rules
			usual[i] = 0
			if of, ok := figures[usual]; ok && of != t.figures {
				isIdle = false
			}
		}
		if isIdle {
			idle = append(idle, i)
		}
	}
	return idle
}
