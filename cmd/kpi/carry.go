package main

import (
	"cchc/kpi"
	"cchc/kpi/units"
)

// unitTables are the tables of units of a run.
type unitTables struct {
	list       *units.List            // nil without --units
	successors *units.Successors      // nil without --successors
	before     []kpi.Unit             // of the files, before counts were carried over
	needed     func(measure int) bool // whether the run's indicators need it; nil: all
}

// readUnits reads the tables of --units and --successors.
func (s *session) readUnits() (err error) {
	if s.input.units == "" && s.input.successors != "" {
		return usage("--successors needs --units FILE, the list that has its codes")
	}
	s.units.list, err = parseTable(s.input.units, func(name string, data []byte) (*units.List, error) {
		return units.Read(s.cat.Words, name, data)
	})
	if err != nil {
		return err
	}
	s.units.successors, err = parseTable(s.input.successors, func(name string, data []byte) (*units.Successors, error) {
		return units.ReadSuccessors(name, data, s.units.list)
	})
	return err
}

// carry gives the counts of communes that ended before the last month to the communes that
// they became, and returns the units to which counts cannot be carried over. Without
// --successors it returns the same ledgers.
func (s *session) carry(ledgers ...*kpi.Ledger) (carried []*kpi.Ledger, apart []units.Uncarried) {
	if s.units.successors == nil {
		return ledgers, nil
	}
	var at kpi.Month
	var known []kpi.Unit
	for _, l := range ledgers {
		at, known = max(at, l.Span().To), append(known, l.Units()...)
	}
	for _, l := range ledgers {
		made, more, findings := s.units.successors.Carry(l, at, known, s.units.needed)
		carried, apart = append(carried, made), append(apart, more...)
		s.note(findings...)
	}
	s.units.before = append(s.units.before, known...)
	return carried, apart
}
