package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/render"
	"cchc/kpi/report"
)

// lookFlags are the flags of how documents for people look.
type lookFlags struct {
	title, office string
	fractions     choice
	notes         bool
	definitions   bool
}

// bind adds the flags to a command.
func (f *lookFlags) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "`TEXT` above the result for people, in place of the usual title")
	flags.StringVar(&f.office, "office", "", "`NAME` of the office whose result it is, above the title")
	f.fractions = choice{"", []string{render.FractionsBeside, render.FractionsBelow, render.FractionsNone}}
	bindChoice(cmd, &f.fractions, "fractions", "", "where a table for people has the two sums of a rate (default: beside it, or on a terminal that is too narrow none)")
	flags.BoolVar(&f.notes, "notes", false, "print all notes below a table, not only what makes a figure doubtful")
	flags.BoolVar(&f.definitions, "definitions", false, "print below a table how its indicators are computed (a page and a workbook have it anyway)")
	completeNothing(cmd, "title", "office")
}

// below returns what a format has below its tables.
func (s *session) below(format render.Format) report.Below {
	below := report.Below{Definitions: s.look.definitions}
	switch {
	case s.look.notes:
		below.Notes = report.AllNotes
	case !format.Wants.Brief:
	case s.output.quiet:
		below.Notes = report.WarningsOnly
	default:
		below.Notes = report.DoubtfulNotes
	}
	return below
}

// heading returns what is above documents on some ledgers, and the names in them that
// people read otherwise than the data have them.
func (s *session) heading(ledgers ...*kpi.Ledger) report.Heading {
	h := report.Heading{Office: kpi.Printable(strings.TrimSpace(s.look.office)), Title: kpi.Printable(strings.TrimSpace(s.look.title))}
	if s.units.list == nil {
		return h
	}
	var all []kpi.Unit
	for _, l := range ledgers {
		all = append(all, l.Units()...)
	}
	slices.SortFunc(all, kpi.Unit.Compare)
	all = slices.Compact(all)
	h.Province, h.Names = s.units.list.Province(all), s.units.list.Names(all)
	return h
}
