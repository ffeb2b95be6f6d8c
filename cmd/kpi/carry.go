package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/units"
)

// The words of --units and --successors for what is built in, and for no table. A file of
// such a name is given as ./vietnam.
const (
	vietnamUnits = "vietnam"
	noUnits      = "none"
)

// unitTables are the tables of units of a run.
type unitTables struct {
	list       *units.List            // nil with --units none
	own        bool                   // whether the list is the user's
	successors *units.Successors      // nil without any
	asked      bool                   // whether the user gave --successors
	before     []kpi.Unit             // of the files, before counts were carried over
	carried    bool                   // whether successors decide what the rows are
	needed     func(measure int) bool // whether the run's indicators need it; nil: all
}

// exists returns whether there was a unit in a month; nil without a list.
func (u *unitTables) exists() func(kpi.Unit, kpi.Month) bool {
	if u.list == nil {
		return nil
	}
	return u.list.Existed
}

// bindUnits adds the flag of the list of units.
func (f *inputFlags) bindUnits(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.units, "units", vietnamUnits, "the list of units that names are compared with: "+vietnamUnits+", none, or a `FILE` (code,name,level,parent,valid_from,valid_to)")
	completeUnits(cmd, "units")
}

// bindSuccessors adds the flag of what became of them.
func (f *inputFlags) bindSuccessors(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.successors, "successors", "",
		"what became of the units of --units: vietnam (default with --units vietnam), none, or a `FILE` (old_code,new_code,share); counts of communes that merged are added up")
	completeUnits(cmd, "successors")
}

// completeUnits completes a flag with files, and the words that it takes.
func completeUnits(cmd *cobra.Command, flag string) {
	complete(cmd, flag, func(_ *cobra.Command, _ []string, unfinished string) ([]string, cobra.ShellCompDirective) {
		return beginningWith(unfinished, []string{vietnamUnits, noUnits}), cobra.ShellCompDirectiveDefault
	})
	markPaths(cmd, []string{vietnamUnits, noUnits}, flag)
}

// readUnits reads the tables of --units and --successors.
func (s *session) readUnits() (err error) {
	u, successors := &s.units, s.input.successors
	switch s.input.units {
	case vietnamUnits:
		u.list = units.Vietnam(s.cat.Words)
	case noUnits:
		s.note(kpi.NewFinding(kpi.NamesUnproved, kpi.Place{}))
	default:
		u.own = s.input.units != ""
		u.list, err = parseTable(s.input.units, func(name string, data []byte) (*units.List, error) {
			return units.Read(s.cat.Words, name, data)
		})
	}
	u.asked = successors != ""
	switch isFile := successors != "" && successors != vietnamUnits && successors != noUnits; {
	case err != nil:
	case isFile && u.list == nil:
		err = usage("%w", kpi.NewFault("--successors needs --units, the list that has its codes"))
	case isFile:
		u.successors, err = parseTable(successors, func(name string, data []byte) (*units.Successors, error) {
			return units.ReadSuccessors(name, data, u.list)
		})
	case successors == vietnamUnits && (u.own || u.list == nil):
		err = usage("%w", kpi.NewFault("--successors {words} needs --units {words}, the list that has its codes", "words", vietnamUnits))
	case successors != noUnits && u.list != nil && !u.own:
		u.successors = u.list.Successors()
	}
	return err
}

// unitFiles returns the files of --units and --successors.
func (f *inputFlags) unitFiles() []string {
	return slices.DeleteFunc([]string{f.units, f.successors}, func(name string) bool { return name == vietnamUnits || name == noUnits })
}

// carry gives the counts of communes that ended before the last month to the communes that
// they became, and returns the units to which counts cannot be carried over. Where nothing
// is carried over it returns the same ledgers.
func (s *session) carry(by []kpi.Dimension, names []string, ledgers ...*kpi.Ledger) (carried []*kpi.Ledger, apart []units.Uncarried) {
	var span kpi.Period
	var known []kpi.Unit
	for _, l := range ledgers {
		span, known = span.Span(l.Span()), append(known, l.Units()...)
	}
	u := &s.units
	if u.carried = u.successors != nil && u.successors.Change(span) && (u.asked || !s.ofDistricts(by, names, known)); !u.carried {
		return ledgers, nil
	}
	for _, l := range ledgers {
		made, more, findings := u.successors.Carry(l, span.To, known, u.needed)
		carried, apart = append(carried, made), append(apart, more...)
		s.note(findings...)
	}
	u.before = append(u.before, known...)
	return carried, apart
}

// ofDistricts reports whether a result is of districts, by --by or --unit. They have no
// successors, and would lose the counts of their communes.
func (s *session) ofDistricts(by []kpi.Dimension, names []string, known []kpi.Unit) bool {
	hasCommunes := func(d kpi.Unit) bool {
		return d.Commune == "" && d.District != "" && slices.ContainsFunc(known, func(u kpi.Unit) bool { return d.Contains(u) && u.Commune != "" })
	}
	return slices.Contains(by, kpi.ByDistrict) && !slices.Contains(by, kpi.ByCommune) || slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(s.cat.Words.FindUnits(known, name), hasCommunes)
	})
}

// reasons returns a function that explains why a group is not comparable: it is one of the
// units to which counts cannot be carried over, or a district with one of them. A province
// is comparable: it has both the old and the new unit.
func (s *session) reasons(by []kpi.Dimension, apart []units.Uncarried, lang kpi.Lang) func(kpi.Group, kpi.Indicator) string {
	cat := s.cat
	byCommune, byDistrict := slices.Contains(by, kpi.ByCommune), slices.Contains(by, kpi.ByDistrict)
	isAbout := func(f kpi.Finding, d kpi.Indicator) bool { // some findings are about one thing only
		things := f.Args.Value("things")
		return things == "" || slices.ContainsFunc(d.Needs(), func(i int) bool { return things == kpi.TextKey("thing."+cat.Measures.At(i).Of) })
	}
	return func(g kpi.Group, d kpi.Indicator) string {
		var why []string
		for _, a := range apart {
			u := a.Unit
			if u.Province != g.Province || u.District != g.District || byCommune && u.Commune != g.Commune || !byCommune && !byDistrict {
				continue
			}
			for _, f := range a.Why {
				text := cat.Messages.Fill("apart."+f.Code, f.Args, lang)
				if isAbout(f, d) && !slices.Contains(why, text) {
					why = append(why, text)
				}
			}
		}
		return strings.Join(why, "; ")
	}
}
