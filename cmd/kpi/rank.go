package main

import (
	"strings"

	"github.com/spf13/cobra"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// orderFlags are the flags of the order of rows and of the number shown.
type orderFlags struct {
	sort     string // an indicator or the word of points, after "-" for worst first; "" for names
	top      int
	topGiven func() bool // on the command line
	scored   bool        // whether the command has --score, and rows may be ordered by points
	score    string      // --score, the table of points; "" without
}

// bind adds the flags to a command, but for --score.
func (f *orderFlags) bind(cmd *cobra.Command, s *session) {
	flags, points := cmd.Flags(), ""
	if f.scored {
		points = ", or by points with --score"
	}
	flags.StringVar(&f.sort, "sort", "", "order and rank rows by an indicator `ID`"+points+", best first; with - before it, worst first (default: by name)")
	flags.IntVar(&f.top, "top", 0, "with --sort, only the first `N` rows of each table, and those that tie with the last; the total stays that of all rows")
	complete(cmd, "sort", completeWords(func() []string {
		ids := s.indicatorIDs("", "-")
		if f.score != "" {
			meaning := "\t" + catalog.HelpText("sum of points", s.output.language())
			ids = append(ids, report.PointsOrder+meaning, "-"+report.PointsOrder+meaning)
		}
		return ids
	}))
	completeNothing(cmd, "top")
	f.topGiven = func() bool { return flags.Changed("top") }
}

// indicator returns the indicator of --sort, or the word of points; "" without --sort.
func (f *orderFlags) indicator() string { return strings.TrimPrefix(f.sort, "-") }

// check wants the indicator of --sort to exist, and --top to be of an order. Points are
// one only where rows are scored.
func (f *orderFlags) check(cat *catalog.Catalog) error {
	id := f.indicator()
	_, known := cat.Indicator(id)
	switch {
	case f.scored && id == report.PointsOrder && f.score == "":
		return usage("%w", kpi.NewFault("--sort {text} needs --score FILE", "text", f.sort))
	case !(f.scored && id == report.PointsOrder) && !known && f.sort != "":
		return of("sort", unknownIndicator(cat, id))
	case f.topGiven() && f.top < 1:
		return usage("--top %d: %w", f.top, kpi.NewFault("want 1 or more"))
	case f.topGiven() && f.sort == "":
		return usage("%w", kpi.NewFault("--top needs --sort ID: the first rows of which order"))
	}
	return nil
}
